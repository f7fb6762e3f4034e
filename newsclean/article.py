"""What comes out: the article, its metadata, and the reason for each removal."""

import json
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from typing import Any, TypeVar

from newsclean import explain, html, words
from newsclean.fold import Folded, Removal, fold
from newsclean.marks import CATEGORIES, FIELDS, Found, Mark, Remove, from_dict, to_dict, value_of
from newsclean.page import Page

SCHEMA = 1
"""Version of what `to_dict` gives; it rises when a key changes its meaning."""

VERDICTS = ("article", "thin", "error_page", "listing", "markup", "empty")
THIN_WORDS = 40
THIN_CHARACTERS = 80
TITLE_SHOWN = 60
T = TypeVar("T")


@dataclass(frozen=True)
class Metadata:
    """What the page says of itself. Nothing is guessed: what is not found is None or ()."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    agency: str | None = None
    dateline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str = "und"
    site_name: str | None = None
    captions: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    subheadings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, page: Page) -> "Metadata":
        """Collect the `Found` marks: one value of a single field (`marks.value_of`), all different ones of a plural.

        >>> page = Page.of("x").with_marks([Found("agency", "A", 0, "r"), Found("agency", "B", 0, "r")])
        >>> Metadata.of(page).agency
        'A'
        """
        plural = {f.name for f in fields(cls) if f.default == ()}
        found = [mark for mark in page.marks if isinstance(mark, Found) and mark.field in FIELDS]
        values: dict[str, Any] = {}
        for name in dict.fromkeys(mark.field for mark in found):
            if name in plural:
                values[name] = tuple(dict.fromkeys(mark.value for mark in found if mark.field == name))
            elif name != "verdict":
                values[name] = value_of(name, found)
        return cls(**values)


@dataclass(frozen=True)
class Article:
    """A cleaned page. `str(article)` is the body; it is true when the verdict is `article`."""

    body: str
    metadata: Metadata
    removals: tuple[Removal, ...]
    verdict: str
    ruleset: str
    favor: str = "balanced"
    page: Page = field(repr=False, default=Page("", ()))

    @classmethod
    def of(
        cls, page: Page, favor: str = "balanced", ruleset: str = "", undo: frozenset[str] = frozenset()
    ) -> "Article":
        """Fold a marked page into an article; marks whose rule or category is in `undo` are left out."""
        if page.found("verdict") == "markup":
            return cls(page.text, Metadata.of(page), (), "markup", ruleset, favor, page)
        folded = fold(page, favor, (lambda mark: mark.rule in undo or mark.category in undo) if undo else None)
        return cls(folded.body, Metadata.of(page), folded.removals, verdict(page, folded), ruleset, favor, page)

    @classmethod
    def from_marks(
        cls, text: str, marks: list[dict[str, Any]], favor: str = "balanced", ruleset: str = ""
    ) -> "Article":
        """Replay marks, as `to_dict(marks=True)` wrote them, on the text they were made for."""
        page = Page.of(text)
        for mark in map(from_dict, marks):
            page = page.with_marks([mark])
        return cls.of(page, favor, ruleset)

    def __str__(self) -> str:
        return self.body

    def __bool__(self) -> bool:
        return self.verdict == "article"

    def __repr__(self) -> str:
        title = self.metadata.title
        short = title if title is None or len(title) <= TITLE_SHOWN else f"{title[: TITLE_SHOWN - 1]}…"
        sizes = f"body={len(self.body)} characters, {len(self.removals)} removals"
        return f"Article(verdict={self.verdict!r}, title={short!r}, {sizes})"

    def _repr_html_(self) -> str:
        """What notebooks show."""
        return self.to_html(full=False)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All marks of all stages, weak evidence and superseded removals included."""
        return self.page.marks

    def restoring(self, *names: str) -> "Article":
        """The article without the removals of these rules or categories; stages are not run again.

        Raises `ValueError` for a name that no mark of this page has and that is no category.

        >>> import newsclean
        >>> article = newsclean.clean("Sign up for our newsletter\\nThe mill burned down on Friday night.")
        >>> article.restoring("subscribe").body.split("\\n")[0]
        'Sign up for our newsletter'
        """
        rules = {mark.rule for mark in self.marks if isinstance(mark, Remove)}
        for name in names:
            if name not in rules and name not in CATEGORIES:
                known = ", ".join(sorted(rules | {m.category for m in self.marks if isinstance(m, Remove)}))
                raise ValueError(f"no rule or category {name!r} here; there are {known or 'none'}")
        return Article.of(self.page, self.favor, self.ruleset, frozenset(names))

    def explain(self, color: bool = False) -> str:
        """The page as a diff: each line with what was taken from it, by which rule; see `newsclean explain`."""
        return explain.diff(self.page, self.removals, self.verdict, color)

    def to_html(self, full: bool = True) -> str:
        """The page as HTML: what was taken struck through and coloured by category, with reasons, metadata above.

        A document to write to a file as UTF-8; with `full=False` a fragment for a page of your own. It holds no script
        and is of bounded length; what it leaves out it says.
        """
        return html.to_html(self, full)

    def to_dict(self, marks: bool = False) -> dict[str, Any]:
        """Plain data for JSON, with its schema's version; with `marks`, all that is needed to replay the article."""
        data: dict[str, Any] = {
            "schema": SCHEMA,
            "ruleset": self.ruleset,
            "favor": self.favor,
            "verdict": self.verdict,
            "body": self.body,
            "metadata": {name: plain(value) for name, value in asdict(self.metadata).items()},
            "removals": [{n: plain(v) for n, v in asdict(removal).items()} for removal in self.removals],
        }
        if marks:
            data["marks"] = [to_dict(mark) for mark in self.marks]
        return data

    def to_json(self, marks: bool = False, indent: int | None = None) -> str:
        """`to_dict` as JSON; lone surrogates, which no encoding can carry, are escaped."""
        text = json.dumps(self.to_dict(marks), ensure_ascii=False, indent=indent)
        return text if is_encodable(text) else json.dumps(self.to_dict(marks), indent=indent)


def plain(value: T) -> T | list[Any]:
    """Tuples as lists, as JSON has them."""
    return list(value) if isinstance(value, tuple) else value


def is_encodable(text: str) -> bool:
    """Whether the text can be written as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def verdict(page: Page, folded: Folded) -> str:
    """What kind of page it was; see "Verdicts" in the documentation."""
    claimed = page.found("verdict")
    if claimed in VERDICTS:
        return claimed
    if not words.has_words(folded.body):
        return "empty"
    unspaced = not folded.body.isascii() and len(words.UNSPACED.findall(folded.body)) * 2 > len(folded.body)
    short = len(folded.body) < THIN_CHARACTERS if unspaced else words.count(folded.body) < THIN_WORDS
    taken = sum(removal.end - removal.start for removal in folded.removals)
    total = sum(len(line.raw.strip()) for line in page.lines)
    return "thin" if short and taken * 2 > total else "article"
