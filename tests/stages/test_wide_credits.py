"""Credits in full-width signs, and what only looks like one."""

import pytest

from newsclean import Found, Page, Remove, clean
from newsclean.stages.captions import captions
from newsclean.stages.wide_credits import wide_credits

PROSE = {
    "ja": "湖北町の古い水車小屋が、二十年ぶりに回り始めた。町の有志が部品を一つずつ集め、冬のあいだ交代で木を削った。",
    "zh": "河边的老磨坊星期五夜里被烧毁，警方星期六表示没有人受伤，旁边的桥梁将关闭一个星期，市长说春天将重新开放。",
    "ko": "강가의 오래된 방앗간이 밤에 불탔으나 다친 이는 없다고 경찰이 밝혔고 시장은 봄에 다시 문을 열겠다고 했다.",
}


def marked(code: str, line: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What is found in a line below a paragraph, and the stretches that go with their categories."""
    page = Page.of(f"{PROSE[code]}\n{line}")
    page = page.with_marks(captions(page))
    marks = list(wide_credits(page))
    found = [(mark.field, mark.value) for mark in marks if isinstance(mark, Found)]
    return found, [(m.category, line[m.start : m.end]) for m in marks if isinstance(m, Remove)]


@pytest.mark.parametrize(
    ("code", "line", "credit"),
    [
        ("ja", "（写真：時事）", "時事"),
        ("ja", "〔写真：時事〕", "時事"),
        ("ja", "（画像提供：湖北町）", "湖北町"),
        ("ja", "写真＝共同", "共同"),
        ("zh", "〔图片来源：山川社〕", "山川社"),
        ("zh", "【图片来源：视觉中国】", "视觉中国"),
        ("zh", "圖／中央社", "中央社"),
        ("ko", "（사진：연합뉴스）", "연합뉴스"),
        ("ko", "[사진=연합뉴스]", "연합뉴스"),
    ],
)
def test_a_line_that_is_a_credit(code: str, line: str, credit: str) -> None:
    assert marked(code, line) == ([("credits", credit)], [("credit", line)])


@pytest.mark.parametrize(
    ("code", "line", "caption"),
    [
        ("ja", "川辺の水車小屋（写真：山田太郎）", "川辺の水車小屋"),
        ("ja", "「音が戻ってきた」と話す会長＝湖北町で〔撮影：山田太郎〕", "「音が戻ってきた」と話す会長＝湖北町で"),
        ("zh", "▲老渡口恢復通航。（圖／中央社）", "老渡口恢復通航。"),
        ("ko", "물레방아가 다시 돈다. 【사진=연합뉴스】", "물레방아가 다시 돈다."),
    ],
)
def test_a_caption_with_its_credit(code: str, line: str, caption: str) -> None:
    found, gone = marked(code, line)
    assert dict(found)["captions"] == caption
    assert gone == [("caption", line)]


@pytest.mark.parametrize(
    ("code", "credit"), [("ja", "（写真：時事）"), ("zh", "（图：新华社）"), ("ko", "（사진=뉴시스）")]
)
def test_a_paragraph_loses_the_credit_alone(code: str, credit: str) -> None:
    assert marked(code, PROSE[code] + credit)[1] == [("credit", credit)]


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("zh", "老渡口恢复通航（图）"),
        ("zh", "他的意图／目的不明"),
        ("zh", "警方公布地图：桥梁关闭一周"),
        ("ja", "水車を写真に収める人も多い（森下会長）"),
        ("ja", "入場料：大人五百円（団体＝四百円）"),
        ("ko", "방앗간 사진은 누가 찍었나"),
    ],
)
def test_what_is_no_credit(code: str, line: str) -> None:
    assert marked(code, line) == ([], [])


def test_other_scripts_are_not_read() -> None:
    page = Page.of("The old mill by the river burned down on Friday night.\n（写真：時事）")
    assert list(wide_credits(page)) == []


def test_a_credit_that_a_rule_took_is_found() -> None:
    article = clean(
        f"シェアする\nコメントを書く\n\n{PROSE['ja']}\n\n川辺の水車小屋（写真：山田太郎）\n\n{PROSE['ja'][:-9]}。\n\nシェアする"
    )
    assert article.metadata.credits == ("山田太郎",)
    assert article.metadata.captions == ("川辺の水車小屋",)
    assert "山田" not in article.body
