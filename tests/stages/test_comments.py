"""Where a thread of readers' comments begins and ends, and what only looks like one."""

import pytest

from newsclean import Page, Pipeline, Remove
from newsclean.stages.comments import comments

BODY = """The old mill by the river burned down on Friday night, and nobody was hurt, the police said on Saturday.

Its owner had hoped to open it to visitors in spring, when the wheel was to turn once again after forty years.

Firemen from four villages fought the blaze until noon, and the bridge beside the mill stays closed for a week."""


def taken(text: str) -> list[str]:
    """The lines that the stage removes with certainty on a page marked by the stages before it."""
    page = Pipeline.default().mark(Page.of(text))
    certain = [m for m in page.marks if isinstance(m, Remove) and m.stage == "comments" and not m.evidence]
    return [page.lines[m.line].text for m in certain]


def hinted(text: str) -> list[str]:
    """The lines of which the stage says that they may be comments."""
    page = Pipeline.default().mark(Page.of(text))
    hints = [m for m in page.marks if isinstance(m, Remove) and m.stage == "comments" and m.evidence]
    return [page.lines[m.line].text for m in hints]


def cleaned(text: str) -> str:
    return Pipeline.default().run(text).body


THREADS = {
    "names, dates and a heading": """2 Comments
wheelwright
March 3, 2014 at 9:19 pm
My grandfather ground his corn there, and he never once paid on time, which the miller liked to tell.
Jane Otter
March 4, 2014 at 8:05 am
So sad.""",
    "buttons alone": """wheelwright
March 3, 2014 at 9:19 pm
My grandfather ground his corn there, and he never once paid on time, which the miller liked to tell.
Reply
Jane Otter
March 4, 2014 at 8:05 am
So sad
Reply""",
    "relative times": """Comments
wheelwright
3 days ago
My grandfather ground his corn there, and he never once paid on time, which the miller liked to tell.
Like · Reply · 2
Jane Otter
2 days ago
So sad
Like · Reply""",
    "text above name and date": """Comments (2)
My grandfather ground his corn there, and he never once paid on time, which the miller liked to tell.
wheelwright, 03.03.2014 21:19
Report
So sad
otter, 04.03.2014 08:05
Report""",
    "a heading that quotes the headline": """2 thoughts on “Mill burns down”
wheelwright says:
March 3, 2014 at 9:19 pm
My grandfather ground his corn there, and he never once paid on time, which the miller liked to tell.
Jane Otter says:
March 4, 2014 at 8:05 am
So sad""",
}


@pytest.mark.parametrize("thread", THREADS.values(), ids=THREADS)
def test_a_thread_goes_whole(thread: str) -> None:
    body = cleaned(f"{BODY}\n\n{thread}")
    assert body == BODY


@pytest.mark.parametrize(
    ("body", "thread"),
    [
        (
            "Die alte Mühle am Fluss ist in der Nacht zum Samstag abgebrannt, und es gab keine Verletzten, sagte die "
            "Polizei.\n\nDer Besitzer wollte sie im Frühjahr für Besucher öffnen, und das Rad sollte sich nach vierzig "
            "Jahren wieder drehen, wie er vor einer Woche im Rathaus sagte.",
            "Kommentare (2)\nMühlrad\n3. März 2014, 21:19\nMein Großvater hat dort gemahlen und nie gezahlt.\n"
            "Antworten\nOtter\n4. März 2014, 08:05\nSchade drum\nAntworten\nMelden",
        ),
        (
            "Старая мельница у реки сгорела в ночь на субботу, и никто при этом не пострадал, сообщили в полиции "
            "утром.\n\nВладелец хотел открыть её для гостей весной, и колесо должно было снова вращаться после сорока "
            "лет, как он говорил неделю назад в ратуше, когда показывал чертежи жителям и соседям.",
            "Комментарии (2)\nколесо\n03.03.2014, 21:19\nМой дед молол там зерно и ни разу не заплатил.\nОтветить\n"
            "Выдра\n04.03.2014, 08:05\nЖалко\nОтветить",
        ),
    ],
)
def test_threads_of_other_languages(body: str, thread: str) -> None:
    assert cleaned(f"{body}\n\n{thread}") == body


def test_many_names_with_clock_times_need_no_heading() -> None:
    units = "\n".join(f"{name}\n{day} gru 2011, 20:{day}\nNie wiem, co o tym sądzić" for name, day in NAMES)
    assert len(taken(f"{BODY}\n\n{units}")) == 3 * len(NAMES)


