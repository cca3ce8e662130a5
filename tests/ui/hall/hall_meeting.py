"""A meeting without a screen, walked through line by line, for facts about slides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.sample_village import StageClock, create_village
from fulian_desktop.scripts.records import CueKind, LineKind
from ui.hall.composing import HallScene
from ui.hall.direction import HallDirector

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.workspace import Workspace

REASONS = {"覃玉兰": "家中有事", "陈雪梅": "外出"}


@dataclass
class HallMeeting:
    """The sample meeting, opened, 11 of 13 here."""

    workspace: Workspace
    clock: StageClock
    meeting_id: int
    key: str = ""

    def scene(self) -> HallScene:
        workspace, meeting_id = self.workspace, self.meeting_id
        script = workspace.scripts.compose(meeting_id)
        attendance = workspace.attendance.attendance(meeting_id)
        self.key = script.nearest(self.key)
        return HallScene(
            workspace.meetings.facts(meeting_id),
            script,
            self.key,
            {motion.key: motion for motion in workspace.votes.motions(meeting_id)},
            workspace.votes.standing_counts(meeting_id),
            attendance.entitled,
            attendance.present,
            workspace.journal.now(),
        )

    def lines(self) -> Iterator[HallScene]:
        """Go through the visible script, one scene a line; a question keeps its place uncounted."""
        script = self.workspace.scripts.compose(self.meeting_id)
        for line in script.lines:
            self.key = line.key
            if script.nearest(line.key) == line.key:
                yield replace(self.scene(), key=line.key)

    def go_to_cue(self, cue: CueKind, question: int = 0) -> HallScene:
        script = self.workspace.scripts.compose(self.meeting_id)
        self.key = [line.key for line in script.lines if line.cue is cue][question]
        return self.scene()

    def go_to_result(self, question: int = 0) -> HallScene:
        script = self.workspace.scripts.compose(self.meeting_id)
        self.key = [line.key for line in script.lines if line.kind is LineKind.RESULT][question]
        return self.scene()

    def next_line(self) -> HallScene:
        following = self.workspace.scripts.compose(self.meeting_id).after(self.key)
        assert following is not None
        self.key = following.key
        return self.scene()

    def director(self) -> HallDirector:
        return HallDirector(self.scene())


def open_meeting(path: Path) -> HallMeeting:
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    workspace = create_village(path, clock, date(2026, 3, 6))
    meeting_id = workspace.meetings.meetings()[0].id
    clock.moment = datetime(2026, 3, 6, 9, 10)
    workspace.meetings.open(meeting_id)
    people = {one.name: one.person_id for one in workspace.meetings.facts(meeting_id).entitled}
    for name, reason in REASONS.items():
        workspace.attendance.mark(meeting_id, AttendanceState.EXCUSED, person_id=people[name], reason=reason)
    workspace.attendance.mark_everyone_present(meeting_id)
    return HallMeeting(workspace, clock, meeting_id)
