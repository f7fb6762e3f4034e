"""What the pages of the site have in common, where a profile of the site was given."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from newsclean.marks import Found, Keep, Mark, Remove
from newsclean.page import Line, Page
from newsclean.stages.dateline import of_line
from newsclean.template.common import KEEP, REMOVE, Template
from newsclean.template.keys import keys

LEAST = 0.1
"""A line on a lower share of the site's pages is nothing to speak of."""

BESIDE, ALONE = 0.6, 0.9
"""Shares, taken low, from which a line goes for certain: next to other cruft outside the article; anywhere."""

SURE = 0.95
"""The highest confidence of what is evidence only."""

SENTENCE = 5
"""A line of so many words that ends a sentence may be the author's own, on whatever pages it stands."""

LINK = 5
"""A line of fewer words is called navigation, a longer one the headline of another story."""

HEADLINE = 4
"""A line of so many words that the page's first lines hold, or that stands twice, may be the page's own headline."""

TAB = "\t"
"""The sign of a table's row."""

FIRST, LONGEST = 3, 400
"""So many lines, and characters of them, are looked at for the browser's title."""

INSIDE = 12
"""A line with a paragraph of the page's own within so many lines above and below stands in the article."""

FAR = 8
"""Lines above the one that articles begin behind where headline and standfirst may stand."""

OUTSIDE = 0.5
"""The confidence that a line outside the article's place is cruft."""


def site(page: Page) -> Iterator[Mark]:
    """Say of each line on how many pages of its site it stands, where `clean` was given a profile of the site.

    Seen where: menus, promo boxes, prompts in a site's own words, on every page of a site. Most of it is evidence,
    whose confidence is the share of pages, taken as low as their number leaves in doubt; so are lines above and below
    those between which the site's articles stand. For certain go lines on nearly all of many pages, next to other
    cruft or missing on hardly any page. Spares, so that they are evidence at most: sentences, pieces of sentences,
    datelines, tables, what may be the page's headline, numbered headings, all lines of sites of which few pages were
    seen. What a person decided in the profile holds: `remove`, `keep`.

    >>> from newsclean.template.common import Template
    >>> known = Template(decisions={"tell us what you saw": "remove"})
    >>> page = Page.of("The mill burned down.\\nTell us what you saw", site=known)
    >>> [(mark.line, mark.rule) for mark in site(page)]
    [(1, 'site.decided')]
    """
    if page.site is None:
        return
    look = Look(page, page.site)
    if page.site.name:
        yield Found("site_name", page.site.name, -1, "site.name")
    for line in page.open:
        decision = next(filter(None, map(page.site.decision, look.keys[line.number])), None)
        if decision == KEEP:
            yield Keep(line.number, "site.decided")
        elif decision == REMOVE:
            yield Remove(line.number, 0, len(line.text), look.category(line), "site.decided")
        elif look.shares[line.number] >= LEAST:
            share = look.shares[line.number]
            sure = look.certain(line)
            confidence = 1.0 if sure else round(min(SURE, share), 3)
            yield Remove(
                line.number, 0, len(line.text), look.category(line), "site.line", confidence, evidence=not sure
            )
        elif confidence := look.outside(line):
            yield Remove(line.number, 0, len(line.text), look.category(line), "site.outside", confidence, evidence=True)


