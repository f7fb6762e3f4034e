"""Lines shut in by cruft: the rest of menus, link lists and footers of which rules know a few lines."""

from collections.abc import Iterator

from newsclean.marks import Found, Remove
from newsclean.page import Line, Page

SENTENCE = 5
"""A line of so many words that ends a sentence is no link."""

LONGEST = 25
"""A line of more words is no link, ended or not: some scripts and many captions put no full stop."""

LINK = 5
"""A line of fewer words is called navigation, a longer one the headline of another story."""

NEEDED = 4
SHARE = 0.25
"""Between two paragraphs so many lines of a run, and this share of it, must be certain cruft."""

ABOVE, STANDFIRST, WITHIN = 8, 8, 12
"""Above the body the last `ABOVE` lines of a run stay unless cruft follows them, and in the last `WITHIN` lines also
those of `STANDFIRST` words and more: headline, standfirst and the first subheading stand there."""

APPARATUS = ("byline", "caption", "credit", "duplicate", "headline", "tags", "timestamp")
"""Categories of the article's own parts: where nothing else is cruft, no menu is there to be shut in."""

BROWSER = ".suffixed"
"""Ending of the rule that knows the browser's title, which no text has that was cleaned before."""

INSIDE = ("advertising", "caption", "credit", "audio")
"""Categories that stand in the middle of any article, next to its subheadings and lists: they shut nothing in."""

QUESTION = ("?", "？", "؟")
"""A question of any length is a heading of the body rather than a link."""

ANNOUNCED = 2
"""A line of so many words with a colon at its end announces a list."""


def enclosed(page: Page) -> Iterator[Remove]:
    """Mark the lines between certain cruft in a run of lines of which none ends a sentence.

    Seen where: menus above the body, link lists and footers below it, boxes inside; on every whole page. Removes
    what stands between the first and the last line that a rule has taken from such a run; above the first paragraph
    of the body also the rest of the run but its edge to the body, below the last one all that follows cruft. Spares
    paragraphs, questions, runs without certain cruft, pages from which nothing goes but headline, byline, date and
    the like (where only the browser's title shuts in), standfirsts, a subheading behind which a
    sentence stands, lists inside the body unless a fourth of them is cruft, and lists that a colon announces; the
    headline goes only where cruft stands on both sides of it.

    >>> page = Page.of("Home\\nNewest from the valley\\nLog in\\nThe mill by the river burned down on Friday night, "
    ...                "and nobody was hurt, the police said.")
    >>> page = page.with_marks([Remove(0, 0, 4, "navigation", "r"), Remove(2, 0, 6, "login", "r")])
    >>> [(mark.line, mark.category) for mark in enclosed(page)]
    [(1, 'navigation')]
    """
    needed = shutting(page)
    prose = [line.number for line in page.lines if is_body(page, line)] if needed else []
    if not prose:
        return
    inside_body = {m.line for m in page.marks if isinstance(m, Remove) and m.category in INSIDE}
    title = {mark.line for mark in page.marks if isinstance(mark, Found) and mark.field == "title"}
    for run in runs(page):
        cruft = [line.number for line in run if line.number in page.removed and line.number not in inside_body]
        if needed.isdisjoint(cruft):
            continue
        if run[-1].number < prose[0]:
            inside = numbers(above_body(run, cruft))
        elif run[0].number > prose[-1]:
            inside = numbers(below_body(run, cruft)) - subheading(page, run)
        else:
            inside = numbers(in_body(run, cruft))
        for line in run:
            if line.number in page.settled:
                continue
            if line.number in title:
                category = "headline" if cruft[0] < line.number < cruft[-1] else None
            else:
                category = category_of(line) if line.number in inside else None
            if category:
                yield Remove(line.number, 0, len(line.text), category, f"enclosed.{category}")


def shutting(page: Page) -> frozenset[int]:
    """The removed lines of which a run must hold one: any of them, but where none is foreign to the article only the
    browser's title."""
    marks = (mark for mark in page.marks if isinstance(mark, Remove) and not mark.evidence)
    certain = [mark for mark in marks if mark.line in page.removed]
    if any(mark.category not in APPARATUS for mark in certain):
        return page.removed
    return frozenset(mark.line for mark in certain if mark.rule.endswith(BROWSER))


def numbers(lines: list[Line]) -> frozenset[int]:
    """The numbers of lines."""
    return frozenset(line.number for line in lines)


def category_of(line: Line) -> str:
    """A link by its length: a section's name or another story's headline."""
    return "navigation" if line.words < LINK else "related"


def is_body(page: Page, line: Line) -> bool:
    """Whether a line is a paragraph of prose, or a piece of one, and not removed."""
    return (line.prose or line.number in page.broken) and line.number not in page.removed


def runs(page: Page) -> Iterator[list[Line]]:
    """Stretches of lines that are cruft already or could be links."""
    run: list[Line] = []
    for line in page.lines:
        ended = line.ended and (line.words >= SENTENCE or line.text.endswith(QUESTION))
        is_text = ended or line.words > LONGEST or line.number in page.broken
        if not is_text or line.number in page.removed:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def above_body(run: list[Line], cruft: list[int]) -> list[Line]:
    """The lines of a run above the body that are shut in; the browser's title, line 0, is not."""
    last = run[-1].number
    end = max(cruft[-1], last - ABOVE + 1)
    spared = listed(run, cruft)
    return [
        line
        for line in run
        if 0 < line.number < end
        and line.number not in spared
        and not (line.words >= STANDFIRST and line.number > last - WITHIN)
    ]


def below_body(run: list[Line], cruft: list[int]) -> list[Line]:
    """The lines of a run below the body that are shut in, or stand between cruft and the page's end."""
    spared = listed(run, cruft)
    return [line for line in run if line.number > cruft[0] and line.number not in spared]


def subheading(page: Page, run: list[Line]) -> frozenset[int]:
    """The number of a run's last line where it stands alone, a short sentence behind it: the last parts of an article
    need hold no paragraph."""
    last, above = run[-1], run[-2:-1]
    below = page.lines[last.number + 1 : last.number + 2]
    alone = last.gap and all(line.gap for line in below) and all(line.number in page.removed for line in above)
    return frozenset((last.number,)) if alone and below and last.words < LINK else frozenset()


def in_body(run: list[Line], cruft: list[int]) -> list[Line]:
    """The lines of a run between two paragraphs that are shut in by much cruft."""
    if len(cruft) < max(NEEDED, SHARE * len(run)):
        return []
    standfirst = run[-1].number - 3
    spared = listed(run, cruft)
    return [
        line
        for line in run
        if cruft[0] < line.number < cruft[-1]
        and line.number not in spared
        and not (line.words >= STANDFIRST and line.number > standfirst)
    ]


def listed(run: list[Line], cruft: list[int]) -> frozenset[int]:
    """The numbers of the lines from one with a colon at its end to the next cruft: a list that a sentence announces."""
    found: list[int] = []
    inside, gone = False, frozenset(cruft)
    for line in run:
        inside = line.number not in gone and (inside or (line.words >= ANNOUNCED and line.text.endswith((":", "："))))
        if inside:
            found.append(line.number)
    return frozenset(found)
