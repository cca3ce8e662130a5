"""The small card of those who attend without a vote (列席)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.meetings.rebuilding import drop_rows
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    Card,
    ElidedLabel,
    Field,
    Icon,
    Role,
    Tone,
    display_name,
    horizontal,
    icon_button,
    label,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.meetings.records import Observer
    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext

ObserverEntry = tuple[str, str]


class ObserverDialog(FormDialog):
    """Asks for name and unit; writes (name, role)."""

    def __init__(self, parent: QWidget | None, write: Callable[[ObserverEntry], bool]) -> None:
        """Begin with the name."""
        super().__init__(parent, "加列席人员", write, act_word="加入", width=560)
        self.name_field = Field("姓名", required=True)
        self.name_field.editor.setObjectName("observer_name")
        self.role_field = Field("单位或身份", placeholder="例如 清溪镇妇联")
        self.role_field.editor.setObjectName("observer_role")
        self.add_row(self.name_field, self.role_field)
        self.add_text("列席的人不计入应到，也不参加表决。", Tone.TEXT3, Role.SECONDARY)
        self.name_field.editor.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """A name is needed."""
        return ((self.name_field, "" if self.name_field.text() else "姓名没有填。"),)

    def result_of_form(self) -> ObserverEntry:
        """Return name and role."""
        return self.name_field.text(), self.role_field.text()


class ObserverRow(QWidget):
    """One observer with the cross that takes her off the list."""

    def __init__(self, observer: Observer, *, editable: bool) -> None:
        """Name, unit, cross."""
        super().__init__()
        self.observer = observer
        self.setFixedHeight(u(34))
        row = horizontal(self, spacing=10)
        row.addWidget(label(display_name(observer.name), Role.BODY, weight=500))
        row.addWidget(ElidedLabel(observer.role, Role.SECONDARY, Tone.TEXT2), 1)
        self.cross = icon_button(Icon.CLOSE, f"去掉列席 {observer.name}")
        self.cross.setObjectName("remove_observer")
        self.cross.setFixedSize(u(28), u(28))
        self.cross.setVisible(editable)
        row.addWidget(self.cross)


class ObserversCard(Card):
    """Who attends without a vote."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("列席人员", " ", margins=(14, 10, 14, 10), spacing=2)
        self._context = context
        self._picture: MeetingPicture | None = None
        self.setObjectName("observers_card")
        self.add_button = self.add_link("加列席")
        self.add_button.setObjectName("add_observer")
        self.add_button.clicked.connect(self.add)
        self._column = vertical()
        self.body.addLayout(self._column)
        self.body.addStretch(1)

    def show_picture(self, picture: MeetingPicture) -> None:
        """Show the observers as they stand now."""
        self._picture = picture
        observers = picture.facts.observers
        self.set_count(f"{len(observers)} 人" if observers else "没有")
        self.add_button.setVisible(picture.editable)
        drop_rows(self._column)
        for observer in observers:
            row = ObserverRow(observer, editable=picture.editable)
            row.cross.clicked.connect(self._on_remove)
            self._column.addWidget(row)

    def add(self) -> None:
        """Ask for someone and add her."""
        if self._picture is not None:
            ObserverDialog(self, partial(self._append, self._picture.meeting.id)).ask()

    def _append(self, meeting_id: int, entry: ObserverEntry) -> bool:
        meetings = self._context.workspace.meetings
        made: list[int] = []

        def operation() -> ChangeSet:
            added = meetings.add_observer(meeting_id, *entry)
            made.append(added.record_id or 0)
            return added

        def undo() -> ChangeSet:
            return meetings.remove_observer(meeting_id, made[0])

        return self._context.run(operation, f"已加列席人员{entry[0]}", undo) is not None

    def _on_remove(self) -> None:
        cross, picture = self.sender(), self._picture
        row = cross.parent() if cross is not None else None
        if not isinstance(row, ObserverRow) or picture is None:
            return
        meetings, meeting_id, observer = self._context.workspace.meetings, picture.meeting.id, row.observer
        self._context.run(
            partial(meetings.remove_observer, meeting_id, observer.id),
            f"已去掉列席人员{observer.name}",
            partial(meetings.add_observer, meeting_id, observer.name, observer.role),
        )
