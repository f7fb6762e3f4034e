"""The title, chosen again when the labeller has told the body from the rest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from newsclean import words
from newsclean.languages import loader
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Page
from newsclean.stages.headline import removals
from newsclean.stages.title_choice import ENOUGH, FULL_STOPS, weight
from newsclean.stages.titles import REACH, Candidate, Context, candidates, stems

LABELLER = "labeller"
LIKELY = 0.5
"""Confidence from which a line that the labeller takes counts as gone."""

SIGNED = ("authors", "published", "updated")
NEAR = 3
"""Lines behind a headline within which the author or the date stands."""

CLOSE = 5
"""Lines between a headline and the body, bylines and the like aside."""

BEHIND = 3
"""Lines from the first paragraph's on in which a headline may stand: a note stands above it."""

RELATED = 50
"""Per cent of the words from which a line may be another wording of the browser's title."""

KICKER, SHORTEST = 6, 3
"""Words of a kicker above a headline, at most, and its letters at least: a counter or a stray sign is none."""

MARGIN = 2
"""The title found before stays unless another weighs at least so much more."""

WEIGHTS = {
    # It is the first line or a part of it; it stands alone above the body, too; another wording of it does.
    "first": 5,
    "first.confirmed": 2,
    "first.rival": 1,
    # Blank lines stand on both sides, above the body; or one above it alone.
    "alone": 4,
    "led": -3,
    # The author or the date that was found stands within the next lines.
    "signed": 3,
    # It is the last entry of a breadcrumb, with the headline's kicker below it; it is the headline below that kicker.
    # Not fitted.
    "trail": -5,
    "trail.headline": 5,
    # How many words it shares with the first line.
    "shared.none": -4,
    "shared.most": 1,
    # It stands in the body, as subheadings do; in a menu.
    "in_body": -3,
    "navigation": -3,
}
"""What the signs that are known only now weigh, on the scale of `title_choice.WEIGHTS`; fitted as those."""


def retitle(page: Page) -> Iterator[Mark]:
    """Find the title again, where another line is clearly likelier now that the body is known.

    Seen where: pages whose browser's title words the headline otherwise, and pages with the headlines of other
    stories above the article. Removes the new title's line as `headline` does, with a second witness. Spares the
    title found before wherever the difference is small, and pages on which the labeller took nothing.

    >>> prose = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
    >>> text = f"Mill burns: what we know - Post\\nMenu\\n\\nOld mill burns by the river\\n\\nJane Roe\\n{prose}"
    >>> before = [Found("title", "Mill burns: what we know", 0, "r"), Found("authors", "Jane Roe", 3, "r")]
    >>> page = Page.of(text).with_marks(before)
    >>> page = page.with_marks([Remove(1, 0, 4, "interface", "r", 0.9)], "labeller")
    >>> [mark.value for mark in retitle(page) if isinstance(mark, Found)]
    ['Old mill burns by the river']
    """
    before = page.found("title")
    if before is None or not any(isinstance(mark, Remove) and mark.stage == LABELLER for mark in page.marks):
        return
    known = Known(page)
    weighed = [(weigh(candidate, known), candidate) for candidate in known.candidates]
    best, chosen = max(weighed, key=lambda row: row[0], default=(0, None))
    kept = max((points for points, candidate in weighed if candidate.text == before), default=best - MARGIN)
    if chosen is None or best < ENOUGH or best < kept + MARGIN or chosen.text == before:
        return
    yield Found("title", chosen.text, chosen.line.number, "retitle.line")
    yield from removals(page, chosen)


