"""A line as the lexicon and the features see it."""

from itertools import pairwise
from typing import NamedTuple

import regex

from newsclean import words

TOKEN = regex.compile(r"\w+")
RUN = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hiragana}\p{Katakana}\p{Han}]+|\w+")
UNSPACED_SHARE = 0.15
"""From this share of characters on, a line counts as one of a script without spaces."""

SHORT, MIDDLE = 8, 25
"""Words up to which a line is short, or of middle length; the lexicon tells the three apart."""

FIRST, PAIRS, LAST = 60, 10, 3
"""Tokens of a line that are looked up; neighbouring pairs at its beginning; pairs at its end."""


class Tokens(NamedTuple):
    """The tokens of a line in lower case, digits as "0", and its length in words."""

    tokens: tuple[str, ...]
    words: float


def tokens(text: str) -> Tokens:
    """Cut a line into tokens; runs of a script without spaces give overlapping pairs of characters.

    >>> tokens("In 2024, the mill burned")
    Tokens(tokens=('in', '0', 'the', 'mill', 'burned'), words=5)
    >>> tokens("河边磨坊").tokens
    ('河边', '边磨', '磨坊')
    """
    lowered = text.lower()
    if text.isascii():
        found = ["0" if token[0].isdigit() else token for token in words.split(lowered)]
        return Tokens(tuple(found), len(found))
    unspaced = len(words.UNSPACED.findall(text))
    if unspaced <= UNSPACED_SHARE * len(text):
        found = ["0" if token[0].isdigit() else token for token in TOKEN.findall(lowered)]
        return Tokens(tuple(found), len(found))
    out: list[str] = []
    others = 0
    for run in RUN.findall(lowered):
        if words.UNSPACED.match(run):
            out.extend(run[i : i + 2] for i in range(max(1, len(run) - 1)))
        else:
            others += 1
            out.append("0" if run[0].isdigit() else run)
    return Tokens(tuple(out), unspaced / words.UNSPACED_WORD + others)


def size_of(line: Tokens) -> str:
    """The length class of a line: "s" short, "m" of middle length, "L" long."""
    return "s" if line.words <= SHORT else "m" if line.words <= MIDDLE else "L"


def pairs_of(found: tuple[str, ...]) -> dict[str, None]:
    """The neighbouring pairs at a line's beginning and end, each once, in order."""
    pairs = dict.fromkeys([f"{a} {b}" for a, b in pairwise(found[: PAIRS + 1])])
    if len(found) > PAIRS + 2:
        pairs |= dict.fromkeys([f"{a} {b}" for a, b in pairwise(found[-LAST - 1 :])])
    return pairs


def keys(line: Tokens) -> list[str]:
    """The keys under which the lexicon knows a line: words and pairs with its length class, its beginning and end.

    In an order that is the same in every process, as the sum of their weights is.

    >>> sorted(keys(tokens("Read more")))
    ['=read more', '^^read more', '^read', 's$more', 's^read', 's|more', 's|read', 's||read more']
    """
    found = line.tokens
    if not found:
        return []
    size = size_of(line)
    out = [f"{size}|{token}" for token in dict.fromkeys(found[:FIRST])]
    out += [f"{size}||{pair}" for pair in pairs_of(found)]
    out += (f"{size}^{found[0]}", f"{size}${found[-1]}", f"^{found[0]}")
    if len(found) > 1:
        out.append(f"^^{' '.join(found[:3])}")
    if line.words <= SHORT:
        out.append(f"={' '.join(found)}")
    return out
