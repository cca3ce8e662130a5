"""The box that says how a paper stands and why, with a way to the place where it is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal

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
    ScrollColumn,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    link_button,
    u,
    why_button,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from fulian_desktop.documents.paper_kinds import PaperState

CHANGES_SHOWN = 3
LEAST_HEIGHT = 76
_LOOKS: dict[PaperStatus, tuple[BoxLook, LampState]] = {
    PaperStatus.NOT_YET: (INSET, LampState.NOT_YET),
    PaperStatus.AFTER_MEETING: (INSET, LampState.NOT_YET),
    PaperStatus.READY: (INSET, LampState.HOLDS),
    PaperStatus.INCOMPLETE: (RED, LampState.WRONG),
    PaperStatus.MADE: (INSET, LampState.HOLDS),
    PaperStatus.FINAL: (GREEN, LampState.HOLDS),
    PaperStatus.WITHDRAWN: (AMBER, LampState.MISSING),
    PaperStatus.OUTDATED: (AMBER, LampState.MISSING),
}


class StateBox(ScrollColumn):
    """One box for the state, and one more when a character cannot be printed.

    As high as its sentences, unless there is no room: then it scrolls.
    """

    why_wanted = Signal()
    repair_wanted = Signal()

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(spacing=10)
        self.setObjectName("state_box")
        clear_layout(self.column)
        self._sentences: list[str] = []
        self._is_brief = False
        self._since = ""

    def sentences(self) -> tuple[str, ...]:
        """Return everything the box says below its heads."""
        return tuple(self._sentences)

    def show_state(
        self,
        state: PaperState,
        changes: Sequence[str] = (),
        unprintable: Sequence[str] = (),
        *,
        brief: bool = False,
        since: str = "生成",
    ) -> None:
        """Show how a paper stands; `changes` matter only for one that is out of date `since` then.

        `brief` says only the first sentence of everything, where there is little height.
        """
        clear_layout(self.column)
        self._sentences = []
        self._is_brief = brief
        self._since = since
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
        self.column.addWidget(box)
        if unprintable:
            self.column.addWidget(self._warning(unprintable))
        self._fit()

    def sizeHint(self) -> QSize:
        """Ask for the height of all sentences at the width there is."""
        return QSize(super().sizeHint().width(), self._needed())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width: words wrap otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
        self._show_bar()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the sentences: new ones count only when they have been laid out."""
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        return handled

    def _needed(self) -> int:
        width = max(self.width(), self.minimumWidth())
        return self.column.totalHeightForWidth(width) if self.column.hasHeightForWidth() else u(72)

    def _fit(self) -> None:
        needed = self._needed()
        self.setMinimumHeight(min(needed, u(LEAST_HEIGHT)))
        self.setMaximumHeight(needed)
        self.updateGeometry()
        self._show_bar()

    def _show_bar(self) -> None:
        """Scroll only when there is no room: the bar makes the words narrower, and them higher."""
        policy = Qt.ScrollBarPolicy
        fits = self.height() >= self._needed()
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)

    def _fill(self, column: QVBoxLayout, state: PaperState, changes: Sequence[str]) -> None:
        if state.status is PaperStatus.READY:
            self._say(column, "内容齐全，还没有生成过。")
        elif state.status is PaperStatus.MADE:
            self._say(column, "和会议资料一致，可以打印。要发出去的，请定稿。")
        elif state.status is PaperStatus.FINAL:
            self._say(column, "和会议资料一致，PDF 存在资料里，打印的就是这一份。")
        elif state.status is PaperStatus.WITHDRAWN:
            self._say(column, "定稿已经作废，发出的请收回。要用就重新定稿。")
        elif state.status is PaperStatus.OUTDATED:
            self._tell_changes(column, changes)
        elif state.status is PaperStatus.INCOMPLETE:
            self._tell_missing(column, state)
        else:
            for sentence in self._shown(state.missing):
                self._say(column, sentence, Tone.TEXT2)

    def _tell_changes(self, column: QVBoxLayout, changes: Sequence[str]) -> None:
        if not changes:
            self._say(column, f"{self._since}以后，会议资料改过，原来那一份不能再用。")
            return
        self._say(
            column, f"{self._since}以后，会议资料改过 {len(changes)} 处" + ("。" if self._is_brief else "：")
        )
        if self._is_brief:
            return
        for place, change in enumerate(changes[:CHANGES_SHOWN], start=1):
            self._say(column, f"{place}  {change}", Tone.TEXT2, Role.SECONDARY)
        if len(changes) > CHANGES_SHOWN:
            self._say(column, "其余的见“为什么”。", Tone.TEXT2, Role.SECONDARY)

    def _tell_missing(self, column: QVBoxLayout, state: PaperState) -> None:
        for sentence in self._shown(state.missing):
            self._say(column, sentence)
        if state.can_be_made and not self._is_brief:
            self._say(column, "现在生成，缺的地方是空的。", Tone.TEXT2, Role.SECONDARY)
        repair = link_button("去补齐")
        repair.setObjectName("repair")
        repair.clicked.connect(self.repair_wanted)
        column.addWidget(repair)

    def _warning(self, sentences: Sequence[str]) -> QWidget:
        box = InsetBox(AMBER, margins=(14, 10, 14, 12), spacing=4)
        box.setObjectName("unprintable")
        box.body.addWidget(LampLabel(LampState.MISSING, "有字印不出来", Role.CARD_TITLE))
        for sentence in self._shown(sentences):
            self._say(box.body, sentence)
        return box

    def _shown(self, sentences: Sequence[str]) -> Sequence[str]:
        return sentences[:1] if self._is_brief else sentences

    def _say(self, column: QVBoxLayout, words: str, tone: Tone = Tone.TEXT, role: Role = Role.BODY) -> None:
        self._sentences.append(words)
        column.addWidget(WrapLabel(words, role, tone))
