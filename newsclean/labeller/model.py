"""The model: a lexicon, trees, a router and thresholds, read from a JSON file."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, isfinite, log
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from newsclean.labeller.features import Table, first_pass, marked
from newsclean.labeller.second import second_pass
from newsclean.page import Page

SCHEMA = 1
"""Version of the file's form; another is refused."""

SHIPPED = "model.json"
"""The model that comes with the package, beside this file."""

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
        """Trees from their JSON: names of features, and nested lists [feature, threshold, left, right].

        >>> Trees.of({"names": ["wrods"], "trees": []})
        Traceback (most recent call last):
        ValueError: it asks for the feature 'wrods', which this version does not have
        """
        names = tuple(row["names"])
        if unknown := [name for name in names if name not in feature_names()]:
            raise ValueError(f"it asks for the feature {unknown[0]!r}, which this version does not have")
        return cls(names, tuple(node_of(root, len(names)) for root in row["trees"]))

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


@cache
def feature_names() -> frozenset[str]:
    """The names of all features that trees can ask for."""
    first = first_pass(marked(Page.of(""), []), [], [])
    return frozenset(first.names) | frozenset(second_pass([], []).names)


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


@dataclass(frozen=True)
class Kind:
    """The trees of one kind of input, in one pass or two, and the threshold of a page that is surely known."""

    first: Trees
    second: Trees | None
    threshold: float


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
        try:
            text = Path(path).read_text("utf-8")
        except UnicodeDecodeError as error:
            raise ValueError(
                f"{path}: not UTF-8 at byte {error.start}; give a file that `newsclean train` wrote"
            ) from error
        return cls.parse(text, str(path))

    @classmethod
    def parse(cls, text: str, source: str) -> "Model":
        """A model from the text of its file; `source` names it in errors."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"{source}: not JSON ({error}); give a file that `newsclean train` wrote") from error
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError(f"{source}: not a model of schema {SCHEMA}; train it anew with `newsclean train`")
        try:
            weights = weights_of(data)
            kinds = {name: kind_of(row) for name, row in data["kinds"].items()}
            return cls(weights["lexicon"], data["bias"], kinds, data["router"], data["name"])
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
            why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else error
            raise ValueError(f"{source}: damaged model ({why}); train it anew with `newsclean train`") from error


def weights_of(data: dict[str, Any]) -> dict[str, dict[str, float]]:
    """The tables of weights by name, the lexicon and the router's. Raises `ValueError` that names the wrong one."""
    tables = {"lexicon": data["lexicon"], "bias": {"bias": data["bias"]}}
    tables |= {f"router {name!r}": table for name, table in data["router"].items()}
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ValueError(f"{name} must be an object of numbers")
        kinds = set(map(type, table.values()))
        if not kinds <= {int, float} or not all(map(isfinite, table.values())):
            raise ValueError(f"{name} holds what is no number")
    if not isinstance(data["name"], str):
        raise ValueError("name must be a text")
    return tables


def kind_of(row: dict[str, Any]) -> Kind:
    """The trees of a kind from their JSON."""
    second = Trees.of(row["second"]) if "second" in row else None
    threshold = float(row["threshold"])
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold {threshold} is not from 0 to 1")
    return Kind(Trees.of(row["first"]), second, threshold)


@cache
def loaded(path: str | None = None) -> Model:
    """The model of a file, or the one that comes with the package, loaded once a process."""
    if path is not None:
        return Model.load(path)
    return Model.parse(files("newsclean.labeller").joinpath(SHIPPED).read_text("utf-8"), SHIPPED)


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
