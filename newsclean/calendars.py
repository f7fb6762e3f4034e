"""Days of other calendars: Persian solar years, Buddhist years, the eras of Japan and Taiwan."""

from datetime import date

from newsclean.languages.dates import calendar, eras, units

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Years that a news page could have."""

NEAR_YEARS = 69
"""A year of two digits up to this one is 20xx, above it 19xx."""

BUDDHIST, BUDDHIST_SHORT = 543, 37
"""What a Buddhist year is ahead; a year of two digits above the second one is Buddhist, 25xx."""

SOLAR = range(1300, 1500)
SOLAR_NEAR = 30
"""Persian solar years that are told by themselves; one of two digits up to the second number is 14xx, above it 13xx."""

CYCLE = 33
LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
NOWRUZ = 1403, date(2024, 3, 20)
"""The leap years of a cycle, and the first day of one solar year."""


def exact(year: int, month: int, day: int) -> date | None:
    """The date, or None where there is none, or none that a news page could have."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def solar(year: int, month: int, day: int) -> date | None:
    """The date of a day of the Persian solar calendar, or None where there is none.

    The arithmetic of 33 years with eight leap years, which holds for the years 1178 to 1633: K. M. Borkowski, The
    Persian calendar for 3000 years, Earth, Moon and Planets 74 (1996).

    >>> solar(1403, 2, 23), solar(1399, 12, 30), solar(1400, 12, 30)
    (datetime.date(2024, 5, 12), datetime.date(2021, 3, 20), None)
    """
    longest = 31 if month <= 6 else 30 if month < 12 or year % CYCLE in LEAPS else 29
    if not (1 <= month <= 12 and 1 <= day <= longest):
        return None
    known, first = NOWRUZ
    days = solar_days(year) - solar_days(known) + 30 * (month - 1) + min(month - 1, 6) + day - 1
    found = date.fromordinal(first.toordinal() + days)
    return exact(found.year, found.month, found.day)


def solar_days(year: int) -> int:
    """Days from the beginning of the year 0 to that of a year, both of the Persian solar calendar."""
    return 365 * year + year // CYCLE * len(LEAPS) + sum(leap < year % CYCLE for leap in LEAPS)


def dated(year: int, month: int, day: int, short: bool, language: str) -> date | None:
    """The date that figures say in the calendar of a language; `short` tells a year of two digits.

    >>> dated(2567, 5, 12, False, "th"), dated(67, 5, 12, True, "th"), dated(2024, 5, 12, False, "th")
    (datetime.date(2024, 5, 12), datetime.date(2024, 5, 12), datetime.date(2024, 5, 12))
    >>> dated(1403, 2, 23, False, "fa"), dated(3, 2, 23, True, "fa")
    (datetime.date(2024, 5, 12), None)
    """
    kind = calendar(language)
    if kind == "solar" and (short or year in SOLAR):
        # Two digits may be a year of either calendar.
        return None if short else solar(year, month, day)
    return of_month(year, month, day, short, language)


def of_month(year: int, month: int, day: int, short: bool, language: str) -> date | None:
    """The same where the month is named, so that the calendar is known but for the years of Buddhists."""
    if calendar(language) == "buddhist":
        if short and year > BUDDHIST_SHORT:
            year, short = year + 2500, False
        year -= BUDDHIST if year > LAST_YEAR else 0
    if short:
        year += 2000 if year <= NEAR_YEARS else 1900
    return exact(year, month, day)


def of_solar_month(year: int, month: int, day: int, short: bool) -> date | None:
    """The date of a day whose month is named as the Persian solar calendar does.

    >>> of_solar_month(3, 2, 23, short=True)
    datetime.date(2024, 5, 12)
    """
    if short:
        year += SOLAR.start + (100 if year <= SOLAR_NEAR else 0)
    return solar(year, month, day) if year in SOLAR else None


def of_era(era: str, count: str, month: int, day: int) -> date | None:
    """The date of a day in a year of an era, or None where the era has none.

    >>> of_era("令和", "6", 5, 12), of_era("平成", "31", 5, 12), of_era("令和", "元", 5, 1)
    (datetime.date(2024, 5, 12), None, datetime.date(2019, 5, 1))
    """
    first, last = eras()[era]
    year = 1 if count in units()["first"] else int(count)
    found = exact(first.year + year - 1, month, day)
    return found if found and first <= found < last else None
