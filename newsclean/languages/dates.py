"""Months, time zones and the words about dates, as look-ups made from the data."""

from datetime import date
from functools import cache

from newsclean import words
from newsclean.languages import loader


@cache
def date_cues(language: str) -> dict[str, str]:
    """What a date says by the words before it: "published", "updated", "neither"; the page's language over English.

    >>> date_cues("de")["zuletzt aktualisiert"], date_cues("de")["last modified"], date_cues("und")["publié"]
    ('updated', 'updated', 'published')
    """
    codes = (language,) if loader.entries(f"{language}/date-cues.txt") else loader.languages()
    cues: dict[str, str] = {}
    for code in ("en", *codes):
        for row in loader.entries(f"{code}/date-cues.txt"):
            role, _, cue = row.partition(" ")
            cues[words.folded(cue)] = role
    return cues


@cache
def date_words(language: str) -> frozenset[str]:
    """Words that add nothing to a date: weekdays, "at", names of time zones; those of the language and of English."""
    codes = (language,) if loader.entries(f"{language}/date-words.txt") else loader.languages()
    own = {words.folded(word) for code in ("en", *codes) for word in loader.entries(f"{code}/date-words.txt")}
    zones = {words.folded(row.split()[0]) for row in loader.entries("mul/time-zones.txt")}
    return frozenset(own | zones)


@cache
def units() -> dict[str, tuple[str, ...]]:
    """What stands behind years, months, days, hours and minutes, and for the halves of the day."""
    rows = (line.split() for line in loader.entries("mul/date-units.txt"))
    return {row[0]: tuple(form.replace("_", " ") for form in row[1:]) for row in rows}


@cache
def zones() -> dict[str, tuple[str, bool]]:
    """Offset from UTC ("" where the name says none) and whether the zone is American, by name."""
    rows = (line.split() for line in loader.entries("mul/time-zones.txt"))
    return {row[0]: (row[1].strip("-") if row[1] == "-" else row[1], row[2:] == ["us"]) for row in rows}


@cache
def calendar(language: str) -> str:
    """The calendar beside the Gregorian one in which a language's pages are dated: "solar", "buddhist", or ""."""
    return next(iter(loader.entries(f"{language}/calendar.txt")), "")


@cache
def eras() -> dict[str, tuple[date, date]]:
    """The first day of each era by which years are counted, and the first day of the next, by name.

    >>> eras()["平成"][1] == eras()["令和"][0]
    True
    """
    found: dict[str, tuple[date, date]] = {}
    for code in loader.languages():
        rows = [row.split() for row in loader.entries(f"{code}/eras.txt")]
        firsts = sorted({date.fromisoformat(first) for _, first in rows})
        later = dict(zip(firsts, [*firsts, date.max][1:], strict=True))
        found |= {name: (first, later[first]) for name, first in ((n, date.fromisoformat(f)) for n, f in rows)}
    return found


@cache
def solar_months(language: str, further: int) -> dict[str, int]:
    """Numbers of the months of the Persian solar calendar by form, each `further` on; {} where a language has none."""
    rows = enumerate(loader.entries(f"{language}/solar-months.txt"), 1)
    return {plain(form): number + further for number, row in rows for form in row.split()}


@cache
def months(language: str) -> dict[str, int]:
    """Numbers of the months by form: the language's own, then English, then what all other languages agree on.

    >>> months("hr")["listopad"], months("cs")["listopad"], months("en")["märz"], "listopad" in months("en")
    (10, 11, 3, False)
    """
    meanings: dict[str, set[int]] = {}
    for code in loader.languages():
        for form, number in own_months(code).items():
            meanings.setdefault(form, set()).add(number)
    agreed = {form: min(numbers) for form, numbers in meanings.items() if len(numbers) == 1}
    return agreed | own_months("en") | own_months(language)


@cache
def own_months(language: str) -> dict[str, int]:
    """Numbers of the months by form in one language, as they are looked up."""
    rows = enumerate(loader.entries(f"{language}/months.txt"), 1)
    return {plain(form.replace("_", " ")): number for number, row in rows for form in row.split()}


def plain(form: str) -> str:
    """A month's name as it is looked up: its words, without regard to case.

    >>> plain("Sept."), plain("d’abril")
    ('sept', 'd abril')
    """
    return " ".join(words.WORD.findall(form.lower()))
