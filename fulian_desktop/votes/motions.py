"""Which questions a meeting puts to a show of hands. Pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.votes.records import Motion, MotionKey

if TYPE_CHECKING:
    from collections.abc import Collection

    from fulian_desktop.meetings.records import AgendaItem, MeetingFacts, Nominee


def motions_of_item(
    facts: MeetingFacts, item: AgendaItem, split_items: Collection[int]
) -> tuple[Motion, ...]:
    """Return the questions of one agenda item in the order they are asked.

    Args:
        facts: the facts of the meeting.
        item: one of its agenda items.
        split_items: ids of items whose bundled vote was given up for one person by person.
    """
    if not item.show_of_hands:
        return ()
    if item.kind is not AgendaKind.BY_ELECTION:
        return (Motion(MotionKey(item.id), _question(facts, item), ()),)
    if not facts.nominees:
        return ()
    bundled = Motion(MotionKey(item.id), by_election_question(facts, facts.nominees), facts.nominees)
    one_by_one = tuple(
        Motion(MotionKey(item.id, nominee.id), by_election_question(facts, (nominee,)), (nominee,))
        for nominee in facts.nominees
    )
    if len(facts.nominees) == 1:
        return (bundled,)
    if not (item.bundled and facts.rule_pack.bundled_vote_allowed):
        return one_by_one
    return (bundled, *one_by_one) if item.id in split_items else (bundled,)


def motions_of_meeting(facts: MeetingFacts, split_items: Collection[int]) -> tuple[Motion, ...]:
    """Return all questions of a meeting in the order of its agenda."""
    return tuple(motion for item in facts.agenda for motion in motions_of_item(facts, item, split_items))


def by_election_question(facts: MeetingFacts, nominees: tuple[Nominee, ...]) -> str:
    """Return what is asked about nominees: 增补丁巧云、苏晓棠为第七届执行委员会委员."""
    names = "、".join(nominee.name for nominee in nominees)
    return f"增补{names}为{ordinal(facts.term_number, '届')}执行委员会委员"


def _question(facts: MeetingFacts, item: AgendaItem) -> str:
    if item.kind is AgendaKind.WORK_REPORT:
        return f"{ordinal(facts.term_number, '届')}执行委员会《工作报告》"
    return item.title
