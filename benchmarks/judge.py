"""Clean one page in one form and judge what comes out by its gold; `quality.py` defines the figures."""

import importlib
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from figures import Shares, agreement, lost_paragraphs, people, plain, scores

Page = Mapping[str, Any]
Figures = dict[str, Any]

WHOLE = "html_text"
UNDATED = ("daniel",)  # sources whose gold has no dates, though the pages have
FIELDS = ("lang", "title", "authors", "date", "made_up")


@dataclass
class Row:
    """What one page gave. It is plain data, so that it can cross processes."""

    id: str
    url: str
    error: str | None = None
    seconds: float = 0.0
    before: Shares = (1.0, 0.0, 0.0)
    after: Shares = (1.0, 0.0, 0.0)
    empty: bool = False
    lost: int = 0
    paragraphs: int = 0
    keep: list[bool] = field(default_factory=list)
    drop: list[bool] = field(default_factory=list)
    fields: dict[str, bool] = field(default_factory=dict)
    removed: Counter[str] = field(default_factory=Counter)
    labelled: int = 0


def resolve(name: str) -> Callable[[str], Any]:
    """The function that `module:function` names."""
    module, _, function = name.partition(":")
    found: Callable[[str], Any] = getattr(importlib.import_module(module), function)
    return found


def body_of(result: Any) -> str:
    """A cleaner gives the body itself or something that has it."""
    body: str = result if isinstance(result, str) else result.body
    return body


def has_input(page: Page, kind: str) -> bool:
    """Whether the page can be had in this form."""
    return kind == "body" or (WHOLE if kind in ("one_line", "again") else kind) in page["text"]


def source_of(page: Page, kind: str, clean: Callable[[str], Any]) -> str:
    """The page in the form that the cleaner is given."""
    if kind == "body":
        return str(page["body"])
    if kind == "one_line":
        return " ".join(page["text"][WHOLE].split())
    if kind == "again":
        return body_of(clean(page["text"][WHOLE]))
    return str(page["text"][kind])


def judge_fields(page: Page, metadata: Any) -> dict[str, bool]:
    """Which metadata are right, where the gold has them, and whether some are made up, where it has none."""
    right: dict[str, bool] = {}
    if page.get("language"):
        right["lang"] = (metadata.language or "").split("-")[0] == page["language"]
    if page.get("title"):
        right["title"] = plain(page["title"]) == plain(metadata.title)
    wanted, given = people(page.get("authors")), people(metadata.authors)
    if wanted:
        right["authors"] = wanted == given
    elif not page.get("authors"):
        right["made_up"] = bool(given)
    dates = [str(date)[:10] for date in (metadata.published, getattr(metadata, "updated", None)) if date]
    if len(page.get("date") or "") == len("2025-01-31"):
        right["date"] = dates[:1] == [page["date"]]
    elif not page.get("date") and page.get("source") not in UNDATED:
        right["made_up"] = right.get("made_up", False) or bool(dates)
    return right


def measure(cleaner: str, task: tuple[Page, str]) -> Row:
    """Clean a page in one form and compare what comes out with its gold."""
    page, kind = task
    clean, row = resolve(cleaner), Row(page["id"], page.get("url") or "")
    source: str | None = None
    result, body = None, ""
    try:
        source = source_of(page, kind, clean)
        started = time.perf_counter()
        result = clean(source)
        row.seconds = time.perf_counter() - started
        body = body_of(result)
    except Exception as error:  # whatever a cleaner raises is a figure of the table
        row.error = f"{type(error).__name__}: {error}"
    gold = source if kind == "again" and source is not None else page["body"]
    row.before, row.after, row.empty = agreement(gold, source), agreement(gold, body), not body.strip()
    flat = plain(body)
    row.keep = [words in flat for words in map(plain, page.get("keep", ())) if words]
    row.drop = [words not in flat for words in map(plain, page.get("drop", ())) if words]
    if kind in ("body", "again"):
        row.lost, row.paragraphs = lost_paragraphs(gold or "", body)
    elif (metadata := getattr(result, "metadata", None)) is not None:
        row.fields = judge_fields(page, metadata)
    for removal in getattr(result, "removals", ()):
        row.removed[removal.category] += removal.end - removal.start
        row.labelled += (removal.end - removal.start) * (removal.stage == "labeller")
    return row


def share(answers: Iterable[bool]) -> float | None:
    """The share of yes; None where nothing was asked.

    >>> share([True, False]), share([])
    (0.5, None)
    """
    given = list(answers)
    return sum(given) / len(given) if given else None


def summary(rows: Sequence[Row]) -> Figures:
    """The figures of one file and input; rates are fractions, and None where no page has the gold for them."""
    f1, precision, recall = scores([row.after for row in rows])
    before, _, recall_before = scores([row.before for row in rows])
    return {
        **{"n": len(rows), "before": before, "f1": f1, "precision": precision, "recall": recall},
        "recall_lost": recall_before - recall,
        "keep": share(answer for row in rows for answer in row.keep),
        "drop": share(answer for row in rows for answer in row.drop),
        **{name: share(row.fields[name] for row in rows if name in row.fields) for name in FIELDS},
        "ms": 1000 * statistics.median(row.seconds for row in rows),
        "errors": sum(row.error is not None for row in rows),
        "empty": sum(row.empty for row in rows),
        "lost": sum(row.lost for row in rows),
        "paragraphs": sum(row.paragraphs for row in rows),
    }
