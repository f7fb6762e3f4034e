"""Whatever stands in a file that newsclean reads, it is read, or the error names the file and says what to do."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsclean
from newsclean import Page, Pipeline, SiteProfile
from newsclean.article import VERDICTS
from newsclean.batch import journal
from newsclean.labeller import model
from newsclean.languages.rules import NAMES, load_rules
from newsclean.stages.phrases import OwnRules
from tests.site_pages import page

FILES = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])

SCALARS = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=12)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
BYTES = st.binary(max_size=80) | st.sampled_from([b"[" * 100_000, b'{"a":' * 50_000, b"\xef\xbb\xbf{}", b"1" * 5000])

MODEL = {
    "schema": model.SCHEMA,
    "name": "test",
    "lexicon": {"^mill": -2.0, "fire": 1},
    "bias": 0.5,
    "router": {"lines": {"bias": 9.0}, "sentences": {"bias": 9.0}},
    "kinds": {"whole": {"threshold": 0.5, "first": {"names": ["words"], "trees": [[0, 5.0, -1.0, [0, 9, 0.5, 1.0]]]}}},
}
STATE: dict[str, Any] = {
    "identity": {"inputs": ["a.jsonl"]}, "documents": 3, "rows": 40, "failures": 0, "read": 90, "tally": {"article": 3},
    "done": False,
}  # fmt: skip
PROFILE = SiteProfile().fit(page(seed) for seed in range(12))


def places(data: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to everything within a value."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [at] * bool(at) + [path for name, value in inner for path in places(value, (*at, name))]


def damaged(data: Any, draw: st.DataObject) -> Any:
    """A copy of a file's content with one value replaced, left out, or a stranger beside it."""
    copy = json.loads(json.dumps(data))
    *way, last = draw.draw(st.sampled_from(places(copy)))
    holder = copy
    for name in way:
        holder = holder[name]
    if draw.draw(st.booleans()):
        holder[last] = draw.draw(VALUES)
    elif isinstance(holder, dict) and draw.draw(st.booleans()):
        holder["stranger"] = draw.draw(VALUES)
    else:
        del holder[last]
    return copy


def read(load: Callable[[Path], Any], file: Path, content: bytes, remedy: str) -> Any:
    """What is read from a file of this content; None where the error is as it must be."""
    file.write_bytes(content)
    try:
        return load(file)
    except ValueError as error:
        said = str(error)
    assert str(file) in said
    assert remedy in said
    return None


def encoded(data: Any) -> bytes:
    """The content of a JSON file."""
    return json.dumps(data).encode()


@FILES
@given(st.data())
def test_models(tmp_path: Path, data: st.DataObject) -> None:
    file = tmp_path / "model.json"
    found = read(model.Model.load, file, encoded(damaged(MODEL, data)), "newsclean train")
    if found is not None:
        model.loaded.cache_clear()
        assert Pipeline.default(model=file).run(page(1)).verdict in VERDICTS


@FILES
@given(st.data())
def test_profiles(tmp_path: Path, data: st.DataObject) -> None:
    file = tmp_path / "valley.json"
    PROFILE.save(file)
    content = encoded(damaged(json.loads(file.read_text("utf-8")), data))
    found = read(SiteProfile.load, file, content, "")
    if found is not None:
        assert newsclean.clean(page(1), site=found).verdict in VERDICTS
        found.save(file)
        assert SiteProfile.load(file).known.counts == found.known.counts


@FILES
@given(st.data())
def test_journals(tmp_path: Path, data: st.DataObject) -> None:
    file = tmp_path / "out.jsonl.journal"
    state = read(journal.load, file, encoded(damaged(STATE, data)), "--force")
    if state is not None:
        journal.store(file, state)
        assert state.counts.total() == sum(journal.load(file).tally.values())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("load", "remedy"),
    [(model.Model.load, "newsclean train"), (SiteProfile.load, ""), (journal.load, "--force"), (load_rules, "")],
)
@FILES
@given(content=BYTES)
def test_any_bytes(tmp_path: Path, load: Callable[[Path], Any], remedy: str, content: bytes) -> None:
    read(load, tmp_path / "file", content, remedy)


def toml(value: Any) -> str:
    """A value as TOML; what TOML cannot say, as text."""
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict) or value is None:
        return "{}"
    return json.dumps(value) if isinstance(value, str) and value.isprintable() else repr(value).replace("'", '"')


