"""The seats of the committee as a board of cards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

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
    label,
    u,
)

if TYPE_CHECKING:
    from fulian_desktop.seats.records import Seat, SeatBoard
    from ui.shell.notifier import PageContext

SEATS_IN_A_ROW = 5
ENDS_SOON_DAYS = 60
TALLEST_CARD = 184


def seat_face(seat: Seat, board: SeatBoard, today: date) -> SeatFace:
    """Return what is written on the card of a seat."""
    holder = seat.holder
    if holder is None:
        former = seat.former
        if former is None:
            return SeatFace(seat.number, SeatState.VACANT, detail="还没有人任职")
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
    """Seat cards, five in a row, all of one size."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(u(10))
        self._cards: list[SeatCard] = []

    def show_board(self, board: SeatBoard, today: date) -> list[SeatCard]:
        """Draw the cards anew and return them, for the page to connect."""
        clear_layout(self._grid)
        cards: list[SeatCard] = []
        for place, seat in enumerate(board.seats):
            card = SeatCard(seat_face(seat, board, today))
            card.setMaximumHeight(u(TALLEST_CARD))
            card.setObjectName(f"seat_{seat.number}")
            card.setProperty("person_id", seat.holder.person_id if seat.holder else None)
            card.setProperty("seat_number", seat.number)
            self._grid.addWidget(card, *divmod(place, SEATS_IN_A_ROW))
            cards.append(card)
        for column in range(SEATS_IN_A_ROW):
            self._grid.setColumnStretch(column, 1)
        self._cards = cards
        return cards

    def mark(self, seat_number: int) -> None:
        """Show which seat is chosen."""
        for card in self._cards:
            card.set_chosen(card.face.number == seat_number)


class SeatBoardCard(Card):
    """The card of the home page: counts above, the board below."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("执委会席位", link="届次席位", margins=(16, 12, 16, 12), spacing=10)
        self._context = context
        self.link_clicked.connect(self._on_link)
        self._numbers = []
        for words, tone in (("席位", Tone.TEXT), ("在任", Tone.TEXT), ("空缺", Tone.AMBER)):
            name = label(words, Role.SECONDARY, Tone.TEXT2)
            number = label("", Role.CARD_TITLE, tone, weight=700)
            at = self.head.count() - 2
            self.head.insertWidget(at, name)
            self.head.insertWidget(at + 1, number)
            self._numbers.append(number)
        self._grid = SeatGrid()
        scroll = ScrollColumn()
        scroll.column.insertWidget(0, self._grid, 1)
        scroll.column.setStretch(1, 0)
        self.body.addWidget(scroll, 1)

    def show_board(self, board: SeatBoard, today: date) -> None:
        """Show another state of the seats."""
        counts = (len(board.seats), len(board.held), len(board.vacant))
        for number, count in zip(self._numbers, counts, strict=True):
            number.setText(str(count))
        for card in self._grid.show_board(board, today):
            card.activated.connect(self._on_seat)

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
