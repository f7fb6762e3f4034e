"""Which agency an article comes from, where its text ends with the name."""

import pytest

from newsclean import Found, Page, Remove, clean
from newsclean.stages.source import source

PROSE = (
    "The old mill by the river burned down on Friday night, and nobody was hurt, the police said on Saturday.",
    "Forty firemen were at work until dawn, the mayor said, and the wheel will turn again in the coming spring.",
)
PARTS = {
    "zh": (
        "河边的老磨坊星期五夜里被烧毁，警方星期六表示没有人受伤，旁边的桥梁将关闭一个星期，市长说春天将重新开放。",
        "消防员整夜在现场工作，市长说这座磨坊建于一百多年前，居民们希望它能够尽快修复，道路下星期将重新通行。",
    ),
    "ru": (
        "Старая мельница у реки сгорела в ночь на пятницу, никто не пострадал, сообщили в полиции в субботу утром.",
        "Сорок пожарных работали до рассвета, рассказал мэр, и колесо снова закрутится весной будущего года.",
    ),
}


def found(text: str) -> list[str]:
    return [mark.value for mark in source(Page.of(text)) if isinstance(mark, Found)]


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(PAP)", "PAP"),
        ("Źródło: PAP", "PAP"),
        ("źródło: PAP, inf. własna", "PAP"),
        ("(PAP) jk/ mow/", "PAP"),
        ("(dpa)", "dpa"),
        ("(dpa/lno)", "dpa"),
        ("Quelle: dpa", "dpa"),
        ("Mit Material von dpa", "dpa"),
        ("(AFP, Reuters)", "AFP"),
        ("(avec AFP)", "AFP"),
        ("Fuente: EFE", "EFE"),
        ("Con información de EFE.", "EFE"),
        ("(ANSA).", "ANSA"),
        ("Zdroj: ČTK", "ČTK"),
        ("Kilde: Ritzau", "Ritzau"),
        ("Forrás: MTI", "MTI"),
        ("Kaynak: Anadolu Ajansı", "Anadolu"),
        ("Source: The Associated Press", "AP"),
        ("With inputs from PTI", "PTI"),
    ],
)
def test_a_line_behind_the_last_paragraph(line: str, agency: str) -> None:
    assert found("\n".join((*PROSE, line))) == [agency]
    assert clean("\n\n".join((*PROSE, line))).metadata.agency == agency


@pytest.mark.parametrize(
    ("code", "line", "agency"),
    [
        ("zh", "（法新社）", "AFP"),
        ("zh", "来源：新华社", "Xinhua"),
        ("ru", "Источник: ТАСС", "ТАСС"),
        ("ru", "По материалам РИА Новости", "РИА Новости"),
    ],
)
def test_other_scripts(code: str, line: str, agency: str) -> None:
    assert found("\n".join((*PARTS[code], line))) == [agency]


@pytest.mark.parametrize("tail", ["(PAP)", "(dpa/lno)", "(AFP).", "Quelle: dpa", "Źródło: PAP"])
def test_the_end_of_the_last_paragraph_stays_in_the_body(tail: str) -> None:
    article = clean("\n\n".join(("Share", "Comments (0)", *PROSE)) + f" {tail}\n\nShare\nTweet")
    assert article.metadata.agency in ("PAP", "dpa", "AFP")
    assert article.body == "\n\n".join(PROSE) + f" {tail}"


def test_the_line_goes_beside_other_cruft_alone() -> None:
    page = Page.of("\n".join((*PROSE, "(AFP)", "Share")))
    assert [mark.evidence for mark in source(page) if isinstance(mark, Remove)] == [True]
    page = page.with_marks([Remove(3, 0, 5, "share", "r")])
    assert [mark.evidence for mark in source(page) if isinstance(mark, Remove)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join((*PROSE, "Reuters asked the miller for a word.")),
        "\n".join((*PROSE, "The miller read it on the wire of Reuters.")),
        f"{PROSE[0]}\nSource: Reuters\n{PROSE[1]}\n{PROSE[0]}",
        f"{PROSE[0]} (Reuters)\n{PROSE[1]}",
        f"{PROSE[0]} (AP)",
        f"The wheel\nSource: AFP\n{PROSE[0]}\n{PROSE[1]}",
        "\n".join((*PROSE, "(Reuters/Jane Roe)")),
        "\n".join((*PROSE, "Photo: Reuters")),
        "\n".join((*PROSE, *["The miller"] * 5, "(AFP)")),
    ],
    ids=["sentence", "named", "table", "inside", "caption", "picture", "photographer", "photo", "far"],
)
def test_what_is_no_source(text: str) -> None:
    assert found(text) == []


def test_a_dateline_says_it_first() -> None:
    assert clean(f"SALTBY (Reuters) - {PROSE[0]}\n\n{PROSE[1]}\n\n(AFP)").metadata.agency == "Reuters"


def test_the_date_line_may_be_followed_by_the_source() -> None:
    page = Page.of("\n".join(("Mill burns down", "Published 12 May 2024", "Source: AFP", *PROSE)))
    page = page.with_marks([Remove(1, 0, 21, "timestamp", "r", evidence=True)])
    assert [mark.value for mark in source(page) if isinstance(mark, Found)] == ["AFP"]
