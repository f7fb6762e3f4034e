"""Other stories: headlines behind a label that announces them, and the foot of the page below the article."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

import regex

from newsclean import words
from newsclean.languages import loader
from newsclean.marks import Remove
from newsclean.page import Line, Page

SHORTEST, LONGEST = 2, 25
"""Words of a teaser's headline."""

HEADLINE = 7
"""A line of so many words is rather the headline of another story than a subheading."""

SUMMARY_WORDS = 40
"""The longest summary of another story; a longer paragraph might be the article's own."""

BODY_WORDS = 40
"""Words of prose above a label, without which nothing below it is taken."""

STRETCH_WORDS = 50
"""Words of paragraphs in a row, no headline between, that only an article has."""

FURNITURE = ("comments", "cookies", "copyright", "login", "navigation", "share")
"""Categories that fill the foot of a page; boxes in the midst of an article are of others."""

FURNITURE_LINES = 3
"""So many certain lines of these behind the last paragraph, and the page's foot has begun."""

MUCH_FURNITURE = 5
"""The same where single paragraphs follow: summaries, notices, or the end of the article."""

BUTTONS = 3
"""A label that stands so often is a button below each story, "Read more", and announces nothing."""

LABEL_WORDS = 6
"""A longer label holds the other story's headline itself: "Read more: Mill owner speaks of the night"."""

BLOCK = 2
"""Headlines, without which a block between paragraphs is left alone."""

SUMMARIES = 3
"""Summaries, each behind its headline, without which a block that has any is left alone."""

MARKED = 20
"""Lines between two markers of a carousel."""

MARKERS = ("_begin", "_end")
HINTS = (".more_in",)
"""Endings of the rules that know such markers, and of those that hint at a list of other stories."""

COLONS = (":", "：")

BULLET = regex.compile(r"[*•·►▶›»>–-]\s?")


def teasers(page: Page) -> Iterator[Remove]:
    """Mark other stories, and what else stands below the article.

    Seen where: behind "Read more" or "Related stories", in the middle of one page in four and at the end of every
    other; the foot of nearly every whole page. Removes behind a label the lines that do not end a sentence, below
    the article with their summaries; in the foot, which begins where three lines of known cruft have stood behind the
    last paragraph, such lines, and single sentences between them; the paragraph of a box about the
    author. Spares the last line before a paragraph (it may be a subheading), everything on pages with too little
    prose, and lists below an article that no other cruft accompanies: those are hints at most.

    >>> prose = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said. " * 3
    >>> page = Page.of(f"{prose}\\nRelated stories\\nBridge to close\\nMill owner speaks")
    >>> page = page.with_marks([Remove(1, 0, 15, "related", "en.related.label")])
    >>> [(mark.line, mark.evidence) for mark in teasers(page)]
    [(2, False), (3, False)]
    """
    last, paragraph = last_of_body(page)
    above = sum(line.words for line in page.lines[: last + 1] if line.prose and line.number not in page.removed)
    enough = above >= BODY_WORDS
    for block in blocks(page, last):
        yield from settled(block, last, paragraph, enough)
    yield from between_markers(page)
    if enough:
        yield from announced(page, paragraph)
        yield from foot(page, last, paragraph)
        yield from author_boxes(page, last)


def last_of_body(page: Page) -> tuple[int, int]:
    """The last line of the last long stretch of paragraphs, and the last paragraph, removed lines aside; -1 if none."""
    last = paragraph = -1
    stretch = 0
    for line in page.lines:
        if line.number in page.removed:
            continue
        if not line.prose:
            stretch = 0
            continue
        paragraph = line.number
        stretch += line.words
        if stretch >= STRETCH_WORDS:
            last = paragraph
    return (last if last >= 0 else paragraph), paragraph


@dataclass(frozen=True, slots=True)
class Block:
    """Headlines behind a label, with their summaries, and what is known of both."""

    lines: tuple[Line, ...]
    heading: bool
    """Whether the label heads a list; a button, which says the same, stands below each story."""

    followed: bool
    """Whether a paragraph stands directly behind, so that the last line may be its subheading."""

    closed: bool = False
    """Whether a blank line closes it and none stands within: what may be a subheading stands behind that line."""


def blocks(page: Page, last: int) -> Iterator[Block]:
    """The blocks of a page, in order; summaries are looked for below line `last` only."""
    labels = labels_of(page)
    frequent = Counter(page.lines[number].key for number in labels)
    block: list[Line] = []
    label = -1
    for line in page.lines if labels else ():
        number = line.number
        if number in page.removed and number not in labels:
            continue
        closed = line.gap and bool(block) and is_tight(block) and (line.ended or is_paragraph(page, number + 1))
        if label >= 0 and number not in labels and not closed and is_teaser(line, block, number > last):
            block.append(line)
            continue
        if block:
            heading = labels[label] and frequent[page.lines[label].key] < BUTTONS
            followed = line.prose and number not in labels and not closed
            yield Block(tuple(block), heading, followed, closed and page.lines[label].gap)
        block = []
        label = number if number in labels and line.words <= LABEL_WORDS else -1
    if block:
        yield Block(tuple(block), labels[label], False)


def labels_of(page: Page) -> dict[int, bool]:
    """The lines taken as related, and whether they head a list: a rule says so, or they are short with a colon."""
    labels: dict[int, bool] = {}
    for mark in page.marks:
        if isinstance(mark, Remove) and mark.category == "related" and mark.line in page.removed:
            line = page.lines[mark.line]
            heads = mark.rule.endswith(".label") or (line.words <= LABEL_WORDS and line.text.endswith(COLONS))
            labels[mark.line] = labels.get(mark.line, False) or heads
    return labels


