"""Issued papers with telephones: encrypted in the file, opened with the key only, all openings told."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.access.device_key import DeviceKeys
from fulian_desktop.access.protection import KeyMissing
from fulian_desktop.access.records import Role
from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.register import VerifyState
from fulian_desktop.people.privacy_records import DisclosureKind
from fulian_desktop.sample_village import StageClock, create_village, play_meeting
from fulian_desktop.workspace import SCHEMA, Workspace
from tests.tampering import tamper

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.documents.register import IssuedPaper

CHAIR, VIEWER = "三合村沈主席的口令", "我只看一看的口令"


pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A village after its meeting; nothing is issued yet."""
    clock = StageClock(datetime(2026, 3, 6, 9, 0))
    with create_village(tmp_path / "village.fulian", clock, date(2026, 3, 6)) as village:
        play_meeting(village, village.meetings.meetings()[0].id, clock)
    return tmp_path / "village.fulian"


def issue(village: Workspace, edition: Edition) -> IssuedPaper:
    """Make the roster of the committee final in an edition."""
    meeting = village.meetings.meetings()[0].id
    return village.register.finalise(meeting, PaperKind.ROSTER, edition, reason="备案")


def bytes_of_its_own(pdf: bytes, other: bytes) -> bytes:
    """Return bytes by which a PDF is known again: fonts and colours are those of other papers, too."""
    pieces = (pdf[start : start + 40] for start in range(0, len(pdf), 40))
    return next(piece for piece in pieces if piece not in other)


def a_phone(village: Workspace) -> str:
    """Return a telephone number that stands on the internal roster."""
    seated = village.seats.board().seats
    found = [village.people.get(one.holder.person_id).phone for one in seated if one.holder]
    return next(phone for phone in found if phone)


def test_protection_encrypts_the_papers_issued_before(path: Path, tmp_path: Path) -> None:
    with Workspace.open(path, devices=DeviceKeys(tmp_path / "keys")) as village:
        phone = a_phone(village)
        public, internal = issue(village, Edition.PUBLIC), issue(village, Edition.INTERNAL)
        pdf = village.register.pdf_of(internal.id)
        own = bytes_of_its_own(pdf, village.register.pdf_of(public.id))
    assert phone.encode() in path.read_bytes()
    assert own in path.read_bytes()

    with Workspace.open(path, devices=DeviceKeys(tmp_path / "keys")) as village:
        village.access.protect_on_this_computer()
        assert village.check() == []
        assert village.register.pdf_of(internal.id) == pdf
        assert village.register.verify(internal.check_code).state is VerifyState.VALID
        assert village.register.pdf_of(public.id).startswith(b"%PDF")
    content = path.read_bytes()
    assert phone.encode() not in content
    assert own not in content
    assert all(phone.encode() not in other.read_bytes() for other in tmp_path.glob("village.fulian-*"))


def test_a_paper_issued_under_protection_is_never_in_the_file_as_it_is(path: Path, tmp_path: Path) -> None:
    with Workspace.open(path, devices=DeviceKeys(tmp_path / "keys")) as village:
        village.access.protect_on_this_computer()
        phone, paper = a_phone(village), issue(village, Edition.FILING)
        pdf = village.register.pdf_of(paper.id)
        assert phone in "".join(paper.words)
        wal = path.with_name(path.name + "-wal").read_bytes()
        assert phone.encode() not in wal
        assert pdf[len(pdf) // 2 :][:40] not in wal
        assert village.check() == []
    assert phone.encode() not in path.read_bytes()


def test_without_the_key_the_code_holds_and_the_paper_stays_shut(path: Path, tmp_path: Path) -> None:
    with Workspace.open(path, devices=DeviceKeys(tmp_path / "keys")) as village:
        village.access.protect_on_this_computer()
        paper = issue(village, Edition.INTERNAL)
    with Workspace.open(path) as abroad:
        assert abroad.check() == []
        result = abroad.register.verify(paper.check_code)
        assert result.state is VerifyState.VALID
        assert "已经加密" in result.sentence
        with pytest.raises(KeyMissing, match="没有钥匙"):
            abroad.register.pdf_of(paper.id)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE paper_final SET pdf = CAST(substr(pdf, 1, 500) AS BLOB) WHERE edition = 'internal'",
        "UPDATE paper_final SET words = substr(words, 1, 80) WHERE edition = 'internal'",
        "UPDATE paper_final SET words = '[]', pdf = x'25504446' WHERE edition = 'internal'",
        "UPDATE paper_sealing SET kept_sha256 = printf('%064d', 0)",
        "DELETE FROM paper_sealing",
    ],
)
@pytest.mark.parametrize("with_key", [True, False])
def test_a_changed_encrypted_paper_is_found_with_and_without_the_key(
    path: Path, tmp_path: Path, change: str, with_key: bool
) -> None:
    keys = DeviceKeys(tmp_path / "keys")
    with Workspace.open(path, devices=keys) as village:
        village.access.protect_on_this_computer()
        paper = issue(village, Edition.INTERNAL)
    tamper(path, change)
    with Workspace.open(path, devices=keys if with_key else None, read_only=True) as village:
        found = [one.concerns for one in village.check()]
        assert any(one.startswith(("paper_sealing:", "paper_final:")) for one in found), found
        if "paper_final" in change and not with_key:
            assert village.register.verify(paper.check_code).state is VerifyState.DAMAGED


