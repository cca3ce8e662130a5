"""The box that says how a paper stands and why, with a way to the place where it is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fulian_desktop.documents.paper_kinds import PaperStatus
from ui.shell.widgets import (
    AMBER,
    GREEN,
    INSET,
    RED,
    BoxLook,
    InsetBox,
    LampLabel,
    LampState,
    Role,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    link_button,
    vertical,
    why_button,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.documents.paper_kinds import PaperState

CHANGES_SHOWN = 3
_LOOKS: dict[PaperStatus, tuple[BoxLook, LampState]] = {
    PaperStatus.NOT_YET: (INSET, LampState.NOT_YET),
    PaperStatus.AFTER_MEETING: (INSET, LampState.NOT_YET),
    PaperStatus.READY: (INSET, LampState.HOLDS),
    PaperStatus.INCOMPLETE: (RED, LampState.WRONG),
    PaperStatus.MADE: (GREEN, LampState.HOLDS),
    PaperStatus.OUTDATED: (AMBER, LampState.MISSING),
}


class StateBox(QWidget):
    """One box for the state, and one more when a character cannot be printed."""

    why_wanted = Signal()
    repair_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setObjectName("state_box")
        self._column = vertical(self, spacing=10)
        self._sentences: list[str] = []

    def sentences(self) -> tuple[str, ...]:
        """Return everything the box says below its heads."""
        return tuple(self._sentences)

    def show_state(
        self, state: PaperState, changes: Sequence[str] = (), unprintable: Sequence[str] = ()
    ) -> None:
        """Show how a paper stands; `changes` matter only for one that is out of date."""
        clear_layout(self._column)
        self._sentences = []
        look, lamp = _LOOKS[state.status]
        box = InsetBox(look, margins=(14, 10, 14, 12), spacing=4)
        head = horizontal(spacing=8)
        head.addWidget(LampLabel(lamp, state.status_phrase, Role.CARD_TITLE))
        head.addStretch(1)
        if state.status is PaperStatus.OUTDATED:
            why = why_button()
            why.setObjectName("why")
            why.clicked.connect(self.why_wanted)
            head.addWidget(why)
        box.body.addLayout(head)
        self._fill(box.body, state, changes)
        self._column.addWidget(box)
        if unprintable:
            self._column.addWidget(self._warning(unprintable))

    def _fill(self, column: QVBoxLayout, state: PaperState, changes: Sequence[str]) -> None:
        if state.status is PaperStatus.READY:
            self._say(column, "内容齐全，还没有生成过。")
        elif state.status is PaperStatus.MADE:
            self._say(column, "和会议资料一致，可以打印、发出。")
        elif state.status is PaperStatus.OUTDATED:
            self._tell_changes(column, changes)
        elif state.status is PaperStatus.INCOMPLETE:
            self._tell_missing(column, state)
        else:
            for sentence in state.missing:
                self._say(column, sentence, Tone.TEXT2)

    def _tell_changes(self, column: QVBoxLayout, changes: Sequence[str]) -> None:
        if not changes:
            self._say(column, "生成以后，会议资料改过，原来那一份不能再用。")
            return
        self._say(column, f"生成以后，会议资料改过 {len(changes)} 处：")
        for place, change in enumerate(changes[:CHANGES_SHOWN], start=1):
            self._say(column, f"{place}  {change}", Tone.TEXT2, Role.SECONDARY)
        if len(changes) > CHANGES_SHOWN:
            self._say(column, "其余的见“为什么”。", Tone.TEXT2, Role.SECONDARY)

    def _tell_missing(self, column: QVBoxLayout, state: PaperState) -> None:
        for sentence in state.missing:
            self._say(column, sentence)
        if state.can_be_made:
            self._say(column, "现在生成，缺的地方是空的。", Tone.TEXT2, Role.SECONDARY)
        repair = link_button("去补齐")
        repair.setObjectName("repair")
        repair.clicked.connect(self.repair_wanted)
        column.addWidget(repair)

    def _warning(self, sentences: Sequence[str]) -> QWidget:
        box = InsetBox(AMBER, margins=(14, 10, 14, 12), spacing=4)
        box.setObjectName("unprintable")
        box.body.addWidget(LampLabel(LampState.MISSING, "有字印不出来", Role.CARD_TITLE))
        for sentence in sentences:
            self._say(box.body, sentence)
        return box

    def _say(self, column: QVBoxLayout, words: str, tone: Tone = Tone.TEXT, role: Role = Role.BODY) -> None:
        self._sentences.append(words)
        column.addWidget(WrapLabel(words, role, tone))
