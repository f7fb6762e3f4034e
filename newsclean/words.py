"""Small questions about a stretch of text: its key, its length in words, its script, whether it ends a sentence."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

import regex

# The standard library's engine finds a character of a class in a third of the time.
UNSPACED = re.compile(
    "[\u0e01-\u0e3a\u0e40-\u0e5b\u0e81-\u0edf\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u2fd5\u3005\u3007\u3021-\u3029"
    "\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9fe"
    "\uaa60-\uaa7f\uf900-\ufad9\uff66-\uff6f\uff71-\uff9d\U00020000-\U0003ffff]"
)
"""Letters of Thai, Lao, Khmer, Burmese, Han, and kana: scripts without spaces."""

WORD = regex.compile(r"[\w\p{M}]+")
EDGES = regex.compile(r"^[^\w\p{M}]+|[^\w\p{M}]+$")
SIGNS = " \t!\"#$%&'()*+,-./:;<=>?@[\\]^`{|}~“”„‘’‚«»‹›…–—•·©→▶×、。，：！？「」【】（）《》"
"""Most of what stands at the edges of lines: plain stripping costs a twentieth of a pattern."""
CLOSERS = "\"'”’»“)]}›」』）】〉》*_ \u00a0"
ENDS = tuple(".!?…。！？｡।؟۔։።។៕။")
SAME = {
    **str.maketrans("‘’‚‛“”„‟ʼ", "''''\"\"\"\"'"),
    **str.maketrans("ёıأإآٱيىك", "еiااااییک"),
    **str.maketrans("άέήίϊΐόύϋΰώşţ", "αεηιιιουυυωșț"),
    **dict.fromkeys(map(ord, "\u0307\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u200d\u00ad")),
    ord("\u200c"): " ",
}
"""Characters that sites write one for the other, after folding of case: quotes; ё; the Turkish i without a dot; the
Arabic hamza; yeh and kaf of Arabic and Persian; Greek accents, which capitals lack; the Romanian cedilla. Dropped are
vowel signs, tatweel, and what joins or parts unseen."""
WRITTEN_ELSE = re.compile(f"[{''.join(map(chr, SAME))}]")
BLANKED = bytes(byte if chr(byte).isalnum() or byte in b"_" else 32 for byte in range(128)) + bytes(128)
"""ASCII with blanks for what is no part of a word."""
STEM = 5
"""Letters of a word's stem: titles and paragraphs inflect their words differently."""

ENDLESS = regex.compile(r"[\p{Thai}\p{Lao}]")
LISTING = regex.compile(r"[|•·»›>▶►/]|\s[-–—]\s|^\W?\d{1,3}[.)]")
ENDLESS_LENGTH, ENDLESS_CLAUSE = 80, 12
"""Characters of a paragraph, and on average between its spaces, in scripts that end no sentence with a sign."""
LAST_SPACED = "\u0e00"
"""Scripts below put a sign behind a sentence: a comparison that spares most lines the look."""
UNSPACED_WORD = 1.7
"""Characters a word in scripts that put no spaces between words."""

SCRIPTS = (
    "Latin",
    "Cyrillic",
    "Greek",
    "Arabic",
    "Hebrew",
    "Devanagari",
    "Bengali",
    "Tamil",
    "Telugu",
    "Thai",
    "Hangul",
    "Hiragana",
    "Katakana",
    "Han",
    "Georgian",
    "Armenian",
    "Gujarati",
    "Gurmukhi",
    "Malayalam",
    "Kannada",
    "Sinhala",
    "Khmer",
    "Lao",
    "Myanmar",
    "Ethiopic",
)
LATIN = re.compile(
    "[\0-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u024f\u2010-\u203e\u20a0-\u20bf\u2190-\u21ff\u2500-\u27bf]*"
)
"""What stands on lines of Latin letters: those, and signs."""

LETTERS = regex.compile("|".join(rf"(\p{{Script={name}}})" for name in SCRIPTS))


def folded(text: str) -> str:
    """Case folded, one space between words, and one form of what is written in several: see `SAME`.

    >>> folded("Don’t  MISS it!"), folded("İLGİLİ YAZI"), folded("Ещё"), folded("صفحه‌ي أول")
    ("don't miss it!", 'ilgili yazi', 'еще', 'صفحه ی اول')
    """
    if text.isascii():
        return " ".join(text.lower().split())
    folded = text.casefold()
    return " ".join((folded.translate(SAME) if WRITTEN_ELSE.search(folded) else folded).split())


def key(text: str) -> str:
    """The form in which whole lines are compared: case folded, quotes straight, no punctuation at the edges.

    >>> key(" » Sign up  for our “Daily” newsletter! ")
    'sign up for our "daily" newsletter'
    """
    return trimmed(folded(text))


