"""`newsclean rules` and `newsclean explain --rule`."""

from pathlib import Path

import pytest

from newsclean.cli import main
from newsclean.languages.rules import pack


def test_rules_are_listed_with_examples(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--language", "en", "--category", "subscribe"]) == 0
    rows = capfd.readouterr().out.splitlines()
    wanted = [rule for rule in pack("en") if rule.category == "subscribe"]
    assert [row.split()[:2] for row in rows] == [[rule.id, "subscribe"] for rule in wanted]
    assert any("Sign up" in row for row in rows)


def test_all_rules_and_one_s_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    house = tmp_path / "house.toml"
    house.write_text('[[rule]]\nid = "house.tip"\ncategory = "notice"\nphrases = ["Tip of the day"]\n', "utf-8")
    assert main(["rules", "--rules", str(house)]) == 0
    rows = capfd.readouterr().out.splitlines()
    assert rows[0].split() == ["house.tip", "notice", "certain", "Tip", "of", "the", "day"]
    assert {row.split(".")[0] for row in rows[1:]} >= {"en", "de", "ru", "mul"}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [(["--language", "tlh"], "there are ar, cs, da, "), (["--category", "mills"], "advertising, ")],
)
def test_what_is_unknown_lists_what_is_known(arguments: list[str], why: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", *arguments]) == 1
    assert why in capfd.readouterr().err


def test_one_rule_in_full(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--rule", "en.subscribe.inbox"]) == 0
    out = capfd.readouterr().out
    assert "removes   Get the latest" in out
    assert "spares    " in out
    assert "pattern   " in out


def test_a_rule_that_a_stage_gives_is_told_by_the_stage(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--rule", "duplicates.line"]) == 0
    out = capfd.readouterr().out
    assert "given by the stage duplicates" in out
    assert ">>>" not in out


def test_an_unknown_rule_gives_the_close_ones(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--rule", "en.subscribe.inbx"]) == 1
    assert "did you mean en.subscribe.inbox" in capfd.readouterr().err


def test_a_file_or_a_rule() -> None:
    for arguments in (["explain"], ["explain", "page.txt", "--rule", "en.subscribe.inbox"]):
        with pytest.raises(SystemExit, match="2"):
            main(arguments)


def test_clean_as_html(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Sign up for our newsletter\nThe mill burned down.\n", "utf-8")
    assert main(["clean", str(page), "--html"]) == 0
    out = capfd.readouterr().out
    assert out.startswith("<!doctype html>")
    assert "Sign up for our newsletter</del>" in out
