"""Opening rounds, counting those there, announcing what a round came to, and the step that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.elections.announcing import (
    check_custody,
    check_written_in,
    outcome_of,
)
from fulian_desktop.elections.contests import (
    Progress,
    first_contest,
    first_kind,
    next_steps,
    officers,
    progress,
    unlisted,
)
from fulian_desktop.elections.count_records import NextStep, Round, RoundKind, RoundResult
from fulian_desktop.elections.custody_operations import figures_of
from fulian_desktop.elections.frozen_text import outcome_to_text
from fulian_desktop.elections.journal_fields import as_fields
from fulian_desktop.elections.reading import NOTHING_CHANGED
from fulian_desktop.elections.records import ElectionKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.rules.winners import Sizes, validity
from fulian_desktop.seats.records import Post

if TYPE_CHECKING:
    from fulian_desktop.elections.counting import CountingOperations
    from fulian_desktop.elections.reading import ElectionReader
    from fulian_desktop.elections.records import Election
    from fulian_desktop.elections.seating import SeatingOperations
    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.rules.ballot_tally import Tally
    from fulian_desktop.rules.ballots import Contest
    from fulian_desktop.rules.winners import Outcome
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_CHANGED = ChangeSet.of(RecordKind.ELECTION, RecordKind.BALLOT, RecordKind.PAPER, RecordKind.SCRIPT)


class RoundOperations:
    """Hold the rounds of an election; each is kept for ever."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        reader: ElectionReader,
        *,
        counting: CountingOperations,
        seating: SeatingOperations,
        meetings: MeetingOperations,
        attendance: AttendanceOperations,
    ) -> None:
        self._database = database
        self._journal = journal
        self._reader = reader
        self._rounds = reader.rounds
        self._counting = counting
        self._seating = seating
        self._meetings = meetings
        self._attendance = attendance

    # ---- reading

    def rounds(self, election_id: int) -> tuple[Round, ...]:
        """Return the rounds of an election in order."""
        return self._rounds.rounds(election_id)

    def get(self, round_id: int) -> Round:
        """Return one round.

        Raises:
            UserFacingError: there is no such round.
        """
        return self._reader.round(round_id)

    def result(self, round_id: int) -> RoundResult | None:
        """Return what a round came to, None before it was announced."""
        return self._rounds.result(round_id)

    def progress(self, election_id: int) -> Progress:
        """Return how far the announced rounds have come: elected, tied, seats left."""
        announced = [
            (one, result)
            for one in self._rounds.rounds(election_id)
            if (result := self._rounds.result(one.id)) is not None
        ]
        return progress(self._reader.get(election_id), announced)

    def next_steps(self, election_id: int) -> tuple[NextStep, ...]:
        """Return what may follow now, the usual step first; empty while a round runs or all is done."""
        rounds = self._rounds.rounds(election_id)
        waiting = not rounds or self._rounds.result(rounds[-1].id) is None
        if waiting or self._rounds.end(election_id) is not None:
            return ()
        return next_steps(self._reader.get(election_id), self.progress(election_id))

    def outcome(self, round_id: int) -> Outcome | None:
        """Return what a round comes to, with the reason for each; None while its votes are not settled.

        An election that is invalid as a whole (too few there, more ballots back than out) is told at once.
        """
        announced = self._rounds.result(round_id)
        if announced is not None:
            return announced.outcome
        one = self._reader.round(round_id)
        return self._outcome(self._reader.get(one.election_id), one)

    def end(self, election_id: int) -> tuple[int, str] | None:
        """Return how many seats stayed vacant and why, None while the election goes on."""
        return self._rounds.end(election_id)

    # ---- recording

    def open_first(self, election_id: int) -> ChangeSet:
        """Open the first round: its ballot is fixed as the list was passed. `record_id` is the round.

        Raises:
            UserFacingError: the list or the officials were not passed, or a round was opened before.
        """
        with self._database.transaction():
            election = self._reader.get(election_id)
            if election.passed_at is None or self._rounds.rounds(election_id):
                what = "候选人名单还没有通过" if election.passed_at is None else "第一轮已经开始"
                raise UserFacingError(f"{what}。", advice=("请看选举的进度。",), safe=NOTHING_CHANGED)
            if election.officials_passed_at is None:
                raise UserFacingError(
                    "监票人、计票人名单还没有通过。", advice=("请先通过名单。",), safe=NOTHING_CHANGED
                )
            contest = first_contest(election)
            if not contest.entrants:
                raise UserFacingError("没有候选人了，不能选举。", safe=NOTHING_CHANGED)
            return self._open(election, first_kind(election), contest, "")

    def open_next(self, election_id: int, kind: RoundKind, *, reason: str = "") -> ChangeSet:
        """Open the round that follows: a vote among the tied, a second round, the main one, a repetition.

        Raises:
            UserFacingError: that is not what may follow now.
        """
        with self._database.transaction():
            step = next((one for one in self.next_steps(election_id) if one.kind is kind), None)
            if step is None or step.contest is None or not step.contest.entrants:
                raise UserFacingError(
                    f"现在不能进行“{kind.phrase}”。", advice=("请看下一步的提示。",), safe=NOTHING_CHANGED
                )
            election = self._reader.get(election_id)
            return self._open(election, kind, step.contest, reason.strip() or step.sentence)

    def nominate_again(
        self, election_id: int, person_id: int, name: str, post: Post = Post.MEMBER
    ) -> ChangeSet:
        """Add a candidate between rounds, for a second round; `record_id` is the candidate.

        Raises:
            UserFacingError: a second round is not what may follow, or she is a candidate already.
        """
        with self._database.transaction():
            election = self._reader.get(election_id)
            known = [one for one in election.candidates if one.person_id == person_id]
            if known or not any(one.kind is RoundKind.SECOND for one in self.next_steps(election_id)):
                what = f"{name}已经是候选人" if known else "现在不能补充候选人"
                raise UserFacingError(f"{what}。", advice=("请看下一步的提示。",), safe=NOTHING_CHANGED)
            candidate_id = self._add_candidate(election, post.value, (person_id, name), "renominated")
        return _CHANGED | ChangeSet.of(record_id=candidate_id)

    def check_attendance(
        self, round_id: int, *, entitled: int | None = None, present: int | None = None
    ) -> ChangeSet:
        """Count who is entitled and there before ballots go out; by default as the meeting's attendance says.

        Raises:
            UserFacingError: too few are there, ballots went out already, or the numbers cannot be.
        """
        with self._database.transaction():
            one = self._reader.round(round_id)
            election = self._reader.get(one.election_id)
            if entitled is None or present is None:
                entitled, present = self._present(election)
            if entitled < 1 or not 0 <= present <= entitled:
                raise UserFacingError(
                    f"应到 {entitled} 人、实到 {present} 人，人数对不上。",
                    advice=("列席的人不计入；请核对签到。",),
                    safe=NOTHING_CHANGED,
                )
            fault = validity(election.pack, Sizes(entitled, present), 0)
            if fault:
                raise UserFacingError(f"{fault}。", advice=("请等人到齐后再清点。",), safe=NOTHING_CHANGED)
            figures = figures_of(self._rounds.events(round_id), present)
            if figures.issued is not None or self._counting.counts(round_id):
                raise UserFacingError(
                    "选票已经发出，应到、实到不能再改。",
                    advice=("发票后离场的，按发出未收回的选票处理。",),
                    safe=NOTHING_CHANGED,
                )
            attendance_id = self._rounds.add_attendance(
                round_id, entitled, present, at=self._journal.stamp(), user=self._journal.user
            )
            new = {"round_id": round_id, "entitled": entitled, "present": present}
            self._journal.record("选举前清点人数", "round_attendance", attendance_id, new=new)
        return _CHANGED | ChangeSet.of(record_id=attendance_id)

    def announce(self, round_id: int) -> ChangeSet:
        """Announce what a round came to; it is frozen, and the committee's winners take their seats at once.

        An invalid election is announced as invalid. When nothing is left to vote on the election ends.
        `record_id` is the result.

        Raises:
            UserFacingError: the votes are not settled, an equation does not close, or a name written in that
                is elected or tied is not linked with a person who may be elected.
        """
        with self._database.transaction():
            one = self._reader.round(round_id)
            election = self._reader.get(one.election_id)
            if self._rounds.result(round_id) is not None:
                raise UserFacingError("这一轮的结果已经宣布。", safe=NOTHING_CHANGED)
            outcome = self._outcome(election, one)
            if outcome is None:
                raise UserFacingError(
                    "这一轮的票数还没有认定。", advice=("请先结束计票，再认定票数。",), safe=NOTHING_CHANGED
                )
            if outcome.valid:
                check_custody(self._rounds.events(round_id), one, self._settled_tally(one))
                self._list_written_in(election, one, outcome)
            result = RoundResult(round_id, outcome.valid, outcome, self._journal.stamp(), self._journal.user)
            result_id = self._rounds.add_result(result)
            new = {"round_id": round_id, "valid": outcome.valid, "outcome": outcome_to_text(outcome)}
            self._journal.record("宣布选举结果", "election_result", result_id, new=new)
            self._take_effect(self._reader.get(election.id), one)
            if not self.next_steps(election.id):
                self._write_end(election.id, 0, "选满")
        return _CHANGED | ChangeSet.of(RecordKind.SEAT, record_id=result_id)

    def leave_vacant(self, election_id: int, reason: str) -> ChangeSet:
        """End an election with seats vacant.

        Raises:
            UserFacingError: no reason, or that is not what may follow now.
        """
        with self._database.transaction():
            step = next((one for one in self.next_steps(election_id) if one.kind is None), None)
            if step is None or not reason.strip():
                what = "现在不能以名额暂缺结束选举" if step is None else "名额暂缺的理由没有填"
                raise UserFacingError(f"{what}。", advice=("请看下一步的提示。",), safe=NOTHING_CHANGED)
            self._write_end(election_id, step.vacant, reason.strip())
        return _CHANGED

    # ---- inside

    def _open(self, election: Election, kind: RoundKind, contest: Contest, reason: str) -> ChangeSet:
        number = len(self._rounds.rounds(election.id)) + 1
        method = election.pack.method_of(officers=officers(election))
        one = Round(0, election.id, number, kind, method, contest, reason, self._journal.stamp())
        round_id = self._rounds.add_round(one, self._journal.user)
        new = as_fields(one, without=("entitled", "present"))
        self._journal.record(f"第 {number} 轮：{kind.phrase}", "election_round", round_id, new=new)
        return _CHANGED | ChangeSet.of(record_id=round_id)

    def _present(self, election: Election) -> tuple[int, int]:
        if election.meeting_id is None:
            raise UserFacingError(
                "这次选举还没有安排会议，不知道应到、实到人数。",
                advice=("请先选定会议，或直接填写应到、实到。",),
                safe=NOTHING_CHANGED,
            )
        meeting = self._meetings.get(election.meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise UserFacingError(
                f"会议{meeting.state.phrase}，不能清点选举的人数。",
                advice=("请先开会、签到。",),
                safe=NOTHING_CHANGED,
            )
        attendance = self._attendance.attendance(election.meeting_id)
        return attendance.entitled, len(attendance.present_ids)

    def _settled_tally(self, one: Round) -> Tally | None:
        settled = next(iter(self._rounds.settlements(one.id).values()), None)
        return None if settled is None else self._counting.tally(settled.count_id)

    def _outcome(self, election: Election, one: Round) -> Outcome | None:
        return outcome_of(election, one, self._rounds.events(one.id), self._settled_tally(one))

    def _list_written_in(self, election: Election, one: Round, outcome: Outcome) -> None:
        """Make candidates of those elected or tied whose names were written in."""
        places = [*outcome.elected, *(place for part in outcome.parts for place in part.tied)]
        new = unlisted(election, places)
        if not new:
            return
        known = self._reader.known(election, self._journal.now().date().isoformat())
        persons = check_written_in(election, known, new, self._rounds.rulings(one.id))
        for place in new:
            self._add_candidate(election, place.post, (persons[place.name], place.name), "write_in")

    def _add_candidate(self, election: Election, post: str, who: tuple[int, str], origin: str) -> int:
        candidates = self._reader.get(election.id).candidates
        position = 1 + max((each.number for each in candidates), default=0)
        candidate_id = self._reader.store.add_candidate(
            election.id, Post(post), who, position=position, origin=origin
        )
        act = "另选人列为候选人" if origin == "write_in" else "补充候选人"
        new = {"name": who[1], "post": post, "origin": origin}
        self._journal.record(act, "election_candidate", candidate_id, new=new)
        return candidate_id

    def _take_effect(self, election: Election, one: Round) -> None:
        if election.kind is ElectionKind.TERM_ELECTION:
            return
        elected = [each for each in self._seating.elected(election.id) if each.round_id == one.id]
        self._seating.apply(election, tuple(elected))

    def _write_end(self, election_id: int, vacant: int, reason: str) -> None:
        at, user = self._journal.stamp(), self._journal.user
        end_id = self._rounds.add_end(election_id, vacant, reason, at=at, user=user)
        new = {"election_id": election_id, "vacant": vacant, "reason": reason}
        self._journal.record("选举结束", "election_end", end_id, new=new)
