"""The sites, parted for cross-validation: the same in every run."""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlparse

PARTS = 5
"""Parts of the sites: the pages of a part are judged by what was learned on the others."""

HELD_OUT = 0
"""The part that the second model of `newsclean train --held-out` never saw."""


def part(site: str) -> int:
    """The part a site is in.

    >>> part("example.org")
    0
    """
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % PARTS


def site_of(page: Mapping[str, Any], otherwise: str) -> str:
    """The host of the page's url without "www.", or else a site of its own.

    >>> site_of({"url": "https://www.example.org/a"}, "x")
    'example.org'
    """
    return urlparse(page.get("url") or "").netloc.removeprefix("www.") or otherwise
