"""The panel of one person: facts, masked numbers, what she was and is, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from fulian_desktop.access.protection import is_sealed
from fulian_desktop.chinese.dates import parse_iso_birth
from fulian_desktop.chinese.id_number import mask_id, mask_numbers, mask_phone
from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.seats.records import Beginning, Post
from ui.access.clipboard import copy_concealed
from ui.access.words import SEALED_ADVICE
from ui.people.form_fields import HIDDEN_AFTER
from ui.people.roster_rows import NO_POST, age_words
from ui.people.side_area import PANEL_WIDTH
from ui.shell.widgets import (
    CARD,
    Box,
    Chip,
    ChipKind,
    ElidedLabel,
    FactRow,
    Icon,
    IconLabel,
    Lamp,
    LampState,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    broken_name,
    clear_layout,
    close_button,
    horizontal,
    label,
    link_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QHideEvent

    from fulian_desktop.people.records import Person
    from fulian_desktop.seats.records import Tenure
    from ui.people.roster_rows import RosterRow

NOT_FILLED = "没有填"
INNER_WIDTH = PANEL_WIDTH - 2 * 17
_SECRETS = ("phone", "id_number", "address", "note")


def masked_fields(person: Person) -> list[str]:
    """Return what the panel masks of a person; of a remark only the numbers in it."""
    filled = [field for field in _SECRETS if getattr(person, field)]
    return [field for field in filled if field != "note" or mask_numbers(person.note) != person.note]


class PersonPanel(Box):
    """Shows one row of the roster; tells the page what the user wants."""

    closed = Signal()
    departure_wanted = Signal(int)
    edit_wanted = Signal(int)
    reveal_wanted = Signal(int)

    def __init__(self) -> None:
        """Start empty; show_row() fills it."""
        super().__init__(CARD)
        self.setObjectName("person_panel")
        self._row: RosterRow | None = None
        self._revealed_id: int | None = None
        self.sealed_words = SEALED_ADVICE
        """What to do about numbers that cannot be read now."""
        self._hiding = QTimer(self)
        self._hiding.setSingleShot(True)
        self._hiding.setInterval(HIDDEN_AFTER * 1000)
        self._hiding.timeout.connect(self.conceal)
        column = vertical(self, margins=(17, 14, 17, 14), spacing=0)
        head = horizontal(spacing=4)
        self.name_label = label("", Role.DIALOG_TITLE)
        self.name_label.setObjectName("panel_name")
        head.addWidget(self.name_label, 1, Qt.AlignmentFlag.AlignTop)
        self.close_cross = close_button()
        self.close_cross.setFixedSize(u(32), u(32))
        self.close_cross.clicked.connect(self.closed)
        head.addWidget(self.close_cross, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addSpacing(u(6))
        self._place = horizontal(spacing=8)
        column.addLayout(self._place)
        column.addSpacing(u(6))
        self._scroll = ScrollColumn(margins=(0, 0, 2, 0))
        column.addWidget(self._scroll, 1)
        column.addSpacing(u(10))
        buttons = horizontal(spacing=10)
        self.departure_button = secondary_button("任职变动…")
        self.departure_button.setObjectName("departure_button")
        self.departure_button.clicked.connect(self._on_departure)
        self.edit_button = secondary_button("修改", Icon.PENCIL)
        self.edit_button.setObjectName("edit_button")
        self.edit_button.clicked.connect(self._on_edit)
        buttons.addWidget(self.departure_button, 1)
        buttons.addWidget(self.edit_button, 1)
        column.addLayout(buttons)
        reason = label("", Role.CAPTION, Tone.TEXT3)
        reason.setObjectName("departure_reason")
        reason.setIndent(u(2))
        self.departure_button.attach_reason(reason)
        column.addSpacing(u(4))
        column.addWidget(reason)

    @property
    def person_id(self) -> int | None:
        """Return the id of the person shown, or None."""
        return None if self._row is None else self._row.person.id

    def show_row(self, row: RosterRow, history: Sequence[Tenure], term_number: int, today: date) -> None:
        """Show a person; what was revealed of another one is masked again."""
        if row.person.id != self._revealed_id:
            self._revealed_id = None
        self._row = row
        name = broken_name(row.person.name)
        self.name_label.setText(name)
        self._fill_place(row)
        self.departure_button.set_blocked(
            "" if row.tenure is not None else "现在没有席位，没有任职可以变动。"
        )
        self._scroll.clear()
        self._fill_facts(row, today)
        self._fill_resume(row.person)
        self._fill_history(row, history, term_number)
        strokes = ElidedLabel(f"笔画排序 {row.place_explained}", Role.CAPTION, Tone.TEXT3)
        strokes.setObjectName("strokes_line")
        strokes.setFixedHeight(u(28))
        self._scroll.add(strokes)

    def reveal(self) -> None:
        """Show telephone, ID number and address in full: half a minute, or until something else is shown."""
        if self._row is None:
            return
        self._revealed_id = self._row.person.id
        self._show_secrets()
        self._hiding.start()

    def conceal(self) -> None:
        """Mask the numbers again."""
        self._hiding.stop()
        if self._revealed_id is not None:
            self._revealed_id = None
            self._show_secrets()

    def hideEvent(self, event: QHideEvent) -> None:
        """Mask the numbers when the page is left."""
        super().hideEvent(event)
        self.conceal()

    def _show_secrets(self) -> None:
        if self._row is None:
            return
        for name, value in self._secret_values(self._row.person).items():
            row = self._scroll.findChild(FactRow, f"fact_{name}")
            if isinstance(row, FactRow):
                row.set_value(value)
        shown = self._revealed_id is not None
        for name, visible in (("reveal_link", not shown), ("copy_phone", shown), ("copy_id", shown)):
            link: QWidget
            for link in self._scroll.findChildren(QWidget, name):
                link.setVisible(visible and bool(link.property("wanted")))

    def _fill_place(self, row: RosterRow) -> None:
        clear_layout(self._place)
        if row.identity != NO_POST:
            self._place.addWidget(Chip(row.identity, ChipKind.POST if row.tenure else ChipKind.PLAIN))
        words = [f"席位 {row.tenure.seat_number}"] if row.tenure is not None else []
        words += [f"联系{row.person.group_name}"] if row.person.group_name else []
        if row.tenure is not None and row.delegate is not None:
            words.append("妇女代表")
        self._place.addWidget(ElidedLabel("·".join(words), Role.SECONDARY, Tone.TEXT2), 1)

    def _fill_facts(self, row: RosterRow, today: date) -> None:
        person = row.person
        secrets = self._secret_values(person)
        facts = [
            ("出生年月", age_words(row.birth, today), "born"),
            ("民族", person.ethnicity, "ethnicity"),
            ("政治面貌", person.political_status, "political_status"),
            ("学历", person.education, "education"),
            ("单位职务", person.unit_post, "unit_post"),
            ("电话", secrets["phone"], "phone"),
            ("身份证号", secrets["id_number"], "id_number"),
        ]
        if person.sex != "女":
            facts.insert(0, ("性别", person.sex, "sex"))
        if person.address:
            facts.append(("住址", secrets["address"], "address"))
        if person.note:
            facts.append(("备注", secrets["note"], "note"))
        for place, (name, value, key) in enumerate(facts):
            fact = FactRow(name, value or NOT_FILLED, line=place < len(facts) - 1)
            fact.setObjectName(f"fact_{key}")
            self._scroll.add(fact)
        if row.guessed_characters:
            self._scroll.add(self._guess_notice(row))
        if masked_fields(person):
            self._scroll.add(self._privacy_row())

    def _guess_notice(self, row: RosterRow) -> QWidget:
        box = QWidget()
        line = horizontal(box, margins=(0, 4, 0, 4), spacing=6)
        line.addWidget(Lamp(LampState.MISSING, 16), 0, Qt.AlignmentFlag.AlignTop)
        signs = "、".join(row.guessed_characters)
        words = WrapLabel(
            f"“{signs}”没有笔顺资料，名单里的位置是估计的，请核对。",
            Role.CAPTION,
            Tone.AMBER,
            width=u(INNER_WIDTH - 28),
        )
        words.setObjectName("guess_notice")
        line.addWidget(words, 1)
        return box

    def _privacy_row(self) -> QWidget:
        person = self._row.person if self._row is not None else None
        if person is not None and (is_sealed(person.phone) or is_sealed(person.id_number)):
            return self._sealed_notice()
        box = QWidget()
        box.setFixedHeight(u(36))
        line = horizontal(box, spacing=6)
        line.addWidget(IconLabel(Icon.LOCK, Tone.TEXT3, 15))
        line.addWidget(ElidedLabel("不会出现在公示版里", Role.CAPTION, Tone.TEXT2), 1)
        link = link_button("显示")
        link.setObjectName("reveal_link")
        link.setToolTip("显示完整的电话、身份证号和住址；会记入操作记录")
        link.setVisible(self._revealed_id is None)
        link.setProperty("wanted", True)
        link.clicked.connect(self._on_reveal)
        line.addWidget(link)
        for words, name, field in (("复制电话", "copy_phone", "phone"), ("复制证号", "copy_id", "id_number")):
            copy = link_button(words)
            copy.setObjectName(name)
            copy.setToolTip("复制的号码不进剪贴板历史，一分钟后清掉")
            copy.setProperty("wanted", bool(getattr(person, field, "")))
            copy.setProperty("field", field)
            copy.setVisible(self._revealed_id is not None and bool(copy.property("wanted")))
            copy.clicked.connect(self._on_copy)
            line.addWidget(copy)
        return box

    def _sealed_notice(self) -> QWidget:
        box = QWidget()
        line = horizontal(box, margins=(0, 4, 0, 4), spacing=6)
        line.addWidget(Lamp(LampState.MISSING, 16), 0, Qt.AlignmentFlag.AlignTop)
        words = WrapLabel(self.sealed_words, Role.CAPTION, Tone.AMBER, width=u(INNER_WIDTH - 28))
        words.setObjectName("sealed_notice")
        line.addWidget(words, 1)
        return box

    def _fill_resume(self, person: Person) -> None:
        if not person.resume:
            return
        self._scroll.add(_heading("简历"))
        for line in person.resume:
            self._scroll.add(_two_lines(line.text, line.period, None))

    def _fill_history(self, row: RosterRow, history: Sequence[Tenure], term_number: int) -> None:
        self._scroll.add(_heading("任职经过"))
        if not history and row.delegate is None:
            self._scroll.add(label("还没有任职记录", Role.SECONDARY, Tone.TEXT2))
        for tenure in history:
            state = LampState.HOLDS if tenure.is_living else LampState.NOT_YET
            self._scroll.add(_two_lines(tenure_title(tenure), tenure_days(tenure), state))
        if row.delegate is not None:
            self._scroll.add(
                _two_lines(
                    f"第{chinese_number(term_number)}届妇女代表", row.delegate.kind.phrase, LampState.HOLDS
                )
            )

    def _secret_values(self, person: Person) -> dict[str, str]:
        if self._revealed_id == person.id and not is_sealed(person.phone + person.id_number):
            return {field: getattr(person, field) or NOT_FILLED for field in _SECRETS}
        sealed = is_sealed(person.phone) or is_sealed(person.id_number)
        hidden = "已填，现在不能看" if sealed else "已填，按“显示”查看"
        return {
            "phone": mask_phone(person.phone) if person.phone else NOT_FILLED,
            "id_number": mask_id(person.id_number) if person.id_number else NOT_FILLED,
            "address": hidden if person.address else NOT_FILLED,
            "note": mask_numbers(person.note),
        }

    def _on_reveal(self) -> None:
        if self._row is not None:
            self.reveal_wanted.emit(self._row.person.id)

    def _on_copy(self) -> None:
        sender = self.sender()
        if self._row is not None and sender is not None:
            copy_concealed(getattr(self._row.person, str(sender.property("field"))))

    def _on_departure(self) -> None:
        if self._row is not None:
            self.departure_wanted.emit(self._row.person.id)

    def _on_edit(self) -> None:
        if self._row is not None:
            self.edit_wanted.emit(self._row.person.id)


def tenure_title(tenure: Tenure) -> str:
    """Return what she was: 第七届执委会委员."""
    post = "执委会委员" if tenure.post is Post.MEMBER else f"妇联{tenure.post.phrase}"
    return f"第{chinese_number(tenure.term_number)}届{post}"


def tenure_days(tenure: Tenure) -> str:
    """Return from when to when, and how it began and ended if that is worth saying."""
    parts = [f"{parse_iso_birth(tenure.began_on).text}至今"]
    if tenure.ended_on is not None:
        parts = [
            f"{parse_iso_birth(tenure.began_on).text}—{parse_iso_birth(tenure.ended_on).text}",
            tenure.ending_phrase,
        ]
    if tenure.began_by is not Beginning.TERM_ELECTION:
        parts.append(tenure.beginning_phrase)
    return "·".join(part for part in parts if part)


def _heading(words: str) -> QWidget:
    made = label(words, Role.SECONDARY, Tone.TEXT2, weight=600)
    made.setFixedHeight(u(30))
    return made


def _two_lines(first: str, second: str, state: LampState | None) -> QWidget:
    box = QWidget()
    row = horizontal(box, margins=(0, 3, 0, 5), spacing=10)
    if state is not None:
        row.addWidget(Lamp(state, 16))
    words = vertical(spacing=1)
    width = u(INNER_WIDTH - (32 if state is not None else 4))
    words.addWidget(WrapLabel(first, Role.BODY, Tone.TEXT, weight=500, width=width))
    if second:
        words.addWidget(WrapLabel(second, Role.CAPTION, Tone.TEXT2, width=width))
    row.addLayout(words, 1)
    return box
