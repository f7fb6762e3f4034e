"""Rules made ready for look-up: sets and dictionaries, so that most lines cost one probe."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

import regex

from newsclean import words
from newsclean.languages import loader
from newsclean.languages.rules import COMMON, Rule, pack
from newsclean.page import Line

LONGEST = 600
"""Whole-line rules are not tried on lines of more characters."""

PLAIN_FROM = 12
SIGNS = re.compile(r"^[\d(\[+.]|[>»›→|@#{}\[\]<$/✕✖×]|[;)]$")
"""A longer line that shows none of these signs has no shape to be told by."""

SEPARATOR = regex.compile(r"\s[/|•·»>–-]\s|[|•·]")
SEPARATORS = ("|", "•", "·", "/", "»", ">", " - ", " – ", "\t")
"""One of these stands on a line that has a separator."""

FEW = 10
GLUED = regex.compile(r"[a-z0-9]+")
ROW = 30
"""Phrases that may stand in a row on one line."""

SHORT, MOST_SEEN = 80, 8192
"""The matches of lines up to so many characters are remembered, so many of them."""

LONGEST_FREE = 5000
"""The same for patterns without anchors: JSON and scripts come in long lines."""


class Matches(NamedTuple):
    """What the rules say of a line's text: those that match it whole, that of a row of phrases, and the stretches."""

    whole: tuple[Rule, ...] = ()
    row: Rule | None = None
    cuts: tuple[tuple[int, int, Rule], ...] = ()


NOTHING = Matches()


@dataclass(frozen=True, eq=False)
class Index:
    """Rules by what a line must show for them to be looked at.

    `seen` holds the matches of the short lines that were asked for last: a third of a page's lines, buttons and menus,
    stand on many pages.
    """

    phrases: dict[str, Rule] = field(default_factory=dict)
    lines: dict[str, list[tuple[tuple[str, ...], Rule]]] = field(default_factory=dict)
    starts: dict[str, list[tuple[str, Rule]]] = field(default_factory=dict)
    anchored: dict[str, list[Rule]] = field(default_factory=dict)
    contained: dict[str, list[tuple[str, Rule]]] = field(default_factory=dict)
    free: list[Rule] = field(default_factory=list)
    spans: list[tuple[tuple[str, ...], Rule]] = field(default_factory=list)
    timeout: float | None = None
    seen: dict[str, Matches] = field(default_factory=dict, repr=False)

    @cached_property
    def any_free(self) -> "regex.Pattern[str]":
        """One pattern for all free ones: most lines match none, and one look is cheaper than many."""
        return regex.compile("|".join(f"(?:{rule.pattern})" for rule in self.free), regex.IGNORECASE)

    @cached_property
    def span_anchors(self) -> tuple[str, ...] | None:
        """The anchors of all spans, one of which a line must hold; None where a span needs none."""
        found = [anchors for anchors, _ in self.spans]
        return tuple(dict.fromkeys(anchor for anchors in found for anchor in anchors)) if all(found) else None

    @cached_property
    def unspaced(self) -> bool:
        """Whether some anchors are of scripts that put no spaces between words."""
        return any(words.UNSPACED.search(anchor) for rows in self.contained.values() for anchor, _ in rows)

    @classmethod
    def of(cls, rules: tuple[Rule, ...], timeout: float | None = None) -> "Index":
        """Sort rules into the index; the first rule wins where two hold the same phrase.

        `timeout` (seconds a line) is for patterns that nobody has checked for linear time.
        """
        index = cls(timeout=timeout)
        for rule in rules:
            index.add(rule)
        return index

    def add(self, rule: Rule) -> None:
        """Put a rule where its matcher is looked up."""
        for phrase in rule.phrases:
            self.phrases.setdefault(words.key(phrase), rule)
        for phrases in rule.lines:
            keys = tuple(map(words.key, phrases))
            self.lines.setdefault(keys[0], []).append((keys, rule))
        for phrase in rule.starts:
            start = words.folded(phrase)
            self.starts.setdefault(first(start), []).append((start, rule))
        if not rule.pattern:
            return
        anchors = tuple(map(words.folded, rule.anchors))
        if rule.span:
            self.spans.append((anchors, rule))
        elif not rule.anchors:
            self.free.append(rule)
        for anchor in anchors if not rule.span else ():
            if anchor.isalnum() and not words.UNSPACED.search(anchor):
                self.anchored.setdefault(anchor, []).append(rule)
            else:
                self.contained.setdefault(anchor[0], []).append((anchor, rule))

    def matches(self, line: Line) -> Matches:
        """What the rules say of a line's text."""
        text = line.text
        if len(text) > SHORT:
            return self.looked_up(line)
        found = self.seen.get(text)
        if found is None:
            if len(self.seen) >= MOST_SEEN:
                self.seen.clear()
            found = self.seen[text] = self.looked_up(line)
        return found

    def looked_up(self, line: Line) -> Matches:
        """The same, worked out."""
        whole, row = tuple(self.whole(line)), self.row(line) if self.phrases else None
        cuts = tuple(self.cut(line)) if self.spans else ()
        return Matches(whole, row, cuts) if whole or row or cuts else NOTHING

    def whole(self, line: Line) -> Iterator[Rule]:
        """The rules that match the whole line, the surest look-ups first."""
        rule = self.phrases.get(line.key)
        if rule is not None:
            yield rule
        if len(line.text) <= LONGEST:
            if line.key and self.starts:
                yield from self.started(line)
            if self.anchored or self.contained:
                yield from self.matched(line, self.candidates(line))
        if not self.free or len(line.text) > LONGEST_FREE:
            return
        if self.timeout or (is_shaped(line) and self.any_free.fullmatch(line.text)):
            yield from self.matched(line, self.free)

    def started(self, line: Line) -> Iterator[Rule]:
        """The rules whose phrase begins the line, with a fitting tail."""
        text = ""
        for word in {*line.tokens[:1], line.key[0]}:
            for start, rule in self.starts.get(word, ()):
                text = text or opening(line.folded)
                rest = text[len(start) :]
                if not text.startswith(start) or (start[-1].isalnum() and rest[:1].isalnum()):
                    continue
                if len(rest) <= rule.tail and (rule.ended or not words.ended(rest)):
                    yield rule

    def candidates(self, line: Line) -> list[Rule]:
        """The rules of whose anchors the line holds one."""
        folded, anchored, contained = line.folded, self.anchored, self.contained
        # Where no spaces part words, a Latin one is glued to its neighbours: "扫码下载App".
        glued = GLUED.findall(folded) if self.unspaced and not folded.isascii() else ()
        tokens = (*line.tokens, *glued) if glued else line.tokens
        found = [rule for word in tokens if word in anchored for rule in anchored[word]]
        # Few characters are looked for in the line, of many each of the line's is looked up.
        shown = (
            [c for c in contained if c in folded] if len(contained) < FEW else sorted(contained.keys() & set(folded))
        )
        for character in shown:
            found += [rule for anchor, rule in contained[character] if anchor in folded]
        return list({rule.id: rule for rule in found}.values()) if len(found) > 1 else found

    def matched(self, line: Line, rules: list[Rule]) -> Iterator[Rule]:
        """Those of the rules whose pattern matches the whole line."""
        text, timeout = line.text, self.timeout
        for rule in rules:
            if rule.compiled().fullmatch(text, timeout=timeout):
                yield rule

    def row(self, line: Line) -> Rule | None:
        """The rule of the first of several phrases that stand in a row on one line, if all parts are phrases."""
        if not held(SEPARATORS, line.text):
            return None
        split = SEPARATOR.split(line.text)
        if len(split) < 2:
            return None
        parts = [key for key in map(words.key, split) if key]
        rules = [self.phrases.get(part) for part in parts] if 1 < len(parts) <= ROW else []
        return rules[0] if rules and all(rules) else None

    def cut(self, line: Line) -> Iterator[tuple[int, int, Rule]]:
        """(start, end, rule) of the stretches that span rules find."""
        if not self.spans:
            return
        folded = line.folded
        if self.span_anchors is not None and not held(self.span_anchors, folded):
            return
        for anchors, rule in self.spans:
            if anchors and not held(anchors, folded):
                continue
            for match in rule.compiled().finditer(line.text, timeout=self.timeout):
                start, end = match.span("cut") if "cut" in match.re.groupindex else match.span()
                if end > start:
                    yield start, end, rule

    def sequence(self, lines: tuple[Line, ...], place: int) -> tuple[int, Rule] | None:
        """(number of lines, rule) where a rule's consecutive phrases stand from `place` on."""
        for keys, rule in self.lines.get(lines[place].key, ()):
            if tuple(line.key for line in lines[place : place + len(keys)]) == keys:
                return len(keys), rule
        return None


