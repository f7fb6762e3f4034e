"""Clean WET files with datatrove, on this machine or on Slurm; `--learn-sites` learns profiles of their sites first.

    python wet.py crawl/ articles/ --tasks 8 --workers 2
    python wet.py crawl/ articles/ --tasks 1000 --slurm PARTITION --learn-sites

The same command again does what is left: a task is done, or begins anew. Have as many files as tasks, or more.
"""

import argparse
from functools import partial
from typing import Any

from datatrove.executor import LocalPipelineExecutor, SlurmPipelineExecutor
from datatrove.pipeline.writers import JsonlWriter

from newsclean.integrations.datatrove import CleanStep, SiteProfileMerge, SiteProfileStep, WetReader


def options() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description="Clean WET files.")
    parser.add_argument("wet", help="the folder of WET files, here or whatever fsspec knows: s3://…")
    parser.add_argument("out", help="the folder to write to; on Slurm all machines must see it")
    parser.add_argument("--tasks", type=int, default=1, help="into how many parts the files are dealt")
    parser.add_argument("--workers", type=int, default=-1, help="how many tasks run at once; default: all")
    parser.add_argument("--slurm", metavar="PARTITION", help="run on this partition of Slurm")
    parser.add_argument("--time", default="24:00:00", help="Slurm: the longest a task may take")
    parser.add_argument("--venv", help="Slurm: the `activate` of a virtual environment that has newsclean")
    parser.add_argument("--learn-sites", action="store_true", help="learn profiles of the sites, and use them")
    parser.add_argument("--partitions", type=int, default=1, help="parts in which profiles are merged")
    return parser.parse_args()


def executor(given: argparse.Namespace) -> Any:
    """The executor, but for its pipeline, tasks and logs."""
    if not given.slurm:
        return partial(LocalPipelineExecutor, workers=given.workers)
    return partial(
        SlurmPipelineExecutor, workers=given.workers, partition=given.slurm, time=given.time, venv_path=given.venv
    )


def main() -> None:
    """Run all that is not done yet."""
    given = options()
    begin, logs = executor(given), f"{given.out}/logs"
    reader = partial(WetReader, given.wet, glob_pattern="*.wet.gz")
    learned, sites = None, None
    if given.learn_sites:
        parts, sites = f"{given.out}/site-parts", f"{given.out}/sites"
        learn = [reader(), SiteProfileStep(parts, partitions=given.partitions)]
        merge = [SiteProfileMerge(parts, sites)]
        learning = begin(learn, tasks=given.tasks, logging_dir=f"{logs}/learn")
        learned = begin(merge, tasks=given.partitions, logging_dir=f"{logs}/merge", depends=learning)
    # The writer's default is gzip, which is slow; "zstd" needs the package zstandard.
    clean = [reader(), CleanStep(sites=sites), JsonlWriter(f"{given.out}/articles", compression=None)]
    begin(clean, tasks=given.tasks, logging_dir=f"{logs}/clean", depends=learned).run()


if __name__ == "__main__":
    main()
