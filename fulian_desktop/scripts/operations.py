"""The door of the room of scripts: compose a meeting's script, keep the desk's place, edit wordings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES
from fulian_desktop.meetings.course_operations import CourseOperations
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.scripts.composer import compose, example_values
from fulian_desktop.scripts.gaps import gaps
from fulian_desktop.scripts.records import DeskPlace, Script, Wording
from fulian_desktop.scripts.script_store import ScriptStore
from fulian_desktop.scripts.session_wordings import SESSION_KINDS, WORDING_OF
from fulian_desktop.scripts.spoken import RollCall
from fulian_desktop.scripts.wording import WordingError, WordingProblem, check, fill, read
from fulian_desktop.votes.invented import invented_counts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from fulian_desktop.meetings.attendance import Attendance
    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.meetings.session_kinds import SessionSource
    from fulian_desktop.rules.verdicts import Outcome
    from fulian_desktop.scripts.trying import ScriptTrial
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal
    from fulian_desktop.votes.operations import VoteOperations
    from fulian_desktop.votes.records import MotionKey, VoteCount

COMMITTEE_SESSION = "committee_session"
WORDINGS = RESOURCES / "wordings"
KINDS: Mapping[str, str] = {
    COMMITTEE_SESSION: "执委会会议主持词",
    **SESSION_KINDS,
    "request": "增补执委的请示",
    "approval": "批复",
    "notice": "会议通知",
    "resolution": "关于工作报告的决议",
    "decision": "增补决定",
    "commendation": "表彰决定",
    "summary": "会议纪要",
    "filing_report": "备案报告",
    "announcement": "公告",
    "public_notice": "公示",
    "certificate": "当选证书",
    "notice_board": "执委公示牌（三亮）",
    "term_plan": "换届选举工作方案",
    "qualification_report": "代表资格审查报告",
    "election_request": "选举请示",
    "election_report": "选举结果报告",
    "election_announcement": "选举结果公告",
    "appointment": "聘书",
}


class ScriptOperations:
    """Compose scripts from wordings and meetings; wordings can be changed and put back."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        meetings: MeetingOperations,
        attendance: AttendanceOperations,
        votes: VoteOperations,
    ) -> None:
        self._database = database
        self._journal = journal
        self._meetings = meetings
        self._attendance = attendance
        self._votes = votes
        self._store = ScriptStore(database)
        self._course = CourseOperations(database, journal, meetings, attendance)
        self.in_session: SessionSource = lambda _meeting, facts: facts
        """Gives the facts of an opened session the lists that were passed while it was held."""

    # ---- the script of a meeting

    def compose(self, meeting_id: int, attendance: Attendance | None = None) -> Script:
        """Return the script of a meeting as it stands: results appear where questions were counted.

        While the meeting is prepared, who will be present is not known: those numbers are lines to write on.

        Args:
            meeting_id: any meeting.
            attendance: how it is now, when the caller has just read it.
        """
        facts = self._facts(meeting_id)
        return compose(
            read(self.wording(WORDING_OF[facts.kind]).text, WORDING_OF[facts.kind]),
            facts,
            self._roll_call(meeting_id, facts, attendance),
            self._votes.motions(meeting_id),
            self._votes.standing_counts(meeting_id),
            course=self._course.of(meeting_id),
        )

    def place(self, meeting_id: int) -> DeskPlace:
        """Return where the desk stands: the line kept last, or the nearest one if that is gone."""
        kept = self._store.place(meeting_id)
        script = self.compose(meeting_id)
        if kept is None:
            return DeskPlace(script.nearest(""))
        key = script.nearest(kept.line_key)
        return DeskPlace(key, kept.half_typed if key == kept.line_key else {})

    def keep_place(
        self, meeting_id: int, line_key: str, half_typed: Mapping[str, int | str] | None = None
    ) -> ChangeSet:
        """Keep where the desk stands and what is half typed there; durable when this returns."""
        with self._database.transaction():
            self._store.write_place(meeting_id, line_key, half_typed or {}, self._journal.stamp())
        return ChangeSet.of(RecordKind.SCRIPT, record_id=meeting_id)

    def wording_kind(self, meeting_id: int) -> str:
        """Return which wording the script of a meeting is made from, one of `KINDS`."""
        return WORDING_OF[self._meetings.get(meeting_id).kind]

    def restart_hint(self, meeting_id: int) -> str:
        """Say where a meeting was left, for the one who comes back to it; empty when it has not begun."""
        if self._store.place(meeting_id) is None:
            return ""
        script = self.compose(meeting_id)
        key = self.place(meeting_id).line_key
        step, line = script.step_of(key), script.line(key)
        words = line.text.splitlines()[0] if line.text else "表决结果"
        return f"上次停在“{step.title}”的{step.name}：{words}"

    # ---- wordings

    def wording(self, kind: str = COMMITTEE_SESSION) -> Wording:
        """Return a wording: the federation's own, else the one that comes with the program.

        Raises:
            UserFacingError: there is no wording of that kind.
        """
        own = self._store.wording(_known(kind))
        if own is not None:
            return Wording(kind, own[0], is_own=True, saved_at=own[1])
        return Wording(kind, shipped_text(kind), is_own=False, saved_at="")

    def problems(self, kind: str, text: str) -> tuple[WordingProblem, ...]:
        """Return what is wrong with a text, by line; empty when it could be saved."""
        return check(_known(kind), text)

    def save_wording(self, kind: str, text: str) -> ChangeSet:
        """Keep the federation's own wording; scripts composed from now on use it.

        Raises:
            WordingError: something in it is wrong; the wording kept before stays.
        """
        found = self.problems(kind, text)
        if found:
            raise WordingError(found)
        with self._database.transaction():
            self._store.write_wording(kind, text, self._journal.stamp(), self._journal.user)
            self._journal.record("修改文稿", "wording", None, new={"kind": kind, "text": text})
        return ChangeSet.of(RecordKind.WORDING, RecordKind.SCRIPT)

    def restore_wording(self, kind: str) -> ChangeSet:
        """Go back to the wording that comes with the program; the journal keeps the own one."""
        with self._database.transaction():
            own = self._store.wording(_known(kind))
            if own is None:
                return ChangeSet.of()
            self._store.delete_wording(kind)
            self._journal.record("恢复原文稿", "wording", None, old={"kind": kind, "text": own[0]})
        return ChangeSet.of(RecordKind.WORDING, RecordKind.SCRIPT)

    def fill(self, kind: str, values: Mapping[str, str], conditions: Collection[str] = ()) -> tuple[str, ...]:
        """Return the paragraphs of a paper's wording with its values put in.

        Args:
            kind: one of `KINDS` except the script.
            values: text for each placeholder; `结果` chooses the outcome block.
            conditions: which conditions of lines hold: 有依据, 一人, 有列席 and so on.

        Raises:
            UserFacingError: values are missing; each is named with its line and where it is filled in.
        """
        return fill(KINDS[_known(kind)], self.wording(kind).text, values, conditions)

    # ---- trying a text out

    def trying(self, kind: str, text: str) -> ScriptTrial:
        """Return this room as it would be with another text of a wording; nothing is kept."""
        from fulian_desktop.scripts.trying import ScriptTrial

        return ScriptTrial(
            self._database,
            self._journal,
            self._meetings,
            self._attendance,
            self._votes,
            tried=Wording(_known(kind), text, is_own=True, saved_at=""),
        )

    def preview(self, meeting_id: int, text: str, outcome: Outcome | None = None) -> Script:
        """Return the script of a meeting as a text of the script's wording would give it.

        Args:
            meeting_id: the meeting.
            text: the wording, saved or not.
            outcome: what all questions are taken to have come out as, with invented counts and everybody
                there; None takes what was recorded.

        Raises:
            WordingError: something in the text is wrong.
            UserFacingError: no count comes out like that.
        """
        facts, counts, roll_call = self._counted(meeting_id, outcome)
        course = self._course.of(meeting_id) if outcome is None else None
        return compose(
            read(text, WORDING_OF[facts.kind]),
            facts,
            roll_call,
            self._votes.motions(meeting_id),
            counts,
            course=course,
        )

    def gaps(self, meeting_id: int, text: str) -> tuple[WordingProblem, ...]:
        """Return the lines of a script's text with blanks the meeting's preparation has not filled yet.

        Raises:
            WordingError: something in the text is wrong.
        """
        facts = self._facts(meeting_id)
        return gaps(read(text, WORDING_OF[facts.kind]), facts)

    def values(self, meeting_id: int, outcome: Outcome | None = None) -> dict[str, str]:
        """Return what the blanks of a script stand for in a meeting: the first item's, the first nominee's.

        A blank without a value is left out. `outcome` as in `preview`.
        """
        facts, counts, roll_call = self._counted(meeting_id, outcome)
        return example_values(facts, roll_call, self._votes.motions(meeting_id), counts)

    # ---- inside

    def _facts(self, meeting_id: int) -> MeetingFacts:
        return self.in_session(self._meetings.get(meeting_id), self._meetings.facts(meeting_id))

    def _counted(
        self, meeting_id: int, outcome: Outcome | None
    ) -> tuple[MeetingFacts, Mapping[MotionKey, VoteCount], RollCall | None]:
        facts = self._facts(meeting_id)
        if outcome is None:
            return facts, self._votes.standing_counts(meeting_id), self._roll_call(meeting_id, facts)
        motions = self._votes.motions(meeting_id)
        counts = invented_counts(meeting_id, facts, motions, outcome, self._journal.stamp())
        return facts, counts, RollCall.of_everybody(facts)

    def _roll_call(
        self, meeting_id: int, facts: MeetingFacts, attendance: Attendance | None = None
    ) -> RollCall | None:
        state = self._meetings.get(meeting_id).state
        if state is MeetingState.PREPARING:
            return None
        if attendance is None:
            attendance = self._attendance.attendance(meeting_id)
        return RollCall.of(attendance, facts, closed=state is MeetingState.CLOSED)


def shipped_text(kind: str) -> str:
    """Return the wording that comes with the program."""
    return (WORDINGS / f"{_known(kind)}.txt").read_text(encoding="utf-8")


def _known(kind: str) -> str:
    if kind not in KINDS:
        raise UserFacingError(
            f"没有名为“{kind}”的文稿。", advice=(f"可以改的有：{'、'.join(KINDS.values())}。",)
        )
    return kind