NAMES = (("~kolo", 11), ("~rzeka", 12), ("~most", 13), ("~wydra", 14), ("~mlyn", 15))


def test_a_heading_without_a_rhythm_takes_nothing_with_it() -> None:
    assert taken(f"{BODY}\n\n3 Comments\nThe wheel will be shown in the town hall from May on.") == []


def test_one_comment_is_no_rhythm() -> None:
    assert taken(f"{BODY}\n\n1 Comment\nwheelwright\nMarch 3, 2014 at 9:19 pm\nSo sad") == []


def test_times_alone_are_a_hint() -> None:
    entries = "March 3, 2014, 9:19 pm\nA crane arrives at the mill.\nMarch 3, 2014, 9:40 pm\nThe wheel is lifted out."
    assert taken(f"{BODY}\n\n{entries}") == []
    assert "The wheel is lifted out." in hinted(f"{BODY}\n\n{entries}")


SPARED = {
    "a ticker of clock times": "9:19\nA crane arrives at the mill.\n9:40\nThe wheel is out.\n10:05\nIt is cleaned.",
    "an interview": "Otter: Who lit the fire?\nWheel: Nobody knows.\nOtter: And who pays?\nWheel: Nobody, as ever.",
    "results": "Results\n1. Saltby, 12:07\n2. Vik, 12:09\n3. Port Brenna, 13:50\n4. Tarn, 14:12\n5. Corrie, 15:01",
    "letters": "Sir, the mill was never open.\nJane Otter, Saltby\nSir, it was open on Sundays.\nAnn Wheel, Vik",
    "scorers": "1:0 Rowe 12:40\n1:1 Lang 16:15\n2:1 Young 18:02\n2:2 Otter 19:51",
    "prices": "Wheel Ltd\n$659.30 (0.01%)\nOtter Ltd\n$89.83 (0.02%)\nMill plc\n$22.93 (0.04%)",
}


@pytest.mark.parametrize("lines", SPARED.values(), ids=SPARED)
def test_what_only_looks_like_a_thread_stays(lines: str) -> None:
    assert taken(f"{BODY}\n\n{lines}") == []
    assert taken(f"{BODY}\n\n{lines}\n\n{BODY}") == []


def test_a_forum_stays() -> None:
    thread = THREADS["buttons alone"]
    assert taken(thread) == []
    assert taken(f"Mill burns down\n{thread}") == []


def test_another_article_below_ends_the_thread() -> None:
    other = """Bridge closed until May

Drivers must take the long way round by Saltby, and the school bus leaves twenty minutes earlier from Monday on.

The county had hoped to finish the work in winter, but the ice in the river broke two of the new piers in March.

Nobody knows who will pay for them, and the council will not meet again before the end of the month, it said."""
    text = f"{BODY}\n\n{THREADS['names, dates and a heading']}\n\nRelated stories\n\n{other}"
    gone = taken(text)
    assert "So sad." in gone
    assert not any(line in gone for line in other.split("\n") if len(line) > 40)


def test_a_date_above_the_article_does_not_begin_a_thread() -> None:
    text = f"Mill burns down\nMarch 2, 2014 at 7:00 am\n\n{BODY}\n\n{THREADS['relative times']}"
    assert all(paragraph not in taken(text) for paragraph in BODY.split("\n\n"))
    assert "So sad" in taken(text)


def test_related_lines_between_stamps_part_two_threads() -> None:
    label = Remove(3, 0, 7, "related", "en.related.label")
    lines = [*BODY.split("\n\n"), "Related", "a", "March 3, 2014 at 9:19 pm", "x", "b", "March 4, 2014 at 9:19 pm", "y"]
    page = Page.of("\n".join(lines)).with_marks([label])
    assert all(mark.evidence for mark in comments(page))


MENU = """Home
News
Comments
Sign in
Comments (0)"""


@pytest.mark.parametrize("heading", ["2 Comments\n", "Comments\n", ""], ids=["counted", "plain", "none"])
def test_a_menu_above_a_short_article_heads_no_thread(heading: str) -> None:
    thread = THREADS["buttons alone"]
    whole = f"{MENU}\n\n{BODY}\n\n{heading}{thread}\n\nHome\nPrivacy Policy"
    assert set(thread.splitlines()) <= set(taken(whole))
    assert cleaned(whole) == BODY
