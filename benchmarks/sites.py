"""Measure what a site's profile adds: F1 with and without `site=`, and how it grows with the pages learned from.

    python benchmarks/sites.py PAGES.jsonl.gz ... [options]

Of each site with ten pages or more a profile is learned from its pages' whole text; the gold is not looked at. Then
all its pages are cleaned without and with the profile, and judged as `quality.py` does. A row of the table is a site,
or all pages of all sites ("all"); of the curve, all pages cleaned with profiles learned from so many pages of each
site, or from all where a site has fewer. `seen` are the pages that are no near copies. Figures are per cent. The page
files are those of `quality.py`; name a `--model` that was trained on other sites, or use `--rules-only`.
"""

import argparse
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path

from figures import Shares, agreement, scores
from judge import WHOLE, Page
from quality import load, percent, table_head, table_line

from newsclean import Pipeline, SiteProfile
from newsclean.sites import host_of

Task = tuple[str | None, bool, list[Page], int]
CURVE = (5, 10, 15, 20)
COLUMNS = {"site": -28, "pages": 6, "seen": 6, **dict.fromkeys(("F1", "P", "R", "+F1", "+P", "+R", "dF1", "dR"), 7)}
CURVE_COLUMNS = {"learned from": -14, **dict.fromkeys(("F1", "P", "R"), 7)}


def sites_of(pages: Iterable[Page], least: int) -> dict[str, list[Page]]:
    """The pages that have a whole text, by host, of hosts with enough of them; in an order that has nothing to do with
    what they hold."""
    found: dict[str, list[Page]] = {}
    for page in sorted(pages, key=lambda page: sha256(str(page["id"]).encode()).hexdigest()):
        host = host_of(page.get("url"))
        if host and WHOLE in page["text"] and page.get("body"):
            found.setdefault(host, []).append(page)
    return {host: own for host, own in sorted(found.items()) if len(own) >= least}


def profile(pages: Sequence[Page]) -> SiteProfile:
    """A profile learned from the pages' texts alone."""
    return SiteProfile().fit(page["text"][WHOLE] for page in pages)


@cache
def pipeline(model: str | None, is_labelled: bool) -> Pipeline:
    """The stages that clean."""
    return Pipeline.default(model=model) if is_labelled else Pipeline.rules_only()


def judged(task: Task) -> list[Shares]:
    """How the pages of a site agree with their gold, cleaned with a profile of the first so many; of none, without."""
    model, is_labelled, pages, number = task
    site = profile(pages[:number]) if number else None
    run = pipeline(model, is_labelled).run
    return [agreement(page["body"], run(page["text"][WHOLE], site=site).body) for page in pages]


def flat(results: Iterable[list[Shares]]) -> list[Shares]:
    """The pages of all sites."""
    return list(chain.from_iterable(results))


def row(name: str, seen: str, before: Sequence[Shares], after: Sequence[Shares]) -> list[str]:
    """The cells of a site."""
    old, new = scores(before), scores(after)
    changes = (new[0] - old[0], new[2] - old[2])
    return [name, str(len(before)), seen, *map(percent, (*old, *new, *changes))]


def report(sites: dict[str, list[Page]], options: argparse.Namespace) -> None:
    """Print both tables."""
    sizes = (0, *CURVE, max(map(len, sites.values())))
    tasks: list[Task] = [(options.model, not options.rules_only, p, n) for n in sizes for p in sites.values()]
    with ProcessPoolExecutor(options.workers) as pool:
        results = list(pool.map(judged, tasks))
    by_size = {n: results[i * len(sites) : (i + 1) * len(sites)] for i, n in enumerate(sizes)}
    before, after = by_size[0], by_size[sizes[-1]]
    print(table_head(list(COLUMNS), list(COLUMNS.values()), options.markdown))
    for (host, pages), old, new in zip(sites.items(), before, after, strict=True):
        cells = row(host, str(profile(pages).pages_), old, new)
        print(table_line(cells, COLUMNS.values(), options.markdown))
    cells = row("all", "", flat(before), flat(after))
    print(table_line(cells, COLUMNS.values(), options.markdown), "", sep="\n")
    print(table_head(list(CURVE_COLUMNS), list(CURVE_COLUMNS.values()), options.markdown))
    for number in (0, *CURVE):
        cells = [str(number), *map(percent, scores(flat(by_size[number])))]
        print(table_line(cells, CURVE_COLUMNS.values(), options.markdown))


def main() -> None:
    """Run the command line; exit code 2 says that there is nothing to measure."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = command.add_argument
    add("pages", nargs="+", type=Path, metavar="PAGES", help="*.jsonl.gz")
    add("--least", type=int, default=10, metavar="N", help="pages of a site, at least; default: 10")
    add("--model", metavar="MODEL", help="a model of `newsclean train`; default: the one that comes with newsclean")
    add("--rules-only", action="store_true", help="without a labeller")
    add("--workers", type=int, default=2, help="processes")
    add("--markdown", action="store_true", help="print Markdown tables")
    options = command.parse_args()
    try:
        sites = sites_of((page for path in options.pages for page in load(path)), options.least)
    except OSError as error:
        command.error(str(error))
    if not sites:
        command.error(f"no site has {options.least} pages or more with a url, a body and a text called {WHOLE}")
    report(sites, options)


if __name__ == "__main__":
    main()
