"""What is known of a meeting while its script is put together, asked by all its parts. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.scripts import grammar, spoken
from fulian_desktop.scripts.wording import KIND_SECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fulian_desktop.meetings.course import Course
    from fulian_desktop.meetings.records import AgendaItem, DecisionMethod, MeetingFacts
    from fulian_desktop.scripts.grammar import Section
    from fulian_desktop.scripts.spoken import RollCall
    from fulian_desktop.votes.records import Motion, MotionKey, VoteCount


class KnownMeeting:
    """What is known of the meeting, asked by all parts of its script."""

    def __init__(
        self,
        wording: Mapping[str, Section],
        facts: MeetingFacts,
        roll_call: RollCall | None,
        motions: Sequence[Motion],
        counts: Mapping[MotionKey, VoteCount],
        *,
        course: Course,
    ) -> None:
        """Work out the values that hold anywhere, and whether everything is decided."""
        self.wording = wording
        self.facts = facts
        self.roll_call = roll_call
        self.motions = motions
        self.counts = counts
        self.course = course
        self.values = spoken.meeting_values(facts, roll_call)
        asked = [item for item in facts.agenda if self.agreed_by(item) is not None]
        counted = all(motion.key in counts for motion in motions)
        self.all_counted = bool(motions or asked) and counted
        self.all_counted = self.all_counted and all(item.id in course.agreements for item in asked)
        if self.all_counted:
            decided = [(motion, counts[motion.key].outcome) for motion in motions]
            agreed = [item.title for item in asked if course.agreements[item.id].agreed]
            self.values["会议成果"] = spoken.achievements(facts, decided, agreed)

    @property
    def adopted_numbered(self) -> tuple[AgendaItem, ...]:
        """The items announced at the opening, as they were adopted."""
        return tuple(item for item in self.facts.adopted_agenda if item.numbered)

    def agreed_by(self, item: AgendaItem) -> DecisionMethod | None:
        """Return how an item is put to the meeting without counting, None when it is not.

        One that somebody objected to was put so, and is decided by hands since.
        """
        agreement = self.course.agreements.get(item.id)
        if agreement is not None:
            return agreement.method
        return item.method if item.by_agreement else None

    def section_of(self, item: AgendaItem) -> str:
        """Return the part of the wording an item is said with: its own one, else that of its kind."""
        part = self.facts.session.part_of(item.id) if self.facts.session is not None else ""
        return part if part in self.wording else KIND_SECTIONS[item.kind]

    def of_item(self, item: AgendaItem | None) -> tuple[Motion, ...]:
        """Return the questions of an item; there are none in the opening and the closing."""
        if item is None:
            return ()
        return tuple(motion for motion in self.motions if motion.key.item_id == item.id)

    def quorum_branch(self) -> str:
        """Return the branch to read out after the roll call; none while nobody was marked."""
        if self.roll_call is None:
            return grammar.QUORUM[0]
        if not self.roll_call.taken:
            return ""
        return grammar.QUORUM[0] if self.roll_call.met else grammar.QUORUM[1]

    def report_branch(self) -> str:
        """Return the branch that fits what became of the work report; carried unless counted otherwise."""
        for item in self.facts.agenda:
            for motion in self.of_item(item) if item.kind is AgendaKind.WORK_REPORT else ():
                count = self.counts.get(motion.key)
                if count is not None and not count.is_carried:
                    return grammar.REPORT[1]
        return grammar.REPORT[0]
