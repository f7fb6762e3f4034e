"""The pipeline as a value, the marks' checks, the articles' verdicts, and input that is none."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

import newsclean
from newsclean import Keep, Page, Pipeline, Remove
from newsclean.marks import Mark

MILL = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."


def mill(page: Page) -> Iterator[Mark]:
    """A stage of a user's."""
    for line in page.lines:
        if line.text.startswith("Mill of the day"):
            yield Remove(line.number, 0, len(line.text), "notice", "house.mill")


def test_editing_gives_a_new_pipeline() -> None:
    pipeline = Pipeline.default()
    names = pipeline.names
    assert "phrases" not in pipeline.without("phrases").names
    assert pipeline.with_stage("mill", mill).names == (*names, "mill")
    assert pipeline.with_stage("mill", mill, before="phrases").names.index("mill") == names.index("phrases")
    assert pipeline.names == names


def test_a_stage_of_the_same_name_is_replaced() -> None:
    pipeline = Pipeline.default().with_stage("phrases", mill)
    assert pipeline.names == Pipeline.default().names
    assert dict(pipeline.stages)["phrases"] is mill


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: p.without("pharses"),
        lambda p: p.with_stage("mill", mill, before="pharses"),
    ],
)
def test_unknown_names_raise_and_list_the_valid_ones(edit: object) -> None:
    with pytest.raises(ValueError, match=r"'pharses'.*phrases"):
        edit(Pipeline.default())  # type: ignore[operator]


def test_own_stage_is_named_in_the_explanation() -> None:
    article = Pipeline.default().with_stage("mill", mill).run(f"Mill of the day: ours\n{MILL}")
    assert [(r.rule, r.stage) for r in article.removals] == [("house.mill", "mill")]


def test_keep_beats_remove() -> None:
    def keep(page: Page) -> Iterator[Mark]:
        yield Keep(0, "house.keep")

    article = Pipeline.default().with_stage("keep", keep).run(f"Sign up for our newsletter\n{MILL}")
    assert article.removals == ()


def test_a_second_stage_on_the_same_stretch_is_recorded() -> None:
    pipeline = Pipeline.default().with_stage("mill", mill).with_stage("again", mill)
    (removal,) = pipeline.run(f"Mill of the day: ours\n{MILL}").removals
    assert removal.also == ("house.mill",)


def test_a_mark_off_the_page_names_the_stage() -> None:
    with pytest.raises(ValueError, match="'far'"):
        Pipeline.default().with_stage("far", lambda page: [Remove(9, 0, 1, "notice", "r")]).run(MILL)
    with pytest.raises(ValueError, match="'far'"):
        Pipeline.default().with_stage("far", lambda page: [Remove(0, 0, 999, "notice", "r")]).run(MILL)


def test_pipelines_pickle(tmp_path: Path) -> None:
    rules = tmp_path / "house.toml"
    rules.write_text('[[rule]]\nid = "house.mill"\ncategory = "notice"\nphrases = ["Mill of the day"]\n', "utf-8")
    pipeline = Pipeline.default().with_rules(rules)
    text = f"Mill of the day\n{MILL}"
    assert pickle.loads(pickle.dumps(pipeline)).run(text) == pipeline.run(text)
    assert [r.stage for r in pipeline.run(text).removals] == ["house"]


def test_a_slow_rule_is_named(tmp_path: Path) -> None:
    rules = tmp_path / "house.toml"
    rules.write_text('[[rule]]\nid = "house.slow"\ncategory = "notice"\npattern = "(?:a|aa)+[^a]{2}"\n', "utf-8")
    with pytest.raises(ValueError, match=r"house\.slow"):
        Pipeline.default().with_rules(rules).run("a" * 400)


@pytest.mark.parametrize(("wrong", "remedy"), [(None, "None"), (b"text", "decode"), (3, "int")])
def test_what_is_no_text_raises_and_says_what_to_do(wrong: object, remedy: str) -> None:
    with pytest.raises(TypeError, match=remedy):
        newsclean.clean(wrong)  # type: ignore[arg-type]


def test_unknown_favor_lists_the_valid_ones() -> None:
    with pytest.raises(ValueError, match="recall, balanced, precision"):
        newsclean.clean(MILL, favor="speed")


@pytest.mark.parametrize(
    ("text", "verdict", "body"),
    [
        ("", "empty", ""),
        (" " * 1_000_000, "empty", ""),
        ("\n" * 1000, "empty", ""),
        ("\x00\x00", "empty", ""),
        ("Subscribe\nShare\nSign up for our newsletter\nLog in or register", "empty", ""),
        ("Please enable JavaScript to continue.\nAccess denied", "error_page", ""),
        (
            f"Sign up for our newsletter\n{MILL}\nLog in or register\nSkip to main content\n" * 1
            + "Advertisement\n" * 9,
            "thin",
            MILL,
        ),
        (MILL, "article", MILL),
    ],
)
def test_verdicts(text: str, verdict: str, body: str) -> None:
    article = newsclean.clean(text)
    assert (article.verdict, article.body) == (verdict, body)
    assert bool(article) == (verdict == "article")


def test_markup_comes_out_as_it_came() -> None:
    html = "<html><body><div><p>One.</p><p>Two.</p></div></body></html>"
    article = newsclean.clean(html)
    assert (article.verdict, article.body, article.removals) == ("markup", html, ())
    assert "HTML" in article.explain()


def test_lone_surrogates_are_repaired_and_can_be_written() -> None:
    article = newsclean.clean(f"{MILL}\n\ud800 Share")
    article.body.encode("utf-8")
    article.to_json().encode("utf-8")


def test_given_language_is_obeyed() -> None:
    assert newsclean.clean(MILL, language="de").metadata.language == "de"


def test_another_detector_is_asked_where_script_and_stop_words_leave_doubt() -> None:
    text = "Lorem ipsum dolor sit amet consectetur adipiscing elit"
    assert Pipeline.default(detector=lambda sample: "la").run(text).metadata.language == "la"


def test_own_address_goes() -> None:
    url = "https://example.org/news/mill"
    article = newsclean.clean(f"{MILL}\n{url}\n{MILL[:-1]}, and the mayor.", url=url)
    assert url not in article.body


def test_restoring_brings_a_category_back() -> None:
    article = newsclean.clean(f"Sign up for our newsletter\n{MILL}")
    assert article.restoring("subscribe").body.startswith("Sign up")
    with pytest.raises(ValueError, match="subscribe"):
        article.restoring("subscripe")


def test_one_line_page_stays_one_line() -> None:
    text = " ".join(f"{MILL[:-1]} for the {number}th time." for number in range(20))
    article = newsclean.clean(text)
    assert article.body == text
    assert len(article.page.lines) == 20


@pytest.mark.parametrize("text", ["_", "*", '"', "\u200b", "_\n_", "»\n12 May 2024"])
def test_signs_alone_are_an_empty_page_or_a_short_one(text: str) -> None:
    assert newsclean.clean(text).verdict in ("article", "empty", "thin")
