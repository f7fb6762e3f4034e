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


def test_a_few_pointers_that_stand_alone_stay() -> None:
    text = f"{PROSE}\n\nRelated: Bridge to close in June\n\n{MORE}\n\nRead more: Mayor speaks\n\n{PROSE[:-1]} again."
    assert newsclean.clean(text).body == text


def test_pointers_at_the_end_in_a_row_or_with_other_cruft_go() -> None:
    pointer = "Related: Bridge to close in June"
    assert newsclean.clean(f"{PROSE}\n\nRead more\n\n{MORE}").body == f"{PROSE}\n\n{MORE}"
    assert newsclean.clean(f"{PROSE}\n\n{MORE}\n\n{pointer}").body == f"{PROSE}\n\n{MORE}"
    assert newsclean.clean(f"{PROSE}\n\n{pointer}\nRead more: Mayor speaks\n\n{MORE}").body == f"{PROSE}\n\n{MORE}"
    assert pointer not in newsclean.clean(f"{PROSE}\n\n{pointer}\n\n{MORE}\n\nSign up for our newsletter").body


def test_more_than_three_pointers_are_a_site_s() -> None:
    pages = (f"{PROSE[:-1]} in part {n}.\n\nRelated: Bridge {n} to close in June" for n in range(4))
    body = newsclean.clean("\n\n".join([*pages, MORE])).body
    assert "Related" not in body


def test_a_note_on_where_it_first_stood_stays_in_clean_text() -> None:
    text = f"{PROSE}\n\n{MORE}\n\nThis article originally appeared in The Valley Post."
    assert newsclean.clean(text).body == text
    assert newsclean.clean(f"{text}\n\nSign up for our newsletter").body == f"{PROSE}\n\n{MORE}"
