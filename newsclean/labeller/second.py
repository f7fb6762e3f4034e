"""The features of the second pass: what the first one thinks of a unit's neighbours, and where it sees the body."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from newsclean.labeller.columns import Column, before, shifted, window
from newsclean.labeller.features import Table
from newsclean.labeller.threshold import expected_f1
from newsclean.labeller.units import Unit
from newsclean.words import UNSPACED

LETTERS = 4
"""Words of so many letters or more, and pairs of characters in scripts without spaces, tell what a line is about."""

ALONE = -1.0
"""The cohesion of a unit that shares no word with another."""


def second_pass(places: list[Unit], first: list[float]) -> Table:
    """The features that come from the first pass's probabilities: the neighbours', the page's, the body's place."""
    length = [unit.tokens.words for unit in places]
    columns = near(first) | stretches(places, first, length)
    columns["cohesion"] = cohesion(places, first)
    columns["cohesion±2"] = window(columns["cohesion"], 2)
    return Table(tuple(columns), list(columns.values()))


def near(first: list[float]) -> dict[str, Column]:
    """What the first pass thinks of a unit and its neighbours, and how that compares with the page's best stretch."""
    columns: dict[str, Column] = {"p": first}
    for offset in (-2, -1, 1, 2):
        columns[f"p{offset:+d}"] = shifted(first, offset)
    for reach in (1, 3, 8):
        columns[f"p±{reach}"] = window(first, reach)
    highest = max(columns["p±3"], default=0.0)
    columns["highest"] = [highest] * len(first)
    columns["p±3_share"] = [p / (highest or 1.0) for p in columns["p±3"]]
    return columns


def stretches(places: list[Unit], first: list[float], length: list[float]) -> dict[str, Column]:
    """Where the first pass sees the body: its mass in words, its segments, the best span, a rank among the words."""
    number = len(places)
    mass = [p * w for p, w in zip(first, length, strict=True)]
    total, words = sum(mass), sum(length)
    heavy = window([p * (w + 1) for p, w in zip(first, length, strict=True)], 8)
    weighed = [x / w for x, w in zip(heavy, window([w + 1 for w in length], 8), strict=True)]
    left = [(p, w + 1) for p, w, unit in zip(first, length, places, strict=True) if not unit.gone]
    reach = expected_f1(left)
    start, end = best_span([(p - reach / 2) * (w + 1) for p, w in zip(first, length, strict=True)])
    segment, ratio = segments(first, mass)
    heaviest = max(weighed, default=0.0) or 1.0
    return {
        "mass": [total] * number,
        "mass_share": [total / (words or 1.0)] * number,
        "likely": [float(sum(p > 0.4 for p in first))] * number,
        "mass_above": [x / (total or 1.0) for x in before(mass)],
        "expected": [reach] * number,
        "heavy±8": weighed,
        "heavy_share": [x / heaviest for x in weighed],
        "rank": rank(weighed, length),
        "segment": segment,
        "segment_share": ratio,
        "inside": [float(start <= place < end) for place in range(number)],
        "from_start": [float(max(-99, min(99, place - start))) for place in range(number)],
        "from_end": [float(max(-99, min(99, place - end + 1))) for place in range(number)],
    }


def rank(values: Column, length: list[float]) -> Column:
    """The share of the page's words that stand in units of a lower value.

    >>> rank([0.9, 0.1, 0.5], [10.0, 20.0, 10.0])
    [0.75, 0.0, 0.5]
    """
    out = [0.0] * len(values)
    total = sum(length) or 1.0
    below = 0.0
    for place in sorted(range(len(values)), key=values.__getitem__):
        out[place] = below / total
        below += length[place]
    return out


def cohesion(places: list[Unit], first: list[float]) -> Column:
    """How likely to be body the other units are that share a unit's words, rare words weighing more."""
    topics = [list(filter(is_topic, dict.fromkeys(unit.tokens.tokens))) for unit in places]
    count = Counter(chain.from_iterable(topics))
    shared = [[token for token in topic if count[token] > 1] for topic in topics]
    likely: dict[str, float] = {}
    for topic, p in zip(shared, first, strict=True):
        for token in topic:
            likely[token] = likely.get(token, 0.0) + p
    out = []
    for topic, p in zip(shared, first, strict=True):
        weight = sum([1 / count[token] for token in topic])
        held = sum([(likely[token] - p) / (count[token] - 1) / count[token] for token in topic])
        out.append(held / weight if topic else ALONE)
    return out


def is_topic(token: str) -> bool:
    """Whether a token may tell what a line is about."""
    return len(token) >= LETTERS or (len(token) == 2 and not token.isascii() and UNSPACED.match(token) is not None)


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
