"""Text that shows one kind of its own apparatus and nothing else."""

import newsclean

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
MORE = "Its owner had hoped to open it to visitors in spring, when the wheel was to turn once again."


def test_one_kind_stays_and_is_found_all_the_same() -> None:
    article = newsclean.clean(f"{PROSE}\n\nThe mill on Friday. Photo: Jane Roe / Reuters\n\n{MORE}")
    assert "The mill on Friday." in article.body
    assert article.metadata.captions == ("The mill on Friday.",)


def test_two_kinds_go() -> None:
    article = newsclean.clean(f"By Jane Roe\n\n{PROSE}\n\nThe mill on Friday. Photo: Jane Roe / Reuters\n\n{MORE}")
    assert article.body == f"{PROSE}\n\n{MORE}"


def test_with_other_cruft_it_goes() -> None:
    article = newsclean.clean(f"{PROSE}\n\nThe mill on Friday. Photo: Jane Roe / Reuters\n\nSign up for our newsletter")
    assert article.body == PROSE
