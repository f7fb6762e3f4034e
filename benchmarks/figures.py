"""How much two texts agree: the small functions under the quality table; `quality.py` says where they come from."""

import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import regex

Shares = tuple[float, float, float]

SHORT = 8  # words; a shorter paragraph counts as kept only where it is a line of its own
UNSPACED = regex.compile(r"[\p{Thai}\p{Hiragana}\p{Katakana}\p{Han}]")
WORD = regex.compile(r"[\w\p{M}]+")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
CREDENTIAL = regex.compile(r"(,?\s+(Ph\.?D|M\.?D|[A-Z]{2,5})\.?)+$")


def word_list(name: str) -> frozenset[str]:
    """The words of a data file beside this module: one a line, `#` begins a comment."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


AGENCIES = word_list("agency-words.txt")
JOINERS = "|".join(f" {regex.escape(word)} " for word in sorted(word_list("author-joiners.txt")))
BETWEEN_AUTHORS = regex.compile(rf"\s*(?:[,;|/]| & |{JOINERS})\s*")


def normal(text: str | None) -> str:
    """NFKC without invisible characters."""
    return unicodedata.normalize("NFKC", text or "").translate(INVISIBLE)


def plain(text: str | None) -> str:
    """Words in lower case with single spaces: what is left when typography does not count.

    >>> plain("“Don’t  Panic!”")
    'don t panic'
    """
    return " ".join(WORD.findall(normal(text).casefold()))


def tokens(text: str | None) -> list[str]:
    """Words; characters where the script has no spaces.

    >>> tokens("It rains. 下雨")
    ['It', 'rains', '下', '雨']
    """
    found: list[str] = []
    for word in WORD.findall(normal(text)):
        found.extend(word if UNSPACED.search(word) else [word])
    return found


def shingles(text: str | None, n: int = 4) -> Counter[tuple[str, ...]]:
    """All runs of n tokens with their counts; a shorter text is one shingle.

    >>> sorted(shingles("a b c d e"))
    [('a', 'b', 'c', 'd'), ('b', 'c', 'd', 'e')]
    >>> list(shingles("a b")), list(shingles("..."))
    ([('a', 'b')], [])
    """
    words = tokens(text)
    return Counter(tuple(words[i : i + n]) for i in range(max(1, len(words) - n + 1)) if words)


def agreement(gold: str | None, text: str | None) -> Shares:
    """Shares of hits, extras and misses among the shingles of both texts; they sum to 1.

    >>> agreement("a b c d e", "a b c d")
    (0.5, 0.0, 0.5)
    >>> agreement("", "")
    (1.0, 0.0, 0.0)
    """
    wanted, given = shingles(gold), shingles(text)
    hit = (wanted & given).total()
    extra, missed = given.total() - hit, wanted.total() - hit
    total = hit + extra + missed
    return (hit / total, extra / total, missed / total) if total else (1.0, 0.0, 0.0)


def scores(rows: Sequence[Shares]) -> Shares:
    """F1, precision and recall of what `agreement` gave for each page.

    >>> scores([(1.0, 0.0, 0.0), (0.5, 0.5, 0.0)])
    (0.8571428571428571, 0.75, 1.0)
    """
    precision = statistics.mean([hit / (hit + extra) for hit, extra, _ in rows if hit + extra > 0] or [0.0])
    recall = statistics.mean([hit / (hit + missed) for hit, _, missed in rows if hit + missed > 0] or [0.0])
    total = precision + recall
    return (2 * precision * recall / total if total else 0.0), precision, recall


def lost_paragraphs(gold: str, body: str) -> tuple[int, int]:
    """How many paragraphs of the gold are lost, and how many it has.

    One is kept if it is a line of the body; a longer one also if it lies within the body or half its shingles do.

    >>> gold = "Fire\\nThe old mill by the river burned down on Friday."
    >>> lost_paragraphs(gold, "The mill. Fire!"), lost_paragraphs(gold, "Fire! The old mill by the river burned.")
    ((2, 2), (1, 2))
    """
    lines, flat, left = {plain(line) for line in body.split("\n")}, f" {plain(body)} ", shingles(body)

    def is_lost(paragraph: str) -> bool:
        words, own = plain(paragraph), shingles(paragraph)
        if words in lines:
            return False
        is_within = f" {words} " in flat or (own & left).total() >= own.total() / 2
        return len(tokens(paragraph)) < SHORT or not is_within

    paragraphs = [paragraph for paragraph in gold.split("\n") if plain(paragraph)]
    return sum(map(is_lost, paragraphs)), len(paragraphs)


def people(names: Iterable[str] | None) -> set[str]:
    """Authors for comparison: several in one string are split; credentials, agencies and single words go.

    >>> sorted(people(["Ada Byron, PhD and Karl Marx", "Associated Press", "admin"]))
    ['ada byron', 'karl marx']
    """
    parts = (part for name in names or () for part in BETWEEN_AUTHORS.split(name))
    persons = (plain(CREDENTIAL.sub("", part)) for part in parts)
    return {person for person in persons if " " in person and not set(person.split()) <= AGENCIES}
