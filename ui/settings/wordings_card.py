"""Which wordings there are, which of them the federation has changed, and the way to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from fulian_desktop.scripts.operations import KINDS
from ui.shell.widgets import (
    Box,
    BoxLook,
    Card,
    Chip,
    ChipKind,
    ElidedLabel,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    link_button,
    u,
)
from ui.wordings.writing_card import restore

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from fulian_desktop.scripts.records import Wording
    from ui.shell.notifier import PageContext

OWN, SHIPPED = "自己的", "原文"
TWO_COLUMNS_FROM = 860
"""Width of the card (px at 100 % type) from which the wordings stand in two columns."""


class WordingRow(Box):
    """One wording: its title, whose it is, a link to change it and one to have the original back."""

    def __init__(self, kind: str, title: str) -> None:
        """Start as the original."""
        super().__init__(BoxLook(sides="b", radius=0))
        self.kind = kind
        self.setFixedHeight(u(42))
        row = horizontal(self, margins=(2, 0, 2, 0), spacing=12)
        row.addWidget(ElidedLabel(title, Role.BODY, weight=500), 1)
        self.chip = Chip(SHIPPED, ChipKind.PLAIN, width=62)
        self.restore_link = link_button("恢复原文")
        self.restore_link.setObjectName(f"restore_{kind}")
        self.restore_link.setAccessibleName(f"恢复{title}的原文")
        self.edit_link = link_button("改")
        self.edit_link.setObjectName(f"edit_{kind}")
        self.edit_link.setAccessibleName(f"改{title}的文稿")
        policy = self.restore_link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.restore_link.setSizePolicy(policy)
        self.restore_link.setVisible(False)
        for widget in (self.chip, self.restore_link, self.edit_link):
            row.addWidget(widget)

    def show_wording(self, wording: Wording) -> None:
        """Show whose wording it is."""
        self.chip.set_text(*((OWN, ChipKind.POST) if wording.is_own else (SHIPPED, ChipKind.PLAIN)))
        self.restore_link.setVisible(wording.is_own)


class WordingsCard(Card):
    """文稿: the texts of the script and the papers, all of which can be changed."""

    def __init__(self, context: PageContext) -> None:
        """One row for each wording there is."""
        super().__init__("文稿", " ", margins=(17, 14, 17, 16), spacing=8)
        self._context = context
        self.body.addWidget(
            WrapLabel(
                "主持词和文书里的话都可以照本会的习惯改。改的是一份副本，原文一直在。",
                Role.SECONDARY,
                Tone.TEXT2,
            )
        )
        place = QWidget()
        self._grid = QGridLayout(place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(u(32))
        self._grid.setVerticalSpacing(0)
        self.body.addWidget(place)
        self.rows: list[WordingRow] = []
        for kind, title in KINDS.items():
            row = WordingRow(kind, title)
            row.edit_link.clicked.connect(self._on_edit)
            row.restore_link.clicked.connect(self._on_restore)
            self.rows.append(row)
        self._columns = 0
        self._arrange(1)

    def show_wordings(self) -> None:
        """Read and show whose each wording is."""
        own = 0
        for row in self.rows:
            wording = self._context.workspace.scripts.wording(row.kind)
            row.show_wording(wording)
            own += wording.is_own
        changed = f"改过 {own} 份" if own else "都是原文"
        self.set_count(f"{len(self.rows)} 份，{changed}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns where there is room."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= u(TWO_COLUMNS_FROM) else 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        per_column = -(-len(self.rows) // columns)
        for place, row in enumerate(self.rows):
            self._grid.addWidget(row, place % per_column, place // per_column)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _kind_of_sender(self) -> str:
        sender = self.sender()
        row = sender.parent() if sender is not None else None
        return row.kind if isinstance(row, WordingRow) else ""

    def _on_edit(self) -> None:
        self._context.open_page("wordings", kind=self._kind_of_sender(), back="settings")

    def _on_restore(self) -> None:
        restore(self._context, self._kind_of_sender())
