"""Text that shows no cruft but one kind of the article's own apparatus: it stays as it came."""

from collections.abc import Iterator

from newsclean.marks import Keep, Remove
from newsclean.page import Page

OWN = ("byline", "caption", "tags", "timestamp")
"""Categories that belong to the article; a clean text may hold one of them on purpose."""

ASIDE = ("credit", "duplicate")
"""Categories that say nothing of whether the rest is clean."""


def clean_text(page: Page) -> Iterator[Keep]:
    """Keep bylines, captions, dates or tags where nothing else on the page is cruft.

    Seen where: text that somebody cleaned before, feeds, bodies by an extractor. Keeps the lines of the one kind
    that was found; what they tell is in the metadata all the same. Where two kinds stand together, or any other
    cruft is on the page, the page is a scraped one and this stage says nothing.

    >>> page = Page.of("Published: 6 May 2024\\nThe mill burned down on Friday night.")
    >>> page = page.with_marks([Remove(0, 0, 21, "timestamp", "en.timestamp.published")])
    >>> list(clean_text(page))
    [Keep(line=0, rule='clean_text.own', stage='')]
    """
    certain = [mark for mark in page.marks if isinstance(mark, Remove) and not mark.evidence and mark.confidence >= 1]
    kinds = {mark.category for mark in certain} - set(ASIDE)
    if len(kinds) == 1 and kinds <= set(OWN):
        for line in sorted({mark.line for mark in certain if mark.category in OWN} & page.removed):
            yield Keep(line, "clean_text.own")
