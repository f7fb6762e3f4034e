"""The dateline: place and agency before the first paragraph."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

import regex

from newsclean import words
from newsclean.languages import loader
from newsclean.languages.dates import date_words
from newsclean.languages.index import packs
from newsclean.languages.names import agencies, agency_pattern, any_of, calendar_words
from newsclean.marks import Found
from newsclean.page import Line, Page

FIRST = 4
"""Paragraphs from the top among which a place without date and agency may be the dateline."""

SHORTEST = 4
"""Letters of such a place: shorter words in capitals are abbreviations."""

LONGEST = 40
"""Characters whose script is that of the dateline."""

WORD = r"[\p{L}\p{M}.'’-]{1,30}"
PLACE = rf"\p{{Lu}}{WORD}(?:[ ,/]{{1,2}}(?:\p{{Lu}}{WORD}|\p{{Ll}}{{1,3}})){{0,4}}"
CAPITALS = r"\p{Lu}[\p{Lu}\p{M}'’-]{2,30}\.?(?:[ ,/]{1,2}\p{Lu}[\p{Lu}\p{M}.'’-]{1,30}){0,4}(?:, \p{Lu}\p{L}{1,12}\.?)?"
DAY = (
    r"(?:(?:\p{L}{3,12}\.?\s\d{1,2}|\d{1,2}\.?\s\p{L}{3,12})\.?(?:,?\s\d{4})?"
    r"|\d{4}\.\s\p{L}{3,12}\s\d{1,2}\.(?:,\s\p{L}{4,12})?)"
)
DATE = rf"(?:[,.]?\s{DAY})?"
DASH = r"\s?(?:--|[-–—_:|])"
LONG_DASH = r"\s?(?:--|[–—])\s"
UNSPACED = r"[\p{Han}\p{Katakana}ー]"
CASELESS = r"[\p{Lo}\p{M}\u200c’']{2,20}"


@cache
def patterns(script: str | None) -> tuple["regex.Pattern[str]", ...]:
    """The forms of a dateline in a script that nothing else looks like; `place` or `agency` may be missing.

    In order: the agency in brackets or slashes behind the place; behind a dash; in front; an agency that is not in
    our list; a date alone; no date, but a long dash; then those of Chinese, Japanese and Korean agencies, and those of
    scripts with spaces and without capitals.
    """
    agency = agency_pattern("news", script)
    other = r"\p{Lu}[\w.]{1,20}(?:\s\p{Lu}[\w.]{1,20}){0,2}"
    ends = any_of(loader.entries("zh/dateline-ends.txt"))
    day = r"(?:\d{1,2}\p{Han}){0,2}"
    return tuple(
        map(
            regex.compile,
            (
                rf"(?P<place>{PLACE}?){DATE}\s?[(/](?P<agency>{agency})(?:/[\w.]{{1,10}})?[)/](?:{DASH}|\.|,|\s)",
                rf"(?P<place>{PLACE}?){DATE}\s?[-–—.]\s?(?P<agency>{agency})\s?[.,–—-]",
                rf"(?:{DAY}\s)?\((?P<agency>{agency})\)\s?(?:--|[-–—])\s?(?:(?P<place>{CAPITALS}){DATE}\s?[-–—])?",
                rf"(?P<place>{CAPITALS}){DATE}\s\((?P<agency>{other})\)\s?(?:--|[–—-])",
                rf"(?P<place>{CAPITALS}|{PLACE}?),?\s{DAY}(?:{LONG_DASH}|\s[-|]\s|:\s)",
                rf"(?P<place>{CAPITALS}){LONG_DASH}",
                rf"[(（【\[［]?(?P<agency>{agency})(?P<place>\p{{Han}}{{2,8}}?){day}(?:{ends})[)）】\]］（(]?",
                rf"(?P<place>\p{{Han}}{{2,8}})[（(](?P<agency>{agency})[)）]",
                rf"[【［\[](?P<place>{UNSPACED}{{2,12}}?)\s?{day}\s?[=＝]?(?P<agency>{agency})[】］\]]",
                rf"[(（\[](?P<place>[\p{{Hangul}}·]{{2,12}})\s?=\s?(?P<agency>{agency})[)）\]]",
                rf"(?P<place>{CASELESS}(?:\s{CASELESS}){{0,2}}?)(?:[,،]\s[\p{{Lo}}\p{{M}}\d]{{1,12}}\s{CASELESS})?\s?"
                rf"[(/](?P<agency>{agency})[)/]",
            ),
        )
    )


@cache
def open_form() -> "regex.Pattern[str]":
    """A place in capitals before a sign that many other words stand before: "NEW DELHI:", "LONDON |"."""
    return regex.compile(rf"(?P<place>{CAPITALS})(?:\s?[:|]|\s-)\s")


def dateline(page: Page) -> Iterator[Found]:
    """Find place and agency of the first paragraph that has a dateline. It stays in the body.

    Seen where: agency copy, "ANTALYA (Sputnik) —", "KATHMANDU, April 25 (Reuters) -", "MOSKAU, 12. Nov (dpa) -",
    "巴黎（法新社）". Removes nothing. Spares capitals and dashes further down: only paragraphs of prose are read, the
    first wins, and a place without date and agency counts only among the first ones; before a colon only if the page
    names it again.

    >>> page = Page.of("KATHMANDU, April 25 (Reuters) - The old mill by the river burned down on Friday night.")
    >>> [(mark.field, mark.value) for mark in dateline(page)]
    [('dateline', 'KATHMANDU'), ('agency', 'Reuters')]
    """
    for order, line in enumerate(line for line in page.open if line.prose):
        match = of_line(page, line, order < FIRST)
        if not match:
            continue
        found = match.groupdict()
        if found["place"]:
            yield Found("dateline", bare(found["place"]), line.number, "dateline.place")
        if found.get("agency"):
            name = " ".join(found["agency"].split())
            yield Found("agency", agencies().get(name, name), line.number, "dateline.agency")
        return


def bare(place: str) -> str:
    """A place without the stop behind it; that of a shortened region stays.

    >>> bare("Port Brenna."), bare("HARTFORD, Conn.")
    ('Port Brenna', 'HARTFORD, Conn.')
    """
    return place.strip(" ,") if ", " in place else place.strip(" ,.")


def of_line(page: Page, line: Line, first: bool) -> "regex.Match[str] | None":
    """The dateline that a paragraph begins with; `first` is for those at the top."""
    script = next(iter(words.script_counts(line.text[:LONGEST])), None)
    for pattern in patterns(words.family(script)):
        match = pattern.match(line.text)
        if match and (match.groupdict().get("agency") or (first and is_place(page, match["place"]))):
            return match
    match = open_form().match(line.text) if first else None
    return match if match and is_place(page, match["place"]) and is_named(page, match["place"]) else None


def is_place(page: Page, text: str) -> bool:
    """Whether words may name a place: no weekday or month, no label, none that the page writes in lower case."""
    keys = words.WORD.findall(words.folded(text))
    language = page.language.split("-", maxsplit=1)[0]
    if sum(map(len, keys)) < SHORTEST or keys[0] in calendar_words() or keys[0] in date_words(language):
        return False
    # Links of menus are places, too.
    label = packs(page.language, page.script).phrases.get(words.key(text))
    if label is not None and label.category != "navigation":
        return False
    if text.isupper() and any(language in loader.stopwords().get(key, ()) for key in keys):
        return False
    names = [word.lower() for word in words.WORD.findall(text) if word[0].isupper()]
    lowered = regex.compile(rf"\b(?:{'|'.join(map(regex.escape, names))})\b")
    return not any(lowered.search(line.text) for line in prose(page))


def is_named(page: Page, place: str) -> bool:
    """Whether the page names the place within a sentence."""
    named = regex.compile(rf"\p{{Ll}},?\s{regex.escape(place.title(), literal_spaces=True)}\b")
    return any(named.search(line.text) for line in prose(page))


def prose(page: Page) -> Iterator[Line]:
    """Paragraphs to look for words in."""
    return islice((line for line in page.open if line.prose), 40)
