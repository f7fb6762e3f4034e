"""Whom the byline and authors stages name, and whom they spare."""

import pytest

from newsclean import Found, Page, Pipeline, Remove
from newsclean.stages.byline import byline as byline_stage

HEAD = "Old mill by the river burns down"
PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
MORE = "Its owner had hoped to open the mill to visitors in spring, when the wheel was to turn once again."
BODY = f"{PROSE}\n{MORE}\n{PROSE} {MORE}"


def authors(text: str) -> list[str]:
    """The authors that the default pipeline finds."""
    return list(Pipeline.default().run(text).metadata.authors)


def page(byline: str, before: str = "", behind: str = "") -> str:
    """A page with a byline between headline and paragraphs."""
    return f"{HEAD} | Valley Post\n{before}News\nSport\n{HEAD}\n{byline}\n{BODY}\n{behind}"


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("By: Jane Roe", ["Jane Roe"]),
        ("BY JANE ROE", ["JANE ROE"]),
        ("By Jane Roe, John Doe, and Ann Poe, Staff Writers", ["Jane Roe", "John Doe", "Ann Poe"]),
        ("Written by Jane Roe", ["Jane Roe"]),
        ("This story of ours was written by Jane Roe\nMay 5, 2024", ["Jane Roe"]),
        ("Jane Roe - Valley Post\nMay 5, 2024", ["Jane Roe"]),
        ("Valley Post River and Mill / By Jane Roe\nMay 5, 2024", ["Jane Roe"]),
        ("Posted by Jane Roe on May 5, 2024", ["Jane Roe"]),
        ("By Jane Roe May 5, 2024", ["Jane Roe"]),
        ("By Jane Roe Oct. 5, 2024 | 6 comments", ["Jane Roe"]),
        ("By John Doe and Jane Roe December 5, 2024 20 Mins Read", ["John Doe", "Jane Roe"]),
        ("Jane Roe July 5, 2024 — 7 minutes read", ["Jane Roe"]),
        ("May 5, 2024 by Jane Roe", ["Jane Roe"]),
        ("By Jane Roe published 5 May 2024", ["Jane Roe"]),
        ("By Jane Roe | Valley Post", ["Jane Roe"]),
        ("By Jane Roe Twitter", ["Jane Roe"]),
        ("Jane Roe Political Correspondent\n5 May 2024", ["Jane Roe"]),
        ("Jane Roe\nMay 5, 2024", ["Jane Roe"]),
        ("Jane Roe and John Doe\nMay 5, 2024", ["Jane Roe", "John Doe"]),
        ("Jane Roe\nSenior reporter\nMay 5, 2024", ["Jane Roe"]),
        ("Jane Roe 2 hours ago", ["Jane Roe"]),
        ("5 May 2024 • Jane Roe • 3 minutes", ["Jane Roe"]),
        ("May 5, 2024 Jane A. Roe", ["Jane A. Roe"]),
        ("By\nJane Roe\nMay 5, 2024", ["Jane Roe"]),
        ("Author\nJane Roe\nMay 5, 2024", ["Jane Roe"]),
        ("By Jane Roe\nEdited by John Doe", ["Jane Roe"]),
        ("By Jane Roe and Reuters", ["Jane Roe"]),
    ],
)
def test_authors(byline: str, expected: list[str]) -> None:
    assert authors(page(byline)) == expected


@pytest.mark.parametrize(
    "byline",
    [
        "By the river",
        "Valley May 5, 2024",
        "By Land and Sea",
        "By Reuters",
        "By Staff",
        "By Editorial Team",
        "millwatcher99\nMay 5, 2024",
        "Valley Post\nMay 5, 2024",
        "Edited by John Doe",
        "Reviewed by\nJohn Doe\nMay 5, 2024",
        "Photo: John Doe",
        "Last Updated\nMay 5, 2024",
        "Sun May\nMay 5, 2024",
        "Share Save\nMay 5, 2024",
        "TVET College\nMay 5, 2024",
        "- John Doe, 1984",
        "Old River Mill - News & Wind Power\nMay 5, 2024",
        "Council says the loss caused by Jane Roe, a miller, is small\nMay 5, 2024",
        "Valley Tribune\nMay 5, 2024",
        "John Doe was the miller for many years",
        "MR. DOE: I saw it burn.",
    ],
)
def test_nobody_is_made_up(byline: str) -> None:
    assert authors(page(byline)) == []


def test_authors_of_other_stories_and_comments_are_spared() -> None:
    others = (
        "Bridge closes for repairs in June\nBy Ann Poe\n3 May 2024\nMayor speaks to farmers\nBy Max Noe\n2 May 2024"
    )
    comments = "Comments\nPosted by Tim Loe\nMay 6, 2024\nWhat a pity."
    assert authors(page("By Jane Roe\nMay 5, 2024", behind=f"More stories\n{others}\n{comments}")) == ["Jane Roe"]
    assert authors(page("May 5, 2024", behind="More stories\n" + "Bridge to close\n" * 7 + others)) == []


def test_reporters_at_the_end_are_authors_where_no_byline_stands_above_and_editors_never() -> None:
    tail = "(Reporting by Jane Roe; Editing by John Doe)"
    assert authors(page("May 5, 2024", behind=tail)) == ["Jane Roe"]
    assert authors(page("By Ann Poe", behind=tail)) == ["Ann Poe"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Die alte Mühle am Fluss ist in der Nacht zum Samstag abgebrannt, und es gab keine Verletzten.",
            "Von Jane Roe",
        ),
        (
            "Die alte Mühle am Fluss ist in der Nacht zum Samstag abgebrannt, und es gab keine Verletzten.",
            "Text: Jane Roe",
        ),
        (
            "Старая мельница у реки сгорела в ночь на субботу, и никто не пострадал, сообщили в полиции.",
            "Автор: Jane Roe",
        ),
    ],
)
def test_other_languages(text: str, expected: str) -> None:
    assert authors(f"Alte Mühle brennt\n{expected}\n{text}\n{text[:-1]}, так.") == ["Jane Roe"]


def test_the_rule_says_how_the_name_was_found() -> None:
    marks = Pipeline.default().mark(Page.of(page("By Jane Roe"))).marks
    assert [m.rule for m in marks if isinstance(m, Found) and m.field == "authors"] == ["authors.cued"]


def test_a_signature_among_paragraphs_stays() -> None:
    last = "The wheel will be shown in the museum of the valley, its owner said."
    text = f"{PROSE}\n\n{MORE}\n\n{PROSE} {MORE}\n\nBy Jane Roe\n\n{last}"
    assert Pipeline.default().run(text).body == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe 5 May 2024", ["byline.dated"]),
        ("Jane Roe | 05/05/2024", ["byline.dated"]),
        ("The Best River Mills of 2024", []),
        ("Top Mill Owners for 2024", []),
    ],
)
def test_a_name_and_a_year_are_no_byline_without_a_day(text: str, expected: list[str]) -> None:
    assert [mark.rule for mark in byline_stage(Page.of(text, language="en")) if isinstance(mark, Remove)] == expected
