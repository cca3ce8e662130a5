"""The fields of the person form, in three columns, checked while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from fulian_desktop.access.protection import is_sealed
from fulian_desktop.chinese.codes import EDUCATIONS, ETHNICITIES, MAN, POLITICAL_STATUSES, WOMAN
from fulian_desktop.chinese.dates import parse_iso_birth
from fulian_desktop.chinese.id_number import mask_id, mask_phone, normalise_phone, read_id_number
from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.people.records import PersonDetails
from ui.access.words import SEALED_ADVICE
from ui.people.form_fields import CodeCombo, RemarkField, SecretEdit
from ui.people.person_checks import (
    Remark,
    read_birth,
    remark_on_birth,
    remark_on_id_number,
    remark_on_name,
    remark_on_phone,
)
from ui.people.resume_editor import ResumeEditor
from ui.shell.widgets import CheckBox, LampState, LineEdit, Role, Segment, Tone, label, u, vertical

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QShowEvent

NEW = PersonDetails("")
COLUMNS = 3


class PersonFields(QWidget):
    """Everything that may be known of a person."""

    revealed = Signal(str)
    """The masked field that was shown: "phone", "id_number" or "address"."""

    def __init__(
        self, person: PersonDetails | None, today: date, term_number: int | None, is_delegate: bool
    ) -> None:
        """Fill in what is recorded; numbers and address are masked."""
        super().__init__()
        self._today = today
        known = person or NEW
        self._recorded = known
        self._make_fields(known)
        self._make_codes(known)
        self.sex_segment = Segment([(WOMAN, WOMAN), (MAN, MAN)], known.sex)
        self.sex_segment.setObjectName("form_sex")
        self.sex_segment.chosen.connect(self._check_id_number)
        self.delegate_box = CheckBox(
            f"列入第{chinese_number(term_number)}届妇女代表名单" if term_number else "列入妇女代表名单",
            is_delegate,
        )
        self.delegate_box.setObjectName("form_delegate")
        self.delegate_box.setEnabled(term_number is not None)
        self.resume = ResumeEditor(known.resume)
        self._lay_out()
        self._connect()

    def details(self) -> PersonDetails:
        """Return what is written, in the form it is stored."""
        birth = read_birth(self.born_field.text(), self._today)
        return PersonDetails(
            name=self.name_field.text(),
            sex=str(self.sex_segment.value()),
            born="" if birth is None else birth.iso,
            ethnicity=self.ethnicity.text(),
            political_status=self.political_status.text(),
            education=self.education.text(),
            unit_post=self.unit_field.text(),
            group_name=self.group_field.text(),
            phone=self._phone(),
            id_number=self._id_number(),
            address=self.address_edit.value(),
            note=self.note_field.text(),
            resume=self.resume.lines(),
        )

    def _phone(self) -> str:
        """Return the telephone; one that is encrypted and cannot be read now stays as it is kept."""
        text = self.phone_edit.value()
        return text if is_sealed(text) else normalise_phone(text)

    def _id_number(self) -> str:
        text = self.id_edit.value()
        return text if is_sealed(text) else read_id_number(text).text

    def written(self) -> tuple[object, ...]:
        """Return everything as it is written, right or wrong, to tell whether anything was changed."""
        fields = (self.name_field, self.born_field, self.unit_field, self.group_field, self.note_field)
        secrets = (self.phone_edit, self.id_edit, self.address_edit)
        codes = (self.ethnicity, self.political_status, self.education)
        return (
            *(field.text() for field in fields),
            *(edit.value() for edit in secrets),
            *(combo.currentText() for combo in codes),
            self.sex_segment.value(),
            self.is_delegate(),
            self.resume.lines(),
        )

    def is_delegate(self) -> bool:
        """Tell whether she is to be on the delegates' list."""
        return self.delegate_box.isChecked()

    def first_wrong(self) -> RemarkField | None:
        """Check everything; return the first field that forbids saving."""
        self._check_name()
        if not self.name_field.text():
            self.name_field.show_remark(Remark("姓名没有填。", LampState.WRONG))
        self._check_birth()
        self._check_phone()
        for field in self._code_fields:
            combo = field.editor
            if isinstance(combo, CodeCombo):
                combo.settle()
                field.show_remark(combo.remark())
        checked = (self.name_field, self.born_field, *self._code_fields, self.phone_field)
        return next((field for field in checked if field.error()), None)

    def _make_fields(self, known: PersonDetails) -> None:
        self.name_field = RemarkField("姓名", LineEdit(known.name), required=True)
        self.name_field.editor.setObjectName("form_name")
        self.born_field = RemarkField("出生年月", LineEdit(_shown_birth(known.born), "例如 1985.03"))
        self.born_field.editor.setObjectName("form_born")
        self.phone_edit = SecretEdit(known.phone, mask_phone(known.phone), "手机或座机")
        self.phone_edit.setObjectName("form_phone")
        self.phone_field = RemarkField("电话", self.phone_edit)
        self.id_edit = SecretEdit(known.id_number, mask_id(known.id_number), "18 位")
        self.id_edit.setObjectName("form_id_number")
        self.id_field = RemarkField("身份证号", self.id_edit)
        self.address_edit = SecretEdit(known.address, "已填", "例如 三组 12 号")
        self.address_edit.setObjectName("form_address")
        self.address_field = RemarkField("住址", self.address_edit)
        self.unit_field = RemarkField("单位及职务", LineEdit(known.unit_post))
        self.unit_field.editor.setObjectName("form_unit")
        self.group_field = RemarkField("联系组", LineEdit(known.group_name, "例如 三组"))
        self.group_field.editor.setObjectName("form_group")
        self.note_field = RemarkField("备注", LineEdit(known.note))
        self.note_field.editor.setObjectName("form_note")

    def _make_codes(self, known: PersonDetails) -> None:
        self.ethnicity = CodeCombo(ETHNICITIES, known.ethnicity)
        self.ethnicity.setObjectName("form_ethnicity")
        self.political_status = CodeCombo(POLITICAL_STATUSES, known.political_status)
        self.political_status.setObjectName("form_political_status")
        self.education = CodeCombo(EDUCATIONS, known.education)
        self.education.setObjectName("form_education")
        self._code_fields = (
            RemarkField("民族", self.ethnicity, hint="可以打拼音首字母"),
            RemarkField("政治面貌", self.political_status),
            RemarkField("学历", self.education),
        )

    def _lay_out(self) -> None:
        column = vertical(self, spacing=12)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(u(16))
        grid.setVerticalSpacing(u(10))
        sex = QWidget()
        sex_column = vertical(sex, spacing=6)
        sex_column.addWidget(label("性别", Role.SECONDARY, Tone.TEXT2, weight=500))
        sex_column.addWidget(self.sex_segment)
        rows: Sequence[Sequence[tuple[QWidget, int]]] = (
            ((self.name_field, 1), (sex, 1), (self.born_field, 1)),
            tuple((field, 1) for field in self._code_fields),
            ((self.phone_field, 1), (self.id_field, 1), (self.group_field, 1)),
            ((self.unit_field, 2), (self.address_field, 1)),
        )
        for row_number, row in enumerate(rows):
            place = 0
            for widget, span in row:
                grid.addWidget(widget, row_number, place, 1, span, Qt.AlignmentFlag.AlignTop)
                place += span
        for place in range(COLUMNS):
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, 0)
        column.addLayout(grid)
        column.addWidget(self.delegate_box)
        column.addWidget(self.resume)
        column.addWidget(self.note_field)

    def _connect(self) -> None:
        self.name_field.text_changed.connect(self._check_name)
        self.born_field.text_changed.connect(self._check_birth)
        self.phone_field.text_changed.connect(self._check_phone)
        self.id_field.text_changed.connect(self._check_id_number)
        for edit, field in (
            (self.phone_edit, "phone"),
            (self.id_edit, "id_number"),
            (self.address_edit, "address"),
        ):
            edit.setProperty("field", field)
            edit.revealed.connect(self._on_revealed)
        for edit, field_shown in (
            (self.phone_edit, self.phone_field),
            (self.id_edit, self.id_field),
            (self.address_edit, self.address_field),
        ):
            edit.locked.connect(field_shown.ask_to_show_first)

    def showEvent(self, event: QShowEvent) -> None:
        """Say the first remarks; earlier the style sheet would take their colours away."""
        super().showEvent(event)
        self._check_name()
        self._check_birth()
        self._check_phone()

    def _check_name(self) -> None:
        self.name_field.show_remark(remark_on_name(self.name_field.text()))

    def _check_birth(self) -> None:
        self.born_field.show_remark(remark_on_birth(self.born_field.text(), self._today))
        self._check_id_number()

    def _check_phone(self) -> None:
        text = self.phone_edit.value()
        sealed = Remark(SEALED_ADVICE, LampState.MISSING)
        self.phone_field.show_remark(sealed if is_sealed(text) else remark_on_phone(text))

    def _check_id_number(self, *_values: object) -> None:
        if is_sealed(self.id_edit.value()):
            self.id_field.show_remark(Remark(SEALED_ADVICE, LampState.MISSING))
            return
        birth = read_birth(self.born_field.text(), self._today)
        sex = str(self.sex_segment.value())
        self.id_field.show_remark(remark_on_id_number(self.id_edit.value(), birth, sex, self._today))

    def _on_revealed(self) -> None:
        edit = self.sender()
        if isinstance(edit, SecretEdit):
            self.revealed.emit(str(edit.property("field")))


def _shown_birth(born: str) -> str:
    if not born:
        return ""
    birth = parse_iso_birth(born)
    return birth.dotted if birth.day is None else birth.iso
