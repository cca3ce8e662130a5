"""The page in front of everything while the program is locked: who, the secret, how long to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QWidget

from fulian_desktop.access.gate import MustWait
from fulian_desktop.errors import UserFacingError
from ui.access.words import ROLE_LINE, wait_words
from ui.shell.masthead import Seal
from ui.shell.theme import Role, Tone, color, font, u
from ui.shell.widgets import (
    Box,
    BoxLook,
    Field,
    Lamp,
    LampState,
    LineEdit,
    WrapLabel,
    horizontal,
    label,
    link_button,
    primary_button,
    set_tone,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent

    from fulian_desktop.access.records import User
    from fulian_desktop.workspace import Workspace

PANEL_WIDTH = 460
ROW_HEIGHT = 44
MOST_ROWS = 5
HINT = "口令有中文的，先切换到中文输入法；没有中文的，切换到英文。"

CAPITALS = "大写锁定开着，打出来的是大写字母。"


class SecretEdit(LineEdit):
    """A line for a secret: dots, no input method guessing ahead, its own name for a screen reader."""

    capitals_noticed = Signal(bool)
    """A letter came in capitals without Shift, or again without: whether Caps Lock seems to be on."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName("口令")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Notice a Caps Lock that is on."""
        typed = event.text()
        if len(typed) == 1 and typed.isascii() and typed.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals_noticed.emit(typed.isupper() != shifted)
        super().keyPressEvent(event)


