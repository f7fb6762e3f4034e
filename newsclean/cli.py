"""The command line: data on stdout, everything else on stderr; exit 0, 1 (input cannot be read), 2 (usage)."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.article import Article

OK, FAILED, USAGE = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    """The arguments. Nothing heavy is imported for `--help`."""
    from newsclean import __version__

    top = argparse.ArgumentParser(
        prog="newsclean",
        description="The text of a scraped news page in, the clean article out, every removal explained.",
    )
    top.add_argument("--version", action="version", version=f"newsclean {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    clean = commands.add_parser("clean", help="print the body of a page", description="Print the body of a page.")
    clean.add_argument("--json", action="store_true", help="print body, metadata and removals as JSON")
    explain = commands.add_parser(
        "explain",
        help="print a page as a diff with reasons",
        description="Print a page line by line: '-' was removed, '~' was cut, with category, rule and stage below it.",
    )
    explain.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    for command in (clean, explain):
        command.add_argument("file", metavar="FILE", help="a UTF-8 text file, or - for standard input")
        command.add_argument("--url", help="the page's address, as evidence")
        command.add_argument("--language", help="BCP 47 code of the page's language, where you know it")
        command.add_argument("--favor", choices=("recall", "balanced", "precision"), default="balanced")
        command.add_argument(
            "--rules", metavar="TOML", action="append", default=[], help="rules of your own; repeatable"
        )
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code."""
    options = parser().parse_args(arguments)
    try:
        text = read(options.file)
        article = cleaned(text, options)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        print(f"newsclean: {options.file}: {reason(error)}", file=sys.stderr)
        return FAILED
    if options.command == "explain":
        out = article.explain(color=colored(options.color))
    else:
        out = article.to_json(indent=1) if options.json else article.body
    return write(out)


def cleaned(text: str, options: argparse.Namespace) -> "Article":
    """Clean a text as the options say."""
    from newsclean.pipeline import Pipeline

    pipeline = Pipeline.default()
    for path in options.rules:
        pipeline = pipeline.with_rules(path)
    return pipeline.run(text, url=options.url, language=options.language, favor=options.favor)


def read(name: str) -> str:
    """A file's text, or that of standard input, as UTF-8 with its line ends as they are."""
    if name == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig")
    with open(name, encoding="utf-8-sig", newline="") as file:
        return file.read()


def reason(error: Exception) -> str:
    """What went wrong and what to do, in a line."""
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start}; convert it first, for example with iconv -f WINDOWS-1252 -t UTF-8"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)


def write(text: str) -> int:
    """Print the text as UTF-8, whatever the terminal's encoding; a reader who went away is no error."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + (b"\n" if text else b""))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return OK


def colored(choice: str) -> bool:
    """Whether to colour: always, never, or on a terminal unless NO_COLOR is set."""
    return choice == "always" or (choice == "auto" and sys.stdout.isatty() and "NO_COLOR" not in os.environ)


if __name__ == "__main__":
    sys.exit(main())
