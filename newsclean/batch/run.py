"""A run from input files to one output file, which can be killed anywhere and continued."""

import hashlib
import os
import time
from collections.abc import Generator, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import newsclean
from newsclean.batch import journal
from newsclean.batch.document import Names
from newsclean.batch.journal import Paths, State
from newsclean.batch.progress import progress
from newsclean.batch.readers import documents, reader
from newsclean.batch.work import Chunk, Result, Settings, chunks, summary, worked
from newsclean.batch.writers import compressed, header, to_parquet
from newsclean.defaults import RULESET
from newsclean.many import ordered
from newsclean.rows import SCHEMA
from newsclean.site import SiteProfile

AGAIN = "run the same command again to continue"


@dataclass(frozen=True, slots=True)
class Job:
    """All that a run is told.

    `longest` are the characters of the longest text to clean, `chunk_size` the documents that are cleaned and committed
    together; `force` overwrites, and begins anew where a run cannot be continued.
    """

    inputs: tuple[Path, ...]
    paths: Paths
    settings: Settings
    names: Names
    longest: int
    chunk_size: int
    jobs: int
    force: bool
    quiet: bool


def run(job: Job) -> dict[str, Any]:
    """Do a job, or what is left of it, and give the summary.

    Raises `ValueError` where it cannot begin or go on, and `OSError` where it cannot write; what is committed stands.
    """
    began = time.monotonic()
    sizes = checked(job)
    state = begun(job, sizes)
    before = state.documents
    if not state.done:
        with parts(job.paths, state) as (rows, failures):
            state = finished(job, state, sizes, rows, failures)
    published(job.paths, job.settings)
    seconds = time.monotonic() - began
    return summary(
        state.counts,
        file_bytes_in=sum(sizes.values()),
        file_bytes_out=job.paths.out.stat().st_size,
        seconds=round(seconds, 1),
        documents_per_second=round((state.documents - before) / seconds, 1),
    )


def checked(job: Job) -> dict[str, int]:
    """The sizes of the inputs by name. Raises `OSError` or `ValueError` for what can be told before any work."""
    sizes = {str(path): path.stat().st_size for path in job.inputs}
    if len(sizes) < len(job.inputs):
        raise ValueError("the same input is given twice")
    for path in job.inputs:
        reader(path)
        if path.is_dir():
            raise ValueError(f"{path} is a folder: name the files in it")
        if path.resolve() in (job.paths.out.resolve(), job.paths.failures.resolve()):
            raise ValueError(f"{path} is to be read and to be written: write to another file")
    job.settings.cleaning.check()
    for path in job.settings.cleaning.profiles:
        SiteProfile.load(path)
    return sizes


def identity(job: Job, sizes: dict[str, int]) -> dict[str, Any]:
    """What two runs must have in common for one to continue the other."""
    settings = asdict(job.settings)
    cleaning = job.settings.cleaning
    own = [*cleaning.rules, *filter(None, [cleaning.model])]
    return {
        "inputs": [[name, size, Path(name).stat().st_mtime_ns] for name, size in sizes.items()],
        "options": {**settings, **asdict(job.names), "longest": job.longest, "chunk_size": job.chunk_size},
        "failures": str(job.paths.failures),
        "rules and model": [digest(Path(name)) for name in own],
        "site profiles": [[path.name, digest(path)] for path in cleaning.profiles],
        "version": [newsclean.__version__, RULESET, SCHEMA],
    }