def trimmed(text: str) -> str:
    """The text without punctuation and symbols at its edges.

    >>> trimmed("» news! «")
    'news'
    """
    if is_trim(text):
        return text
    text = text.strip(SIGNS)
    return text if is_trim(text) else EDGES.sub("", text)


def is_trim(text: str) -> bool:
    """Whether a text begins and ends with a letter or digit; what begins or ends with a vowel sign is not known so."""
    return text[:1].isalnum() and text[-1:].isalnum()


def split(text: str) -> list[str]:
    """The words of a text, without the signs between them.

    >>> split("don't miss it!"), split("हिन्दी में")
    (['don', 't', 'miss', 'it'], ['हिन्दी', 'में'])
    """
    if text.isascii():
        return text.encode().translate(BLANKED).decode().split()
    return WORD.findall(text)


def count(text: str) -> int:
    """Length in words; scripts without spaces count one word per 1.7 characters.

    >>> count("Share this article"), count("分享让更多人看到")
    (3, 5)
    """
    if text.isascii():
        return len(text.split())
    unspaced = len(UNSPACED.findall(text))
    if not unspaced:
        return len(text.split())
    return round(unspaced / UNSPACED_WORD) + len(UNSPACED.sub(" ", text).split())


def stems(found: Iterable[str]) -> frozenset[str]:
    """The beginnings of the longer words; pairs of characters in scripts without spaces.

    >>> sorted(stems(["the", "mills", "burned"])), sorted(stems(["他说话"]))
    (['burne', 'mills', 'the'], ['他说', '说话'])
    """
    out: set[str] = set()
    for word in found:
        if not word.isascii() and UNSPACED.match(word):
            out.update([word[place : place + 2] for place in range(max(1, len(word) - 1))])
        elif len(word) > 2:
            out.add(word[:STEM])
    return frozenset(out)


def has_words(text: str) -> bool:
    """Whether there is any letter or digit.

    >>> has_words("* * *"), has_words("4")
    (False, True)
    """
    return text[:1].isalpha() or WORD.search(text) is not None


def ended(text: str) -> bool:
    """Whether the text ends a sentence, closing quotes and brackets aside.

    >>> ended("He left.”"), ended("Latest news"), ended("他说。」"), ended("__")
    (True, False, True, False)
    """
    bare = text.rstrip(CLOSERS)
    return bare.endswith(ENDS) or (bare[-1:] > LAST_SPACED and is_endless(bare))


def is_endless(text: str) -> bool:
    """Whether it is running text of Thai or Lao, which end no sentence with a sign: long, in clauses, no list.

    >>> clause = "โรงสีเก่าริมแม่น้ำถูกไฟไหม้เมื่อคืนวันศุกร์ "
    >>> is_endless(clause * 3), is_endless(clause), is_endless("การเมือง เศรษฐกิจ กีฬา บันเทิง " * 4)
    (True, False, False)
    """
    bare = text.strip()
    return (
        len(bare) >= ENDLESS_LENGTH
        and ENDLESS.match(bare, len(bare) - 1) is not None
        and len(bare) >= ENDLESS_CLAUSE * len(bare.split())
        and not LISTING.search(bare)
    )


def family(script: str | None) -> str | None:
    """The scripts that one language mixes as one, the Japanese ones and Han.

    >>> family("Katakana"), family("Latin")
    ('Han', 'Latin')
    """
    return "Han" if script in ("Hiragana", "Katakana") else script


def script_counts(text: str) -> dict[str, int]:
    """Letters by Unicode script, most frequent first; Latin alone counts with all signs around it, which is cheaper.

    >>> script_counts("Москва, Moscow!!")
    {'Cyrillic': 6, 'Latin': 6}
    """
    if LATIN.fullmatch(text):
        return {"Latin": len(text)} if text.lower() != text.upper() else {}
    counts: dict[str, int] = {}
    for char, number in Counter(text).items():
        if name := script_of(char):
            counts[name] = counts.get(name, 0) + number
    return counts if len(counts) < 2 else dict(sorted(counts.items(), key=lambda item: -item[1]))


@cache
def script_of(char: str) -> str | None:
    """The script of a letter, None for what is none of `SCRIPTS`.

    >>> script_of("м"), script_of("4")
    ('Cyrillic', None)
    """
    match = LETTERS.match(char)
    return SCRIPTS[(match.lastindex or 1) - 1] if match else None


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> "regex.Pattern[str]":
    """The pattern compiled, without regard to case. Raises `regex.error` where it is malformed."""
    return regex.compile(pattern, regex.IGNORECASE)
