"""Pages that are no article but a wall: JavaScript, 403, captcha."""

from collections.abc import Iterator

from newsclean.article import THIN_WORDS
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Line, Page

MENU_WORDS = 6
"""A menu's line has at most so many words; a headline has more."""

LONGEST_MENU = 200
"""Words of menu that may stand around a wall."""

FEWEST_WALLS = 2
"""Lines that must say so where a menu stands around them: a lone notice speaks of an embedded video."""


def error_page(page: Page) -> Iterator[Mark]:
    """Give the verdict `error_page` where a rule's evidence says so and hardly any text is left beside it.

    Seen where: "Please enable JavaScript", "403 Forbidden", captchas. Removes all lines of such a page. Spares every
    page with 40 words or more besides (articles on JavaScript, notices inside an article), unless they are the menus
    that a site puts around its walls: up to 200 words on short lines without an end or a number, and two lines or more
    that say it is a wall.

    >>> walls = [Remove(0, 0, 24, "error_page", "en.error_page.wall", 0.9, evidence=True)]
    >>> page = Page.of("Please enable JavaScript\\nReference 18.6f").with_marks(walls)
    >>> [mark.line for mark in error_page(page)]
    [-1, 0, 1]
    """
    walls = {mark.line for mark in page.marks if isinstance(mark, Remove) and mark.category == "error_page"}
    if not walls:
        return
    rest = [line for line in page.open if line.number not in walls]
    total = sum(line.words for line in rest)
    if total >= THIN_WORDS and not (len(walls) >= FEWEST_WALLS and total <= LONGEST_MENU and is_menu(rest, walls)):
        return
    yield Found("verdict", "error_page", -1, "error_page.wall")
    for line in page.lines:
        if line.number not in page.removed:
            yield Remove(line.number, 0, len(line.text), "error_page", "error_page.wall")


def is_menu(lines: list[Line], walls: set[int]) -> bool:
    """Whether all lines are shaped like a menu's: short, no sentence, no number as tables have, but beside a wall."""
    return all(
        line.words <= MENU_WORDS
        and not line.ended
        and ({line.number - 1, line.number + 1} & walls or not any(map(str.isdigit, line.text)))
        for line in lines
    )
