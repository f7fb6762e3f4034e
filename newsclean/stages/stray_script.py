"""Lines in another script than the page's: interface strings of the site's software, language switchers."""

from collections.abc import Iterator
from functools import cache

from newsclean import words
from newsclean.languages import loader
from newsclean.marks import Remove
from newsclean.page import Line, Page

DOMINANCE = 0.9
"""Share of the page's letters that its script must have."""

LONGEST = 8
"""A stray interface string has at most so many words."""

SWITCHER = 2
"""Names of languages in a row that make a language switcher."""

QUOTED = '"“”„«»「」『』‘‚《》'
LOAN_SCRIPT = "Latin"
"""Names and terms in this script stand on lines of their own in articles of every other; such lines are hints only."""


def stray_script(page: Page) -> Iterator[Remove]:
    """Mark short lines whose script is not the page's, and lines that only name languages.

    Seen where: Russian interface strings on English pages of Russian agencies, English ones on Hindi, Arabic and
    Japanese pages, language switchers. Certain at the page's edge or beside a removed line, else evidence. Spares
    foreign names and quotes in a line of the page's script, quoted lines, lines behind a colon, lines that end a
    sentence, and everything on bilingual pages (a second script with over a tenth of the letters).

    >>> page = Page.of("The mill by the river burned down on Friday night, police said.\\nЗакрыть")
    >>> [(mark.line, mark.rule) for mark in stray_script(page)]
    [(1, 'stray_script.line')]
    """
    yield from switchers(page)
    counts: dict[str, int] = {}
    for line in page.lines:
        for name, number in line.scripts.items():
            counts[name] = counts.get(name, 0) + number
    totals: dict[str | None, int] = {}
    for name, number in counts.items():
        totals[words.family(name)] = totals.get(words.family(name), 0) + number
    if len(totals) < 2:
        return
    script = max(totals, key=lambda name: totals[name])
    if totals[script] < DOMINANCE * sum(totals.values()):
        return
    for line in page.lines:
        if line.number in page.settled or not line.scripts or words.family(next(iter(line.scripts))) == script:
            continue
        if is_stray(page, line, script):
            hint = words.family(next(iter(line.scripts))) == LOAN_SCRIPT
            yield Remove(
                line.number, 0, len(line.text), "stray_script", "stray_script.line", 0.5 if hint else 1.0, evidence=True
            )


def is_stray(page: Page, line: Line, script: str | None) -> bool:
    """Whether a line looks like an interface string: short, not quoted, not introduced, no letter of the page's."""
    if line.words > LONGEST or line.ended or any(char in QUOTED for char in line.text):
        return False
    if any(words.family(name) == script for name in line.scripts):
        return False
    above = page.lines[line.number - 1].text if line.number else ""
    return not above.endswith((":", "：")) or words.ended(above)


@cache
def endonyms() -> frozenset[str]:
    """The names of languages, as keys."""
    return frozenset(map(words.key, loader.entries("endonyms.txt")))


@cache
def first_words() -> frozenset[str]:
    """What the names of languages begin with."""
    return frozenset(token for name in endonyms() for token in words.split(name)[:1])


def switchers(page: Page) -> Iterator[Remove]:
    """Lines that are the name of a language, two or more in a row, or lines of several such names."""
    run: list[Line] = []
    begins = first_words()
    for line in [*page.lines, None]:
        if line and line.tokens and line.tokens[0] in begins and line.words <= 2 * LONGEST and names_languages(line):
            run.append(line)
            continue
        if len(run) >= SWITCHER or (run and len(run[0].key.split()) >= SWITCHER + 1):
            for part in run:
                yield Remove(part.number, 0, len(part.text), "navigation", "stray_script.switcher")
        run = []


def names_languages(line: Line) -> bool:
    """Whether all words of a line are names of languages."""
    if not line.key or line.key in endonyms():
        return bool(line.key)
    for part in line.key.split():  # noqa: SIM110 - a generator costs more than the one part that is looked at
        if words.trimmed(part) not in endonyms():
            return False
    return True
