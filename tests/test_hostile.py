"""Every shipped pattern against lines built from it to make it backtrack. Work is compared with work."""

import json
import runpy
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

import pytest
import regex

import newsclean
from newsclean.languages import loader
from newsclean.languages.index import LONGEST
from newsclean.languages.rules import Rule, pack
from tests import hostile
from tests.hostile import Hostile

ROOT = Path(__file__).parents[1]
SHAPES = runpy.run_path(str(ROOT / "benchmarks" / "growth.py"))["SHAPES"]
RULES = {code: [rule for rule in pack(code) if rule.pattern] for code in loader.languages()}
LONG = 100_000
MOST_LONG = 2
"""Lines of full length for a pattern."""

LIMIT = 12
RETRIES = 6
SEEN_BY_PATTERNS_ALONE = "newsclean.words"
"""Where the patterns of rules are compiled; those are tested here rule by rule."""

SAME_FORM = 1
"""Patterns that one line of code builds for many languages differ in their words: so many of the longest are tested."""

LANGUAGES = ("ar", "en", "hi", "ja", "ru", "th")
"""Languages of as many scripts; all the code's patterns are made for pages of them."""

Work = Callable[[str], object]
Compiled = dict[str, list[tuple["regex.Pattern[str]", set[str]]]]


def seconds(work: Work, text: str) -> float:
    """How long a piece of work takes, in seconds of the processor's."""
    started = time.process_time()
    work(text)
    return time.process_time() - started


WORDS = regex.compile(r"\w+")
PROSE = "mill " * (LONG // 5)


@pytest.fixture
def enough() -> float:
    """What finding the words of a line of 100,000 characters costs: less is too little to be compared."""
    return median(seconds(WORDS.findall, PROSE) for _ in range(5))


def is_linear(work: Work, line: Hostile, enough: float, length: int = LONG) -> bool:
    """Whether ten times the line costs no more than twelve times the work; a busy machine is given several tries."""
    short, long = line.line(length // 10), line.line(length)
    for _ in range(RETRIES):
        taken = seconds(work, long)
        if taken <= enough or taken <= LIMIT * median(seconds(work, short) for _ in range(3)):
            return True
    return False


def is_quick(work: Work, texts: Iterable[str], enough: float) -> bool:
    """Whether each text costs less than finding the words of 100,000 characters, in one of several tries."""
    return all(any(seconds(work, text) <= enough for _ in range(RETRIES)) for text in texts)


def use(pattern: "regex.Pattern[str]", method: str) -> Work:
    """A method of a pattern, worked to its end."""
    if method == "finditer":
        return lambda text: sum(1 for _ in pattern.finditer(text))
    if method == "sub":
        return lambda text: pattern.sub("", text)
    return getattr(pattern, method)  # type: ignore[no-any-return]


def work_of(rule: Rule) -> Work:
    """What the index does with a rule's pattern."""
    return use(rule.compiled(), "finditer" if rule.span else "fullmatch")


@pytest.mark.parametrize("code", [code for code, rules in RULES.items() if rules])
def test_patterns_of_rules(code: str, enough: float) -> None:
    """On a line as long as the index tries them on none takes long; on longer ones time grows with the length."""
    for rule in RULES[code]:
        lines, work = hostile.hostile(rule.pattern), work_of(rule)
        slow = [line for line in lines if not is_quick(work, (line.line(LONGEST // 2), line.line(LONGEST)), enough)]
        assert slow == [], (
            f"{rule.id}: leave it one way to match: possessive quantifiers, no part that may be two things"
        )
        grows = [line for line in lines[:MOST_LONG] if not is_linear(work, line, enough)]
        assert grows == [], f"{rule.id}: bound its quantifiers"


def cases() -> list[str]:
    """A case of each of several scripts."""
    return [str(min((ROOT / "fixtures" / "cases" / code).glob("*/input.txt"))) for code in LANGUAGES]


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    """The patterns of the code by the line that makes them, with the methods that are used of any of that line."""
    command = [sys.executable, str(ROOT / "tests" / "compiled_patterns.py"), *cases()]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=300, cwd=ROOT)
    rows: dict[str, list[tuple[str, int, list[str]]]] = {}
    for where, *row in json.loads(done.stdout):
        if not where.startswith(f"{SEEN_BY_PATTERNS_ALONE}:") or len(row[0]) < LONGEST:
            rows.setdefault(where, []).append(tuple(row))
    found = {}
    for where, made in rows.items():
        used = {method for _, _, methods in made for method in methods} or {"search"}
        longest = sorted(made, key=lambda row: -len(row[0]))[:SAME_FORM]
        found[where] = [(regex.compile(pattern, flags), used) for pattern, flags, _ in longest]
    return found


def test_patterns_of_the_code(compiled: Compiled, enough: float) -> None:
    assert len(compiled) > 60
    for where, rows in compiled.items():
        for pattern, used in rows:
            for line in hostile.hostile(pattern.pattern)[:MOST_LONG]:
                for method in sorted(used):
                    assert is_linear(use(pattern, method), line, enough), f"{where}: {method} of {line}"


def test_a_page_of_hostile_lines(compiled: Compiled, enough: float) -> None:
    """All of them at once, through the whole pipeline."""
    lines = [hostile.hostile(pattern.pattern)[:1] for rows in compiled.values() for pattern, _ in rows[:1]]
    short, long = ("\n".join(line.line(length) for found in lines for line in found) for length in (300, 3000))
    newsclean.clean(short)
    # As in test_growth: room for a busy machine; quadratic growth would make it a hundredfold.
    assert any(seconds(newsclean.clean, long) <= LIMIT * max(seconds(newsclean.clean, short), enough) for _ in range(3))


def test_the_lines_make_a_bad_pattern_backtrack(enough: float) -> None:
    """The generator finds what these tests are for."""
    ambiguous = regex.compile(r"(?:[^|]{1,25}\|\s?){3,20}[^|]{0,25}")
    assert not all(
        is_quick(ambiguous.fullmatch, [line.line(300)], enough) for line in hostile.hostile(ambiguous.pattern)
    )
    greedy = regex.compile(r"(?:a|b)*[cd]")
    assert not all(is_linear(use(greedy, "search"), line, enough, 3000) for line in hostile.hostile(greedy.pattern))


@pytest.mark.parametrize("shape", list(SHAPES))
def test_the_benchmark_s_shapes(shape: str) -> None:
    """The sizes are what they say, and what the benchmark measures is an article."""
    unit, _, make = SHAPES[shape]
    text = make(120)
    assert (len(text) if unit == "characters" else len(text.splitlines())) == 120
    assert newsclean.clean(text).body
