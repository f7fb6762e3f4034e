"""The lines that may be the title, and what they are compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from newsclean import words
from newsclean.marks import Found, Remove
from newsclean.page import Line, Page

LONGEST = 32
"""Words of a title."""

LONGEST_TEXT = 300
SEPARATOR = regex.compile(r"\s?(?:[-–—|•·»｜]{1,3}|//|::)\s|\s(?:[-–—|•:·»｜<]{1,3}|//|::)\s?|: |[|｜：_]|--")
BULLET = regex.compile(r"(?:[*•·–—▪◦‣>»#+-]{1,3}|\(?\d{1,2}[.)])\s{1,3}")
LETTER = regex.compile(r"\p{L}")
EDGES = " -–—|•:·»｜_/<"
MOST_PARTS = 8
SHORTEST_BROWSER = 3
"""Stems that the first line must hold to be taken for the browser's title."""

SAMPLE = 12
"""Paragraphs with whose words a title is compared."""

STEP = 4
"""What a line that is no paragraph costs a stretch of paragraphs, in words."""

BEHIND = 300
"""Lines behind the first paragraph's in which one like the browser's title is looked for."""

REACH = 60
"""Lines above the first paragraph in which a title is looked for; beyond, only one like the browser's is."""

WITNESSES = ("byline", "timestamp", "credit", "caption")
PLAIN = ("headline", "duplicate", "related", "navigation", "caption", "tags", "interface", "audio", "notice")
"""Categories of removed lines that may yet hold the title; the others cannot."""


@dataclass(frozen=True)
class Candidate:
    """A line that may be the title, or the part of one: `text`, and `tail`, what was cut off, the site's name."""

    line: Line
    text: str
    key: str
    tail: str = ""

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its text."""
        return self.line.stems if self.key == self.line.key else stems(self.key)


@dataclass(frozen=True)
class Context:
    """What candidates are compared with; each part is worked out once a page."""

    page: Page

    @cached_property
    def stretch(self) -> range:
        """The lines of the article's paragraphs: the stretch with the most prose, few other lines between."""
        best, found, total, start = 0, range(len(self.page.lines), len(self.page.lines)), 0, 0
        for line in self.page.lines:
            if total <= 0:
                total, start = 0, line.number
            total += line.words if line.prose and line.number not in self.page.removed else -STEP
            if total > best:
                best, found = total, range(start, line.number + 1)
        return found

    @property
    def start(self) -> int:
        """The line with which the article's paragraphs begin."""
        return self.stretch.start

    @cached_property
    def body(self) -> frozenset[str]:
        """The stems of the first paragraphs."""
        found: set[str] = set()
        paragraphs = 0
        for line in self.page.lines[self.start :]:
            if line.prose and line.number not in self.page.removed:
                found |= stems(line.folded[:1500]) if len(line.folded) > 1500 else line.stems
                paragraphs += 1
                if paragraphs == SAMPLE:
                    break
        return frozenset(found)

    @cached_property
    def browser(self) -> Line:
        """The first line that has letters: in most ways of making text the browser's title."""
        return next((line for line in self.page.lines if LETTER.search(line.text)), self.page.lines[0])

    @cached_property
    def browser_stems(self) -> frozenset[str]:
        """The stems of the first line, where it is long enough for a title."""
        found = stems(self.browser.folded[:400]) if len(self.browser.folded) > 400 else self.browser.stems
        return frozenset(found if len(found) >= SHORTEST_BROWSER else ())

    @cached_property
    def browser_parts(self) -> dict[str, str]:
        """The parts of the first line by key, and whether each is the whole, its beginning or its end."""
        found = {self.browser.key: "whole"}
        for start, end in parts(self.browser.text):
            where = "begin" if start == 0 else "end"
            found.setdefault(words.key(self.browser.text[start:end]), where)
        return found

    @cached_property
    def twice(self) -> str:
        """The site's name as a key, where the first line ends in it twice; empty otherwise."""
        *before, one, other = ("", "", *map(words.key, SEPARATOR.split(self.browser.text[:400])))
        return one if one == other and any(before) else ""

    def is_doubled(self, text: str) -> bool:
        """Whether a title ends in the name that stands twice on the first line."""
        return bool(self.twice) and words.key(SEPARATOR.split(text)[-1]) == self.twice

    def is_near(self, line: Line) -> bool:
        """Whether a line shares two words with the first line; cheaper than `likeness`."""
        return len(line.stems & self.browser_stems) >= 2

    @cached_property
    def likest(self) -> int:
        """How like the first line the likest other line above the first paragraphs is, in per cent."""
        lines = self.page.lines[max(0, self.start - REACH) : self.start]
        others = (line for line in lines if line.words <= LONGEST and line is not self.browser)
        likely = (line for line in others if self.is_near(line) and bare(line)[0] is line.text)
        return max((self.likeness(line.stems) for line in likely), default=0)

    def likeness(self, own: frozenset[str]) -> int:
        """How like the first line a set of stems is: twice the shared ones by all, in per cent."""
        return round(200 * len(own & self.browser_stems) / max(1, len(own) + len(self.browser_stems)))

    @cached_property
    def witnesses(self) -> dict[int, str]:
        """Lines that are bylines, dates, credits or captions, surely or perhaps, and which."""
        found: dict[int, str] = {}
        for mark in self.page.marks:
            if isinstance(mark, Found) and mark.field in ("captions", "credits"):
                found[mark.line] = "picture"
            elif isinstance(mark, Remove) and mark.category in WITNESSES:
                found.setdefault(mark.line, mark.category)
        return found

    @cached_property
    def first_prose(self) -> int:
        """The first line that is a paragraph."""
        lines = self.page.lines
        return next((line.number for line in lines if line.prose and line.number not in self.page.removed), len(lines))

    @cached_property
    def barred(self) -> frozenset[int]:
        """Lines that are certain cruft of a kind that no title is mistaken for."""
        return frozenset(
            m.line
            for m in self.page.marks
            if isinstance(m, Remove) and not m.evidence and m.category not in PLAIN and m.line in self.page.removed
        )


