"""The features of a page's lines: numbers that the model's trees ask for."""

from collections import Counter
from itertools import accumulate, pairwise
from typing import NamedTuple

from newsclean.labeller.columns import FAR, OUTSIDE, Column, before, distance, shifted, window
from newsclean.labeller.lexicon import Score
from newsclean.labeller.units import Unit, found_units
from newsclean.marks import Remove
from newsclean.page import Page

LONG = 60
"""Words that a line counts for at most in the means of its neighbourhood."""

KINDS: dict[str, tuple[str, ...]] = {
    "comments": ("comments",),
    "related": ("related", "navigation"),
    "share": ("share", "subscribe", "login", "cookies"),
    "foot": ("copyright", "tags", "notice"),
    "caption": ("caption", "credit"),
    "by": ("byline", "timestamp"),
}
"""Groups of categories: how far away the nearest removal of such a kind stands, above and below, is a feature."""


class Table(NamedTuple):
    """The features of all units of a page: named columns."""

    names: tuple[str, ...]
    columns: list[Column]

    def beside(self, more: "Table") -> "Table":
        """A table with the columns of another behind its own."""
        return Table(self.names + more.names, self.columns + more.columns)


def first_pass(marks: dict[str, Column], places: list[Unit], scores: list[Score]) -> Table:
    """The features by which the first trees judge: the unit's own, its neighbourhood's, the page's, and `marked`."""
    columns = own(places, scores) | around(places, scores) | blocks(places) | whole(places, scores) | marks
    return Table(tuple(columns), list(columns.values()))


def own(places: list[Unit], scores: list[Score]) -> dict[str, Column]:
    """What a unit shows by itself."""
    count = Counter(unit.text for unit in places)
    return {
        "words": [min(unit.tokens.words, 250) for unit in places],
        "characters": [float(min(len(unit.text), 1500)) for unit in places],
        "end": [unit.end for unit in places],
        "start": [unit.start for unit in places],
        "upper": [0.0 if unit.gone else upper(unit.text) for unit in places],
        "count": [float(min(count[unit.text], 4)) for unit in places],
        "commas": [0.0 if unit.gone else unit.text.count(",") / (unit.tokens.words + 1) for unit in places],
        "lex": [score.total for score in scores],
        "lowest": [score.lowest for score in scores],
        "highest": [score.highest for score in scores],
        "hint": [unit.hint for unit in places],
        "pieces": [float(min(len(unit.numbers), 5)) for unit in places],
        "indent": [unit.indent for unit in places],
    }


def upper(text: str) -> float:
    """The share of words that begin in upper case, of the first 40."""
    found = text.split(None, 40)[:40]
    return len([word for word in found if word[0].isupper()]) / len(found) if found else 0.0


def around(places: list[Unit], scores: list[Score]) -> dict[str, Column]:
    """What stands near a unit: means over the units next to it, the unit itself included."""
    number = len(places)
    lex = [score.total for score in scores]
    length = [min(unit.tokens.words, LONG) for unit in places]
    heavy = [x * (w + 1) for x, w in zip(lex, length, strict=True)]
    good = [float(unit.good) for unit in places]
    gone = [float(unit.gone) for unit in places]
    dated = [float(unit.dated) for unit in places]
    weights = window([w + 1 for w in length], 8)
    short = [0.0] * number
    start = 0
    for place in range(number + 1):
        if place == number or places[place].tokens.words > 8:
            short[start:place] = [float(min(place - start, FAR))] * (place - start)
            start = place + 1
    columns = {
        "lex±1": window(lex, 1),
        "lex±3": window(lex, 3),
        "lex±8": [a / b for a, b in zip(window(heavy, 8), weights, strict=True)],
        "words±1": window(length, 1),
        "words±3": window(length, 3),
        "words±8": window(length, 8),
        "good±2": window(good, 2),
        "good±5": window(good, 5),
        "good±12": window(good, 12),
        "gone±1": window(gone, 1),
        "gone±3": window(gone, 3),
        "gone±8": window(gone, 8),
        "gone±20": window(gone, 20),
        "dated±6": window(dated, 6),
        "short": short,
        "end+1": shifted([unit.end for unit in places], 1),
        "end-1": shifted([unit.end for unit in places], -1),
        "words+1": shifted(length, 1),
        "words-1": shifted(length, -1),
    }
    for offset in (-2, -1, 1, 2):
        columns[f"lex{offset:+d}"] = shifted(lex, offset)
    for offset in (-2, 2):
        columns[f"words{offset:+d}"] = shifted(length, offset)
        columns[f"end{offset:+d}"] = shifted([unit.end for unit in places], offset)
    for offset in (-1, 1):
        columns[f"gone{offset:+d}"] = shifted(gone, offset)
        columns[f"dated{offset:+d}"] = shifted(dated, offset)
    return columns


