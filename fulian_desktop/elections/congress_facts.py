"""What is true of a session of a congress: who is entitled, and the values of its script's blanks. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fulian_desktop.chinese.names_order import sort_names
from fulian_desktop.chinese.numerals import ordinal, spoken_count
from fulian_desktop.elections.congress_records import Office
from fulian_desktop.meetings.records import EntitledMember, Officer
from fulian_desktop.meetings.session_kinds import MeetingKind, SessionFacts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fulian_desktop.elections.congress_records import Congress, OfficeHolder
    from fulian_desktop.meetings.records import AgendaItem, Meeting, MeetingFacts
    from fulian_desktop.people.delegate_records import DelegateStanding, DelegateStatistics

UNDECIDED = "____"
NEW_CHAIR_SPEAKS = "新主席讲话"
"""The part of a closing session's script in which the chair just elected speaks."""


@dataclass(frozen=True)
class BallotNames:
    """Who stands in an election and who counts it, as they are recorded; seats by post."""

    members: tuple[str, ...] = ()
    chairs: tuple[str, ...] = ()
    vice_chairs: tuple[str, ...] = ()
    seats: int = 0
    chief: tuple[str, ...] = ()
    scrutineers: tuple[str, ...] = ()
    tellers: tuple[str, ...] = ()


def as_session(
    meeting: Meeting,
    facts: MeetingFacts,
    congress: Congress,
    *,
    offices: Sequence[OfficeHolder],
    entitled: Sequence[DelegateStanding],
    statistics: DelegateStatistics,
    ballot: BallotNames,
    full_title: str,
    parts: tuple[tuple[int, str], ...],
    new_chair: str,
) -> MeetingFacts:
    """Return the facts of a meeting as those of a session.

    The entitled of a session of the congress are its approved delegates with a vote, those of the presidium
    its members; the committee's first session keeps the holders of its seats. `new_chair` is empty until the
    new committee has elected its chair; from then on she is named where the chair just elected speaks.
    """
    session = SessionFacts(
        kind=meeting.kind,
        title=meeting.title,
        full_title=full_title,
        congress_number=congress.number,
        congress_title=congress.title,
        blanks=tuple(_blanks(congress, offices, statistics, ballot, new_chair).items()),
        parts=parts,
    )
    facts = replace(facts, agenda=tuple(_spoken_by(one, session, new_chair) for one in facts.agenda))
    if meeting.kind is MeetingKind.COMMITTEE_FIRST:
        return replace(facts, session=session)
    members = (
        presidium_members(offices) if meeting.kind is MeetingKind.PRESIDIUM else delegate_members(entitled)
    )
    return replace(
        facts,
        session=session,
        entitled=members,
        chair=_officer(facts.chair, offices),
        minute_taker=_officer(facts.minute_taker, offices),
    )


def _spoken_by(item: AgendaItem, session: SessionFacts, new_chair: str) -> AgendaItem:
    """Return an item with the new chair as its speaker where she is to speak and nobody else was put in."""
    if item.presenter or not new_chair or session.part_of(item.id) != NEW_CHAIR_SPEAKS:
        return item
    return replace(item, presenter=new_chair)


def with_lists(facts: MeetingFacts, congress: Congress, ballot: BallotNames) -> MeetingFacts:
    """Return the facts of a session whose script names those on these lists."""
    assert facts.session is not None
    blanks = dict(facts.session.blanks) | _ballot_blanks(congress, ballot)
    return replace(facts, session=replace(facts.session, blanks=tuple(blanks.items())))


def delegate_members(delegates: Sequence[DelegateStanding]) -> tuple[EntitledMember, ...]:
    """Return delegates as an entitled list, in their order."""
    return tuple(
        EntitledMember(one.person.id, position, one.person.name, f"{one.group_name}代表", 0)
        for position, one in enumerate(delegates, start=1)
    )


def presidium_members(offices: Sequence[OfficeHolder]) -> tuple[EntitledMember, ...]:
    """Return the presidium as an entitled list, executive chairs first; nobody twice."""
    order = (Office.EXECUTIVE_CHAIR, Office.PRESIDIUM)
    found: dict[int, EntitledMember] = {}
    for office in order:
        for one in offices:
            if one.office is office and one.person_id is not None and one.person_id not in found:
                found[one.person_id] = EntitledMember(
                    one.person_id, len(found) + 1, one.name, office.phrase, 0
                )
    return tuple(found.values())


