"""Which first words are a dateline, and what it says."""

import pytest

from newsclean import Page
from newsclean.stages.dateline import dateline

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said on Saturday."
NAMED = "The mayor said in Port Brenna that the wheel would turn once again in the spring of the coming year."
RUSSIAN = "Старая мельница у реки сгорела в ночь на пятницу, никто не пострадал, сообщили в полиции в субботу утром."
CHINESE = "河边的老磨坊星期五夜里被烧毁，警方星期六表示没有人受伤，旁边的桥梁将关闭一个星期，市长说春天将重新开放。"


def found(text: str) -> dict[str, str]:
    return {mark.field: mark.value for mark in dateline(Page.of(text))}


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        (f"BERLIN (dpa) - {PROSE}", "BERLIN", "dpa"),
        (f"Frankfurt am Main (dpa) - {PROSE}", "Frankfurt am Main", "dpa"),
        (f"PORT BRENNA, May 3 (Reuters) - {PROSE}", "PORT BRENNA", "Reuters"),
        (f"КРУТОЯР, 14 апреля. /ТАСС/. {RUSSIAN}", "КРУТОЯР", "ТАСС"),
        (f"Крутояр. 2 марта. ИНТЕРФАКС - {RUSSIAN}", "Крутояр", "Интерфакс"),
        (f"КРУТОЯР, 4 янв — РИА Новости, Глеб Рощин. {RUSSIAN}", "КРУТОЯР", "РИА Новости"),
        (f"YELLOW PRAIRIE, Sask. — {PROSE}", "YELLOW PRAIRIE, Sask.", None),
        (f"Rio de Janeiro, 3 May 2020 – {PROSE}", "Rio de Janeiro", None),
        (f"Jan. 10 (Bloomberg) -- {PROSE}", None, "Bloomberg"),
        (f"巴黎（法新社）{CHINESE}", "巴黎", "AFP"),
        (f"（新华社北京5月3日电）{CHINESE}", "北京", "Xinhua"),
        (f"［東京　３日　ロイター］{CHINESE}", "東京", "Reuters"),
    ],
)
def test_place_and_agency(text: str, place: str | None, agency: str | None) -> None:
    expected = {"dateline": place, "agency": agency}
    assert found(text) == {field: value for field, value in expected.items() if value}


@pytest.mark.parametrize("sign", [":", " |", " -"])
def test_a_place_before_a_common_sign_needs_the_page_to_name_it_again(sign: str) -> None:
    assert found(f"PORT BRENNA{sign} {PROSE}\n{NAMED}") == {"dateline": "PORT BRENNA"}
    assert found(f"PORT BRENNA{sign} {PROSE}") == {}


@pytest.mark.parametrize(
    "text",
    [
        f"FYI — {PROSE}",
        f"P.S. — {PROSE}",
        f"MIND THE MILL — {PROSE} He would not mind.",
        f"Monday, May 3 — {PROSE}",
        f"Update: {PROSE}",
        "\n".join([PROSE] * 5 + [f"SALTBY — {PROSE}"]),
    ],
    ids=["abbreviation", "postscript", "lower-case", "weekday", "label", "further-down"],
)
def test_what_is_no_dateline(text: str) -> None:
    assert found(text) == {}
