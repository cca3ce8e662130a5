"""可用的填空: every blank a wording may use, what it means, and what it stands for in the meeting chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from fulian_desktop.scripts.placeholders import names_in, when_known
from fulian_desktop.scripts.wording import placeholders
from ui.shell.widgets import (
    BoxLook,
    ClickableBox,
    ElidedLabel,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    horizontal,
    label,
    set_tone,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME_WIDTH = 116
INTRODUCTION = "点一下，就写进左边光标的地方。粗字是它在这次会议里代表的话，印的时候自动换上。"
INVENTED = "点一下，就写进左边光标的地方。粗字是它代表的话；到会和表决的人数是试看用的。"


class BlankRow(ClickableBox):
    """One blank or marker: what it is called and what it stands for; a click writes it into the text."""

    def __init__(self, name: str, meaning: str, *, with_value: bool = True) -> None:
        """The name with its braces; `with_value` leaves room for what it stands for now."""
        super().__init__(BoxLook(sides="b", radius=0))
        self.name = name
        self.setFixedHeight(u(54 if with_value else 40))
        row = horizontal(self, margins=(6, 0, 6, 0), spacing=10)
        words = label(name, Role.BODY, Tone.ACCENT, weight=600)
        words.setMinimumWidth(u(_NAME_WIDTH))
        row.addWidget(words)
        column = vertical(spacing=2)
        column.addStretch(1)
        self.value_label = ElidedLabel("", Role.BODY, Tone.TEXT, weight=600)
        self.value_label.setVisible(with_value)
        column.addWidget(self.value_label)
        role = Role.CAPTION if with_value else Role.SECONDARY
        column.addWidget(ElidedLabel(meaning, role, Tone.TEXT2))
        column.addStretch(1)
        row.addLayout(column, 1)
        self.setAccessibleName(f"写入 {name}，{meaning}")

    def show_value(self, value: str, missing: str) -> None:
        """Show what the blank stands for, or why it stands for nothing yet."""
        self.value_label.setText(" ".join(value.split()) or f"还没有：{missing}")
        set_tone(self.value_label, Tone.TEXT if value else Tone.AMBER)


class BlanksList(QWidget):
    """The blanks used in the text first, then the others."""

    blank_chosen = Signal(str)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        column = vertical(self, spacing=8)
        self.intro_label = WrapLabel(INTRODUCTION, Role.SECONDARY, Tone.TEXT2)
        column.addWidget(self.intro_label)
        self._rows = ScrollColumn()
        column.addWidget(self._rows, 1)
        self._by_name: dict[str, BlankRow] = {}
        self._shown: tuple[bool, frozenset[str]] | None = None
        self._paper = False

    def show_blanks(self, text: str, *, paper: bool) -> None:
        """List the blanks of scripts or of papers; those in the text come first."""
        used = names_in(text)
        known = placeholders(paper=paper)
        used = frozenset(name for name, _ in known if name.strip("{}") in used)
        if (paper, used) == self._shown:
            return
        self._shown, self._paper = (paper, used), paper
        self._rows.clear()
        self._by_name = {}
        for heading, wanted in (("这份文稿里用到的", True), ("还可以用的", False)):
            some = [(name, meaning) for name, meaning in known if (name in used) is wanted]
            if some:
                self._rows.add(_heading(heading))
            for name, meaning in some:
                row = BlankRow(name, meaning)
                row.activated.connect(self._on_activated)
                self._rows.add(row)
                self._by_name[name.strip("{}")] = row

    def show_values(self, values: Mapping[str, str], *, invented: bool = False) -> None:
        """Show what each blank stands for; one that is not among the values has none.

        `invented` tells that numbers of a trial are among them.
        """
        self.intro_label.setText(INVENTED if invented else INTRODUCTION)
        for name, row in self._by_name.items():
            row.show_value(values.get(name, ""), when_known(name, paper=self._paper))

    def row_of(self, name: str) -> BlankRow:
        """Return the row of a blank, named without braces; raises KeyError when there is none."""
        return self._by_name[name]

    def _on_activated(self) -> None:
        row = self.sender()
        if isinstance(row, BlankRow):
            self.blank_chosen.emit(row.name)


def _heading(words: str) -> QWidget:
    made = label(words, Role.CAPTION, Tone.TEXT3, weight=600)
    made.setFixedHeight(u(30))
    return made
