"""The headline, and the name of the site behind it."""

from collections.abc import Iterator

import regex

from newsclean import words
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Line, Page

LONGEST = 30
SHORTEST = 3
"""Words of a headline."""

MOST_TWINS = 5
"""A line that stands more often than this is a refrain or a button, no headline."""

FIRST = 3
"""The browser's title is among the first lines of a page."""

WITNESSES = ("byline", "timestamp", "credit", "caption")
NEAR = 3
"""Lines behind a headline within which a byline, date, credit or caption is its witness."""

SUFFIX = regex.compile(r"(?P<base>.{8,300}?)\s+(?P<sign>[-–—|•:·»])\s+(?P<name>[^|]{2,60})")
NO_LETTERS = regex.compile(r"[^\p{L}\p{M}\s]+")
SIGN = regex.compile(r"\s?(?:[-–—|•:·»]{1,3}|//|/)\s|\s(?:[-–—|•:·»]{1,3}|//)\s?|_|--")
LONGEST_KEY = 400
REACH = 10
"""Lines behind a headline within which the first paragraph stands."""

TITLE_CASE = regex.compile(r"(?:[\p{Lu}\p{Lo}\d][\w.&'’-]{0,30}\s?){1,4}")


def headline(page: Page) -> Iterator[Mark]:
    """Find the title; remove its line where there is a second witness.

    Seen where: first on nearly every page, often twice or three times, as "Title - Site name" in the browser's bar.
    Removes the line, and its repetitions, where the same line (or with the site's name) stands elsewhere, a byline,
    date, credit or caption follows within three lines, or other cruft stands directly before or behind it. Spares a
    headline on a page that shows no cruft: it is found, and stays.

    >>> page = Page.of("Mill burns down - The Valley Post\\nMill burns down\\nThe mill burned down on Friday.")
    >>> sorted((mark.line, mark.rule) for mark in headline(page) if isinstance(mark, Remove))
    [(0, 'headline.suffixed'), (1, 'headline.twin')]
    """
    lines, seen = page.open, witnesses(page)
    title = page.found("title")
    line = next((line for line in lines if title and line.text == title), None) or choose(page, seen)
    if line is None:
        return
    base, name = base_of(page, line)
    key = words.key(base)
    yield Found("title", base, line.number, "headline.line")
    if name:
        yield Found("site_name", name, line.number, "headline.suffixed")
    same = [other for other in lines if other.key == key]
    suffixed = [other for other in lines if suffix_of(other, key)]
    if len(same) > MOST_TWINS:
        return
    twin = suffixed or (len(same) > 1 and is_followed(page, line))
    if twin or is_witnessed(page, line, seen):
        for other in same:
            yield Remove(other.number, 0, len(other.text), "headline", "headline.twin")
        for other in suffixed:
            yield Remove(other.number, 0, len(other.text), "headline", "headline.suffixed")


def choose(page: Page, seen: frozenset[int]) -> Line | None:
    """The line that is the headline.

    The one with which the browser's title begins; else the first line, where it looks like a title or a paragraph
    follows; else one that stands before a byline, date or credit and a paragraph.
    """
    lines = page.open
    likely: dict[str, list[Line]] = {}
    for line in lines:
        if is_like(line):
            likely.setdefault(line.key, []).append(line)
    for line in lines[:FIRST]:
        # A line that stands twice may be a refrain; the browser's title is the very first.
        whole = (line.key,) if line is lines[0] and not line.ended else ()
        for part in (*whole, *parts(line.key)):
            others = [other for other in likely.get(part, ())[:2] if other is not line and not other.ended]
            if others:
                return others[0]
    first = lines[0] if len(lines) > 1 and is_like(lines[0]) and not lines[0].ended else None
    if first is not None and (SUFFIX.fullmatch(first.text) or first.words > SHORTEST or is_followed(page, first)):
        return first
    for line in lines:
        if is_like(line) and not line.ended and is_followed(page, line) and has_witness_below(line, seen):
            return line
    return None


def parts(key: str) -> list[str]:
    """What a browser's title may hold as headline: up to a sign that stands free, or from one on; the longest first.

    >>> parts("mill burns - the post | news")
    ['mill burns - the post', 'the post | news', 'mill burns', 'news']
    """
    signs = list(SIGN.finditer(key[:LONGEST_KEY]))
    found = [key[: sign.start()] for sign in signs] + [key[sign.end() :] for sign in signs]
    return sorted(map(words.key, found), key=len, reverse=True)


def is_followed(page: Page, line: Line) -> bool:
    """Whether a paragraph of prose stands within the next lines."""
    return any(below.prose for below in page.lines[line.number + 1 : line.number + 1 + REACH])


def is_like(line: Line) -> bool:
    """Whether a line could be a headline: by its length, and because it is no date."""
    if not SHORTEST <= line.words <= LONGEST or len(line.text) > 300 or line.text[0] in "([{":
        return False
    return words.count(NO_LETTERS.sub(" ", line.text)) >= SHORTEST


def base_of(page: Page, line: Line) -> tuple[str, str | None]:
    """The headline without the site's name, and that name where it is sure: by a twin, a bar, or its form."""
    for other in page.open[:FIRST]:
        found = suffix_of(other, line.key)
        if found:
            return line.text, found
    match = SUFFIX.fullmatch(line.text)
    if match is None or match["sign"] not in "|-–—" or not TITLE_CASE.fullmatch(match["name"]):
        return line.text, None
    name = match["name"].strip()
    known = words.count(name) > 1 or "." in name or page.text.count(name) > 1
    if (match["sign"] == "|" or known) and words.count(match["base"]) >= SHORTEST:
        return match["base"].strip(), name
    return line.text, None


def suffix_of(line: Line, key: str) -> str | None:
    """What stands behind the headline on a line that begins with it: the site's or the section's name."""
    if not line.key.startswith(key) or line.key == key:
        return None
    for match in SIGN.finditer(line.text[:LONGEST_KEY]):
        if words.key(line.text[: match.start()]) == key:
            return line.text[match.end() :].lstrip(" -–—|•:·»").strip()
    return None


def is_witnessed(page: Page, line: Line, seen: frozenset[int]) -> bool:
    """Whether marks near the line show that it stands among cruft."""
    if {line.number - 1, line.number + 1} & page.removed or has_witness_below(line, seen):
        return True
    below = page.lines[line.number + 1 : line.number + 3]
    return len(below) > 1 and below[1].number in page.removed and below[0].words < SHORTEST


def has_witness_below(line: Line, seen: frozenset[int]) -> bool:
    """Whether a witness stands within three lines below."""
    return not seen.isdisjoint(range(line.number + 1, line.number + 1 + NEAR))


def witnesses(page: Page) -> frozenset[int]:
    """Lines that are certain bylines, dates, credits and captions."""
    return frozenset(
        mark.line
        for mark in page.marks
        if isinstance(mark, Remove) and not mark.evidence and mark.category in WITNESSES
    )
