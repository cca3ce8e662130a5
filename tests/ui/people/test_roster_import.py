"""Importing the rosters offices really send, through the real dialog."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from fulian_desktop.exchange.headings import Field
from fulian_desktop.exchange.preview_records import Decision, RosterPost, RowStatus
from fulian_desktop.seats.records import Post
from tests.ui.people.stage import DATA, Start, people_page, press, shown_names
from tests.ui.structure import problems_of, texts_of
from ui.people.import_columns import ColumnRow, masked_sample
from ui.people.import_dialog import ImportDialog
from ui.people.import_reading import apply_roster, open_roster
from ui.people.import_table import ChoiceRow
from ui.shell import prompts
from ui.shell.jobs import JobCancelledError, JobControl, running_jobs
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from fulian_desktop.workspace import Workspace
    from tests.ui.people.stage import Answer, OpenWindow, User
    from ui.people.page import PeoplePage
    from ui.shell.dialogs import Dialog


@pytest.fixture
def start(qtbot: QtBot, user: User, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Press 导入, choose a file, and wait until every dialog was answered."""

    def run(page: PeoplePage, path: Path) -> None:
        def choose(_parent: QWidget, _title: str, _pattern: str) -> Path:
            return path

        monkeypatch.setattr(prompts, "choose_open_file", choose)
        page.tasks.start_import()
        qtbot.waitUntil(lambda: running_jobs() == 0 and not user.answers, timeout=10_000)

    return run


def dialog_of(dialog: Dialog) -> ImportDialog:
    assert isinstance(dialog, ImportDialog)
    return dialog


def column_row(dialog: ImportDialog, index: int) -> ColumnRow:
    rows: list[ColumnRow] = dialog.columns_view.findChildren(ColumnRow)
    return next(row for row in rows if row.index == index)


def import_all(dialog: Dialog) -> None:
    press(dialog, "apply_import")


def close_summary(dialog: Dialog) -> None:
    assert dialog.objectName() == "import_summary"
    dialog.accept()


def reader(said: list[str]) -> Answer:
    def read(dialog: Dialog) -> None:
        said.append(dialog.windowTitle())
        dialog.accept()

    return read


def written(workspace: Workspace) -> tuple[object, ...]:
    """Everything an import could touch."""
    return (
        workspace.people.everyone(),
        workspace.people.delegates(7),
        sorted(workspace.seats.living_tenures()),
        workspace.exchange.imports(),
    )


def test_a_committee_roster_is_imported_with_seats_and_posts(
    open_window: OpenWindow, empty_file: Workspace, user: User, start: Start
) -> None:
    page = people_page(open_window(empty_file))
    counted: list[dict[RowStatus, int]] = []

    def look(dialog: Dialog) -> None:
        opened = dialog_of(dialog)
        assert opened.preview is not None
        counted.append(opened.preview.counts)
        assert opened.post_segment.value() is RosterPost.COMMITTEE
        assert empty_file.people.everyone() == []
        import_all(dialog)

    user.will(look, close_summary)
    start(page, DATA / "committee-roster.xlsx")
    assert counted[0][RowStatus.NEW] == 14
    assert counted[0][RowStatus.QUESTION] == 1
    assert counted[0][RowStatus.REJECTED] == 1
    assert len(shown_names(page)) == 14
    posts = [tenure.post for tenure in empty_file.seats.board().holders()]
    assert (posts.count(Post.CHAIR), posts.count(Post.VICE_CHAIR), posts.count(Post.MEMBER)) == (1, 2, 11)
    assert "执委 14" in texts_of(page)


def test_a_delegate_roster_in_gb18030_is_imported(
    open_window: OpenWindow, empty_file: Workspace, user: User, start: Start
) -> None:
    page = people_page(open_window(empty_file))
    user.will(import_all, close_summary)
    start(page, DATA / "delegate-roster.csv")
    assert len(empty_file.people.delegates(7)) == 36
    assert "代表 36" in texts_of(page)


