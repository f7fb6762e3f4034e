"""When the title is chosen again, behind the labeller, and which one counts."""

import pytest

from newsclean import Found, Page, Remove
from newsclean.article import Metadata
from newsclean.marks import Mark, value_of
from newsclean.stages.retitle import Known, retitle

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
MORE = "Its owner had hoped to open the mill to visitors in spring, when the wheel was to turn once again."
BROWSER = "Mill fire: what we know so far"
HEADLINE = "Old mill by the river burns down, and so ends a plan"
TEASER = "Mill fire season: what farmers know of dry hay"


def page(*, byline: str = "Jane Roe", headline: str = HEADLINE, labelled: bool = True) -> Page:
    """A page whose browser's title words the headline otherwise, with another story's headline above it."""
    text = f"{BROWSER} - Valley Post\nMenu\nNews\n{TEASER}\n\n{headline}\n\n{byline}\n\n{PROSE}\n{MORE}"
    lines = Page.of(text).lines
    marks: list[Mark] = [Found("title", BROWSER, 0, "r")]
    if byline == "Jane Roe":
        marks.append(Found("authors", byline, 5, "r"))
    taken: list[Mark] = [Remove(n, 0, len(lines[n].text), "interface", "r", 0.9) for n in (1, 2, 3) if labelled]
    return Page.of(text).with_marks(marks, "headline").with_marks(taken, "labeller")


def values(marks: list[Mark]) -> list[str]:
    """The titles among marks."""
    return [mark.value for mark in marks if isinstance(mark, Found)]


def test_the_line_above_the_byline_and_the_body_is_the_title() -> None:
    assert values(list(retitle(page()))) == [HEADLINE]


def test_the_last_title_counts_and_the_first_of_other_fields() -> None:
    marked = page()
    marked = marked.with_marks(retitle(marked), "retitle").with_marks([Found("agency", "A", 0, "r")])
    marked = marked.with_marks([Found("agency", "B", 0, "r")])
    assert (marked.found("title"), marked.found("agency")) == (HEADLINE, "A")
    assert (Metadata.of(marked).title, Metadata.of(marked).agency) == (HEADLINE, "A")
    assert value_of("title", ()) is None


def test_nothing_is_chosen_again_where_the_labeller_took_nothing() -> None:
    assert values(list(retitle(page(labelled=False)))) == []


def test_nothing_is_found_where_no_title_was() -> None:
    marked = page()
    without = Page.of(marked.text).with_marks([mark for mark in marked.marks if isinstance(mark, Remove)], "labeller")
    assert values(list(retitle(without))) == []


def test_a_line_in_other_words_without_byline_leaves_the_title() -> None:
    assert values(list(retitle(page(byline="Share", headline="Photo of a wheel at dusk")))) == []


def test_the_new_title_leaves_the_body_with_a_witness_only() -> None:
    marked = page()
    date = marked.with_marks([Remove(5, 0, 8, "byline", "r")])
    assert [mark.line for mark in retitle(date) if isinstance(mark, Remove)] == [4]
    assert [mark.line for mark in retitle(marked) if isinstance(mark, Remove)] == []


def test_a_headline_alone_near_the_byline_is_a_spot() -> None:
    known = Known(page(headline="What we know of the mill fire by the river"))
    assert [candidate.line.number for candidate in known.candidates if known.is_spot(candidate)] == [4]


KICKER, ENTRY = "Fire in the valley", "Mill fire: what we know so far"


def trail(
    *, above: str = "News", kicker: str = KICKER, headline: str = HEADLINE, byline: str = "Jane Roe"
) -> list[str]:
    """The titles of a page whose breadcrumb ends in the browser's title, above a kicker and the headline."""
    text = f"{ENTRY}\n\n{above}\n\n{ENTRY}\n\n{kicker}\n\n{headline}\n\n{byline}\n\n{PROSE}\n{MORE}"
    lines = Page.of(text).lines
    marks: list[Mark] = [Found("title", ENTRY, 2, "r")]
    if above == "News":
        marks.append(Remove(1, 0, len(above), "navigation", "r"))
    if byline == "Jane Roe":
        marks.append(Found("authors", byline, 5, "r"))
    taken = [Remove(3, 0, len(lines[3].text), "interface", "r", 0.6)]
    return values(list(retitle(Page.of(text).with_marks(marks, "headline").with_marks(taken, "labeller"))))


def test_below_a_breadcrumb_that_repeats_the_browser_title_the_headline_under_the_kicker_counts() -> None:
    assert trail() == [HEADLINE]
    assert trail(headline="Why did the old mill by the river burn down?") == [
        "Why did the old mill by the river burn down?"
    ]


@pytest.mark.parametrize(
    "case",
    [
        {"above": "The valley on Friday night, when the mill was lost"},
        {"kicker": "All that our readers ask of the fire and of the mill"},
        {"kicker": "7"},
        {"kicker": "Â"},
        {"headline": "What we know of the mill"},
        {"headline": "Live: mill fire: what we know so far"},
        {"headline": "Nobody was hurt when the old mill went up in flames."},
        {"byline": "Share"},
    ],
)
def test_without_breadcrumb_kicker_or_byline_and_for_another_form_of_it_the_browser_title_stays(
    case: dict[str, str],
) -> None:
    assert trail(**case) == []
