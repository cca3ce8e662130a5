"""A state machine over everything that can happen in a live meeting; every example has a file of its own."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.trust.live_meeting import ACTS, LiveMeeting, prepare

_NUMBERS = st.integers(0, 5000)
_OFTEN = ("vote", "come", "vote_in_zones", "correct", "go_on", "everybody", "go")


@cache
def _prepared() -> tuple[bytes, int]:
    """Return the bytes of a file with an open meeting, made once."""
    with tempfile.TemporaryDirectory(prefix="fulian-machine-") as folder:
        path, meeting_id = prepare(Path(folder))
        return path.read_bytes(), meeting_id


class AnyMeeting(RuleBasedStateMachine):
    """A minute-taker to whom everything happens, in any order."""

    def __init__(self) -> None:
        super().__init__()
        content, meeting_id = _prepared()
        self.folder = Path(tempfile.mkdtemp(prefix="fulian-machine-"))
        path = self.folder / "三合村.fulian"
        path.write_bytes(content)
        self.meeting = LiveMeeting(path, meeting_id)

    @rule(name=st.sampled_from((*ACTS, *_OFTEN, *_OFTEN)), one=_NUMBERS, two=_NUMBERS)
    def something_happens(self, name: str, one: int, two: int) -> None:
        """Do anything."""
        self.meeting.do(name, one, two)

    @invariant()
    def all_is_as_it_must_be(self) -> None:
        """Look at everything."""
        self.meeting.look()

    def teardown(self) -> None:
        """Look at the whole file once more, also through a restart."""
        try:
            self.meeting.look_at_the_end()
        finally:
            self.meeting.workspace.close()
            shutil.rmtree(self.folder)


def run(examples: int, steps: int = 30) -> int:
    """Try so many sequences; the first that breaks a promise is shown as short as possible."""
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        AnyMeeting,
        settings=settings(
            max_examples=examples, stateful_step_count=steps, deadline=None, database=None, print_blob=True
        ),
    )
    return examples
