"""Composing a script. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.scripts.records import Script

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.meetings.attendance import Attendance
    from fulian_desktop.meetings.records import MeetingFacts
    from fulian_desktop.votes.records import Motion, MotionKey, VoteCount


@dataclass(frozen=True)
class RollCall:
    """Who came."""

    @classmethod
    def of(cls, attendance: Attendance, *, closed: bool) -> RollCall:
        """Return the roll call."""
        return cls()


def compose(
    wording: str,
    facts: MeetingFacts,
    roll_call: RollCall | None,
    motions: Sequence[Motion],
    counts: Mapping[MotionKey, VoteCount],
) -> Script:
    """Compose a script."""
    return Script((), ())
