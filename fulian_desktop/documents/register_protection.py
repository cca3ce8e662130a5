"""Issued papers that may bear numbers of persons: encrypted in the file; who opens one is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.documents.paper_kinds import Edition
from fulian_desktop.documents.register import PaperSealing, journalled_sealing
from fulian_desktop.documents.register_reading import IssuedPapers

if TYPE_CHECKING:
    from fulian_desktop.documents.operations import DocumentOperations
    from fulian_desktop.documents.register import IssuedPaper
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal


class ProtectedPapers(IssuedPapers):
    """Opens issued papers and keeps encrypted those that may bear numbers of persons."""

    def __init__(self, database: Database, journal: Journal, papers: DocumentOperations) -> None:
        super().__init__(database, papers)
        self._journal = journal
        self._opened: set[tuple[str, int]] = set()

    def pdf_of(self, issued_id: int) -> bytes:
        """Return the PDF kept of an issued paper; who opens one that may bear numbers is written down.

        Once for each user and paper while the file is open: a preview is drawn again and again.

        Raises:
            KeyMissing: it is kept encrypted, and the key is not at hand.
            UserFacingError: there is none, it is not the one that was issued, or this is a rehearsal.
        """
        pdf, paper = super().pdf_of(issued_id), self._get(issued_id)
        opened = (self._journal.user, issued_id)
        if paper.edition is Edition.PUBLIC or self._database.read_only or opened in self._opened:
            return pdf
        with self._database.transaction():
            new = {"paper": paper.name, "number": paper.number_text}
            self._journal.record("打开定稿", "paper_opening", issued_id, new=new)
        self._opened.add(opened)
        return pdf

    def encrypt_numbers(self) -> ChangeSet:
        """Encrypt the issued papers that may bear numbers of persons and still lie there as they were.

        Nothing happens where numbers are not protected.

        Raises:
            KeyMissing: the key is not at hand.
        """
        plain = self._sealings.plain_with_numbers() if self._papers.protection.active else []
        if plain:
            with self._database.transaction():
                for final_id in plain:
                    self._sealings.encrypt(final_id)
                    self._note_encrypted(self._get(final_id))
        return ChangeSet.of(RecordKind.PAPER) if plain else ChangeSet.of()

    # ---- inside

    def _note_encrypted(self, paper: IssuedPaper) -> None:
        """Write down that a paper is kept encrypted, and by what hash what is kept is known; if it is."""
        kept_sha256 = self._sealings.kept_sha256(paper.id)
        if kept_sha256:
            one = PaperSealing(paper.id, kept_sha256, self._journal.stamp(), self._journal.user)
            self._sealings.add(one)
            new = {"paper": paper.name, "number": paper.number_text} | journalled_sealing(one)
            self._journal.record("加密定稿", "paper_sealing", paper.id, new=new)
