"""Forms of credits that look like something else."""

import pytest

from newsclean import Found, Page, Remove
from newsclean.stages.captions import captions

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said on Saturday."


def marked(line: str) -> tuple[list[tuple[str, str]], list[str]]:
    """What is found in a line behind a paragraph, and the categories of what goes."""
    marks = list(captions(Page.of(f"{PROSE}\n{line}")))
    found = [(mark.field, mark.value) for mark in marks if isinstance(mark, Found)]
    return found, [mark.category for mark in marks if isinstance(mark, Remove)]


@pytest.mark.parametrize(
    ("line", "credit", "caption"),
    [
        ("The wheel in 1987. Credit...Valley Archive", "Valley Archive", "The wheel in 1987."),
        ("The wheel on Friday. (Valley Radio: Jane Roe)", "Valley Radio: Jane Roe", "The wheel on Friday."),
        ("(Image: © Valley Post)", "Valley Post", None),
    ],
)
def test_credits(line: str, credit: str, caption: str | None) -> None:
    expected = [("credits", credit)] + ([("captions", caption)] if caption else [])
    assert marked(line)[0] == expected


def test_an_address_behind_the_sign_is_the_sites_copyright() -> None:
    assert marked("© Valley Media, Inc., 12 Mill Road, Saltby.") == ([], ["copyright"])


@pytest.mark.parametrize(
    "line",
    [
        "The wheel turned (it was Friday: nobody saw it)",
        "Credit... where credit is due, said the miller to his wife.",
        "He paid with credit… Nobody minded.",
    ],
)
def test_what_is_no_credit(line: str) -> None:
    assert marked(line) == ([], [])
