"""HTML given by mistake."""

from collections.abc import Iterator

import regex

from newsclean.marks import Found
from newsclean.page import Page

TAGS = 5
SHARE = 0.02
LINES = 0.2
TAG = regex.compile(
    r"</?(?:html|head|body|div|span|p|a|br|img|ul|ol|li|table|tr|td|th|script|style|meta|link|h[1-6]|b|i|em|strong"
    r"|section|article|header|footer|nav|main|figure|figcaption|form|input|button|iframe|svg|path|title)"
    r"(?:\s[^<>]{0,1000})?/?>",
    regex.IGNORECASE,
)


def markup(page: Page) -> Iterator[Found]:
    """Say that the text is HTML: five tags or more, over 2 % of the characters, on a fifth of the lines.

    Seen where: `response.text` passed on without an extractor. Removes nothing: the text comes out as it came, and
    the explanation says to extract first. Spares articles that speak of a tag or two, and pages that offer the code
    to embed a video.

    >>> list(markup(Page.of("<div><p>One.</p><p>Two.</p></div>")))
    [Found(field='verdict', value='markup', line=-1, rule='markup.tags', stage='')]
    >>> list(markup(Page.of("The <p> tag begins a paragraph.")))
    []
    """
    if "<" not in page.text:
        return
    number = length = lines = 0
    for line in page.lines:
        found = [match.end() - match.start() for match in TAG.finditer(line.raw)] if "<" in line.raw else []
        number, length, lines = number + len(found), length + sum(found), lines + bool(found)
    if number >= TAGS and length > SHARE * len(page.text) and lines >= LINES * len(page.lines):
        yield Found("verdict", "markup", -1, "markup.tags")
