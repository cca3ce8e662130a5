"""The preview in the form scripts read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.sheets import column_letter

if TYPE_CHECKING:
    from fulian_desktop.exchange.preview_records import PreviewRow, RosterPreview

_FIELDS = tuple(one.value for one in Field if one is not Field.COMMITTEE_POST)


def preview_as_json(preview: RosterPreview) -> dict[str, Any]:
    """Return the preview as plain values: rows, counts, columns, skipped rows, notes.

    Numbers are given in full: it is the office's own file, on the office's own computer.
    """
    return {
        "sheet": preview.table.sheet_name,
        "rows": [_row(row) for row in preview.rows],
        "counts": {status.value: count for status, count in preview.counts.items()},
        "columns": {
            field.value: {"column": column_letter(column), "heading": preview.table.heading(column)}
            for field, column in preview.column_map.columns.items()
        },
        "skipped": [
            {"row": one.row_number, "reason": one.reason, "text": one.text} for one in preview.skipped
        ],
        "notes": list(preview.notes),
    }


def _row(row: PreviewRow) -> dict[str, Any]:
    return {
        "row": row.row_number,
        "status": row.status.value,
        **{name: getattr(row.details, name) for name in _FIELDS},
        "id_number_as_written": row.id_as_written,
        "post": row.committee_post or "",
        "problems": list(row.problems),
        "notes": list(row.notes),
        "matched_person_id": row.matched_person_id,
        "changes": [
            {"field": one.field, "label": one.label, "old": one.old, "new": one.new} for one in row.changes
        ],
        "choices": [one.decision.value for one in row.choices],
    }
