"""Each block of the README and of docs/ runs as it is printed, or stands in a table below, with the reason."""

import gzip
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import doc_blocks
from tests.batch_files import body, conversion, page, rows
from tests.doc_blocks import ROOT, Block, Outcome, run_page
from tests.site_pages import page as site_page

pytest.importorskip("fcntl", reason="`newsclean batch` and `sh` need a POSIX system")

BLOCKS = {name: found for name in doc_blocks.PAGES if (found := doc_blocks.blocks(name))}

NOT_RUN = {
    ("README.md", "text ─► Page(lines)"): "a diagram",
    ("README.md", "pip install 'newsclean[train]'"): "learns from some hundred pages, for minutes",
    ("docs/datatrove.md", "--slurm PARTITION"): "needs Slurm and a bucket",
    ("docs/growth.md", "python benchmarks/growth.py"): "takes minutes",
    ("docs/growth.md", "NEWSCLEAN_PYTHON_3_13="): "needs another interpreter, and runs tests",
    ("docs/labeller.md", "pip install 'newsclean[train]'"): "learns from some hundred pages, for minutes",
    ("docs/labeller.md", "python benchmarks/fixture_pages.py"): "learns from thousands of pages, for hours",
    ("docs/labeller.md", "router right:"): "what those hours printed",
}
"""Blocks that nothing runs, by a part of each."""

ELSEWHERE = {
    ("README.md", "python -m pip install --quiet . && newsclean clean"): ".ci/run",
    ("README.md", "python -m pip install --quiet -e '.[test]' && python -m pytest -q"): ".ci/run",
    ("README.md", "pytest  # fails"): "tests/test_pytest_plugin.py",
    ("docs/batch.md", "mapInArrow"): "tests/integrations/test_arrow.py",
}
"""Blocks that another file runs; it holds the part."""

ENGINES = {"polars": "import polars", "datasets": "from datasets import", "ray": "import ray"}
"""Blocks of docs/batch.md that are scripts for engines which few have."""

NEEDS = {
    "README.md": ("fastwarc", "pyarrow", "scrapy"),
    "docs/batch.md": ("pyarrow",),
    "docs/datatrove.md": ("datatrove", "fastwarc", "orjson"),
    "docs/scrapy.md": ("scrapy",),
}

COMMANDS_PRINT = (
    *('"schema": 1', "<!doctype html>", "verdict: article", "  category  subscribe\n", "en.subscribe.sign_up_news "),
    *("cases/mill/input.txt\n", "mill.example: 12 different pages"),
)
"""What the README's list of commands says that they print."""

TEXT = f"Get the latest headlines in your inbox\n\n{body(1)}\n\nMill of the day: the one at Kessel"


def lines(path: Path, found: list[dict[str, Any]]) -> None:
    """Write JSON lines, compressed."""
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in found)


def site(path: Path) -> None:
    """Pages of one site."""
    lines(path, [{"id": n, "url": f"https://mill.example/{n}", "text": site_page(n)} for n in range(12)])


def wet(path: Path) -> None:
    """A WET file of one page."""
    path.write_bytes(gzip.compress(conversion(1)))


def crawl(path: Path) -> None:
    """A folder of WET files."""
    path.mkdir()
    for number in range(4):
        (path / f"{number}.warc.wet.gz").write_bytes(gzip.compress(conversion(number)))


def gold(path: Path) -> None:
    """Pages with gold bodies, some of them of sites that the stored model never saw."""
    lines(
        path,
        [
            {"id": n, "url": f"https://site{n}.example/", "title": "Mill", "body": body(n), "text": {"bs4": page(n)}}
            for n in range(12)
        ],
    )


FILES: dict[str, dict[str, Callable[[Path], object]]] = {
    "README.md": {
        "page.txt": lambda path: path.write_text(site_page(50), "utf-8"),
        "pages.jsonl.gz": site,
        "crawl.wet.gz": wet,
        "gold.jsonl.gz": gold,
        "model.json": lambda path: shutil.copy(ROOT / "newsclean" / "labeller" / "model.json", path),
    },
    "docs/authors-guide.md": {"page.txt": lambda path: path.write_text(page(1), "utf-8")},
    "docs/datatrove.md": {"crawl": crawl},
    "docs/index.md": {"page.txt": lambda path: path.write_text(page(1), "utf-8")},
    "docs/labeller.md": {
        "model.json": lambda path: shutil.copy(ROOT / "newsclean" / "labeller" / "model.json", path),
    },
}
"""Files that a page speaks of and does not make."""

NAMES = {"README.md": ("text", "texts"), "docs/labeller.md": ("text",)}
"""Names that a page's Python uses and does not make."""


def listed(block: Block) -> list[str]:
    """Why a block is not run below: the rows of the tables that fit it."""
    engines = {("docs/batch.md", part): "test_engines" for part in ENGINES.values()}
    tables = {**NOT_RUN, **ELSEWHERE, **engines}
    return [reason for (name, part), reason in tables.items() if name == block.page and part in block.text]


