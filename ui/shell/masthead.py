"""Masthead and side bar: the red-headed paper in miniature, and where the user is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QWidget

from ui.shell.icons import Icon, pixmap
from ui.shell.theme import Role, Tone, color, font, scale_percent, u
from ui.shell.widgets.box import Box, BoxLook, ClickableBox, draw_box
from ui.shell.widgets.buttons import Button
from ui.shell.widgets.fields import SearchEdit
from ui.shell.widgets.labels import ElidedLabel, label
from ui.shell.widgets.lamp import LampLabel, LampState
from ui.shell.widgets.layouts import horizontal, vertical

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

WEEKDAYS = "一二三四五六日"
LARGE = 150
"""Type scale (percent) from which on the search leaves room for the federation and its term."""


def spoken_date(day: date) -> str:
    """Write a day as it stands on papers: 3月2日 星期一."""
    return f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


class Seal(QWidget):
    """The square seal with 会."""

    def __init__(self, size: int = 30, radius: int = 5) -> None:
        """Size in px at 100 % type."""
        super().__init__()
        self._pixels = size
        self._radius = radius
        self.setFixedSize(u(size), u(size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the seal."""
        painter = QPainter(self)
        draw_box(painter, QRectF(self.rect()), BoxLook(Tone.ACCENT, radius=self._radius))
        painter.setFont(font(Role.CARD_TITLE, weight=700, pixels=round(self._pixels * 0.56)))
        painter.setPen(color(Tone.ON_DARK))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "会")


class Masthead(Box):
    """Seal, federation, term, search, backup lamp; 58 high with its accent rule."""

    backups_wanted = Signal()

    def __init__(self) -> None:
        """Start without a federation."""
        super().__init__(BoxLook(Tone.SURFACE, radius=0))
        self.setFixedHeight(u(56))
        row = horizontal(self, margins=(18, 0, 17, 0), spacing=12)
        left = horizontal(spacing=12)
        left.addWidget(Seal())
        # A long name gives way before the term, which tells two files of one federation apart.
        self.federation_label = ElidedLabel("", Role.PERSON, Tone.TEXT, weight=700)
        self.federation_label.setFont(font(Role.PERSON, weight=700, pixels=18))
        left.addWidget(self.federation_label, 0)
        self.term_label = label("", Role.BODY, Tone.TEXT2)
        left.addWidget(self.term_label)
        left.addStretch(1)
        left_box = QWidget()
        left_box.setLayout(left)
        right_box = QWidget()
        right = horizontal(right_box)
        self.backup_lamp = LampLabel(LampState.NOT_YET, "还没有备份", Role.BUTTON, size=17)
        right.addStretch(1)
        self.user_button = Button("", "plain", Icon.PERSON)
        self.user_button.setObjectName("signed_in_user")
        self.user_button.hide()
        right.addWidget(self.user_button)
        right.addSpacing(u(14))
        self.backup_target = ClickableBox(BoxLook(Tone.SURFACE, radius=5))
        self.backup_target.setObjectName("backup_lamp")
        self.backup_target.setAccessibleName("备份与恢复")
        self.backup_target.setToolTip("备份与恢复")
        self.backup_target.activated.connect(self.backups_wanted)
        self.backup_target.setMinimumHeight(u(40))
        inside = horizontal(self.backup_target, margins=(8, 0, 8, 0))
        inside.addWidget(self.backup_lamp)
        right.addWidget(self.backup_target)
        for box in (left_box, right_box):
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.search_edit = SearchEdit("搜索姓名、会议、文书", "Ctrl+K")
        self.search_edit.setMaximumWidth(u(380))
        self.search_edit.setMinimumWidth(u(220 if scale_percent() < LARGE else 160))
        row.addWidget(left_box, 1 if scale_percent() < LARGE else 3)
        row.addWidget(self.search_edit, 2)
        row.addWidget(right_box, 1)

    def set_user(self, name: str, role: str) -> None:
        """Show who is signed in, and as what where there is room; an empty name: nobody signs in here."""
        self.user_button.setVisible(bool(name))
        self.user_button.setText(name if scale_percent() >= LARGE else f"{name}·{role}")
        self.user_button.setToolTip(f"{name}，{role}。锁定按 Ctrl+L")

    def set_heading(self, federation: str, term: str) -> None:
        """Show whose file is open and which term it is."""
        self.federation_label.setText(federation)
        self.term_label.setText(term)


