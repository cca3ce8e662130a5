"""The lists of an election and how they are passed: the first time, anew, and all lists there were."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fulian_desktop.elections.records import CandidatePassing, ElectionKind, ListKind, Nomination, Role
from fulian_desktop.seats.records import Post
from ui.elections.ballot_list_dialogs import eligible, everyone
from ui.elections.list_anew_dialog import Listed, NewList, ask_anew
from ui.elections.list_vote_box import ask_passing, vote_question
from ui.shell.dialogs import Dialog
from ui.shell.widgets import Role as TextRole
from ui.shell.widgets import Tone, WrapLabel, primary_button, vertical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.elections.records import (
        Candidate,
        Conflict,
        Election,
        HandVote,
        OfficialPassing,
    )
    from ui.elections.ballot_state import RoomState
    from ui.shell.notifier import PageContext

AnewEntry = tuple[list[Listed], str, "HandVote | None"]


def pass_first(over: QWidget, context: PageContext, election: Election, kind: ListKind) -> None:
    """Pass a list by the verdict of the desk, or ask for the show of hands."""
    elections = context.workspace.elections
    operation = elections.pass_list if kind is ListKind.CANDIDATES else elections.officials.pass_list
    question = vote_question(context, election, kind)

    def write(hand: HandVote | None) -> bool:
        told = f"已登记：{kind.phrase}通过"
        if question.motion is not None and question.is_decided:
            told += f"（{question.motion.meeting_title}主持台表决）"
        return context.run(partial(operation, election.id, hand), told) is not None

    if question.is_decided:
        write(None)
    else:
        ask_passing(over, context, question, write)


def ask_candidates_anew(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Ask for another list of candidates, with reason and vote, and pass it."""
    election = state.election
    doors = context.workspace.elections.candidate_passings

    def write(entry: AnewEntry) -> bool:
        members, reason, hand = entry
        operation = partial(doors.pass_anew, election.id, _nominations(members), reason, hand)
        printed = state.good_ballots
        told = f"新名单已通过，旧选票 {printed} 张作废，请重印选票" if printed else "新的候选人名单已通过"
        return context.run(operation, told) is not None

    def arrange(members: list[Listed]) -> list[Listed]:
        by_person = {one.person_id: one for one in members}
        ordered = doors.in_usual_order(election.id, _nominations(members))
        return [by_person[one.person_id] for one in ordered]

    def findings(members: list[Listed]) -> Sequence[Conflict]:
        found = doors.conflicts_anew(election.id, _nominations(members))
        passed = election.officials_passed_at is not None
        return [one for one in found if passed or one.place != "officials"]

    choices = _choices(context, election)
    stays = [_listed(one, election) for one in election.candidates if one.withdrawal is None]
    asked = NewList(
        title="重新通过候选人名单",
        warning=_warning(state),
        old_heading=f"现在的名单　{len(election.candidates)} 人",
        old=tuple(_listed(one, election) for one in election.candidates),
        new=tuple(stays),
        options=eligible(context, state),
        choices=tuple(choices),
        choice_name="填补" if any(isinstance(value, int) for _words, value in choices) else "职务",
        example="例如 代表联名补充提名",
        arrange=arrange,
        findings=findings,
        by_hand=any(one.post is not Post.MEMBER for one in election.posts),
    )
    ask_anew(over, context, asked, vote_question(context, election, ListKind.CANDIDATES), write)


