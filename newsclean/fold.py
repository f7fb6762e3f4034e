"""From lines and marks to the body: the one place where text is taken away."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

import regex

from newsclean import words
from newsclean.align import anchors, to_raw
from newsclean.marks import Join, Keep, Remove
from newsclean.page import PROSE_WORDS, Line, Page

FAVOR = {"recall": 0.9, "balanced": 0.5, "precision": 0.3}
"""The confidence from which a removal is carried out, by what is favoured."""

CLOSING = tuple(",.;:!?)]}’”»%…。，、")
SEPARATORS = regex.compile(r"[\s|/•·]*")
LIST_ITEM = regex.compile(r"[-*•·–—▪◦‣]\s|\(?\d{1,3}[.)]\s|[|>]")


@dataclass(frozen=True, slots=True)
class Removal:
    """A stretch of the input that is not in the body, and why.

    `start` and `end` are character offsets into the input, `text` is what stands there; `line` is the number of the
    line in `Page.lines`; `span` are the offsets in that line's repaired text. `also` names the later rules that
    would have taken the same stretch; `because` names the features that weighed most, where the labeller took it.
    """

    start: int
    end: int
    text: str
    category: str
    rule: str
    stage: str
    confidence: float
    line: int
    span: tuple[int, int]
    also: tuple[str, ...] = ()
    because: tuple[str, ...] = ()

    def __str__(self) -> str:
        text = self.text if len(self.text) <= 60 else self.text[:57] + "..."
        return f"{self.start}-{self.end} {self.category} ({self.rule}): {text!r}"


class Span(NamedTuple):
    """Characters of a line's text that a mark takes; `also` are the marks that came too late for it."""

    start: int
    end: int
    mark: Remove
    also: tuple[str, ...] = ()


class Folded(NamedTuple):
    """What `fold` gives: the body, the removals in order, and the numbers of the lines kept."""

    body: str
    removals: tuple[Removal, ...]
    kept: tuple[int, ...]


def fold(page: Page, favor: str = "balanced", undo: Callable[[Remove], bool] | None = None) -> Folded:
    """Carry out the removals that stand at or above the threshold of `favor`, and join what is left.

    Evidence takes nothing, a `Keep` beats every `Remove`, the first mark on a stretch is its author. `undo` tells
    which marks to leave out. Raises `ValueError` for an unknown `favor`.
    """
    if favor not in FAVOR:
        raise ValueError(f"unknown favor {favor!r}; valid are {', '.join(FAVOR)}")
    marks: dict[int, list[Remove]] = {}
    keeps = {mark.line for mark in page.marks if isinstance(mark, Keep)}
    joins = {mark.line for mark in page.marks if isinstance(mark, Join)}
    least = FAVOR[favor]
    for mark in page.marks:
        if not isinstance(mark, Remove) or mark.evidence or mark.confidence < least:
            continue
        if mark.line not in keeps and not (undo and undo(mark)):
            marks.setdefault(mark.line, []).append(mark)
    removals: list[Removal] = []
    rests: list[str] = []
    for line in page.lines:
        spans = settle(line.text, marks[line.number]) if line.number in marks else []
        rests.append(rest(line.text, spans))
        if spans:
            removals.extend(located(line, spans))
    return Folded(assembled(page.lines, rests, joins), tuple(removals), tuple(n for n, t in enumerate(rests) if t))


def settle(text: str, marks: list[Remove]) -> list[Span]:
    """Disjoint spans in order: each character goes to the first mark that claims it; leftovers without words go too."""
    first = marks[0]
    if first.start == 0 and first.end == len(text) > 0:
        return [Span(0, len(text), first, tuple([mark.rule for mark in marks[1:]]))]
    spans = [span for span in swept(marks) if span.end > span.start]
    if not spans:
        return []
    if not words.has_words("".join(text[a:b] for a, b in between(spans, len(text)))):
        starts = [0, *(span.start for span in spans[1:])]
        ends = [*starts[1:], len(text)]
        return [span._replace(start=a, end=b) for span, a, b in zip(spans, starts, ends, strict=True)]
    borders = [*(span.start for span in spans[1:]), len(text)]
    wider = (widened(text, span) for span in spans)
    return [span._replace(end=min(span.end, border)) for span, border in zip(wider, borders, strict=True)]