def run(name: str, folder: Path) -> dict[Block, Outcome]:
    """Run all of a page but what the tables list, in an empty folder with what the page speaks of."""
    for module in NEEDS.get(name, ()):
        pytest.importorskip(module)
    for source in ("benchmarks", "examples", "fixtures"):
        (folder / source).symlink_to(ROOT / source)
    for file, make in FILES.get(name, {}).items():
        make(folder / file)
    known = {"text": TEXT, "texts": [site_page(n) for n in range(12)]}
    names = {"__name__": "page", **{each: known[each] for each in NAMES.get(name, ())}}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return dict(run_page([block for block in BLOCKS[name] if not listed(block)], names))


def holding(ran: dict[Block, Outcome], part: str) -> Outcome:
    """What came of the one block that holds this text."""
    (found,) = (outcome for block, outcome in ran.items() if part in block.text)
    return found


@pytest.mark.parametrize("name", [name for name in BLOCKS if name != "README.md"])
def test_a_page_runs_as_printed(name: str, tmp_path: Path) -> None:
    ran = run(name, tmp_path)
    assert len(ran) + sum(bool(listed(block)) for block in BLOCKS[name]) == len(BLOCKS[name])
    if name == "docs/datatrove.md":
        written = [path.read_text("utf-8") for path in sorted((tmp_path / "articles" / "articles").iterdir())]
        assert [json.loads(text)["text"] for text in written] == [body(number) for number in range(4)]
    if name == "docs/labeller.md":
        assert body(1) in holding(ran, 'model="model.json"').names["article"].body


def test_the_readme_runs_and_does_what_it_says(tmp_path: Path) -> None:
    ran = run("README.md", tmp_path)
    first = holding(ran, "article.body  #")
    assert [str(removal) for removal in first.names["article"].removals] == first.printed.splitlines()
    printed = holding(ran, "newsclean check cases").printed
    assert [part for part in COMMANDS_PRINT if part not in printed] == []
    own = holding(ran, 'with_rules("my-rules.toml")').names["article"].removals[0]
    assert "house.inbox" in (own.rule, *own.also)
    stage = holding(ran, 'with_stage("house_style"').names["pipeline"]
    assert "house.mill" in [removal.rule for removal in stage.run(TEXT).removals]
    assert "teasers" not in stage.names
    profile = holding(ran, "SiteProfile().fit(texts)").names
    assert "Ferry times" not in profile["article"].body
    assert (tmp_path / "mill.example.json").is_file()
    learned = holding(ran, "--url https://mill.example/fire").printed
    assert learned.startswith("mill.example\n")
    assert "Ferry times" not in learned
    (addon,) = holding(ran, "ADDONS").names["ADDONS"]
    from scrapy.utils.misc import load_object

    assert load_object(addon).__name__ == "Addon"
    models = holding(ran, "Pipeline.rules_only()").names
    assert set(models["pipeline"].names) - set(models["without"].names) == {"labeller"}
    assert len(rows(tmp_path / "articles.parquet")) == 13
    table = holding(ran, "benchmarks/quality.py").printed
    assert "labeller alone" in table


@pytest.mark.parametrize("module", ENGINES)
def test_engines(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    pytest.importorskip(module)
    monkeypatch.chdir(tmp_path)
    for name, value in {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path), "RAY_USAGE_STATS_ENABLED": "0"}.items():
        monkeypatch.setenv(name, value)
    block = doc_blocks.block("docs/batch.md", ENGINES[module])
    assert doc_blocks.process([sys.executable, "-c", block.text], block) == "['The mill burned down.']\n"


def test_no_row_of_the_tables_is_idle() -> None:
    engines = [("docs/batch.md", part) for part in ENGINES.values()]
    for name, part in (*NOT_RUN, *ELSEWHERE, *engines):
        assert [part in block.text for block in BLOCKS[name]].count(True) == 1, (name, part)
    assert not [str(block) for found in BLOCKS.values() for block in found if len(listed(block)) > 1]


def test_what_runs_elsewhere_does() -> None:
    for (_, part), file in ELSEWHERE.items():
        if (ROOT / file).parent.is_dir():  # a source distribution has no .ci
            assert part in (ROOT / file).read_text("utf-8"), (part, file)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("```python\nprint(1)\n```\n\n```text\n2\n```\n", "shows\n2\n"),
        ("```python\n>>> 1 + 1\n3\n```\n", "Expected"),
        ("```sh\nfalse\ntrue\n```\n", "exit code 1"),
        ("```sh\nnewsclean clean none.txt\n```\n", "exit code 1"),
        ("```console\n$ newsclean --help\nhelp\n```\n", "shows\nhelp\n"),
        ("```toml\n[[rule]]\nid = 'a.b'\ncategory = 'notice'\nstarts = ['Mill:']\nremoves = ['Inn: x']\n```\n", "a.b"),
        ("```text\na diagram\n```\n", "nothing runs it"),
        ("```\nnewsclean rules\n```\n", "nothing runs it"),
        ("- ```python\n  print(1)\n  ```\n", "an odd fence"),
    ],
)
def test_a_block_that_does_not_run_is_told(
    text: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError) as told:
        list(run_page(doc_blocks.blocks("page.md", text), {}))
    assert why in str(told.value)
