"""The form in which lines of different pages are compared."""

import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import groupby

import regex

from newsclean import words
from newsclean.languages.dates import date_words
from newsclean.languages.names import calendar_words
from newsclean.page import Line

LONGEST, SHOWN = 200, 60
"""Of longer lines so many characters and a hash are remembered: it bounds memory."""

LETTERS = 2
"""A line with fewer letters says nothing: counters, times, scores, signs."""

REST = "…"
"""How the key of a form ends, which stands for lines with different words behind a colon; no line's key does."""

NUMBER = regex.compile(r"\d+(?:[.,:/]\d+)*")
LEAD_WORDS, REST_WORDS, LEAD = 3, 4, 40
COLON = regex.compile(r"[:：]\s*(?=\p{L})")


def keys(line: Line) -> Iterator[str]:
    """The forms in which a line may be met on other pages: its key and, where a few words follow a label, the label's.

    >>> from newsclean import Page
    >>> [list(keys(line)) for line in Page.of("» Updated 6 May, 14:32\\nText: Ann Roe\\n12:30").lines]
    [['updated 0'], ['text: ann roe', 'text: …'], []]
    """
    if found := key(line.raw):
        yield found
        if label := form(found):
            yield label


def key(text: str) -> str:
    """What lines are compared by: `words.key`, numbers as "0", dates as one number; "" where too few letters are left.

    >>> key("12 Comments"), key("1,204 comments"), key("6 May 2024"), key("7:2")
    ('0 comments', '0 comments', '', '')
    >>> key("The mill " * 30)
    'the mill the mill the mill the mill the mill the mill the mi… #a2aaa3884a840b50'
    """
    found = words.key(text)
    if not found.isascii():
        found = found.encode("utf-8", "replace").decode()
    if len(found) > LONGEST:
        return f"{found[:SHOWN]}{REST} #{hashlib.blake2b(found.encode(), digest_size=8).hexdigest()}"
    if NUMBER.search(found):
        found = numbered(found)
    return found if sum(map(str.isalpha, found)) >= LETTERS else ""


def numbered(text: str) -> str:
    """A key with its numbers as "0": one for numbers in a row, the words of dates between and next to them included.

    >>> numbered("monday, 6 may 2024, 14:32 - updated"), numbered("15 letters to the mayor of may hill")
    ('0 - updated', '0 letters to the mayor of may hill')
    """
    out: list[str] = []
    for is_dating, run in groupby(NUMBER.sub("0", text).split(), lambda word: words.trimmed(word) in dating()):
        row = list(run)
        out.extend(["0"] if is_dating and any(words.trimmed(word) == "0" for word in row) else row)
    return " ".join(out)


@cache
def dating() -> frozenset[str]:
    """Words of dates in all languages, and the number itself."""
    return calendar_words() | date_words("und") | {"0"}


def form(found: str) -> str:
    """The form of a label with a few words behind it, or "".

    >>> form("photo: ann roe"), form("the mayor said: it is a good day for the town and its mill")
    ('photo: …', '')
    """
    match = COLON.search(found[:LEAD])
    if match is None or len(found[: match.start()].split()) > LEAD_WORDS:
        return ""
    return f"{found[: match.start()]}: {REST}" if words.count(found[match.end() :]) <= REST_WORDS else ""
