"""An article as a flat row: what `newsclean batch` writes and Arrow carries."""

from collections.abc import Iterable
from typing import Any

from newsclean.article import Article

SCHEMA = 1
"""Version of the rows; it rises when a field changes its meaning or type."""

FIELDS = (
    "id",
    "url",
    "verdict",
    "body",
    "title",
    "authors",
    "agency",
    "dateline",
    "published",
    "updated",
    "language",
    "site_name",
    "captions",
    "credits",
    "subheadings",
    "tags",
    "removals",
    "error",
    "ruleset",
    "schema",
)
"""The fields of a row, in order. `error` is null where the document was cleaned; else all between `url` and it is."""

LISTS = ("authors", "captions", "credits", "subheadings", "tags")
REMOVAL = ("start", "end", "text", "category", "rule", "stage", "confidence", "also", "because")
OF_ARTICLE = ("verdict", "body", "ruleset")


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """Some of the fields, in the order of `FIELDS`. Raises `ValueError`, listing them all, for a name that is none.

    >>> chosen(["body", "id"])
    ('id', 'body')
    """
    wanted = set(names)
    if unknown := sorted(wanted - set(FIELDS)):
        raise ValueError(f"unknown field {unknown[0]!r}; valid are {', '.join(FIELDS)}")
    if not wanted:
        raise ValueError(f"no field given; valid are {', '.join(FIELDS)}")
    return tuple(name for name in FIELDS if name in wanted)


def row(
    article: Article | None,
    fields: Iterable[str] = FIELDS,
    *,
    id: Any = None,  # noqa: A002
    url: str | None = None,
    error: str | None = None,
) -> dict[str, Any]:
    """The row of an article, or, where there is none, of the error that a document met with.

    >>> import newsclean
    >>> article = newsclean.clean("The mill burned down.\\n\\nAdvertisement")
    >>> row(article, ["id", "body"], id=7)
    {'id': 7, 'body': 'The mill burned down.'}
    """
    given = {"id": id, "url": url, "error": error, "schema": SCHEMA}
    return {name: given[name] if name in given else value(article, name) for name in fields}


def value(article: Article | None, name: str) -> Any:
    """A field of an article as plain data."""
    if article is None:
        return None
    if name in OF_ARTICLE:
        return getattr(article, name)
    if name == "removals":
        return [{key: plain(getattr(removal, key)) for key in REMOVAL} for removal in article.removals]
    return plain(getattr(article.metadata, name))


def plain(found: Any) -> Any:
    """Tuples as lists."""
    return list(found) if isinstance(found, tuple) else found


def encodable(found: Any) -> Any:
    """Plain data with each lone surrogate, which UTF-8 cannot carry, replaced.

    >>> encodable({"body": ["mill \\ud800"]})
    {'body': ['mill \\ufffd']}
    """
    if isinstance(found, str):
        return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(found, list):
        return [encodable(item) for item in found]
    return {key: encodable(item) for key, item in found.items()} if isinstance(found, dict) else found
