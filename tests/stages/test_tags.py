"""Which lines are an article's tags, and which only look so."""

import pytest

from newsclean import Found, Page, Remove
from newsclean.stages.tags import tags

BODY = """The old mill by the river burned down on Friday night, and nobody was hurt, the police said on Saturday.
Its owner had hoped to open it to visitors in spring, when the wheel was to turn once again after forty years.
Firemen from four villages fought the blaze until noon, and the bridge beside the mill stays closed for a week."""


def page(text: str, language: str = "en", **categories: str) -> Page:
    """A page of a language; the keywords are the categories that rules have given to lines."""
    made = Page.of(text, language=language)
    known = {line.text.casefold(): line for line in made.lines}
    marks = [Found("language", language, -1, "language.hint")]
    removes = [
        Remove(known[name.replace("_", " ")].number, 0, 1, category, f"en.{category}.rule", 1.0, evidence=True)
        for name, category in categories.items()
    ]
    return made.with_marks([*marks, *removes], "beside")


def found(text: str, language: str = "en", **categories: str) -> list[str]:
    return [m.value for m in tags(page(text, language, **categories)) if isinstance(m, Found)]


def gone(text: str, **categories: str) -> list[str]:
    made = page(text, **categories)
    return [made.lines[m.line].text for m in tags(made) if isinstance(m, Remove)]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Tags: mills, fire"),
        ("en", "Topics: mills | fire"),
        ("en", "Filed under mills, fire"),
        ("de", "Schlagwörter: mills, fire"),
        ("ru", "Теги: mills, fire"),
        ("fr", "Mots-clés : mills • fire"),
        ("uk", "Теги: mills, fire"),
        ("el", "Ετικέτες: mills, fire"),
        ("ja", "関連キーワード： mills、fire"),
        ("en", "#mills #fire"),
        ("en", "Tags: #mills #fire"),
    ],
)
def test_tags_on_one_line(language: str, line: str) -> None:
    assert found(f"{BODY}\n{line}", language) == ["mills", "fire"]


def test_tags_without_spaces_between_words() -> None:
    assert found(f"{BODY}\n标签：磨坊、火灾", "zh") == ["磨坊", "火灾"]


def test_tags_a_line_each_go_with_their_label_up_to_known_cruft() -> None:
    text = f"{BODY}\nRelated topics\nMills\nPort Brenna\nShare\nFacebook"
    assert found(text, share="share") == ["Mills", "Port Brenna"]
    assert gone(text, share="share") == ["Related topics", "Mills", "Port Brenna"]


def test_tags_end_at_a_blank_line() -> None:
    assert found(f"{BODY}\n\nTopics\nMills\nFire\n\nOtters\nSwans") == ["Mills", "Fire"]


def test_commas_on_lines_of_their_own_tell_where_tags_end() -> None:
    assert found(f"{BODY}\nTags:\nMills\n,\nFire\nOlder post") == ["Mills", "Fire"]


def test_a_row_behind_a_label() -> None:
    assert found(f"{BODY}\nTags\nMills, Fire, Port Brenna") == ["Mills", "Fire", "Port Brenna"]


def test_markdown_links_are_tags_of_their_own() -> None:
    from newsclean.stages.markdown import markdown

    made = page(f"{BODY}\nTags: [Mills](/t/mills) [The Sea](/t/sea)")
    made = made.with_marks(markdown(made), "markdown")
    assert [m.value for m in tags(made) if isinstance(m, Found)] == ["Mills", "The Sea"]


def test_counts_and_signs_are_no_part_of_a_tag() -> None:
    assert found(f"{BODY}\nTags:\n#Mills (12)\n• Fire") == ["Mills", "Fire"]


def test_tags_glued_behind_a_category() -> None:
    text = f"{BODY}\nPosted in Valley newsTagged mills, fire"
    made = page(text)
    last = made.lines[-1]
    made = made.with_marks([Remove(last.number, 0, len(last.text), "tags", "en.tags.filed")])
    assert [m.value for m in tags(made) if isinstance(m, Found)] == ["mills", "fire"]


@pytest.mark.parametrize(
    "text",
    [
        f"Topics: mills, fire\n{BODY}\n{BODY}",
        f"{BODY}\nTopics: mills, fire\n{BODY}",
        f"{BODY}\nShe told #mills and #fire apart.",
        f"{BODY}\nTopics\nBridge to close for a whole long week\nOtters are back",
        f"{BODY}\nTopics: the mayor will speak of the mill, the bridge and the road to Saltby",
        f"{BODY}\nTopics\n" + "\n".join(f"Topic number {n}" for n in range(30)),
        f"{BODY}\nTopics\nMills",
        f"{BODY}\nTags: one two three four",
        "Tags: mills, fire",
    ],
    ids=["menu", "inside", "sentence", "headlines", "announcement", "index", "single", "unseparated", "no-body"],
)
def test_what_are_no_tags(text: str) -> None:
    assert found(text) == []


def test_a_menu_of_sections_is_no_list_of_tags() -> None:
    text = f"{BODY}\nTopics\nPolitics\nSport\nMills"
    assert found(text, politics="navigation", sport="navigation") == []


def test_a_label_far_below_the_body_heads_a_menu() -> None:
    assert found(f"{BODY}\n" + "Bridge to close\n" * 40 + "Topics\nMills\nFire") == []