PIECES = st.sampled_from(
    ["(?:", ")", "[", "]", "a", "mill", ".{0,9}", "{2,", "\\p{L}", "\\p{X}", "(?P<cut>", "(?<=", "|", "*", "?", "(?1)"]
)
PATTERNS = st.lists(PIECES, max_size=7).map("".join) | st.text(max_size=10)
FIELDS = st.dictionaries(
    st.sampled_from([*NAMES, "patern"]),
    VALUES | PATTERNS | st.lists(st.lists(st.text(max_size=4)), max_size=3),
    max_size=5,
)


@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")
@FILES
@given(fields=FIELDS, pattern=PATTERNS, matcher=st.sampled_from(["pattern", "phrases", "starts", "lines"]))
def test_rules(tmp_path: Path, fields: dict[str, Any], pattern: str, matcher: str) -> None:
    """What is read can be used, on a line that a rule may well match and on odd ones."""
    value = {"pattern": pattern, "lines": [[pattern, "share"]]}.get(matcher, [pattern])
    row = {"id": "house.rule", "category": "notice", matcher: value, **fields}
    text = "[[rule]]\n" + "".join(f"{name} = {toml(value)}\n" for name, value in row.items())
    rules = read(load_rules, tmp_path / "house.toml", text.encode("utf-8", "replace"), "")
    if rules:
        stage = OwnRules(rules)
        assert all(list(stage(Page.of(text))) is not None for text in (f"The mill.\n{pattern}\nshare\n* * *", "mill a"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('id = "a.b"\ncategory = "notice"\nphrases = [["x"]]', "'a.b': phrases = .* give a list of text"),
        ('id = "a.b"\ncategory = "notice"\nlines = ["x"]', "'a.b': lines = .* give a list of lists of text"),
        ('id = "a.b"\ncategory = "notice"\nlines = [[]]', "'a.b': .* holds no letter or digit"),
        ('id = "a.b"\ncategory = "notice"\nstarts = ["* *"]', r"'a.b': '\* \*' holds no letter or digit"),
        ('id = "a.b"\ncategory = "notice"\nstarts = ["x"]\ntail = -1', "'a.b': tail -1"),
        ('id = "a.b"\ncategory = "notice"\nstarts = ["x"]\ntail = 1.5', "'a.b': tail = 1.5 .* give a whole number"),
        ('id = "a.b"\ncategory = "notice"\nspan = 1\npattern = "x"', "'a.b': span = 1 .* give true or false"),
        ('id = "a.b"\ncategory = "notice"\npattern = "(x"', "'a.b': pattern is no regular expression: missing"),
        ('id = " "\ncategory = "notice"\nphrases = ["x"]', "rule ' ': give it an id"),
        ("a = " + "[" * 50_000, "not valid TOML"),
    ],
)
def test_rules_that_are_wrong(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "house.toml"
    file.write_text(f"[[rule]]\n{text}\n", "utf-8")
    with pytest.raises(ValueError, match=f"(?s)house.toml: .*{why}"):
        load_rules(file)


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text('\ufeff[[rule]]\nid = "a.b"\ncategory = "notice"\nphrases = ["Mind the mill"]\n', "utf-8")
    assert newsclean.clean("Mind the mill", pipeline=Pipeline.default().with_rules(file)).verdict == "empty"


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ({"lexicon": {"fire": "hot"}}, "lexicon holds what is no number"),
        ({"bias": float("nan")}, "bias holds what is no number"),
        ({"router": {"lines": 7}}, "router 'lines' must be an object of numbers"),
        ({"name": 7}, "name must be a text"),
        (
            {"kinds": {"whole": {"threshold": 7, "first": {"names": [], "trees": []}}}},
            "threshold 7.0 is not from 0 to 1",
        ),
        (
            {"kinds": {"whole": {"threshold": 0.5, "first": {"names": ["words"], "trees": [[1e999, 1, 0, 0]]}}}},
            "infinity",
        ),
    ],
)
def test_models_that_are_wrong(tmp_path: Path, edit: dict[str, Any], why: str) -> None:
    file = tmp_path / "model.json"
    file.write_text(json.dumps({**MODEL, **edit}), "utf-8")
    with pytest.raises(ValueError, match=f"model.json: damaged model .*{why}.*train it anew"):
        model.Model.load(file)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ({"rows": -1}, "`rows`"),
        ({"documents": "3"}, "`documents`"),
        ({"tally": []}, "`tally`"),
        ({"done": 1}, "`done`"),
    ],
)
def test_journals_that_are_wrong(tmp_path: Path, edit: dict[str, Any], why: str) -> None:
    file = tmp_path / "out.jsonl.journal"
    file.write_text(json.dumps({**STATE, **edit}), "utf-8")
    with pytest.raises(ValueError, match=f"out.jsonl.journal is no journal of a run .*{why}.*--force begins anew"):
        journal.load(file)
