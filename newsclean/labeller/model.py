"""The model: a lexicon, trees, a router and thresholds, read from a JSON file."""

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import isfinite, log
from os import PathLike
from pathlib import Path
from typing import Any

from newsclean.labeller.features import first_pass, marked
from newsclean.labeller.forest import Trees, sigmoid
from newsclean.labeller.lexicon import Tables, tables_of
from newsclean.labeller.second import second_pass
from newsclean.labeller.sited import sited, third_pass
from newsclean.page import Page

SCHEMA = 1
"""Version of the file's form; another is refused."""

SHIPPED = "model.json"
"""The model that comes with the package, beside this file."""


@cache
def feature_names() -> frozenset[str]:
    """The names of all features that trees can ask for."""
    first = first_pass(marked(Page.of(""), []), [], [])
    third = third_pass(sited(Page.of(""), []), [], [])
    return frozenset((*first.names, *second_pass([], []).names, *third.names))


def trees_of(row: dict[str, Any]) -> Trees:
    """Trees from their JSON, whose features must be known.

    >>> trees_of({"names": ["wrods"], "trees": []})
    Traceback (most recent call last):
    ValueError: it asks for the feature 'wrods', which this version does not have
    """
    trees = Trees.of(row)
    if unknown := [name for name in trees.names if name not in feature_names()]:
        raise ValueError(f"it asks for the feature {unknown[0]!r}, which this version does not have")
    return trees


@dataclass(frozen=True)
class Kind:
    """The trees of one kind of input, in one pass or two, and the threshold of a page that is surely known.

    `site` are the trees of a third pass, for pages of whose site a profile is known.
    """

    first: Trees
    second: Trees | None
    threshold: float
    site: Trees | None = None


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

    @cached_property
    def tables(self) -> Tables:
        """The lexicon made ready, on first use."""
        return tables_of(self.lexicon)

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
            model = cls(weights["lexicon"], data["bias"], kinds, data["router"], data["name"])
            model.tables  # noqa: B018 - a wrong key is told now, not at the first page
            return model
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
    second = trees_of(row["second"]) if "second" in row else None
    site = trees_of(row["site"]) if "site" in row else None
    threshold = float(row["threshold"])
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold {threshold} is not from 0 to 1")
    return Kind(trees_of(row["first"]), second, threshold, site)


@cache
def loaded(path: str | None = None) -> Model:
    """The model of a file, or the one that comes with the package, loaded once a process."""
    if path is not None:
        return Model.load(path)
    return Model.parse(files("newsclean.labeller").joinpath(SHIPPED).read_text("utf-8"), SHIPPED)


def logit(probability: float) -> float:
    """Log-odds, of a probability held within a millionth of 0 and 1."""
    held = min(max(probability, 1e-6), 1 - 1e-6)
    return log(held / (1 - held))
