"""`newsclean train`: from pages with gold bodies to a model file."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from newsclean.labeller.features import Table
from newsclean.labeller.model import SCHEMA
from newsclean.labeller.training.lexicon import Lexicon, lexicons
from newsclean.labeller.training.report import figures, table
from newsclean.labeller.training.routing import router, signs_of
from newsclean.labeller.training.samples import INPUTS, Sample, read, samples
from newsclean.labeller.training.trees import Size, first_tables, learn, second_tables
from newsclean.stages.labeller import CUT

Tell = Callable[[str], None]

THRESHOLDS = {"whole": 0.4, "extracted": 0.1, "sentences": 0.3}
"""The probability below which a unit goes: low where the text is clean already."""

SIZES = {"whole": Size(100, 31), "extracted": Size(80, 24), "sentences": Size(80, 24)}
PASSES = {"whole": 2, "extracted": 1, "sentences": 2}

UNJUDGED = ("silver",)
"""Sets whose bodies no human made: they are learned from, and not judged by."""


def train(paths: Sequence[Path], out: Path, name: str, workers: int, tell: Tell) -> list[str]:
    """Learn a model from files of pages, write it, and give the cross-validated figures as lines of text.

    Raises `ValueError` where a file holds no pages, `OSError` where one cannot be read or written.
    """
    pages = [page for path in paths for page in read(path)]
    if not pages:
        raise ValueError("no pages in the files; give JSON lines with `body` and `text`")
    tell(f"{len(pages)} pages of {len({page['site'] for page in pages})} sites")
    found = []
    for input_name in INPUTS:
        found.extend(samples(pages, [input_name], workers))
        tell(f"cleaned {input_name}")
    model, lines = learned(found, name, tell)
    out.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    tell(f"wrote {out}, {out.stat().st_size // 1000} kB")
    return lines


def learned(found: list[Sample], name: str, tell: Tell) -> tuple[dict[str, Any], list[str]]:
    """(the model as data, the lines of the report) of samples."""
    words = lexicons(found)
    tell("learned the lexicon")
    weights, odds = router(found, signs_of(found, words))
    tell("learned the router")
    kinds, kept = {}, {}
    for kind, size in SIZES.items():
        chosen = [number for number, sample in enumerate(found) if sample.kind == kind]
        kinds[kind], likely = two_passes([found[n] for n in chosen], words, kind, size, tell)
        kept[kind] = dict(zip(chosen, likely, strict=True))
    final = words[-1]
    model = {
        "schema": SCHEMA,
        "name": name,
        "lexicon": final.weights,
        "bias": final.bias,
        "router": weights,
        "kinds": kinds,
    }
    return model, report(found, kept, odds)


def two_passes(
    chosen: list[Sample], words: list[Lexicon], kind: str, size: Size, tell: Tell
) -> tuple[dict[str, Any], list[list[float]]]:
    """(a kind's trees as data, the probabilities of its samples' units)."""
    tables: list[Table] = first_tables(chosen, words)
    first = learn(chosen, tables, size, lambda text: tell(f"{kind}, first pass: {text}"))
    data: dict[str, Any] = {"threshold": THRESHOLDS[kind], "first": first.trees}
    if PASSES[kind] == 1:
        return data, first.probabilities
    more = second_tables(chosen, tables, first.probabilities)
    second = learn(chosen, more, size, lambda text: tell(f"{kind}, second pass: {text}"))
    return data | {"second": second.trees}, second.probabilities


def report(found: list[Sample], kept: dict[str, dict[int, list[float]]], odds: list[float]) -> list[str]:
    """The cross-validated figures of every input, each page cleaned by trees that never saw its site."""
    judged = [number for number, s in enumerate(found) if s.kind in kept and s.source not in UNJUDGED]
    stays = [staying(found[n], kept[found[n].kind][n], odds[n]) for n in judged]
    right = [(odds[n] > CUT) == (s.kind in ("whole", "sentences")) for n, s in enumerate(found)]
    lines = [f"router right: {100 * sum(right) / len(right):.1f} % of {len(right)}"]
    return lines + list(table(figures([found[n] for n in judged], stays)))


def staying(sample: Sample, likely: list[float], odds: float) -> list[int]:
    """The places that stay: what is kept, what is likely; all that rules left where the router takes it for clean."""
    threshold = THRESHOLDS[sample.kind]
    if sample.kind != "extracted" and odds <= CUT:
        threshold = 0.0
    places = enumerate(zip(sample.places, likely, strict=True))
    return [place for place, (unit, p) in places if not unit.gone and (unit.kept or p >= threshold)]
