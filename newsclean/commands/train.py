"""`newsclean train`: learn a model for the labeller."""

import argparse
import os
import sys
from pathlib import Path


def add_train(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command that learns a model."""
    train = commands.add_parser(
        "train",
        help="learn a model for the labeller from pages with gold bodies",
        description="Learn a model for the labeller from pages with gold bodies, and print its cross-validated "
        "figures. Needs the extra: pip install 'newsclean[train]'.",
    )
    train.add_argument("pages", metavar="PAGES", nargs="+", help="JSON lines with `body`, `text`, `url`; gzip or not")
    train.add_argument("--out", metavar="MODEL", required=True, help="the JSON file to write")
    train.add_argument("--held-out", metavar="MODEL", help="write a second model that never saw a fifth of the sites")
    train.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1, help="processes; default: one a core")


def trained(options: argparse.Namespace) -> str:
    """Learn a model, with progress on stderr, and give its figures.

    Raises `OSError` for a file that cannot be read or written, `ValueError` for one that holds no pages, and where the
    extra is not installed.
    """
    try:
        from newsclean.labeller.training.train import train
    except ImportError as error:
        raise ValueError(f"{error}; pip install 'newsclean[train]'") from error
    held_out = Path(options.held_out) if options.held_out else None
    paths = [Path(name) for name in options.pages]
    return "\n".join(train(paths, Path(options.out), options.jobs, progress, held_out))


def progress(step: str) -> None:
    """Tell on stderr that a step is done."""
    print(step, file=sys.stderr, flush=True)
