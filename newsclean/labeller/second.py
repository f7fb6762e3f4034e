"""The features of the second pass: what the first one thinks of a unit's neighbours, and where it sees the body."""

from collections.abc import Iterable

from newsclean.labeller.columns import Column, before, shifted, window
from newsclean.labeller.features import Table
from newsclean.labeller.units import Unit


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
