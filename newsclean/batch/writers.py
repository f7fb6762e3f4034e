"""Rows as bytes that can be appended: what follows a committed byte can be cut off and written again."""

import gzip
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from newsclean.article import is_encodable

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
GROUP_ROWS, GROUP_BYTES = 50_000, 1 << 26
"""A row group of Parquet ends where it has so many rows or bytes."""


def suffix(path: Path) -> str:
    """The suffix of a file to write. Raises `ValueError` for an unknown one, or where an extra is not installed."""
    from newsclean.batch.readers import needed, zstd

    found = next((end for end in SUFFIXES if path.name.endswith(end)), None)
    if found is None:
        raise ValueError(f"{path}: unknown suffix; valid are {', '.join(SUFFIXES)}")
    if found == ".jsonl.zst":
        zstd()
    if found == ".parquet":
        needed("pyarrow.parquet", "parquet")
    return found


def encoded(rows: Sequence[dict[str, Any]], end: str, fields: tuple[str, ...] = ()) -> bytes:
    """Rows for a file of this suffix: whole lines, gzip members or Zstandard frames; for Parquet, which cannot be
    appended to, an Arrow message, from which `to_parquet` makes the file. No rows are no bytes.

    >>> encoded([{"id": 1}], ".jsonl")
    b'{"id": 1}\\n'
    """
    if not rows:
        return b""
    return message(rows, fields) if end == ".parquet" else compressed(b"".join(map(line, rows)), end)


def compressed(data: bytes, end: str) -> bytes:
    """The data as a gzip member or a Zstandard frame, where the suffix asks for it."""
    if end == ".jsonl.gz":
        # Without the time, so that the same rows are the same bytes.
        return gzip.compress(data, mtime=0)
    if end == ".jsonl.zst":
        from newsclean.batch.readers import zstd

        return bytes(zstd().compress(data))
    return data


def line(row: dict[str, Any]) -> bytes:
    """A row as a line of JSON; lone surrogates, which no encoding can carry, are escaped."""
    text = json.dumps(row, ensure_ascii=False, default=str)
    return (text if is_encodable(text) else json.dumps(row, default=str)).encode() + b"\n"


def header(end: str, fields: tuple[str, ...]) -> bytes:
    """What a file begins with before any rows."""
    if end != ".parquet":
        return b""
    from newsclean.integrations.arrow import schema

    return bytes(schema(fields).serialize())


def message(rows: Iterable[dict[str, Any]], fields: tuple[str, ...]) -> bytes:
    """Rows as an Arrow message; ids, whatever they are, as strings."""
    from newsclean.integrations.arrow import record_batch, schema

    named = [{**row, "id": identifier(row["id"])} if "id" in row else row for row in rows]
    return bytes(record_batch(named, schema(fields)).serialize())


def identifier(found: Any) -> str | None:
    """An id as a string: what is none as JSON."""
    return found if found is None or isinstance(found, str) else json.dumps(found, ensure_ascii=False, default=str)


def to_parquet(part: Path, out: Path, fields: tuple[str, ...]) -> None:
    """Make a Parquet file from the messages in `part`, in row groups of bounded size."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from newsclean.integrations.arrow import schema

    with part.open("rb") as file, pq.ParquetWriter(out, schema(fields), compression="zstd") as writer:
        held: list[Any] = []
        for batch in pa.ipc.open_stream(file):
            held.append(batch)
            if sum(b.num_rows for b in held) >= GROUP_ROWS or sum(b.nbytes for b in held) >= GROUP_BYTES:
                writer.write_table(pa.Table.from_batches(held))
                held = []
        if held:
            writer.write_table(pa.Table.from_batches(held))
    with out.open("rb+") as written:
        os.fsync(written.fileno())
