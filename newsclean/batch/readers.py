"""Documents from files, by suffix, one after the other; what cannot be read is a failure in its place."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from newsclean.batch.document import Document, Failure, Names

LINE = 1 << 28
"""Bytes of the longest line that is read: beyond it a file has no line breaks, and memory an end."""

BOM = b"\xef\xbb\xbf"
SHOWN = 8

ROWS = 64
"""Rows of Parquet that are held at a time."""

Reader = Callable[[Path, Names], Iterator[Document]]


def documents(paths: Iterable[Path], names: Names, longest: int) -> Iterator[Document]:
    """All documents of the files. A file that cannot be read, from the start or further on, is one failure."""
    for path in paths:
        last = Document(str(path), 0, 0)
        try:
            for last in reader(path)(path, names) if path.stat().st_size else ():
                yield last.limited(longest)
        except Exception as error:
            rest = f"what follows document {last.number} cannot be read" if last.number else "cannot be read"
            failure = Failure("file", f"{rest}: {type(error).__name__}: {error}")
            last = Document(str(path), last.number + 1, last.read, failure=failure)
            yield last
        if not last.number:
            yield Document(str(path), 0, 0, failure=Failure("empty", "holds no document"))


def reader(path: Path) -> Reader:
    """The reader for a file's suffix. Raises `ValueError` for an unknown one, or where an extra is not installed."""
    if path.name.endswith((".jsonl", ".jsonl.gz", ".jsonl.zst")):
        if path.suffix == ".zst":
            zstd()
        return jsonl
    if path.suffix == ".parquet":
        needed("pyarrow.parquet", "parquet")
        return parquet
    if path.name.endswith((".wet", ".wet.gz", ".warc", ".warc.gz")):
        needed("fastwarc", "warc")
        from newsclean.batch.warc import warc

        return warc
    raise ValueError(
        f"{path}: unknown suffix; valid are .jsonl, .jsonl.gz, .jsonl.zst, .parquet, .wet, .wet.gz, .warc, .warc.gz"
    )


def needed(module: str, extra: str) -> Any:
    """A module of an extra. Raises `ValueError` that says what to install."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise ValueError(f"{error}; pip install 'newsclean[{extra}]'") from error


def zstd() -> Any:
    """The module for Zstandard: Python's own from 3.14 on, its backport before."""
    try:
        return needed("compression.zstd", "zstd")
    except ValueError:
        return needed("backports.zstd", "zstd")


def jsonl(path: Path, names: Names) -> Iterator[Document]:
    """A document for each line that is not blank."""
    with path.open("rb") as raw, decompressed(raw, path.suffix) as file:
        for number, line in enumerate(lines(file), 1):
            place = Document(str(path), number, raw.tell())
            if len(line) > LINE:
                yield replace(place, failure=Failure("json", f"a line of over {LINE} bytes"))
            elif line.strip():
                yield parsed(line.removeprefix(BOM) if number == 1 else line, place, names)


def decompressed(raw: IO[bytes], suffix: str) -> Any:
    """The file's content; the modules here tell where a compressed file ends early."""
    if suffix == ".gz":
        return gzip.open(raw)
    return zstd().open(raw) if suffix == ".zst" else raw


def lines(file: Any) -> Iterator[bytes]:
    """The lines; of one that is too long only the beginning."""
    while line := file.readline(LINE + 1):
        rest = line
        while len(rest) > LINE and not rest.endswith(b"\n"):
            rest = file.readline(LINE + 1)
        yield line


def parsed(line: bytes, place: Document, names: Names) -> Document:
    """The document of a line of JSON, at this place."""
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return replace(place, failure=Failure("encoding", not_utf8(error)))
    except (ValueError, RecursionError) as error:
        return replace(place, failure=Failure("json", f"not JSON: {error}"))
    if not isinstance(record, dict):
        return replace(place, failure=Failure("json", f"not a JSON object but {type(record).__name__}"))
    url = record.get(names.url)
    place = replace(place, id=record.get(names.id), url=url if isinstance(url, str) else None)
    text = record.get(names.text)
    if isinstance(text, str):
        return replace(place, text=text)
    if names.text in record:
        return replace(place, failure=Failure("field", f"field {names.text!r} is {type(text).__name__}, not a string"))
    there = ", ".join(list(record)[:SHOWN]) or "none"
    reason = f"no field {names.text!r}; there are {there}; --text-field names another"
    return replace(place, failure=Failure("field", reason))


def not_utf8(error: UnicodeDecodeError) -> str:
    """Where bytes stop being UTF-8."""
    return f"not UTF-8 at byte {error.start}"


def parquet(path: Path, names: Names) -> Iterator[Document]:
    """A document for each row; a row group that cannot be read is one failure, and the next one is read."""
    pq = needed("pyarrow.parquet", "parquet")
    with pq.ParquetFile(path) as file:
        there = file.schema_arrow.names
        if names.text not in there:
            raise ValueError(f"no column {names.text!r}; there are {', '.join(there)}; --text-field names another")
        columns = [name for name in (names.text, names.id, names.url) if name in there]
        size, number = path.stat().st_size, 0
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            last = number + count
            try:
                for batch in file.iter_batches(ROWS, row_groups=[group], columns=columns):
                    for cells in zip(*batch.columns, strict=True):
                        number += 1
                        place = Document(str(path), number, size * number // file.metadata.num_rows)
                        yield from_cells(dict(zip(columns, cells, strict=True)), place, names)
            except (OSError, ValueError) as error:
                lost = f"rows {number + 1} to {last} cannot be read: {type(error).__name__}: {error}"
                yield Document(str(path), number + 1, size, failure=Failure("file", lost))
            number = last


def from_cells(cells: dict[str, Any], place: Document, names: Names) -> Document:
    """The document of a row, at this place."""
    try:
        found = {name: cell.as_py() for name, cell in cells.items()}
        text = found[names.text]
        text = text.decode("utf-8") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        return replace(place, failure=Failure("encoding", not_utf8(error)))
    url = found.get(names.url)
    place = replace(place, id=found.get(names.id), url=url if isinstance(url, str) else None)
    if not isinstance(text, str):
        reason = f"column {names.text!r} holds {type(text).__name__}, not a string"
        return replace(place, failure=Failure("field", reason))
    return replace(place, text=text)