class LockPage(QDialog):
    """Covers the window, blocks all others, and goes away when somebody signed in."""

    signed_in = Signal()
    reset_wanted = Signal()
    leave_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, window: QWidget, workspace: Workspace, first: str = "") -> None:
        """Offer the users; `first` is who was signed in last."""
        super().__init__(window)
        self.setObjectName("lock_page")
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("已锁定")
        self.setModal(True)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), color(Tone.BG))
        self.setPalette(palette)
        self._window = window
        self._access = workspace.access
        self._is_open = False
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.show_wait)
        self._build(workspace)
        self._fill(first)
        window.installEventFilter(self)

    def chosen(self) -> User | None:
        """Return the user chosen in the list."""
        place = self.names.currentRow()
        return self._users[place] if 0 <= place < len(self._users) else None

    def enter(self) -> None:
        """Try the secret; a wrong one is said below the field, without telling what was wrong."""
        user = self.chosen()
        if user is None or not self.enter_button.isEnabled():
            return
        secret = self.secret_edit.text()
        self.secret_edit.clear()
        try:
            self._access.sign_in(user.name, secret)
        except MustWait:
            self.show_wait()
        except UserFacingError as error:
            left = self._access.gate.tries_left(user.name)
            more = f"还可以试 {left} 次，以后要等。" if left else ""
            self._say(f"{error.what}{more}" if left else error.what, LampState.WRONG)
            self.show_wait()
        else:
            self.open_up()

    def open_up(self) -> None:
        """Go away: somebody is signed in."""
        self._is_open = True
        self._tick.stop()
        self.accept()
        self.signed_in.emit()

    def show_wait(self) -> None:
        """Say how long the next try must wait, and count it down."""
        user = self.chosen()
        wait = self._access.gate.wait_for(user.name) if user is not None else None
        waits = bool(wait)
        if wait:
            self._say(f"口令连续输错，还要等 {wait_words(wait)}。", LampState.MISSING)
            self._tick.start()
        elif self._tick.isActive():
            self._tick.stop()
            self._say("现在可以再试了。", LampState.NOT_YET)
        self.secret_edit.setEnabled(not waits)
        self.enter_button.set_blocked("还没到时间" if waits else "")
        if not waits and self.isVisible() and not self.names.hasFocus():
            self.secret_edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter signs in; Esc does nothing."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Do not go away before somebody signed in."""
        if not self._is_open:
            event.ignore()
            return
        super().closeEvent(event)

    def reject(self) -> None:
        """Stay."""

    def showEvent(self, event: QShowEvent) -> None:
        """Lie over the whole window with the secret ready to be typed."""
        self.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        self._cover()
        super().showEvent(event)
        self.show_wait()
        (self.secret_edit if self.secret_edit.isEnabled() else self.names).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window."""
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._cover()
        return super().eventFilter(watched, event)

    def _cover(self) -> None:
        self.setGeometry(self._window.geometry())

    def _build(self, workspace: Workspace) -> None:
        column = vertical(self)
        column.addStretch(2)
        panel = Box(BoxLook(Tone.SURFACE, Tone.LINE, radius=10))
        panel.setObjectName("lock_panel")
        panel.setFixedWidth(u(PANEL_WIDTH))
        inner = vertical(panel, margins=(32, 28, 32, 24), spacing=14)
        head = horizontal(spacing=12)
        head.addWidget(Seal(36, 6))
        words = vertical(spacing=0)
        words.addWidget(label("已锁定，请登录", Role.DIALOG_TITLE))
        name = WrapLabel(
            workspace.seats.federation().name, Role.SECONDARY, Tone.TEXT2, width=u(PANEL_WIDTH - 64 - 48)
        )
        words.addWidget(name)
        head.addLayout(words, 1)
        inner.addLayout(head)
        inner.addWidget(label("谁", Role.SECONDARY, Tone.TEXT2, weight=500))
        self.names = QListWidget()
        self.names.setObjectName("lock_names")
        self.names.setAccessibleName("谁")
        self.names.setFont(font(Role.BODY))
        self.names.setUniformItemSizes(True)
        self.names.currentRowChanged.connect(self._on_chosen)
        self.names.itemActivated.connect(self._on_activated)
        inner.addWidget(self.names)
        self.secret_edit = SecretEdit()
        self.secret_edit.setObjectName("lock_secret")
        self.secret_field = Field("口令", self.secret_edit)
        self.secret_field.set_hint(HINT)
        self.secret_edit.capitals_noticed.connect(self._on_capitals)
        inner.addWidget(self.secret_field)
        inner.addLayout(self._build_message())
        self.enter_button = primary_button("登录")
        self.enter_button.setObjectName("lock_enter")
        self.enter_button.clicked.connect(self.enter)
        inner.addWidget(self.enter_button)
        foot = horizontal(spacing=16)
        for words_of, signal in (
            ("用恢复码重设", self.reset_wanted),
            ("打开别的资料", self.leave_wanted),
            ("退出程序", self.quit_wanted),
        ):
            link = link_button(words_of)
            link.clicked.connect(signal)
            foot.addWidget(link)
        foot.addStretch(1)
        inner.addLayout(foot)
        column.addWidget(panel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _build_message(self) -> QHBoxLayout:
        row = horizontal(spacing=6)
        self.message_lamp = Lamp(LampState.WRONG, 16)
        self.message = WrapLabel("", Role.SECONDARY, Tone.RED, width=u(PANEL_WIDTH - 64 - 24))
        self.message.setObjectName("lock_message")
        self.message_lamp.setVisible(False)
        self.message.setVisible(False)
        row.addWidget(self.message_lamp, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.message, 1)
        return row

    def _fill(self, first: str) -> None:
        self._users = [one for one in self._access.users() if one.retired_at is None]
        self.names.addItems([f"{one.name}　{one.role.phrase}" for one in self._users])
        for place, one in enumerate(self._users):
            item = self.names.item(place)
            item.setToolTip(ROLE_LINE.format(role=one.role.phrase, duties=one.role.duties))
            item.setSizeHint(QSize(u(ROW_HEIGHT), u(ROW_HEIGHT)))
        rows = min(len(self._users), MOST_ROWS)
        self.names.setFixedHeight(rows * u(ROW_HEIGHT) + u(6))
        names = [one.name for one in self._users]
        self.names.setCurrentRow(names.index(first) if first in names else 0)

    def _on_chosen(self, _place: int) -> None:
        self.secret_edit.clear()
        self._say("", LampState.NOT_YET)
        self._tick.stop()
        self.show_wait()

    def _on_capitals(self, on: bool) -> None:
        self.secret_field.set_hint(CAPITALS if on else HINT)

    def _on_activated(self, _item: object) -> None:
        self.secret_edit.setFocus()

    def _say(self, words: str, state: LampState) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self.message_lamp.setVisible(bool(words) and state is not LampState.NOT_YET)
        self.message_lamp.set_state(state)
        tones = {LampState.WRONG: Tone.RED, LampState.MISSING: Tone.AMBER}
        set_tone(self.message, tones.get(state, Tone.TEXT2))
