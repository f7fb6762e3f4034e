"""Lines that hold a date: what the words before it say of it, and what else stands there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import regex

from newsclean import words
from newsclean.dates import NOON, Stamp, stamps
from newsclean.languages.dates import date_cues, date_words
from newsclean.page import Line, Page

YEARLIKE = regex.compile(
    r"\d(?:\d\d\d|\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d|[ .-]?\p{L}{3,9}[. -]{0,2}['’]?\d\d|, ['’]?\d\d)"
    r"|\p{Han}{2}\s?\d{1,3}\s?\p{Han}\d{1,2}\p{Han}"
)
"""What a line with a date must show."""

LONGEST = 300
"""Characters of a line that may be a date line."""

PROSE_LONGEST = 25
"""Words of a sentence that may be one: "This story was published on …"."""

FEW_BESIDE = 6
"""Words beside a date and its cue; more of them speak against a date line."""

CUE_WORDS = 4
"""Words of a cue."""

CUE_LINE = 8
"""Words of a line above a date that is its cue."""

COLONS = (":", "：")

CONTINUED = regex.compile(r"[,;.)]|\p{Ll}")
"""How a line begins that goes on with the sentence of the line above."""

OTHER_WORDS = 3
"""Words beside a cue that stands on a line of its own above the date."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and its place.

    `role` is what its cue says, "" without one; `beside` counts the words that belong neither to a date nor to a cue;
    `clock` is the line that its time was read from.
    """

    line: int
    stamp: Stamp
    role: str
    beside: int
    clock: int | None = None

    @property
    def alone(self) -> bool:
        """Whether the line holds nothing else."""
        return not self.beside


def read(page: Page, line: Line, language: str) -> Iterator[Dated]:
    """The dates of a line that could be a date line, each with its cue."""
    every = stamps(line.text, language)
    found = [stamp for stamp in every if stamp.day]
    if not found or (line.prose and line.words > PROSE_LONGEST):
        return
    roles, beside = cued(line, every, language)
    if not roles[0] and not beside and line.number:
        roles[0] = cue_above(page.lines[line.number - 1], language)
    if "updated" in roles[1:] and not roles[0]:
        roles[0] = "published"
    lead = cue_in(line.text[: found[0].start], language)[1] if any(roles) else beside
    if is_told(line, found[-1], lead, any(roles)) or (not beside and is_fragment(page, line, language)):
        return
    clock = clock_beside(page, line, language) if len(found) == 1 and not found[0].clock and not beside else None
    if clock:
        time = clock[1]
        found = [replace(found[0], clock=time.clock, zone=time.zone, us=time.us or time.halved)]
    for stamp, role in zip(found, roles, strict=True):
        yield Dated(line.number, stamp, role, beside, clock[0] if clock else None)


def cued(line: Line, every: tuple[Stamp, ...], language: str) -> tuple[list[str], int]:
    """What the cue of each date on a line says, and the number of words that are no date, time or cue."""
    roles: list[str] = []
    beside = end = 0
    begins = False
    for stamp in every:
        role, left = cue_in(line.text[end : stamp.start], language)
        if not roles:
            # Behind "Posted on" and a date comes the rest of a blog's line: section, tags, comments.
            begins = bool(role) and left <= CUE_WORDS and not line.ended
        roles += [role] if stamp.day else []
        beside, end = beside + left, stamp.end
    rest = line.text[end:]
    beside += cue_in(rest, language)[1]
    roles[-1] = roles[-1] or cue_behind(rest, language)
    return roles, min(beside, FEW_BESIDE) if begins else beside


def is_fragment(page: Page, line: Line, language: str) -> bool:
    """Whether a date was broken out of a sentence: the line above is open and long, the line below goes on."""
    if not 0 < line.number < len(page.lines) - 1:
        return False
    above, below = page.lines[line.number - 1], page.lines[line.number + 1]
    if above.words <= CUE_WORDS or above.ended or not CONTINUED.match(below.text):
        return False
    return not below.text[0].isalpha() or (below.words > CUE_WORDS and not cue_behind(below.text, language))


def is_told(line: Line, stamp: Stamp, beside: int, cue: bool) -> bool:
    """Whether a line tells of a date: it is a sentence, or goes on behind a colon ("12 May 1999: the mill opens")."""
    behind = line.text[stamp.end :].lstrip()
    if line.ended and beside > CUE_WORDS:
        return True
    return not cue and beside > 0 and (behind[:1] in COLONS or (line.ended and behind[:1].islower()))


def cue_in(text: str, language: str) -> tuple[str, int]:
    """What the cues of a text say, the last one first; and the number of words that belong to no cue and no date."""
    cues, small = date_cues(language), date_words(language)
    found = words.WORD.findall(words.folded(text))
    role, left, place = "", 0, len(found)
    while place:
        sizes = range(min(CUE_WORDS, place), 0, -1)
        size = next((size for size in sizes if " ".join(found[place - size : place]) in cues), 0)
        if size:
            role = role or cues[" ".join(found[place - size : place])]
        else:
            left += words.count(found[place - 1]) if found[place - 1] not in small else 0
        place -= size or 1
    return role, left


def cue_behind(text: str, language: str) -> str:
    """What the word directly behind a date says."""
    first = words.WORD.search(words.folded(text))
    return date_cues(language).get(first.group(), "") if first else ""


def cue_above(line: Line, language: str) -> str:
    """What the line above a date says of it, where it ends in a cue and holds little else."""
    if line.words > CUE_LINE or YEARLIKE.search(line.text):
        return ""
    cues, found = date_cues(language), words.WORD.findall(line.folded)
    sizes = range(min(CUE_WORDS, len(found)), 0, -1)
    role, size = next(((cues[last], size) for size in sizes if (last := " ".join(found[-size:])) in cues), ("", 0))
    return role if len(found) - size <= (0 if role == "neither" else OTHER_WORDS) else ""


def clock_beside(page: Page, line: Line, language: str) -> tuple[int, Stamp] | None:
    """The line below or above that is a clock time alone, and that time."""
    for number in (line.number + 1, line.number - 1):
        if not 0 <= number < len(page.lines) or page.lines[number].words > CUE_WORDS + 1:
            continue
        text = page.lines[number].text
        found = stamps(text, language)
        if len(found) == 1 and not found[0].day:
            rest = f"{text[: found[0].start]} {text[found[0].end :]}"
            if cue_in(rest, language)[1] == 0:
                return number, found[0]
    return None


def day_first(dated: list[Dated]) -> list[Dated]:
    """The dates with their figures read as all languages but English write them."""
    return [replace(entry, stamp=replace(entry.stamp, other=None)) for entry in dated]


def settled(dated: list[Dated], witness: date | None) -> list[Dated]:
    """The dates with their figures read in the page's order; those that stay ambiguous are left out.

    Only English has both orders. A date that can be read in one way alone settles the others, as does one that is
    the same day as one of the readings, or an American zone or clock.
    """
    known = {entry.stamp.day for entry in dated if entry.stamp.other is None} | {witness}
    orders = {entry.stamp.order for entry in dated} - {""}
    american = any(entry.stamp.us for entry in dated if entry.stamp.other)
    european = any(is_european(entry.stamp) for entry in dated if entry.stamp.other)
    out = []
    for entry in dated:
        stamp = entry.stamp
        if stamp.other is None:
            out.append(entry)
            continue
        agreeing = [day for day in (stamp.day, stamp.other) if day in known]
        if len(agreeing) == 1:
            day = agreeing[0]
        elif len(orders) == 1:
            day = stamp.day if "day" in orders else stamp.other
        elif american != european:
            day = stamp.other if american else stamp.day
        else:
            continue
        out.append(replace(entry, stamp=replace(stamp, day=day, other=None)))
    return out


def is_european(stamp: Stamp) -> bool:
    """Whether a date has a clock of 24 hours, as it is not written behind the month first."""
    return stamp.clock is not None and stamp.clock[0] > NOON and not stamp.us
