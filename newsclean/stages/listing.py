"""Front and section pages: many teasers, no article."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log1p
from typing import NamedTuple

import regex

from newsclean import words
from newsclean.languages import loader
from newsclean.marks import Found
from newsclean.page import PROSE_WORDS, Line, Page

FEWEST_LINES = 20
"""Shorter pages have no rhythm to be told by."""

FEWEST_OPEN = 5
"""Lines that are not known as cruft, and lines that differ: menus and prompts alone, or a refrain, are no listing."""

MOST_PROSE = 0.6
"""Share of prose from which a page is no listing: interviews, tickers and lists of tips have their rhythm, too."""

MOST_RHYTHM = 0.3
"""More says nothing more: tables and verse reach 1, one listing in twenty this."""

MOST_REPEATED = 50
"""More teasers than a page has: verse and noise repeat a line for ever."""

GAP_COST = 8
"""Words of prose that a paragraph of something else costs a segment: a subheading does not part it, a menu does."""

HEADLINE = range(3, 26)
"""Words of a teaser's headline."""

LONG_PIECE = 6
"""Words of the first piece of a broken sentence, which a headline may have as well."""

SHORT = 12
"""A price stands on a line of at most so many words."""

PERIODS = range(2, 9)
"""Lines of one teaser: headline, sentence, date, section, …"""

CONTINUES = regex.compile(r"[\p{Ll},.;:)!?]")
PRICE = regex.compile(r"\p{Sc}\s?\d|\d\s?\p{Sc}")
NUMBER = regex.compile(r"\d[\d.,]*")
CUES = "listing-cues.txt"
LONGEST_CUE = 40
PRICED = "p"

WEIGHTS = {
    "segment": -0.81,
    "words": -0.46,
    "alone": 2.43,
    "headlines": 0.89,
    "rhythm": 5.69,
    "repeated": 0.78,
    "cues": 1.76,
    "prices": 0.47,
}
BIAS = 1.5
"""How they were obtained is told at `listing`."""


class Paragraph(NamedTuple):
    """Lines that make one paragraph: where inline tags broke a sentence, what continues it is glued to it."""

    words: int
    ended: bool

    @property
    def prose(self) -> bool:
        """Whether it is running text."""
        return self.words >= PROSE_WORDS and self.ended

    @property
    def headline(self) -> bool:
        """Whether it is shaped like a headline."""
        return self.words in HEADLINE and not self.ended


def paragraphs(lines: tuple[Line, ...]) -> list[Paragraph]:
    """The lines as paragraphs.

    >>> paragraphs(Page.of("The mill at\\nBrook\\nburned down.\\nMill owner speaks").lines)
    [Paragraph(words=3, ended=False), Paragraph(words=3, ended=True), Paragraph(words=3, ended=False)]
    """
    out: list[Paragraph] = []
    for line in lines:
        if out and not out[-1].ended and CONTINUES.match(line.text):
            # A name between two pieces of a sentence was a link.
            middle = out.pop().words if len(out) > 1 and not out[-2].ended and out[-2].words >= LONG_PIECE else 0
            out[-1] = Paragraph(out[-1].words + middle + line.words, line.ended)
        else:
            out.append(Paragraph(line.words, line.ended))
    return out


def segment(blocks: list[Paragraph]) -> int:
    """Words of the longest stretch of prose, each paragraph of something else in it charged."""
    best = current = 0
    for block in blocks:
        current = max(0, current + (block.words if block.prose else -GAP_COST))
        best = max(best, current)
    return best


def alone(blocks: list[Paragraph]) -> float:
    """Share of the paragraphs of prose that stand alone under a headline: teasers do, an article's do not."""
    prose = sum(block.prose for block in blocks)
    around = zip(blocks, blocks[1:], [*blocks[2:], Paragraph(0, False)], strict=False)
    found = sum(above.headline and block.prose and not below.prose for above, block, below in around)
    return found / prose if prose else 0.0


def prose_share(page: Page) -> float:
    """Share of the page's words that stand in paragraphs of prose."""
    return sum(line.words for line in page.lines if line.prose) / max(1, sum(line.words for line in page.lines))


def shape(line: Line) -> str:
    """The kind of a line, as one letter."""
    count = line.words
    if count <= SHORT and PRICE.search(line.text):
        return PRICED
    if count <= 8 and any(map(str.isdigit, line.text)):
        return "d"
    if count <= 3:
        return "s"
    if not line.ended:
        return "h" if count in HEADLINE else "l"
    return "e" if count <= 45 else "t"


