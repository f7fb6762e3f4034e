"""The byline: who wrote it."""

from collections.abc import Iterator
from functools import cache

import regex

from newsclean import words
from newsclean.dates import days
from newsclean.languages import loader
from newsclean.languages.names import agencies, agency_pattern, any_of, byline_cues, byline_words, person_pattern
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Page

LONGEST = 16
"""Words of a byline."""

BODY = 3
"""Paragraphs above a byline from which it is certain only beside other cruft: a part of the article may be signed."""

YEAR = r"(?:19|20)\d\d"
YEARS = regex.compile(YEAR)


@cache
def patterns(script: str | None) -> dict[str, "regex.Pattern[str]"]:
    """A cue and names; a cue and an agency of Latin or this script; a name and a date."""
    cue, person, agency = any_of(byline_cues()), person_pattern(), agency_pattern("news", script)
    joiner = rf"\s?(?:[,;/|•·&]|\s(?:{any_of(loader.entries('joiners.txt'))}))\s{{1,2}}"
    role = r"(?:\s?[,|/•·(–—-]\s?[^.!?:]{2,70}\)?)?"
    return {
        "names": regex.compile(rf"(?i:{cue})\s{{1,2}}(?P<names>{person}(?:{joiner}{person}){{0,5}}){role}"),
        "agency": regex.compile(rf"(?i:{cue})\s{{1,2}}(?P<agency>{agency})(?:\s?[,|/•·]\s?[^.!?]{{2,60}})?"),
        "dated": regex.compile(rf"(?P<names>{person})\s?[,|•·–—-]?\s?[^.!?:]{{0,20}}\b{YEAR}\b.{{0,30}}"),
    }


def byline(page: Page) -> Iterator[Mark]:
    """Remove lines that say who wrote: a cue and names, and perhaps a role or a place. Who it is, `authors` finds.

    Seen where: below the headline; on one page of three. Removes "By Jane Roe and John Doe, Staff Writers", "Von
    Jane Roe", "By Reuters"; a name with a date where other cruft stands beside it. Spares sentences that begin so
    ("By Monday the deal was done"), and headings ("By Land and Sea"): each name has two words with capitals; a
    headline with a year ("The Best Boats of 2024") has no day.

    >>> [(mark.rule, mark.evidence) for mark in byline(Page.of("By Jane Roe and Ursula von der Mill, Staff Writers"))]
    [('byline.names', False)]
    """
    prose = 0
    forms = patterns(words.family(page.script))
    for line in page.open:
        prose += line.prose
        if line.words > LONGEST or (line.ended and not line.text.endswith(".")):
            continue
        text = line.text.strip(" .|•·-–—")
        cued = text.split(maxsplit=1)[0].casefold().rstrip(":") in byline_words() if text else False
        if cued and forms["names"].fullmatch(text):
            yield Remove(line.number, 0, len(line.text), "byline", "byline.names", evidence=prose >= BODY)
        elif cued and (match := forms["agency"].fullmatch(text)):
            yield Remove(line.number, 0, len(line.text), "byline", "byline.agency")
            yield Found("agency", agencies()[match["agency"]], line.number, "byline.agency")
        elif YEARS.search(text) and forms["dated"].fullmatch(text) and any(days(text, page.language)):
            yield Remove(line.number, 0, len(line.text), "byline", "byline.dated", 1.0, evidence=True)
