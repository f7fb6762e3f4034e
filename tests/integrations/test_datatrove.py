"""datatrove's steps in its real local executor: several ranks, broken files, a failed rank, profiles over ranks."""

import gzip
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import SiteProfile, SiteProfiles
from tests.batch_files import body, conversion, page
from tests.site_pages import page as site_page

for module in ("datatrove", "fastwarc", "orjson"):
    pytest.importorskip(module)

from datatrove.data import Document  # noqa: E402

from newsclean.integrations.datatrove import CleanStep, WetReader, parquet_schema  # noqa: E402

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "wet.py"
PIPELINE = Path(__file__).with_name("trove.py")
ODD = {
    100: "From: the miller\nSubject: the mill\n\nIt burned down.",
    101: "name,place\nmill,river\nferry,lake",
    102: "#!/bin/sh\necho mill",
    103: "",
}
"""Texts that a guess of their type takes for something else, and none at all."""


def wet(path: Path, pages: dict[int, str | bytes], language: str = "eng,fra") -> None:
    """Write a WET file."""
    records = (conversion(n, text if isinstance(text, bytes) else text.encode()) for n, text in pages.items())
    header = f"WARC-Identified-Content-Language: {language}\r\nContent-Type".encode()
    named = (record.replace(b"Content-Type", header, 1) for record in records)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(map(gzip.compress, named)))


def crawl(folder: Path, files: int = 4, each: int = 3) -> dict[int, str]:
    """Write WET files of small pages; the pages by number."""
    for file in range(files):
        wet(folder / f"{file}.wet.gz", {n: page(n) for n in range(file * each, file * each + each)})
    return {n: page(n) for n in range(files * each)}


