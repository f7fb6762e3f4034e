"""datatrove: steps that learn profiles of sites on all ranks, and merge them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import crc32

from datatrove.data import Document
from datatrove.io import get_datafolder
from datatrove.pipeline.base import PipelineStep

from newsclean.site import MAX_PAGES, MIN_PAGES, SiteProfile
from newsclean.sites import ENDING, MOST_LINES, host_of, learn_whole

PART = ".zip"


class SiteProfileStep(PipelineStep):  # type: ignore[misc]
    """Learn profiles of the sites of a rank's documents; the last step of a pipeline, it passes nothing on.

    Writes `PARTITION/RANK.zip` into `output_folder`, for `SiteProfileMerge`: a site's pages may be in many ranks, and
    all that is known of it in one partition. `min_pages` and `max_pages` are those of `SiteProfile`; memory is bounded
    by `most_lines`.
    """

    type = "SITES"
    name = "newsclean site profiles"

    def __init__(
        self,
        output_folder: Any,
        *,
        partitions: int = 1,
        url_key: str = "url",
        min_pages: int = MIN_PAGES,
        max_pages: int = MAX_PAGES,
        most_lines: int = MOST_LINES,
    ) -> None:
        super().__init__()
        if partitions < 1:
            raise ValueError(f"partitions must be 1 or more, not {partitions}")
        SiteProfile(min_pages=min_pages, max_pages=max_pages)
        self.output_folder = get_datafolder(output_folder)
        self.partitions, self.url_key = partitions, url_key
        self.limits = {"min_pages": min_pages, "max_pages": max_pages, "most_lines": most_lines}

    def run(self, data: Iterable[Document] | None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Learn from all documents of the rank, then write what was learned."""
        with TemporaryDirectory(prefix="newsclean-") as folder:
            hostless = learn_whole(self.pages(data or ()), folder, **self.limits)
            self.stat_update("hostless", value=hostless)
            paths = sorted(Path(folder).iterdir())
            self.stat_update("hosts", value=len(paths))
            for partition in range(self.partitions):
                with self.output_folder.open(f"{partition:05d}/{rank:05d}{PART}", "wb") as raw:
                    zipped(raw, (path for path in paths if crc32(path.name.encode()) % self.partitions == partition))
        yield from ()

    def pages(self, documents: Iterable[Document]) -> Iterator[tuple[str | None, str]]:
        """(host, text) of each document that has a text."""
        for document in documents:
            url = document.metadata.get(self.url_key)
            if isinstance(document.text, str) and document.text:
                self.stat_update("documents")
                yield host_of(url if isinstance(url, str) else None), document.text


def zipped(raw: Any, paths: Iterable[Path]) -> None:
    """Write files into a ZIP file."""
    with ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        for path in paths:
            archive.write(path, path.name)


class SiteProfileMerge(PipelineStep):  # type: ignore[misc]
    """Merge what `SiteProfileStep` learned on all ranks into a folder of profiles; a pipeline by itself.

    Run it when all ranks of the learning are done (`depends=`), with as many tasks as there are partitions, or fewer.
    Hosts with fewer than `min_pages` pages get no profile. A profile that is there is replaced; what a person decided
    in it stays. The numbers of pages must be those that the profiles were learned with.
    """

    type = "SITES"
    name = "newsclean site profiles, merged"

    def __init__(
        self,
        input_folder: Any,
        output_folder: Any,
        *,
        min_pages: int = MIN_PAGES,
        max_pages: int = MAX_PAGES,
        most_lines: int = MOST_LINES,
    ) -> None:
        super().__init__()
        self.input_folder, self.output_folder = get_datafolder(input_folder), get_datafolder(output_folder)
        self.limits = {"min_pages": min_pages, "max_pages": max_pages, "most_lines": most_lines}

    def run(self, data: Any = None, rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """Merge the partitions of this rank."""
        files = [name for name in self.input_folder.list_files() if name.endswith(PART)]
        for partition in sorted({name.split("/")[0] for name in files})[rank::world_size]:
            own = [name for name in files if name.startswith(f"{partition}/")]
            with TemporaryDirectory(prefix="newsclean-") as folder:
                learn_whole(self.parts(own), folder, **self.limits)
                for path in sorted(Path(folder).iterdir()):
                    self.publish(path)
        yield from ()

    def parts(self, names: Iterable[str]) -> Iterator[tuple[str, SiteProfile]]:
        """(host, profile) of each profile that a rank learned."""
        for name in names:
            with TemporaryDirectory(prefix="newsclean-") as folder:
                with self.input_folder.open(name, "rb") as raw, ZipFile(raw) as archive:
                    archive.extractall(folder)
                for path in sorted(Path(folder).iterdir()):
                    yield unquote(path.name.removesuffix(ENDING)), SiteProfile.load(path)

    def publish(self, path: Path) -> None:
        """Put a profile into the output folder, all at once, where it knows enough pages."""
        profile = SiteProfile.load(path)
        if profile.pages_ < profile.min_pages:
            self.stat_update("left_out")
            return
        if self.output_folder.isfile(path.name):
            path.write_bytes(self.output_folder.cat_file(path.name))
            profile.decisions.update(SiteProfile.load(path).decisions)
        profile.save(path)
        with self.output_folder.open(f"{path.name}.part", "wb") as file:
            file.write(path.read_bytes())
        self.output_folder.mv(f"{path.name}.part", path.name)
        self.stat_update("hosts")
