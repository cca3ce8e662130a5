"""SQL of the register of issued papers: papers, withdrawals, prints, accepted disagreements."""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from fulian_desktop.access.protection import is_sealed
from fulian_desktop.access.secret_keys import WrongSecretError
from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.register import (
    Acceptance,
    DocumentNumber,
    IssuedPaper,
    PaperPrint,
    Withdrawal,
)
from fulian_desktop.documents.sealing_store import kept_content, place_of

if TYPE_CHECKING:
    from sqlite3 import Row

    from fulian_desktop.access.protection import Protection
    from fulian_desktop.storage.database import Database

_FINAL = (
    "SELECT paper_final.id, meeting_id, meeting_title, kind, edition, title, year, number, body_code, serial,"
    " check_code, content_hash, words, pages, pdf_sha256, journal_hash, replaces_id, paper_final.reason,"
    " paper_final.at, paper_final.user_name, paper_withdrawal.reason AS withdrawn_reason,"
    " paper_withdrawal.at AS withdrawn_at, paper_withdrawal.user_name AS withdrawn_by,"
    " (SELECT count(*) FROM paper_print WHERE final_id = paper_final.id) AS prints"
    " FROM paper_final LEFT JOIN paper_withdrawal ON paper_withdrawal.final_id = paper_final.id"
)


