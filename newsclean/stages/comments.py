"""The thread of readers' comments below an article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import regex

from newsclean import words
from newsclean.languages import loader
from newsclean.marks import Remove
from newsclean.page import Line, Page

BODY_WORDS = 40
"""Words of prose above a thread, without which the thread is what the page is about."""

UNITS = 2
"""Comments in a rhythm that make a thread."""

SIGNED = 4
"""Names, each with date and clock time below, that make one where neither heading nor button does."""

HINT = 0.8
"""Confidence of a rule from which company makes it certain."""

STAMP_WORDS = 10
BUTTON_WORDS = 6
NAME_WORDS = 6
"""Words of the lines that frame a comment: when, what to do with it, who."""

GAP_LINES, GAP_WORDS = 30, 600
"""The longest comment: what stands between two stamps."""

LAST_LINES, LAST_WORDS = 8, 250
"""The longest last comment: no stamp or button below tells where it ends."""

INTRO_LINES, INTRO_WORDS = 6, 300
"""What may stand between the heading of a thread and its first stamp, removed lines aside."""

ENDING = ("related", "copyright", "cookies", "subscribe", "advertising")
"""Categories of which no line stands inside a thread."""

NAMED = " +"
CLOCK = regex.compile(r"(?<![\d.,:])(?:[01]?\d|2[0-3])[:h][0-5]\d(?::\d{2})?(?![\d.,%:])")
DATE = regex.compile(
    r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}(?:[./-]\d\d)?|\d{1,2}\.?\s\p{L}{3,12}\.?\s\d\d)(?!\d)"
)
COUNTER = "0123456789()[]+-:|·• "
SIGNS = regex.compile(r"\s?[·•|,/()\[\]\d:]+\s?|\s[–-]\s")


@dataclass(frozen=True, slots=True)
class Beat:
    """A line that frames a comment: its number, and whether it is a button, else it says when."""

    line: int
    button: bool


def comments(page: Page) -> Iterator[Remove]:
    """Mark the threads of readers' comments, the lines between names, times and buttons included.

    Seen where: below the article, on one page in ten; a long comment reads as prose, only what stands between betrays
    it: a time with a date, "3 hours ago", "Reply", "Like". Removes a thread of two comments or more with certainty
    where enough prose stands above it and a heading ("12 comments") or buttons show what it is; where times are all
    there is, it is a hint. A heading without a rhythm takes nothing with it. Spares tickers (times without a date, no
    heading), interviews, and forums (no prose above).

    >>> prose = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said. " * 3
    >>> thread = "miller42\\nMarch 3, 2014 at 9:19 pm\\nSad day.\\nJane\\nMarch 4, 2014 at 8:05 am\\nIndeed."
    >>> page = Page.of(f"{prose}\\n2 Comments\\n{thread}")
    >>> page = page.with_marks([Remove(1, 0, 10, "comments", "en.comments.count")])
    >>> [page.lines[mark.line].text for mark in comments(page)][:3]
    ['miller42', 'March 3, 2014 at 9:19 pm', 'Sad day.']
    """
    yield from house_rules(page)
    beats = list(beats_of(page))
    if len(beats) < UNITS:
        return
    clues = Clues.of(page, frozenset(beat.line for beat in beats))
    free = 0
    for group in grouped(page, [beat for beat in beats if clues.above[beat.line] >= BODY_WORDS], clues):
        yield from thread(page, group, clues, free)
        free = group[-1].line + 1


@dataclass(frozen=True, slots=True)
class Clues:
    """What stands around threads.

    `headings` are lines that may head one, `ending` those that stand in none; for each line, `above` counts the words
    of prose above it, and `runs` those of the longest run of paragraphs.
    """

    headings: frozenset[int]
    ending: frozenset[int]
    above: list[int]
    runs: list[int]

    @classmethod
    def of(cls, page: Page, framing: frozenset[int]) -> "Clues":
        """The clues of a page whose beats are the lines `framing`."""
        headings, ending = set(), set()
        for mark in page.marks:
            if not isinstance(mark, Remove):
                continue
            line = page.lines[mark.line]
            if mark.category in ENDING and mark.line in page.removed:
                ending.add(mark.line)
            whole = mark.end - mark.start == len(line.text) and not line.prose
            if mark.category == "comments" and whole and mark.confidence >= 1 and mark.line not in framing:
                headings.add(mark.line)
        return cls(frozenset(headings), frozenset(ending), *prose_above(page))


def house_rules(page: Page) -> Iterator[Remove]:
    """Make certain a hint that a whole line speaks of comments, where removed lines stand on both its sides."""
    for mark in page.marks:
        if not isinstance(mark, Remove) or mark.category != "comments" or mark.confidence < HINT:
            continue
        if mark.evidence and {mark.line - 1, mark.line + 1} <= page.removed and mark.line not in page.removed:
            yield replace(mark, confidence=1.0, evidence=False, stage="")


def thread(page: Page, group: list[Beat], clues: Clues, free: int) -> Iterator[Remove]:
    """The marks of a group of beats, if it is a thread; it begins at line `free` at the earliest."""
    stamps = sum(not beat.button for beat in group)
    buttons = len(group) - stamps
    if max(stamps, buttons) < UNITS:
        return
    first = group[0].line
    heading = heading_above(page, first, clues, free)
    start = heading if heading is not None else name_above(page, first, free)
    if clues.above[start] < BODY_WORDS:
        return
    end = end_of(page, group, clues.ending)
    if buttons < UNITS and longest_run(page, start, end) > clues.runs[start]:
        return
    certain = heading is not None or (buttons >= UNITS and stamps >= UNITS) or is_signed(page, group)
    confidence = 1.0 if certain else 0.6
    for line in page.lines[start:end]:
        if line.text and line.number not in page.removed:
            yield Remove(
                line.number, 0, len(line.text), "comments", "comments.thread", confidence, evidence=not certain
            )


def beats_of(page: Page) -> Iterator[Beat]:
    """The lines that frame comments, in order."""
    timed = {mark.line for mark in page.marks if isinstance(mark, Remove) and mark.category == "timestamp"}
    buttons, first, named = cues()
    for line in page.lines:
        if line.words > STAMP_WORDS or not line.key:
            continue
        if line.words <= BUTTON_WORDS and is_button(line.key, buttons, first, named):
            yield Beat(line.number, True)
        elif is_stamp(line, line.number in timed):
            yield Beat(line.number, False)


@cache
def cues() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """The buttons below a comment in all languages, their first words, and the phrases before the name it answers."""
    entries = {words.folded(cue) for code in loader.languages() for cue in loader.entries(f"{code}/comment-cues.txt")}
    buttons = frozenset(cue for cue in entries if not cue.endswith(NAMED))
    named = tuple(sorted(cue.removesuffix("+") for cue in entries if cue.endswith(NAMED)))
    return buttons, frozenset(cue.partition(" ")[0] for cue in buttons), named


def is_button(key: str, buttons: frozenset[str], first: frozenset[str], named: tuple[str, ...]) -> bool:
    """Whether a line is a button below a comment, alone or with others and counters: "Like · Reply · 3".

    >>> is_button("like · reply · 3", *cues()), is_button("like father, like son", *cues())
    (True, False)
    """
    if key in buttons or key.rstrip(COUNTER) in buttons or key.startswith(named):
        return True
    if key.partition(" ")[0] not in first:
        return False
    parts = [part for part in SIGNS.split(key) if part]
    return len(parts) > 1 and parts[0] in buttons and (parts[1] in buttons or not parts[1].isalpha())


def is_stamp(line: Line, timed: bool) -> bool:
    """Whether a line says when a comment was written: a clock time and a date, with a name perhaps, or a known form.

    A clock time alone is the head of a ticker's entry.
    """
    rest, clocks = CLOCK.subn("", line.text)
    if not clocks:
        return timed
    return not line.ended and (timed or DATE.search(rest) is not None)


def prose_above(page: Page) -> tuple[list[int], list[int]]:
    """For each line, the words of prose above it, and of the longest run of it, removed lines aside."""
    sums, runs = [], []
    total = run = longest = 0
    for line in page.lines:
        sums.append(total)
        runs.append(longest)
        if line.number in page.removed:
            continue
        run = run + line.words if line.prose else 0
        total += line.words if line.prose else 0
        longest = max(longest, run)
    return sums, runs


def grouped(page: Page, beats: list[Beat], clues: Clues) -> Iterator[list[Beat]]:
    """The beats in groups between which no comment could stretch."""
    group: list[Beat] = []
    for beat in beats:
        if group and not is_near(page, group[-1].line, beat.line, clues):
            yield group
            group = []
        group.append(beat)
    if group:
        yield group


def is_near(page: Page, above: int, below: int, clues: Clues) -> bool:
    """Whether one comment may fill what stands between two beats: no article, which is longer than all above."""
    if below - above > GAP_LINES:
        return False
    between = range(above + 1, below)
    if not clues.ending.isdisjoint(between) or sum(page.lines[n].words for n in between) > GAP_WORDS:
        return False
    return longest_run(page, above + 1, below) <= max(BODY_WORDS, clues.runs[above])


def heading_above(page: Page, first: int, clues: Clues, free: int) -> int | None:
    """The line of a heading close above the first beat, the highest of several in a row; None where there is none."""
    found, lines, total = None, 0, 0
    for number in range(first - 1, max(free, first - GAP_LINES) - 1, -1):
        if number in clues.ending:
            break
        if clues.above[number] < BODY_WORDS:
            # Above the article only a menu speaks of comments.
            break
        if number in clues.headings:
            found = number
        elif number not in page.removed:
            lines, total = lines + 1, total + page.lines[number].words
        if lines > INTRO_LINES or total > INTRO_WORDS:
            break
    return found


def name_above(page: Page, first: int, free: int) -> int:
    """Where a thread without a heading begins: at the name above its first stamp, if there is one."""
    start = first
    while start > free and first - start < 2 and page.lines[start - 1].words <= NAME_WORDS:
        if page.lines[start - 1].ended:
            break
        start -= 1
    return start


def is_signed(page: Page, group: list[Beat]) -> bool:
    """Whether short lines, names as a rule, stand above most stamps, and all these say the clock time."""
    stamps = [beat.line for beat in group if not beat.button and CLOCK.search(page.lines[beat.line].text)]
    above = [page.lines[number - 1] for number in stamps if number]
    names = {line.key for line in above if 0 < line.words <= SIGNED and not line.ended and line.key}
    return len(names) >= SIGNED and len(names) * 2 > len(stamps)


def longest_run(page: Page, start: int, end: int) -> int:
    """Words of the longest run of paragraphs between two lines, removed lines aside: an article, or a long comment."""
    longest = total = 0
    for line in page.lines[start:end]:
        if line.number in page.removed:
            continue
        total = total + line.words if line.prose else 0
        longest = max(longest, total)
    return longest


def end_of(page: Page, group: list[Beat], ending: frozenset[int]) -> int:
    """The line behind a thread: behind its last button, or behind the comment that follows its last stamp."""
    last = group[-1]
    end = last.line + 1
    if last.button:
        return end
    total = 0
    for line in page.lines[end : end + LAST_LINES + 2]:
        if line.number in ending or (line.number in page.removed):
            return line.number
        if line.number > end and not line.ended:
            return line.number
        total += line.words
        if total > LAST_WORDS or line.number - end > LAST_LINES:
            return end
    return len(page.lines)
