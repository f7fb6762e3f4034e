"""Paragraphs that stand twice: print and mobile twins, a standfirst above and below the picture."""

from collections.abc import Iterator

from newsclean.marks import Remove
from newsclean.page import Line, Page

LONG_WORDS = 20
"""A paragraph of so many words is not repeated on purpose."""

HINT = 30
"""Characters from which a shorter line that stands twice is a hint."""


def duplicates(page: Page) -> Iterator[Remove]:
    """Mark paragraphs that stand twice; the first copy stays.

    Seen where: pages that carry their text for print and for phones; one page in twenty. Removes the later copies of
    a paragraph of 20 words or more, and the lines that follow both copies alike. Spares refrains, repeated short
    quotes, tickers: lines of under 20 words are hints at most.

    >>> text = "The old mill by the river burned down on Friday night, and its wheel was all that was left by noon."
    >>> [(mark.line, mark.rule) for mark in duplicates(Page.of(text + "\\n" + text))]
    [(1, 'duplicates.paragraph')]
    """
    first: dict[str, Line] = {}
    twins: dict[int, int] = {}
    for line in page.open:
        if len(line.text) < HINT:
            continue
        twin = first.setdefault(line.key, line)
        if twin is line:
            continue
        if line.words >= LONG_WORDS:
            twins[line.number] = twin.number
            yield Remove(line.number, 0, len(line.text), "duplicate", "duplicates.paragraph")
        else:
            yield Remove(line.number, 0, len(line.text), "duplicate", "duplicates.line", 0.5, evidence=True)
    yield from followers(page, twins)


def followers(page: Page, twins: dict[int, int]) -> Iterator[Remove]:
    """Short lines between two repeated paragraphs that stand between the first copies too."""
    for number, twin in twins.items():
        between = []
        here, there = number + 1, twin + 1
        while here < len(page.lines) and here not in twins and page.lines[here].key == page.lines[there].key:
            between.append(here)
            here, there = here + 1, there + 1
        if between and twins.get(here) == there:
            for place in between:
                yield Remove(place, 0, len(page.lines[place].text), "duplicate", "duplicates.block")
