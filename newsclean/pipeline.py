"""The pipeline: named stages in order, each a plain callable from a page to marks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from os import PathLike, fspath
from typing import TYPE_CHECKING, TypeAlias

from newsclean.article import Article
from newsclean.marks import Mark, value_of
from newsclean.page import Page

if TYPE_CHECKING:
    from newsclean.site import SiteProfile
    from newsclean.sites import SiteProfiles
    from newsclean.template.common import Template

Stage: TypeAlias = Callable[[Page], Iterable[Mark]]
Detector: TypeAlias = Callable[[str], str]


@dataclass(frozen=True)
class Pipeline:
    """Stages in order. A value: editing gives a new pipeline, the old one is never changed.

    >>> pipeline = Pipeline.default()
    >>> pipeline.without("duplicates").names == tuple(n for n in pipeline.names if n != "duplicates")
    True
    """

    stages: tuple[tuple[str, Stage], ...]
    ruleset: str = ""

    @classmethod
    def default(cls, detector: Detector | None = None, *, model: str | PathLike[str] | None = None) -> "Pipeline":
        """The stages that `newsclean.clean` runs.

        A statistical labeller decides on the lines that rules leave open. `model` is a file that `newsclean train`
        wrote, in place of the model that comes with the package; it is read on first use, and errors (`OSError`,
        `ValueError`) come then.

        `detector`, from a text to a BCP 47 code (`und` where unsure), takes the place of langdetect; it is asked
        only where script and stop words leave doubt.
        """
        from newsclean import defaults

        return cls(defaults.stages(detector, None if model is None else fspath(model)), defaults.RULESET)

    @classmethod
    def rules_only(cls, detector: Detector | None = None) -> "Pipeline":
        """The default stages without the statistical labeller: rules and structure alone."""
        return cls.default(detector).without("labeller")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the stages, in order."""
        return tuple(name for name, _ in self.stages)

    def place(self, name: str) -> int:
        """Where a stage stands. Raises `ValueError`, listing the names there are, where none is called so."""
        if name not in self.names:
            raise ValueError(f"no stage {name!r} in the pipeline; there are {', '.join(self.names)}")
        return self.names.index(name)

    def without(self, *names: str) -> "Pipeline":
        """The pipeline without these stages. Raises `ValueError` for a name that it has not."""
        places = {self.place(name) for name in names}
        return replace(self, stages=tuple(row for i, row in enumerate(self.stages) if i not in places))

    def with_stage(self, name: str, stage: Stage, *, before: str | None = None) -> "Pipeline":
        """The pipeline with one more stage, at the end or before another; a stage of that name is replaced in place.

        Raises `ValueError` where `before` is no stage, and where it is given for a stage to replace.
        """
        if name in self.names:
            if before is not None:
                raise ValueError(f"stage {name!r} is there already and is replaced where it stands; leave before= out")
            place = self.place(name)
            return replace(self, stages=(*self.stages[:place], (name, stage), *self.stages[place + 1 :]))
        place = len(self.stages) if before is None else self.place(before)
        return replace(self, stages=(*self.stages[:place], (name, stage), *self.stages[place:]))

    def with_rules(self, path: str | PathLike[str]) -> "Pipeline":
        """The pipeline with a file of rules of one's own, applied before the shipped phrases to pages of any language.

        The stage is named after the file. Raises `OSError` where it cannot be read, `ValueError` that names the file
        and the rule where it is malformed.
        """
        from pathlib import Path

        from newsclean.languages.rules import load_rules
        from newsclean.stages.phrases import OwnRules

        stage = OwnRules(load_rules(Path(path)))
        before = "phrases" if "phrases" in self.names and Path(path).stem not in self.names else None
        return self.with_stage(Path(path).stem, stage, before=before)

    def mark(self, page: Page) -> Page:
        """Run the stages over a page; each sees the marks of those before it."""
        for name, stage in self.stages:
            known = len(page.marks)
            page = page.with_marks(stage(page), name)
            if value_of("verdict", page.marks[known:]) == "markup":
                break
        return page

    def run(
        self,
        text: str,
        *,
        url: str | None = None,
        language: str | None = None,
        site: "SiteProfile | SiteProfiles | None" = None,
        favor: str = "balanced",
    ) -> Article:
        """Clean one text; see `newsclean.clean`."""
        page = Page.of(check(text), url, language, None if site is None else template(site, url))
        return Article.of(self.mark(page), favor, self.ruleset)


def template(site: "SiteProfile | SiteProfiles", url: str | None) -> "Template | None":
    """What is known of the site of a page; `sites.template_of`, imported when it is needed."""
    from newsclean.sites import template_of

    return template_of(site, url)


def check(text: object) -> str:
    """The text, or a `TypeError` that says what to do."""
    if isinstance(text, str):
        return text
    if isinstance(text, (bytes, bytearray, memoryview)):
        raise TypeError("clean() takes str, not bytes: decode first, for example text.decode('utf-8', 'replace')")
    if text is None:
        raise TypeError("clean() takes str, not None: pass '' or skip pages that have no text")
    raise TypeError(f"clean() takes str, not {type(text).__name__}: pass the page's text")
