"""Rules as data: what a rule is, and how a file of them is read."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import regex

from newsclean import words
from newsclean.languages import loader
from newsclean.marks import CATEGORIES

MATCHERS = ("phrases", "lines", "starts", "pattern")
COMMON = "mul"
"""The folder of rules that hold in every language (ISO 639: multiple languages)."""


@dataclass(frozen=True)
class Rule:
    """One rule: a matcher, what it means, and the examples that test it.

    Exactly one of these matchers:

    phrases  whole lines, compared by their key (case, quotes, and punctuation at the edges do not count)
    lines    phrases that stand on consecutive lines
    starts   phrases that begin a line; a tail of at most `tail` characters follows, which must not end a sentence
             unless `ended`
    pattern  a regular expression for the whole line, or with `span` for a stretch of it; where it has a group `cut`
             only that goes. `anchors` are words of which the line must hold one (lower case); they make it fast.

    `confidence` below 1 makes it evidence only. `beside` makes it evidence unless other cruft stands directly before
    or behind the line, or nothing but cruft between it and the page's edge. `examples` of a `beside` rule are
    tested without their neighbours. `seen` is False for a form that was never met in the wild.
    """

    id: str
    category: str
    phrases: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    starts: tuple[str, ...] = ()
    tail: int = 140
    ended: bool = False
    pattern: str = ""
    anchors: tuple[str, ...] = ()
    span: bool = False
    beside: bool = False
    confidence: float = 1.0
    seen: bool = True
    removes: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()

    def compiled(self) -> "regex.Pattern[str]":
        """The pattern, compiled on first use."""
        return words.compiled(self.pattern)


NAMES = tuple(f.name for f in fields(Rule))


def load_rules(path: Path) -> tuple[Rule, ...]:
    """The rules of a TOML file. Raises `ValueError` that names file, rule and remedy where it is malformed."""
    try:
        return tuple(parse(path.read_text("utf-8-sig"), str(path)))
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 ({error}); save the file as UTF-8") from error


@cache
def pack(language: str) -> tuple[Rule, ...]:
    """The shipped rules of a language, () where it has none."""
    folder = loader.ROOT.joinpath(language)
    if not folder.is_dir():
        return ()
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return tuple(
        rule for name in names for rule in parse(folder.joinpath(name).read_text("utf-8"), f"{language}/{name}")
    )


def parse(text: str, source: str) -> Iterator[Rule]:
    """The rules written in a TOML text; `source` names it in errors."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"{source}: not valid TOML: {error}; mend it there") from error
    rows = data.get("rule", [])
    if not isinstance(rows, list) or set(data) - {"rule"}:
        raise ValueError(f"{source}: holds {', '.join(map(repr, data))}; a rule file holds only [[rule]] tables")
    seen: set[str] = set()
    for row in rows:
        rule = checked(row, source)
        if rule.id in seen:
            raise ValueError(f"{source}: rule {rule.id!r} stands there twice; give each its own id")
        seen.add(rule.id)
        yield rule


def checked(row: Any, source: str) -> Rule:
    """A rule from its table. Raises `ValueError` that says which rule is wrong and how to mend it."""
    name = row.get("id", "without an id") if isinstance(row, dict) else "that is no table"
    where = f"{source}: rule {name!r}"
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"].strip():
        raise ValueError(f"{where}: give it an id such as 'en.subscribe.newsletter'")
    if unknown := sorted(set(row) - set(NAMES)):
        raise ValueError(f"{where}: unknown key {unknown[0]!r}; valid are {', '.join(NAMES)}")
    if row.get("category") not in CATEGORIES:
        raise ValueError(f"{where}: category {row.get('category')!r}; valid are {', '.join(CATEGORIES)}")
    if sum(bool(row.get(matcher)) for matcher in MATCHERS) != 1:
        raise ValueError(f"{where}: give exactly one of {', '.join(MATCHERS)}")
    values = {key: frozen(value) for key, value in row.items()}
    for field in fields(Rule):
        if field.name in values and not fits(field.name, values[field.name], field.default):
            wanted = "a list of lists of text" if field.name == "lines" else wanted_for(field.default)
            raise ValueError(f"{where}: {field.name} = {row[field.name]!r:.80} has the wrong type; give {wanted}")
    rule = Rule(**values)
    if not 0 < rule.confidence <= 1:
        raise ValueError(f"{where}: confidence {rule.confidence}; it goes from above 0 to 1")
    if rule.tail < 0:
        raise ValueError(f"{where}: tail {rule.tail}; it is a number of characters, 0 or more")
    for phrase in (*rule.phrases, *rule.starts, *(part for parts in rule.lines for part in parts or ("",))):
        if not words.key(phrase):
            raise ValueError(f"{where}: {phrase!r} holds no letter or digit to be known by; use a pattern")
    try:
        rule.compiled()
    except Exception as error:  # Besides `regex.error` the compiler lets out errors of many kinds.
        raise ValueError(f"{where}: pattern is no regular expression: {str(error) or type(error).__name__}") from error
    return rule


def fits(name: str, value: Any, default: Any) -> bool:
    """Whether a value has the type of a rule's field; lists hold text, those of `lines` lists of text."""
    if isinstance(default, tuple):
        whole = isinstance(value, tuple)
        return whole and all(fits("", part, ()) if name == "lines" else isinstance(part, str) for part in value)
    if isinstance(default, float):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if isinstance(default, (bool, int)):
        return type(value) is type(default)
    return isinstance(value, str)


def wanted_for(default: Any) -> str:
    """What to give for a field of this default, in words."""
    kinds = {tuple: "a list of text", float: "a number", bool: "true or false", int: "a whole number"}
    return kinds.get(type(default), "text")


def frozen(value: Any) -> Any:
    """Lists as tuples, all the way down."""
    return tuple(map(frozen, value)) if isinstance(value, list) else value
