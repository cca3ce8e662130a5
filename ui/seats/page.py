"""The page of the term's seats: the board at the left, the chosen seat and its history at the right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from fulian_desktop.changes import RecordKind
from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.chinese.numerals import ordinal
from ui.home.seat_board import SeatCounts, SeatGrid
from ui.seats.before_after import show_before_after
from ui.seats.by_election import begin_by_election, choices_of_seat, offer_by_election, words_of_all
from ui.seats.departure import ask_departure
from ui.seats.panel import SeatPanel
from ui.seats.post_dialog import ask_post
from ui.seats.seating import ask_seating
from ui.shell.notifier import Page
from ui.shell.widgets import (
    Card,
    Icon,
    ScrollColumn,
    horizontal,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from fulian_desktop.elections.records import ByElectionChoice
    from fulian_desktop.seats.records import Seat, SeatBoard
    from ui.shell.notifier import PageContext

PANEL_WIDTH = 320
STACKED_BELOW, STACKED_HEIGHT = 780, 420
UNLIMITED = 16_777_215
"""What Qt calls no limit of a width."""


class SeatsPage(Page):
    """Who holds which seat of the current term, and what can be done about it."""

    title = "届次席位"
    depends_on = frozenset({RecordKind.TERM, RecordKind.SEAT, RecordKind.PERSON, RecordKind.VOTE})

    def __init__(self, context: PageContext) -> None:
        """Build board and panel; they are filled by refresh()."""
        super().__init__(context)
        self._board: SeatBoard | None = None
        self._chosen: int | None = None
        self._vacancies: tuple[ByElectionChoice, ...] = ()
        self.import_button = secondary_button("导入名册", Icon.IMPORT)
        self.import_button.clicked.connect(self._on_import)
        self.by_election_button = primary_button("", Icon.CHEVRON_RIGHT, trailing=True)
        self.by_election_button.setObjectName("by_election")
        self.by_election_button.clicked.connect(self._on_by_election)
        self.first_import_button = primary_button("导入名册", Icon.IMPORT)
        self.first_import_button.setObjectName("first_import")
        self.first_import_button.clicked.connect(self._on_import)
        self.before_after_button = secondary_button("换届前后")
        self.before_after_button.setObjectName("before_after")
        self.before_after_button.clicked.connect(self._on_before_after)
        self.add_action(self.before_after_button)
        self.add_action(self.import_button)
        self.add_action(self.first_import_button)
        self.add_action(self.by_election_button)
        self._row = horizontal(spacing=14)
        self.card = Card("执委会席位", margins=(16, 12, 16, 12), spacing=10)
        self._counts = SeatCounts()
        self.card.head.insertWidget(2, self._counts)
        self._grid = SeatGrid()
        scroll = ScrollColumn()
        scroll.column.insertWidget(0, self._grid, 1)
        scroll.column.setStretch(1, 0)
        self.card.body.addWidget(scroll, 1)
        self._row.addWidget(self.card, 1)
        self.panel = SeatPanel()
        self.panel.departure_wanted.connect(self._on_departure)
        self.panel.post_wanted.connect(self._on_post)
        self.panel.person_wanted.connect(self._on_person)
        self.panel.seating_wanted.connect(self._on_seating)
        self.panel.by_election_wanted.connect(self._on_by_election_of_seat)
        self._row.addWidget(self.panel)
        self._whole = ScrollColumn()
        self._whole.column.insertLayout(0, self._row, 1)
        self._whole.column.setStretch(1, 0)
        self.content.addWidget(self._whole, 1)
        self._stack(False)

    def refresh(self) -> None:
        """Read the seats anew and keep the chosen one."""
        seats = self.context.workspace.seats
        board = seats.board()
        self._board = board
        first, last = date.fromisoformat(board.term.first_day), date.fromisoformat(board.term.last_day)
        term = ordinal(board.term.number, "届")
        self.set_title("届次席位", f"{term}执行委员会  {paper_date(first)}—{paper_date(last)}")
        self._counts.show_board(board)
        for card in self._grid.show_board(board, self._today()):
            card.activated.connect(self._on_seat)
        self._vacancies = self.context.workspace.elections.by_election_choices() if board.held else ()
        self.by_election_button.setVisible(bool(self._vacancies))
        self.by_election_button.setText(words_of_all(self._vacancies))
        change = self.context.workspace.elections.seating.before_after(board.term.number)
        self.before_after_button.setVisible(change is not None)
        self.import_button.setVisible(bool(board.held))
        self.first_import_button.setVisible(not board.held)
        if self._chosen is None and board.seats:
            self._chosen = board.vacant[0].number if board.vacant else board.seats[0].number
        self._show_chosen()

    def open_with(self, **arguments: object) -> None:
        """Go to a seat (`seat_number`) or to the seat of a person (`person_id`)."""
        number = arguments.get("seat_number")
        person = arguments.get("person_id")
        if self._board is not None and isinstance(person, int):
            tenure = self._board.of_person(person)
            number = tenure.seat_number if tenure is not None else None
        if isinstance(number, int):
            self._chosen = number
            self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up, then mark the chosen seat."""
        super().showEvent(event)
        self._show_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panel under the board when there is no room beside it; then the page scrolls."""
        super().resizeEvent(event)
        self._stack(self.width() < u(STACKED_BELOW))

    def _stack(self, stacked: bool) -> None:
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self.card.setMinimumHeight(u(STACKED_HEIGHT) if stacked else 0)
        self.panel.setMinimumHeight(u(STACKED_HEIGHT) if stacked else 0)
        self.panel.setMinimumWidth(0 if stacked else u(PANEL_WIDTH))
        self.panel.setMaximumWidth(UNLIMITED if stacked else u(PANEL_WIDTH))

    def _seat(self) -> Seat | None:
        if self._board is None:
            return None
        return next((seat for seat in self._board.seats if seat.number == self._chosen), None)

    def _show_chosen(self) -> None:
        seat = self._seat()
        if seat is None or self._board is None:
            self.panel.show_nothing()
            return
        self._grid.mark(seat.number)
        history = self.context.workspace.seats.history_of_seat(seat.id)
        self.panel.show_seat(seat, history, self._board, choices_of_seat(self.context, seat))

    def _today(self) -> date:
        return self.context.workspace.journal.now().date()

    def _on_seat(self) -> None:
        sender = self.sender()
        if sender is not None:
            self._chosen = sender.property("seat_number")
            self._show_chosen()

    def _on_departure(self) -> None:
        seat = self._seat()
        if seat is None or seat.holder is None:
            return
        if ask_departure(self, self.context, seat.holder, self._today()):
            left = self._seat()
            if left is not None:
                offer_by_election(self, self.context, left)

    def _on_post(self) -> None:
        seat = self._seat()
        if seat is not None and seat.holder is not None:
            ask_post(self, self.context, seat.holder)

    def _on_seating(self) -> None:
        seat = self._seat()
        if seat is not None and self._board is not None:
            ask_seating(self, self.context, seat, self._board)

    def _on_person(self) -> None:
        seat = self._seat()
        if seat is not None and seat.holder is not None:
            self.context.open_page("people", person_id=seat.holder.person_id)

    def _on_by_election_of_seat(self, kind: object) -> None:
        seat = self._seat()
        if seat is not None:
            offer_by_election(self, self.context, seat, kind)

    def _on_by_election(self) -> None:
        begin_by_election(self, self.context, self._vacancies)

    def _on_before_after(self) -> None:
        if self._board is not None:
            show_before_after(self, self.context, self._board.term.number)

    def _on_import(self) -> None:
        self.context.open_page("people", start="import")
