"""The labeller: what no rule can know, weighed by a small model over all evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from newsclean.labeller import features, router
from newsclean.labeller.columns import Column
from newsclean.labeller.features import Table
from newsclean.labeller.forest import Trees
from newsclean.labeller.lexicon import Score
from newsclean.labeller.model import Kind, Model, confidence, loaded
from newsclean.labeller.second import second_pass
from newsclean.labeller.sited import sited, spared, third_pass, unsited
from newsclean.labeller.threshold import page_threshold
from newsclean.labeller.units import Unit, scored, units
from newsclean.marks import Remove
from newsclean.page import Page

LEAST = 0.3
"""The lowest confidence that a removal is yielded with: what `favor="precision"` carries out."""

CERTAIN = 0.999
"""The highest: a rule alone is certain."""

CUT = 1.0
"""Log-odds from which a page is treated as a whole one. Above 0, for in doubt the labeller is gentle."""

SURE = 0.03
"""Units whose first probability is less than this, or more than one less this, are not weighed again."""

LEAST_LINES = 5
"""Shorter texts are left to the rules: there is nothing to weigh a line against."""

LINK, TEASER = 4, 25
"""Words up to which a removed line is called interface, and another story's headline or summary."""

THREAD, PICTURE, CAPTION = 4, 1, 40
"""Up to so many units below what belongs to comments a line is called a comment; next to a caption or credit, and of at
most `CAPTION` words, a caption."""


@dataclass(frozen=True)
class Labeller:
    """The stage, with the model that comes with the package or that of a file that `newsclean train` wrote."""

    path: str | None = None

    @property
    def model(self) -> Model:
        """The model, loaded on first use."""
        return loaded(self.path)

    def __call__(self, page: Page) -> Iterator[Remove]:
        """Decide on every line that is still open, by the model.

        Seen where: everywhere; other stories, comments, captions and boxes that no rule knows. Removes lines whose
        probability to be body is low for the kind of page; confidence 0.5 is the threshold of `favor="balanced"`.
        Spares pages that have a verdict already.
        """
        if page.found("verdict") is not None or len(page.lines) < LEAST_LINES:
            return
        model = self.model
        plain = unsited(page)
        places = units(plain)
        scores = scored(places, model.tables, model.bias)
        kind = choose(model, page, places, scores)
        if kind is None:
            return
        columns = {} if plain is page or kind.site is None else sited(page, places)
        verdict = judge(kind, features.marked(plain, places), columns, places, scores)
        for number, probability in enumerate(verdict.likely):
            sure = min(CERTAIN, round(confidence(probability, verdict.threshold), 3))
            if sure >= LEAST:
                trees, read, row = verdict.judges[number]
                because = trees.reasons(read, row)
                place = verdict.places[number]
                yield from removals(
                    page, places[place], kind_of_cruft(places[place], verdict.near(place)), sure, because
                )


class Judged(NamedTuple):
    """What the marks tell of the units; the open units' places, their probability to be body, the page's threshold, and
    what the last trees read."""

    marks: dict[str, list[float]]
    places: list[int]
    likely: list[float]
    threshold: float
    judges: list[tuple[Trees, list[Column], int]]

    def near(self, place: int) -> str:
        """ "comments" or "caption" where certain cruft of that kind stands just above, or next to the unit; or ""."""
        if self.marks["comments_above"][place] <= THREAD:
            return "comments"
        is_next = min(self.marks["caption_above"][place], self.marks["caption_below"][place]) <= PICTURE
        return "caption" if is_next else ""


def choose(model: Model, page: Page, places: list[Unit], scores: list[Score]) -> Kind | None:
    """The trees for the page's kind; None where the text looks clean, or the model knows no such kind.

    Extracted text in which no rule found anything is clean, as is a page without line breaks that looks extracted.
    """
    segmented = router.is_segmented(page)
    weights = model.router.get("sentences" if segmented else "lines", {})
    whole = router.log_odds(router.signs(places, scores), weights) > CUT
    if segmented:
        return model.kinds.get("sentences") if whole else None
    if not whole and not any(unit.gone for unit in places) and not page.cuts:
        return None
    return model.kinds.get("whole" if whole else "extracted")


def judge(
    kind: Kind, marks: dict[str, Column], site: dict[str, Column], places: list[Unit], scores: list[Score]
) -> Judged:
    """What the trees say of the open units; `site` are the columns of a profile of the page's site, if there is one."""
    wanted = [place for place, unit in enumerate(places) if not unit.gone and not unit.kept]
    table = features.first_pass(marks, places, scores)
    likely, judges = asked(kind.first, table, wanted)
    if kind.second is not None:
        table = table.beside(second_pass(places, spread(places, wanted, likely)))
        unsure = [number for number, p in enumerate(likely) if SURE < p < 1 - SURE]
        again = asked(kind.second, table, [wanted[number] for number in unsure])
        for number, p, judged in zip(unsure, *again, strict=True):
            likely[number], judges[number] = p, judged
    if kind.site is not None and site:
        table = table.beside(third_pass(site, places, spread(places, wanted, likely)))
        third, judges = asked(kind.site, table, wanted)
        likely = spared(likely, third)
    likely = steadied(places, wanted, likely)
    weighed = [(p, unit.tokens.words + 1) for unit, p in zip(places, spread(places, wanted, likely), strict=True)]
    left = [pair for unit, pair in zip(places, weighed, strict=True) if not unit.gone]
    return Judged(marks, wanted, likely, page_threshold(kind.threshold, left), judges)


def asked(trees: Trees, table: Table, wanted: list[int]) -> tuple[list[float], list[tuple[Trees, list[Column], int]]]:
    """(the probability of each unit wanted, (the trees, what they read, the row) of each)."""
    columns = trees.columns(*table, wanted)
    return trees.predict(columns, len(wanted)), [(trees, columns, row) for row in range(len(wanted))]


def steadied(places: list[Unit], wanted: list[int], likely: list[float]) -> list[float]:
    """The probabilities, where a unit without words (">", "* * *") stays if one of its neighbours does."""
    around = spread(places, wanted, likely)
    pairs = zip(wanted, likely, strict=True)
    return [p if places[place].tokens.words else max(around[max(0, place - 1) : place + 2]) for place, p in pairs]


def spread(places: list[Unit], wanted: list[int], likely: list[float]) -> list[float]:
    """The probability of every unit: what rules took has 0, what a stage keeps 1."""
    out = [1.0 if unit.kept else 0.0 for unit in places]
    for place, probability in zip(wanted, likely, strict=True):
        out[place] = probability
    return out


def removals(page: Page, unit: Unit, kind: tuple[str, str], sure: float, because: tuple[str, ...]) -> Iterator[Remove]:
    """The marks that take a unit; `kind` is (category, name)."""
    for number in unit.numbers:
        if number not in page.settled:
            length = len(page.lines[number].text)
            yield Remove(number, 0, length, kind[0], f"labeller.{kind[1]}", sure, because=because)


def kind_of_cruft(unit: Unit, near: str) -> tuple[str, str]:
    """(category, name) by what evidence there is on the unit, by what stands near it, and by its length."""
    if unit.hinted:
        return unit.hinted, unit.hinted
    if unit.tokens.words <= LINK:
        return "interface", "interface"
    if near == "comments":
        return "comments", "comment"
    if near == "caption" and unit.tokens.words <= CAPTION:
        return "caption", "caption"
    return "related", "other_headline" if unit.tokens.words <= TEASER and unit.end < 2 else "other_story"
