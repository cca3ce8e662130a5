"""What is known of issued papers: which there are, whether one in the hand holds, what papers disagree on."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from fulian_desktop.documents import check_codes
from fulian_desktop.documents.consistency import Disagreement, Record
from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.paper_sources import content_hash
from fulian_desktop.documents.register import VerifyResult, VerifyState, differences
from fulian_desktop.documents.register_store import RegisterStore
from fulian_desktop.documents.sealing_store import SealingStore
from fulian_desktop.errors import UserFacingError
from fulian_desktop.storage.journal_anchor import anchor_fault, entry_in_chain, read_anchor

if TYPE_CHECKING:
    from fulian_desktop.documents.operations import DocumentOperations
    from fulian_desktop.documents.paper_kinds import Edition, PaperKind
    from fulian_desktop.documents.paper_sources import PaperSources
    from fulian_desktop.documents.register import IssuedPaper, PaperPrint
    from fulian_desktop.storage.database import Database
    from fulian_desktop.storage.journal_anchor import Anchor

KEPT = "定稿的登记没有改动。"
REWRITTEN = "但定稿那时的流水和这份资料现在的流水接不上，流水后来被改写过。请找出当时的备份和纸件核对。"


class IssuedPapers:
    """Reads the register; changes nothing."""

    def __init__(self, database: Database, papers: DocumentOperations) -> None:
        """`papers` compose a paper anew, to be compared with the one issued."""
        self._database = database
        self._papers = papers
        self._store = RegisterStore(database, papers.protection)
        self._sealings = SealingStore(database, papers.protection)

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
            KeyMissing: it is kept encrypted, and the key is not at hand.
            UserFacingError: there is none, it is not the one that was issued, or this is a rehearsal.
        """
        paper, pdf = self._get(issued_id), self._store.pdf(issued_id)
        if self._papers.is_rehearsal:
            raise UserFacingError(
                f"现在是演练，不打开真正定稿的《{paper.name}》。",
                advice=("结束演练，再到文书页看它。",),
                safe="定稿的文书没有变。",
            )
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
        """Tell whether the paper that bears a check code was issued here and still holds.

        The end of the journal may be typed instead, as it stands beside the code: 流水第128条 9F2C…7A10.
        """
        anchor = read_anchor(code)
        if anchor is not None:
            return self._verify_anchor(anchor)
        fault = check_codes.fault_of(code)
        if fault:
            return VerifyResult(VerifyState.MISTYPED, fault)
        plain = check_codes.normalised(code)
        paper = self._store.of_code(plain)
        if paper is None:
            shown = check_codes.shown(plain)
            return VerifyResult(VerifyState.UNKNOWN, f"这份资料里没有校验码 {shown} 的定稿，不是这里发出的。")
        named = f"《{paper.title}》（{paper.number_text}）"
        if not self._is_as_issued(paper):
            told = f"{named}登记过，但资料里存的那一份被改动过，不能用来核对。"
            return VerifyResult(VerifyState.DAMAGED, told, paper)
        entry = entry_in_chain(self._database, paper.journal_hash) or 0
        paper = replace(paper, journal_entry=entry)
        if not entry or not paper.bears_its_code():
            return VerifyResult(VerifyState.REWRITTEN, f"{named}登记过，{REWRITTEN}", paper)
        return self._verify_sound(paper, f"{named}（页脚{paper.anchor.words}，和这份资料的流水相符）")

    def _verify_anchor(self, anchor: Anchor) -> VerifyResult:
        """Tell whether this file's journal goes through the end that a paper bears."""
        fault = anchor_fault(self._database, anchor)
        if fault:
            return VerifyResult(
                VerifyState.REWRITTEN,
                f"{fault}。纸件定稿以后，这份资料的流水被改写过，请找出当时的备份核对。",
            )
        told = f"这份资料的流水经过纸上印的{anchor.words}：在它之前的记录没有被改写过。"
        return VerifyResult(VerifyState.VALID, told)

    def _verify_sound(self, paper: IssuedPaper, named: str) -> VerifyResult:
        """Tell whether a paper whose file and journal are sound still holds."""
        if paper.withdrawal is not None:
            instead = self._store.replacing(paper.id)
            told = f"{named}已经作废，原因：{paper.withdrawal.reason}。"
            if instead is not None:
                told += f"现在有效的是{instead.number_text}，校验码 {instead.code_text}。"
            return VerifyResult(VerifyState.WITHDRAWN, told, paper, replaced_by=instead)
        if not paper.is_readable:
            told = f"{named}是这里发出的，没有作废。内容已经加密，登录以后才能核对会议资料后来有没有改过。"
            return VerifyResult(VerifyState.VALID, told, paper)
        changes = self._changes(paper)
        if changes:
            told = f"{named}是这里发出的，但会议资料后来改过，已经过期。"
            return VerifyResult(VerifyState.OUTDATED, told, paper, changes)
        return VerifyResult(VerifyState.VALID, f"{named}是这里发出的，现在有效。", paper)

    # ---- the gate

    def gate(self, meeting_id: int) -> tuple[Disagreement, ...]:
        """Return where papers of a meeting say something else than the record, unless it was accepted."""
        sources = self._papers.sources(meeting_id)
        record = record_of(sources)
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
        return self._not_accepted(meeting_id, list(record_of(sources).disagreements(kind, edition, content)))

    # ---- inside

    def _is_as_issued(self, paper: IssuedPaper) -> bool:
        """Tell whether the PDF kept is the one issued; without the key, whether it is as it was encrypted."""
        if not paper.is_readable:
            sealing = self._sealings.everything().get(paper.id)
            return sealing is not None and sealing.kept_sha256 == self._sealings.kept_sha256(paper.id)
        pdf = self._store.pdf(paper.id)
        return pdf is not None and hashlib.sha256(pdf).hexdigest() == paper.pdf_sha256

    def _not_accepted(self, meeting_id: int, found: list[Disagreement]) -> tuple[Disagreement, ...]:
        accepted = {one.disagreement for one in self._store.accepted(meeting_id).values()}
        return tuple(one for one in dict.fromkeys(found) if one.key not in accepted)

    def _get(self, issued_id: int) -> IssuedPaper:
        paper = self._store.paper(issued_id)
        if paper is None:
            raise UserFacingError("登记簿里没有这份定稿。", advice=("请重新打开文书页面。",), safe=KEPT)
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


def record_of(sources: PaperSources) -> Record:
    """Return the record of a meeting, to compare papers with."""
    names = (person.name for person in sources.registers.persons.values())
    return Record(sources.figures, (*names, *(line.name for line in sources.figures.roster)))
