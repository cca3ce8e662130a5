"""The seats of the committee as a board of cards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from fulian_desktop.seats.records import Post
from ui.shell.widgets import (
    Card,
    Role,
    ScrollColumn,
    SeatCard,
    SeatFace,
    SeatState,
    Tone,
    clear_layout,
    horizontal,
    label,
    set_tone,
    u,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from fulian_desktop.seats.records import Seat, SeatBoard
    from ui.shell.notifier import PageContext

SEATS_IN_A_ROW = 5
NARROWEST_CARD = 114
"""Width (px at 100 % type) a card needs for a long name and its number."""
FEWEST_IN_A_ROW = 2
ENDS_SOON_DAYS = 60
TALLEST_CARD = 184
GAP = 10
LEAST_BOARD = 200


def seat_face(seat: Seat, board: SeatBoard, today: date) -> SeatFace:
    """Return what is written on the card of a seat."""
    holder = seat.holder
    if holder is None:
        former = seat.former
        if former is None:
            return SeatFace(seat.number, SeatState.UNFILLED, detail="还没有人任职")
        return SeatFace(seat.number, SeatState.VACANT, name=former.person_name, detail=former.ending_phrase)
    state = SeatState.HELD if holder.post is Post.MEMBER else SeatState.OFFICER
    detail = "·".join(part for part in (holder.engagement.phrase, holder.duty) if part)
    last_day = date.fromisoformat(board.term.last_day)
    if holder.began_on == today.isoformat() and holder.source_count_id is not None:
        state = SeatState.FILLED_TODAY
    elif last_day - today <= timedelta(days=ENDS_SOON_DAYS):
        state = SeatState.ENDS_SOON
        detail = f"{last_day.month}月{last_day.day}日届满"
    return SeatFace(seat.number, state, holder.post.phrase, holder.person_name, detail)


class SeatGrid(QWidget):
    """Seat cards of one size, five in a row, fewer where five have no room."""

    arranged = Signal()
    """The number of cards in a row changed."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(u(GAP))
        self._cards: list[SeatCard] = []
        self._in_a_row = SEATS_IN_A_ROW

    def show_board(self, board: SeatBoard, today: date) -> list[SeatCard]:
        """Draw the cards anew and return them, for the page to connect."""
        clear_layout(self._grid)
        cards: list[SeatCard] = []
        for seat in board.seats:
            card = SeatCard(seat_face(seat, board, today))
            card.setMaximumHeight(u(TALLEST_CARD))
            card.setObjectName(f"seat_{seat.number}")
            card.setProperty("person_id", seat.holder.person_id if seat.holder else None)
            card.setProperty("seat_number", seat.number)
            cards.append(card)
        self._cards = cards
        self._arrange()
        return cards

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many cards in a row as there is room for."""
        super().resizeEvent(event)
        room = (self.width() + u(GAP)) // u(NARROWEST_CARD + GAP)
        in_a_row = max(FEWEST_IN_A_ROW, min(SEATS_IN_A_ROW, room))
        if in_a_row != self._in_a_row:
            self._in_a_row = in_a_row
            self._arrange()
            self.arranged.emit()

    def least_height(self) -> int:
        """Return how high the board must be to be seen whole, in real px."""
        heights = [card.minimumHeight() for card in self._cards]
        rows = [max(heights[at : at + self._in_a_row]) for at in range(0, len(heights), self._in_a_row)]
        return sum(rows) + u(GAP) * max(0, len(rows) - 1)

    def _arrange(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, *divmod(place, self._in_a_row))
        for column in range(SEATS_IN_A_ROW):
            self._grid.setColumnStretch(column, 1 if column < self._in_a_row else 0)

    def mark(self, seat_number: int) -> None:
        """Show which seat is chosen."""
        for card in self._cards:
            card.set_chosen(card.face.number == seat_number)


class SeatCounts(QWidget):
    """席位 15  在任 13  空缺 2."""

    def __init__(self) -> None:
        """Start without numbers."""
        super().__init__()
        row = horizontal(self, margins=(8, 0, 0, 0), spacing=7)
        self._numbers: list[QLabel] = []
        for words in ("席位", "在任", "空缺"):
            if self._numbers:
                row.addSpacing(u(8))
            row.addWidget(label(words, Role.SECONDARY, Tone.TEXT2))
            number = label("", Role.CARD_TITLE, weight=700)
            row.addWidget(number)
            self._numbers.append(number)

    def show_board(self, board: SeatBoard) -> None:
        """Count the seats of a board; vacancies are amber when there are any."""
        counts = (len(board.seats), len(board.held), len(board.vacant))
        for number, count in zip(self._numbers, counts, strict=True):
            number.setText(str(count))
        set_tone(self._numbers[-1], Tone.AMBER if board.vacant and board.held else Tone.TEXT)


class SeatBoardCard(Card):
    """The card of the home page: counts above, the board below."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("执委会席位", link="届次席位", margins=(16, 12, 16, 12), spacing=10)
        self._context = context
        self.link_clicked.connect(self._on_link)
        self._counts = SeatCounts()
        self.head.insertWidget(2, self._counts)
        self._grid = SeatGrid()
        self._whole = False
        self._grid.arranged.connect(self._fit)
        self._scroll = ScrollColumn()
        self._scroll.column.insertWidget(0, self._grid, 1)
        self._scroll.column.setStretch(1, 0)
        self.body.addWidget(self._scroll, 1)

    def show_board(self, board: SeatBoard, today: date) -> None:
        """Show another state of the seats."""
        self._counts.show_board(board)
        for card in self._grid.show_board(board, today):
            card.activated.connect(self._on_seat)
        self._fit()

    def set_whole(self, whole: bool) -> None:
        """Show all rows of the board, however high that is, or scroll them."""
        self._whole = whole
        self._fit()

    def _fit(self) -> None:
        least = self._grid.least_height() if self._whole else u(LEAST_BOARD)
        self._scroll.setMinimumHeight(least)

    def _on_link(self) -> None:
        self._context.open_page("seats")

    def _on_seat(self) -> None:
        sender = self.sender()
        if sender is None:
            return
        person_id = sender.property("person_id")
        if person_id is None:
            self._context.open_page("seats", seat_number=sender.property("seat_number"))
        else:
            self._context.open_page("people", person_id=person_id)
