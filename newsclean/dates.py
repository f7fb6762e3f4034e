"""Reading dates and clock times out of a short text, in the ways news pages write them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

import regex

from newsclean import words
from newsclean.calendars import dated, of_era, of_month, of_solar_month
from newsclean.languages.dates import eras, months, solar_months, units, zones
from newsclean.languages.names import any_of

LONGEST = 400
"""Texts of more characters are not read: a date line is short, and a sentence is not ours to read."""

ALONE = 40
"""Longer texts without a date are not searched for clock times."""

HOURS = 24
MINUTES = 60
NOON = 12
FURTHEST = 14
"""Hours between a zone and UTC."""

YEAR = r"(?P<year>\d{4})(?:(?!\d)|(?=\d{1,2}:\d\d))"
SHORT_YEAR = r"['’]?(?P<short>\d\d)(?![\d:.]|,?\s?\d{4})"
DAY = r"(?<![\d.,:/])(?P<day>\d{1,2})(?!\d)"
ORDINAL = r"(?:\p{L}{1,3}(?!\p{L}))?[.ºª°,]{0,2}"
LINK = r"[\s./,\u00a0–-]{0,3}(?:\p{L}{1,4}\.?[\s'’]{1,2}|\p{L}\.\s?\p{L}\.\s?)?"
GAP = r"[\s,.;|•·–—/(（\[@-]{0,6}(?:\p{L}{1,5}[.:)）]?\s{0,2}){0,2}[\s|•·–—-]{0,3}"
FILL, MONTH, SOLAR = "\ue000", "[\ue001-\ue01c]", 16
"""Signs that take the place of a month's name; those of the Persian solar calendar stand so many further on."""
NAME_WORDS = 3
"""Words of a month's name."""

