"""Many texts: cleaned lazily, in order, by one process or several, in bounded memory."""

import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from functools import lru_cache, partial
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import mkstemp
from typing import Literal, TypeVar, overload

from newsclean.article import Article
from newsclean.fold import FAVOR
from newsclean.pipeline import Pipeline
from newsclean.site import SiteProfile
from newsclean.sites import SiteProfiles, template_of

WAITING = 4
"""Tasks per process that are read ahead; memory is bounded by them."""

ON_ERROR = ("raise", "return")
Given = TypeVar("Given")
Made = TypeVar("Made")


class DocumentError(Exception):
    """A document that could not be cleaned: `number` from 0, `kind` the error's type, `reason` its text."""

    def __init__(self, number: int, kind: str, reason: str) -> None:
        # The fields are the arguments, so that it can be pickled; exceptions of detectors and stages often cannot.
        super().__init__(number, kind, reason)
        self.number, self.kind, self.reason = number, kind, reason

    def __str__(self) -> str:
        return f"document {self.number} (from 0): {self.kind}: {self.reason}"


@overload
def clean_many(
    texts: Iterable[str | tuple[str, str | None]],
    *,
    jobs: int = 1,
    language: str | None = None,
    site: SiteProfile | SiteProfiles | None = None,
    favor: str = "balanced",
    pipeline: Pipeline | None = None,
    errors: Literal["raise"] = "raise",
    mp_context: BaseContext | None = None,
) -> Iterator[Article]: ...


@overload
def clean_many(
    texts: Iterable[str | tuple[str, str | None]],
    *,
    jobs: int = 1,
    language: str | None = None,
    site: SiteProfile | SiteProfiles | None = None,
    favor: str = "balanced",
    pipeline: Pipeline | None = None,
    errors: Literal["return"],
    mp_context: BaseContext | None = None,
) -> Iterator[Article | DocumentError]: ...


