"""Measure what learning a site costs: seconds, memory and the size of its file, by the number of different lines.

    python benchmarks/site_memory.py [--lines 10000,100000,1000000]

A site is made up: each page has 40 lines of its template, 45 short lines that no other page has, and 5 sentences of its
own. Every size runs in a process of its own; seconds are those of learning alone, memory is what the process needs at
its highest beyond what it needs before, the page's text included. The last rows are hostile: as much as can be
remembered (pages of 1000 long lines, all different), pages of a million different short lines each, and the same page
with other short lines each time.
"""

import argparse
import resource
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from newsclean import SiteProfile

TEMPLATE = [f"Part {chr(97 + n % 26)}{chr(97 + n // 26)} of the valley's own menu" for n in range(40)]
OWN, SENTENCES = 45, 5
FLOOD, FLOODED, AGAIN = 1_000_000, 3, 20_000
FULL, LONG = 400, 190
COLUMNS = "| site | pages | different lines | seconds | ms/page | MB | file kB | remembered lines |"


def word(number: int) -> str:
    """A word of its own for each number, without digits."""
    return "".join(chr(97 + int(digit)) for digit in str(number))


def page(number: int, lines: int = OWN) -> str:
    """A page of the site."""
    own = [f"Heading {word(number)} {word(row)} of a page of its own" for row in range(lines)]
    told = f"of what the {word(number)} miller told the mayor about the old bridge by the river on a Friday night"
    text = [f"This is the {word(row)} sentence {told}." for row in range(SENTENCES)]
    return "\n".join([f"Story {word(number)} - Valley Post", *TEMPLATE, *own[: lines // 2], *text, *own[lines // 2 :]])


def pages(kind: str, lines: int) -> Iterator[str]:
    """The pages of a site."""
    if kind == "flood":
        yield from (page(number, FLOOD) for number in range(FLOODED))
    elif kind == "full":
        for number in range(FULL):
            heads = (f"{word(number)} {word(row)} " for row in range(1000))
            yield "\n".join(head + "\u043c" * (LONG - len(head)) for head in heads)
    elif kind == "again":
        again = page(0, 0)
        yield from (f"{again}\nHeading {word(number)}" for number in range(AGAIN))
    else:
        yield from (page(number) for number in range(lines // OWN))


def peak() -> float:
    """The highest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(task: tuple[str, int]) -> str:
    """A row of the table."""
    kind, lines = task
    SiteProfile().fit([page(0)])  # the data of the languages are loaded before
    before = peak()
    profile, seconds, number = SiteProfile(), 0.0, 0
    for number, text in enumerate(pages(kind, lines), 1):  # noqa: B007
        started = time.perf_counter()
        profile.partial_fit([text])
        seconds += time.perf_counter() - started
    known = profile.pages_
    used = peak() - before
    with TemporaryDirectory() as folder:
        profile.save(Path(folder, "site.json"))
        size = Path(folder, "site.json").stat().st_size / 1000
    different = {"flood": FLOOD * FLOODED, "full": FULL * 1000, "again": AGAIN}.get(kind, lines)
    cells = [kind, number, different, f"{seconds:.1f}", f"{1000 * seconds / number:.2f}", f"{used:.0f}"]
    return f"| {' | '.join(map(str, [*cells, f'{size:.0f}', profile.size]))} | {known} different pages"


def main() -> None:
    """Run the command line."""
    command = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    command.add_argument("--lines", default="10000,100000,1000000", help="different lines of a site; with commas")
    options = command.parse_args()
    tasks = [("site", int(number)) for number in options.lines.split(",")] + [("full", 0), ("flood", 0), ("again", 0)]
    print(COLUMNS)
    for task in tasks:
        with get_context("spawn").Pool(1) as pool:
            print(pool.apply(measured, (task,)), flush=True)


if __name__ == "__main__":
    main()
