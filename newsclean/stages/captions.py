"""Credits and captions."""

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

import regex

from newsclean import words
from newsclean.languages.index import held, scripts
from newsclean.languages.names import (
    agencies,
    agency_pattern,
    agency_tokens,
    agency_words,
    any_of,
    credit_cues,
    cue_words,
    named_cues,
    stock_agencies,
)
from newsclean.marks import Found, Mark, Remove, Rewrite
from newsclean.page import Line, Page

CREDIT_WORDS = 10
"""A longer line that ends a sentence is no credit, whatever its first word."""

CAPTION_WORDS = 60
"""A caption, credit included, has at most so many words."""

TWIN = 30
"""Characters from which a line that stands twice may be a caption twin."""

BARS = (" -", " –", " —", " |", " •")
SUFFIX = regex.compile(r"(?P<base>.{15,600}?)\s{1,3}[-–—|•]\s{1,3}(?P<name>\p{Lu}[\w.&'’ ]{1,38})")
DIGIT = regex.compile(r"\d")
YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
NAME = r"[^\s:;!?()\[\]（）【】〔〕][^:;!?()\[\]（）【】〔〕]{0,90}"
DOTS = r"(?:\.{3}|…)"
COLONS = (":", "：", "...", "…")
COLON = regex.compile(rf"[:：]|{DOTS}")
BRACKETS = ("(", "[")
PAIRED = ("/", "via")
LABELLED = regex.compile(r"\(\p{Lu}[^():]{1,80}:\s\p{Lu}[^():]{1,80}\)\.?")
DESK = 3
"""Letters of an agency's regional desk."""

TAIL = 160
"""A credit behind a caption is looked for in the last so many characters."""

TRIM = " /|–—-,;:·•."


Codes: TypeAlias = tuple[str, ...]


def script_of(line: Line) -> str | None:
    """The script of most letters of a line."""
    return words.family(next(iter(line.scripts), None))


@cache
def codes_of(script: str | None) -> Codes:
    """The languages whose cues may stand on a line: those of its script and of Latin."""
    return tuple(code for code, name in scripts().items() if words.family(name) in ("Latin", script))


@cache
def patterns(script: str | None) -> dict[str, "regex.Pattern[str]"]:
    """The forms of a credit, made from the cues and agencies of Latin and this script.

    whole   a line or stretch that is nothing but a credit: "Photo: A. Roe / dpa", "© Sputnik / A. Roe", "A. Roe/AFP"
    glued   an agency's name glued behind the full stop
    agency  nothing but the name of an agency
    """
    part = parts(script)
    cue, agency, cued, pair = part["cue"], part["agency"], part["cued"], part["pair"]
    return {
        "whole": regex.compile(
            rf"[(\[]?(?:(?:{cued})|©\s?{NAME}|{pair}|(?:{agency})\s(?i:{cue})(?:\s?/\s?{NAME})?)[)\]]?\.?"
        ),
        "glued": regex.compile(rf"(?<=[\p{{L}}\d\"”)][.!?][\"”)]?)(?:{agency})\.?$"),
        "agency": regex.compile(rf"[(\[]?(?:{agency})(?:\s?/\s?(?:{agency})){{0,2}}[)\]]?"),
    }


@cache
def parts(script: str | None) -> dict[str, str]:
    """The pieces that the forms of a credit are made of, as patterns."""
    codes = codes_of(script)
    cue, agency = any_of(credit_cues(*codes)), agency_pattern("", script)
    person = r"\p{Lu}[\p{L}\p{M}.'’-]{0,20}(?:\s\p{L}[\p{L}\p{M}.'’-]{0,20}){0,3}"
    pair = rf"(?:{person}(?:\s?/\s?|\svia\s)(?:{agency})|(?:{agency})\s?/\s?{person})(?:\s?/\s?{person})?"
    cued = (
        rf"(?:(?i:{cue})(?:\s?[:：]\s?|{DOTS}(?=\p{{Lu}})){NAME}|(?i:{any_of(named_cues(*codes))})\s(?=\p{{Lu}}){NAME})"
    )
    return {"cue": cue, "agency": agency, "person": person, "pair": pair, "cued": cued}


