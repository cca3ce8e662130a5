"""Deleting a person's data on request: what goes, what stays, why, and the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.documents.papers import privacy_notice
from ui.access.printing import print_or_save
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    AMBER,
    Field,
    InsetBox,
    LineEdit,
    Role,
    Tone,
    WrapLabel,
    danger_button,
    label,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.people.privacy_records import Erasure
    from fulian_desktop.people.records import Person
    from ui.shell.notifier import PageContext


class EraseDialog(Dialog):
    """Says what is deleted and what stays, and asks why."""

    def __init__(self, parent: QWidget | None, person: Person, removed: str, kept: str) -> None:
        """`removed` and `kept` are whole sentences."""
        super().__init__(f"删除{person.name}的个人信息？", parent, width=640)
        self._add("删除，不能恢复", removed)
        self._add("依法保留", kept)
        box = InsetBox(AMBER)
        box.body.addWidget(
            WrapLabel(
                "已经定稿的文书保持原样。以前的备份里还有原来的资料；另存到 U 盘的备份，请另行删除。",
                Role.BODY,
                Tone.TEXT,
                width=self.inner_width - u(28),
            )
        )
        self.body.addWidget(box)
        self.reason_field = Field("原因", LineEdit(placeholder="例如：本人 3月2日 书面提出"), required=True)
        self.reason_field.editor.setObjectName("erase_reason")
        self.body.addWidget(self.reason_field)
        self.add_left(secondary_button("先不删")).clicked.connect(self.reject)
        done = self.add_right(danger_button("删除并出回执"))
        done.setObjectName("erase_person")
        done.clicked.connect(self.accept)

    def accept(self) -> None:
        """Close only with a reason."""
        if not self.reason_field.text():
            self.reason_field.set_error("原因没有填。")
            return
        super().accept()

    def _add(self, head: str, words: str) -> None:
        box = InsetBox(spacing=4)
        box.body.addWidget(label(head, Role.NAME))
        box.body.addWidget(WrapLabel(words, Role.BODY, Tone.TEXT2, width=self.inner_width - u(28)))
        self.body.addWidget(box)


def erase_person(parent: QWidget, context: PageContext, person_id: int) -> None:
    """Ask, delete, and offer the receipt."""
    privacy = context.workspace.people.privacy
    person = context.workspace.people.get(person_id)
    fields, records = privacy.erased_fields(person), privacy.kept_records(person_id)
    dialog = EraseDialog(
        parent,
        person,
        "、".join(fields) + "。" if fields else "没有别的资料。",
        "；".join(records) + "。" if records else "没有。名册里的姓名也一起删除。",
    )
    if not dialog.ask():
        return
    reason = dialog.reason_field.text()
    made: list[Erasure] = []

    def act() -> ChangeSet:
        made.append(privacy.erase(person_id, reason))
        return ChangeSet.of(RecordKind.PERSON, RecordKind.ACCESS)

    if context.run(act, f"已删除{person.name}的个人信息") is None:
        return
    if prompts.confirm(
        parent,
        "打印个人信息删除回执？",
        act_word="打印",
        detail="一式两份，一份给本人，一份留存。以后在“谁看过、谁导出过”里还能再打。",
        keep_word="以后再打",
    ):
        federation = context.workspace.seats.federation().name
        proposal = context.workspace.database.path.with_name(f"{privacy_notice.RECEIPT}.pdf")
        content = privacy_notice.receipt(federation, made[0])
        print_or_save(parent, content, privacy_notice.RECEIPT, proposal)
