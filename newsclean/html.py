"""The explanation as a picture: the page with what was taken struck through, coloured by category, and why.

No script, nothing loaded from elsewhere, all text escaped, and of bounded length whatever the page.
"""

import html
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

import regex

from newsclean.explain import EXTRACT_FIRST
from newsclean.fold import Removal
from newsclean.marks import Found, Keep, Mark, Remove, Rewrite
from newsclean.page import Line

if TYPE_CHECKING:
    from newsclean.article import Article

LINES_HEAD, LINES_TAIL = 1_500, 100
"""Of a longer page only the first and the last lines are shown."""

BYTES = 1_200_000
"""What the lines shown may take together; the lines behind are left out."""

LINE_LENGTH = 2_000
VALUE_LENGTH = 300
VALUES = NOTES = PIECES = RULES = 20
"""Of what a line or a legend row can hold without end, so much is shown."""

UNSEEN = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\p{Cs}]")
"""Characters that a page of HTML must not hold, or that no encoding can carry."""


def to_html(article: "Article", full: bool = True) -> str:
    """The page of an article with what was taken struck through and coloured, metadata above, a legend between.

    `full` gives a document of its own, to be written to a file; otherwise a fragment, as notebooks show it.

    >>> import newsclean
    >>> article = newsclean.clean("Sign up for our newsletter\\nThe mill <b>burned</b> down on Friday.")
    >>> "<del " in to_html(article), "The mill &lt;b&gt;burned&lt;/b&gt; down" in to_html(article)
    (True, True)
    """
    parts = [*head(article), *metadata(article), *legend(article), '<div class="nc-page">', *page(article), "</div>"]
    content = f'<div class="newsclean">\n<style>\n{data("article.css")}</style>\n' + "\n".join(parts) + "\n</div>"
    if not full:
        return content
    title = escaped(cut(article.metadata.title or "newsclean", VALUE_LENGTH))
    return Template(data("document.html")).substitute(title=title, content=content)


@cache
def data(name: str) -> str:
    """A file of the folder `display`."""
    return files("newsclean").joinpath("display", name).read_text("utf-8")


def escaped(text: str) -> str:
    """The text as HTML, fit for an attribute; what cannot be shown is a replacement character.

    >>> escaped('<a href="x">\\x00')
    '&lt;a href=&quot;x&quot;&gt;\\ufffd'
    """
    return html.escape(UNSEEN.sub("\ufffd", text))


def cut(text: str, length: int) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= length else text[: length - 1] + "…"


def some(values: list[str], most: int) -> list[str]:
    """The first values, and how many there are more."""
    return values if len(values) <= most else [*values[:most], f"… {len(values) - most:,} more"]


def head(article: "Article") -> Iterator[str]:
    """The verdict and how much was taken."""
    taken = sum(removal.end - removal.start for removal in article.removals)
    total = sum(len(line.raw.strip()) for line in article.page.lines)
    share = f", {taken / total:.0%} of the text" if total else ""
    said = (
        f"{len(article.body):,} characters kept; {len(article.removals):,} removals{share}; ruleset {article.ruleset}"
    )
    yield f'<div class="nc-head">{escaped(article.verdict)} <span>{escaped(said)}</span></div>'
    if article.verdict == "markup":
        yield f'<div class="nc-part">{EXTRACT_FIRST}</div>'


def metadata(article: "Article") -> Iterator[str]:
    """The fields that were found, a row each."""
    rows = []
    for field in fields(article.metadata):
        value = getattr(article.metadata, field.name)
        values = [value] if isinstance(value, str) else some(list(value or ()), VALUES)
        if values and value != "und":
            said = " · ".join(f"<bdi>{escaped(cut(text, VALUE_LENGTH))}</bdi>" for text in values)
            rows.append(f'<div class="nc-row"><span class="nc-name">{field.name}</span> <span>{said}</span></div>')
    if rows:
        yield "\n".join(['<div class="nc-part">', *rows, "</div>"])


