"""Boosted trees, judged all at once by masks of bits."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import exp, fsum
from operator import getitem
from struct import Struct
from typing import Any, NamedTuple, TypeAlias

from newsclean.labeller.columns import Column

LEAVES = 32
"""Leaves that a tree may have: the bits of its part of a mask."""

REASONING = 10
"""Trees whose paths are read for the features that weighed most; the first trees of boosting carry most."""

Node: TypeAlias = "float | tuple[Any, ...]"
"""A leaf's value, or (feature, threshold, left, right, mean): left where the feature is at most the threshold."""


class Masks(NamedTuple):
    """Trees made ready for `Trees.predict`.

    `splits` has, for each feature, its thresholds in order and a mask for each number of thresholds that a value
    exceeds: the leaves that can still be reached. `values` has, for each tree, the value of each leaf by its bit.
    """

    splits: list[tuple[list[float], list[int]]]
    values: list[dict[int, float]]
    ones: int
    whole: int
    form: Struct


@dataclass(frozen=True)
class Trees:
    """Boosted trees over named features; `predict` gives the probability that a unit is body."""

    names: tuple[str, ...]
    roots: tuple[Node, ...]

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Trees":
        """Trees from their JSON: names of features, and nested lists [feature, threshold, left, right]."""
        names = tuple(row["names"])
        roots = tuple(node_of(root, len(names)) for root in row["trees"])
        largest = max((sum(1 for _ in leaves(root)) for root in roots), default=0)
        if largest > LEAVES:
            raise ValueError(f"a tree has {largest} leaves, more than the {LEAVES} that are possible")
        return cls(names, roots)

    @cached_property
    def masks(self) -> Masks:
        """The trees made ready, on first use."""
        number = len(self.roots)
        whole = (1 << LEAVES * number) - 1
        lost: list[dict[float, int]] = [{} for _ in self.names]
        for place, root in enumerate(self.roots):
            for feature, threshold, bits in cut_off(root, LEAVES * place):
                lost[feature][threshold] = lost[feature].get(threshold, 0) | bits
        splits = []
        for by_threshold in lost:
            left = [whole]
            for threshold in sorted(by_threshold):
                left.append(left[-1] & ~by_threshold[threshold])
            splits.append((sorted(by_threshold), left))
        values = [{1 << bit: value for bit, value in enumerate(leaves(root))} for root in self.roots]
        ones = sum(1 << LEAVES * place for place in range(number))
        return Masks(splits, values, ones, whole, Struct(f"<{number}I"))

    def columns(self, names: tuple[str, ...], columns: list[Column], places: list[int]) -> list[Column]:
        """Of a table's columns, those that the trees ask for, in their order, at these places."""
        by_name = dict(zip(names, columns, strict=True))
        return [[column[place] for place in places] for column in map(by_name.__getitem__, self.names)]

    def predict(self, columns: list[Column], number: int) -> list[float]:
        """The probability of each of a number of rows, by the columns of the features that the trees ask for.

        All trees are walked at once: a value rules out leaves in every tree that asks for it, and of the leaves that
        are left a tree's first is its answer (QuickScorer; Lucchese et al., 2015, doi:10.1145/2766462.2767733). It
        suits plain Python, whose integers are as long as wanted.

        >>> trees = Trees.of({"names": ["words"], "trees": [[0, 5.0, -2.0, [0, 9.0, 0.0, 2.0]]]})
        >>> [round(value, 2) for value in trees.predict([[5.0, 6.0, 10.0]], 3)]
        [0.12, 0.5, 0.88]
        """
        if not number:
            return []
        splits, values, ones, whole, form = self.masks
        found = [whole] * number
        for (thresholds, below), column in zip(splits, columns, strict=True):
            if column.count(column[0]) == number:
                whole &= below[bisect_left(thresholds, column[0])]
            else:
                found = [
                    mask & below[bisect_left(thresholds, value)] for mask, value in zip(found, column, strict=True)
                ]
        out = []
        for mask in found:
            left = mask & whole
            first = left ^ (left & (left - ones))
            out.append(sigmoid(fsum(map(getitem, values, form.unpack(first.to_bytes(form.size, "little"))))))
        return out

    def reasons(self, columns: list[Column], place: int, most: int = 2) -> tuple[str, ...]:
        """The features that weighed most against a row: by how far each split on its way lowered the mean.

        >>> trees = Trees.of({"names": ["words", "lex"], "trees": [[1, 0.0, -1.0, [0, 5.0, 0.5, 1.0]]]})
        >>> [trees.reasons([[9.0, 9.0], [-2.0, 2.0]], place) for place in (0, 1)]
        [('lex',), ()]
        """
        weighed = [0.0] * len(self.names)
        for root in self.roots[:REASONING]:
            node: Any = root
            while node.__class__ is tuple:
                feature, threshold, left, right, before = node
                node = left if columns[feature][place] <= threshold else right
                weighed[feature] += (node[4] if node.__class__ is tuple else node) - before
        ranked = sorted((value, number) for number, value in enumerate(weighed) if value < 0)
        return tuple(self.names[number] for _, number in ranked[:most])


def node_of(data: Any, features: int) -> Node:
    """A node from its JSON, with the mean of its leaves; it asks for one of so many features."""
    if not isinstance(data, list):
        return float(data)
    place, threshold, left, right = int(data[0]), float(data[1]), *(node_of(part, features) for part in data[2:4])
    if not 0 <= place < features:
        raise IndexError(f"feature {place} of {features}")
    return (place, threshold, left, right, (mean(left) + mean(right)) / 2)


def mean(node: Node) -> float:
    """The mean of a node's leaves, each half of a split weighing the same."""
    value: float = node[4] if isinstance(node, tuple) else node
    return value


def leaves(node: Node) -> Iterator[float]:
    """The values of a tree's leaves, from left to right."""
    if isinstance(node, tuple):
        yield from leaves(node[2])
        yield from leaves(node[3])
    else:
        yield node


def cut_off(node: Node, bit: int) -> Iterator[tuple[int, float, int]]:
    """(feature, threshold, bits of the leaves that a larger value rules out) of each split, from leaf `bit` on."""
    if isinstance(node, tuple):
        feature, threshold, left, right = node[:4]
        number = sum(1 for _ in leaves(left))
        yield feature, threshold, ((1 << number) - 1) << bit
        yield from cut_off(left, bit)
        yield from cut_off(right, bit + number)


def sigmoid(value: float) -> float:
    """The logistic function, safe for any value.

    >>> sigmoid(0.0), sigmoid(-1000.0)
    (0.5, 0.0)
    """
    if value < -700:
        return 0.0
    return 1.0 / (1.0 + exp(-value))
