"""What a meeting still lacks, as a list under the primary button, each with the link that mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal

from ui.shell.widgets import (
    Box,
    BoxLook,
    ClickableBox,
    Lamp,
    LampState,
    Line,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    label,
    link_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.meetings.records import Missing

WIDTH = 420
_LINKS = {"plan": "去填写", "agenda": "去改议程", "nominees": "去看人选", "seats": "去席位页"}


class MissingRow(ClickableBox):
    """One thing that is missing; the whole row is the target."""

    def __init__(self, missing: Missing) -> None:
        """A red lamp when the meeting cannot be opened without it, else an amber one."""
        super().__init__(BoxLook(radius=6))
        self.missing = missing
        row = horizontal(self, margins=(8, 7, 8, 7), spacing=10)
        state = LampState.WRONG if missing.blocks else LampState.MISSING
        row.addWidget(Lamp(state, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = WrapLabel(missing.sentence, Role.BODY, Tone.TEXT, width=u(WIDTH - 160))
        row.addWidget(words)
        row.addStretch(1)
        self.link = link_button(_LINKS.get(missing.place, "去填写"))
        self.link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.link.clicked.connect(self.activated)
        row.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(missing.sentence)


class MissingPopup(Box):
    """The list; goes away by Esc, by a click outside, or when something is mended."""

    mend_wanted = Signal(object)

    def __init__(self, parent: QWidget, missing: Sequence[Missing]) -> None:
        """Blocking things stand first."""
        super().__init__(BoxLook(Tone.SURFACE, Tone.CTL), parent)
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setObjectName("missing_popup")
        self.setFixedWidth(u(WIDTH))
        column = vertical(self, margins=(10, 10, 10, 10), spacing=2)
        head = horizontal(margins=(8, 0, 8, 4))
        head.addWidget(label(f"还缺 {len(missing)} 件", Role.CARD_TITLE))
        head.addStretch(1)
        column.addLayout(head)
        self.rows: list[MissingRow] = []
        for place, one in enumerate(missing):
            if place:
                column.addWidget(Line())
            row = MissingRow(one)
            row.activated.connect(self._on_activated)
            column.addWidget(row)
            self.rows.append(row)
        blocking = sum(1 for one in missing if one.blocks)
        note = f"其中 {blocking} 件不补齐不能开会" if blocking else "不补也能开会，文书上会空着"
        foot = label(note, Role.CAPTION, Tone.TEXT2)
        foot.setContentsMargins(u(8), u(4), 0, 0)
        column.addWidget(foot)

    def show_under(self, button: QWidget) -> None:
        """Stand below a button, right edges in line."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width(), button.height() + u(6)))
        self.move(corner.x() - self.width(), corner.y())
        self.show()
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_activated(self) -> None:
        row = self.sender()
        if isinstance(row, MissingRow):
            missing = row.missing
            self.hide()
            self.mend_wanted.emit(missing)
            self.close()
