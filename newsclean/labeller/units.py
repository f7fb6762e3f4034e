"""What the labeller decides on: a line, or the pieces of one that belong together, and the marks on it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsclean import words
from newsclean.labeller.lexicon import GONE, Score, Tables, score
from newsclean.labeller.tokens import Tokens, tokens
from newsclean.marks import Found, Remove
from newsclean.page import Page

CLOSING = "\"'”’»“)]}›」』）】〉》"
DATE = re.compile(r"(?:19|20)\d\d|\d{1,2}[:.]\d\d\b|\d{1,2}/\d{1,2}/|[年月日]")
DIGIT = re.compile(r"[\d年月日]")
GOOD_WORDS, GOOD_END = 12, 2
"""A paragraph of prose has so many words, and ends like this (`end_class`)."""


DEEP = 8
NO_HINT = (0.0, "")


class Unit(NamedTuple):
    """A line, or pieces joined, as the labeller sees it.

    `numbers` are its lines in `Page.lines`; `gone` tells that certain rules took all of it, so that it has no tokens,
    `kept` that a stage keeps it; `hint` is the highest confidence of the evidence on it, `hinted` the evidence's
    category; `gap` tells that a blank line stands before it, `good` that it is a paragraph of prose that no rule took;
    `indent` tells by how many spaces it is set in, at most `DEEP`.
    """

    numbers: tuple[int, ...]
    text: str
    tokens: Tokens
    end: float
    start: float
    gone: bool
    kept: bool
    hint: float
    hinted: str
    dated: bool
    gap: bool = False
    good: bool = False
    indent: float = 0.0


def units(page: Page) -> list[Unit]:
    """The units of a page, in order."""
    hints: dict[int, tuple[float, str]] = {}
    for mark in page.marks:
        if isinstance(mark, Remove) and mark.evidence:
            hints[mark.line] = max(hints.get(mark.line, NO_HINT), (mark.confidence, mark.category))
    removed, settled = page.removed, page.settled
    out = []
    for group in page.groups:
        if len(group) == 1:
            line = page.lines[group[0]]
            text, gap, raw = line.text, line.gap, line.raw
            hint, hinted = hints.get(line.number, NO_HINT)
            gone, kept = line.number in removed, line.number in settled
            found = Tokens((), line.words) if gone else tokens(text)
        else:
            lines = [page.lines[number] for number in group]
            text, gap, raw = " ".join(line.text for line in lines), lines[0].gap, lines[0].raw
            hint, hinted = max([hints[number] for number in group if number in hints], default=NO_HINT)
            gone, kept = removed.issuperset(group), settled.issuperset(group)
            found = Tokens((), sum([line.words for line in lines])) if gone else tokens(text)
        dated = len(text) < 200 and DIGIT.search(text) is not None and DATE.search(text) is not None
        end, kept = end_class(text), kept and not gone
        good = not gone and found.words >= GOOD_WORDS and end >= GOOD_END
        out.append(
            Unit(group, text, found, end, start_class(text), gone, kept, hint, hinted, dated, gap, good, indent(raw))
        )
    return out


def scored(places: list[Unit], tables: Tables, bias: float) -> list[Score]:
    """The score of each unit by a lexicon."""
    return [GONE if unit.gone else score(unit.tokens, tables, bias) for unit in places]


def indent(raw: str) -> float:
    """By how many characters of white space a line is set in, at most `DEEP`."""
    return float(min(DEEP, len(raw) - len(raw.lstrip())))


def end_class(text: str) -> float:
    """How a line ends: 3 a sentence, 2.5 a sentence and a closing sign, 2 a closing sign, 1 a colon, 0 a letter, …

    >>> [end_class(text) for text in ("He left.", "“He left.”", "Photo:", "Latest news", "12")]
    [3, 2.5, 1, 0, -1]
    """
    last = text[-1:]
    if last in words.ENDS and last:
        return 3
    if last and last in CLOSING:
        above = text.rstrip(CLOSING)[-1:]
        return 2.5 if (above and above in words.ENDS) or text[-2:-1] in (*CLOSING, ",") else 2
    if last in (":", "："):
        return 1
    if last in (",", ";", "-", "–", "—", "、", "，"):
        return 0.5
    if words.ended(text):
        return 3
    if last.isalpha():
        return 0
    return -1 if last.isdigit() else -2


def start_class(text: str) -> float:
    """How a line begins: 3 lower case, 2 upper case, 1.5 another letter, 1 a digit, 0 a quote or dash, -1 else.

    >>> [start_class(text) for text in ("he left", "He left", "“He", "12 men", "他")]
    [3, 2, 0, 1, 1.5]
    """
    first = text[:1]
    if first.islower():
        return 3
    if first.isupper():
        return 2
    if first.isalpha():
        return 1.5
    if first.isdigit():
        return 1
    return 0 if first and first in "\"'“”„«»‘’‚-–—*•" else -1


def found_units(page: Page, places: list[Unit], field: str) -> Iterator[int]:
    """The places of the units on whose lines a field of the metadata was found."""
    lines = {mark.line for mark in page.marks if isinstance(mark, Found) and mark.field == field}
    return (place for place, unit in enumerate(places) if not lines.isdisjoint(unit.numbers))
