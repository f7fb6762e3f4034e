"""Lines built from a pattern to make it backtrack: a beginning that fits, then a piece of it again and again."""

import re
from collections.abc import Iterator
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import regex

PROPERTY = regex.compile(r"\\p\{([^{}]{1,40})\}")
NAMED = regex.compile(r"\(\?P<\w{1,40}>")
SAID_AGAIN = regex.compile(r"\(\?P=\w{1,40}\)|(?<=\\b)\?")
"""What the standard library's parser refuses: groups that are named twice, and `\\b?`."""

ANY = "xA0 .:!-_#“\t河"
CATEGORIES = {
    op.CATEGORY_DIGIT: "0", op.CATEGORY_NOT_DIGIT: "x", op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_SPACE: "x",
    op.CATEGORY_WORD: "x", op.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
NEAR_MISS = "\u2603"
MOST = 12
"""Lines for a pattern: it may have more repeated pieces than are worth the time."""


class Hostile(NamedTuple):
    """A line that starts with `head`, goes on with `piece` as long as is wished, and ends in what fits no pattern."""

    head: str
    piece: str

    def line(self, length: int) -> str:
        """The line at this length in characters."""
        times = (length - len(self.head)) // len(self.piece)
        return f"{self.head}{self.piece * times}{NEAR_MISS}"


@cache
def having(name: str) -> str:
    """The first character, from "A" on, that has a Unicode property."""
    pattern = regex.compile(rf"\p{{{name}}}")
    return next(char for char in map(chr, range(ord("A"), 0x110000)) if pattern.match(char))


def parsed(pattern: str) -> Any:
    """The pattern as the standard library's parser has it: properties as a character that has them, groups unnamed."""
    plain = PROPERTY.sub(lambda match: re.escape(having(match[1])), pattern)
    return _parser.parse(SAID_AGAIN.sub("", NAMED.sub("(?:", plain)))


def hostile(pattern: str) -> list[Hostile]:
    """Lines for a pattern: each repeated piece, each beginning, the whole and the whole without its end, repeated."""
    tree = parsed(pattern)
    found: dict[str, Hostile] = {}
    for last in (False, True):
        whole = sample(tree, last)
        for head, piece in [*pieces(tree, "", last), ("", whole), ("", whole[:-1]), ("", f"{whole} ")]:
            for made in (Hostile(head, piece), Hostile("", head + piece)):
                if piece and made.piece not in found:
                    found[made.piece] = made
    return list(found.values())[:MOST]


def pieces(tree: Any, head: str, last: bool) -> Iterator[tuple[str, str]]:
    """(what stands before it, the piece) of everything that a pattern repeats."""
    for code, value in tree:
        if code in REPEATS and value[1] > 1:
            yield head, sample(value[2], last)
        for part in parts(code, value):
            yield from pieces(part, head, last)
        head += sample([(code, value)], last)


def parts(code: Any, value: Any) -> list[Any]:
    """The patterns within a node."""
    if code in REPEATS:
        return [value[2]]
    if code is op.BRANCH:
        return list(value[1])
    if code is op.SUBPATTERN:
        return [value[-1]]
    return [value] if code is op.ATOMIC_GROUP else []


def sample(tree: Any, last: bool = False) -> str:
    """A short text that a pattern matches, but for what it looks at around it; of alternatives the first or last."""
    return "".join(character(code, value, last) for code, value in tree)


def character(code: Any, value: Any, last: bool) -> str:
    """A short text that a node matches."""
    if code is op.LITERAL:
        return chr(value)
    if code in (op.ANY, op.NOT_LITERAL, op.IN):
        return member(code, value)
    if code in REPEATS:
        times: int = max(value[0], min(1, value[1]))
        return sample(value[2], last) * times
    inner = parts(code, value)
    return sample(inner[-last], last) if inner else ""


def member(code: Any, value: Any) -> str:
    """A character of a class."""
    if code is op.ANY:
        return ANY[0]
    if code is op.NOT_LITERAL:
        return next(char for char in ANY if ord(char) != value)
    first, *more = value
    if first[0] is op.NEGATE:
        return next((char for char in ANY if not any(holds(item, char) for item in more)), ANY[0])
    return (
        chr(first[1]) if first[0] is op.LITERAL else chr(first[1][0]) if first[0] is op.RANGE else CATEGORIES[first[1]]
    )


def holds(item: Any, char: str) -> bool:
    """Whether a part of a class holds a character."""
    code, value = item
    if code is op.LITERAL:
        return bool(ord(char) == value)
    if code is op.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    tests = {
        op.CATEGORY_DIGIT: char.isdigit(), op.CATEGORY_NOT_DIGIT: not char.isdigit(),
        op.CATEGORY_SPACE: char.isspace(), op.CATEGORY_NOT_SPACE: not char.isspace(),
        op.CATEGORY_WORD: char.isalnum() or char == "_", op.CATEGORY_NOT_WORD: not (char.isalnum() or char == "_"),
    }  # fmt: skip
    return tests[value]
