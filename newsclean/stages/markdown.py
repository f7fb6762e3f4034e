"""Markdown read through."""

from collections.abc import Iterator

import regex

from newsclean.marks import Found, Mark, Rewrite
from newsclean.page import Page

# The bounded quantifiers keep it linear on a line of opening brackets.
LINK = regex.compile(r"(!?)\[([^\[\]]{0,500})\]\((?:<[^<>\s]{0,2000}>|[^()\s]{0,2000})(?:\s+\"[^\"]{0,300}\")?\)")
HEADING = regex.compile(r"(#{1,6})\s+(\S.*?)(?:\s+#{1,6})?")
IMAGE_ONLY = regex.compile(r"\W*!\[([^\[\]]{1,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)\W*")
NESTED = 3
"""How deep links stand in links: an image that is a link, in an item of a list."""
EVIDENCE = 2


def markdown(page: Page) -> Iterator[Mark]:
    """Read Markdown through: a link is its text, an image a caption, `#` a title, `##` and more a heading.

    Seen where: crawlers that write for language models. Removes link targets and image syntax by rewriting the line;
    nothing of the words. Spares lists, quotes and emphasis, and text that shows no Markdown (one link, or two
    headings, on the page).

    >>> page = Page.of("# Mill burns\\n\\nThe [mill](https://example.org/mill) is gone.")
    >>> for mark in markdown(page): print(mark.rule, "->", mark.text if isinstance(mark, Rewrite) else mark.field)
    markdown.heading -> Mill burns
    markdown.heading -> title
    markdown.link -> The mill is gone.
    """
    headings = {line.number for line in page.lines if line.text.startswith("#") and HEADING.fullmatch(line.text)}
    if "](" not in page.text and len(headings) < EVIDENCE:
        return
    if not headings and not any("](" in line.text and LINK.search(line.text) for line in page.lines):
        return
    for line in page.lines:
        text, rule = line.text, "markdown.link"
        if line.number in headings and (match := HEADING.fullmatch(text)):
            text, rule = match.group(2), "markdown.heading"
        if IMAGE_ONLY.fullmatch(text):
            rule = "markdown.image"
        text = read_through(text)
        if text == line.text:
            continue
        yield Rewrite(line.number, text, rule)
        # Which of the lower headings are left for subheadings, the last stage finds.
        if rule == "markdown.heading" and match and match.group(1) == "#":
            yield Found("title", text, line.number, rule)


def read_through(text: str) -> str:
    """Links and images replaced by their text, from the inside out.

    >>> read_through("See [the ![old mill](m.jpg)](https://example.org).")
    'See the old mill.'
    """
    for _ in range(NESTED):
        if "](" not in text:
            break
        text = LINK.sub(lambda match: match.group(2), text)
    return text.strip()
