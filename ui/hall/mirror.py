"""The mirror at the foot of the desk's steps: what the hall sees, in small, and what can be done about it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.hall.painting import paint_slide
from ui.hall.slides import BlankSlide, Slide
from ui.shell.theme import color
from ui.shell.widgets import (
    ElidedLabel,
    Icon,
    IconLabel,
    Line,
    Role,
    Tone,
    horizontal,
    label,
    link_button,
    secondary_button,
    set_tone,
    u,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.hall.canvas import Placed

PICTURE = (214, 120)


class MirrorForm(Enum):
    """How much room there is: the picture, one line, or only the words of a rail."""

    PICTURE = "picture"
    LINE = "line"
    RAIL = "rail"


class MirrorPicture(QWidget):
    """The slide, 214x120, by the painter of the projector."""

    def __init__(self) -> None:
        """Start with an empty slide."""
        super().__init__()
        self.setObjectName("hall_mirror")
        self.setFixedSize(u(PICTURE[0]), u(PICTURE[1]))
        self.slide: Slide = BlankSlide()
        self.placed: tuple[Placed, ...] = ()

    def show_slide(self, slide: Slide) -> None:
        """Show another slide."""
        if slide != self.slide:
            self.slide = slide
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slide with a line around it."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        self.placed = paint_slide(painter, area, self.slide)
        painter.setPen(QPen(color(Tone.CTL), 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))


class HallMirror(QWidget):
    """Head, picture or line, and the button that releases a result."""

    menu_wanted = Signal()
    release_wanted = Signal()

    def __init__(self) -> None:
        """Start as a picture."""
        super().__init__()
        self._form = MirrorForm.PICTURE
        self._state = "会场正在看"
        column = vertical(self, margins=(16, 2, 16, 0), spacing=4)
        self._column = column
        self._rule = Line(Tone.LINE2)
        column.addWidget(self._rule)
        self.release_button = secondary_button("公布结果　F10")
        self.release_button.setObjectName("release_result")
        self.release_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.release_button.setAccessibleName("公布结果")
        self.release_button.setToolTip("把表决结果放到会场大屏上（F10）")
        self.release_button.clicked.connect(self.release_wanted)
        self.release_button.hide()
        column.addWidget(self.release_button)
        head = horizontal(spacing=7)
        self._head = head
        self._icon = IconLabel(Icon.SCREEN, Tone.TEXT2, 18)
        head.addWidget(self._icon)
        words = vertical(spacing=0)
        self.state_label = label(self._state, Role.BODY, Tone.TEXT2)
        self.state_label.setObjectName("hall_state")
        words.addWidget(self.state_label)
        self.slide_label = ElidedLabel("", Role.BODY, weight=600)
        self.slide_label.setObjectName("hall_slide")
        words.addWidget(self.slide_label)
        self._words = words
        head.addLayout(words, 1)
        self.menu_button = link_button("换画面")
        self.menu_button.setObjectName("change_slide")
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_button.clicked.connect(self.menu_wanted)
        head.addWidget(self.menu_button)
        column.addLayout(head)
        self.picture = MirrorPicture()
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.set_form(MirrorForm.PICTURE)

    @property
    def form(self) -> MirrorForm:
        """Return how it is drawn now."""
        return self._form

    def set_form(self, form: MirrorForm) -> None:
        """Take more or less room."""
        self._form = form
        self.picture.setVisible(form is MirrorForm.PICTURE)
        self.slide_label.setVisible(form is MirrorForm.LINE)
        self.state_label.setVisible(form is not MirrorForm.RAIL)
        self._icon.setVisible(form is not MirrorForm.RAIL)
        self._rule.setVisible(form is not MirrorForm.PICTURE)
        side = u(1 if form is MirrorForm.RAIL else 16)
        self._column.setContentsMargins(side, u(2), side, 0)
        self.release_button.setText("公布" if form is MirrorForm.RAIL else "公布结果　F10")

    def show_state(self, slide: Slide, words: str, state: str, *, alarm: bool, may_release: bool) -> None:
        """Show a slide: `words` name it, `state` says who sees it; `alarm` when nobody does though wanted."""
        self.picture.show_slide(slide)
        self.picture.setToolTip(words)
        self.slide_label.setText(words)
        self.state_label.setText(state)
        self.menu_button.setToolTip(f"{state}：{words}")
        set_tone(self.state_label, Tone.AMBER if alarm else Tone.TEXT2)
        self.release_button.setVisible(may_release)
