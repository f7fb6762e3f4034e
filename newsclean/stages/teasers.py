"""Headlines of other stories behind a label that announces them."""

from collections.abc import Iterator

from newsclean.marks import Remove
from newsclean.page import Line, Page

SHORTEST, LONGEST = 2, 25
"""Words of a teaser's headline."""

BODY_WORDS = 40
"""Words of prose above a label, without which nothing below it is taken."""


def teasers(page: Page) -> Iterator[Remove]:
    """Mark the headline-shaped lines behind a removed label such as "Read more" or "Related stories".

    Seen where: at the end of every other page, and in the middle of one in four. Removes lines that do not end a
    sentence, from the label to the first paragraph; certain only where no paragraph of prose follows the block and
    enough stands above it, else a hint. Spares lists that no label announces.

    >>> prose = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said. " * 3
    >>> page = Page.of(f"{prose}\\nRelated stories\\nBridge to close\\nMill owner speaks")
    >>> page = page.with_marks([Remove(1, 0, 15, "related", "en.related.label")])
    >>> [(mark.line, mark.evidence) for mark in teasers(page)]
    [(2, False), (3, False)]
    """
    labels = {
        mark.line
        for mark in page.marks
        if isinstance(mark, Remove) and mark.category == "related" and mark.line in page.removed
    }
    if not labels:
        return
    prose = [line.number for line in page.lines if line.prose and line.number not in page.removed]
    last = prose[-1] if prose else -1
    above = sum(page.lines[number].words for number in prose)
    block = False
    for line in page.lines:
        if line.number in labels:
            block = True
        elif line.number in page.removed:
            continue
        elif block and is_teaser(line):
            certain = line.number > last and above >= BODY_WORDS
            yield Remove(
                line.number,
                0,
                len(line.text),
                "related",
                "teasers.block",
                1.0 if certain else 0.6,
                evidence=not certain,
            )
        else:
            block = False


def is_teaser(line: Line) -> bool:
    """Whether a line is shaped like a headline."""
    return SHORTEST <= line.words <= LONGEST and not line.ended
