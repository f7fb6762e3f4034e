"""The headline, and the name of the site behind it."""

from collections.abc import Iterator
from itertools import islice

from newsclean import words
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Line, Page
from newsclean.stages.title_choice import choose
from newsclean.stages.titles import SEPARATOR, Candidate, Context, parts

SHORTEST = 3
"""Words of a line that is no paragraph, at least."""

MOST_TWINS = 5
"""A line that stands more often than this is a refrain or a button, no headline."""

FIRST = 3
"""The browser's title is among the first lines of a page."""

NAME = 60
"""Characters of a site's name."""

WITNESSES = ("byline", "timestamp", "credit", "caption")
NEAR = 3
"""Lines behind a headline within which a byline, date, credit or caption is its witness."""

REACH = 20
"""Lines behind a headline, removed ones aside, within which the first paragraph stands."""

EDGES = " -–—|•:·»｜_"


def headline(page: Page) -> Iterator[Mark]:
    """Find the title; remove its line where there is a second witness.

    Seen where: first on nearly every page, often twice or three times, as "Title - Site name" in the browser's bar.
    `title_choice.choose` says which line it is. Removes the line, and its repetitions, where the same line (or with
    the site's name) stands elsewhere, a byline, date, credit or caption follows within three lines, or other cruft
    stands directly before or behind it. Spares a headline on a page that shows no cruft: it is found, and stays.

    >>> page = Page.of("Mill burns down - The Valley Post\\nMill burns down\\nThe mill burned down on Friday.")
    >>> sorted((mark.line, mark.rule) for mark in headline(page) if isinstance(mark, Remove))
    [(0, 'headline.suffixed'), (1, 'headline.twin')]
    """
    candidate = named(page) or choose(page)
    if candidate is None:
        return
    line = candidate.line
    yield Found("title", candidate.text, line.number, "headline.line")
    if name := site_name(page, candidate):
        yield Found("site_name", name, line.number, "headline.suffixed")
    yield from removals(page, candidate)


def removals(page: Page, candidate: Candidate) -> Iterator[Remove]:
    """Take the title's line and its repetitions, where there is a second witness."""
    line, key = candidate.line, candidate.key
    # A twin between the paragraphs is a subheading.
    inside = Context(page).stretch
    outside = [other for other in page.open if other.number not in inside]
    same = [other for other in page.open if other.key == key and not other.prose]
    suffixed = [other for other in outside if suffix_of(other, key) or is_framed(other, key)]
    if len(same) > MOST_TWINS:
        return
    twin = (suffixed and len(same) + len(suffixed) > 1) or (len(same) > 1 and is_followed(page, line))
    # Among the paragraphs it stays, and only what repeats it above them goes.
    if twin or (line.number not in inside and is_witnessed(page, line)):
        for other in (other for other in same if other.number not in inside):
            yield Remove(other.number, 0, len(other.text), "headline", "headline.twin")
        for other in suffixed:
            yield Remove(other.number, 0, len(other.text), "headline", "headline.suffixed")


def named(page: Page) -> Candidate | None:
    """The line that an earlier stage, Markdown's, found to be the title."""
    title = page.found("title")
    line = next((line for line in page.open if title and line.text == title), None)
    return Candidate(line, line.text, line.key) if line else None


def is_followed(page: Page, line: Line) -> bool:
    """Whether a paragraph of prose stands within the next lines that are left."""
    left = (below for below in page.lines[line.number + 1 :] if below.number not in page.removed)
    return any(below.prose for below in islice(left, REACH))


def site_name(page: Page, candidate: Candidate) -> str | None:
    """What stands last on one of the first lines, behind the headline: the site's name, where it is short."""
    tails = (suffix_of(other, candidate.key) for other in page.open[:FIRST])
    names = (once(tail.rsplit("|", 1)[-1].strip()) for tail in tails if tail)
    return next((name for name in names if name and len(name) <= NAME), None)


def once(name: str) -> str:
    """A name that stands twice, with a separator between, as one.

    >>> once("Valley Post - Valley Post"), once("Valley Post - North")
    ('Valley Post', 'Valley Post - North')
    """
    pieces = SEPARATOR.split(name)
    return pieces[0] if len(pieces) == 2 and words.key(pieces[0]) == words.key(pieces[1]) else name


def suffix_of(line: Line, key: str) -> str | None:
    """What stands behind the headline on a line that begins with it: the site's or the section's name."""
    if not line.key.startswith(key) or line.key == key:
        return None
    ends = (end for start, end in parts(line.text) if start == 0)
    found = next((line.text[end:] for end in ends if words.key(line.text[:end]) == key), None)
    return found and found.strip(EDGES)


def is_framed(line: Line, key: str) -> bool:
    """Whether one of the first lines holds the headline behind other words: the browser's title with a section."""
    return line.number < FIRST and not line.prose and words.count(key) > SHORTEST and f" {key}" in line.key


def is_witnessed(page: Page, line: Line) -> bool:
    """Whether marks near the line show that it stands among cruft."""
    if {line.number - 1, line.number + 1} & page.removed or is_named(page, line):
        return True
    if not witnesses(page).isdisjoint(range(line.number + 1, line.number + 1 + NEAR)):
        return True
    below = page.lines[line.number + 1 : line.number + 3]
    return len(below) > 1 and below[1].number in page.removed and below[0].words < SHORTEST


def is_named(page: Page, line: Line) -> bool:
    """Whether the site's name, as a profile of the site knows it, stands behind words on one of the first lines."""
    name = page.site.name_key if page.site else ""
    return bool(name) and line.number < FIRST and line.key.endswith(name) and line.key != name


def witnesses(page: Page) -> frozenset[int]:
    """Lines that are certain bylines, dates, credits and captions."""
    return frozenset(
        mark.line
        for mark in page.marks
        if isinstance(mark, Remove) and not mark.evidence and mark.category in WITNESSES
    )
