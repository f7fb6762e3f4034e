"""A script: clean fixtures, and print a hash of all that came out.

    python digest.py {forward,backward,threads,fork,spawn} FILE …

Run in a process of its own, so that each way starts cold.
"""

import hashlib
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

THREADS = 32


def cleaned(path: str) -> tuple[str, str]:
    """The file, and all that `clean` makes of it."""
    import newsclean

    text = Path(path).read_bytes().decode("utf-8")
    return path, newsclean.clean(text).to_json(marks=True)


def by_threads(paths: list[str]) -> list[tuple[str, str]]:
    """All threads begin at the same moment, on what was never imported; some have the same page."""
    barrier = threading.Barrier(THREADS)

    def work(number: int) -> tuple[str, str]:
        barrier.wait()
        return cleaned(paths[number % len(paths)])

    with ThreadPoolExecutor(THREADS) as pool:
        rows = list(pool.map(work, range(THREADS)))
        rows += list(pool.map(cleaned, paths[THREADS:]))
    by_path = dict(rows)
    assert all(by_path[path] == article for path, article in rows), "two threads, two answers for one page"
    return list(by_path.items())


def by_way(way: str, paths: list[str]) -> list[tuple[str, str]]:
    """(file, article) of all files, cleaned this way."""
    if way == "threads":
        return by_threads(paths)
    if way in ("fork", "spawn"):
        with get_context(way).Pool(2) as pool:
            return pool.map(cleaned, paths, chunksize=3)
    return [cleaned(path) for path in (paths if way == "forward" else reversed(paths))]


if __name__ == "__main__":
    rows = sorted(by_way(sys.argv[1], sys.argv[2:]))
    print(len(rows), hashlib.sha256(repr(rows).encode("utf-8", "surrogatepass")).hexdigest())
