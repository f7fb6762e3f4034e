"""Names of people in scripts without capitals: behind a cue alone, for nothing else shows a name there."""

from functools import cache

import regex

from newsclean.languages import loader
from newsclean.languages.names import any_of, byline_cues, roles
from newsclean.page import Line

LETTER = regex.compile(r"[\p{Lo}]")
WORD = r"[\p{Lo}\p{M}\u200c’'\"]{2,15}"
HAN = r"[\p{Han}\p{Hiragana}\p{Katakana}ー]"
PERSONS = (
    rf"{HAN}{{2,5}}|{HAN}{{1,3}}\s{HAN}{{1,4}}|{HAN}{{1,10}}[·・]{HAN}{{1,12}}",
    r"\p{Hangul}{2,4}",
    rf"(?!.{{0,60}}[\p{{Han}}\p{{Hangul}}]){WORD}(?:\s{WORD}){{1,3}}",
)
"""Names in Chinese and Japanese, in Korean, and, of two to four words, in scripts with spaces."""

LONGEST = 80
"""Characters of a line that names the authors."""


@cache
def patterns() -> tuple["regex.Pattern[str]", "regex.Pattern[str]", "regex.Pattern[str]"]:
    """A cue and what follows; what stands between two names; one name."""
    cues = tuple(sorted({cue.rstrip(" :：") for cue in byline_cues() if LETTER.match(cue)}))
    joiners = any_of(tuple(joiner for joiner in loader.entries("joiners.txt") if LETTER.match(joiner)))
    return (
        regex.compile(rf"(?:{any_of(cues)})(?:\s?[:：/／]\s?|\s)(?P<names>.{{2,60}})"),
        regex.compile(rf"\s?[、,，،/／;；&]\s?|\s(?:{joiners})\s?"),
        regex.compile("|".join(PERSONS)),
    )


def caseless(line: Line, is_labelled: bool = False) -> tuple[str, ...]:
    """The people whom a line names behind a cue, or below a label; () where it does not hold names alone.

    >>> from newsclean.page import Page
    >>> [caseless(line) for line in Page.of("文：王小明、李红\\nמאת: נועה\\n文：昨天发生的事情很多").lines]
    [('王小明', '李红'), (), ()]
    """
    text = line.text.strip(" ()（）[]【】")
    if len(text) > LONGEST or not LETTER.match(text):
        return ()
    cued, between, person = patterns()
    match = cued.fullmatch(text)
    if not (match or is_labelled):
        return ()
    names = [without_role(piece.strip()) for piece in between.split(match["names"] if match else text)]
    return tuple(names) if all(person.fullmatch(name) for name in names) else ()


def without_role(name: str) -> str:
    """A name without the role behind it."""
    words = name.split()
    while len(words) > 1 and words[-1] in roles():
        words.pop()
    return " ".join(words)
