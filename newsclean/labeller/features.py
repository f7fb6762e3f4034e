"""The features of a page's lines: numbers that the model's trees ask for."""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from newsclean.labeller.tokens import Score
from newsclean.labeller.units import Unit, found_units
from newsclean.marks import Remove
from newsclean.page import Page

GONE = -3.0
"""The score that a line taken by rules has for its neighbours, at most."""

LONG = 60
"""Words that a line counts for at most in the means of its neighbourhood."""

FAR = 60
"""Lines from which on a distance is just far."""

OUTSIDE = -9.0
"""What stands for a neighbour beyond the page's edge."""

KINDS: dict[str, tuple[str, ...]] = {
    "comments": ("comments",),
    "related": ("related", "navigation"),
    "share": ("share", "subscribe", "login", "cookies"),
    "foot": ("copyright", "tags", "notice"),
    "caption": ("caption", "credit"),
    "by": ("byline", "timestamp"),
}
"""Groups of categories: how far away the nearest removal of such a kind stands, above and below, is a feature."""

Column = list[float]


class Table(NamedTuple):
    """The features of all units of a page: named columns."""

    names: tuple[str, ...]
    columns: list[Column]

    def row(self, place: int) -> list[float]:
        """The features of one unit, in the order of the names."""
        return [column[place] for column in self.columns]


def first_pass(marks: dict[str, Column], places: list[Unit], scores: list[Score]) -> Table:
    """The features by which the first trees judge: the unit's own, its neighbourhood's, the page's, and `marked`."""
    columns = own(places, scores) | around(places, scores) | whole(places, scores) | marks
    return Table(tuple(columns), list(columns.values()))


def own(places: list[Unit], scores: list[Score]) -> dict[str, Column]:
    """What a unit shows by itself."""
    count = Counter(unit.text for unit in places)
    return {
        "words": [min(unit.tokens.words, 250) for unit in places],
        "characters": [float(min(len(unit.text), 1500)) for unit in places],
        "end": [unit.end for unit in places],
        "start": [unit.start for unit in places],
        "upper": [upper(unit.text) for unit in places],
        "count": [float(min(count[unit.text], 4)) for unit in places],
        "commas": [unit.text.count(",") / (unit.tokens.words + 1) for unit in places],
        "lex": [score.total for score in scores],
        "lowest": [score.lowest for score in scores],
        "highest": [score.highest for score in scores],
        "hint": [unit.hint for unit in places],
        "pieces": [float(min(len(unit.numbers), 5)) for unit in places],
    }


def upper(text: str) -> float:
    """The share of words that begin in upper case, of the first 40."""
    found = text.split(None, 40)[:40]
    return sum(word[0].isupper() for word in found) / len(found) if found else 0.0


def around(places: list[Unit], scores: list[Score]) -> dict[str, Column]:
    """What stands near a unit: means over the units next to it, the unit itself included."""
    number = len(places)
    lex = [min(score.total, GONE) if unit.gone else score.total for unit, score in zip(places, scores, strict=True)]
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
    return columns


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
    by_line: dict[int, set[str]] = {}
    for mark in page.marks:
        if isinstance(mark, Remove) and not mark.evidence:
            by_line.setdefault(mark.line, set()).add(mark.category)
    for kind, categories in KINDS.items():
        wanted = set(categories)
        at = [any(not wanted.isdisjoint(by_line.get(n, ())) for n in unit.numbers) for unit in places]
        columns[f"{kind}_above"] = distance(at)
        columns[f"{kind}_below"] = distance(at[::-1])[::-1]
    hinted = [unit.hinted in ("comments", "related") for unit in places]
    columns["hinted±8"] = window([float(x) for x in hinted], 8)
    columns["cut"] = [float(any(n in page.cuts and n not in page.removed for n in unit.numbers)) for unit in places]
    return columns


def second_pass(places: list[Unit], first: list[float]) -> Table:
    """The features that come from the probabilities of the first pass, those of the neighbours above all."""
    number = len(places)
    length = [unit.tokens.words for unit in places]
    mass = [p * w for p, w in zip(first, length, strict=True)]
    total = sum(mass)
    columns: dict[str, Column] = {
        "p": first,
        "p-1": shifted(first, -1),
        "p+1": shifted(first, 1),
        "p-2": shifted(first, -2),
        "p+2": shifted(first, 2),
        "p±1": window(first, 1),
        "p±3": window(first, 3),
        "p±8": window(first, 8),
        "mass": [total] * number,
        "mass_share": [total / (sum(length) or 1.0)] * number,
        "likely": [float(sum(p > 0.4 for p in first))] * number,
        "mass_above": [x / (total or 1.0) for x in before(mass)],
    }
    segment, ratio = segments(first, mass)
    columns["segment"], columns["segment_share"] = segment, ratio
    start, end = best_span([(p - 0.35) * (w + 1) for p, w in zip(first, length, strict=True)])
    columns["inside"] = [float(start <= place < end) for place in range(number)]
    columns["from_start"] = [float(max(-99, min(99, place - start))) for place in range(number)]
    columns["from_end"] = [float(max(-99, min(99, place - end + 1))) for place in range(number)]
    return Table(tuple(columns), list(columns.values()))


def segments(first: list[float], mass: Column) -> tuple[Column, Column]:
    """Segments of likely units, gaps of two bridged: the segment's mass, and its share of the largest."""
    number = len(first)
    out = [0.0] * number
    start, last = -1, -1
    for place in [*(p for p, x in enumerate(first) if x > 0.4), number + 9]:
        if start >= 0 and place - last > 3:
            out[start : last + 1] = [sum(mass[start : last + 1])] * (last + 1 - start)
            start = -1
        if start < 0:
            start = place
        last = place
    largest = max(out, default=0.0) or 1.0
    return out, [x / largest for x in out]


def best_span(values: Iterable[float]) -> tuple[int, int]:
    """Start and end of the stretch with the largest sum.

    >>> best_span([-1.0, 2.0, -0.5, 3.0, -4.0])
    (1, 4)
    """
    best, span, total, start = 0.0, (0, 0), 0.0, 0
    for place, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, place
        total += value
        if total > best:
            best, span = total, (start, place + 1)
    return span


def window(values: Column, reach: int) -> Column:
    """The mean over each place and `reach` places on both sides, as many as there are.

    >>> window([0.0, 3.0, 6.0], 1)
    [1.5, 3.0, 4.5]
    """
    sums = [0.0, *accumulate(values)]
    number = len(values)
    out = []
    for place in range(number):
        low, high = max(0, place - reach), min(number, place + reach + 1)
        out.append((sums[high] - sums[low]) / (high - low))
    return out


def before(values: Column) -> Column:
    """The sum of all values before each place.

    >>> before([1.0, 2.0, 3.0])
    [0.0, 1.0, 3.0]
    """
    return [0.0, *accumulate(values)][:-1]


def shifted(values: Column, offset: int) -> Column:
    """The value `offset` places on, `OUTSIDE` beyond the edge.

    >>> shifted([1.0, 2.0, 3.0], 1)
    [2.0, 3.0, -9.0]
    """
    if offset < 0:
        return ([OUTSIDE] * min(-offset, len(values)) + values[:offset])[: len(values)]
    return (values[offset:] + [OUTSIDE] * offset)[: len(values)]


def distance(at: list[bool]) -> Column:
    """How many places above the nearest true one stands, `FAR` at most.

    >>> distance([False, True, False, False])
    [60.0, 0.0, 1.0, 2.0]
    """
    out, last = [], -FAR
    for place, here in enumerate(at):
        last = place if here else last
        out.append(float(min(FAR, place - last)))
    return out

