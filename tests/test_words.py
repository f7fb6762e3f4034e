"""Small questions about a stretch of text."""

import pytest

from newsclean import words


@pytest.mark.parametrize("text", ["He left.", "He left.”", "Did he?", "他说。」", "He left.)*_", "…"])
def test_a_sentence_is_ended(text: str) -> None:
    assert words.ended(text)


@pytest.mark.parametrize("text", ["", " ", "_", "»", "* * *", "()", "Latest news", "He left,", "He left: “"])
def test_what_holds_no_end_is_not_ended(text: str) -> None:
    assert not words.ended(text)
