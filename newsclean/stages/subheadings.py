"""Subheadings between the paragraphs."""

from collections.abc import Iterator

from newsclean.marks import Found, Remove, Rewrite
from newsclean.page import Line, Page

LONGEST = 15
LIKELY = 0.5
QUOTES = "\"'“”‘’«»„‚「『《¿¡( "


def subheadings(page: Page) -> Iterator[Found]:
    """Find short lines between two paragraphs that are left: not ended, and beginning as a heading does.

    Seen where: longer articles; in quotes, too, and where Markdown marks them. Removes nothing: subheadings stay in
    the body. Spares what was removed, the title, and short lines next to others.

    >>> prose = "The old mill by the river burned down on Friday night, the police said."
    >>> [mark.value for mark in subheadings(Page.of(f"{prose}\\n'What is left'\\n{prose}"))]
    ["'What is left'"]
    """
    marked = {mark.line for mark in page.marks if isinstance(mark, Rewrite) and mark.rule == "markdown.heading"}
    title = {mark.line for mark in page.marks if isinstance(mark, Found) and mark.field == "title"}
    gone = page.removed | doubted(page)
    lines = [line for line in page.lines if line.number not in gone]
    for place, line in enumerate(lines):
        if line.number in marked - title:
            yield Found("subheadings", line.text, line.number, "subheadings.marked")
        elif 0 < place < len(lines) - 1 and lines[place - 1].prose and lines[place + 1].prose and is_heading(line):
            yield Found("subheadings", line.text, line.number, "subheadings.line")


def doubted(page: Page) -> frozenset[int]:
    """Numbers of the lines that are more likely cruft than not."""
    marks = (mark for mark in page.marks if isinstance(mark, Remove) and not mark.evidence)
    return frozenset(mark.line for mark in marks if LIKELY <= mark.confidence < 1)


def is_heading(line: Line) -> bool:
    """Whether a line is short, not ended, and begins with a capital, a digit or in a script without capitals."""
    if line.words > LONGEST or line.ended or not line.key or line.text[-1] in ":,;":
        return False
    head = line.text.lstrip(QUOTES)[:1]
    return head.isupper() or head.isdigit() or (head.isalpha() and not head.islower())
