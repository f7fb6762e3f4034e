"""Text that shows hardly any cruft: it stays as it came."""

from collections.abc import Iterator

import regex

from newsclean.marks import Keep, Remove
from newsclean.page import Page

POINTERS = 3
"""So many pointers to other stories may stand in a clean text."""

SENTENCE = 8
"""A pointer that the author set stands between two lines of so many words."""

POINTER = regex.compile(r"[:：]\s{0,3}\S")

OWN = ("byline", "caption", "tags", "timestamp")
"""Categories that belong to the article; a clean text may hold one of them on purpose."""

ASIDE = ("credit", "duplicate")
"""Categories that say nothing of whether the rest is clean."""


def clean_text(page: Page) -> Iterator[Keep]:
    """Keep bylines, captions, dates, tags or a few pointers to other stories where nothing else on the page is cruft.

    Seen where: text that somebody cleaned before, feeds, bodies by an extractor. Keeps the lines of the one kind
    that was found; what they tell is in the metadata all the same. Pointers ("Related: …") stay where there are
    three at most, each alone between two sentences: a site's own boxes come with more, and its labels without a
    headline. Where two kinds stand together, or any other cruft is on the page, the page is a scraped one and this
    stage says nothing.

    >>> page = Page.of("Published: 6 May 2024\\nThe mill burned down on Friday night.")
    >>> page = page.with_marks([Remove(0, 0, 21, "timestamp", "en.timestamp.published")])
    >>> list(clean_text(page))
    [Keep(line=0, rule='clean_text.own', stage='')]
    """
    certain = [mark for mark in page.marks if isinstance(mark, Remove) and not mark.evidence and mark.confidence >= 1]
    kinds = {mark.category for mark in certain} - set(ASIDE)
    if len(kinds) != 1:
        return
    gone = sorted({mark.line for mark in certain if mark.category in kinds} & page.removed)
    if kinds <= set(OWN):
        yield from (Keep(number, "clean_text.own") for number in gone)
    elif kinds == {"related"} and len(gone) <= POINTERS and all(is_pointer(page, number) for number in gone):
        yield from (Keep(number, "clean_text.pointer") for number in gone)


def is_pointer(page: Page, number: int) -> bool:
    """Whether a line says behind a colon what to read, and stands alone between two sentences that are left."""
    around = (number - 1, number + 1)
    return POINTER.search(page.lines[number].text) is not None and all(
        0 <= near < len(page.lines) and near not in page.removed and page.lines[near].words >= SENTENCE
        for near in around
    )
