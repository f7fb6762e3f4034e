"""Pages that are no article but a wall: JavaScript, 403, captcha."""

from collections.abc import Iterator

from newsclean.article import THIN_WORDS
from newsclean.marks import Found, Mark, Remove
from newsclean.page import Page


def error_page(page: Page) -> Iterator[Mark]:
    """Give the verdict `error_page` where a rule's evidence says so and hardly any text is left beside it.

    Seen where: "Please enable JavaScript", "403 Forbidden", captchas. Removes all lines of such a page. Spares every
    page with 40 words or more besides: articles on JavaScript, notices inside an article.

    >>> walls = [Remove(0, 0, 24, "error_page", "en.error_page.wall", 0.9, evidence=True)]
    >>> page = Page.of("Please enable JavaScript\\nReference 18.6f").with_marks(walls)
    >>> [mark.line for mark in error_page(page)]
    [-1, 0, 1]
    """
    walls = {mark.line for mark in page.marks if isinstance(mark, Remove) and mark.category == "error_page"}
    if not walls:
        return
    if sum(line.words for line in page.open if line.number not in walls) >= THIN_WORDS:
        return
    yield Found("verdict", "error_page", -1, "error_page.wall")
    for line in page.lines:
        if line.number not in page.removed:
            yield Remove(line.number, 0, len(line.text), "error_page", "error_page.wall")
