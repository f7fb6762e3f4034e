"""The project's own fixtures are collected by the plug-in, all of them, and are enough."""

from pathlib import Path

import pytest

from newsclean.testing import find, read_case

FIXTURES = Path(__file__).parent.parent / "fixtures"


def test_there_are_fixtures() -> None:
    assert len(find(FIXTURES / "cases")) >= 20
    assert len(find(FIXTURES / "keep")) >= 20


def test_all_are_collected(pytestconfig: pytest.Config) -> None:
    roots = pytestconfig.getini("newsclean_fixtures")
    assert all(any(path.is_relative_to(root) for root in roots) for path in find(FIXTURES))


def test_cases_are_where_they_are_looked_for() -> None:
    assert {len(path.relative_to(FIXTURES / "cases").parts) for path in find(FIXTURES / "cases")} == {3}
    assert set(find(FIXTURES / "keep")) == set((FIXTURES / "keep").iterdir())


def test_known_failures_say_why() -> None:
    assert all(read_case(path).xfail for path in find(FIXTURES / "known-failures"))
    assert not any(read_case(path).xfail for path in find(FIXTURES / "cases"))
