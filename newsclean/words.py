"""Small questions about a stretch of text: its key, its length in words, its script, whether it ends a sentence."""

from functools import lru_cache

import regex

UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")
WORD = regex.compile(r"[\w\p{M}]+")
EDGES = regex.compile(r"^[^\w\p{M}]+|[^\w\p{M}]+$")
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
LETTERS = regex.compile("|".join(rf"(\p{{Script={name}}}+)" for name in SCRIPTS))


def folded(text: str) -> str:
    """Case folded, one space between words, and one form of what is written in several: see `SAME`.

    >>> folded("Don’t  MISS it!"), folded("İLGİLİ YAZI"), folded("Ещё"), folded("صفحه‌ي أول")
    ("don't miss it!", 'ilgili yazi', 'еще', 'صفحه ی اول')
    """
    return " ".join((text.lower() if text.isascii() else text.casefold().translate(SAME)).split())


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
    if text[:1].isalnum() and text[-1:].isalnum():
        return text
    return EDGES.sub("", text)


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


def has_words(text: str) -> bool:
    """Whether there is any letter or digit.

    >>> has_words("* * *"), has_words("4")
    (False, True)
    """
    return WORD.search(text) is not None


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
    """Letters by Unicode script, most frequent first; ASCII text counts all its characters, which is cheaper.

    >>> script_counts("Москва, Moscow!!")
    {'Cyrillic': 6, 'Latin': 6}
    """
    if text.isascii():
        return {"Latin": len(text)} if text.lower() != text.upper() else {}
    counts: dict[str, int] = {}
    for match in LETTERS.finditer(text):
        name = SCRIPTS[(match.lastindex or 1) - 1]
        counts[name] = counts.get(name, 0) + match.end() - match.start()
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> "regex.Pattern[str]":
    """The pattern compiled, without regard to case. Raises `regex.error` where it is malformed."""
    return regex.compile(pattern, regex.IGNORECASE)
