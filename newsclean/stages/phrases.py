"""Cruft known by its words: the rules of the language folders."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import regex

from newsclean import words
from newsclean.languages.index import LONGEST, NOTHING, Index, common, packs
from newsclean.languages.rules import Rule
from newsclean.marks import Remove
from newsclean.page import Line, Page

ITEM = regex.compile(r"(?:o|\d{1,2}[.)]) (?=\p{L})")
"""The sign of a nested or numbered list's item, with which its key begins; other signs are in no key."""

ITEM_SIGNS = (" ", ".", ")", *"0123456789")
"""What can stand second in it."""

ANNOUNCED = 2
"""A line of so many words with a colon at its end announces a list."""

COLONS = (":", "：")

TIMEOUT = 0.5
"""Seconds that a user's pattern may take on one line."""


def phrases(page: Page) -> Iterator[Remove]:
    """Mark lines, and stretches of lines, that the rules of the page's languages know.

    Seen where: prompts, labels, buttons, notices on every site. Applied are the rules of the page's language and of
    English; to a line in another script those of that script. Spares what each rule's `spares` say. A `beside` rule
    gives evidence here; the stage `beside` decides.

    >>> page = Page.of("Sign up for our newsletter").with_marks([])
    >>> sorted({(mark.category, mark.rule.split(".")[0]) for mark in phrases(page)})
    [('subscribe', 'en')]
    """
    language, own = page.language, words.family(page.script)
    return applied(page, lambda line: pick(language, own, next(iter(line.scripts), None)))


def shapes(page: Page) -> Iterator[Remove]:
    """Mark lines that are cruft by their shape in any language: the rules of `languages/mul`.

    Seen where: bare counters and clock times, breadcrumbs, bare addresses and handles, JSON and template braces,
    player controls, the page's own address. Spares scores, results, tickers, runs of numbers.

    >>> [mark.rule for mark in shapes(Page.of("{{ related.title }}"))]
    ['mul.interface.template']
    """
    for mark in applied(page, lambda line: common()):
        if mark.category not in ("counter", "timestamp", "url") or not in_run(page, mark.line):
            yield mark
    if page.url:
        for line in page.open:
            if line.text.rstrip("/") == page.url.rstrip("/"):
                yield Remove(line.number, 0, len(line.text), "url", "mul.url.own")


def in_run(page: Page, number: int) -> bool:
    """Whether a line of digits, or an address, stands in a run of such lines: results, tables, references."""
    around = page.lines[max(0, number - 1) : number + 2]
    return any(line.number != number and line.words <= 3 and is_bare(line.key) for line in around)


def is_bare(key: str) -> bool:
    """Whether a line begins with a digit, or is an address.

    >>> is_bare("7:2"), is_bare("https://example.org"), is_bare("share")
    (True, True, False)
    """
    return key[:1].isdigit() or key.startswith(("http", "www."))


@cache
def pick(language: str, own: str | None, script: str | None) -> Index:
    """The rules for a line in a script: the page's own, or those of that script where it is another."""
    stray = words.family(script)
    return packs(language, own, stray if stray not in (own, "Latin", None) else None)


def applied(page: Page, choose: Callable[[Line], Index]) -> Iterator[Remove]:
    """The marks of an index's rules on the open lines of a page."""
    following = 0
    announced = False
    settled, pieces = page.settled, page.broken
    for place, line in enumerate(page.lines):
        item = ITEM.match(line.key) if line.key[1:2] in ITEM_SIGNS else None
        # A list that a sentence announces is the body's, whatever its items say.
        announced = (announced and item is not None) or (line.words >= ANNOUNCED and line.text.endswith(COLONS))
        if line.number in settled:
            continue
        index = choose(line)
        if index.lines and line.number >= following and (row := index.sequence(page.lines, place)):
            following = line.number + row[0]
            for part in page.lines[place:following]:
                yield taken(part, 0, len(part.text), row[1])
        found = index.matches(line)
        if found is NOTHING and item is None:
            continue
        broken = line.number in pieces
        for rule in found.whole:
            if not (broken and rule.beside):
                yield taken(line, 0, len(line.text), rule)
        if item and not announced and not broken and (known := index.phrases.get(line.key[item.end() :])):
            yield taken(line, 0, len(line.text), known)
        if found.row and not broken:
            yield Remove(line.number, 0, len(line.text), found.row.category, found.row.id)
        for start, end, rule in found.cuts:
            yield taken(line, start, end, rule)
        if found.cuts and len(line.text) <= LONGEST and (known := index.phrases.get(left(line.text, found.cuts))):
            yield taken(line, 0, len(line.text), known)


def left(text: str, cuts: tuple[tuple[int, int, Rule], ...]) -> str:
    """The key of what the rules leave of a text."""
    for start, end, _ in sorted(cuts, key=lambda cut: cut[0], reverse=True):
        text = text[:start] + text[end:]
    return words.key(text)


def taken(line: Line, start: int, end: int, rule: Rule) -> Remove:
    """The mark a rule makes; evidence where it is not sure, or sure only beside other cruft."""
    evidence = rule.confidence < 1 or rule.beside
    return Remove(line.number, start, end, rule.category, rule.id, rule.confidence, evidence)


@dataclass(frozen=True)
class OwnRules:
    """A stage of a user's rules, applied to pages of any language; see `Pipeline.with_rules`."""

    rules: tuple[Rule, ...]

    @cached_property
    def index(self) -> Index:
        """The rules made ready, on first use."""
        return Index.of(self.rules, TIMEOUT)

    def __call__(self, page: Page) -> Iterator[Remove]:
        """Mark what the rules match. Raises `ValueError` that names the rule where a pattern takes too long."""
        try:
            yield from applied(page, lambda line: self.index)
        except TimeoutError as error:
            raise ValueError(f"a rule took over {TIMEOUT} s on one line: {self.slow(page)}") from error

    def slow(self, page: Page) -> str:
        """Which of the rules, and on which line."""
        for rule in self.rules:
            try:
                list(applied(page, lambda line, rule=rule: Index.of((rule,), TIMEOUT)))  # type: ignore[misc]
            except TimeoutError:
                return f"{rule.id!r}; bound its quantifiers"
        return "unknown"

    def __reduce__(self) -> tuple[type["OwnRules"], tuple[tuple[Rule, ...]]]:
        """Pickle the rules alone, not the index made of them."""
        return OwnRules, (self.rules,)
