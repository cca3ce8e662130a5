"""What the pre-flight contributes when a meeting is opened: the right day, and leave asked for beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.start_check import doubt_about_meeting
from ui.desk.rehearsal_dialogs import Choice, ask_real_or_rehearsal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.workspace import Workspace
    from ui.shell.notifier import PageContext


def may_begin(context: PageContext, meeting_id: int, window: QWidget | None) -> bool:
    """Ask whether the meeting or a rehearsal is meant when it is not the meeting's day or far too early."""
    workspace = context.workspace
    if workspace.rehearsal is not None:
        return True
    plan = workspace.meetings.get(meeting_id).plan
    doubt = doubt_about_meeting(plan.day, plan.time, workspace.journal.now())
    if not doubt:
        return True
    title = workspace.meetings.get(meeting_id).title
    choice = ask_real_or_rehearsal(window, title, doubt)
    if choice is Choice.REHEARSAL and context.program is not None:
        context.program.begin_rehearsal(meeting_id)
    return choice is Choice.REAL


def leave_words(workspace: Workspace, meeting_id: int) -> str:
    """Return who asked for leave beforehand, for the question before opening; empty for nobody."""
    leave = workspace.replies.leave_to_take_over(meeting_id)
    names = "、".join(f"{one.name}（{one.reason}）" if one.reason else one.name for one in leave)
    return f"{names} {len(leave)} 人，开会时一并记为请假" if leave else ""


def open_with_leave(workspace: Workspace, meeting_id: int) -> ChangeSet:
    """Open the meeting and mark those on leave who asked for it, in one transaction."""
    with workspace.database.transaction():
        return workspace.meetings.open(meeting_id) | workspace.replies.take_leave_over(meeting_id)