def held(anchors: tuple[str, ...], text: str) -> bool:
    """Whether a text holds one of the anchors; a loop, as it is asked for each line and a generator costs more."""
    for anchor in anchors:  # noqa: SIM110
        if anchor in text:
            return True
    return False


def is_shaped(line: Line) -> bool:
    """Whether a line could be told by its shape: it is short, an address, or holds a sign that prose has not."""
    return len(line.text) < PLAIN_FROM or line.key.startswith("www.") or SIGNS.search(line.text) is not None


def opening(text: str) -> str:
    """The text without symbols at its beginning.

    >>> opening("▶ read more: the mill")
    'read more: the mill'
    """
    match = words.WORD.search(text)
    return text[match.start() :] if match else ""


def first(text: str) -> str:
    """What starts are looked up by: the first word, or the first character in scripts without spaces.

    >>> first("read more:"), first("相关阅读")
    ('read', '相')
    """
    if words.UNSPACED.match(text):
        return text[0]
    match = words.WORD.search(text)
    return match.group() if match else ""


@cache
def scripts() -> dict[str, str]:
    """The script of each language."""
    return dict(line.split() for line in loader.entries("scripts.txt"))


@cache
def index(languages: tuple[str, ...]) -> Index:
    """The index of the packs of these languages."""
    return Index.of(tuple(rule for language in languages for rule in pack(language)))


@cache
def packs(language: str, script: str | None, stray: str | None = None) -> Index:
    """The index for a line of a page: the page's language and English, or for a stray line its script's languages.

    A page of unknown language gets all languages of its script.
    """
    base = language.split("-", maxsplit=1)[0]
    same = tuple(code for code in loader.languages() if words.family(scripts().get(code)) == (stray or script))
    chosen = same if stray or base == "und" else (base,)
    return index(tuple(dict.fromkeys((*chosen, "en"))))


def common() -> Index:
    """The index of the rules that hold in every language."""
    return index((COMMON,))
