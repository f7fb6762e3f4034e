"""Fixtures without pytest: `newsclean.testing`, `newsclean case` and `newsclean check`."""

import json
from pathlib import Path

import pytest

from newsclean.cli import main
from newsclean.testing import MismatchError, check, find, read_case, update
from newsclean.testing.nearest import nearest

MILL = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
OWNER = "Its owner had asked the council for a new roof in the spring, and the council had promised to think about it."
HOUSE = '[[rule]]\nid = "house.tip"\ncategory = "notice"\nstarts = ["Tip of the day"]\n'


def write(folder: Path, page: str, expected: str | None, **files: str) -> Path:
    """Write a case; its input.txt."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "input.txt").write_text(page, "utf-8")
    if expected is not None:
        (folder / "expected.txt").write_text(expected, "utf-8")
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return folder / "input.txt"


def said(path: Path, *rules: Path) -> str:
    """What a failing case says."""
    with pytest.raises(MismatchError) as error:
        check(read_case(path), rules)
    return str(error.value)


def test_the_rule_that_took_a_line_is_named(tmp_path: Path) -> None:
    text = f"Sign up for our newsletter\n\n{MILL}\n"
    told = said(write(tmp_path, text, text))
    assert "- Sign up for our newsletter\n      taken by en.subscribe.prompt (subscribe, stage phrases)" in told
    assert f"  {MILL}" in told


def test_a_line_that_was_left_is_told_the_nearest_rule(tmp_path: Path) -> None:
    told = said(write(tmp_path, f"{MILL}\n\nSign up for our big gazette and more\n\n{OWNER}", f"{MILL}\n\n{OWNER}"))
    assert "+ Sign up for our big gazette and more\n      kept: no rule took it; the nearest is en.subscribe." in told


def test_a_rule_that_was_not_certain_is_named(tmp_path: Path) -> None:
    told = said(write(tmp_path, f"{MILL}\n\nPoll\n\n{OWNER}", f"{MILL}\n\n{OWNER}"))
    assert "en.comments.word (comments, confidence 1.00) was not certain here" in told


def test_a_line_the_page_has_not(tmp_path: Path) -> None:
    assert "the page has no such line" in said(write(tmp_path, MILL, f"{MILL}\n\n{OWNER}"))


def test_one_s_own_rules_are_applied_and_may_be_the_nearest(tmp_path: Path) -> None:
    path = write(tmp_path / "case", f"{MILL}\n\nTip of the day: sleep\n\n{OWNER}", f"{MILL}\n\n{OWNER}")
    house = tmp_path / "house.toml"
    house.write_text(HOUSE, "utf-8")
    check(read_case(path), [house])
    (path.parent / "case.toml").write_text('rules = ["../house.toml"]', "utf-8")
    check(read_case(path))
    path.write_text(f"{MILL}\n\nTips for the day\n\n{OWNER}", "utf-8")
    assert "house.tip" in said(path)


def test_only_the_metadata_given_is_compared(tmp_path: Path) -> None:
    page = f"Old mill burns down\nBy Ann Roe\n\n{MILL}"
    check(read_case(write(tmp_path, page, MILL, expected_json='{"authors": ["Ann Roe"]}')))
    told = said(write(tmp_path, page, MILL, expected_json='{"authors": ["Tilda Moore"], "bylines": 1}'))
    assert "authors: expected ['Tilda Moore'], came out ['Ann Roe']" in told
    assert "unknown field 'bylines'; valid are verdict, title" in told


def test_arguments(tmp_path: Path) -> None:
    settings = 'url = "https://example.org/mill"\nlanguage = "nl"\nfavor = "recall"\n'
    page = f"https://example.org/mill\n\n{MILL}"
    check(read_case(write(tmp_path, page, MILL, expected_json='{"language": "nl"}', case_toml=settings)))


@pytest.mark.parametrize(
    ("settings", "why"),
    [
        ("link = 1", "unknown key 'link'; valid are url, language, favor, rules, xfail"),
        ("url = 1", "must be text"),
        ("rules = 'house.toml'", "must be a list of files"),
        ("xfail = ''", "must give the reason"),
        ("xfail", "not valid TOML"),
    ],
)
def test_malformed_settings_are_named(tmp_path: Path, settings: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_case(write(tmp_path, MILL, MILL, case_toml=settings))


def test_a_missing_body_is_an_error_even_where_failure_is_expected(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"expected\.txt is missing"):
        check(read_case(write(tmp_path, MILL, None, case_toml='xfail = "later"')))


def test_texts_to_keep(tmp_path: Path) -> None:
    keep = tmp_path / "keep"
    keep.mkdir()
    (keep / "mill.txt").write_text(f"{MILL}\n", "utf-8")
    (keep / "ad.txt").write_text(f"Sign up for our newsletter\n{MILL}\n", "utf-8")
    (tmp_path / "notes.txt").write_text("not a case", "utf-8")
    ad, mill = find(tmp_path)
    check(read_case(mill))
    assert "taken by en.subscribe.prompt" in said(ad)
    assert update(read_case(ad)) == []


def test_update_writes_the_body_and_the_fields_given(tmp_path: Path) -> None:
    path = write(tmp_path, f"Share\nOld mill burns down\nBy Ann Roe\n\n{MILL}", "x", expected_json='{"authors": []}')
    assert update(read_case(path)) == ["expected.txt", "expected.json"]
    assert json.loads((tmp_path / "expected.json").read_text("utf-8")) == {"authors": ["Ann Roe"]}
    check(read_case(path))
    assert update(read_case(path)) == []


def test_update_leaves_known_failures_alone(tmp_path: Path) -> None:
    path = write(tmp_path, MILL, "the aim", case_toml='xfail = "not reached"')
    assert update(read_case(path)) == []
    assert (tmp_path / "expected.txt").read_text("utf-8") == "the aim"


def test_the_command_checks(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    write(tmp_path / "good", MILL, MILL)
    write(tmp_path / "known", MILL, "x", case_toml='xfail = "later"')
    assert main(["check", str(tmp_path)]) == 0
    assert capfd.readouterr() == ("", "1 passed, 1 failed as expected\n")
    write(tmp_path / "bad", f"Sign up for our newsletter\n{MILL}", "x")
    assert main(["check", str(tmp_path)]) == 1
    assert "bad/input.txt: failed" in capfd.readouterr().out.replace("\\", "/")
    assert main(["check", str(tmp_path), "--update"]) == 0
    assert (tmp_path / "bad/expected.txt").read_text("utf-8") == f"{MILL}\n"
    write(tmp_path / "known", MILL, MILL, case_toml='xfail = "later"')
    assert main(["check", str(tmp_path)]) == 1
    assert "passed against expectation" in capfd.readouterr().out
    write(tmp_path / "known", MILL, MILL, case_toml="xfail")
    assert main(["check", str(tmp_path)]) == 1
    assert "not valid TOML" in capfd.readouterr().out


def test_no_case_is_no_success(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert "no case in" in capfd.readouterr().err


def test_update_is_refused_in_ci(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, MILL, "x")
    monkeypatch.setenv("CI", "true")
    assert main(["check", str(tmp_path), "--update"]) == 1
    assert (tmp_path / "expected.txt").read_text("utf-8") == "x"


def test_a_case_from_a_page(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page, folder = tmp_path / "page.txt", tmp_path / "cases" / "mill"
    page.write_bytes(f"Sign up for our newsletter\r\n\r\n{MILL}\r\n\r\nTip of the day\r\n\r\n{OWNER}\r\n".encode())
    arguments = ["case", str(page), str(folder)]
    assert main([*arguments, "--url", "https://example.org/a", "--drop", "Tip of the day"]) == 0
    assert (folder / "input.txt").read_bytes() == page.read_bytes()
    assert (folder / "expected.txt").read_text("utf-8") == f"{MILL}\n\n{OWNER}\n"
    assert (folder / "case.toml").read_text("utf-8") == 'url = "https://example.org/a"\n'
    assert json.loads((folder / "expected.json").read_text("utf-8"))["language"] == "en"
    assert main(arguments) == 1
    assert "--force" in capfd.readouterr().err
    assert main([*arguments, "--force", "--restore", "subscribe"]) == 0
    assert (folder / "expected.txt").read_text("utf-8").startswith("Sign up for our newsletter\n")
    assert not (folder / "case.toml").exists()
    for option in ("--drop", "--restore"):
        assert main([*arguments, "--force", option, "no.such.thing"]) == 1
        assert "'no.such.thing'" in capfd.readouterr().err


def test_rules_of_a_new_case_are_named_relative_to_it(tmp_path: Path) -> None:
    page, house, folder = tmp_path / "page.txt", tmp_path / "house.toml", tmp_path / "cases" / "mill"
    page.write_text(f"{MILL}\n\nTip of the day: sleep\n\n{OWNER}", "utf-8")
    house.write_text(HOUSE, "utf-8")
    assert main(["case", str(page), str(folder), "--rules", str(house)]) == 0
    assert (folder / "case.toml").read_text("utf-8") == 'rules = ["../../house.toml"]\n'
    check(read_case(folder / "input.txt"))


def test_nearest_works_in_scripts_without_spaces_and_on_symbols() -> None:
    assert nearest("", "en") is None
    assert nearest("▶▶▶", "zh-Hans") is None
