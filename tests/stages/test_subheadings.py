"""Which lines between paragraphs are subheadings."""

import pytest

from newsclean import Page, Pipeline, Remove
from newsclean.stages.subheadings import subheadings

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said on Saturday."


def found(text: str, *cruft: str) -> list[str]:
    page = Page.of(text)
    page = page.with_marks([Remove(n.number, 0, len(n.text), "related", "r") for n in page.lines if n.text in cruft])
    return [mark.value for mark in subheadings(page)]


@pytest.mark.parametrize("line", ["What is left", "'What is left'", "„Was bleibt“", "3 weeks later", "磨坊以后"])
def test_subheadings(line: str) -> None:
    assert found(f"{PROSE}\n{line}\n{PROSE}") == [line]


@pytest.mark.parametrize("line", ["and then nothing", "“and then”", "He left.", "The list:"])
def test_what_is_none(line: str) -> None:
    assert found(f"{PROSE}\n{line}\n{PROSE}") == []


def test_removed_lines_neither_count_nor_part() -> None:
    text = f"{PROSE}\nRead more\nWhat is left\n{PROSE}"
    assert found(text, "Read more") == ["What is left"]
    assert found(text, "Read more", "What is left") == []


def test_headings_of_markdown_that_were_removed_are_no_subheadings() -> None:
    body = f"{PROSE} {PROSE}\n\n## What is left\n\n{PROSE}"
    text = f"# Mill burns down\n\n{body}\n\n## Related stories\n\n### Otters back in Saltby\n\n### Swans on the road"
    assert Pipeline.default().run(text).metadata.subheadings == ("What is left",)
