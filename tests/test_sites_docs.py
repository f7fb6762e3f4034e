"""What docs/sites.md shows is what comes out."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "sites.md"
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def printed(command: str) -> str:
    """What a command prints."""
    arguments = shlex.split(command)
    assert arguments[0] == "newsclean"
    run = [sys.executable, "-m", "newsclean.cli", *arguments[1:]]
    return subprocess.run(run, capture_output=True, check=True, encoding="utf-8", timeout=60).stdout


def test_the_examples_run_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert {kind for kind, _ in blocks} == {"python", "console"}
    runner = doctest.DocTestRunner()
    for number, (kind, text) in enumerate(blocks):
        if kind == "python":
            example = doctest.DocTestParser().get_doctest(text, names, f"block {number}", str(PAGE), 0)
            runner.run(example, clear_globs=False)
            names = example.globs
        else:
            for row in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, output = row.partition("\n")
                assert printed(command) == output
    assert runner.summarize(verbose=False).failed == 0
