"""Which line is the title: the signs that candidates show, and what each sign weighs."""

from bisect import bisect_left
from math import inf

import regex

from newsclean import words
from newsclean.page import Page
from newsclean.stages.titles import Candidate, Context, candidates, stems

CLOSE = 12
"""Lines above the first paragraph within which the first line is likely the title, where no other is like it."""

ENOUGH = 3
"""A candidate that weighs less is a guess."""

CRUMB = regex.compile(r"[>»›→]|^[|/]")
FULL_STOPS, BARS, COLONS = ".。", "|｜", ":："

WEIGHTS = {
    # It ends a sentence, ends in a colon or comma, begins in lower case.
    "ended": -4,
    "colon": -3,
    "lower": -4,
    # It holds the signs of a breadcrumb, stands in a list, is the end of a line beside it (a breadcrumb or a label).
    "crumb": -2,
    "bullet": -2,
    "ends_other": 4,
    # It is a part of the first line: all of it, its beginning; all its words are there.
    "browser.whole": 2,
    "browser.begin": 2,
    "like.within": 2,
    # It is the first line, or a part of it: that part, or a longer one, stands elsewhere.
    "first.twin": 2,
    "first.longer_twin": 2,
    "first.close": 2,
    # A bar still stands in it: a section's name, or the site's, is left on.
    "first.bar": -4,
    # What was cut off the first line: from its end or its beginning, at which sign, and whether it stands elsewhere.
    "tail.behind": 2,
    "tail.front": -3,
    "tail.bar": 3,
    "tail.dash": 1,
    "tail.colon": -4,
    "tail.line": 1,
    # It is the site's name, as a profile of the site knows it; not fitted.
    "tail.site": 4,
    # The line below, or one of the two after it, is a byline, date, credit or caption; it is one itself.
    "witness.next": 3,
    "witness.near": 4,
    "is.byline": 3,
    "is.timestamp": -2,
    "is.picture": -3,
    "behind_prose": -3,
    "removed": -3,
    # There is no paragraph to compare it with.
    "no_body": -3,
}
"""What the signs of a candidate weigh, in half units of log-odds; fitted on real pages of some 900 sites."""

GRADES: dict[str, tuple[tuple[float, int], ...]] = {
    "words": ((1, -4), (2, -2), (3, -2), (4, -1), (6, 1), (16, 2), (inf, 0)),
    "body": ((0, -5), (33, -3), (50, -1), (66, 2), (80, 3), (inf, 4)),
    "above": ((0, -3), (1, 2), (2, 3), (8, 3), (15, 2), (30, 1), (inf, 0)),
    "like": ((20, -1), (40, 0), (60, 1), (75, 3), (90, 4), (inf, 2)),
    "likest": ((20, 0), (40, 2), (80, 3), (99, 5), (inf, 3)),
    "tail.words": ((2, 2), (7, 0), (inf, -3)),
    "tail.body": ((0, 0), (33, -1), (inf, 1)),
    "times": ((0, -3), (1, 0), (3, 1), (inf, 0)),
    "short_above": ((0, -1), (2, 0), (inf, 1)),
}
"""The same for what is counted: (up to so many, weight). Per cents: `body`, the words that the first paragraphs share;
`like`, how like the first line it is; `likest`, how like the first line another line is."""


STEPS: dict[str, tuple[list[float], list[int]]] = {
    name: ([limit for limit, _ in steps], [points for _, points in steps]) for name, steps in GRADES.items()
}
"""The same as (limits, weights)."""


def choose(page: Page) -> Candidate | None:
    """The candidate that weighs most, the first of several; None where none weighs enough."""
    if not page.lines:
        return None
    context = Context(page)
    weighed = [(weight(candidate, context), candidate) for candidate in candidates(context)]
    best, chosen = max(weighed, key=lambda row: row[0], default=(0, None))
    return chosen if best >= ENOUGH else None


def weight(candidate: Candidate, context: Context) -> int:
    """What the signs of a candidate weigh together."""
    first = candidate.line is context.browser
    own = candidate.stems
    total = of_text(candidate, own, context) + of_place(candidate, context)
    return total + (of_first(candidate, context) if first else of_twin(candidate, own, context))


