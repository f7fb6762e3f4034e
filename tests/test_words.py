"""Small questions about a stretch of text."""

import pytest

from newsclean import words


@pytest.mark.parametrize("text", ["He left.", "He left.”", "Did he?", "他说。」", "He left.)*_", "…"])
def test_a_sentence_is_ended(text: str) -> None:
    assert words.ended(text)


@pytest.mark.parametrize("text", ["", " ", "_", "»", "* * *", "()", "Latest news", "He left,", "He left: “"])
def test_what_holds_no_end_is_not_ended(text: str) -> None:
    assert not words.ended(text)


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
