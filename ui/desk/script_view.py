"""The middle column: the script of the current item, the current line kept in sight, the type size."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPropertyAnimation, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStyle, QWidget

from fulian_desktop.scripts.records import CueKind, LineKind, ScriptLine
from ui.desk.script_lines import LineFace, LineWidget, Look, NextItemRow, Part
from ui.desk.vote_state import POLLS, Hand, typed
from ui.shell.preferences import load_preferences, save_preferences
from ui.shell.widgets import (
    Box,
    BoxLook,
    Button,
    ElidedLabel,
    Icon,
    IconLabel,
    Role,
    Tone,
    horizontal,
    label,
    u,
    vertical,
)

if TYPE_CHECKING:
    from ui.desk.session import DeskSession

SIZES = (80, 90, 100, 115, 130, 150)
"""Type sizes of the script, percent of the style sheet's."""
MOTION_MILLISECONDS = 120
_SIDE, _TOP, _GAP = 26, 16, 8
_HELP = {
    CueKind.ROLL_CALL: "按 F8 打开考勤，核对到会人数，再按空格",
    CueKind.IN_FAVOUR: "请放下以后按空格；要数同意的人数，就直接填",
    CueKind.AGAINST: "有人举手就填人数；没有人举手，按空格",
    CueKind.ABSTAINING: "有人举手就填人数；没有人举手，按空格",
    CueKind.OPEN_PAPER: "按回车，大字显示全文；有纸面的稿子就照念，念完按空格",
    CueKind.ACCLAMATION: "没有人提意见，按回车登记；有人提意见就填人数",
    CueKind.ORAL: "没有人提意见，按回车登记；有人提意见就填人数",
    CueKind.SPEECH: "按回车开始计时，讲完再按回车",
    CueKind.BREAK: "按回车开始休息，会场显示倒计时",
    CueKind.BALLOT: "按回车转到选举；选举结束回到这里",
    CueKind.AWARD: "会场屏幕显示名字，领完按空格",
}


class _SizeButton(Button):
    """小 or 大: as wide as its one character needs."""

    def sizeHint(self) -> QSize:
        return QSize(u(48), self.minimumHeight())


