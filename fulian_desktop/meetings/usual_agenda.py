"""The agenda a by-election meeting usually has; the user changes it as the village holds it."""

from __future__ import annotations

from fulian_desktop.meetings.records import AgendaDraft, AgendaKind


def of_by_election(speaker: str) -> tuple[AgendaDraft, ...]:
    """Return the items in order: four numbered ones, then two that follow without a number.

    Args:
        speaker: who explains the by-election and gives the work report, usually the chair; may be empty.
    """
    return (
        AgendaDraft(AgendaKind.BY_ELECTION, "增补执委", presenter=speaker, show_of_hands=True, minutes=20),
        AgendaDraft(AgendaKind.WORK_REPORT, "工作报告", presenter=speaker, show_of_hands=True, minutes=30),
        AgendaDraft(AgendaKind.RESOLUTION_READING, "宣读《关于工作报告的决议》", minutes=5),
        AgendaDraft(AgendaKind.SPEECH, "领导讲话", minutes=15),
        AgendaDraft(AgendaKind.COMMENDATION, "表彰先进", numbered=False, minutes=10),
        AgendaDraft(AgendaKind.DISCUSSION, "座谈", numbered=False),
    )