def grade(name: str, value: float) -> int:
    """What a count weighs.

    >>> grade("words", 9), grade("words", 1)
    (2, -4)
    """
    limits, points = STEPS[name]
    return points[bisect_left(limits, value)]


def share(own: frozenset[str], others: frozenset[str]) -> int:
    """How many of the stems the others hold, in per cent."""
    return round(100 * len(own & others) / max(1, len(own)))


def of_text(candidate: Candidate, own: frozenset[str], context: Context) -> int:
    """The weight of the words themselves."""
    text = candidate.text
    total = grade("words", words.count(text))
    total += grade("body", share(own, context.body)) if context.body else WEIGHTS["no_body"]
    if words.ended(text) and text.rstrip(words.CLOSERS)[-1:] in FULL_STOPS:
        total += WEIGHTS["ended"]
    if text[-1] in ":,;":
        total += WEIGHTS["colon"]
    if text[0].islower():
        total += WEIGHTS["lower"]
    if CRUMB.search(candidate.line.text):
        total += WEIGHTS["crumb"]
    return total


def of_first(candidate: Candidate, context: Context) -> int:
    """The weight of being the first line, or a part of it: of a line like it below, and of what was cut off.

    A site's name is short, stands elsewhere, and is no word of the body.
    """
    total = grade("likest", context.likest)
    if context.likest < 40 and context.start - candidate.line.number <= CLOSE:
        total += WEIGHTS["first.close"]
    if context.page.times.get(candidate.key, 0) > (not candidate.tail):
        total += WEIGHTS["first.twin"]
    longer = (key for key in context.browser_parts if len(key) > len(candidate.key))
    if any(context.page.times.get(key, 0) > (key == context.browser.key) for key in longer):
        total += WEIGHTS["first.longer_twin"]
    if any(bar in candidate.text for bar in BARS):
        total += WEIGHTS["first.bar"]
    if not candidate.tail:
        return total
    tail, behind = words.key(candidate.tail), candidate.line.text.startswith(candidate.text)
    total += WEIGHTS["tail.behind" if behind else "tail.front"]
    sign = candidate.line.text[len(candidate.text) :].lstrip()[:1]
    total += WEIGHTS["tail.bar" if sign in BARS else "tail.colon" if sign in COLONS else "tail.dash"]
    if tail in context.page.times:
        total += WEIGHTS["tail.line"]
    if context.page.site and tail == context.page.site.name_key:
        total += WEIGHTS["tail.site"]
    return total + grade("tail.words", words.count(tail)) + grade("tail.body", share(stems(tail), context.body))


def of_twin(candidate: Candidate, own: frozenset[str], context: Context) -> int:
    """The weight of the likeness to the first line."""
    total = WEIGHTS.get(f"browser.{context.browser_parts.get(candidate.key)}", 0)
    like = context.likeness(own)
    if like:
        total += grade("like", like)
        if len(own) >= 2 and own <= context.browser_stems:
            total += WEIGHTS["like.within"]
    return total


def of_place(candidate: Candidate, context: Context) -> int:
    """The weight of the neighbourhood."""
    number, lines = candidate.line.number, context.page.lines
    total = grade("above", max(0, context.start - number)) + grade("times", context.page.times.get(candidate.key, 0))
    if number + 1 in context.witnesses:
        total += WEIGHTS["witness.next"]
    elif number + 2 in context.witnesses or number + 3 in context.witnesses:
        total += WEIGHTS["witness.near"]
    total += WEIGHTS.get(f"is.{context.witnesses.get(number)}", 0)
    if candidate.line is not context.browser and candidate.text is not candidate.line.text:
        total += WEIGHTS["bullet"]
    if number in context.page.removed:
        total += WEIGHTS["removed"]
    if number > context.first_prose:
        total += WEIGHTS["behind_prose"]
    total += grade("short_above", sum(line.words <= 3 for line in lines[max(0, number - 3) : number]))
    around = lines[max(0, number - 2) : number] + lines[number + 1 : number + 3]
    if any(line.key != candidate.key and line.key.endswith(candidate.key) for line in around):
        total += WEIGHTS["ends_other"]
    return total