def stems(folded: str) -> frozenset[str]:
    """The stems of a folded text; see `words.stems`."""
    return words.stems(words.split(folded))


def parts(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of what a browser's title may hold as headline: up to a separator, or from one on."""
    cuts = [match.span() for match in SEPARATOR.finditer(text[:400])][:MOST_PARTS]
    for start, _ in reversed(cuts):
        yield 0, start
    for _, end in cuts:
        yield end, len(text)


def bare(line: Line) -> tuple[str, str]:
    """A line's text without a list item's sign, and its key."""
    match = None if line.text[:1].isalpha() else BULLET.match(line.text)
    if match is None:
        return line.text, line.key
    return line.text[match.end() :], words.key(line.text[match.end() :])


def candidates(context: Context, behind: int = BEHIND) -> Iterator[Candidate]:
    """The lines that have the length of a title and are not certain cruft of another kind; parts of the first line.

    Up to so many lines behind the first paragraph's. Cheap tests first: a line that is too far up, two words or one, a
    list's item or ended must be like the first line.
    """
    known = context.browser_parts
    for line in context.page.lines[: context.start + behind]:
        if line.words > LONGEST or len(line.text) > LONGEST_TEXT or line.number in context.barred:
            continue
        text, key = bare(line)
        poor = line.number < context.start - REACH or line.words < 3 or text is not line.text or text[-1:] == "."
        if not key or (poor and key not in known and not context.is_near(line)) or key.isdigit():
            continue
        if context.is_doubled(text):
            continue
        yield Candidate(line, text, key)
    line = context.browser
    if len(line.text) <= LONGEST_TEXT:
        for start, end in parts(line.text):
            tail = line.text[end:] if start == 0 else line.text[:start]
            text = line.text[start:end].strip()
            if words.has_words(text) and not context.is_doubled(text):
                yield Candidate(line, text, words.key(text), tail.strip(EDGES))
