"""Every language's folder is built alike, and holds what a folder must hold."""

from collections import Counter
from pathlib import Path

import pytest
import regex

from newsclean import words
from newsclean.languages import loader
from newsclean.languages.rules import Rule, pack
from newsclean.page import PROSE_WORDS
from newsclean.pipeline import Pipeline

FIXTURES = Path(__file__).parents[1] / "fixtures"
TIERS = {code: tier for code, tier, _ in (line.split("\t") for line in loader.entries("languages.txt"))}

LISTS = ("stopwords", "date-cues", "date-words", "credit-cues", "comment-cues", "byline-cues", "tag-cues", "months")
MONTHS_BY_NUMBER = ("ja", "ko", "zh")
TOLD_BY_SCRIPT = ("ja", "ko", "th", "zh")
CATEGORIES = {"advertising", "comments", "cookies", "copyright", "interface", "login", "navigation", "related", "share"}
CATEGORIES |= {"subscribe"}
MEASURED = CATEGORIES | {"byline", "credit", "error_page", "notice", "tags", "timestamp"}
CASES, KEPT = 6, 4

CLASS = regex.compile(r"\[(?:\\.|[^\]\\]){1,400}\]")
UNBOUNDED = regex.compile(r"(?<![}?])[*+]|\{\d{0,4},\}")
"""A quantifier without an upper bound, outside of classes and escapes; `{0,3}+` and `?+` have one."""


def missing(code: str, tier: str) -> list[str]:
    """What a language's folder and fixtures lack."""
    needless = {"months": MONTHS_BY_NUMBER, "stopwords": TOLD_BY_SCRIPT}
    lists = [name for name in LISTS if code not in needless.get(name, ())]
    wanted = MEASURED if tier == "measured" else CATEGORIES
    lacks = [f"{name}.txt" for name in lists if not loader.entries(f"{code}/{name}.txt")]
    lacks += [f"rules of {name}" for name in sorted(wanted - {rule.category for rule in pack(code)})]
    cases = [*FIXTURES.glob(f"cases/{code}/*/input.txt"), *FIXTURES.glob(f"known-failures/{code}-*/input.txt")]
    kept = list(FIXTURES.glob(f"keep/{code}-*.txt"))
    lacks += [f"{CASES - len(cases)} cases"] * (len(cases) < CASES)
    return lacks + [f"{KEPT - len(kept)} texts to keep"] * (len(kept) < KEPT)


@pytest.mark.parametrize("code", TIERS)
def test_nothing_is_missing(code: str) -> None:
    assert TIERS[code] in ("measured", "drafted")
    assert missing(code, TIERS[code]) == []


@pytest.mark.parametrize("code", [code for code in loader.languages() if code not in TIERS])
def test_a_folder_with_rules_has_a_tier(code: str) -> None:
    assert code == "mul" or not pack(code)


@pytest.mark.parametrize("code", TIERS)
def test_what_surrounds_an_article_goes(code: str) -> None:
    """Each text to keep, between phrases of its own language."""
    cruft = [rule.phrases[0] for rule in pack(code) if plain(rule) and rule.category in ("share", "subscribe", "login")]
    assert len(cruft) >= 3
    for path in sorted(FIXTURES.glob(f"keep/{code}-*.txt"))[:KEPT]:
        text = path.read_text("utf-8").strip()
        body = Pipeline.rules_only().run("\n".join([*cruft, "", text, "", *cruft])).body
        prose = [line for line in text.splitlines()[1:] if words.count(line) >= PROSE_WORDS]
        assert not [line for line in prose if line.strip() not in body]
        assert not set(cruft) & set(body.splitlines())


def plain(rule: Rule) -> bool:
    """Whether the rule takes whole lines without a witness."""
    return bool(rule.phrases) and not rule.beside and rule.confidence == 1


@pytest.mark.parametrize("code", [code for code in loader.languages() if pack(code)])
def test_patterns_are_bounded(code: str) -> None:
    for rule in pack(code):
        bare = regex.sub(r"\\.", "x", CLASS.sub("x", rule.pattern))
        assert not UNBOUNDED.search(bare), f"{rule.id}: bound the quantifier"
        assert rule.pattern == "" or rule.compiled()


@pytest.mark.parametrize("code", [code for code in loader.languages() if pack(code)])
def test_no_phrase_shadows_another(code: str) -> None:
    """The first rule wins where two hold the same phrase, so that the second would never be told."""
    held = Counter(key for rule in pack(code) for key in {words.key(phrase) for phrase in rule.phrases})
    assert [key for key, number in held.items() if number > 1] == []
