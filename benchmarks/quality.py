"""Measure a text cleaner against news pages whose bodies and metadata were marked by hand.

    python benchmarks/quality.py [PAGES.jsonl.gz ...] [options]

Without PAGES, every file with gold bodies in the folder that the variable NEWSCLEAN_PAGES names is measured. A file
holds one JSON object a line: `id`, the gold (`body`, `title`, `authors`, `date`, `language`, and snippets to `keep` and
to `drop`, whatever of it is known), and `text`, the same page as several tools turn it into text. Files named silver or
kinds, and files whose source is silver, are passed over: no hand made their gold.

A row of the table is a file and an input; figures are per cent unless it says otherwise:

    in        F1 of the text as it came in
    F1 P R    after cleaning: F1, precision and recall of 4-word shingles; see "Method"
    dR        points of recall lost by cleaning
    keep drop the gold's snippets that stayed / went
    lang      language right
    title authr date   right, of the pages whose gold has the field
    mdeup     made up: authors or a date given where the gold has none; a field that a source never marks is not asked
    ms        milliseconds a page, median
    err       pages on which the cleaner raised; their body counts as empty
    lost      gold paragraphs that are gone, for the inputs `body` and `again`

Inputs are the keys of `text` and three more:

    body      the gold body itself: what a cleaner takes from it is loss
    one_line  `html_text`, the whole page, without a single line break
    again     the cleaner's own output for `html_text`, which is the gold too: a second pass should take nothing

Method: precision, recall and F1 are those of the article extraction benchmark of Scrapinghub (2020,
https://github.com/scrapinghub/article-extraction-benchmark): the shingles of both texts are compared as multisets, each
page weighs the same, precision and recall are means over pages and F1 is taken of the means. Added here: text is
normalized (NFKC, no invisible characters), and Chinese, Japanese and Thai go by the character, as they have no spaces.
Snippets follow the Web Content Extraction Benchmark (2026), whose gold has them.
"""

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import floors
from judge import WHOLE, Figures, Page, Row, has_input, measure, resolve, summary
from variants import is_held_out as is_held_out_page

INPUTS = f"{WHOLE},inscriptis,bs4,one_line,trafilatura,readability,newspaper4k,body,again"
FOLDER = "NEWSCLEAN_PAGES"
NO_GOLD = ("silver", "kinds")
WARM_UP = {"id": "", "body": "", "text": {WHOLE: "Warm up. " * 9}}
RATES = {
    **{"in": "before", "F1": "f1", "P": "precision", "R": "recall", "dR": "recall_lost", "keep": "keep"},
    **{"drop": "drop", "lang": "lang", "title": "title", "authr": "authors", "date": "date", "mdeup": "made_up"},
}
COLUMNS = {"pages": -12, "input": -12, "n": 5, **dict.fromkeys(RATES, 6), "ms": 7, "err": 4, "  lost paragraphs": -1}


def stem(path: Path) -> str:
    """The name of a file up to its first dot.

    >>> stem(Path("pages/local.jsonl.gz"))
    'local'
    """
    return path.name.split(".")[0]


