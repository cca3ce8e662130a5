"""The left of a page of wordings: the text, what is wrong with it by line, and keeping or restoring it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from fulian_desktop.scripts.operations import KINDS
from ui.shell import prompts
from ui.shell.widgets import (
    BoxLook,
    Card,
    ClickableBox,
    ElidedLabel,
    Lamp,
    LampLabel,
    LampState,
    Role,
    ScrollColumn,
    Tone,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
)
from ui.wordings.editor import WordingEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.scripts.records import Wording
    from fulian_desktop.scripts.wording import WordingProblem
    from ui.shell.notifier import PageContext

WAIT_MILLISECONDS = 250
"""How long typing rests before the text is checked."""
MOST_PROBLEMS_SEEN = 3
_ROW = 30


class ProblemRow(ClickableBox):
    """One thing wrong with the text, or one value that is missing; a click goes to its line."""

    def __init__(self, problem: WordingProblem, lamp: LampState, tone: Tone) -> None:
        """第 12 行 and what is wrong there."""
        super().__init__(BoxLook(radius=4))
        self.problem = problem
        self.setFixedHeight(u(_ROW))
        row = horizontal(self, margins=(4, 0, 4, 0), spacing=8)
        row.addWidget(Lamp(lamp, 16))
        row.addWidget(label(f"第 {problem.line} 行", Role.SECONDARY, tone, weight=600))
        row.addWidget(ElidedLabel(problem.sentence, Role.SECONDARY, Tone.TEXT), 1)
        self.setAccessibleName(f"第 {problem.line} 行 {problem.sentence}")


class WritingCard(Card):
    """Writes one wording; what was typed stays until it is saved or given up."""

    checked = Signal()
    """The text was looked at: after typing rested, or when it was shown anew."""

    def __init__(self, context: PageContext) -> None:
        """Start empty; show_wording() fills it."""
        super().__init__(" ", " ", margins=(14, 12, 14, 14), spacing=8)
        self._context = context
        self.kind = ""
        self._saved: Wording | None = None
        self._problems: tuple[WordingProblem, ...] = ()
        self._lacking: tuple[WordingProblem, ...] = ()
        assert self.count_label is not None
        self.state_label = self.count_label
        self.restore_link = self.add_link("恢复原文")
        self.restore_link.setObjectName("restore_wording")
        self.restore_link.clicked.connect(self._on_restore)
        self.editor = WordingEditor()
        self.body.addWidget(self.editor, 1)
        self._verdict = LampLabel(LampState.HOLDS, "没有问题")
        self._problem_list = ScrollColumn()
        self._problem_list.setObjectName("problem_list")
        self.body.addWidget(self._problem_list)
        self.body.addLayout(self._make_foot())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MILLISECONDS)
        self._timer.timeout.connect(self.check_now)
        self.editor.textChanged.connect(self._timer.start)
        self.editor.textChanged.connect(self._show_buttons)

    # ---- what the page asks

    def show_wording(self, kind: str) -> None:
        """Show a wording as it is kept now; what was typed into the same one and not saved stays."""
        wording = _with_plain_lines(self._context.workspace.scripts.wording(kind))
        stays = kind == self.kind and self.is_edited()
        self.kind, self._saved = kind, wording
        if not stays and self.editor.toPlainText() != wording.text:
            self.editor.setPlainText(wording.text)
        assert self.title_label is not None
        self.title_label.setText(KINDS[kind])
        self.editor.setAccessibleName(f"{KINDS[kind]}的文稿")
        self.state_label.setText(state_words(wording))
        self._lacking = ()
        self.check_now()

    def text(self) -> str:
        """Return the text as it stands in the editor."""
        return self.editor.toPlainText()

    def is_edited(self) -> bool:
        """Return whether something was typed that is not saved."""
        return self._saved is not None and self.text() != self._saved.text

    def may_leave(self) -> bool:
        """Ask when something is not saved; the text is put back if the user leaves anyway."""
        if not self.is_edited():
            return True
        sure = prompts.confirm(
            self.window(),
            "文稿改了，还没有保存",
            (("改过的文稿", "丢掉"), ("原来的文稿", "不变")),
            "丢掉修改",
            harmless="要留下修改，请先按“保存文稿”。",
            keep_word="接着改",
        )
        if sure:
            self.put_back()
        return sure

    def problems(self) -> tuple[WordingProblem, ...]:
        """Return what is wrong with the text now; it cannot be saved like this."""
        return self._problems

    def lacking(self) -> tuple[WordingProblem, ...]:
        """Return the lines whose blanks have no value in the meeting looked at."""
        return self._lacking

    def set_lacking(self, lacking: Sequence[WordingProblem]) -> None:
        """Show which lines have no value in the meeting looked at; the text can be saved all the same."""
        if tuple(lacking) != self._lacking:
            self._lacking = tuple(lacking)
            self._show_problems()

    def check_now(self) -> None:
        """Check the text and mark what is wrong."""
        self._timer.stop()
        self._problems = self._context.workspace.scripts.problems(self.kind, self.text())
        self._show_problems()
        self._show_buttons()
        self.checked.emit()

    def put_back(self) -> None:
        """Give up what was typed."""
        self.editor.setPlainText("" if self._saved is None else self._saved.text)
        self.check_now()

    def save(self) -> bool:
        """Keep the text; refused with its lines when something is wrong, and the cursor goes there."""
        self.check_now()
        scripts, text, before = self._context.workspace.scripts, self.text(), self._saved
        if before is None:
            return False
        back = _back_to(self._context, before)
        self._saved = _as_saved(before, text)
        done = self._context.run(
            partial(scripts.save_wording, self.kind, text), f"《{KINDS[self.kind]}》的文稿已保存", back
        )
        if done is None:
            self._saved = before
            if self._problems:
                self.editor.go_to_line(self._problems[0].line)
        else:
            self.show_wording(self.kind)
        self._show_buttons()
        return done is not None

    # ---- building

    def _make_foot(self) -> QHBoxLayout:
        foot = horizontal(spacing=12)
        foot.addWidget(self._verdict)
        foot.addStretch(1)
        self.drop_button = secondary_button("放弃修改")
        self.drop_button.setObjectName("drop_changes")
        self.drop_button.clicked.connect(self.put_back)
        self.save_button = primary_button("保存文稿")
        self.save_button.setObjectName("save_wording")
        self.save_button.setToolTip("Ctrl+S")
        self.save_button.clicked.connect(self.save)
        foot.addWidget(self.drop_button)
        foot.addWidget(self.save_button)
        return foot

    # ---- showing

    def _show_problems(self) -> None:
        self.editor.mark_lines(
            {problem.line for problem in self._problems}, {problem.line for problem in self._lacking}
        )
        self._problem_list.clear()
        for problem in self._problems:
            self._add_row(ProblemRow(problem, LampState.WRONG, Tone.RED))
        for problem in self._lacking:
            self._add_row(ProblemRow(problem, LampState.MISSING, Tone.AMBER))
        number = len(self._problems) + len(self._lacking)
        self._problem_list.setVisible(bool(number))
        self._problem_list.setFixedHeight(u(_ROW) * min(MOST_PROBLEMS_SEEN, max(1, number)))
        if self._problems:
            self._verdict.set_state(LampState.WRONG, f"{len(self._problems)} 处要改")
        elif self._lacking:
            self._verdict.set_state(LampState.MISSING, f"{len(self._lacking)} 处没有值")
        else:
            self._verdict.set_state(LampState.HOLDS, "没有问题")

    def _add_row(self, row: ProblemRow) -> None:
        row.activated.connect(self._on_problem)
        self._problem_list.add(row)

    def _show_buttons(self) -> None:
        edited = self.is_edited()
        self.save_button.setEnabled(edited)
        self.drop_button.setEnabled(edited)
        is_shipped = self._saved is None or (not self._saved.is_own and not edited)
        self.restore_link.set_blocked("现在就是原文。" if is_shipped else "")

    # ---- doing

    def _on_problem(self) -> None:
        row = self.sender()
        if isinstance(row, ProblemRow):
            self.editor.go_to_line(row.problem.line)

    def _on_restore(self) -> None:
        if self._saved is None or not self.may_leave():
            return
        if self._saved.is_own:
            restore(self._context, self.kind)
        self.show_wording(self.kind)


def state_words(wording: Wording) -> str:
    """Return 原文, or 自己的，3月2日 09:00 保存."""
    if not wording.is_own:
        return "原文"
    if not wording.saved_at:
        return "自己的"
    at = datetime.fromisoformat(wording.saved_at)
    return f"自己的，{at.month}月{at.day}日 {at:%H:%M} 保存"


def restore(context: PageContext, kind: str) -> bool:
    """Go back to the wording that comes with the program; the toast takes it back."""
    scripts = context.workspace.scripts
    before = scripts.wording(kind)
    done = context.run(
        partial(scripts.restore_wording, kind), f"《{KINDS[kind]}》已恢复原文", _back_to(context, before)
    )
    return done is not None


def _back_to(context: PageContext, before: Wording) -> Callable[[], ChangeSet]:
    scripts = context.workspace.scripts
    if before.is_own:
        return partial(scripts.save_wording, before.kind, before.text)
    return partial(scripts.restore_wording, before.kind)


def _with_plain_lines(wording: Wording) -> Wording:
    """Return the wording with line ends as the editor gives them back."""
    return replace(wording, text=wording.text.replace("\r\n", "\n").replace("\r", "\n"))


def _as_saved(before: Wording, text: str) -> Wording:
    """Return the wording as it will be read back, so that pages told of the change see nothing unsaved."""
    return replace(before, text=text, is_own=True, saved_at="")
