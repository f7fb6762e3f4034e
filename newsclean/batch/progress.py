"""How far a run is, on stderr: a bar by tqdm on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol

SECONDS = 30
"""Between two lines."""


class Tell(Protocol):
    """Takes the documents and the bytes of input done so far."""

    def __call__(self, documents: int, read: int) -> None: ...


@contextmanager
def progress(quiet: bool, documents: int, read: int, total: int) -> Iterator[Tell]:
    """What to call as the run goes on. `documents` and bytes `read` were done before, of `total` bytes."""
    try:
        from tqdm import tqdm
    except ImportError:
        tqdm = None
    if quiet:
        yield lambda documents, read: None
    elif tqdm is None or not sys.stderr.isatty():
        yield lines(documents, read, total)
    else:
        with tqdm(total=total, initial=read, unit="B", unit_scale=True, file=sys.stderr) as bar:
            yield drawn(bar, documents)


def drawn(bar: "object", before: int) -> Tell:
    """Move a bar of tqdm, which shows the bytes and the time left; the documents stand behind it."""
    start = time.monotonic()

    def tell(documents: int, read: int) -> None:
        rate = (documents - before) / max(time.monotonic() - start, 1e-9)
        bar.set_postfix_str(f"{documents:,} documents, {rate:.1f}/s", refresh=False)  # type: ignore[attr-defined]
        bar.update(read - bar.n)  # type: ignore[attr-defined]

    return tell


def lines(before: int, start_read: int, total: int) -> Tell:
    """A line each `SECONDS`."""
    start = last = time.monotonic()

    def tell(documents: int, read: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS:
            last = now
            rate, speed = (documents - before) / (now - start), (read - start_read) / (now - start)
            print(status(documents, rate, read / max(total, 1), (total - read) / max(speed, 1)), file=sys.stderr)

    return tell


def status(documents: int, rate: float, share: float, left: float) -> str:
    """A line of documents, documents per second, the share that is read, and the seconds left.

    >>> status(1500, 50.0, 0.75, 70.5)
    '1,500 documents, 50.0/s, 75 %, 0:01:10 left'
    """
    return f"{documents:,} documents, {rate:.1f}/s, {100 * share:.0f} %, {timedelta(seconds=int(left))} left"
