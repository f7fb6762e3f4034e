"""Which rule comes nearest to a line that no rule took."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from newsclean import words
from newsclean.languages.rules import COMMON, Rule, pack

ENOUGH = 0.4
"""How much alike (0 to 1) a line and an example must be for the rule to be called near."""

LONGEST = 300
"""Lines of more characters are compared by their beginning."""


class Near(NamedTuple):
    """A rule, the example of it that is most like the line, and how much alike they are."""

    rule: Rule
    example: str
    likeness: float


def nearest(text: str, language: str, own: Sequence[Rule] = ()) -> Near | None:
    """The rule, of those that are tried on pages of a language and one's own, with the example most like a line.

    >>> near = nearest("Sign up for our gazette", "en")
    >>> near.rule.category
    'subscribe'
    >>> nearest("Quartz vexes nymphs.", "en") is None
    True
    """
    wanted = trigrams(text)
    best: Near | None = None
    for rule, example, grams in (*compared(own), *shipped(language)):
        alike = 2 * len(wanted & grams) / (len(wanted) + len(grams) or 1)
        if alike >= ENOUGH and (best is None or alike > best.likeness):
            best = Near(rule, example, alike)
    return best


@cache
def shipped(language: str) -> tuple[tuple[Rule, str, frozenset[str]], ...]:
    """The examples of the rules shipped for a language, English and all languages."""
    codes = dict.fromkeys((language.split("-", maxsplit=1)[0], "en", COMMON))
    return tuple(compared(rule for code in codes for rule in pack(code)))


def compared(rules: Iterable[Rule]) -> Iterator[tuple[Rule, str, frozenset[str]]]:
    """The examples of rules with what they are compared by."""
    return ((rule, example, trigrams(example)) for rule in rules for example in examples(rule))


def examples(rule: Rule) -> Iterator[str]:
    """What a rule removes: the examples named, then its phrases themselves."""
    yield from rule.removes
    yield from rule.phrases
    yield from (phrase for phrases in rule.lines for phrase in phrases)
    yield from rule.starts


def trigrams(text: str) -> frozenset[str]:
    """The stretches of three characters of a text, which likeness is told by in every script."""
    padded = f" {words.key(text[:LONGEST])} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