def test_a_question_is_answered_in_the_panel(
    open_window: OpenWindow, empty_file: Workspace, user: User, start: Start
) -> None:
    page = people_page(open_window(empty_file))

    def decide(dialog: Dialog) -> None:
        opened = dialog_of(dialog)
        asked = opened.table.chosen()
        assert asked is not None
        assert asked.details.name == "冯秀英"
        choice = opened.detail.findChild(ChoiceRow, f"choice_{Decision.TAKE.value}")
        assert isinstance(choice, ChoiceRow)
        choice.activated.emit()
        assert opened.import_button.text() == "导入 15 人"
        import_all(dialog)

    user.will(decide, close_summary)
    start(page, DATA / "committee-roster.xlsx")
    found = next(person for person in empty_file.people.everyone() if person.name == "冯秀英")
    assert found.id_number == ""


def test_the_second_import_of_the_same_file_changes_nothing(
    open_window: OpenWindow, empty_file: Workspace, user: User, start: Start
) -> None:
    window = open_window(empty_file)
    page = people_page(window)
    user.will(import_all, close_summary)
    start(page, DATA / "delegate-roster.csv")
    before = written(empty_file)
    same: list[int] = []

    def look(dialog: Dialog) -> None:
        opened = dialog_of(dialog)
        assert opened.preview is not None
        same.append(opened.preview.counts[RowStatus.SAME])
        import_all(dialog)

    user.will(look)
    start(page, DATA / "delegate-roster.csv")
    assert same == [36]
    assert written(empty_file) == before


def test_a_changed_row_shows_old_and_new(
    open_window: OpenWindow, village: Workspace, user: User, start: Start
) -> None:
    page = people_page(open_window(village))

    def look(dialog: Dialog) -> None:
        opened = dialog_of(dialog)
        opened.status_segment.set_value(RowStatus.CHANGED)
        opened.status_segment.chosen.emit(RowStatus.CHANGED)
        assert [row.details.name for row in opened.table.records.records()] == ["姜㛃", "董𬱖"]
        opened.table.choose(17)
        QApplication.processEvents()
        assert any("文化程度：高中 → 大专" in words for words in texts_of(opened.detail))
        dialog.reject()

    before = written(village)
    user.will(look)
    start(page, DATA / "delegate-roster.csv")
    assert written(village) == before


@pytest.mark.parametrize("where", ["summary", "toast", "later"])
def test_an_import_is_undone_as_one_step(
    open_window: OpenWindow, village: Workspace, user: User, start: Start, where: str
) -> None:
    window = open_window(village)
    page = people_page(window)
    before = written(village)[:3]
    undo = (lambda dialog: press(dialog, "undo_import")) if where == "summary" else close_summary
    user.will(import_all, undo)
    start(page, DATA / "delegate-roster.csv")
    if where == "toast":
        window.toast.take_back()
    elif where == "later":
        assert written(village)[:3] != before
        user.will(lambda dialog: dialog.accept())
        page.tasks.undo_last_import()
    assert written(village)[:3] == before
    assert village.exchange.last_import() is None
    assert len(shown_names(page)) == 36


def test_undoing_when_nothing_was_imported_says_so(
    open_window: OpenWindow, village: Workspace, user: User
) -> None:
    said: list[str] = []
    user.will(reader(said))
    people_page(open_window(village)).tasks.undo_last_import()
    assert said == ["没有可以撤销的导入"]


def test_more_members_than_seats_are_refused_and_nothing_is_written(
    qtbot: QtBot, open_window: OpenWindow, village: Workspace, user: User, start: Start
) -> None:
    page = people_page(open_window(village))
    before = written(village)
    said: list[str] = []
    kept: list[ImportDialog] = []

    def refuse(dialog: Dialog) -> None:
        said.append(dialog.windowTitle())
        dialog.accept()
        kept[0].reject()

    def try_it(dialog: Dialog) -> None:
        kept.append(dialog_of(dialog))
        import_all(dialog)

    user.will(try_it, refuse)
    start(page, DATA / "committee-roster.xlsx")
    qtbot.waitUntil(lambda: bool(said))
    assert "主席" in said[0] or "席位" in said[0]
    assert written(village) == before


