"""What each stage marks and what it spares, said of small pages."""

import threading

import pytest

from newsclean import Found, Page, Pipeline, Remove, Rewrite
from newsclean.langid import langdetect
from newsclean.marks import Mark

PROSE = "The old mill by the river burned down on Friday night, and nobody was hurt, the police said."
MORE = "Its owner had hoped to open it to visitors in spring, when the wheel was to turn once again."


def marks(text: str, stage: str) -> list[Mark]:
    """What a stage of the default pipeline marks on a page, the stages before it included."""
    return [mark for mark in Pipeline.default().mark(Page.of(text)).marks if mark.stage == stage]


def taken(text: str, stage: str) -> list[str]:
    """The stretches that a stage removes with certainty."""
    page = Pipeline.default().mark(Page.of(text))
    certain = [m for m in page.marks if isinstance(m, Remove) and m.stage == stage and not m.evidence]
    return [page.lines[m.line].text[m.start : m.end] for m in certain]


def found(text: str, field: str) -> list[str]:
    """The values found for a field."""
    page = Pipeline.default().mark(Page.of(text))
    return [m.value for m in page.marks if isinstance(m, Found) and m.field == field]


@pytest.mark.parametrize(
    ("raw", "repaired"),
    [
        ("caf\u00c3\u00a9", "café"),
        ("so\u00adft", "soft"),
        ("no\u00a0break", "no break"),
        ("zero\u200bwidth", "zerowidth"),
        ("two  spaces", "two spaces"),
        ("&lt;mill&gt; &amp; wheel", "<mill> & wheel"),
        ("bell\x07", "bell"),
    ],
)
def test_normalise_repairs(raw: str, repaired: str) -> None:
    assert [m.text for m in marks(raw, "normalise") if isinstance(m, Rewrite)] == [repaired]


@pytest.mark.parametrize("text", ["“Curly” – ‘quotes’…", "ﬁne ligature", "全角ＡＢＣ", "می‌شود", "a\tb", PROSE])
def test_normalise_spares(text: str) -> None:
    assert marks(text, "normalise") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        ("Die alte Mühle am Fluss ist in der Nacht zum Samstag abgebrannt, und es gab keine Verletzten.", "de"),
        ("Старая мельница у реки сгорела в ночь на субботу, и никто при этом не пострадал, сообщили в полиции.", "ru"),
        ("Le vieux moulin au bord de la rivière a brûlé dans la nuit de vendredi, et il n'y a pas de blessés.", "fr"),
        ("这座老磨坊星期五夜里被烧毁，警方说没有人受伤。", "zh-Hans"),
        ("這座老磨坊星期五夜裡被燒毀，警方說沒有人受傷。這個國家的人們對此感到難過。", "zh-Hant"),
        ("古い水車小屋は金曜日の夜に焼け落ちた。けが人はいなかった。", "ja"),
        ("오래된 방앗간이 금요일 밤에 불에 탔다. 다친 사람은 없었다.", "ko"),
        ("12:30", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert found(text, "language") == [language]


def test_langdetect_is_the_same_in_threads_from_a_cold_start() -> None:
    answers: list[str] = []
    text = "Lo viejo molino junto al río ardió la noche del viernes y nadie resultó herido, dijo la policía."
    threads = [threading.Thread(target=lambda: answers.append(langdetect(text))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {"es"}


def test_langdetect_leaves_the_users_seed_alone() -> None:
    from langdetect import DetectorFactory

    langdetect(PROSE)
    assert DetectorFactory.seed is None


@pytest.mark.parametrize("line", ["Закрыть", "加载中", "التالي"])
def test_stray_script_at_the_edge(line: str) -> None:
    assert f"{line}" not in Pipeline.default().run(f"{PROSE}\n{MORE}\n{line}").body


@pytest.mark.parametrize(
    "text",
    [
        f"{PROSE}\n«Слава Україні»\n{MORE}",
        f"{PROSE}\nThe sign read:\nМельница\n{MORE}",
        f"{PROSE}\nМельница\n{MORE}",
        "Мельница сгорела в пятницу вечером, сообщили в полиции города.\nReuters\nНикто не пострадал.",
    ],
)
def test_stray_script_spares(text: str) -> None:
    assert taken(text, "stray_script") == []
    assert Pipeline.default().run(text).body.replace("\n\n", "\n") == text


def test_language_switcher() -> None:
    assert taken(f"{PROSE}\n{MORE}\nEnglish\nFrançais\nРусский", "stray_script") == ["English", "Français", "Русский"]


@pytest.mark.parametrize(
    "line", ["{{ button.text }}", '{"allowComment":"allowed"}', "00:00 / 03:12", "Home > News > Mill"]
)
def test_shapes(line: str) -> None:
    assert taken(f"{PROSE}\n{line}\n{MORE}", "shapes") == [line]


@pytest.mark.parametrize("lines", ["4\n1\n0", "12:30\n12:45", "https://example.org/a\nhttps://example.org/b"])
def test_shapes_spare_runs(lines: str) -> None:
    assert Pipeline.default().run(f"{PROSE}\n{lines}\n{MORE}").removals == ()


def test_a_ticker_keeps_its_times() -> None:
    text = "\n\n".join(f"1{hour}:30\n{PROSE}\n\nAdvertisement" for hour in range(4))
    assert "12:30" in Pipeline.default().run(text).body


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Photo: Jane Roe / Reuters", "Jane Roe / Reuters"),
        ("© Sputnik / A. Roe", "Sputnik / A. Roe"),
        ("(Image: Jane Roe)", "Jane Roe"),
        ("Jane Roe/Getty Images", "Jane Roe/Getty Images"),
        ("Jane Roe via Getty Images", "Jane Roe via Getty Images"),
        ("Foto: Jane Roe/dpa", "Jane Roe/dpa"),
        ("Фото: Иван Роу / РИА Новости", "Иван Роу / РИА Новости"),
        ("The mill on Friday. Foto: Jane Roe", "Jane Roe"),
        ("The mill on Friday. (AP Photo/Jane Roe)", "AP Photo/Jane Roe"),
        ("The mill on Friday | Niall Roe/PA", "Niall Roe/PA"),
    ],
)
def test_credits(line: str, credit: str) -> None:
    text = f"{PROSE}\n{line}\n{MORE}"
    assert found(text, "credits") == [credit]
    assert taken(text, "captions") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Photo: the image that changed the war was taken by nobody we know of, the curator said.",
        "Getty Images sued the firm on Friday.",
        "Reuters reported the fire first.",
        "The price fell by a third (Reuters)",
        "A file photograph shows the minister at the mill.",
    ],
)
def test_credits_spare(line: str) -> None:
    assert taken(f"{PROSE}\n{line}\n{MORE}", "captions") == []


