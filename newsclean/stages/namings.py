"""Lines that name people, and what they are judged by."""

from dataclasses import dataclass
from functools import cache, cached_property

import regex

from newsclean import words
from newsclean.languages import loader
from newsclean.languages.index import packs
from newsclean.languages.names import (
    agencies,
    any_of,
    author_labels,
    byline_cues,
    byline_words,
    calendar_words,
    credited_keys,
    credited_labels,
    name_enders,
    person_pattern,
    roles,
    undated,
)
from newsclean.languages.rules import Rule
from newsclean.marks import Found, Remove
from newsclean.page import Line, Page
from newsclean.stages.caseless import caseless
from newsclean.stages.titles import Context

LONGEST = 22
"""Words of a line that names the authors."""

LONGEST_TEXT = 220
BARRED = ("related", "comments", "advertising", "cookies", "navigation", "credit", "caption", "copyright", "tags")
"""Categories of certain removals that are no bylines."""

REACH = 60
"""Lines above the first paragraph within which the title's line is looked for."""

NEAR = 3
"""Lines behind the title within which a byline is likeliest."""

LONGEST_SHORT = 4
"""Characters of an initial or title within a name, its full stop included."""

LEAD = 3
"""Words before the names, a cue of one word the last, unless they hold a date: more are a sentence's."""

PAPER = 2
"""Words of a paper's name behind an author's and a dash; a section's label and a subtitle have more."""

SHORT = 5
"""A particle of a name has fewer characters."""

NOTHING = "\0"
DASHES, COLONS = "-–—", ":："
SEGMENT = regex.compile(r"\s[-–—/]\s|\s?[•|·]\s?")
DIGIT = regex.compile(r"\d")
TRIM = " .|•·-–—*,/:;()[]#@►▶"


@dataclass(frozen=True)
class Naming:
    """A line that names people, and how: `form` is cued, within, labelled, tailed or bare."""

    line: Line
    names: tuple[str, ...]
    form: str


@cache
def patterns(*codes: str) -> dict[str, "regex.Pattern[str]"]:
    """The forms of a byline.

    cued    a cue of any language and names; whatever follows
    within  the same behind other words, with the cues of these languages
    bare    names alone, a date before them; a role, date or place may follow behind a sign
    """
    cue, own, person = any_of(byline_cues()), any_of(byline_cues(*codes)), person_pattern()
    joiner = rf"\s?(?:[,;]?\s(?:{any_of(loader.entries('joiners.txt'))})|[,;/|•·&+])\s{{1,2}}"
    names = rf"(?P<names>{person}(?:{joiner}{person}){{0,8}})"
    tail = r"(?P<tail>(?:\s?[^\p{L}\p{M}\d\s.'’]|\s(?=[\p{Ll}\d(]))[^!?]{0,120})?"
    lead = r"(?:[^.!?:]{0,30}?|[^!?]{0,40}?\d[^!?]{0,20}?)\s"
    date = r"(?:[^!?]{0,24}?\b(?:19|20)\d\d\b[\s,.:–—-]{1,3})?"
    return {
        "cued": regex.compile(rf"(?i:{cue})\s?:?\s{{1,2}}{names}(?:{tail}|\s[^!?]{{0,80}})"),
        "within": regex.compile(rf"{lead}(?i:{own})\s?:?\s{{1,2}}{names}(?:{tail}|\s[^!?]{{0,80}})"),
        "bare": regex.compile(rf"{date}{names}{tail}"),
        "joiner": regex.compile(joiner),
    }


