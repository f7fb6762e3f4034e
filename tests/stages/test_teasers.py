"""Which lines behind a label and below the article are other stories, and which are the article's own."""

import pytest

from newsclean import Page, Pipeline, Remove
from newsclean.stages.teasers import last_of_body, teasers

BODY = """The old mill by the river burned down on Friday night, and nobody was hurt, the police said on Saturday.
Its owner had hoped to open it to visitors in spring, when the wheel was to turn once again after forty years.
Firemen from four villages fought the blaze until noon, and the bridge beside the mill stays closed for a week."""
CLOSING = "The council will speak of it on Monday, if enough of its members can cross the river by then."


def marked(text: str, **labels: str) -> list[tuple[str, bool]]:
    """What the stage says of a page: (line, whether it is certain). `labels` are categories by the removed line."""
    page = Page.of(text)
    known = {line.text.casefold(): line for line in page.lines}
    removes = []
    for words, rule in labels.items():
        line = known[words.replace("_", " ")]
        removes.append(Remove(line.number, 0, len(line.text), rule.split(".")[1], rule))
    page = page.with_marks(removes)
    return [(page.lines[m.line].text, not m.evidence) for m in teasers(page)]


def gone(text: str, **labels: str) -> list[str]:
    return [line for line, certain in marked(text, **labels) if certain]


LABEL = "en.related.label"
FOOT = {"share": "en.share.word", "imprint": "en.navigation.list", "privacy": "en.cookies.button"}


def test_a_block_at_the_end_goes() -> None:
    text = f"{BODY}\nRelated stories\nBridge to close\nMill owner speaks\nOtters return to Saltby"
    assert gone(text, related_stories=LABEL) == ["Bridge to close", "Mill owner speaks", "Otters return to Saltby"]


def test_a_block_between_paragraphs_goes_but_for_what_may_be_a_subheading() -> None:
    text = f"{BODY}\nRelated stories\nBridge to close\nMill owner speaks\nWhat comes next\n{CLOSING}\n{BODY}"
    assert marked(text, related_stories=LABEL) == [
        ("Bridge to close", True),
        ("Mill owner speaks", True),
        ("What comes next", False),
    ]


def test_a_bulleted_block_between_paragraphs_goes_whole() -> None:
    text = f"{BODY}\nRelated stories\n* Bridge to close\n* Mill owner speaks\n{CLOSING}\n{BODY}"
    assert gone(text, related_stories=LABEL) == ["* Bridge to close", "* Mill owner speaks"]


def test_one_line_between_label_and_paragraph_is_a_hint() -> None:
    text = f"{BODY}\nRelated stories\nWhat comes next\n{CLOSING}\n{BODY}"
    assert marked(text, related_stories=LABEL) == [("What comes next", False)]


def test_a_button_below_each_of_several_stories_announces_nothing() -> None:
    items = "\n".join(
        f"{name}\nRead more\nOpen on {day}\nFree on {day}" for name, day in (("A", 1), ("B", 2), ("C", 3))
    )
    page = Page.of(f"{BODY}\n{items}\n{BODY}")
    buttons = [Remove(n.number, 0, 9, "related", LABEL) for n in page.lines if n.text == "Read more"]
    assert all(mark.evidence for mark in teasers(page.with_marks(buttons)))


def test_a_label_that_holds_the_headline_opens_no_block() -> None:
    text = f"{BODY}\nRelated: the long way round by Saltby and Vik\nPlan for week one\nPlan for week two"
    page = Page.of(text)
    line = page.lines[3]
    page = page.with_marks([Remove(3, 0, len(line.text), "related", "en.related.link")])
    assert list(teasers(page)) == []


def test_summaries_in_a_rhythm_go_with_their_headlines() -> None:
    stories = [
        ("Bridge to close", "Drivers must take the long way round by Saltby, and so must the school bus."),
        ("Mill owner speaks", "He slept in the mill for forty years and heard nothing on the night it burned."),
        ("Otters return", "Nobody had seen one in the river since the wheel stood still, a warden told us."),
    ]
    text = f"{BODY}\nRelated stories\n" + "\n".join(f"{head}\n{summary}" for head, summary in stories)
    assert gone(text, related_stories=LABEL) == [line for story in stories for line in story]


def test_a_single_paragraph_behind_a_block_is_the_article_going_on() -> None:
    text = f"{BODY}\nRelated stories\nBridge to close\nMill owner speaks\n{CLOSING}\nResults\nSaltby 41\nVik 42"
    assert gone(text, related_stories=LABEL) == []


def test_the_foot_goes() -> None:
    text = f"{BODY}\nShare\nImprint\nPrivacy\nBridge to close on Monday\nValley Post\nMade in Saltby."
    assert gone(text, **FOOT) == ["Bridge to close on Monday", "Valley Post", "Made in Saltby."]


@pytest.mark.parametrize("missing", FOOT)
def test_less_furniture_makes_no_foot(missing: str) -> None:
    text = f"{BODY}\nShare\nImprint\nPrivacy\nBridge to close on Monday\nValley Post"
    assert gone(text, **{line: rule for line, rule in FOOT.items() if line != missing}) == []


