"""Evidence that needs company."""

from newsclean.marks import Remove
from newsclean.page import Page
from newsclean.stages.beside import beside

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."


def taken(text: str, hints: tuple[int, ...], cruft: tuple[int, ...] = ()) -> list[int]:
    """The lines that become certain, where these are hints and those are cruft."""
    page = Page.of(text)
    ends = {line.number: len(line.text) for line in page.lines}
    marks = [Remove(number, 0, ends[number], "navigation", "r", evidence=True) for number in hints]
    marks += [Remove(number, 0, ends[number], "navigation", "r") for number in cruft]
    return [mark.line for mark in beside(page.with_marks(marks))]


def test_hints_next_to_each_other_are_cruft() -> None:
    assert taken(f"{PROSE}\nHome\nShare\n{PROSE}", (1, 2)) == [1, 2]


def test_at_the_page_s_edge_a_hint_needs_certain_cruft_on_the_page() -> None:
    text = f"Latest\n{PROSE}\nShare\n{PROSE}\nLog in\n{PROSE}"
    assert taken(text, (0, 2)) == []
    assert taken(text, (0, 2), (4,)) == [0]
