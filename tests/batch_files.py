"""Files for the tests of `newsclean batch`, and ways to run it."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import newsclean

TIMES = ("seconds", "documents_per_second")


def page(number: int) -> str:
    """A small page."""
    return (
        f"Sign up for our newsletter\n\nMill number {number} by the river burned down, the café’s owner said.\n\nShare"
    )


def body(number: int) -> str:
    """Its body."""
    return f"Mill number {number} by the river burned down, the café’s owner said."


def records(count: int) -> list[dict[str, Any]]:
    """Records of pages, as crawlers write them."""
    return [{"id": n, "url": f"https://example.org/{n}", "text": page(n)} for n in range(count)]


def lines(rows: Iterable[Any]) -> bytes:
    """JSON lines."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file that `newsclean batch` wrote, read by others' code."""
    if path.suffix == ".parquet":
        import pyarrow.parquet as pq

        found: list[dict[str, Any]] = pq.read_table(path).to_pylist()
        return found
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    if path.suffix == ".zst":
        from newsclean.batch.readers import zstd

        data = zstd().decompress(data)
    return [json.loads(line) for line in data.decode().split("\n")[:-1]]


def conversion(number: int, payload: bytes | None = None) -> bytes:
    """A record of a WET file."""
    payload = page(number).encode() if payload is None else payload
    fields = (
        "WARC-Type: conversion",
        f"WARC-Target-URI: https://example.org/{number}",
        "WARC-Date: 2026-01-01T00:00:00Z",
        f"WARC-Record-ID: <urn:uuid:{number:032}>",
        "Content-Type: text/plain",
        f"Content-Length: {len(payload)}",
    )
    return ("WARC/1.0\r\n" + "\r\n".join(fields) + "\r\n\r\n").encode() + payload + b"\r\n\r\n"


def command(*arguments: object) -> list[str]:
    """The command line."""
    return [sys.executable, "-m", "newsclean.cli", "batch", *map(str, arguments)]


def batch(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run `newsclean batch` to its end."""
    return subprocess.run(command(*arguments), capture_output=True, text=True, check=False, timeout=120, **options)


def in_fork(*arguments: object, before: Any = lambda: None) -> int:
    """Run `newsclean batch` in a fork of this process, where `before` is called first; its wait status."""
    newsclean.clean(page(0))
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    code = 99
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        before()
        from newsclean.cli import main

        code = main(["batch", *map(str, arguments)])
    finally:
        os._exit(code)


def summary(path: Path) -> dict[str, Any]:
    """A summary without what differs from run to run."""
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return {name: value for name, value in told.items() if name not in TIMES}
