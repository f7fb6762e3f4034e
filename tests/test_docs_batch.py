"""The examples of docs/batch.md and the pages beside it, run as printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(r"^```(sh|python)\n(.*?)^```(?:\n\n```text\n(.*?)^```)?", re.DOTALL | re.MULTILINE)


PAGES = {
    "batch": (["python", "sh", "sh", "python"], ("pyarrow", "fcntl")),
    "datatrove": (["python"], ("datatrove", "orjson")),
    "scrapy": (["python", "sh"], ("scrapy", "fcntl")),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_examples_give_what_is_printed(name: str, tmp_path: Path) -> None:
    kinds, modules = PAGES[name]
    for module in modules:
        pytest.importorskip(module)
    programs = tmp_path / "bin"
    programs.mkdir()
    for program, arguments in (("newsclean", "-m newsclean.cli"), ("python", "")):
        (programs / program).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', "utf-8")
        (programs / program).chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    examples = EXAMPLE.findall((ROOT / "docs" / f"{name}.md").read_text("utf-8"))
    assert [kind for kind, _, _ in examples] == kinds
    for kind, code, printed in examples:
        command = ["sh", "-ec", code] if kind == "sh" else [sys.executable, "-c", code]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        assert not printed or done.stdout == printed
