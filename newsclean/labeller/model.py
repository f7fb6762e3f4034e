"""The model: a lexicon, trees, a router and thresholds, read from a JSON file."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from newsclean.labeller.features import Table

SCHEMA = 1
"""Version of the file's form; another is refused."""

KINDS = ("whole", "extracted", "sentences")
"""The kinds of input that have trees of their own: whole pages, an extractor's output or clean text, and whole pages
that came without line breaks."""

Node: TypeAlias = "float | list[Any]"
"""A leaf's value, or [feature, threshold, left, right]: left where the feature is at most the threshold."""


@dataclass(frozen=True)
class Trees:
    """Boosted trees over named features; `predict` gives the probability that a unit is body."""

    names: tuple[str, ...]
    roots: tuple[Node, ...]

    def predict(self, table: Table, places: list[int]) -> list[float]:
        """The probability of each of these places of a table."""
        order = [table.names.index(name) for name in self.names]
        columns = [table.columns[number] for number in order]
        out = []
        for place in places:
            row = [column[place] for column in columns]
            total = 0.0
            for root in self.roots:
                node: Any = root
                while node.__class__ is list:
                    node = node[2] if row[node[0]] <= node[1] else node[3]
                total += node
            out.append(sigmoid(total))
        return out


@dataclass(frozen=True)
class Kind:
    """The trees of one kind of input, in one pass or two, and the probability below which a unit goes."""

    first: Trees
    second: Trees | None
    threshold: float

    def confidence(self, probability: float) -> float:
        """How sure it is that a unit goes, 0 to 1: 0.5 at the threshold, log-odds shifted by its own.

        >>> round(Kind(Trees((), ()), None, 0.2).confidence(0.2), 3)
        0.5
        """
        return sigmoid(logit(self.threshold) - logit(probability))


@dataclass(frozen=True)
class Model:
    """All that was learned: see `newsclean train` for how."""

    lexicon: dict[str, float]
    bias: float
    kinds: dict[str, Kind]
    router: dict[str, float]
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
        kinds = {name: kind_of(row) for name, row in data["kinds"].items()}
        return cls(data["lexicon"], data["bias"], kinds, data["router"], data["name"])


def kind_of(row: dict[str, Any]) -> Kind:
    """The trees of a kind from their JSON."""
    first, second = (
        Trees(tuple(row[name]["names"]), tuple(row[name]["trees"])) if row.get(name) else None
        for name in ("first", "second")
    )
    if first is None:
        raise ValueError("a kind of input has no trees; train the model anew with `newsclean train`")
    return Kind(first, second, row["threshold"])


@cache
def shipped() -> Model:
    """The model in the package, loaded on first use."""
    file = files("newsclean.labeller").joinpath("model.json")
    return Model.parse(file.read_text("utf-8"), "newsclean/labeller/model.json")


@cache
def loaded(path: str) -> Model:
    """A model of one's own, loaded once a process."""
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
