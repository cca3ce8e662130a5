"""The preparation of one meeting: agenda, nominees, rules, observers and papers side by side."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from fulian_desktop.meetings.records import AgendaKind, Missing
from ui.meetings.agenda_card import AgendaCard
from ui.meetings.nominees_card import NomineesCard
from ui.meetings.observers_card import ObserversCard
from ui.meetings.papers_card import PapersCard
from ui.meetings.plan_dialog import PlanDialog, PlanEntry
from ui.meetings.rules_card import RulesCard
from ui.people.person_form import open_person_form
from ui.shell.theme import scale_percent
from ui.shell.widgets import ScrollColumn, horizontal, u

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext

THREE_COLUMNS = 1020
TWO_COLUMNS = 700
"""Widths of this view in px at 100 % type from which on there is room for three and two columns."""
SHORT = 590
"""Height of this view in px at 100 % type below which rows are low."""
_PLAN_FIELDS = (
    ("日期", "day"),
    ("时间", "time"),
    ("地点", "place"),
    ("主持人", "chair"),
    ("记录人", "minute_taker"),
    ("依据", "basis"),
)


class Columns(Enum):
    """How the cards are laid out."""

    THREE = 3
    TWO = 2
    ONE = 1


class PreparationView(QWidget):
    """Shows one meeting; the cards do their own work through the context."""

    script_wanted = Signal()

    def __init__(self, context: PageContext) -> None:
        """Build the cards; show_picture() fills them."""
        super().__init__()
        self._context = context
        self.picture: MeetingPicture | None = None
        self.agenda = AgendaCard(context)
        self.agenda.script_wanted.connect(self.script_wanted)
        self.agenda.plan_wanted.connect(self._on_basis_wanted)
        self.nominees = NomineesCard(context)
        self.nominees.person_wanted.connect(self._on_person_wanted)
        self.rules = RulesCard(context)
        self.observers = ObserversCard(context)
        self.papers = PapersCard(context)
        self._row: QBoxLayout = horizontal(self, spacing=12)
        self._left = ScrollColumn(spacing=12)
        self._middle = ScrollColumn(spacing=12)
        self._right = ScrollColumn(spacing=12)
        for column in (self._left, self._middle, self._right):
            column.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            column.column.takeAt(column.column.count() - 1)
            self._row.addWidget(column)
        self._columns: Columns | None = None
        self._lay_out(Columns.THREE)

    def show_picture(self, picture: MeetingPicture) -> None:
        """Show a meeting as it stands now."""
        self.picture = picture
        elects = any(item.kind is AgendaKind.BY_ELECTION for item in picture.facts.agenda)
        self.nominees.setVisible(elects or bool(picture.facts.nominees))
        for card in (self.agenda, self.nominees, self.rules, self.observers, self.papers):
            card.show_picture(picture)

    def mend(self, missing: Missing) -> None:
        """Open whatever mends one missing thing."""
        if missing.place == "plan":
            fields = (field for word, field in _PLAN_FIELDS if word in missing.sentence)
            self.edit_plan(next(fields, ""))
        elif missing.place == "agenda":
            self._mend_agenda(missing)
        elif missing.place == "nominees":
            self._mend_nominees()
        elif missing.place.startswith("person:"):
            self._on_person_wanted(int(missing.place.partition(":")[2]))
        elif missing.place == "congress":
            self._context.open_page("elections", section="delegates")
        else:
            self._context.open_page("seats")

    def edit_plan(self, focus: str = "") -> None:
        """Ask for the plan and write it."""
        picture = self.picture
        if picture is None:
            return
        today = self._context.workspace.journal.now().date()
        PlanDialog(
            self,
            picture.meeting,
            picture.board,
            partial(self._write_plan, picture),
            today=today,
            focus=focus,
            members=picture.facts.entitled,
        ).ask()

    def columns(self) -> Columns:
        """Return how the cards are laid out now."""
        return self._columns or Columns.THREE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out for the room there is."""
        super().resizeEvent(event)
        self.rules.set_low(event.size().height() * 100 // scale_percent() < SHORT)
        width = event.size().width() * 100 // scale_percent()
        if width >= THREE_COLUMNS:
            self._lay_out(Columns.THREE)
        else:
            self._lay_out(Columns.TWO if width >= TWO_COLUMNS else Columns.ONE)

    def _write_plan(self, picture: MeetingPicture, entry: PlanEntry) -> bool:
        meetings, meeting = self._context.workspace.meetings, picture.meeting
        plan, number = entry
        done = self._context.run(
            partial(meetings.change_plan, meeting.id, plan, session_number=number),
            "会议安排已改",
            partial(meetings.change_plan, meeting.id, meeting.plan, session_number=meeting.session_number),
        )
        return done is not None

    def _mend_agenda(self, missing: Missing) -> None:
        picture = self.picture
        if picture is None:
            return
        named = [item for item in picture.facts.agenda if f"“{item.title}”" in missing.sentence]
        if named and not named[0].presenter:
            self.agenda.edit(named[0].id)
        else:
            elects = bool(picture.facts.nominees)
            self.agenda.add(numbered=True, kind=AgendaKind.BY_ELECTION if elects else AgendaKind.OTHER)

    def _mend_nominees(self) -> None:
        if self.picture is not None and not self.picture.facts.nominees:
            self.nominees.add()
        elif self.nominees.boxes():
            self.nominees.boxes()[0].setFocus()

    def _on_basis_wanted(self) -> None:
        self.edit_plan("basis")

    def _on_person_wanted(self, person_id: int) -> None:
        if self.picture is not None and self.picture.editable:
            open_person_form(self, self._context, person_id)
        else:
            self._context.open_page("people", person_id=person_id)

    def _lay_out(self, columns: Columns) -> None:
        if columns is self._columns:
            return
        self._columns = columns
        middle: tuple[QWidget, ...] = (self.nominees, self.rules)
        right: tuple[QWidget, ...] = (self.papers, self.observers)
        left: tuple[QWidget, ...] = (self.agenda,)
        if columns is Columns.TWO:
            middle, right = (*middle, *right), ()
        elif columns is Columns.ONE:
            left, middle, right = (*left, *middle, *right), (), ()
        for area, cards, share in (
            (self._left, left, 452),
            (self._middle, middle, 352),
            (self._right, right, 330),
        ):
            _put(area, cards, self.papers if columns is Columns.THREE else None)
            area.setVisible(bool(cards))
            self._row.setStretchFactor(area, share)
        self.papers.set_whole(columns is not Columns.THREE)
        self.agenda.setMinimumHeight(u(560) if columns is Columns.ONE else 0)


def _put(area: ScrollColumn, cards: tuple[QWidget, ...], growing: QWidget | None) -> None:
    """Fill a column with cards; the growing one, else the last, takes the height that is left over."""
    column = area.column
    while column.takeAt(0) is not None:
        pass
    for place, card in enumerate(cards):
        grows = card is growing if growing in cards else place == len(cards) - 1
        column.addWidget(card, 1 if grows else 0)
