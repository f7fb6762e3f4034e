"""Agencies and the cues that introduce a credit, as look-ups and patterns made from the data."""

from functools import cache
from typing import Any

import regex

from newsclean import words
from newsclean.languages import loader

NAMED = " +"


@cache
def agencies(kind: str = "") -> dict[str, str]:
    """Canonical names of agencies by name as written; `kind` is "news", "photo", or "" for all.

    >>> agencies()["Associated Press"], "Shutterstock" in agencies("news")
    ('AP', False)
    """
    rows = (line.split("\t") for line in loader.entries("agencies.txt"))
    return {row[0]: row[2] if len(row) > 2 else row[0] for row in rows if not kind or row[1] in (kind, "both")}


@cache
def credit_cues(*codes: str) -> tuple[str, ...]:
    """The words that introduce a credit, in these languages or in all, longest first."""
    return tuple(cue for cue in cue_lines(*codes) if not cue.endswith(NAMED))


@cache
def named_cues(*codes: str) -> tuple[str, ...]:
    """The words that introduce a credit without a colon: "photo by"; in the data a "+" stands behind them."""
    return tuple(cue.removesuffix(NAMED) for cue in cue_lines(*codes) if cue.endswith(NAMED))


@cache
def cue_lines(*codes: str) -> tuple[str, ...]:
    """The lines of these languages' files of credit cues, or of all, longest first."""
    cues = {cue for code in codes or loader.languages() for cue in loader.entries(f"{code}/credit-cues.txt")}
    return tuple(sorted(cues, key=lambda cue: (-len(cue), cue)))


@cache
def source_cues() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words that introduce the agency an article comes from: before a colon, and without one, in all languages."""
    cues = {cue for code in loader.languages() for cue in loader.entries(f"{code}/source-cues.txt")}
    named = {cue for cue in cues if cue.endswith(NAMED)}
    return tuple(sorted(cues - named)), tuple(sorted(cue.removesuffix(NAMED) for cue in named))


@cache
def written(kind: str = "", script: str | None = None) -> tuple[str, ...]:
    """The names of agencies that are written in Latin letters or in this script; in all where it is None."""
    known = agencies(kind)
    return tuple(n for n in known if script is None or words.family(letters(n)) in ("Latin", script))


def letters(name: str) -> str | None:
    """The script of most letters of a name."""
    return next(iter(words.script_counts(name)), None)


@cache
def stock_agencies() -> tuple[str, ...]:
    """Agencies that sell pictures alone."""
    return tuple(name for name in agencies("photo") if name not in agencies("news"))


def any_of(names: tuple[str, ...]) -> str:
    """A pattern for one of the names, the longest that fits; one that never matches where there are none.

    What names begin with in common is tried once, so that a thousand names cost little more than a few.

    >>> any_of(("AP", "AP Photo", "AFP")), any_of(())
    ('A(?:FP|P(?:\\\\sPhoto)?)', '(?!)')
    """
    if not names:
        return "(?!)"
    root: dict[str, Any] = {}
    for name in names:
        node = root
        for character in name:
            node = node.setdefault(character, {})
        node[""] = {}
    found = branches(root)
    return found if len(root) == 1 else f"(?:{found})"


def branches(node: dict[str, Any]) -> str:
    """A pattern for what follows in a tree of characters; an empty key ends a name."""
    found = []
    for character, below in sorted(node.items()):
        if character:
            rest = branches(below)
            plain = len(below) == 1 or not below
            found.append(escaped(character) + (rest if plain else f"(?:{rest})" + "?" * ("" in below)))
    return "|".join(found)


def escaped(character: str) -> str:
    """A character as a pattern; a space stands for any white space."""
    return r"\s" if character == " " else regex.escape(character)


@cache
def agency_pattern(kind: str = "", script: str | None = None) -> str:
    """A pattern for the name of any agency that is written in Latin letters or in this script."""
    return any_of(written(kind, script))


@cache
def agency_words() -> frozenset[str]:
    """The words that agencies' names are made of: a look-up that tells whether the patterns are worth trying."""
    common = loader.stopwords()
    found = (word for name in agencies() for word in words.WORD.findall(name))
    return frozenset(word for word in found if word.lower() not in common or word.isupper())


@cache
def agency_tokens() -> frozenset[str]:
    """The words of agencies' names as `Line.tokens` has them."""
    return frozenset(token for word in agency_words() for token in words.split(words.folded(word)))


@cache
def cue_words(*codes: str) -> frozenset[str]:
    """The cues as they are compared: folded."""
    return frozenset(map(words.folded, credit_cues(*codes)))


@cache
def byline_cues(*codes: str) -> tuple[str, ...]:
    """The words that introduce the authors in these languages, or in all."""
    cues = {cue for code in codes or loader.languages() for cue in loader.entries(f"{code}/byline-cues.txt")}
    return tuple(sorted(cues))


@cache
def byline_words(*codes: str) -> frozenset[str]:
    """The first words of the cues, folded, without a colon: a look-up that tells whether patterns are worth trying."""
    return frozenset(words.key(cue.split()[0]) for cue in byline_cues(*codes))


@cache
def author_labels() -> frozenset[str]:
    """What stands alone on the line above an author's name, folded, without a colon; the cues among them."""
    labels = {cue for code in loader.languages() for cue in loader.entries(f"{code}/author-labels.txt")}
    return frozenset(words.key(label) for label in labels)


@cache
def credited_labels() -> tuple[str, ...]:
    """What introduces people who worked on an article and are not its authors, folded, in all languages."""
    labels = {cue for code in loader.languages() for cue in loader.entries(f"{code}/credited-labels.txt")}
    return tuple(sorted(words.folded(label) for label in labels))


@cache
def credited_keys() -> frozenset[str]:
    """The same as they are compared with whole lines."""
    return frozenset(map(words.key, credited_labels()))


@cache
def name_enders() -> frozenset[str]:
    """Words in capitals behind a name that are no part of it."""
    return frozenset(loader.entries("name-enders.txt"))


@cache
def calendar_words() -> frozenset[str]:
    """The names of months in all languages, folded, without full stops: no word of a person's name but "May"."""
    rows = (row for code in loader.languages() for row in loader.entries(f"{code}/months.txt"))
    return frozenset(words.key(word) for row in rows for word in row.split() if len(word) > 2)


def undated(name: str) -> str:
    """A name that digits follow, without the month at its end, which belongs to them; whole where one word is left.

    >>> undated("Jane Roe May"), undated("Jane May"), undated("Jane Roe")
    ('Jane Roe', 'Jane May', 'Jane Roe')
    """
    first, _, last = name.rpartition(" ")
    return first if " " in first and words.key(last) in calendar_words() else name


@cache
def person_pattern() -> str:
    """A pattern for the name of a person: two to five words, capitals first, particles in between.

    >>> bool(regex.fullmatch(person_pattern(), "Ursula von der Leyen")), bool(regex.fullmatch(person_pattern(), "Sea"))
    (True, False)
    """
    particle = any_of(loader.entries("name-particles.txt"))
    word = r"\p{Lu}[\p{L}\p{M}.'’-]{0,24}"
    return rf"{word}(?:\s(?:{particle})){{0,2}}\s{word}(?:\s(?:(?:{particle})\s)?{word}){{0,2}}"


@cache
def roles() -> frozenset[str]:
    """Words that name a role, not a person."""
    return frozenset(loader.entries("roles.txt"))
