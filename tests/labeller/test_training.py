"""Training, on the pages of the fixtures: small, but from end to end."""

from pathlib import Path

import pytest

from newsclean.cli import main

pytest.importorskip("lightgbm", reason="needs the extra newsclean[train]")
pytest.importorskip("sklearn", reason="needs the extra newsclean[train]")

CASES = Path(__file__).parents[2] / "fixtures" / "cases"


def test_training_twice_gives_the_same_file(
    pages: Path, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again, held_out = tmp_path / "again.json", tmp_path / "held-out.json"
    assert main(["train", str(pages), "--out", str(again), "--held-out", str(held_out), "-j", "1"]) == 0
    shown = capsys.readouterr()
    assert "html_text" in shown.out
    assert "trafilatura" in shown.out
    assert "learned the lexicon" in shown.err
    assert again.read_bytes() == model.read_bytes()
    assert again.read_bytes() != held_out.read_bytes()


def test_the_command_line_takes_a_model(model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = next(CASES.glob("en/whole-page-*/input.txt"))
    assert main(["clean", str(whole), "--model", str(model)]) == 0
    assert capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "{}\n", '{"body": 3, "text": {}}\n', "no json\n"])
def test_what_is_no_page_is_told(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(content, "utf-8")
    assert main(["train", str(path), "--out", str(tmp_path / "model.json")]) == 1
    assert "newsclean: train:" in capsys.readouterr().err
    assert not (tmp_path / "model.json").exists()


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", str(tmp_path / "none"), "--out", str(tmp_path / "model.json")]) == 1
    assert "No such file" in capsys.readouterr().err
