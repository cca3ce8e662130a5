"""SQL of issued papers kept encrypted: words and PDF of editions that may bear numbers of persons."""

from __future__ import annotations

import hashlib
from dataclasses import astuple
from typing import TYPE_CHECKING

from fulian_desktop.access.protection import is_sealed
from fulian_desktop.documents.paper_kinds import Edition
from fulian_desktop.documents.register import PaperSealing

if TYPE_CHECKING:
    from fulian_desktop.access.protection import Protection
    from fulian_desktop.storage.database import Database


def place_of(field: str, check_code: str) -> str:
    """Return what binds an encrypted field to its paper, so that papers cannot change places."""
    return f"paper_final.{field}/{check_code}"


def kept_content(
    protection: Protection, edition: Edition, check_code: str, words: str, pdf: bytes
) -> tuple[str, bytes]:
    """Return words and PDF of a paper as they are to be kept.

    Raises:
        KeyMissing: numbers are protected, and the key is not at hand.
    """
    if edition is Edition.PUBLIC or not protection.active:
        return words, pdf
    return (
        protection.kept(words, place_of("words", check_code)),
        protection.kept_bytes(pdf, place_of("pdf", check_code)),
    )


class SealingStore:
    """Reads and writes which issued papers are kept encrypted; never commits."""

    def __init__(self, database: Database, protection: Protection) -> None:
        self._database = database
        self._protection = protection

    def plain_with_numbers(self) -> list[int]:
        """Return the issued papers that may carry numbers of persons and are not encrypted, by id."""
        rows = self._database.rows(
            "SELECT id, words FROM paper_final WHERE edition <> ? AND id NOT IN"
            " (SELECT final_id FROM paper_sealing) ORDER BY id",
            (Edition.PUBLIC.value,),
        )
        return [row["id"] for row in rows if not is_sealed(row["words"])]

    def encrypt(self, final_id: int) -> None:
        """Write the words and the PDF of an issued paper anew, encrypted.

        Raises:
            KeyMissing: the key is not at hand.
        """
        row = self._database.row("SELECT * FROM paper_final WHERE id = ?", (final_id,))
        assert row is not None
        kept = kept_content(
            self._protection, Edition(row["edition"]), row["check_code"], row["words"], bytes(row["pdf"])
        )
        self._database.execute("UPDATE paper_final SET words = ?, pdf = ? WHERE id = ?", (*kept, final_id))

    def kept_sha256(self, final_id: int) -> str:
        """Return the hash of what is kept of an issued paper, empty when its words stand there plainly."""
        row = self._database.row("SELECT words, pdf FROM paper_final WHERE id = ?", (final_id,))
        if row is None or not is_sealed(row["words"]):
            return ""
        return hashlib.sha256(row["words"].encode() + b"\x00" + bytes(row["pdf"])).hexdigest()

    def add(self, one: PaperSealing) -> None:
        """Write down that a paper is kept encrypted."""
        self._database.execute(
            "INSERT INTO paper_sealing (final_id, kept_sha256, at, user_name) VALUES (?, ?, ?, ?)",
            astuple(one),
        )

    def everything(self) -> dict[int, PaperSealing]:
        """Return which papers are kept encrypted, by the paper's id."""
        rows = self._database.rows("SELECT final_id, kept_sha256, at, user_name FROM paper_sealing")
        return {row["final_id"]: PaperSealing(*tuple(row)) for row in rows}
