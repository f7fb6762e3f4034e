"""Small questions about a stretch of text."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from newsclean import words


@pytest.mark.parametrize("text", ["He left.", "He left.”", "Did he?", "他说。」", "He left.)*_", "…"])
def test_a_sentence_is_ended(text: str) -> None:
    assert words.ended(text)


@pytest.mark.parametrize("text", ["", " ", "_", "»", "* * *", "()", "Latest news", "He left,", "He left: “"])
def test_what_holds_no_end_is_not_ended(text: str) -> None:
    assert not words.ended(text)


@pytest.mark.parametrize("script", ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"])
def test_letters_of_scripts_without_spaces_are_known(script: str) -> None:
    letter = regex.compile(rf"[\p{{Script={script}}}&&\p{{L}}]", regex.V1)
    found = [char for char in map(chr, range(0x10000)) if letter.match(char)]
    assert len(found) > 20
    assert all(map(words.UNSPACED.match, found))


@pytest.mark.parametrize("char", [*"aß.,’“12é€→²", "я", "ा", "ا", "한"])
def test_other_characters_are_not(char: str) -> None:
    assert not words.UNSPACED.match(char)


def test_stripped_signs_are_no_part_of_words() -> None:
    assert not [sign for sign in words.SIGNS if words.WORD.match(sign)]


@given(st.text())
def test_shortcuts_give_what_the_patterns_give(text: str) -> None:
    assert words.split(text) == words.WORD.findall(text)
    assert words.has_words(text) == bool(words.WORD.search(text))
    if not words.is_trim(text):
        assert words.trimmed(text) == words.EDGES.sub("", text.strip(words.SIGNS))
    assert words.LATIN.fullmatch(text) is None or set(words.script_counts(text)) <= {"Latin"}


THAI = "โรงสีเก่าริมแม่น้ำถูกไฟไหม้เมื่อคืนวันศุกร์ ตำรวจบอกว่าไม่มีใครได้รับบาดเจ็บ และสะพานข้างโรงสีจะปิดหนึ่งสัปดาห์"
LAO = "ໂຮງສີເກົ່າແຄມແມ່ນ້ຳຖືກໄຟໄໝ້ໃນຄືນວັນສຸກ ຕຳຫຼວດບອກວ່າບໍ່ມີໃຜໄດ້ຮັບບາດເຈັບ ແລະຂົວຂ້າງໂຮງສີຈະປິດໜຶ່ງອາທິດ"


@pytest.mark.parametrize("text", [THAI, LAO, f"“{THAI}”", "រោងម៉ាស៊ីនចាស់ឆេះនៅយប់ថ្ងៃសុក្រ។", "စက်ရုံဟောင်း မီးလောင်ခဲ့သည်။"])
def test_running_text_in_scripts_without_a_full_stop_is_ended(text: str) -> None:
    assert words.ended(text)


@pytest.mark.parametrize(
    "text",
    [
        "โรงสีเก่าริมแม่น้ำถูกไฟไหม้",
        "หน้าแรก การเมือง เศรษฐกิจ กีฬา บันเทิง ต่างประเทศ ภูมิภาค สังคม การศึกษา อาชญากรรม ไลฟ์สไตล์ ยานยนต์",
        THAI.replace(" ", " | "),
        f"• {THAI}",
        f"1. {THAI}",
        f"{THAI}:",
        f"{THAI} 12/05/2567",
    ],
    ids=["headline", "menu", "bars", "bullet", "numbered", "colon", "dated"],
)
def test_a_list_in_such_a_script_is_not(text: str) -> None:
    assert not words.ended(text)
