"""Agencies and the cues that introduce a credit, as look-ups and patterns made from the data."""

from functools import cache

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
def credit_cues() -> tuple[str, ...]:
    """The words that introduce a credit, in all languages, longest first."""
    return tuple(cue for cue in cue_lines() if not cue.endswith(NAMED))


@cache
def named_cues() -> tuple[str, ...]:
    """The words that introduce a credit without a colon: "photo by"; in the data a "+" stands behind them."""
    return tuple(cue.removesuffix(NAMED) for cue in cue_lines() if cue.endswith(NAMED))


@cache
def cue_lines() -> tuple[str, ...]:
    """The lines of all files of credit cues, longest first."""
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
    common = loader.stopwords()
    found = (word for name in agencies() for word in words.WORD.findall(name))
    return frozenset(word for word in found if word.lower() not in common or word.isupper())


@cache
def cue_words() -> frozenset[str]:
    """The cues as they are compared: folded."""
    return frozenset(map(words.folded, credit_cues()))


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
