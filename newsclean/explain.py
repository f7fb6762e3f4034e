"""The explanation as text: the page line by line, with what was taken and why."""

from collections.abc import Iterator

from newsclean.fold import Removal
from newsclean.marks import Found, Remove, Rewrite
from newsclean.page import Line, Page

RED, GREEN, GREY, RESET = "\x1b[31m", "\x1b[32m", "\x1b[90m", "\x1b[0m"
WIDTH = 72
EXTRACT_FIRST = "this is HTML: take the text out of it first (for example with trafilatura), then clean that"


def diff(page: Page, removals: tuple[Removal, ...], verdict: str, color: bool = False) -> str:
    """Lines kept (two spaces), taken (`-`), cut (`~`, the cut in [-…-]); behind each the category, rule and stage."""
    taken: dict[int, list[Removal]] = {}
    for removal in removals:
        taken.setdefault(removal.line, []).append(removal)
    notes: dict[int, list[str]] = {}
    for mark in page.marks:
        if isinstance(mark, Found) and mark.line >= 0:
            notes.setdefault(mark.line, []).append(f"found {mark.field} ({mark.rule})")
        elif isinstance(mark, Rewrite):
            notes.setdefault(mark.line, []).append(f"repaired ({mark.rule})")
        elif isinstance(mark, Remove) and (mark.evidence or mark.confidence < 1) and mark.line not in taken:
            notes.setdefault(mark.line, []).append(f"perhaps {mark.category} {mark.confidence:.2f} ({mark.rule})")
    out = [f"verdict: {verdict}"]
    if verdict == "markup":
        out.append(EXTRACT_FIRST)
        return "\n".join(out)
    for line in page.lines:
        if line.gap:
            out.append("")
        out.extend(described(line, taken.get(line.number, []), notes.get(line.number, []), color))
    return "\n".join(out)


def described(line: Line, removals: list[Removal], notes: list[str], color: bool) -> Iterator[str]:
    """A line of the diff and, below it, its reasons."""
    red, green, grey, reset = (RED, GREEN, GREY, RESET) if color else ("", "", "", "")
    text, position, whole = "", 0, True
    for removal in removals:
        start, end = removal.span
        whole = whole and not line.text[position:start].strip()
        text += f"{line.text[position:start]}{red}[-{line.text[start:end]}-]{reset}"
        position = end
    text += line.text[position:]
    whole = bool(removals) and whole and not line.text[position:].strip()
    if whole:
        yield f"{red}- {line.text}{reset}"
    else:
        yield f"{green}~{reset} {text}" if removals else f"  {text}"
    for removal in removals:
        also = f", also {', '.join(removal.also)}" if removal.also else ""
        because = f", by {' and '.join(removal.because)}" if removal.because else ""
        yield f"{grey}      {removal.category}: {removal.rule} ({removal.stage}){because}{also}{reset}"
    for note in notes:
        yield f"{grey}      {note}{reset}"
