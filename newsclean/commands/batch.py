"""`newsclean batch`: files of documents, cleaned by several processes, in runs that can be stopped and continued."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.batch.run import Job

OK, FAILED, INTERRUPTED = 0, 1, 130


def add_batch(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """The command that cleans files of documents."""
    batch = commands.add_parser(
        "batch",
        help="clean files of documents: JSON lines, Parquet, WET",
        description="Clean the documents of files into one file, a row for each, in order. A run that was stopped, "
        "however it was, is continued by the same command. The summary is JSON, on stderr or in a file.",
    )
    batch.add_argument(
        "inputs", metavar="IN", nargs="+", help=".jsonl, .jsonl.gz, .jsonl.zst, .parquet, .wet, .warc(.gz)"
    )
    batch.add_argument("--out", metavar="OUT", required=True, help=".jsonl, .jsonl.gz, .jsonl.zst or .parquet")
    batch.add_argument(
        "-j", "--jobs", type=positive, default=os.cpu_count() or 1, help="processes; default: one a core"
    )
    batch.add_argument(
        "--errors",
        choices=("keep", "skip", "fail"),
        default="keep",
        help="what to do with a document that cannot be cleaned: keep a row that has its error (default), skip it, or "
        "fail, which stops the run",
    )
    batch.add_argument("--failures", metavar="FILE", help="where to list them; default: OUT.failures.jsonl")
    batch.add_argument(
        "--fields", metavar="A,B", help="fields of the rows, for example id,url,title,body; default: all"
    )
    batch.add_argument(
        "--sites", metavar="DIR", help="profiles that `newsclean sites learn` wrote; each document's URL chooses"
    )
    batch.add_argument("--summary", metavar="FILE", help="write the summary there, not to stderr")
    for name in ("text", "id", "url"):
        batch.add_argument(
            f"--{name}-field", metavar="NAME", default=name, help=f"the field that holds it; default: {name}"
        )
    batch.add_argument(
        "--longest",
        metavar="N",
        type=positive,
        default=1_000_000,
        help="characters of the longest text to clean; default: 1000000",
    )
    batch.add_argument(
        "--chunk-size",
        metavar="N",
        type=positive,
        default=128,
        help="documents that are cleaned and committed together; default: 128",
    )
    batch.add_argument(
        "--force",
        action="store_true",
        help="overwrite OUT, and begin anew where a stopped run had other inputs or options",
    )
    batch.add_argument("--quiet", action="store_true", help="no progress on stderr")
    return batch


def positive(given: str) -> int:
    """A whole number, 1 or more."""
    number = int(given)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def batch(options: argparse.Namespace) -> int:
    """Run the command, and give its exit code: 1 where the run stopped, or where not one document could be cleaned."""
    from newsclean.batch.run import AGAIN, run

    try:
        job = asked(options)
        told = run(job)
        report(told, options.summary)
        job.paths.journal.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        named = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.filename else None
        print(f"newsclean: batch: {named or getattr(error, 'strerror', None) or error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(f"newsclean: batch: interrupted; {AGAIN}", file=sys.stderr)
        return INTERRUPTED
    if told["failed"] or told["empty_files"]:
        counts = f"{told['failed']} of {told['documents']} documents failed, {told['empty_files']} files were empty"
        print(f"newsclean: batch: {counts}; see {job.paths.failures}", file=sys.stderr)
    return FAILED if told["documents"] and told["failed"] == told["documents"] else OK


def asked(options: argparse.Namespace) -> "Job":
    """The job that the options describe. Raises `ValueError` for an unknown suffix or field."""
    from newsclean.batch.cleaning import Cleaning
    from newsclean.batch.document import Names
    from newsclean.batch.journal import Paths
    from newsclean.batch.run import Job
    from newsclean.batch.work import Settings
    from newsclean.batch.writers import suffix
    from newsclean.rows import FIELDS, chosen

    out = Path(options.out)
    fields = FIELDS if options.fields is None else chosen(name.strip() for name in options.fields.split(","))
    cleaning = Cleaning(options.language, options.favor, options.model, tuple(options.rules), options.sites)
    settings = Settings(suffix(out), fields, options.errors, cleaning)
    failures = Path(options.failures) if options.failures else out.with_name(f"{out.name}.failures.jsonl")
    return Job(
        tuple(map(Path, options.inputs)),
        Paths(out, failures),
        settings,
        Names(options.text_field, options.id_field, options.url_field),
        options.longest,
        options.chunk_size,
        options.jobs,
        options.force,
        options.quiet,
    )


def report(told: dict[str, object], where: str | None) -> None:
    """Write the summary to a file or to stderr."""
    text = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    if where:
        Path(where).write_text(text, "utf-8")
    else:
        sys.stderr.write(text)