def legend(article: "Article") -> Iterator[str]:
    """The categories of what was taken, most frequent first, each with its rules."""
    rules: dict[str, dict[str, int]] = {}
    for removal in article.removals:
        row = rules.setdefault(removal.category, {})
        row[removal.rule] = row.get(removal.rule, 0) + 1
    if not rules:
        return
    yield '<div class="nc-part">'
    for category, row in sorted(rules.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        often = sorted(row.items(), key=lambda item: (-item[1], item[0]))
        said = some([f"{rule} ×{n}" if n > 1 else rule for rule, n in often], RULES)
        swatch = f'<span class="nc-swatch nc-{escaped(category)}">{escaped(category)} {sum(row.values()):,}</span>'
        yield f"<div>{swatch} {escaped(cut(', '.join(said), LINE_LENGTH))}</div>"
    yield "</div>"


def page(article: "Article") -> Iterator[str]:
    """The lines of the page; where they are too many or too long, what was left out."""
    taken: dict[int, list[Removal]] = {}
    for removal in article.removals:
        taken.setdefault(removal.line, []).append(removal)
    marks: dict[int, list[Mark]] = {}
    for mark in article.marks:
        marks.setdefault(mark.line, []).append(mark)
    lines = article.page.lines
    numbers = range(len(lines))
    tail = numbers[-LINES_TAIL:] if len(lines) > LINES_HEAD + LINES_TAIL else numbers[:0]
    numbers = numbers[:LINES_HEAD] if tail else numbers
    left = BYTES
    for part in (numbers, tail):
        for number in part:
            row = "".join(shown(lines[number], taken.get(number, []), marks.get(number, [])))
            left -= len(row.encode())
            if left < 0:
                yield out(len(lines) - number, range(number, len(lines)), taken)
                return
            yield row
        if tail and part is numbers:
            yield out(tail.start - part.stop, range(part.stop, tail.start), taken)


def out(count: int, numbers: range, taken: dict[int, list[Removal]]) -> str:
    """The row that tells of lines left out of the picture."""
    gone = sum(len(taken.get(number, ())) for number in numbers)
    return f'<div class="nc-out">… {count:,} lines left out here, with {gone:,} removals …</div>'


def shown(line: Line, removals: list[Removal], marks: list[Mark]) -> Iterator[str]:
    """A line, its removals struck through, labels behind it."""
    idle = weak(removals, marks)
    notes = list(noted(marks))
    hover = f' title="{escaped(chr(10).join(some(notes, NOTES)))}"' if notes else ""
    # The line as a whole takes the direction of its text; controls in the text do not reach the labels behind it.
    yield f'<div class="nc-line{" nc-gap" if line.gap else ""}" dir="auto"{hover}><span class="nc-text">'
    yield from pieces(line.text, removals, idle)
    yield "</span>"
    for category in dict.fromkeys(removal.category for removal in removals):
        yield f'<span class="nc-cut nc-{escaped(category)}">{escaped(category)}</span>'
    labels = [f"{mark.category}?" for mark in idle]
    labels += [mark.field for mark in marks if isinstance(mark, Found) and mark.field != "verdict"]
    for label in some(list(dict.fromkeys(labels)), NOTES):
        yield f'<span class="nc-note">{escaped(label)}</span>'
    yield "</div>"


def pieces(text: str, removals: list[Removal], idle: list[Remove]) -> Iterator[str]:
    """The text of a line in stretches: taken, suspected, plain."""
    end_shown = min(len(text), LINE_LENGTH)
    position = 0
    for removal in removals[:PIECES]:
        start, end = (min(place, end_shown) for place in removal.span)
        yield from suspected(text, position, start, idle)
        if end > start:
            yield f'<del class="nc-{escaped(removal.category)}" title="{escaped(reason(removal))}">'
            yield f"{escaped(text[start:end])}</del>"
        position = max(position, end)
    if len(removals) > PIECES:
        yield f'<span class="nc-out"> … {len(removals) - PIECES:,} more removals …</span>'
        return
    yield from suspected(text, position, end_shown, idle)
    if len(text) > end_shown:
        yield f'<span class="nc-out"> … {len(text) - end_shown:,} more characters</span>'


def suspected(text: str, start: int, end: int, idle: list[Remove]) -> Iterator[str]:
    """A stretch that stays, underlined with dots where a rule suspected it."""
    for mark in idle[:PIECES]:
        first, last = max(mark.start, start), min(mark.end, end)
        if first < last:
            said = escaped(f"perhaps {doubt(mark)}")
            yield f'{escaped(text[start:first])}<span class="nc-weak" title="{said}">{escaped(text[first:last])}</span>'
            start = last
    if end > start:
        yield escaped(text[start:end])


def weak(removals: list[Removal], marks: list[Mark]) -> list[Remove]:
    """The marks that wanted to take something of a line and took nothing, one a stretch, in order."""
    ends = [removal.span[1] for removal in removals]
    idle: dict[tuple[int, int], Remove] = {}
    for mark in marks:
        if isinstance(mark, Remove):
            place = bisect_right(ends, mark.start)
            if place == len(removals) or mark.end <= removals[place].span[0]:
                idle.setdefault((mark.start, mark.end), mark)
    return [idle[span] for span in sorted(idle)]


def noted(marks: list[Mark]) -> Iterator[str]:
    """What else the stages said of a line."""
    for mark in marks:
        if isinstance(mark, Found):
            yield f"found {mark.field} ({mark.rule})"
        elif isinstance(mark, Rewrite):
            yield f"repaired ({mark.rule})"
        elif isinstance(mark, Keep):
            yield f"kept ({mark.rule})"


def doubt(mark: Remove) -> str:
    """A mark that took nothing, in words."""
    return f"{mark.category} {mark.confidence:.2f}: {mark.rule} ({mark.stage}); took nothing"


def reason(removal: Removal) -> str:
    """Why a stretch was taken, in words."""
    said = f"{removal.category}: {removal.rule} ({removal.stage}), confidence {removal.confidence:.2f}"
    if removal.because:
        said += f", by {' and '.join(removal.because)}"
    if removal.also:
        said += f", also {', '.join(some(list(removal.also), NOTES))}"
    return cut(said, LINE_LENGTH)
