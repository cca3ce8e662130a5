"""The import dialog: file, sheet and list above, rows or columns in the middle, 导入 below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.preview_records import (
    Decision,
    PreviewRow,
    RosterPost,
    RosterPreview,
    RowAction,
    RowStatus,
)
from fulian_desktop.exchange.recognition import ColumnMap, RosterTable
from ui.people.import_columns import ColumnsView
from ui.people.import_reading import Opened, Question, apply_roster, preview_roster
from ui.people.import_table import RowDetail, preview_table
from ui.people.import_words import STATUS_WORDS, intended, intention_words, skipped_words
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.jobs import Job, JobControl, run_job
from ui.shell.theme import Role, Tone, scale_percent, u
from ui.shell.widgets import (
    CARD,
    Box,
    ComboBox,
    ElidedLabel,
    Icon,
    IconLabel,
    LampLabel,
    LampState,
    Segment,
    WrapLabel,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.workspace import Workspace

WIDEST, HIGHEST = 1120, 700
_AROUND = 300
"""What stands above and below the table, in px at 100 %."""
_PEOPLE_PLACE, _COLUMNS_PLACE = 0, 1
NOTHING_WRITTEN = "按“导入”以前，名册不会改动。"
NO_NAMES = "还不知道哪一栏是姓名，请在下面指定。"


class ImportDialog(Dialog):
    """Shows what importing a file would do, asks about doubtful rows, imports.

    After it was accepted `imported` holds the change set and `preview` what was imported;
    `other_file_wanted` tells that the user wants to choose another file.
    """

    preview_shown = Signal()

    def __init__(
        self, parent: QWidget, workspace: Workspace, opened: Opened, *, term_number: int | None = None
    ) -> None:
        """Start with the likeliest sheet; `term_number` is the congress of a roster of delegates."""
        window = parent.window()
        super().__init__("导入名册", parent, width=min(WIDEST, window.width() * 100 // scale_percent() - 32))
        self.setObjectName("import_dialog")
        self.imported: ChangeSet | None = None
        self.other_file_wanted = False
        self.preview: RosterPreview | None = None
        self._workspace = workspace
        self._term_number = term_number
        self._file = opened.file
        self._place = opened.file.likeliest
        self._columns: ColumnMap = self._table.column_map
        self._job: Job | None = None
        self._is_importing = False
        self._build_head()
        self._build_filters()
        self._build_middle(min(u(HIGHEST), window.height() - u(24)) - u(_AROUND))
        self._build_foot()
        self.table.setFocus()
        self.columns_view.show_table(self._table, self._columns)
        if opened.preview is not None:
            self._show_preview(opened.preview)
        else:
            self._show_without_preview()

    @property
    def _table(self) -> RosterTable:
        return self._file.tables[self._place]

    @property
    def _post(self) -> RosterPost | None:
        value = self.post_segment.value()
        return value if isinstance(value, RosterPost) else None

    def reject(self) -> None:
        """Esc closes, but not while the import is being written, and not without asking after decisions."""
        decided = self.preview is not None and any(row.decision is not None for row in self.preview.rows)
        if self._is_importing or (decided and not self._may_drop_decisions()):
            self.other_file_wanted = False
            return
        super().reject()

    def _may_drop_decisions(self) -> bool:
        return prompts.confirm(
            self,
            "先不导入，关闭预览？",
            act_word="不导入",
            detail="刚才确认过的行要重新确认。名册没有改动。",
            keep_word="继续核对",
        )

    # What it is made of

    def _build_head(self) -> None:
        row = horizontal(spacing=10)
        row.addWidget(IconLabel(Icon.DOCUMENT, Tone.TEXT2, 18))
        row.addWidget(ElidedLabel(self._file.path.name, Role.BODY, weight=600), 1)
        self.other_file_button = link_button("换一个文件")
        self.other_file_button.setObjectName("other_file")
        self.other_file_button.clicked.connect(self._on_other_file)
        row.addWidget(self.other_file_button)
        self.sheet_combo = ComboBox(
            [(table.sheet_name, place) for place, table in enumerate(self._file.tables)]
        )
        self.sheet_combo.setObjectName("sheet_combo")
        self.sheet_combo.setAccessibleName("工作表")
        self.sheet_combo.setCurrentIndex(self._place)
        self.sheet_combo.activated.connect(self._on_sheet)
        if len(self._file.tables) > 1:
            row.addSpacing(u(8))
            row.addWidget(label("工作表", Role.SECONDARY, Tone.TEXT2))
            row.addWidget(self.sheet_combo)
        else:
            self.sheet_combo.setParent(self)
            self.sheet_combo.hide()
        row.addSpacing(u(8))
        row.addWidget(label("这是", Role.SECONDARY, Tone.TEXT2))
        self.post_segment = Segment(
            [
                ("执委名册", RosterPost.COMMITTEE),
                ("代表名册", RosterPost.DELEGATE),
                ("只导入人员", None),
            ],
            RosterPost.DELEGATE if self._term_number is not None else self._file.post,
        )
        self.post_segment.setObjectName("post_segment")
        self.post_segment.chosen.connect(self._ask_again)
        row.addWidget(self.post_segment)
        self.body.addLayout(row)

    def _build_filters(self) -> None:
        row = horizontal(spacing=10)
        row.addStrut(u(40))
        self.status_segment = Segment([("全部", None), *((STATUS_WORDS[one], one) for one in RowStatus)])
        self.status_segment.setObjectName("status_segment")
        self.status_segment.chosen.connect(self._on_status)
        row.addWidget(self.status_segment)
        self.nameless_lamp = LampLabel(LampState.WRONG, NO_NAMES)
        self.nameless_lamp.hide()
        row.addWidget(self.nameless_lamp)
        row.addStretch(1)
        self.columns_button = link_button("")
        self.columns_button.setObjectName("columns_button")
        self.columns_button.clicked.connect(self._on_columns_button)
        row.addWidget(self.columns_button)
        self.body.addLayout(row)

    def _build_middle(self, height: int) -> None:
        self._stack = QStackedWidget()
        self._stack.setFixedHeight(max(height, u(160)))
        people = QWidget()
        row = horizontal(people, spacing=12)
        card = Box(CARD)
        column = vertical(card, margins=(1, 3, 1, 3))
        self.table = preview_table()
        self.table.record_chosen.connect(self._on_row_chosen)
        column.addWidget(self.table)
        row.addWidget(card, 1)
        self.detail = RowDetail()
        self.detail.decided.connect(self._on_decided)
        row.addWidget(self.detail)
        self._stack.addWidget(people)
        self.columns_view = ColumnsView()
        self.columns_view.changed.connect(self._on_columns_changed)
        self._stack.addWidget(self.columns_view)
        self.body.addWidget(self._stack)

    def _build_foot(self) -> None:
        self.intention_label = WrapLabel("", Role.BODY, Tone.TEXT, weight=500, width=self.inner_width)
        self.intention_label.setObjectName("intention")
        self.body.addWidget(self.intention_label)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.add_note(NOTHING_WRITTEN)
        self.import_button = self.add_right(primary_button("导入"))
        self.import_button.setDefault(False)
        self.import_button.setObjectName("apply_import")
        self.import_button.clicked.connect(self._on_import)

    # What it shows

    def _show_preview(self, preview: RosterPreview) -> None:
        self.preview = preview
        self.table.set_records(preview.rows)
        self._filter()
        self._show_place(_PEOPLE_PLACE)
        self._show_numbers()
        chosen = self.table.chosen()
        self.detail.show_row(chosen)
        if chosen is None:
            first = next((row for row in preview.rows if row.status is RowStatus.QUESTION), None)
            if first is not None:
                self.table.choose(first.row_number)
        self.preview_shown.emit()

    def _show_without_preview(self) -> None:
        self.preview = None
        self.table.set_records(())
        self.detail.show_row(None)
        self._show_place(_COLUMNS_PLACE)
        self._show_numbers()
        self.preview_shown.emit()

    def _show_place(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        count = len(self._columns.columns)
        on_columns = place == _COLUMNS_PLACE
        self.columns_button.setText("回到人员" if on_columns else f"核对栏目（认出 {count} 栏）")
        self.columns_button.updateGeometry()
        self.columns_button.setVisible(self.preview is not None or not on_columns)
        self.status_segment.setVisible(not on_columns)
        self.nameless_lamp.setVisible(on_columns and self._columns.column_of(Field.NAME) is None)

    def _show_numbers(self) -> None:
        preview = self.preview
        counts = preview.counts if preview is not None else dict.fromkeys(RowStatus, 0)
        self.status_segment.set_words(None, f"全部 {sum(counts.values())}")
        for status, count in counts.items():
            self.status_segment.set_words(status, f"{STATUS_WORDS[status]} {count}")
        if preview is None:
            self.intention_label.setText("还不能导入。")
            self.import_button.setText("导入")
            self.import_button.set_blocked("请先指定哪一栏是姓名，或者换一张工作表。")
            return
        notes = "".join(preview.notes)
        self.intention_label.setText(f"将{intention_words(preview)}{skipped_words(preview)}{notes}")
        self.intention_label.setToolTip(
            "\n".join(f"第 {one.row_number} 行 {one.reason} {one.text}" for one in preview.skipped)
        )
        actions = intended(preview.rows)
        wanted = len(preview.rows) - actions[RowAction.LEAVE_OUT]
        self.import_button.setText(f"导入 {wanted} 人" if wanted else "导入")
        self.import_button.set_blocked("" if wanted else "没有可以导入的行。")

    def _filter(self) -> None:
        status = self.status_segment.value()
        self.table.set_filter(None if status is None else lambda row: row.status is status)

    # What the user does

    def _on_status(self, _status: object) -> None:
        self._filter()
        if self.table.chosen() is None:
            self.detail.show_row(None)

    def _on_row_chosen(self, row: object) -> None:
        if isinstance(row, PreviewRow):
            self.detail.show_row(row)

    def _on_decided(self, row_number: int, decision: object) -> None:
        if self.preview is None or not isinstance(decision, Decision) or self._is_importing:
            return
        self.preview = self.preview.decide(row_number, decision)
        row = self.preview.row(row_number)
        self.table.records.replace_record(row)
        self.detail.show_row(row)
        self._show_numbers()

    def _on_columns_button(self) -> None:
        on_columns = self._stack.currentIndex() == _COLUMNS_PLACE
        self._show_place(_PEOPLE_PLACE if on_columns else _COLUMNS_PLACE)

    def _on_columns_changed(self, columns: object) -> None:
        if isinstance(columns, ColumnMap):
            self._columns = columns
            self._ask_again(stay=True)

    def _on_sheet(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self._columns = self._table.column_map
            self.preview = None
            self.columns_view.show_table(self._table, self._columns)
            self._ask_again()

    def _on_other_file(self) -> None:
        self.other_file_wanted = True
        self.reject()

    def _ask_again(self, _value: object = None, *, stay: bool = False) -> None:
        """Preview anew, off the GUI thread; `stay` keeps the columns in view."""
        if self._job is not None:
            self._job.cancel()
        known = self.preview
        decisions = (
            {row.row_number: row.decision for row in known.rows if row.decision is not None}
            if known is not None
            else {}
        )
        asked = Question(self._table, self._columns, self._post, decisions)
        if asked.columns.column_of(Field.NAME) is None:
            self._show_without_preview()
            return

        def show(preview: RosterPreview) -> None:
            self._show_preview(preview)
            if stay:
                self._show_place(_COLUMNS_PLACE)

        def work(control: JobControl) -> RosterPreview:
            return preview_roster(self._workspace, asked, control)

        self.import_button.setEnabled(False)
        self._job = run_job(self, work, show, self._on_trouble, title="正在比对名册")
        self._job.finished.connect(self._on_asked_again)

    def _on_asked_again(self) -> None:
        """After a comparison that was stopped show again what the preview in view is about."""
        if self.sender() is not self._job:
            return
        self._job = None
        if self.preview is not None:
            self._columns = self.preview.column_map
            self.post_segment.set_value(self.preview.post)
            self.columns_view.show_columns(self._columns)
        self._show_numbers()

    def _on_trouble(self, trouble: Exception) -> None:
        self._show_without_preview()
        if not isinstance(trouble, UserFacingError):
            raise trouble
        prompts.show_error(self, trouble)

    def _on_import(self) -> None:
        preview = self.preview
        if preview is None or self._is_importing:
            return
        try:
            term_number = self._term_number or self._workspace.seats.current_term().number
        except UserFacingError as error:
            prompts.show_error(self, error)
            return

        def work(control: JobControl) -> ChangeSet:
            return apply_roster(self._workspace, preview, self._file.path.name, term_number, control)

        self._is_importing = True
        self.import_button.setEnabled(False)
        job = run_job(self, work, self._on_imported, self._on_refused, title="正在导入名册")
        job.finished.connect(self._on_import_ended)

    def _on_imported(self, done: ChangeSet) -> None:
        self.imported = done
        self._is_importing = False
        self.accept()

    def _on_refused(self, trouble: Exception) -> None:
        self._is_importing = False
        if not isinstance(trouble, UserFacingError):
            raise trouble
        prompts.show_error(self, trouble)

    def _on_import_ended(self) -> None:
        self._is_importing = False
        self.import_button.setEnabled(True)
