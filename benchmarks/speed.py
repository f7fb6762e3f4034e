"""Measure how long cleaning takes, as a multiple of what `ftfy.fix_text` takes for the same texts; Markdown tables.

    python benchmarks/speed.py [PAGES.jsonl.gz ...] [--limit N] [--rounds 3]

PAGES are files as `quality.py` reads them; without any, those in the folder that NEWSCLEAN_PAGES names, and without
that the input of each case in `fixtures/cases`. Every page is repaired by ftfy, judged by langdetect and cleaned in
turn, in one process on one core, `--rounds` times; of each the shortest time counts, and the times of all pages are
added up. The first table has a row for each kind of text, the second one for each stage of the pipeline on whole pages.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

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


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def row(kind: str, found: list[str], rounds: int) -> str:
    """A row of the first table."""
    repaired = judged = cleaned = 0.0
    for text in found:
        repaired += best(lambda text=text: ftfy.fix_text(text), rounds)  # type: ignore[misc]
        judged += best(lambda text=text: langdetect(text), rounds)  # type: ignore[misc]
        cleaned += best(lambda text=text: newsclean.clean(text), rounds)  # type: ignore[misc]
    number, size = len(found), sum(map(len, found))
    cells = (f"{size // number:,}", f"{1000 * repaired / number:.1f}", f"{1000 * cleaned / number:.1f}")
    ratios = f"{judged / repaired:.1f} | {cleaned / repaired:.1f}"
    return f"| {kind} | {number} | {' | '.join(cells)} | {ratios} |"


def stages(found: list[str], rounds: int) -> Iterator[tuple[str, float]]:
    """(stage, its multiple of ftfy's time), the dearest first; `cut` and `fold` are the pipeline's two ends."""
    pipeline = Pipeline.default()
    taken: dict[str, float] = {}
    repaired = 0.0
    for text in found:
        repaired += best(lambda text=text: ftfy.fix_text(text), rounds)  # type: ignore[misc]
        shortest: dict[str, float] = {}
        for _ in range(rounds):
            for name, seconds in timed(pipeline, text):
                shortest[name] = min(shortest.get(name, seconds), seconds)
        taken = {name: taken.get(name, 0.0) + seconds for name, seconds in shortest.items()}
    ranked = sorted(taken.items(), key=lambda row: -row[1])
    yield from ((name, seconds / repaired) for name, seconds in ranked)


def timed(pipeline: Pipeline, text: str) -> Iterator[tuple[str, float]]:
    """(stage, seconds) of one run."""
    started = time.perf_counter()
    page = Marked.of(text)
    yield "cut", time.perf_counter() - started
    for name, stage in pipeline.stages:
        started = time.perf_counter()
        page = page.with_marks(stage(page), name)
        yield name, time.perf_counter() - started
    started = time.perf_counter()
    Article.of(page)
    yield "fold", time.perf_counter() - started


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description="Measure the speed of cleaning in comparison with ftfy.fix_text.")
    options.add_argument("pages", nargs="*", type=Path, help="files of pages; default: see above")
    options.add_argument("--limit", type=int, help="so many pages of each file, spread over it")
    options.add_argument("--rounds", type=int, default=LEAST, help="runs of which the shortest counts (default: 3)")
    given = options.parse_args()
    pages = pages_of(given.pages, given.limit)
    newsclean.clean("Warm up. " * 9)
    print("| text | pages | characters | ftfy, ms | newsclean, ms | langdetect ÷ ftfy | newsclean ÷ ftfy |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for kind in KINDS:
        if found := texts(pages, kind):
            print(row(kind, found, given.rounds), flush=True)
    print("\n| stage | times ftfy |\n|---|---:|")
    for name, ratio in stages(texts(pages, WHOLE), given.rounds):
        print(f"| {name} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
