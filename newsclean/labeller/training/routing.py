"""The router: a logistic regression on a few signs of the page."""

import numpy as np
from sklearn.linear_model import LogisticRegression

from newsclean.labeller.router import log_odds, signs
from newsclean.labeller.tokens import score
from newsclean.labeller.training.lexicon import Lexicon
from newsclean.labeller.training.samples import FOLDS, Sample

WHOLE = ("whole", "sentences")
"""Kinds that are whole pages; the others are extracted or clean text."""


def signs_of(samples: list[Sample], lexicons: list[Lexicon]) -> list[dict[str, float]]:
    """The signs of all samples, each by the lexicon that was learned without its site."""
    found = []
    for sample in samples:
        lexicon = lexicons[sample.fold]
        found.append(signs(sample.places, [score(u.tokens, lexicon.weights, lexicon.bias) for u in sample.places]))
    return found


def router(samples: list[Sample], found: list[dict[str, float]]) -> tuple[dict[str, float], list[float]]:
    """(weights, log-odds of each sample by weights learned without its site)."""
    target = np.array([sample.kind in WHOLE for sample in samples], dtype=int)
    fold = np.array([sample.fold for sample in samples])
    judged = [0.0] * len(samples)
    for part in range(FOLDS):
        learned = fitted([f for f, inside in zip(found, fold != part, strict=True) if inside], target[fold != part])
        for number in np.flatnonzero(fold == part):
            judged[number] = log_odds(found[number], learned)
    return fitted(found, target), judged


def fitted(found: list[dict[str, float]], target: "np.ndarray") -> dict[str, float]:
    """The weight of each sign."""
    names = list(found[0])
    matrix = np.array([[row[name] for name in names] for row in found])
    model = LogisticRegression(C=1.0, max_iter=2000, class_weight="balanced", fit_intercept=False)
    model.fit(matrix, target)
    return {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
