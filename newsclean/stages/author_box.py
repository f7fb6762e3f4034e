"""The box about the author behind the article, and the name that a lone cue announces."""

from collections.abc import Iterator
from functools import cache

from newsclean import words
from newsclean.languages.names import byline_cues
from newsclean.marks import Found, Remove
from newsclean.page import Line, Page

BIO_WORDS = 70
"""A longer line is no note on the author."""

LOGIN_WORDS = 3
"""Words of a name behind a lone cue."""

EMPHASIS = "*_ "


def author_box(page: Page) -> Iterator[Remove]:
    """Remove what is said of the authors behind the article, and a login name behind "by" above it.

    Seen where: behind every fourth article, the author's name on a line, "Jane Roe is correspondent of the Valley
    Post", a note in italics, or behind a label such as "About the author". Removes lines that begin with the name of
    an author already found, where nothing else of the article follows and a label, the name alone, italics or a rule
    says what they are. Spares the last paragraph that quotes a namesake, and everything between paragraphs.

    >>> prose = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
    >>> page = Page.of(f"{prose}\\nJane Roe\\nJane Roe is correspondent of the Valley Post")
    >>> [mark.line for mark in author_box(page.with_marks([Found("authors", "Jane Roe", 1, "r")]))]
    [1, 2]
    """
    yield from logins(page)
    names = tuple(words.folded(m.value) for m in page.marks if isinstance(m, Found) and m.field == "authors")
    if not names:
        return
    tail = [line for line in page.lines[end_of_body(page, names) + 1 :] if is_on(line, names)]
    alone = {line.number for line in tail if line.key in names}
    noted = {line.number for line in tail} - alone
    hints = {m.line for m in page.marks if isinstance(m, Remove) and m.category == "byline"}
    for line in tail:
        near = {line.number - 1, line.number + 1}
        italic = line.text[:1] in EMPHASIS and line.text[-1:] in EMPHASIS
        boxed = not near.isdisjoint(alone) or bool({line.number, *near} & hints) or italic
        signed = line.number in alone and (bool(near & (page.removed | noted)) or line.number == len(page.lines) - 1)
        if line.number not in page.settled and (boxed or signed):
            yield Remove(line.number, 0, len(line.text), "byline", "author_box.bio")


def end_of_body(page: Page, names: tuple[str, ...]) -> int:
    """The last paragraph that is left and does not begin with an author's name; the page's end where there is none."""
    rest = (line for line in reversed(page.lines) if line.prose and line.number not in page.removed)
    return next((line.number for line in rest if not is_on(line, names)), len(page.lines))


def is_on(line: Line, names: tuple[str, ...]) -> bool:
    """Whether a line begins with the name of an author."""
    return line.words <= BIO_WORDS and line.folded.lstrip(EMPHASIS).startswith(names)


@cache
def cue_keys() -> frozenset[str]:
    """The cues of bylines, as whole lines are compared."""
    return frozenset(map(words.key, byline_cues()))


def logins(page: Page) -> Iterator[Remove]:
    """A short name above the first paragraph, behind a cue that stands alone on its line and is known as a byline."""
    first = next((line.number for line in page.lines if line.prose and line.number not in page.removed), 0)
    known = {m.line for m in page.marks if isinstance(m, Remove) and m.category == "byline" and m.line < first}
    for number in sorted(known & page.removed):
        name = page.lines[number + 1]
        if (
            page.lines[number].key in cue_keys()
            and name.number < first
            and is_login(name)
            and name.number not in page.settled
        ):
            yield Remove(name.number, 0, len(name.text), "byline", "author_box.login")


def is_login(line: Line) -> bool:
    """Whether a line may be a name: short, and no sentence."""
    return line.words <= LOGIN_WORDS and not line.ended
