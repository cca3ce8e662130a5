"""The form of one agenda item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QIntValidator

from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, DecisionMethod
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    ComboBox,
    Field,
    LineEdit,
    Role,
    Segment,
    TextEdit,
    Tone,
    WrapLabel,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.meetings.records import AgendaItem
    from fulian_desktop.rules.rule_pack import RulePack

LONGEST_MINUTES = 600
_DETAILS_HINTS = {
    AgendaKind.COMMENDATION: "每行一项，例如“最美家庭：某某家庭”；主持词照着念",
    AgendaKind.DISCUSSION: "座谈的话题",
    AgendaKind.READING: "粘贴要读的全文，会上大字显示，照着念",
    AgendaKind.LIST_APPROVAL: "要通过的名单或办法",
}


class AgendaItemDialog(FormDialog):
    """Asks for kind, title, who, how it is voted on, how long, and details."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        write: Callable[[AgendaDraft], bool],
        *,
        pack: RulePack,
        numbered: bool,
        item: AgendaItem | None = None,
        kind: AgendaKind = AgendaKind.OTHER,
        taken: frozenset[AgendaKind] = frozenset(),
        spontaneous: bool = False,
    ) -> None:
        """`item` is the one to change; without it one of `kind` is begun.

        `taken` kinds stand already; a `spontaneous` item is put in while the meeting runs, without a number.
        """
        super().__init__(parent, title, write, act_word="保存" if item is not None else "加入议程")
        self._pack = pack
        start = item.kind if item is not None else kind
        self.kind_box = _kind_box(start, taken if item is None else frozenset(), spontaneous=spontaneous)
        self.numbered = Segment((("编号议项", True), ("附带事项", False)), numbered)
        self.title_field = Field("名称", required=True, hint="议程和主持词上这样写")
        self.title_field.editor.setObjectName("item_title")
        self.presenter_field = Field("由谁来讲", placeholder="例如 沈丽华")
        self.presenter_field.editor.setObjectName("item_presenter")
        self.minutes_field = Field("时间（分钟）", LineEdit("", "不填就是不限"))
        self.minutes_field.editor.setObjectName("item_minutes")
        if isinstance(self.minutes_field.editor, LineEdit):
            self.minutes_field.editor.setValidator(QIntValidator(0, 9999, self))
        self.method_box = ComboBox()
        self.method_box.setObjectName("item_method")
        self._show_methods(start, item.method if item else None)
        self.way = Segment((("一并表决", True), ("逐人表决", False)), item.bundled if item else True)
        self.way_note = WrapLabel("", Role.SECONDARY, Tone.TEXT3, width=self.inner_width)
        self.details_field = Field("内容", TextEdit("", "", rows=3))
        self.details_field.editor.setObjectName("item_details")
        place = Field("排在", self.numbered)
        place.setVisible(not spontaneous)
        self.add_row(Field("类别", self.kind_box), place)
        self.body.addWidget(self.title_field)
        self.add_row(self.presenter_field, self.minutes_field)
        self.add_row(Field("怎样决定", self.method_box), self.way)
        self.body.addWidget(self.way_note)
        self.body.addWidget(self.details_field)
        self._begin(item, start)
        self.kind_box.currentIndexChanged.connect(self._on_kind_changed)
        self.method_box.currentIndexChanged.connect(self._show_way)
        self._show_way()
        self.title_field.editor.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """A title is needed; minutes are 1 to 600 or empty."""
        minutes = self.minutes_field.text()
        fits = not minutes or 1 <= int(minutes) <= LONGEST_MINUTES
        return (
            (self.title_field, "" if self.title_field.text() else "还没有填名称，例如“工作报告”。"),
            (self.minutes_field, "" if fits else f"请填 1 到 {LONGEST_MINUTES} 分钟，或者不填。"),
        )

    def result_of_form(self) -> AgendaDraft:
        """Return the item as entered."""
        minutes = self.minutes_field.text()
        return AgendaDraft(
            self._kind(),
            self.title_field.text(),
            numbered=bool(self.numbered.value()),
            presenter=self.presenter_field.text(),
            method=self._method(),
            bundled=bool(self.way.value()),
            minutes=int(minutes) if minutes else None,
            details=self.details_field.text(),
        )

    def _begin(self, item: AgendaItem | None, start: AgendaKind) -> None:
        if item is None:
            self.title_field.set_text("" if start is AgendaKind.OTHER else start.phrase)
            return
        self.title_field.set_text(item.title)
        self.presenter_field.set_text(item.presenter)
        self.minutes_field.set_text(str(item.minutes) if item.minutes else "")
        self.details_field.set_text(item.details)

    def _kind(self) -> AgendaKind:
        value = self.kind_box.value()
        return value if isinstance(value, AgendaKind) else AgendaKind.OTHER

    def _method(self) -> DecisionMethod:
        value = self.method_box.value()
        return value if isinstance(value, DecisionMethod) else self._kind().methods[0]

    def _show_methods(self, kind: AgendaKind, chosen: DecisionMethod | None) -> None:
        """Offer what such an item may be decided by; the usual one stands first."""
        self.method_box.blockSignals(True)
        self.method_box.clear()
        for method in kind.methods:
            self.method_box.addItem(method.phrase, method)
        self.method_box.set_value(chosen if chosen in kind.methods else kind.methods[0])
        self.method_box.setEnabled(len(kind.methods) > 1)
        self.method_box.blockSignals(False)

    def _on_kind_changed(self) -> None:
        kind = self._kind()
        usual = {one.phrase for one in AgendaKind}
        if not self.title_field.text() or self.title_field.text() in usual:
            self.title_field.set_text("" if kind is AgendaKind.OTHER else kind.phrase)
        self._show_methods(kind, None)
        self._show_way()

    def _show_way(self) -> None:
        kind = self._kind()
        elects = kind is AgendaKind.BY_ELECTION and self._method() is DecisionMethod.SHOW_OF_HANDS
        self.way.setVisible(elects)
        sentence = ""
        if elects and not self._pack.bundled_vote_allowed:
            sentence = "这套议事规则要求人选逐人表决。"
            self.way.set_value(False)
        self.way.setEnabled(self._pack.bundled_vote_allowed)
        self.way_note.setText(sentence)
        self.way_note.setVisible(bool(sentence))
        editor = self.details_field.editor
        if isinstance(editor, TextEdit):
            editor.setPlaceholderText(_DETAILS_HINTS.get(kind, "可以不填"))


def _kind_box(start: AgendaKind, taken: frozenset[AgendaKind], *, spontaneous: bool) -> ComboBox:
    """Return the choice of kinds: one by-election only, and nobody is elected unprepared."""
    gone = {AgendaKind.BY_ELECTION} & taken
    if spontaneous:
        gone = {AgendaKind.BY_ELECTION, AgendaKind.ELECTION}
    box = ComboBox([(one.phrase, one) for one in AgendaKind if one not in gone])
    box.setObjectName("item_kind")
    box.set_value(start)
    return box
