"""Shown in the place of the pages when a file did not open: what is safe, what is damaged, the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from fulian_desktop.storage.backup_shelf import KeptBackup, kept_backups, loss_of, newest_good
from fulian_desktop.storage.schema import read_scripts
from ui.safekeeping.backup_words import holds_words, said_moment, said_size, state_words
from ui.safekeeping.dialogs import RestoreDialog, ask_passphrase
from ui.safekeeping.salvaging import SalvageReport, assess, salvage_and_check, salvage_name
from ui.safekeeping.trouble_words import trouble_words
from ui.shell import prompts
from ui.shell.jobs import run_job
from ui.shell.masthead import Seal
from ui.shell.tables import Column, RecordTable, TableCard
from ui.shell.theme import font
from ui.shell.widgets import (
    GREEN,
    Box,
    BoxLook,
    Button,
    Icon,
    InsetBox,
    Lamp,
    LampState,
    Line,
    Role,
    ScrollColumn,
    Tone,
    WrapLabel,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from fulian_desktop.errors import UserFacingError
    from fulian_desktop.storage.salvage_report import SavedSubject
    from ui.safekeeping.salvaging import Salvaged
    from ui.shell.jobs import JobControl

WIDTH, SHORT_HEIGHT = 980, 340


class TroublePage(QWidget):
    """One file that did not open, and every way on from there."""

    again_requested = Signal()
    open_requested = Signal()
    first_start_requested = Signal()
    restore_requested = Signal(object, str)
    """A backup (path) and its passphrase; the user was asked."""
    opening_requested = Signal(object)
    """A path: what was saved of the damaged file."""
    take_over_requested = Signal()

    def __init__(
        self,
        path: Path,
        error: UserFacingError,
        scripts: Path,
        clock: Callable[[], datetime],
        second: Path | None = None,
    ) -> None:
        """`second` is the folder of the second place, in which backups are looked for, too."""
        super().__init__()
        self.setObjectName("trouble")
        self._path, self._scripts, self._clock, self._second = path, scripts, clock, second
        self._version = len(read_scripts(scripts))
        self.words = trouble_words(error, path)
        whole = vertical(self)
        whole.addWidget(self._head())
        whole.addWidget(Line(Tone.ACCENT, width=u(2)))
        room = QWidget()
        outer = horizontal(room, margins=(28, 20, 28, 22))
        middle = self._middle = QWidget()
        middle.setMaximumWidth(u(WIDTH))
        if not self.words.from_backup:
            self._draw_together()
        column = vertical(middle, spacing=12)
        outer.addWidget(middle, 1)
        whole.addWidget(room, 1)
        self._build(column)
        self._look()

    def _draw_together(self) -> None:
        """Keep words and buttons close where there is no table between them."""
        self._middle.setMaximumHeight(u(SHORT_HEIGHT))

    # Building.

    def _head(self) -> Box:
        head = Box(BoxLook(Tone.SURFACE, radius=0))
        head.setFixedHeight(u(56))
        row = horizontal(head, margins=(18, 0, 17, 0), spacing=12)
        row.addWidget(Seal())
        name = label("妇联会议助手", Role.PERSON, weight=700)
        name.setFont(font(Role.PERSON, weight=700, pixels=18))
        row.addWidget(name)
        row.addStretch(1)
        return head

    def _build(self, column: QVBoxLayout) -> None:
        body = ScrollColumn(spacing=12)
        title = horizontal(spacing=14)
        title.addWidget(Lamp(self._lamp(), 34), 0, Qt.AlignmentFlag.AlignTop)
        self.title_label = WrapLabel(self.words.title, Role.PAGE_TITLE, Tone.TEXT)
        title.addWidget(self.title_label, 1)
        top = QWidget()
        top.setLayout(title)
        body.add(top)
        body.add(WrapLabel(self.words.what, Role.BODY, Tone.TEXT))
        safe = InsetBox(GREEN)
        row = horizontal(spacing=8)
        row.addWidget(Lamp(LampState.HOLDS, 19), 0, Qt.AlignmentFlag.AlignTop)
        self.safe_label = WrapLabel(self.words.safe, Role.PRIMARY, Tone.GREEN)
        row.addWidget(self.safe_label, 1)
        safe.body.addLayout(row)
        body.add(safe)
        self.damage_label = WrapLabel("", Role.BODY, Tone.TEXT2)
        self.damage_label.setObjectName("damage")
        self.damage_label.setVisible(False)
        body.add(self.damage_label)
        for number, step in enumerate(self.words.advice, start=1):
            if not self.words.from_backup or len(self.words.advice) == 1:
                numbered = step if len(self.words.advice) == 1 else f"{number}　{step}"
                body.add(WrapLabel(numbered, Role.BODY, Tone.TEXT2))
        self._build_table(body)
        column.addWidget(body, 1)
        column.addLayout(self._buttons())

    def _build_table(self, body: ScrollColumn) -> None:
        columns: list[Column[KeptBackup]] = [
            Column("备份于", lambda one: said_moment(one.made_at, self._clock()), 164),
            Column("原因", lambda one: one.occasion, 96),
            Column("里面记到", lambda one: holds_words(one, self._clock()), None),
            Column("大小", lambda one: said_size(one.size), 84, right=True),
            Column("在哪", lambda one: one.place.value, 78),
            Column("能不能用", self._state_word, 110, lamp=self._state_lamp),
        ]
        self.table: RecordTable[KeptBackup] = RecordTable(columns, lambda one: one.path, sortable=False)
        self.table.setAccessibleName("找到的备份")
        self.table.record_chosen.connect(self._on_chosen)
        self.table_card = TableCard(self.table, "找到的备份，新的在上", unit="份")
        self.table_card.setMinimumHeight(u(240))
        self.table_card.setVisible(False)
        body.column.insertWidget(body.column.count() - 1, self.table_card, 10)

    def _buttons(self) -> QHBoxLayout:
        row = horizontal(spacing=12)
        self.other_button = secondary_button("换一个文件", Icon.FOLDER)
        self.other_button.clicked.connect(self.open_requested)
        self.start_button = secondary_button("回到开始")
        self.start_button.clicked.connect(self.first_start_requested)
        self.take_over_button = secondary_button("那台电脑已经关了，接着用…")
        self.take_over_button.setObjectName("take_over")
        self.take_over_button.clicked.connect(self._on_take_over)
        self.salvage_button = secondary_button("抢救能读的内容…")
        self.salvage_button.setObjectName("salvage")
        self.salvage_button.clicked.connect(self._on_salvage)
        first, second = primary_button, secondary_button
        if self.words.backup_first:
            first, second = second, first
        self.again_button = first("再试一次", Icon.REFRESH)
        self.again_button.setObjectName("try_again")
        self.again_button.clicked.connect(self.again_requested)
        self.restore_button = second("用选中的备份恢复…")
        self.restore_button.setObjectName("restore_chosen")
        self.restore_button.clicked.connect(self._on_restore)
        self.take_over_button.setVisible(self.words.may_take_over)
        self.salvage_button.setVisible(self.words.salvageable)
        self.restore_button.setVisible(False)
        left: tuple[Button, ...] = (self.other_button, self.start_button)
        for button in left:
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.take_over_button, self.salvage_button, self.again_button, self.restore_button):
            row.addWidget(button)
        return row

    # Looking: at backups, and at what can still be read.

    def _look(self) -> None:
        if not self.words.from_backup:
            return
        path, second, scripts, salvageable = self._path, self._second, self._scripts, self.words.salvageable

        def work(control: JobControl) -> tuple[list[KeptBackup], tuple[SavedSubject, ...]]:
            backups = kept_backups(path, second)
            return backups, assess(path, scripts) if salvageable else ()

        run_job(self, work, self._show, self._on_not_assessed)

    def _show(self, looked: tuple[list[KeptBackup], tuple[SavedSubject, ...]]) -> None:
        backups, subjects = looked
        self._show_backups(backups)
        if subjects:
            self._show_damage(subjects)

    def _show_backups(self, backups: list[KeptBackup]) -> None:
        self.table.set_records(backups)
        self.table_card.setVisible(bool(backups))
        self.restore_button.setVisible(bool(backups))
        good = newest_good(backups, self._version)
        if good is not None:
            self.title_label.setText(self.words.title_with_backup)
            self.table.choose(good.path)
            held = holds_words(good, self._clock())
            made = said_moment(good.made_at, self._clock())
            found = f"最近的好备份是{made}的，" + (
                "加了密，要口令才能打开。" if good.sealed else f"记到：{held}。"
            )
            self.safe_label.setText(f"{self.words.safe}\n{found}")
        elif self.words.from_backup:
            self.safe_label.setText(f"{self.words.safe}\n这里没有找到它的备份；U 盘里有的话，插上再试一次。")
            if not self.words.salvageable:
                self._draw_together()
        self._on_chosen(self.table.chosen())

    def _show_damage(self, subjects: tuple[SavedSubject, ...]) -> None:
        whole = "、".join(f"{one.name} {one.saved} 条" for one in subjects if one.whole)
        broken = "；".join(
            f"{one.name}读出 {one.saved} 条，{one.sentence}" for one in subjects if not one.whole
        )
        said = f"还能读全的：{whole or '没有'}。"
        if broken:
            said += f"\n读不全的：{broken}。"
        self.damage_label.setText(said)
        self.damage_label.setVisible(True)

    def _on_not_assessed(self, _error: Exception) -> None:
        """Nothing can be read of the file itself; the backups are looked at alone."""
        self.salvage_button.setVisible(False)
        path, second = self._path, self._second

        def work(control: JobControl) -> list[KeptBackup]:
            return kept_backups(path, second)

        run_job(self, work, self._show_backups)

    # Acting.

    def _on_chosen(self, chosen: object) -> None:
        usable = isinstance(chosen, KeptBackup) and (
            chosen.sealed or (chosen.readable and chosen.version <= self._version)
        )
        self.restore_button.setEnabled(usable and self._path.parent.is_dir())

    def _on_restore(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            return
        passphrase = ask_passphrase(self, "这份备份加了密，口令是什么？") if chosen.sealed else ""
        if chosen.sealed and not passphrase:
            return
        loss = None if chosen.sealed or not self._path.exists() else loss_of(self._path, chosen)
        if RestoreDialog(self, chosen, loss, self._clock(), is_there=self._path.exists()).ask():
            self.restore_requested.emit(chosen.path, passphrase)

    def _on_salvage(self) -> None:
        path, scripts, clock, second = self._path, self._scripts, self._clock, self._second
        target = salvage_name(path, clock())

        def work(control: JobControl) -> Salvaged:
            return salvage_and_check(path, target, scripts, clock, second)

        run_job(self, work, self._on_salvaged, title="正在抢救能读的内容")

    def _on_salvaged(self, done: Salvaged) -> None:
        if SalvageReport(self, done).ask():
            self.opening_requested.emit(done.target)

    def _on_take_over(self) -> None:
        certain = prompts.confirm(
            self,
            "确定那台电脑已经不在用这份资料了？",
            (
                ("那台电脑关机了、断电了", "可以接着用"),
                ("那边还开着窗口", "两边一起写会损坏资料"),
            ),
            "接着用",
            after="请先打电话或走过去看一眼",
            keep_word="先不接",
        )
        if certain:
            self.take_over_requested.emit()

    def _state_word(self, one: KeptBackup) -> str:
        return state_words(one, self._version)[1]

    def _state_lamp(self, one: KeptBackup) -> LampState:
        return state_words(one, self._version)[0]

    def _lamp(self) -> LampState:
        return LampState.WRONG if self.words.salvageable else LampState.MISSING
