"""Credits in the signs of Chinese, Japanese and Korean: "（写真：時事）", "〔图：新华社〕", "사진=연합뉴스"."""

from collections.abc import Iterator
from functools import cache

import regex

from newsclean import words
from newsclean.languages.index import held
from newsclean.languages.names import any_of, credit_cues
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Page
from newsclean.stages.captions import CAPTION_WORDS, codes_of

SCRIPTS = ("Han", "Hangul")
OPEN, CLOSE = "[（(〔【〈［\\[<]", "[）)〕】〉］\\]>]"
EQUALS = "[=＝／]"
SIGN = r"\s?[:：=＝／]\s?"
SIGNS = (":", "：", "=", "＝", "／")
NAME = r"[^\s（）()〔〕【】〈〉［］\[\]<>:：!?！？。=＝][^（）()〔〕【】〈〉［］\[\]<>:：!?！？。=＝]{0,30}"
TAIL = 60
"""A credit behind a caption is looked for in the last so many characters."""

LONGEST = 40
"""Characters of a line that is nothing but a credit."""

SENTENCE = 15
"""A sentence of more words before the credit is a paragraph: only the credit goes."""

TRIM = " \t▲△▼▽■◆●◎※*·•|／/｜-–—"
KINDS = ("caption", "credit")
"""Categories of removals behind which a line is still read."""


@cache
def patterns(script: str) -> tuple["regex.Pattern[str]", "regex.Pattern[str]"]:
    """A line that is nothing but a credit, and a credit in brackets behind a caption."""
    cue = f"(?i:{any_of(credit_cues(*codes_of(script)))})"
    bracketed = rf"{OPEN}\s?{cue}{SIGN}(?P<name>{NAME})\s?{CLOSE}[.。]?"
    return (
        regex.compile(rf"{bracketed}|{cue}\s?{EQUALS}\s?(?P<name>{NAME})"),
        regex.compile(rf"{bracketed}$"),
    )


def wide_credits(page: Page) -> Iterator[Mark]:
    """Find and remove credits in full-width brackets or behind full-width signs, and the captions before them.

    Seen where: below pictures in Chinese, Japanese and Korean papers. Removes the credit, and a caption on its line;
    finds both also on lines that rules of the languages have taken as such. Spares the paragraph before the credit
    where it is a long sentence, and headlines that end in "（图）": a name must follow the cue.

    >>> page = Page.of("川辺の水車小屋（写真：山田太郎）")
    >>> [(getattr(mark, "category", getattr(mark, "field", ""))) for mark in wide_credits(page)]
    ['caption', 'credits', 'captions']
    """
    script = words.family(page.script)
    if script not in SCRIPTS:
        return
    known = {mark.line for mark in page.marks if isinstance(mark, Found) and mark.field == "credits"}
    taken = {mark.line for mark in page.marks if isinstance(mark, Remove) and mark.category in KINDS}
    for line in page.lines:
        number, text = line.number, line.text
        if number in known or (number in page.settled and number not in taken) or not held(SIGNS, text[-TAIL:]):
            continue
        whole, tail = patterns(script)
        if len(text) <= LONGEST and (match := whole.fullmatch(text.strip(TRIM))):
            yield from removal(page, Remove(number, 0, len(text), "credit", "wide_credits.credit"))
            yield Found("credits", match["name"].strip(), number, "wide_credits.credit")
        elif match := tail.search(text, max(0, len(text) - TAIL)):
            above = text[: match.start()].strip()
            if line.words > CAPTION_WORDS or (words.ended(above) and words.count(above) > SENTENCE):
                yield from removal(page, Remove(number, match.start(), len(text), "credit", "wide_credits.tail"))
                yield Found("credits", match["name"].strip(), number, "wide_credits.tail")
                continue
            yield from removal(page, Remove(number, 0, len(text), "caption", "wide_credits.credited"))
            yield Found("credits", match["name"].strip(), number, "wide_credits.credited")
            if caption := above.strip(TRIM):
                yield Found("captions", caption, number, "wide_credits.credited")


def removal(page: Page, mark: Remove) -> Iterator[Remove]:
    """The removal, where nothing has settled the line before."""
    if mark.line not in page.settled:
        yield mark
