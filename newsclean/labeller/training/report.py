"""What the cross-validation gave: F1, precision and recall of 4-gram shingles, by set of pages and input."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import mean
from typing import NamedTuple

from newsclean.labeller.labels import cut
from newsclean.labeller.training.samples import Sample

SHINGLE = 4


class Figures(NamedTuple):
    """Means over pages; F1 is that of the mean precision and recall."""

    pages: int
    f1: float
    precision: float
    recall: float
    recall_before: float


def figures(samples: list[Sample], kept: list[list[int]]) -> dict[tuple[str, str], Figures]:
    """The figures by (set, input), `kept` being the places that stay of each sample."""
    rows: defaultdict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    for sample, places in zip(samples, kept, strict=True):
        gold = shingles(sample.body)
        after = shingles("\n".join(sample.places[place].text for place in places))
        before = shingles("\n".join(unit.text for unit in sample.places))
        hit = (gold & after).total()
        precision = hit / after.total() if after else float("nan")
        recall = hit / gold.total() if gold else float("nan")
        rows[sample.source, sample.input].append((precision, recall, (gold & before).total() / max(1, gold.total())))
    return {key: of(found) for key, found in sorted(rows.items())}


def of(rows: list[tuple[float, float, float]]) -> Figures:
    """The figures of several pages; a page that gives nothing has no precision."""
    precision = mean(row[0] for row in rows if row[0] == row[0]) if any(row[0] == row[0] for row in rows) else 0.0
    recall = mean(row[1] for row in rows if row[1] == row[1])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figures(len(rows), f1, precision, recall, mean(row[2] for row in rows))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The 4-grams of a text's tokens, counted; of a shorter text the one there is."""
    words = cut(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def table(found: dict[tuple[str, str], Figures]) -> Iterator[str]:
    """The figures as lines of text, in per cent."""
    yield f"{'pages':<10}{'input':<15}{'n':>5}{'F1':>7}{'P':>7}{'R':>7}{'dR':>7}"
    for (source, name), row in found.items():
        cells = (row.f1, row.precision, row.recall, row.recall_before - row.recall)
        yield f"{source:<10}{name:<15}{row.pages:>5}" + "".join(f"{100 * value:>7.1f}" for value in cells)
