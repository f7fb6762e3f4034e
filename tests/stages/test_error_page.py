"""Which pages are walls, and which only speak of one."""

from newsclean import Page, Pipeline, Remove
from newsclean.stages.error_page import error_page

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
MENU = [
    f"{place} {what}"
    for place in ("Harbour", "Valley", "Lake", "Mill")
    for what in ("news", "walks", "choirs and bells")
]
WALL = ["Page not found", "Sorry, the page you are looking for could not be found."]


def verdict(*lines: str) -> str:
    """The verdict on a page in which the lines of `WALL` are marked as such."""
    page = Page.of("\n".join(lines))
    marks = [
        Remove(line.number, 0, len(line.text), "error_page", "r", 0.9, evidence=True)
        for line in page.lines
        if line.text in WALL
    ]
    return page.with_marks(marks).with_marks(error_page(page.with_marks(marks))).found("verdict") or ""


def test_a_wall_among_menus() -> None:
    assert verdict(*MENU * 2, *WALL, *MENU * 2) == "error_page"
    assert verdict(*MENU * 2, "404", *WALL) == "error_page"


def test_a_long_menu_is_no_sign_of_a_wall() -> None:
    assert verdict(*MENU * 9, *WALL) == ""


def test_a_lone_notice_among_menus_is_no_wall() -> None:
    assert verdict(*MENU * 2, WALL[0]) == ""


def test_prose_headlines_and_tables_are_spared() -> None:
    assert verdict(*MENU * 2, *WALL, PROSE) == ""
    assert verdict(*MENU * 2, *WALL, "Harbour board votes for a pier of oak") == ""
    assert verdict(*MENU * 2, *WALL, *MENU, "Ostwick Rovers 3") == ""


def test_all_lines_of_a_wall_go() -> None:
    article = Pipeline.default().run("\n".join([*MENU * 2, *WALL]))
    assert (article.verdict, article.body) == ("error_page", "")


def test_an_article_about_walls_stays() -> None:
    text = "\n\n".join(["Access Denied", PROSE, "Please enable JavaScript to continue.", f"{PROSE} {PROSE}"])
    assert Pipeline.default().run(text).verdict == "article"
