"""The five marks: what a stage may say about a page.

A stage reads a page and yields marks; it never edits. Marks are plain values: they compare, hash, and go through JSON
(`to_dict`, `from_dict`), so an article can be explained, undone and replayed.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

CATEGORIES = (
    "advertising",
    "audio",
    "byline",
    "caption",
    "comments",
    "cookies",
    "copyright",
    "counter",
    "credit",
    "duplicate",
    "error_page",
    "headline",
    "interface",
    "login",
    "navigation",
    "notice",
    "related",
    "share",
    "stray_script",
    "subscribe",
    "tags",
    "timestamp",
    "url",
)
"""What cruft can be; a rule names one of these. `notice` is a tip line, disclosure, author note or helpline."""

FIELDS = (
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
    "verdict",
)
"""What a `Found` mark can speak of: the fields of `Metadata`, and `verdict`."""

CORRECTED = ("title",)
"""Single fields whose last value counts: a stage that knows the body corrects an earlier one. Of others the first."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Line `line` reads `text`: repaired Unicode and white space, Markdown read through.

    The pipeline applies it before the next stage, so that offsets of later marks refer to the repaired text.
    """

    line: int
    text: str
    rule: str
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """Line `line` continues the line before it: a sentence broken in two."""

    line: int
    rule: str
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """Characters `start` to `end` of `Line.text` are cruft of a category.

    `confidence` (0 to 1) is what `favor` is compared with. `evidence=True` is a weak hint: it is shown and it is
    there for later stages to weigh, but it takes nothing by itself. `because` names the features of the labeller's
    model that weighed most.

    >>> Remove(3, 0, 9, "subscribe", "en.subscribe.button")
    Remove(line=3, start=0, end=9, category='subscribe', rule='en.subscribe.button', confidence=1.0, evidence=False,
           stage='', because=())
    >>> Remove(3, 0, 9, "newsletters", "en.subscribe.button")
    Traceback (most recent call last):
    ValueError: unknown category 'newsletters'; valid are advertising, audio, byline, caption, comments, cookies, ...
    """

    line: int
    start: int
    end: int
    category: str
    rule: str
    confidence: float = 1.0
    evidence: bool = False
    stage: str = ""
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.category not in CATEGORIES:
            raise ValueError(f"unknown category {self.category!r}; valid are {', '.join(CATEGORIES)}")
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a removal runs from start to end, not from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Keep:
    """Line `line` stays, whatever other marks say."""

    line: int
    rule: str
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of metadata, and the line it came from (-1: from the page as a whole)."""

    field: str
    value: str
    line: int
    rule: str
    stage: str = ""

    def __post_init__(self) -> None:
        if self.field not in FIELDS:
            raise ValueError(f"unknown field {self.field!r}; valid are {', '.join(FIELDS)}")


Mark: TypeAlias = Rewrite | Join | Remove | Keep | Found


def value_of(name: str, marks: Sequence[Mark]) -> str | None:
    """The value of a single field: the first one found, or the last of a field that stages correct.

    >>> value_of("title", [Found("title", "A", 0, "r"), Found("title", "B", 1, "r")])
    'B'
    >>> value_of("agency", [Found("agency", "A", 0, "r"), Found("agency", "B", 1, "r")])
    'A'
    """
    ordered = reversed(marks) if name in CORRECTED else marks
    return next((mark.value for mark in ordered if isinstance(mark, Found) and mark.field == name), None)


def stamped(mark: Mark, stage: str) -> Mark:
    """The mark with the name of the stage that made it; `dataclasses.replace`, but five times as fast.

    >>> stamped(Join(4, "fragment"), "fragments")
    Join(line=4, rule='fragment', stage='fragments')
    """
    made: Mark = object.__new__(type(mark))
    for name in mark.__slots__:
        object.__setattr__(made, name, getattr(mark, name))
    object.__setattr__(made, "stage", stage)
    return made


KINDS: dict[str, type[Mark]] = {kind.__name__.lower(): kind for kind in (Rewrite, Join, Remove, Keep, Found)}


def to_dict(mark: Mark) -> dict[str, Any]:
    """The mark as plain data for JSON.

    >>> to_dict(Join(4, "fragment"))
    {'mark': 'join', 'line': 4, 'rule': 'fragment', 'stage': ''}
    """
    return {"mark": type(mark).__name__.lower(), **asdict(mark)}


def from_dict(data: dict[str, Any]) -> Mark:
    """The mark that `to_dict` wrote.

    Raises `ValueError` for an unknown kind of mark, category or field.

    >>> from_dict({"mark": "join", "line": 4, "rule": "fragment", "stage": ""})
    Join(line=4, rule='fragment', stage='')
    """
    fields = dict(data)
    kind = fields.pop("mark", None)
    if kind not in KINDS:
        raise ValueError(f"unknown mark {kind!r}; valid are {', '.join(KINDS)}")
    if "because" in fields:
        fields["because"] = tuple(fields["because"])
    return KINDS[kind](**fields)
