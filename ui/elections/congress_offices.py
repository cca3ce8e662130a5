"""Who holds an office of the congress, as rows with a cross, and the dialog that names someone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fulian_desktop.chinese import pinyin
from fulian_desktop.elections.congress_records import Office
from ui.meetings.person_field import PersonField, PersonOption
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    ElidedLabel,
    Field,
    Icon,
    LineEdit,
    Role,
    Tone,
    display_name,
    empty_row,
    horizontal,
    icon_button,
    label,
    link_button,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fulian_desktop.elections.congress_records import Congress, OfficeHolder
    from fulian_desktop.people.records import Person
    from ui.shell.notifier import PageContext

OfficeEntry = tuple[int | None, str, str]
_HEADS = {
    Office.GROUP_HEAD: "筹备组组长",
    Office.GROUP_MEMBER: "筹备组成员",
    Office.PRESIDIUM: "主席团其他成员",
    Office.EXECUTIVE_CHAIR: "执行主席",
    Office.SECRETARY: "秘书长",
    Office.QUALIFICATION: "代表资格审查委员会",
}


class OfficeDialog(FormDialog):
    """Asks for someone of the roster, or anybody by name; writes (person id, name, role)."""

    def __init__(
        self, parent: QWidget, office: Office, people: Sequence[Person], write: Callable[[OfficeEntry], bool]
    ) -> None:
        """The roster is searched by name, pinyin and initials."""
        super().__init__(parent, f"加{office.phrase}", write, act_word="加入", width=560)
        self._office = office
        self._options = [PersonOption(one.id, one.name, one.unit_post) for one in people]
        self.person = PersonField(self._find, "姓名、拼音或首字母")
        self.person.setObjectName("office_person")
        self.person_field = Field("姓名", self.person, required=True)
        self.role_edit = LineEdit("", "例如 清溪镇妇联主席")
        self.role_edit.setObjectName("office_role")
        self.add_row(self.person_field, Field("单位或职务（可以不填）", self.role_edit))
        said = "名册里的人" if office.needs_a_person else "不在名册里的人，直接写姓名"
        self.add_text(f"{said}。", Tone.TEXT3, Role.SECONDARY)
        self.person.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """A name is needed, for the presidium one of the roster."""
        self.person.settle()
        name = self.person.text().strip()
        if not name:
            return ((self.person_field, "姓名没有填。"),)
        if self._office.needs_a_person and self.person.person_id() is None:
            return ((self.person_field, f"名册里没有找到“{name}”，请从列表里选。"),)
        return ()

    def result_of_form(self) -> OfficeEntry:
        """Return whom and her role."""
        return self.person.person_id(), self.person.text().strip(), self.role_edit.text().strip()

    def _find(self, words: str) -> Sequence[PersonOption]:
        return [one for one in self._options if not words or pinyin.matches(words, one.name)]


def office_rows(context: PageContext, congress: Congress, office: Office) -> list[QWidget]:
    """Return a heading with 加 and a row for each holder."""
    holders = [one for one in context.workspace.congress.offices(congress.id) if one.office is office]
    head = QWidget()
    row = horizontal(head, spacing=10)
    row.addWidget(label(_HEADS[office], Role.CARD_TITLE))
    row.addWidget(label(f"{len(holders)} 人" if holders else "", Role.SECONDARY, Tone.TEXT2))
    row.addStretch(1)
    add = link_button("加人")
    add.setObjectName(f"add_{office.value}")
    add.clicked.connect(partial(_ask, add, context, congress, office))
    row.addWidget(add)
    if not holders:
        return [head, empty_row("还没有定。")]
    return [head, *(_holder_row(context, congress, one) for one in holders)]


def _holder_row(context: PageContext, congress: Congress, holder: OfficeHolder) -> QWidget:
    box = QWidget()
    box.setFixedHeight(u(34))
    row = horizontal(box, spacing=10)
    row.addWidget(label(display_name(holder.name), Role.BODY, weight=500))
    row.addWidget(ElidedLabel(holder.role, Role.SECONDARY, Tone.TEXT2), 1)
    cross = icon_button(Icon.CLOSE, f"去掉{holder.office.phrase} {holder.name}")
    cross.setFixedSize(u(28), u(28))
    cross.clicked.connect(partial(_dismiss, context, congress, holder))
    row.addWidget(cross)
    return box


def _ask(over: QWidget, context: PageContext, congress: Congress, office: Office) -> None:
    def write(entry: OfficeEntry) -> bool:
        person_id, name, role = entry
        appoint = partial(
            context.workspace.congress.appoint, congress.id, office, person_id=person_id, name=name, role=role
        )
        return context.run(appoint, f"已加{office.phrase}：{name}") is not None

    OfficeDialog(over.window(), office, context.workspace.people.everyone(), write).ask()


def _dismiss(context: PageContext, congress: Congress, holder: OfficeHolder) -> None:
    operations = context.workspace.congress
    back = partial(
        operations.appoint,
        congress.id,
        holder.office,
        person_id=holder.person_id,
        name=holder.name,
        role=holder.role,
    )
    dismiss = partial(operations.dismiss, congress.id, holder.id)
    context.run(dismiss, f"已去掉{holder.office.phrase}：{holder.name}", back)