def clean_many(
    texts: Iterable[str | tuple[str, str | None]],
    *,
    jobs: int = 1,
    language: str | None = None,
    site: SiteProfile | SiteProfiles | None = None,
    favor: str = "balanced",
    pipeline: Pipeline | None = None,
    errors: Literal["raise", "return"] = "raise",
    mp_context: BaseContext | None = None,
) -> Iterator[Article] | Iterator[Article | DocumentError]:
    """Clean many texts, lazily and in their order.

    Parameters
    ----------
    texts
        Texts, or pairs of a text and its URL. Read as they are needed: at most `4 * jobs` texts are held at a time.
    jobs
        Processes. With more than one, call it below `if __name__ == "__main__":` in a script.
    language, site, favor, pipeline
        As in `newsclean.clean`, for all texts; give URLs where `site` holds several profiles. With several processes
        the stages must be picklable.
    errors
        `"raise"` stops at the first text that cannot be cleaned; `"return"` gives a `DocumentError` in its place and
        goes on.
    mp_context
        How processes are started, as `ProcessPoolExecutor` takes it: `multiprocessing.get_context("spawn")`, …

    Returns
    -------
    Iterator
        An `Article` for each text; the same whatever `jobs` is.

    Raises
    ------
    ValueError
        At once, for options that are none, and for a pipeline that cannot be sent to other processes.
    TypeError
        At once, where `site` is neither a profile nor profiles.
    DocumentError
        From the iterator, where a text cannot be cleaned (what is no `str`, a stage that fails) and `errors="raise"`.

    Examples
    --------
    >>> from newsclean import clean_many
    >>> for article in clean_many(["The mill burned down.", "Nobody was hurt.\\n\\nAdvertisement"]):
    ...     print(article.body)
    The mill burned down.
    Nobody was hurt.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    if favor not in FAVOR:
        raise ValueError(f"unknown favor {favor!r}; valid are {', '.join(FAVOR)}")
    if errors not in ON_ERROR:
        raise ValueError(f"unknown errors {errors!r}; valid are {', '.join(ON_ERROR)}")
    template_of(site, None)
    chosen = pipeline or Pipeline.default()
    numbered = enumerate(texts)
    if jobs == 1:
        return raised(ordered(partial(attempt, chosen, site, language, favor), numbered, 1), errors)
    return raised(by_processes(packed(chosen, site), (language, favor), numbered, jobs, mp_context), errors)


def raised(outcomes: Generator[Article | DocumentError, None, None], errors: str) -> Iterator[Article]:
    """The outcomes; an error among them is raised where the caller wants that, else given as a value."""
    with closing(outcomes):
        for outcome in outcomes:
            if isinstance(outcome, DocumentError) and errors == "raise":
                raise outcome
            yield outcome  # type: ignore[misc]


def attempt(
    pipeline: Pipeline,
    site: SiteProfile | SiteProfiles | None,
    language: str | None,
    favor: str,
    item: tuple[int, str | tuple[str, str | None]],
) -> Article | DocumentError:
    """The article of a text, or why there is none."""
    number, given = item
    try:
        text, url = given if isinstance(given, tuple) else (given, None)
        return pipeline.run(text, url=url, language=language, site=site, favor=favor)
    except Exception as error:
        return DocumentError(number, type(error).__name__, str(error))


def by_processes(
    data: bytes,
    options: tuple[str | None, str],
    items: Iterable[tuple[int, str | tuple[str, str | None]]],
    jobs: int,
    mp_context: BaseContext | None,
) -> Generator[Article | DocumentError, None, None]:
    """The same in other processes. What `packed` packed goes by a file, as profiles may be large."""
    file, path = mkstemp(prefix="newsclean-")
    try:
        with os.fdopen(file, "wb") as parcel:
            parcel.write(data)
        with closing(ordered(partial(attempt_packed, path, *options), items, jobs, mp_context)) as outcomes:
            yield from outcomes
    finally:
        os.unlink(path)


def attempt_packed(
    path: str, language: str | None, favor: str, item: tuple[int, str | tuple[str, str | None]]
) -> Article | DocumentError:
    """`attempt`, where pipeline and profiles are unpacked once a process."""
    return attempt(*unpacked(path), language, favor, item)


def packed(pipeline: Pipeline, site: SiteProfile | SiteProfiles | None) -> bytes:
    """Both for other processes, or a `ValueError` that names the stage that cannot be sent there."""
    for name, stage in pipeline.stages:
        try:
            pickle.dumps(stage)
        except Exception as error:
            raise ValueError(
                f"stage {name!r} cannot be sent to other processes ({error}): define it at the top of a module, or use "
                "jobs=1"
            ) from error
    return pickle.dumps((pipeline, site))


@lru_cache(maxsize=1)
def unpacked(path: str) -> tuple[Pipeline, SiteProfile | SiteProfiles | None]:
    """What `packed` packed."""
    both: tuple[Pipeline, SiteProfile | SiteProfiles | None] = pickle.loads(Path(path).read_bytes())
    return both


def ordered(
    work: Callable[[Given], Made], items: Iterable[Given], jobs: int, mp_context: BaseContext | None = None
) -> Generator[Made, None, None]:
    """`work` done on all items, results in the items' order; no more than `WAITING` items per process are read ahead.

    An error of `work`, or of the items' own iterator, is raised at its place, after all results before it.

    >>> list(ordered(abs, [-1, 2, -3], jobs=1))
    [1, 2, 3]
    """
    if jobs == 1:
        yield from map(work, items)
        return
    pool = ProcessPoolExecutor(jobs, mp_context, initializer=follow_parent)
    window: deque[Future[Made]] = deque()
    try:
        for future in submitted(pool, work, items):
            window.append(future)
            if len(window) >= WAITING * jobs:
                yield window.popleft().result()
        while window:
            yield window.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def submitted(
    pool: ProcessPoolExecutor, work: Callable[[Given], Made], items: Iterable[Given]
) -> Iterator[Future[Made]]:
    """A future for each item; where reading the items fails, one last future with that error."""
    try:
        for item in items:
            yield pool.submit(work, item)
    except Exception as error:
        failed: Future[Made] = Future()
        failed.set_exception(error)
        yield failed


def follow_parent() -> None:
    """End with the parent, even if that is killed: a worker that waits for work would else wait for ever.

    Interrupts are the parent's to handle.
    """
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:

        def follow(sentinel: int = parent.sentinel) -> None:
            wait([sentinel])
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
