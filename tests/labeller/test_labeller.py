"""The labeller as a stage: what it may never do, and what it tells."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsclean
from newsclean.labeller import columns, features, units
from newsclean.labeller.lexicon import Score
from newsclean.labeller.model import loaded
from newsclean.page import Page
from newsclean.pipeline import Pipeline
from newsclean.stages.labeller import kind_of_cruft

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
WHOLE = sorted(CASES.glob("*/whole-page-*/input.txt"))

STORY = [
    "The council of the valley voted on Tuesday to rebuild the old mill by the river, which burned down in May.",
    "Members of all parties spoke for the plan, which costs two million and will take three years to carry out.",
    "“We have waited long enough,” said the mayor after the vote, and thanked the volunteers of the fire brigade.",
    "The builders are to begin in spring, once the walls that still stand have been made safe against the wind.",
    "A fund has been set up for gifts from the public, and the first concert for its benefit will be held in June.",
]
OTHERS = [
    "Bridge over the brook closed until autumn",
    "Drivers must take the long way round by the quarry while the bridge over the brook is being repaired this year.",
    "School choir wins prize in the capital",
    "The choir of the school came first of twenty in the contest, to the surprise of its teacher and all its singers.",
    "Farmers wait for rain",
    "Fields are dry in the south of the county, and the farmers there fear for the harvest of wheat and of potatoes.",
]
LATER = [
    "The first concert brought in more than anybody had hoped, and the fund has paid for the new roof since then.",
    "In autumn the carpenters moved in, four men from the next valley who had restored two churches before this.",
    "The wheel will be the last part to be set in place, and children of the village are to paint its spokes.",
    "Nobody knows yet whether flour will be ground again, for the stones cracked in the heat of the fire in May.",
]
PAGE = "\n".join(
    [
        *(
            "Home",
            "News",
            "Sport",
            "Weather",
            "Log in",
            "Council votes to rebuild the mill",
            "By Ada Moss",
            "7 May 2024",
        ),
        *STORY,
        *("Share this article", "Related stories"),
        *OTHERS,
        *("Sign up for our newsletter", "About us", "Contact", "Privacy policy", "© 2024 The Valley Paper"),
    ]
)


SHORT = "\n".join(line for paragraph in STORY for line in (paragraph, "Seven words that no rule here knows"))


@pytest.fixture
def crude(tmp_path: Path) -> Path:
    """A model that takes every line of twelve words or fewer."""
    path = tmp_path / "model.json"
    path.write_text(
        '{"schema": 1, "name": "all", "lexicon": {}, "bias": 0, "router": {"lines": {"bias": 9}},'
        ' "kinds": {"whole": {"threshold": 0.5, "first": {"names": ["words"], "trees": [[0, 12, -9, 9]]}}}}',
        "utf-8",
    )
    return path


def test_the_article_stays(model: Path) -> None:
    article = Pipeline.default(model=model).run(PAGE)
    assert all(paragraph in article.body for paragraph in STORY)


def test_a_removal_names_kind_and_features(crude: Path) -> None:
    article = Pipeline.default(model=crude).run(SHORT)
    assert "Seven words" in Pipeline.rules_only().run(SHORT).body
    found = [removal for removal in article.removals if removal.stage == "labeller"]
    assert found
    for removal in found:
        assert removal.rule.startswith("labeller.")
        assert 0.5 <= removal.confidence < 1
        assert removal.because == ("words",)
    assert ", by words" in article.explain()


def test_the_shipped_model_takes_another_story_that_no_rule_knows() -> None:
    menu = ["Politics", "Business", "Markets", "Culture", "Books", "Film", "Opinion", "Letters", "Travel", "Food"]
    towns = ["Ashby", "Bramley", "Corfe", "Dunmere", "Eastleigh", "Farrow", "Glenholt", "Harwick", "Ivybridge", "Kelso"]
    towns += ["Larkhill", "Mereton"]
    detour = "must take the long way round by the quarry while the bridge over the brook is being repaired this year."
    others = [line for town in towns for line in (f"{town} waits for its new bridge", f"People in {town} {detour}")]
    article = PAGE.split("\nShare")[0].splitlines()
    page = "\n".join([*menu, *others[:8], *article, *LATER, *others[8:], *PAGE.splitlines()[-5:]])
    found = newsclean.clean(page)
    assert all(paragraph in found.body for paragraph in (*STORY, *LATER))
    taken = [removal.text for removal in found.removals if removal.stage == "labeller"]
    assert f"People in Mereton {detour}" in taken
    assert detour in Pipeline.rules_only().run(page).body, "no rule knows it"


def test_the_kind_of_cruft_is_told_by_what_stands_near() -> None:
    unit = units.units(Page.of("We walked by the old mill on Sunday and it was lovely, thanks for the tip."))[0]
    assert kind_of_cruft(unit, "comments") == ("comments", "comment")
    assert kind_of_cruft(unit, "caption") == ("caption", "caption")
    assert kind_of_cruft(unit, "") == ("related", "other_story")
    assert kind_of_cruft(units.units(Page.of("Sections"))[0], "") == ("interface", "interface")


def test_rules_only_has_no_labeller() -> None:
    assert "labeller" in Pipeline.default().names
    assert "labeller" not in Pipeline.rules_only().names


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.parent.name)
def test_removals_are_nested(path: Path, crude: Path) -> None:
    text, pipeline = path.read_text("utf-8"), Pipeline.default(model=crude)
    taken = [
        {number for removal in pipeline.run(text, favor=favor).removals for number in range(*span(removal))}
        for favor in ("recall", "balanced", "precision")
    ]
    assert taken[0] <= taken[1] <= taken[2]


def span(removal: newsclean.Removal) -> tuple[int, int]:
    """Where a removal starts and ends."""
    return removal.start, removal.end


@pytest.mark.parametrize("text", ["\n\n".join(STORY), " ".join([*STORY, *OTHERS[1::2], *LATER])])
def test_clean_text_is_untouched(text: str) -> None:
    assert newsclean.clean(text).body == text


def test_own_model(crude: Path, tmp_path: Path) -> None:
    body = Pipeline.default(model=crude).run(SHORT).body
    assert "Seven words" not in body
    assert all(paragraph in body for paragraph in STORY)
    with pytest.raises(FileNotFoundError):
        Pipeline.default(model=tmp_path / "none.json").run(PAGE)


def test_same_in_any_process() -> None:
    code = "import sys, newsclean; print(newsclean.clean(sys.stdin.read()).to_json())"
    outs = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", code],
            input=PAGE,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            check=True,
        )
        outs.add(done.stdout)
    assert len(outs) == 1


def test_same_in_threads_from_a_cold_start() -> None:
    loaded.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        outs = {article.to_json() for article in pool.map(newsclean.clean, [PAGE] * 16)}
    assert len(outs) == 1


@given(st.lists(st.text(max_size=80), max_size=25))
def test_features_have_a_value_for_every_unit(lines: list[str]) -> None:
    page = Page.of("\n".join(lines))
    places = units.units(page)
    table = features.first_pass(features.marked(page, places), places, [Score(0.0, 0.0, 0.0)] * len(places))
    assert {len(column) for column in table.columns} == {len(places)}
    assert len(set(table.names)) == len(table.names)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30), st.integers(0, 9))
def test_a_window_is_the_plain_mean(values: list[float], reach: int) -> None:
    for place, mean in enumerate(columns.window(values, reach)):
        near = values[max(0, place - reach) : place + reach + 1]
        assert mean == pytest.approx(sum(near) / len(near), abs=1e-9)
