"""Reading and previewing a roster off the GUI thread: plain values in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.preview_records import Decision, RosterPost, RosterPreview
from fulian_desktop.exchange.recognition import ColumnMap, RosterTable, most_likely_table, recognise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.exchange.sheets import Sheet
    from fulian_desktop.workspace import Workspace
    from ui.shell.jobs import JobControl

_TITLE_ROWS = 8


@dataclass(frozen=True)
class RosterFile:
    """A file that was read: its tables (empty sheets left out), the likeliest one, the likely list."""

    path: Path
    tables: tuple[RosterTable, ...]
    likeliest: int
    post: RosterPost | None


@dataclass(frozen=True)
class Question:
    """What to preview: a table, its columns, the list it is for, and decisions made before by row."""

    table: RosterTable
    columns: ColumnMap
    post: RosterPost | None
    decisions: Mapping[int, Decision]


@dataclass(frozen=True)
class Opened:
    """A file with its first preview, or with what is in the way of one."""

    file: RosterFile
    preview: RosterPreview | None
    trouble: UserFacingError | None

    @property
    def can_be_helped(self) -> bool:
        """Tell whether choosing columns or another sheet may still lead to a preview."""
        table = self.file.tables[self.file.likeliest]
        nameless = table.column_map.column_of(Field.NAME) is None and bool(table.columns)
        return self.trouble is None or nameless or len(self.file.tables) > 1


def open_roster(workspace: Workspace, path: Path, control: JobControl) -> Opened:
    """Read a file and preview its likeliest table.

    Raises:
        UserFacingError: the file cannot be read, in words.
    """
    file = read_roster(workspace, path, control)
    table = file.tables[file.likeliest]
    try:
        preview = preview_roster(workspace, Question(table, table.column_map, file.post, {}), control)
    except UserFacingError as trouble:
        return Opened(file, None, trouble)
    return Opened(file, preview, None)


def read_roster(workspace: Workspace, path: Path, control: JobControl) -> RosterFile:
    """Read a file and find the tables in it.

    Raises:
        UserFacingError: the file cannot be read, in words.
    """
    control.progress(0, 3, f"正在读取“{path.name}”")
    sheets = workspace.exchange.read(path)
    control.progress(1, 3, "正在找表头")
    filled = [sheet for sheet in sheets if not sheet.is_empty()]
    tables = tuple(recognise(sheet) for sheet in filled)
    control.progress(2, 3, "正在认栏目")
    best = most_likely_table(filled)
    place = next((number for number, table in enumerate(tables) if table.sheet_name == best.sheet_name), 0)
    return RosterFile(path, tables, place, likely_post(filled[place], tables[place], path.name))


def likely_post(sheet: Sheet, table: RosterTable, file_name: str) -> RosterPost | None:
    """Guess from title, names and columns which list a roster is for; None when nothing tells."""
    titles = [
        str(cell) for row in sheet.rows[: min(table.first_body_row, _TITLE_ROWS)] for cell in row if cell
    ]
    words = "".join([*titles, sheet.name, file_name])
    if "执委" in words or "执行委员" in words or Field.COMMITTEE_POST in table.column_map.columns:
        return RosterPost.COMMITTEE
    return RosterPost.DELEGATE if "代表" in words else None


def preview_roster(workspace: Workspace, asked: Question, control: JobControl) -> RosterPreview:
    """Say what importing would do; decisions made before are kept where they still can be.

    Raises:
        UserFacingError: no column holds the names, or nobody is named.
    """
    control.progress(0, 2, "正在和名册比对")
    preview = workspace.exchange.preview(asked.table, asked.post, asked.columns)
    control.progress(1, 2, "正在整理结果")
    rows = tuple(
        replace(row, decision=asked.decisions[row.row_number])
        if row.row_number in asked.decisions
        and asked.decisions[row.row_number] in {choice.decision for choice in row.choices}
        else row
        for row in preview.rows
    )
    return replace(preview, rows=rows)


def apply_roster(
    workspace: Workspace, preview: RosterPreview, source_name: str, term_number: int, control: JobControl
) -> ChangeSet:
    """Import completely or not at all; when the user stops it, nothing is written.

    Raises:
        UserFacingError: as ExchangeOperations.apply.
    """
    control.progress(0, 0, f"正在导入 {len(preview.rows)} 行")
    with workspace.database.transaction():
        done = workspace.exchange.apply(preview, source_name=source_name, term_number=term_number)
        control.check()
    return done