def _officer(officer: Officer | None, offices: Sequence[OfficeHolder]) -> Officer | None:
    """Return who presides or writes with her office at the congress, where she has one."""
    if officer is None:
        return None
    for office in (Office.EXECUTIVE_CHAIR, Office.SECRETARY, Office.GROUP_HEAD):
        if any(one.office is office and one.person_id == officer.person_id for one in offices):
            return replace(
                officer, post=f"大会{office.phrase}" if "组" not in office.phrase else office.phrase
            )
    return officer


def _blanks(
    congress: Congress,
    offices: Sequence[OfficeHolder],
    statistics: DelegateStatistics,
    ballot: BallotNames,
    new_chair: str,
) -> dict[str, str]:
    presidium = [one.name for one in presidium_members(offices)]
    return {
        "大会": congress.title,
        "大会简称": congress.short_title,
        "大会次": ordinal(congress.number, "次"),
        "上届": ordinal(congress.outgoing_number, "届"),
        "新届": ordinal(congress.number, "届"),
        "代表名额": spoken_count(congress.plan.delegates_planned, "名"),
        "代表人数": spoken_count(statistics.total, "名"),
        "代表构成": structure_sentence(statistics) or UNDECIDED,
        "主席团名单": _listed(sort_names(presidium)),
        "主席团人数": spoken_count(len(presidium), "人"),
        "执行主席": _names_of(offices, Office.EXECUTIVE_CHAIR),
        "秘书长": _names_of(offices, Office.SECRETARY),
        "资格审查名单": _names_of(offices, Office.QUALIFICATION),
        "新主席": f"{new_chair}同志" if new_chair else UNDECIDED,
        **_ballot_blanks(congress, ballot),
    }


def _ballot_blanks(congress: Congress, ballot: BallotNames) -> dict[str, str]:
    seats = ballot.seats or congress.plan.seats
    more = len(ballot.members) - seats
    return {
        "候选人名单": _listed(ballot.members),
        "候选人人数": spoken_count(len(ballot.members), "名") if ballot.members else f"{UNDECIDED}名",
        "应选人数": spoken_count(seats, "名"),
        "差额人数": spoken_count(more, "名") if more > 0 else f"{UNDECIDED}名",
        "选举方式": _mode(ballot, more),
        "主席候选人": _listed(ballot.chairs),
        "副主席候选人": _listed(ballot.vice_chairs),
        "副主席职数": spoken_count(congress.plan.vice_chairs, "名"),
        "总监票人": _listed(ballot.chief),
        "监票人": _listed(ballot.scrutineers),
        "计票人": _listed(ballot.tellers),
    }


def structure_sentence(statistics: DelegateStatistics) -> str:
    """Return the make-up of the delegates in one sentence: 平均年龄43.2岁……中共党员12人，占33.3%."""
    parts = []
    if statistics.average_tenths is not None:
        parts.append(
            f"平均年龄{statistics.average_age}岁，最小{statistics.youngest}岁，最大{statistics.oldest}岁"
        )
    members = [share for share in statistics.parties if share.label.startswith("中共")]
    higher = [
        share for share in statistics.educations if share.label in ("研究生", "本科", "大学", "大专", "专科")
    ]
    party = "中共党员（含预备党员）" if len(members) > 1 else "中共党员"
    for word, shares in (
        (party, members),
        ("大专以上学历", higher),
        ("少数民族", [statistics.minorities]),
    ):
        number = sum(share.count for share in shares)
        if number:
            percent = replace(statistics.minorities, count=number).percent
            parts.append(f"{word}{number}人，占{percent}")
    return "；".join(parts)


def _mode(ballot: BallotNames, more: int) -> str:
    if not ballot.members:
        return UNDECIDED
    return "差额选举" if more > 0 else "等额选举"


def _names_of(offices: Sequence[OfficeHolder], office: Office) -> str:
    return _listed([one.name for one in offices if one.office is office])


def _listed(names: Sequence[str]) -> str:
    return "、".join(names) or UNDECIDED
