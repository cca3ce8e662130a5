"""Every act of a live meeting by two numbers, and what must be true after each of them.

The numbers choose the person, the item, the hands; whoever draws them (hypothesis, a random generator) needs
to know nothing about meetings. An act that the program refuses in words is no fault; anything else is.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState, standing_marks, was_present
from fulian_desktop.meetings.attendance_store import AttendanceStore
from fulian_desktop.meetings.closing_rule import UndecidedItems
from fulian_desktop.meetings.course import EventKind, Timed
from fulian_desktop.meetings.records import AgendaDraft, AgendaKind, DecisionMethod, MeetingState
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.records import LineKind
from fulian_desktop.votes.records import HandEntry, VoteCount
from fulian_desktop.votes.tallies import Zone, ZoneHands
from tests.builders import SettableClock, TickedWorkspace, a_by_election, a_workspace, open_with_attendance

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fulian_desktop.votes.records import MotionKey

START = datetime(2026, 3, 6, 9, 20)
PRESENT, LEFT, EXCUSED, ABSENT = (
    AttendanceState.PRESENT,
    AttendanceState.LEFT,
    AttendanceState.EXCUSED,
    AttendanceState.ABSENT,
)
_FURTHER = (
    AgendaDraft(AgendaKind.LIST_APPROVAL, "通过表彰名单", method=DecisionMethod.ACCLAMATION),
    AgendaDraft(AgendaKind.OTHER, "活动分工", method=DecisionMethod.ORAL),
    AgendaDraft(AgendaKind.OTHER, "活动经费", show_of_hands=True),
)
_INSERTED = (
    AgendaDraft(AgendaKind.OTHER, "临时事项", show_of_hands=True),
    AgendaDraft(AgendaKind.BREAK, "休息", minutes=10),
    AgendaDraft(AgendaKind.OTHER, "临时口头事项", method=DecisionMethod.ORAL),
    AgendaDraft(AgendaKind.ELECTION, "选举副主席"),
)


def prepare(folder: Path) -> tuple[Path, int]:
    """Make a file with an open meeting that asks questions in every way; return it and the meeting's id."""
    workspace = a_workspace(folder, now=START)
    meeting_id = a_by_election(workspace)
    for draft in _FURTHER:
        workspace.agenda.add(meeting_id, draft)
    open_with_attendance(workspace, meeting_id)
    workspace.close()
    return folder / "三合村.fulian", meeting_id


def reopened(path: Path, now: datetime) -> TickedWorkspace:
    """Open the file as after a restart, with a clock of its own."""
    clock = SettableClock(now)
    workspace = TickedWorkspace.open(path, user="李祎", clock=clock)
    assert isinstance(workspace, TickedWorkspace)
    workspace.clock = clock
    return workspace


@dataclass
class Known:
    """What was confirmed to the minute-taker so far; nothing of it may be lost or changed."""

    counts: list[VoteCount] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    place: tuple[str, dict[str, int | str]] | None = None
    acts: int = 0
    refused: int = 0
    closed: bool = False


