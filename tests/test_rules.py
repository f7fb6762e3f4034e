"""Each shipped rule removes what it says it removes and spares what it says it spares."""

from collections.abc import Iterator

import pytest

from newsclean.languages import loader
from newsclean.languages.index import Index
from newsclean.languages.rules import Rule, pack
from newsclean.page import Page

RULES = [rule for language in loader.languages() for rule in pack(language)]
IDS = [rule.id for rule in RULES]


def hits(rule: Rule, text: str) -> bool:
    """Whether the rule takes anything of the text's lines."""
    page = Page.of(text)
    index = Index.of((rule,))
    for place, line in enumerate(page.lines):
        found = index.sequence(page.lines, place) or next(index.whole(line), None) or next(index.cut(line), None)
        if found:
            return True
    return False


def examples(rule: Rule) -> Iterator[str]:
    """Its examples of what goes: those named, and its phrases themselves."""
    yield from rule.removes
    yield from rule.phrases
    yield from ("\n".join(phrases) for phrases in rule.lines)
    yield from rule.starts


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_examples(rule: Rule) -> None:
    assert rule.removes, "give it examples of what it removes"
    assert rule.spares, "give it look-alikes that it spares"
    assert not [text for text in examples(rule) if not hits(rule, text)], "not removed"
    assert not [text for text in rule.spares if hits(rule, text)], "not spared"


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_form(rule: Rule) -> None:
    language, _, *name = rule.id.split(".")
    assert language in loader.languages()
    assert name
    assert rule.pattern == "" or rule.anchors or language == "mul", "a pattern without anchors is tried on every line"
    assert all(anchor == anchor.casefold() for anchor in rule.anchors)


def test_ids_are_unique() -> None:
    assert len(set(IDS)) == len(IDS)


@pytest.mark.parametrize("text", ["山海APP下载", "扫码下载App", "app下载", "山海 App 下载"])
def test_a_latin_anchor_glued_to_another_script_is_found(text: str) -> None:
    rule = Rule("zh.subscribe.x", "subscribe", pattern=".{0,9}app.{0,9}", anchors=("app", "客户端"))
    assert hits(rule, text)
    assert not hits(rule, "山海happy下载")
