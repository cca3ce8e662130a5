"""备份与恢复: every backup of the file, the second place, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from fulian_desktop.storage.backup_shelf import KeptBackup, Loss, Place, kept_backups, loss_of, newest_good
from fulian_desktop.storage.restoring import rehearse
from ui.safekeeping.backup_words import holds_words, said_moment, said_size, state_words
from ui.safekeeping.dialogs import RehearsalReport, RestoreDialog, ask_passphrase
from ui.safekeeping.second_place_card import SecondPlaceCard
from ui.shell.jobs import run_job
from ui.shell.notifier import Page
from ui.shell.tables import Column, RecordTable, TableCard
from ui.shell.widgets import (
    Card,
    FactRow,
    Icon,
    LampState,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    danger_button,
    horizontal,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from fulian_desktop.storage.findings import Finding
    from fulian_desktop.storage.restoring import Rehearsal
    from ui.safekeeping.backup_keeper import BackupKeeper
    from ui.shell.jobs import JobControl
    from ui.shell.notifier import PageContext

RIGHT_COLUMN = 350


class BackupsPage(Page):
    """The list of backups; what the chosen one holds; going back to it, rehearsed or for good."""

    title = "备份与恢复"
    navigation_key = "settings"

    def __init__(self, context: PageContext) -> None:
        """Build the table and the cards; they are filled by refresh()."""
        super().__init__(context)
        self._version = context.workspace.database.schema_version
        self._rehearsed: dict[Path, bool] = {}
        self.back_up_button = primary_button("现在备份", Icon.SHIELD)
        self.back_up_button.setObjectName("back_up_now")
        self.back_up_button.clicked.connect(self._on_back_up)
        self.folder_button = secondary_button("打开备份文件夹", Icon.FOLDER)
        self.folder_button.clicked.connect(self._on_folder)
        self.other_button = secondary_button("别处的备份…", Icon.UPLOAD)
        self.other_button.setObjectName("other_backup")
        self.other_button.clicked.connect(self._on_other)
        for button in (self.folder_button, self.other_button, self.back_up_button):
            self.add_action(button)
        self.table: RecordTable[KeptBackup] = RecordTable(self._columns(), lambda one: one.path)
        self.table.setAccessibleName("备份")
        self.table.record_chosen.connect(self._on_chosen)
        self.table_card = TableCard(self.table, "新的在上；每份做好时都打开核对过", unit="份")
        row = horizontal(spacing=14)
        row.addWidget(self.table_card, 1)
        right = ScrollColumn(spacing=14)
        right.setFixedWidth(u(RIGHT_COLUMN))
        right.add(self._build_panel())
        self.second_card = SecondPlaceCard(context, self.keeper)
        right.add(self.second_card)
        row.addWidget(right)
        self.content.addLayout(row, 1)
        if self.keeper is not None:
            self.keeper.changed.connect(self._on_backups_changed)

    @property
    def keeper(self) -> BackupKeeper | None:
        """Return who makes the backups; None in a window without a program."""
        return self.context.program.backups if self.context.program is not None else None

    def refresh(self) -> None:
        """Look into the folders off the GUI thread: a stick may be slow."""
        path = self.context.workspace.database.path
        second = self.keeper.chosen_folder if self.keeper is not None else None
        rehearses = self.context.workspace.rehearsal is not None
        self.back_up_button.setEnabled(not rehearses)
        self.second_card.show_place()

        def work(control: JobControl) -> list[KeptBackup]:
            return kept_backups(path, second)

        run_job(self, work, self._show)

    def _show(self, backups: list[KeptBackup]) -> None:
        self.table.set_records(backups)
        proposed = newest_good(backups, self._version)
        if proposed is not None and self.table.chosen() is None:
            self.table.choose(proposed.path)
        self._on_chosen(self.table.chosen())

    def _columns(self) -> list[Column[KeptBackup]]:
        return [
            Column("备份于", self._made_words, 154, sort_key=lambda one: one.made_at),
            Column("原因", lambda one: one.occasion, 96),
            Column("里面记到", lambda one: holds_words(one, self._now()), None, tip=self._tip),
            Column("大小", lambda one: said_size(one.size), 80, sort_key=lambda one: one.size, right=True),
            Column("在哪", lambda one: one.place.value, 72),
            Column("能不能用", self._state_word, 112, lamp=self._state_lamp),
        ]

    def _build_panel(self) -> Card:
        card = Card("选中的备份", margins=(17, 14, 17, 16), spacing=10)
        rows = vertical()
        self.made_row, self.holds_row = FactRow("备份于", ""), FactRow("记到", "")
        self.loss_row, self.file_row = FactRow("以后做的", ""), FactRow("文件", "", line=False)
        for row in (self.made_row, self.holds_row, self.loss_row, self.file_row):
            rows.addWidget(row)
        card.body.addLayout(rows)
        self.rehearse_button = secondary_button("演练恢复", Icon.PLAY)
        self.rehearse_button.setObjectName("rehearse")
        self.rehearse_button.clicked.connect(self._on_rehearse)
        self.restore_button = danger_button("恢复到这一份…")
        self.restore_button.setObjectName("restore_backup")
        self.restore_button.clicked.connect(self._on_restore)
        buttons = horizontal(spacing=10)
        buttons.addWidget(self.rehearse_button, 1)
        buttons.addWidget(self.restore_button, 1)
        card.body.addLayout(buttons)
        self.panel_note = WrapLabel(
            "演练只试一遍，不动资料。", Role.CAPTION, Tone.TEXT2, width=u(RIGHT_COLUMN - 48)
        )
        card.body.addWidget(self.panel_note)
        return card

    # What the chosen one is.

    def _on_chosen(self, backup: object) -> None:
        chosen = backup if isinstance(backup, KeptBackup) else None
        usable = chosen is not None and (chosen.sealed or chosen.readable) and chosen.version <= self._version
        self.rehearse_button.setEnabled(usable)
        self.restore_button.setEnabled(usable and self.context.workspace.rehearsal is None)
        if chosen is None:
            for row in (self.made_row, self.holds_row, self.loss_row, self.file_row):
                row.set_value("还没有备份" if row is self.made_row else "")
            return
        self.made_row.set_value(f"{said_moment(chosen.made_at, self._now())}　{chosen.occasion}")
        self.holds_row.set_value(holds_words(chosen, self._now()))
        self.loss_row.set_value(self._loss_words(chosen))
        self.file_row.set_value(chosen.path.name)

    def _loss_words(self, backup: KeptBackup) -> str:
        if backup.version > self._version:
            return "更新版本的程序做的，请先更新程序"
        loss = self._loss(backup)
        if loss is None or not loss.known:
            return "比不出来"
        if not loss.same_course:
            return "不是这份资料的备份"
        return f"{len(loss.entries)} 步不在里面" if loss.entries else "没有，和现在一样"

    def _loss(self, backup: KeptBackup) -> Loss | None:
        return None if backup.sealed else loss_of(self.context.workspace.database.path, backup)

    def _made_words(self, one: KeptBackup) -> str:
        return said_moment(one.made_at, self._now())

    def _tip(self, one: KeptBackup) -> str:
        return f"{holds_words(one, self._now())}\n{one.path}"

    def _state_word(self, one: KeptBackup) -> str:
        rehearsed = self._rehearsed.get(one.path)
        if rehearsed is not None:
            return "演练通过" if rehearsed else "演练没通过"
        return state_words(one, self._version)[1]

    def _state_lamp(self, one: KeptBackup) -> LampState:
        rehearsed = self._rehearsed.get(one.path)
        if rehearsed is not None:
            return LampState.HOLDS if rehearsed else LampState.WRONG
        return state_words(one, self._version)[0]

    def _now(self) -> datetime:
        return self.context.workspace.journal.now()

    # What can be done.

    def _on_back_up(self) -> None:
        from fulian_desktop.storage.backup_shelf import COPIED, keep_before

        database, now = self.context.workspace.database, self.context.workspace.journal.now

        def work(control: JobControl) -> Path | None:
            return keep_before(database, COPIED, now)

        run_job(self, work, self._on_backed_up, title="正在备份")

    def _on_backed_up(self, made: Path | None) -> None:
        if made is not None:
            self.context.say("备份好了，也打开核对过了")
            self.refresh()

    def _on_folder(self) -> None:
        from fulian_desktop.storage.backup_shelf import backup_folder

        folder = backup_folder(self.context.workspace.database.path)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if folder.is_dir() else folder.parent)))

    def _on_other(self) -> None:
        from fulian_desktop.storage.backup_shelf import look_at
        from ui.shell import prompts

        path = prompts.choose_open_file(self, "打开别处的备份", "备份 (*.fulian *.fulian-sealed)")
        if path is None:
            return
        listed = [*self.table.records.records(), look_at(path, Place.SECOND)]
        self.table.set_records(listed)
        self.table.choose(path)

    def _on_rehearse(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            return
        passphrase = ask_passphrase(self, "这份备份加了密，口令是什么？") if chosen.sealed else ""
        if chosen.sealed and not passphrase:
            return
        scripts = self.context.workspace.database.scripts

        def work(control: JobControl) -> Rehearsal:
            return rehearse(chosen.path, scripts, passphrase=passphrase, check=_check_everything)

        run_job(self, work, self._on_rehearsed, title="正在演练恢复")

    def _on_rehearsed(self, done: Rehearsal) -> None:
        self._rehearsed[done.backup] = done.sound
        self.table.viewport().update()
        self.table.set_records(list(self.table.records.records()))
        RehearsalReport(self, done, self._now()).ask()

    def _on_restore(self) -> None:
        chosen, program = self.table.chosen(), self.context.program
        if chosen is None or program is None:
            return
        passphrase = ask_passphrase(self, "这份备份加了密，口令是什么？") if chosen.sealed else ""
        if chosen.sealed and not passphrase:
            return
        acts = self.context.workspace.access.file_acts
        if not RestoreDialog(self, chosen, self._loss(chosen), self._now()).ask():
            return
        if self.context.run(lambda: acts.begin_restore(chosen.path.name)) is not None:
            program.go_back_to(chosen.path, passphrase)

    def _on_backups_changed(self) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._dirty = True


def _check_everything(path: Path) -> list[Finding]:
    """Check a restored file with the records of all rooms."""
    from fulian_desktop.workspace import Workspace

    with Workspace.open(path, read_only=True) as workspace:
        return workspace.check()
