"""Subheadings between the paragraphs."""

from collections.abc import Iterator

from newsclean.marks import Found
from newsclean.page import Page

LONGEST = 15


def subheadings(page: Page) -> Iterator[Found]:
    """Find short lines between two paragraphs that are left: not ended, and beginning as a heading does.

    Removes nothing: subheadings stay in the body.

    >>> prose = "The old mill by the river burned down on Friday night, the police said."
    >>> [mark.value for mark in subheadings(Page.of(f"{prose}\\nWhat is left\\n{prose}"))]
    ['What is left']
    """
    lines = [line for line in page.lines if line.number not in page.removed]
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        if not (above.prose and below.prose) or line.words > LONGEST or line.ended or not line.key:
            continue
        head = line.text[0]
        if (head.isupper() or head.isdigit() or (head.isalpha() and not head.islower())) and line.text[-1] not in ":,;":
            yield Found("subheadings", line.text, line.number, "subheadings.line")