def test_a_protected_file_of_an_earlier_version_is_finished_when_it_is_opened(
    path: Path, tmp_path: Path
) -> None:
    keys = DeviceKeys(tmp_path / "keys")
    with Workspace.open(path, devices=keys) as village:
        phone, paper = a_phone(village), issue(village, Edition.INTERNAL)
        village.access.encrypt_papers = None  # as the version before did it
        village.access.protect_everything = village.people.protect_everyone
        village.access.protect_on_this_computer()
    assert phone.encode() in path.read_bytes()
    with Workspace.open(path) as abroad:  # the key is not here: nothing can be done yet
        assert abroad.register.pdf_of(paper.id).startswith(b"%PDF")
    with Workspace.open(path, devices=keys) as village:
        assert village.register.pdf_of(paper.id).startswith(b"%PDF")
        assert [one.act for one in village.journal.entries("paper_sealing")] == ["加密定稿"]
        assert village.check() == []
    assert phone.encode() not in path.read_bytes()


def test_a_viewer_opens_no_paper_with_telephones_and_others_are_written_down(path: Path) -> None:
    with Workspace.open(path) as village:
        village.access.start_signing_in("沈丽华", CHAIR)
        village.access.add_user("只看的人", Role.VIEWER, VIEWER)
        public, internal = issue(village, Edition.PUBLIC), issue(village, Edition.INTERNAL)
        for _ in range(3):
            village.register.pdf_of(internal.id)
            village.register.pdf_of(public.id)
        told = [one for one in village.people.privacy.disclosures() if one.act == "打开定稿"]
        assert [(one.user, one.kind, one.what) for one in told] == [
            ("沈丽华", DisclosureKind.SEEN, "执委名册（内部版）")
        ]
        village.access.sign_out()
        village.access.sign_in("只看的人", VIEWER)
        assert village.register.pdf_of(public.id).startswith(b"%PDF")
        with pytest.raises(KeyMissing):
            village.register.pdf_of(internal.id)


def test_what_leaves_the_file_as_word_or_workbook_is_told_but_for_public_editions(
    path: Path, tmp_path: Path
) -> None:
    with Workspace.open(path) as village:
        meeting, papers = village.meetings.meetings()[0].id, village.papers
        for edition in (Edition.PUBLIC, Edition.INTERNAL):
            papers.write_docx(meeting, PaperKind.ROSTER, tmp_path / "册.docx", edition)
            papers.write_workbook(meeting, PaperKind.ROSTER, tmp_path / "册.xlsx", edition)
        paper = issue(village, Edition.INTERNAL)
        papers.write(meeting, PaperKind.ROSTER, tmp_path / "册.pdf", Edition.INTERNAL)
        told = [one.what for one in village.people.privacy.disclosures() if one.act == "导出文书"]
        assert told == [
            "执委名册（内部版），存为PDF",
            "执委名册（内部版），存为表格",
            "执委名册（内部版），存为Word文档",
        ]
        assert (tmp_path / "册.pdf").read_bytes() == village.register.pdf_of(paper.id)


def test_an_encrypted_paper_survives_a_backup_and_the_way_back(path: Path, tmp_path: Path) -> None:
    from fulian_desktop.storage.backup import back_up
    from fulian_desktop.storage.restoring import restore

    keys = DeviceKeys(tmp_path / "keys")
    with Workspace.open(path, devices=keys) as village:
        village.access.protect_on_this_computer()
        phone, paper = a_phone(village), issue(village, Edition.INTERNAL)
        pdf = village.register.pdf_of(paper.id)
        back_up(village.database, tmp_path / "copy.fulian")
    assert phone.encode() not in (tmp_path / "copy.fulian").read_bytes()
    restore(path, tmp_path / "copy.fulian", SCHEMA, now=datetime(2026, 3, 7))
    with Workspace.open(path, devices=keys) as village:
        assert village.register.pdf_of(paper.id) == pdf
