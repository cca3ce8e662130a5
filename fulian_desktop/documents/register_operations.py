"""The door of the register of issued papers: gate, issuing, withdrawing, printing, verifying."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.documents import check_codes
from fulian_desktop.documents.consistency import Disagreement, Record
from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.issuing import (
    IssueOrder,
    PapersDisagreeError,
    drawn,
    require_issuable,
    require_reasons,
    required,
)
from fulian_desktop.documents.letterhead import signer_of, with_red_head
from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.paper_sources import content_hash
from fulian_desktop.documents.register import (
    LETTERS,
    Acceptance,
    DocumentNumber,
    IssuedPaper,
    PaperPrint,
    VerifyResult,
    VerifyState,
    Withdrawal,
    differences,
    journalled,
    journalled_acceptance,
    journalled_print,
    journalled_withdrawal,
    usual_body_code,
)
from fulian_desktop.documents.register_store import RegisterStore
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.operations import DocumentOperations
    from fulian_desktop.documents.paper_sources import PaperSources
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal

_KEPT = "定稿的登记没有改动。"


class PaperRegister:
    """Issues papers and knows of every one issued whether it still holds."""

    def __init__(self, database: Database, journal: Journal, papers: DocumentOperations) -> None:
        """Issue what `papers` compose."""
        self._database = database
        self._journal = journal
        self._papers = papers
        self._store = RegisterStore(database)

    # ---- reading

    def issued(self, meeting_id: int) -> tuple[IssuedPaper, ...]:
        """Return all papers of a meeting that were ever issued, the first one first."""
        return self._store.of_meeting(meeting_id)

    def in_force(self, meeting_id: int, kind: PaperKind, edition: Edition) -> IssuedPaper | None:
        """Return the issued paper that was not withdrawn, outdated or not, or None."""
        paper = self._store.latest(meeting_id).get((kind, edition))
        return None if paper is None or paper.withdrawal is not None else paper

    def pdf_of(self, issued_id: int) -> bytes:
        """Return the PDF kept of an issued paper.

        Raises:
            UserFacingError: there is none, or it is not the one that was issued.
        """
        paper, pdf = self._get(issued_id), self._store.pdf(issued_id)
        if pdf is None or hashlib.sha256(pdf).hexdigest() != paper.pdf_sha256:
            raise UserFacingError(
                f"资料里存的《{paper.name}》（{paper.number_text}）被改动过，和定稿时的不是同一份。",
                advice=("请用最近的备份核对；不要打印这一份。",),
                safe="其他文书不受影响。",
            )
        return pdf

    def prints(self, issued_id: int) -> tuple[PaperPrint, ...]:
        """Return when and why an issued paper was printed, the first print first."""
        return tuple(self._store.prints(issued_id).values())

    def changes_of(self, issued_id: int) -> tuple[str, ...]:
        """Return what a paper says differently now from when it was issued; empty when nothing."""
        return self._changes(self._get(issued_id))

    def verify(self, code: str) -> VerifyResult:
        """Tell whether the paper that bears a check code was issued here and still holds."""
        fault = check_codes.fault_of(code)
        if fault:
            return VerifyResult(VerifyState.MISTYPED, fault)
        plain = check_codes.normalised(code)
        paper = self._store.of_code(plain)
        if paper is None:
            shown = check_codes.shown(plain)
            return VerifyResult(VerifyState.UNKNOWN, f"这份资料里没有校验码 {shown} 的定稿，不是这里发出的。")
        named = f"《{paper.title}》（{paper.number_text}）"
        pdf = self._store.pdf(paper.id)
        if pdf is None or hashlib.sha256(pdf).hexdigest() != paper.pdf_sha256:
            told = f"{named}登记过，但资料里存的那一份被改动过，不能用来核对。"
            return VerifyResult(VerifyState.DAMAGED, told, paper)
        if paper.withdrawal is not None:
            instead = self._store.replacing(paper.id)
            told = f"{named}已经作废，原因：{paper.withdrawal.reason}。"
            if instead is not None:
                told += f"现在有效的是{instead.number_text}，校验码 {instead.code_text}。"
            return VerifyResult(VerifyState.WITHDRAWN, told, paper, replaced_by=instead)
        changes = self._changes(paper)
        if changes:
            told = f"{named}是这里发出的，但会议资料后来改过，已经过期。"
            return VerifyResult(VerifyState.OUTDATED, told, paper, changes)
        return VerifyResult(VerifyState.VALID, f"{named}是这里发出的，现在有效。", paper)

    # ---- the gate

    def gate(self, meeting_id: int) -> tuple[Disagreement, ...]:
        """Return where papers of a meeting say something else than the record, unless it was accepted."""
        sources = self._papers.sources(meeting_id)
        record = _record_of(sources)
        found: list[Disagreement] = []
        for state in self._papers.catalogue(meeting_id):
            kind, edition = state.kind, state.edition
            if state.can_be_made:
                content = sources.composed(kind, edition)
                found += record.disagreements(kind, edition, content)
            paper = sources.issued.get((kind, edition))
            if paper is not None and paper.withdrawal is None:
                found += [
                    Disagreement(kind, edition, "定稿", f"{paper.number_text}定稿", change, is_issued=True)
                    for change in self._changes(paper, sources)
                ]
        return self._not_accepted(meeting_id, found)

    def disagreements_of(
        self, meeting_id: int, kind: PaperKind, edition: Edition
    ) -> tuple[Disagreement, ...]:
        """Return what one paper, as it would be made now, says differently, unless it was accepted.

        Raises:
            PaperNotReady: it cannot be made yet.
        """
        sources = self._papers.sources(meeting_id)
        content = sources.composed(kind, edition)
        return self._not_accepted(meeting_id, list(_record_of(sources).disagreements(kind, edition, content)))

    def accept(self, meeting_id: int, disagreement: Disagreement, reason: str) -> ChangeSet:
        """Let a disagreement stand, for a reason that is kept.

        Raises:
            UserFacingError: no reason.
        """
        words = required(reason, "为什么照这样写的原因没有填。")
        accepted = Acceptance(
            disagreement.key, disagreement.sentence, words, self._journal.stamp(), self._journal.user
        )
        with self._database.transaction():
            row = self._store.accept(meeting_id, accepted)
            self._journal.record(
                "接受文书不一致",
                "paper_acceptance",
                row,
                new={
                    "paper": disagreement.name,
                    "about": disagreement.about,
                    "expected": disagreement.expected,
                }
                | journalled_acceptance(accepted),
                reason=words,
            )
        return ChangeSet.of(RecordKind.PAPER)

    # ---- issuing

    def propose_number(self, meeting_id: int, kind: PaperKind, edition: Edition) -> DocumentNumber | None:
        """Return the 文号 a paper gets next, None for a paper that bears none.

        A paper issued anew in the same year keeps its number.
        """
        if kind not in LETTERS:
            return None
        year = self._journal.now().year
        before = self._store.latest(meeting_id).get((kind, edition))
        if before is not None and before.document_number is not None and before.year == year:
            return before.document_number
        federation = self._papers.figures(meeting_id).facts.federation
        code = self._store.last_body_code() or usual_body_code(federation)
        return DocumentNumber(code, year, self._store.last_serial(year, code) + 1)

    def finalise(
        self,
        meeting_id: int,
        kind: PaperKind,
        edition: Edition = Edition.PUBLIC,
        *,
        number: DocumentNumber | None = None,
        numbered: bool = True,
        qr: bool = False,
        red_head: bool = False,
        reason: str = "",
    ) -> IssuedPaper:
        """Issue a paper as it stands now: number, check code, PDF kept for good.

        Args:
            meeting_id: the meeting.
            kind: the paper.
            edition: of the paper.
            number: its 文号; None takes the next one.
            numbered: False leaves the 文号 out.
            qr: draw the check code as a QR picture too.
            red_head: under the red head of the federation.
            reason: needed when it was issued before, when it lacks something, when numbers are left out.

        Raises:
            PapersDisagreeError: it says something else than the record.
            PaperNotReady: it cannot be made yet.
            UserFacingError: it is never issued, no reason where one is needed, the number is taken.
        """
        sources = self._papers.sources(meeting_id)
        content = sources.composed(kind, edition)
        wanted = (number or self.propose_number(meeting_id, kind, edition)) if numbered else None
        former = self.in_force(meeting_id, kind, edition)
        order = IssueOrder(kind, edition, wanted, reason.strip(), former, qr=qr)
        require_issuable(order, content)
        self._require_agreement(sources, order, content)
        require_reasons(order, sources, self._store)
        signer = signer_of(kind, sources.figures)
        headed = with_red_head(content, kind, signer=signer) if red_head else content
        with self._database.transaction():
            draft, pdf = drawn(order, self._line_of(sources, order, content), headed)
            if former is not None:
                self._withdraw(former, order.reason)
            paper = replace(draft, id=self._store.add(draft, pdf))
            self._papers.note_made(meeting_id, kind, edition, content, paper.pages)
            self._journal.record("定稿", "paper_final", paper.id, new=journalled(paper), reason=order.reason)
        return paper

    def withdraw(self, issued_id: int, reason: str) -> ChangeSet:
        """Withdraw an issued paper; it stays in the register, and its number is never used again.

        Raises:
            UserFacingError: no reason, or it was withdrawn before.
        """
        words = required(reason, "作废的原因没有填。")
        with self._database.transaction():
            paper = self._get(issued_id)
            self._refuse_withdrawn(paper)
            self._withdraw(paper, words)
        return ChangeSet.of(RecordKind.PAPER, record_id=issued_id)

    def note_printed(
        self, issued_id: int, copies: int = 1, *, first: int = 1, last: int = 0, reason: str = ""
    ) -> ChangeSet:
        """Note that an issued paper was printed; from the second time on it says why.

        Args:
            issued_id: the paper.
            copies: 1 to 9999.
            first: first page printed.
            last: last page printed, 0 for the last there is.
            reason: of printing it again.

        Raises:
            UserFacingError: it was withdrawn, or no reason for printing it again.
        """
        with self._database.transaction():
            paper = self._get(issued_id)
            self._refuse_withdrawn(paper)
            if paper.prints:
                required(reason, f"《{paper.name}》已经打印过 {paper.prints} 次，再打印的原因没有填。")
            end = last or paper.pages
            one = PaperPrint(
                issued_id, copies, first, end, reason.strip(), self._journal.stamp(), self._journal.user
            )
            self._journal.record(
                "打印定稿",
                "paper_print",
                self._store.add_print(one),
                new={"paper": paper.name, "number": paper.number_text} | journalled_print(one),
                reason=one.reason,
            )
        return ChangeSet.of(RecordKind.PAPER, record_id=issued_id)

    # ---- inside

    def _get(self, issued_id: int) -> IssuedPaper:
        paper = self._store.paper(issued_id)
        if paper is None:
            raise UserFacingError("登记簿里没有这份定稿。", advice=("请重新打开文书页面。",), safe=_KEPT)
        return paper

    def _changes(self, paper: IssuedPaper, sources: PaperSources | None = None) -> tuple[str, ...]:
        if paper.meeting_id is None:
            return ("这次会议的筹备已经取消",)
        sources = sources or self._papers.sources(paper.meeting_id)
        try:
            content = sources.composed(paper.kind, paper.edition)
        except UserFacingError as reason:
            return (f"按现在的资料已经不能生成：{reason.what}",)
        if content_hash(content) == paper.content_hash:
            return ()
        return differences(paper.words, tuple(texts_of_paper(content))) or ("字句的次序改过",)

    def _not_accepted(self, meeting_id: int, found: list[Disagreement]) -> tuple[Disagreement, ...]:
        accepted = {one.disagreement for one in self._store.accepted(meeting_id).values()}
        return tuple(one for one in dict.fromkeys(found) if one.key not in accepted)

    def _require_agreement(self, sources: PaperSources, order: IssueOrder, content: PaperContent) -> None:
        found = list(_record_of(sources).disagreements(order.kind, order.edition, content))
        left = self._not_accepted(sources.figures.meeting.id, found)
        if left:
            raise PapersDisagreeError(left)

    def _line_of(self, sources: PaperSources, order: IssueOrder, content: PaperContent) -> IssuedPaper:
        """Return the line of the register, without what only the PDF can tell."""
        stamp, fingerprint = self._journal.stamp(), self._journal.fingerprint()
        year = int(stamp[:4])
        place, words = self._store.last_number(year) + 1, content_hash(content)
        codes = (check_codes.code_of(year, place, words, fingerprint, salt) for salt in count())
        code = next(one for one in codes if self._store.of_code(one) is None)
        return IssuedPaper(
            id=0, meeting_id=sources.figures.meeting.id, meeting_title=sources.figures.meeting.title,
            kind=order.kind, edition=order.edition, title=content.title, year=year, number=place,
            document_number=order.number, check_code=code, content_hash=words,
            words=tuple(texts_of_paper(content)), pages=1, pdf_sha256="", journal_hash=fingerprint,
            replaces_id=None if order.former is None else order.former.id, reason=order.reason,
            at=stamp, user=self._journal.user,
        )  # fmt: skip

    def _withdraw(self, paper: IssuedPaper, reason: str) -> None:
        withdrawal = Withdrawal(reason, self._journal.stamp(), self._journal.user)
        self._store.withdraw(paper.id, withdrawal)
        self._journal.record(
            "作废文书",
            "paper_withdrawal",
            paper.id,
            new={"paper": paper.name, "number": paper.number_text} | journalled_withdrawal(withdrawal),
            reason=reason,
        )

    def _refuse_withdrawn(self, paper: IssuedPaper) -> None:
        if paper.withdrawal is not None:
            raise UserFacingError(
                f"《{paper.name}》（{paper.number_text}）已经作废，原因：{paper.withdrawal.reason}。",
                advice=("要用的话，请重新定稿。",),
                safe=_KEPT,
            )


def _record_of(sources: PaperSources) -> Record:
    names = (person.name for person in sources.registers.persons.values())
    return Record(sources.figures, (*names, *(line.name for line in sources.figures.roster)))