def swept(marks: list[Remove]) -> list[Span]:
    """The stretches each mark wins, in order, by one sweep over all starts and ends."""
    points = sorted({p for mark in marks for p in (mark.start, mark.end)})
    opening: dict[int, list[int]] = {}
    for order, mark in enumerate(marks):
        opening.setdefault(mark.start, []).append(order)
    active: list[int] = []
    spans: list[Span] = []
    for start, end in pairwise(points):
        for order in opening.get(start, ()):
            heappush(active, order)
        while active and marks[active[0]].end <= start:
            heappop(active)
        if not active:
            continue
        winner = marks[active[0]]
        if spans and spans[-1].mark is winner and spans[-1].end == start:
            spans[-1] = spans[-1]._replace(end=end)
        else:
            spans.append(Span(start, end, winner))
    return with_losers(spans, marks)


def with_losers(spans: list[Span], marks: list[Remove]) -> list[Span]:
    """The spans, each with the rules of the marks that won nothing and started within it."""
    winners = {id(span.mark) for span in spans}
    starts = [span.start for span in spans]
    for mark in marks:
        if id(mark) not in winners and spans:
            place = max(0, bisect_right(starts, mark.start) - 1)
            spans[place] = spans[place]._replace(also=(*spans[place].also, mark.rule))
    return spans


def widened(text: str, span: Span) -> Span:
    """The span with white space and separators that would dangle: before it at the line's end, behind it else."""
    match = SEPARATORS.match(text, span.end)
    end = match.end() if match else span.end
    start = span.start
    if end == len(text):
        start = len(text[:start].rstrip(" |/•·\t"))
        return span._replace(start=start, end=end)
    return span._replace(end=end if start == 0 else span.end)


def between(spans: list[Span], length: int) -> Iterator[tuple[int, int]]:
    """The stretches that no span covers."""
    position = 0
    for span in spans:
        yield position, span.start
        position = span.end
    yield position, length


def rest(text: str, spans: list[Span]) -> str:
    """What is left of a line, with one space where something was cut out."""
    if not spans:
        return text if words.has_words(text) else text.strip()
    out: list[str] = []
    for start, end in between(spans, len(text)):
        piece = text[start:end].strip()
        if piece:
            out.append(piece if not out or piece.startswith(CLOSING) else f" {piece}")
    return "".join(out)


def located(line: Line, spans: list[Span]) -> Iterator[Removal]:
    """The spans of a line as removals with offsets into the input."""
    lead = len(line.raw) - len(line.raw.lstrip())
    whole = len(spans) == 1 and spans[0].start == 0 and spans[0].end == len(line.text)
    pairs = None if whole or line.raw.strip() == line.text else anchors(line.text, line.raw)
    for span in spans:
        if whole:
            start, end = lead, len(line.raw.rstrip())
        elif pairs:
            start, end = to_raw(span.start, pairs), to_raw(span.end, pairs)
        else:
            start, end = lead + span.start, lead + span.end
        mark = span.mark
        yield Removal(
            line.start + start,
            line.start + end,
            line.raw[start:end],
            mark.category,
            mark.rule,
            mark.stage,
            mark.confidence,
            line.number,
            (span.start, span.end),
            span.also,
            mark.because,
        )


def assembled(lines: tuple[Line, ...], rests: list[str], joins: set[int]) -> str:
    """The body: kept lines with a break or a blank line between them; see "Line breaks" in the documentation."""
    spaced = not any(line.gap for line in lines[1:])
    out: list[str] = []
    last: Line | None = None
    gap = removed = False
    previous = ""
    for line, text in zip(lines, rests, strict=True):
        gap = gap or line.gap
        if not text:
            removed = removed or bool(line.text)
            continue
        if last is not None:
            glued = line.number in joins or (line.row == last.row)
            out.append(glue(previous, text) if glued else parting(previous, text, gap, removed, spaced))
        out.append(text)
        last, previous, gap, removed = line, text, False, False
    return "".join(out)


def glue(above: str, below: str) -> str:
    """What joins two pieces of one line: a space, or nothing before closing punctuation and between unspaced scripts.

    >>> glue("He said", "so."), glue("He said", ", then"), glue("他说。", "然后")
    (' ', '', '')
    """
    if below.startswith(CLOSING) or (words.UNSPACED.match(below) and words.UNSPACED.search(above[-2:])):
        return ""
    return " "


def parting(above: str, below: str, gap: bool, removed: bool, spaced: bool) -> str:
    """What stands between two kept lines: a blank line or a single break."""
    if gap or (removed and words.ended(above)) or (spaced and (is_prose(above) or is_prose(below))):
        return "\n\n"
    return "\n"


def is_prose(text: str) -> bool:
    """Whether a line is running text: 12 words or more, ended, and no list item or table row."""
    return words.count(text) >= PROSE_WORDS and words.ended(text) and not LIST_ITEM.match(text)