def why_not(path: Path, is_named: bool) -> str | None:
    """Why a file is not measured, if so. One that the user named may begin with a page without gold."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        first = json.loads(next(lines, "{}"))
    if stem(path) in NO_GOLD or first.get("source") in NO_GOLD:
        return "no hand made its gold"
    if not first or not (is_named or (first.get("body") and first.get("title"))):
        return "its first page has no gold"
    return None


def gold_files(named: Sequence[Path]) -> list[Path]:
    """The files to measure: those named, else those of the folder. Raises `ValueError` if there are none."""
    folder = os.environ.get(FOLDER)
    if not named and not folder:
        raise ValueError(f"no pages: name PAGES.jsonl.gz files, or set {FOLDER} to a folder that holds some")
    found = []
    for path in named or sorted(Path(folder or "").glob("*.jsonl.gz")):
        if reason := why_not(path, bool(named)):
            print(f"{path.name} is passed over: {reason}", file=sys.stderr)
        else:
            found.append(path)
    if not found:
        raise ValueError(f"no pages with gold bodies {'in the files named' if named else f'in {folder} ({FOLDER})'}")
    return found


def load(path: Path, limit: int | None = None, is_held_out: bool = False) -> list[Page]:
    """The pages of a file; with a limit every n-th, so that all its sites and languages are among them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages: list[Page] = [json.loads(line) for line in lines]
    if is_held_out:
        pages = [page for number, page in enumerate(pages, 1) if is_held_out_page(page, stem(path), number)]
    return pages[:: max(1, len(pages) // limit)][:limit] if limit else pages


def table_line(cells: Iterable[str], widths: Iterable[int], is_markdown: bool) -> str:
    """A row of a table; a negative width aligns to the left.

    >>> table_line(["local", "7"], [-6, 3], False)
    'local   7'
    >>> table_line(["local", "7"], [-6, 3], True)
    '| local | 7 |'
    """
    if is_markdown:
        return f"| {' | '.join(map(str.strip, cells))} |"
    aligned = (
        f"{cell:<{-width}}" if width < 0 else f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True)
    )
    return "".join(aligned).rstrip()


def table_head(names: Sequence[str], widths: Sequence[int], is_markdown: bool) -> str:
    """The heading of a table, in Markdown with the line that aligns its columns."""
    head = table_line(names, widths, is_markdown)
    return f"{head}\n|{'|'.join('---' if width < 0 else '--:' for width in widths)}|" if is_markdown else head


def percent(value: float | None) -> str:
    """A rate in per cent.

    >>> percent(0.5), percent(None)
    ('50.0', '-')
    """
    return "-" if value is None else format(100 * value, ".1f")


def figure_cells(name: str, kind: str, figures: Figures) -> list[str]:
    """The cells of one row of the table, as `COLUMNS` has them."""
    lost, paragraphs = figures["lost"], figures["paragraphs"]
    return [
        *(name, kind, str(figures["n"])),
        *(percent(figures[key]) for key in RATES.values()),
        *(format(figures["ms"], ".1f"), str(figures["errors"])),
        f"  {lost} of {paragraphs} ({100 * lost / paragraphs:.2f} %)" if paragraphs else "",
    ]


def notes(rows: Sequence[Row], worst: int) -> Iterator[str]:
    """Lines below a row of the table: what the cleaner raised, and the pages that agree least with their gold."""
    for row in rows:
        if row.error:
            yield f"    {row.id}: {row.error[:150]}"
    for row in sorted(rows, key=lambda row: row.after[0])[:worst]:
        hit, extra, missed = row.after
        yield f"    {hit:.2f} extra {extra:.2f} missed {missed:.2f}  {row.id}  {row.url}".rstrip()


def category_table(
    removed: Mapping[str, Counter[str]], labelled: Mapping[str, int], is_markdown: bool
) -> Iterator[str]:
    """A column a file: each category's share of the characters removed from `html_text`, per cent, and their number.

    `labelled` is the share that no rule named: what the labeller alone took.
    """
    total: Counter[str] = sum(removed.values(), Counter())
    widths = [-16, *(max(12, len(name) + 2) for name in removed)]
    yield table_head(["removed", *removed], widths, is_markdown)
    for category, _ in total.most_common():
        shares = (counts[category] / counts.total() if counts else None for counts in removed.values())
        yield table_line([category, *map(percent, shares)], widths, is_markdown)
    shares = (labelled[name] / counts.total() if counts else None for name, counts in removed.items())
    yield table_line(["labeller alone", *map(percent, shares)], widths, is_markdown)
    yield table_line(["characters", *(str(counts.total()) for counts in removed.values())], widths, is_markdown)


def counted(rows: Iterable[Row], label: str, total: int) -> Iterator[Row]:
    """The rows, counted on stderr while they come in, if it is a terminal."""
    is_shown = sys.stderr.isatty()
    for number, row in enumerate(rows, 1):
        if is_shown:
            print(f"\r{label} {number}/{total}", end="\r\033[K" if number == total else "", file=sys.stderr, flush=True)
        yield row


def run(paths: Sequence[Path], options: argparse.Namespace) -> Iterator[tuple[str, str, list[Row]]]:
    """Measure each file and input in turn. A page that lacks an input is left out of it."""
    warm_up = partial(measure, options.cleaner, (WARM_UP, WHOLE))  # models are loaded before the clock runs
    with ProcessPoolExecutor(options.workers, initializer=warm_up) as pool:
        for path in paths:
            pages = load(path, options.limit, options.held_out)
            for kind in options.inputs:
                tasks = [(page, kind) for page in pages if has_input(page, kind)]
                done = pool.map(partial(measure, options.cleaner), tasks, chunksize=8)
                yield stem(path), kind, list(counted(done, f"{stem(path)} {kind}", len(tasks)))


def report(paths: Sequence[Path], options: argparse.Namespace) -> dict[str, Figures]:
    """Print the tables and give the figures of each `file/input`."""
    figures: dict[str, Figures] = {}
    removed: dict[str, Counter[str]] = {}
    labelled: dict[str, int] = {}
    print(table_head(list(COLUMNS), list(COLUMNS.values()), options.markdown))
    for name, kind, rows in run(paths, options):
        if not rows:
            print(f"no page of {name} has the input {kind}", file=sys.stderr)
            continue
        figures[f"{name}/{kind}"] = summary(rows)
        cells = figure_cells(name, kind, figures[f"{name}/{kind}"])
        print(table_line(cells, COLUMNS.values(), options.markdown), flush=True)
        for note in notes(rows, options.worst):
            print(note, file=sys.stderr if options.markdown else sys.stdout)
        if kind == WHOLE:
            removed[name] = sum((row.removed for row in rows), Counter())
            labelled[name] = sum(row.labelled for row in rows)
    if options.categories:
        print("", *category_table(removed, labelled, options.markdown), sep="\n")
    return figures


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = made.add_argument
    add("pages", nargs="*", type=Path, metavar="PAGES", help=f"*.jsonl.gz; default: those of the folder ${FOLDER}")
    add("--cleaner", default="newsclean:clean", help="module:function; text in, str or object with .body out")
    add("--inputs", default=INPUTS.split(","), type=lambda names: names.split(","), help="default: " + INPUTS)
    add("--limit", type=int, help="that many pages of each file, spread over it")
    add("--worst", type=int, default=0, metavar="N", help="name the N pages that agree least with their gold")
    add("--workers", type=int, default=2, help="processes")
    add("--json", type=Path, metavar="OUT", help="write every figure here, rates as fractions")
    add("--markdown", action="store_true", help="print Markdown tables; notes on pages go to stderr")
    add("--held-out", action="store_true", help="only pages of sites that variants:held_out never saw")
    add("--floors", type=Path, metavar="FILE", help="exit with 1 where a figure is below its floor in this JSON file")
    add("--raise-floors", action="store_true", help="write what is better than its floor into the file of --floors")
    add("--categories", action="store_true", help=f"after the table, what was removed from {WHOLE}, by category")
    return made


def main() -> None:
    """Run the command line; exit code 2 says that there is nothing to measure or nothing to measure it with."""
    command = parser()
    options = command.parse_args()
    if options.categories and WHOLE not in options.inputs:
        command.error(f"--categories needs {WHOLE} among the --inputs")
    try:
        resolve(options.cleaner)
        paths = gold_files(options.pages)
    except (ValueError, OSError, ImportError, AttributeError) as error:
        command.error(str(error))
    figures = report(paths, options)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    if options.floors:
        sys.exit(hold(figures, options.floors, options.raise_floors))


def hold(figures: dict[str, Figures], path: Path, is_raised: bool) -> int:
    """Compare figures with the floors of a file, and raise those where it is wanted; 1 where one is not held."""
    known = floors.load(path)
    failed = list(floors.below(figures, known))
    print(*failed, sep="\n", file=sys.stderr)
    if is_raised:
        path.write_text(json.dumps(floors.raised(figures, known), indent=1) + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    main()
