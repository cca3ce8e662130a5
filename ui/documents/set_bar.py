"""What is done with all papers of the meeting at once: make, issue, print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout

from ui.shell.widgets import Box, BoxLook, Tone, horizontal, primary_button, secondary_button, u

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SIDE_BY_SIDE_FROM = 300
_LOOK = BoxLook(Tone.SURFACE, Tone.LINE)


class SetBar(Box):
    """Three buttons beside each other, below each other where there is no room."""

    def __init__(self) -> None:
        """The page connects the buttons."""
        super().__init__(_LOOK)
        self.setObjectName("set_bar")
        self._row: QBoxLayout = horizontal(self, margins=(8, 8, 8, 8), spacing=6)
        self.make_button = primary_button("生成全部")
        self.make_button.setObjectName("make_all")
        self.make_button.setToolTip("把现在能做的文书都做出来，放在会议的文件夹里")
        self.final_button = secondary_button("全部定稿")
        self.final_button.setObjectName("finalise_all")
        self.final_button.setToolTip("齐备的文书一次定稿，没有定稿的说明原因")
        self.print_button = secondary_button("打印会前")
        self.print_button.setObjectName("print_before")
        for button in (self.make_button, self.final_button, self.print_button):
            self._row.addWidget(button, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand below each other where there is no room."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = event.size().width() < u(_SIDE_BY_SIDE_FROM)
        self._row.setDirection(way.TopToBottom if narrow else way.LeftToRight)
