"""What the pages of docs/ show is what comes out."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"^```(python|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def printed(command: str) -> str:
    """What a command prints."""
    arguments = shlex.split(command)
    assert arguments[0] == "newsclean"
    run = [sys.executable, "-m", "newsclean.cli", *arguments[1:]]
    return subprocess.run(run, capture_output=True, check=True, encoding="utf-8", timeout=60).stdout


@pytest.mark.parametrize("page", ["sites.md", "tutorial.md"])
def test_the_examples_run_as_printed(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    blocks = BLOCK.findall((DOCS / page).read_text("utf-8"))
    assert blocks
    runner = doctest.DocTestRunner()
    for number, (kind, text) in enumerate(blocks):
        if kind == "python":
            example = doctest.DocTestParser().get_doctest(text, names, f"block {number}", page, 0)
            runner.run(example, clear_globs=False)
            names = example.globs
        else:
            for row in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, _, output = row.partition("\n")
                assert printed(command) == output
    assert runner.summarize(verbose=False).failed == 0