def is_tight(block: list[Line]) -> bool:
    """Whether headlines alone stand in a block, without a blank line before any."""
    return not any(line.gap or line.ended for line in block)


def is_teaser(line: Line, block: list[Line], below: bool) -> bool:
    """Whether a line may belong to a block: shaped like a headline, or below the body one's summary."""
    if SHORTEST <= line.words <= LONGEST and not line.ended:
        return True
    return below and bool(block) and not block[-1].ended and line.words <= SUMMARY_WORDS


def settled(block: Block, last: int, paragraph: int, enough: bool) -> Iterator[Remove]:
    """The marks of a block: certain below the last paragraph, with summaries below the body, or behind a heading."""
    lines, followed = block.lines, block.followed
    summaries = sum(line.ended for line in lines)
    if 0 < summaries < SUMMARIES:
        lines = tuple(takewhile(lambda line: not line.ended, lines))
        followed = True
    # A list's last item is no subheading, and nor is a headline among headlines.
    items = all(BULLET.match(line.text) for line in lines) or all(line.words >= HEADLINE for line in lines)
    followed = followed and not items
    begin = last if summaries >= SUMMARIES else paragraph
    listed = block.heading and (len(lines) >= BLOCK + followed or block.closed)
    sure = lines[: len(lines) - followed] if enough else ()
    for place, line in enumerate(block.lines):
        certain = place < len(sure) and (listed or line.number > begin)
        confidence = 1.0 if certain else 0.6
        yield Remove(line.number, 0, len(line.text), "related", "teasers.block", confidence, evidence=not certain)


def between_markers(page: Page) -> Iterator[Remove]:
    """The headlines between two markers for screen readers: "Skip to end of carousel", "End of carousel"."""
    opened = -1
    ends = {
        mark.line: mark.rule.rsplit("_", 1)[-1]
        for mark in page.marks
        if isinstance(mark, Remove) and mark.rule.endswith(MARKERS) and mark.line in page.removed
    }
    for number in sorted(ends):
        if ends[number] == "begin":
            opened = number
        elif opened >= 0:
            inside = page.lines[opened + 1 : number]
            if len(inside) <= MARKED and not any(line.prose for line in inside):
                yield from (Remove(n.number, 0, len(n.text), "related", "teasers.marked") for n in inside if n.text)
            opened = -1


def announced(page: Page, paragraph: int) -> Iterator[Remove]:
    """Below the last paragraph what a label announces that by itself proves nothing: "Related", "More from Sport".

    Two headlines or more must follow, no blank line between, and then known cruft or the page's end.
    """
    hinted = {
        mark.line
        for mark in page.marks
        if isinstance(mark, Remove) and mark.line > paragraph and mark.evidence and mark.confidence >= 1
        if mark.category == "related" or mark.rule.endswith(HINTS)
    }
    for number in sorted(hinted - page.removed):
        label, behind = page.lines[number], page.lines[number + 1 : number + 1 + LONGEST]
        block = list(takewhile(lambda line: is_teaser(line, [], False) and not line.gap, behind))
        after = number + 1 + len(block)
        shut = after == len(page.lines) or after in page.removed
        if len(block) >= BLOCK and shut and not any(line.number in page.removed for line in block):
            for line in (label, *block):
                yield Remove(line.number, 0, len(line.text), "related", "teasers.announced")


def foot(page: Page, last: int, paragraph: int) -> Iterator[Remove]:
    """The lines of the page's foot that are no paragraphs, or single short ones between such lines."""
    furniture = sorted(
        {
            mark.line
            for mark in page.marks
            if isinstance(mark, Remove)
            and mark.line > last
            and mark.category in FURNITURE
            and mark.stage != "comments"
            and mark.line in page.removed
        }
    )
    behind = [number for number in furniture if number > paragraph]
    starts = [*furniture[MUCH_FURNITURE - 1 : MUCH_FURNITURE], *behind[FURNITURE_LINES - 1 : FURNITURE_LINES]]
    for line in page.lines[min(starts, default=len(page.lines)) :]:
        if line.number in page.removed or line.words > SUMMARY_WORDS or not line.text:
            continue
        if not line.prose or not any(is_paragraph(page, near) for near in (line.number - 1, line.number + 1)):
            category = "related" if line.words > SHORTEST else "navigation"
            yield Remove(line.number, 0, len(line.text), category, "teasers.foot")


def is_paragraph(page: Page, number: int) -> bool:
    """Whether there is a line of prose of that number that is not removed."""
    return 0 <= number < len(page.lines) and page.lines[number].prose and number not in page.removed


@cache
def author_labels() -> frozenset[str]:
    """The labels of boxes about the author, in all languages."""
    paths = (f"{code}/author-box-cues.txt" for code in loader.languages())
    return frozenset(words.key(cue) for path in paths for cue in loader.entries(path))


def author_boxes(page: Page, last: int) -> Iterator[Remove]:
    """The label and the paragraph of a box about the author behind the article."""
    labels = author_labels()
    for line, below in zip(page.lines, page.lines[1:], strict=False):
        if line.key in labels and below.number >= last and below.prose:
            yield Remove(line.number, 0, len(line.text), "notice", "teasers.author")
            yield Remove(below.number, 0, len(below.text), "notice", "teasers.author")
