"""What labels for screen readers say of pictures."""

import pytest

from newsclean import Found, Page, Remove
from newsclean.stages.picture_labels import picture_labels

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said on Saturday."


def marked(text: str) -> tuple[list[tuple[str, str]], list[int]]:
    """What is found, and the numbers of the lines that go."""
    marks = list(picture_labels(Page.of(text)))
    found = [(mark.field, mark.value) for mark in marks if isinstance(mark, Found)]
    return found, [mark.line for mark in marks if isinstance(mark, Remove)]


def test_labels_on_the_line_and_above_it() -> None:
    text = f"Image source, Getty Images\nImage caption,\nThe wheel on Friday\n{PROSE}"
    assert marked(text) == ([("credits", "Getty Images"), ("captions", "The wheel on Friday")], [0, 1, 2])


def test_labels_of_other_languages() -> None:
    text = f"Автор фото, Глеб Рощин\nPie de foto, El molino\n{PROSE}"
    assert marked(text)[0] == [("credits", "Глеб Рощин"), ("captions", "El molino")]


def test_the_caption_of_a_video_goes_and_is_not_found() -> None:
    assert marked(f"Media caption, The wheel turns\n{PROSE}") == ([], [0])


@pytest.mark.parametrize(
    "text",
    [
        f"Image source,\n{PROSE}",
        f"Image caption\n{PROSE}",
        "Image source of the legend is an old print.",
        "Image captions, the editor said, are an art.",
    ],
)
def test_what_is_no_label(text: str) -> None:
    assert marked(text) == ([], [])
