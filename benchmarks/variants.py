"""Cleaners to measure besides the default one: with a model that never saw a part of the sites, and without a model."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from newsclean import Article, Pipeline
from newsclean.labeller.training.parts import HELD_OUT, part, site_of

MODEL = Path(__file__).with_name("held-out.json")


@cache
def pipeline(is_labelled: bool) -> Pipeline:
    """The default pipeline with the model of `newsclean train --held-out`, or without a labeller."""
    return Pipeline.default(model=MODEL) if is_labelled else Pipeline.rules_only()


def held_out(text: str) -> Article:
    """Clean a text with the model that never saw a part of the sites."""
    return pipeline(True).run(text)


def rules_only(text: str) -> Article:
    """Clean a text by rules and structure alone."""
    return pipeline(False).run(text)


def is_held_out(page: Mapping[str, Any], stem: str, number: int) -> bool:
    """Whether that model never saw the site of a page, the `number`th (from 1) of the file called `stem`."""
    return part(site_of(page, f"{stem}/{number}")) == HELD_OUT
