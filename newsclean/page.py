"""What goes in: a page cut into lines, with the marks made so far."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import regex

from newsclean import words
from newsclean.marks import Found, Join, Keep, Mark, Remove, Rewrite, stamped, value_of
from newsclean.once import once

if TYPE_CHECKING:
    from newsclean.template.common import Template

SEGMENTED_LINES = 3
SEGMENTED_LENGTH = 1200
"""A page of at most so many lines and more than so many characters came without line breaks."""

PROSE_WORDS = 12
SENTENCE_END = regex.compile(r"[.!?…][\"'”’»)\]]{0,3}\s{1,20}(?=[^\p{Ll}\s])|[。！？][”」』）]{0,2}")


@dataclass(frozen=True, init=False)
class Line:
    """One line of the input, or one sentence of a page that came without line breaks.

    `number` is its place in `Page.lines`, which has no blank lines; `row` its line in the input, from 1; `gap` tells
    whether a blank line stands before it. `start` and `end` are character offsets into the input,
    `raw == input[start:end]`, and `text` is what it reads after the rewrites so far.
    """

    number: int
    start: int
    end: int
    raw: str
    text: str
    row: int
    gap: bool = False

    def __init__(  # noqa: PLR0917
        self, number: int, start: int, end: int, raw: str, text: str, row: int, gap: bool = False
    ) -> None:
        # What a frozen dataclass writes for itself takes three times as long, and there are many lines.
        self.__dict__.update(number=number, start=start, end=end, raw=raw, text=text, row=row, gap=gap)

    @once
    def folded(self) -> str:
        """The text without regard to case and quotes; see `words.folded`."""
        return words.folded(self.text)

    @once
    def key(self) -> str:
        """The form in which whole lines are compared; see `words.key`."""
        return words.trimmed(self.folded)

    @once
    def tokens(self) -> tuple[str, ...]:
        """The words of the folded text."""
        return tuple(words.split(self.folded))

    @once
    def stems(self) -> frozenset[str]:
        """What its words are compared by with those of titles; see `words.stems`."""
        return words.stems(self.tokens)

    @once
    def words(self) -> int:
        """Length in words; see `words.count`."""
        return words.count(self.text)

    @once
    def ended(self) -> bool:
        """Whether it ends a sentence."""
        return words.ended(self.text)

    @once
    def prose(self) -> bool:
        """Whether it is a paragraph of running text: 12 words or more, and ended."""
        return self.words >= PROSE_WORDS and self.ended

    @once
    def scripts(self) -> dict[str, int]:
        """Letters by script, most frequent first."""
        return words.script_counts(self.text)


@dataclass(frozen=True)
class Page:
    """A page and what is known of it. A value: `with_marks` gives a new one. `site` is what is known of its site."""

    text: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    url: str | None = None
    language_hint: str | None = field(default=None)
    site: "Template | None" = field(default=None, repr=False, compare=False)

    @classmethod
    def of(
        cls, text: str, url: str | None = None, language: str | None = None, site: "Template | None" = None
    ) -> "Page":
        """Cut a text into lines. A page that came without line breaks is cut at its sentence ends.

        >>> [line.text for line in Page.of("One.\\n\\n  Two.  ").lines]
        ['One.', 'Two.']
        """
        return cls(text, tuple(cut(text)), (), url, language, site)

    def with_marks(self, marks: Iterable[Mark], stage: str = "") -> "Page":
        """The page after a stage: the marks stamped with its name, rewrites applied.

        Raises `ValueError` where a mark speaks of a line or of characters that are not there.
        """
        new = tuple([stamped(mark, stage) if stage else mark for mark in marks])
        if not new:
            return self
        lines = self.lines
        for mark in new:
            lowest = -1 if isinstance(mark, Found) else 0
            if not lowest <= mark.line < len(lines):
                raise ValueError(f"stage {mark.stage!r}: there is no line {mark.line} for {mark}")
            if isinstance(mark, Remove) and mark.end > len(lines[mark.line].text):
                raise ValueError(f"stage {mark.stage!r}: line {mark.line} has no character {mark.end} for {mark}")
        rewrites = {mark.line: mark.text for mark in new if isinstance(mark, Rewrite)}
        if rewrites:
            lines = tuple(
                replace(line, text=rewrites[line.number]) if line.number in rewrites else line for line in lines
            )
        page = replace(self, lines=lines, marks=self.marks + new)
        if not rewrites:
            page.__dict__.update(self.lasting(new))
        return page

    def lasting(self, new: tuple[Mark, ...]) -> dict[str, Any]:
        """What was worked out already and holds with more marks: a page has some thirty stages, and each asks."""
        known = self.__dict__
        found: dict[str, Any] = {name: known[name] for name in ("times", "script") if name in known}
        if not any(isinstance(mark, Join) for mark in new):
            found |= {name: known[name] for name in ("groups", "broken") if name in known}
        certain = [mark for mark in new if isinstance(mark, Remove) and not mark.evidence and mark.confidence >= 1]
        if not certain:
            found |= {name: known[name] for name in ("cuts", "removed") if name in known}
            if not any(isinstance(mark, Keep) for mark in new):
                found |= {name: known[name] for name in ("settled", "open") if name in known}
        elif "removed" in known:
            spans = {mark.line: list(self.cuts.get(mark.line, ())) for mark in certain}
            for mark in certain:
                spans[mark.line].append((mark.start, mark.end))
            found["cuts"] = cuts = self.cuts | {number: merged(cut) for number, cut in spans.items()}
            gone = [number for number in spans if not left(self.lines[number].text, cuts[number])]
            found["removed"] = self.removed.union(gone)
        return found

    @cached_property
    def settled(self) -> frozenset[int]:
        """Numbers of the lines with nothing left to decide: kept, or removed whole with certainty."""
        return self.removed.union([mark.line for mark in self.marks if isinstance(mark, Keep)])

    @cached_property
    def removed(self) -> frozenset[int]:
        """Numbers of the lines that certain removals have taken whole."""
        return frozenset(number for number in self.cuts if not self.pieces(number))

    @cached_property
    def cuts(self) -> dict[int, list[tuple[int, int]]]:
        """Certain removals by line: (start, end) in order, disjoint."""
        spans: dict[int, list[tuple[int, int]]] = {}
        for mark in self.marks:
            if isinstance(mark, Remove) and not mark.evidence and mark.confidence >= 1:
                spans.setdefault(mark.line, []).append((mark.start, mark.end))
        return {number: merged(cuts) for number, cuts in spans.items()}

    @cached_property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """Numbers of the lines that belong together: each line alone, or with the ones joined to it."""
        joins = {mark.line for mark in self.marks if isinstance(mark, Join)}
        groups: list[list[int]] = []
        for line in self.lines:
            if line.number in joins and groups:
                groups[-1].append(line.number)
            else:
                groups.append([line.number])
        return tuple(map(tuple, groups))

    @cached_property
    def broken(self) -> frozenset[int]:
        """Numbers of the lines that are pieces of a paragraph of prose: no piece is cruft by its words alone."""
        found: set[int] = set()
        for group in self.groups:
            if len(group) > 1 and sum(self.lines[number].words for number in group) >= PROSE_WORDS:
                found.update(group)
        return frozenset(found)

    @cached_property
    def open(self) -> tuple[Line, ...]:
        """The lines that are not settled."""
        return tuple(line for line in self.lines if line.number not in self.settled)

    def pieces(self, number: int) -> list[tuple[int, int]]:
        """(start, end) of the stretches of a line that are left and hold words, white space trimmed.

        >>> page = Page.of("Photo: A. Roe Subscribe")
        >>> page.with_marks([Remove(0, 14, 23, "subscribe", "r")]).pieces(0)
        [(0, 13)]
        """
        return left(self.lines[number].text, self.cuts.get(number, []))

    def found(self, name: str) -> str | None:
        """The value found for a single field of the metadata, or None; see `marks.value_of`."""
        return value_of(name, self.marks)

    @cached_property
    def language(self) -> str:
        """BCP 47 code of the page's language, `und` while it is not known."""
        return self.found("language") or "und"

    @cached_property
    def times(self) -> dict[str, int]:
        """How often each line stands on the page, by key.

        >>> Page.of("Home\\nThe mill burned down.\\n» Home").times["home"]
        2
        """
        return Counter(line.key for line in self.lines)

    @cached_property
    def script(self) -> str | None:
        """The script of most letters of the page, or None where it has no letters."""
        totals: dict[str, int] = {}
        for line in self.lines:
            for name, number in line.scripts.items():
                totals[name] = totals.get(name, 0) + number
        return max(totals, key=lambda name: totals[name], default=None)


