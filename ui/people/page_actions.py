"""What the buttons of the roster page do: print, import, undo an import, add and change persons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from fulian_desktop.changes import ChangeSet
from fulian_desktop.people.privacy_records import ERASED
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.theme import u
from ui.shell.widgets import Icon, LampState, primary_button, secondary_button

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.exchange.import_records import ImportSummary
    from ui.people.page import PeoplePage
    from ui.shell.notifier import PageContext

TEMPLATE_NAME = "名册模板.xlsx"
_FOLD_BELOW = 830
"""Width of the page (px at 100 %) below which printing and importing move into 更多."""


class PageActions(QObject):
    """The buttons at the top right of the roster page, and what they do."""

    def __init__(self, page: PeoplePage, context: PageContext) -> None:
        """Add the buttons to the title row of the page."""
        super().__init__(page)
        self._page = page
        self._context = context
        self._is_folded = False
        self.print_button = secondary_button("打印名册", Icon.PRINTER)
        self.print_button.setObjectName("print_button")
        self.print_button.clicked.connect(self.print_roster)
        self.import_button = secondary_button("导入", Icon.IMPORT)
        self.import_button.setObjectName("import_button")
        self.import_button.clicked.connect(self.start_import)
        self.more_button = secondary_button("更多", Icon.CHEVRON_DOWN, trailing=True)
        self.more_button.setObjectName("more_button")
        self.more_button.clicked.connect(self._on_more)
        self.new_button = primary_button("新增人员", Icon.PLUS)
        self.new_button.setObjectName("new_person_button")
        self.new_button.clicked.connect(self.add_person)
        for button in (self.print_button, self.import_button, self.more_button, self.new_button):
            page.add_action(button)
        self._menu = QMenu(page)
        self.print_action = self._add_action("打印名册", self.print_roster)
        self.import_action = self._add_action("导入名册…", self.start_import)
        self.undo_action = self._add_action("撤销上次导入…", self.undo_last_import)
        self.template_action = self._add_action("保存空白名册表格…", self.save_template)
        self._menu.addSeparator()
        self.seen_action = self._add_action("谁看过她的号码", self.show_who_saw)
        self.erase_action = self._add_action("删除个人信息…", self.erase_person)

    def refresh(self, *, is_empty: bool) -> None:
        """Follow the roster: an empty one has nothing to print and one primary button, 导入."""
        self.print_button.setVisible(not is_empty and not self._is_folded)
        self.new_button.setProperty("kind", "secondary" if is_empty else "primary")
        self.new_button.set_picture(Icon.PLUS)
        self.new_button.style().polish(self.new_button)

    def fold(self, width: int) -> None:
        """Move buttons into the menu when the page is narrower than they need; width in real px."""
        folded = width < u(_FOLD_BELOW)
        if folded != self._is_folded:
            self._is_folded = folded
            for button in (self.print_button, self.import_button):
                button.setVisible(not folded)

    def print_roster(self) -> None:
        """Go to the committee roster among the papers, which are made for a meeting."""
        if self._context.workspace.meetings.meetings():
            self._context.open_page("papers", paper="committee_roster")
            return
        dialog = Dialog("还没有会议，名册暂时不能打印", self._page, width=560, lamp=LampState.MISSING)
        dialog.add_text("执委名册和一次会议的其他文书一起生成。先新建一次会议，就能预览、打印和保存名册。")
        dialog.add_left(secondary_button("以后再说")).clicked.connect(dialog.reject)
        dialog.add_right(primary_button("去新建会议"), accepts=True)
        if dialog.ask():
            self._context.open_page("meetings")

    def start_import(self) -> None:
        """Choose a file, read it off the GUI thread, then show what would be imported."""
        from ui.people.import_flow import start_import

        start_import(self._page, self._context)

    def undo_last_import(self) -> None:
        """Take the last import back after asking; it says why when that is not possible any more."""
        last = self._context.workspace.exchange.last_import()
        if last is None:
            prompts.inform(self._page, "没有可以撤销的导入", "还没有导入过，或者导入都已经撤销了。")
            return
        if prompts.confirm(
            self._page,
            f"撤销从“{last.source_name}”的导入？",
            import_consequences(last),
            "撤销这次导入",
            after="撤销以后",
            harmless="撤销会留下记录。需要时可以把同一个文件再导入一次。",
        ):
            self.undo_import(last.id, last.source_name)

    def undo_import(self, import_id: int, source_name: str) -> None:
        """Take an import back at once."""
        exchange = self._context.workspace.exchange
        self._context.run(lambda: exchange.undo_import(import_id), f"已撤销“{source_name}”的导入")

    def save_template(self) -> None:
        """Save an empty roster with the headings that are recognised."""
        from pathlib import Path

        target = prompts.choose_save_file(
            self._page, "保存空白名册表格", Path.home() / TEMPLATE_NAME, "表格 (*.xlsx)"
        )
        if target is not None:
            self._context.run(lambda: _write_template(target), f"已保存空白名册表格：{target.name}")

    def add_person(self) -> None:
        """Open the form for a new person."""
        from ui.people.person_form import open_person_form

        self._go_to(open_person_form(self._page, self._context, None))

    def edit_person(self, person_id: int) -> None:
        """Open the form for a recorded person."""
        from ui.people.person_form import open_person_form

        self._go_to(open_person_form(self._page, self._context, person_id))

    def show_who_saw(self) -> None:
        """Go to the list of who saw and exported, of the person chosen."""
        row = self._page.table.chosen()
        self._context.open_page("disclosures", person_id=row.person.id if row is not None else None)

    def erase_person(self) -> None:
        """Delete the chosen person's data on her request."""
        from ui.access.erasing import erase_person

        row = self._page.table.chosen()
        if row is not None:
            erase_person(self._page, self._context, row.person.id)

    def _go_to(self, person_id: int | None) -> None:
        if person_id is not None:
            self._page.show_person(person_id)

    def _add_action(self, words: str, act: object) -> QAction:
        action = QAction(words, self._menu)
        action.triggered.connect(act)
        self._menu.addAction(action)
        return action

    def _on_more(self) -> None:
        last = self._context.workspace.exchange.last_import()
        self.undo_action.setEnabled(last is not None)
        self.undo_action.setText("撤销上次导入" if last is None else f"撤销上次导入（{last.source_name}）…")
        for action in (self.print_action, self.import_action):
            action.setVisible(self._is_folded)
        chosen = self._page.table.chosen()
        self.seen_action.setText("谁看过、谁导出过" if chosen is None else "谁看过她的号码")
        self.erase_action.setEnabled(chosen is not None and self._context.workspace.access.may(ERASED))
        self.erase_action.setText(
            "删除个人信息…" if chosen is None else f"删除{chosen.person.name}的个人信息…"
        )
        corner = self.more_button.mapToGlobal(self.more_button.rect().bottomLeft())
        self._menu.popup(corner)


def import_consequences(last: ImportSummary) -> list[tuple[str, str]]:
    """Return what becomes of what when an import is taken back."""
    found = []
    if last.added:
        found.append((f"新增的 {last.added} 人", "从名册里去掉"))
    if last.changed:
        found.append((f"更新的 {last.changed} 人", "资料改回导入以前"))
    if last.post is not None:
        found.append((f"这次给的{last.post.value}身份", "一起撤回"))
    return found


def _write_template(path: Path) -> ChangeSet:
    from fulian_desktop.exchange.workbook_out import write_import_template

    write_import_template(path)
    return ChangeSet.of()
