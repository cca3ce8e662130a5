"""The middle of the page: the sheets, small pages beside them, page and zoom above; or why there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.documents.find_bar import FindBar
from ui.documents.page_jump import PageJump
from ui.documents.pages_view import PagesView
from ui.documents.thumbnails import ThumbnailStrip
from ui.shell.widgets import (
    Box,
    BoxLook,
    Icon,
    InsetBox,
    Lamp,
    LampState,
    Line,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    horizontal,
    label,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.documents.page_images import PreparedPaper

_GROUND = BoxLook(Tone.NAV, Tone.LINE)
_NOTICE_WIDTH = 340
_ROOMY_HEAD, _NARROW_HEAD, _LEAST_HEAD = 505, 435, 330
_WITH_THUMBNAILS, _HIGH_ENOUGH = 400, 280
"""Sizes (px at 100 %) of the pane from which the parts of the head, and the small pages, have room."""


class PreviewPane(Box):
    """A head with page and zoom over the sheets, or over a notice."""

    def __init__(self) -> None:
        """Start waiting."""
        super().__init__(_GROUND)
        self.setObjectName("preview")
        column = vertical(self, margins=1)
        column.addLayout(self._build_head())
        column.addWidget(Line())
        self.find_bar = FindBar()
        column.addWidget(self.find_bar)
        self.view = PagesView()
        self.find_bar.found.connect(self.view.mark)
        self.find_bar.left.connect(self.view.setFocus)
        self.view.place_changed.connect(self._show_place)
        self.thumbnails = ThumbnailStrip()
        self.thumbnails.page_chosen.connect(self.view.go_to_page)
        self.thumbnails.left.connect(self.view.setFocus)
        self.page_jump.page_chosen.connect(self.view.go_to_page)
        sheets = QWidget()
        row = horizontal(sheets)
        row.addWidget(self.thumbnails)
        row.addWidget(self.view, 1)
        self._notice = ScrollColumn(margins=12)
        self._stack = QStackedWidget()
        self._stack.addWidget(sheets)
        self._stack.addWidget(self._notice)
        column.addWidget(self._stack, 1)
        self._show_place()

    def show_paper(self, paper: PreparedPaper, *, keep_place: bool = False) -> None:
        """Show a paper."""
        self._stack.setCurrentIndex(0)
        self.thumbnails.show_paper(paper)
        self._fit(paper)
        self.view.show_paper(paper, keep_place=keep_place)
        self.find_bar.show_paper(paper)

    def show_waiting(self) -> None:
        """Show an empty ground while the paper is drawn."""
        self._stack.setCurrentIndex(0)
        self._empty()

    def show_notice(self, state: LampState, title: str, sentences: Sequence[str]) -> None:
        """Say why there is no paper to look at."""
        self._empty()
        self._notice.clear()
        self._notice.column.insertStretch(0, 1)
        width = max(u(120), min(u(_NOTICE_WIDTH), self.width() - u(80)))
        box = InsetBox(BoxLook(Tone.SURFACE, Tone.LINE), margins=(22, 20, 22, 20), spacing=8)
        box.setObjectName("preview_notice")
        lamp = Lamp(state, 34)
        box.body.addWidget(lamp, 0, Qt.AlignmentFlag.AlignHCenter)
        head = label(title, Role.CARD_TITLE, align=Qt.AlignmentFlag.AlignHCenter)
        box.body.addWidget(head)
        for sentence in sentences:
            words = WrapLabel(sentence, Role.BODY, Tone.TEXT2, width=width)
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.body.addWidget(words)
        self._notice.column.insertWidget(1, box, 0, Qt.AlignmentFlag.AlignHCenter)
        self._stack.setCurrentIndex(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what can be done without in a narrow head."""
        super().resizeEvent(event)
        self._fit(self.view.paper)

    @property
    def has_notice(self) -> bool:
        """Tell whether a notice stands where the sheets would be."""
        return self._stack.currentIndex() == 1

    def _build_head(self) -> QHBoxLayout:
        row = horizontal(margins=(14, 7, 10, 7), spacing=10)
        self.format_label = label("A4", Role.BODY, Tone.TEXT2, weight=500)
        self.page_jump = PageJump()
        self.whole_button = secondary_button("整页")
        self.whole_button.setObjectName("whole_page")
        self.smaller_button = secondary_button("缩小", Icon.MINUS)
        self.smaller_button.setObjectName("reduce")
        self.larger_button = secondary_button("放大", Icon.PLUS)
        self.larger_button.setObjectName("enlarge")
        row.addWidget(self.format_label)
        row.addWidget(self.page_jump)
        row.addStretch(1)
        for button in (self.whole_button, self.smaller_button, self.larger_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.whole_button.clicked.connect(self._on_whole)
        self.smaller_button.clicked.connect(self._on_smaller)
        self.larger_button.clicked.connect(self._on_larger)
        return row

    def _empty(self) -> None:
        for part in (self.thumbnails, self.view, self.find_bar):
            part.show_paper(None)

    def _fit(self, paper: PreparedPaper | None) -> None:
        """Leave out what can be done without in a narrow pane; one page needs no small pages."""
        wide = self.width()
        self.format_label.setVisible(wide >= u(_ROOMY_HEAD))
        self.smaller_button.setVisible(wide >= u(_NARROW_HEAD))
        self.whole_button.setVisible(wide >= u(_LEAST_HEAD))
        several = paper is not None and paper.pages > 1
        room = wide >= u(_WITH_THUMBNAILS) and self.height() >= u(_HIGH_ENOUGH)
        self.thumbnails.setVisible(several and room)

    def _on_whole(self) -> None:
        self.view.show_whole_page()

    def _on_smaller(self) -> None:
        self.view.reduce()

    def _on_larger(self) -> None:
        self.view.enlarge()

    def _show_place(self) -> None:
        paper = self.view.paper
        for button in (self.whole_button, self.smaller_button, self.larger_button):
            button.setEnabled(paper is not None)
        if paper is None:
            self.format_label.setText("A4")
            self.page_jump.set_place(0, 0)
            return
        self.whole_button.setEnabled(not self.view.is_whole_page)
        self.smaller_button.setEnabled(not self.view.is_whole_page)
        self.format_label.setText("A4 横排" if paper.width > paper.height else "A4")
        self.page_jump.set_place(self.view.current_page(), paper.pages)
        self.thumbnails.set_current(self.view.current_page())
