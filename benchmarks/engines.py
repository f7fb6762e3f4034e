"""Measure what `newsclean batch`, datatrove and Spark add to the cleaning itself, and check that they give the same.

    python benchmarks/engines.py PAGES.jsonl.gz [PAGES …] --documents 20000 [--input html_text]

The pages, one JSON object a line with a `text` (a string, or an object that holds it as `--input`), are repeated up to
the number of documents, and written as JSON lines into two files. Each engine then reads the same files and writes JSON
lines, with two processes, as a user runs it: `newsclean batch -j 2`, datatrove's LocalPipelineExecutor (two tasks, two
workers), Spark's `mapInArrow` on `local[2]`. Seconds are those of the whole command, with the start of Python or Java.

The row `clean()` is the cleaning alone: two processes that hold the texts, each of which cleans half of them; seconds
are those of the slower one, without its start, and the mean of two runs, one before the engines and one after them. The
overhead is the share of an engine's seconds beyond that. Both runs are told on stderr: where they differ much, the
overhead says little. Bodies are compared with those of `newsclean.clean`. Exit code 1: a document is lost, is there
twice, or has another body.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import newsclean

FILES = PROCESSES = 2
FIELDS = ["id", "verdict", "body", "error"]
ENGINES = ("batch", "datatrove", "spark")
TABLE = "| | documents | lost | twice | other bodies | seconds | documents/s | overhead |\n|---|" + 7 * "--:|"
WARM_UP = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."

Page = tuple[str, str | None]


def read(paths: Iterable[Path], name: str) -> Iterator[Page]:
    """(text, url) of each page that has a text."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                text = record["text"].get(name) if isinstance(record["text"], dict) else record["text"]
                if text:
                    yield text, record.get("url")


def write(folder: Path, pages: list[Page], documents: int) -> None:
    """Write the documents, dealt to the files in turn."""
    folder.mkdir()
    files = [(folder / f"{number}.jsonl").open("w", encoding="utf-8") for number in range(FILES)]
    for number in range(documents):
        text, url = pages[number % len(pages)]
        row = json.dumps({"id": str(number), "url": url, "text": text}, ensure_ascii=False)
        files[number % FILES].write(f"{row}\n")
    for file in files:
        file.close()


def alone(pages: list[Page], documents: int, half: int) -> float:
    """Seconds that the cleaning of every other document takes in a process that is warm."""
    newsclean.clean(WARM_UP)
    start = time.perf_counter()
    for number in range(half, documents, PROCESSES):
        text, url = pages[number % len(pages)]
        newsclean.clean(text, url=url)
    return time.perf_counter() - start


def cleaning(pages: list[Page], documents: int) -> float:
    """Seconds of the cleaning alone."""
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        return max(pool.map(partial(alone, pages, documents), range(PROCESSES)))


def run_datatrove(given: str, out: str) -> None:
    """Clean by datatrove."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from newsclean.integrations.datatrove import CleanStep

    steps = [JsonlReader(given), CleanStep(["verdict", "error"]), JsonlWriter(f"{out}/rows", compression=None)]
    LocalPipelineExecutor(steps, tasks=FILES, workers=PROCESSES, logging_dir=f"{out}/logs").run()


def run_spark(given: str, out: str) -> None:
    """Clean by Spark."""
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    from newsclean.integrations.arrow import clean_batch, schema

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(f"local[{PROCESSES}]")
    settings = {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", "spark.log.level": "ERROR"}
    for name, setting in settings.items():
        builder = builder.config(name, setting)
    session = builder.getOrCreate()
    pages = session.read.schema("id string, url string, text string").json(given)
    clean = partial(clean_batch, fields=FIELDS)
    articles = pages.mapInArrow(lambda batches: map(clean, batches), from_arrow_schema(schema(FIELDS)))
    articles.write.json(f"{out}/rows")
    session.stop()


def command(engine: str, given: Path, out: Path) -> list[str]:
    """The command that runs an engine."""
    if engine == "batch":
        files = [str(path) for path in sorted(given.iterdir())]
        asked = ["--out", str(out / "rows.jsonl"), "-j", str(PROCESSES), "--fields", ",".join(FIELDS), "--quiet"]
        return [sys.executable, "-m", "newsclean.cli", "batch", *files, *asked]
    return [sys.executable, __file__, str(given), str(out), "--engine", engine]


def bodies(engine: str, out: Path) -> Iterator[tuple[str, str]]:
    """(id, body) of each row that an engine wrote; datatrove and Spark leave empty fields out."""
    paths = [out / "rows.jsonl"] if engine == "batch" else sorted((out / "rows").glob("[!._]*.json*"))
    field = "text" if engine == "datatrove" else "body"
    for path in paths:
        for line in path.read_text("utf-8").split("\n")[:-1]:
            row = json.loads(line)
            yield row["id"], row.get(field) or ""


@dataclass(frozen=True)
class Measured:
    """What an engine did."""

    name: str
    documents: int
    lost: int
    twice: int
    other: int
    seconds: float

    def row(self, alone: float) -> str:
        """The row of the table; `alone` are the seconds of the cleaning alone."""
        share = f"{100 * (self.seconds - alone) / self.seconds:.0f} %"
        rate = f"{self.seconds:.1f} | {self.documents / self.seconds:.1f}"
        return f"| {self.name} | {self.documents:,} | {self.lost} | {self.twice} | {self.other} | {rate} | {share} |"


def measured(engine: str, given: Path, expected: list[str], documents: int) -> Measured:
    """Run an engine, and compare what it wrote."""
    out = given.with_name(engine)
    out.mkdir()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(Path(newsclean.__file__).parents[1]), *sys.path])}
    start = time.perf_counter()
    done = subprocess.run(command(engine, given, out), capture_output=True, text=True, check=False, env=environment)
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{engine} failed:\n{done.stderr[-3000:]}")
    found = list(bodies(engine, out))
    different = len({name for name, _ in found})
    other = sum(body != expected[int(name) % len(expected)] for name, body in found)
    return Measured(engine, documents, documents - different, len(found) - different, other, seconds)


def options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description="Measure what engines add to the cleaning itself.")
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--input", default="html_text", help="which text, where a page holds several")
    parser.add_argument("--limit", type=int, help="so many pages; default: all")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Measure, and print the table."""
    given = options()
    if given.engine:
        runs: dict[str, Any] = {"datatrove": run_datatrove, "spark": run_spark}
        runs[given.engine](*map(str, given.pages))
        return 0
    pages = list(islice(read(given.pages, given.input), given.limit))[: given.documents]
    expected = [newsclean.clean(text, url=url).body for text, url in pages]
    before = cleaning(pages, given.documents)
    with TemporaryDirectory() as folder:
        source = Path(folder) / "in"
        write(source, pages, given.documents)
        found = []
        for engine in given.engines.split(","):
            found.append(measured(engine, source, expected, given.documents))
            print(f"{engine}: {found[-1].seconds:.1f} s", file=sys.stderr)
    after = cleaning(pages, given.documents)
    print(f"clean(): {before:.1f} s before, {after:.1f} s after", file=sys.stderr)
    base = Measured("`clean()`, 2 processes", given.documents, 0, 0, 0, (before + after) / 2)
    print(TABLE, *(each.row(base.seconds) for each in (base, *found)), sep="\n")
    return 0 if not any(each.lost or each.twice or each.other for each in found) else 1


if __name__ == "__main__":
    sys.exit(main())
