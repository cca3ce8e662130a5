"""Setting up the zones hands are counted in: names, counters, and who sits there if that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from fulian_desktop.chinese.numerals import chinese_number
from fulian_desktop.votes.tallies import Zone
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    Button,
    CheckBox,
    LineEdit,
    Role,
    ScrollColumn,
    Tone,
    display_name,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet
    from ui.desk.session import DeskSession

MOST_ZONES = 12
_COLUMNS = 4


def set_up_zones(parent: QWidget, session: DeskSession) -> bool:
    """Let the zones of the meeting be set up; True when they were saved."""
    return ZonesDialog(parent, session).ask()


class ZonesDialog(Dialog):
    """A row for each zone; no row at all means that the hall is counted as a whole."""

    def __init__(self, parent: QWidget, session: DeskSession) -> None:
        """Begin with the zones there are, or two empty ones."""
        super().__init__("计票分区", parent, width=760)
        self.setObjectName("zones_dialog")
        self._session = session
        self._counting = session.workspace.votes.counting
        self.add_text("每个分区由一个人清点，合计自动加起来。名单可以不填；填了就能发现数多了的分区。")
        self._column = vertical(spacing=8)
        self.body.addLayout(self._column)
        self.rows: list[_ZoneRow] = []
        zones = self._counting.zones(session.meeting_id)
        for zone in zones or (Zone("前排"), Zone("后排")):
            self._add(zone)
        more = link_button("加一个分区")
        more.setObjectName("add_zone")
        more.clicked.connect(self._on_more)
        self._more = more
        row = horizontal()
        row.addWidget(more)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        whole = self.add_left(secondary_button("不分区"))
        whole.setObjectName("no_zones")
        whole.clicked.connect(self._on_none)
        save = self.add_right(primary_button("保存分区"))
        save.setObjectName("save_zones")
        save.clicked.connect(self._on_save)
        self.rows[0].name.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, zone: Zone) -> None:
        row = _ZoneRow(zone)
        row.people_button.clicked.connect(self._on_people)
        row.remove_button.clicked.connect(self._on_remove)
        self.rows.append(row)
        self._column.addWidget(row)

    def _on_more(self) -> None:
        if len(self.rows) < MOST_ZONES:
            self._add(Zone(f"第{chinese_number(len(self.rows) + 1)}区"))
            self.rows[-1].name.setFocus(Qt.FocusReason.TabFocusReason)
        self._more.setEnabled(len(self.rows) < MOST_ZONES)

    def _on_remove(self) -> None:
        row = next(one for one in self.rows if one.remove_button is self.sender())
        if len(self.rows) > 1:
            self.rows.remove(row)
            row.hide()
            row.deleteLater()
            self._more.setEnabled(True)

    def _on_people(self) -> None:
        row = next(one for one in self.rows if one.people_button is self.sender())
        taken = {
            person: one.name.text().strip() for one in self.rows if one is not row for person in one.members
        }
        dialog = PeopleDialog(self, self._session, row.name.text().strip(), row.members, taken)
        if dialog.ask():
            row.set_members(dialog.chosen())

    def _on_none(self) -> None:
        self._save(())

    def _on_save(self) -> None:
        self._save(tuple(row.zone() for row in self.rows))

    def _save(self, zones: tuple[Zone, ...]) -> None:
        session = self._session

        def operation() -> ChangeSet:
            return self._counting.set_zones(session.meeting_id, zones)

        if session.context.run(operation) is not None:
            self.accept()


class _ZoneRow(QWidget):
    """Name, counter, who sits there."""

    def __init__(self, zone: Zone) -> None:
        super().__init__()
        row = horizontal(self, spacing=10)
        row.addWidget(label("名称", Role.SECONDARY, Tone.TEXT2))
        self.name = LineEdit(zone.name, "例如：前排")
        self.name.setObjectName("zone_name")
        self.name.setAccessibleName("分区名称")
        row.addWidget(self.name, 1)
        row.addWidget(label("计票人", Role.SECONDARY, Tone.TEXT2))
        self.counter = LineEdit(zone.counter, "可以不填")
        self.counter.setObjectName("zone_counter")
        self.counter.setAccessibleName("计票人")
        row.addWidget(self.counter, 1)
        self.people_button: Button = secondary_button("")
        self.people_button.setObjectName("zone_people")
        self.people_button.setAutoDefault(False)
        self.people_button.setMinimumWidth(u(116))
        row.addWidget(self.people_button)
        self.remove_button: Button = link_button("去掉")
        self.remove_button.setAutoDefault(False)
        row.addWidget(self.remove_button)
        self.members: tuple[int, ...] = ()
        self.set_members(zone.members)

    def set_members(self, members: tuple[int, ...]) -> None:
        """Note who sits there."""
        self.members = members
        self.people_button.setText(f"名单 {len(members)} 人" if members else "填名单")

    def zone(self) -> Zone:
        """Return what is typed."""
        return Zone(self.name.text(), self.counter.text(), self.members)


class PeopleDialog(Dialog):
    """Boxes to tick, one for each member; who sits in another zone says so."""

    def __init__(
        self,
        parent: QWidget,
        session: DeskSession,
        zone: str,
        members: tuple[int, ...],
        taken: dict[int, str],
    ) -> None:
        """`taken` names the other zone of those who sit there."""
        super().__init__(f"谁坐在{zone or '这个分区'}", parent, width=820)
        self._boxes: dict[int, CheckBox] = {}
        scroll = ScrollColumn()
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, member in enumerate(session.attendance.members):
            if member.person_id is None:
                continue
            elsewhere = taken.get(member.person_id, "")
            words = display_name(member.name) + (f"（{elsewhere}）" if elsewhere else "")
            box = CheckBox(words)
            box.setChecked(member.person_id in members)
            box.setEnabled(not elsewhere)
            self._boxes[member.person_id] = box
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        scroll.column.insertWidget(0, inner)
        rows = -(-len(self._boxes) // _COLUMNS)
        scroll.setMinimumHeight(u(min(420, 44 * max(1, rows))))
        self.body.addWidget(scroll)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.add_right(primary_button("就这些人"), accepts=True)

    def chosen(self) -> tuple[int, ...]:
        """Return who is ticked."""
        return tuple(person for person, box in self._boxes.items() if box.isChecked())
