"""A case: where it is written, what it asks, how it is checked and brought up to date."""

import json
import os
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.article import Article

INPUT, BODY, METADATA, SETTINGS, KEEP = "input.txt", "expected.txt", "expected.json", "case.toml", "keep"
KEYS = {"url": str, "language": str, "favor": str, "rules": list, "xfail": str}
"""What `case.toml` may hold."""


class MismatchError(AssertionError):
    """What came out is not what was expected; the message shows where, and which rule did it."""


@dataclass(frozen=True)
class Case:
    """One page and what must come out of it. `path` is its `input.txt`, or a text to keep as it is."""

    path: Path
    url: str | None = None
    language: str | None = None
    favor: str = "balanced"
    rules: tuple[Path, ...] = ()
    xfail: str | None = None

    @property
    def keeps(self) -> bool:
        """Whether it is a text that must come out unchanged."""
        return self.path.name != INPUT

    @property
    def folder(self) -> Path:
        """The folder it stands in."""
        return self.path.parent

    @property
    def text(self) -> str:
        """The page, line ends as they are; a text to keep without those at its end."""
        text = read(self.path)
        return text.rstrip("\r\n") if self.keeps else text

    @property
    def body(self) -> str:
        """The body that is expected. Raises `ValueError` where there is none."""
        if self.keeps:
            return self.text
        path = self.folder / BODY
        if not path.is_file():
            raise ValueError(f"{path} is missing: write it, or accept what comes out with --newsclean-update")
        return read(path).replace("\r\n", "\n").rstrip("\n")

    @property
    def metadata(self) -> dict[str, Any]:
        """The fields that are expected, {} where none is. Raises `ValueError` where the file is malformed."""
        path = self.folder / METADATA
        if self.keeps or not path.is_file():
            return {}
        try:
            data = json.loads(read(path))
        except json.JSONDecodeError as error:
            raise ValueError(f"{path}: not valid JSON: {error}") from error
        if not isinstance(data, dict):
            raise ValueError(f'{path}: must hold an object, such as {{"title": "The headline"}}')
        return data

    def run(self, rules: Iterable[Path] = ()) -> "Article":
        """Clean the page as the case says, with rules of one's own besides the case's."""
        from newsclean.pipeline import Pipeline

        pipeline = Pipeline.default()
        for path in (*rules, *self.rules):
            pipeline = pipeline.with_rules(path)
        return pipeline.run(self.text, url=self.url, language=self.language, favor=self.favor)


def is_case(path: Path) -> bool:
    """Whether a file is a case: an `input.txt`, or a text in a folder named `keep`."""
    return path.name == INPUT or (path.suffix == ".txt" and path.parent.name == KEEP)


def find(folder: Path) -> list[Path]:
    """The cases in a folder and below, in order."""
    return sorted(path for path in folder.rglob("*.txt") if is_case(path))


def read(path: Path) -> str:
    """A file's text, line ends untouched. Raises `ValueError` that names the file where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 at byte {error.start}") from error


def read_case(path: Path) -> Case:
    """The case of an `input.txt`, with what its `case.toml` says. Raises `ValueError` where that is malformed."""
    settings = path.parent / SETTINGS
    if path.name != INPUT or not settings.is_file():
        return Case(path)
    try:
        data = tomllib.loads(read(settings))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{settings}: not valid TOML: {error}") from error
    for key, value in data.items():
        if key not in KEYS:
            raise ValueError(f"{settings}: unknown key {key!r}; valid are {', '.join(KEYS)}")
        if not isinstance(value, KEYS[key]) or (key == "rules" and not all(isinstance(name, str) for name in value)):
            wanted = 'a list of files, such as ["../house.toml"]' if key == "rules" else "text"
            raise ValueError(f"{settings}: {key} = {value!r} must be {wanted}")
    if data.get("xfail") == "":
        raise ValueError(f"{settings}: xfail must give the reason")
    return Case(path, **{**data, "rules": tuple(path.parent / name for name in data.get("rules", ()))})


def check(case: Case, rules: Sequence[Path] = ()) -> None:
    """Compare what comes out with what is expected. Raises `MismatchError` where they differ."""
    from newsclean.testing.diff import differences

    body = case.body
    article = case.run(rules)
    if said := differences(case, article, body, rules):
        raise MismatchError(said)


def update(case: Case, rules: Sequence[Path] = ()) -> list[str]:
    """Write what comes out as what is expected, of the metadata only the fields given; the names of files changed.

    A text to keep and a case that is known to fail are left as they are: what they expect is the aim.
    """
    if case.keeps or case.xfail:
        return []
    article = case.run(rules)
    given = came_out(article)
    files = {case.folder / BODY: f"{article.body}\n"}
    if metadata := case.metadata:
        files[case.folder / METADATA] = dumped({name: given[name] for name in metadata if name in given})
    changed = []
    for path, text in files.items():
        if not path.is_file() or read(path).replace("\r\n", "\n").rstrip("\n") != text.rstrip("\n"):
            path.write_text(text, "utf-8", newline="\n")
            changed.append(path.name)
    return changed


def came_out(article: "Article") -> dict[str, Any]:
    """What a case's `expected.json` may speak of."""
    return {"verdict": article.verdict, **article.to_dict()["metadata"]}


def dumped(data: dict[str, Any]) -> str:
    """Metadata as a file holds it."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def forbids_update() -> bool:
    """Whether this is a run where nobody looks at what is written: the variable CI is set."""
    return bool(os.environ.get("CI"))
