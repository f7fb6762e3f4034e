"""Measure how long cleaning takes, as a multiple of what `ftfy.fix_text` takes for the same texts; Markdown tables.

    python benchmarks/speed.py [PAGES.jsonl.gz ...] [--limit N] [--rounds 3]

PAGES are files as `quality.py` reads them; without any, those in the folder that NEWSCLEAN_PAGES names, and without
that the input of each case in `fixtures/cases`. Every page is repaired by ftfy, judged by langdetect and cleaned in
turn, in one process on one core, in `--rounds` rounds over all pages; of each the shortest time counts, and the times
of all pages are added up. The first table has a row for each kind of text, the second one for each stage of the
pipeline on whole pages.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import ftfy
from judge import WHOLE, Page
from quality import FOLDER, gold_files, load

import newsclean
from newsclean.article import Article
from newsclean.langid import langdetect
from newsclean.page import Page as Marked
from newsclean.pipeline import Pipeline

KINDS = (WHOLE, "inscriptis", "bs4", "one_line", "trafilatura", "body")
CASES = Path(__file__).parents[1] / "fixtures" / "cases"
LEAST = 3
T = TypeVar("T")


def texts(pages: Iterable[Page], kind: str) -> list[str]:
    """The texts of a kind."""
    if kind == "one_line":
        return [" ".join(text.split()) for text in texts(pages, WHOLE)]
    found = (page.get("body") if kind == "body" else page["text"].get(kind) for page in pages)
    return [text for text in found if isinstance(text, str) and text.strip()]


def pages_of(named: list[Path], limit: int | None) -> list[Page]:
    """The pages of the files named, or of the folder; the cases where there are none."""
    if not named and not os.environ.get(FOLDER):
        return cases()
    return [page for path in gold_files(named) for page in load(path, limit)]


def cases() -> list[Page]:
    """The cases of the project's own as pages."""
    inputs = sorted(CASES.glob("*/*/input.txt"))
    return [{"id": path.parent.name, "text": {WHOLE: path.read_text("utf-8")}} for path in inputs]


Times = Iterator[tuple[str, float]]


def timed(name: str, work: Callable[[], T]) -> tuple[T, tuple[str, float]]:
    """(what a piece of work gives, (its name, seconds))."""
    started = time.perf_counter()
    made = work()
    return made, (name, time.perf_counter() - started)


def whole(text: str) -> Times:
    """(name, seconds) of ftfy, langdetect and newsclean."""
    yield timed("ftfy", lambda: ftfy.fix_text(text))[1]
    yield timed("langdetect", lambda: langdetect(text))[1]
    yield timed("newsclean", lambda: newsclean.clean(text))[1]


def by_stage(text: str) -> Times:
    """(name, seconds) of ftfy and of each stage; `cut` and `fold` are the pipeline's two ends."""
    yield timed("ftfy", lambda: ftfy.fix_text(text))[1]
    page, seconds = timed("cut", lambda: Marked.of(text))
    yield seconds
    for name, stage in Pipeline.default().stages:
        page, seconds = timed(name, lambda page=page, stage=stage, name=name: page.with_marks(stage(page), name))  # type: ignore[misc]
        yield seconds
    yield timed("fold", lambda: Article.of(page))[1]


def measured(found: list[str], rounds: int, work: Callable[[str], Times]) -> dict[str, float]:
    """Seconds by name, added up over all texts; of each text the shortest of several rounds over all of them.

    What newsclean remembers of the texts before is what it remembers of a stream of pages.
    """
    shortest: dict[tuple[int, str], float] = {}
    for _ in range(rounds):
        for number, text in enumerate(found):
            for name, seconds in work(text):
                shortest[number, name] = min(shortest.get((number, name), seconds), seconds)
    total: dict[str, float] = {}
    for (_, name), seconds in shortest.items():
        total[name] = total.get(name, 0.0) + seconds
    return total


def row(kind: str, found: list[str], rounds: int) -> str:
    """A row of the first table."""
    taken = measured(found, rounds, whole)
    number, size, repaired = len(found), sum(map(len, found)), taken["ftfy"]
    cells = (f"{size // number:,}", f"{1000 * repaired / number:.1f}", f"{1000 * taken['newsclean'] / number:.1f}")
    ratios = (f"{taken['langdetect'] / repaired:.1f}", f"{taken['newsclean'] / repaired:.1f}")
    return f"| {kind} | {number} | {' | '.join(cells + ratios)} |"


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description="Measure the speed of cleaning in comparison with ftfy.fix_text.")
    options.add_argument("pages", nargs="*", type=Path, help="files of pages; default: see above")
    options.add_argument("--limit", type=int, help="so many pages of each file, spread over it")
    options.add_argument("--rounds", type=int, default=LEAST, help="rounds, of which the shortest counts (default: 3)")
    given = options.parse_args()
    pages = pages_of(given.pages, given.limit)
    newsclean.clean("Warm up. " * 9)
    print("| text | pages | characters | ftfy, ms | newsclean, ms | langdetect ÷ ftfy | newsclean ÷ ftfy |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for kind in KINDS:
        if found := texts(pages, kind):
            print(row(kind, found, given.rounds), flush=True)
    if not (found := texts(pages, WHOLE)):
        return
    print("\n| stage | times ftfy |\n|---|---:|")
    taken = measured(found, given.rounds, by_stage)
    repaired = taken.pop("ftfy")
    for name, seconds in sorted(taken.items(), key=lambda row: -row[1]):
        print(f"| {name} | {seconds / repaired:.2f} |")


if __name__ == "__main__":
    main()
