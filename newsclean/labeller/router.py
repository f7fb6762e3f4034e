"""Which kind of input a page is: a whole page, or text that an extractor or somebody else cleaned before."""

from math import log

from newsclean.labeller.lexicon import Score
from newsclean.labeller.units import Unit
from newsclean.page import Page

EDGE = 5
"""Units at the page's beginning and end whose scores are looked at."""

LOW = -2.0
"""A score below this is surely no body."""


def signs(places: list[Unit], scores: list[Score]) -> dict[str, float]:
    """The features by which whole pages are told from extracted text; most are the lexicon's scores.

    >>> sorted(signs([], []))[:4]
    ['bias', 'first', 'gone', 'goods']
    """
    number = len(places)
    lex = [score.total for score in scores]
    words = [unit.tokens.words for unit in places]
    total = sum(words) or 1.0
    good = [w for unit, w in zip(places, words, strict=True) if unit.good]
    first, last = lex[:EDGE], lex[-EDGE:]
    return {
        "bias": 1.0,
        "prose": sum(good) / total,
        "mean": sum(x * w for x, w in zip(lex, words, strict=True)) / total,
        "lines": log(1 + number),
        "goods": log(1 + len(good)),
        "first": sum(first) / max(1, len(first)),
        "last": sum(last) / max(1, len(last)),
        "lowest": max(-8.0, min(lex, default=0.0)),
        "low": sum(x < LOW for x in lex) / max(1, number),
        "short": sum(w <= 3 for w in words) / max(1, number),
        "plain": sum(lex) / max(1, number),
        "gone": sum(unit.gone for unit in places) / max(1, number),
        "taken": log(1 + sum(unit.gone for unit in places)),
    }


def is_segmented(page: Page) -> bool:
    """Whether the page came without line breaks and was cut at its sentence ends."""
    rows = {line.row for line in page.lines}
    return len(rows) < len(page.lines)


def log_odds(found: dict[str, float], weights: dict[str, float]) -> float:
    """The router's log-odds that the page is a whole one."""
    return sum(value * weights.get(name, 0.0) for name, value in found.items())
