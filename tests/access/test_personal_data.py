"""Deleting on request, who saw what, and nothing personal outside of the data file."""

from __future__ import annotations

import logging
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from fulian_desktop.access import secret_keys
from fulian_desktop.access.device_key import DeviceKeys
from fulian_desktop.access.gate import NotAllowed
from fulian_desktop.access.protection import is_sealed
from fulian_desktop.access.records import Role
from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.papers import privacy_notice, recovery_sheet
from fulian_desktop.documents.pdf_writer import write_pdf
from fulian_desktop.errors import UserFacingError
from fulian_desktop.people.privacy_records import DisclosureKind
from fulian_desktop.people.records import PersonDetails, ResumeLine
from fulian_desktop.sample_village import StageClock, create_village, play_meeting
from fulian_desktop.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PHONE, ID_NUMBER, MEMBERS_PHONE = "13800001111", "33010219650307002X", "13700007777"
CHAIR, VIEWER = "三合村沈主席的口令", "我只看一看的口令"


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Workspace]:
    """After the meeting; 周美琴 left her seat, 丁巧云 holds one, 钟秀英 is named nowhere."""
    clock = StageClock(datetime(2026, 3, 6, 9, 0))
    (tmp_path / "data").mkdir()
    with create_village(tmp_path / "data" / "village.fulian", clock, date(2026, 3, 6)) as workspace:
        play_meeting(workspace, workspace.meetings.meetings()[0].id, clock)
        for name in ("周美琴", "丁巧云"):
            person = workspace.people.find(name)[0]
            told = {**vars(person.details()), "phone": MEMBERS_PHONE, "address": "三组12号", "note": "备注"}
            told["resume"] = (ResumeLine("2008.09", "务农"),)
            workspace.people.change(person.id, PersonDetails(**told))
        workspace.people.add(PersonDetails("钟秀英", phone=PHONE, id_number=ID_NUMBER))
        yield workspace


def the_id(village: Workspace, name: str) -> int:
    return village.people.find(name)[0].id


def test_name_and_posts_stay_and_the_rest_is_gone(village: Workspace) -> None:
    person = the_id(village, "周美琴")
    erasure = village.people.privacy.erase(person, "本人 3月2日 书面提出")
    assert {"电话", "住址", "备注", "简历", "出生年月"} <= set(erasure.removed)
    assert any("职务" in words for words in erasure.kept)
    after = village.people.get(person)
    assert after.details() == PersonDetails("周美琴")
    assert [one.term_number for one in village.seats.history(person)] == [7]
    assert village.check() == []


def test_what_was_deleted_is_in_neither_file_nor_log_and_the_journal_never_held_it(
    village: Workspace,
) -> None:
    person = the_id(village, "周美琴")
    told = {**vars(village.people.get(person).details()), "note": "慢性病", "address": "四组8号"}
    village.people.change(person, PersonDetails(**told))
    (changed,) = village.journal.entries(limit=1)
    assert (changed.old, changed.new) == (
        {"name": "周美琴", "address": "已填", "note": "已填"},
        {"name": "周美琴", "address": "已填", "note": "已填"},
    )
    village.people.privacy.erase(person, "本人要求")
    path = village.database.path
    raw = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    assert "慢性病".encode() not in raw
    assert "四组8号".encode() not in raw


def test_one_named_nowhere_is_gone_as_a_whole(village: Workspace) -> None:
    erasure = village.people.privacy.erase(the_id(village, "钟秀英"), "本人要求")
    assert "名册里的姓名" in erasure.removed
    assert erasure.kept == ()
    assert village.people.find("钟秀英") == []


def test_one_who_holds_a_seat_is_not_emptied(village: Workspace) -> None:
    with pytest.raises(UserFacingError, match="现在有席位"):
        village.people.privacy.erase(the_id(village, "丁巧云"), "本人要求")
    assert village.people.find("丁巧云")[0].phone == MEMBERS_PHONE


def test_a_deletion_needs_a_reason_and_the_chair(village: Workspace) -> None:
    person = the_id(village, "周美琴")
    with pytest.raises(UserFacingError, match="原因没有填"):
        village.people.privacy.erase(person, " ")
    village.access.start_signing_in("沈丽华", CHAIR)
    village.access.add_user("李祎", Role.RECORDER, "记录员李祎的口令")
    village.access.sign_out()
    village.access.sign_in("李祎", "记录员李祎的口令")
    with pytest.raises(NotAllowed, match="要由主席来做"):
        village.people.privacy.erase(person, "本人要求")


def test_the_receipt_says_what_stays_and_why(village: Workspace) -> None:
    erasure = village.people.privacy.erase(the_id(village, "周美琴"), "本人 3月2日 书面提出")
    words = "".join(texts_of_paper(privacy_notice.receipt("三合村妇女联合会", erasure)))
    for part in ("周美琴", "本人 3月2日 书面提出", "操作日志", "备份", "档案法", "第四十七条", "电话"):
        assert part in words
    assert MEMBERS_PHONE not in words


