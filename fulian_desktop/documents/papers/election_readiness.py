"""Which election papers a meeting has, which can be made now, and what they still lack. Pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.documents.paper_kinds import PaperKind, PaperStatus
from fulian_desktop.documents.papers import ballot_paper, term_plan
from fulian_desktop.documents.papers.not_ready import PaperNotReady
from fulian_desktop.elections.records import Role
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from fulian_desktop.documents.papers.election_figures import ElectionFigures
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.rules.ballots import Contest

_LISTS = frozenset({PaperKind.ELECTION_RULES, PaperKind.CANDIDATES, PaperKind.ELECTION_OFFICIALS})
_BALLOTS = frozenset(
    {
        PaperKind.BALLOT,
        PaperKind.BALLOT_AGAIN,
        PaperKind.TALLY_SHEET,
        PaperKind.COUNT_SLIPS,
        PaperKind.BALLOT_TALLY,
        PaperKind.BALLOT_CUSTODY,
    }
)
_RESULTS = frozenset({PaperKind.ELECTED_LIST, PaperKind.ELECTION_REPORT, PaperKind.ELECTION_ANNOUNCEMENT})
KINDS = _LISTS | _BALLOTS | _RESULTS | frozenset({PaperKind.QUALIFICATION_REPORT, PaperKind.ELECTION_REQUEST})
"""The papers of elections and congresses, all asked for here."""
_WITH_LISTS_ONLY = (MeetingKind.PRESIDIUM, MeetingKind.PLENARY)
_WITH_QUALIFICATION = (MeetingKind.PREPARATORY, MeetingKind.PRESIDIUM, MeetingKind.PLENARY)
_PREPARE = "在“选举”里填"


def left_out(figures: MeetingFigures) -> set[PaperKind]:
    """Return the election papers a meeting does not have."""
    kind = figures.facts.kind
    out = set()
    if figures.congress is None or kind not in _WITH_QUALIFICATION:
        out.add(PaperKind.QUALIFICATION_REPORT)
    if not figures.elections:
        out |= _LISTS | _BALLOTS | _RESULTS
    elif kind in _WITH_LISTS_ONLY:
        out |= _BALLOTS | _RESULTS | {PaperKind.CERTIFICATES}
    if figures.elections and not any(one.is_secret for one in figures.elections):
        out |= _BALLOTS - {PaperKind.BALLOT_TALLY}
    if not any(len(one.rounds) > 1 for one in figures.elections):
        out.add(PaperKind.BALLOT_AGAIN)
    if not _has_request(figures):
        out.add(PaperKind.ELECTION_REQUEST)
    if kind.is_of_congress:
        out |= _NOT_OF_A_CONGRESS
    return out


_NOT_OF_A_CONGRESS = {PaperKind.ROSTER, PaperKind.NOTICE_BOARD}
"""A session of the congress is not one of the committee: the new committee's papers come with its own."""


def _has_request(figures: MeetingFigures) -> bool:
    if any(one.election.kind.is_by_election for one in figures.elections):
        return True
    return term_plan.prepares_congress(figures) or (
        figures.congress is not None and figures.facts.kind is MeetingKind.PREPARATORY
    )


def require(kind: PaperKind, figures: MeetingFigures) -> None:
    """Refuse an election paper that cannot be made now.

    Raises:
        PaperNotReady: saying why, and when it can be made.
    """
    if kind is PaperKind.QUALIFICATION_REPORT:
        _require_delegates(figures)
        return
    if kind is PaperKind.ELECTION_REQUEST:
        if not _has_request(figures):
            raise PaperNotReady("这次会议没有要请示的选举。", "请核对会议。")
        return
    if not figures.elections:
        raise PaperNotReady(f"这次会议没有选举，没有{kind.title}。", "请先在“选举”里把选举放到这次会议。")
    for one in figures.elections:
        _require_of(kind, one)


def _require_of(kind: PaperKind, one: ElectionFigures) -> None:
    if kind in (PaperKind.CANDIDATES, PaperKind.BALLOT, PaperKind.TALLY_SHEET) and not one.listed:
        raise PaperNotReady(
            f"{one.election.title}还没有候选人，写不出{kind.title}。",
            "请先在“选举”里加入候选人。",
            PaperStatus.INCOMPLETE,
        )
    if kind is PaperKind.ELECTION_OFFICIALS and not one.election.officials:
        raise PaperNotReady(
            f"{one.election.title}还没有监票人、计票人，写不出名单。",
            "请先在“选举”里选定监票人和计票人。",
            PaperStatus.INCOMPLETE,
        )
    if kind is PaperKind.BALLOT:
        _require_room(one.rounds[0].round.contest if one.rounds else one.first, one)
    if kind is PaperKind.BALLOT_AGAIN:
        if len(one.rounds) < 2:
            raise PaperNotReady("还没有第二轮投票，没有再次投票的选票。", "同票或者名额不足时再印。")
        _require_room(one.rounds[-1].round.contest, one)
    if kind is PaperKind.BALLOT_TALLY and not any(each.tally is not None for each in one.rounds):
        raise PaperNotReady("计票还没有定下来，没有计票汇总表。", "计票结束、认定计票结果以后就可以生成。")
    if kind is PaperKind.BALLOT_CUSTODY and not one.rounds:
        raise PaperNotReady(
            "选票还没有定样，没有保管记录。", "在“选举”里开始第一轮、印制选票以后就可以生成。"
        )
    if kind in _RESULTS or kind is PaperKind.CERTIFICATES:
        _require_result(kind, one)


