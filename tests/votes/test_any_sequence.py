"""Whatever is entered in whatever order: the sums close, and no seat has two holders."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from fulian_desktop.errors import UserFacingError
from fulian_desktop.meetings.attendance import AttendanceState
from fulian_desktop.votes.records import HandEntry
from tests.builders import a_by_election, a_workspace, open_with_attendance, the_sample_committee

likely = st.builds(HandEntry, against=st.sampled_from((0, 0, 1, 6, 9)), abstaining=st.integers(0, 1))
careless = st.builds(
    HandEntry,
    against=st.integers(-1, 14),
    abstaining=st.integers(0, 3),
    not_voting=st.integers(0, 2),
    in_favour=st.none() | st.integers(-1, 14),
)
entries = likely | likely | careless


class ADeskInAHurry(RuleBasedStateMachine):
    """A clerk who counts, corrects, lets people in and out, and gives up bundled votes, as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="fulian-"))
        self.workspace = a_workspace(self.folder)
        self.ids = the_sample_committee(self.workspace)
        self.meeting = a_by_election(self.workspace, self.ids)
        open_with_attendance(self.workspace, self.meeting)
        self.confirmed: list[object] = []

    def teardown(self) -> None:
        assert self.workspace.check() == []
        self.workspace.close()
        shutil.rmtree(self.folder)

    @rule(entry=entries, which=st.integers(0, 3), reason=st.sampled_from(("", "少一人")))
    def confirm(self, entry: HandEntry, which: int, reason: str) -> None:
        motions = self.workspace.votes.motions(self.meeting)
        try:
            done = self.workspace.votes.confirm(
                self.meeting, motions[which % len(motions)].key, entry, reason=reason
            )
        except UserFacingError:
            return
        self.confirmed.append(done.count)

    @precondition(lambda self: self.confirmed)
    @rule(entry=entries, which=st.integers(0, 3))
    def correct(self, entry: HandEntry, which: int) -> None:
        standing = list(self.workspace.votes.standing_counts(self.meeting).values())
        try:
            done = self.workspace.votes.correct(standing[which % len(standing)].id, entry, "再数")
        except UserFacingError:
            return
        self.confirmed.append(done.count)

    @precondition(lambda self: self.confirmed)
    @rule()
    def split(self) -> None:
        item = self.workspace.votes.motions(self.meeting)[0].key.item_id
        try:
            self.workspace.votes.vote_person_by_person(self.meeting, item)
        except UserFacingError:
            return

    @rule(who=st.integers(0, 3), state=st.sampled_from((AttendanceState.LEFT, AttendanceState.PRESENT)))
    def come_or_go(self, who: int, state: AttendanceState) -> None:
        self.workspace.clock.advance(minutes=1)
        member = self.workspace.attendance.attendance(self.meeting).members[who]
        try:
            self.workspace.attendance.mark(self.meeting, state, person_id=member.person_id)
        except UserFacingError:
            return

    @invariant()
    def every_count_stays_as_it_was_confirmed(self) -> None:
        assert list(self.workspace.votes.counts(self.meeting)) == self.confirmed

    @invariant()
    def the_sums_close(self) -> None:
        for count in self.workspace.votes.counts(self.meeting):
            total = count.in_favour + count.against + count.abstaining + count.not_voting
            assert total == count.voters <= count.present <= count.entitled == 13

    @invariant()
    def the_seats_follow_the_counts_that_hold(self) -> None:
        carried = {
            nominee.person_id
            for motion in self.workspace.votes.motions(self.meeting)
            for count in [self.workspace.votes.standing_counts(self.meeting).get(motion.key)]
            if count is not None and count.is_carried
            for nominee in motion.nominees
        }
        tenures = self.workspace.seats.board().holders()
        assert len({tenure.person_id for tenure in tenures}) == len(tenures)
        assert {tenure.person_id for tenure in tenures if tenure.source_count_id} == carried


ADeskInAHurry.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestADeskInAHurry = ADeskInAHurry.TestCase
