"""Columns of numbers, one for each unit of a page: windows, shifts and distances."""

from itertools import accumulate, pairwise
from typing import TypeAlias

Column: TypeAlias = list[float]

FAR = 60
"""Lines from which on a distance is just far."""

NEAR = [float(number) for number in range(FAR)]
"""The distances below that."""

OUTSIDE = -9.0
"""What stands for a neighbour beyond the page's edge."""


def window(values: Column, reach: int) -> Column:
    """The mean over each place and `reach` places on both sides, as many as there are.

    >>> window([0.0, 3.0, 6.0], 1)
    [1.5, 3.0, 4.5]
    """
    sums = [0.0, *accumulate(values)]
    number, width = len(values), 2 * reach + 1
    widths = (min(number, place + reach + 1) for place in range(min(reach, number)))
    head = [sums[held] / held for held in widths]
    inner = [(high - low) / width for low, high in zip(sums, sums[width:], strict=False)]
    ends = range(max(reach, number - reach), number)
    tail = [(sums[number] - sums[place - reach]) / (number - place + reach) for place in ends]
    return [*head, *inner, *tail]


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
    places = [place for place, here in enumerate(at) if here]
    out = [float(FAR)] * (places[0] if places else len(at))
    for start, end in pairwise([*places, len(at)]):
        out += NEAR[: end - start]
        out += [float(FAR)] * (end - start - FAR)
    return out
