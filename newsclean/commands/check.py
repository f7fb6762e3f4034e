"""`newsclean check` and `newsclean case`: fixtures without pytest, and a new one from a page."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from newsclean.article import Article

OK, FAILED = 0, 1


def add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command that checks the cases of folders."""
    check = commands.add_parser(
        "check",
        help="check folders of fixtures",
        description="Check the fixtures in folders and print those that differ, with the rule that took each line. "
        "Exit code 1 where one differs, or where there is none.",
    )
    check.add_argument("folders", metavar="DIR", nargs="+", help="a folder that holds cases, at any depth")
    check.add_argument("--rules", metavar="TOML", action="append", default=[], help="rules of your own; repeatable")
    check.add_argument("--update", action="store_true", help="accept what comes out; refused where CI is set")


def check(options: argparse.Namespace) -> int:
    """Check all cases: what differs goes to stdout, the count to stderr."""
    from pathlib import Path

    from newsclean.testing.case import find, forbids_update

    if options.update and forbids_update():
        return failed("check", "--update is refused where the variable CI is set: update and look at it first")
    paths = [path for folder in options.folders for path in find(Path(folder))]
    if not paths:
        return failed("check", f"no case in {', '.join(options.folders)}: a case is a folder with input.txt")
    rules = [Path(name) for name in options.rules]
    counts: dict[str, int] = {}
    for path in paths:
        outcome, said = checked(path, rules, options.update)
        counts[outcome] = counts.get(outcome, 0) + 1
        if said:
            print(f"{path}: {outcome}\n{said}\n")
    print(", ".join(f"{number} {outcome}" for outcome, number in counts.items()), file=sys.stderr)
    return FAILED if {"failed", "passed against expectation"} & counts.keys() else OK


def checked(path: "Path", rules: "list[Path]", accept: bool) -> tuple[str, str]:
    """The outcome of a case, and what there is to say of it."""
    from newsclean.testing.case import MismatchError, read_case, update
    from newsclean.testing.case import check as compare

    try:
        case = read_case(path)
        changed = update(case, rules) if accept else []
        compare(case, rules)
    except MismatchError as error:
        return ("failed as expected", "") if case.xfail else ("failed", str(error))
    except (ValueError, OSError) as error:
        return "failed", str(error)
    if case.xfail:
        return "passed against expectation", f"take xfail = {case.xfail!r} out of its case.toml"
    return ("updated", f"rewritten: {', '.join(changed)}") if changed else ("passed", "")


def add_case(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """The command that writes a case."""
    case = commands.add_parser(
        "case",
        help="write a fixture from a page",
        description="Write a fixture from a page: what comes out now is what is expected, but for --drop and "
        "--restore. Look it over and edit it; fields you take out of expected.json are not compared.",
    )
    case.add_argument("file", metavar="FILE", help="a UTF-8 text file, or - for standard input")
    case.add_argument("folder", metavar="DIR", help="the folder to make, for example fixtures/mill-fire")
    case.add_argument("--drop", metavar="TEXT", action="append", default=[], help="expect the lines with TEXT gone")
    case.add_argument("--restore", metavar="RULE", action="append", default=[], help="expect what RULE took to stay")
    case.add_argument("--force", action="store_true", help="overwrite a case that is there")
    return case


def write_case(options: argparse.Namespace, text: str, article: "Article") -> int:
    """Write a case's files; their names go to stdout. Raises `ValueError` where an option fits nothing of the page."""
    from pathlib import Path

    from newsclean.testing.case import BODY, INPUT, METADATA, SETTINGS, came_out, dumped

    folder = Path(options.folder)
    if (folder / INPUT).exists() and not options.force:
        return failed("case", f"{folder / INPUT} is there already; --force overwrites it")
    expected = article.restoring(*options.restore) if options.restore else article
    found = {name: kept(value, options.drop) for name, value in came_out(expected).items()}
    files = {
        INPUT: text,
        BODY: dropped(expected.body, options.drop) + "\n",
        METADATA: dumped({name: value for name, value in found.items() if value}),
    }
    if settings := chosen(options):
        files[SETTINGS] = settings
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SETTINGS).unlink(missing_ok=True)
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8", newline="")
        print(folder / name)
    return OK


def dropped(body: str, texts: list[str]) -> str:
    """The body without the lines that hold one of the texts, and without the blank lines that would double."""
    for text in texts:
        if text not in body:
            raise ValueError(f"--drop: no line of the body holds {text!r}")
    out: list[str] = []
    for line in body.split("\n"):
        if any(text in line for text in texts) or (not line and not (out and out[-1])):
            continue
        out.append(line)
    return "\n".join(out).rstrip("\n")


def kept(value: Any, texts: list[str]) -> Any:
    """What a field holds but for the values that hold one of the texts, which a line that should go gave it."""
    values = value if isinstance(value, list) else [value] if value else []
    left = [item for item in values if not any(text in item for text in texts)]
    return left if isinstance(value, list) else next(iter(left), None)


def chosen(options: argparse.Namespace) -> str:
    """What the case is to be cleaned with, as `case.toml`; "" where all is as usual. JSON's strings are TOML's."""
    import json
    from pathlib import Path

    settings: dict[str, Any] = {name: getattr(options, name) for name in ("url", "language")}
    settings["favor"] = options.favor if options.favor != "balanced" else None
    settings["rules"] = [Path(os.path.relpath(name, options.folder)).as_posix() for name in options.rules]
    rows = (f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in settings.items() if value)
    return "".join(rows)


def failed(command: str, why: str) -> int:
    """Say on stderr why nothing was done."""
    print(f"newsclean: {command}: {why}", file=sys.stderr)
    return FAILED
