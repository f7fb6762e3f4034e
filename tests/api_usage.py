"""The public interface as users write it: type-checked by mypy, not run."""

from collections.abc import Iterator

import newsclean
from newsclean import (
    Article,
    DocumentError,
    Found,
    Keep,
    Page,
    Pipeline,
    Removal,
    Remove,
    SiteProfile,
    SiteProfiles,
)
from newsclean.integrations.datatrove import CleanStep, SiteProfileMerge, SiteProfileStep, WetReader, parquet_schema
from newsclean.integrations.scrapy import Addon


def stage(page: Page) -> Iterator[Remove | Keep | Found]:
    """A user's stage."""
    for line in page.open:
        yield Remove(line.number, 0, len(line.text), "notice", "house.rule")
        yield Keep(line.number, "house.keep")
        yield Found("title", line.text, line.number, "house.title")


def use(text: str) -> tuple[str, str | None, tuple[str, ...], list[Removal], bool]:
    """What is done with an article."""
    article: Article = newsclean.clean(text, url="https://example.org", language="en", favor="recall")
    pipeline: Pipeline = Pipeline.default(detector=lambda sample: "en").without("teasers").with_stage("house", stage)
    again: Article = pipeline.run(article.body)
    again = again.restoring("subscribe").restoring("en.subscribe.prompt", "caption")
    removals: list[Removal] = [r for r in again.removals if r.end - r.start > 3 and r.confidence > 0.5]
    print(again, article.to_json(marks=True, indent=1), article.explain(color=True), article.to_html(full=False))
    profile: SiteProfile = SiteProfile(min_pages=3).fit([text]).merge(SiteProfile(min_pages=3))
    profiles: SiteProfiles = SiteProfiles().fit([("https://example.org", text), (None, text)])
    counts: dict[str, int] = profile.lines_
    print(newsclean.clean(text, site=profile), newsclean.clean(text, url="https://example.org", site=profiles), counts)
    return str(article), article.metadata.title, article.metadata.authors, removals, bool(article)


def use_many(texts: Iterator[str], pairs: list[tuple[str, str | None]]) -> list[str]:
    """What is done with many texts."""
    outcomes: Iterator[Article | DocumentError] = newsclean.clean_many(pairs, jobs=2, errors="return")
    failed = [outcome.reason for outcome in outcomes if isinstance(outcome, DocumentError)]
    sites: SiteProfiles = SiteProfiles.load("sites")
    known: Iterator[Article] = newsclean.clean_many(pairs, site=sites)
    return failed + [article.body for article in (*newsclean.clean_many(texts, favor="recall"), *known)]


def use_engines(sites: str) -> tuple[list[object], type[Addon]]:
    """What is done with datatrove and Scrapy."""
    learn = [WetReader("wet", glob_pattern="*.wet.gz"), SiteProfileStep("parts", partitions=2, min_pages=3)]
    merge = [SiteProfileMerge("parts", sites, min_pages=3)]
    clean = [CleanStep(["title", "error"], prefix="clean_", rules=["my-rules.toml"], sites=sites, longest=5)]
    return [*learn, *merge, *clean, parquet_schema(["title"], prefix="clean_", also=["url"])], Addon
