"""A script: print as JSON every pattern that newsclean's code compiles while it cleans, and how each is used.

A row is (module:line, pattern, flags, methods). Run in a process of its own: it stands in for `regex.compile`.
"""

import json
import sys
from pathlib import Path
from typing import Any

import regex

METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")
MADE = regex.compile
FOUND: dict[tuple[str, int], tuple[str, set[str]]] = {}


class Watched:
    """A compiled pattern that notes which of its methods are asked for."""

    def __init__(self, pattern: "regex.Pattern[str]", used: set[str]) -> None:
        self.own, self.used = pattern, used

    def __getattr__(self, name: str) -> Any:
        if name in METHODS:
            self.used.add(name)
        return getattr(self.own, name)


def watched(pattern: str, flags: int = 0) -> Watched:
    """The pattern compiled, with a note of where that was asked for."""
    frame = sys._getframe(1)
    where = f"{frame.f_globals['__name__']}:{frame.f_lineno}"
    made = MADE(pattern, flags)
    return Watched(made, FOUND.setdefault((made.pattern, made.flags), (where, set()))[1])


if __name__ == "__main__":
    regex.compile = watched  # type: ignore[assignment]
    import newsclean

    for path in sys.argv[1:]:
        newsclean.clean(Path(path).read_text("utf-8"), url="https://example.org/2024/05/12/mill").to_html()
    newsclean.clean("The mill by the river burned down on Friday night. " * 60)
    rows = [(where, pattern, flags, sorted(used)) for (pattern, flags), (where, used) in FOUND.items()]
    print(json.dumps(rows))
