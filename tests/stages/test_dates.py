"""Which date is the article's, and which lines go because they are a date alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean import Found, Page, Pipeline, Remove
from newsclean.stages.dates import dates
from tests.strategies import TEXTS

TITLE = "Mill by the river burns down - The Valley Post"
HEAD = "Mill by the river burns down"
PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
MORE = "Its owner had hoped to open it to visitors in spring, when the wheel was to turn once again."
LAST = "The council will meet on Monday to decide what becomes of the site and of the old mill race."
BODY = (PROSE, MORE, LAST, MORE.replace("spring", "May"), LAST.replace("Monday", "Tuesday"))


def page(*lines: str, url: str | None = None, language: str = "en") -> Page:
    """A page of these lines as the stage gets it."""
    found = Page.of("\n".join(lines), url).with_marks([Found("language", language, -1, "test")])
    pipeline = Pipeline.default()
    for name, stage in pipeline.stages[: pipeline.place("dates")]:
        if name != "language":
            found = found.with_marks(stage(found), name)
    return found


def found(*lines: str, url: str | None = None, language: str = "en") -> dict[str, str]:
    """What the stage finds on a page of these lines."""
    return {m.field: m.value for m in dates(page(*lines, url=url, language=language)) if isinstance(m, Found)}


def removed(*lines: str) -> list[tuple[str, str, bool]]:
    """Text, rule, and whether it is certain, of what the stage removes from a page of these lines."""
    whole = page(*lines)
    return [(whole.lines[m.line].text, m.rule, not m.evidence) for m in dates(whole) if isinstance(m, Remove)]


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("12 May 2024", "en", {"published": "2024-05-12"}),
        ("By Jane Roe | 12 May 2024 10:30 BST | News", "en", {"published": "2024-05-12T10:30+01:00"}),
        ("Updated: 12 May 2024", "en", {"updated": "2024-05-12"}),
        ("Published 12 May 2024, last updated 13 May 2024", "en", {"published": "2024-05-12", "updated": "2024-05-13"}),
        ("12 May 2024 (updated 13 May 2024)", "en", {"published": "2024-05-12", "updated": "2024-05-13"}),
        ("Veröffentlicht am 12.05.2024 um 10:30 Uhr", "de", {"published": "2024-05-12T10:30"}),
        ("Zuletzt aktualisiert: 12.5.2024", "de", {"updated": "2024-05-12"}),
        ("Опубликовано: 12 мая 2024, 10:30", "ru", {"published": "2024-05-12T10:30"}),
        ("Mis à jour le 12 mai 2024 à 10h30", "fr", {"updated": "2024-05-12T10:30"}),
        ("Actualizado: 05/12/2024 10:30", "es", {"updated": "2024-12-05T10:30"}),
        ("발행 2024.05.12 20:00", "ko", {"published": "2024-05-12T20:00"}),
        ("更新时间：2024年5月12日 10:30", "zh", {"updated": "2024-05-12T10:30"}),
        ("12.05.24, 10:30 Uhr", "de", {"published": "2024-05-12T10:30"}),
        ("2 hours ago", "en", {}),
        ("Sunday, 12 May", "en", {}),
        ("This story was originally published May 12, 2024 at 5:00 AM.", "en", {"published": "2024-05-12T05:00"}),
        ("Valid until 12 May 2024", "en", {}),
        ("© 2024 The Valley Post, 12 May 2024", "en", {}),
    ],
)
def test_a_line_below_the_headline_dates_the_article(line: str, language: str, expected: dict[str, str]) -> None:
    assert found(TITLE, HEAD, line, *BODY, language=language) == expected


def test_date_and_time_may_stand_on_two_lines() -> None:
    assert found(TITLE, HEAD, "12 May 2024", "10:30 GMT", *BODY) == {"published": "2024-05-12T10:30+00:00"}
    assert found(TITLE, HEAD, "Updated", "12 May 2024", *BODY) == {"updated": "2024-05-12"}


def test_the_line_below_the_headline_wins_over_the_day_of_the_visit_and_other_stories() -> None:
    top = (TITLE, "Monday, 3 June 2024", "Home", "News", "Sport", "Weather", "Travel", "Food", "Arts", "Letters")
    other = ("More stories", "Ferry sinks in the bay", "1 June 2024", "Bridge opens at last", "2 June 2024")
    assert found(*top, HEAD, "12 May 2024", *BODY, *other) == {"published": "2024-05-12"}
    assert found(*top, HEAD, "By Jane Roe", *BODY, *other) == {}


def test_below_the_body_a_date_needs_a_cue() -> None:
    assert found(TITLE, HEAD, *BODY, "Published 12 May 2024") == {"published": "2024-05-12"}
    assert found(TITLE, HEAD, *BODY, "12 May 2024") == {}
    others = ("Published 1 May 2024", "Ferry sinks", "Published 2 May 2024", "Bridge opens", "Published 3 May 2024")
    assert found(TITLE, HEAD, *BODY, *others) == {}


@pytest.mark.parametrize(
    "line",
    [
        "The bridge opened on 12 May 2024, and it closed again a week later, as the council had feared.",
        "12 May 2024: the wheel turns for the last time",
        "On 12 May 2024 the council will decide.",
        "The target date for the sale of the mill is 12 May 2024.",
    ],
)
def test_prose_dates_nothing(line: str) -> None:
    assert found(TITLE, HEAD, line, *BODY) == {}


def test_a_date_broken_out_of_a_sentence_is_none() -> None:
    assert found(TITLE, HEAD, PROSE, "The wheel turned for the last time on", "12 May 2024", ", the owner said.") == {}


@pytest.mark.parametrize(
    ("line", "other", "expected"),
    [
        ("05/12/2024", "", None),
        ("05/12/2024 10:30 AM ET", "", "2024-05-12T10:30"),
        ("05/12/2024 - 17:30", "", "2024-12-05T17:30"),
        ("05/25/2024", "", "2024-05-25"),
        ("05/12/2024", "12 May 2024 in News", "2024-05-12"),
        ("05/12/2024", "5 December 2024 in News", "2024-12-05"),
        ("05/12/2024", "04/30/2024", "2024-05-12"),
    ],
)
def test_english_figures_need_a_second_sign(line: str, other: str, expected: str | None) -> None:
    assert found(TITLE, HEAD, line, *BODY, "Related", other).get("published") == expected


def test_the_address_is_a_witness_and_the_last_resort() -> None:
    url = "https://example.org/2024/05/12/mill"
    assert found(TITLE, HEAD, *BODY, url=url) == {"published": "2024-05-12"}
    assert found(TITLE, HEAD, "05/12/2024", *BODY, url=url) == {"published": "2024-05-12"}
    assert found(TITLE, HEAD, "12 May 2024, 10:30", *BODY, url=url) == {"published": "2024-05-12T10:30"}
    assert found(TITLE, HEAD, *BODY, url="https://example.org/20241345/mill") == {}


def test_an_update_above_the_headline_or_before_the_publication_is_another_thing() -> None:
    assert found(TITLE, "Snow", "Updated: 13 May 2024", HEAD, "12 May 2024", *BODY) == {"published": "2024-05-12"}
    assert found(TITLE, HEAD, "12 May 2024", "Updated 1 May 2024", *BODY) == {"published": "2024-05-12"}


def test_the_line_found_goes_with_certainty_beside_the_headline() -> None:
    assert removed(TITLE, HEAD, "12 May 2024", "10:30", *BODY) == [
        ("12 May 2024", "dates.found", True),
        ("10:30", "dates.found", True),
    ]


def test_without_other_cruft_the_line_found_is_evidence() -> None:
    assert removed("12 May 2024", *BODY) == [("12 May 2024", "dates.found", False)]
    assert removed("Jane Roe reports, 12 May 2024", *BODY) == []


def test_timelines_and_columns_of_dates_are_spared() -> None:
    timeline = ("2 May 2024", PROSE, "9 May 2024", MORE, "17 May 2024", LAST, "23 May 2024", PROSE)
    assert removed("These are the dates that matter.", *timeline) == []
    assert found("These are the dates that matter.", *timeline) == {}
    assert removed(TITLE, HEAD, *BODY, "Results", "2 May 2024", "9 May 2024", "17 May 2024", *BODY) == []


def test_a_lone_date_below_the_body_is_evidence() -> None:
    assert removed(TITLE, HEAD, *BODY, "Bridge opens", "12 May 2024") == [("12 May 2024", "dates.alone", False)]


@given(
    TEXTS | st.lists(st.sampled_from([TITLE, HEAD, PROSE, "12 May 2024", "Updated", "10:30", "1/2/24"])).map("\n".join)
)
def test_any_text_gives_marks_that_fit(text: str) -> None:
    whole = Page.of(text, "https://example.org/2024/02/30/mill")
    whole.with_marks(dates(whole))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("12 May 2024", 100_000),
        ("12 May 2024, 10:30", 10_000),
        ("Updated 1/2/2024", 10_000),
        ("Mill, 1 May 2024", 10_000),
    ],
)
def test_the_work_grows_with_the_lines(line: str, number: int) -> None:
    def seconds(number: int) -> float:
        whole = Page.of("\n".join([TITLE, *[line] * number]))
        started = time.perf_counter()
        list(dates(whole))
        return time.perf_counter() - started

    seconds(100)
    # The bound leaves room for a busy machine; quadratic growth would make it a hundredfold.
    assert seconds(number) < 40 * max(seconds(number // 10), 0.01)
