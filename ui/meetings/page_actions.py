"""The buttons of the meetings page: which stand there for the list, a meeting, or its script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from fulian_desktop.meetings.records import MeetingState
from ui.shell.theme import u
from ui.shell.widgets import Button, Icon, horizontal, primary_button, secondary_button

if TYPE_CHECKING:
    from ui.meetings.meeting_picture import MeetingPicture

SPACING = 12
Act = tuple[str, str]


class PageActions(QWidget):
    """A row of buttons; `wanted` names the act."""

    wanted = Signal(str)

    def __init__(self) -> None:
        """Make every button once; show_for_*() decides which are seen."""
        super().__init__()
        row = horizontal(self, spacing=SPACING)
        self._room = 0
        self._secondary: list[Act] = []
        self._always_folded: list[Act] = []
        self._blocked = ""
        self.buttons: dict[str, Button] = {}
        for act, words, picture in (
            ("back", "返回会议", Icon.ARROW_LEFT),
            ("preflight", "可以开会吗", Icon.SHIELD),
            ("plan", "会议安排…", Icon.CALENDAR),
            ("print", "打印会前文书", Icon.PRINTER),
            ("print_script", "打印主持词", Icon.PRINTER),
            ("minutes", "整理记录", Icon.PENCIL),
            ("enter", "进入会场", Icon.DOOR),
        ):
            button = secondary_button(words, picture)
            button.setObjectName(f"meeting_{act}")
            button.setProperty("act", act)
            button.clicked.connect(self._on_clicked)
            row.addWidget(button)
            self.buttons[act] = button
        self.more = secondary_button("更多", Icon.CHEVRON_DOWN, trailing=True)
        self.more.setObjectName("meeting_more")
        self.more.clicked.connect(self._on_more)
        row.addWidget(self.more)
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._on_triggered)
        self.primary = primary_button("", Icon.CHEVRON_RIGHT, trailing=True)
        self.primary.setObjectName("meeting_primary")
        self.primary.clicked.connect(self._on_clicked)
        row.addWidget(self.primary)

    def show_for_list(self, *, empty: bool) -> None:
        """One button: a new meeting; the empty page has its own."""
        self._show("new", "新建增补执委会议", [], [], picture=Icon.PLUS)
        self.primary.setVisible(not empty)

    def show_for_meeting(self, picture: MeetingPicture) -> None:
        """The buttons of one meeting; the words of the primary one follow its state."""
        folded = [("list", "全部会议"), ("new", "新建增补执委会议")]
        state = picture.meeting.state
        if state is MeetingState.PREPARING:
            secondary = [("preflight", "可以开会吗"), ("plan", "会议安排…"), ("print", "打印会前文书")]
            folded += [
                ("rehearse", "演练…"),
                ("blank_pack", "打印停电备用（Ctrl+Shift+P）"),
                ("late", "补录纸上开的会…"),
                ("discard", "取消筹备…"),
            ]
            if picture.missing:
                secondary.append(("enter", "进入会场"))
                reason = f"还不能开会：{picture.blocking[0].sentence}" if picture.blocking else ""
                self._show("mend", f"补齐 {len(picture.missing)} 件", secondary, folded, reason)
            else:
                self._show("enter", "进入会场", secondary, folded)
        elif state is MeetingState.OPEN:
            folded += [("late", "补录停电时记的…"), ("minutes", "会议记录")]
            self._show("enter", "继续开会", [("print", "看文书")], folded)
        else:
            self._show("print", "看文书", [("minutes", "整理记录")], folded)

    def show_for_script(self) -> None:
        """Back to the meeting, and print; the editor has its own saving button."""
        self._show("", "", [("back", "返回会议"), ("print_script", "打印主持词")], [])

    def fit(self, room: int) -> None:
        """Fold or unfold for so many real px beside the title."""
        before, self._room = self._unfolded(), room
        if self._unfolded() != before:
            self._arrange()

    def _show(
        self,
        act: str,
        words: str,
        secondary: list[Act],
        folded: list[Act],
        blocked: str = "",
        *,
        picture: Icon = Icon.CHEVRON_RIGHT,
    ) -> None:
        self._secondary, self._always_folded, self._blocked = secondary, folded, blocked
        self.primary.setProperty("act", act)
        self.primary.setText(words)
        self.primary.set_picture(picture)
        forward = picture is Icon.CHEVRON_RIGHT
        direction = Qt.LayoutDirection.RightToLeft if forward else Qt.LayoutDirection.LeftToRight
        self.primary.setLayoutDirection(direction)
        self.primary.setVisible(bool(act))
        self.primary.updateGeometry()
        self._arrange()

    def _arrange(self) -> None:
        unfolded = self._unfolded()
        shown = dict(unfolded)
        for act, button in self.buttons.items():
            button.setVisible(act in shown)
            if act in shown:
                button.setText(shown[act])
            button.set_blocked(self._blocked if act == "enter" else "")
        self.menu.clear()
        rest = [act for act in self._secondary if act not in unfolded]
        for act, words in rest:
            self._add(act, words)
        if rest and self._always_folded:
            self.menu.addSeparator()
        for act, words in self._always_folded:
            self._add(act, words)
        self.more.setVisible(not self.menu.isEmpty())

    def _unfolded(self) -> list[Act]:
        """Return the secondary acts there is room for: all, all but printing beside two others, or none."""
        if not self._always_folded:
            return self._secondary
        crowded = len(self._secondary) > 2
        fewer = [act for act in self._secondary if not (crowded and act[0] == "print")]
        return next((acts for acts in (self._secondary, fewer) if self._width_of(acts) <= self._room), [])

    def _width_of(self, acts: list[Act]) -> int:
        """Return how wide the row is with these beside 更多 and the primary button."""
        shown = [self.more, self.primary]
        for act, words in acts:
            self.buttons[act].setText(words)
            shown.append(self.buttons[act])
        return sum(button.sizeHint().width() for button in shown) + u(SPACING) * (len(shown) - 1)

    def _add(self, act: str, words: str) -> None:
        action = QAction(words, self.menu)
        action.setData(act)
        action.setEnabled(act != "enter" or not self._blocked)
        self.menu.addAction(action)

    def _on_clicked(self) -> None:
        act = str(self.sender().property("act") or "")
        if act:
            self.wanted.emit(act)

    def _on_more(self) -> None:
        corner = self.more.mapToGlobal(QPoint(self.more.width(), self.more.height() + 4))
        self.menu.popup(QPoint(corner.x() - self.menu.sizeHint().width(), corner.y()))

    def _on_triggered(self, action: QAction) -> None:
        self.wanted.emit(str(action.data()))
