"""When the article was published, and when it was updated."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from newsclean import words
from newsclean.calendars import exact
from newsclean.dated import FEW_BESIDE, LONGEST, YEARLIKE, Dated, day_first, read, settled
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Page

FOREIGN = frozenset({"copyright", "related", "caption", "credit", "url", "comments", "cookies", "error_page", "audio"})
"""Lines removed as these have dates of their own."""

MOST_BESIDE = 12
"""Words beside the date and its cue in a date line: names of a byline, a section, a place."""

MANY_BESIDE = 9
"""The same where no cue stands in it."""

ABOVE = 6
"""Lines above the headline in which the date may stand."""

BLOCK = 25
"""Lines above the body in which the date may stand where no headline is known."""

INTO = 2
"""Paragraphs of the body below which a date line may still stand."""

NEAR = 3
"""Lines within which a headline, a byline or other cruft is witness."""

LIST, STEP = 3, 12
"""So many dates of a kind, with so many lines from one to the next, are a list."""

BELOW_HEAD, ABOVE_HEAD, ANYWHERE = 10, 6, 1
"""What places count: between headline and body, above the headline or in the body's beginning, anywhere with a cue."""

AGREED = 4
"""What it counts that the page's address holds the same date."""

TITLE_WORDS, TITLE_LONGEST = 3, 30
"""Words of a headline at least, and of the browser's title that are looked at."""

ALIKE = 0.7
"""Share of a headline's words that the browser's title holds."""

SHARE = 0.35
"""Share of the browser's title that a headline is as long as."""

PROSE_GAIN, LINE_COST = 60, 3
"""What a paragraph of so many words gains at most for the body, and what a short line costs it."""

