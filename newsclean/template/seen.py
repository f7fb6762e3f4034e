"""One page of a site as a profile remembers it: bounded, and the same wherever it is made."""

import hashlib
from collections.abc import Callable, Iterator
from heapq import nsmallest
from typing import NamedTuple

from newsclean import words
from newsclean.page import PROSE_WORDS, Line, Page, sentence_ends
from newsclean.stages.titles import Context, parts
from newsclean.template.keys import keys

MOST_TEXT = 400_000
"""Characters of a page that are read: half of them from its head, half from its foot."""

MOST_LINES = 1000
"""Different lines that are remembered of a page: half of them from its head, half from its foot."""

SENTENCES = 64
"""Sentences that are remembered of a page, those with the smallest hashes: two pages are compared by them."""

AROUND = 8
"""Lines before and behind the article's text that are remembered as such."""

LONGEST_TITLE = 300
"""Characters of a first line that are looked at."""

NAME = 60
"""Characters of a site's name."""

EDGES = " -–—|•:·»｜_/<"


class Seen(NamedTuple):
    """A page: `id` tells pages of different text apart; `title` is the key of its first line; `lines` are the keys of
    its lines, sorted.

    `sentences` are hashes of its text, in order; `ends` what may be the site's name on its first line; `above` and
    `below` the keys next to the article's text, the nearest first.
    """

    id: int
    title: str
    lines: tuple[str, ...]
    sentences: tuple[int, ...]
    ends: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


def readable(text: str) -> Page:
    """The page to learn from: of a text beyond measure its head and its foot."""
    half = MOST_TEXT // 2
    return Page.of(text if len(text) <= MOST_TEXT else f"{text[:half]}\n{text[-half:]}")


def identified(page: Page) -> tuple[int, tuple[int, ...]]:
    """(id, hashes of sentences) of a page: a page that holds the same sentences in any order has the same id."""
    found = set(map(hashed, texts(page))) or {hashed(line.key) for line in page.lines}
    digest = hashlib.blake2b(b"".join(number.to_bytes(4, "big") for number in sorted(found)), digest_size=8)
    return int.from_bytes(digest.digest(), "big"), tuple(nsmallest(SENTENCES, found))


def texts(page: Page) -> Iterator[str]:
    """The sentences of a page's longer lines, as keys."""
    for line in page.lines:
        if line.words >= PROSE_WORDS:
            start = 0
            for end in sentence_ends(line.folded):
                if found := words.trimmed(line.folded[start:end]):
                    yield found
                start = end


def hashed(text: str) -> int:
    """32 bits, the same in every process.

    >>> hashed("the mill burned down")
    2445745016
    """
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=4)
    return int.from_bytes(digest.digest(), "big")


def remembered(page: Page, identity: tuple[int, tuple[int, ...]], intern: Callable[[str], str]) -> Seen:
    """What is kept of a page that `identified` knows. `intern` gives one object for equal strings, to share them."""
    found = list(dict.fromkeys(key for line in page.lines for key in keys(line)))
    if len(found) > MOST_LINES:
        found = found[: MOST_LINES // 2] + found[-MOST_LINES // 2 :]
    stretch = Context(page).stretch
    above = page.lines[max(0, stretch.start - AROUND) : stretch.start][::-1] if stretch else ()
    below = page.lines[stretch.stop : stretch.stop + AROUND] if stretch else ()
    return Seen(
        identity[0],
        words.key(first_line(page)[:LONGEST_TITLE]).encode("utf-8", "replace").decode(),
        tuple(intern(key) for key in sorted(found)),
        identity[1],
        tuple(intern(name) for name in sorted(set(names(page)))),
        tuple(intern(key) for key in first_keys(above)),
        tuple(intern(key) for key in first_keys(below)),
    )


def first_keys(lines: tuple[Line, ...]) -> Iterator[str]:
    """The plain keys of lines that have one."""
    return (key for line in lines for key in list(keys(line))[:1])


def first_line(page: Page) -> str:
    """The first line that holds words: in most ways of making text the browser's title."""
    return next((line.text for line in page.lines if words.has_words(line.text)), "")


def names(page: Page) -> Iterator[str]:
    """What may be the site's name on the first line: what stands behind, or before, each separator.

    >>> list(names(Page.of("Mill burns down | News - The Valley Post\\nMenu")))
    ['The Valley Post', 'News - The Valley Post', 'Mill burns down', 'Mill burns down | News']
    """
    first = first_line(page)
    if len(first) > LONGEST_TITLE:
        return
    cuts = list(parts(first))
    ends = [first[end:] for start, end in cuts if start == 0]
    heads = [first[:start] for start, _ in cuts if start]
    for part in (*ends, *heads):
        name = part.strip(EDGES).encode("utf-8", "replace").decode()
        if words.has_words(name) and len(name) <= NAME:
            yield name
