"""`newsclean batch`, run as a user runs it: what goes in and out, and what is broken."""

import contextlib
import gzip
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean import SiteProfile
from newsclean.rows import FIELDS
from tests.batch_files import batch, body, command, conversion, in_fork, lines, page, records, rows, summary
from tests.site_pages import page as site_page

SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs the command in forks of this process")


def ran(*arguments: object, code: int = 0) -> None:
    """Run in one process, and expect this exit code."""
    assert os.waitstatus_to_exitcode(in_fork(*arguments, "-j", 1)) == code


def written(path: Path, records: list[dict[str, Any]]) -> Path:
    """A file of records, by others' code."""
    if path.suffix == ".parquet":
        pa = pytest.importorskip("pyarrow")
        import pyarrow.parquet as pq

        pq.write_table(pa.Table.from_pylist(records), path, row_group_size=3)
    elif path.suffix == ".zst":
        zstd = pytest.importorskip("backports.zstd")
        data = lines(records)
        path.write_bytes(zstd.compress(data[:200]) + zstd.compress(data[200:]))
    else:
        data = lines(records)
        path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def failures(out: Path) -> list[tuple[int, str]]:
    """Number and kind of the failures."""
    path = out.with_name(f"{out.name}.failures.jsonl")
    return [(row["number"], row["kind"]) for row in rows(path)] if path.exists() else []


@pytest.mark.parametrize("given", SUFFIXES)
@pytest.mark.parametrize("out", SUFFIXES)
def test_every_format_in_and_out(tmp_path: Path, given: str, out: str) -> None:
    source = written(tmp_path / f"in{given}", records(10))
    written(tmp_path / f"probe{out}", records(1))
    ran(source, "--out", tmp_path / f"out{out}", "--chunk-size", 4)
    found = rows(tmp_path / f"out{out}")
    assert [row["body"] for row in found] == [body(n) for n in range(10)]
    assert [str(row["id"]) for row in found] == [str(n) for n in range(10)]
    assert found[3]["url"] == "https://example.org/3"
    assert tuple(found[0]) == FIELDS
    article = newsclean.clean(page(0), url="https://example.org/0")
    assert [r["rule"] for r in found[0]["removals"]] == [r.rule for r in article.removals]
    assert found[0]["removals"][0]["start"] == 0
    assert not failures(tmp_path / f"out{out}")


