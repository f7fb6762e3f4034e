"""A profile as JSON that a person can read and edit: a line a row, the most frequent first."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from newsclean.template.common import DECISIONS, Template
from newsclean.template.keys import key
from newsclean.template.seen import Seen

KIND, SCHEMA = "site profile", 1
"""What the file says it is, and the version of its form; another is refused."""

ABOUT = (
    "Lines that stand on several pages of a site. `pages` says on how many, `on` on which (a bit for each of `seen`). "
    'To decide on a line, set its `decision` to "keep" (it is never removed) or "remove" (it always is); a row of '
    "your own needs `line` and `decision` alone. Other changes are not meant to be made by hand."
)

AGAIN = "write it anew with `newsclean sites learn`, or mend it there"
HEX = frozenset("0123456789abcdef")


class Stored(NamedTuple):
    """What a file holds."""

    min_pages: int
    max_pages: int
    seen: dict[int, Seen]
    decisions: dict[str, str]


def write(path: Path, stored: Stored, template: Template, whole: bool) -> None:
    """Write a profile. A reader never sees half a file: it is written beside its place and moved there."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    unfinished.write_text("\n".join(rows(stored, template, whole)) + "\n", "utf-8", newline="\n")
    unfinished.replace(path)


def rows(stored: Stored, template: Template, whole: bool) -> Iterator[str]:
    """The lines of the file. Without `whole`, lines on a single page of those seen are left out."""
    pages = [stored.seen[number] for number in sorted(stored.seen)]
    masks: dict[str, int] = dict.fromkeys(stored.decisions, 0)
    for place, seen in enumerate(pages):
        for line in seen.lines:
            masks[line] = masks.get(line, 0) | 1 << place
    if not whole:
        masks = {line: mask for line, mask in masks.items() if mask & (mask - 1) or line in stored.decisions}
    times = Counter(line for seen in template.pages for line in seen.lines)
    head = {"newsclean": KIND, "schema": SCHEMA, "about": ABOUT, "pages": template.number, "name": template.name}
    head |= {"begins_after": template.begins_after, "ends_before": template.ends_before}
    head |= {"min_pages": stored.min_pages, "max_pages": stored.max_pages}
    yield "{"
    yield from (f" {dumped(name)}: {dumped(value)}," for name, value in head.items())
    yield ' "lines": ['
    ordered = sorted(masks, key=lambda line: (-times[line], line))
    yield from listed(line_row(line, times[line], masks[line], stored.decisions) for line in ordered)
    yield ' ],\n "seen": ['
    yield from listed(seen_row(seen, None if whole else masks) for seen in pages)
    yield " ]\n}"


def listed(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The items of a list, a line each."""
    texts = [dumped(item) for item in items]
    yield from (f"  {text}," for text in texts[:-1])
    yield from (f"  {text}" for text in texts[-1:])


def dumped(value: Any) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def line_row(line: str, times: int, mask: int, decisions: Mapping[str, str]) -> dict[str, Any]:
    """A line as data."""
    return {"line": line, "pages": times, "decision": decisions.get(line), "on": f"{mask:x}"}


def seen_row(seen: Seen, lines: Mapping[str, int] | None) -> dict[str, Any]:
    """A page as data, but for its lines; of those below its text only the ones in `lines`.

    Those above stay, as its headline is among them: near copies are known by it.
    """
    below = [key for key in seen.below if lines is None or key in lines]
    sentences = "".join(f"{number:08x}" for number in seen.sentences)
    head = {"id": f"{seen.id:016x}", "title": seen.title, "ends": seen.ends, "above": seen.above}
    return head | {"below": below, "sentences": sentences}


def read(path: Path) -> Stored:
    """What a file holds. Raises `OSError` where it cannot be read, `ValueError` that names file and place."""
    try:
        data = json.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 at byte {error.start}; {AGAIN}") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path}: no JSON: {error}; {AGAIN}") from error
    if not isinstance(data, dict) or data.get("newsclean") != KIND:
        raise ValueError(f"{path}: no site profile: its key `newsclean` is not {KIND!r}; give a file that `save` wrote")
    if data.get("schema") != SCHEMA:
        raise ValueError(f"{path}: schema is {data.get('schema')!r}, this version reads {SCHEMA}; {AGAIN}")
    try:
        return stored_of(data)
    except (KeyError, TypeError, ValueError) as error:
        why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else error
        raise ValueError(f"{path}: {why}; {AGAIN}") from error


def stored_of(data: dict[str, Any]) -> Stored:
    """The content of a file as values. Raises `ValueError` that names the row."""
    pages = [page_of(row, f"seen, row {number}") for number, row in enumerate(items(data, "seen"), 1)]
    lines: list[list[str]] = [[] for _ in pages]
    decisions: dict[str, str] = {}
    for number, row in enumerate(items(data, "lines"), 1):
        place = f"lines, row {number}"
        if not isinstance(row, dict) or not isinstance(row.get("line"), str):
            raise ValueError(f"{place}: a row needs `line` (text)")
        line = row["line"] if "on" in row else key(row["line"])
        mask = hexadecimal(row.get("on", "0"), place, "on")
        if mask >> len(pages):
            raise ValueError(f"{place}: `on` speaks of more pages than `seen` has")
        for bit in range(mask.bit_length()):
            if mask >> bit & 1:
                lines[bit].append(line)
        if row.get("decision") is not None:
            if row["decision"] not in DECISIONS:
                raise ValueError(f"{place}: `decision` is {row['decision']!r}; valid are null, {', '.join(DECISIONS)}")
            decisions[line] = row["decision"]
    seen = {page.id: page._replace(lines=tuple(sorted(set(own)))) for page, own in zip(pages, lines, strict=True)}
    return Stored(number_of(data, "min_pages"), number_of(data, "max_pages"), seen, decisions)


def items(data: dict[str, Any], name: str) -> list[Any]:
    """A list of the file."""
    found = data[name]
    if not isinstance(found, list):
        raise ValueError(f"`{name}` must be a list")
    return found


def number_of(data: dict[str, Any], name: str) -> int:
    """A number of the file, 1 or more."""
    value = data[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"`{name}` must be a whole number from 1 on")
    return value


def page_of(row: Any, place: str) -> Seen:
    """A page from its row, still without lines."""
    if not isinstance(row, dict):
        raise ValueError(f"{place}: a row needs `id` and `sentences`")
    text, title = row.get("sentences"), row.get("title")
    if not isinstance(title, str):
        raise ValueError(f"{place}: `title` must be a text")
    if not isinstance(text, str) or len(text) % 8:
        raise ValueError(f"{place}: `sentences` must be hexadecimal, eight digits each")
    sentences = (hexadecimal(text[start : start + 8], place, "sentences") for start in range(0, len(text), 8))
    around = (strings(row, name, place) for name in ("ends", "above", "below"))
    return Seen(hexadecimal(row.get("id"), place, "id"), title, (), tuple(sorted(sentences)), *around)


def strings(row: dict[str, Any], name: str, place: str) -> tuple[str, ...]:
    """A list of texts of a row."""
    found = row.get(name, [])
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise ValueError(f"{place}: `{name}` must be a list of texts")
    return tuple(found)


def hexadecimal(text: Any, place: str, name: str) -> int:
    """A number in hexadecimal digits."""
    if not isinstance(text, str) or not text or not set(text) <= HEX:
        raise ValueError(f"{place}: `{name}` must be hexadecimal digits, not {text!r:.40}")
    return int(text, 16)
