"""Names in scripts without capitals."""

import pytest

from newsclean.page import Page
from newsclean.stages.caseless import caseless


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("文：王小明、李红", ("王小明", "李红")),
        ("记者 王小明", ("王小明",)),
        ("文・写真：山田 太郎", ("山田 太郎",)),
        ("作者：約翰·史密斯", ("約翰·史密斯",)),
        ("글: 김하늘 기자", ("김하늘",)),
        ("כתב: נועה ברקאי", ("נועה ברקאי",)),
        ("كتبت: ليلى حمدان", ("ليلى حمدان",)),
        ("بقلم ليلى حمدان و سامي عيد", ("ليلى حمدان", "سامي عيد")),
        ("लेखक: कविता जोशी", ("कविता जोशी",)),
        ("โดย สมชาย ใจดี", ("สมชาย ใจดี",)),
        ("מאת: נועה", ()),  # one word is a login as likely as a name
        ("文：昨天在河边的老磨坊发生了火灾", ()),
        ("كتب: إن الأشجار ستظلل الطريق بعد ست سنوات", ()),
        ("王小明", ()),
        ("By Jane Roe", ()),
    ],
)
def test_names_behind_a_cue(text: str, names: tuple[str, ...]) -> None:
    assert caseless(Page.of(text).lines[0]) == names


def test_a_name_below_a_label() -> None:
    line = Page.of("陳小帆").lines[0]
    assert caseless(line) == ()
    assert caseless(line, is_labelled=True) == ("陳小帆",)
