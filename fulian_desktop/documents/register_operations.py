"""The door of the register of issued papers: gate, issuing one or a set, withdrawing, printing, verifying."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.documents import check_codes
from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.issuing import (
    IssueOrder,
    PapersDisagreeError,
    drawn,
    refuse_in_rehearsal,
    require_issuable,
    require_reasons,
    required,
)
from fulian_desktop.documents.letterhead import RED_HEADED, signer_of, with_red_head
from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.paper_sources import content_hash
from fulian_desktop.documents.register import (
    LETTERS,
    MOST_SALTS,
    WITHOUT_QR,
    Acceptance,
    DocumentNumber,
    IssuedPaper,
    PaperPrint,
    Withdrawal,
    journalled,
    journalled_acceptance,
    journalled_print,
    journalled_withdrawal,
    usual_body_code,
)
from fulian_desktop.documents.register_protection import ProtectedPapers
from fulian_desktop.documents.register_reading import KEPT, record_of
from fulian_desktop.documents.register_sets import (
    PreparedSet,
    SetDraft,
    SetLine,
    SetResult,
    SetVerdict,
    draw_set,
    line_of,
)
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from fulian_desktop.documents.consistency import Disagreement
    from fulian_desktop.documents.content import PaperContent
    from fulian_desktop.documents.operations import DocumentOperations
    from fulian_desktop.documents.paper_sources import PaperSources
    from fulian_desktop.documents.register_sets import OnProgress, PaperKey
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal import Journal


class PaperRegister(ProtectedPapers):
    """Issues papers, one or a whole set, withdraws them, and notes prints."""

    def __init__(self, database: Database, journal: Journal, papers: DocumentOperations) -> None:
        """Issue what `papers` compose."""
        super().__init__(database, journal, papers)

    # ---- the gate

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
            draft = SetDraft(order, self._line_of(sources, order, content), content, headed)
            return self._keep(meeting_id, draft, *drawn(order, draft.line, headed))

    # ---- issuing a set

    def lines_of_set(self, meeting_id: int) -> tuple[SetLine, ...]:
        """Return every paper of a meeting: ready to be issued with the others, or why not."""
        sources = self._papers.sources(meeting_id)
        record = record_of(sources)
        lines = []
        for state in self._papers.catalogue(meeting_id):
            found: tuple[Disagreement, ...] = ()
            if state.can_be_made and not state.missing:
                content = sources.composed(state.kind, state.edition)
                told = record.disagreements(state.kind, state.edition, content)
                found = self._not_accepted(meeting_id, list(told))
            former = sources.issued.get((state.kind, state.edition))
            in_force = former if former is not None and former.withdrawal is None else None
            lines.append(line_of(state, in_force, found))
        return tuple(lines)

    def prepare_set(
        self,
        meeting_id: int,
        wanted: Collection[PaperKey] | None = None,
        *,
        reason: str = "",
        qr: bool = False,
        red_head: bool = False,
    ) -> PreparedSet:
        """Number a set for draw_set() and issue_set(); nothing is written.

        Args:
            meeting_id: the meeting.
            wanted: the papers; None takes those that belong to the set. Only what is ready is issued.
            reason: of issuing papers anew that are out of date; without one they are left out.
            qr: draw check codes as QR pictures too, where they may stand.
            red_head: letters under the red head of the federation.
        """
        refuse_in_rehearsal(rehearsing=self._papers.is_rehearsal)
        words = reason.strip()
        sources = self._papers.sources(meeting_id)
        orders: list[tuple[IssueOrder, PaperContent]] = []
        left_out: list[SetLine] = []
        serials: dict[str, int] = {}
        for line in self.lines_of_set(meeting_id):
            if not (line.belongs if wanted is None else line.key in wanted):
                continue
            if line.verdict is SetVerdict.READY or (line.verdict is SetVerdict.REISSUE and words):
                number = self._next_number(meeting_id, line, serials)
                with_qr = qr and line.kind not in WITHOUT_QR
                why = "" if line.paper is None else words
                order = IssueOrder(line.kind, line.edition, number, why, line.paper, qr=with_qr)
                orders.append((order, sources.composed(line.kind, line.edition)))
            else:
                left_out.append(line)
        drafts = self._drafts_of(sources, orders, red_head=red_head)
        return PreparedSet(meeting_id, drafts, tuple(left_out), self._journal.fingerprint())

    def issue_set(
        self, prepared: PreparedSet, files: Sequence[tuple[IssuedPaper, bytes]]
    ) -> tuple[IssuedPaper, ...]:
        """Put a set that was drawn into the register: all of it, or nothing.

        Raises:
            UserFacingError: something was written since the set was prepared, or the disk is full.
        """
        with self._database.transaction():
            if self._journal.fingerprint() != prepared.journal_hash:
                raise UserFacingError(
                    "定稿还没有做完，会议资料又改动过，这一次没有定稿。",
                    advice=("请再点一次“全部定稿”。",),
                    safe=KEPT,
                )
            return tuple(
                self._keep(prepared.meeting_id, draft, line, pdf)
                for draft, (line, pdf) in zip(prepared.drafts, files, strict=True)
            )

    def finalise_set(
        self,
        meeting_id: int,
        wanted: Collection[PaperKey] | None = None,
        *,
        reason: str = "",
        on_progress: OnProgress | None = None,
    ) -> SetResult:
        """Issue all papers of a set that are ready, in one go; what `on_progress` raises stops it whole."""
        prepared = self.prepare_set(meeting_id, wanted, reason=reason)
        return SetResult(self.issue_set(prepared, draw_set(prepared, on_progress)), prepared.left_out)

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

    def _require_agreement(self, sources: PaperSources, order: IssueOrder, content: PaperContent) -> None:
        found = list(record_of(sources).disagreements(order.kind, order.edition, content))
        left = self._not_accepted(sources.figures.meeting.id, found)
        if left:
            raise PapersDisagreeError(left)

    def _keep(self, meeting_id: int, draft: SetDraft, line: IssuedPaper, pdf: bytes) -> IssuedPaper:
        """Put a paper that was drawn into the register, the one it replaces out of force."""
        order = draft.order
        refuse_in_rehearsal(rehearsing=bool(draft.content.watermark))
        if order.former is not None:
            self._withdraw(order.former, order.reason)
        paper = replace(line, id=self._store.add(line, pdf))
        self._papers.note_made(meeting_id, order.kind, order.edition, draft.content, paper.pages)
        self._journal.record("定稿", "paper_final", paper.id, new=journalled(paper), reason=order.reason)
        self._note_encrypted(paper)
        return paper

    def _next_number(self, meeting_id: int, line: SetLine, serials: dict[str, int]) -> DocumentNumber | None:
        """Return the 文号 of a paper of a set: the one it had, or the next; `serials` are the last given."""
        proposed = self.propose_number(meeting_id, line.kind, line.edition)
        if proposed is None:
            return None
        if proposed.serial <= self._store.last_serial(proposed.year, proposed.body_code):
            return proposed
        serials[proposed.body_code] = serials.get(proposed.body_code, proposed.serial - 1) + 1
        return replace(proposed, serial=serials[proposed.body_code])

    def _drafts_of(
        self, sources: PaperSources, orders: Sequence[tuple[IssueOrder, PaperContent]], *, red_head: bool
    ) -> tuple[SetDraft, ...]:
        drafts: list[SetDraft] = []
        for order, content in orders:
            line = self._line_of(sources, order, content, before=[one.line.check_code for one in drafts])
            headed = content
            if red_head and order.kind in RED_HEADED:
                headed = with_red_head(content, order.kind, signer=signer_of(order.kind, sources.figures))
            drafts.append(SetDraft(order, line, content, headed))
        return tuple(drafts)

    def _line_of(
        self, sources: PaperSources, order: IssueOrder, content: PaperContent, before: Sequence[str] = ()
    ) -> IssuedPaper:
        """Return the line of the register, without what only the PDF can tell.

        `before` are the codes given in the same set and not in the register yet.
        """
        stamp, fingerprint = self._journal.stamp(), self._journal.fingerprint()
        year = int(stamp[:4])
        place, words = self._store.last_number(year) + 1 + len(before), content_hash(content)
        codes = (check_codes.code_of(year, place, words, fingerprint, salt) for salt in range(MOST_SALTS))
        code = next(one for one in codes if one not in before and self._store.of_code(one) is None)
        return IssuedPaper(
            id=0, meeting_id=sources.figures.meeting.id, meeting_title=sources.figures.meeting.title,
            kind=order.kind, edition=order.edition, title=content.title, year=year, number=place,
            document_number=order.number, check_code=code, content_hash=words,
            words=tuple(texts_of_paper(content)), pages=1, pdf_sha256="", journal_hash=fingerprint,
            replaces_id=None if order.former is None else order.former.id, reason=order.reason,
            at=stamp, user=self._journal.user, journal_entry=self._journal.length(),
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
                safe=KEPT,
            )
