"""The strip of small pages at the left of the preview: the current one marked, a click jumps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ui.documents.page_drawing import PageReceiver, draw_page
from ui.shell.focus_ring import RINGED
from ui.shell.jobs import run_job
from ui.shell.theme import Role, Tone, color, font, u

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ui.documents.page_drawing import PageImage
    from ui.documents.page_images import PreparedPaper
    from ui.shell.jobs import Job

STRIP_WIDTH = 96
_PAGE_WIDTH, _LYING_WIDTH = 56, 70
_MARGIN, _GAP, _NUMBER_HEIGHT = 12, 10, 20
_SETTLE_MILLISECONDS = 60


class ThumbnailStrip(QAbstractScrollArea):
    """All pages small, below each other; only those in view are ever drawn, one at a time, by jobs."""

    page_chosen = Signal(int)
    """Go to this page, 1 for the first."""
    left = Signal()
    """Esc or right: the keyboard goes to the page itself."""

    def __init__(self) -> None:
        """Start with nothing to show."""
        super().__init__()
        self.setObjectName("thumbnails")
        self.setAccessibleName("各页小图")
        self.setToolTip("点一页，就到那一页")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(u(STRIP_WIDTH))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(RINGED, True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._paper: PreparedPaper | None = None
        self._current = 0
        self._images: dict[int, QImage] = {}
        self._job: Job | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._want_image)

    def show_paper(self, paper: PreparedPaper | None) -> None:
        """Show another paper."""
        self._paper = paper
        self._images.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._current = min(self._current, paper.pages) if paper is not None else 0
        self._lay_out()
        self.viewport().update()
        self._want_image()

    def set_current(self, page: int) -> None:
        """Mark the page that is read, 1 for the first, and keep it in view."""
        if page == self._current:
            return
        self._current = page
        self.setAccessibleDescription(f"第 {page} 页")
        self._bring_into_view(page - 1)
        self.viewport().update()

    @property
    def current(self) -> int:
        """The page that is marked, 1 for the first; 0 for none."""
        return self._current

    def drawn_pages(self) -> tuple[int, ...]:
        """Return the pages whose picture is there, 1 for the first."""
        return tuple(sorted(index + 1 for index in self._images))

    def place_of(self, page: int) -> QRect:
        """Return where a page (1 for the first) stands in the viewport."""
        return self._sheet_at(page - 1)

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the height."""
        super().resizeEvent(event)
        self._lay_out()
        self._settle.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was not drawn while nobody could see it."""
        super().showEvent(event)
        self._want_image()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw what came into view."""
        self.viewport().update()
        self._settle.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the page that was clicked."""
        index = self._index_at(event.position().y())
        if index is not None and event.button() == Qt.MouseButton.LeftButton:
            self.page_chosen.emit(index + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go from page to page, Esc and right go into the page."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._paper is not None:
            page = self._current + (1 if key == Qt.Key.Key_Down else -1)
            self.page_chosen.emit(min(max(page, 1), self._paper.pages))
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Right):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the small pages in view with their numbers."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self._in_view():
            self._paint(painter, index, self._sheet_at(index))

    def sizeHint(self) -> QSize:
        """Take the height there is."""
        return QSize(u(STRIP_WIDTH), u(120))

    def minimumSizeHint(self) -> QSize:
        """Be content with little height."""
        return QSize(u(STRIP_WIDTH), u(40))

    # ---- inside

    def _paint(self, painter: QPainter, index: int, sheet: QRect) -> None:
        is_current = index + 1 == self._current
        painter.fillRect(sheet, color(Tone.ON_DARK))
        image = self._images.get(index)
        if image is not None:
            painter.drawImage(QRectF(sheet), image)
        edge = 2 if is_current else 1
        painter.setPen(QPen(color(Tone.ACCENT if is_current else Tone.LINE2), edge))
        painter.drawRect(sheet.adjusted(-edge, -edge, edge - 1, edge - 1))
        painter.setFont(font(Role.CAPTION, weight=600 if is_current else 400))
        painter.setPen(color(Tone.ACCENT if is_current else Tone.TEXT2))
        number = QRect(0, sheet.bottom() + 2, self.viewport().width(), u(_NUMBER_HEIGHT))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index + 1))

    def _sheet(self) -> QSize:
        if self._paper is None:
            return QSize(0, 0)
        lying = self._paper.width > self._paper.height
        width = u(_LYING_WIDTH if lying else _PAGE_WIDTH)
        return QSize(width, round(width * self._paper.height / self._paper.width))

    def _step(self) -> int:
        return self._sheet().height() + u(_NUMBER_HEIGHT) + u(_GAP)

    def _sheet_at(self, index: int) -> QRect:
        sheet = self._sheet()
        left = (self.viewport().width() - sheet.width()) // 2
        top = u(_MARGIN) + index * self._step() - self.verticalScrollBar().value()
        return QRect(left, top, sheet.width(), sheet.height())

    def _index_at(self, y: float) -> int | None:
        if self._paper is None:
            return None
        index = int(y + self.verticalScrollBar().value() - u(_MARGIN) + u(_GAP) // 2) // max(1, self._step())
        return index if 0 <= index < self._paper.pages else None

    def _lay_out(self) -> None:
        pages = 0 if self._paper is None else self._paper.pages
        bar, view = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, pages * self._step() + u(_MARGIN) - view) if pages else 0)
        bar.setPageStep(view)
        bar.setSingleStep(u(40))

    def _bring_into_view(self, index: int) -> None:
        top, bar = index * self._step(), self.verticalScrollBar()
        if top < bar.value():
            bar.setValue(top)
        elif top + self._step() + u(_MARGIN) > bar.value() + self.viewport().height():
            bar.setValue(top + self._step() + u(_MARGIN) - self.viewport().height())

    def _in_view(self) -> list[int]:
        if self._paper is None:
            return []
        area = self.viewport().rect()
        first = max(0, (self.verticalScrollBar().value() - u(_MARGIN)) // max(1, self._step()))
        last = min(self._paper.pages, first + area.height() // max(1, self._step()) + 2)
        return [index for index in range(first, last) if self._sheet_at(index).intersects(area)]

    def _want_image(self) -> None:
        paper = self._paper
        if paper is None or self._job is not None or not self.isVisible():
            return
        index = next((one for one in self._in_view() if one not in self._images), None)
        if index is None:
            return
        width = max(1, round(self._sheet().width() * self.devicePixelRatioF()))
        work = partial(draw_page, paper, index, width)
        receiver = PageReceiver(self, paper)
        self._job = run_job(self, work, receiver, receiver.failed)

    def receive(self, paper: PreparedPaper, drawn: PageImage | None) -> None:
        """Take a small page that was drawn; one of another paper is dropped, None leaves it blank."""
        if paper is not self._paper:
            return
        self._job = None
        if drawn is not None:
            self._images[drawn.index] = drawn.image
            self.viewport().update()
            self._want_image()
