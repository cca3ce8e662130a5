"""The script of a meeting beside the wording it is made from; a change is seen at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from fulian_desktop.errors import UserFacingError
from fulian_desktop.scripts.composer import compose
from fulian_desktop.scripts.operations import COMMITTEE_SESSION
from fulian_desktop.scripts.wording import markers, placeholders, read
from ui.meetings.rebuilding import drop_rows
from ui.meetings.script_paper import ScriptPaper
from ui.meetings.wording_editor import WordingEditor
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
    Segment,
    Tone,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.scripts.records import Script
    from fulian_desktop.scripts.wording import WordingProblem
    from ui.meetings.meeting_picture import MeetingPicture
    from ui.shell.notifier import PageContext

WAIT_MILLISECONDS = 250
"""How long typing rests before the text is checked and shown."""
MOST_PROBLEMS_SEEN = 3


class ProblemRow(ClickableBox):
    """One thing wrong with the text; a click goes to its line."""

    def __init__(self, problem: WordingProblem) -> None:
        """第 12 行 and what is wrong there."""
        super().__init__(BoxLook(radius=4))
        self.problem = problem
        self.setFixedHeight(u(30))
        row = horizontal(self, margins=(4, 0, 4, 0), spacing=8)
        row.addWidget(Lamp(LampState.WRONG, 16))
        row.addWidget(label(f"第 {problem.line} 行", Role.SECONDARY, Tone.RED, weight=600))
        row.addWidget(ElidedLabel(problem.sentence, Role.SECONDARY, Tone.TEXT), 1)
        self.setAccessibleName(f"第 {problem.line} 行 {problem.sentence}")


class BlankRow(ClickableBox):
    """One placeholder and what it stands for; a click writes it into the text."""

    def __init__(self, name: str, meaning: str) -> None:
        """The name with its braces."""
        super().__init__(BoxLook(sides="b", radius=0))
        self.name = name
        self.setFixedHeight(u(36))
        row = horizontal(self, margins=(6, 0, 6, 0), spacing=10)
        words = label(name, Role.BODY, Tone.ACCENT, weight=600)
        words.setMinimumWidth(u(116))
        row.addWidget(words)
        row.addWidget(ElidedLabel(meaning, Role.SECONDARY, Tone.TEXT2), 1)
        self.setAccessibleName(f"写入 {name}，{meaning}")


class ScriptView(QWidget):
    """Writes at the left, reads at the right."""

    def __init__(self, context: PageContext) -> None:
        """Start empty; show_picture() fills it."""
        super().__init__()
        self._context = context
        self._picture: MeetingPicture | None = None
        self._saved_text: str | None = None
        self._problems: tuple[WordingProblem, ...] = ()
        row = horizontal(self, spacing=12)
        reading = self._make_reading()
        row.addWidget(self._make_writing(), 6)
        row.addWidget(reading, 5)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MILLISECONDS)
        self._timer.timeout.connect(self.check_now)
        self.editor.textChanged.connect(self._timer.start)
        self.editor.textChanged.connect(self._show_buttons)

    # ---- what the page asks

    def show_picture(self, picture: MeetingPicture) -> None:
        """Show the script of a meeting; what was typed and not saved stays."""
        self._picture = picture
        wording = self._context.workspace.scripts.wording()
        edited = self.is_edited()
        self._saved_text = wording.text
        if not edited and self.editor.toPlainText() != wording.text:
            self.editor.setPlainText(wording.text)
        self.state_label.setText("本会改过的" if wording.is_own else "程序自带的")
        self.restore_link.setVisible(wording.is_own)
        self.check_now()

    def is_edited(self) -> bool:
        """Return whether something was typed that is not saved."""
        return self._saved_text is not None and self.editor.toPlainText() != self._saved_text

    def may_leave(self) -> bool:
        """Ask when something is not saved; the text is put back if the user leaves anyway."""
        if not self.is_edited():
            return True
        sure = prompts.confirm(
            self,
            "文稿改了，还没有保存",
            (("改过的文稿", "丢掉"), ("原来的文稿", "不变")),
            "丢掉修改",
            harmless="要留下修改，请先按“保存文稿”。",
            keep_word="接着改",
        )
        if sure:
            self._put_back()
        return sure

    def problems(self) -> tuple[WordingProblem, ...]:
        """Return what is wrong with the text now."""
        return self._problems

    def check_now(self) -> None:
        """Check the text, mark what is wrong, and show the script it makes."""
        self._timer.stop()
        text = self.editor.toPlainText()
        self._problems = self._context.workspace.scripts.problems(COMMITTEE_SESSION, text)
        self.editor.set_wrong_lines({problem.line for problem in self._problems})
        self._show_problems(self._problems)
        self._show_buttons()
        if not self._problems:
            self._show_script(text)

    # ---- building

    def _make_reading(self) -> QWidget:
        card = Card(margins=(14, 12, 14, 14), spacing=10)
        self.side = Segment((("主持词", 0), ("占位和记号", 1)), 0)
        self.side.chosen.connect(self._on_side)
        self.count_label = ElidedLabel("", Role.SECONDARY, Tone.TEXT2)
        head = horizontal(spacing=12)
        head.addWidget(self.side)
        head.addWidget(self.count_label, 1)
        card.body.addLayout(head)
        self.paper = ScriptPaper()
        blanks = ScrollColumn()
        for name, meaning in (*placeholders(), *markers()):
            row = BlankRow(name, meaning)
            row.activated.connect(self._on_blank)
            blanks.add(row)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.paper)
        self._stack.addWidget(blanks)
        card.body.addWidget(self._stack, 1)
        card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        return card

    def _make_writing(self) -> QWidget:
        card = Card("文稿", " ", margins=(14, 12, 14, 14), spacing=8)
        assert card.count_label is not None
        self.state_label = card.count_label
        self.restore_link = card.add_link("恢复原文")
        self.restore_link.setObjectName("restore_wording")
        self.restore_link.clicked.connect(self._on_restore)
        self.editor = WordingEditor()
        card.body.addWidget(self.editor, 1)
        self._verdict = LampLabel(LampState.HOLDS, "没有问题")
        self._problem_list = ScrollColumn()
        self._problem_list.setObjectName("problem_list")
        card.body.addWidget(self._problem_list)
        card.body.addLayout(self._make_foot())
        card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        return card

    def _make_foot(self) -> QHBoxLayout:
        foot = horizontal(spacing=12)
        foot.addWidget(self._verdict)
        foot.addStretch(1)
        self.drop_button = secondary_button("放弃修改")
        self.drop_button.setObjectName("drop_changes")
        self.drop_button.clicked.connect(self._put_back)
        self.save_button = primary_button("保存文稿")
        self.save_button.setObjectName("save_wording")
        self.save_button.clicked.connect(self._on_save)
        foot.addWidget(self.drop_button)
        foot.addWidget(self.save_button)
        return foot

    # ---- showing

    def _show_script(self, text: str) -> None:
        picture = self._picture
        if picture is None:
            return
        try:
            script = self._composed(picture, text)
        except UserFacingError as error:
            self.count_label.setText(error.what)
            return
        self.paper.show_script(script)
        changed = "，还没有保存" if self.is_edited() else ""
        self.count_label.setText(f"{picture.sentences} 句{changed}" if not changed else changed[1:])

    def _composed(self, picture: MeetingPicture, text: str) -> Script:
        if text == self._saved_text and picture.script is not None:
            return picture.script
        motions = self._context.workspace.votes.motions(picture.meeting.id)
        return compose(read(text), picture.facts, None, motions, picture.counts)

    def _show_problems(self, problems: Sequence[WordingProblem]) -> None:
        drop_rows(self._problem_list.column)
        self._problem_list.column.addStretch(1)
        for problem in problems:
            row = ProblemRow(problem)
            row.activated.connect(self._on_problem)
            self._problem_list.add(row)
        self._problem_list.setVisible(bool(problems))
        self._problem_list.setFixedHeight(u(30) * min(MOST_PROBLEMS_SEEN, max(1, len(problems))))
        if problems:
            self._verdict.set_state(LampState.WRONG, f"{len(problems)} 处要改，改好才能保存")
        else:
            self._verdict.set_state(LampState.HOLDS, "没有问题")

    def _show_buttons(self) -> None:
        edited = self.is_edited()
        self.save_button.setEnabled(edited)
        self.drop_button.setEnabled(edited)

    # ---- doing

    def _on_side(self, side: object) -> None:
        self._stack.setCurrentIndex(int(str(side)))

    def _on_problem(self) -> None:
        row = self.sender()
        if isinstance(row, ProblemRow):
            self.editor.go_to_line(row.problem.line)

    def _on_blank(self) -> None:
        row = self.sender()
        if isinstance(row, BlankRow):
            self.editor.insert(row.name)

    def _put_back(self) -> None:
        self.editor.setPlainText(self._saved_text or "")
        self.check_now()

    def _on_save(self) -> None:
        self.check_now()
        scripts, text = self._context.workspace.scripts, self.editor.toPlainText()
        before = scripts.wording()
        back = (
            partial(scripts.save_wording, COMMITTEE_SESSION, before.text)
            if before.is_own
            else partial(scripts.restore_wording, COMMITTEE_SESSION)
        )
        saved = self._saved_text
        self._saved_text = text
        done = self._context.run(partial(scripts.save_wording, COMMITTEE_SESSION, text), "文稿已保存", back)
        if done is None:
            self._saved_text = saved
            self._show_buttons()
            if self._problems:
                self.editor.go_to_line(self._problems[0].line)

    def _on_restore(self) -> None:
        scripts = self._context.workspace.scripts
        before = scripts.wording()
        if not before.is_own or not self.may_leave():
            return
        self._context.run(
            partial(scripts.restore_wording, COMMITTEE_SESSION),
            "已恢复原文",
            partial(scripts.save_wording, COMMITTEE_SESSION, before.text),
        )
