"""The labeller: what no rule can know, weighed by a small model over all evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsclean.labeller import features, router
from newsclean.labeller.model import Kind, Model, loaded, shipped
from newsclean.labeller.tokens import Score, score
from newsclean.labeller.units import Unit, units
from newsclean.marks import Remove
from newsclean.page import Page

LEAST = 0.3
"""The lowest confidence that a removal is yielded with: what `favor="precision"` carries out."""

CERTAIN = 0.999
"""The highest: a rule alone is certain."""

CUT = 1.0
"""Log-odds from which a page is treated as a whole one. Above 0, for in doubt the labeller is gentle."""

LINK, TEASER = 4, 25
"""Words up to which a removed line is called interface, and another story's headline or summary."""


@dataclass(frozen=True)
class Labeller:
    """The stage, with the model that is shipped or, by its file's path, another."""

    path: str | None = None

    @property
    def model(self) -> Model:
        """The model, loaded on first use."""
        return loaded(self.path) if self.path else shipped()

    def __call__(self, page: Page) -> Iterator[Remove]:
        """Decide on every line that is still open, by the model.

        Seen where: everywhere; other stories, comments, captions and boxes that no rule knows. Removes lines whose
        probability to be body is low for the kind of page; confidence 0.5 is the threshold of `favor="balanced"`.
        Spares pages that have a verdict already.
        """
        if page.found("verdict") is not None or len(page.lines) < 2:
            return
        model = self.model
        places = units(page)
        scores = [score(unit.tokens, model.lexicon, model.bias) for unit in places]
        kind = choose(model, page, places, scores)
        if kind is None:
            return
        judged = judge(kind, page, places, scores)
        for place, probability in judged.items():
            confidence = min(CERTAIN, round(kind.confidence(probability), 3))
            if confidence >= LEAST:
                yield from removals(page, places[place], confidence)


def choose(model: Model, page: Page, places: list[Unit], scores: list[Score]) -> Kind | None:
    """The trees for the page's kind; None where a page without line breaks looks clean."""
    whole = router.log_odds(router.signs(places, scores), model.router) > CUT
    if router.is_segmented(page):
        return model.kinds["sentences"] if whole else None
    return model.kinds["whole" if whole else "extracted"]


def judge(kind: Kind, page: Page, places: list[Unit], scores: list[Score]) -> dict[int, float]:
    """The probability of each open unit to be body, by its place."""
    wanted = [place for place, unit in enumerate(places) if not unit.gone and not unit.kept]
    if not wanted:
        return {}
    table = features.first_pass(features.marked(page, places), places, scores)
    first = kind.first.predict(table, wanted)
    if kind.second is None:
        return dict(zip(wanted, first, strict=True))
    spread = [0.0] * len(places)
    for place, probability in zip(wanted, first, strict=True):
        spread[place] = probability
    for place, unit in enumerate(places):
        if unit.kept:
            spread[place] = 1.0
    more = features.second_pass(places, spread)
    both = features.Table(table.names + more.names, table.columns + more.columns)
    return dict(zip(wanted, kind.second.predict(both, wanted), strict=True))


def removals(page: Page, unit: Unit, confidence: float) -> Iterator[Remove]:
    """The marks that take a unit, with the kind of cruft where it can be told."""
    category, rule = kind_of_cruft(unit)
    for number in unit.numbers:
        if number not in page.settled:
            yield Remove(number, 0, len(page.lines[number].text), category, f"labeller.{rule}", confidence)


def kind_of_cruft(unit: Unit) -> tuple[str, str]:
    """(category, name) by what evidence there is on the unit, and by its length."""
    if unit.hinted:
        return unit.hinted, unit.hinted
    if unit.tokens.words <= LINK:
        return "interface", "interface"
    return "related", "other_headline" if unit.tokens.words <= TEASER and unit.end < 2 else "other_story"
