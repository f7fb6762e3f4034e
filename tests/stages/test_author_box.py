"""Which lines behind an article are a note on its author."""

import pytest

from newsclean import Found, Page, Remove
from newsclean.stages.author_box import author_box

BODY = """The old mill by the river burned down on Friday night, and nobody was hurt, the police said on Saturday.
Its owner had hoped to open it to visitors in spring, when the wheel was to turn once again after forty years."""
BIO = "Jane Roe covers mills and rivers for the Valley Post and lives beside one of the former with two otters."


def gone(text: str, *cruft: str, author: str = "Jane Roe", category: str = "byline") -> list[str]:
    """The lines that go from a page by this author on which these lines are certain cruft of the category."""
    page = Page.of(text)
    marks = [Remove(line.number, 0, len(line.text), category, "r") for line in page.lines if line.text in cruft]
    found = [Found("authors", author, 0, "r")] if author else []
    page = page.with_marks([*marks, *found])
    return [page.lines[mark.line].text for mark in author_box(page)]


def test_a_name_and_a_note() -> None:
    assert gone(f"{BODY}\nJane Roe\n{BIO}") == ["Jane Roe", BIO]


def test_a_note_behind_a_label() -> None:
    assert gone(f"{BODY}\nAbout the author\n{BIO}", "About the author") == [BIO]


def test_a_note_in_italics() -> None:
    assert gone(f"{BODY}\n*{BIO}*") == [f"*{BIO}*"]


def test_a_login_behind_a_lone_cue() -> None:
    assert gone(f"Mill burns down\nby\nmillwatcher\n{BODY}", "by", author="") == ["millwatcher"]


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n{BIO}",
        f"Jane Roe\n{BIO}\n{BODY}",
        f"{BODY}\nJohn Doe\nJohn Doe is a miller",
        f"{BODY}\n*The mill is closed until spring.*",
        f"{BODY}\nJane Roe\nPort Brenna Mills",
    ],
    ids=["a paragraph alone", "above the body", "somebody else", "italics of another kind", "a list"],
)
def test_what_stays(text: str) -> None:
    assert gone(text) == []


def test_a_line_behind_another_word_is_no_login() -> None:
    assert gone(f"Mill burns down\nStaff\nHarbour\n{BODY}", "Staff", author="") == []
