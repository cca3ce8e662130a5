"""The one way to the desk: open a prepared meeting, go on with an open one, say that a meeting is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingState
from ui.desk.closing import ask_to_open
from ui.desk.desk_view import DeskView
from ui.desk.preflight_opening import leave_words, may_begin, open_with_leave
from ui.shell import prompts

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet
    from ui.shell.notifier import PageContext


def open_desk(context: PageContext, meeting_id: int, parent: QWidget | None = None) -> None:
    """Show the desk of a meeting over the whole window.

    A meeting in preparation is opened after a question that says what will be frozen; an open one goes on
    where it was left; of a closed one it is said that it is over.
    """
    window = parent if parent is not None else QApplication.activeWindow()
    workspace = context.workspace
    meeting = workspace.meetings.get(meeting_id)
    if meeting.state is MeetingState.CLOSED:
        prompts.inform(window, f"{meeting.title}已经结束", "记录和文书在“会议”和“文书”里，随时可以看和打印。")
        return
    if meeting.state is MeetingState.PREPARING:
        blocking = any(one.blocks for one in workspace.meetings.missing(meeting_id))
        if not blocking and not may_begin(context, meeting_id, window):
            return
        if not blocking and not ask_to_open(
            window,
            workspace.meetings.facts(meeting_id),
            workspace.journal.now().date(),
            leave_words(workspace, meeting_id),
        ):
            return

        def operation() -> ChangeSet:
            return open_with_leave(workspace, meeting_id)

        if context.run(operation) is None:
            return
    try:
        desk = DeskView(context, meeting_id)
    except UserFacingError as error:
        prompts.show_error(window, error)
        return
    context.show_full(desk)
