"""Whatever happens in a meeting in whatever order, with crashes between: every promise holds."""

from __future__ import annotations

from tests.trust import kill_meeting, meeting_machine


def test_no_sequence_of_acts_breaks_a_promise() -> None:
    assert meeting_machine.run(examples=30, steps=25) == 30


def test_killing_the_program_in_the_middle_of_a_meeting_loses_nothing_confirmed() -> None:
    tally = kill_meeting.run(tries=8, seed=4)
    assert tally.tries == tally.in_the_act == 8
    assert tally.acts > 8
