"""Agencies and the cues that introduce a credit, as look-ups and patterns made from the data."""

from functools import cache

import regex

from newsclean import words
from newsclean.languages import loader


@cache
def agencies(kind: str = "") -> dict[str, str]:
    """Canonical names of agencies by name as written; `kind` is "news", "photo", or "" for all.

    >>> agencies()["Associated Press"], "Shutterstock" in agencies("news")
    ('AP', False)
    """
    rows = (line.split("\t") for line in loader.entries("agencies.txt"))
    return {row[0]: row[2] if len(row) > 2 else row[0] for row in rows if not kind or row[1] in (kind, "both")}


@cache
def credit_cues() -> tuple[str, ...]:
    """The words that introduce a credit, in all languages, longest first."""
    cues = {cue for code in loader.languages() for cue in loader.entries(f"{code}/credit-cues.txt")}
    return tuple(sorted(cues, key=lambda cue: (-len(cue), cue)))


@cache
def stock_agencies() -> tuple[str, ...]:
    """Agencies that sell pictures alone."""
    return tuple(name for name in agencies("photo") if name not in agencies("news"))


def any_of(names: tuple[str, ...]) -> str:
    """A pattern for one of the names, longest first; one that never matches where there are none."""
    if not names:
        return "(?!)"
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(regex.escape(name, literal_spaces=True).replace(" ", r"\s") for name in ordered)


@cache
def agency_pattern(kind: str = "") -> str:
    """A pattern for the name of any agency."""
    return any_of(tuple(agencies(kind)))


@cache
def agency_words() -> frozenset[str]:
    """The words that agencies' names are made of: a look-up that tells whether the patterns are worth trying."""
    return frozenset(word for name in agencies() for word in words.WORD.findall(name))


@cache
def cue_words() -> frozenset[str]:
    """The cues as they are compared: folded."""
    return frozenset(map(words.folded, credit_cues()))
