"""The sheets of a paper on warm-grey ground: whole page or enlarged, drawn when they come into view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.documents.found_words import FoundWords, draw_found, on_sheet
from ui.documents.page_drawing import PageReceiver, draw_page
from ui.shell.focus_ring import RINGED
from ui.shell.jobs import run_job
from ui.shell.theme import Role, Tone, color, font, u

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from ui.documents.page_drawing import PageImage
    from ui.documents.page_images import PreparedPaper
    from ui.shell.jobs import Job

_MARGIN = 13
_GAP = 14
_SETTLE_MILLISECONDS = 60
_MOST_BYTES = 96 * 1024 * 1024
_MOST_ZOOM = 4.0
_READABLE_ZOOM, _COMFORTABLE_ZOOM = 0.45, 1.1
"""Pixels for a point of paper at 100 % type: below the first the words of a page cannot be guessed."""
_STEP = 1.25
_WHEEL_STEP = 1.1


class PagesView(QAbstractScrollArea):
    """Shows all pages below each other; a page is rendered off the GUI thread when it is near."""

    place_changed = Signal()
    """The page in view or the zoom changed."""
    left = Signal()
    """Esc: the keyboard goes back to where it came from."""

    def __init__(self) -> None:
        """Start with nothing to show."""
        super().__init__()
        self.setObjectName("pages_view")
        self.setAccessibleName("文书预览")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(RINGED, True)
        self.viewport().setAutoFillBackground(False)
        self.setCornerWidget(QWidget())
        self._paper: PreparedPaper | None = None
        self._zoom: float | None = None
        self._is_zoom_chosen = False
        self._laid_height = 0
        self.prefers_width = False
        """Whether a paper is shown at the width of the view before anybody zooms."""
        self._found: Sequence[FoundWords] = ()
        self._current: FoundWords | None = None
        self._images: dict[int, PageImage] = {}
        self._job: Job | None = None
        self._drag_from: QPoint | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._want_images)

    # ---- what is shown

    def show_paper(self, paper: PreparedPaper | None, *, keep_place: bool = False) -> None:
        """Show another paper from its first page; `keep_place` stays where the reader was.

        The zoom the reader chose is kept from paper to paper.
        """
        place = (self.verticalScrollBar().value(), self.horizontalScrollBar().value())
        self._paper = paper
        self._images.clear()
        self._found, self._current = (), None
        self._stop_job()
        if not keep_place and not self._is_zoom_chosen:
            self._zoom = self._first_zoom()
        self._lay_out()
        self.verticalScrollBar().setValue(place[0] if keep_place else 0)
        self.horizontalScrollBar().setValue(place[1] if keep_place else 0)
        self._want_images()
        self.viewport().update()
        self.place_changed.emit()

    @property
    def paper(self) -> PreparedPaper | None:
        """The paper shown."""
        return self._paper

    def current_page(self) -> int:
        """Return the number of the page in the middle of the view, 1 for the first; 0 without a paper."""
        if self._paper is None:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        place = (middle - u(_MARGIN)) // max(1, self._sheet().height() + u(_GAP))
        return min(max(place, 0), self._paper.pages - 1) + 1

    def image_of(self, page: int) -> QImage | None:
        """Return the picture of a page (1 for the first) if it is drawn already."""
        found = self._images.get(page - 1)
        return None if found is None else found.image

    # ---- zoom

    @property
    def is_whole_page(self) -> bool:
        """Tell whether a page always fits into the view."""
        return self._zoom is None

    def zoom(self) -> float:
        """Return pixels on screen (not device pixels) for one point of paper."""
        return self._whole_page_zoom() if self._zoom is None else self._zoom

    def show_whole_page(self) -> None:
        """Fit a page into the view."""
        self._set_zoom(None)

    def enlarge(self) -> None:
        """Fit the width first, then a quarter larger each time."""
        width = self._page_width_zoom()
        self._set_zoom(width if self.zoom() < width * 0.98 else self.zoom() * _STEP)

    def reduce(self, step: float = _STEP) -> None:
        """A quarter smaller; the whole page when it fits."""
        smaller = self.zoom() / step
        self._set_zoom(None if smaller <= self._whole_page_zoom() * 1.02 else smaller)

    def mark(self, found: Sequence[FoundWords], current: FoundWords | None) -> None:
        """Mark places where words stand, and bring the current one into view."""
        self._found, self._current = found, current
        self.viewport().update()
        if current is None or self._paper is None or not current.boxes:
            return
        if self._zoom is None:
            self.go_to_page(current.page)
            return
        sheet = self._sheet_at(current.page - 1)
        area = on_sheet(current.boxes[0], sheet, self.zoom()).toRect()
        room = self.viewport().rect().adjusted(u(20), u(20), -u(20), -u(20))
        if area.top() < room.top() or area.bottom() > room.bottom():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + area.center().y() - room.height() // 3)
        if area.left() < room.left() or area.right() > room.right():
            across = self.horizontalScrollBar()
            across.setValue(across.value() + area.center().x() - room.width() // 2)

    @property
    def marked(self) -> tuple[FoundWords, ...]:
        """The places that are marked."""
        return tuple(self._found)

    def go_to_page(self, page: int) -> None:
        """Bring the top of a page (1 for the first) into view."""
        if self._paper is not None:
            place = min(max(page, 1), self._paper.pages) - 1
            self.verticalScrollBar().setValue(place * (self._sheet().height() + u(_GAP)))

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on the page that was in view: at the size it was laid out with, not at the new one."""
        step = max(1, self._laid_height + u(_GAP))
        page = (self.verticalScrollBar().value() + self._laid_height // 2) // step + 1
        super().resizeEvent(event)
        if not self._is_zoom_chosen and event.size().width() != event.oldSize().width():
            self._zoom = self._first_zoom()
        self._lay_out()
        if self._zoom is None:
            self.go_to_page(page)
        self._settle.start()
        self.place_changed.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw what came into view."""
        self.viewport().update()
        self._settle.start()
        self.place_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sheets in view, a blank one while its picture is on the way."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in self._in_view():
            self._paint_sheet(painter, index, self._sheet_at(index))

    def _paint_sheet(self, painter: QPainter, index: int, sheet: QRect) -> None:
        painter.fillRect(sheet, color(Tone.ON_DARK))
        found = self._images.get(index)
        if found is None:
            painter.setFont(font(Role.SECONDARY))
            painter.setPen(color(Tone.TEXT3))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter, "正在排版")
        elif found.width == self._device_width():
            painter.drawImage(sheet.topLeft(), found.image)
        else:
            painter.drawImage(QRectF(sheet), found.image)
        words = [one for one in self._found if one.page == index + 1]
        if words:
            draw_found(painter, sheet, self.zoom(), words, self._current)
        painter.setPen(color(Tone.LINE2))
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self._set_zoom(self.zoom() * _WHEEL_STEP)
            elif event.angleDelta().y() < 0:
                self.reduce(_WHEEL_STEP)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys turn pages, plus and minus zoom, Esc leaves; arrows scroll."""
        key = event.key()
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_page(1 if key == Qt.Key.Key_Home else 10_000)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.enlarge()
        elif key == Qt.Key.Key_Minus:
            self.reduce()
        elif key == Qt.Key.Key_0:
            self.show_whole_page()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def turn(self, by: int) -> None:
        """Go to the next (1) or previous (-1) page."""
        self.go_to_page(self.current_page() + by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the sheet."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_from = event.position().toPoint()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the sheet along."""
        if self._drag_from is None:
            return
        now = event.position().toPoint()
        moved, self._drag_from = now - self._drag_from, now
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag_from = None

    def sizeHint(self) -> QSize:
        """Ask for a readable page; the layout may give less."""
        return QSize(u(420), u(480))

    def minimumSizeHint(self) -> QSize:
        """Be content with a glance."""
        return QSize(u(200), u(84))

    # ---- inside

    def _set_zoom(self, zoom: float | None) -> None:
        self._is_zoom_chosen = True
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum() + bar.pageStep())
        page = self.current_page()
        self._zoom = None if zoom is None else min(zoom, _MOST_ZOOM)
        self._lay_out()
        if zoom is None:
            self.go_to_page(page)
        else:
            bar.setValue(round(share * (bar.maximum() + bar.pageStep())))
            across = self.horizontalScrollBar()
            across.setValue((across.minimum() + across.maximum()) // 2)
        self.viewport().update()
        self._settle.start()
        self.place_changed.emit()

    def _first_zoom(self) -> float | None:
        """Return None (the whole page) where it can be read, else a zoom that fits the width."""
        if self._paper is not None and self.prefers_width:
            return self._page_width_zoom()
        if self._paper is None or self._whole_page_zoom() >= _READABLE_ZOOM * u(100) / 100:
            return None
        return min(self._page_width_zoom(), _COMFORTABLE_ZOOM * u(100) / 100)

    def _whole_page_zoom(self) -> float:
        if self._paper is None:
            return 1.0
        high = (self.maximumViewportSize().height() - 2 * u(_MARGIN)) / self._paper.height
        return max(0.1, min(high, self._page_width_zoom()))

    def _page_width_zoom(self) -> float:
        if self._paper is None:
            return 1.0
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.maximumViewportSize().width() - bar - 2 * u(_MARGIN)
        return max(0.1, room / self._paper.width)

    def _sheet(self) -> QSize:
        if self._paper is None:
            return QSize(0, 0)
        zoom = self.zoom()
        return QSize(round(self._paper.width * zoom), round(self._paper.height * zoom))

    def _sheet_at(self, index: int) -> QRect:
        sheet = self._sheet()
        free = self.viewport().width() - sheet.width()
        left = free // 2 if free >= 2 * u(_MARGIN) else u(_MARGIN) - self.horizontalScrollBar().value()
        top = u(_MARGIN) + index * (sheet.height() + u(_GAP)) - self.verticalScrollBar().value()
        return QRect(left, top, sheet.width(), sheet.height())

    def _lay_out(self) -> None:
        sheet, view = self._sheet(), self.viewport().size()
        self._laid_height = sheet.height()
        pages = 0 if self._paper is None else self._paper.pages
        high = pages * (sheet.height() + u(_GAP)) - u(_GAP) + 2 * u(_MARGIN) if pages else 0
        wide = sheet.width() + 2 * u(_MARGIN) if pages else 0
        for bar, whole, part in (
            (self.verticalScrollBar(), high, view.height()),
            (self.horizontalScrollBar(), wide, view.width()),
        ):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(u(40))

    def _in_view(self) -> list[int]:
        if self._paper is None:
            return []
        area = self.viewport().rect()
        return [index for index in range(self._paper.pages) if self._sheet_at(index).intersects(area)]

    def _wanted(self) -> int | None:
        """Return the page to draw next: in view first, then its neighbours."""
        if self._paper is None:
            return None
        near = self._in_view()
        if near:
            near += [near[-1] + 1, near[0] - 1]
        width = self._device_width()
        for index in near:
            found = self._images.get(index)
            if 0 <= index < self._paper.pages and (found is None or found.width != width):
                return index
        return None

    def _device_width(self) -> int:
        return max(1, round(self._sheet().width() * self.devicePixelRatioF()))

    def _want_images(self) -> None:
        paper, index = self._paper, self._wanted()
        if paper is None or index is None or self._job is not None or not self.isVisible():
            return
        receiver = PageReceiver(self, paper)
        work = partial(draw_page, paper, index, self._device_width())
        self._job = run_job(self, work, receiver, receiver.failed)

    def receive(self, paper: PreparedPaper, drawn: PageImage | None) -> None:
        """Take a page that was drawn; one of another paper is dropped, None leaves the sheet blank."""
        if paper is not self._paper:
            return
        self._job = None
        if drawn is None:
            return
        drawn.image.setDevicePixelRatio(self.devicePixelRatioF())
        self._images[drawn.index] = drawn
        self._forget_far_pages(drawn.index)
        self.viewport().update()
        self.place_changed.emit()
        self._want_images()

    def _forget_far_pages(self, here: int) -> None:
        total = sum(one.image.sizeInBytes() for one in self._images.values())
        for index in sorted(self._images, key=lambda one: abs(one - here), reverse=True):
            if total <= _MOST_BYTES or len(self._images) <= 3:
                return
            total -= self._images.pop(index).image.sizeInBytes()

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