class NavigationButton(QAbstractButton):
    """One page of the side bar: icon and word; the current one white with an accent bar."""

    def __init__(self, key: str, words: str, picture: Icon) -> None:
        """`key` is the page's name for open_page()."""
        super().__init__()
        self.key = key
        self._picture = picture
        self._stacked = scale_percent() >= 200
        self.setText(words)
        self.setCheckable(True)
        self.setFixedHeight(u(44))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Be as wide as the bar."""
        return QSize(u(72 if self._stacked else 144), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, bar, icon and word."""
        painter = QPainter(self)
        current = self.isChecked()
        if current:
            look = BoxLook(Tone.SURFACE, Tone.LINE, radius=5, bar=Tone.ACCENT)
            draw_box(painter, QRectF(self.rect()), look)
        elif self.underMouse():
            draw_box(painter, QRectF(self.rect()), BoxLook(Tone.SUNKEN, radius=5))
        tone = Tone.ACCENT if current else Tone.TEXT2
        picture = pixmap(self._picture, tone, 19, self.devicePixelRatioF())
        side = u(19)
        painter.setPen(color(Tone.TEXT if current else Tone.TEXT2))
        painter.setFont(font(Role.NAME if current else Role.NAVIGATION))
        if self._stacked:
            painter.setFont(font(Role.CAPTION, weight=600 if current else 400))
            painter.drawPixmap((self.width() - side) // 2, u(3), picture)
            area = self.rect().adjusted(0, u(22), 0, -u(2))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
            return
        painter.drawPixmap(u(17), (self.height() - side) // 2 + 1, picture)
        area = self.rect().adjusted(u(49), 0, -u(4), 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())


class Navigation(Box):
    """The side bar: pages above, today's date below."""

    page_wanted = Signal(str)

    def __init__(self, items: Sequence[tuple[str, str, Icon]]) -> None:
        """Items are page key, word and icon."""
        super().__init__(BoxLook(Tone.NAV, radius=0, sides="r"))
        stacked = scale_percent() >= 200
        self.setFixedWidth(u(88 if stacked else 164))
        margins = (8, 6, 8, 6) if stacked else (10, 14, 10, 14)
        column = vertical(self, margins=margins, spacing=1 if stacked else 4)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._buttons: dict[str, NavigationButton] = {}
        for place, (key, words, picture) in enumerate(items, start=1):
            button = NavigationButton(key, words, picture)
            button.setToolTip(f"{words}　Ctrl+{place}")
            button.clicked.connect(self._on_clicked)
            column.addWidget(button)
            self._buttons[key] = button
        column.addStretch(1)
        self._foot = QWidget()
        foot = vertical(self._foot, margins=(0 if stacked else 16, 0, 0, 0), spacing=2)
        foot.addWidget(label("今天", Role.CAPTION, Tone.TEXT2))
        self.day_label = label("", Role.CAPTION if stacked else Role.SECONDARY, Tone.TEXT2, weight=500)
        self._day_break = "\n" if stacked else " "
        foot.addWidget(self.day_label)
        column.addWidget(self._foot)
        self._column = column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the day out where the pages alone fill the height; there they are lower too, down to 36."""
        super().resizeEvent(event)
        room = self.height() - 2 * self._column.contentsMargins().top()
        share = (room + self._column.spacing()) // max(1, len(self._buttons)) - self._column.spacing()
        for button in self._buttons.values():
            button.setFixedHeight(max(u(36), min(u(44), share)))
        pages = sum(button.height() + self._column.spacing() for button in self._buttons.values())
        self._foot.setVisible(room >= pages + self._foot.sizeHint().height())
        self._column.activate()

    def set_today(self, day: date) -> None:
        """Show the day."""
        self.day_label.setText(spoken_date(day).replace(" ", self._day_break))

    def set_current(self, key: str) -> None:
        """Mark the page the user is on; an unknown key leaves the mark where it is."""
        if key in self._buttons:
            for each in self._buttons.values():
                each.setChecked(each.key == key)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, NavigationButton):
            self.page_wanted.emit(sender.key)