def blocks(places: list[Unit]) -> dict[str, Column]:
    """How blank lines part the page: whether one stands next to a unit, and the size of the block it stands in."""
    number = len(places)
    gap = [float(unit.gap) for unit in places]
    below = shifted(gap, 1)
    words = [0.0, *accumulate([unit.tokens.words for unit in places])]
    good = [0, *accumulate([unit.good for unit in places])]
    lines: list[float] = []
    length: list[float] = []
    goods: list[float] = []
    for start, end in pairwise([0, *(place for place in range(1, number) if places[place].gap), number]):
        size = end - start
        lines += [float(min(size, FAR))] * size
        length += [float(min(words[end] - words[start], 500))] * size
        goods += [(good[end] - good[start]) / max(1, size)] * size
    return {
        "gap": gap,
        "gap+1": below,
        "gap±3": window(gap, 3),
        "gap±8": window(gap, 8),
        "gaps": [sum(gap) / max(1, number)] * number,
        "block": lines,
        "block_words": length,
        "block_good": goods,
        "block-1": [lines[start - 1] if start else OUTSIDE for start in starts(places)],
    }


def starts(places: list[Unit]) -> list[int]:
    """The place of the first unit of each unit's block."""
    out, start = [], 0
    for place, unit in enumerate(places):
        start = place if unit.gap else start
        out.append(start)
    return out


def whole(places: list[Unit], scores: list[Score]) -> dict[str, Column]:
    """The page as a whole, and where in it a unit stands."""
    number = len(places)
    length = [unit.tokens.words for unit in places]
    good = [w if unit.good else 0.0 for unit, w in zip(places, length, strict=True)]
    total, prose = sum(length) or 1.0, sum(good)
    mean = sum(score.total * w for score, w in zip(scores, length, strict=True)) / total
    gone = sum(unit.gone for unit in places)
    constant = {
        "lines": float(min(number, 1000)),
        "goods": float(min(sum(unit.good for unit in places), 200)),
        "prose": prose / total,
        "mean": mean,
        "removed": gone / max(1, number),
        "removed_words": sum(w for unit, w in zip(places, length, strict=True) if unit.gone) / total,
    }
    above, goods_above, gone_above = before(length), before(good), before([float(unit.gone) for unit in places])
    columns = {name: [value] * number for name, value in constant.items()}
    columns["above"] = [x / total for x in above]
    columns["good_above"] = [x / (prose or 1.0) for x in goods_above]
    columns["gone_above"] = [x / (gone or 1.0) for x in gone_above]
    columns["top"] = [float(min(place, 400)) for place in range(number)]
    columns["bottom"] = [float(min(number - 1 - place, 400)) for place in range(number)]
    return columns


def marked(page: Page, places: list[Unit]) -> dict[str, Column]:
    """What the stages before found: how far the title, and the nearest removals of each kind, are."""
    number = len(places)
    title = next(found_units(page, places, "title"), None)
    columns = {"title": [float(max(-FAR, min(FAR, p - title))) if title is not None else -99.0 for p in range(number)]}
    by_line: dict[str, set[int]] = {}
    for mark in page.marks:
        if isinstance(mark, Remove) and not mark.evidence:
            by_line.setdefault(mark.category, set()).add(mark.line)
    for kind, categories in KINDS.items():
        lines = set().union(*(by_line.get(category, ()) for category in categories))
        at = [not lines.isdisjoint(unit.numbers) for unit in places]
        columns[f"{kind}_above"] = distance(at)
        columns[f"{kind}_below"] = distance(at[::-1])[::-1]
    hinted = [unit.hinted in ("comments", "related") for unit in places]
    columns["hinted±8"] = window([float(x) for x in hinted], 8)
    shortened = page.cuts.keys() - page.removed
    columns["cut"] = [float(not shortened.isdisjoint(unit.numbers)) for unit in places]
    return columns
