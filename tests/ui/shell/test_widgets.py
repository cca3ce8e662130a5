from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from tests.ui.structure import problems_of
from ui.shell.theme import apply_theme
from ui.shell.widgets import (
    CARD,
    HERE,
    Box,
    Card,
    CheckBox,
    ClickableBox,
    ComboBox,
    DateEdit,
    ElidedLabel,
    EmptyState,
    FactRow,
    Field,
    FilterChip,
    Icon,
    InfoRow,
    LampLabel,
    LampState,
    NumberField,
    ScrollColumn,
    SeatCard,
    SeatFace,
    SeatState,
    Segment,
    StepItem,
    StepRow,
    StepState,
    TextEdit,
    Toast,
    WrapLabel,
    broken_name,
    clear_layout,
    display_name,
    horizontal,
    label,
    link_button,
    paper_chip,
    primary_button,
    secondary_button,
    u,
    vertical,
    why_button,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_a_two_character_name_stands_over_three_places() -> None:
    assert display_name("李堃") == "李　堃"
    assert display_name("沈丽华") == "沈丽华"
    assert broken_name("古丽娜尔·艾合买提") == "古丽娜尔·\n艾合买提"
    assert broken_name("李祎") == "李　祎"


def everything() -> QWidget:
    """One column with every component."""
    window = QWidget()
    window.setObjectName("gallery")
    rows = horizontal(window, margins=20, spacing=20)
    left, right = Card("会议", "3 次", "全部"), Card()
    rows.addWidget(left, 1)
    rows.addWidget(right, 1)
    chips = horizontal(spacing=6)
    for state in ("草稿", "定稿", "已过期", "缺资料", "未生成", "会后生成", "作废"):
        chips.addWidget(paper_chip(state))
    chips.addStretch(1)
    left.body.addLayout(chips)
    for lamp in LampState:
        left.body.addWidget(LampLabel(lamp, "法定 9，已达到"))
    left.body.addWidget(InfoRow("会议通知", icon=Icon.DOCUMENT, trailing=paper_chip("定稿")))
    left.body.addWidget(InfoRow("空缺席位补齐", "席位 9、13，会上增补", icon=Icon.CHAIR))
    left.body.addWidget(FactRow("出生年月", "1988年6月（37 岁）"))
    left.body.addWidget(StepItem("1", "增补执委", "09:35", StepState.NOW))
    left.body.addWidget(StepRow("说明依据", StepState.DONE))
    left.body.addStretch(1)
    buttons = horizontal(spacing=8)
    for button in (
        primary_button("确认结果", Icon.CHECK),
        secondary_button("打印"),
        link_button("全部"),
        why_button(),
    ):
        buttons.addWidget(button)
    buttons.addStretch(1)
    right.body.addLayout(buttons)
    right.body.addWidget(Segment([("公示版", 1), ("内部版", 2)]))
    right.body.addWidget(FilterChip("民族", [("汉族", "汉族")]))
    right.body.addWidget(CheckBox("主持人参加表决"))
    right.body.addWidget(NumberField(0, name="弃权"))
    field = Field("电话", hint="11 位数字")
    field.set_error("电话是 11 位数字，这里只有 3 位。")
    right.body.addWidget(field)
    right.body.addWidget(Field("民族", ComboBox([("汉族", 1)])))
    right.body.addWidget(Field("开会日期", DateEdit(date(2026, 3, 6))))
    right.body.addWidget(WrapLabel("公示版不含电话、身份证号和住址。" * 4))
    right.body.addStretch(1)
    return window


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("high_contrast", [False, True])
def test_no_component_cuts_its_words(
    qtbot: QtBot, qapp: QApplication, light: None, scale: int, high_contrast: bool
) -> None:
    apply_theme(qapp, scale, high_contrast)
    window = everything()
    qtbot.addWidget(window)
    assert problems_of(window, u(1240), u(720)) == []


def test_the_checker_finds_cut_words_overlaps_and_nameless_fields(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    cut = label("应到的三分之二以上")
    cut.setParent(window)
    cut.setGeometry(10, 10, 40, 20)
    button = primary_button("一致通过")
    button.setParent(window)
    button.setGeometry(30, 15, 100, 40)
    nameless = NumberField(0)
    nameless.setParent(window)
    nameless.move(200, 200)
    lost = label("\U0010fffd")
    lost.setParent(window)
    lost.setGeometry(300, 300, 100, 40)
    problems = "\n".join(problems_of(window, 600, 400))
    for sign in ("is cut", "lie on each other", "no name", "no glyph"):
        assert sign in problems


@pytest.mark.parametrize("state", SeatState)
def test_a_seat_card_never_cuts_a_name(qtbot: QtBot, state: SeatState) -> None:
    face = SeatFace(9, state, "副主席", "古丽娜尔·艾合买提", "调离·自行卸免")
    card = SeatCard(face)
    qtbot.addWidget(card)
    assert problems_of(card, u(138), u(132)) == []
    assert "席位 9" in card.accessibleName()


def test_a_box_is_clicked_by_mouse_and_by_keyboard(qtbot: QtBot) -> None:
    box = ClickableBox(CARD)
    qtbot.addWidget(box)
    box.resize(200, 50)
    box.show()
    with qtbot.waitSignal(box.activated):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(box.activated):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(box.activated):
        qtbot.mousePress(box, Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(box, Qt.MouseButton.LeftButton, pos=QPoint(500, 20))


def test_enter_on_a_button_within_a_box_is_not_a_click_on_the_box(qtbot: QtBot) -> None:
    box = ClickableBox(CARD)
    qtbot.addWidget(box)
    inner = secondary_button("删去")
    vertical(box).addWidget(inner)
    box.show()
    box.activateWindow()
    inner.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(inner.hasFocus)
    with qtbot.assertNotEmitted(box.activated):
        qtbot.keyClick(inner, Qt.Key.Key_Return)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(box.hasFocus)
    with qtbot.waitSignal(box.activated):
        qtbot.keyClick(box, Qt.Key.Key_Return)


def test_the_current_box_is_tint_with_a_bar(qtbot: QtBot) -> None:
    box = ClickableBox(CARD)
    qtbot.addWidget(box)
    box.set_current(True)
    assert (box.look.fill, box.look.bar) == (HERE.fill, HERE.bar)
    box.set_current(False)
    assert box.look == CARD


def test_a_blocked_button_says_why(qtbot: QtBot) -> None:
    box = Box()
    qtbot.addWidget(box)
    column = vertical(box)
    button, reason = primary_button("一致通过"), label("")
    button.attach_reason(reason)
    column.addWidget(button)
    column.addWidget(reason)
    button.set_blocked("有 1 人弃权，不能写“一致通过”")
    assert not button.isEnabled()
    assert reason.text() == "有 1 人弃权，不能写“一致通过”"
    button.set_blocked("")
    assert button.isEnabled()
    assert reason.isHidden()


def test_a_wrong_field_says_so_until_it_is_edited(qtbot: QtBot) -> None:
    field = Field("电话", hint="11 位数字")
    qtbot.addWidget(field)
    field.set_error("电话是 11 位数字，这里只有 3 位。")
    assert field.error() == "电话是 11 位数字，这里只有 3 位。"
    field.set_text("13800000000")
    assert field.error() == ""
    assert field.message_label.text() == "11 位数字"


def test_every_editor_of_a_field_gives_its_words(qtbot: QtBot) -> None:
    several = Field("简历", TextEdit())
    choice = Field("民族", ComboBox([("汉族", "01"), ("壮族", "08")]))
    for field in (several, choice):
        qtbot.addWidget(field)
    several.set_text("  2008.09—2012.06 小学教师 ")
    choice.set_text("壮族")
    assert several.text() == "2008.09—2012.06 小学教师"
    assert choice.text() == "壮族"
    assert isinstance(choice.editor, ComboBox)
    assert choice.editor.value() == "08"


def test_a_date_is_read_back_as_it_was_set(qtbot: QtBot) -> None:
    edit = DateEdit(date(2026, 3, 6))
    qtbot.addWidget(edit)
    assert edit.day() == date(2026, 3, 6)
    assert edit.text() == "2026年03月06日"


@pytest.mark.parametrize("typed", ["20260306", "2026-3-6", "2026.03.06", "2026/3/6"])
def test_a_day_may_be_typed_over_a_selected_one_as_people_write_it(qtbot: QtBot, typed: str) -> None:
    edit = DateEdit(date(2031, 10, 31))
    qtbot.addWidget(edit)
    edit.selectAll()
    qtbot.keyClicks(edit, typed)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "2026年03月06日"
    assert edit.day() == date(2026, 3, 6)


@pytest.mark.parametrize("typed", ["2026-02-30", "202", "20261301"])
def test_what_is_no_day_leaves_the_former_one(qtbot: QtBot, typed: str) -> None:
    edit = DateEdit(date(2026, 3, 6))
    qtbot.addWidget(edit)
    edit.selectAll()
    qtbot.keyClicks(edit, typed)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.day() == date(2026, 3, 6)
    assert edit.text() == "2026年03月06日"


def test_an_empty_vote_field_is_not_a_zero(qtbot: QtBot) -> None:
    field = NumberField(name="弃权")
    qtbot.addWidget(field)
    assert field.value() is None
    qtbot.keyClicks(field, "1x2-")
    assert field.value() == 12
    field.set_value(0)
    assert field.value() == 0


def test_the_next_digit_replaces_what_a_vote_field_holds(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = vertical(window)
    first, second = NumberField(3, name="不同意"), NumberField(1, name="弃权")
    column.addWidget(first)
    column.addWidget(second)
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    second.setFocus()
    qtbot.keyClicks(second, "2")
    assert second.value() == 2


def test_one_part_of_a_segment_is_chosen(qtbot: QtBot) -> None:
    segment = Segment([("全部", None), ("执委", "member"), ("代表", "delegate")])
    qtbot.addWidget(segment)
    assert segment.value() is None
    with qtbot.waitSignal(segment.chosen) as chosen:
        segment._parts[2].click()
    assert chosen.args == ["delegate"]
    assert segment.value() == "delegate"
    segment.set_words("delegate", "代表 23")
    segment.set_value("member")
    assert segment.value() == "member"


def test_a_filter_in_use_shows_its_value(qtbot: QtBot) -> None:
    chip = FilterChip("政治面貌", [("中共党员", "01"), ("群众", "13")])
    qtbot.addWidget(chip)
    idle = chip.sizeHint().width()
    with qtbot.waitSignal(chip.changed) as changed:
        chip._menu.actions()[1].trigger()
    assert changed.args == ["01"]
    assert chip.sizeHint().width() > idle
    assert chip.accessibleName() == "政治面貌 中共党员"
    chip.set_items([("群众", "13")])
    assert chip.value() is None, "a value that is gone from the menu is no filter"


def test_an_elided_label_keeps_the_whole_text(qtbot: QtBot) -> None:
    words = ElidedLabel("村便民服务中心工作人员兼村民小组长")
    qtbot.addWidget(words)
    words.resize(80, 24)
    words.show()
    assert words.text() == "村便民服务中心工作人员兼村民小组长"
    assert words.toolTip() == words.text()
    words.resize(900, 24)
    assert words.toolTip() == ""


def test_a_wrapped_label_is_as_high_as_its_lines(qtbot: QtBot) -> None:
    words = WrapLabel("到会的人" * 40, width=200)
    qtbot.addWidget(words)
    assert words.minimumHeight() >= 8 * words.fontMetrics().height()


def test_a_cleared_column_is_empty_at_once(qtbot: QtBot) -> None:
    column = ScrollColumn()
    qtbot.addWidget(column)
    for number in range(3):
        column.add(InfoRow(f"第 {number} 行"))
    inner = horizontal()
    inner.addWidget(label("行"))
    column.column.insertLayout(0, inner)
    column.clear()
    assert column.column.count() == 1
    clear_layout(column.column)
    assert column.column.count() == 0


def test_the_empty_state_has_one_thing_to_do(qtbot: QtBot) -> None:
    empty = EmptyState("还没有人选。", "加人选", picture=Icon.PLUS)
    qtbot.addWidget(empty)
    assert problems_of(empty, u(500), u(500)) == []
    assert empty.button is not None
    with qtbot.waitSignal(empty.activated):
        empty.button.click()


def test_a_toast_is_taken_back_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    toast = Toast(window)
    window.show()
    taken: list[str] = []
    toast.show_done("已登记表决：增补执委，通过", lambda: taken.append("back"))
    assert toast.can_undo()
    assert window.rect().contains(toast.geometry())
    toast.take_back()
    toast.take_back()
    assert taken == ["back"]
    assert toast.isHidden()


def test_a_toast_without_undo_offers_none(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    toast = Toast(window)
    window.show()
    toast.show_done("已保存")
    assert not toast.can_undo()
    assert toast.undo_button.isHidden()
    window.resize(700, 500)
    assert window.rect().contains(toast.geometry())
    toast.dismiss()