def test_a_caption_that_equals_a_sentence_of_the_body_takes_only_its_own_line() -> None:
    caption = "The mill on Friday night with the fire brigade in front of it"
    text = f"{caption}. Photo: Jane Roe\n{PROSE} {caption}.\n{MORE}"
    assert taken(text, "captions") == [f"{caption}. Photo: Jane Roe"]


def test_agency_glued_behind_the_full_stop_goes_alone() -> None:
    assert taken(f"{PROSE}AFP\n{MORE}", "captions") == ["AFP"]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Roe", ["Jane Roe"]),
        ("By ABBY GOODNOUGH", ["ABBY GOODNOUGH"]),
        ("By Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
        ("Von Jane Roe", ["Jane Roe"]),
        ("Автор: Иван Роу", ["Иван Роу"]),
        ("By Jane Roe, Staff Writer", ["Jane Roe"]),
    ],
)
def test_byline(line: str, authors: list[str]) -> None:
    text = f"Mill burns down at night\n{line}\n{PROSE}\n{MORE}"
    assert found(text, "authors") == authors
    assert line in taken(text, "byline")


@pytest.mark.parametrize("line", ["By Monday the deal was done.", "By Land and Sea", "By the river", "Von Montag an"])
def test_byline_spares(line: str) -> None:
    assert taken(f"{PROSE}\n{line}\n{MORE}", "byline") == []


def test_headline_without_witness_is_found_and_stays() -> None:
    text = f"Mill burns down at night\n\n{PROSE}\n\n{MORE}"
    assert found(text, "title") == ["Mill burns down at night"]
    assert Pipeline.default().run(text).body == text


def test_headline_with_a_twin_leaves() -> None:
    text = f"Mill burns down at night - Valley Post\n\nMill burns down at night\n\n{PROSE}\n\n{MORE}"
    article = Pipeline.default().run(text)
    assert article.body == f"{PROSE}\n\n{MORE}"
    assert (article.metadata.title, article.metadata.site_name) == ("Mill burns down at night", "Valley Post")


@pytest.mark.parametrize(
    ("start", "place", "agency"),
    [
        ("ANTALYA (Sputnik) — ", "ANTALYA", "Sputnik"),
        ("KATHMANDU, April 25 (Reuters) - ", "KATHMANDU", "Reuters"),
        ("MOSKAU, 12. Nov (dpa) - ", "MOSKAU", "dpa"),
        ("Berlin (dpa/tmn) - ", "Berlin", "dpa"),
        ("МОСКВА, 12 ноя — РИА Новости. ", "МОСКВА", "РИА Новости"),
        ("DUBLIN — ", "DUBLIN", None),
        ("", None, None),
        ("FIFA has said it. ", None, None),
    ],
)
def test_dateline(start: str, place: str | None, agency: str | None) -> None:
    metadata = Pipeline.default().run(f"{start}{PROSE}\n\n{MORE}").metadata
    assert (metadata.dateline, metadata.agency) == (place, agency)


def test_duplicates_keep_the_first_copy_and_spare_refrains() -> None:
    long = f"{PROSE} {MORE}"
    assert taken(f"{long}\n{MORE}\n{long}", "duplicates") == [long]
    refrain = "And the mill wheel turns, and turns, and turns"
    assert Pipeline.default().run(f"One night\n{refrain}\nTwo nights\n{refrain}").removals == ()


def test_teasers_behind_a_label_go_at_the_end_and_are_hints_in_the_middle() -> None:
    body = "\n".join([PROSE, MORE, f"{PROSE} {MORE}"])
    label = "Related stories\nBridge to close\nMill owner speaks"
    assert taken(f"{body}\n{label}", "teasers") == ["Bridge to close", "Mill owner speaks"]
    assert taken(f"{body}\n{label}\n{MORE[:-1]}, too.", "teasers") == []


def test_markdown_is_read_through() -> None:
    text = f"# Mill burns\n\n![The mill on Friday](a.jpg)\n\nThe [mill](https://example.org/mill) {PROSE[8:]}"
    text += f"\n\n## After\n\n{MORE}"
    article = Pipeline.default().run(text)
    assert "https://" not in article.body
    assert article.metadata.title == "Mill burns"
    assert article.metadata.captions == ("The mill on Friday",)
    assert "After" in article.metadata.subheadings


def test_an_article_about_a_wall_is_no_error_page() -> None:
    text = "\n\n".join([PROSE, "Please enable JavaScript to continue.", MORE, f"{PROSE} {MORE}"])
    assert Pipeline.default().run(text).verdict == "article"
