"""Dates and clock times as news pages write them, and what only looks like them."""

from datetime import date, datetime

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newsclean.calendars import solar
from newsclean.dates import stamps
from newsclean.languages import loader
from newsclean.languages.dates import date_cues, own_months, zones

ISO = regex.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?:[+-]\d\d:\d\d)?)?")


def read(text: str, language: str = "en") -> list[str]:
    """The dates of a text."""
    return [stamp.iso for stamp in stamps(text, language) if stamp.day]


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("12 May 2024", "en", "2024-05-12"),
        ("Sunday, 15th of November 2015 10:05 pm", "en", "2015-11-15T22:05"),
        ("Sept. 3, 2019", "en", "2019-09-03"),
        ("MARCH 3RD, 2019", "en", "2019-03-03"),
        ("15-Nov-2015", "en", "2015-11-15"),
        ("May 12 2024 12:30 a.m. EDT", "en", "2024-05-12T00:30-04:00"),
        ("Nov. 24, 2025 3 p.m. PT", "en", "2025-11-24T15:00"),
        ("17:41 JST, October 13, 2024", "en", "2024-10-13T17:41+09:00"),
        ("4 PM ET, Mon May 13, 2024", "en", "2024-05-13T16:00"),
        ("October 4, 20268:29 AM", "en", "2026-10-04T08:29"),
        ("April 3, 2014 -- Updated 1453 GMT (2253 HKT)", "en", "2014-04-03T14:53+00:00"),
        ("2024-05-12T10:30:11Z", "und", "2024-05-12T10:30+00:00"),
        ("2024-05-12T10:30:11.250-0430", "und", "2024-05-12T10:30-04:30"),
        ("2024-05-12 10:30:00", "und", "2024-05-12T10:30"),
        ("2024.05.12 10:30", "ko", "2024-05-12T10:30"),
        ("2024/5/12 9:30", "ja", "2024-05-12T09:30"),
        ("2024年5月12日 21:17", "zh", "2024-05-12T21:17"),
        ("2024年05月12日(日) 午後3時20分", "ja", "2024-05-12T15:20"),
        ("2024년 5월 12일 오후 3시 20분", "ko", "2024-05-12T15:20"),
        ("30 août 2023 à 14h52", "fr", "2023-08-30T14:52"),
        ("1er septembre 2023", "fr", "2023-09-01"),
        ("12 de mayo de 2024", "es", "2024-05-12"),
        ("24 de abril de 2024 às 18h21", "pt", "2024-04-24T18:21"),
        ("15. März 2024, 15.30 Uhr", "de", "2024-03-15T15:30"),
        ("28.04.2023 - 19:20", "de", "2023-04-28T19:20"),
        ("28. 4. 2023, 18:41 Uhr", "de", "2023-04-28T18:41"),
        ("5. august 2024 kl. 14.47", "da", "2024-08-05T14:47"),
        ("16:00 04 апреля 2013 г.", "ru", "2013-04-04T16:00"),
        ("10 апреля 2013, 10:25 МСК", "ru", "2013-04-10T10:25+03:00"),
        ("Σάββατο 14 Ιανουαρίου 2012, 10:30 μ.μ.", "el", "2012-01-14T22:30"),
        ("2024 m. gegužės 12 d. 10:30", "lt", "2024-05-12T10:30"),
        ("2024. gada 12. maijs", "lv", "2024-05-12"),
        ("2024. május 12., 10:30", "hu", "2024-05-12T10:30"),
        ("12 tháng 5 năm 2024, 06:00 (GMT+7)", "vi", "2024-05-12T06:00+07:00"),
        ("12 مايو/أيار 2024", "ar", "2024-05-12"),
        ("१२ मई 2024", "hi", "2024-05-12"),
        ("12 листопада 2024", "uk", "2024-11-12"),
        ("12 Mart 2024", "tr", "2024-03-12"),
        ("12. März 2024", "en", "2024-03-12"),
    ],
)
def test_a_date_is_read(text: str, language: str, iso: str) -> None:
    assert read(text, language) == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "2 hours ago",
        "12 May",
        "Friday, 10:30",
        "30 February 2024",
        "31.11.2024",
        "May 5-10, 2024",
        "2019-2024",
        "May 2024",
        "192.168.12.20",
        "12/2024",
        "3:2 in 2024",
        "1234567890123",
        "12 mayors 2024",
        "2024-13-45",
        "99 May 2024",
        "",
    ],
)
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["12 May 2024, 25:10", "12 May 2024 at 10:75", "12 May 2024, 1000 guests"])
def test_an_impossible_time_leaves_the_date_alone(text: str) -> None:
    assert read(text) == ["2024-05-12"]


@pytest.mark.parametrize(
    ("zone", "offset"), [("GMT", "+00:00"), ("CEST", "+02:00"), ("ET", ""), ("QQQ", ""), ("+99", "")]
)
def test_a_zone_counts_where_its_name_says_one_offset(zone: str, offset: str) -> None:
    assert read(f"12 May 2024, 10:30 {zone}") == [f"2024-05-12T10:30{offset}"]


def test_each_date_takes_its_own_time() -> None:
    text = "Published 12 May 2024 10:30 / Updated 13 May 2024 11:45"
    assert read(text) == ["2024-05-12T10:30", "2024-05-13T11:45"]
    assert read("10:30, 12 May 2024 | 11:45, 13 May 2024") == ["2024-05-12T10:30", "2024-05-13T11:45"]


