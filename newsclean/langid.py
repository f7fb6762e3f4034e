"""langdetect behind a wall: private, seeded, loaded once under a lock, never raising."""

import threading
from typing import Any

UNKNOWN = "und"
LETTERS = 40
"""Fewer letters than this are not judged."""

CODES = {"zh-cn": "zh-Hans", "zh-tw": "zh-Hant"}

lock = threading.Lock()
factories: list[Any] = []


def factory() -> Any:
    """A detector factory of our own, so that the user's is never touched; published only when it is complete."""
    if not factories:
        with lock:
            if not factories:
                from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

                made = DetectorFactory()
                made.load_profile(PROFILES_DIRECTORY)
                factories.append(made)
    return factories[0]


def langdetect(text: str) -> str:
    """The BCP 47 code of a text's language by langdetect, `und` where there is too little to judge.

    The detector is seeded, so the same text always gets the same answer. Its exceptions cannot be pickled and hang
    process pools; none escapes.

    >>> langdetect("Die Mühle am Fluss ist in der Nacht zum Samstag abgebrannt, verletzt wurde niemand.")
    'de'
    >>> langdetect("12:30")
    'und'
    """
    if sum(map(str.isalpha, text)) < LETTERS:
        return UNKNOWN
    from langdetect.lang_detect_exception import LangDetectException

    detector = factory().create()
    detector.seed = 0
    try:
        detector.append(text)
        code: str = detector.detect()
    except LangDetectException:
        return UNKNOWN
    return UNKNOWN if code == "unknown" else CODES.get(code, code)