@dataclass(frozen=True)
class Look:
    """A page seen with what is known of its site; each part is worked out once."""

    page: Page
    site: Template

    @cached_property
    def keys(self) -> list[list[str]]:
        """The keys of each line."""
        return [list(keys(line)) for line in self.page.lines]

    @cached_property
    def shares(self) -> list[float]:
        """The share of the site's pages that hold each line."""
        return [max(map(self.site.share, found), default=0.0) for found in self.keys]

    @cached_property
    def company(self) -> frozenset[int]:
        """Lines that are cruft or would be beside some: removed, sure beside others, on most of the site's pages."""
        marks = (mark for mark in self.page.marks if isinstance(mark, Remove) and mark.confidence >= 1)
        high = (number for number, share in enumerate(self.shares) if share >= BESIDE)
        return self.page.removed | {mark.line for mark in marks if mark.evidence} | set(high)

    @cached_property
    def hinted(self) -> dict[int, str]:
        """The category that another stage suspects of a line."""
        return {mark.line: mark.category for mark in self.page.marks if isinstance(mark, Remove)}

    @cached_property
    def times(self) -> Counter[str]:
        """How many different lines have the same first key."""
        different = {(found[0], line.key) for line, found in zip(self.page.lines, self.keys, strict=True) if found}
        return Counter(found for found, _ in different)

    @cached_property
    def first(self) -> tuple[str, ...]:
        """The keys of the first lines, one of which is the browser's title."""
        return tuple(line.key[:LONGEST] for line in self.page.lines[:FIRST])

    @cached_property
    def own(self) -> tuple[list[int], list[int]]:
        """For each line, how many lines above and below it the nearest paragraph stands that is the page's own."""
        paragraphs = [line.prose and share < LEAST for line, share in zip(self.page.lines, self.shares, strict=True)]
        return distances(paragraphs), distances(paragraphs[::-1])[::-1]

    def category(self, line: Line) -> str:
        """What a line is called: what another stage suspects, or by its shape."""
        if line.number in self.hinted:
            return self.hinted[line.number]
        if line.ended and line.words >= SENTENCE:
            return "notice"
        return "navigation" if line.words < LINK else "related"

    def certain(self, line: Line) -> bool:
        """Whether a line goes, and is no mere hint."""
        share = self.shares[line.number]
        if not self.site.settles or share < BESIDE or self.may_be_own(line):
            return False
        above, below = self.own
        if above[line.number] <= INSIDE and below[line.number] <= INSIDE:
            return share >= ALONE
        return share >= ALONE or not self.company.isdisjoint((line.number - 1, line.number + 1))

    def may_be_own(self, line: Line) -> bool:
        """Whether a line may belong to the article on whatever pages it stands."""
        found = self.keys[line.number]
        if line.prose or line.number in self.page.broken or (line.ended and line.words >= SENTENCE):
            return True
        if TAB in line.text or self.times[found[0]] > 1 or self.site.share(found[0]) < BESIDE:
            return True
        if line.words >= HEADLINE and (self.page.times[line.key] > 1 or self.is_title(line)):
            return True
        below = self.page.lines[line.number + 1 : line.number + 2]
        return bool(below) and below[0].prose and of_line(self.page, line, True) is not None

    def is_title(self, line: Line) -> bool:
        """Whether one of the first lines, another one, holds a line."""
        return any(line.key in other for number, other in enumerate(self.first) if number != line.number)

    @cached_property
    def frame(self) -> tuple[int, int]:
        """The numbers of the lines between which the site's articles stand; the page's ends where they are not seen."""
        places = {found[0]: number for number, found in enumerate(self.keys) if found}
        times = Counter(found[0] for found in self.keys if found)
        start, end = (
            places[marker] if marker and times[marker] == 1 else None
            for marker in (self.site.begins_after, self.site.ends_before)
        )
        start, end = -1 if start is None else start, len(self.keys) if end is None else end
        return (start, end) if start < end else (-1, len(self.keys))

    def outside(self, line: Line) -> float:
        """The confidence that a line which the site's other pages do not hold stands outside the article; 0 inside.

        Right above the text stand headline and standfirst, on whichever side of the line that most pages hold.
        """
        start, end = self.frame
        if line.prose or line.ended or start - FAR <= line.number <= end:
            return 0.0
        return OUTSIDE


def distances(at: list[bool]) -> list[int]:
    """How many places above each the nearest true one stands; a large number where there is none.

    >>> distances([True, False, False])
    [0, 1, 2]
    """
    out, last = [], -len(at) - INSIDE
    for place, here in enumerate(at):
        last = place if here else last
        out.append(place - last)
    return out
