"""What a process does with a chunk of documents: clean them, and write rows, failures and a tally as bytes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from newsclean.batch.cleaning import Cleaning, Ready, count
from newsclean.batch.document import Document, Failure
from newsclean.batch.writers import encoded
from newsclean.rows import row

CHARACTERS = 4_000_000
"""Characters of a chunk, after which it ends whatever its number of documents."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How documents are cleaned and written. `suffix` is that of the file to write; `errors` is keep, skip or fail."""

    suffix: str
    fields: tuple[str, ...]
    errors: str = "keep"
    cleaning: Cleaning = field(default_factory=Cleaning)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Documents that are cleaned and committed together; `read` are the bytes of the input so far."""

    documents: tuple[Document, ...]
    read: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a chunk. `stopped` is the first failure, where failures stop the run: nothing is to be written."""

    rows: bytes
    failures: bytes
    tally: Counter[str]
    documents: int
    read: int
    stopped: str = ""


def chunks(documents: Iterable[Document], size: int, sizes: dict[str, int]) -> Iterator[Chunk]:
    """The documents, `size` at a time, less where they are long. Where chunks end depends on the documents alone.

    `sizes` are the bytes of the files by name, in order.
    """
    held: list[Document] = []
    characters = before = 0
    starts = {}
    for name, length in sizes.items():
        starts[name] = before
        before += length
    for document in documents:
        held.append(document)
        characters += len(document.text)
        if len(held) >= size or characters >= CHARACTERS:
            yield Chunk(tuple(held), starts[document.source] + document.read)
            held, characters = [], 0
    if held:
        yield Chunk(tuple(held), before)


def worked(settings: Settings, chunk: Chunk) -> Result:
    """Clean a chunk; no error of a document leaves it."""
    rows: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    tally: Counter[str] = Counter()
    cleaner = ready(settings.cleaning)
    for document in chunk.documents:
        article = cleaner.attempt(document)
        count(tally, document, article)
        if isinstance(article, Failure):
            failures.append(told(document, article))
            if article.kind == "empty":
                continue
            if settings.errors == "fail":
                stopped = f"{document.source}: document {document.number}: {article.reason}"
                return Result(b"", b"", Counter(), 0, chunk.read, stopped)
            if settings.errors == "keep":
                error = f"{article.kind}: {article.reason}"
                rows.append(row(None, settings.fields, id=document.id, url=document.url, error=error))
        else:
            rows.append(row(article, settings.fields, id=document.id, url=document.url))
    written = encoded(rows, settings.suffix, settings.fields)
    return Result(written, encoded(failures, ".jsonl"), tally, len(chunk.documents), chunk.read)


@lru_cache(maxsize=1)
def ready(cleaning: Cleaning) -> Ready:
    """What cleans, made once a process. Raises `OSError` or `ValueError` for a file that is none."""
    return Ready.of(cleaning)


def told(document: Document, failure: Failure) -> dict[str, Any]:
    """The row of a failure."""
    place = {"source": document.source, "number": document.number, "id": document.id, "url": document.url}
    return place | asdict(failure)


def summary(tally: Counter[str], **others: Any) -> dict[str, Any]:
    """The tally as nested data, and whatever else is to be told."""
    data: dict[str, Any] = dict.fromkeys(("documents", "failed", "empty_files", "bytes_in", "bytes_out"), 0)
    data |= {name: {} for name in ("verdicts", "removals", "removed_characters", "languages", "failures")}
    for name, number in sorted(tally.items()):
        group, _, key = name.partition("/")
        if key:
            data[group][key] = number
        else:
            data[group] = number
    return data | others
