"""Columns of numbers, one for each unit of a page: windows, shifts and distances."""

from itertools import accumulate
from typing import TypeAlias

Column: TypeAlias = list[float]

FAR = 60
"""Lines from which on a distance is just far."""

OUTSIDE = -9.0
"""What stands for a neighbour beyond the page's edge."""


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