@dataclass(frozen=True)
class Around:
    """What a line that names people is judged by; each part is worked out once a page."""

    page: Page

    @cached_property
    def start(self) -> int:
        """The line with which the article's paragraphs begin."""
        return Context(self.page).start

    @cached_property
    def title(self) -> int:
        """The line of the title next above the paragraphs; their start where there is none."""
        above = [number for number in sorted(self.titles) if number <= self.start]
        return above[-1] if above and above[-1] >= self.start - REACH else self.start

    @cached_property
    def first(self) -> int:
        """The first line that may be the byline: a little above the first title that is not far from the paragraphs."""
        near = [number for number in self.titles if self.start - REACH <= number <= self.start]
        return max(0, min(near) - NEAR if near else self.start - REACH)

    @cached_property
    def titles(self) -> frozenset[int]:
        """The lines that begin with the title."""
        return frozenset(line.number for line in self.page.lines if line.key.startswith(self.title_key))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The languages whose cues count: the page's and English; all where the page's has none or is not known."""
        code = self.page.language.split("-", maxsplit=1)[0]
        return tuple(dict.fromkeys((code, "en"))) if loader.entries(f"{code}/byline-cues.txt") else ()

    @cached_property
    def title_text(self) -> str:
        """The title as it reads."""
        return self.page.found("title") or ""

    def is_stopword(self, key: str) -> bool:
        """Whether a word is a stop word of the page's language, and no particle of names."""
        code = self.page.language.split("-", maxsplit=1)[0]
        return code in loader.stopwords().get(key, ()) and key not in loader.entries("name-particles.txt")

    @cached_property
    def phrases(self) -> dict[str, Rule]:
        """The whole-line phrases of the page's rules: words of buttons and labels."""
        return packs(self.page.language, self.page.script).phrases

    @cached_property
    def title_key(self) -> str:
        """The title as a key; the longest of keys where there is none."""
        return words.key(self.page.found("title") or "") or NOTHING

    @cached_property
    def end(self) -> int:
        """The line behind the last paragraph."""
        prose = [line.number for line in self.page.lines if line.prose and line.number not in self.page.removed]
        return prose[-1] + 1 if prose else len(self.page.lines)

    @cached_property
    def barred(self) -> frozenset[int]:
        """Lines that certain removals have taken as something else than a byline."""
        found = {m.line for m in self.page.marks if isinstance(m, Remove) and m.category in BARRED and not m.evidence}
        found |= {m.line for m in self.page.marks if isinstance(m, Found) and m.field in ("title", "credits")}
        return frozenset(found)

    @cached_property
    def dates(self) -> frozenset[int]:
        """Lines that are dates, surely or perhaps."""
        return frozenset(m.line for m in self.page.marks if isinstance(m, Remove) and m.category == "timestamp")

    @cached_property
    def bylines(self) -> frozenset[int]:
        """Lines that rules know to speak of authors: roles, buttons to follow them, notes on them."""
        return frozenset(m.line for m in self.page.marks if isinstance(m, Remove) and m.category == "byline")

    @cached_property
    def lowered(self) -> frozenset[str]:
        """The words that the page writes in lower case: hardly a part of a name."""
        prose = (line.text[:1500] for line in self.page.lines if line.words >= 8)
        return frozenset(word for text in prose for word in text.split() if word[0].islower())

    @cached_property
    def site(self) -> str:
        """What the first line holds beside the title, as a key: the site's name."""
        first = self.page.lines[0].key
        return first.replace(self.title_key, " ") if self.title_key in first else ""


def named(line: Line, around: Around) -> Naming | None:
    """The people a line names, where it has the form of a byline."""
    if line.words > LONGEST or len(line.text) > LONGEST_TEXT or line.number in around.barred:
        return None
    above = around.page.lines[line.number - 1].key if line.number else ""
    if people := caseless(line, above in author_labels()):
        return Naming(line, people, "cued")
    text = line.text.strip(TRIM)
    if " " not in text or text[-1] in "!?" or line.folded.startswith(credited_labels()):
        return None
    if above in credited_keys() or line.key in around.title_key or around.title_key in line.key:
        return None
    forms = patterns(*around.codes)
    tokens = [word.strip(":,.;|") for word in line.folded.split()]
    if tokens[0] in byline_words() and (match := forms["cued"].fullmatch(text)):
        return naming(line, "cued", match, around)
    if not byline_words(*around.codes).isdisjoint(tokens) and (match := forms["within"].fullmatch(text)):
        lead = text[: match.start("names")]
        return naming(line, "within", match, around) if is_lead(lead, around) else None
    if (line.ended and not text[0].isdigit()) or line.text[0] in DASHES or not may_name(text):
        return None
    if match := forms["bare"].fullmatch(text):
        return naming(line, "labelled" if above in author_labels() else "bare", match, around)
    return of_segments(line, text, around)


def is_lead(text: str, around: Around) -> bool:
    """Whether what stands before the names is no beginning of a sentence: short from its last sign on, dated, or cued.

    "Mill sold cheaply by" names no author, "12 May 2024, by", "Valley Post North / By" and "This was written by" do.
    """
    cues = tuple(cue for cue in byline_cues(*around.codes) if " " in cue)
    return (
        words.count(SEGMENT.split(text)[-1]) <= LEAD
        or bool(DIGIT.search(text))
        or words.folded(text).rstrip(" :").endswith(cues)
    )