def digest(path: Path) -> str:
    """A hash of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def begun(job: Job, sizes: dict[str, int]) -> State:
    """The state to go on from: that of a run that was stopped, or a new one."""
    mine = json_like(identity(job, sizes))
    paths = job.paths
    try:
        state = journal.load(paths.journal)
        if state:
            agree(state.identity, mine, paths)
            whole(paths, state)
            return replace(state, identity=mine)
    except ValueError:
        if not job.force:
            raise
    if not job.force:
        # A part that is empty may be that of a run killed before it had a journal.
        parts = (path for path in (paths.rows_part, paths.failures_part) if path.exists() and path.stat().st_size)
        for path in (paths.out, paths.failures, *parts):
            if path.exists():
                raise ValueError(f"{path} is there already; --force overwrites it")
    return State(mine)


def json_like(data: dict[str, Any]) -> dict[str, Any]:
    """The data as it comes back from JSON."""
    import json

    restored: dict[str, Any] = json.loads(json.dumps(data))
    return restored


def agree(theirs: dict[str, Any], mine: dict[str, Any], paths: Paths) -> None:
    """Raise `ValueError` where a stopped run is another than this one. One that stopped at a failure, before which
    there was none, may be told to keep or skip it."""
    theirs, mine = json_like(theirs), json_like(mine)
    if theirs.get("options", {}).get("errors") == "fail":
        theirs["options"]["errors"] = mine["options"]["errors"]
    different = [name for name in mine if mine[name] != theirs.get(name)]
    if different:
        raise ValueError(
            f"{paths.journal} is that of a stopped run with other {', '.join(different)}; --force begins anew"
        )


def whole(paths: Paths, state: State) -> None:
    """Raise `ValueError` where what is committed is not there any more."""
    for path, length in ((paths.rows_part, state.rows), (paths.failures_part, state.failures)):
        if not state.done and length and (not path.exists() or path.stat().st_size < length):
            raise ValueError(f"{path} is shorter than {paths.journal} says; --force begins anew")


@contextmanager
def parts(paths: Paths, state: State) -> Iterator[tuple[int, int]]:
    """Descriptors of the rows and failures so far, cut off behind what is committed."""
    rows = journal.opened(paths.rows_part, state.rows)
    try:
        failures = journal.opened(paths.failures_part, state.failures)
        try:
            yield rows, failures
        finally:
            os.close(failures)
    finally:
        os.close(rows)


def finished(job: Job, state: State, sizes: dict[str, int], rows: int, failures: int) -> State:
    """Do what is left, chunk by chunk; the state when all is in."""
    if not state.rows:
        journal.store(job.paths.journal, state)
        start = header(job.settings.suffix, job.settings.fields)
        journal.append(rows, start)
        state = replace(state, rows=len(start))
    with (
        progress(job.quiet, state.documents, state.read, sum(sizes.values())) as tell,
        closing(results(job, state.documents, sizes)) as outcomes,
    ):
        for result in outcomes:
            state = committed(job.paths, state, result, rows, failures)
            tell(state.documents, state.read)
    if not state.rows:
        # No rows are no bytes, which is no compressed file.
        empty = compressed(b"", job.settings.suffix)
        journal.append(rows, empty)
        state = replace(state, rows=len(empty))
    state = replace(state, done=True)
    journal.store(job.paths.journal, state)
    return state


def results(job: Job, skip: int, sizes: dict[str, int]) -> Generator[Result, None, None]:
    """What becomes of the chunks behind the first `skip` documents. Raises `ValueError` where the run must stop."""
    left = islice(documents(job.inputs, job.names, job.longest), skip, None)
    work: partial[Result] = partial(worked, job.settings)
    source: Iterator[Chunk] = chunks(left, job.chunk_size, sizes)
    # Spawned, as forked processes would share this one's locks, and other systems cannot fork.
    with closing(ordered(work, source, job.jobs, get_context("spawn"))) as outcomes:
        try:
            for result in outcomes:
                if result.stopped:
                    raise ValueError(
                        f"{result.stopped}; what came before is kept; with --errors skip or keep it goes on"
                    )
                yield result
        except BrokenProcessPool as error:
            raise ValueError(f"a process was killed, or ran out of memory; {AGAIN}, with fewer --jobs") from error


def committed(paths: Paths, state: State, result: Result, rows: int, failures: int) -> State:
    """Write what became of a chunk; the state after it. Raises `OSError` where that is not possible."""
    try:
        journal.append(rows, result.rows)
        journal.append(failures, result.failures)
        state = replace(
            state,
            documents=state.documents + result.documents,
            rows=state.rows + len(result.rows),
            failures=state.failures + len(result.failures),
            read=result.read,
            tally=dict(state.counts + result.tally),
        )
        journal.store(paths.journal, state)
    except OSError as error:
        raise OSError(
            error.errno, f"{error.strerror} while writing {paths.out}: {AGAIN} when that is mended"
        ) from error
    return state


def published(paths: Paths, settings: Settings) -> None:
    """Give the files their names. Each step can be done again, wherever it was stopped."""
    if paths.rows_part.exists():
        if settings.suffix == ".parquet":
            try:
                to_parquet(paths.rows_part, paths.new, settings.fields)
            except OSError as error:
                paths.new.unlink(missing_ok=True)
                raise OSError(error.errno, f"{error} while writing {paths.out}: {AGAIN} when that is mended") from error
            os.replace(paths.new, paths.out)
            paths.rows_part.unlink()
        else:
            os.replace(paths.rows_part, paths.out)
    if paths.failures_part.exists():
        if paths.failures_part.stat().st_size:
            os.replace(paths.failures_part, paths.failures)
        else:
            paths.failures.unlink(missing_ok=True)
            paths.failures_part.unlink()
