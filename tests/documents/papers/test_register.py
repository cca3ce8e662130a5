"""Issued papers: numbers, codes, withdrawal, what is outdated, prints, and what the file refuses."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.paper_kinds import Edition, PaperKind, PaperStatus
from fulian_desktop.documents.register import DocumentNumber, VerifyState, usual_body_code
from fulian_desktop.errors import UserFacingError
from fulian_desktop.workspace import Workspace
from tests.documents.papers.the_meeting import TheMeeting, text_of, the_meeting_held, the_meeting_prepared
from tests.tampering import tamper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.documents.register import IssuedPaper, VerifyResult

WHY = "地点换了"


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


def issue(meeting: TheMeeting, kind: PaperKind = PaperKind.NOTICE, **wish: object) -> IssuedPaper:
    return meeting.workspace.register.finalise(meeting.id, kind, **wish)  # type: ignore[arg-type]


def verified(meeting: TheMeeting, paper: IssuedPaper) -> VerifyResult:
    return meeting.workspace.register.verify(paper.code_text)


def status(meeting: TheMeeting, kind: PaperKind = PaperKind.NOTICE) -> PaperStatus:
    states = meeting.workspace.papers.catalogue(meeting.id)
    return next(one.status for one in states if one.kind is kind)


def move_to(meeting: TheMeeting, place: str) -> None:
    plan = meeting.workspace.meetings.get(meeting.id).plan
    meeting.workspace.meetings.change_plan(meeting.id, dataclasses.replace(plan, place=place))


# --- issuing ------------------------------------------------------------------------------------------------


def test_an_issued_paper_has_a_number_a_code_and_its_pdf_in_the_file(
    prepared: TheMeeting, tmp_path: Path
) -> None:
    paper = issue(prepared)
    assert (paper.number_text, paper.year, paper.number) == ("2026年第1号", 2026, 1)
    assert paper.document_number == DocumentNumber("三合妇", 2026, 1)
    pdf = prepared.workspace.register.pdf_of(paper.id)
    assert hashlib.sha256(pdf).hexdigest() == paper.pdf_sha256
    kept = tmp_path / "kept.pdf"
    kept.write_bytes(pdf)
    words = text_of(kept)
    assert "三合妇〔2026〕1号" in words
    assert words.count(f"定稿2026年第1号校验码{paper.code_text}") == paper.pages
    assert status(prepared) is PaperStatus.FINAL
    entry = prepared.workspace.journal.entries("paper_final")[0]
    assert (entry.act, entry.new and entry.new["check_code"]) == ("定稿", paper.check_code)
    assert prepared.workspace.check() == []


def test_numbers_run_through_the_year_and_only_letters_have_a_document_number(prepared: TheMeeting) -> None:
    kinds = (PaperKind.REQUEST, PaperKind.AGENDA, PaperKind.NOTICE)
    papers = [issue(prepared, kind) for kind in kinds]
    assert [paper.number for paper in papers] == [1, 2, 3]
    told = [paper.document_number.text if paper.document_number else "" for paper in papers]
    assert told == ["三合妇〔2026〕1号", "", "三合妇〔2026〕2号"]


def test_the_numbers_begin_anew_with_the_year(prepared: TheMeeting) -> None:
    issue(prepared)
    prepared.workspace.clock.now = prepared.workspace.clock.now.replace(year=2027)
    later = issue(prepared, PaperKind.REQUEST)
    assert later.number_text == "2027年第1号"
    assert later.document_number == DocumentNumber("三合妇", 2027, 1)


def test_a_letter_may_go_out_without_a_document_number(prepared: TheMeeting) -> None:
    assert issue(prepared, numbered=False).document_number is None


@pytest.mark.parametrize(
    ("federation", "code"),
    [
        ("三合村妇女联合会", "三合妇"),
        ("清溪镇妇联", "清溪妇"),
        ("幸福里社区妇女联合会", "幸福里妇"),
        ("新村妇女联合会", "新村妇"),
    ],
)
def test_the_code_of_the_body_is_made_from_its_name(federation: str, code: str) -> None:
    assert usual_body_code(federation) == code


def test_a_number_left_out_needs_a_reason_and_another_body_code_is_remembered(prepared: TheMeeting) -> None:
    fifth = DocumentNumber("三妇联", 2026, 5)
    with pytest.raises(UserFacingError, match="前面空了 4 个号，原因没有填"):
        issue(prepared, number=fifth)
    assert prepared.workspace.register.issued(prepared.id) == ()
    issue(prepared, number=fifth, reason="前四号是手写发出的")
    proposed = prepared.workspace.register.propose_number(prepared.id, PaperKind.REQUEST, Edition.PUBLIC)
    assert proposed == DocumentNumber("三妇联", 2026, 6)


def test_a_number_belongs_to_one_paper_for_good(prepared: TheMeeting) -> None:
    notice = issue(prepared)
    prepared.workspace.register.withdraw(notice.id, "会议推迟")
    with pytest.raises(UserFacingError, match="已经给了第七届执委会第三次会议的会议通知"):
        issue(prepared, PaperKind.REQUEST, number=notice.document_number)
    assert issue(prepared, PaperKind.REQUEST).document_number == DocumentNumber("三合妇", 2026, 2)


def test_what_is_not_ours_to_issue_is_refused(prepared: TheMeeting) -> None:
    for kind in (PaperKind.APPROVAL, PaperKind.NAME_CARDS):
        with pytest.raises(UserFacingError, match="不由本会定稿"):
            issue(prepared, kind)


def test_a_paper_with_gaps_is_issued_only_with_a_reason(prepared: TheMeeting) -> None:
    move_to(prepared, "")
    with pytest.raises(UserFacingError, match="还缺内容"):
        issue(prepared, PaperKind.AGENDA)
    assert issue(prepared, PaperKind.AGENDA, reason="地点当天再定").reason == "地点当天再定"


def test_a_qr_picture_is_drawn_when_asked_for_and_never_where_votes_are_written(
    over: TheMeeting, tmp_path: Path
) -> None:
    with pytest.raises(UserFacingError, match="不印二维码"):
        issue(over, PaperKind.VOTE_RECORD, qr=True)
    assert dark_squares(over, issue(over, PaperKind.VOTE_RECORD)) == 0
    assert dark_squares(over, issue(over, PaperKind.DECISION)) == 0
    assert dark_squares(over, issue(over, PaperKind.RESOLUTION, qr=True)) > 40


def dark_squares(meeting: TheMeeting, paper: IssuedPaper) -> int:
    """Return how many black points of a coarse grid lie where the QR picture of the first page would be."""
    import pypdfium2

    with pypdfium2.PdfDocument(meeting.workspace.register.pdf_of(paper.id)) as pdf:
        page = pdf[0]
        image = page.render(scale=3).to_pil().convert("L")
        page.close()
    left, upper, right, lower = (
        int(share * side)
        for share, side in zip((0.14, 0.928, 0.19, 0.939), (image.width, image.height) * 2, strict=True)
    )
    points = ((x, y) for x in range(left, right, 2) for y in range(upper, lower, 2))
    return sum(1 for point in points if image.getpixel(point) < 90)


# --- changing, withdrawing ----------------------------------------------------------------------------------


def test_a_change_of_the_record_makes_it_outdated_and_names_the_change(prepared: TheMeeting) -> None:
    paper = issue(prepared)
    assert verified(prepared, paper).state is VerifyState.VALID
    move_to(prepared, "文化活动室")
    assert status(prepared) is PaperStatus.OUTDATED
    result = verified(prepared, paper)
    assert result.state is VerifyState.OUTDATED
    assert result.changes == ("“村委会二楼会议室。”改为“文化活动室。”",)
    move_to(prepared, "村委会二楼会议室")
    assert verified(prepared, paper).state is VerifyState.VALID


def test_a_dated_paper_does_not_go_out_of_date_by_the_calendar(prepared: TheMeeting) -> None:
    paper = issue(prepared, PaperKind.REQUEST)
    prepared.workspace.clock.advance(days=1)
    assert verified(prepared, paper).state is VerifyState.VALID


def test_issuing_again_needs_a_reason_withdraws_the_former_and_keeps_the_document_number(
    prepared: TheMeeting,
) -> None:
    former = issue(prepared)
    move_to(prepared, "文化活动室")
    with pytest.raises(UserFacingError, match="重新定稿的原因没有填"):
        issue(prepared)
    paper = issue(prepared, reason=WHY)
    assert (paper.number, paper.replaces_id, paper.reason) == (2, former.id, WHY)
    assert paper.document_number == former.document_number
    result = verified(prepared, former)
    assert result.state is VerifyState.WITHDRAWN
    assert result.replaced_by is not None
    assert result.replaced_by.check_code == paper.check_code
    assert f"原因：{WHY}" in result.sentence
    assert paper.code_text in result.sentence
    assert verified(prepared, paper).state is VerifyState.VALID
    assert prepared.workspace.check() == []


def test_a_withdrawn_paper_stays_in_the_register_with_its_pdf(prepared: TheMeeting) -> None:
    register = prepared.workspace.register
    paper = issue(prepared)
    with pytest.raises(UserFacingError, match="作废的原因没有填"):
        register.withdraw(paper.id, "  ")
    register.withdraw(paper.id, "会议推迟")
    assert status(prepared) is PaperStatus.WITHDRAWN
    kept = register.issued(prepared.id)[0]
    assert kept.withdrawal is not None
    assert kept.withdrawal.reason == "会议推迟"
    assert len(register.pdf_of(paper.id)) > 1000
    assert register.in_force(prepared.id, PaperKind.NOTICE, Edition.PUBLIC) is None
    with pytest.raises(UserFacingError, match="已经作废"):
        register.withdraw(paper.id, "再来一次")
    with pytest.raises(UserFacingError, match="已经作废"):
        register.note_printed(paper.id)
    assert issue(prepared).number == 2
    assert status(prepared) is PaperStatus.FINAL


def test_papers_of_a_meeting_given_up_stay_in_the_register(prepared: TheMeeting) -> None:
    paper = issue(prepared)
    prepared.workspace.meetings.discard(prepared.id, "上级改期")
    result = verified(prepared, paper)
    assert result.state is VerifyState.OUTDATED
    assert result.changes == ("这次会议的筹备已经取消",)
    assert prepared.workspace.check() == []


def test_unknown_and_mistyped_codes_are_told_apart(prepared: TheMeeting) -> None:
    from fulian_desktop.documents.check_codes import code_of

    register = prepared.workspace.register
    assert register.verify(code_of("别处")).state is VerifyState.UNKNOWN
    assert register.verify("ACDE-0000").state is VerifyState.MISTYPED


def test_writing_the_papers_of_a_meeting_writes_the_issued_one_itself(
    prepared: TheMeeting, tmp_path: Path
) -> None:
    paper = issue(prepared)
    target = tmp_path / "通知.pdf"
    prepared.workspace.papers.write(prepared.id, PaperKind.NOTICE, target)
    assert target.read_bytes() == prepared.workspace.register.pdf_of(paper.id)
    move_to(prepared, "文化活动室")
    prepared.workspace.papers.write(prepared.id, PaperKind.NOTICE, target)
    assert "校验码" not in text_of(target)


def test_the_index_of_the_archive_names_the_document_numbers(over: TheMeeting, tmp_path: Path) -> None:
    issue(over, PaperKind.REQUEST)
    issue(over, PaperKind.MINUTES)
    issue(over, PaperKind.DECISION)
    index = tmp_path / "目录.pdf"
    over.workspace.papers.write(over.id, PaperKind.ARCHIVE_INDEX, index)
    words = text_of(index)
    assert "三合妇〔2026〕1号" in words
    assert "三合妇〔2026〕2号" in words


# --- prints -------------------------------------------------------------------------------------------------


def test_the_first_print_needs_no_reason_and_every_further_one_does(prepared: TheMeeting) -> None:
    register = prepared.workspace.register
    paper = issue(prepared)
    register.note_printed(paper.id, 15)
    with pytest.raises(UserFacingError, match="已经打印过 1 次，再打印的原因没有填"):
        register.note_printed(paper.id)
    register.note_printed(paper.id, 2, first=2, last=2, reason="两份卡纸")
    first, second = register.prints(paper.id)
    assert (first.copies, first.first_page, first.last_page, first.reason) == (15, 1, paper.pages, "")
    assert (second.copies, second.first_page, second.last_page, second.reason) == (2, 2, 2, "两份卡纸")
    assert register.issued(prepared.id)[0].prints == 2
    entry = prepared.workspace.journal.entries("paper_print")[0]
    assert (entry.act, entry.reason) == ("打印定稿", "两份卡纸")
    assert prepared.workspace.check() == []


# --- editions -----------------------------------------------------------------------------------------------


def test_what_goes_to_everybody_has_no_phone_no_id_number_and_no_address(papers: dict[str, str]) -> None:
    from tests.documents.papers.the_meeting import ADDRESS, REAL_ID

    for name, words in papers.items():
        assert REAL_ID not in words
        assert ADDRESS not in words
        assert ("2604" in words) == ("内部版" in name or "备案版" in name), name


def test_an_edition_that_shows_telephones_says_on_each_page_and_at_the_end_what_it_is_for(
    paper_lines: dict[str, str],
) -> None:
    for name, words in paper_lines.items():
        if "内部版" in name:
            assert "内部使用，不得公示" in words
            assert "只供本会联系工作使用" in "".join(words.split())
        if "备案版" in name:
            assert "仅供备案，不得公示" in words
            assert "只供报清溪镇妇联备案使用" in "".join(words.split())


def test_each_edition_is_issued_by_itself(over: TheMeeting) -> None:
    public = issue(over, PaperKind.ROSTER)
    filing = over.workspace.register.finalise(over.id, PaperKind.ROSTER, Edition.FILING)
    assert public.check_code != filing.check_code
    assert (public.name, filing.name) == ("执委名册（公示版）", "执委名册（备案版）")


# --- tampering ----------------------------------------------------------------------------------------------


@pytest.fixture
def register_file(tmp_path: Path) -> Path:
    """A closed file with a notice issued twice, printed twice, and an agenda."""
    meeting = the_meeting_prepared(tmp_path)
    issue(meeting)
    paper = issue(meeting, reason=WHY)
    meeting.workspace.register.note_printed(paper.id)
    meeting.workspace.register.note_printed(paper.id, reason="卡纸")
    issue(meeting, PaperKind.AGENDA)
    meeting.workspace.close()
    return meeting.workspace.database.path


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM paper_final",
        "UPDATE paper_final SET pdf = x'00'",
        "UPDATE paper_final SET number = 9 WHERE number = 1",
        "UPDATE paper_final SET meeting_id = NULL, title = '别的'",
        "DELETE FROM paper_withdrawal",
        "UPDATE paper_withdrawal SET reason = '别的'",
        "DELETE FROM paper_print",
        "UPDATE paper_print SET copies = 1, reason = '别的'",
        "INSERT INTO paper_print SELECT 99, final_id, 1, 1, 1, '', at, user_name FROM paper_print LIMIT 1",
        "INSERT INTO paper_print SELECT 99, 1, 1, 1, 1, '补', at, user_name FROM paper_print LIMIT 1",
        "REPLACE INTO paper_print SELECT * FROM paper_print",
    ],
)
def test_the_file_itself_refuses_to_change_the_register(register_file: Path, statement: str) -> None:
    raw = sqlite3.connect(register_file)
    raw.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(statement)
    raw.close()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE paper_final SET pdf = x'25504446' WHERE id = 2", "存的 PDF 与定稿时的 SHA-256 不符"),
        ("UPDATE paper_final SET words = '[\"别的\"]' WHERE id = 2", "存的文字与定稿时的不符"),
        ("UPDATE paper_final SET title = '别的' WHERE id = 2", "与操作日志不一致（title）"),
        ("UPDATE paper_final SET serial = 7 WHERE id = 2", "与操作日志不一致（document_number）"),
        ("UPDATE paper_final SET check_code = 'AAAAAAAC' WHERE id = 2", "校验码不合规则"),
        ("DELETE FROM paper_print", "打印登记操作日志里有，记录却不见了"),
        ("UPDATE paper_print SET copies = 3 WHERE id = 1", "与操作日志不一致（copies）"),
        ("DELETE FROM paper_withdrawal", "作废登记操作日志里有，记录却不见了"),
        ("UPDATE paper_withdrawal SET reason = '别的'", "与操作日志不一致（reason）"),
        ("INSERT INTO paper_withdrawal VALUES (3, '偷偷', '2026-03-07T09:00:00', '某')", "没有对应的一条"),
    ],
)
def test_the_check_finds_what_was_changed_behind_its_back(
    register_file: Path, statement: str, told: str
) -> None:
    tamper(register_file, statement)
    with Workspace.open(register_file, read_only=True) as workspace:
        findings = workspace.check()
    assert any(told in one.sentence for one in findings), [one.sentence for one in findings]


def test_a_paper_taken_out_of_the_register_is_missed(register_file: Path) -> None:
    tamper(
        register_file,
        "UPDATE paper_final SET replaces_id = NULL",
        "DELETE FROM paper_withdrawal",
        "DELETE FROM paper_final WHERE id = 1",
    )
    with Workspace.open(register_file, read_only=True) as workspace:
        told = [one.sentence for one in workspace.check()]
    assert "第 1 号定稿操作日志里有，记录却不见了。" in told
    assert "2026年的定稿缺第 1 号，登记被删过。" in told


def test_a_pdf_exchanged_in_the_file_is_not_shown_as_the_issued_one(register_file: Path) -> None:
    tamper(register_file, "UPDATE paper_final SET pdf = x'25504446' WHERE id = 2")
    with Workspace.open(register_file, read_only=True) as workspace:
        paper = workspace.register.issued(1)[1]
        with pytest.raises(UserFacingError, match="被改动过"):
            workspace.register.pdf_of(paper.id)
        assert workspace.register.verify(paper.check_code).state is VerifyState.DAMAGED
