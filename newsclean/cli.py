"""The command line: data on stdout, everything else on stderr; exit 0, 1 (input cannot be read), 2 (usage)."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.article import Article

OK, FAILED, USAGE = 0, 1, 2
FILE = "a UTF-8 text file, or - for standard input"


def parser() -> argparse.ArgumentParser:
    """The arguments. Nothing heavy is imported for `--help`."""
    from newsclean import __version__
    from newsclean.commands.batch import add_batch
    from newsclean.commands.check import add_case, add_check
    from newsclean.commands.rules import add_rules
    from newsclean.commands.sites import add_sites
    from newsclean.commands.train import add_train

    top = argparse.ArgumentParser(
        prog="newsclean",
        description="The text of a scraped news page in, the clean article out, every removal explained.",
    )
    top.add_argument("--version", action="version", version=f"newsclean {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    clean = commands.add_parser("clean", help="print the body of a page", description="Print the body of a page.")
    form = clean.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print body, metadata and removals as JSON")
    form.add_argument("--html", action="store_true", help="print a page that shows what was removed, and why")
    explain = commands.add_parser(
        "explain",
        help="print a page as a diff with reasons",
        description="Print a page line by line: '-' was removed, '~' was cut, with category, rule and stage below it.",
    )
    explain.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    explain.add_argument("--rule", metavar="ID", help="tell of this rule, in place of a page")
    case = add_case(commands)
    add_check(commands)
    add_rules(commands)
    add_sites(commands)
    add_train(commands)
    batch = add_batch(commands)
    clean.add_argument("file", metavar="FILE", help=FILE)
    explain.add_argument("file", metavar="FILE", nargs="?", help=FILE)
    for command in (clean, explain, case):
        command.add_argument("--url", help="the page's address, as evidence")
    for command in (clean, explain, case, batch):
        command.add_argument("--language", help="BCP 47 code of the page's language, where you know it")
        command.add_argument("--favor", choices=("recall", "balanced", "precision"), default="balanced")
        command.add_argument(
            "--rules", metavar="TOML", action="append", default=[], help="rules of your own; repeatable"
        )
        command.add_argument("--model", metavar="MODEL", help="a model that `newsclean train` wrote, for the labeller")
    for command in (clean, explain):
        command.add_argument("--sites", metavar="DIR", help="profiles that `newsclean sites learn` wrote; needs --url")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code."""
    from newsclean.commands import batch, check, rules, sites
    from newsclean.commands.train import trained

    top = parser()
    options = top.parse_args(arguments)
    if options.command == "check":
        return check.check(options)
    if options.command == "batch":
        return batch.batch(options)
    if options.command == "explain" and (options.file is None) == (options.rule is None):
        top.error("explain: give a FILE, or a rule with --rule")
    try:
        if options.command == "rules":
            return write(rules.listed(options))
        if options.command == "train":
            return write(trained(options))
        if options.command == "sites":
            return write(sites.sites(options))
        if options.command == "explain" and options.rule:
            return write(rules.told(options.rule, options.rules))
        text = read(options.file)
        article = cleaned(text, options)
        if options.command == "case":
            return check.write_case(options, text, article)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        print(f"newsclean: {getattr(options, 'file', None) or options.command}: {reason(error)}", file=sys.stderr)
        return FAILED
    return write(form(article, options))


def form(article: "Article", options: argparse.Namespace) -> str:
    """What is printed of an article."""
    if options.command == "explain":
        return article.explain(color=colored(options.color))
    if options.html:
        return article.to_html()
    return article.to_json(indent=1) if options.json else article.body


def cleaned(text: str, options: argparse.Namespace) -> "Article":
    """Clean a text as the options say."""
    from newsclean.commands.sites import loaded
    from newsclean.pipeline import Pipeline

    pipeline = Pipeline.default(model=options.model)
    for path in options.rules:
        pipeline = pipeline.with_rules(path)
    site = loaded(getattr(options, "sites", None), options.url)
    return pipeline.run(text, url=options.url, language=options.language, site=site, favor=options.favor)


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
