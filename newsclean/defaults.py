"""The default pipeline: one table, in order."""

from collections.abc import Callable

from newsclean.langid import langdetect
from newsclean.pipeline import Stage
from newsclean.stages.author_box import author_box
from newsclean.stages.authors import authors
from newsclean.stages.beside import beside
from newsclean.stages.byline import byline
from newsclean.stages.captions import captions
from newsclean.stages.clean_text import clean_text
from newsclean.stages.comments import comments
from newsclean.stages.dateline import dateline
from newsclean.stages.dates import dates
from newsclean.stages.duplicates import duplicates
from newsclean.stages.enclosed import enclosed
from newsclean.stages.error_page import error_page
from newsclean.stages.fragments import fragments
from newsclean.stages.headline import headline
from newsclean.stages.labeller import Labeller
from newsclean.stages.language import Language
from newsclean.stages.listing import listing
from newsclean.stages.markdown import markdown
from newsclean.stages.markup import markup
from newsclean.stages.normalise import normalise
from newsclean.stages.phrases import phrases, shapes
from newsclean.stages.picture_labels import picture_labels
from newsclean.stages.retitle import retitle
from newsclean.stages.site import site
from newsclean.stages.source import source
from newsclean.stages.stray_script import stray_script
from newsclean.stages.subheadings import subheadings
from newsclean.stages.tags import tags
from newsclean.stages.teasers import teasers
from newsclean.stages.wide_credits import wide_credits

RULESET = "2026.11"
"""Version of the rules and stages; it changes when output may change."""


def stages(detector: Callable[[str], str] | None = None, model: str | None = None) -> tuple[tuple[str, Stage], ...]:
    """(name, stage) in order; each sees the marks of those above it. The labeller uses the shipped model, or a file."""
    return (
        ("markup", markup),
        ("normalise", normalise),
        ("markdown", markdown),
        ("language", Language(detector or langdetect)),
        ("fragments", fragments),
        ("stray_script", stray_script),
        ("phrases", phrases),
        ("shapes", shapes),
        ("picture_labels", picture_labels),
        ("captions", captions),
        ("wide_credits", wide_credits),
        ("byline", byline),
        ("dates", dates),
        ("site", site),
        ("beside", beside),
        ("comments", comments),
        ("teasers", teasers),
        ("tags", tags),
        ("headline", headline),
        ("authors", authors),
        ("author_box", author_box),
        ("dateline", dateline),
        ("source", source),
        ("duplicates", duplicates),
        ("enclosed", enclosed),
        ("error_page", error_page),
        ("listing", listing),
        ("clean_text", clean_text),
        ("labeller", Labeller(model)),
        ("retitle", retitle),
        ("subheadings", subheadings),
    )