@dataclass(frozen=True)
class Known:
    """What is known of a page behind the labeller; each part is worked out once."""

    page: Page

    @cached_property
    def context(self) -> Context:
        """What candidates are compared with, where all that the labeller takes is gone."""
        return Context(replace(self.page, marks=tuple(map(settled, self.page.marks))))

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The lines, and parts of the first one, that may be the title."""
        return tuple(candidates(self.context, BEHIND))

    @cached_property
    def signed(self) -> frozenset[int]:
        """Lines that name the author or the date."""
        return frozenset(m.line for m in self.page.marks if isinstance(m, Found) and m.field in SIGNED)

    @cached_property
    def navigation(self) -> frozenset[int]:
        """Lines of menus."""
        return frozenset(
            m.line for m in self.page.marks if isinstance(m, Remove) and not m.evidence and m.category == "navigation"
        )

    @cached_property
    def browser(self) -> frozenset[str]:
        """The content words of the browser's title, of its likeliest part."""
        first = [c for c in self.candidates if c.line is self.context.browser]
        best = max(first, key=lambda candidate: weight(candidate, self.context), default=None)
        return content(best.key if best else self.context.browser.key[:400])

    @cached_property
    def spots(self) -> tuple[str, ...]:
        """The keys of lines that stand where a headline stands and may be the browser's title in other words."""
        return tuple(c.key for c in self.candidates if self.is_spot(c))

    def is_spot(self, candidate: Candidate) -> bool:
        """Whether a candidate stands alone, next above the body or the byline, and shares words with the first line."""
        number = candidate.line.number
        if candidate.line is self.context.browser or number >= self.context.start or not self.is_alone(number):
            return False
        close = self.is_signed(number) or self.between(number) <= CLOSE
        return close and self.shared(candidate) >= RELATED

    @cached_property
    def trails(self) -> dict[int, str]:
        """The last entries of breadcrumbs that read as the browser's title, above kicker and headline; with keys."""
        found = {c.line.number: c for c in self.candidates if c.line is not self.context.browser}
        return {number: c.key for number, c in found.items() if self.is_trail(c) and self.is_led(found.get(number + 2))}

    def is_trail(self, candidate: Candidate) -> bool:
        """Whether a line reads as the browser's title and stands between a menu's entry and a kicker."""
        number, lines = candidate.line.number, self.page.lines
        if candidate.key not in self.context.browser_parts or number - 1 not in self.navigation:
            return False
        below = lines[number + 1] if number + 1 < len(lines) else None
        if below is None or below.number in self.context.barred or below.number in self.signed:
            return False
        is_kicker = below.words <= KICKER and sum(below.scripts.values()) >= SHORTEST
        return is_kicker and below.text[-1] not in FULL_STOPS

    def is_led(self, candidate: Candidate | None) -> bool:
        """Whether a candidate may be the headline below a kicker: signed, and neither a part of the browser's title nor
        that title with more."""
        if candidate is None or candidate.text[-1] in FULL_STOPS:
            return False
        own, number = content(candidate.key), candidate.line.number
        if own <= self.browser or self.browser <= own:
            return False
        return number < self.context.start and self.is_signed(number) and weight(candidate, self.context) >= ENOUGH

    def between(self, number: int) -> int:
        """How many of the next lines stand between a line and the body, those aside that belong to a headline."""
        below = range(number + 1, min(self.context.start, number + 1 + REACH))
        return sum(other not in self.context.witnesses and other not in self.signed for other in below)

    def is_signed(self, number: int) -> bool:
        """Whether the author or the date stands directly behind a line."""
        return not self.signed.isdisjoint(range(number + 1, number + 1 + NEAR))

    def is_alone(self, number: int) -> bool:
        """Whether blank lines stand on both sides."""
        lines = self.page.lines
        return lines[number].gap and (number + 1 == len(lines) or lines[number + 1].gap)

    def shared(self, candidate: Candidate) -> int:
        """How many content words the candidate and the browser's title share, of the shorter one's, in per cent."""
        own = content(candidate.key)
        shorter = max(1, min(len(own), len(self.browser)))
        common = len(own & self.browser)
        return round(100 * common / shorter) if common > 1 or common == shorter else min(common, 1)


def settled(mark: Mark) -> Mark:
    """The mark; a removal that is likelier than not becomes certain."""
    is_likely = isinstance(mark, Remove) and not mark.evidence and LIKELY <= mark.confidence < 1
    return replace(mark, confidence=1.0) if isinstance(mark, Remove) and is_likely else mark


def content(key: str) -> frozenset[str]:
    """The stems of the words that are no stop words of any language."""
    common = loader.stopwords()
    return frozenset(stem for stem in stems(key) if len(stem) >= words.STEM or stem not in common)


def weigh(candidate: Candidate, known: Known) -> int:
    """What the signs of a candidate weigh together, those of `title_choice` and those known only now."""
    return weight(candidate, known.context) + sum(WEIGHTS[sign] for sign in signs(candidate, known))


def signs(candidate: Candidate, known: Known) -> Iterator[str]:
    """The signs that a candidate shows now that the body is known."""
    number, start = candidate.line.number, known.context.start
    if candidate.line is known.context.browser:
        yield "first"
        if candidate.key in known.trails.values():
            yield "trail"
        elif candidate.key in known.spots:
            yield "first.confirmed"
        elif known.spots:
            yield "first.rival"
        return
    if number in known.trails:
        yield "trail"
    if number - 2 in known.trails:
        yield "trail.headline"
    alone, shared = known.is_alone(number), known.shared(candidate)
    if alone and number < start:
        yield "alone"
    elif candidate.line.gap and not alone:
        yield "led"
    if known.is_signed(number):
        yield "signed"
    if not shared or shared > RELATED:
        yield "shared.most" if shared else "shared.none"
    if number >= start and number not in known.context.page.removed:
        yield "in_body"
    if number in known.navigation:
        yield "navigation"
