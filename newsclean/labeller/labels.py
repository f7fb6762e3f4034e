"""Which lines of a page are body, told by its gold body."""

import unicodedata
from difflib import SequenceMatcher

import regex

from newsclean import words

SHARE = 0.6
"""A line is body where more than this share of its tokens match the gold body in order."""

CHANCE = 0.3
"""A line of more than `PHRASE` tokens has a chance where more than this share of its trigrams stands in the gold body;
a shorter one where the gold body holds it as it is."""

PHRASE = 5


def labels(lines: list[str], gold: str) -> list[bool]:
    """For each line whether it is body, by the longest matching blocks of tokens.

    >>> labels(["Home", "The mill burned down on Friday.", "Share"], "The mill burned down on Friday. Nobody was hurt.")
    [False, True, False]
    """
    wanted = cut(gold)
    trigrams = set(zip(wanted, wanted[1:], wanted[2:], strict=False))
    flat = f" {' '.join(wanted)} "
    found = [cut(line) for line in lines]
    sequence: list[str] = []
    owner: list[int] = []
    for place, line in enumerate(found):
        if has_chance(line, trigrams, flat):
            sequence.extend(line)
            owner.extend([place] * len(line))
    matched = [0] * len(lines)
    blocks = SequenceMatcher(None, sequence, wanted, autojunk=False).get_matching_blocks()
    for start, _, size in blocks:
        for place in owner[start : start + size]:
            matched[place] += 1
    return [bool(line) and matched[place] > SHARE * len(line) for place, line in enumerate(found)]


def has_chance(line: list[str], trigrams: set[tuple[str, str, str]], flat: str) -> bool:
    """Whether a line could be body at all; leaves most cruft out of the alignment."""
    if len(line) <= PHRASE:
        return bool(line) and f" {' '.join(line)} " in flat
    own = list(zip(line, line[1:], line[2:], strict=False))
    return sum(trigram in trigrams for trigram in own) > CHANCE * len(own)


def cut(text: str) -> list[str]:
    """The tokens of a text, case folded; scripts without spaces go by the character."""
    found: list[str] = []
    for word in words.WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        if words.UNSPACED.search(word):
            found.extend(regex.findall(r"\X", word))
        else:
            found.append(word)
    return found
