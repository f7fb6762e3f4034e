"""The fenced blocks of the README and of docs/, and ways to run each as it is printed."""

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsclean import Page
from newsclean.cli import main
from newsclean.languages.rules import load_rules
from newsclean.stages.phrases import OwnRules

ROOT = Path(__file__).parents[1]
PAGES = [path.relative_to(ROOT).as_posix() for path in (*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md")))]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHOWN = re.compile(r"\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NO_SHELL = re.compile(r"newsclean [^|&<>;$*`]*$")
"""A line that needs no shell: it is run in this process, where the rules are loaded once for all of them."""
TIMEOUT = 600.0


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; `shown` is the block of text right behind it, which is what it prints."""

    page: str
    line: int
    kind: str
    text: str
    shown: str | None = None

    def __str__(self) -> str:
        return f"{self.page}:{self.line} ({self.kind or 'no kind'})"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a block printed, and the names of the page's Python behind it."""

    printed: str
    names: dict[str, Any] = field(repr=False)


def blocks(page: str, text: str | None = None) -> list[Block]:
    """The blocks of a page, those of what is printed left out; a fence that is no block's is an error."""
    text = (ROOT / page).read_text("utf-8") if text is None else text
    found, end = [], 0
    for fenced in FENCED.finditer(text):
        if fenced.start() < end:
            continue
        kind, code = fenced.groups()
        shown = SHOWN.match(text, fenced.end()) if kind in RUNNERS else None
        found.append(Block(page, text.count("\n", 0, fenced.start()) + 1, kind, code, shown and shown.group(1)))
        end = (shown or fenced).end()
    assert text.count("```") == sum(4 if block.shown is not None else 2 for block in found), f"{page}: an odd fence"
    return found


def block(page: str, part: str) -> Block:
    """The one block of a page that holds this text."""
    (found,) = (found for found in blocks(page) if part in found.text)
    return found


def agrees(shown: str, printed: str) -> bool:
    """Whether a page shows what is printed; there `…` stands for the rest of a line, `[…]` for any lines.

    >>> agrees("a\\n[…]\\nd …\\n", "a\\nb\\nc\\nd e\\n"), agrees("a …\\n", "a b\\nc\\n")
    (True, False)
    """
    pattern = re.escape(shown).replace(re.escape("[…]\n"), r"(?:.*\n)*?").replace("…", ".*")
    return re.fullmatch(pattern, printed) is not None


def check(block: Block, shown: str, printed: str) -> None:
    """Raise where a block does not print what its page shows."""
    if not agrees(shown, printed):  # pytest would indent the lines of an assertion's message
        raise AssertionError(f"{block} shows\n{shown}\nand prints\n{printed}")


def run_page(found: list[Block], names: dict[str, Any]) -> Iterator[tuple[Block, Outcome]]:
    """Run blocks one by one in the working directory, as a reader does; what a page shows must come out."""
    for each in found:
        assert each.kind in RUNNERS, f"{each}: nothing runs it; say in a table why"
        printed = RUNNERS[each.kind](each, names)
        if each.shown is not None:
            check(each, each.shown, printed)
        yield each, Outcome(printed, dict(names))


def python(block: Block, names: dict[str, Any]) -> str:
    """Run Python: as a doctest, as a script of its own where it asks for its name, else with the names of the page."""
    if ">>> " in block.text:
        example = doctest.DocTestParser().get_doctest(block.text, names, str(block), block.page, block.line)
        runner, told = doctest.DocTestRunner(verbose=False), io.StringIO()
        runner.run(example, out=told.write, clear_globs=False)
        names.update(example.globs)
        assert runner.summarize(verbose=False).failed == 0, told.getvalue()
        return ""
    if "__main__" in block.text:
        return process([sys.executable, "-c", block.text], block)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block.text, str(block), "exec"), names)
    return printed.getvalue()


def shell(block: Block, _: dict[str, Any]) -> str:
    """Run commands, line by line where they are `newsclean` alone, else by the shell, where no command may fail."""
    lines = block.text.splitlines()
    if all(map(NO_SHELL.match, (line.split(" #")[0] for line in lines))):
        return "".join(newsclean(line) for line in lines)
    return process(["sh", "-ec", block.text], block)


def console(block: Block, _: dict[str, Any]) -> str:
    """Run the commands behind `$ `, and compare what each prints with the lines below it."""
    assert block.text.startswith("$ "), f"{block}: begins with no command"
    for row in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, shown = row.split("\n", 1)
        check(block, shown, newsclean(command, is_told=True))
    return ""


def toml(block: Block, _: dict[str, Any]) -> str:
    """Write a file of rules where the page's Python looks for it; each rule must do what its examples say."""
    path = Path("my-rules.toml")
    path.write_text(block.text, "utf-8")
    for rule in load_rules(path):
        assert rule.removes, f"{block}: {rule.id} has no examples"
        assert all(list(OwnRules((rule,))(Page.of(text))) for text in rule.removes), f"{block}: {rule.id} removes"
        assert not any(list(OwnRules((rule,))(Page.of(text))) for text in rule.spares), f"{block}: {rule.id} spares"
    return ""


RUNNERS: dict[str, Callable[[Block, dict[str, Any]], str]] = {
    "python": python,
    "sh": shell,
    "console": console,
    "toml": toml,
}


def newsclean(line: str, is_told: bool = False) -> str:
    """What a `newsclean` command prints, by the function that the command calls; it must not fail.

    With `is_told` that holds what goes to stderr, as a terminal shows it.
    """
    program, *arguments = shlex.split(line, comments=True)
    assert program == "newsclean", line
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8")
    told = contextlib.redirect_stderr(printed) if is_told else contextlib.nullcontext()
    with contextlib.redirect_stdout(printed), told:
        try:
            code = main(arguments)
        except SystemExit as ended:  # --help, or wrong usage
            code = int(ended.code or 0)
    printed.seek(0)
    assert code == 0, f"{line}: exit code {code}"
    return printed.read()


def process(command: list[str], block: Block) -> str:
    """What another process prints, with `newsclean` and `python` being those under test; it must not fail."""
    programs = Path("bin").absolute()
    programs.mkdir(exist_ok=True)
    for program, arguments in (("newsclean", "-m newsclean.cli"), ("python", "")):
        (programs / program).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', "utf-8")
        (programs / program).chmod(0o755)
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=TIMEOUT, check=False)
    assert done.returncode == 0, f"{block}: exit code {done.returncode}\n{done.stderr}"
    return done.stdout
