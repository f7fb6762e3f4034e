"""The features of the third pass: what a profile of the page's site tells, beside what the second one thinks."""

from dataclasses import replace

from newsclean.labeller.columns import Column, shifted, window
from newsclean.labeller.features import Table
from newsclean.labeller.units import Unit
from newsclean.marks import Remove
from newsclean.page import Page

STAGE = "site"
"""The stage whose removals these features are made of."""

SHARE = "site.line"
"""Its rule whose confidence is the share of the site's pages that hold a line."""

SPARED = 0.5
"""A profile lowers a unit's probability by half, at most: what reads like body may stay on whatever pages it stands."""


def spared(second: list[float], third: list[float]) -> list[float]:
    """The third pass's probabilities, none below half of the second one's.

    >>> spared([0.9, 0.1], [0.2, 0.3])
    [0.45, 0.3]
    """
    return [max(after, SPARED * before) for before, after in zip(second, third, strict=True)]


def unsited(page: Page) -> Page:
    """The page as it is without a profile of its site, which is how the first two passes know pages.

    >>> page = Page.of("Home").with_marks([Remove(0, 0, 4, "navigation", "site.line")], "site")
    >>> unsited(page).marks
    ()
    """
    marks = tuple(mark for mark in page.marks if not (isinstance(mark, Remove) and mark.stage == STAGE))
    return page if len(marks) == len(page.marks) else replace(page, marks=marks)


def sited(page: Page, places: list[Unit]) -> dict[str, Column]:
    """What the site's profile says of each unit, its neighbours, and the page."""
    shares: dict[int, float] = {}
    certain: set[int] = set()
    outside: set[int] = set()
    for mark in page.marks:
        if isinstance(mark, Remove) and mark.stage == STAGE:
            if mark.rule == SHARE:
                shares[mark.line] = mark.confidence
            else:
                outside.add(mark.line)
            if not mark.evidence:
                certain.add(mark.line)
    share = [max([shares.get(number, 0.0) for number in unit.numbers]) for unit in places]
    sure = [float(not certain.isdisjoint(unit.numbers)) for unit in places]
    own = [float(held == 0.0) if unit.good else 0.0 for unit, held in zip(places, share, strict=True)]
    number = len(places)
    columns = {"site": share, "site_sure": sure, "site_own±3": window(own, 3), "site_own±12": window(own, 12)}
    columns["site_outside"] = [float(not outside.isdisjoint(unit.numbers)) for unit in places]
    columns |= {f"site±{reach}": window(share, reach) for reach in (1, 3, 8)}
    columns |= {f"site{offset:+d}": shifted(share, offset) for offset in (-1, 1)}
    columns["site_mean"] = [sum(share) / max(1, number)] * number
    columns["site_most"] = [max(share, default=0.0)] * number
    return columns


def third_pass(found: dict[str, Column], places: list[Unit], second: list[float]) -> Table:
    """The features that come from the site (`sited`), and from the second pass's probabilities."""
    columns = found | {"q": second, "q_words": [q * unit.tokens.words for q, unit in zip(second, places, strict=True)]}
    columns |= {f"q±{reach}": window(second, reach) for reach in (1, 3, 8)}
    columns |= {f"q{offset:+d}": shifted(second, offset) for offset in (-1, 1)}
    return Table(tuple(columns), list(columns.values()))