MASKS = regex.compile("[\ue000-\ue01c]")
TWIN = rf"(?:\s?/\s?{MONTH}{FILL}*)?"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date in a text, perhaps with a clock time; or a clock time alone, whose `day` is None.

    `start` and `end` are offsets into the text. `other` is the second reading of figures that could be day first or
    month first (`day` is then day first); `order` is "day" or "month" where they can be read in that order alone.
    `short` tells a year of two digits, `zone` the offset from UTC, `us` a sign of the American order, `halved` a clock
    of twelve hours.
    """

    start: int
    end: int
    day: date | None
    other: date | None = None
    short: bool = False
    order: str = ""
    clock: tuple[int, int] | None = None
    zone: str = ""
    us: bool = False
    halved: bool = False

    @property
    def iso(self) -> str:
        """As precise as the text is.

        >>> stamps("12 May 2024, 10:30 p.m. BST", "en")[0].iso
        '2024-05-12T22:30+01:00'
        """
        day = self.day.isoformat() if self.day else ""
        return f"{day}T{self.clock[0]:02d}:{self.clock[1]:02d}{self.zone}" if self.clock else day


@cache
def date_pattern() -> "regex.Pattern[str]":
    """All forms of a date in a text whose months have been masked, those with a name first."""
    month = rf"(?P<month>{MONTH}){FILL}*[.׳’']?{TWIN}"
    year, number, day = (rf"\s?(?:{any_of(units()[name])})\s?" for name in ("year", "month", "day"))
    first = any_of(units()["first"])
    forms = (
        rf"{DAY}{ORDINAL}{LINK}{month}{LINK}(?:{YEAR}|{SHORT_YEAR})",
        rf"{month}[\s/-]{{0,2}}{DAY}{ORDINAL}{LINK}(?:{YEAR}|{SHORT_YEAR})",
        rf"(?<!\d){YEAR}{LINK}(?:{month}[\s.-]{{0,2}}{DAY}|{DAY}{ORDINAL}{LINK}{month})",
        rf"(?<!\d){YEAR}(?:[（(]\p{{Han}}{{2}}\d{{1,2}}[)）])?{year}(?P<number>\d{{1,2}}){number}{DAY}(?:{day})?",
        rf"(?P<era>{any_of(tuple(eras()))})\s?(?P<count>\d{{1,3}}|{first}){year}(?P<number>\d{{1,2}}){number}{DAY}(?:{day})?",
        rf"(?<![\d./-]){YEAR}\s?(?P<sign>[-./])\s?(?P<number>\d{{1,2}})\s?(?P=sign)\s?(?P<day>\d{{1,2}})(?!\d)",
        rf"(?<![\d./,:-])(?P<day>\d{{1,2}})(?P<sign>[./-])\s?(?P<number>\d{{1,2}})(?P=sign)\s?"
        rf"(?:{YEAR}|(?P<short>\d\d)(?![\d:./%€$£]))",
    )
    begin = "".join(sorted({era[0] for era in eras()}))
    return regex.compile(rf"(?=[\d{MONTH[1:-1]}{begin}])(?:" + "|".join(f"(?:{form})" for form in forms) + ")")


@cache
def clock_pattern() -> "regex.Pattern[str]":
    """All forms of a clock time, with the half of the day behind it."""
    hour, minute = (any_of(units()[name]) for name in ("hour", "minute"))
    half = rf"{half_pattern()}(?!\p{{L}})"
    figures = (
        rf"(?P<hour>\d{{1,2}})\s?(?:[:.]|{hour})\s?(?P<minute>\d\d)(?!\d|\.\d\d\d\d)(?::\d\d(?!\d))?(?:\.\d{{1,6}})?"
    )
    return regex.compile(
        rf"(?=\d)(?<![\d,/.:-])(?:{figures}(?:\s?(?:{minute}))?(?:\s?{half})?|(?P<hour>\d{{1,2}})\s?{half}"
        r"|(?P<hour>\d\d)(?P<minute>\d\d)(?=\s(?P<bare>\p{Lu}{2,5})(?!\p{L})))",
        regex.IGNORECASE,
    )


@cache
def half_pattern() -> str:
    """A pattern for the names of the halves of the day."""
    return "(?:(?P<am>{})|(?P<pm>{}))".format(*(any_of(units()[name]) for name in ("am", "pm")))


@cache
def before_pattern() -> "regex.Pattern[str]":
    """The half of the day at the end of what stands before a clock time."""
    return regex.compile(rf"(?<!\p{{Latin}}){half_pattern()}\s?$", regex.IGNORECASE)


ZONE = regex.compile(
    r"\s?\(?(?:(?P<zone>\p{Lu}{2,5}(?=\p{Lu}\p{Ll})|\p{L}{1,5}(?!\p{L})))?(?:\s?(?P<offset>[+−-]\d{1,2}(?::?\d{2})?)(?!\d|[./-]\d))?\)?"
)


def masked(text: str, language: str) -> str:
    """The text with each month's name as a sign of its own, so that one pattern serves all languages.

    >>> [hex(ord(sign)) for sign in masked("in May", "en")[3:]]
    ['0xe005', '0xe000', '0xe000']
    """
    known, found = months(language) | solar_months(language, SOLAR), list(words.WORD.finditer(text))
    lowered = [word.group().lower() for word in found]
    out = text if text.isascii() else MASKS.sub(" ", text)
    place = 0
    while place < len(found):
        # Most words begin no name of a month; those of several words begin with letters, too.
        sizes = range(NAME_WORDS, 0, -1) if lowered[place][0].isalpha() else ()
        size = next((n for n in sizes if " ".join(lowered[place : place + n]) in known), 0)
        if size:
            start, end = found[place].start(), found[min(place + size, len(found)) - 1].end()
            number = known[" ".join(lowered[place : place + size])]
            out = out[:start] + chr(ord(FILL) + number) + FILL * (end - start - 1) + out[end:]
        place += size or 1
    return out


FARTHEST, TOUCHING = 30, 4
"""Characters between a date and its time at most, and between a time and a date that it surely belongs to."""

REACH = 5
"""Characters before a clock time in which the half of the day stands."""

GAPS = regex.compile(GAP)
FIGURES = regex.compile(r"\d[^\p{L}\d]\d|\d{4}|\d[\p{L}\s.]{1,3}\d|\d\s?\p{L}\.?\p{L}\b")


@lru_cache(maxsize=2048)
def stamps(text: str, language: str = "und") -> tuple[Stamp, ...]:
    """The dates of a text in order, each with the clock time that stands beside it; then the times left alone.

    Seen where: "12 May 2024", "May 12th, 2024", "12. 5. 2024", "05/12/2024", "2024-05-12T10:30Z", "2024年5月12日",
    with "10:30 a.m. ET", "14h30", "15.30 Uhr". Spares dates without a year and days that do not exist.

    >>> [stamp.iso for stamp in stamps("Posted 31.12.2023, updated 2 Jan. 2024 at 14h30", "en")]
    ['2023-12-31', '2024-01-02T14:30']
    >>> stamps("30 February 2024, 2 hours ago, 12 May", "en")
    ()
    """
    if len(text) > LONGEST or not FIGURES.search(text):
        return ()
    dates = list(days(text, language))
    bare = text
    for stamp in dates:
        bare = bare[: stamp.start] + " " * (stamp.end - stamp.start) + bare[stamp.end :]
    clocks = list(times(bare)) if dates or len(text) <= ALONE else []
    free = list(range(len(clocks)))
    for place, stamp in enumerate(dates):
        waiting = [other.end for other in dates if not other.clock]
        for number in free:
            if (joined := together(text, stamp, clocks[number], waiting)) is not None:
                dates[place] = joined
                free.remove(number)
                break
    return tuple(sorted([*dates, *(clocks[number] for number in free)], key=lambda stamp: stamp.start))


def together(text: str, stamp: Stamp, clock: Stamp, waiting: list[int]) -> Stamp | None:
    """A date with a time directly behind or before it, or None; `waiting` are the ends of the dates without one."""
    behind = stamp.start < clock.start
    between = text[stamp.end : clock.start] if behind else text[clock.end : stamp.start]
    joined = not between.strip(" tT") or GAPS.fullmatch(between) or (not behind and is_weekday(between))
    if len(between) > FARTHEST or not joined:
        return None
    # A time belongs to the date before it rather than to the one behind: "12 May 10:30 / 13 May".
    if not behind and any(0 <= clock.start - end < TOUCHING for end in waiting):
        return None
    start, end = min(stamp.start, clock.start), max(stamp.end, clock.end)
    return replace(stamp, start=start, end=end, clock=clock.clock, zone=clock.zone, us=clock.us or clock.halved)


def is_weekday(text: str) -> bool:
    """Whether a text is one or two words with signs around: what may stand between a time and its date."""
    return len(text.split()) <= 3 and not any(map(str.isdigit, text))


def days(text: str, language: str) -> Iterator[Stamp]:
    """The dates of a text that exist, without clock times."""
    for match in date_pattern().finditer(masked(text, language)):
        groups = match.groupdict()
        short, number, day = groups["year"] is None, groups["number"], int(groups["day"])
        second, order = None, ""
        if groups["era"]:
            first, short = of_era(groups["era"], groups["count"], int(number), day), False
        else:
            year = int(groups["short"] if short else groups["year"])
            first = day_of(year, groups["month"] or int(number), day, short, language)
        if groups["sign"] and match.start("day") < match.start("number"):
            second = dated(year, day, int(number), short, language)
            order = "" if first and second else "day" if first else "month"
            first, second = (first or second), (second if first and first != second else None)
        if first:
            yield Stamp(match.start(), match.end(), first, second, short, order)


def day_of(year: int, month: str | int, day: int, short: bool, language: str) -> date | None:
    """The date that figures and a month say, which is a masked name or a number."""
    if isinstance(month, int):
        return dated(year, month, day, short, language)
    number = ord(month) - ord(FILL)
    if number > SOLAR:
        return of_solar_month(year, number - SOLAR, day, short)
    return of_month(year, number, day, short, language)


def times(text: str) -> Iterator[Stamp]:
    """The clock times of a text that exist, as stamps without a day."""
    for match in clock_pattern().finditer(text):
        groups = match.groupdict()
        start = match.start()
        if not groups["am"] and not groups["pm"]:
            half = before_pattern().search(text, max(0, start - REACH), start)
            groups |= half.groupdict() if half else {}
        clock = exact_clock(int(groups["hour"]), int(groups["minute"] or 0), bool(groups["am"]), bool(groups["pm"]))
        named, zone, us, end = zone_at(text, match.end())
        if clock and (named or not groups["bare"]):
            halved = bool(groups["am"] or groups["pm"])
            yield Stamp(start, end, None, clock=clock, zone=zone, us=us, halved=halved)


def exact_clock(hour: int, minute: int, am: bool, pm: bool) -> tuple[int, int] | None:
    """Hour and minute on the clock of 24 hours, or None where there is no such time.

    >>> exact_clock(12, 5, am=True, pm=False), exact_clock(3, 20, am=False, pm=True), exact_clock(25, 0, False, False)
    ((0, 5), (15, 20), None)
    """
    if pm and hour < NOON:
        hour += NOON
    elif am and hour == NOON:
        hour = 0
    return (hour, minute) if hour < HOURS and minute < MINUTES else None


def zone_at(text: str, start: int) -> tuple[bool, str, bool, int]:
    """Whether a zone is named behind a clock time, its offset, whether it is American, and where it ends."""
    match = ZONE.match(text, start)
    name = match["zone"] if match else None
    if match is None or not match.group().strip("( )") or (name and name not in zones()):
        return False, "", False, start
    known, us = zones().get(name or "", ("", False))
    return bool(name), (offset(match["offset"]) if match["offset"] else known), us, match.end()


def offset(text: str) -> str:
    """An offset as ISO 8601 writes it; "" where there is no such zone.

    >>> offset("+7"), offset("-0430"), offset("+99")
    ('+07:00', '-04:30', '')
    """
    sign = "+" if text[0] == "+" else "-"
    hours, _, minutes = text[1:].partition(":")
    if not minutes and len(hours) > 2:
        hours, minutes = hours[:-2], hours[-2:]
    if int(hours) > FURTHEST or int(minutes or 0) >= MINUTES:
        return ""
    return f"{sign}{int(hours):02d}:{int(minutes or 0):02d}"
