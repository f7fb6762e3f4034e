"""newsclean: the text of a scraped news page in, the clean article and its metadata out, every removal explained.

>>> import newsclean
>>> article = newsclean.clean("Sign up for our newsletter\\nThe old mill by the river burned down on Friday night.")
>>> article.body
'The old mill by the river burned down on Friday night.'
>>> [(removal.category, removal.text) for removal in article.removals]
[('subscribe', 'Sign up for our newsletter')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsclean.article import Article, Metadata
    from newsclean.fold import Removal
    from newsclean.many import DocumentError, clean_many
    from newsclean.marks import Found, Join, Keep, Remove, Rewrite
    from newsclean.page import Line, Page
    from newsclean.pipeline import Pipeline
    from newsclean.site import SiteProfile
    from newsclean.sites import SiteProfiles

__version__ = "0.1.0"

HOMES = {
    "Article": "article",
    "DocumentError": "many",
    "Metadata": "article",
    "Removal": "fold",
    "Found": "marks",
    "Join": "marks",
    "Keep": "marks",
    "Remove": "marks",
    "Rewrite": "marks",
    "Line": "page",
    "Page": "page",
    "Pipeline": "pipeline",
    "clean_many": "many",
    "SiteProfile": "site",
    "SiteProfiles": "sites",
}

__all__ = [
    "Article",
    "DocumentError",
    "Found",
    "Join",
    "Keep",
    "Line",
    "Metadata",
    "Page",
    "Pipeline",
    "Removal",
    "Remove",
    "Rewrite",
    "SiteProfile",
    "SiteProfiles",
    "clean",
    "clean_many",
]


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that `import newsclean` costs next to nothing."""
    if name in HOMES:
        value = getattr(import_module(f"newsclean.{HOMES[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'newsclean' has no attribute {name!r}; it has {', '.join(__all__)}")


def clean(
    text: str,
    *,
    url: str | None = None,
    language: str | None = None,
    site: SiteProfile | SiteProfiles | None = None,
    favor: str = "balanced",
    pipeline: Pipeline | None = None,
) -> Article:
    """Clean the text of one news page.

    Parameters
    ----------
    text
        The page's text: a whole page, an extractor's output, or text that is clean already. Not HTML.
    url
        The page's address, as evidence: lines equal to it are removed. Its host chooses among the profiles of `site`.
    language
        BCP 47 code of the page's language where you know it; it is obeyed. Found from the text otherwise.
    site
        What pages of the same site have in common, as further evidence: a profile, or profiles by host.
    favor
        `"balanced"`; `"recall"` removes less, `"precision"` more. What the former removes the latter removes too.
    pipeline
        Stages to run in place of `Pipeline.default()`.

    Returns
    -------
    Article
        The body, the metadata, and each removal with its place in `text`, category, rule and stage.

    Raises
    ------
    TypeError
        Where `text` is not a `str`, or `site` is neither a profile nor profiles.
    ValueError
        Where `favor` is none of the three.

    Examples
    --------
    >>> clean("The mill burned down.\\n\\nAdvertisement\\n\\nNobody was hurt.").body
    'The mill burned down.\\n\\nNobody was hurt.'
    """
    from newsclean.pipeline import Pipeline, check

    check(text)
    return (pipeline or Pipeline.default()).run(text, url=url, language=language, site=site, favor=favor)