def left(text: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """(start, end) of what cuts, disjoint and in order, leave of a text and holds words, white space trimmed."""
    found: list[tuple[int, int]] = []
    position = 0
    for start, end in (*cuts, (len(text), len(text))):
        piece = text[position:start]
        if piece and words.has_words(piece):
            found.append((start - len(piece.lstrip()), position + len(piece.rstrip())))
        position = end
    return found


def merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and adjacent spans as one, in order.

    >>> merged([(5, 9), (0, 3), (2, 4)])
    [(0, 4), (5, 9)]
    """
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def cut(text: str) -> Iterator[Line]:
    """The lines of a text that hold something, sentences where it came without line breaks."""
    rows = text.splitlines(keepends=True)
    long = len(text) > SEGMENTED_LENGTH and sum(1 for row in rows if row.strip()) <= SEGMENTED_LINES
    number, start, gap = 0, 0, False
    for row_number, row in enumerate(rows, 1):
        body = row.rstrip("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
        if not body.strip():
            gap = True
            start += len(row)
            continue
        position = 0
        for end in sentence_ends(body) if long else [len(body)]:
            raw = body[position:end]
            yield Line(number, start + position, start + end, raw, raw.strip(), row_number, gap)
            number, position, gap = number + 1, end, False
        start += len(row)


def sentence_ends(text: str) -> Iterator[int]:
    """Where the sentences of a text end, white space behind them included; the last is the text's end."""
    last = 0
    for match in SENTENCE_END.finditer(text):
        last = match.end()
        yield last
    if text[last:].strip():
        yield len(text)
