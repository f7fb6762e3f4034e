"""The examples of docs/batch.md, run as printed."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLE = re.compile(r"^```(sh|python)\n(.*?)^```(?:\n\n```text\n(.*?)^```)?", re.DOTALL | re.MULTILINE)


def test_the_examples_give_what_is_printed(tmp_path: Path) -> None:
    for module in ("pyarrow", "fcntl"):
        pytest.importorskip(module)
    program = tmp_path / "bin" / "newsclean"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m newsclean.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    examples = EXAMPLE.findall((ROOT / "docs" / "batch.md").read_text("utf-8"))
    assert [kind for kind, _, _ in examples] == ["python", "sh", "sh", "python"]
    for kind, code, printed in examples:
        command = ["sh", "-ec", code] if kind == "sh" else [sys.executable, "-c", code]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        assert not printed or done.stdout == printed
