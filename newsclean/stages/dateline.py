"""The dateline: place and agency before the first paragraph."""

from collections.abc import Iterator
from functools import cache

import regex

from newsclean.languages.names import agencies, agency_pattern
from newsclean.marks import Found
from newsclean.page import Page

PLACE = r"\p{Lu}[\p{L}\p{M}.'’-]{1,30}(?:[ ,/]{1,2}(?:\p{L}[\p{L}\p{M}.'’-]{0,30})){0,5}"
CAPITALS = r"\p{Lu}[\p{Lu}\p{M}.'’-]{2,30}(?:[ ,/]{1,2}\p{Lu}[\p{Lu}\p{M}.'’-]{1,30}){0,4}"
DATE = r"(?:,?\s(?:\p{L}{3,12}\.?\s\d{1,2}|\d{1,2}\.?\s\p{L}{3,12}\.?)(?:,?\s\d{4})?)?"
DASH = r"\s?(?:--|[-–—_:])"


@cache
def patterns() -> tuple["regex.Pattern[str]", ...]:
    """The forms of a dateline: the agency in brackets, behind the dash, in front; an agency not in our list; none."""
    agency = agency_pattern("news")
    return (
        regex.compile(rf"(?P<place>{PLACE}?){DATE}\s?\((?P<agency>{agency})(?:/[\w.]{{1,10}})?\)(?:{DASH}|\.|,|\s)"),
        regex.compile(rf"(?P<place>{PLACE}?){DATE}\s?[-–—.]\s?(?P<agency>{agency})\s?[.–—-]"),
        regex.compile(rf"\((?P<agency>{agency})\)\s?[-–—]\s?(?P<place>{CAPITALS}){DATE}\s?[-–—]"),
        regex.compile(
            rf"(?P<place>{CAPITALS}){DATE}\s\((?P<agency>\p{{Lu}}[\w.]{{1,20}}(?:\s\p{{Lu}}[\w.]{{1,20}}){{0,2}})\)\s?(?:--|[–—-])"
        ),
        regex.compile(rf"(?P<place>{CAPITALS}){DATE}\s(?:--|[–—])\s"),
    )


def dateline(page: Page) -> Iterator[Found]:
    """Find place and agency of the first paragraph that has a dateline. It stays in the body.

    Seen where: agency copy, "ANTALYA (Sputnik) —", "KATHMANDU, April 25 (Reuters) -", "MOSKAU, 12. Nov (dpa) -".
    Removes nothing. Spares capitals and dashes further down: only paragraphs of prose are read, the first wins.

    >>> page = Page.of("KATHMANDU, April 25 (Reuters) - The old mill by the river burned down on Friday night.")
    >>> [(mark.field, mark.value) for mark in dateline(page)]
    [('dateline', 'KATHMANDU'), ('agency', 'Reuters')]
    """
    for line in page.open:
        if not line.prose:
            continue
        for pattern in patterns():
            match = pattern.match(line.text)
            if not match:
                continue
            yield Found("dateline", match["place"].strip(" ,"), line.number, "dateline.place")
            if "agency" in pattern.groupindex:
                name = " ".join(match["agency"].split())
                yield Found("agency", agencies().get(name, name), line.number, "dateline.agency")
            return