class ScriptView(Box):
    """Shows the lines of one item; a click on a line emits `line_wanted`."""

    line_wanted = Signal(str)

    def __init__(self) -> None:
        """Take the type size that was chosen last."""
        super().__init__(BoxLook(Tone.SURFACE, radius=0))
        column = vertical(self)
        column.addWidget(self._head())
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._inner.setProperty("scrolled", True)
        self.area.setWidget(self._inner)
        self._content = 0
        self._next_row: NextItemRow | None = None
        self._next_said: tuple[str, str, int] | None = None
        column.addWidget(self.area, 1)
        self._session: DeskSession | None = None
        self._faces: list[LineFace] = []
        self._widgets: list[LineWidget] = []
        self._glide = QPropertyAnimation(self.area.verticalScrollBar(), QByteArray(b"value"), self)
        self._glide.setDuration(MOTION_MILLISECONDS)
        self._factor = min(SIZES, key=lambda size: abs(size - load_preferences().script_size))

    @property
    def factor(self) -> int:
        """The type size in percent."""
        return self._factor

    def show_session(self, session: DeskSession) -> None:
        """Show the current item with the current line in sight."""
        self._session = session
        step = session.step
        item = session.items.get(step.item_id) if step.item_id is not None else None
        number = f"{item.number} " if item is not None and item.numbered else ""
        self.place_label.setText(
            f"{number}{step.title}" + ("" if step.name == step.title else f"·{step.name}")
        )
        self._fill(session)

    def current_widget(self) -> LineWidget | None:
        """Return the widget of the current line."""
        return next((widget for widget in self._widgets if widget.face.look is Look.HERE), None)

    def texts(self) -> list[str]:
        """Return the words of all lines shown, in order."""
        return [face.text for face in self._faces if face.part is not Part.PENDING]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew at the new width."""
        super().resizeEvent(event)
        if self._session is not None:
            self._fill(self._session)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the current line in its place once the height is known: hidden, the area kept an old size."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._bring_into_sight)

    def change_size(self, direction: int) -> None:
        """Make the script smaller (-1) or larger (+1); remembered for the next meeting."""
        place = max(0, min(len(SIZES) - 1, SIZES.index(self._factor) + direction))
        if SIZES[place] == self._factor:
            return
        self._factor = SIZES[place]
        save_preferences(replace(load_preferences(), script_size=self._factor))
        self._show_size_ends()
        if self._session is not None:
            self._fill(self._session)

    # ---- inside

    def _head(self) -> QWidget:
        head = Box(BoxLook(None, sides="b", radius=0))
        head.setFixedHeight(u(56))
        row = horizontal(head, margins=(24, 0, 20, 0), spacing=8)
        row.addWidget(IconLabel(Icon.MEGAPHONE, Tone.TEXT2, 18))
        row.addWidget(label("主持词", Role.PRIMARY))
        self.place_label = ElidedLabel("", Role.BODY, Tone.TEXT2)
        row.addWidget(self.place_label, 1)
        row.addWidget(label("字号", Role.SECONDARY, Tone.TEXT2))
        self.smaller_button = _SizeButton("小", "secondary")
        self.larger_button = _SizeButton("大", "secondary")
        for button, name, slot in (
            (self.smaller_button, "script_smaller", self._on_smaller),
            (self.larger_button, "script_larger", self._on_larger),
        ):
            button.setObjectName(name)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(slot)
            row.addWidget(button)
        return head

    def _on_smaller(self) -> None:
        self.change_size(-1)

    def _on_larger(self) -> None:
        self.change_size(1)

    def _show_size_ends(self) -> None:
        self.smaller_button.setEnabled(self._factor > SIZES[0])
        self.larger_button.setEnabled(self._factor < SIZES[-1])

    def _fill(self, session: DeskSession) -> None:
        width = self.width() - 2 * u(_SIDE) - u(12)
        if width < u(200):
            return
        faces = self._faces_of(session, width)
        if faces != self._faces:
            self._faces = faces
            self._lay_out(session, faces, width)
        self._bring_into_sight()

    def _lay_out(self, session: DeskSession, faces: list[LineFace], width: int) -> None:
        """Keep the widgets of lines that look as before, make the others anew, put all below each other."""
        old = {widget.face: widget for widget in self._widgets}
        self._widgets = []
        top = u(_TOP)
        for face in faces:
            widget = old.pop(face, None)
            if widget is None:
                widget = LineWidget(face, self._inner)
                widget.wanted.connect(self.line_wanted)
            self._widgets.append(widget)
            top = _put_line(widget, top, width) + u(_GAP)
        for widget in old.values():
            _drop(widget)
        pending = any(face.part is Part.PENDING for face in faces)
        self._content = self._lay_out_foot(session, top, width, hidden=pending)

    def _lay_out_foot(self, session: DeskSession, top: int, width: int, *, hidden: bool) -> int:
        """Put the row of the next item below the lines, made anew only for another item; return its foot."""
        following = None if hidden else session.next_item()
        said: tuple[str, str, int] | None = None
        if following is not None:
            item = session.items.get(following.item_id) if following.item_id is not None else None
            said = (str(item.number) if item is not None and item.numbered else "", following.title, width)
        if self._next_row is not None and self._next_said != said:
            _drop(self._next_row)
            self._next_row = None
        self._next_said = said
        if said is None:
            return top
        if self._next_row is None:
            self._next_row = NextItemRow(*said, self._inner)
            return _put(self._next_row, top, width)
        self._next_row.move(self._next_row.x(), top)
        return top + self._next_row.height()

    def _faces_of(self, session: DeskSession, width: int) -> list[LineFace]:
        faces: list[LineFace] = []
        passed = True
        for line in session.section():
            look = Look.HERE if line.key == session.key else Look.SAID if passed else Look.COMING
            passed = passed and look is not Look.HERE
            faces.append(
                LineFace(
                    line.key,
                    line.text or ("表决结果" if line.pending else ""),
                    _part(line),
                    look,
                    _done(session, line) if look is Look.SAID else "",
                    _help(line, here=look is Look.HERE),
                    width,
                    self._factor,
                )
            )
        return faces

    def _bring_into_sight(self) -> None:
        """Hold the current line between the middle and two thirds, a whole line at the top if possible."""
        current = self.current_widget()
        if current is None:
            return
        view = self.area.viewport().height()
        top, height = current.y(), current.height()
        middle = top + height // 2
        lowest, best = middle - view * 68 // 100, middle - view * 60 // 100
        highest = middle - view * 44 // 100
        tops = [widget.y() - u(_GAP) for widget in self._widgets if lowest <= widget.y() - u(_GAP) <= highest]
        target = min(tops, key=lambda one: abs(one - best)) if tops else best
        target = max(0, min(target, top - u(_GAP)))
        self._inner.resize(self.width(), max(view, self._content + u(_TOP), target + view))
        bar = self.area.verticalScrollBar()
        bar.setMaximum(max(0, self._inner.height() - view))
        self._glide.stop()
        if self._moves():
            self._glide.setStartValue(bar.value())
            self._glide.setEndValue(target)
            self._glide.start()
        else:
            bar.setValue(target)

    def _moves(self) -> bool:
        """Tell whether anything may move: not on a screen nobody sees, not with reduced motion."""
        if QGuiApplication.platformName() == "offscreen" or not self.isVisible():
            return False
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self.style().styleHint(hint, None, self) > 0


def _put(widget: QWidget, top: int, width: int) -> int:
    """Put a line at a height and return where it ends."""
    layout = widget.layout()
    height = widget.sizeHint().height()
    if layout is not None:
        layout.activate()
        height = layout.totalMinimumSize().height()
        if layout.hasHeightForWidth():
            height = max(height, layout.totalHeightForWidth(width))
    widget.setGeometry(u(_SIDE), top, width, height)
    widget.show()
    return top + height


def _put_line(widget: LineWidget, top: int, width: int) -> int:
    """Put a line that may stand there already: one drawn before is as high as it was."""
    if widget.height_put and not widget.isHidden():
        if widget.y() != top:
            widget.move(widget.x(), top)
        return top + widget.height_put
    bottom = _put(widget, top, width)
    widget.height_put = bottom - top
    return bottom


def _drop(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def _part(line: ScriptLine) -> Part:
    if line.kind is LineKind.RESULT:
        return Part.PENDING if line.pending else Part.RESULT
    if line.cue in POLLS:
        return Part.POLL
    if line.kind is LineKind.DIRECTION or (line.kind is LineKind.CUE and line.text.startswith("（")):
        return Part.DIRECTION
    return Part.CUE if line.kind is LineKind.CUE else Part.SPOKEN


def _help(line: ScriptLine, *, here: bool) -> str:
    """Return what to do at a line, or what a result still waits for."""
    if line.agreement and line.pending:
        return "登记大家的意见以后，这里自动写出结果，可以照念"
    return _HELP.get(line.cue, "") if line.cue is not None and here else ""


def _done(session: DeskSession, line: ScriptLine) -> str:
    """Return what happened at a poll: as counted, or as typed so far."""
    if line.done or line.cue not in POLLS or line.motion is None:
        return line.done
    hand = POLLS[line.cue]
    entry = session.entry(line.motion)
    if hand is Hand.IN_FAVOUR:
        return "已请放下" if entry.in_favour is None else f"{entry.in_favour} 人"
    number = typed(entry, hand)
    return f"{number} 人" if number else "没有"
