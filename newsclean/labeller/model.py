"""The model: a lexicon, trees, a router and thresholds, read from a JSON file."""

import json
from dataclasses import dataclass
from functools import cache
from math import exp, log
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from newsclean.labeller.features import Table

SCHEMA = 1
"""Version of the file's form; another is refused."""

POWER = 1.5
"""How fast the threshold sinks with the expected F1 of a page; found by cross-validation, flat from 1 to 2."""

STEP, SURE = 20, 4.5
"""After so many trees each, a unit whose log-odds are beyond `SURE` is decided."""

REASONING = 20
"""Trees whose paths are read for the features that weighed most; the first trees of boosting carry most."""

Node: TypeAlias = "float | tuple[Any, ...]"
"""A leaf's value, or (feature, threshold, left, right, mean): left where the feature is at most the threshold."""


@dataclass(frozen=True)
class Trees:
    """Boosted trees over named features; `predict` gives the probability that a unit is body."""

    names: tuple[str, ...]
    roots: tuple[Node, ...]

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Trees":
        """Trees from their JSON: names of features, and nested lists [feature, threshold, left, right]."""
        return cls(tuple(row["names"]), tuple(node_of(root) for root in row["trees"]))

    def rows(self, table: Table, places: list[int]) -> list[list[float]]:
        """The features of these places of a table, in the order the trees ask for them."""
        columns = [table.columns[table.names.index(name)] for name in self.names]
        return [[column[place] for column in columns] for place in places]

    def predict(self, rows: list[list[float]]) -> list[float]:
        """The probability of each row."""
        parts = [self.roots[start : start + STEP] for start in range(0, len(self.roots), STEP)]
        out = []
        for row in rows:
            total = 0.0
            for part in parts:
                for root in part:
                    node: Any = root
                    while node.__class__ is tuple:
                        node = node[2] if row[node[0]] <= node[1] else node[3]
                    total += node
                if not -SURE < total < SURE:
                    break
            out.append(sigmoid(total))
        return out

    def reasons(self, row: list[float], most: int = 2) -> tuple[str, ...]:
        """The features that weighed most against a row: by how far each split on its way lowered the mean.

        >>> trees = Trees.of({"names": ["words", "lex"], "trees": [[1, 0.0, -1.0, [0, 5.0, 0.5, 1.0]]]})
        >>> trees.reasons([9.0, -2.0]), trees.reasons([9.0, 2.0])
        (('lex',), ())
        """
        weighed: dict[int, float] = {}
        for root in self.roots[:REASONING]:
            node: Any = root
            while node.__class__ is tuple:
                below = node[2] if row[node[0]] <= node[1] else node[3]
                weighed[node[0]] = weighed.get(node[0], 0.0) + mean(below) - node[4]
                node = below
        ranked = sorted((value, number) for number, value in weighed.items() if value < 0)
        return tuple(self.names[number] for _, number in ranked[:most])


def node_of(data: Any) -> Node:
    """A node from its JSON, with the mean of its leaves."""
    if not isinstance(data, list):
        return float(data)
    left, right = node_of(data[2]), node_of(data[3])
    return (int(data[0]), float(data[1]), left, right, (mean(left) + mean(right)) / 2)


def mean(node: Node) -> float:
    """The mean of a node's leaves, each half of a split weighing the same."""
    value: float = node[4] if isinstance(node, tuple) else node
    return value


@dataclass(frozen=True)
class Kind:
    """The trees of one kind of input, in one pass or two, and the threshold of a page that is surely known."""

    first: Trees
    second: Trees | None
    threshold: float


def page_threshold(base: float, likely: list[tuple[float, float]]) -> float:
    """The probability from which a unit stays, of the (probability, words) of all units that are left.

    The F1 that a page can be expected to reach is largest where units from half of that F1 on are kept (Lipton,
    Elkan and Naryanaswamy, 2014, https://arxiv.org/abs/1402.1892): on a page where little is sure, less is enough.

    >>> page_threshold(0.5, [(1.0, 50.0), (0.0, 50.0)])
    0.5
    >>> round(page_threshold(0.5, [(0.3, 50.0), (0.0, 50.0)]), 2)
    0.16
    """
    ranked = sorted(likely, reverse=True)
    expected = sum(p * words for p, words in ranked)
    best = hit = taken = 0.0
    for p, words in ranked:
        hit += p * words
        taken += words
        best = max(best, 2 * hit / (taken + expected) if taken else 0.0)
    return base * float(best**POWER)


def confidence(probability: float, threshold: float) -> float:
    """How sure it is that a unit goes, 0 to 1: 0.5 at the threshold, log-odds shifted by its own.

    >>> confidence(0.2, 0.2)
    0.5
    """
    return sigmoid(logit(threshold) - logit(probability))


@dataclass(frozen=True)
class Model:
    """All that was learned: see `newsclean train` for how."""

    lexicon: dict[str, float]
    bias: float
    kinds: dict[str, Kind]
    router: dict[str, dict[str, float]]
    name: str

    @classmethod
    def load(cls, path: str | PathLike[str]) -> "Model":
        """Read a model file. Raises `OSError` where it cannot be read, `ValueError` that says why it is no model."""
        return cls.parse(Path(path).read_text("utf-8"), str(path))

    @classmethod
    def parse(cls, text: str, source: str) -> "Model":
        """A model from the text of its file; `source` names it in errors."""
        try:
            data = json.loads(text)
        except json.JSONDecodeError as error:
            raise ValueError(f"{source}: not JSON ({error}); give a file that `newsclean train` wrote") from error
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError(f"{source}: not a model of schema {SCHEMA}; train it anew with `newsclean train`")
        try:
            kinds = {name: kind_of(row) for name, row in data["kinds"].items()}
            return cls(data["lexicon"], data["bias"], kinds, data["router"], data["name"])
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise ValueError(f"{source}: damaged model ({error!r}); train it anew with `newsclean train`") from error


def kind_of(row: dict[str, Any]) -> Kind:
    """The trees of a kind from their JSON."""
    second = Trees.of(row["second"]) if "second" in row else None
    return Kind(Trees.of(row["first"]), second, float(row["threshold"]))


@cache
def loaded(path: str) -> Model:
    """The model of a file, loaded once a process."""
    return Model.load(path)


def sigmoid(value: float) -> float:
    """The logistic function, safe for any value.

    >>> sigmoid(0.0), sigmoid(-1000.0)
    (0.5, 0.0)
    """
    if value < -700:
        return 0.0
    return 1.0 / (1.0 + exp(-value))


def logit(probability: float) -> float:
    """Log-odds, of a probability held within a millionth of 0 and 1."""
    held = min(max(probability, 1e-6), 1 - 1e-6)
    return log(held / (1 - held))
