"""Credits and captions that a label for screen readers announces."""

from collections.abc import Iterator
from functools import cache

from newsclean import words
from newsclean.languages import loader
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Line, Page

CAPTION_WORDS, CREDIT_WORDS = 60, 12
"""The longest caption and credit; a longer line behind a label is a paragraph."""

SIGNS = (",", "，", ":", "：")
FIELDS = {"credit": "credits", "caption": "captions"}


@cache
def labels(code: str) -> tuple[tuple[str, str], ...]:
    """(label, role) in the page's language and English, or in all where it is not known; labels folded."""
    codes = loader.languages() if code == "und" else tuple(dict.fromkeys((code, "en")))
    rows = (row.partition(" ") for one in codes for row in loader.entries(f"{one}/picture-labels.txt"))
    return tuple((words.folded(label), role) for role, _, label in rows)


def picture_labels(page: Page) -> Iterator[Mark]:
    """Find and remove credits and captions behind a label, on its line or on the next.

    Seen where: broadcasters' pages, "Image source, Getty Images", "Image caption,". Removes label and text. Spares
    sentences that begin so, and a paragraph behind a label; the caption of a video goes and is no caption of the
    article's pictures.

    >>> page = Page.of("Image source,\\nHarbour crew\\nImage caption, The mill on Friday")
    >>> [(mark.field, mark.value) for mark in picture_labels(page) if isinstance(mark, Found)]
    [('credits', 'Harbour crew'), ('captions', 'The mill on Friday')]
    """
    known = labels(page.language.split("-", maxsplit=1)[0])
    starts = tuple(label for label, _ in known)
    for line in page.lines:
        if not line.folded.startswith(starts):
            continue
        label, role = max((row for row in known if line.folded.startswith(row[0])), key=lambda row: len(row[0]))
        text = line.text[len(label) :].lstrip()
        if text and not text.startswith(SIGNS):
            continue
        text = text.lstrip("".join(SIGNS) + " ")
        if text:
            yield from announced(line, role, text)
        elif line.number + 1 < len(page.lines) and line.text.endswith(SIGNS):
            below = page.lines[line.number + 1]
            if found := list(announced(below, role, below.text)):
                yield Remove(line.number, 0, len(line.text), "credit", "captions.label")
                yield from found


def announced(line: Line, role: str, text: str) -> Iterator[Mark]:
    """The marks of a line that holds a credit or caption, with or without its label."""
    if words.count(text) > (CREDIT_WORDS if role == "credit" else CAPTION_WORDS):
        return
    category = "credit" if role == "credit" else "caption"
    yield Remove(line.number, 0, len(line.text), category, "captions.labelled")
    if role in FIELDS:
        yield Found(FIELDS[role], text.strip(" ,;|·•"), line.number, "captions.labelled")
