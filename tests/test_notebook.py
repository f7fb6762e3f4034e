"""The tutorial runs, and what it shows can be read in a browser, in light and dark."""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

import newsclean

TUTORIAL = Path(__file__).parent.parent / "examples" / "tutorial.ipynb"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
READABLE = 4.5
"""The least contrast of text that the Web Content Accessibility Guidelines (AA) allow."""

# The rules of a notebook's own style sheet that override what is shown in it, and a probe that reads what came of it.
SURROUNDINGS = """<!doctype html><meta charset="utf-8"><style>
.jp-RenderedHTMLCommon { color: %(text)s; background: %(back)s; line-height: 1.6; }
.jp-RenderedHTMLCommon div { text-align: right; } .jp-RenderedHTMLCommon * { background: unset; color: inherit; }
</style><body data-jp-theme-light="%(light)s" style="margin:0"><div class="jp-RenderedHTMLCommon">%(shown)s</div>
"""
PROBE = """<script>
const box = document.querySelector(".newsclean"), shown = [];
for (const node of box.querySelectorAll("*")) {
  if (node.tagName === "STYLE" || !node.innerText.trim()) continue;
  const style = getComputedStyle(node);
  let back = node;
  while (getComputedStyle(back).backgroundColor === "rgba(0, 0, 0, 0)" && back !== box) back = back.parentElement;
  shown.push({tag: node.tagName, name: node.className, title: node.title, text: node.innerText, align: style.textAlign,
    line: style.textDecorationLine, color: style.color, back: getComputedStyle(back).backgroundColor});
}
const out = document.createElement("pre");
out.id = "probe";
out.textContent = JSON.stringify({text: box.innerText, shown});
document.body.append(out);
</script>"""

THEMES = {
    "light": {"light": "true", "text": "#000", "back": "#fff"},
    "dark": {"light": "false", "text": "#fff", "back": "#111"},
    # No notebook around it: what the system prefers decides.
    "system-dark": {"light": "", "text": "#fff", "back": "#111"},
}


@pytest.fixture(scope="module")
def shown() -> list[str]:
    """What the articles of the executed tutorial show."""
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install 'newsclean[test]'")
    nbformat = pytest.importorskip("nbformat")
    notebook = nbformat.read(TUTORIAL, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]


def browse(page: Path, folder: Path, *arguments: str) -> str:
    """Open a page in a browser without a window; what it prints."""
    if BROWSER is None:
        pytest.skip("no chromium: apt-get install chromium")
    command = [BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *arguments]
    command += [f"--user-data-dir={folder / 'profile'}", page.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", timeout=120).stdout


def luminance(color: str) -> float:
    """The relative luminance of a CSS colour, after WCAG."""
    channels = [float(number) / 255 for number in re.findall(r"[\d.]+", color)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_tutorial_runs_and_shows_articles(shown: list[str]) -> None:
    assert len(shown) == 2
    assert all(part.startswith('<div class="newsclean">') for part in shown)


def test_the_tutorial_is_stored_without_output() -> None:
    cells = json.loads(TUTORIAL.read_text("utf-8"))["cells"]
    assert not [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]


@pytest.mark.parametrize("theme", THEMES)
def test_it_can_be_read(shown: list[str], theme: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    scheme = f"--blink-settings=preferredColorScheme={0 if theme == 'system-dark' else 1}"
    page.write_text(SURROUNDINGS % {**THEMES[theme], "shown": shown[0]} + PROBE, "utf-8")
    dom = browse(page, tmp_path, "--dump-dom", scheme)
    found = re.search(r'<pre id="probe">(.*?)</pre>', dom, re.DOTALL)
    assert found
    seen = json.loads(unescape(found.group(1)))
    assert "<It had stood empty since 1988.>" in seen["text"]
    assert "authors\nAnn Roe" in seen["text"]
    dim = {row["name"]: row for row in seen["shown"] if contrast(row["color"], row["back"]) < READABLE}
    assert dim == {}
    dark = {luminance(row["back"]) < 0.2 for row in seen["shown"]}
    assert dark == {theme != "light"}
    check_struck([row for row in seen["shown"] if row["tag"] == "DEL"])
    screenshot(page, shown[0], theme, tmp_path, scheme)


def test_a_hostile_page_does_nothing(tmp_path: Path) -> None:
    script = "<script>document.title = 'taken over'</script>"
    evil = f"{script}<img src=x onerror=\"document.title = 'taken over'\">"
    page = tmp_path / "page.html"
    page.write_text(newsclean.clean(f"{evil}\n\u202eשתפו 😀\nThe mill burned down.").to_html() + PROBE, "utf-8")
    dom = browse(page, tmp_path, "--dump-dom")
    assert "<title>newsclean</title>" in dom
    assert "<img" not in dom
    found = re.search(r'<pre id="probe">(.*?)</pre>', dom, re.DOTALL)
    assert found
    assert script in json.loads(unescape(found.group(1)))["text"]


def check_struck(struck: list[dict[str, Any]]) -> None:
    """What was taken is struck through, on a colour by its category, with its reason, and stands where lines begin."""
    assert "Sign up for our newsletter" in [row["text"] for row in struck]
    assert {row["line"] for row in struck} == {"line-through"}
    assert all(row["name"].removeprefix("nc-") in row["title"] for row in struck)
    colours = {row["name"]: row["back"] for row in struck}
    assert len(set(colours.values())) == len(colours) >= 6
    assert not {row["align"] for row in struck} & {"right", "center"}


def screenshot(page: Path, shown: str, theme: str, folder: Path, scheme: str) -> None:
    """Take a picture; it is kept in the folder that NEWSCLEAN_SCREENSHOTS names."""
    page.write_text(SURROUNDINGS % {**THEMES[theme], "shown": shown}, "utf-8")
    picture = folder / f"{theme}.png"
    browse(page, folder, f"--screenshot={picture}", "--window-size=880,860", scheme)
    data = picture.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 20_000, "an empty page gives a smaller picture"
    if kept := os.environ.get("NEWSCLEAN_SCREENSHOTS"):
        shutil.copy(picture, kept)
