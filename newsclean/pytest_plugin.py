"""Fixtures of pages as pytest tests: collects case folders where the ini option `newsclean_fixtures` says.

It is loaded in every pytest run of an environment that holds newsclean; nothing of newsclean but this file is imported
before a case is collected.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from newsclean.testing import Case

UPDATE = "--newsclean-update"
CHANGED = "newsclean_updated"
"""The user property by which a report tells what was rewritten; it comes through from the workers of pytest-xdist."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option to accept what comes out, and the two ini options."""
    group = parser.getgroup("newsclean", "newsclean fixtures")
    group.addoption(UPDATE, action="store_true", help="rewrite what newsclean fixtures expect; refused where CI is set")
    parser.addini("newsclean_fixtures", "folders with newsclean fixtures (none: collect none)", "paths", [])
    parser.addini("newsclean_rules", "rule files that are applied to all newsclean fixtures", "paths", [])


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to rewrite where nobody looks."""
    if config.getoption(UPDATE):
        from newsclean.testing.case import forbids_update

        if forbids_update():
            raise pytest.UsageError(f"{UPDATE} is refused where the variable CI is set: update and look at it first")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "CaseFile | None":
    """Collect a case that lies in one of the folders."""
    if file_path.suffix != ".txt":
        return None
    roots = [root for root in parent.config.getini("newsclean_fixtures") if file_path.is_relative_to(root)]
    if not roots:
        return None
    from newsclean.testing import is_case

    if not is_case(file_path):
        return None
    file: CaseFile = CaseFile.from_parent(parent, path=file_path)
    # The innermost of nested folders names the case.
    file.root = max(roots, key=lambda root: len(root.parts))
    return file


class CaseFile(pytest.File):
    """The file of a case; it holds one test."""

    root: Path

    def collect(self) -> Iterator["CaseItem"]:
        """The test, named after the case's place in the folder of fixtures."""
        path = self.path.parent if self.path.name == "input.txt" else self.path
        name = path.relative_to(self.root).as_posix()
        yield CaseItem.from_parent(self, name=path.name if name == "." else name)


class CaseItem(pytest.Item):
    """A case as a test."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        from newsclean.testing import MismatchError, read_case

        self.case: Case | None = None
        try:
            self.case = read_case(self.path)
        except ValueError:
            return  # runtest reads it again and fails: one malformed case must not stop the others
        if self.case.xfail:
            self.add_marker(pytest.mark.xfail(reason=self.case.xfail, strict=True, raises=MismatchError))

    def runtest(self) -> None:
        """Check the case, or bring it up to date."""
        from newsclean.testing import check, read_case, update

        case = self.case or read_case(self.path)
        rules = [Path(path) for path in self.config.getini("newsclean_rules")]
        if self.config.getoption(UPDATE) and (changed := update(case, rules)):
            self.user_properties.append((CHANGED, f"{self.nodeid}: {', '.join(changed)}"))
        check(case, rules)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The differences with their reasons; the traceback only where it is newsclean that failed."""
        from newsclean.testing import MismatchError

        if excinfo.errisinstance((MismatchError, ValueError, OSError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the case lies, and what it is called."""
        return self.path, None, f"newsclean: {self.name}"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell which files were rewritten."""
    reports: Iterable[Any] = (report for rows in terminalreporter.stats.values() for report in rows)
    changed = [
        value
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == CHANGED
    ]
    if changed:
        terminalreporter.section("newsclean fixtures rewritten; look at them before you commit")
        for line in sorted(changed):
            terminalreporter.line(line)
