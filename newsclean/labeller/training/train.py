"""`newsclean train`: from pages with gold bodies to a model file."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from newsclean.labeller.features import Table
from newsclean.labeller.model import SCHEMA
from newsclean.labeller.sited import spared
from newsclean.labeller.threshold import page_threshold
from newsclean.labeller.training.lexicon import Lexicon, lexicons
from newsclean.labeller.training.parts import HELD_OUT
from newsclean.labeller.training.report import figures, table
from newsclean.labeller.training.routing import WHOLE, router, signs_of
from newsclean.labeller.training.samples import INPUTS, Sample, read, samples
from newsclean.labeller.training.trees import Size, first_tables, learn, second_tables, third_tables
from newsclean.stages.labeller import CUT

Tell = Callable[[str], None]

THRESHOLDS = {"whole": 0.55, "extracted": 0.15, "sentences": 0.45}
"""The probability below which a unit goes where the page is surely known: low where the text is clean already."""

SIZES = {"whole": Size(100, 31), "extracted": Size(80, 24), "sentences": Size(80, 24)}
SITE_SIZE = Size(60, 15)
"""The third pass, of pages with a profile of their site."""

LEAST_SITES = 10
"""Sites with a profile from which a third pass is learned."""

PASSES = {"whole": 2, "extracted": 1, "sentences": 2}

UNJUDGED = ("silver",)
"""Sets whose bodies no human made: they are learned from, and not judged by."""


def train(paths: Sequence[Path], out: Path, workers: int, tell: Tell, held_out: Path | None = None) -> list[str]:
    """Learn a model from files of pages, write it, and give the cross-validated figures as lines of text.

    `workers` processes clean the pages, `tell` is called with each step done. Where `held_out` is given, a second
    model is written there that never saw the first of the `PARTS` parts of the sites, to be judged on those. Raises
    `ValueError` where a file holds no pages, `OSError` where one cannot be read or written.
    """
    pages = [page for path in paths for page in read(path)]
    if not pages:
        raise ValueError("no pages in the files; give JSON lines with `body` and `text`")
    tell(f"{len(pages)} pages of {len({page['site'] for page in pages})} sites")
    found: list[Sample] = []
    for input_name in INPUTS:
        found.extend(samples(pages, [input_name], workers))
        tell(f"cleaned {input_name}")
    model, lines = learned(found, tell)
    write(model, out, tell)
    if held_out is not None:
        part = [sample for sample in found if sample.fold != HELD_OUT]
        write(learned(part, lambda text: tell(f"held out: {text}"))[0], held_out, tell)
    return lines


def write(model: dict[str, Any], out: Path, tell: Tell) -> None:
    """Write a model file."""
    out.write_text(json.dumps(model, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    tell(f"wrote {out}, {out.stat().st_size // 1000} kB")


def learned(found: list[Sample], tell: Tell) -> tuple[dict[str, Any], list[str]]:
    """(the model as data, the lines of the report) of samples."""
    words = lexicons(found)
    tell("learned the lexicon")
    weights, odds = router(found, signs_of(found, words))
    tell("learned the router")
    kinds: dict[str, Any] = {}
    likely: list[list[float]] = [[] for _ in found]
    for kind, size in SIZES.items():
        chosen = [number for number, sample in enumerate(found) if sample.kind == kind]
        if chosen:
            kinds[kind], probabilities = two_passes([found[n] for n in chosen], words, kind, size, tell)
            for number, row in zip(chosen, probabilities, strict=True):
                likely[number] = row
    name = f"{len({s.site for s in found})} sites, {len({(s.source, s.page) for s in found})} pages"
    final = words[-1]
    model = {"schema": SCHEMA, "name": name, "lexicon": final.weights, "bias": final.bias, "router": weights}
    return model | {"kinds": kinds}, report(found, likely, odds)


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
    data["second"] = second.trees
    sited = [number for number, sample in enumerate(chosen) if sample.site_marks]
    if len({chosen[number].site for number in sited}) >= LEAST_SITES:
        own = [chosen[number] for number in sited]
        last = third_tables(own, [more[number] for number in sited], [second.probabilities[n] for n in sited])
        third = learn(own, last, SITE_SIZE, lambda text: tell(f"{kind}, with profiles: {text}"))
        data["site"] = third.trees
        for number, row in zip(sited, third.probabilities, strict=True):
            second.probabilities[number] = spared(second.probabilities[number], row)
    return data, second.probabilities


def report(found: list[Sample], likely: list[list[float]], odds: list[float]) -> list[str]:
    """The cross-validated figures of every input, each page cleaned by trees that never saw its site."""
    judged = [n for n, s in enumerate(found) if s.kind in THRESHOLDS and s.source not in UNJUDGED]
    stays = [staying(found[n], likely[n], odds[n]) for n in judged]
    right = [(odd > CUT) == (s.kind in WHOLE) for s, odd in zip(found, odds, strict=True)]
    lines = [f"router right: {100 * sum(right) / len(right):.1f} % of {len(right)}"]
    return lines + list(table(figures([found[n] for n in judged], stays)))


def staying(sample: Sample, likely: list[float], odds: float) -> list[int]:
    """The places that stay: what is kept, what is likely; all that rules left where the router takes it for clean."""
    pairs = list(zip(sample.places, likely, strict=True))
    threshold = page_threshold(
        THRESHOLDS[sample.kind], [(p, unit.tokens.words + 1) for unit, p in pairs if not unit.gone]
    )
    if sample.kind == "sentences" and odds <= CUT:
        threshold = 0.0
    return [place for place, (unit, p) in enumerate(pairs) if not unit.gone and (unit.kept or p >= threshold)]
