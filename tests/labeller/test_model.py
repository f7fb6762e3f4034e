"""The model's file and its arithmetic."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclean.labeller import model, threshold
from newsclean.labeller.forest import sigmoid

GOOD = {
    "schema": model.SCHEMA,
    "name": "test",
    "lexicon": {"^read": -2.0},
    "bias": 0.5,
    "router": {"lines": {"bias": 1.0}},
    "kinds": {"whole": {"threshold": 0.5, "first": {"names": ["words"], "trees": [[0, 5.0, -1.0, 1.0]]}}},
}


def written(folder: Path, data: object) -> Path:
    """A model file with this content."""
    path = folder / "model.json"
    path.write_text(json.dumps(data), "utf-8")
    return path


def test_a_model_file_is_read(tmp_path: Path) -> None:
    found = model.Model.load(written(tmp_path, GOOD))
    assert found.kinds["whole"].second is None
    assert found.kinds["whole"].first.predict([[3.0, 9.0]], 2) == [sigmoid(-1.0), sigmoid(1.0)]


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        {**GOOD, "schema": 99},
        {key: value for key, value in GOOD.items() if key != "router"},
        {**GOOD, "kinds": {"whole": {}}},
        {**GOOD, "kinds": {"whole": {"threshold": 0.5, "first": {"names": [], "trees": [[0, 1.0]]}}}},
        {**GOOD, "kinds": {"whole": {"threshold": 0.5, "first": {"names": ["wrods"], "trees": [[0, 1, 0, 0]]}}}},
        {**GOOD, "kinds": {"whole": {"threshold": 0.5, "first": {"names": ["words"], "trees": [[1, 1, 0, 0]]}}}},
    ],
)
def test_a_damaged_model_is_named_with_the_remedy(tmp_path: Path, data: object) -> None:
    path = written(tmp_path, data)
    with pytest.raises(ValueError, match="newsclean train") as error:
        model.Model.load(path)
    assert str(path) in str(error.value)


def test_what_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text("{", "utf-8")
    with pytest.raises(ValueError, match="not JSON"):
        model.Model.load(path)


PROBABILITY = st.floats(0, 1)


@given(st.lists(st.tuples(PROBABILITY, st.floats(1, 300)), max_size=30), st.floats(0.01, 1))
def test_the_threshold_of_a_page_is_never_above_the_given(likely: list[tuple[float, float]], base: float) -> None:
    assert 0 <= threshold.page_threshold(base, likely) <= base * 1.0001


@given(PROBABILITY, PROBABILITY, st.floats(0.01, 0.99))
def test_less_likely_is_surer_to_go(a: float, b: float, threshold: float) -> None:
    low, high = sorted((a, b))
    assert model.confidence(low, threshold) >= model.confidence(high, threshold)
    assert (model.confidence(low, threshold) >= 0.5) or low > threshold * 0.999


def test_the_shipped_model_fits_its_place() -> None:
    assert Path(model.__file__).with_name(model.SHIPPED).stat().st_size <= 1_500_000
    assert set(model.loaded().kinds) == {"whole", "extracted", "sentences"}
    assert set(model.loaded().router) == {"lines", "sentences"}
