"""The quality table on two small pages of our own, by the figures that can be counted on one's fingers."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"

CLEANERS = """
from types import SimpleNamespace


def same(text):
    return text


def no_lines_of_one_word(text):
    kept = [line for line in text.split("\\n") if " " in line]
    metadata = SimpleNamespace(
        title="Mill burns down", authors=["Ada Byron"], published="2025-01-31", updated=None, language="en-GB"
    )
    removals = [
        SimpleNamespace(start=0, end=5, category="share", rule="r", stage="s"),
        SimpleNamespace(start=6, end=21, category="login", rule="r", stage="labeller"),
    ]
    return SimpleNamespace(body="\\n".join(kept), metadata=metadata, removals=removals)


def picky(text):
    if "bakery" in text:
        raise ValueError("no bakeries")
    return text
"""

MILL: dict[str, Any] = {
    "id": "mill",
    "source": "own",
    "language": "en",
    "url": "https://example.org/mill",
    "title": "Mill burns down!",
    "authors": ["Ada Byron, PhD", "Reuters Staff"],
    "date": "2025-01-31",
    "body": "The mill burned down\nNobody was hurt there",
    "keep": ["nobody was hurt"],
    "drop": ["Share", "Login"],
    "text": {"html_text": "Share\nThe mill burned down\nNobody was hurt there\nLogin"},
}
BAKERY: dict[str, Any] = {
    "id": "bakery",
    "source": "own",
    "language": "fr",
    "url": None,
    "title": "Another title",
    "authors": [],
    "date": None,
    "body": "The bakery opens today",
    "text": {"html_text": "The bakery opens today"},
}


def write(path: Path, *pages: dict[str, Any]) -> Path:
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(page) + "\n" for page in pages)
    return path


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "cleaners.py").write_text(CLEANERS, encoding="utf-8")
    return write(tmp_path / "own.jsonl.gz", MILL, BAKERY)


def run(tmp_path: Path, *arguments: object, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "NEWSCLEAN_PAGES"}
    environment |= {"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}
    if folder:
        environment["NEWSCLEAN_PAGES"] = str(folder)
    command = [sys.executable, str(BENCHMARKS / "quality.py"), *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def figures(tmp_path: Path, *arguments: object) -> dict[str, dict[str, Any]]:
    out = tmp_path / "figures.json"
    done = run(tmp_path, *arguments, "--json", out)
    assert done.returncode == 0, done.stderr
    found: dict[str, dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("module", ["figures", "fixture_pages", "floors", "judge", "quality", "variants"])
def test_doctests(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "doctest", f"{module}.py"], cwd=BENCHMARKS, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_text_as_it_comes(tmp_path: Path, pages: Path) -> None:
    found = figures(tmp_path, pages, "--cleaner", "cleaners:same", "--inputs", "html_text,one_line,body,again")
    assert list(found) == ["own/html_text", "own/one_line", "own/body", "own/again"]
    whole = found["own/html_text"]
    # The mill has 5 shingles in its body and 7 on its page; all 5 are among them. The bakery is its body.
    assert whole["n"] == 2
    assert whole["precision"] == pytest.approx((5 / 7 + 1) / 2)
    assert whole["recall"] == 1.0
    assert whole["f1"] == whole["before"] == pytest.approx(2 * (6 / 7) / (6 / 7 + 1))
    assert whole["recall_lost"] == 0.0
    assert (whole["keep"], whole["drop"]) == (1.0, 0.0)
    assert whole["lang"] is None, "a plain string has no metadata"
    assert (found["own/body"]["f1"], found["own/body"]["lost"], found["own/body"]["paragraphs"]) == (1.0, 0, 3)
    assert found["own/again"]["paragraphs"] == 5


def test_metadata(tmp_path: Path, pages: Path) -> None:
    found = figures(tmp_path, pages, "--cleaner", "cleaners:no_lines_of_one_word", "--inputs", "html_text")
    whole = found["own/html_text"]
    assert (whole["f1"], whole["keep"], whole["drop"]) == (1.0, 1.0, 1.0)
    assert (whole["lang"], whole["title"]) == (0.5, 0.5)
    assert (whole["authors"], whole["date"]) == (1.0, 1.0), "of the mill alone, as the bakery's gold has none"
    assert whole["made_up"] == 1.0, "of the bakery alone"


@pytest.mark.parametrize("kind", ["html_text", "body", "again"])
def test_cleaner_that_raises(tmp_path: Path, pages: Path, kind: str) -> None:
    found = figures(tmp_path, pages, "--cleaner", "cleaners:picky", "--inputs", kind)
    row = found[f"own/{kind}"]
    assert (row["errors"], row["empty"], row["n"]) == (1, 1, 2)
    assert row["recall"] == 0.5
    done = run(tmp_path, pages, "--cleaner", "cleaners:picky", "--inputs", kind)
    assert "    bakery: ValueError: no bakeries\n" in done.stdout


def test_limit_and_worst(tmp_path: Path, pages: Path) -> None:
    options = ("--cleaner", "cleaners:same", "--inputs", "html_text", "--workers", 1)
    assert figures(tmp_path, pages, *options, "--limit", 1)["own/html_text"]["n"] == 1
    assert (
        "0.71 extra 0.29 missed 0.00  mill  https://example.org/mill"
        in run(tmp_path, pages, *options, "--worst", 1).stdout
    )


def test_markdown(tmp_path: Path, pages: Path) -> None:
    options = ("--cleaner", "cleaners:no_lines_of_one_word", "--inputs", "html_text")
    done = run(tmp_path, pages, *options, "--markdown", "--categories", "--worst", 1)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("| pages | input | n | in | F1 | P | R |")
    assert set(lines[1]) == set("|-:")
    assert lines[2].startswith("| own | html_text | 2 | 92.3 | 100.0 | 100.0 | 100.0 | 0.0 |")
    assert len({line.count("|") for line in lines[:3]}) == 1
    assert lines[4:] == [
        "| removed | own |",
        "|---|--:|",
        "| login | 75.0 |",
        "| share | 25.0 |",
        "| labeller alone | 75.0 |",
        "| characters | 40 |",
    ]
    assert "missed" in done.stderr, "notes would break the table"


def test_no_pages(tmp_path: Path) -> None:
    done = run(tmp_path, "--cleaner", "json:loads")
    assert done.returncode == 2
    assert "NEWSCLEAN_PAGES" in done.stderr
    assert run(tmp_path, "--cleaner", "json:loads", folder=tmp_path).returncode == 2, "an empty folder"


def test_folder(tmp_path: Path, pages: Path) -> None:
    write(tmp_path / "kinds.jsonl.gz", MILL)
    write(tmp_path / "other.jsonl.gz", {**MILL, "source": "silver"})
    write(tmp_path / "untitled.jsonl.gz", {**MILL, "title": None})
    write(tmp_path / "void.jsonl.gz")
    done = run(tmp_path, "--cleaner", "cleaners:same", "--inputs", "html_text", folder=pages.parent)
    assert [line.split()[:3] for line in done.stdout.splitlines()[1:]] == [["own", "html_text", "2"]]
    assert done.stderr.count("passed over") == 4


def test_wrong_names(tmp_path: Path, pages: Path) -> None:
    assert run(tmp_path, pages, "--cleaner", "cleaners:none").returncode == 2
    assert run(tmp_path, tmp_path / "none.jsonl.gz", "--cleaner", "cleaners:same").returncode == 2
    done = run(tmp_path, pages, "--cleaner", "cleaners:same", "--inputs", "htlm_text,body")
    assert "no page of own has the input htlm_text" in done.stderr
    assert done.returncode == 0


def test_floors_are_held_and_rise(tmp_path: Path, pages: Path) -> None:
    floors = tmp_path / "floors.json"
    options = (pages, "--cleaner", "cleaners:same", "--inputs", "html_text,body", "--floors", floors)
    floors.write_text('{"own/html_text": {"f1": 0.5}, "other/body": {"f1": 0.9}}', "utf-8")
    assert run(tmp_path, *options).returncode == 0
    assert json.loads(floors.read_text("utf-8"))["own/html_text"]["f1"] == 0.5, "nobody asked to raise it"
    assert run(tmp_path, *options, "--raise-floors").returncode == 0
    raised = json.loads(floors.read_text("utf-8"))
    assert raised["own/html_text"]["f1"] == pytest.approx(0.923, abs=0.001)
    assert raised["own/body"] == {"f1": 1.0, "lost_share": 0.0}
    assert raised["other/body"] == {"f1": 0.9}
    floors.write_text('{"own/html_text": {"f1": 0.99}}', "utf-8")
    done = run(tmp_path, *options, "--raise-floors")
    assert done.returncode == 1
    assert "own/html_text: f1 is 0.9230, the floor is 0.9900" in done.stderr
    assert json.loads(floors.read_text("utf-8"))["own/html_text"]["f1"] == 0.99, "none sinks"


def test_held_out_sites_are_chosen_by_host(tmp_path: Path) -> None:
    hosts = [f"www.site{number}.example" for number in range(20)]
    pages = write(tmp_path / "own.jsonl.gz", *({**MILL, "url": f"https://{host}/a"} for host in hosts * 2))
    (tmp_path / "cleaners.py").write_text(CLEANERS, encoding="utf-8")
    options = ("--cleaner", "cleaners:same", "--inputs", "html_text", "--held-out")
    number = figures(tmp_path, pages, *options)["own/html_text"]["n"]
    assert 0 < number < 20, "a part of the sites"
    assert number % 2 == 0, "all pages of a site or none"


def test_fixtures_as_pages_to_learn_from(tmp_path: Path) -> None:
    out = tmp_path / "fixtures.jsonl"
    subprocess.run([sys.executable, str(BENCHMARKS / "fixture_pages.py"), str(out)], check=True)
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len({row["url"] for row in rows}) == len(rows) > 100
    assert all(row["body"].strip() and row["weight"] > 1 for row in rows)
