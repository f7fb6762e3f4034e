"""Pages with gold bodies, cleaned by rules and cut into labelled units."""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

from newsclean.labeller.features import marked
from newsclean.labeller.labels import labels
from newsclean.labeller.router import is_segmented
from newsclean.labeller.sited import sited, unsited
from newsclean.labeller.training.parts import part, site_of
from newsclean.labeller.units import Unit, units
from newsclean.marks import Remove
from newsclean.page import Page
from newsclean.pipeline import Pipeline
from newsclean.site import SiteProfile
from newsclean.template.common import Template

INPUTS = {
    "html_text": "whole",
    "inscriptis": "whole",
    "bs4": "whole",
    "trafilatura": "extracted",
    "readability": "extracted",
    "newspaper4k": "extracted",
    "body": "extracted",
    "one_line": "sentences",
    "one_line_body": "clean",
    "site": "whole",
    "forgotten": "whole",
}
"""Inputs by the kind that their pages train; a page's `text` holds some, the others are made of its gold body or of
`html_text`. `clean` trains the router alone, `site` is `html_text` with a profile of the page's site, and `forgotten`
is `html_text` as it would be if half of the rules were not known: so a page of a few lines has cruft to learn from."""

LEAST_PAGES = 5
"""A site with so many pages gets a profile."""


@dataclass(frozen=True)
class Sample:
    """One page in one input: its units, what marks tell of them, and which are body."""

    page: str
    source: str
    site: str
    input: str
    body: str
    places: list[Unit]
    marks: dict[str, list[float]]
    labels: list[bool]
    segmented: bool
    weight: float = 1.0
    site_marks: dict[str, list[float]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of trees it trains."""
        return INPUTS[self.input]

    @property
    def fold(self) -> int:
        """The part its site is in: the same in every run."""
        return part(self.site)

    @property
    def open(self) -> list[int]:
        """The places that are to be decided."""
        return [place for place, unit in enumerate(self.places) if not unit.gone and not unit.kept]


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The pages of a file: JSON lines, gzip or plain, with `body`, `text`, `url`.

    Raises `ValueError` that names file and line where one is no page.
    """
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            page = json.loads(line)
            if not isinstance(page.get("body"), str) or not isinstance(page.get("text"), dict):
                raise ValueError(f"{path}, line {number}: a page needs a `body` (text) and a `text` (inputs by name)")
            source = path.name.split(".")[0]
            yield {"id": str(number), "weight": 1.0, **page, "set": source, "site": site_of(page, f"{source}/{number}")}


def text_of(page: dict[str, Any], name: str) -> str | None:
    """The page's text in an input, None where it has none."""
    if name == "body":
        return str(page["body"])
    if name == "one_line_body":
        return " ".join(page["body"].split())
    if name in ("site", "forgotten"):
        name = "html_text"
    if name == "one_line":
        whole = page["text"].get("html_text")
        return " ".join(whole.split()) if whole else None
    found = page["text"].get(name)
    return found if isinstance(found, str) else None


Task: TypeAlias = tuple[dict[str, Any], str, Template | None]


def sample(task: Task, pipeline: Pipeline) -> Sample | None:
    """Clean one input of one page by rules, and label its units; None where it has no such input."""
    row, name, template = task
    text = text_of(row, name)
    if not text or (name == "site" and template is None):
        return None
    page = pipeline.mark(Page.of(text, site=template))
    plain = forgotten(page, row["id"]) if name == "forgotten" else unsited(page)
    places = units(plain)
    gold = labels([unit.text for unit in places], row["body"])
    found = Sample(
        row["id"], row["set"], row["site"], name, row["body"], places, marked(plain, places), gold, is_segmented(page)
    )
    return replace(found, weight=row["weight"], site_marks=sited(page, places) if template else {})


def forgotten(page: Page, name: str) -> Page:
    """The page as if half of the rules were not known: others on each page, in every run the same.

    >>> page = Page.of("Home").with_marks([Remove(0, 0, 4, "navigation", rule) for rule in "abcd"])
    >>> [mark.rule for mark in forgotten(page, "1").marks]
    ['a', 'b', 'c']
    """
    kept = (m for m in page.marks if not (isinstance(m, Remove) and crc32(f"{name}/{m.rule}".encode()) % 2))
    return replace(page, marks=tuple(kept))


def templates(pages: Iterable[dict[str, Any]]) -> dict[str, Template]:
    """What is learned of each site with enough pages, from their texts alone."""
    texts: dict[str, list[str]] = {}
    for page in pages:
        if text := text_of(page, "site"):
            texts.setdefault(page["site"], []).append(text)
    known = {site: SiteProfile().fit(found).known for site, found in texts.items() if len(found) >= LEAST_PAGES}
    return {site: template for site, template in known.items() if template.number >= LEAST_PAGES}


def samples(pages: Sequence[dict[str, Any]], inputs: Sequence[str], workers: int) -> Iterator[Sample]:
    """The samples of all pages in all inputs, in order."""
    known = templates(pages) if "site" in inputs else {}
    tasks = [(page, name, known.get(page["site"]) if name == "site" else None) for name in inputs for page in pages]
    work = partial(sample, pipeline=Pipeline.rules_only())
    with ProcessPoolExecutor(workers) as pool:
        yield from (found for found in pool.map(work, tasks, chunksize=16) if found is not None)
