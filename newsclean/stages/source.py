"""The agency an article comes from, where it is named behind its text: "(dpa)", "Źródło: PAP"."""

from collections.abc import Iterator
from functools import cache

import regex

from newsclean import words
from newsclean.languages.names import agencies, agency_pattern, agency_tokens, agency_words, any_of, source_cues
from newsclean.marks import Found, Mark, Remove
from newsclean.page import PROSE_WORDS, Line, Page
from newsclean.stages.dates import Place, located

LONGEST = 80
"""Characters of a line that is nothing but a source."""

TAIL = 60
"""Characters at the end of a paragraph in which its source is looked for."""

BEHIND = 4
"""Lines behind the last paragraph in which a source may stand."""

ABOVE = 4
"""Lines above the first paragraph in which a source with a cue may stand."""

PARAGRAPHS = 2
"""Paragraphs of an article: a single one may be a caption, and an agency in brackets its credit."""

CLOSING = (")", "]", "）", "】", "/")
COLON = regex.compile(r"[:：]")
TRIM = " \t|•·*»–—-"

PICTURES = ("caption", "credit")
"""Categories of certain removals whose agency is that of a picture."""

SIGNED = ("byline", "timestamp")
"""Categories beside which a source above the text is the article's."""


@cache
def patterns(script: str | None) -> tuple["regex.Pattern[str]", ...]:
    """A line that is an agency behind a cue, one that is an agency in brackets, and the end of a paragraph with either.

    Behind the agency may stand others, a desk, initials: "(dpa/lno)", "(PAP) jk/ mow/", "PAP, inf. własna".
    """
    agency = rf"(?P<agency>{agency_pattern('news', script)})"
    cued, named = map(any_of, source_cues())
    cue = rf"(?:(?i:{cued})\s?[:：]\s?|(?i:{named})(?:\s|(?<=')))"
    # Two words with capitals behind a slash are a photographer.
    person, other = r"\p{Lu}\p{Ll}{1,20}\s\p{Lu}", r"[^.!?:/()（）\[\]]"
    more = rf"(?:\s?[/,;|&+–-]\s?(?!{person}){other}{{1,30}}(?:\.\s\p{{Ll}}{other}{{1,20}})?){{0,3}}"
    initials = r"[.。]?(?:\s?(?:\p{Ll}{2,5}/\s?){1,5}(?:\p{Ll}{2,5})?)?"
    forms = (
        rf"{cue}{agency}{more}\.?",
        rf"[(（\[【](?:{cue})?{agency}{more}[)）\]】]{initials}",
        rf"[.!?…。！？”\"’»」』]\s?(?:[(（\[【](?:{cue})?{agency}{more}[)）\]】]|(?i:{cued})\s?[:：]\s?{agency}){initials}$",
    )
    return tuple(map(regex.compile, forms))


def source(page: Page) -> Iterator[Mark]:
    """Find the agency that is named as the source behind the article, where no dateline or byline names one.

    Seen where: agency copy in papers of all languages, on a line of its own behind the last paragraph or at that
    paragraph's end: "(AFP)", "Quelle: dpa", "Źródło: PAP"; with a cue also between headline and first paragraph.
    Removes the line that says nothing else where other cruft stands beside it; a paragraph stays whole. Spares agencies
    that a sentence speaks of, credits of pictures and tables among the paragraphs.

    >>> prose = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
    >>> [mark.value for mark in source(Page.of(f"{prose}\\n{prose}\\n(AFP)")) if isinstance(mark, Found)]
    ['AFP']
    """
    likely = [line for line in page.lines if is_likely(line)] if page.found("agency") is None else []
    if not likely:
        return
    place = located(page)
    for line in likely:
        match = matched(page, line, place)
        if match is None:
            continue
        name = " ".join(match["agency"].split())
        yield Found("agency", agencies().get(name, name), line.number, "source.agency")
        if match.start() == 0 and line.number not in page.settled:
            certain = not page.removed.isdisjoint((line.number - 1, line.number + 1))
            yield Remove(line.number, 0, len(line.text), "credit", "source.agency", evidence=not certain)
        return


def is_likely(line: Line) -> bool:
    """Whether a line could name a source: an agency's word in a short line, or before a bracket or behind a colon."""
    if agency_tokens().isdisjoint(line.tokens):
        return False
    tail = line.text[-TAIL:]
    if len(line.text) > LONGEST and not tail.rstrip(".。").endswith(CLOSING) and not COLON.search(tail):
        return False
    return not agency_words().isdisjoint(words.WORD.findall(tail))


def matched(page: Page, line: Line, place: Place) -> "regex.Match[str] | None":
    """The source that a line is or ends in, where it stands where a source stands."""
    cued, bracketed, ending = patterns(words.family(page.script))
    text, number = line.text.strip(TRIM), line.number
    if number < place.end:
        return cued.fullmatch(text) if place.start - ABOVE <= number < place.start and is_signed(page, number) else None
    if number > place.end + BEHIND:
        return None
    if alone := cued.fullmatch(text):
        return alone
    signed = line if line.words >= PROSE_WORDS else page.lines[number - 1]
    if signed.words < PROSE_WORDS or not is_article(page, signed):
        return None
    alone = bracketed.fullmatch(text)
    return ending.search(line.text, max(0, len(line.text) - TAIL)) if signed is line and not alone else alone


def is_signed(page: Page, number: int) -> bool:
    """Whether a byline or date stands next to a line: a source below a picture is the picture's."""
    beside = (number - 1, number + 1)
    return any(isinstance(m, Remove) and m.line in beside and m.category in SIGNED for m in page.marks)


def is_article(page: Page, last: Line) -> bool:
    """Whether a line is the last of several paragraphs, and no caption."""
    pictures = [m.line for m in page.marks if isinstance(m, Remove) and not m.evidence and m.category in PICTURES]
    above = [line.words >= PROSE_WORDS and line.number not in page.removed for line in page.lines[: last.number + 1]]
    return sum(above) >= PARAGRAPHS and last.number not in pictures
