"""Whatever a file or a sheet holds: a preview, or a sentence for the user; never anything else."""

from __future__ import annotations

import contextlib
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as some

from fulian_desktop.errors import UserFacingError
from fulian_desktop.exchange.preview import RosterPost, RosterPreview, preview_roster
from fulian_desktop.exchange.preview_json import preview_as_json
from fulian_desktop.exchange.recognition import most_likely_table, recognise
from fulian_desktop.exchange.sheets import Sheet, read_sheets

DATA = Path(__file__).resolve().parent.parent / "data"
HEADING_WORDS = ("姓名", "性别", "出生年月", "身份证号", "电话", "职务", "备注", "联系方式", "手机", "序号")
CONTENT_WORDS = (
    "丁巧云",
    "女",
    "男",
    "汉",
    "党员",
    "1990.6",
    "89年4月",
    "13812340001",
    "重复",
    "主席",
    "二组",
)
NUMBERS = ("430626198803154322", "43062619880315432X", "=", "?", "\u3000", "\ufeff")
FOOTERS = ("合计", "共3人", "说明：")
WORDS = some.sampled_from(HEADING_WORDS + CONTENT_WORDS + NUMBERS + FOOTERS)
CELLS = some.one_of(
    WORDS,
    some.none(),
    some.booleans(),
    some.integers(),
    some.floats(),
    some.dates(),
    some.text(max_size=12),
)
GRIDS = some.lists(some.lists(CELLS, max_size=8), max_size=12)
SCRAPS = some.binary(min_size=1, max_size=4)
BEGINNINGS = some.sampled_from(
    [
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x09\x08\x10\x00\x00\x06\x05\x00",
        "姓名,电话\n".encode(),
    ]
)


def read_all(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"名册{suffix}"
        path.write_bytes(content)
        with contextlib.suppress(UserFacingError):
            table = most_likely_table(read_sheets(path))
            preview_roster(table, table.column_map, (), None, date(2026, 11, 21))


@given(BEGINNINGS, some.binary(max_size=400), some.sampled_from([".xlsx", ".xls", ".ods", ".csv", ".et"]))
def test_any_bytes_give_a_table_or_a_sentence(beginning: bytes, rest: bytes, suffix: str) -> None:
    read_all(beginning + rest, suffix)


@given(
    some.sampled_from(["committee-roster.xlsx", "small-roster.xls"]),
    some.lists(
        some.tuples(some.integers(0, 7_500), some.binary(min_size=1, max_size=4)), min_size=1, max_size=6
    ),
)
@settings(max_examples=60)
def test_a_workbook_with_flipped_bytes_gives_a_table_or_a_sentence(
    name: str, damage: list[tuple[int, bytes]]
) -> None:
    content = bytearray((DATA / name).read_bytes())
    for place, replacement in damage:
        content[place : place + len(replacement)] = replacement
    read_all(bytes(content), Path(name).suffix)


@given(GRIDS, some.sampled_from([None, *RosterPost]))
def test_any_grid_of_cells_gives_a_preview_or_a_sentence(
    grid: list[list[object]], post: RosterPost | None
) -> None:
    sheet = Sheet("名册", tuple(tuple(row) for row in grid))  # type: ignore[arg-type]
    table = recognise(sheet)
    with contextlib.suppress(UserFacingError):
        preview = preview_roster(table, table.column_map, (), post, date(2026, 11, 21))
        assert_every_row_is_there(table.first_body_row, len(grid), preview)


def assert_every_row_is_there(first: int, count: int, preview: RosterPreview) -> None:
    seen = [row.row_number for row in preview.rows] + [row.row_number for row in preview.skipped]
    assert sorted(seen) == list(range(first + 1, count + 1)), "no row is lost"
    assert len(preview_as_json(preview)["rows"]) == len(preview.rows)


@given(some.lists(some.tuples(some.text(max_size=8), CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_any_rows_below_real_headings_are_all_accounted_for(rows: list[tuple[object, ...]]) -> None:
    headings = ("姓名", "出生年月", "身份证号", "手机", "性别")
    table = recognise(Sheet("名册", (headings, *rows)))  # type: ignore[arg-type]
    with contextlib.suppress(UserFacingError):
        preview = preview_roster(table, table.column_map, (), RosterPost.COMMITTEE, date(2026, 11, 21))
        for row in preview.rows:
            assert row.details.id_number == "" or len(row.details.id_number) in (15, 18)
            assert row.details.born == "" or len(row.details.born) in (7, 10)
            assert row.details.phone == "" or row.details.phone.isdecimal()
