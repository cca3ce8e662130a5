"""Every message box of the program goes through here, so that tests can answer for the user."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.shell.dialogs import Dialog
from ui.shell.theme import Role, Tone, u
from ui.shell.widgets.box import GREEN, Line
from ui.shell.widgets.buttons import danger_button, primary_button, secondary_button
from ui.shell.widgets.cards import InsetBox
from ui.shell.widgets.fields import Field, LineEdit, TextEdit
from ui.shell.widgets.labels import WrapLabel, label
from ui.shell.widgets.lamp import Lamp, LampState
from ui.shell.widgets.layouts import horizontal, vertical

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fulian_desktop.errors import UserFacingError

DATA_FILES = "妇联资料 (*.fulian)"
SHEET_FILES = "表格 (*.xlsx *.xls *.csv *.ods)"
PDF_FILES = "PDF 文件 (*.pdf)"


def show_error(parent: QWidget | None, error: UserFacingError) -> None:
    """Show an error meant for the user: what happened, what is safe, what to do."""
    show_problem(parent, error.what, advice=error.advice, safe=error.safe)


def show_problem(
    parent: QWidget | None,
    what: str,
    *,
    detail: str = "",
    advice: Sequence[str] = (),
    safe: str = "",
    number: str = "",
    close_word: str = "知道了",
) -> None:
    """Show a problem; `number` is what to quote to the technician."""
    problem_dialog(
        parent, what, detail=detail, advice=advice, safe=safe, number=number, close_word=close_word
    ).ask()


def problem_dialog(
    parent: QWidget | None,
    what: str,
    *,
    detail: str = "",
    advice: Sequence[str] = (),
    safe: str = "",
    number: str = "",
    close_word: str = "知道了",
) -> Dialog:
    """Build the dialog of show_problem(), for callers that add buttons of their own."""
    dialog = Dialog(what, parent, lamp=LampState.WRONG)
    if detail:
        dialog.add_text(detail)
    if safe:
        box = InsetBox(GREEN)
        row = horizontal(spacing=8)
        row.addWidget(Lamp(LampState.HOLDS, 19), 0, Qt.AlignmentFlag.AlignTop)
        width = dialog.inner_width - u(28) - u(28)
        row.addWidget(WrapLabel(safe, Role.PRIMARY, Tone.GREEN, width=width), 1)
        box.body.addLayout(row)
        dialog.body.addWidget(box)
    if advice:
        dialog.body.addWidget(label("怎么办", Role.NAME))
        steps = vertical(spacing=4)
        dialog.body.addLayout(steps)
        for place, step in enumerate(advice, start=1):
            row = horizontal(spacing=6)
            row.addWidget(label(str(place), Role.BODY, Tone.TEXT2), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(WrapLabel(step, Role.BODY, Tone.TEXT2, width=dialog.inner_width - u(20)), 1)
            steps.addLayout(row)
    if number:
        dialog.body.addWidget(label(f"问题编号 {number}", Role.SECONDARY, Tone.TEXT2))
    dialog.add_right(primary_button(close_word), accepts=True)
    return dialog


def inform(parent: QWidget | None, title: str, text: str = "", *, close_word: str = "知道了") -> None:
    """Say that something went well or how something is."""
    dialog = Dialog(title, parent, width=560, lamp=LampState.HOLDS)
    if text:
        dialog.add_text(text)
    dialog.add_right(primary_button(close_word), accepts=True)
    dialog.ask()


def confirm(
    parent: QWidget | None,
    question: str,
    consequences: Sequence[tuple[str, str]] = (),
    act_word: str = "确定",
    *,
    detail: str = "",
    after: str = "以后",
    harmless: str = "",
    keep_word: str = "先不做",
) -> bool:
    """Ask before what cannot be taken back; True when the user does it.

    `consequences` is a table of what becomes of what, `after` its heading; `harmless` names the
    harmless way out; `act_word` names the act (结束会议), `keep_word` the safe button with the focus.
    """
    return confirm_dialog(
        parent,
        question,
        consequences,
        act_word,
        detail=detail,
        after=after,
        harmless=harmless,
        keep_word=keep_word,
    ).ask()


def confirm_dialog(
    parent: QWidget | None,
    question: str,
    consequences: Sequence[tuple[str, str]],
    act_word: str,
    *,
    detail: str = "",
    after: str = "以后",
    harmless: str = "",
    keep_word: str = "先不做",
) -> Dialog:
    """Build the dialog of confirm()."""
    dialog = Dialog(question, parent, width=580, lamp=LampState.MISSING)
    if detail:
        dialog.add_text(detail)
    if consequences:
        box = InsetBox(margins=(16, 12, 16, 4), spacing=0)
        box.body.addWidget(label(after, Role.SECONDARY, Tone.TEXT2, weight=600))
        for place, (thing, fate) in enumerate(consequences):
            if place:
                box.body.addWidget(Line())
            row = horizontal(spacing=16)
            name = label(thing, Role.PRIMARY)
            name.setMinimumHeight(u(42))
            row.addWidget(name)
            width = dialog.inner_width - u(32) - u(16) - name.sizeHint().width()
            words = WrapLabel(fate, Role.BODY, Tone.TEXT2, width=width)
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(words)
            box.body.addLayout(row)
        dialog.body.addWidget(box)
    if harmless:
        dialog.add_text(harmless)
    dialog.add_right(danger_button(act_word), accepts=True)
    keep = dialog.add_right(secondary_button(keep_word), accepts=False)
    keep.setFocus(Qt.FocusReason.TabFocusReason)
    return dialog


def ask_text(
    parent: QWidget | None,
    title: str,
    name: str,
    *,
    text: str = "",
    placeholder: str = "",
    hint: str = "",
    act_word: str = "确定",
    rows: int = 1,
    check: Callable[[str], str] | None = None,
) -> str | None:
    """Ask for words; None when the user went back.

    `check` gets the words and returns the sentence that says what is wrong, or an empty text.
    """
    dialog = TextDialog(
        parent,
        title,
        name,
        text=text,
        placeholder=placeholder,
        hint=hint,
        act_word=act_word,
        rows=rows,
        check=check,
    )
    return dialog.field.text() if dialog.ask() else None


class TextDialog(Dialog):
    """One field and two buttons; stays open until the words are right."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        name: str,
        *,
        text: str,
        placeholder: str,
        hint: str,
        act_word: str,
        rows: int,
        check: Callable[[str], str] | None,
    ) -> None:
        """See ask_text()."""
        super().__init__(title, parent, width=560)
        self._check = check
        editor = LineEdit(text, placeholder) if rows == 1 else TextEdit(text, placeholder, rows)
        self.field = Field(name, editor, hint=hint)
        self.body.addWidget(self.field)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.add_right(primary_button(act_word)).clicked.connect(self.accept)
        self.field.editor.setFocus()

    def accept(self) -> None:
        """Close only when the words are right."""
        sentence = self._check(self.field.text()) if self._check is not None else ""
        if sentence:
            self.field.set_error(sentence)
            return
        super().accept()


def choose_open_file(
    parent: QWidget | None, title: str, pattern: str = DATA_FILES, *, folder: Path | None = None
) -> Path | None:
    """Ask which file to open; None when the user went back."""
    name, _pattern = QFileDialog.getOpenFileName(parent, title, str(folder or Path.home()), pattern)
    return Path(name) if name else None


def choose_save_file(
    parent: QWidget | None, title: str, proposal: Path, pattern: str = DATA_FILES
) -> Path | None:
    """Ask where to save; the ending of the proposal is added when the user leaves it out."""
    name, _pattern = QFileDialog.getSaveFileName(parent, title, str(proposal), pattern)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(proposal.suffix)


def choose_folder(parent: QWidget | None, title: str, *, folder: Path | None = None) -> Path | None:
    """Ask for a folder; None when the user went back."""
    name = QFileDialog.getExistingDirectory(parent, title, str(folder or Path.home()))
    return Path(name) if name else None