def ask_officials_anew(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Ask for another list of scrutineers and tellers, with reason and vote, and pass it."""
    election = state.election
    doors = context.workspace.elections.officials

    def write(entry: AnewEntry) -> bool:
        members, reason, hand = entry
        operation = partial(doors.pass_anew, election.id, _duties(members), reason, hand)
        return context.run(operation, "新的监票人、计票人名单已通过") is not None

    now = tuple(
        Listed(one.person_id, one.name, one.role, one.role.phrase, removable=True)
        for one in election.officials
    )
    asked = NewList(
        title="重新通过监票人、计票人名单",
        warning="原来的名单永远保留，看得到。发票以前可以重新通过；发票以后换人，在保管登记里写明。",
        old_heading=f"现在的名单　{len(now)} 人",
        old=now,
        new=now,
        options=everyone(context),
        choices=tuple((role.phrase, role) for role in (Role.SCRUTINEER, Role.TELLER, Role.CHIEF)),
        choice_name="做什么",
        example="例如 某某临时请假",
        arrange=lambda members: sorted(members, key=lambda one: list(Role).index(_duty(one))),
        findings=lambda members: doors.conflicts_anew(election.id, _duties(members)),
    )
    ask_anew(over, context, asked, vote_question(context, election, ListKind.OFFICIALS), write)


def show_all_lists(over: QWidget, context: PageContext, election: Election, kind: ListKind) -> None:
    """Show every list that was passed, the one that holds last, each with reason, moment and vote."""
    elections = context.workspace.elections
    votes = {one.passing_id or 0: one for one in elections.list_votes.votes(election.id) if one.kind is kind}
    passings: tuple[CandidatePassing | OfficialPassing, ...] = elections.officials.passings(election.id)
    if kind is ListKind.CANDIDATES:
        passings = elections.candidate_passings.passings(election.id)
    dialog = Dialog(f"通过过的{kind.phrase}", over, width=760)
    for number, one in enumerate(passings, start=1):
        block = vertical(spacing=3)
        last = "，现在用的" if number == len(passings) else ""
        head = f"第 {number} 份　{_moment(one.at)}通过{last}"
        width = dialog.inner_width
        block.addWidget(WrapLabel(head, TextRole.NAME, Tone.TEXT, width=width))
        if one.reason:
            block.addWidget(WrapLabel(f"原因：{one.reason}", TextRole.SECONDARY, Tone.TEXT2, width=width))
        vote = votes.get(one.id)
        told = f"{vote.sentence}。" if vote is not None else "没有登记票数。"
        block.addWidget(WrapLabel(told, TextRole.SECONDARY, Tone.TEXT2, width=width))
        block.addWidget(WrapLabel(_names(one), TextRole.BODY, Tone.TEXT, width=width))
        dialog.body.addLayout(block)
    dialog.add_right(primary_button("知道了"), accepts=True)
    dialog.ask()


# ---- inside


def _names(one: CandidatePassing | OfficialPassing) -> str:
    """Return who is on a list: candidates numbered as on the ballot, officials by duty."""
    if isinstance(one, CandidatePassing):
        return "　".join(f"{each.number}\N{NO-BREAK SPACE}{each.name}" for each in one.candidates)
    return "　".join(f"{each.role.phrase}{each.name}" for each in one.officials)


def _moment(at: str) -> str:
    """Return 11月18日 10:16."""
    return f"{int(at[5:7])}月{int(at[8:10])}日 {at[11:16]} " if at else ""


def _nominations(members: Sequence[Listed]) -> list[Nomination]:
    return [
        Nomination(
            one.person_id,
            one.choice if isinstance(one.choice, Post) else Post.MEMBER,
            one.choice if isinstance(one.choice, int) else None,
        )
        for one in members
    ]


def _duty(one: Listed) -> Role:
    assert isinstance(one.choice, Role)
    return one.choice


def _duties(members: Sequence[Listed]) -> list[tuple[int, Role]]:
    return [(one.person_id, _duty(one)) for one in members]


def _listed(one: Candidate, election: Election) -> Listed:
    words = one.post.phrase if len(election.posts) > 1 or one.post is not Post.MEMBER else ""
    if one.seat_number is not None:
        words = f"第 {one.seat_number} 席"
    mark = "已退出" if one.withdrawal is not None else ""
    return Listed(one.person_id or 0, one.name, one.post, words, mark, removable=False)


def _choices(context: PageContext, election: Election) -> list[tuple[str, object]]:
    """Return what somebody may be nominated for: a vacant seat in a by-election, a post otherwise."""
    if election.kind in (ElectionKind.REPLACEMENT, ElectionKind.ADDITION):
        vacant = [seat.number for seat in context.workspace.seats.board().vacant]
        if vacant:
            return [(f"第 {number} 席", number) for number in vacant]
    return [(one.post.phrase, one.post) for one in election.posts]


def _warning(state: RoomState) -> str:
    kept = "原来的名单永远保留，看得到；登记退出的人不再印上选票。"
    printed = state.good_ballots
    if printed:
        return f"{kept}已经印好的 {printed} 张选票全部作废，通过以后要按新名单重印，张数自动记进选票登记。"
    return f"{kept}选票按新名单定样。"
