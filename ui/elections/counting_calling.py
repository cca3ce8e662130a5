"""Calling: the candidate's number, and her 正 grows here and in the hall."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from fulian_desktop.rules.ballots import Mark, WriteIn
from ui.elections.counting_board import TallyBoard
from ui.elections.counting_code import CodeEdit, NameStrip, key_legend
from ui.elections.counting_figures import FiguresRow
from ui.elections.counting_side import call_rows
from ui.shell.widgets import (
    CARD,
    Box,
    ElidedLabel,
    Role,
    Tone,
    horizontal,
    label,
    set_tone,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.elections.count_records import CountView
    from fulian_desktop.rules.ballots import Ruling
    from ui.elections.counting_panel import CountingPanel
    from ui.elections.counting_side import Row

_SIGNS = {"/": Mark.AGAINST, "*": Mark.UNREADABLE}
_LEGEND = (
    ("号码", "赞成"),
    ("/ 号码", "不赞成"),
    ("* 号码", "看不清"),
    ("+", "另选他人"),
    ("- 号码", "撤销一票"),
)


class CallingBoard(Box):
    """The field for numbers over the board."""

    def __init__(self, panel: CountingPanel) -> None:
        """Build field, legend and board."""
        super().__init__(CARD)
        self._panel = panel
        self.view: CountView | None = None
        column = vertical(self, margins=(18, 12, 18, 12), spacing=8)
        head = horizontal(spacing=12)
        self.code = CodeEdit()
        self.code.setObjectName("call_code")
        self.code.setAccessibleName("唱到的号码")
        self.code.setFixedWidth(u(150))
        self.said = ElidedLabel("", Role.DIALOG_TITLE)
        self.said.setObjectName("said")
        head.addWidget(self.code)
        head.addWidget(self.said, 1)
        self.total = label("", Role.NAME, Tone.TEXT2)
        head.addWidget(self.total)
        column.addLayout(head)
        self._strips = QStackedWidget()
        self._strips.setFixedHeight(u(40))
        self._legend = key_legend(_LEGEND)
        self.names = NameStrip()
        self.names.taken.connect(self._on_name)
        self.names.given_up.connect(self.take_focus)
        self._strips.addWidget(self._legend)
        self._strips.addWidget(self.names)
        column.addWidget(self._strips)
        self.board = TallyBoard()
        self.board.called.connect(self._on_board)
        column.addWidget(self.board, 1)
        self.written = ElidedLabel("", Role.BODY, Tone.TEXT2)
        column.addWidget(self.written)
        self.figures = FiguresRow(panel)
        column.addWidget(self.figures)
        self.code.textChanged.connect(self._on_typed)
        self.code.entered.connect(self._on_enter)
        self.code.write_in_wanted.connect(self._open_names)
        self.code.undo_wanted.connect(self.undo)
        self.code.acted.connect(self._on_key)
        self.code.setPlaceholderText("号码")
        self.code.backspace_undoes = True

    # ---- showing

    def show_view(self, view: CountView, _rulings: Mapping[str, Ruling]) -> None:
        """Show the calls as they stand."""
        self.view = view
        calls = [one for one in view.last_calls if one.withdraws_id is None and not one.is_withdrawn]
        last = calls[0] if calls else None
        self.board.show_tally(view.tally, last.number if last is not None else 0)
        if last is None:
            self.said.setText("唱一个，按一个号码")
            set_tone(self.said, Tone.TEXT2)
        else:
            line = view.tally.lines[last.number - 1] if last.number else None
            votes = f"{line.in_favour} 票" if line is not None and last.mark is Mark.IN_FAVOUR else ""
            number = f"{last.number} 号 " if last.number else "另选 "
            self.said.setText(f"{number}{last.name}　{last.mark.phrase}　{votes}")
            set_tone(self.said, Tone.TEXT if last.mark is Mark.IN_FAVOUR else Tone.RED)
        called = sum(one.in_favour for one in view.tally.lines) + sum(
            one.in_favour for one in view.tally.write_ins
        )
        self.total.setText(f"赞成共 {called} 票")
        words = "　".join(f"{one.name} {one.in_favour} 票" for one in view.tally.write_ins)
        self.written.setText(f"另选他人：{words or '无'}")
        self.figures.show_view(view)

    def rows(self) -> list[Row]:
        """Return the lines of the last calls."""
        return [] if self.view is None else call_rows(self.view.last_calls)

    def take_focus(self) -> None:
        """Take the next number."""
        self._strips.setCurrentWidget(self._legend)
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_unsaved(self) -> bool:
        """A number half typed is not worth a question."""
        return False

    # ---- acting

    def undo(self, entry_id: int | None = None) -> None:
        """Undo the last call, or the last one of the candidate of a line."""
        if self.view is None:
            return
        counting, count_id = self._panel.elections.counting, self.view.count.id
        found = next((one for one in self.view.last_calls if one.id == entry_id), None)
        if found is None:
            self._run(partial(counting.undo_call, count_id), "已撤销上一票")
        else:
            undo = partial(counting.undo_call, count_id, found.number, write_in=found.write_in)
            self._run(undo, f"已撤销{found.name}的一票")

    def _on_typed(self, text: str) -> None:
        if self.view is None or not text:
            return
        number = self._complete(text)
        if number is not None:
            self._take(text[0] if text[0] in "/*-" else "", number)

    def _complete(self, text: str) -> int | None:
        """Return the number once no further digit could belong to it."""
        digits = text.lstrip("/*-")
        assert self.view is not None
        size = len(self.view.contest.entrants)
        if not digits.isdecimal():
            return None
        number = int(digits)
        full = len(digits) >= len(str(size))
        return number if full or (number and number * 10 > size) else None

    def _on_enter(self) -> None:
        text = self.code.text()
        digits = text.lstrip("/*-")
        if digits.isdecimal():
            self._take(text[0] if text[0] in "/*-" else "", int(digits))
        elif text == "-":
            self.code.clear()
            self.undo()

    def _take(self, sign: str, number: int) -> None:
        assert self.view is not None
        self.code.clear()
        counting, count_id = self._panel.elections.counting, self.view.count.id
        if sign == "-":
            names = {one.number: one.name for one in self.view.contest.entrants}
            self._run(partial(counting.undo_call, count_id, number), f"已撤销{names.get(number, '')}的一票")
            return
        mark = _SIGNS.get(sign, Mark.IN_FAVOUR)
        self._run(partial(counting.call, count_id, number, mark), None)

    def _on_board(self, number: int) -> None:
        self._take("", number)

    def _open_names(self) -> None:
        assert self.view is not None
        self.names.open_for(self.view.contest, self.view.write_in_names)
        self._strips.setCurrentWidget(self.names)

    def _on_name(self, write_in: object) -> None:
        if isinstance(write_in, WriteIn) and self.view is not None:
            call = partial(
                self._panel.elections.counting.call,
                self.view.count.id,
                0,
                write_in=write_in.name,
                post=write_in.post,
            )
            self._run(call, None)

    def _run(self, operation: partial[ChangeSet], words: str | None) -> None:
        self._panel.context.run(operation, words)
        self.take_focus()

    def _on_key(self, key: str) -> None:
        if key == "F8":
            self._panel.toggle_pause()
        elif key == "F7":
            self._panel.set_aside()
