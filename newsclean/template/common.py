"""What pages have in common: how many different ones hold a line, and what that is worth."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from newsclean import words
from newsclean.stages.titles import stems
from newsclean.template.seen import SENTENCES, Seen

DOUBT = 1.645
"""How many standard deviations a share is taken lower than it was seen: it holds in 19 of 20 cases."""

LIKELY = 0.5
"""The least share, so lowered, of a site's name and of the lines its articles begin behind and end before."""

CERTAIN_PAGES = 2
"""So many times `min_pages` must be seen before a line goes for certain."""

HEADING = 4
"""Lines above the text among which the headline stands."""

OWN = 0.25
"""The share of a site's titles under which its own sentences stand."""

COPY, COPIED = 0.5, 0.8
"""The share of a page's sentences that make it a copy of a page with the same title, and of one with another title."""

REMOVE, KEEP = "remove", "keep"
DECISIONS = (REMOVE, KEEP)
"""What a person may decide of a line; of two that differ, the first in the alphabet, `keep`, holds."""


def distinct(pages: Iterable[Seen], min_pages: int) -> list[Seen]:
    """The pages without near copies of one another, the longest first.

    A page is a near copy where half of its sentences stand on one longer page with the same title, or `COPIED` of them
    on one with another title. Sentences of the site's own, such as a notice on cookies or the summaries of its newest
    stories, do not count. They are known by the different titles they stand under: `OWN` of all, and `min_pages`.
    """
    ordered = sorted(pages, key=lambda seen: (-len(seen.sentences), seen))
    groups = titled([stems(seen.title) for seen in ordered])
    if len(set(groups)) < min_pages:  # the pages come without the browser's title
        groups = titled([stems(" ".join(seen.above[:HEADING])) for seen in ordered])
    titles: dict[int, set[int]] = {}
    for seen, group in zip(ordered, groups, strict=True):
        for sentence in seen.sentences:
            titles.setdefault(sentence, set()).add(group)
    least = max(min_pages, OWN * len(set(groups)))
    own = {sentence for sentence, under in titles.items() if len(under) >= least}
    return without_copies(ordered, groups, own)


def titled(titles: Sequence[Set[str]]) -> list[int]:
    """Sets of words as numbers; titles with the same words for the most part are one.

    Words that stand in most titles, the site's name, do not count; a title that has no others is no title of its own.

    >>> titled([{"mill", "burns", "post"}, {"mayor", "resigns", "post"}, {"mill", "burns", "print", "post"}, {"post"}])
    [1, 2, 1, 0]
    """
    times = Counter(word for title in titles for word in title)
    groups: list[Set[str]] = [frozenset()]
    numbers = []
    for title in titles:
        rest = {word for word in title if 2 * times[word] <= len(titles)}
        same = (n for n, group in enumerate(groups) if 2 * len(rest & group) >= len(rest | group))
        number = next(same, len(groups))
        if number == len(groups):
            groups.append(rest)
        numbers.append(number)
    return numbers


def without_copies(ordered: Iterable[Seen], groups: Iterable[int], own: Collection[int]) -> list[Seen]:
    """The pages but those of which too much stands on an earlier one; `own` are the site's sentences."""
    found: list[tuple[Seen, int]] = []
    holders: dict[int, list[int]] = {}
    for seen, group in zip(ordered, groups, strict=True):
        # Of a long page only the sentences with the smallest hashes are known: what lies beyond cannot be compared.
        sentences = [sentence for sentence in seen.sentences if sentence not in own]
        shared = Counter(place for sentence in sentences for place in holders.get(sentence, ()))
        if not sentences or any(
            number >= (COPY if group == found[place][1] else COPIED) * compared(sentences, found[place][0])
            for place, number in shared.items()
        ):
            continue
        for sentence in sentences:
            holders.setdefault(sentence, []).append(len(found))
        found.append((seen, group))
    return [seen for seen, _ in found]


def compared(sentences: list[int], other: Seen) -> int:
    """How many sentences can be looked for on another page."""
    if len(other.sentences) < SENTENCES:
        return len(sentences)
    return sum(sentence <= other.sentences[-1] for sentence in sentences)


def lowered(count: int, total: int) -> float:
    """The lower bound of a share: Wilson's score interval.

    >>> [round(lowered(n, n), 2) for n in (5, 10, 20, 100)], round(lowered(10, 20), 2)
    ([0.65, 0.79, 0.88, 0.97], 0.33)
    """
    share, spread = count / total, DOUBT**2 / total
    root = sqrt(share * (1 - share) / total + spread / total / 4)
    return max(0.0, (share + spread / 2 - DOUBT * root) / (1 + spread))


@dataclass(frozen=True)
class Template:
    """What is known of a site, ready to be asked about lines. A value."""

    pages: tuple[Seen, ...] = ()
    min_pages: int = 5
    decisions: Mapping[str, str] | None = None

    @property
    def number(self) -> int:
        """How many different pages were seen."""
        return len(self.pages)

    @property
    def speaks(self) -> bool:
        """Whether enough pages were seen to say anything."""
        return self.number >= self.min_pages

    @property
    def settles(self) -> bool:
        """Whether enough pages were seen to take lines for certain."""
        return self.number >= CERTAIN_PAGES * self.min_pages

    @cached_property
    def counts(self) -> dict[str, int]:
        """On how many different pages each line stands, two at least; the most frequent first."""
        times = Counter(key for seen in self.pages for key in seen.lines)
        return {key: n for key, n in sorted(times.items(), key=lambda row: (-row[1], row[0])) if n > 1}

    def share(self, key: str) -> float:
        """The share of the site's pages that hold a line, taken low; 0 where too few pages were seen."""
        count = self.counts.get(key, 0) if self.speaks else 0
        return lowered(count, self.number) if count else 0.0

    def decision(self, key: str) -> str | None:
        """What a person decided of a line."""
        return self.decisions.get(key) if self.decisions else None

    @cached_property
    def name(self) -> str | None:
        """The site's name as it stands on the first line of most pages, the longest of several; None where unknown."""
        found = self.likeliest(seen.ends for seen in self.pages)
        return min(found, key=lambda name: (-found[name], -len(name), name), default=None)

    @cached_property
    def name_key(self) -> str:
        """The name as lines are compared, "" where unknown."""
        return words.key(self.name or "")

    @cached_property
    def begins_after(self) -> str | None:
        """The line behind which the article's text begins on most pages."""
        return self.nearest([seen.above for seen in self.pages])

    @cached_property
    def ends_before(self) -> str | None:
        """The line before which the article's text ends on most pages."""
        return self.nearest([seen.below for seen in self.pages])

    def nearest(self, sides: list[tuple[str, ...]]) -> str | None:
        """The line that stands next to the text on most pages, the nearest of several."""
        found = self.likeliest(sides)
        places: Counter[str] = Counter()
        for side in sides:
            places.update({key: place for place, key in enumerate(side) if key in found})
        return min(found, key=lambda key: (-found[key], places[key] / found[key], key), default=None)

    def likeliest(self, rows: Iterable[tuple[str, ...]]) -> dict[str, int]:
        """The strings that stand in the rows of most pages, and in how many."""
        if not self.speaks:
            return {}
        times = Counter(text for row in rows for text in set(row))
        return {text: count for text, count in times.items() if lowered(count, self.number) >= LIKELY}