def run(script: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a script to its end."""
    command = [sys.executable, str(script), *map(str, arguments)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=240, env=environment)


def written(folder: Path) -> dict[str, dict[str, Any]]:
    """The documents of all ranks by id; each is there once."""
    rows = [json.loads(line) for path in sorted(folder.iterdir()) for line in path.read_text("utf-8").splitlines()]
    assert [times for times in Counter(row["id"] for row in rows).values() if times > 1] == []
    return {row["id"]: row for row in rows}


def stats(logs: Path, step: str) -> Counter[str]:
    """What all ranks counted in a step."""
    total: Counter[str] = Counter()
    for path in (logs / "stats").iterdir():
        for found in json.loads(path.read_text("utf-8")):
            if found["name"].endswith(step):
                total.update({k: v["total"] if isinstance(v, dict) else v for k, v in found["stats"].items()})
    return total


def identifier(number: int) -> str:
    """The id of a record."""
    return f"<urn:uuid:{number:032}>"


def test_the_example_over_several_ranks(tmp_path: Path) -> None:
    pages = crawl(tmp_path / "wet") | ODD
    wet(tmp_path / "wet" / "odd.wet.gz", dict(ODD))
    arguments = (EXAMPLE, tmp_path / "wet", tmp_path / "out", "--tasks", 3, "--workers", 2)
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    found = written(tmp_path / "out" / "articles")
    assert len(found) == len(pages) == 16
    for number, text in pages.items():
        url = f"https://example.org/{number}"
        article = newsclean.clean(text, url=url)
        row = found[identifier(number)]
        assert row.get("text", "") == article.body
        metadata = row["metadata"]
        assert (metadata["url"], metadata["warc_language"], metadata["date"]) == (
            url,
            "eng,fra",
            "2026-01-01T00:00:00Z",
        )
        assert (metadata["verdict"], metadata["language"], metadata["error"]) == (
            article.verdict,
            article.metadata.language,
            None,
        )
        assert metadata["file_path"].endswith(".wet.gz")
    counted = stats(tmp_path / "out" / "logs" / "clean", "newsclean")
    assert (counted["documents"], counted["failed"], counted["removals/subscribe"]) == (16, 0, 12)
    assert counted["verdicts/empty"] == 1
    again = run(*arguments)
    assert again.returncode == 0
    assert "already been completed" in again.stderr


def test_broken_records_are_passed_on_with_their_errors(tmp_path: Path) -> None:
    wet(tmp_path / "wet" / "0.wet.gz", {0: page(0), 1: b"caf\xe9", 2: page(2)})
    (tmp_path / "wet" / "1.wet.gz").write_bytes(gzip.compress(conversion(3)) + gzip.compress(conversion(4))[:-20])
    (tmp_path / "wet" / "2.wet.gz").write_bytes(b"")
    (tmp_path / "wet" / "3.wet.gz").write_bytes(b"not gzip at all")
    html = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    (tmp_path / "wet" / "4.wet.gz").write_bytes(gzip.compress(html))
    done = run(PIPELINE, tmp_path / "wet", tmp_path / "out", 2, 1)
    assert done.returncode == 0, done.stderr
    found = written(tmp_path / "out" / "articles")
    assert {found[identifier(n)]["text"] for n in (0, 2, 3)} == {body(0), body(2), body(3)}
    errors = sorted(row["metadata"]["error"] for row in found.values() if row["metadata"]["error"])
    assert errors[0] == "encoding: not UTF-8 at byte 3"
    assert errors[1].startswith("file: no conversion records but response")
    assert all(error.startswith("record: broken at or after byte") for error in errors[2:])
    assert len(found) == 3 + len(errors)
    reader, counted = (stats(tmp_path / "out" / "logs", step) for step in ("newsclean WET", ": newsclean"))
    assert reader["empty_files"] == 1
    assert reader["failed"] == counted["failed"] == len(errors)
    assert counted["failures/encoding"] == counted["failures/file"] == 1
    assert counted["documents"] == len(found)


def test_a_failed_rank_is_run_again_and_the_others_are_not(tmp_path: Path) -> None:
    pages = crawl(tmp_path / "wet")
    out = tmp_path / "out"
    out.mkdir()
    (out / "break").write_text("1", "utf-8")
    failed = run(PIPELINE, tmp_path / "wet", out, 4, 1)
    assert failed.returncode != 0
    assert "broken here" in failed.stderr
    assert [path.name for path in (out / "logs" / "completions").iterdir()] == ["00000"]
    first = (out / "articles" / "00000.jsonl").stat().st_mtime_ns
    (out / "break").unlink()
    done = run(PIPELINE, tmp_path / "wet", out, 4, 1)
    assert done.returncode == 0, done.stderr
    assert (out / "articles" / "00000.jsonl").stat().st_mtime_ns == first
    assert {key: row["text"] for key, row in written(out / "articles").items()} == {
        identifier(n): body(n) for n in pages
    }
    assert stats(out / "logs", ": newsclean")["documents"] == len(pages)


def test_profiles_over_ranks_are_those_of_all_pages_and_are_used(tmp_path: Path) -> None:
    pages = {n: site_page(n) for n in range(24)}
    for file in range(4):
        wet(tmp_path / "wet" / f"{file}.wet.gz", {n: text for n, text in pages.items() if n % 4 == file})
    wet(tmp_path / "wet" / "9.wet.gz", {n: text for n, text in pages.items() if n < 3})
    out = tmp_path / "out"
    out.joinpath("sites").mkdir(parents=True)
    decided = SiteProfile()
    decided.decisions["tell us what you saw"] = "keep"
    decided.save(out / "sites" / "example.org.json")
    done = run(EXAMPLE, tmp_path / "wet", out, "--tasks", 3, "--workers", 1, "--learn-sites", "--partitions", 2)
    assert done.returncode == 0, done.stderr
    profiles = SiteProfiles.load(out / "sites")
    assert list(profiles) == ["example.org"]
    expected = SiteProfile().fit(pages.values())
    expected.decisions["tell us what you saw"] = "keep"
    expected.save(tmp_path / "expected.json")
    assert profiles["example.org"] == SiteProfile.load(tmp_path / "expected.json")
    found = [json.loads(line) for path in (out / "articles").iterdir() for line in path.read_text("utf-8").splitlines()]
    assert len(found) == 27
    for row in found:
        number = int(row["id"].removeprefix("<urn:uuid:").removesuffix(">"))
        article = newsclean.clean(pages[number], url="https://example.org/0", site=expected)
        assert row["text"] == article.body
        assert "Tell us what you saw" in row["text"]
        assert "Ferry times" not in row["text"]


def cleaned(*documents: Document, **options: Any) -> tuple[list[Document], Counter[str]]:
    """The documents behind the step, and its stats."""
    step = CleanStep(**options)
    out = list(step.run(iter(documents)))
    return out, Counter({name: int(found.total) for name, found in step.stats.stats.items()})


def test_a_document_that_cannot_be_cleaned_is_passed_on() -> None:
    texts: list[Any] = [page(0), None, 7, "x" * 301, page(4)]
    given = [Document(text, str(number), metadata={"title": "t"}) for number, text in enumerate(texts)]
    out, counted = cleaned(*given, fields=["verdict"], longest=300, prefix="clean_")
    assert [document.text for document in out] == [body(0), None, 7, "x" * 301, body(4)]
    assert [document.metadata.get("clean_error") for document in out] == [
        None,
        "field: the text is NoneType, not a string",
        "field: the text is int, not a string",
        "length: 301 characters; the longest allowed is 300",
        None,
    ]
    assert [document.metadata["title"] for document in out] == ["t"] * 5
    assert (counted["documents"], counted["failed"], counted["failures/field"], counted["failures/length"]) == (
        5,
        3,
        2,
        1,
    )


def test_lone_surrogates_do_not_stop_a_writer() -> None:
    out, _ = cleaned(Document("Mill \ud800 by the river burned down on Friday night.", "1"), fields=["removals"])
    assert out[0].text == "Mill \ufffd by the river burned down on Friday night."
    json.dumps([out[0].text, out[0].metadata], ensure_ascii=False).encode()


def test_options_are_used_and_checked(tmp_path: Path) -> None:
    rules = tmp_path / "house.toml"
    rules.write_text('[[rule]]\nid = "house.tip"\ncategory = "notice"\nphrases = ["Tip of the day"]\n', "utf-8")
    story = body(1)
    out, counted = cleaned(Document(f"{story}\n\nTip of the day", "1"), rules=[rules], language="en-GB", favor="recall")
    assert (out[0].text, out[0].metadata["language"], counted["removals/notice"]) == (story, "en-GB", 1)
    with pytest.raises(ValueError, match="unknown favor 'most'; valid are recall"):
        CleanStep(favor="most")
    with pytest.raises(ValueError, match="unknown field 'corpus'; valid are id"):
        CleanStep(["corpus"])
    with pytest.raises(OSError, match=r"none\.toml"):
        CleanStep(rules=[tmp_path / "none.toml"])


def test_wet_from_a_file_system_that_is_not_this_machines() -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/newsclean/0.wet.gz", gzip.compress(conversion(0)) + gzip.compress(conversion(1)))
    out = list(WetReader("memory://newsclean", default_metadata={"crawl": "c"}).run())
    assert [document.text for document in out] == [page(0), page(1)]
    assert [document.metadata["crawl"] for document in out] == ["c", "c"]
    assert len(list(WetReader("memory://newsclean", limit=1).run())) == 1


def test_parquet_whatever_comes_first(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    from datatrove.pipeline.writers import ParquetWriter

    fields = ["verdict", "authors", "removals", "error"]
    out, _ = cleaned(Document("", "0"), Document("x" * 200, "1"), Document(page(2), "2"), fields=fields, longest=199)
    schema = parquet_schema(fields, also=["url"])
    list(ParquetWriter(str(tmp_path), schema=schema).run(iter(out)))
    rows = pq.read_table(next(tmp_path.glob("*.parquet"))).to_pylist()
    assert [row["text"] for row in rows] == [None, "x" * 200, body(2)]
    assert rows[1]["metadata"]["error"].startswith("length")
