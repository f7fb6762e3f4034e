"""Lines shut in by cruft."""

import pytest

from newsclean.marks import Found, Remove
from newsclean.page import Page
from newsclean.stages.enclosed import enclosed

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."


def taken(text: str, *cruft: str, title: str = "") -> list[str]:
    """The lines that the stage takes from a text in which these lines are cruft already."""
    page = Page.of(text)
    marks = [Remove(line.number, 0, len(line.text), "share", "r") for line in page.lines if line.text in cruft]
    found = [Found("title", line.text, line.number, "r") for line in page.lines if line.text == title]
    page = page.with_marks([*marks, *found])
    return [page.lines[mark.line].text for mark in enclosed(page)]


def menu(number: int) -> str:
    return "\n".join(f"Link {i}" for i in range(number))


def test_a_menu_between_cruft_goes() -> None:
    assert taken(f"Home\nWeather today\nBridges\nLog in\n{PROSE}\n{PROSE}", "Home", "Log in") == [
        "Weather today",
        "Bridges",
    ]


def test_the_browsers_title_and_the_lines_next_to_the_body_stay() -> None:
    text = f"Mill burns\nHome\n{menu(3)}\nThe mill that was\nA standfirst\n{PROSE}\n{PROSE}"
    assert taken(text, "Home") == []
    assert taken(f"Home\n{menu(20)}\nThe mill that was\nA standfirst\n{PROSE}", "Home")[-1] == "Link 13"


def test_a_standfirst_between_two_buttons_stays() -> None:
    standfirst = "Twelve years after the flood the valley loses its last working mill"
    assert taken(f"Share\n{standfirst}\nPrint\n{PROSE}\n{PROSE}", "Share", "Print") == []


def test_a_footer_goes_to_the_page_s_end() -> None:
    assert taken(f"{PROSE}\nShare\nWeather\nBridges", "Share") == ["Weather", "Bridges"]


def test_the_end_of_a_list_below_the_last_paragraph_stays() -> None:
    assert taken(f"{PROSE}\nTwo eggs\nFlour\nShare\nWeather", "Share") == ["Weather"]


def test_a_list_announced_by_a_colon_stays() -> None:
    text = f"{PROSE}\nPrint\nShare\nOpen on three days:\nMonday\nFriday\nSave\nLogin\n{PROSE}"
    assert taken(text, "Share", "Save", "Print", "Login") == []


def test_a_box_in_the_body_goes_only_with_much_cruft() -> None:
    box = f"{PROSE}\nShare\nBridges\nPrint\nRivers\nSave\nLog in\n{PROSE}"
    assert taken(box, "Share", "Print") == []
    assert taken(box, "Share", "Print", "Save", "Log in") == ["Bridges", "Rivers"]


@pytest.mark.parametrize("text", ["", PROSE, f"Home\n{menu(30)}", f"{menu(30)}\n{PROSE}"])
def test_without_cruft_or_without_prose_nothing_goes(text: str) -> None:
    assert taken(text, "Home") == []


def test_the_headline_goes_only_with_cruft_on_both_sides() -> None:
    assert taken(f"Home\nMill burns\nShare\n{PROSE}\n{PROSE}", "Home", "Share", title="Mill burns") == ["Mill burns"]
    assert taken(f"Home\nMill burns\n{PROSE}\n{PROSE}", "Home", title="Mill burns") == []


def test_paragraphs_end_a_run() -> None:
    long = " ".join(["word"] * 30)
    assert taken(f"Home\n{long}\nA sentence of five words.\nLog in\n{PROSE}\n{PROSE}", "Home", "Log in") == []


def test_a_subheading_alone_before_a_short_sentence_stays() -> None:
    text = f"{PROSE}\n\nShare\n\nSaltby\n\nNobody came to the meeting.\n\nPrint"
    assert taken(text, "Share", "Print") == []
    assert taken(text.replace("Saltby\n\n", "Saltby\n"), "Share", "Print") == ["Saltby"]


@pytest.mark.parametrize("category", ["headline", "byline", "timestamp", "tags"])
def test_the_article_s_own_parts_shut_nothing_in(category: str) -> None:
    page = Page.of(f"Mill burns\nThe valley\nMill burns\n{PROSE}\n{PROSE}")
    own = [Remove(number, 0, 10, category, "headline.twin") for number in (0, 2)]
    assert list(enclosed(page.with_marks(own))) == []
    browser = Remove(0, 0, 10, "headline", "headline.suffixed")
    assert [mark.line for mark in enclosed(page.with_marks([browser, own[1]]))] == [1]


def test_the_browser_s_title_shuts_in_nothing_far_below_it() -> None:
    page = Page.of(f"Mill burns - Post\n{PROSE}\nMill burns\nRivers\nMill burns")
    twins = [Remove(number, 0, 10, "headline", "headline.twin") for number in (2, 4)]
    assert list(enclosed(page.with_marks([Remove(0, 0, 17, "headline", "headline.suffixed"), *twins]))) == []
