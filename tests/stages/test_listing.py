"""Which pages are listings, and which only look so."""

from pathlib import Path

import pytest

from newsclean import Found, Page, Pipeline, Remove
from newsclean.stages.listing import FEWEST_LINES, alone, is_cue, listing, paragraphs, rhythm, score, segment, shape

KEEP = Path(__file__).parents[2] / "fixtures" / "keep"
VERDICT = [Found("verdict", "listing", -1, "listing.score")]
PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
MORE = "Its owner had hoped to open it to visitors in spring, when the wheel was to turn once again."


def teasers(number: int) -> str:
    """A page of headlines, each with a sentence, a date and a prompt."""
    rows = (
        f"Mill number {n} is to be sold\nIts owner names no price yet.\n{n + 1} May 2024\nRead on"
        for n in range(number)
    )
    return "\n".join(rows)


def goods(number: int) -> str:
    """A page of goods with their prices."""
    return "\n".join(f"Millstone number {n} in grey granite\n$ {n}4.50\nAdd to cart" for n in range(number))


@pytest.mark.parametrize("text", [teasers(9), goods(9), f"{PROSE}\n{teasers(12)}", teasers(400)])
def test_listings(text: str) -> None:
    assert list(listing(Page.of(text))) == VERDICT
    assert Pipeline.default().run(text).verdict == "listing"


@pytest.mark.parametrize(
    "text",
    [
        teasers(4),
        "\n".join([PROSE, MORE] * 12),
        "\n".join([*[PROSE, MORE] * 8, "Related stories", teasers(4)]),
        "\n".join(f"Why does wheel {n} turn?\n{PROSE} {MORE}" for n in range(12)),
        "\n".join(f"{n}:15\n{PROSE}" for n in range(10, 24)),
        "All work and no play\n" * 2000,
        "",
    ],
    ids=["few lines", "article", "article with teasers", "interview", "ticker", "refrain", "empty"],
)
def test_spared(text: str) -> None:
    assert list(listing(Page.of(text))) == []


def test_a_listing_keeps_its_text() -> None:
    text = teasers(9)
    page = Page.of(text)
    assert all(isinstance(mark, Found) for mark in listing(page))


@pytest.mark.parametrize("name", ["en-short-news-bold-heads", "en-twenty-tips", "en-box-score", "en-live-ticker"])
def test_articles_that_look_like_listings(name: str) -> None:
    text = (KEEP / f"{name}.txt").read_text("utf-8")
    assert list(listing(Page.of(text))) == []


def test_a_verdict_stands() -> None:
    page = Page.of(teasers(9)).with_marks([Found("verdict", "error_page", -1, "error_page.wall")])
    assert list(listing(page)) == []


def test_a_page_of_cruft_alone_is_no_listing() -> None:
    page = Page.of(teasers(9))
    assert list(listing(page.with_marks(Remove(n, 0, len(page.lines[n].text), "related", "r") for n in range(9)))) != []
    cruft = [Remove(line.number, 0, len(line.text), "related", "r") for line in page.lines[4:]]
    assert list(listing(page.with_marks(cruft))) == []


def test_length_is_a_border() -> None:
    lines = teasers(9).split("\n")
    assert list(listing(Page.of("\n".join(lines[: FEWEST_LINES - 1])))) == []
    assert list(listing(Page.of("\n".join(lines[:FEWEST_LINES])))) == VERDICT


def test_prose_speaks_against_and_controls_for_a_listing() -> None:
    page = teasers(6)
    assert score(Page.of("\n".join([page, *[PROSE] * 4]))) < score(Page.of(page))
    assert score(Page.of(f"{page}\nSort by\nLoad more")) > score(Page.of(page))


def test_broken_sentences_are_one_paragraph() -> None:
    pieces = (
        "The mill that belonged to the late\nJudith Sallow\nburned down on Friday night, the police\nsaid.\nMill sold"
    )
    assert [block.words for block in paragraphs(Page.of(pieces).lines)] == [17, 2]


def test_segment_bridges_a_subheading_but_no_menu() -> None:
    bridged = paragraphs(Page.of(f"{PROSE}\nThe wheel turns\n{PROSE}").lines)
    parted = paragraphs(Page.of("\n".join([PROSE, *["Home", "News", "Sport", "Ferry"], PROSE])).lines)
    assert segment(bridged) == 2 * 18 - 8
    assert segment(parted) == 18


def test_alone_under_a_headline() -> None:
    assert alone(paragraphs(Page.of("\n".join([f"Mill to be sold\n{PROSE}\nCulture"] * 3)).lines)) == 1.0
    assert alone(paragraphs(Page.of(f"Mill to be sold\n{PROSE}\n{MORE}").lines)) == 0.0


@pytest.mark.parametrize(
    ("text", "kind"),
    [("€ 12,50", "p"), ("12 May 2024", "d"), ("Culture", "s"), ("Mill is to be sold", "h"), (PROSE, "e")],
)
def test_shapes(text: str, kind: str) -> None:
    assert shape(Page.of(text).lines[0]) == kind


def test_rhythm_wants_more_than_one_shape() -> None:
    assert rhythm("hd" * 10) > 0.7
    assert rhythm("h" * 20) == rhythm("") == rhythm("hsdpelt") == 0.0


@pytest.mark.parametrize("text", ["Sort by", "Showing 1-24 of 1,204 results", "Seite 2 von 9", "Показать ещё"])
def test_cues(text: str) -> None:
    assert is_cue(Page.of(text).lines[0].key)


def test_no_cue() -> None:
    assert not is_cue(Page.of("Sort by hand, the miller said").lines[0].key)
