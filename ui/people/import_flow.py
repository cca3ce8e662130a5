"""Importing from first to last: choose a file, read it, look at it, import it, say what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.exchange.preview_records import RowAction, RowStatus
from ui.people.import_dialog import ImportDialog
from ui.people.import_reading import Opened, open_roster
from ui.people.import_words import intended, row_words, without_row_number
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.jobs import JobControl, run_job
from ui.shell.theme import Role, Tone, u
from ui.shell.widgets import (
    FactRow,
    InsetBox,
    LampState,
    ScrollColumn,
    WrapLabel,
    label,
    primary_button,
    secondary_button,
)

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.exchange.preview_records import RosterPreview
    from ui.shell.notifier import PageContext


def start_import(page: QWidget, context: PageContext, *, term_number: int | None = None) -> None:
    """Ask for a file and go on; delegates go on the list of `term_number` (default: the current term)."""
    path = prompts.choose_open_file(page, "选择要导入的名册", prompts.SHEET_FILES)
    if path is not None:
        import_file(page, context, path, term_number=term_number)


def import_file(page: QWidget, context: PageContext, path: Path, *, term_number: int | None = None) -> None:
    """Read a file off the GUI thread, then show what importing it would do."""

    def work(control: JobControl) -> Opened:
        return open_roster(context.workspace, path, control)

    def show(opened: Opened) -> None:
        _show_preview(page, context, opened, term_number)

    run_job(page, work, show, title="正在读取名册")


def _show_preview(page: QWidget, context: PageContext, opened: Opened, term_number: int | None) -> None:
    if opened.trouble is not None:
        prompts.show_error(page, opened.trouble)
        if not opened.can_be_helped:
            return
    dialog = ImportDialog(page, context.workspace, opened, term_number=term_number)
    if not dialog.ask():
        if dialog.other_file_wanted:
            start_import(page, context, term_number=term_number)
        return
    done, preview = dialog.imported, dialog.preview
    if done is None or preview is None:
        return
    import_id = done.record_id
    if import_id is None:
        context.say(f"名册没有变化：{opened.file.path.name} 里的人都和名册一样")
        return
    name = opened.file.path.name
    exchange = context.workspace.exchange
    context.run(lambda: done, f"已导入“{name}”", lambda: exchange.undo_import(import_id))
    summary = ImportSummaryDialog(page, name, preview)
    summary.ask()
    if summary.undo_wanted:
        context.run(lambda: exchange.undo_import(import_id), f"已撤销“{name}”的导入")


class ImportSummaryDialog(Dialog):
    """Says what was imported and what was left out; `undo_wanted` holds the answer."""

    def __init__(self, parent: QWidget, source_name: str, preview: RosterPreview) -> None:
        """Count by what was done with the rows."""
        super().__init__("导入完成", parent, width=600, lamp=LampState.HOLDS)
        self.setObjectName("import_summary")
        self.undo_wanted = False
        self.add_text(f"“{source_name}”已经写进名册。", Tone.TEXT2)
        actions = intended(preview.rows)
        box = InsetBox(margins=(16, 6, 16, 6), spacing=0)
        for action, words in (
            (RowAction.ADD, "新增"),
            (RowAction.CHANGE, "更新"),
            (RowAction.KEEP, "和名册一样，没有改"),
        ):
            box.body.addWidget(FactRow(words, f"{actions[action]} 人", right=True, strong=True))
        left_out = actions[RowAction.LEAVE_OUT]
        box.body.addWidget(FactRow("没有导入", f"{left_out} 行", right=True, strong=True, line=False))
        self.body.addWidget(box)
        if left_out:
            self._list_left_out(preview)
        undo = self.add_left(secondary_button("撤销导入"))
        undo.setObjectName("undo_import")
        undo.clicked.connect(self._on_undo)
        self.add_right(primary_button("好"), accepts=True)

    def _list_left_out(self, preview: RosterPreview) -> None:
        self.body.addWidget(label("没有导入的行", Role.SECONDARY, Tone.TEXT2, weight=600))
        rows = [row for row in preview.rows if row.action is RowAction.LEAVE_OUT]
        scroll = ScrollColumn(spacing=4)
        for row in rows:
            why = without_row_number(row.problems[0], row) if row.problems else ""
            undecided = row.status is RowStatus.QUESTION and row.decision is None
            word = "没有确认" if undecided else row_words(row)
            words = f"第 {row.row_number} 行 {row.details.name}（{word}）：{why}".rstrip("：")
            scroll.add(WrapLabel(words, Role.SECONDARY, Tone.TEXT, width=self.inner_width - u(18)))
        scroll.setFixedHeight(min(u(150), u(46) * len(rows)))
        self.body.addWidget(scroll)

    def _on_undo(self) -> None:
        self.undo_wanted = True
        self.accept()
