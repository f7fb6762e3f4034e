"""Whole-line phrases: in lists, and where a stretch of the line goes."""

import pytest

from newsclean import Page, Pipeline, Remove

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."


def known(text: str) -> list[str]:
    """The lines that a phrase of the language folders marks whole, surely or perhaps."""
    page = Pipeline.rules_only().mark(Page.of(text))
    marks = (mark for mark in page.marks if isinstance(mark, Remove) and mark.stage == "phrases")
    whole = [page.lines[m.line].text for m in marks if m.end - m.start == len(page.lines[m.line].text)]
    return list(dict.fromkeys(whole))


@pytest.mark.parametrize("sign", ["", "* ", "o ", "1. ", "12) ", "* + ", "- o ", "* 2. "])
def test_the_sign_of_a_list_does_not_count(sign: str) -> None:
    assert known(f"{PROSE}\n{sign}Terms of use\n{PROSE}") == [f"{sign}Terms of use"]


@pytest.mark.parametrize(
    "line", ["1.5 Terms of use", "o1 Terms of use", "o Terms of use for the crane", "1 Terms of use"]
)
def test_other_beginnings_count(line: str) -> None:
    assert known(f"{PROSE}\n{line}\n{PROSE}") == []


@pytest.mark.parametrize("sign", ["o ", "1. "])
def test_a_list_that_a_sentence_announces_is_the_body_s(sign: str) -> None:
    text = f"{PROSE}\nThe page asked her for these:\n{sign}Subscribe now\n{sign}Log in\n{PROSE}\n{sign}Log in"
    assert known(text) == [f"{sign}Log in"]


def test_what_a_rule_leaves_of_a_line_is_looked_up() -> None:
    assert known(f"{PROSE}\nTerms of use (external link)") == ["Terms of use (external link)"]
    assert known(f"{PROSE}\nTerms for a crane (external link)") == []