def test_processes_change_nothing(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", records(30))
    for jobs in (1, 2):
        done = batch(source, "--out", tmp_path / f"{jobs}.jsonl.gz", "-j", jobs, "--chunk-size", 4)
        assert done.returncode == 0
        assert json.loads(done.stderr)["verdicts"] == {"article": 30}
    assert (tmp_path / "1.jsonl.gz").read_bytes() == (tmp_path / "2.jsonl.gz").read_bytes()


def test_wet(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    info = conversion(99, b"software: none").replace(b"conversion", b"warcinfo", 1)
    for name, press in (("in.warc.wet", bytes), ("in.wet.gz", gzip.compress)):
        (tmp_path / name).write_bytes(press(info) + b"".join(press(conversion(n)) for n in range(5)))
        ran(tmp_path / name, "--out", tmp_path / f"{name}.jsonl")
        found = rows(tmp_path / f"{name}.jsonl")
        assert [row["body"] for row in found] == [body(n) for n in range(5)]
        assert found[2]["id"] == f"<urn:uuid:{2:032}>"
        assert found[2]["url"] == "https://example.org/2"


def test_fields_and_names(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(lines([{"key": {"a": 1}, "link": "https://example.org/x", "content": page(1)}]))
    names = ("--text-field", "content", "--id-field", "key", "--url-field", "link")
    ran(source, "--out", tmp_path / "out.jsonl", "--fields", "language,body,url,id", *names)
    assert rows(tmp_path / "out.jsonl") == [
        {"id": {"a": 1}, "url": "https://example.org/x", "body": body(1), "language": "en"}
    ]


def test_the_summary_counts_all(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", [*records(2), {"id": 2}, {"text": ""}])
    ran(source, "--out", tmp_path / "out.jsonl", "--summary", tmp_path / "summary.json")
    assert summary(tmp_path / "summary.json") == {
        "documents": 4,
        "failed": 1,
        "empty_files": 0,
        "bytes_in": 2 * len(page(0).encode()),
        "bytes_out": 2 * len(body(0).encode()),
        "verdicts": {"article": 2, "empty": 1},
        "removals": {"share": 2, "subscribe": 2},
        "removed_characters": {"share": 2 * len("Share"), "subscribe": 2 * len("Sign up for our newsletter")},
        "languages": {"en": 2, "und": 1},
        "failures": {"field": 1},
        "file_bytes_in": source.stat().st_size,
        "file_bytes_out": (tmp_path / "out.jsonl").stat().st_size,
    }


BROKEN = [
    *(b'{"text": "caf\xe9"}', b"{", b"[1]", b'{"id": 5, "text": null}', b"[" * 100_000),
    json.dumps({"id": 7, "text": "mill " * 10_000_000}).encode(),
]
KINDS = ["encoding", "json", "json", "field", "json", "length"]


def broken_file(path: Path) -> Path:
    """Good lines, and between them broken ones, among them a document of 50 MB; a byte order mark, blank lines."""
    good = lines(records(2)).split(b"\n")
    path.write_bytes(b"\n".join([b"\xef\xbb\xbf" + good[0], *BROKEN, b"", b"  \r", good[1]]))
    return path


def test_broken_documents_are_kept_with_their_errors(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    ran(broken_file(tmp_path / "in.jsonl"), "--out", out, "--summary", tmp_path / "summary.json")
    assert failures(out) == list(zip(range(2, 8), KINDS, strict=True))
    found = rows(out)
    assert [row["body"] for row in found] == [body(0), *[None] * 6, body(1)]
    assert [row["error"].split(":")[0] for row in found[1:-1]] == KINDS
    assert found[6]["id"] == 7
    assert "50000000 characters" in found[6]["error"]
    assert summary(tmp_path / "summary.json")["failures"] == {"encoding": 1, "field": 1, "json": 3, "length": 1}


def test_broken_documents_are_skipped(tmp_path: Path) -> None:
    ran(broken_file(tmp_path / "in.jsonl"), "--out", tmp_path / "out.jsonl", "--errors", "skip")
    assert [row["body"] for row in rows(tmp_path / "out.jsonl")] == [body(0), body(1)]
    assert len(failures(tmp_path / "out.jsonl")) == 6


def test_a_broken_document_stops_the_run_which_may_go_on(tmp_path: Path) -> None:
    source, out = broken_file(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    asked = (source, "--out", out, "--chunk-size", 1, "-j", 1)
    stopped = batch(*asked, "--errors", "fail")
    assert stopped.returncode == 1
    assert f"{source}: document 2: not UTF-8 at byte 13" in stopped.stderr
    assert not out.exists()
    ran(*asked, "--errors", "skip")
    assert [row["body"] for row in rows(out)] == [body(0), body(1)]


def test_a_document_that_cannot_be_cleaned(tmp_path: Path) -> None:
    # Catastrophic backtracking: the rule runs into its timeout, on this page alone.
    slow = '[[rule]]\nid = "house.slow"\ncategory = "notice"\npattern = "(?:a|aa)+[^a]{2}"\n'
    (tmp_path / "house.toml").write_text(slow, "utf-8")
    source = written(tmp_path / "in.jsonl", [*records(1), {"id": "slow", "text": "a" * 200}, *records(1)])
    ran(source, "--out", tmp_path / "out.jsonl", "--rules", tmp_path / "house.toml")
    assert failures(tmp_path / "out.jsonl") == [(2, "cleaning")]
    found = rows(tmp_path / "out.jsonl")
    assert "house.slow" in found[1]["error"]
    assert [row["body"] for row in found] == [body(0), None, body(0)]


def test_lone_surrogates(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": 1, "text": "The mill \\ud800 burned down."}\n', "utf-8")
    ran(source, "--out", tmp_path / "out.jsonl")
    ran(source, "--out", tmp_path / "out.parquet")
    assert "mill" in rows(tmp_path / "out.jsonl")[0]["body"]
    assert rows(tmp_path / "out.jsonl")[0]["error"] is None
    assert rows(tmp_path / "out.parquet")[0]["error"] is None


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.zst"])
def test_compressed_files_cut_off_or_broken(tmp_path: Path, suffix: str) -> None:
    whole = written(tmp_path / f"whole{suffix}", records(200)).read_bytes()
    (tmp_path / f"cut{suffix}").write_bytes(whole[:-30])
    (tmp_path / f"broken{suffix}").write_bytes(b"\0" * 20 + whole)
    names = [tmp_path / f"{name}{suffix}" for name in ("cut", "broken", "whole")]
    ran(*names, "--out", tmp_path / "out.jsonl", "--fields", "id,body,error")
    found = rows(tmp_path / "out.jsonl")
    assert [kind for _, kind in failures(tmp_path / "out.jsonl")] == ["file", "file"]
    cut = [row["error"] for row in found].index(found[-202]["error"])
    assert [row["id"] for row in found[:cut]] == list(range(cut))
    assert [row["id"] for row in found[-200:]] == list(range(200))
    assert f"what follows document {cut} cannot be read" in found[cut]["error"]


def test_a_broken_row_group(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    pa = pytest.importorskip("pyarrow")
    source = tmp_path / "in.parquet"
    pq.write_table(pa.Table.from_pylist(records(9)), source, row_group_size=3, compression="zstd")
    column = pq.ParquetFile(source).metadata.row_group(1).column(2)
    data = bytearray(source.read_bytes())
    start = column.dictionary_page_offset or column.data_page_offset
    data[start : start + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    source.write_bytes(data)
    ran(source, "--out", tmp_path / "out.jsonl")
    assert [row["id"] for row in rows(tmp_path / "out.jsonl")] == [0, 1, 2, None, 6, 7, 8]
    assert "rows 4 to 6 cannot be read" in rows(tmp_path / "out.jsonl")[3]["error"]


def test_parquet_of_bytes_that_are_no_utf8(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    source = tmp_path / "in.parquet"
    pq.write_table(pa.table({"text": [page(0).encode(), b"caf\xe9", None, page(1).encode()]}), source)
    ran(source, "--out", tmp_path / "out.jsonl")
    assert failures(tmp_path / "out.jsonl") == [(2, "encoding"), (3, "field")]
    assert [row["body"] for row in rows(tmp_path / "out.jsonl")] == [body(0), None, None, body(1)]


def broken_members() -> dict[str, bytes]:
    """A gzip member of a WET file, broken in several ways."""
    record = conversion(3)
    fine = gzip.compress(record)
    flipped = bytearray(fine)
    flipped[60] ^= 0xFF
    flipped[61] ^= 0xFF
    length = f"Content-Length: {len(page(3).encode())}".encode()
    return {
        "flipped": bytes(flipped),
        "checksum": fine[:-6] + bytes([fine[-6] ^ 0xFF]) + fine[-5:],
        "garbage": gzip.compress(b"no record\r\n\r\n"),
        "long": gzip.compress(record.replace(length, b"Content-Length: 99999")),
        "none": gzip.compress(record.replace(length, b"Content-Lungth: 7")),
        "not a number": gzip.compress(record.replace(length, b"Content-Length: seven")),
        "cut": fine[:-40],
    }


@pytest.mark.parametrize("name", broken_members())
def test_a_broken_wet_record_loses_no_other(tmp_path: Path, name: str) -> None:
    pytest.importorskip("fastwarc")
    members = [gzip.compress(conversion(n)) for n in range(7)]
    members[3] = broken_members()[name]
    source = tmp_path / "in.warc.wet.gz"
    source.write_bytes(b"".join(members))
    ran(source, "--out", tmp_path / "out.jsonl")
    found = rows(tmp_path / "out.jsonl")
    assert [row["body"] for row in found if row["body"]] == [body(n) for n in (0, 1, 2, 4, 5, 6)]
    assert [kind for _, kind in failures(tmp_path / "out.jsonl")] == ["record"]


@pytest.mark.parametrize("press", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("left", [1, 5, 30, 80, 180, 300, -1])
def test_a_wet_file_cut_off_anywhere_is_told(tmp_path: Path, press: Any, left: int) -> None:
    pytest.importorskip("fastwarc")
    first, last = press(conversion(0)), press(conversion(1))
    source = tmp_path / ("in.wet" if press is bytes else "in.wet.gz")
    source.write_bytes(first + last[: left if left < len(last) else -1])
    ran(source, "--out", tmp_path / "out.jsonl")
    assert rows(tmp_path / "out.jsonl")[0]["body"] == body(0)
    assert [kind for _, kind in failures(tmp_path / "out.jsonl")] == ["record"]


def test_wet_of_bytes_that_are_no_utf8_and_plain_wet_with_garbage(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    source = tmp_path / "in.wet"
    source.write_bytes(conversion(0) + b"garbage\r\n\r\n" + conversion(1, b"caf\xe9") + conversion(2))
    ran(source, "--out", tmp_path / "out.jsonl")
    assert [row["body"] for row in rows(tmp_path / "out.jsonl")] == [body(0), None, None, body(2)]
    assert [kind for _, kind in failures(tmp_path / "out.jsonl")] == ["record", "encoding"]


def test_warc_of_html_says_what_to_do(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    source = tmp_path / "in.warc.gz"
    source.write_bytes(
        gzip.compress(conversion(0, b"HTTP/1.1 200 OK\r\n\r\n<p>").replace(b"conversion", b"response", 1))
    )
    done = batch(source, "--out", tmp_path / "out.jsonl", "-j", 1)
    assert done.returncode == 1
    assert "no conversion records but response" in rows(tmp_path / "out.jsonl")[0]["error"]


def test_empty_files_are_told(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet", "e.wet.gz")]
    for name in names:
        name.write_bytes(b"")
    names[1].write_bytes(gzip.compress(b""))
    good = written(tmp_path / "good.jsonl", records(2))
    for module in ("pyarrow", "fastwarc", "backports.zstd"):
        pytest.importorskip(module)
    ran(*names, good, "--out", tmp_path / "out.jsonl", "--errors", "fail", "--summary", tmp_path / "summary.json")
    assert [row["body"] for row in rows(tmp_path / "out.jsonl")] == [body(0), body(1)]
    assert failures(tmp_path / "out.jsonl") == [(0, "empty")] * 5
    assert summary(tmp_path / "summary.json")["empty_files"] == 5
    assert summary(tmp_path / "summary.json")["documents"] == 2


@pytest.mark.parametrize("out", SUFFIXES)
def test_no_documents_at_all(tmp_path: Path, out: str) -> None:
    written(tmp_path / f"probe{out}", records(1))
    (tmp_path / "in.jsonl").write_bytes(b"")
    ran(tmp_path / "in.jsonl", "--out", tmp_path / f"out{out}")
    assert rows(tmp_path / f"out{out}") == []


def test_not_one_document_with_a_text_is_exit_1(tmp_path: Path) -> None:
    source = written(tmp_path / "in.jsonl", [{"id": 1, "content": "x"}])
    done = batch(source, "--out", tmp_path / "out.jsonl", "-j", 1)
    assert done.returncode == 1
    assert "1 of 1 documents failed" in done.stderr
    assert "there are id, content; --text-field names another" in rows(tmp_path / "out.jsonl")[0]["error"]


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    source, out = written(tmp_path / "in.jsonl", records(2)), tmp_path / "out.jsonl"
    out.write_text("mine", "utf-8")
    done = batch(source, "--out", out, "-j", 1)
    assert (done.returncode, out.read_text("utf-8")) == (1, "mine")
    assert "--force overwrites it" in done.stderr
    ran(source, "--out", out, "--force")
    assert len(rows(out)) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_stopped_run_is_not_continued_with_other_options(tmp_path: Path) -> None:
    source, out = broken_file(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    asked = (source, "--out", out, "--chunk-size", 1, "--errors", "fail", "-j", 1)
    assert batch(*asked).returncode == 1
    other = batch(*asked, "--favor", "recall")
    assert other.returncode == 1
    assert "a stopped run with other options; --force begins anew" in other.stderr
    os.utime(source, (1, 1))
    assert "a stopped run with other inputs" in batch(*asked).stderr
    ran(*asked[:3], "--force", "--errors", "skip")
    assert len(rows(out)) == 2


def profiles(folder: Path) -> SiteProfile:
    """A folder with a profile of the host valley.example; the profile."""
    folder.mkdir()
    profile = SiteProfile().fit(map(site_page, range(12)))
    profile.save(folder / "valley.example.json")
    return SiteProfile.load(folder / "valley.example.json")


def test_the_url_of_each_document_chooses_its_profile(tmp_path: Path) -> None:
    profile = profiles(tmp_path / "sites")
    text, urls = site_page(50), [f"https://{host}.example/50" for host in ("valley", "hill")]
    given = [{"id": n, "url": url, "text": text} for n, url in enumerate([*urls, None])]
    source, out = written(tmp_path / "in.jsonl", given), tmp_path / "out.jsonl"
    done = batch(source, "--out", out, "--sites", tmp_path / "sites", "-j", 2, "--chunk-size", 1)
    assert done.returncode == 0, done.stderr
    known, other = (
        newsclean.clean(text, url=url, site=site).body for url, site in zip(urls, (profile, None), strict=True)
    )
    assert [row["body"] for row in rows(out)] == [known, other, newsclean.clean(text).body]
    assert known != other


def test_a_stopped_run_is_not_continued_with_other_profiles(tmp_path: Path) -> None:
    profile = profiles(tmp_path / "sites")
    source, out = broken_file(tmp_path / "in.jsonl"), tmp_path / "out.jsonl"
    asked = (source, "--out", out, "--chunk-size", 1, "--errors", "fail", "-j", 1)
    with_sites = (*asked, "--sites", tmp_path / "sites")
    assert batch(*with_sites).returncode == 1
    assert "a stopped run with other options" in batch(*asked).stderr
    assert "with --errors skip or keep it goes on" in batch(*with_sites).stderr
    profile.decisions["ferry times"] = "keep"
    profile.save(tmp_path / "sites" / "valley.example.json")
    assert "a stopped run with other site profiles; --force begins anew" in batch(*with_sites).stderr
    (tmp_path / "sites" / "valley.example.json").write_text("{}", "utf-8")
    broken = batch(*with_sites, "--force")
    assert broken.returncode == 1
    assert "valley.example.json: no site profile" in broken.stderr


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    source, out = written(tmp_path / "in.jsonl", records(2)), tmp_path / "out.jsonl"
    with (tmp_path / "out.jsonl.part").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = batch(source, "--out", out, "-j", 1)
    assert done.returncode == 1
    assert "is being written by another run" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.jsonl", "--out", "out.jsonl"), "none.jsonl: No such file"),
        (("in.csv", "--out", "out.jsonl"), "in.csv: unknown suffix; valid are .jsonl"),
        (("in.jsonl", "--out", "out.csv"), "out.csv: unknown suffix; valid are .jsonl"),
        (("in.jsonl", "--out", "in.jsonl"), "is to be read and to be written"),
        (("in.jsonl", "in.jsonl", "--out", "out.jsonl"), "given twice"),
        (("in.jsonl", "--out", "none/out.jsonl"), "none/out.jsonl"),
        (("in.jsonl", "--out", "out.jsonl", "--fields", "id,corpus"), "unknown field 'corpus'; valid are id, url"),
        (("in.jsonl", "--out", "out.jsonl", "--rules", "none.toml"), "none.toml: No such file"),
        (("in.jsonl", "--out", "out.jsonl", "--model", "none.json"), "none.json: No such file"),
        (("in.jsonl", "--out", "out.jsonl", "--sites", "none"), "none: No such file"),
    ],
)
def test_wrong_usage_is_exit_1_with_a_reason(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    written(tmp_path / "in.jsonl", records(1))
    (tmp_path / "in.csv").write_text("text\n", "utf-8")
    done = batch(*arguments, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])})
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "in.jsonl"]


def test_progress_on_a_terminal(tmp_path: Path) -> None:
    pytest.importorskip("tqdm")
    pty = pytest.importorskip("pty")
    source = written(tmp_path / "in.jsonl", records(6))
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 120))
    asked = (source, "--out", tmp_path / "out.jsonl", "--summary", tmp_path / "summary.json", "-j", 1)
    done = subprocess.run(command(*asked), stderr=theirs, check=False, timeout=60)
    os.close(theirs)
    shown = b""
    # Linux ends what a terminal's other end holds with an error.
    with contextlib.suppress(OSError):
        while piece := os.read(ours, 100_000):
            shown += piece
    os.close(ours)
    assert done.returncode == 0
    assert b"100%" in shown
    assert b"6 documents" in shown
