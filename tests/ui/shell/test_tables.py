from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt

from ui.shell.tables import RECORD_ROLE, Column, FilterCount, RecordTable, RecordTableModel, TableCard

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot


@dataclass(frozen=True)
class Woman:
    number: int
    name: str
    seat: int


WOMEN = [Woman(1, "沈丽华", 1), Woman(2, "马晓燕", 12), Woman(3, "李祎", 7), Woman(4, "石桂芳", 6)]


def columns() -> list[Column[Woman]]:
    return [
        Column("姓名", lambda woman: woman.name, width=0),
        Column(
            "席位", lambda woman: str(woman.seat), width=80, sort_key=lambda woman: woman.seat, right=True
        ),
    ]


@pytest.fixture
def table(qtbot: QtBot) -> RecordTable[Woman]:
    made: RecordTable[Woman] = RecordTable(columns(), lambda woman: woman.number)
    qtbot.addWidget(made)
    made.set_records(WOMEN)
    made.resize(600, 400)
    made.show()
    return made


def shown(table: RecordTable[Woman]) -> list[str]:
    return [woman.name for woman in table.records.records()]


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model: RecordTableModel[Woman] = RecordTableModel(columns(), lambda woman: woman.number)
    qtmodeltester.check(model)
    model.set_records(WOMEN)
    model.sort(1)
    model.set_filter(lambda woman: woman.seat > 6)
    model.replace_record(Woman(2, "马晓燕", 13))
    qtmodeltester.check(model)


def test_a_cell_has_no_rows_below_it(table: RecordTable[Woman]) -> None:
    model = table.records
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
    assert model.data(model.index(0, 0), Qt.ItemDataRole.DecorationRole) is None


def test_the_given_order_stays_until_a_heading_is_clicked(table: RecordTable[Woman]) -> None:
    assert shown(table) == ["沈丽华", "马晓燕", "李祎", "石桂芳"]
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["沈丽华", "石桂芳", "李祎", "马晓燕"], "seats sort as numbers"
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert shown(table)[0] == "马晓燕"
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    assert shown(table) == ["沈丽华", "马晓燕", "李祎", "石桂芳"]


def test_the_selection_follows_the_record_across_resets(table: RecordTable[Woman]) -> None:
    assert table.choose(3)
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert table.chosen() == WOMEN[2]
    table.set_records([Woman(3, "李祎", 9), *WOMEN[:2]])
    assert table.chosen() == Woman(3, "李祎", 9)
    assert table.currentIndex().row() == table.records.row_of(3)


def test_a_selected_record_that_is_filtered_away_is_told(qtbot: QtBot, table: RecordTable[Woman]) -> None:
    table.choose(3)
    with qtbot.waitSignal(table.record_chosen, check_params_cb=lambda record: record is None):
        table.set_filter(lambda woman: woman.number != 3)
    assert table.chosen() is None
    assert not table.choose(3)


def test_enter_opens_the_record(qtbot: QtBot, table: RecordTable[Woman]) -> None:
    table.choose(2)
    with qtbot.waitSignal(table.record_opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [WOMEN[1]]


def test_one_changed_record_needs_no_reset(qtbot: QtBot, table: RecordTable[Woman]) -> None:
    with qtbot.assertNotEmitted(table.records.modelReset):
        table.records.replace_record(Woman(2, "马晓燕", 14))
    assert table.records.index(1, 1).data() == "14"
    assert table.records.index(1, 1).data(RECORD_ROLE) == Woman(2, "马晓燕", 14)


def test_the_name_column_is_wide_enough_for_the_longest_name(qtbot: QtBot, table: RecordTable[Woman]) -> None:
    before = table.columnWidth(0)
    table.set_records([Woman(5, "古丽娜尔·艾合买提", 5)])
    assert table.columnWidth(0) > before
    option_width = table.sizeHintForIndex(table.records.index(0, 0)).width()
    assert table.columnWidth(0) >= option_width


def test_the_foot_counts_rows_and_selection(qtbot: QtBot) -> None:
    table: RecordTable[Woman] = RecordTable(columns(), lambda woman: woman.number)
    card = TableCard(table, "按姓氏笔画为序")
    qtbot.addWidget(card)
    table.set_records(WOMEN)
    assert card.count_label.text() == "共 4 人"
    table.choose(1)
    assert card.count_label.text() == "共 4 人，选中 1 人"
    table.set_filter(lambda woman: woman.seat > 6)
    assert card.count_label.text() == "共 2 人"


def test_the_count_above_the_table_shows_only_while_a_filter_is_on(qtbot: QtBot) -> None:
    count = FilterCount()
    qtbot.addWidget(count)
    count.show_numbers(36, 36, filtered=False)
    assert count.isHidden()
    count.show_numbers(12, 36, filtered=True)
    assert not count.isHidden()
    assert count.numbers.text() == "12 / 36"
    with qtbot.waitSignal(count.cleared):
        count.clear_button.click()


def test_the_table_paints_every_kind_of_cell(qtbot: QtBot, table: RecordTable[Woman]) -> None:
    table.choose(1)
    image = table.grab().toImage()
    left = image.pixelColor(1, table.horizontalHeader().height() + 20).name()
    assert left == "#b3261e", "the selected row has the accent bar at its left"
