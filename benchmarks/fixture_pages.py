"""Write the fixtures as pages to learn from: `python benchmarks/fixture_pages.py OUT.jsonl`.

Their texts are invented, and hold what must stay and what real pages seldom have: tables, tickers, verse, dialogue.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[1] / "fixtures"
WHOLE = ("html_text", "inscriptis", "bs4")
EXTRACTED = ("trafilatura", "readability", "newspaper4k")
WEIGHT = 2.0
"""A page of the fixtures weighs as much as so many others."""


def pages() -> Iterator[dict[str, Any]]:
    """The cases as whole pages with their bodies, and the texts to keep as extracted ones, each a site of its own."""
    for case in sorted((FIXTURES / "cases").glob("*/*")):
        text, body = ((case / name).read_text("utf-8") for name in ("input.txt", "expected.txt"))
        if body.strip():
            yield page(f"{case.parent.name}-{case.name}", body, dict.fromkeys(WHOLE, text))
    for path in sorted((FIXTURES / "keep").glob("*.txt")):
        text = path.read_text("utf-8")
        yield page(path.stem, text, dict.fromkeys(EXTRACTED, text))


def page(name: str, body: str, text: dict[str, str]) -> dict[str, Any]:
    """A page in the form that `newsclean train` reads."""
    return {"id": name, "url": f"https://{name}.example/", "body": body, "text": text, "weight": WEIGHT}


if __name__ == "__main__":
    rows = [json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in pages()]
    Path(sys.argv[1]).write_text("".join(rows), "utf-8")
