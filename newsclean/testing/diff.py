"""Where a case's body and metadata differ from what is expected, and which rule did it."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from newsclean.marks import Found, Keep, Remove
from newsclean.testing.case import Case, came_out
from newsclean.testing.nearest import nearest

if TYPE_CHECKING:
    from newsclean.article import Article
    from newsclean.fold import Removal
    from newsclean.languages.rules import Rule
    from newsclean.page import Line

LINES = 200
"""Of a longer diff only so many lines are shown."""

EXPLAINED = 20
"""So many lines that should have gone are compared with the rules."""

PIECE = 8
"""A line of the page of at least so many characters is looked for inside a longer line of the body."""


def differences(case: Case, article: "Article", body: str, rules: Sequence[Path] = ()) -> str:
    """The body as a diff with reasons, then the fields of the metadata; "" where all is as expected."""
    out: list[str] = []
    if article.body != body:
        out += ["body: '-' is expected and did not come out, '+' came out and is not expected"]
        out += Reasons(case, article, rules).diff(body)
    if case.keeps and article.body == body:
        out += [f"removed: {removal}" for removal in article.removals]
    out += metadata(case, article)
    return "\n".join(out)


def metadata(case: Case, article: "Article") -> Iterator[str]:
    """The fields that differ, of those given, each with the rule that found it."""
    given = came_out(article)
    for name, value in case.metadata.items():
        if name not in given:
            yield f"{case.folder / 'expected.json'}: unknown field {name!r}; valid are {', '.join(given)}"
        elif given[name] != value:
            found = (mark for mark in article.marks if isinstance(mark, Found) and mark.field == name)
            rules = ", ".join(dict.fromkeys(mark.rule for mark in found))
            yield f"{name}: expected {value!r}, came out {given[name]!r}{f' ({rules})' if rules else ''}"


class Reasons:
    """Which rule took a line, or left it; the lines of a page by their text."""

    def __init__(self, case: Case, article: "Article", rules: Sequence[Path]) -> None:
        from newsclean.languages.rules import load_rules

        self.article = article
        self.own: tuple[Rule, ...] = tuple(rule for path in (*rules, *case.rules) for rule in load_rules(path))
        self.by_text: dict[str, list[Line]] = {}
        for line in article.page.lines:
            self.by_text.setdefault(line.text.strip(), []).append(line)
        self.taken: dict[int, list[Removal]] = {}
        for removal in article.removals:
            self.taken.setdefault(removal.line, []).append(removal)
        self.explained = 0

    def diff(self, body: str) -> Iterator[str]:
        """The diff of the bodies, under each line that differs the reason."""
        rows = list(unified_diff(body.split("\n"), self.article.body.split("\n"), lineterm="", n=2))[2:]
        for row in rows[:LINES]:
            sign, text = row[0], row[1:]
            if sign == "@":
                yield "  …"
                continue
            yield f"{sign} {text}" if text else f"{sign} (blank line)" if sign != " " else ""
            if sign != " " and text:
                yield from (f"      {said}" for said in (self.missing(text) if sign == "-" else self.left(text)))
        if len(rows) > LINES:
            yield f"… {len(rows) - LINES} more lines"

    def lines(self, text: str) -> list["Line"]:
        """The lines of the page that a line of a body was made of."""
        if text.strip() in self.by_text:
            return self.by_text[text.strip()]
        parts = ((key, lines) for key, lines in self.by_text.items() if len(key) >= PIECE)
        return [line for key, lines in parts if key in text or text in key for line in lines]

    def missing(self, text: str) -> Iterator[str]:
        """Who took a line that was expected."""
        lines = self.lines(text)
        removals = dict.fromkeys(removal for line in lines for removal in self.taken.get(line.number, ()))
        for removal in removals:
            also = f", also {', '.join(removal.also)}" if removal.also else ""
            yield f"taken by {removal.rule} ({removal.category}, stage {removal.stage}){also}"
        if not removals:
            yield "no rule took it: it reads or is broken otherwise" if lines else "the page has no such line"

    def left(self, text: str) -> Iterator[str]:
        """Why a line was left that was not expected: what spared it, what doubted it, and the nearest rule."""
        if self.explained == EXPLAINED:
            return
        self.explained += 1
        numbers = {line.number for line in self.lines(text)}
        marks = [mark for mark in self.article.marks if mark.line in numbers]
        for mark in marks:
            if isinstance(mark, Keep):
                yield f"kept by {mark.rule} (stage {mark.stage})"
        taken = {removal.rule for number in numbers for removal in self.taken.get(number, ())}
        doubts = [mark for mark in marks if isinstance(mark, Remove) and mark.rule not in taken]
        for rule, doubt in {mark.rule: mark for mark in doubts}.items():
            yield f"kept: {rule} ({doubt.category}, confidence {doubt.confidence:.2f}) was not certain here"
        for rule in sorted(taken):
            yield f"cut by {rule}"
        if not doubts and not taken:
            near = nearest(text, self.article.metadata.language, self.own)
            said = f"the nearest is {near.rule.id} ({near.rule.category}): {near.example!r}" if near else "none is near"
            yield f"kept: no rule took it; {said}"