PATH = regex.compile(r"(?<!\d)(?P<year>20\d\d|19\d\d)[/-]?(?P<month>\d\d?)[/-]?(?P<day>\d\d?)(?!\d)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the article is: its headline (None where it is not known), its first and last paragraph.

    A date further down than `below` stands too deep in the body to be taken without a cue.
    """

    head: int | None
    start: int
    end: int
    below: int


def dates(page: Page) -> Iterator[Mark]:
    """Find when the article was published and updated, and remove the lines that say nothing else.

    Seen where: between headline and first paragraph on two pages of three, above the headline, with a cue at the
    article's end. Removes a line that is a date alone, with certainty where it is the one found and stands near other
    cruft. Spares dates in sentences, the entries of timelines, tables; finds none without a year, none in
    copyright lines, lists of other stories and comments.

    >>> page = Page.of("Mill burns down\\nUpdated 12 May 2024, 10:30 BST\\nThe mill burned down on Friday night.")
    >>> [(mark.field, mark.value) for mark in dates(page) if isinstance(mark, Found)]
    [('updated', '2024-05-12T10:30+01:00')]
    """
    foreign = {m.line for m in page.marks if isinstance(m, Remove) and not m.evidence and m.category in FOREIGN}
    witness = path_date(page.url)
    language = page.language.split("-", maxsplit=1)[0]
    likely = [line for line in page.lines if len(line.text) <= LONGEST and YEARLIKE.search(line.text)]
    dated = [entry for line in likely if line.number not in foreign for entry in read(page, line, language)]
    chosen: dict[str, Dated] = {}
    if dated:
        place = located(page)
        dated = settled(dated, witness) if language == "en" else day_first(dated)
        chosen = choose(page, dated, place, witness)
        yield from removals(page, dated, place, chosen)
    for field, entry in chosen.items():
        yield Found(field, entry.stamp.iso, entry.line, f"dates.{field}")
    if witness and "published" not in chosen:
        yield Found("published", witness.isoformat(), -1, "dates.url")


def path_date(url: str | None) -> date | None:
    """The date in the path of an address.

    >>> path_date("https://example.org/news/2024/05/12/mill")
    datetime.date(2024, 5, 12)
    """
    found = (exact(int(m["year"]), int(m["month"]), int(m["day"])) for m in PATH.finditer(url or ""))
    return next((day for day in found if day), None)


def located(page: Page) -> Place:
    """Where the article is, by the browser's title in the first line and the thickest stretch of paragraphs."""
    best = start = total = first = end = 0
    paragraphs = [line for line in page.lines if line.prose and line.number not in page.removed]
    last = -1
    for line in paragraphs:
        total -= LINE_COST * (line.number - last - 1)
        if total <= 0:
            first, total = line.number, 0
        total += min(line.words, PROSE_GAIN)
        if total > best:
            best, start, end = total, first, line.number
        last = line.number
    head = headline(page, end)
    if head is not None:
        start = next((line.number for line in paragraphs if line.number > head), start)
    deep = [line.number for line in paragraphs if line.number >= start][: INTO + 1]
    return Place(head, start, max(start, end), deep[-1] if len(deep) > INTO else len(page.lines))


def headline(page: Page, end: int) -> int | None:
    """The number of the line above the body's end that is most like the browser's title, if one is like it at all."""
    title = words.WORD.findall(page.lines[0].folded)[:TITLE_LONGEST]
    known, head, most = set(title), None, ALIKE
    for line in page.lines[1 : end + 1] if title else ():
        if not TITLE_WORDS <= line.words <= len(title) + TITLE_WORDS:
            continue
        own = words.WORD.findall(line.folded)
        shared = sum(word in known for word in own) / max(1, len(own))
        likeness = shared + min(len(own), len(title)) / len(title) / 2
        if shared >= ALIKE and len(own) >= SHARE * len(title) and likeness > most:
            head, most = line.number, likeness
    return head


def choose(page: Page, dated: list[Dated], place: Place, witness: date | None) -> dict[str, Dated]:
    """The best date for each field; the earlier line wins where two are equal."""
    listed = lists(page, dated, place)
    found: dict[str, tuple[int, Dated]] = {}
    for entry in dated:
        field = entry.role or "published"
        points = 0 if entry.line in listed else score(page, entry, place)
        if points and witness:
            points += AGREED * (entry.stamp.day == witness)
        if points > found.get(field, (0, entry))[0]:
            found[field] = points, entry
    chosen: dict[str, Dated] = {field: found[field][1] for field in ("published", "updated") if field in found}
    if len(chosen) == 2 and not is_pair(chosen["published"], chosen["updated"], place):
        del chosen["updated"]
    return chosen


def is_pair(published: Dated, updated: Dated, place: Place) -> bool:
    """Whether an update belongs to what was published: it is not earlier, nor above the headline as weather is."""
    if (updated.stamp.day or date.min) < (published.stamp.day or date.min):
        return False
    return place.head is None or not updated.line < place.head < published.line


def lists(page: Page, dated: list[Dated], place: Place) -> frozenset[int]:
    """Lines of dates that are many of a kind: entries of timelines and tickers, other stories, comments.

    Three dates or more that stand alone with a paragraph behind each, that stand alone below the body's beginning
    within a few lines of one another, or that have the same cue above or below it. The one directly below the
    headline is none of them.
    """
    plain = [entry.line for entry in dated if entry.alone and not entry.role]
    entries = [number for number in plain if number + 1 < len(page.lines) and page.lines[number + 1].prose]
    found = set(entries) if len(entries) >= LIST else set()
    deep = [number for number in plain if number > place.start]
    for number, later, last in zip(deep, deep[1:], deep[2:], strict=False):
        if last - number <= 2 * STEP:
            found |= {number, later, last}
    cued = Counter((entry.role, entry.line > place.start) for entry in dated if entry.role)
    many = {key for key, number in cued.items() if number >= LIST}
    near = range(min(place.head or 0, place.start), place.below)
    found |= {e.line for e in dated if (e.role, e.line > place.start) in many and e.line not in near}
    below = range(place.head + 1, place.head + 1 + NEAR) if place.head is not None else range(0)
    return frozenset(found.difference(below))


def score(page: Page, entry: Dated, place: Place) -> int:
    """How likely a date is the article's; 0 where it is not."""
    bare = entry.stamp.short and not entry.role and not entry.stamp.clock
    if entry.role == "neither" or entry.beside > (MOST_BESIDE if entry.role else MANY_BESIDE):
        return 0
    if (not entry.role and entry.beside and entry.line in (0, place.head)) or (bare and entry.beside):
        return 0
    points = standing(page, entry, place)
    if points < BELOW_HEAD and bare:
        return 0
    if points <= ANYWHERE:
        return points
    if entry.role:
        return points + 4
    if entry.alone:
        return points + 2
    return points - 3 if entry.beside > FEW_BESIDE and not entry.stamp.clock else points


def standing(page: Page, entry: Dated, place: Place) -> int:
    """What the place of a date counts: most between headline and body, a little anywhere with a cue, else nothing."""
    number, head = entry.line, place.head
    low = place.start - BLOCK if head is None else min(head, place.start) - ABOVE
    if low <= number <= place.start:
        return BELOW_HEAD if head is None or number > head else ABOVE_HEAD
    # A text that shows no cruft may hold dates as subheadings.
    if place.start < number <= place.below and (entry.role or head is not None or page.removed):
        return ABOVE_HEAD
    return ANYWHERE if entry.role else 0


def removals(page: Page, dated: list[Dated], place: Place, chosen: dict[str, Dated]) -> Iterator[Remove]:
    """The lines that are a date alone: certain where found and witnessed, else evidence, and only outside the body."""
    found = {entry.line for entry in chosen.values()}
    alone = {entry.line: entry for entry in dated if entry.alone and entry.role != "neither"}
    spared = lists(page, dated, place)
    for number, entry in alone.items():
        if number in found:
            rule, evidence = "dates.found", not is_witnessed(page, number, place)
        elif number in spared or place.start < number <= place.end or {number - 1, number + 1} & alone.keys():
            continue
        else:
            rule, evidence = "dates.alone", True
        for line in sorted({number, number if entry.clock is None else entry.clock} - page.settled):
            yield Remove(line, 0, len(page.lines[line].text), "timestamp", rule, 1.0, evidence)


def is_witnessed(page: Page, number: int, place: Place) -> bool:
    """Whether a headline that has a twin, a byline or other cruft stands near."""
    near = range(number - NEAR, number + NEAR + 1)
    bylines = (mark.line for mark in page.marks if isinstance(mark, Remove) and mark.category == "byline")
    return place.head in near or not page.removed.isdisjoint(near) or any(line in near for line in bylines)
