"""The lexicon: a logistic regression on the words of single lines, so that sites and languages share one scale."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import SGDClassifier

from newsclean.labeller.lexicon import Tables, tables_of
from newsclean.labeller.tokens import Tokens, keys, tokens
from newsclean.labeller.training.parts import PARTS
from newsclean.labeller.training.samples import Sample

LEAST_SITES = 3
"""A key is learned where so many sites hold it."""

MOST = 40_000
"""Keys that are kept: those with the largest weight times the root of their count."""

COUNTED = 400
STEP = 0.05
"""Weights are rounded to multiples of this."""

ALPHA, EPOCHS = 3e-6, 15


Array: TypeAlias = "np.ndarray[Any, Any]"


@dataclass(frozen=True)
class Lexicon:
    """Weights by key, and the bias."""

    weights: dict[str, float]
    bias: float

    @cached_property
    def tables(self) -> Tables:
        """The weights made ready for look-ups."""
        return tables_of(self.weights)


def lexicons(samples: Iterable[Sample]) -> list[Lexicon]:
    """One lexicon for each fold, learned on the sites of the others, and last the one learned on all."""
    rows = unique(samples)
    matrix, names = design(rows)
    target = np.array([label for _, _, _, label, _ in rows], dtype=int)
    weight = weights(rows)
    fold = np.array([row[2] for row in rows])
    counts = np.asarray((matrix > 0).sum(axis=0)).ravel()
    found = []
    for part in range(PARTS + 1):
        inside = fold != part
        model = SGDClassifier(loss="log_loss", alpha=ALPHA, max_iter=EPOCHS, tol=None, average=True, random_state=1)
        model.fit(matrix[inside], target[inside], sample_weight=weight[inside])
        found.append(Lexicon(largest(names, model.coef_[0], counts), round(float(model.intercept_[0]), 3)))
    return found


Row = tuple[str, str, int, bool, Tokens]


def unique(samples: Iterable[Sample]) -> list[Row]:
    """(site, page, fold, label, tokens) of each different line of each page, over all its inputs."""
    seen: set[tuple[str, str]] = set()
    rows: list[Row] = []
    for sample in samples:
        page = f"{sample.source}/{sample.page}"
        for unit, label in zip(sample.places, sample.labels, strict=True):
            if (page, unit.text) not in seen:
                seen.add((page, unit.text))
                # What rules took has no tokens, but the same words stand in lines that no rule knows.
                found = tokens(unit.text) if unit.gone else unit.tokens
                if found.tokens:
                    rows.append((sample.site, page, sample.fold, label, found))
    return rows


def design(rows: list[Row]) -> tuple[csr_matrix, list[str]]:
    """The matrix of the keys that several sites hold, each line's values of one length, and the keys' names."""
    found = [sorted(set(keys(tokens))) for *_, tokens in rows]
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for row, line in zip(rows, found, strict=True):
        for key in line:
            if len(sites[key]) < LEAST_SITES:
                sites[key].add(row[0])
    names = sorted(key for key, held in sites.items() if len(held) >= LEAST_SITES)
    place = {key: number for number, key in enumerate(names)}
    pointers, indices, values = [0], [], []
    for line in found:
        known = [place[key] for key in line if key in place]
        indices.extend(known)
        values.extend([1 / max(1, len(known)) ** 0.5] * len(known))
        pointers.append(len(indices))
    shape = (len(rows), len(names))
    return csr_matrix((np.array(values), np.array(indices, dtype=np.int32), np.array(pointers)), shape=shape), names


def weights(rows: list[Row]) -> Array:
    """A line's weight: by its length, less on long pages and on sites with many."""
    lines = Counter(page for _, page, *_ in rows)
    pages: defaultdict[str, set[str]] = defaultdict(set)
    for site, page, *_ in rows:
        pages[site].add(page)
    found = [((t.words + 1) / lines[page] / len(pages[site])) ** 0.5 for site, page, _, _, t in rows]
    return np.array(found) / float(np.mean(found))


def largest(names: list[str], values: Array, counts: Array) -> dict[str, float]:
    """The keys that matter most, rounded, in order of their names."""
    rank = np.abs(values) * np.sqrt(np.minimum(counts, COUNTED))
    chosen = sorted(np.argsort(-rank, kind="stable")[:MOST])
    rounded = ((names[number], round(round(float(values[number]) / STEP) * STEP, 2)) for number in chosen)
    return {name: value for name, value in rounded if value}
