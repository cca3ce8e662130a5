"""What is asked when someone of the same name is recorded already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.access.protection import is_sealed
from fulian_desktop.chinese.dates import parse_iso_birth
from fulian_desktop.chinese.id_number import mask_phone
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    Icon,
    InfoRow,
    LampState,
    display_name,
    primary_button,
    secondary_button,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.people.records import Person
    from fulian_desktop.workspace import Workspace


class DuplicateDialog(Dialog):
    """Shows who is recorded already; `open_id` or `add_anyway` holds the answer."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, people: Sequence[Person]) -> None:
        """One row for each person it may be; a row is opened by clicking it."""
        name = people[0].name
        super().__init__(f"名册里已经有“{name}”", parent, width=600, lamp=LampState.MISSING)
        self.setObjectName("duplicate_dialog")
        self.open_id: int | None = None
        self.add_anyway = False
        self._people = tuple(people)
        self._rows: list[InfoRow] = []
        self.add_text("是同一个人，就打开原来的记录修改；确实是同名的另一个人，就另外新增。还没有保存。")
        living = workspace.seats.living_tenures()
        for person in people:
            tenure = living.get(person.id)
            words = [
                tenure.post.phrase if tenure is not None else "",
                f"{parse_iso_birth(person.born).text}生" if person.born else "出生年月没有填",
                person.unit_post,
                _phone_words(person.phone),
            ]
            row = InfoRow(
                display_name(person.name), "·".join(word for word in words if word), icon=Icon.PERSON
            )
            row.activated.connect(self._on_row)
            self._rows.append(row)
            self.body.addWidget(row)
        self.add_left(secondary_button("回去修改")).clicked.connect(self.reject)
        self.anyway_button = self.add_right(secondary_button("同名，另外新增"))
        self.anyway_button.setObjectName("add_namesake")
        self.anyway_button.clicked.connect(self._on_anyway)
        self.open_button = self.add_right(primary_button("打开原来的"))
        self.open_button.setObjectName("open_existing")
        self.open_button.clicked.connect(self._on_open)

    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, InfoRow):
            self.open_id = self._people[self._rows.index(row)].id
            self.accept()

    def _on_open(self) -> None:
        self.open_id = self._people[0].id
        self.accept()

    def _on_anyway(self) -> None:
        self.add_anyway = True
        self.accept()


def _phone_words(phone: str) -> str:
    return "电话已加密" if is_sealed(phone) else mask_phone(phone)
