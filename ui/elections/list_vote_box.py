"""By which vote a list is passed: what the desk decided, else the figures of a show of hands noted here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from fulian_desktop.elections.records import HandVote, ListKind
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.seats.records import Post
from ui.elections.list_findings import FindingBox
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import (
    Field,
    LampState,
    LineEdit,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    link_button,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QHBoxLayout

    from fulian_desktop.elections.records import Election, ListMotion
    from ui.shell.notifier import PageContext

MOST_PEOPLE = 100_000


@dataclass(frozen=True)
class VoteQuestion:
    """What is known of the vote on a list: where it is put to the vote, who votes, how many are there.

    `may_lack`: the list holds as it was approved; the meeting hears it and need not vote.
    """

    kind: ListKind
    motion: ListMotion | None
    by_whom: str
    entitled: int | None
    present: int | None
    may_lack: bool = False

    @property
    def is_decided(self) -> bool:
        """Tell whether the desk has counted the vote."""
        return self.motion is not None and self.motion.vote is not None


def vote_question(context: PageContext, election: Election, kind: ListKind) -> VoteQuestion:
    """Read where a list is voted on, and who is there when its meeting is open."""
    workspace = context.workspace
    motion = workspace.elections.list_votes.motion(election.id, kind)
    meeting_id = motion.meeting_id if motion is not None else election.meeting_id
    entitled = present = None
    if meeting_id is not None and workspace.meetings.get(meeting_id).state is MeetingState.OPEN:
        attendance = workspace.attendance.attendance(meeting_id)
        entitled, present = attendance.entitled, len(attendance.present_ids)
    may_lack = motion is None and is_approved(election, kind)
    return VoteQuestion(kind, motion, election.body.phrase, entitled, present, may_lack)


def is_approved(election: Election, kind: ListKind) -> bool:
    """Tell whether a list comes approved and the meeting only hears it: candidates for chair, vice chair."""
    return kind is ListKind.CANDIDATES and any(one.post is not Post.MEMBER for one in election.posts)


class VoteBox(QWidget):
    """The verdict of the desk in words, or fields for a show of hands."""

    def __init__(self, question: VoteQuestion, width: int, go_to_desk: Callable[[], None]) -> None:
        """`width` in real px; `go_to_desk` leaves the dialog for the desk where the list is voted on."""
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._may_lack = False
        column = vertical(self, spacing=8)
        motion = question.motion
        if motion is not None and motion.vote is not None:
            state = LampState.HOLDS if motion.carried else LampState.WRONG
            told = "主持台已表决通过。" if motion.carried else "主持台表决没有通过。"
            column.addWidget(FindingBox(state, told, f"{motion.vote.sentence}。", width=width))
            return
        if motion is not None:
            words = f"{motion.told}还没有在主持台表决。"
            advice = "到主持台表决以后，结果自动带到这里；已经举过手的，照实填下面的票数。"
            column.addWidget(FindingBox(LampState.MISSING, words, advice, width=width))
            self.go_button = link_button("去主持台表决")
            self.go_button.setObjectName("go_desk")
            self.go_button.clicked.connect(go_to_desk)
            row = horizontal()
            row.addWidget(self.go_button)
            row.addStretch(1)
            column.addLayout(row)
        self._may_lack = question.may_lack
        if self._may_lack:
            words = "主席、副主席候选人按批复的名单宣读，没有举手表决的，“同意”留空。"
            column.addWidget(WrapLabel(words, Role.SECONDARY, Tone.TEXT2, width=width))
        column.addLayout(self._build_fields(question))

    def _build_fields(self, question: VoteQuestion) -> QHBoxLayout:
        row = horizontal(spacing=10)
        who = LineEdit(question.by_whom)
        who.setObjectName("vote_by_whom")
        self.fields["by_whom"] = Field("由谁举手表决", who, required=True)
        row.addWidget(self.fields["by_whom"], 3, Qt.AlignmentFlag.AlignTop)
        for key, name, known in (
            ("entitled", "应到", question.entitled),
            ("present", "实到", question.present),
            ("in_favour", "同意", None),
            ("against", "不同意", 0),
            ("abstaining", "弃权", 0),
        ):
            editor = LineEdit("" if known is None else str(known))
            editor.setObjectName(f"vote_{key}")
            editor.setValidator(QIntValidator(0, MOST_PEOPLE, self))
            self.fields[key] = Field(name, editor)
            row.addWidget(self.fields[key], 1, Qt.AlignmentFlag.AlignTop)
        return row

    def take_focus(self) -> None:
        """Put the keyboard where the first number is missing."""
        for field in self.fields.values():
            if not field.text():
                field.editor.setFocus()
                return

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """Return what is missing, field by field."""
        if self._is_lacking():
            return ()
        return tuple((field, "" if field.text() else "请填写。") for field in self.fields.values())

    def hand(self) -> HandVote | None:
        """Return the show of hands noted here, None where the desk decided or nobody was asked."""
        if not self.fields or self._is_lacking():
            return None
        number = {key: int(field.text()) for key, field in self.fields.items() if key != "by_whom"}
        return HandVote(self.fields["by_whom"].text(), **number)

    def _is_lacking(self) -> bool:
        return self._may_lack and not self.fields["in_favour"].text()


class PassDialog(FormDialog):
    """Asks by which show of hands a list was passed; writes a HandVote or None."""

    def __init__(self, parent: QWidget, question: VoteQuestion, write: Callable[..., bool]) -> None:
        """Say what follows from passing."""
        phrase = question.kind.phrase
        super().__init__(parent, f"登记{phrase}已通过", write, act_word="登记已通过", width=760)
        self.goes_to_desk = False
        when = "宣读或者举手通过以后登记" if question.may_lack else "由会议举手通过以后登记；票数留在资料里"
        self.add_text(f"{phrase}{when}。要改，发票以前可以重新通过一份。")
        self.vote_box = VoteBox(question, self.inner_width, self._on_go)
        self.body.addWidget(self.vote_box)
        self.vote_box.take_focus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """Every number is given."""
        return self.vote_box.checks()

    def result_of_form(self) -> HandVote | None:
        """Return the show of hands."""
        return self.vote_box.hand()

    def _on_go(self) -> None:
        self.goes_to_desk = True
        self.reject()


def ask_passing(
    over: QWidget, context: PageContext, question: VoteQuestion, write: Callable[[HandVote | None], bool]
) -> None:
    """Ask for the show of hands, or go to the desk where the list is to be voted on."""
    dialog = PassDialog(over, question, write)
    dialog.ask()
    if dialog.goes_to_desk:
        go_to_desk(over, context, question)


def go_to_desk(over: QWidget, context: PageContext, question: VoteQuestion) -> None:
    """Open the desk of the meeting at which the list is voted on."""
    from ui.desk.open import open_desk

    if question.motion is not None:
        open_desk(context, question.motion.meeting_id, over)
