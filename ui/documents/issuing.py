"""定稿 and what becomes of issued papers, for one page of the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.documents.paper_kinds import PaperFormat, PaperStatus
from fulian_desktop.errors import UserFacingError
from ui.documents.disagreements import DisagreementDialog
from ui.documents.finalise_dialog import FinaliseDialog
from ui.documents.private_folder import PrivateFolder
from ui.documents.register_dialog import RegisterDialog
from ui.shell import prompts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.consistency import Disagreement
    from fulian_desktop.documents.paper_kinds import PaperKind, PaperState
    from fulian_desktop.documents.register import IssuedPaper
    from fulian_desktop.meetings.records import Meeting
    from ui.documents.choice import Draft
    from ui.documents.making import PaperMaking
    from ui.shell.notifier import PageContext


class PaperIssuing(QObject):
    """Issues, withdraws and shows issued papers."""

    def __init__(self, owner: QWidget, context: PageContext, making: PaperMaking) -> None:
        """`owner` is where dialogs stand; `making` opens files."""
        super().__init__(owner)
        self._owner = owner
        self._context = context
        self._making = making
        self._folder = PrivateFolder()
        owner.destroyed.connect(self._folder.close)

    def finalise(self, draft: Draft, state: PaperState) -> None:
        """Ask what must be asked and issue a paper; disagreements come before anything is issued."""
        register = self._context.workspace.register
        former = register.in_force(draft.meeting_id, draft.kind, draft.edition)
        dialog = FinaliseDialog(
            self._owner,
            draft,
            number=register.propose_number(draft.meeting_id, draft.kind, draft.edition),
            former=former,
            missing=state.missing,
        )
        if not dialog.ask():
            return
        act = partial(
            register.finalise,
            draft.meeting_id,
            draft.kind,
            draft.edition,
            number=dialog.number,
            numbered=dialog.number is not None,
            qr=dialog.qr_box.isChecked(),
            red_head=dialog.red_head_box.isChecked(),
            reason=dialog.reason,
        )
        self._issue(draft, act)

    def settle(self, meeting: Meeting, act_word: str) -> bool:
        """Go through the gate before a set is printed; tell whether to go on."""
        found = self._context.workspace.register.gate(meeting.id)
        return not found or self._accept(meeting.id, found, act_word)

    def show_register(self, meeting: Meeting, first: PaperKind | None = None) -> None:
        """Show the register of a meeting, with the place where a code is verified."""
        RegisterDialog(self._owner, self, meeting, first).ask()

    def issued(self, meeting: Meeting) -> tuple[IssuedPaper, ...]:
        """Return the register of a meeting, the newest paper first."""
        return tuple(reversed(self._context.workspace.register.issued(meeting.id)))

    def outdated(self, meeting: Meeting) -> frozenset[int]:
        """Return the issued papers in force that the record no longer agrees with, by id."""
        workspace = self._context.workspace
        stale = {
            (state.kind, state.edition)
            for state in workspace.papers.catalogue(meeting.id)
            if state.status is not PaperStatus.FINAL
        }
        papers = (one for one in workspace.register.issued(meeting.id) if one.withdrawal is None)
        return frozenset(one.id for one in papers if (one.kind, one.edition) in stale)

    def verified(self, code: str) -> tuple[bool, tuple[str, ...]]:
        """Return whether the paper of a code holds, and what to say about it."""
        from fulian_desktop.documents.register import VerifyState

        result = self._context.workspace.register.verify(code)
        return result.state is VerifyState.VALID, (result.sentence, *result.changes)

    def open_pdf(self, paper: IssuedPaper) -> None:
        """Open the PDF kept of an issued paper with the system's own program."""
        try:
            pdf = self._context.workspace.register.pdf_of(paper.id)
            path = self._folder.write(pdf, self._folder.epoch)
        except UserFacingError as error:
            prompts.show_error(self._owner, error)
            return
        except OSError:
            prompts.show_problem(
                self._owner, "临时文件夹写不进去，定稿打不开。", advice=("请清理磁盘，再打开一次。",)
            )
            return
        self._making.open_path(path)

    def save_pdf(self, paper: IssuedPaper) -> None:
        """Ask for a place and put the PDF kept there."""
        name = f"{paper.number_text}_{paper.kind.file_name(paper.edition)}"
        path = prompts.choose_save_file(
            self._owner, f"把《{paper.name}》的定稿存为 PDF", Path.home() / name, prompts.PDF_FILES
        )
        if path is not None:
            self._context.run(partial(self._put, paper, path), f"已存为 {path.name}")

    def withdraw(self, paper: IssuedPaper) -> bool:
        """Ask why and withdraw an issued paper; tell whether it was done."""
        reason = prompts.ask_text(
            self._owner,
            f"作废《{paper.name}》（{paper.number_text}）",
            "作废的原因",
            placeholder="例如：会议推迟",
            hint="作废以后编号不再使用，PDF 仍然留在资料里。请收回已经发出的。",
            act_word="作废",
            rows=2,
            check=lambda words: "" if words.strip() else "请写明原因，原因会记入操作日志。",
        )
        if reason is None:
            return False
        act = partial(self._context.workspace.register.withdraw, paper.id, reason)
        return self._context.run(act, f"已作废 {paper.name}（{paper.number_text}）") is not None

    # ---- inside

    def _issue(self, draft: Draft, act: partial[IssuedPaper]) -> None:
        register = self._context.workspace.register
        try:
            found = register.disagreements_of(draft.meeting_id, draft.kind, draft.edition)
        except UserFacingError as error:
            prompts.show_error(self._owner, error)
            return
        if not found or self._accept(draft.meeting_id, found, "照这样写，接着定稿"):
            self._context.run(partial(_issued, act), f"已定稿 {draft.name}")

    def _accept(self, meeting_id: int, found: Sequence[Disagreement], act_word: str) -> bool:
        dialog = DisagreementDialog(self._owner, found, act_word=act_word)
        if not dialog.ask():
            return False
        accepted = dialog.accepted_sentences
        return self._context.run(partial(self._accept_all, meeting_id, accepted)) is not None

    def _accept_all(self, meeting_id: int, accepted: Sequence[tuple[Disagreement, str]]) -> ChangeSet:
        workspace = self._context.workspace
        with workspace.database.transaction():
            for one, reason in accepted:
                workspace.register.accept(meeting_id, one, reason)
        return ChangeSet.of(RecordKind.PAPER)

    def _put(self, paper: IssuedPaper, path: Path) -> ChangeSet:
        from fulian_desktop.documents.paper_files import put_file

        workspace = self._context.workspace
        put_file(path, workspace.register.pdf_of(paper.id))
        return workspace.papers.note_exported(paper.kind, paper.edition, PaperFormat.PDF.saved)


def _issued(act: partial[IssuedPaper]) -> ChangeSet:
    return ChangeSet.of(RecordKind.PAPER, record_id=act().id)
