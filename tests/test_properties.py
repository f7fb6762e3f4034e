"""The laws: what holds for any text."""

import json
import pickle
from collections import Counter
from itertools import pairwise

from hypothesis import example, given, settings

import newsclean
from newsclean import Article, Page, Pipeline, words
from newsclean.fold import FAVOR, fold
from tests.strategies import TEXTS

PIPELINE = Pipeline.default()


def counted(*texts: str) -> Counter[str]:
    """The letters and digits of the texts, counted."""
    return Counter(char for text in texts for char in text if words.has_words(char))


@given(TEXTS)
def test_offsets_point_at_the_text_removed(text: str) -> None:
    article = newsclean.clean(text)
    for removal in article.removals:
        assert text[removal.start : removal.end] == removal.text


@given(TEXTS)
@example("¼")
def test_removals_are_disjoint_and_in_order(text: str) -> None:
    removals = newsclean.clean(text).removals
    for above, below in pairwise(removals):
        assert above.end <= below.start


@given(TEXTS)
def test_nothing_appears_or_vanishes(text: str) -> None:
    article = newsclean.clean(text)
    if article.verdict == "markup":
        assert article.body == text
        return
    repaired = [line.text for line in article.page.lines]
    taken = [article.page.lines[r.line].text[slice(*r.span)] for r in article.removals]
    assert counted(*repaired) == counted(article.body, *taken)
    kept = [w for line in repaired for w in words.WORD.findall(line)]
    assert set(words.WORD.findall(article.body)) <= {*kept, *(w for line in repaired for w in pieces(article, line))}


def pieces(article: Article, line: str) -> list[str]:
    """Words that a cut in the middle of a line leaves."""
    return [w for r in article.removals for w in words.WORD.findall(f"{line[: r.span[0]]} {line[r.span[1] :]}")]


@given(TEXTS)
def test_replay_after_json_gives_the_same_article(text: str) -> None:
    article = newsclean.clean(text)
    data = json.loads(article.to_json(marks=True))
    again = Article.from_marks(text, data["marks"], data["favor"], data["ruleset"])
    assert again.to_dict() == article.to_dict()


@given(TEXTS)
def test_same_input_same_output(text: str) -> None:
    assert newsclean.clean(text) == pickle.loads(pickle.dumps(PIPELINE)).run(text)


@given(TEXTS)
def test_favor_nests_the_removals(text: str) -> None:
    page = PIPELINE.mark(Page.of(text))
    taken = {}
    for favor in FAVOR:
        removals = fold(page, favor).removals
        taken[favor] = {(r.line, place) for r in removals for place in range(*r.span)}
    assert taken["recall"] <= taken["balanced"] <= taken["precision"]


@given(TEXTS)
def test_restoring_everything_gives_back_every_word(text: str) -> None:
    article = newsclean.clean(text)
    if article.verdict == "markup":
        return
    whole = article.restoring(
        *{removal.rule for removal in article.removals}, *{r for x in article.removals for r in x.also}
    )
    assert whole.removals == ()
    assert counted(whole.body) == counted(*(line.text for line in article.page.lines))


@settings(max_examples=50)
@given(TEXTS)
def test_explanation_never_raises(text: str) -> None:
    article = newsclean.clean(text)
    assert article.explain().startswith("verdict: ")
    assert article.explain(color=True)
    assert repr(article)
