"""A model learned from the fixtures, once for all tests of the labeller."""

import json
from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "fixtures" / "cases"


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of pages with gold bodies, made of the fixtures."""
    path = tmp_path_factory.mktemp("pages") / "cases.jsonl"
    rows = []
    for number, case in enumerate(sorted(CASES.glob("[der][enu]/*"))[::2]):
        text, body = ((case / name).read_text("utf-8") for name in ("input.txt", "expected.txt"))
        if body.strip():
            url = f"https://www.site{number % 20}.example/{case.name}"
            rows.append({"id": case.name, "url": url, "body": body, "text": {"html_text": text, "trafilatura": body}})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture(scope="session")
def model(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model, by the command that users have."""
    pytest.importorskip("lightgbm", reason="needs the extra newsclean[train]")
    pytest.importorskip("sklearn", reason="needs the extra newsclean[train]")
    from newsclean.cli import main

    out = tmp_path_factory.mktemp("model") / "model.json"
    assert main(["train", str(pages), "--out", str(out), "-j", "2"]) == 0
    return out
