"""全部定稿 for one page of the window: the gate first, then one go, then what was and was not done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fulian_desktop.changes import ChangeSet, RecordKind
from fulian_desktop.documents.register_sets import SetVerdict, draw_set
from ui.documents.disagreements import DisagreementDialog
from ui.documents.finalise_set_dialog import FinaliseSetDialog, SetResultDialog
from ui.shell import prompts
from ui.shell.jobs import run_job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.consistency import Disagreement
    from fulian_desktop.documents.register import IssuedPaper
    from fulian_desktop.documents.register_sets import PreparedSet, SetLine
    from fulian_desktop.meetings.records import Meeting
    from ui.documents.making import PaperMaking
    from ui.shell.jobs import JobControl
    from ui.shell.notifier import PageContext

Files = tuple[tuple["IssuedPaper", bytes], ...]


class SetIssuing(QObject):
    """Issues the papers of a meeting that are ready, all or none of them."""

    def __init__(self, owner: QWidget, context: PageContext, making: PaperMaking) -> None:
        """`owner` is where dialogs stand; `making` makes the index of the archive anew afterwards."""
        super().__init__(owner)
        self._owner = owner
        self._context = context
        self._making = making

    def finalise_set(self, meeting: Meeting) -> None:
        """Go through the gate, ask which, and issue them in a job that can be stopped."""
        lines = self._context.workspace.register.lines_of_set(meeting.id)
        if not self._settle(meeting, lines):
            return
        lines = self._context.workspace.register.lines_of_set(meeting.id)
        if not any(one.can_be_issued for one in lines):
            self._tell_nothing(lines)
            return
        dialog = FinaliseSetDialog(self._owner, lines)
        if not dialog.ask():
            return
        prepared = self._context.workspace.register.prepare_set(
            meeting.id,
            dialog.wanted,
            reason=dialog.reason,
            qr=dialog.qr_box.isChecked(),
            red_head=dialog.red_head_box.isChecked(),
        )
        rest = [one for one in lines if one.belongs and one.key not in dialog.wanted]
        run_job(
            self._owner,
            partial(_draw, prepared),
            partial(self._on_drawn, meeting, prepared, rest),
            title=f"正在定稿 {len(prepared.drafts)} 件文书",
        )

    # ---- inside

    def _settle(self, meeting: Meeting, lines: Sequence[SetLine]) -> bool:
        """List what disagrees and keep the reasons of what stands; tell whether to go on."""
        register = self._context.workspace.register
        found = [
            one
            for line in lines
            if line.belongs and line.verdict is SetVerdict.DISAGREES
            for one in register.disagreements_of(meeting.id, line.kind, line.edition)
        ]
        if not found:
            return True
        dialog = DisagreementDialog(self._owner, found, act_word="接着定稿", partial=True)
        if not dialog.ask():
            return False
        accepted = dialog.accepted_sentences
        if not accepted:
            return True
        return self._context.run(partial(self._accept, meeting.id, accepted)) is not None

    def _accept(self, meeting_id: int, accepted: Sequence[tuple[Disagreement, str]]) -> ChangeSet:
        workspace = self._context.workspace
        with workspace.database.transaction():
            for one, reason in accepted:
                workspace.register.accept(meeting_id, one, reason)
        return ChangeSet.of(RecordKind.PAPER)

    def _tell_nothing(self, lines: Sequence[SetLine]) -> None:
        done = sum(1 for one in lines if one.verdict is SetVerdict.ISSUED)
        told = [f"{one.name}：{one.reason}" for one in lines if one.belongs and not one.paper]
        title = "能定稿的都已经定稿" if done else "现在还没有可以定稿的文书"
        prompts.inform(self._owner, title, "\n".join(told[:8]))

    def _on_drawn(
        self, meeting: Meeting, prepared: PreparedSet, rest: Sequence[SetLine], files: Files
    ) -> None:
        issued: list[IssuedPaper] = []

        def issue() -> ChangeSet:
            issued.extend(self._context.workspace.register.issue_set(prepared, files))
            return ChangeSet.of(RecordKind.PAPER)

        if self._context.run(issue, f"已定稿 {len(files)} 件文书") is None:
            return
        self._making.renew_index(meeting)
        reasons = [*prepared.left_out, *(one for one in rest if one.reason)]
        SetResultDialog(self._owner, issued, reasons).ask()


def _draw(prepared: PreparedSet, control: JobControl) -> Files:
    """Draw a set, paper by paper; on the worker."""
    return draw_set(prepared, control.progress)