def test_a_box_in_the_midst_makes_no_foot() -> None:
    box = {"our_newsletter": "en.subscribe.x", "your_address": "en.subscribe.x", "sign_up": "en.subscribe.x"}
    text = f"{BODY}\nOur newsletter\nYour address\nSign up\nResults\n1. Saltby, 41:07\n2. Vik, 41:09"
    assert gone(text, **box) == []


def test_furniture_before_the_last_paragraph_makes_no_foot() -> None:
    text = f"{BODY}\nShare\nImprint\nPrivacy\nWhat comes next\nSaltby first\n{CLOSING}\nResults\nVik 42"
    assert gone(text, **FOOT) == []


def test_nothing_goes_where_too_little_prose_stands_above() -> None:
    text = "Valley Post\nShare\nImprint\nPrivacy\nRelated\nBridge to close\nMill owner speaks"
    assert gone(text, related=LABEL, **FOOT) == []


def test_a_list_that_ends_an_article_stays() -> None:
    assert marked(f"{BODY}\nResults\n1. Saltby, 41:07\n2. Vik, 41:09\n3. Port Brenna, 44:50") == []


def test_paragraphs_in_a_row_stay_in_the_foot() -> None:
    text = f"{BODY}\nShare\nImprint\nPrivacy\nTerms\nLogin\nBridge to close\n{CLOSING}\n{CLOSING[:-1]}, too."
    more = {"terms": "en.cookies.button", "login": "en.login.button"}
    assert gone(text, **FOOT, **more) == ["Bridge to close"]


def test_the_box_about_the_author_goes() -> None:
    bio = "Jane Otter has written of the river for this paper since the wheel stood still, and keeps three hens."
    text = f"{BODY}\nAbout the author\n{bio}"
    assert gone(text) == ["About the author", bio]
    assert gone(f"{bio}\nAbout the author\n{bio}\n{BODY}\n{BODY}") == []


def test_the_last_stretch_of_paragraphs_is_told_from_a_single_one() -> None:
    assert last_of_body(Page.of(f"{BODY}\nResults\n{CLOSING}\nVik")) == (2, 4)
    assert last_of_body(Page.of("Results\nVik")) == (-1, -1)


def test_a_clean_text_comes_out_as_it_went_in() -> None:
    text = f"{BODY}\n\nWhat comes next\n\n{CLOSING}\n\n- Saltby\n- Vik"
    page = Pipeline.default().mark(Page.of(text))
    assert [m for m in page.marks if isinstance(m, Remove) and m.stage == "teasers"] == []


def test_a_label_counts_as_one_though_another_rule_knows_it_too() -> None:
    text = f"{BODY}\nRelated stories\nBridge to close\nMill owner speaks\nWhat comes next\n{CLOSING}\n{BODY}"
    page = Page.of(text)
    number = next(line.number for line in page.lines if line.text == "Related stories")
    rules = (LABEL, "en.related.link")
    page = page.with_marks([Remove(number, 0, 15, "related", rule) for rule in rules])
    assert [page.lines[m.line].text for m in teasers(page) if not m.evidence] == [
        "Bridge to close",
        "Mill owner speaks",
    ]


def test_a_blank_line_tells_headlines_from_a_subheading() -> None:
    text = f"{BODY}\n\nRelated stories\nBridge to close\nMill owner speaks\n\nWhat comes next\n\n{CLOSING}\n\n{BODY}"
    assert gone(text, related_stories=LABEL) == ["Bridge to close", "Mill owner speaks"]
    single = f"{BODY}\n\nRelated stories\nBridge to close\n\n{CLOSING}\n\n{BODY}"
    assert gone(single, related_stories=LABEL) == ["Bridge to close"]


def test_a_headline_among_headlines_is_no_subheading() -> None:
    first, second = "Bridge to Saltby closes for a whole long week", "Mill owner speaks of the night for the first time"
    text = f"{BODY}\nRelated stories\n{first}\n{second}\n{CLOSING}\n{BODY}"
    assert gone(text, related_stories=LABEL) == [first, second]


def test_lines_between_two_markers_go() -> None:
    text = f"{CLOSING}\nSkip\nBridge to close\nOtters\nEnd\n{CLOSING}"
    begin, end = "en.related.carousel_begin", "en.related.carousel_end"
    assert gone(text, skip=begin, end=end) == ["Bridge to close", "Otters"]
    assert gone(text, skip=begin) == []
    assert gone(text.replace("Otters", CLOSING), skip=begin, end=end) == []


def hinted(text: str) -> list[str]:
    """What goes where a rule is not sure of the line "Related", and "Share" is cruft."""
    page = Page.of(text)
    marks = []
    for line in page.lines:
        if line.text in ("Related", "Share"):
            sure = line.text == "Share"
            rule = "en.share.word" if sure else "en.related.word"
            marks.append(Remove(line.number, 0, len(line.text), rule.split(".")[1], rule, 1.0, evidence=not sure))
    page = page.with_marks(marks)
    return [page.lines[m.line].text for m in teasers(page) if not m.evidence]


def test_a_doubtful_label_counts_where_headlines_and_cruft_follow() -> None:
    block = ["Related", "Bridge to close", "Otters return"]
    assert hinted("\n".join([BODY, *block, "Share"])) == block
    assert hinted("\n".join([BODY, *block, "It was said."])) == []
    assert hinted("\n".join([BODY, *block[:2], "Share"])) == []
    assert hinted("\n".join([BODY, *block, "Share", CLOSING])) == []