@cache
def tail_form(script: str | None, bracketed: bool, cued: bool, paired: bool) -> "regex.Pattern[str]":
    """The forms of a credit behind a caption: "… (AP Photo/A. Roe)", "… Foto: A. Roe", "… | A. Roe/PA", "… © dpa".

    Only those that are in brackets, that a cue or sign introduces, that name two; a news agency alone in brackets is
    the source of a paragraph as well.
    """
    part = parts(script)
    cue, agency, introduced, pair = part["cue"], part["agency"], part["cued"], part["pair"]
    organisation = r"\p{Lu}[\w.&'’-]{0,20}(?:\s\p{Lu}[\w.&'’-]{0,20}){0,3}"
    forms = []
    if bracketed:
        lower = any_of(tuple(name for name in agencies() if name.islower() and len(name) <= DESK))
        # A source and its desk, "(dpa/lno)", is no photographer.
        desk = rf"(?!(?!(?:{lower})[)\]])\p{{Ll}}{{2,{DESK}}}[)\]])"
        sourced = rf"(?:{agency})(?:\s(?i:{cue})|\s?/\s?{desk}{NAME})(?:\s?/\s?{NAME})?"
        forms += [
            rf"[(\[](?:{introduced}|©\s?{NAME}|{pair}|{sourced}|{any_of(stock_agencies())})[)\]]",
            rf"\({organisation}:\s{part['person']}\)",
        ]
    if cued:
        forms.append(rf"(?<=[.!?”\"’)\w])\s{{0,2}}(?:{introduced}|©\s?{NAME})")
    if paired:
        forms += [rf"[|•]\s?{pair}", rf"(?<=[.!?”\"])\s{{0,2}}{pair}"]
    return regex.compile(rf"(?:{'|'.join(forms)})\.?$")


def tail_of(line: Line, text: str) -> "regex.Match[str] | None":
    """The credit behind a caption, tried only where the text shows the signs that its forms need."""
    script, start = script_of(line), max(0, len(text) - TAIL)
    bracketed, paired = held(BRACKETS, text), held(PAIRED, text)
    cued = "©" in text or held(COLONS, text) or is_cued(line, codes_of(script))
    if not (bracketed or cued or paired):
        return None
    return tail_form(script, bracketed, cued, paired).search(text, start)


def captions(page: Page) -> Iterator[Mark]:
    """Find and remove credits, and the captions that a credit, a twin or Markdown's image syntax betrays.

    Seen where: below every picture; in the middle of the body on four pages of ten. Removes the credit, and the
    caption on its line; a caption that stands twice, once also with " - Site name" behind it. Spares an agency that
    a sentence speaks of, a paragraph behind which a credit is glued (only the credit goes), and a caption without
    credit or twin. Where a caption equals a sentence of the body only the line with the credit goes.

    >>> page = Page.of("The mill on Friday. Photo: Jane Roe / Reuters")
    >>> [(type(mark).__name__, getattr(mark, "category", getattr(mark, "field", ""))) for mark in captions(page)]
    [('Remove', 'caption'), ('Found', 'credits'), ('Found', 'captions')]
    """
    images = {mark.line for mark in page.marks if isinstance(mark, Rewrite) and mark.rule == "markdown.image"}
    credited: set[int] = set()
    marks: list[Mark] = []
    for line in page.open:
        if line.number in images:
            marks.extend(caption(line, 0, len(line.text), "captions.image"))
        elif line.words <= CAPTION_WORDS * 3:
            script = script_of(line)
            if is_hinted(line, codes_of(script)):
                for start, end in page.pieces(line.number):
                    marks.extend(credit(line, start, end, patterns(script)))
        if any(isinstance(mark, Found) and mark.line == line.number for mark in marks[-4:]):
            credited.add(line.number)
    yield from marks
    yield from twins(page.with_marks(marks), credited)


def is_hinted(line: Line, codes: Codes = ()) -> bool:
    """Whether a line could hold a credit: a sign, a cue before a colon, or an agency's word near its end.

    The cues are those of these languages, or of all.

    >>> page = Page.of("The mill. Photo: Jane Roe\\nThe mill burned down.")
    >>> [is_hinted(line) for line in page.lines]
    [True, False]
    """
    text, tokens = line.text, line.tokens
    if "©" in text or (text.endswith((")", ").")) and LABELLED.search(text[-TAIL:])):
        return True
    if is_cued(line, codes) and held(spaced_cues(codes), text.casefold()):
        return True
    for match in COLON.finditer(text) if held(COLONS, text) else ():
        above = words.split(words.folded(text[max(0, match.start() - 40) : match.start()]))
        if any(" ".join(above[-number:]) in cue_words(*codes) for number in (1, 2, 3)):
            return True
    if agency_tokens().isdisjoint(tokens):
        return False
    found = agency_words().intersection(words.split(text[-TAIL:]))
    return any(word[0].isupper() or len(word) == 3 for word in found)


def is_cued(line: Line, codes: Codes) -> bool:
    """Whether a line may hold a cue that needs no colon, told by its words."""
    text = line.text
    if not cue_ends(codes).isdisjoint(line.tokens):
        return True
    return not text.isascii() and words.UNSPACED.search(text) is not None


@cache
def cue_ends(codes: Codes) -> frozenset[str]:
    """The last words of the cues that need no colon; the first ones are often glued to what stands before."""
    return frozenset(token for cue in named_cues(*codes) for token in words.split(words.folded(cue))[-1:])


