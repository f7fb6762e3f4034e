"""The explanation as a picture: safe, bounded, and saying what the explanation says."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

import newsclean
from newsclean import Found, Page, Remove
from newsclean.article import Article
from newsclean.html import BYTES, LINE_LENGTH, data, to_html
from newsclean.marks import CATEGORIES

MILL = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
MOST = 2_000_000
VOID = {"meta"}


class Reader(HTMLParser):
    """The tags, their attributes, and the text of a page; that all is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.struck: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "del":
            self.struck.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.text += data
        if "del" in self.open:
            self.struck[-1] += data


def short_lines_gone(text: str) -> Article:
    """Clean with a stage that takes short lines: enough for a picture, and quick on huge pages."""
    page = Page.of(text)
    gone = [Remove(line.number, 0, len(line.text), "subscribe", "house.short") for line in page.lines]
    return Article.of(page.with_marks(mark for mark in gone if mark.end < 30))


def test_it_shows_what_the_explanation_says() -> None:
    text = (
        Path(__file__)
        .parent.parent.joinpath("fixtures/cases/en/mediabank-credit-and-chats/input.txt")
        .read_text("utf-8")
    )
    article = newsclean.clean(text)
    reader = Reader(article.to_html())
    assert reader.struck == [article.page.lines[r.line].text[slice(*r.span)] for r in article.removals]
    titles = [attributes["title"] or "" for tag, attributes in reader.tags if tag == "del"]
    assert all(r.rule in title and r.category in title for r, title in zip(article.removals, titles, strict=True))
    assert article.metadata.title
    assert article.metadata.title in reader.text
    assert "en.login.discussion ×2" in reader.text
    for paragraph in filter(None, article.body.split("\n")):
        assert paragraph in reader.text


def test_weak_evidence_is_shown_as_weak() -> None:
    page = Page.of(MILL).with_marks([Remove(0, 4, 12, "notice", "house.mill", 0.3, evidence=True)], "house")
    reader = Reader(Article.of(page).to_html())
    (weak,) = (attributes for _, attributes in reader.tags if attributes.get("class") == "nc-weak")
    assert weak["title"] == "perhaps notice 0.30: house.mill (house); took nothing"
    assert reader.struck == []
    assert "notice?" in reader.text
    assert MILL in reader.text


def test_what_restoring_gave_back_is_not_struck_through() -> None:
    article = newsclean.clean(f"Sign up for our newsletter\n{MILL}")
    assert Reader(article.to_html()).struck == ["Sign up for our newsletter"]
    assert Reader(article.restoring("subscribe").to_html()).struck == []


@pytest.mark.parametrize("full", [True, False])
def test_hostile_text_is_escaped_everywhere(full: bool) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    page = Page.of(f"{evil}\n{MILL}").with_marks([Found("title", evil, 0, evil), Remove(0, 0, 9, "notice", evil)], evil)
    text = Article.of(page, ruleset=evil).to_html(full)
    tags = {tag for tag, _ in Reader(text).tags}
    assert tags <= {"html", "head", "meta", "title", "style", "body", "div", "span", "bdi", "del"}
    assert ("html" in tags) == full
    names = {name for _, attributes in Reader(text).tags for name in attributes}
    assert not any(name.startswith("on") for name in names)
    assert "http" not in text
    assert "url(" not in text


def test_right_to_left_text_emoji_and_control_characters() -> None:
    text = newsclean.clean(f"\u202eשתפו\u0000\n😀 دوباره \ud800\n{MILL}").to_html()
    text.encode("utf-8")
    assert "\x00" not in text
    assert "😀" in text
    assert text.count('dir="auto"') == 3


@pytest.mark.parametrize(
    "text",
    [
        "Sign up for our newsletter\n" * 20_000,
        f"{MILL} <&> \U0001f600\n" * 100_000,
        "<&>" * 3_000_000,
        ("他" * 3000 + "\n") * 500,
    ],
    ids=["cruft", "prose", "one line", "long lines"],
)
def test_the_length_is_bounded(text: str) -> None:
    article = short_lines_gone(text)
    shown = article.to_html()
    assert len(shown.encode()) < MOST
    assert "… " in Reader(shown).text


def test_it_says_how_much_it_left_out() -> None:
    text = Reader(short_lines_gone("Sign up for our newsletter\n" * 2000 + MILL).to_html()).text
    assert "… 401 lines left out here, with 401 removals …" in text
    assert MILL in text


def test_many_marks_on_one_line_are_bounded() -> None:
    marks = [Remove(0, n, n + 1, CATEGORIES[n % 20], f"house.{n}") for n in range(0, 20_000, 2)]
    marks += [Remove(0, n, n + 1, "url", f"weak.{n}", evidence=True) for n in range(1, 20_000, 2)]
    page = Page.of("ab" * 10_000).with_marks([*marks, *(Found("tags", f"t{n}" * 99, 0, f"r{n}") for n in range(5_000))])
    assert len(Article.of(page).to_html()) < 100_000 < BYTES
    assert LINE_LENGTH < 20_000


def test_html_given_by_mistake_is_shown_as_text() -> None:
    article = newsclean.clean("<html><body><div><p>x</p></div></body></html>\n" * 9)
    assert article.verdict == "markup"
    assert "take the text out of it first" in Reader(to_html(article)).text


def test_an_empty_page() -> None:
    assert "empty" in Reader(newsclean.clean("").to_html()).text


def test_every_category_has_a_colour_of_its_own() -> None:
    rows = [line for line in data("article.css").split("\n") if "{ --hue:" in line]
    assert [row.split(" ")[1] for row in rows] == [f".nc-{category}" for category in CATEGORIES]
    assert len({row.split("--hue:")[1] for row in rows}) == len(CATEGORIES)


def test_notebooks_get_a_fragment_and_a_short_repr() -> None:
    article = newsclean.clean(f"Sign up for our newsletter\n{MILL}")
    assert article._repr_html_() == article.to_html(full=False)
    assert article._repr_html_().startswith('<div class="newsclean">')
    assert repr(article) == f"Article(verdict='thin', title=None, body={len(MILL)} characters, 1 removals)".replace(
        "thin", article.verdict
    )
    long = Article.of(Page.of("x").with_marks([Found("title", "y" * 500, 0, "r")]))
    assert len(repr(long)) < 150