def naming(line: Line, form: str, match: "regex.Match[str]", around: Around) -> Naming | None:
    """The names that a pattern found, without what is no name."""
    pieces = patterns(*around.codes)["joiner"].split(match["names"])
    tail = match["tail"] or ""
    if tail[:1].isspace() and tail[1:2].islower():
        if form == "bare" and not DIGIT.search(tail) and roles().isdisjoint(words.WORD.findall(tail.title())):
            return None
        if len(pieces[-1].split()) > 2:
            pieces[-1] = pieces[-1].rsplit(maxsplit=1)[0]
    elif DIGIT.match(tail.lstrip()):
        pieces[-1] = undated(pieces[-1])
    if form == "bare" and tail and not DIGIT.search(tail) and is_other_tail(tail.lstrip()):
        return None
    names = people_of(pieces, around, sure=form in ("cued", "labelled"))
    if form == "bare" and (tail or names[:1] != (pieces[0],)):
        form = "tailed"
    return Naming(line, names, form) if names else None


def is_other_tail(tail: str) -> bool:
    """Whether what follows shows that no name stands before it: a colon, or a dash and several words without a role."""
    found = words.WORD.findall(tail)
    return tail[0] in COLONS or (tail[0] in DASHES and len(found) > PAPER and roles().isdisjoint(found))


def may_name(text: str) -> bool:
    """Whether a text begins like a name, or with a digit like a date; cheaper than the pattern."""
    first, second, *_ = text.split(maxsplit=2)
    return text[0].isdigit() or (first[0].isupper() and (second[0].isupper() or len(second) < SHORT))


def of_segments(line: Line, text: str, around: Around) -> Naming | None:
    """The person that one segment of a line names, where another holds a date: "27 May 2024 • Jane Roe • 3 minutes"."""
    segments = [segment.strip(TRIM) for segment in SEGMENT.split(text)]
    if len(segments) < 2 or not any(DIGIT.search(segment) for segment in segments):
        return None
    found = [segment for segment in segments if patterns()["bare"].fullmatch(segment) and not DIGIT.search(segment)]
    names = people_of(found, around) if len(found) == 1 else ()
    return Naming(line, names, "tailed") if names else None


def people_of(pieces: list[str], around: Around, sure: bool = False) -> tuple[str, ...]:
    """The persons' names among pieces of a line; beside names in mixed case one in capitals is a station's."""
    found = ((n, person_of(piece, around, sure)) for n, piece in enumerate(pieces))
    names = [name for n, name in found if name and ((sure and n == 0) or words.key(name) not in around.site)]
    mixed = [name for name in names if not name.isupper()]
    return tuple(dict.fromkeys(mixed or names))


def person_of(text: str, around: Around, sure: bool) -> str | None:
    """The name without a role behind it; None where it is no person's: an agency, a month, a desk, words of the page.

    Where a cue makes it `sure` that a name follows, words that the page writes in lower case do not count.
    """
    parts = text.strip(TRIM).split()
    ender = next((n for n, part in enumerate(parts) if part in name_enders()), len(parts))
    role = next((min(n, 2) for n, part in enumerate(parts) if part.strip(",.") in roles()), len(parts))
    parts = parts[: min(ender, role)]
    name = " ".join(parts)
    if len(parts) < 2 or len(parts[-1]) == 1 or name in agencies():
        return None
    if words.key(name) in around.phrases or is_shouted(parts):
        return None
    keys = [words.key(part) for part in parts]
    if keys[-1] in calendar_words() or any(len(key) > 1 and around.is_stopword(key) for key in keys[1:]):
        return None
    lowered = sum(key in around.lowered for key in keys)
    return name if sure or lowered <= (len(keys) > 2) else None


def is_shouted(parts: list[str]) -> bool:
    """Whether a word is an abbreviation, no initial, or ends a sentence: "TVET College", "DVM. Reviewed"."""
    first = parts[0].rstrip(".")
    if first.isupper() and len(first) > 2 and "." not in first and not all(part.isupper() for part in parts):
        return True
    return any(part[-1] == "." and len(part) > LONGEST_SHORT for part in parts[:-1])
