"""The authors: whose names stand where a byline stands."""

from collections.abc import Iterator

import regex

from newsclean.marks import Found, Mark, Remove
from newsclean.page import Page
from newsclean.stages.namings import NEAR, Around, Naming, named

NEXT = 2
"""Lines to either side within which a date, a role or a button confirms a name."""

BEHIND = 6
"""Lines behind the last paragraph in which the article may be signed."""

ENOUGH = 6
"""A line that weighs less names nobody for sure."""

MOST = 8
"""Authors that one line may name."""

CUED = ("cued", "within", "labelled")
"""Forms in which a word says that an author's name follows."""

YEAR = regex.compile(r"\b(?:19|20)\d\d\b")

WEIGHTS = {
    "cued": 6,
    "within": 4,
    "labelled": 5,
    "tailed": 2,
    "bare": 1,
    "year": 1,
    "date": 3,
    "role": 2,
    "byline": 1,
    "above_prose": 1,
    "in_title": -5,
    "no_title": -2,
    "twice": 1,
    "unplaced": 0,
    "at_title": 1,
    "below_title": 3,
    "before_prose": 2,
    "among_first": 1,
    "among_prose": -2,
    "at_end": 0,
}
"""What speaks for a line, and against it."""


def authors(page: Page) -> Iterator[Mark]:
    """Find the authors: the names on the line that most looks like the article's byline.

    Seen where: between headline and first paragraph on two pages of three, "By Jane Roe", a name above a date, a name
    below "Author"; at the end of some. Removes that line above the first paragraph where a cue introduces the name
    and other cruft stands beside it. Spares names in lists of other stories, in comments, of those who checked, edited
    or took the pictures, agencies, desks and logins.

    >>> prose = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
    >>> page = Page.of(f"Mill burns down\\nJane Roe\\nMay 5, 2024\\n{prose}").with_marks([
    ...     Found("title", "Mill burns down", 0, "r"), Remove(2, 0, 11, "timestamp", "r")])
    >>> [getattr(mark, "value", mark.rule) for mark in authors(page)]
    ['Jane Roe']
    """
    if not page.lines or page.found("authors"):
        return
    around = Around(page)
    lines = page.lines[around.first : around.end + BEHIND]
    namings = [naming for line in lines if (naming := named(line, around))]
    weighed = [(weight(naming, around), naming) for naming in namings]
    best, chosen = max(weighed, key=lambda row: row[0], default=(0, None))
    if chosen is None or best < ENOUGH:
        return
    for naming in (chosen, *going_on(chosen, namings)):
        for name in naming.names[:MOST]:
            yield Found("authors", name, naming.line.number, f"authors.{naming.form}")
        number = naming.line.number
        if naming.form in CUED and number < around.start and {number - 1, number + 1} & page.removed:
            yield Remove(number, 0, len(naming.line.text), "byline", f"authors.{naming.form}")


def weight(naming: Naming, around: Around) -> int:
    """How much speaks for the line to be the article's byline."""
    number = naming.line.number
    total = WEIGHTS[naming.form]
    if YEAR.search(naming.line.text):
        total += WEIGHTS["year"]
    near = range(max(0, number - NEXT), number + NEXT + 1)
    if any(other in around.dates for other in near):
        total += WEIGHTS["date"]
    if any(other in around.bylines for other in near if other != number):
        total += WEIGHTS["role"]
    if number in around.bylines:
        total += WEIGHTS["byline"]
    if number + 1 < len(around.page.lines) and around.page.lines[number + 1].prose:
        total += WEIGHTS["above_prose"]
    if not around.title_text and naming.form in ("bare", "tailed"):
        total += WEIGHTS["no_title"]
    if all(name in around.title_text for name in naming.names):
        total += WEIGHTS["in_title"]
    total += WEIGHTS["twice"] * (around.page.times.get(naming.line.key) == 2)
    return total + WEIGHTS[place_of(number, around)]


def place_of(number: int, around: Around) -> str:
    """Where a line stands: just below the title, between it and the paragraphs, among or behind them."""
    if number <= around.start and not around.titles.isdisjoint(range(max(0, number - NEAR), number)):
        return "below_title"
    if number < around.title:
        return "unplaced" if around.title == around.start else "at_title"
    if number - around.title <= NEAR:
        return "below_title"
    if number <= around.start + 1:
        return "before_prose"
    if number <= around.start + BEHIND:
        return "among_first"
    return "among_prose" if number < around.end else "at_end"


def going_on(chosen: Naming, namings: list[Naming]) -> Iterator[Naming]:
    """The lines that go on naming people right behind the chosen one: names alone, or with the same cue."""
    last = chosen.line.number
    for naming in namings:
        if last < naming.line.number <= last + NEXT and naming.form == chosen.form in ("bare", "cued"):
            last = naming.line.number
            yield naming