def _require_room(contest: Contest, one: ElectionFigures) -> None:
    if ballot_paper.sheet_of(contest, one, ("", "")).per_sheet == 0:
        raise PaperNotReady(
            f"候选人 {len(contest.entrants)} 名，一张 A4 纸印不下，选票没有生成。",
            "请核对候选人名单；确实有这么多候选人的，请分几次选举，或者送印刷厂用大纸印。",
            PaperStatus.INCOMPLETE,
        )


def _require_result(kind: PaperKind, one: ElectionFigures) -> None:
    if one.elected:
        return
    if one.is_settled:
        raise PaperNotReady(f"{one.election.title}没有人当选，没有{kind.title}。", "经过写在会议记录里。")
    raise PaperNotReady(
        f"{one.election.title}的结果还没有宣布，不能先印{kind.title}。",
        "计票、宣布结果以后就可以生成。",
        PaperStatus.AFTER_MEETING,
    )


def _require_delegates(figures: MeetingFigures) -> None:
    if figures.congress is None:
        raise PaperNotReady("这次会议不属于哪一次代表大会，没有代表资格审查报告。", "请核对会议。")
    if not any(one.step.passed for one in figures.congress.delegates):
        raise PaperNotReady(
            "还没有审查合格的代表，写不出代表资格审查报告。",
            "请先在换届选举的代表名册里登记审查结果。",
            PaperStatus.INCOMPLETE,
        )


def gaps(kind: PaperKind, figures: MeetingFigures) -> tuple[str, ...]:
    """Return what an election paper that can be made still lacks, and where it is filled in."""
    found: list[str] = []
    if kind is PaperKind.QUALIFICATION_REPORT and figures.congress is not None:
        found += _gaps_of_delegates(figures)
    for one in figures.elections:
        if kind is PaperKind.ELECTION_OFFICIALS:
            found += _gaps_of_officials(one)
        if kind is PaperKind.CANDIDATES:
            found += _gaps_of_candidates(one)
        if kind in (PaperKind.BALLOT, PaperKind.CANDIDATES) and one.election.passed_at is None:
            found.append(f"{one.election.title}的候选人名单还没有通过，次序和名单可能再变，{_PREPARE}")
        if kind is PaperKind.ELECTION_RULES and not one.listed:
            found.append(f"{one.election.title}还没有候选人，办法里的候选人数空着，{_PREPARE}")
        if kind in (PaperKind.ELECTED_LIST, PaperKind.ELECTION_REPORT) and not one.is_settled:
            found.append(f"{one.election.title}还没有结束，名单可能再变")
    if kind is PaperKind.ELECTION_REPORT and not figures.facts.superior:
        found.append("上级妇联没有填，在设置里填")
    return tuple(found)


def _gaps_of_delegates(figures: MeetingFigures) -> list[str]:
    assert figures.congress is not None
    statistics, found = figures.congress.statistics, []
    if statistics.age_known < statistics.total:
        found.append(
            f"{statistics.total - statistics.age_known} 名代表没有填出生年月，年龄按填了的算，在人员里补上"
        )
    planned = figures.congress.congress.plan.delegates_planned
    if planned != statistics.total:
        found.append(f"代表名额 {planned} 名，审查合格 {statistics.total} 名，不一致，在换届选举的代表里核对")
    return found


def _gaps_of_officials(one: ElectionFigures) -> list[str]:
    pack = one.election.pack
    wanted = ((Role.CHIEF, pack.chiefs), (Role.SCRUTINEER, pack.scrutineers), (Role.TELLER, pack.tellers))
    return [
        f"{role.phrase}要 {number} 人，现有 {len(one.officials(role))} 人，{_PREPARE}"
        for role, number in wanted
        if len(one.officials(role)) < number
    ]


def _gaps_of_candidates(one: ElectionFigures) -> list[str]:
    found = []
    for candidate in one.listed:
        person = one.persons.get(candidate.person_id or 0)
        if person is None:
            found.append(f"{candidate.name} 没有对上人员，出生年月、单位和简历空着")
            continue
        fields = {
            "出生年月": person.born,
            "民族": person.ethnicity,
            "政治面貌": person.political_status,
            "单位及职务": person.unit_post,
        }
        empty = [label for label, value in fields.items() if not value]
        empty += [] if person.resume else ["简历"]
        if empty:
            found.append(f"{candidate.name} 的{'、'.join(empty)}没有填，在人员里补上")
    return found
