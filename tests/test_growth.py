"""Linear growth and hostile text. Work is compared with work, never with a clock's figure."""

import time
from collections.abc import Callable

import pytest

import newsclean

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said. "
SHAPES: dict[str, Callable[[int], str]] = {
    "one long line": lambda n: PROSE * (2 * n),
    "equal lines": lambda n: "Share this story with friends\n" * (10 * n),
    "equal paragraphs": lambda n: (PROSE * 2 + "\n") * n,
    "paragraphs": lambda n: "\n".join(f"{number} {PROSE}" for number in range(n)),
    "captions": lambda n: "\n".join(f"The mill number {i}. Photo: Jane Roe / Reuters" for i in range(n)),
    "brackets": lambda n: "[" * (100 * n),
    "markdown": lambda n: "[![a](b)](c) " * (5 * n),
    "colons": lambda n: "Photo: " * (10 * n),
    "counters": lambda n: "12\n" * (10 * n),
    "spans": lambda n: "bank opens new tab said " * (5 * n),
    "tags": lambda n: "<p " * (20 * n),
    "quotes": lambda n: "“" * (100 * n),
    "mojibake": lambda n: "caf\u00c3\u00a9 " * (10 * n),
    "no words": lambda n: "* * *\n" * (10 * n),
    "braces": lambda n: '{"' * (20 * n),
}


def seconds(text: str) -> float:
    """The shortest of two runs, in seconds of the processor's."""
    times = []
    for _ in range(2):
        started = time.process_time()
        newsclean.clean(text)
        times.append(time.process_time() - started)
    return min(times)


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_times_the_text_is_at_most_twelve_times_the_work(shape: str) -> None:
    make = SHAPES[shape]
    newsclean.clean(make(20))
    # A busy machine is given several tries; quadratic growth would make it a hundredfold in each.
    assert any(seconds(make(600)) <= 12 * max(seconds(make(60)), 0.005) for _ in range(4))


def test_a_hundred_thousand_equal_lines_come_out() -> None:
    article = newsclean.clean("All work and no play\n" * 100_000)
    assert article.verdict == "article"
    assert article.body.count("All work") == 100_000
