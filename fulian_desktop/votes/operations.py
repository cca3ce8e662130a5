"""The door of the room of votes: confirm a count, correct a count, vote person by person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.records import MeetingState
from fulian_desktop.rules import verdicts
from fulian_desktop.rules.before_vote import before_vote
from fulian_desktop.rules.verdicts import HandCount
from fulian_desktop.seats.records import Beginning, Post
from fulian_desktop.votes import tallies as tally_rules
from fulian_desktop.votes.asking import chair_is_silent, question_of
from fulian_desktop.votes.counting import CountingOperations
from fulian_desktop.votes.motions import motions_of_item, motions_of_meeting
from fulian_desktop.votes.records import (
    Confirmed,
    HandEntry,
    Motion,
    MotionKey,
    OpenQuestion,
    VoteCount,
    journalled,
)
from fulian_desktop.votes.vote_store import VoteStore

if TYPE_CHECKING:
    from fulian_desktop.meetings.attendance import Attendance
    from fulian_desktop.meetings.attendance_operations import AttendanceOperations
    from fulian_desktop.meetings.operations import MeetingOperations
    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts, Nominee
    from fulian_desktop.rules.before_vote import BeforeVote
    from fulian_desktop.rules.verdicts import Verdict
    from fulian_desktop.seats.operations import SeatOperations
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_NOT_RECORDED = "这次计票没有登记，原来的记录没有改动。"


class NoQuorum(UserFacingError):
    """A vote cannot be recorded because too few members are in the room at this moment."""


class DifferenceNeedsReason(UserFacingError):
    """The hands counted are fewer than the voters present; it may be recorded only with a reason."""


class VoteOperations:
    """Record shows of hands; a count once confirmed stays, and is corrected by a further one."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        seats: SeatOperations,
        meetings: MeetingOperations,
        attendance: AttendanceOperations,
    ) -> None:
        self._database = database
        self._journal = journal
        self._seats = seats
        self._meetings = meetings
        self._attendance = attendance
        self._store = VoteStore(database)
        self.counting = CountingOperations(database, journal, meetings, attendance)
        """Zones, the tallies of counters, and what the hall may see."""

    # ---- reading

    def motions(self, meeting_id: int) -> tuple[Motion, ...]:
        """Return the questions of a meeting in the order of its agenda."""
        return motions_of_meeting(self._meetings.facts(meeting_id), self._store.split_items())

    def motions_of_item(self, facts: MeetingFacts, item: AgendaItem) -> tuple[Motion, ...]:
        """Return the questions of one agenda item."""
        return motions_of_item(facts, item, self._store.split_items())

    def counts(self, meeting_id: int) -> tuple[VoteCount, ...]:
        """Return all counts of a meeting in the order they were confirmed, corrected ones included."""
        return self._store.counts(meeting_id)

    def standing_counts(self, meeting_id: int) -> dict[MotionKey, VoteCount]:
        """Return the count that holds for each question that was counted."""
        counts = self._store.counts(meeting_id)
        corrected = {count.corrects_id for count in counts}
        return {count.key: count for count in counts if count.id not in corrected}

    def verdict_of(self, count: VoteCount) -> Verdict:
        """Return the verdict of a recorded count with its reasons, by the rule pack it was counted under."""
        pack = self._meetings.facts(count.meeting_id).rule_pack
        return verdicts.decide(pack, count.hands, persons_present=count.present)

    def open_question(
        self, meeting_id: int, key: MotionKey, *, attendance: Attendance | None = None
    ) -> OpenQuestion:
        """Return how a question stands at this moment: voters, quorum, votes needed if all of them stay.

        A question that was counted already stands as at its first count, which is what a correction counts
        among; attendance put right since for the time before that count is taken in. `attendance` is how
        everyone stands now, when it is known already; what is recorded never relies on it.
        """
        facts = self._meetings.facts(meeting_id)
        motion = self._motion(facts, key)
        chain = self._store.counts_of(meeting_id, key)
        if not chain:
            now = attendance or self._attendance.attendance(meeting_id)
            return question_of(facts, motion, now.entitled, now.present_ids)
        first = chain[0]
        present = self._attendance.present_at_count(meeting_id, first.present_people, first.at)
        return question_of(facts, motion, first.entitled, present, corrects=chain[-1])

    def before_vote(self, meeting_id: int) -> BeforeVote:
        """Return how a show of hands would stand if it were begun now: what is needed, what is in the way."""
        facts = self._meetings.facts(meeting_id)
        attendance = self._attendance.attendance(meeting_id)
        voters = len(attendance.present_ids) - int(chair_is_silent(facts, attendance.present_ids))
        return before_vote(facts.rule_pack, attendance.entitled, attendance.present, voters)

    def released(self, meeting_id: int) -> dict[MotionKey, VoteCount]:
        """Return the count of each question the hall may see, as it was released."""
        counts = {count.id: count for count in self._store.counts(meeting_id)}
        return {counts[one].key: counts[one] for one in self.counting.released(meeting_id)}

    def preview(self, meeting_id: int, key: MotionKey, entry: HandEntry) -> Verdict:
        """Return what an entry would mean, without recording anything.

        Raises:
            UserFacingError: the numbers cannot be.
        """
        return self.verdict_on(meeting_id, self.open_question(meeting_id, key), entry)

    def verdict_on(self, meeting_id: int, question: OpenQuestion, entry: HandEntry) -> Verdict:
        """Return what an entry would mean for a question whose standing is known already.

        Raises:
            UserFacingError: the numbers cannot be.
        """
        return self._decide(meeting_id, question, _hands(question, entry, ""))

    # ---- recording

    def confirm(
        self,
        meeting_id: int,
        key: MotionKey,
        entry: HandEntry,
        *,
        reason: str = "",
        settlement: str = "",
    ) -> Confirmed:
        """Record a count; carried nominees hold their seats from this day on. Durable when this returns.

        Args:
            meeting_id: an open meeting.
            key: the question.
            entry: the hands counted.
            reason: why the hands are fewer than the voters, when they are counted and do not close.
            settlement: why it is recorded though the tallies of the counters do not agree on it.

        Raises:
            NoQuorum: too few members are in the room now.
            TalliesDiffer: the counters do not agree on the numbers and no reason was given.
            DifferenceNeedsReason: hands counted directly are fewer than the voters and no reason was given.
            UserFacingError: the numbers cannot be, the question was counted already, or the meeting is not
                open.
        """
        with self._database.transaction():
            self._require_open(meeting_id)
            question = self.open_question(meeting_id, key)
            if question.corrects is not None:
                raise UserFacingError(
                    "这一项已经登记过表决结果。",
                    advice=("数错了请用“更正结果”，原来的记录会保留。",),
                    safe=_NOT_RECORDED,
                )
            if not question.quorum.met:
                raise NoQuorum(
                    f"现在不能登记表决：{question.quorum.explanation}",
                    advice=("请等人到齐后在考勤里登记到会，再表决。",),
                    safe=_NOT_RECORDED,
                )
            self._refuse_second_vote(question.motion)
            hands = _hands(question, entry, reason)
            verdict = self._decide(meeting_id, question, hands)
            count = self._record(meeting_id, question, hands, verdict, (reason, settlement))
            return self._take_effect(count, question.motion, verdict)

    def correct(self, count_id: int, entry: HandEntry, reason: str) -> Confirmed:
        """Record a new count in place of a wrong one; the first stays, and seats follow the new result.

        The voters are those who were in the room at the first count; where attendance was put right since for
        the time before it, as it was put right. Once the meeting is closed its minutes are made, and nothing
        is corrected in it any more.

        Raises:
            UserFacingError: no reason, the count was corrected already, the meeting is closed, the numbers
                cannot be, or the seats it would fill were given away since.
        """
        if not reason.strip():
            raise UserFacingError(
                "更正的原因没有填。", advice=("请写一句原因，例如“漏数后排一人”。",), safe=_NOT_RECORDED
            )
        with self._database.transaction():
            wrong = self._store.count(count_id)
            chain = () if wrong is None else self._store.counts_of(wrong.meeting_id, wrong.key)
            if wrong is None or chain[-1] != wrong:
                raise UserFacingError(
                    "这次计票已经更正过。", advice=("请更正最新的一次。",), safe=_NOT_RECORDED
                )
            self._require_open(wrong.meeting_id)
            question = self.open_question(wrong.meeting_id, wrong.key)
            hands = _hands(question, entry, reason)
            verdict = self._decide(wrong.meeting_id, question, hands)
            seated = [tenure.id for one in chain for tenure in self._seats.from_count(one.id)]
            count = self._record(wrong.meeting_id, question, hands, verdict, (reason, reason))
            if wrong.is_carried and count.is_carried:
                return Confirmed(_CHANGED, count, verdict, question.motion.nominees, may_split=False)
            if wrong.is_carried:
                self._seats.withdraw(seated, f"计票更正：{reason.strip()}", also_ended=True)
            elif count.is_carried:
                self._refuse_seats_twice(question.motion, wrong.meeting_id)
            return self._take_effect(count, question.motion, verdict)

    def vote_person_by_person(
        self, meeting_id: int, item_id: int, reason: str = "一并表决未通过"
    ) -> ChangeSet:
        """Give up a bundled vote that was not carried and put each nominee to the vote by herself.

        Raises:
            UserFacingError: there was no bundled vote, or it was carried.
        """
        with self._database.transaction():
            self._require_open(meeting_id)
            facts = self._meetings.facts(meeting_id)
            chain = self._store.counts_of(meeting_id, MotionKey(item_id))
            if not chain or chain[-1].is_carried or not self._motion(facts, chain[-1].key).is_bundled:
                raise UserFacingError(
                    "只有一并表决没有通过时，才改为逐人表决。",
                    advice=("请先登记一并表决的结果。",),
                    safe=_NOT_RECORDED,
                )
            if item_id not in self._store.all_split_items():
                self._store.add_split(item_id, self._journal.stamp(), reason)
                self._journal.record("改为逐人表决", "vote_split", item_id, reason=reason)
        return ChangeSet.of(RecordKind.VOTE, RecordKind.SCRIPT)

    # ---- inside

    def _motion(self, facts: MeetingFacts, key: MotionKey) -> Motion:
        items = (item for item in facts.agenda if item.id == key.item_id)
        for motion in (motion for item in items for motion in self.motions_of_item(facts, item)):
            if motion.key == key:
                return motion
        raise UserFacingError(
            "这次会议没有这一项表决。", advice=("请回到会场重新选择。",), safe=_NOT_RECORDED
        )

    def _require_open(self, meeting_id: int) -> None:
        meeting = self._meetings.get(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise UserFacingError(
                f"{meeting.title}{meeting.state.phrase}，不能登记表决。", safe=_NOT_RECORDED
            )

    def _refuse_second_vote(self, motion: Motion) -> None:
        if not motion.nominees:
            return
        holders = self._seats.living_tenures()
        for nominee in motion.nominees:
            if nominee.person_id in holders:
                raise UserFacingError(
                    f"{nominee.name}已经是执委，不用再表决。", advice=("请看届次席位。",), safe=_NOT_RECORDED
                )

    def _refuse_seats_twice(self, motion: Motion, meeting_id: int) -> None:
        """Refuse to let a bundled vote be carried after all when its nominees were voted on one by one."""
        counted = self.standing_counts(meeting_id)
        if motion.is_bundled and any(
            MotionKey(motion.key.item_id, nominee.id) in counted for nominee in motion.nominees
        ):
            raise UserFacingError(
                "已经改为逐人表决并登记了结果，一并表决不能再更正为通过。",
                advice=("请更正逐人表决的结果。",),
                safe=_NOT_RECORDED,
            )

    def _decide(self, meeting_id: int, question: OpenQuestion, hands: HandCount) -> Verdict:
        pack = self._meetings.facts(meeting_id).rule_pack
        return verdicts.decide(pack, hands, persons_present=question.present)

    def _record(
        self,
        meeting_id: int,
        question: OpenQuestion,
        hands: HandCount,
        verdict: Verdict,
        reasons: tuple[str, str],
    ) -> VoteCount:
        """Record a count and how its tallies were settled; `reasons` are for its sum and for the tallies."""
        reason, settlement = reasons
        key = question.motion.key
        tallies = self.counting.open_tallies(meeting_id, key)
        counted = HandEntry(hands.against, hands.abstaining, hands.not_voting, hands.in_favour)
        settled = tally_rules.settle(tallies, counted, question.voters, settlement)
        corrects_id = None if question.corrects is None else question.corrects.id
        count = VoteCount(
            id=0,
            meeting_id=meeting_id,
            key=key,
            question=question.motion.question,
            entitled=question.entitled,
            present=question.present,
            voters=question.voters,
            in_favour=hands.in_favour,
            against=hands.against,
            abstaining=hands.abstaining,
            not_voting=hands.not_voting,
            base=verdict.base,
            need=verdict.need,
            quorum_need=verdict.quorum.need,
            outcome=verdict.outcome,
            explanation=verdict.explanation,
            present_people=question.present_people,
            corrects_id=corrects_id,
            reason=reason.strip(),
            at=self._attendance.stamp(meeting_id),
            user=self._journal.user,
        )
        count = replace(count, id=self._store.add(count))
        act = "登记表决" if corrects_id is None else "更正表决"
        self._journal.record(act, "vote_count", count.id, new=journalled(count), reason=reason.strip())
        if settled is not None:
            self.counting.settle(count, tallies, settled)
        return count

    def _take_effect(self, count: VoteCount, motion: Motion, verdict: Verdict) -> Confirmed:
        if not count.is_carried:
            return Confirmed(_CHANGED, count, verdict, (), may_split=motion.is_bundled)
        for nominee in motion.nominees:
            self._seat(count, nominee)
        return Confirmed(_CHANGED, count, verdict, motion.nominees, may_split=False)

    def _seat(self, count: VoteCount, nominee: Nominee) -> None:
        self._seats.take_seat(
            nominee.person_id,
            Post.MEMBER,
            seat_number=nominee.seat_number,
            began_on=count.at[:10],
            began_by=Beginning.REPLACEMENT if nominee.former_holder else Beginning.ADDITION,
            source_count_id=count.id,
        )
        if self._meetings.facts(count.meeting_id).rule_pack.added_members_join_at_once:
            self._attendance.join_entitled(
                count.meeting_id, nominee.person_id, nominee.name, Post.MEMBER.phrase, nominee.seat_number
            )


_CHANGED = ChangeSet.of(
    RecordKind.VOTE, RecordKind.SEAT, RecordKind.SCRIPT, RecordKind.ATTENDANCE, RecordKind.PAPER
)


def _hands(question: OpenQuestion, entry: HandEntry, reason: str) -> HandCount:
    """Return the hands as the rules count them; what does not close is refused or needs a reason."""
    in_favour = entry.in_favour
    if in_favour is None:
        in_favour = verdicts.derive_in_favour(
            question.voters, entry.against, entry.abstaining, entry.not_voting
        )
    hands = HandCount(question.entitled, question.voters, in_favour, entry.against, entry.abstaining)
    if 0 <= entry.not_voting < hands.not_voting:
        if not reason.strip():
            raise _difference(question.voters, hands, entry.not_voting)
        return hands
    return HandCount.closing(
        entitled=question.entitled,
        present=question.voters,
        in_favour=in_favour,
        against=entry.against,
        abstaining=entry.abstaining,
        not_voting=entry.not_voting,
    )


def _difference(voters: int, hands: HandCount, not_voting: int) -> DifferenceNeedsReason:
    total = hands.in_favour + hands.against + hands.abstaining + not_voting
    return DifferenceNeedsReason(
        f"票数对不上：同意 {hands.in_favour} + 不同意 {hands.against} + 弃权 {hands.abstaining} + "
        f"未表态 {not_voting} = {total}，在场有表决权 {voters} 人，少 {voters - total} 人。",
        advice=("请再数一遍；确实少人时写明原因，差的人数记为未表态。",),
        safe=_NOT_RECORDED,
    )
