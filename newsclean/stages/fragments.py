"""Sentences that were broken at links and emphases: the pieces belong together."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import regex

from newsclean import words
from newsclean.marks import Join
from newsclean.page import Line, Page

CONTINUES = tuple(",.;:!?)]’”»%")
OPENS = tuple(",([“„«-–—/")
UNFINISHED = regex.compile(r"[^\s.!?…。！？:\"”»」』]\s*$")
CODE = regex.compile(r"[{};]\s*$|\(\)|^[\])]+[,;]?$|^\.{2,}")
"""Lines of a program, which begin and end as pieces of sentences do; and points that stand for something left out."""

SHORT = 25
"""Characters: two neighbours both shorter are list items rather than pieces of a sentence."""

LEAST, SHARE = 2, 0.01
"""A page is fragmented where so many boundaries, and this share of all, break a sentence for sure."""

LONG_LINE, COMMON, LEAST_LINES = 8, 0.2, 2
"""A word in this share of the lines of `LONG_LINE` words and more, and in `LEAST_LINES` of them, is a function word."""


def fragments(page: Page) -> Iterator[Join]:
    r"""Join the pieces of sentences where a page's text came with a break at every inline tag.

    Seen where: `get_text("\n")` and other naive ways from HTML to text. Joins a line to the one above where it begins
    with closing punctuation, or in lower case behind an unfinished line, or where the line above ends in an open
    bracket, a comma, or a function word of this page. Spares pages without such breaks, so that list items in lower
    case stay apart; nothing is joined over a blank line.

    >>> page = Page.of("The mill of\nJane Roe\n, a baker, burned down.\nNobody saw\nhow the fire began that night.")
    >>> [mark.line for mark in fragments(page)]
    [2, 4]
    """
    if not any(line.text.startswith(CONTINUES) for line in page.lines[1:]):
        return  # verse and lists begin in lower case too, but never with a comma
    boundaries = [
        (above, below)
        for above, below in pairwise(page.lines)
        if not (below.gap or CODE.search(above.text) or CODE.search(below.text))
    ]
    if not any(below.text.startswith(CONTINUES) for _, below in boundaries):
        return
    strong = sum(is_strong(above, below) for above, below in boundaries)
    if strong < max(LEAST, SHARE * len(page.lines)):
        return
    common = function_words(page)
    for above, below in boundaries:
        if continues(above, below, common):
            yield Join(below.number, "fragments.join")


def is_strong(above: Line, below: Line) -> bool:
    """Whether the boundary breaks a sentence for sure."""
    if below.text.startswith(CONTINUES):
        return True
    return (
        below.text[:1].islower()
        and UNFINISHED.search(above.text[-3:]) is not None
        and (len(above.text) >= SHORT or len(below.text) >= SHORT)
    )


def continues(above: Line, below: Line, common: frozenset[str]) -> bool:
    """Whether the line below belongs to the line above, on a page that is known to be fragmented."""
    if below.text.startswith(CONTINUES):
        return True
    if below.text[:1].islower() and UNFINISHED.search(above.text[-3:]):
        return True
    if len(above.text) > SHORT and above.text.endswith(OPENS):
        return True
    tail = words.WORD.findall(above.folded[-30:])
    return bool(tail) and tail[-1] in common and above.folded.endswith(tail[-1])


def function_words(page: Page) -> frozenset[str]:
    """Words that stand in many of the page's longer lines."""
    long = [line for line in page.lines if line.words >= LONG_LINE]
    counts = Counter(word for line in long for word in set(words.WORD.findall(line.folded)))
    least = max(LEAST_LINES, COMMON * len(long))
    return frozenset(word for word, number in counts.items() if number >= least and not word[0].isdigit())
