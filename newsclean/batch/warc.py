"""Documents from WET and WARC files: their conversion records, which hold text."""

import gzip
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from newsclean.batch.document import Document, Failure, Names

BLOCK = 1 << 20
LARGEST = 1 << 28
"""Bytes of the largest record that is read into memory."""

GZIP = b"\x1f\x8b\x08"
PLAIN = b"WARC/1."
END = b"\r\n\r\n"


@dataclass
class Pass:
    """How far one pass through a file came: `place` is that of the last record read, `told` whether what broke the pass
    before is a failure already, `kinds` the types of the records met."""

    place: Document
    fine: int = 0
    good: int = 0
    told: bool = False
    kinds: set[str] = field(default_factory=set)


def warc(path: Path, names: Names) -> Iterator[Document]:
    """A document for each conversion record, with the record's id and its target's URL; `names` say nothing here.

    Other records hold no text to clean and are passed over. A broken record is a failure, and reading goes on at the
    next one that can be found; where a file ends early, that is a failure too. Raises `ValueError` where there are
    records, but none of text.
    """
    with path.open("rb") as raw:
        yield from conversions(raw, str(path))


def conversions(raw: IO[bytes], name: str) -> Iterator[Document]:
    """The same of an open file that can seek; its name tells whether it is compressed."""
    magic = GZIP if name.endswith(".gz") else PLAIN
    at, start = Pass(Document(name, 0, 0)), 0
    while start >= 0:
        at.fine, at.good = start, 0
        reason = yield from read_on(raw, at, magic)
        if not reason:
            break
        # An error that came behind good records is met once more when the search finds the broken one itself.
        if at.good or not at.told:
            at.place = replace(at.place, number=at.place.number + 1, read=at.fine)
            yield replace(at.place, failure=Failure("record", f"broken at or after byte {at.fine}: {reason}"))
        at.told = bool(at.good)
        start = next_record(raw, at.fine + 1, magic)
    if not at.place.number and at.kinds - {"warcinfo"}:
        raise ValueError(f"no conversion records but {', '.join(sorted(at.kinds))}: extract their text first")


def read_on(raw: IO[bytes], at: Pass, magic: bytes) -> Generator[Document, None, str]:
    """The documents from where the pass begins to the end or the next broken record; returns what is wrong there."""
    try:
        for record in records(raw, at.fine):
            at.fine = record.stream_pos
            kind = record.headers.get("WARC-Type") or ""
            at.kinds.add(kind)
            length = record.headers.get("Content-Length") or ""
            if not kind or not length.isdecimal():
                return "no WARC-Type or no Content-Length"
            if kind == "conversion":
                payload = record.reader.read(min(int(length), LARGEST))
                if len(payload) < min(int(length), LARGEST):
                    return f"{len(payload)} bytes of {length}"
                at.place = replace(at.place, number=at.place.number + 1, read=at.fine)
                yield converted(record.headers, payload, int(length), at.place)
            at.good += 1
        return early(raw, at.fine, magic)
    except (ConnectionError, TimeoutError):
        # The network's fault, not the file's: to be tried again.
        raise
    except OSError as error:
        return str(error)


def records(raw: IO[bytes], start: int) -> Any:
    """fastwarc's records from a byte on; their positions are those in the file."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    raw.seek(start)
    return ArchiveIterator(raw, record_types=WarcRecordType.any_type, parse_http=False)


def converted(headers: Any, payload: bytes, length: int, place: Document) -> Document:
    """The document of a conversion record, at this place."""
    names = {"id": "Record-ID", "url": "Target-URI", "date": "Date", "language": "Identified-Content-Language"}
    place = replace(place, **{field: headers.get(f"WARC-{name}") for field, name in names.items()})
    if length > LARGEST:
        return replace(place, failure=Failure("length", f"{length} bytes; records of up to {LARGEST} are read"))
    try:
        return replace(place, text=payload.decode("utf-8"))
    except UnicodeDecodeError as error:
        return replace(place, failure=Failure("encoding", f"not UTF-8 at byte {error.start}"))


def early(raw: IO[bytes], last: int, magic: bytes) -> str:
    """Why the file ends early, if it does: fastwarc passes over a record that is cut off in its first bytes.

    `last` is where the last record begins, where each is compressed by itself.
    """
    if magic == PLAIN:
        raw.seek(-len(END), 2)
        return "" if raw.read() == END else "the file ends early"
    raw.seek(last)
    if raw.read(len(magic)) != magic:
        return ""
    raw.seek(last)
    try:
        with gzip.open(raw) as member:
            while member.read(BLOCK):
                pass
    except (EOFError, OSError) as error:
        return str(error)
    return ""


def next_record(raw: IO[bytes], start: int, magic: bytes) -> int:
    """The byte from `start` on where a record may begin, -1 where there is none."""
    while True:
        raw.seek(start)
        block = raw.read(BLOCK)
        found = block.find(magic)
        if found >= 0:
            return start + found
        if len(block) < BLOCK:
            return -1
        start += BLOCK - len(magic)
