"""datatrove: steps that read WET files, clean documents, and learn profiles of sites, for all of its executors.

Needs the extra: `pip install 'newsclean[datatrove]'`. `docs/datatrove.md` tells how to use them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from os import PathLike, fspath
from typing import Any

from newsclean.article import Article, is_encodable
from newsclean.batch.cleaning import LONGEST, Cleaning, Ready, count, document_of
from newsclean.batch.document import KINDS, Failure
from newsclean.batch.document import Document as Read
from newsclean.batch.warc import conversions
from newsclean.rows import FIELDS, chosen, encodable, row

try:
    from datatrove.data import Document
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.readers.base import BaseDiskReader

    from newsclean.integrations.datatrove_sites import SiteProfileMerge, SiteProfileStep
except ImportError as missing:
    raise ImportError(f"{missing}; pip install 'newsclean[datatrove]'", name=missing.name) from missing

__all__ = ["METADATA", "CleanStep", "SiteProfileMerge", "SiteProfileStep", "WetReader", "parquet_schema"]

METADATA = tuple(name for name in FIELDS if name not in ("id", "url", "body", "removals"))
"""The fields that go into the metadata of a document unless others are chosen."""

OF_WET = ("url", "date", "warc_language", "error", "file_path")
"""What `WetReader` puts into the metadata."""

ERROR = "error"


class WetReader(BaseDiskReader):  # type: ignore[misc]
    """A document for each conversion record of WET files, none dropped.

    Takes what datatrove's readers of files take (`data_folder`, `paths_file`, `limit`, `glob_pattern`, …). Metadata:
    `url`, `date`, `file_path`, and `warc_language`, the languages in the record's header (`WARC-Identified-Content-
    Language`, as it stands: `eng,fra`). A record that is broken or no UTF-8 is a document without a text whose
    metadata tell the `error`, and so is a file without conversion records or the rest of one that ends early; what
    follows is read. Errors of the network and missing files fail the rank, which can be run again.
    """

    name = "newsclean WET"

    def read_file(self, filepath: str) -> Iterator[Document]:
        """The documents of a file."""
        if not self.data_folder.size(filepath):
            self.stat_update("empty_files")
            return
        with self.data_folder.open(filepath, "rb") as raw:
            records = conversions(raw, filepath)
            number = 0
            while True:
                number += 1
                with self.track_time():
                    try:
                        found = next(records, None)
                    except (ValueError, EOFError) as error:
                        found = Read(filepath, number, 0, failure=Failure("file", str(error)))
                if found is None:
                    return
                yield self.get_document_from_dict(data_of(found), filepath, number)
                if found.failure:
                    self.stat_update("failed", f"failures/{found.failure.kind}")

    def get_document_from_dict(self, data: dict[str, Any], source_file: str, id_in_file: int) -> Document:
        """A document by the adapter; unlike datatrove's own, one without a text is kept."""
        document = Document(**self.adapter(data, source_file, id_in_file))
        document.metadata = (self.default_metadata or {}) | document.metadata
        if self.add_file_path:
            document.metadata.setdefault("file_path", self.data_folder.resolve_paths(source_file))
        return document


def data_of(found: Read) -> dict[str, Any]:
    """A record as the data of datatrove's adapters."""
    error = found.failure and f"{found.failure.kind}: {found.failure.reason}"
    data = {"text": found.text, "url": found.url, "date": found.date, "warc_language": found.language, ERROR: error}
    return data if found.id is None else data | {"id": found.id}


class CleanStep(PipelineStep):  # type: ignore[misc]
    """Clean each document: its text becomes the body, fields of the article go into its metadata.

    A document that cannot be cleaned is passed on, with the text as it came and the reason in the metadata's `error`,
    and is counted; so is one without a text that a reader marked with an `error`. Stats: documents, failed, verdicts,
    languages, removals and removed characters by category, bytes in and out.

    Parameters
    ----------
    fields
        Fields of the article, of `newsclean.rows.FIELDS`; by default all but the removals.
    prefix
        What their names in the metadata begin with; metadata of the same name are overwritten.
    url_key
        The key of the metadata that holds the address.
    language, favor
        As in `newsclean.clean`, for all documents.
    model, rules, sites
        Paths: a model that `newsclean train` wrote, files of rules, and a folder of profiles of sites, which need not
        be there before the step runs.
    longest
        Characters of the longest text to clean.

    Raises
    ------
    ValueError, OSError
        For options that are none, and files that cannot be read.
    """

    type = "CLEANER"
    name = "newsclean"

    def __init__(
        self,
        fields: Iterable[str] = METADATA,
        *,
        prefix: str = "",
        url_key: str = "url",
        language: str | None = None,
        favor: str = "balanced",
        model: str | PathLike[str] | None = None,
        rules: Iterable[str | PathLike[str]] = (),
        sites: str | PathLike[str] | None = None,
        longest: int = LONGEST,
    ) -> None:
        super().__init__()
        self.fields = chosen(fields)
        self.prefix, self.url_key, self.longest = prefix, url_key, longest
        paths = (None if path is None else fspath(path) for path in (model, sites))
        self.cleaning = Cleaning(language, favor, next(paths), tuple(fspath(path) for path in rules), next(paths))
        replace(self.cleaning, sites=None).check()

    def run(self, data: Iterable[Document] | None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The documents, cleaned."""
        cleaner = Ready.of(self.cleaning)
        for document in data or ():
            with self.track_time():
                self.clean(document, cleaner)
            yield document

    def clean(self, document: Document, cleaner: Ready) -> None:
        """Clean one document where it stands."""
        read = self.read(document)
        outcome = cleaner.attempt(read)
        tally: Counter[str] = Counter()
        count(tally, read, outcome)
        for name, number in tally.items():
            self.stat_update(name, value=number)
        if isinstance(outcome, Article):
            found = row(outcome, self.fields, id=document.id, url=read.url)
            document.text = outcome.body
        else:
            error = f"{outcome.kind}: {outcome.reason}"
            found = row(None, self.fields, id=document.id, url=read.url, error=error) | {ERROR: error}
        if not is_encodable(read.text):
            # One lone surrogate would stop a writer, and the rank with it.
            found, document.text = encodable(found), encodable(document.text)
        document.metadata |= {f"{self.prefix}{name}": value for name, value in found.items()}

    def read(self, document: Document) -> Read:
        """The text to clean, or why there is none."""
        error = document.metadata.get(ERROR)
        if isinstance(error, str) and not document.text:
            kind, _, reason = error.partition(": ")
            known = Failure(kind, reason) if kind in KINDS else Failure("record", error)
            return Read("", 0, 0, url=document.metadata.get(self.url_key), failure=known)
        return document_of(document.text, document.metadata.get(self.url_key), self.longest)


def parquet_schema(fields: Iterable[str] = METADATA, *, prefix: str = "", also: Iterable[str] = OF_WET) -> Any:
    """The `schema` for datatrove's `ParquetWriter`, which else guesses one from the first document of each rank.

    `fields` and `prefix` are those of `CleanStep`; `also` are other strings in the metadata: what is not named is not
    written. Needs pyarrow.

    >>> parquet_schema(["verdict", "authors"], also=["url"]).names
    ['text', 'id', 'metadata']
    """
    import pyarrow as pa

    from newsclean.integrations.arrow import schema

    columns = {name: pa.string() for name in also}
    columns |= {f"{prefix}{column.name}": column.type for column in schema(fields)}
    return pa.schema([("text", pa.string()), ("id", pa.string()), ("metadata", pa.struct(list(columns.items())))])
