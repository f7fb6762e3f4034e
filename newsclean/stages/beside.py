"""Evidence that needs company: a word that is cruft only among cruft."""

from collections.abc import Iterator
from dataclasses import replace

from newsclean.marks import Remove
from newsclean.page import Page

ENTRIES = 3


def beside(page: Page) -> Iterator[Remove]:
    """Make certain what rules marked as sure beside other cruft, where it stands beside other cruft.

    Seen where: "Share", "Comments", "Home", bare counters. Removes such a line where it touches another removed or
    such line, or the edge of a page that shows other cruft; evidence of a confidence below 1 stays evidence. Spares
    the one-word subheading between two paragraphs, and the times of a live ticker.

    >>> home, share = (Remove(n, 0, 5, "navigation", "r", 1.0, evidence=True) for n in (0, 1))
    >>> page = Page.of("Home\\nShare\\nThe mill burned down.").with_marks([replace(home, end=4), share])
    >>> [mark.line for mark in beside(page)]
    [0, 1]
    """
    pending: dict[int, list[Remove]] = {}
    for mark in page.marks:
        if isinstance(mark, Remove) and mark.evidence and mark.confidence >= 1 and mark.line not in page.settled:
            pending.setdefault(mark.line, []).append(mark)
    if not pending:
        return
    cruft = page.removed | pending.keys()
    ticker = is_ticker(page, pending)
    # A text that shows no other cruft comes out as it went in; another script is sign enough.
    edges = (0, len(page.lines) - 1)
    for number, marks in pending.items():
        edge = number in edges and (page.removed or marks[0].category == "stray_script")
        if not edge and number - 1 not in cruft and number + 1 not in cruft:
            continue
        for mark in marks:
            if not (ticker and mark.category == "timestamp" and is_entry(page, number)):
                yield replace(mark, evidence=False, stage="")


def is_ticker(page: Page, pending: dict[int, list[Remove]]) -> bool:
    """Whether three lines or more that are a time alone have a paragraph behind them: entries of a live ticker."""
    times = [number for number, marks in pending.items() if any(mark.category == "timestamp" for mark in marks)]
    return sum(is_entry(page, number) for number in times) >= ENTRIES


def is_entry(page: Page, number: int) -> bool:
    """Whether a paragraph follows the line."""
    return number + 1 < len(page.lines) and page.lines[number + 1].prose