def test_a_column_is_corrected_by_hand(
    qtbot: QtBot, open_window: OpenWindow, empty_file: Workspace, user: User, start: Start
) -> None:
    page = people_page(open_window(empty_file))

    def correct(dialog: Dialog) -> None:
        opened = dialog_of(dialog)
        opened.columns_button.click()
        row = column_row(opened, 6)
        with qtbot.waitSignal(opened.preview_shown):
            row.combo.activated.emit(1 + list(Field).index(Field.NOTE))
        opened.columns_button.click()
        import_all(dialog)

    user.will(correct, close_summary)
    start(page, DATA / "delegate-roster.csv")
    assert {person.group_name for person in empty_file.people.everyone()} == {""}
    assert empty_file.people.everyone()[0].note == "3组"


def test_the_columns_hide_numbers(
    open_window: OpenWindow, empty_file: Workspace, user: User, start: Start
) -> None:
    page = people_page(open_window(empty_file))
    words: list[str] = []

    def look(dialog: Dialog) -> None:
        dialog_of(dialog).columns_button.click()
        words.extend(texts_of(dialog))
        dialog.reject()

    user.will(look)
    start(page, DATA / "delegate-roster.csv")
    joined = "".join(words)
    assert "184****0927" in joined
    assert "18479380927" not in joined
    assert "430626198711231466" not in joined


def test_without_a_column_of_names_it_asks_which_one(
    qtbot: QtBot,
    open_window: OpenWindow,
    empty_file: Workspace,
    user: User,
    start: Start,
) -> None:
    page = people_page(open_window(empty_file))
    path = empty_file.database.path.with_name("没有姓名.csv")
    path.write_text(
        "编号,甲,民族,政治面貌\nA1,罗欢一一二三四五,汉族,群众\nA2,丁香香一二三四五六,苗族,群众\n", "utf-8"
    )
    said: list[str] = []

    def name_it(dialog: Dialog) -> None:
        opened = dialog_of(dialog)
        assert not opened.import_button.isEnabled()
        assert "还不知道哪一栏是姓名，请在下面指定。" in texts_of(dialog)
        row = column_row(opened, 1)
        with qtbot.waitSignal(opened.preview_shown):
            row.combo.activated.emit(1 + list(Field).index(Field.NAME))
        assert opened.preview is not None
        dialog.reject()

    user.will(reader(said), name_it)
    start(page, path)
    assert said == ["工作表“没有姓名”里找不到“姓名”一栏。"]
    assert empty_file.people.everyone() == []


def renamed_text(folder: Path) -> Path:
    path = folder / "名册.xlsx"
    path.write_text("姓名,民族\n罗欢,汉族\n", "utf-8")
    return path


def empty_sheet(folder: Path) -> Path:
    from openpyxl import Workbook

    path = folder / "空表.xlsx"
    Workbook().save(path)
    return path


