"""For the API pages: doctests in docstrings as blocks of code, which Markdown would take for quotes."""

import re
from typing import Any

import griffe

DOCTEST = re.compile(r"^>>> .*(?:\n.*\S.*)*", re.MULTILINE)
SECTION = "Examples\n---"


class Fences(griffe.Extension):
    """Fence the doctests of each docstring that has no section for them."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of a module, class, function or attribute."""
        if obj.docstring and SECTION not in obj.docstring.value:
            obj.docstring.value = DOCTEST.sub(r"```pycon\n\g<0>\n```", obj.docstring.value)
