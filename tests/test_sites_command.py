"""`newsclean sites`, and `--sites`."""

import gzip
import json
from pathlib import Path

import pytest

from newsclean.cli import main
from tests.site_pages import FOOT, MENU, article, page

URL = "https://www.valley.example"


def written(path: Path, rows: list[object]) -> Path:
    """A file of JSON lines."""
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


@pytest.fixture
def folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    """A folder of profiles learned from two files, the same site and others."""
    rows: list[object] = [{"url": f"{URL}/{n}", "text": page(n)} for n in range(20)]
    one = written(tmp_path / "one.jsonl.gz", [*rows[:10], {"url": "https://small.example/", "text": page(1)}])
    two = written(tmp_path / "two.jsonl", [*rows[10:], {"text": page(1)}])
    assert main(["sites", "learn", str(one), str(two), "--out", str(tmp_path / "sites")]) == 0
    out, err = capfd.readouterr()
    assert out == "valley.example\n"
    assert "fewer than 5 different pages: 1" in err
    assert "names no host: 1" in err
    return tmp_path / "sites"


def test_a_profile_is_shown(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["sites", "show", "valley.example", "--dir", str(folder)]) == 0
    rows = capfd.readouterr().out.splitlines()
    assert rows[:2] == ["valley.example: 20 different pages", "name: The Valley Post"]
    assert [row.split() for row in rows if "copy" in row] == [["20", "beside", "ask", "for", "a", "copy"]]


def test_clean_and_explain_use_it(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "page.txt"
    text.write_text(page(99), "utf-8")
    assert main(["clean", str(text), "--url", f"{URL}/99", "--sites", str(folder)]) == 0
    body = capfd.readouterr().out
    assert all(paragraph in body for paragraph in article(99)[1])
    assert not any(line in body.splitlines() for line in (*MENU, *FOOT))
    assert main(["explain", str(text), "--url", f"{URL}/99", "--sites", str(folder)]) == 0
    assert "site.line (site)" in capfd.readouterr().out
    assert main(["clean", str(text), "--sites", str(folder)]) == 1
    assert "--sites needs --url" in capfd.readouterr().err


def test_the_fields_can_be_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "p.jsonl", [{"link": f"{URL}/{n}", "as": {"html": page(n), "bs4": ""}} for n in range(5)])
    learn = ["sites", "learn", str(file), "--out", str(tmp_path / "sites")]
    assert main([*learn, "--text", "as.html", "--url", "link"]) == 0
    capfd.readouterr()
    assert main([*learn, "--text", "as", "--url", "link"]) == 1
    assert "p.jsonl, line 1: 'as' holds html, bs4; choose one, for example --text as.html" in capfd.readouterr().err
    assert main(learn) == 1
    assert "line 1: there is no field 'text', but link, as" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"url": "a", "text": "b"}\n{"url', r"p.jsonl, line 2: "),
        (b"[1]\n", "line 1: a page must be a JSON object"),
        (b'{"text": 7}', "line 1: 'text' must be a text, not int"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b"", "no host has 5 different pages"),
    ],
)
def test_malformed_pages_name_file_and_line(
    content: bytes, why: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "p.jsonl").write_bytes(content)
    assert main(["sites", "learn", str(tmp_path / "p.jsonl"), "--out", str(tmp_path / "sites")]) == 1
    assert why in capfd.readouterr().err


def test_gzip_that_is_none_and_files_that_are_missing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.jsonl.gz").write_bytes(b"plain")
    for name in ("p.jsonl.gz", "q.jsonl"):
        assert main(["sites", "learn", str(tmp_path / name), "--out", str(tmp_path / "sites")]) == 1
        assert name in capfd.readouterr().err


def test_unknown_hosts_and_folders(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["sites", "show", "valey.example", "--dir", str(folder)]) == 1
    assert "did you mean valley.example?" in capfd.readouterr().err
    assert main(["sites", "show", "a.example", "--dir", str(tmp_path / "none")]) == 1
    assert "none: No such file" in capfd.readouterr().err
    (folder / "valley.example.json").write_text("{}", "utf-8")
    assert main(["sites", "show", "valley.example", "--dir", str(folder)]) == 1
    assert "valley.example.json: no site profile" in capfd.readouterr().err
