"""The command line, run as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

PAGE = "Sign up for our newsletter\n\nThe old mill by the river burned down on Friday night.\n"


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run `newsclean` with these arguments."""
    command = [sys.executable, "-m", "newsclean.cli", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60)


def test_clean_prints_the_body(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    result = run("clean", str(page))
    assert result.returncode == 0
    assert result.stdout == b"The old mill by the river burned down on Friday night.\n"
    assert result.stderr == b""


def test_clean_reads_standard_input_and_prints_json() -> None:
    result = run("clean", "-", "--json", stdin=PAGE.encode())
    data = json.loads(result.stdout)
    assert data["schema"] == 1
    assert [removal["text"] for removal in data["removals"]] == ["Sign up for our newsletter"]


def test_explain_names_the_rule() -> None:
    result = run("explain", "-", stdin=PAGE.encode())
    assert result.returncode == 0
    assert "- Sign up for our newsletter" in result.stdout.decode()
    assert "subscribe: en.subscribe." in result.stdout.decode()
    assert "\x1b" not in result.stdout.decode()


def test_explain_in_colour() -> None:
    assert b"\x1b[31m" in run("explain", "-", "--color", "always", stdin=PAGE.encode()).stdout


def test_own_rules(tmp_path: Path) -> None:
    rules = tmp_path / "house.toml"
    rules.write_text('[[rule]]\nid = "house.mill"\ncategory = "notice"\nphrases = ["Mill of the day"]\n', "utf-8")
    result = run("clean", "-", "--rules", str(rules), stdin=b"Mill of the day\nThe mill burned down.")
    assert result.stdout == b"The mill burned down.\n"


def test_a_missing_file_is_exit_1_with_a_reason(tmp_path: Path) -> None:
    result = run("clean", str(tmp_path / "none.txt"))
    assert result.returncode == 1
    assert result.stdout == b""
    assert b"No such file" in result.stderr


def test_bytes_that_are_no_utf8_are_exit_1_with_a_remedy() -> None:
    result = run("clean", "-", stdin=b"caf\xe9")
    assert result.returncode == 1
    assert b"not UTF-8 at byte 3" in result.stderr


def test_malformed_rules_are_exit_1_and_named(tmp_path: Path) -> None:
    rules = tmp_path / "house.toml"
    rules.write_text('[[rule]]\nid = "house.mill"\ncategory = "mills"\nphrases = ["x"]\n', "utf-8")
    result = run("clean", "-", "--rules", str(rules), stdin=b"x")
    assert result.returncode == 1
    assert b"house.mill" in result.stderr
    assert b"advertising" in result.stderr


def test_wrong_usage_is_exit_2() -> None:
    assert run("scrub").returncode == 2
    assert run().returncode == 2


def test_help_imports_nothing_heavy() -> None:
    code = "import sys, newsclean.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass\n"
    code += "print([m for m in ('regex', 'ftfy', 'langdetect') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert result.stdout.strip().endswith("[]")