class RegisterStore:
    """Reads and writes the register; never commits.

    Where numbers of persons are protected, an edition that may carry them is kept encrypted, words and PDF.
    """

    def __init__(self, database: Database, protection: Protection) -> None:
        self._database = database
        self._protection = protection

    # ---- papers

    def add(self, paper: IssuedPaper, pdf: bytes) -> int:
        """Insert an issued paper with its PDF and return its id; that of `paper` is not used."""
        number = paper.document_number
        listed = json.dumps(paper.words, ensure_ascii=False)
        words, kept = kept_content(self._protection, paper.edition, paper.check_code, listed, pdf)
        return self._database.execute(
            "INSERT INTO paper_final (meeting_id, meeting_title, kind, edition, title, year, number,"
            " body_code, serial, check_code, content_hash, words, pages, pdf, pdf_sha256, journal_hash,"
            " replaces_id, reason, at, user_name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                paper.meeting_id, paper.meeting_title, paper.kind.value, paper.edition.value, paper.title,
                paper.year, paper.number, "" if number is None else number.body_code,
                0 if number is None else number.serial, paper.check_code, paper.content_hash,
                words, paper.pages, kept, paper.pdf_sha256,
                paper.journal_hash, paper.replaces_id, paper.reason, paper.at, paper.user,
            ),
        )  # fmt: skip

    def paper(self, final_id: int) -> IssuedPaper | None:
        """Return one issued paper, or None."""
        row = self._database.row(f"{_FINAL} WHERE paper_final.id = ?", (final_id,))
        return None if row is None else self._issued(row)

    def of_code(self, code: str) -> IssuedPaper | None:
        """Return the issued paper of a check code, or None."""
        row = self._database.row(f"{_FINAL} WHERE check_code = ?", (code,))
        return None if row is None else self._issued(row)

    def replacing(self, final_id: int) -> IssuedPaper | None:
        """Return the paper issued in the place of another, or None."""
        row = self._database.row(f"{_FINAL} WHERE replaces_id = ?", (final_id,))
        return None if row is None else self._issued(row)

    def of_meeting(self, meeting_id: int) -> tuple[IssuedPaper, ...]:
        """Return all issued papers of a meeting, the first one first."""
        rows = self._database.rows(f"{_FINAL} WHERE meeting_id = ? ORDER BY paper_final.id", (meeting_id,))
        return tuple(self._issued(row) for row in rows)

    def latest(self, meeting_id: int) -> dict[tuple[PaperKind, Edition], IssuedPaper]:
        """Return the one issued last of each paper of a meeting."""
        return {(paper.kind, paper.edition): paper for paper in self.of_meeting(meeting_id)}

    def everything(self) -> tuple[IssuedPaper, ...]:
        """Return the whole register in the order of issue."""
        return tuple(self._issued(row) for row in self._database.rows(f"{_FINAL} ORDER BY paper_final.id"))

    def with_entry(self, paper: IssuedPaper) -> IssuedPaper:
        """Return an issued paper with the number of the journal's entry it was issued after, 0 for none."""
        entry = self._database.value("SELECT id FROM journal WHERE hash = ?", (paper.journal_hash,))
        return replace(paper, journal_entry=int(entry or 0))

    def pdf(self, final_id: int) -> bytes | None:
        """Return the PDF of an issued paper, or None when there is none or it was changed in the file.

        Raises:
            KeyMissing: it is kept encrypted, and the key is not at hand.
        """
        row = self._database.row("SELECT check_code, words, pdf FROM paper_final WHERE id = ?", (final_id,))
        if row is None or not is_sealed(row["words"]):
            return None if row is None else bytes(row["pdf"])
        try:
            return self._protection.shown_bytes(bytes(row["pdf"]), place_of("pdf", row["check_code"]))
        except WrongSecretError:
            return None

    # ---- numbers

    def last_number(self, year: int) -> int:
        """Return the last running number of a year, 0 when there is none."""
        return int(
            self._database.value("SELECT coalesce(max(number), 0) FROM paper_final WHERE year = ?", (year,))
        )

    def last_serial(self, year: int, body_code: str) -> int:
        """Return the last 文号 of a year, 0 when there is none."""
        return int(
            self._database.value(
                "SELECT coalesce(max(serial), 0) FROM paper_final WHERE year = ? AND body_code = ?",
                (year, body_code),
            )
        )

    def last_body_code(self) -> str:
        """Return the 机关代字 used last, empty when there is none."""
        found = self._database.value(
            "SELECT body_code FROM paper_final WHERE body_code <> '' ORDER BY id DESC LIMIT 1"
        )
        return str(found or "")

    def holders_of(self, number: DocumentNumber) -> tuple[IssuedPaper, ...]:
        """Return the issued papers that bear a 文号, the first one first."""
        rows = self._database.rows(
            f"{_FINAL} WHERE year = ? AND body_code = ? AND serial = ? ORDER BY paper_final.id",
            (number.year, number.body_code, number.serial),
        )
        return tuple(self._issued(row) for row in rows)

    # ---- what happens to them

    def withdraw(self, final_id: int, withdrawal: Withdrawal) -> None:
        """Insert a withdrawal."""
        self._database.execute(
            "INSERT INTO paper_withdrawal (final_id, reason, at, user_name) VALUES (?, ?, ?, ?)",
            (final_id, withdrawal.reason, withdrawal.at, withdrawal.user),
        )

    def add_print(self, one: PaperPrint) -> int:
        """Insert a print and return its id."""
        return self._database.execute(
            "INSERT INTO paper_print (final_id, copies, first_page, last_page, reason, at, user_name)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (one.final_id, one.copies, one.first_page, one.last_page, one.reason, one.at, one.user),
        )

    def prints(self, final_id: int | None = None) -> dict[int, PaperPrint]:
        """Return the prints of an issued paper, or all, by id, the first one first."""
        rows = self._database.rows(
            "SELECT id, final_id, copies, first_page, last_page, reason, at, user_name FROM paper_print"
            " WHERE ?1 IS NULL OR final_id = ?1 ORDER BY id",
            (final_id,),
        )
        return {row["id"]: PaperPrint(*tuple(row)[1:]) for row in rows}

    # ---- disagreements

    def accept(self, meeting_id: int, accepted: Acceptance) -> int:
        """Insert an accepted disagreement and return its id."""
        return self._database.execute(
            "INSERT INTO paper_acceptance (meeting_id, disagreement, sentence, reason, at, user_name)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (meeting_id, *astuple(accepted)),
        )

    def accepted(self, meeting_id: int | None = None) -> dict[int, Acceptance]:
        """Return the accepted disagreements of a meeting, or all, by id."""
        rows = self._database.rows(
            "SELECT id, disagreement, sentence, reason, at, user_name FROM paper_acceptance"
            " WHERE ?1 IS NULL OR meeting_id = ?1 ORDER BY id",
            (meeting_id,),
        )
        return {row["id"]: Acceptance(*tuple(row)[1:]) for row in rows}

    # ---- inside

    def _issued(self, row: Row) -> IssuedPaper:
        number = DocumentNumber(row["body_code"], row["year"], row["serial"]) if row["body_code"] else None
        withdrawal = (
            None
            if row["withdrawn_at"] is None
            else Withdrawal(row["withdrawn_reason"], row["withdrawn_at"], row["withdrawn_by"])
        )
        words = self._protection.shown(row["words"], place_of("words", row["check_code"]))
        return IssuedPaper(
            id=row["id"], meeting_id=row["meeting_id"], meeting_title=row["meeting_title"],
            kind=PaperKind(row["kind"]), edition=Edition(row["edition"]), title=row["title"],
            year=row["year"], number=row["number"], document_number=number, check_code=row["check_code"],
            content_hash=row["content_hash"], words=_read(words),
            pages=row["pages"], pdf_sha256=row["pdf_sha256"], journal_hash=row["journal_hash"],
            replaces_id=row["replaces_id"], reason=row["reason"], at=row["at"], user=row["user_name"],
            withdrawal=withdrawal, prints=row["prints"], is_readable=not is_sealed(words),
        )  # fmt: skip


def _read(words: str) -> tuple[str, ...]:
    """Return the words kept as JSON; none where they are encrypted or damaged, which the check tells."""
    try:
        return () if is_sealed(words) else tuple(json.loads(words))
    except ValueError:
        return ()
