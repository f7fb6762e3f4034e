"""Which line the headline stage takes for the title, and when that line leaves."""

import pytest

from newsclean import Page, Pipeline
from newsclean.stages.title_choice import choose
from newsclean.stages.titles import Context

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
MORE = "Its owner had hoped to open the mill to visitors in spring, when the wheel was to turn once again."
BODY = f"{PROSE}\n{MORE}\n{PROSE} {MORE}"
HEAD = "Old mill by the river burns down"
MENU = "News\nSport\nWeather\nSkip to the mill shop"


def title(text: str) -> str | None:
    """The title that the default pipeline finds."""
    return Pipeline.default().run(text).metadata.title


@pytest.mark.parametrize(
    ("browser", "expected"),
    [
        ("Old mill by the river burns down - The Valley Post", "Old mill by the river burns down"),
        ("Old mill by the river burns down | News | Valley Post", "Old mill by the river burns down"),
        ("Valley Post - Old mill by the river burns down", "Old mill by the river burns down"),
        ("Old mill by the river burns down", "Old mill by the river burns down"),
        ("OLD MILL BY THE RIVER BURNS DOWN · Valley Post", "Old mill by the river burns down"),
        ("Old mill by the river burns… | Valley Post", "Old mill by the river burns down"),
    ],
)
def test_the_twin_of_the_browser_title_wins(browser: str, expected: str) -> None:
    text = f"{browser}\n{MENU}\nOld mill by the river burns down\nBy Jane Roe\nMay 5, 2024\n{BODY}"
    assert title(text) == expected


@pytest.mark.parametrize("line", [f"{HEAD} – Mill Post", HEAD])
def test_a_site_name_that_stands_twice_goes_twice(line: str) -> None:
    assert title(f"{HEAD} – Mill Post - Mill Post\n{MENU}\n{line}\nBy Jane Roe\nMay 5, 2024\n{BODY}") == HEAD


def test_a_name_that_stands_once_behind_words_like_it_is_no_second_name() -> None:
    head = "Fire at the old mill by the river: the Mill Post"
    assert title(f"{head} - Mill Post\n{MENU}\n{head}\nBy Jane Roe\nMay 5, 2024\n{BODY}") == head


@pytest.mark.parametrize("section", ["Local news", "Ann Poe", "Fire, Rescue, Costs, & Timeline"])
def test_a_section_behind_a_bar_is_not_left_on(section: str) -> None:
    assert title(f"{HEAD} | {section} | Valley Post\n{MENU}\n{BODY}") == HEAD


def test_a_colon_in_the_headline_is_no_site_name() -> None:
    text = f"Fire by the river: What we know of the mill\n{MENU}\nFire by the river: What we know of the mill\n{BODY}"
    assert title(text) == "Fire by the river: What we know of the mill"


def test_the_site_name_is_cut_off_where_no_twin_stands() -> None:
    metadata = Pipeline.default().run(f"Old mill by the river burns down | The Valley Post\n{MENU}\n{BODY}").metadata
    assert (metadata.title, metadata.site_name) == ("Old mill by the river burns down", "The Valley Post")


def test_without_browser_title_the_line_above_byline_and_paragraphs_is_found() -> None:
    teasers = "Bridge closes for repairs in June\nMayor speaks to the farmers of the plain"
    text = f"Skip to content\n{MENU}\n{teasers}\nOld mill by the river burns down\nBy Jane Roe\nMay 5, 2024\n{BODY}"
    assert title(text) == "Old mill by the river burns down"


def test_neither_credit_nor_date_nor_standfirst_is_the_title() -> None:
    standfirst = "Nobody was hurt when the mill, which was to open to visitors in spring, went up in flames."
    credit = "Photo: Jane Roe / Moodpress / Reuters"
    text = f"Home\n{MENU}\nOld mill by the river burns down\nMay 5, 2024\n{credit}\n{standfirst}\n{BODY}"
    assert title(text) == "Old mill by the river burns down"


@pytest.mark.parametrize(
    "text",
    [BODY, f"{PROSE}\n\nWhat is left\n\n{MORE}\n\n{PROSE}", "Home\nNews\nSport\nTry it now", "", "12:30\n12:31"],
)
def test_nothing_is_guessed(text: str) -> None:
    assert title(text) is None


def test_chinese_pages_are_read_by_characters() -> None:
    prose = "星期五晚上，河边的老磨坊起火烧毁，警方表示没有人员受伤，起火原因仍在调查之中。"
    text = (
        f"河边老磨坊起火烧毁_山谷邮报\n首页\n新闻\n河边老磨坊起火烧毁\n2024年5月5日\n{prose}\n{prose[:-1]}，消防队说。"
    )
    assert title(text) == "河边老磨坊起火烧毁"


def test_a_twin_between_the_paragraphs_stays_and_one_outside_goes() -> None:
    head = "Old mill by the river burns down"
    text = f"{head} - Valley Post\n{head}\n{PROSE}\n{MORE}\n{head}\n{PROSE} {MORE}\n{MORE} So they said."
    article = Pipeline.default().run(text)
    assert article.body.split("\n").count(head) == 1
    assert article.body.startswith(PROSE)


def test_a_lone_line_with_a_dash_is_found_and_stays() -> None:
    text = f"Old mill burns down - the owner speaks\n\n{PROSE}\n\n{MORE}"
    assert Pipeline.default().run(text).body == text


def test_the_stretch_with_most_prose_is_the_article() -> None:
    page = Page.of(f"{PROSE}\nHome\nNews\nSport\nWeather\nShop\nLogin\nHelp\n{BODY}\nImprint")
    assert Context(page).stretch == range(8, 11)


def test_an_empty_page_has_no_title() -> None:
    assert choose(Page.of("")) is None


def test_the_browser_s_title_goes_although_cruft_parts_the_headline_from_the_body() -> None:
    line = "Old mill by the river burns down"
    buttons = "\n".join(f"Share\nPrint {number}" for number in range(6))
    article = Pipeline.rules_only().run(f"{line}\n{MENU}\n{line}\n{buttons}\n{BODY}")
    assert line not in article.body


def test_a_headline_among_the_paragraphs_stays_and_the_browser_s_title_goes() -> None:
    line = "Old mill by the river burns down"
    body = Pipeline.rules_only().run(f"{line} - The Valley Post\n{MENU}\n{MORE}\n{PROSE}\n{line}\n{BODY}").body
    assert body.count(line) == 1
    assert "Valley Post" not in body
