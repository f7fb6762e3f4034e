"""The router: a logistic regression on a few signs of the page."""

import numpy as np
from sklearn.linear_model import LogisticRegression

from newsclean.labeller.router import log_odds, signs
from newsclean.labeller.training.lexicon import Lexicon
from newsclean.labeller.training.parts import PARTS
from newsclean.labeller.training.samples import Sample
from newsclean.labeller.units import scored

WHOLE = ("whole", "sentences")
"""Kinds that are whole pages; the others are extracted or clean text."""


def signs_of(samples: list[Sample], lexicons: list[Lexicon]) -> list[dict[str, float]]:
    """The signs of all samples, each by the lexicon that was learned without its site."""
    found = []
    for sample in samples:
        lexicon = lexicons[sample.fold]
        found.append(signs(sample.places, scored(sample.places, lexicon.tables, lexicon.bias)))
    return found


def router(samples: list[Sample], found: list[dict[str, float]]) -> tuple[dict[str, dict[str, float]], list[float]]:
    """(weights for pages of lines and of sentences, log-odds of each sample by weights learned without its site)."""
    weights: dict[str, dict[str, float]] = {}
    judged = [0.0] * len(samples)
    for name, segmented in (("lines", False), ("sentences", True)):
        chosen = [number for number, sample in enumerate(samples) if sample.segmented == segmented]
        target = {number: samples[number].kind in WHOLE for number in chosen}
        for part in range(PARTS):
            rest = [number for number in chosen if samples[number].fold != part]
            learned = fitted([found[number] for number in rest], [target[number] for number in rest])
            for number in chosen:
                if samples[number].fold == part:
                    judged[number] = log_odds(found[number], learned)
        weights[name] = fitted([found[number] for number in chosen], [target[number] for number in chosen])
    return weights, judged


def fitted(found: list[dict[str, float]], target: list[bool]) -> dict[str, float]:
    """The weight of each sign; none where all samples are of one kind."""
    if len(set(target)) < 2:
        return {"bias": 9.0} if all(target) and target else {}
    names = list(found[0])
    matrix = np.array([[row[name] for name in names] for row in found])
    model = LogisticRegression(C=1.0, max_iter=2000, class_weight="balanced", fit_intercept=False)
    model.fit(matrix, np.array(target, dtype=int))
    return {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
