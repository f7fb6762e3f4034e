"""How documents are cleaned, in plain values that any process can be sent, and what is counted of them."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsclean.article import Article
from newsclean.batch.document import Document, Failure
from newsclean.fold import FAVOR
from newsclean.pipeline import Pipeline
from newsclean.sites import ENDING, SiteProfiles

LONGEST = 1_000_000
"""Characters of the longest text that is cleaned unless told otherwise; a longer one is no news page."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What `newsclean.clean` is told. `model`, `rules` and `sites` are paths of files and of a folder of profiles."""

    language: str | None = None
    favor: str = "balanced"
    model: str | None = None
    rules: tuple[str, ...] = ()
    sites: str | None = None

    def check(self) -> None:
        """Raise `OSError` or `ValueError` that says what to do, where a value is none or a file cannot be read."""
        if self.favor not in FAVOR:
            raise ValueError(f"unknown favor {self.favor!r}; valid are {', '.join(FAVOR)}")
        Ready.of(self)
        if self.model:
            from newsclean.labeller.model import loaded

            loaded(self.model)

    @property
    def profiles(self) -> list[Path]:
        """The files of profiles. Raises `OSError` or `ValueError` where there are none."""
        if self.sites is None:
            return []
        SiteProfiles.load(self.sites)
        return [path for path in sorted(Path(self.sites).iterdir()) if path.suffix == ENDING]


@dataclass(frozen=True, slots=True)
class Ready:
    """A pipeline and profiles, made once a process. Raises `OSError` or `ValueError` where a file is malformed."""

    pipeline: Pipeline
    sites: SiteProfiles | None
    cleaning: Cleaning

    @classmethod
    def of(cls, cleaning: Cleaning) -> "Ready":
        """Read what the values name."""
        pipeline = Pipeline.default(model=cleaning.model)
        for path in cleaning.rules:
            pipeline = pipeline.with_rules(path)
        return cls(pipeline, None if cleaning.sites is None else SiteProfiles.load(cleaning.sites), cleaning)

    def attempt(self, document: Document) -> Article | Failure:
        """The article of a document, or why there is none; no error leaves it."""
        if document.failure:
            return document.failure
        language, favor = self.cleaning.language, self.cleaning.favor
        try:
            return self.pipeline.run(document.text, url=document.url, language=language, site=self.sites, favor=favor)
        except Exception as error:
            return Failure("cleaning", f"{type(error).__name__}: {error}")


def document_of(text: Any, url: Any, longest: int) -> Document:
    """A document of a text that someone else read, or a failure in its place: no text, or longer than allowed."""
    address = url if isinstance(url, str) else None
    if not isinstance(text, str):
        reason = f"the text is {type(text).__name__}, not a string"
        return Document("", 0, 0, url=address, failure=Failure("field", reason))
    return Document("", 0, 0, text, url=address).limited(longest, "the longest allowed is")


def count(tally: Counter[str], document: Document, article: Article | Failure) -> None:
    """Count a document; "a/b" is a count of b among those of a."""
    if isinstance(article, Failure):
        if article.kind == "empty":
            tally["empty_files"] += 1
            return
        tally.update(("documents", "failed", f"failures/{article.kind}"))
        return
    tally.update(("documents", f"verdicts/{article.verdict}", f"languages/{article.metadata.language}"))
    tally["bytes_in"] += length(document.text)
    tally["bytes_out"] += length(article.body)
    for removal in article.removals:
        tally[f"removals/{removal.category}"] += 1
        tally[f"removed_characters/{removal.category}"] += removal.end - removal.start


def length(text: str) -> int:
    """Bytes of the text in UTF-8."""
    return len(text.encode("utf-8", "surrogatepass"))
