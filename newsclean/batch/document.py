"""What readers give: a document, or why it could not be read."""

from dataclasses import dataclass, replace
from typing import Any

KINDS = ("cleaning", "encoding", "field", "file", "json", "length", "record", "empty")
"""What can be wrong: a text that cannot be cleaned; bytes that are no UTF-8; no text in the record; a file, or the rest
of it, that cannot be read; a line that is no JSON object; a text too long; a broken WARC record; a file with nothing in
it, which is told but is no failure."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no article: one of `KINDS`, and the reason in words."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document of an input file, or a failure in its place.

    `number` is its place in the file, from 1: of a line, a row, or a conversion record. `read` are the bytes of the
    file that were read so far. `date` and `language` are what the header of a WET record says.
    """

    source: str
    number: int
    read: int
    text: str = ""
    id: Any = None
    url: str | None = None
    date: str | None = None
    language: str | None = None
    failure: Failure | None = None

    def limited(self, longest: int, allowed: str = "--longest allows") -> "Document":
        """The document, or, where its text is longer, a failure in its place; `allowed` words what the limit is."""
        if len(self.text) <= longest:
            return self
        reason = f"{len(self.text)} characters; {allowed} {longest}"
        return replace(self, text="", failure=Failure("length", reason))


@dataclass(frozen=True, slots=True)
class Names:
    """What the fields of a record are called."""

    text: str = "text"
    id: str = "id"
    url: str = "url"