@cache
def spaced_cues(codes: Codes) -> tuple[str, ...]:
    """The cues that need no colon, each with the space behind it."""
    return tuple(f"{cue} " for cue in named_cues(*codes))


def caption(line: Line, start: int, end: int, rule: str) -> Iterator[Mark]:
    """The marks of a caption that is the stretch of a line."""
    yield Remove(line.number, start, end, "caption", rule)
    yield Found("captions", line.text[start:end].strip(TRIM + "\t"), line.number, rule)


def credit(line: Line, start: int, end: int, forms: dict[str, "regex.Pattern[str]"]) -> Iterator[Mark]:
    """The marks of a stretch that is a credit, or ends in one."""
    text = line.text[start:end]
    bare = text.strip(TRIM)
    tail = tail_of(line, text)
    if forms["agency"].fullmatch(bare):
        yield Remove(line.number, start, end, "credit", "captions.agency", 1.0, evidence=True)
    elif not tail and words.ended(text) and words.count(text) > CREDIT_WORDS:
        return
    elif bare.startswith("©") and DIGIT.search(bare) and len(text) <= 120:
        # An address: the site's copyright, no picture's credit.
        yield Remove(line.number, start, end, "copyright", "captions.copyright")
    elif len(text) <= 120 and forms["whole"].fullmatch(bare) and not (YEAR.search(text) and "©" in text):
        yield Remove(line.number, start, end, "credit", "captions.credit")
        yield Found("credits", name_of(bare), line.number, "captions.credit")
    elif tail and line.words <= CAPTION_WORDS and not YEAR.search(tail.group()):
        yield Remove(line.number, start, end, "caption", "captions.credited")
        yield Found("credits", name_of(tail.group().strip(TRIM)), line.number, "captions.credited")
        if words.has_words(text[: tail.start()]):
            found = text[: tail.start()].strip(" /|–—-,;:·•")
            yield Found("captions", found, line.number, "captions.credited")
    elif match := forms["glued"].search(text, max(0, len(text) - TAIL)):
        yield Remove(line.number, start + match.start(), start + match.end(), "credit", "captions.glued")
        yield Found("credits", match.group().strip("."), line.number, "captions.glued")


def name_of(text: str) -> str:
    """A credit without brackets, cue and sign.

    >>> name_of("(Photo: Jane Roe / Reuters)"), name_of("© Sputnik / A. Roe")
    ('Jane Roe / Reuters', 'Sputnik / A. Roe')
    >>> name_of("(Image: © Valley Post)"), name_of("Credit...City Archive")
    ('Valley Post', 'City Archive')
    """
    bare = text.strip(TRIM).strip("()[]").strip(TRIM)
    cue = introduction().match(bare)
    return bare[cue.end() :].strip(TRIM) if cue else bare


@cache
def introduction() -> "regex.Pattern[str]":
    """What stands before the name in a credit."""
    cued, named = any_of(credit_cues()), any_of(named_cues())
    return regex.compile(rf"(?:(?:(?i:{cued})\s?(?:[:：]|{DOTS})|(?i:{named})\s|©)\s?){{1,2}}")


def twins(page: Page, credited: set[int]) -> Iterator[Mark]:
    """Captions that stand twice, once perhaps with " - Site name" behind them, at least one beside a credit."""
    by_key: dict[str, list[tuple[Line, int, int]]] = {}
    suffixed: dict[str, list[tuple[Line, str]]] = {}
    for line in page.open:
        if len(line.text) < TWIN or line.words > CAPTION_WORDS:
            continue
        for start, end in page.pieces(line.number):
            if end - start >= TWIN:
                key = line.key if end - start == len(line.text) else words.key(line.text[start:end])
                by_key.setdefault(key, []).append((line, start, end))
        if line.number and held(BARS, line.text) and (match := SUFFIX.fullmatch(line.text)):
            suffixed.setdefault(words.key(match["base"]), []).append((line, match["name"]))
    for key, places in by_key.items():
        others = suffixed.get(key, [])
        lines = {line.number for line, _, _ in places} | {line.number for line, _ in others}
        if len(lines) < 2 or not any(is_beside(number, credited, lines if others else set()) for number in lines):
            continue
        for line, start, end in places:
            if others or is_beside(line.number, credited, set()):
                yield from caption(line, start, end, "captions.twin")
        for line, name in others:
            yield Remove(line.number, 0, len(line.text), "caption", "captions.twin")
            yield Found("site_name", name.strip(), line.number, "captions.twin")


def is_beside(number: int, credited: set[int], twins: set[int]) -> bool:
    """Whether a credit is on the line or next to it, or its twin is."""
    return bool({number - 1, number, number + 1} & credited or {number - 1, number + 1} & twins)
