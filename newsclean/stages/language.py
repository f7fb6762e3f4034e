"""The language of the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from newsclean import words
from newsclean.langid import LETTERS, UNKNOWN, langdetect
from newsclean.languages import loader
from newsclean.languages.index import scripts
from newsclean.marks import Found
from newsclean.page import Line, Page

SAMPLE = 1000
"""Characters of body-like lines that are judged."""

BODY_WORDS = 8
HITS = 8
"""Stop words that must be met before they are believed."""

LEAD = 1.25
"""How many times the stop words of the second language those of the first must be."""

JAPANESE_SHARE = 0.05
"""Kana, as a share of the unspaced letters, from which Han is Japanese."""


@dataclass(frozen=True)
class Language:
    """Find the language: by script where the script has one, then by stop words, then by a detector.

    The detector (a callable from a text to a BCP 47 code, langdetect by default) is asked once a page at most, on
    1,000 characters of body-like lines. A language the caller gave is obeyed. Removes nothing.

    >>> page = Page.of("Το παλιό μύλο δίπλα στο ποτάμι τον έκαψε η φωτιά.")
    >>> [mark.value for mark in Language()(page)]
    ['el']
    """

    detector: Callable[[str], str] = langdetect

    def __call__(self, page: Page) -> Iterator[Found]:
        """Yield the language, `und` where it cannot be told."""
        if page.language_hint:
            yield Found("language", page.language_hint, -1, "language.given")
            return
        sample = body_like(page)
        counts = words.script_counts(sample)
        script = next(iter(counts), None)
        code, rule = by_script(sample, counts), "language.script"
        if code is None:
            code, rule = by_stopwords(sample, script), "language.stopwords"
        if code is None:
            code, rule = self.detector(sample), "language.detector"
        yield Found("language", code or UNKNOWN, -1, rule)


def body_like(page: Page) -> str:
    """Up to 1,000 characters of the page's prose, from its middle outwards; of all its lines where it has no prose."""
    lines = [line for line in page.lines if line.words >= BODY_WORDS and line.ended] or list(page.lines)
    return sample_of(lines[len(lines) // 4 :]) if len(lines) > 3 else sample_of(lines)


def sample_of(lines: list[Line]) -> str:
    """The first characters of these lines."""
    out, length = [], 0
    for line in lines:
        out.append(line.text[: SAMPLE - length])
        length += len(out[-1]) + 1
        if length >= SAMPLE:
            break
    return "\n".join(out)


def by_script(text: str, counts: dict[str, int]) -> str | None:
    """The language of a script that only one language of ours uses; None where that does not decide."""
    total = sum(counts.values())
    if not total:
        return UNKNOWN
    han, kana = counts.get("Han", 0), counts.get("Hiragana", 0) + counts.get("Katakana", 0)
    script = next(iter(counts))
    if script in ("Han", "Hiragana", "Katakana"):
        if kana > JAPANESE_SHARE * (han + kana):
            return "ja"
        return chinese(text)
    users = [code for code, name in scripts().items() if name == script]
    return users[0] if len(users) == 1 and total >= LETTERS / 4 else None


def chinese(text: str) -> str:
    """Simplified or traditional, by the characters that only one of them has.

    >>> chinese("这个国家的经济发展"), chinese("這個國家的經濟發展")
    ('zh-Hans', 'zh-Hant')
    """
    simplified = sum(map(text.count, loader.entries("zh/simplified.txt")))
    traditional = sum(map(text.count, loader.entries("zh/traditional.txt")))
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def by_stopwords(text: str, script: str | None) -> str | None:
    """The language whose stop words are met most often; None where they are few or two languages are close.

    >>> by_stopwords("the mill was on the left side of the river and it has been there for a long time", "Latin")
    'en'
    """
    hits: dict[str, int] = {}
    by_word = loader.stopwords()
    for word in words.WORD.findall(text.lower()):
        for code in by_word.get(word, ()):
            hits[code] = hits.get(code, 0) + 1
    ranked = sorted(hits.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < HITS or scripts().get(ranked[0][0], script) != script:
        return None
    if len(ranked) > 1 and ranked[0][1] < LEAD * ranked[1][1]:
        return None
    return ranked[0][0]
