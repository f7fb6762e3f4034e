"""The fixtures: cases come out as expected, clean text comes out unchanged, known failures fail."""

import json
from pathlib import Path
from typing import Any

import pytest

import newsclean

FIXTURES = Path(__file__).parent.parent / "fixtures"
CASES = sorted(path.parent for path in (FIXTURES / "cases").glob("*/*/input.txt"))
KEEP = sorted((FIXTURES / "keep").glob("*.txt"))
KNOWN_FAILURES = sorted(path.parent for path in (FIXTURES / "known-failures").glob("*/input.txt"))


def name(path: Path) -> str:
    """The test's name."""
    return "/".join(path.relative_to(FIXTURES).parts[1:])


def read(path: Path) -> str:
    """A file's text, line ends untouched."""
    return path.read_bytes().decode("utf-8")


def check(case: Path) -> None:
    """Compare body and the metadata that the case names."""
    article = newsclean.clean(read(case / "input.txt"))
    assert article.body == read(case / "expected.txt").rstrip("\n"), article.explain()
    expected: dict[str, Any] = json.loads(read(case / "expected.json")) if (case / "expected.json").exists() else {}
    given = {**article.to_dict()["metadata"], "verdict": article.verdict}
    assert {field: given[field] for field in expected} == expected, article.explain()


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Path) -> None:
    check(case)


@pytest.mark.parametrize("path", KEEP, ids=name)
def test_keep(path: Path) -> None:
    text = read(path).rstrip("\n")
    article = newsclean.clean(text)
    assert article.body == text, article.explain()
    assert article.removals == ()


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=name)
def test_known_failure(case: Path) -> None:
    check(case)


def test_there_are_fixtures() -> None:
    assert len(CASES) >= 20
    assert len(KEEP) >= 20