def test_figures_tell_what_order_they_allow() -> None:
    (ambiguous,) = stamps("05/12/2024", "en")
    assert {str(ambiguous.day), str(ambiguous.other)} == {"2024-12-05", "2024-05-12"}
    assert [(str(s.day), s.other, s.order) for s in stamps("25/12/2024 and 12/25/2024", "en")] == [
        ("2024-12-25", None, "day"),
        ("2024-12-25", None, "month"),
    ]
    assert stamps("05/05/2024", "en")[0].other is None


def test_offsets_are_places_in_the_text() -> None:
    text = "Von uns, 12. März 2024 um 10:30 Uhr gemeldet"
    (stamp,) = stamps(text, "de")
    assert text[stamp.start : stamp.end].startswith("12. März 2024 um 10:30")


def test_the_language_decides_what_a_month_is() -> None:
    assert read("12 listopad 2024", "hr") == ["2024-10-12"]
    assert read("12 listopad 2024", "pl") == ["2024-11-12"]
    assert read("12 listopad 2024", "en") == []


def test_all_months_of_all_languages_are_read() -> None:
    for code in loader.languages():
        for form, number in own_months(code).items():
            assert read(f"12 {form} 2024", code) == [f"2024-{number:02d}-12"], (code, form)


def test_the_data_is_well_formed() -> None:
    assert all(not zone or regex.fullmatch(r"[+-]\d\d:\d\d", zone) for zone, _ in zones().values())
    for code in loader.languages():
        assert set(date_cues(code).values()) <= {"published", "updated", "neither"}, code


PIECES = st.sampled_from(
    [
        *"年月日/.-: TZ+h0٣オ5İ\ue005\ue000\ud800",
        "12",
        "2024",
        "05",
        "May",
        "марта",
        "午後",
        "pm",
        "GMT",
        "12:30",
        ", ",
        "'24",
    ]
)


@given(
    st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=120), st.sampled_from(["en", "de", "zh", "vi", "und"])
)
def test_any_text_gives_valid_dates_or_none(text: str, language: str) -> None:
    for stamp in stamps(text, language):
        assert 0 <= stamp.start < stamp.end <= len(text)
        if stamp.day:
            assert ISO.fullmatch(stamp.iso), stamp
            datetime.fromisoformat(stamp.iso)


@pytest.mark.parametrize(
    ("text", "language", "iso"),
    [
        ("12 พฤษภาคม พ.ศ. 2567 เวลา 10:30 น.", "th", "2024-05-12T10:30"),
        ("วันอาทิตย์ที่ 12 พ.ค. 2567", "th", "2024-05-12"),
        ("12 พ.ค. 67", "th", "2024-05-12"),
        ("12/05/2567", "th", "2024-05-12"),
        ("๑๒ พ.ค. ๒๕๖๗", "th", "2024-05-12"),
        ("12 พ.ค. 2024", "th", "2024-05-12"),
        ("12 พ.ค. 24", "th", "2024-05-12"),
        ("۱۴۰۳/۰۲/۲۳ ۱۰:۳۰", "fa", "2024-05-12T10:30"),
        ("23 اردیبهشت 1403", "fa", "2024-05-12"),
        ("یکشنبه ۲۳ ارديبهشت ۱۴۰۳ - ۱۰:۳۰", "fa", "2024-05-12T10:30"),
        ("۲۳ اردیبهشت ۰۳ - ۱۰:۳۰", "fa", "2024-05-12T10:30"),
        ("۳۰ اسفند ۱۳۹۹", "fa", "2021-03-20"),
        ("۱ فروردین ۱۴۰۰", "fa", "2021-03-21"),
        ("۱۲ مه ۲۰۲۴", "fa", "2024-05-12"),
        ("2024/5/12", "fa", "2024-05-12"),
        ("令和6年5月12日 10:30", "ja", "2024-05-12T10:30"),
        ("令和６年５月１２日", "ja", "2024-05-12"),
        ("令和元年5月1日", "ja", "2019-05-01"),
        ("平成31年4月30日", "ja", "2019-04-30"),
        ("2024（令和6）年5月12日", "ja", "2024-05-12"),
        ("民國113年5月12日", "zh", "2024-05-12"),
    ],
)
def test_other_calendars(text: str, language: str, iso: str) -> None:
    assert read(text, language) == [iso]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("12 May 2567", "en"),
        ("2567-05-12", "und"),
        ("1403/02/23", "en"),
        ("03/02/23", "fa"),
        ("۳۰ اسفند ۱۴۰۰", "fa"),
        ("23 اردیبهشت 2024", "fa"),
        ("平成31年5月1日", "ja"),
        ("平成35年4月30日", "ja"),
        ("令和6年13月12日", "ja"),
    ],
)
def test_no_guess_in_another_calendar(text: str, language: str) -> None:
    assert read(text, language) == []


def test_the_days_of_the_solar_calendar_follow_one_another() -> None:
    days = [solar(year, month, day) for year in range(1350, 1420) for month in range(1, 13) for day in range(1, 32)]
    found = [day.toordinal() for day in days if day]
    assert found == list(range(date(1971, 3, 21).toordinal(), date(2041, 3, 20).toordinal()))
