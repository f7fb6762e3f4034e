"""A pipeline of datatrove: `python trove.py IN OUT TASKS WORKERS`. The rank that the file OUT/break names fails."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.writers import JsonlWriter

from newsclean.integrations.datatrove import CleanStep, WetReader


class Breaks(PipelineStep):  # type: ignore[misc]
    """Raises behind the first document of a rank, as a bug or a full disk does."""

    type = "TEST"
    name = "breaks"

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """The documents, to the break."""
        broken = Path(self.file).exists() and int(Path(self.file).read_text("utf-8")) == rank
        for document in data:
            yield document
            if broken:
                raise RuntimeError("broken here")


def main(source: str, out: str, tasks: str, workers: str) -> None:
    """Run what is not done."""
    steps = [
        WetReader(source),
        CleanStep(["verdict", "language", "error", "removals"]),
        Breaks(f"{out}/break"),
        JsonlWriter(f"{out}/articles", compression=None),
    ]
    LocalPipelineExecutor(steps, tasks=int(tasks), workers=int(workers), logging_dir=f"{out}/logs").run()


if __name__ == "__main__":
    main(*sys.argv[1:])