def test_who_saw_and_who_exported_stands_in_one_list(village: Workspace, tmp_path: Path) -> None:
    person, meeting = the_id(village, "周美琴"), village.meetings.meetings()[0].id
    village.people.note_revealed(person, "phone")
    village.papers.write(meeting, PaperKind.ROSTER, tmp_path / "inside.pdf", edition=Edition.INTERNAL)
    village.papers.write(meeting, PaperKind.ROSTER, tmp_path / "public.pdf", edition=Edition.PUBLIC)
    village.access.file_acts.note_backup("village-2026-03-06.fulian")
    village.people.privacy.erase(person, "本人要求")
    seen = village.people.privacy.disclosures()
    assert [(one.kind, one.act) for one in seen] == [
        (DisclosureKind.ERASED, "删除个人信息"),
        (DisclosureKind.EXPORTED, "另存备份"),
        (DisclosureKind.EXPORTED, "生成文书"),
        (DisclosureKind.SEEN, "查看电话"),
    ]
    assert seen[2].what == "执委名册（内部版）"
    other = the_id(village, "丁巧云")
    assert {one.act for one in village.people.privacy.disclosures(other)} == {"另存备份", "生成文书"}


def test_a_viewer_reads_no_number(village: Workspace, tmp_path: Path) -> None:
    village.access.start_signing_in("沈丽华", CHAIR)
    village.access.add_user("王芳", Role.VIEWER, VIEWER)
    village.access.sign_out()
    village.access.sign_in("王芳", VIEWER)
    assert is_sealed(village.people.find("钟秀英")[0].phone)
    with pytest.raises(UserFacingError):
        village.people.note_revealed(the_id(village, "钟秀英"), "phone")
    meeting = village.meetings.meetings()[0].id
    with pytest.raises(UserFacingError, match="电话已经加密，现在没有钥匙"):
        village.papers.write(meeting, PaperKind.ROSTER, tmp_path / "inside.pdf", Edition.INTERNAL)
    assert not (tmp_path / "inside.pdf").exists()


def test_what_an_import_could_take_back_is_encrypted_too(tmp_path: Path) -> None:
    path = tmp_path / "village.fulian"
    keys = DeviceKeys(tmp_path / "keys")
    sheet = tmp_path / "名单.csv"
    with create_village(path, StageClock(datetime(2026, 3, 2, 9, 0)), date(2026, 3, 6)) as village:
        woman = village.people.add(PersonDetails("钟秀英", born="1965-03", phone=PHONE)).record_id
        assert woman is not None
        sheet.write_text("姓名,出生年月,电话\n钟秀英,1965-03,13900002222\n", encoding="utf-8")
        preview = village.exchange.preview(sheet)
        village.exchange.apply(preview, source_name=sheet.name, term_number=7)
    with Workspace.open(path, devices=keys) as village:
        village.access.protect_on_this_computer()
        last = village.exchange.last_import()
        assert last is not None
    content = path.read_bytes()
    assert PHONE.encode() not in content
    assert b"13900002222" not in content
    with Workspace.open(path, devices=keys) as village:
        village.exchange.undo_import(last.id)
        assert village.people.get(woman).phone == PHONE


def words_in(path: Path) -> str:
    """Return what a file says: the words of a PDF, the parts of a Word file or a workbook, else its bytes."""
    if path.suffix == ".pdf":
        document = pypdfium2.PdfDocument(path)
        return "".join(page.get_textpage().get_text_range() for page in document)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return path.read_bytes().decode("utf-8", "replace")


def test_no_number_is_written_outside_of_the_data_file(
    village: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Public papers, logs, temporary files, the fields of errors: everything but the file and its backups."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    caplog.set_level(logging.DEBUG)
    meeting = village.meetings.meetings()[0].id
    village.papers.write_all(meeting, tmp_path / "papers")
    person = the_id(village, "钟秀英")
    village.people.note_revealed(person, "phone")
    village.people.change(person, PersonDetails("钟秀英", phone=PHONE, id_number=ID_NUMBER, note="改过"))
    with pytest.raises(UserFacingError) as refused:
        village.people.add(PersonDetails("另一个人", id_number=ID_NUMBER))
    told = refused.value.as_text() + caplog.text
    told += "".join(f"{one.old}{one.new}{one.reason}" for one in village.journal.entries(limit=500))
    assert PHONE not in told
    assert ID_NUMBER not in told
    written = [one for one in tmp_path.rglob("*") if one.is_file() and "data" not in one.parts[-2:-1]]
    assert len(written) > 10
    inside = {one.name: words_in(one) for one in written}
    assert [name for name, words in inside.items() if PHONE in words or ID_NUMBER in words] == []
    # A member's telephone stands on the editions made for it and nowhere else.
    named = {name for name, words in inside.items() if MEMBERS_PHONE in words}
    assert named
    assert all("内部版" in name or "备案版" in name for name in named), named


def test_the_recovery_sheet_is_one_page_with_the_whole_code(tmp_path: Path) -> None:
    code = secret_keys.new_recovery_code()
    sheet = recovery_sheet.compose("三合村妇女联合会", "清溪镇妇联", code, date(2026, 3, 2))
    words = texts_of_paper(sheet)
    assert [group for group in code.split("-") if group not in words] == []
    assert write_pdf(sheet, tmp_path / "sheet.pdf").pages == 1
