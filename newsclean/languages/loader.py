"""Reading the language folders: word lists, months, agencies."""

from functools import cache
from importlib.resources import files

ROOT = files("newsclean.languages")


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a folder, sorted.

    >>> "en" in languages(), "ru" in languages()
    (True, True)
    """
    return tuple(sorted(f.name for f in ROOT.iterdir() if f.is_dir() and not f.name.startswith("_")))


@cache
def entries(path: str) -> tuple[str, ...]:
    """The lines of a list below `newsclean/languages`, comments and blank lines left out; () where there is none."""
    file = ROOT.joinpath(path)
    if not file.is_file():
        return ()
    lines = file.read_text("utf-8").split("\n")
    return tuple(line for line in lines if line.strip() and not line.startswith("# "))


@cache
def stopwords() -> dict[str, tuple[str, ...]]:
    """Languages by stop word, of all languages that have a list."""
    by_word: dict[str, tuple[str, ...]] = {}
    for code in languages():
        for word in entries(f"{code}/stopwords.txt"):
            by_word[word] = (*by_word.get(word, ()), code)
    return by_word
