"""The trees of one kind of input: two passes, each judged on sites it was not learned from."""

from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from newsclean.labeller.features import Table, first_pass
from newsclean.labeller.labels import cut
from newsclean.labeller.second import second_pass
from newsclean.labeller.sited import third_pass
from newsclean.labeller.training.lexicon import Lexicon
from newsclean.labeller.training.parts import PARTS
from newsclean.labeller.training.samples import Sample
from newsclean.labeller.units import scored

SHARE = {"html_text": 1.0, "inscriptis": 0.4, "bs4": 0.6, "trafilatura": 0.6, "readability": 0.5, "newspaper4k": 0.5}
SHARE |= {"body": 0.8, "one_line": 1.0, "site": 0.3, "forgotten": 0.3}
"""What a page weighs by its input."""

EXPONENT, SMALL = 0.8, 50
"""A line weighs ((its words + 1) / (the gold body's + `SMALL`)) to this power: its share of the page's error."""

SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.1,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "verbose": -1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
}


class Size(NamedTuple):
    """How many trees a pass has, and how many leaves each."""

    trees: int
    leaves: int


class Pass(NamedTuple):
    """What one pass gave: the trees as JSON, and each sample's probabilities from trees that never saw its site."""

    trees: dict[str, Any]
    probabilities: list[list[float]]


def first_tables(samples: list[Sample], lexicons: list[Lexicon]) -> list[Table]:
    """The features of all samples, each with the lexicon that was learned without its site."""
    tables = []
    for sample in samples:
        lexicon = lexicons[sample.fold]
        scores = scored(sample.places, lexicon.tables, lexicon.bias)
        tables.append(compact(first_pass(sample.marks, sample.places, scores)))
    return tables


def compact(table: Table) -> Table:
    """The same table with columns that take less memory."""
    return Table(table.names, [np.array(column, dtype=np.float32) for column in table.columns])  # type: ignore[misc]


def second_tables(samples: list[Sample], tables: list[Table], first: list[list[float]]) -> list[Table]:
    """The features of the second pass behind those of the first."""
    found = []
    for sample, table, probabilities in zip(samples, tables, first, strict=True):
        found.append(table.beside(compact(second_pass(sample.places, probabilities))))
    return found


def third_tables(samples: list[Sample], tables: list[Table], second: list[list[float]]) -> list[Table]:
    """The features of the third pass, of pages with a profile of their site, behind those of the others."""
    found = []
    for sample, table, probabilities in zip(samples, tables, second, strict=True):
        found.append(table.beside(compact(third_pass(sample.site_marks, sample.places, probabilities))))
    return found


def learn(samples: list[Sample], tables: list[Table], size: Size, tell: Callable[[str], None]) -> Pass:
    """Learn one pass: on all but one fold for that fold's probabilities, and on everything for the trees to keep."""
    opened = [sample.open for sample in samples]
    matrix = np.vstack(
        [np.column_stack(t.columns)[places] for t, places in zip(tables, opened, strict=True) if len(places)]
    )
    pairs = [(sample, place) for sample, places in zip(samples, opened, strict=True) for place in places]
    target = np.array([sample.labels[place] for sample, place in pairs], dtype=int)
    fold = np.array([sample.fold for sample, _ in pairs])
    weight = weights(samples, opened)
    settings = SETTINGS | {"num_leaves": size.leaves}
    judged = np.zeros(len(pairs))
    for part in sorted(set(fold)):
        inside = fold != part
        data = lightgbm.Dataset(matrix[inside], target[inside], weight=weight[inside])
        judged[~inside] = lightgbm.train(settings, data, size.trees).predict(matrix[~inside])
        tell(f"part {part + 1} of {PARTS}")
    final = lightgbm.train(settings, lightgbm.Dataset(matrix, target, weight=weight), size.trees)
    return Pass(exported(final, tables[0].names), spread(samples, opened, judged))


def weights(samples: list[Sample], opened: list[list[int]]) -> "np.ndarray[Any, Any]":
    """The weight of each open unit."""
    pages = Counter((sample.site, sample.input) for sample in samples)
    found: list[float] = []
    for sample, places in zip(samples, opened, strict=True):
        base = sample.weight * SHARE[sample.input] / pages[sample.site, sample.input] ** 0.5
        gold = len(cut(sample.body)) + SMALL
        found.extend(base * ((sample.places[place].tokens.words + 1) / gold) ** EXPONENT for place in places)
    return np.array(found) / float(np.mean(found))


def spread(samples: list[Sample], opened: list[list[int]], judged: "np.ndarray[Any, Any]") -> list[list[float]]:
    """The probabilities by sample and place; what rules took has 0, what a stage keeps 1."""
    found, start = [], 0
    for sample, places in zip(samples, opened, strict=True):
        row = [1.0 if unit.kept else 0.0 for unit in sample.places]
        for place, value in zip(places, judged[start : start + len(places)], strict=True):
            row[place] = float(value)
        start += len(places)
        found.append(row)
    return found


def exported(model: lightgbm.Booster, names: tuple[str, ...]) -> dict[str, Any]:
    """The trees as nested lists over the features that they use."""
    roots = [tree["tree_structure"] for tree in model.dump_model()["tree_info"]]
    used = sorted({number for root in roots for number in asked(root)})
    place = {number: new for new, number in enumerate(used)}
    return {"names": [names[number] for number in used], "trees": [nested(root, place) for root in roots]}


def asked(node: dict[str, Any]) -> list[int]:
    """The features a tree asks for."""
    if "leaf_value" in node:
        return []
    return [node["split_feature"], *asked(node["left_child"]), *asked(node["right_child"])]


def nested(node: dict[str, Any], place: dict[int, int]) -> Any:
    """A tree as [feature, threshold, left, right] and leaf values."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    threshold = float(f"{node['threshold']:.6g}")
    return [
        place[node["split_feature"]],
        threshold,
        nested(node["left_child"], place),
        nested(node["right_child"], place),
    ]
