"""Measure how time and memory grow with a text: each shape at 1, 10 and 100 times its size, as a Markdown table.

    python benchmarks/growth.py [--largest 100] [--only "one line,captions"]

Every size runs in a process of its own, after small pages have loaded what is loaded once. Seconds are the processor's;
memory is what the process needs at its highest beyond what it needed before, the text itself included. A growth of 10
is linear. `--largest 10` leaves the largest sizes out.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context

import newsclean

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
WARM = "\n".join([f"{PROSE} {PROSE}"] * 5 + ["Photo: Jane Roe / Reuters", "Published 12 May 2024", "Share", "Log in"])
SHAPES: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "one line": ("characters", 100_000, lambda size: (f"{PROSE} " * (size // len(PROSE) + 1))[:size]),
    "one line without a sentence": ("characters", 100_000, lambda size: ("mill " * (size // 5 + 1))[:size]),
    "distinct lines": ("lines", 1000, lambda size: "\n".join(f"{number} {PROSE}" for number in range(size))),
    "equal lines": ("lines", 1000, lambda size: "All work and no play\n" * size),
    "captions": ("lines", 100, lambda size: "\n".join(f"Mill {n}. Photo: Jane Roe / Reuters" for n in range(size))),
    "rewritten lines": ("lines", 1000, lambda size: "\n".join(f"{number}\u00a0{PROSE}" for number in range(size))),
}
STEPS = (1, 10, 100)
UNIT = 1024 if sys.platform == "darwin" else 1
"""macOS tells memory in bytes, Linux in kilobytes."""


def peak() -> float:
    """The highest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNIT / 1024


def measured(shape: str, size: int) -> tuple[float, float]:
    """(seconds, MB) of cleaning a text of this shape and size."""
    _, base, make = SHAPES[shape]
    for text in (WARM, make(base // 10)):
        newsclean.clean(text)
    before = peak()
    text = make(size)
    started = time.process_time()
    newsclean.clean(text)
    return time.process_time() - started, peak() - before


def rows(shapes: list[str], largest: int) -> Iterator[str]:
    """The rows of the table, as they are measured."""
    for shape in shapes:
        unit, base, _ = SHAPES[shape]
        last: float | None = None
        for step in (step for step in STEPS if step <= largest):
            with get_context("spawn").Pool(1) as pool:
                seconds, memory = pool.apply(measured, (shape, base * step))
            growth = "" if last is None else f"{seconds / last:.1f}"
            yield f"| {shape} | {base * step:,} {unit} | {seconds:.2f} | {growth} | {memory:.0f} |"
            last = seconds


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Measure how time and memory grow with a text.")
    options.add_argument("--largest", type=int, choices=STEPS, default=STEPS[-1], help="default: 100")
    options.add_argument("--only", default=",".join(SHAPES), help=f"shapes, of: {', '.join(SHAPES)}")
    given = options.parse_args()
    shapes = [name.strip() for name in given.only.split(",")]
    if unknown := [name for name in shapes if name not in SHAPES]:
        options.error(f"no shape {unknown[0]!r}; there are {', '.join(SHAPES)}")
    print("| text | size | seconds | growth | MB |\n|---|---:|---:|---:|---:|")
    for row in rows(shapes, given.largest):
        print(row, flush=True)


if __name__ == "__main__":
    main()