def rhythm(shapes: str) -> float:
    """Share of the places where a run of two to eight line shapes, not all the same, is followed by itself.

    >>> rhythm("hedhedhed"), rhythm("sssssssss")
    (0.4444444444444444, 0.0)
    """
    best = 0
    for period in PERIODS:
        same = 0
        for place in range(len(shapes) - 2 * period + 1):
            run = shapes[place : place + period]
            same += run == shapes[place + period : place + 2 * period] and run != run[0] * period
        best = max(best, same)
    return best / len(shapes) if shapes else 0.0


@cache
def cues() -> frozenset[str]:
    """What the controls of listings say, in all languages, as they are compared."""
    return frozenset(cue for code in loader.languages() for cue in map(words.key, loader.entries(f"{code}/{CUES}")))


def is_cue(key: str) -> bool:
    """Whether a line of this key is a control of a listing, whatever number stands in it."""
    return len(key) <= LONGEST_CUE and NUMBER.sub("0", key) in cues()


def features(page: Page, shapes: str) -> dict[str, float]:
    """What tells a listing from an article beside the rhythm of its lines, by the names of `WEIGHTS`."""
    lines = page.lines
    blocks = paragraphs(lines)
    keys = Counter(line.key for line in lines if line.key)
    return {
        "segment": log1p(segment(blocks)),
        "words": log1p(sum(line.words for line in lines)),
        "alone": alone(blocks),
        "headlines": sum(block.headline for block in blocks) / len(lines),
        "repeated": log1p(min(MOST_REPEATED, max(keys.values(), default=0))),
        "cues": log1p(sum(map(is_cue, keys))),
        "prices": log1p(shapes.count(PRICED)),
    }


def score(page: Page) -> float:
    """Above 0 for a listing."""
    shapes = "".join(map(shape, page.lines))
    known = BIAS + sum(WEIGHTS[name] * value for name, value in features(page, shapes).items())
    # Most articles need no look at their rhythm, which costs most.
    if known + WEIGHTS["rhythm"] * MOST_RHYTHM <= 0:
        return known
    return known + WEIGHTS["rhythm"] * min(MOST_RHYTHM, rhythm(shapes))


def listing(page: Page) -> Iterator[Found]:
    """Give the verdict `listing` to a page of many teasers, headlines or goods and no article.

    Seen where: front, section and shop pages that a crawler took for articles. Removes nothing. Spares pages of fewer
    than 20 lines or with 60 % prose, pages of cruft alone or with a verdict, and articles with related stories beside
    them, by weighing eight things: the words of the longest stretch of prose and of the page; the shares of paragraphs
    alone under a headline, of headline-shaped lines and of lines in rhythm; the counts of the most repeated line, of
    the different controls ("Sort by", "Load more") and of prices. Counts are logarithms.

    The weights are those of a logistic regression over three texts (html_text, inscriptis, bs4) of 216 listings and
    1,696 articles: the development split of the Web Content eXtraction Benchmark (M. Foley, 2026, CC BY 4.0), the test
    pages of flairNLP/fundus, mozilla/readability and newspaper4k, and the DAnIEL corpus. The bias
    is half a unit above theirs: articles that are called so are rarer than they feared. Cross-validated by host the
    score finds 60 to 63 % of the listings of html_text (3 of 4 shop pages, 1 of 2 others: front pages whose teasers
    are whole paragraphs are missed) and calls 0.7 to 0.9 % of the articles so: shops' blogs, and short news among
    many headlines.

    >>> teasers = "\\n".join(f"Mill {n} is to be sold\\nIts owner names no price yet.\\nRead more" for n in range(9))
    >>> list(listing(Page.of(teasers)))
    [Found(field='verdict', value='listing', line=-1, rule='listing.score', stage='')]
    >>> list(listing(Page.of("The old mill by the river burned down on Friday night, but nobody was hurt.\\n" * 20)))
    []
    """
    if len(page.lines) < FEWEST_LINES or page.found("verdict"):
        return
    if min(len(page.open), len({line.key for line in page.lines})) < FEWEST_OPEN or prose_share(page) >= MOST_PROSE:
        return
    if score(page) > 0:
        yield Found("verdict", "listing", -1, "listing.score")