class LiveMeeting:
    """One meeting in a real file; `acts` are all that can be done in it."""

    def __init__(self, path: Path, meeting_id: int, now: datetime = START) -> None:
        """Go on with the meeting in a file."""
        self.path = path
        self.id = meeting_id
        self.workspace = reopened(path, now)
        self.known = Known()
        facts = self.workspace.meetings.facts(meeting_id)
        self.adopted = facts.adopted_agenda
        self.people = tuple(member.person_id for member in facts.entitled)

    def do(self, name: str, one: int, two: int) -> bool:
        """Do an act a little later than the last; False when the program refused it in words."""
        self.workspace.clock.advance(seconds=1 + (one + two) % 130)
        self.known.acts += 1
        try:
            ACTS[name](self, one, two)
        except UserFacingError:
            self.known.refused += 1
            return False
        return True

    # ---- the room

    def _come(self, one: int, two: int) -> None:
        self.workspace.attendance.mark(self.id, PRESENT, person_id=self._person(one), at=self._earlier(two))

    def _go(self, one: int, two: int) -> None:
        self.workspace.attendance.mark(self.id, LEFT, person_id=self._person(one), at=self._earlier(two))

    def _excuse(self, one: int, two: int) -> None:
        state, reason = (EXCUSED, ("家中有事", "")[two % 2]) if two % 3 else (ABSENT, "")
        self.workspace.attendance.mark(self.id, state, person_id=self._person(one), reason=reason)

    def _everybody(self, one: int, two: int) -> None:
        self.workspace.attendance.mark_everyone_present(self.id)

    def _undo_marks(self, one: int, two: int) -> None:
        self.workspace.attendance.withdraw_marks(self.id, 1 + two % 3)

    def _call_roll(self, one: int, two: int) -> None:
        lines = self.workspace.scripts.compose(self.id).lines
        self.workspace.course.finish_roll_call(self.id, lines[one % len(lines)].key)

    # ---- questions

    def _vote(self, one: int, two: int) -> None:
        key = self._motion(one)
        entry = self._entry(two)
        reason = "漏数一人" if one % 4 == 0 else ""
        self._confirm(key, entry, reason)

    def _vote_in_zones(self, one: int, two: int) -> None:
        key = self._motion(one)
        counting = self.workspace.votes.counting
        half = len(self.people) // 2
        zones = (Zone("前排", "马晓燕", self.people[:half]), Zone("后排", "李堃", self.people[half:]))
        counting.set_zones(self.id, zones if two % 3 else ())
        question = self.workspace.votes.open_question(self.id, key)
        rows = counting.blank_rows(self.id, question)
        counting.keep_draft(self.id, key, rows)
        first = [self._row(row, two) for row in rows]
        counting.take(self.id, key, first, counter="马晓燕")
        if one % 2:
            counting.take(self.id, key, [self._row(row, two + one % 2) for row in rows], counter="李堃")
        entry = counting.open_tallies(self.id, key)[-1].entry
        self._confirm(key, entry, "", settlement="数了三遍" if one % 3 == 0 else "")

    def _correct(self, one: int, two: int) -> None:
        standing = list(self.workspace.votes.standing_counts(self.id).values())
        if not standing:
            return
        wrong = standing[one % len(standing)]
        question = self.workspace.votes.open_question(self.id, wrong.key)
        reason = "" if two % 11 == 0 else "漏数后排"
        votes = self.workspace.votes_after_closing if self.known.closed else self.workspace.votes
        done = votes.correct(wrong.id, self._entry(two), reason)
        assert done.count.present_people == question.present_people
        self._freeze(done.count)

    def _person_by_person(self, one: int, two: int) -> None:
        items = self.workspace.meetings.facts(self.id).agenda
        self.workspace.votes.vote_person_by_person(self.id, items[one % len(items)].id)

    def _agree(self, one: int, two: int) -> None:
        items = self.workspace.meetings.facts(self.id).agenda
        objections = (0, 0, 1, -1, 99)[two % 5]
        self.workspace.course.agree(self.id, items[one % len(items)].id, objections=objections, text="再议")

    def _correct_agreement(self, one: int, two: int) -> None:
        agreements = list(self.workspace.course.of(self.id).agreements)
        if agreements:
            item_id = agreements[one % len(agreements)]
            self.workspace.course.correct_agreement(self.id, item_id, objections=two % 3, reason="听错了")

    def _release(self, one: int, two: int) -> None:
        standing = list(self.workspace.votes.standing_counts(self.id).values())
        if standing:
            self.workspace.votes.counting.release(standing[one % len(standing)])

    # ---- the agenda and the course

    def _skip(self, one: int, two: int) -> None:
        self.workspace.running.skip(self.id, self._item(one), ("领导临时有事", "")[two % 4 == 0])

    def _put_back(self, one: int, two: int) -> None:
        self.workspace.running.put_back(self.id, self._item(one))

    def _reorder(self, one: int, two: int) -> None:
        self.workspace.running.move(self.id, self._item(one), two % 7 - 3)

    def _insert(self, one: int, two: int) -> None:
        draft = _INSERTED[two % len(_INSERTED)]
        self.workspace.running.insert(self.id, draft, after_id=self._item(one))

    def _return_to(self, one: int, two: int) -> None:
        self.workspace.running.return_to(self.id, self._item(one) if two % 4 else None)

    def _pause(self, one: int, two: int) -> None:
        what = list(Timed)[two % 3]
        line = self._line(one)
        if two % 2:
            self.workspace.course.begin(self.id, what, line, "陆明秋")
        else:
            self.workspace.course.end(self.id, what, line)

    def _happen(self, one: int, two: int) -> None:
        kinds = (EventKind.AWARDED, EventKind.QUORUM_SAID, EventKind.PERFORMED)
        self.workspace.course.happen(self.id, kinds[two % 3], self._line(one), "石桂芳家庭")

    def _say(self, one: int, two: int) -> None:
        self.workspace.course.say(self.id, self._line(one), "请大家安静。")

    def _withdraw(self, one: int, two: int) -> None:
        events = self.workspace.course.of(self.id).events
        if events:
            self.workspace.course.withdraw(self.id, events[one % len(events)].id)

    def _note(self, one: int, two: int) -> None:
        words = f"第{self.known.acts}件事"
        if two % 2:
            self.workspace.meetings.note(self.id, words, agenda_item_id=self._item(one))
        else:
            self.workspace.course.note_incident(self.id, self._line(one), words)
        self.known.notes.append(words)

    def _go_on(self, one: int, two: int) -> None:
        """Keep a line and half-typed numbers; items begin as the script reaches them."""
        key = self._line(one)
        script = self.workspace.scripts.compose(self.id)
        item_id = script.step_of(key).item_id
        if item_id is not None:
            self.workspace.running.begin(self.id, item_id)
        half: dict[str, int | str] = (
            {f"{item_id or 0}/0/against": two % 10, "note": "写了一半"} if two % 2 else {}
        )
        self.workspace.scripts.keep_place(self.id, key, half)
        self.known.place = (key, half)

    # ---- later and at the end

    def _enter_later(self, one: int, two: int) -> None:
        at = self._earlier(two) or "9:30"
        door = self.workspace.late_entry
        if one % 2:
            state = LEFT if two % 2 else PRESENT
            door.mark(self.id, state, person_id=self._person(one), at=at, source="签到册")
            return
        key = self._motion(one)
        question = door.question_at(self.id, key, at)
        done = door.confirm(self.id, key, self._entry(two), at=at, source="表决记录单")
        assert done.count.present_people == question.present_people
        self._freeze(done.count)

    def _close(self, one: int, two: int) -> None:
        if one % 6:
            return
        reason = "留到下次会议" if two % 2 else ""
        try:
            self.workspace.meetings.close(self.id, reason)
        except UndecidedItems:
            assert not reason
            raise
        self.known.closed = True

    def _crash(self, one: int, two: int) -> None:
        """Lose the process: what it knew is gone, the file and its write-ahead log are as they are."""
        copy = self.path.with_name(f"重开{self.known.acts}.fulian")
        now = self.workspace.clock.now
        for suffix in ("", "-wal"):
            source = self.path.with_name(self.path.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + suffix))
        self.workspace.close()
        self.path.unlink()
        self.path = copy
        self.workspace = reopened(copy, now)
        self.resumes_where_it_was()

    # ---- what must be true

    def resumes_where_it_was(self) -> None:
        """The desk stands at the line kept last, with what was half typed there."""
        if self.known.place is None:
            return
        key, half = self.known.place
        script = self.workspace.scripts.compose(self.id)
        place = self.workspace.scripts.place(self.id)
        assert place.line_key == script.nearest(key)
        if key in {line.key for line in script.visible}:
            assert (place.line_key, dict(place.half_typed)) == (key, half)

    def look(self) -> None:
        """Look at everything that must be true at any moment of a meeting."""
        facts = self.workspace.meetings.facts(self.id)
        assert facts.adopted_agenda == self.adopted
        attendance = self.workspace.attendance.attendance(self.id)
        assert attendance.present == len(set(attendance.present_ids)) <= attendance.entitled == 13
        assert attendance.quorum.met == (attendance.present >= 9)
        self._look_at_counts()
        self._look_at_script()
        assert [note.text for note in self.workspace.meetings.notes(self.id)] == self.known.notes

    def look_at_the_end(self) -> None:
        """Look at the whole file and at the papers."""
        assert self.workspace.check() == []
        if self.workspace.meetings.get(self.id).state is MeetingState.OPEN:
            self.workspace.clock.advance(seconds=1)
            self.workspace.meetings.close(self.id, "时间不够，留到下次会议")
            self.known.closed = True
            assert self.workspace.check() == []
        minutes = "\n".join(texts_of_paper(self.workspace.papers.compose(self.id, PaperKind.MINUTES)))
        for count in self.workspace.votes.standing_counts(self.id).values():
            said = f"同意{count.in_favour}人，不同意{count.against}人"
            assert said in minutes, f"{said} is not in the minutes"
        for item in self.workspace.meetings.facts(self.id).skipped:
            assert f"没有进行。原因：{item.reason}" in minutes
        for note in self.known.notes:
            assert note in minutes
        self.look()

    def _look_at_counts(self) -> None:
        counts = list(self.workspace.votes.counts(self.id))
        assert counts == self.known.counts
        for one in counts:
            assert one.in_favour + one.against + one.abstaining + one.not_voting == one.voters
            assert min(one.in_favour, one.against, one.abstaining, one.not_voting) >= 0
            assert one.voters <= one.present == len(set(one.present_people)) <= one.entitled == 13
            assert (one.quorum_need, one.need) == (9, 7)
            # A correction may find that the room was too empty after all; then nothing was carried.
            assert one.present >= 9 or one.corrects_id is not None
            assert one.is_carried == (one.in_favour >= 7 and one.present >= 9)
            # The usual rule pack: unanimous means nobody against and nobody abstaining.
            whole = (one.against, one.abstaining) == (0, 0)
            assert (one.outcome is Outcome.CARRIED_UNANIMOUSLY) == (whole and one.is_carried)

    def _look_at_script(self) -> None:
        standing = self.workspace.votes.standing_counts(self.id)
        agreements = self.workspace.course.of(self.id).agreements
        script = self.workspace.scripts.compose(self.id)
        assert len({line.key for line in script.lines}) == len(script.lines)
        for line in script.lines:
            if line.kind is not LineKind.RESULT:
                assert "一致通过" not in line.text
                continue
            if line.agreement:
                agreed = agreements.get(line.item_id or 0)
                assert line.pending == (agreed is None)
                continue
            count = standing.get(line.motion) if line.motion is not None else None
            assert line.pending == (count is None)
            assert bool(line.text) == (count is not None)
            if count is not None:
                assert ("一致通过" in line.text) == (count.outcome is Outcome.CARRIED_UNANIMOUSLY)
                assert ("没有通过" in line.text or "未通过" in line.text) == (not count.is_carried), line.text

    # ---- inside

    def _confirm(self, key: MotionKey, entry: HandEntry, reason: str, settlement: str = "") -> None:
        room = frozenset(self.workspace.attendance.attendance(self.id).present_ids)
        done = self.workspace.votes.confirm(self.id, key, entry, reason=reason, settlement=settlement)
        assert set(done.count.present_people) == room
        self._freeze(done.count)

    def _freeze(self, count: VoteCount) -> None:
        """Note a count with who was in the room by all marks known when it was confirmed."""
        marks = [
            mark
            for mark in standing_marks(AttendanceStore(self.workspace.database).marks(self.id))
            if mark.person_id is not None
        ]
        by_timeline = {
            person
            for person in self.people
            if was_present([mark for mark in marks if mark.person_id == person], count.at)
        }
        # Who left in the very minute of the count counts as there by the timeline, not by the second.
        in_the_minute = {mark.person_id for mark in marks if mark.at[:16] == count.at[:16]}
        if count.corrects_id is None:
            assert set(count.present_people) ^ by_timeline <= in_the_minute
        self.known.counts.append(count)

    def _person(self, one: int) -> int:
        return self.people[one % len(self.people)]

    def _item(self, one: int) -> int:
        running = self.workspace.running.items(self.id)
        return running[one % len(running)].item.id

    def _line(self, one: int) -> str:
        lines = self.workspace.scripts.compose(self.id).visible
        return lines[one % len(lines)].key

    def _motion(self, one: int) -> MotionKey:
        motions = self.workspace.votes.motions(self.id)
        return motions[one % len(motions)].key

    def _earlier(self, two: int) -> str | None:
        """Return now, or now and then a time up to 20 minutes ago, or one that lies ahead."""
        if two % 5:
            return None
        minutes = two // 5 % 22 - 1
        now = self.workspace.clock.now
        total = now.hour * 60 + now.minute - minutes
        return f"{total // 60}:{total % 60:02d}"

    @staticmethod
    def _entry(two: int) -> HandEntry:
        against = (0, 0, 0, 1, 6, 9, 12, -1)[two % 8]
        abstaining, not_voting = (0, 0, 1, 2)[two // 8 % 4], (0, 0, 0, 1)[two // 32 % 4]
        in_favour = (None, None, 9, 10, 11, -1, 1234567890)[two // 128 % 7]
        return HandEntry(against, abstaining, not_voting, in_favour)

    @staticmethod
    def _row(row: ZoneHands, two: int) -> ZoneHands:
        people = None if two % 7 == 0 else row.people
        return ZoneHands(row.zone, row.counter, people, two % 3, two // 3 % 2)


_NAMES = (
    "come",
    "go",
    "excuse",
    "everybody",
    "undo_marks",
    "call_roll",
    "vote",
    "vote_in_zones",
    "correct",
    "person_by_person",
    "agree",
    "correct_agreement",
    "release",
    "skip",
    "put_back",
    "reorder",
    "insert",
    "return_to",
    "pause",
    "happen",
    "say",
    "withdraw",
    "note",
    "go_on",
    "enter_later",
    "close",
    "crash",
)
ACTS: dict[str, Callable[[LiveMeeting, int, int], None]] = {
    name: getattr(LiveMeeting, f"_{name}") for name in _NAMES
}
