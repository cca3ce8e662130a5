"""定稿 of a whole set: what is ready is issued in one go, the rest says why, and nothing is half done."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperStatus
from fulian_desktop.documents.register import NEVER_ISSUED, VerifyState
from fulian_desktop.documents.register_sets import SetVerdict, draw_set
from fulian_desktop.errors import UserFacingError
from tests.documents.papers.the_meeting import TheMeeting, the_meeting_held, the_meeting_prepared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.documents.register_sets import SetLine


class StoppedError(Exception):
    """The user does not want it any more."""


@pytest.fixture
def prepared(tmp_path: Path) -> Iterator[TheMeeting]:
    meeting = the_meeting_prepared(tmp_path)
    yield meeting
    meeting.workspace.close()


@pytest.fixture
def over(tmp_path: Path) -> Iterator[TheMeeting]:
    meeting = the_meeting_held(tmp_path)
    yield meeting
    meeting.workspace.close()


def lines(meeting: TheMeeting) -> dict[PaperKind, SetLine]:
    found = meeting.workspace.register.lines_of_set(meeting.id)
    return {one.kind: one for one in found if one.edition is one.kind.editions[0]}


def write_fifteen(meeting: TheMeeting) -> None:
    """Let the notice say 15 where the record says 13."""
    scripts = meeting.workspace.scripts
    text = scripts.wording("notice").text
    scripts.save_wording("notice", text.replace("{出席范围}（{应到}）", "全体委员，应到15人"))


def move_to(meeting: TheMeeting, place: str) -> None:
    plan = meeting.workspace.meetings.get(meeting.id).plan
    meeting.workspace.meetings.change_plan(meeting.id, dataclasses.replace(plan, place=place))


def test_a_set_is_issued_with_numbers_in_their_order_and_a_code_on_each(over: TheMeeting) -> None:
    register = over.workspace.register
    result = register.finalise_set(over.id)
    papers = result.issued
    assert [one.number for one in papers] == list(range(1, len(papers) + 1))
    assert [one.kind for one in papers] == sorted((one.kind for one in papers), key=list(PaperKind).index)
    assert len({one.check_code for one in papers}) == len(papers)
    serials = [one.document_number.serial for one in papers if one.document_number is not None]
    assert serials == list(range(1, len(serials) + 1))
    assert len(serials) == 5
    assert {PaperKind.REQUEST, PaperKind.MINUTES, PaperKind.FILING_REPORT, PaperKind.ROSTER} <= {
        one.kind for one in papers
    }
    assert all(register.verify(one.code_text).state is VerifyState.VALID for one in papers)
    assert [one for one in over.workspace.check() if one.concerns.startswith("paper_final")] == []


def test_what_is_only_made_when_wanted_is_left_out_without_a_word(over: TheMeeting) -> None:
    result = over.workspace.register.finalise_set(over.id)
    named = {one.kind for one in result.issued} | {one.kind for one in result.left_out}
    assert not named & NEVER_ISSUED
    assert PaperKind.CERTIFICATES not in named
    assert not any(one.kind is PaperKind.ROSTER and one.edition is Edition.FILING for one in result.issued)


def test_before_the_meeting_only_what_is_ready_is_issued_and_the_rest_says_why(prepared: TheMeeting) -> None:
    result = prepared.workspace.register.finalise_set(prepared.id)
    assert {PaperKind.NOTICE, PaperKind.AGENDA} <= {one.kind for one in result.issued}
    why = {one.kind: one for one in result.left_out}
    assert why[PaperKind.MINUTES].verdict is SetVerdict.NOT_YET
    assert why[PaperKind.MINUTES].reason == "会议还没有开，不能生成会议记录。"


def test_a_paper_with_a_gap_is_not_issued(prepared: TheMeeting) -> None:
    move_to(prepared, "")
    line = lines(prepared)[PaperKind.AGENDA]
    assert line.verdict is SetVerdict.LACKING
    assert "会议地点没有填" in line.reason
    result = prepared.workspace.register.finalise_set(prepared.id)
    assert PaperKind.AGENDA not in {one.kind for one in result.issued}


def test_a_paper_that_disagrees_is_left_out_until_its_sentence_is_accepted(prepared: TheMeeting) -> None:
    write_fifteen(prepared)
    register = prepared.workspace.register
    result = register.finalise_set(prepared.id)
    (line,) = result.disagreeing
    assert line.kind is PaperKind.NOTICE
    assert line.reason.startswith("有 1 处和会议资料不一致")
    assert "会议资料里的应到是13" in line.reason
    for one in register.disagreements_of(prepared.id, PaperKind.NOTICE, Edition.PUBLIC):
        register.accept(prepared.id, one, "含两个空缺")
    assert [one.kind for one in register.finalise_set(prepared.id).issued] == [PaperKind.NOTICE]


def test_an_outdated_paper_is_issued_anew_only_with_a_reason_and_keeps_its_number(
    prepared: TheMeeting,
) -> None:
    register = prepared.workspace.register
    first = {one.kind: one for one in register.finalise_set(prepared.id).issued}
    move_to(prepared, "文化活动室")
    assert lines(prepared)[PaperKind.NOTICE].verdict is SetVerdict.REISSUE
    assert register.finalise_set(prepared.id).issued == ()
    again = {one.kind: one for one in register.finalise_set(prepared.id, reason="换了地点").issued}
    notice = again[PaperKind.NOTICE]
    assert (notice.replaces_id, notice.reason) == (first[PaperKind.NOTICE].id, "换了地点")
    assert notice.document_number == first[PaperKind.NOTICE].document_number
    withdrawn = register.verify(first[PaperKind.NOTICE].code_text)
    assert withdrawn.state is VerifyState.WITHDRAWN
    assert withdrawn.replaced_by == notice


def test_a_second_run_issues_nothing_twice(over: TheMeeting) -> None:
    register = over.workspace.register
    count = len(register.finalise_set(over.id).issued)
    second = register.finalise_set(over.id)
    assert second.issued == ()
    assert sum(one.verdict is SetVerdict.ISSUED for one in second.left_out) == count


def test_a_number_kept_from_a_withdrawn_paper_is_not_given_twice(prepared: TheMeeting) -> None:
    register = prepared.workspace.register
    request = register.finalise(prepared.id, PaperKind.REQUEST)
    register.withdraw(request.id, "写错了")
    issued = register.finalise_set(prepared.id).issued
    serials = [one.document_number.serial for one in issued if one.document_number is not None]
    assert sorted(serials) == list(range(1, len(serials) + 1))


def test_stopping_halfway_issues_nothing(over: TheMeeting) -> None:
    entries = over.workspace.journal.fingerprint()

    def stop(done: int, _total: int, _name: str) -> None:
        if done == 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        over.workspace.register.finalise_set(over.id, on_progress=stop)
    assert over.workspace.register.issued(over.id) == ()
    assert over.workspace.journal.fingerprint() == entries


def test_a_change_while_the_set_is_drawn_refuses_it_whole(prepared: TheMeeting) -> None:
    register = prepared.workspace.register
    one_set = register.prepare_set(prepared.id)
    files = draw_set(one_set)
    move_to(prepared, "文化活动室")
    with pytest.raises(UserFacingError, match="又改动过"):
        register.issue_set(one_set, files)
    assert register.issued(prepared.id) == ()


def test_a_full_disk_in_the_middle_of_the_set_leaves_nothing_in_the_register(
    prepared: TheMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers, made = prepared.workspace.papers, []

    def fill(*arguments: object) -> object:
        made.append(arguments)
        if len(made) == 3:
            raise UserFacingError("磁盘空间不足，没有写成。")
        return note(*arguments)  # type: ignore[arg-type]

    note = papers.note_made
    monkeypatch.setattr(papers, "note_made", fill)
    with pytest.raises(UserFacingError, match="磁盘空间不足"):
        prepared.workspace.register.finalise_set(prepared.id)
    monkeypatch.undo()
    assert prepared.workspace.register.issued(prepared.id) == ()
    states = prepared.workspace.papers.catalogue(prepared.id)
    assert all(one.status not in (PaperStatus.FINAL, PaperStatus.MADE) for one in states)


def test_qr_and_red_head_go_only_where_they_may_stand(over: TheMeeting) -> None:
    drafts = over.workspace.register.prepare_set(over.id, qr=True, red_head=True).drafts
    by_kind = {one.order.kind: one for one in drafts}
    assert not by_kind[PaperKind.VOTE_RECORD].order.qr
    assert by_kind[PaperKind.MINUTES].order.qr
    assert by_kind[PaperKind.REQUEST].headed != by_kind[PaperKind.REQUEST].content
    assert by_kind[PaperKind.MINUTES].headed == by_kind[PaperKind.MINUTES].content
