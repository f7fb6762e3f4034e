"""The pytest plug-in in projects of its users, and the README's story in an empty one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

MILL = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
OWNER = "Its owner had asked the council for a new roof in the spring, and the council had promised to think about it."
README = Path(__file__).parent.parent / "README.md"


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project that asks for fixtures in `cases`."""
    monkeypatch.delenv("CI", raising=False)
    pytester.makeini("[pytest]\nnewsclean_fixtures = cases\nfilterwarnings = error\n")
    return pytester


def write(name: str, page: str, expected: str | None = None, settings: str = "") -> Path:
    """Write a case in the current project."""
    folder = Path.cwd() / "cases" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "input.txt").write_text(page, "utf-8")
    if expected is not None:
        (folder / "expected.txt").write_text(expected, "utf-8")
    if settings:
        (folder / "case.toml").write_text(settings, "utf-8")
    return folder


def run(project: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest as a process of its own, as users do."""
    return project.runpytest_subprocess("-p", "no:cacheprovider", *arguments)


def test_nothing_is_collected_unasked(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\n")
    write("mill", MILL, "x")
    assert run(pytester).ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_passes_fails_and_expected_failures(project: pytest.Pytester) -> None:
    write("good", MILL, MILL)
    write("en/bad", f"Sign up for our newsletter\n\n{MILL}", f"Sign up for our newsletter\n\n{MILL}")
    write("known", MILL, "x", 'xfail = "not reached yet"')
    write("reached", MILL, MILL, 'xfail = "not reached yet"')
    write("new", MILL)
    write("malformed", MILL, MILL, "xfail")
    result = run(project, "-rx")
    result.assert_outcomes(passed=1, failed=4, xfailed=1)
    result.stdout.fnmatch_lines(
        [
            "*newsclean: en/bad*",
            "- Sign up for our newsletter",
            "*taken by en.subscribe.prompt (subscribe, stage phrases)",
            "*case.toml: not valid TOML*",
            "*expected.txt is missing: write it, or accept what comes out with --newsclean-update*",
            "*[[]XPASS(strict)[]] not reached yet*",
            "XFAIL cases/known/input.txt::known - not reached yet",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")


def test_cases_are_chosen_by_name_and_by_path(project: pytest.Pytester) -> None:
    write("en/good", MILL, MILL)
    write("de/bad", MILL, "x")
    run(project, "-k", "en/good").assert_outcomes(passed=1, deselected=1)
    run(project, "cases/en").assert_outcomes(passed=1)
    run(project, "cases/de/bad/input.txt::de/bad").assert_outcomes(failed=1)


def test_it_works_under_xdist(project: pytest.Pytester) -> None:
    for number in range(4):
        write(f"case-{number}", MILL, MILL if number % 2 else "x")
    run(project, "-n", "2").assert_outcomes(passed=2, failed=2)
    result = run(project, "-n", "2", "--newsclean-update")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(
        ["*rewritten*", "cases/case-0/input.txt::case-0: expected.txt", "*case-2: expected.txt"]
    )


def test_update(project: pytest.Pytester) -> None:
    folder = write("mill", f"Sign up for our newsletter\n\n{MILL}")
    result = run(project, "--newsclean-update")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*rewritten; look at them*", "cases/mill/input.txt::mill: expected.txt"])
    assert (folder / "expected.txt").read_text("utf-8") == f"{MILL}\n"
    run(project).assert_outcomes(passed=1)


def test_update_is_refused_in_ci(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write("mill", MILL, "x")
    monkeypatch.setenv("CI", "true")
    result = run(project, "--newsclean-update")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--newsclean-update is refused where the variable CI is set*"])
    assert (folder / "expected.txt").read_text("utf-8") == "x"


def test_texts_to_keep(project: pytest.Pytester) -> None:
    keep = project.mkdir("cases") / "keep"
    keep.mkdir()
    (keep / "mill.txt").write_text(f"{MILL}\n", "utf-8")
    (keep / "ad.txt").write_text(f"Sign up for our newsletter\n{MILL}\n", "utf-8")
    run(project).assert_outcomes(passed=1, failed=1)


def test_rules_for_all_cases(project: pytest.Pytester) -> None:
    write("mill", f"{MILL}\n\nTip of the day\n\n{OWNER}", f"{MILL}\n\n{OWNER}")
    run(project).assert_outcomes(failed=1)
    project.makefile(".toml", house='[[rule]]\nid = "house.tip"\ncategory = "notice"\nphrases = ["Tip of the day"]\n')
    project.makeini("[pytest]\nnewsclean_fixtures = cases\nnewsclean_rules = house.toml\n")
    run(project).assert_outcomes(passed=1)


def test_the_plug_in_imports_nothing_heavy() -> None:
    code = "import sys, newsclean.pytest_plugin\n"
    code += "print([m for m in ('regex', 'ftfy', 'langdetect', 'newsclean.testing') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert result.stdout.strip() == "[]"


def test_the_story_of_the_readme(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    section = README.read_text("utf-8").split("## Fixtures of your own")[1].split("\n## ")[0]
    (script,) = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)
    Path("page.txt").write_text(
        f"Old mill burns down\nBy Ann Roe\n\n{MILL}\n\nTip of the day: sleep\n\n{OWNER}\n", "utf-8"
    )
    assert len(script.strip().split("\n")) <= 10
    before, after = script.split("pytest  # fails", 1)
    subprocess.run(["bash", "-euc", before], check=True, capture_output=True)
    failing = subprocess.run([sys.executable, "-m", "pytest"], capture_output=True, text=True, check=False)
    assert failing.returncode == pytest.ExitCode.TESTS_FAILED
    assert "+ Tip of the day: sleep\n      kept: no rule took it; the nearest is " in failing.stdout
    subprocess.run(["bash", "-euc", after.partition("\n")[2]], check=True, capture_output=True)
