"""From which probability on a unit stays: chosen for each page, by the F1 that it can be expected to reach."""

POWER = 1.5
"""How fast the threshold sinks with the expected F1 of a page; found by cross-validation, flat from 1 to 2."""


def expected_f1(likely: list[tuple[float, float]]) -> float:
    """The F1 that a page can be expected to reach, of the (probability, words) of all units that are left.

    That of the best choice: the likeliest units, as many as give the largest expected F1.

    >>> expected_f1([(1.0, 50.0), (0.0, 50.0)])
    1.0
    """
    ranked = sorted(likely, reverse=True)
    expected = sum(p * words for p, words in ranked)
    best = hit = taken = 0.0
    for p, words in ranked:
        hit += p * words
        taken += words
        best = max(best, 2 * hit / (taken + expected) if taken else 0.0)
    return best


def page_threshold(base: float, likely: list[tuple[float, float]]) -> float:
    """The probability from which a unit stays; `base` where the page is surely known.

    F1 is largest where units from half of the best expected F1 on are kept (Lipton, Elkan and Naryanaswamy, 2014,
    https://arxiv.org/abs/1402.1892): on a page where little is sure, less is enough.

    >>> page_threshold(0.5, [(1.0, 50.0), (0.0, 50.0)])
    0.5
    >>> round(page_threshold(0.5, [(0.3, 50.0), (0.0, 50.0)]), 2)
    0.16
    """
    return base * float(expected_f1(likely) ** POWER)
