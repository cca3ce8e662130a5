"""The door of the room of meetings: prepare one, open it, note what happens, close it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings import agenda_course, facts_text, usual_agenda
from fulian_desktop.meetings.agenda_course_store import AgendaCourseStore
from fulian_desktop.meetings.agenda_store import AgendaStore
from fulian_desktop.meetings.attendance_store import AttendanceStore
from fulian_desktop.meetings.closing_rule import ClosingRule
from fulian_desktop.meetings.facts import compose_facts, roster_lines
from fulian_desktop.meetings.meeting_store import MeetingStore
from fulian_desktop.meetings.plans import checked_plan
from fulian_desktop.meetings.readiness import missing
from fulian_desktop.meetings.records import (
    Meeting,
    MeetingFacts,
    MeetingNote,
    MeetingPlan,
    MeetingState,
    Missing,
    RosterLine,
)
from fulian_desktop.rules.rule_pack import shipped_pack
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from fulian_desktop.meetings.agenda_course import RunningItem
    from fulian_desktop.meetings.session_kinds import SessionSource
    from fulian_desktop.people.operations import PeopleOperations
    from fulian_desktop.rules.rule_pack import RulePack
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.seats.records import Term
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

MOST_SESSIONS = 999
_NOTHING = "会议没有改动。"


class MeetingOperations:
    """Prepare, open and close meetings of the committee."""

    def __init__(
        self, database: Database, journal: Journal, people: PeopleOperations, seats: SeatOperations
    ) -> None:
        self._database = database
        self._journal = journal
        self._people = people
        self._seats = seats
        self.in_session: SessionSource = lambda _meeting, facts: facts
        self._store = MeetingStore(database)
        self._agenda = AgendaStore(database)
        self._course = AgendaCourseStore(database)
        self._attendance = AttendanceStore(database)
        self._composed_last: tuple[int, int, MeetingFacts] | None = None

    # ---- reading

    def meetings(self) -> list[Meeting]:
        """Return all meetings, the newest first."""
        return self._store.meetings()

    def get(self, meeting_id: int) -> Meeting:
        """Return one meeting.

        Raises:
            UserFacingError: there is no such meeting.
        """
        meeting = self._store.meeting(meeting_id)
        if meeting is None:
            raise UserFacingError("这次会议已经不在资料里。", advice=("请回到会议页重新选择。",))
        return meeting

    def facts(self, meeting_id: int) -> MeetingFacts:
        """Return the facts of a meeting: frozen ones if it was opened, else as the records stand now.

        The agenda of an opened meeting is the running one; the adopted one is beside it.
        """
        frozen = self._store.frozen_facts(meeting_id)
        if frozen is not None:
            return agenda_course.as_run(
                facts_text.facts_from_text(frozen),
                self._agenda.spontaneous(meeting_id),
                self._course.acts(meeting_id),
                self._course.objected(meeting_id),
            )
        # Composing reads all people, and a page asks several times before anything changes.
        revision, last = self._database.revision, self._composed_last
        if revision is not None and last is not None and last[:2] == (meeting_id, revision):
            return last[2]
        facts = self._composed(self.get(meeting_id))
        self._composed_last = None if revision is None else (meeting_id, revision, facts)
        return facts

    def running_agenda(self, meeting_id: int) -> tuple[RunningItem, ...]:
        """Return the present order and the state of every item; skipped ones are in their place."""
        meeting = self.get(meeting_id)
        return agenda_course.running_agenda(
            self.facts(meeting_id).adopted_agenda,
            self._agenda.spontaneous(meeting_id),
            self._course.acts(meeting_id),
            closed_at=meeting.closed_at,
        )

    def missing(self, meeting_id: int) -> tuple[Missing, ...]:
        """Return what the preparation of a meeting still lacks, the blocking things first."""
        meeting = self.get(meeting_id)
        if meeting.state is not MeetingState.PREPARING:
            return ()
        return missing(self.facts(meeting_id), self._term(meeting))

    def roster(self, meeting_id: int) -> tuple[RosterLine, ...]:
        """Return the roster as it was when the meeting closed; before that, as it stands now."""
        frozen = self._store.closing_roster(meeting_id)
        if frozen is not None:
            return facts_text.roster_from_text(frozen)
        return self._current_roster(self.get(meeting_id))

    def notes(self, meeting_id: int) -> tuple[MeetingNote, ...]:
        """Return the notes of a meeting in the order they were written."""
        return self._store.notes(meeting_id)

    # ---- preparing

    def prepare_by_election(
        self, plan: MeetingPlan | None = None, rule_pack: RulePack | None = None
    ) -> ChangeSet:
        """Make a committee meeting that adds members, with the usual agenda and the next session number.

        `record_id` of the change set is its id.

        Raises:
            UserFacingError: no seat is vacant.
        """
        board = self._seats.board()
        if not board.vacant:
            raise UserFacingError(
                f"本届 {board.term.seat_count} 个席位都有人，没有空缺可以增补。",
                advice=("有人离任时，先在“届次席位”登记离任。",),
                safe="没有新建会议。",
            )
        chair = next((holder for holder in board.holders() if holder.post is Post.CHAIR), None)
        plan = checked_plan(plan or MeetingPlan(presiding_chair_id=chair.person_id if chair else None))
        speaker = chair.person_name if chair else ""
        with self._database.transaction():
            number = self._store.next_session_number(board.term.id)
            pack = rule_pack or shipped_pack(self._seats.federation().rule_pack)
            meeting_id = self._store.add(board.term.id, number, plan, pack.to_text())
            for draft in usual_agenda.of_by_election(speaker):
                self._agenda.add_item(meeting_id, draft)
            self._journal.record(
                "新建会议", "meeting", meeting_id, new={"session_number": number, "rule_pack": pack.id}
            )
        return ChangeSet.of(RecordKind.MEETING, RecordKind.AGENDA, record_id=meeting_id)

    def change_plan(
        self, meeting_id: int, plan: MeetingPlan, *, session_number: int | None = None
    ) -> ChangeSet:
        """Write when, where and by whom a meeting in preparation is held, and its session number.

        Raises:
            UserFacingError: the meeting was opened, the day or time makes no sense, or the number is taken.
        """
        with self._database.transaction():
            meeting = self._preparing(meeting_id)
            plan = checked_plan(plan)
            number = session_number if session_number is not None else meeting.session_number
            for other in self._store.meetings():
                if other.id != meeting_id and (other.term_id, other.session_number) == (
                    meeting.term_id,
                    number,
                ):
                    raise UserFacingError(
                        f"本届第 {number} 次会议已经有了。", advice=("请核对次数。",), safe=_NOTHING
                    )
            if not (1 <= number <= MOST_SESSIONS or meeting.kind.is_of_congress):
                raise UserFacingError(
                    f"会议次数 {number} 不对。",
                    advice=(f"请填 1 到 {MOST_SESSIONS} 之间的数。",),
                    safe=_NOTHING,
                )
            self._store.write_plan(meeting_id, number, plan)
            self._journal.record(
                "修改会议安排",
                "meeting",
                meeting_id,
                old=asdict(meeting.plan) | {"session_number": meeting.session_number},
                new=asdict(plan) | {"session_number": number},
            )
        return ChangeSet.of(RecordKind.MEETING, record_id=meeting_id)

    def choose_rule_pack(self, meeting_id: int, pack: RulePack) -> ChangeSet:
        """Choose the rules a meeting in preparation is held by."""
        with self._database.transaction():
            before = self._preparing(meeting_id).rule_pack
            self._store.write_rule_pack(meeting_id, pack.to_text())
            self._journal.record(
                "选定议事规则",
                "meeting",
                meeting_id,
                old={"rule_pack": before.id},
                new={"rule_pack": pack.id},
            )
        return ChangeSet.of(RecordKind.MEETING, record_id=meeting_id)

    def discard(self, meeting_id: int, reason: str = "") -> ChangeSet:
        """Delete a meeting that was never opened."""
        with self._database.transaction():
            meeting = self._preparing(meeting_id)
            self._store.delete(meeting_id)
            self._journal.record(
                "取消筹备", "meeting", meeting_id, old={"title": meeting.title}, reason=reason
            )
        return ChangeSet.of(RecordKind.MEETING, RecordKind.AGENDA, RecordKind.NOMINEE)

    def add_nominee(self, meeting_id: int, person_id: int, seat_number: int | None = None) -> ChangeSet:
        """Nominate a person for a vacant seat: the one named, or the first no other nominee is for.

        Raises:
            UserFacingError: she holds a seat, is nominated already, or every vacancy has a nominee.
        """
        with self._database.transaction():
            meeting = self._preparing(meeting_id)
            person, board = self._people.get(person_id), self._seats.board(self._term(meeting))
            tenure = board.of_person(person_id)
            if tenure is not None:
                raise UserFacingError(
                    f"{person.name}现在就是第{tenure.seat_number}席的{tenure.post.phrase}，不用再增补。",
                    advice=("请另选一位人选。",),
                    safe=_NOTHING,
                )
            rows = self._store.nominee_rows(meeting_id)
            if any(row[1] == person_id for row in rows):
                raise UserFacingError(
                    f"{person.name}已经在人选名单里。", advice=("请另选一位人选。",), safe=_NOTHING
                )
            taken = {row[2] for row in rows}
            free = [seat for seat in board.vacant if seat.id not in taken]
            if not free:
                raise UserFacingError(
                    f"空缺席位只有 {len(board.vacant)} 个，人选已经有 {len(rows)} 名，"
                    f"{person.name}加不进来。",
                    advice=("人选不能多于空缺席位：请先去掉一名人选，或核对席位。",),
                    safe=_NOTHING,
                )
            seats = [seat for seat in free if seat_number in (None, seat.number)]
            if not seats:
                raise UserFacingError(
                    f"席位 {seat_number} 没有空着，或者已经有人选。",
                    advice=("请另选一个空缺席位。",),
                    safe=_NOTHING,
                )
            nominee_id = self._store.add_nominee(meeting_id, person_id, seats[0].id)
            self._journal.record(
                "加入人选", "nominee", nominee_id, new={"name": person.name, "seat": seats[0].number}
            )
        return ChangeSet.of(RecordKind.NOMINEE, record_id=nominee_id)

    def remove_nominee(self, meeting_id: int, nominee_id: int) -> ChangeSet:
        """Take a nominee off the list of a meeting in preparation."""
        with self._database.transaction():
            self._preparing(meeting_id)
            name = next((n.name for n in self.facts(meeting_id).nominees if n.id == nominee_id), "")
            self._store.delete_nominee(nominee_id)
            self._journal.record("去掉人选", "nominee", nominee_id, old={"name": name})
        return ChangeSet.of(RecordKind.NOMINEE)

    def add_observer(self, meeting_id: int, name: str, role: str) -> ChangeSet:
        """Add someone who attends without a vote (列席); she is never counted."""
        if not name.strip():
            raise UserFacingError("列席人员的姓名没有填。", advice=("请填写姓名。",), safe=_NOTHING)
        with self._database.transaction():
            self._preparing(meeting_id)
            observer_id = self._store.add_observer(meeting_id, name.strip(), role.strip())
            self._journal.record(
                "加列席人员", "observer", observer_id, new={"name": name.strip(), "role": role.strip()}
            )
        return ChangeSet.of(RecordKind.MEETING, record_id=observer_id)

    def remove_observer(self, meeting_id: int, observer_id: int) -> ChangeSet:
        """Take an observer off the list of a meeting in preparation."""
        with self._database.transaction():
            self._preparing(meeting_id)
            self._store.delete_observer(observer_id)
            self._journal.record("去掉列席人员", "observer", observer_id)
        return ChangeSet.of(RecordKind.MEETING)

    # ---- holding

    def open(self, meeting_id: int) -> ChangeSet:
        """Open the meeting: the entitled list, the rule pack and all facts are frozen as they are now.

        Raises:
            UserFacingError: something it cannot be opened without is missing, another meeting is open, or a
                new term has begun.
        """
        with self._database.transaction():
            meeting = self._preparing(meeting_id)
            blocking = [one for one in self.missing(meeting_id) if one.blocks]
            if blocking:
                raise UserFacingError(
                    "现在还不能开会：" + "；".join(one.sentence for one in blocking) + "。",
                    advice=("请在会议筹备页补齐，再进入会场。",),
                    safe="会议还在筹备，没有改动。",
                )
            if meeting.term_id != self._seats.current_term().id and not meeting.kind.is_of_congress:
                raise UserFacingError(
                    f"已经换届，不能再开{meeting.title}。", advice=("请取消这次筹备。",), safe=_NOTHING
                )
            running = next((m for m in self._store.meetings() if m.state is MeetingState.OPEN), None)
            if running is not None:
                raise UserFacingError(
                    f"{running.title}还没有结束，不能同时开两次会。",
                    advice=("请先结束正在开的会。",),
                    safe=_NOTHING,
                )
            facts = self._composed(meeting)
            frozen = facts_text.facts_to_text(facts)
            self._store.open(meeting_id, frozen, self._journal.stamp())
            for member in facts.entitled:
                self._attendance.add_entitled(meeting_id, member)
            self._journal.record(
                "开会",
                "meeting",
                meeting_id,
                new={
                    "title": facts.title,
                    "entitled": len(facts.entitled),
                    "rule_pack": facts.rule_pack.id,
                    "facts": facts_text.fingerprint(frozen),
                },
            )
        return ChangeSet.of(RecordKind.MEETING, RecordKind.ATTENDANCE, record_id=meeting_id)

    def close(self, meeting_id: int, reason: str = "") -> ChangeSet:
        """Close an open meeting for good with its roster; undecided questions need a `reason`."""
        with self._database.transaction():
            meeting = self.get(meeting_id)
            if meeting.state is not MeetingState.OPEN:
                raise UserFacingError(f"{meeting.title}{meeting.state.phrase}，不能结束。", safe=_NOTHING)
            ClosingRule(self._database, self._journal).allow(meeting_id, self.facts(meeting_id), reason)
            roster = facts_text.roster_to_text(self._current_roster(meeting))
            self._store.close(meeting_id, roster, self._journal.stamp())
            self._journal.record(
                "散会",
                "meeting",
                meeting_id,
                new={"title": meeting.title, "roster": facts_text.fingerprint(roster)},
            )
        return ChangeSet.of(RecordKind.MEETING, record_id=meeting_id)

    def note(self, meeting_id: int, text: str, *, agenda_item_id: int | None = None) -> ChangeSet:
        """Write down something that happened or was said; it goes into the minutes under its item."""
        if not text.strip():
            raise UserFacingError("没有写内容。", advice=("请写下要记的话。",))
        with self._database.transaction():
            meeting = self.get(meeting_id)
            if meeting.state is MeetingState.PREPARING:
                raise UserFacingError("会议还没有开，不能记录会上的事。", safe=_NOTHING)
            note_id = self._store.add_note(meeting_id, agenda_item_id, self._journal.stamp(), text.strip())
            self._journal.record("会上记录", "meeting_note", note_id, new={"text": text.strip()})
        return ChangeSet.of(RecordKind.MEETING, record_id=note_id)

    # ---- inside

    def _composed(self, meeting: Meeting) -> MeetingFacts:
        facts = compose_facts(
            meeting,
            self._seats.federation(),
            self._seats.board(self._term(meeting)),
            {person.id: person for person in self._people.everyone()},
            agenda=self._agenda.agenda(meeting.id),
            nominee_rows=self._store.nominee_rows(meeting.id),
            observers=self._store.observers(meeting.id),
        )
        return self.in_session(meeting, facts)

    def _term(self, meeting: Meeting) -> Term:
        return next(term for term in self._seats.terms() if term.id == meeting.term_id)

    def _current_roster(self, meeting: Meeting) -> tuple[RosterLine, ...]:
        board = self._seats.board(self._term(meeting))
        return roster_lines(board, {person.id: person for person in self._people.everyone()})

    def _preparing(self, meeting_id: int) -> Meeting:
        meeting = self.get(meeting_id)
        if meeting.state is not MeetingState.PREPARING:
            raise UserFacingError(
                f"{meeting.title}{meeting.state.phrase}，安排不能再改。",
                advice=("会上的变化请在会议现场登记。",),
                safe=_NOTHING,
            )
        return meeting
