"""The panel of one seat: who holds it, what can be done, and everyone who held it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fulian_desktop.chinese.dates import paper_date
from ui.seats.by_election import choice_words
from ui.shell.widgets import (
    AMBER,
    INSET,
    Card,
    FactRow,
    Icon,
    IconLabel,
    InsetBox,
    Lamp,
    LampState,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    broken_name,
    clear_layout,
    display_name,
    horizontal,
    label,
    post_chip,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.records import ByElectionChoice, ElectionKind
    from fulian_desktop.seats.records import Seat, SeatBoard, Tenure

WORDS_WIDTH = 252


class SeatPanel(Card):
    """Shows one seat; its buttons say what is wanted, the page does it."""

    departure_wanted = Signal()
    post_wanted = Signal()
    person_wanted = Signal()
    seating_wanted = Signal()
    by_election_wanted = Signal(object)
    """The kind of by-election that fits the vacancy shown."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(margins=(17, 14, 17, 14), spacing=10)
        self._inside = vertical(spacing=10)
        self.body.addLayout(self._inside, 1)

    def show_nothing(self) -> None:
        """Show that no seat is chosen."""
        clear_layout(self._inside)
        self._inside.addWidget(label("点一个席位，看是谁在任。", Role.BODY, Tone.TEXT2))
        self._inside.addStretch(1)

    def show_seat(
        self,
        seat: Seat,
        history: Sequence[Tenure],
        board: SeatBoard,
        choices: Sequence[ByElectionChoice] = (),
    ) -> None:
        """Show another seat; a vacant one with a button for each by-election it asks for."""
        clear_layout(self._inside)
        column = ScrollColumn(spacing=10)
        if seat.holder is None:
            column.add(_vacancy(seat))
        else:
            column.add(_holder(seat.holder, board))
        column.add(label("本席位的任职经过", Role.SECONDARY, Tone.TEXT2, weight=600))
        if not history:
            column.add(label("还没有人任过职。", Role.SECONDARY, Tone.TEXT2))
        for tenure in history:
            column.add(_tenure_row(tenure))
        self._inside.addWidget(column, 1)
        self._add_buttons(seat, choices)

    def _add_buttons(self, seat: Seat, choices: Sequence[ByElectionChoice]) -> None:
        if seat.holder is None:
            for choice in choices:
                button = secondary_button(f"{choice_words(choice)}…")
                button.setObjectName(f"hold_{choice.kind.value}")
                button.clicked.connect(partial(self._want_by_election, choice.kind))
                self._inside.addWidget(button)
            seating = secondary_button("登记已任职的人")
            seating.setObjectName("seating")
            seating.clicked.connect(self.seating_wanted)
            self._inside.addWidget(seating)
            return
        row = horizontal(spacing=10)
        person = secondary_button("个人资料")
        person.setObjectName("person")
        person.clicked.connect(self.person_wanted)
        post = secondary_button("改分工")
        post.setObjectName("change_post")
        post.clicked.connect(self.post_wanted)
        row.addWidget(person, 1)
        row.addWidget(post, 1)
        self._inside.addLayout(row)
        departure = secondary_button("登记离任…")
        departure.setObjectName("departure")
        departure.clicked.connect(self.departure_wanted)
        self._inside.addWidget(departure)

    def _want_by_election(self, kind: ElectionKind) -> None:
        self.by_election_wanted.emit(kind)


def _holder(tenure: Tenure, board: SeatBoard) -> QWidget:
    box = QWidget()
    column = vertical(box, spacing=10)
    column.addWidget(label(broken_name(tenure.person_name), Role.DIALOG_TITLE))
    row = horizontal(spacing=8)
    row.addWidget(post_chip(tenure.post.phrase))
    row.addWidget(label(f"席位 {tenure.seat_number}", Role.SECONDARY, Tone.TEXT2))
    row.addStretch(1)
    column.addLayout(row)
    facts = vertical()
    duty = "·".join(part for part in (tenure.engagement.phrase, tenure.duty) if part)
    facts.addWidget(FactRow("分工", duty or "没有填"))
    facts.addWidget(FactRow("任职日期", paper_date(date.fromisoformat(tenure.began_on))))
    facts.addWidget(FactRow("怎样任职", tenure.beginning_phrase))
    facts.addWidget(FactRow("任期届满", paper_date(date.fromisoformat(board.term.last_day))))
    column.addLayout(facts)
    return box


def _vacancy(seat: Seat) -> QWidget:
    was_held = seat.former is not None
    tone = Tone.AMBER if was_held else Tone.TEXT
    box = InsetBox(AMBER if was_held else INSET)
    head = horizontal(spacing=8)
    head.addWidget(IconLabel(Icon.CHAIR, tone, 20))
    head.addWidget(label(f"席位 {seat.number} 空缺", Role.CARD_TITLE, tone))
    head.addStretch(1)
    box.body.addLayout(head)
    former = seat.former
    if former is None:
        words = "本届还没有人任职。"
    else:
        when = paper_date(date.fromisoformat(former.ended_on or former.began_on))
        words = f"原 {former.person_name}，{when}{former.ending_phrase}。"
    box.body.addWidget(WrapLabel(words, Role.BODY, Tone.TEXT, width=u(WORDS_WIDTH)))
    return box


def _tenure_row(tenure: Tenure) -> QWidget:
    box = QWidget()
    row = horizontal(box, spacing=10)
    row.addWidget(Lamp(LampState.HOLDS if tenure.is_living else LampState.NOT_YET, 18))
    words = vertical(spacing=1)
    words.addWidget(label(f"{display_name(tenure.person_name)}  {tenure.post.phrase}", Role.BODY, weight=500))
    began = _month(tenure.began_on)
    until = "至今" if tenure.ended_on is None else f"—{_month(tenure.ended_on)}"
    how = tenure.beginning_phrase if tenure.is_living else tenure.ending_phrase
    words.addWidget(WrapLabel(f"{began}{until}  {how}", Role.CAPTION, Tone.TEXT2))
    row.addLayout(words, 1)
    return box


def _month(day: str) -> str:
    at = date.fromisoformat(day)
    return f"{at.year}年{at.month}月"
