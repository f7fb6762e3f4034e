"""How far a run came: what is committed stands, what follows it is cut off when the run is continued.

Beside `OUT` a run has `OUT.part` (rows), `OUT.failures.part` and `OUT.journal`. A chunk is committed in this order: its
rows and failures are written and flushed to the disk, then a new journal, with their lengths, replaces the old.
Wherever a run is killed, the journal speaks of whole chunks that are on the disk.
"""

import json
import os
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of a run."""

    out: Path
    failures: Path

    @property
    def rows_part(self) -> Path:
        """The rows so far."""
        return self.out.with_name(f"{self.out.name}.part")

    @property
    def failures_part(self) -> Path:
        """The failures so far."""
        return self.failures.with_name(f"{self.failures.name}.part")

    @property
    def journal(self) -> Path:
        """How far the run came."""
        return self.out.with_name(f"{self.out.name}.journal")

    @property
    def new(self) -> Path:
        """The file that takes `out`'s place, where it is made from the rows at the end."""
        return self.out.with_name(f"{self.out.name}.new")


@dataclass(frozen=True, slots=True)
class State:
    """What is committed: `documents` read, bytes of `rows` and `failures` written, bytes of input `read`, the tally.

    `identity` is what a run must have in common with the one it continues; `done` tells that all documents are in.
    """

    identity: dict[str, Any]
    documents: int = 0
    rows: int = 0
    failures: int = 0
    read: int = 0
    tally: dict[str, int] = field(default_factory=dict)
    done: bool = False

    @property
    def counts(self) -> Counter[str]:
        """The tally, to add to."""
        return Counter(self.tally)


def load(path: Path) -> State | None:
    """The state in a journal; None where there is no journal. Raises `ValueError` where it is none of ours."""
    try:
        return checked(State(**json.loads(path.read_text("utf-8"))))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"{path} is no journal of a run ({error}); --force begins anew") from error


def checked(state: State) -> State:
    """The state, if its values are of the right kind. Raises `ValueError` that names the one that is not."""
    numbers = ("documents", "rows", "failures", "read")
    for name in numbers:
        value = getattr(state, name)
        if type(value) is not int or value < 0:
            raise ValueError(f"`{name}` must be a whole number from 0 on, not {value!r:.40}")
    if not isinstance(state.tally, dict) or not all(type(value) is int for value in state.tally.values()):
        raise ValueError("`tally` must be an object of whole numbers")
    if not isinstance(state.identity, dict) or not isinstance(state.done, bool):
        raise ValueError("`identity` must be an object, `done` true or false")
    return state


def store(path: Path, state: State) -> None:
    """Put a journal in the old one's place, all at once."""
    new = path.with_name(f"{path.name}.new")
    with new.open("w", encoding="utf-8") as file:
        file.write(json.dumps(asdict(state)))
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def append(file: int, data: bytes) -> None:
    """Write all of the data at the file's place, and wait until it is on the disk."""
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]
    os.fsync(file)


def opened(path: Path, committed: int) -> int:
    """A descriptor of a part, cut off behind what is committed, ready to append. No other run can have it.

    Raises `ValueError` where another run has it.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        lock(file, path)
        os.ftruncate(file, committed)
        os.lseek(file, committed, os.SEEK_SET)
    except BaseException:
        os.close(file)
        raise
    return file


def lock(file: int, path: Path) -> None:
    """Keep other runs out, where the system has such locks; they end with the process."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise ValueError(f"{path} is being written by another run") from error
