"""Unicode and white space repaired, line by line."""

import re
from collections.abc import Iterator
from unicodedata import is_normalized

import regex
from ftfy import TextFixerConfig, fix_and_explain
from ftfy.badness import is_bad

from newsclean.marks import Rewrite
from newsclean.page import Page

# ftfy is a no-op on text of these characters: quotes stay curly and nothing else is to be mended. Most lines of
# English pages pass here, and the test costs a fiftieth of the repair.
CLEAN = re.compile("[\t -%'-~‘’“”–—…•·]*")
# Of text without entities, control characters and odd spaces ftfy mends what its own test calls mojibake, and composes.
PLAIN = regex.compile("(?:[^\\p{C}\\p{Z}&\ufffc]|[ \t\u200c\u200d])*+")
# What that test calls so holds two such characters side by side, or one of these: a look that costs a tenth of it.
ODD_PAIR = re.compile("[^\0-\x7f]{2}|[ŒœÃÂ]")
CONFIG = TextFixerConfig(
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    fix_line_breaks=False,
    unescape_html=True,
    normalization="NFC",
    explain=False,
)
INVISIBLE = regex.compile("[\u00ad\u200b\u2060\ufeff\u180e\u206a-\u206f\ufffc]")
ODD_SPACES = regex.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
RUNS = regex.compile(r"[ \t]{2,}")
LONG = 10_000
"""Longer lines are repaired in pieces of so many characters, so that one fault does not make ftfy give up on all."""


def normalise(page: Page) -> Iterator[Rewrite]:
    """Repair Unicode (mojibake, entities, control characters, lone surrogates) and white space.

    Seen where: everywhere; no-break spaces on most pages, mojibake on old ones. Spares curly quotes, ligatures,
    full-width forms, joiners (Persian and Indic spelling needs them), tabs in tables.

    >>> list(normalise(Page.of("It\\u00a0costs  5 â‚¬.")))
    [Rewrite(line=0, text='It costs 5 €.', rule='normalise.unicode', stage='')]
    >>> list(normalise(Page.of("“Fine — as it is.”")))
    []
    """
    for line in page.lines:
        text = line.text
        unicode = text if is_sound(text) else repaired(text)
        spaced = unicode.strip()
        if "  " in spaced or "\t" in spaced:
            spaced = RUNS.sub(lambda run: "\t" if "\t" in run.group() else " ", spaced)
        if spaced != text:
            yield Rewrite(line.number, spaced, "normalise.unicode" if unicode != text else "normalise.spaces")


def is_sound(text: str) -> bool:
    """Whether there is nothing to repair, told without repairing it.

    >>> is_sound("Das „Café“ schließt."), is_sound("caf\u00c3\u00a9"), is_sound("cafe\u0301"), is_sound("AT&amp;T")
    (True, False, False, False)
    """
    plain = text.isprintable() and "&" not in text and "\ufffc" not in text
    if (plain and text.isascii()) or CLEAN.fullmatch(text):
        return True
    if not (plain or PLAIN.fullmatch(text)) or not is_normalized("NFC", text):
        return False
    return not (ODD_PAIR.search(text) and is_bad(text))


def repaired(text: str) -> str:
    """The text with its Unicode mended, invisible characters gone and odd spaces made plain.

    >>> repaired("so\\u00adft, z\\u200bero, caf\\u00c3\\u00a9")
    'soft, zero, café'
    """
    pieces = [text] if len(text) <= LONG else [text[i : i + LONG] for i in range(0, len(text), LONG)]
    fixed = "".join(fix_and_explain(piece, CONFIG).text for piece in pieces)
    return ODD_SPACES.sub(" ", INVISIBLE.sub("", fixed)).replace("\n", " ")
