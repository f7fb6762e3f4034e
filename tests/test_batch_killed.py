"""Runs that are killed, or find the disk full, and are continued: no document lost, none twice, the same bytes."""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.batch_files import batch, command, in_fork, lines, page, records, rows, summary

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
STEPS = ("write", "fsync", "replace", "unlink", "ftruncate")

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a fork of this process")


def installed(suffix: str) -> None:
    """Skip where the extra for a suffix is not installed."""
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    if suffix.endswith(".zst"):
        pytest.importorskip("backports.zstd")


def source(folder: Path, count: int) -> Path:
    """Documents, some of which cannot be cleaned."""
    path = folder / "in.jsonl"
    some: list[Any] = [*records(count)]
    some[1] = {"id": 1}
    some.insert(count // 2, ["not", "an", "object"])
    path.write_bytes(lines(some))
    return path


def files(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "summary.json"}


def arguments(given: Path, folder: Path, suffix: str, *more: object) -> tuple[object, ...]:
    """A command that writes into a folder."""
    return (given, "--out", folder / f"out{suffix}", "--summary", folder / "summary.json", *more)


def kill_at(step: int) -> None:
    """Have this process killed in the `step`-th call that changes files: in the midst of a write, before any other."""
    left = step

    def wrapped(real: Any, name: str) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                if name == "write":
                    real(given[0], given[1][: len(given[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return call

    for name in STEPS:
        setattr(os, name, wrapped(getattr(os, name), name))


@needs_fork
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_killed_at_every_step_and_continued(tmp_path: Path, suffix: str) -> None:
    installed(suffix)
    given = source(tmp_path, 4)
    options = ("--chunk-size", 3, "-j", 1)
    whole = tmp_path / "whole"
    whole.mkdir()
    assert in_fork(*arguments(given, whole, suffix, *options)) == 0
    assert sorted(files(whole)) == [f"out{suffix}", f"out{suffix}.failures.jsonl"]
    assert len(rows(whole / f"out{suffix}")) == 5
    step, status = 0, -1
    while status != 0:
        folder = tmp_path / str(step)
        folder.mkdir()
        asked = arguments(given, folder, suffix, *options)
        status = in_fork(*asked, before=lambda step=step: kill_at(step))
        if status:
            assert os.WTERMSIG(status) == signal.SIGKILL
            assert in_fork(*asked) == 0
        assert files(folder) == files(whole)
        assert summary(folder / "summary.json") == summary(whole / "summary.json")
        step += 1
    assert step > 15


@needs_fork
def test_killed_again_and_again(tmp_path: Path) -> None:
    given = source(tmp_path, 9)
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    asked = arguments(given, tmp_path / "killed", ".jsonl.gz", "--chunk-size", 1, "-j", 1)
    kills = 0
    # A run has some five steps to begin with, and as many for a chunk: each commits a chunk, and is killed.
    while in_fork(*asked, before=lambda: kill_at(11)) != 0:
        kills += 1
        assert kills < 30
    assert kills > 4
    assert in_fork(*arguments(given, tmp_path / "whole", ".jsonl.gz", "--chunk-size", 1, "-j", 1)) == 0
    assert files(tmp_path / "killed") == files(tmp_path / "whole")
    assert summary(tmp_path / "killed/summary.json") == summary(tmp_path / "whole/summary.json")


def children(process: int) -> list[int]:
    """The children of a process, as Linux tells them."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text("utf-8").split()
    return [int(number) for number in found]


def alive(process: int) -> bool:
    """Whether a process runs."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition: Any) -> None:
    """Wait until something holds; fail where it never does."""
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("waited in vain")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for the processes")
def test_a_real_run_killed_at_random(tmp_path: Path) -> None:
    given = source(tmp_path, 60)
    for name in ("whole", "killed"):
        (tmp_path / name).mkdir()
    asked = arguments(given, tmp_path / "killed", ".jsonl", "--chunk-size", 5, "-j", 2)
    part, journal = (tmp_path / "killed" / f"out.jsonl.{end}" for end in ("part", "journal"))
    chance = random.Random(8)
    for _ in range(2):
        size = part.stat().st_size if part.exists() else 0
        with subprocess.Popen(command(*asked), stderr=subprocess.PIPE) as process:
            wait_for(lambda size=size: (part.exists() and part.stat().st_size > size) or process.poll() is not None)
            workers = children(process.pid)
            time.sleep(chance.random() / 20)
            process.kill()
        assert process.returncode == -signal.SIGKILL
        assert len(workers) >= 2
        wait_for(lambda workers=workers: not any(map(alive, workers)))
        assert journal.exists()
    assert batch(*asked).returncode == 0
    assert batch(*arguments(given, tmp_path / "whole", ".jsonl", "--chunk-size", 5, "-j", 1)).returncode == 0
    assert files(tmp_path / "killed") == files(tmp_path / "whole")
    assert summary(tmp_path / "killed/summary.json") == summary(tmp_path / "whole/summary.json")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for the processes")
def test_a_worker_that_is_killed_stops_the_run_which_may_go_on(tmp_path: Path) -> None:
    given = source(tmp_path, 60)
    asked = arguments(given, tmp_path, ".jsonl", "--chunk-size", 2, "-j", 2)
    with subprocess.Popen(command(*asked), stderr=subprocess.PIPE, text=True) as process:
        part = tmp_path / "out.jsonl.part"
        wait_for(lambda: part.exists() and part.stat().st_size)
        # The first child of spawned processes is Python's own tracker of resources.
        os.kill(children(process.pid)[-1], signal.SIGKILL)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.startswith("newsclean: batch: a process was killed, or ran out of memory; run the same command again")
    assert "Traceback" not in said
    assert batch(*asked).returncode == 0
    assert [row["id"] for row in rows(tmp_path / "out.jsonl") if row["body"]] == [0, *range(2, 60)]


def test_an_interrupt_is_exit_130(tmp_path: Path) -> None:
    given = source(tmp_path, 400)
    asked = arguments(given, tmp_path, ".jsonl", "--chunk-size", 5, "-j", 2)
    with subprocess.Popen(command(*asked), stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        part = tmp_path / "out.jsonl.part"
        wait_for(lambda: part.exists() and part.stat().st_size)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said == "newsclean: batch: interrupted; run the same command again to continue\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if not done or done.returncode:
        pytest.skip("may not mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_a_full_disk(tmp_path: Path, small_disk: Path, suffix: str) -> None:
    installed(suffix)
    given = source(tmp_path, 100)
    asked = arguments(given, small_disk, suffix, "--chunk-size", 10, "-j", 1)
    stopped = batch(*asked)
    assert stopped.returncode == 1
    assert "No space left on device" in stopped.stderr
    assert "run the same command again to continue" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert batch(*asked).returncode == 1
    subprocess.run(["mount", "-o", "remount,size=10m", str(small_disk)], check=True)
    assert batch(*asked).returncode == 0
    whole = tmp_path / "whole"
    whole.mkdir()
    assert batch(*arguments(given, whole, suffix, "--chunk-size", 10, "-j", 1)).returncode == 0
    assert files(small_disk) == files(whole)
    assert summary(small_disk / "summary.json") == summary(whole / "summary.json")


@needs_fork
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_that_may_grow_no_further(tmp_path: Path, suffix: str) -> None:
    installed(suffix)
    import resource

    given = tmp_path / "in.jsonl"
    given.write_bytes(lines({"text": page(n) + random.Random(n).randbytes(400).hex()} for n in range(40)))
    asked = arguments(given, tmp_path, suffix, "--chunk-size", 4, "-j", 1)
    limited = in_fork(*asked, before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (12000, 12000)))
    assert os.waitstatus_to_exitcode(limited) == 1
    assert not (tmp_path / f"out{suffix}").exists()
    assert in_fork(*asked) == 0
    assert len(rows(tmp_path / f"out{suffix}")) == 40
