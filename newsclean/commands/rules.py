"""`newsclean rules`, and `newsclean explain --rule`: the shipped rules and one's own, to read."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.languages.rules import Rule

WIDTH = 60
CLOSE = 3
SHOWN = 30


def add_rules(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command that lists rules."""
    rules = commands.add_parser(
        "rules",
        help="list the rules, with examples",
        description="List the rules: id, category, how certain, and an example. 'beside' is certain beside other "
        "cruft only; a number below 1 is a hint.",
    )
    rules.add_argument("--language", help="only the rules of this folder, for example en; mul: those of all languages")
    rules.add_argument("--category", help="only the rules of this category, for example subscribe")
    rules.add_argument("--rules", metavar="TOML", action="append", default=[], help="a file of your own to list too")


def listed(options: argparse.Namespace) -> str:
    """The rules, one a line. Raises `ValueError` for a language or category that is none."""
    from newsclean.marks import CATEGORIES

    if options.category and options.category not in CATEGORIES:
        raise ValueError(f"unknown category {options.category!r}; valid are {', '.join(CATEGORIES)}")
    chosen = [rule for rule in known(options.rules, options.language) if options.category in (None, rule.category)]
    widths = [max((len(row) for row in column), default=0) for column in zip(*map(columns, chosen), strict=True)]
    rows = (zip(columns(rule), widths, strict=True) for rule in chosen)
    return "\n".join("  ".join(f"{cell:<{width}}" for cell, width in row).rstrip() for row in rows)


def known(own: list[str], language: str | None = None) -> "list[Rule]":
    """One's own rules, then the shipped ones, of one language or all."""
    from pathlib import Path

    from newsclean.languages import loader
    from newsclean.languages.rules import load_rules, pack

    shipped = {code: pack(code) for code in loader.languages()}
    if language and not shipped.get(language):
        raise ValueError(f"no rules for language {language!r}; there are {', '.join(c for c in shipped if shipped[c])}")
    mine = [rule for name in own for rule in load_rules(Path(name))]
    return mine + [rule for code, rules in shipped.items() if language in (None, code) for rule in rules]


def columns(rule: "Rule") -> tuple[str, str, str, str]:
    """The cells of a rule's line."""
    from newsclean.testing.nearest import examples

    example = " / ".join(next(examples(rule), "").split("\n"))
    return rule.id, rule.category, certainty(rule), example if len(example) <= WIDTH else f"{example[: WIDTH - 1]}…"


def certainty(rule: "Rule") -> str:
    """How certain a rule is."""
    return f"{rule.confidence:g}" if rule.confidence < 1 else "beside" if rule.beside else "certain"


def told(name: str, own: list[str]) -> str:
    """One rule in full, or what the stage that gives it says. Raises `ValueError` for an unknown id."""
    from difflib import get_close_matches

    rules = {rule.id: rule for rule in reversed(known(own))}
    if name in rules:
        return "\n".join(described(rules[name]))
    stage = name.split(".", maxsplit=1)[0]
    said = documentation(stage)
    if said:
        return f"{name}\n  given by the stage {stage}, which decides by structure:\n\n{said}"
    close = get_close_matches(name, rules, CLOSE) or [key for key in rules if key.startswith(name)][:CLOSE]
    hint = f"; did you mean {', '.join(close)}?" if close else ""
    raise ValueError(f"no rule {name!r}{hint} `newsclean rules` lists them")


def documentation(stage: str) -> str:
    """What a stage of the default pipeline says of itself, examples left out; "" where there is none."""
    import inspect

    from newsclean.pipeline import Pipeline

    function = dict(Pipeline.default().stages).get(stage)
    return (inspect.getdoc(function) or "").split(">>>")[0].strip() if function else ""


def described(rule: "Rule") -> Iterator[str]:
    """A rule, matcher by matcher."""
    yield rule.id
    yield f"  category  {rule.category}"
    yield f"  certainty {certainty(rule)}"
    for label in ("phrases", "starts", "lines", "anchors", "removes", "spares"):
        values = getattr(rule, label)
        for value in values[:SHOWN]:
            yield f"  {label:<9} {value if isinstance(value, str) else ' / '.join(value)}"
        if len(values) > SHOWN:
            yield f"  {label:<9} … {len(values) - SHOWN} more"
    if rule.pattern:
        yield f"  {'span' if rule.span else 'pattern':<9} {rule.pattern}"