def encrypted_workbook(folder: Path) -> Path:
    path = folder / "加密.xlsx"
    signature = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(signature + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    return path


def headings_only(folder: Path) -> Path:
    path = folder / "只有表头.csv"
    path.write_text("姓名,出生年月,民族\n", "utf-8")
    return path


@pytest.mark.parametrize(
    "bad",
    [
        (renamed_text, "内容却只是文本"),
        (empty_sheet, "是空的"),
        (encrypted_workbook, "密码"),
        (headings_only, "没有人员"),
    ],
)
def test_a_bad_file_is_told_in_words_and_changes_nothing(
    open_window: OpenWindow,
    village: Workspace,
    user: User,
    start: Start,
    bad: tuple[Callable[[Path], Path], str],
) -> None:
    page = people_page(open_window(village))
    before = written(village)
    said: list[str] = []
    user.will(reader(said))
    make, word = bad
    start(page, make(village.database.path.parent))
    assert word in said[0]
    assert written(village) == before


def test_a_file_that_is_gone_is_told_in_words(
    open_window: OpenWindow, village: Workspace, user: User, start: Start
) -> None:
    page = people_page(open_window(village))
    copy = village.database.path.with_name("拔掉的U盘.csv")
    shutil.copy(DATA / "delegate-roster.csv", copy)
    copy.unlink()
    said: list[str] = []
    user.will(reader(said))
    start(page, copy)
    assert "找不到文件" in said[0]


def test_another_sheet_of_the_workbook_can_be_chosen(
    qtbot: QtBot, open_window: OpenWindow, empty_file: Workspace, user: User, start: Start
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "代表"
    for row in (("姓名", "民族", "电话"), ("罗欢", "汉族", "13800000001"), ("丁香香", "苗族", "13800000002")):
        first.append(row)
    second = book.create_sheet("候补")
    for row in (("姓名", "民族"), ("石小玉", "汉族")):
        second.append(row)
    path = empty_file.database.path.with_name("两张表.xlsx")
    book.save(path)
    page = people_page(open_window(empty_file))

    def choose(dialog: Dialog) -> None:
        opened = dialog_of(dialog)
        assert opened.sheet_combo.isVisible()
        with qtbot.waitSignal(opened.preview_shown):
            opened.sheet_combo.activated.emit(1)
        import_all(dialog)

    user.will(choose, close_summary)
    start(page, path)
    assert shown_names(page) == ["石小玉"]


def test_an_import_that_is_stopped_writes_nothing(empty_file: Workspace) -> None:
    quiet = JobControl(lambda _done, _total, _words: None)
    opened = open_roster(empty_file, DATA / "delegate-roster.csv", quiet)
    assert opened.preview is not None
    stopped = JobControl(lambda _done, _total, _words: stopped.cancel())
    before = written(empty_file)
    with pytest.raises(JobCancelledError):
        apply_roster(empty_file, opened.preview, "delegate-roster.csv", 7, stopped)
    assert written(empty_file) == before


def test_closing_after_a_decision_asks_first(
    open_window: OpenWindow, empty_file: Workspace, user: User, start: Start
) -> None:
    page = people_page(open_window(empty_file))
    kept: list[bool] = []

    def decide(dialog: Dialog) -> None:
        opened = dialog_of(dialog)
        opened.detail.decided.emit(10, Decision.SKIP)
        dialog.reject()
        kept.append(dialog.isVisible())
        dialog.reject()

    user.will(decide, lambda asked: asked.reject(), lambda asked: asked.accept())
    start(page, DATA / "committee-roster.xlsx")
    assert kept == [True]
    assert empty_file.people.everyone() == []


@pytest.mark.usefixtures("light")
@pytest.mark.parametrize("scale", [100, 150])
def test_the_dialog_cuts_nothing(
    open_window: OpenWindow, village: Workspace, user: User, start: Start, scale: int
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, scale)
    window = open_window(village)
    window.resize(1366, 697)
    found: list[str] = []

    def look(dialog: Dialog) -> None:
        assert dialog.height() <= 697
        found.extend(problems_of(dialog, dialog.width(), dialog.height()))
        dialog_of(dialog).columns_button.click()
        found.extend(problems_of(dialog, dialog.width(), dialog.height()))
        dialog.reject()

    user.will(look)
    start(people_page(window), DATA / "delegate-roster.csv")
    assert found == []


@pytest.mark.parametrize(
    ("cell", "shown"), [("1987.09", "1987.09"), ("1993.0", "1993"), ("3.0、1985.01", "3、1985.01")]
)
def test_a_month_in_a_sample_keeps_its_point(cell: str, shown: str) -> None:
    assert masked_sample(cell) == shown
