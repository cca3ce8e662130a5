"""The right column of the desk: the panel that belongs to the current line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from fulian_desktop.scripts.records import CueKind
from ui.desk.cue_face import face_of
from ui.desk.cue_panel import CuePanel
from ui.desk.desk_keys import PanelKind
from ui.desk.item_panel import ItemPanel
from ui.desk.result_panel import ResultFace, ResultPanel, earlier_counts
from ui.desk.vote_actions import VoteActions, subject_of
from ui.desk.vote_panel import VotePanel
from ui.shell.widgets import Box, BoxLook, Tone, u, vertical

if TYPE_CHECKING:
    from fulian_desktop.meetings.records import Nominee
    from fulian_desktop.votes.records import Motion, VoteCount
    from ui.desk.session import DeskSession
    from ui.desk.vote_state import VoteState

WIDTH = 358


class RightPanel(Box):
    """358 wide; keeps the same place for the same thing at every line."""

    def __init__(self) -> None:
        """Make the four panels once."""
        super().__init__(BoxLook(Tone.SUNKEN, radius=0, sides="l", side_tone=Tone.LINE2))
        self.setFixedWidth(u(WIDTH))
        column = vertical(self, margins=(1, 0, 0, 0))
        self._stack = QStackedWidget()
        column.addWidget(self._stack)
        self.vote = VotePanel()
        self.result = ResultPanel()
        self.item = ItemPanel()
        self.cue = CuePanel()
        for panel in (self.vote, self.result, self.item, self.cue):
            self._stack.addWidget(panel)
        self.kind = PanelKind.ITEM
        self.state: VoteState | None = None

    def show_session(self, session: DeskSession, actions: VoteActions) -> None:
        """Show the panel of the current line."""
        self.state = session.vote_state()
        if self.state is not None:
            correcting = self.state.corrects is not None
            self.kind = PanelKind.CORRECTION if correcting else PanelKind.VOTE
            motion = self.state.motion
            self.vote.show_state(self.state, subject_of(motion, actions.title_of(motion.key)))
            self._stack.setCurrentWidget(self.vote)
            return
        cue = face_of(session)
        if cue is not None:
            self.kind = PanelKind.CUE
            self.cue.show_face(cue)
            self._stack.setCurrentWidget(self.cue)
            return
        question = session.question_here()
        count = session.counts.get(question) if question is not None else None
        if count is not None and session.script.after(session.key) is not None:
            self.kind = PanelKind.RESULT
            self.result.show_face(_face(session, actions, count))
            self._stack.setCurrentWidget(self.result)
            return
        self._stack.setCurrentWidget(self.item)
        if session.script.after(session.key) is None:
            self.kind = PanelKind.END
            self.item.show_end(session)
        elif session.line.cue is CueKind.ROLL_CALL:
            self.kind = PanelKind.ROLL_CALL
            self.item.show_roll_call(session)
        else:
            self.kind = PanelKind.ITEM
            self.item.show_item(session)

    def forget_faces(self) -> None:
        """Draw everything anew the next time, also what has not changed."""
        self.cue.face = None
        self.item.forget()

    def first_target(self) -> QWidget:
        """Return what gets the focus when the panel is reached by F6."""
        if self.state is not None:
            return next(iter(self.vote.fields), self.vote.confirm_button)
        if self.kind is PanelKind.RESULT:
            return self.result.next_button
        if self.kind is PanelKind.CUE:
            return self.cue.words if self.cue.words.isVisible() else self.cue.button
        if self.kind is PanelKind.ROLL_CALL:
            return self.item.attendance_button
        return self.item.notes.editor


def next_question(session: DeskSession, count: VoteCount) -> Motion | None:
    """Return the next uncounted question of the same item."""
    return next(
        (
            motion
            for key, motion in session.motions.items()
            if key.item_id == count.key.item_id and key not in session.counts
        ),
        None,
    )


def _face(session: DeskSession, actions: VoteActions, count: VoteCount) -> ResultFace:
    motion = session.motions.get(count.key)
    seated: tuple[Nominee, ...] = motion.nominees if motion is not None and count.is_carried else ()
    subject = count.question
    if motion is not None:
        title = actions.title_of(count.key)
        names = f" {len(motion.nominees)} 名" if motion.nominees else ""
        single = motion.nominees[0].name if len(motion.nominees) == 1 else ""
        subject = f"{title}{'：' + single if single else names}·举手表决"
    counts = session.workspace.votes.counts(session.meeting_id)
    return ResultFace(
        count,
        earlier_counts(counts, count),
        seated,
        subject,
        next_words(session, count),
        may_split=actions.may_split(count),
        may_correct=True,
        counted=session.workspace.votes.counting.how_counted(count),
    )


def next_words(session: DeskSession, count: VoteCount) -> str:
    """Return what the button of the result panel says."""
    motion = next_question(session, count)
    if motion is not None and motion.nominees:
        return f"下一位：{motion.nominees[0].name}"
    following = session.next_item()
    if following is None:
        return ""
    return f"下一项：{following.title}" if following.item_id is not None else following.title
