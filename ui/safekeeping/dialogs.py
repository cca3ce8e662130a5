"""Dialogs about backups: passphrase, report of a rehearsal, going back, the second place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from fulian_desktop.storage.sealing import LEAST_PASSPHRASE
from fulian_desktop.storage.second_place import is_same_disk
from ui.safekeeping.backup_words import entry_words, holds_words, said_iso, said_moment
from ui.shell import prompts
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
    AMBER,
    GREEN,
    CheckBox,
    FactRow,
    Field,
    InsetBox,
    LampState,
    LineEdit,
    Role,
    ScrollColumn,
    Segment,
    Tone,
    WrapLabel,
    danger_button,
    horizontal,
    label,
    primary_button,
    secondary_button,
    u,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.storage.backup_shelf import KeptBackup, Loss
    from fulian_desktop.storage.restoring import Rehearsal

MOST_FINDINGS = 6
REMINDERS = (7, 14, 30)
"""After how many days without a copy the home page reminds; the choice of the dialog."""
_LIST_HEIGHT = 168


class PassphraseDialog(Dialog):
    """Asks for the passphrase of a sealed backup; twice when it is a new one."""

    def __init__(self, parent: QWidget | None, title: str, *, is_new: bool) -> None:
        """`is_new` asks twice and says what a lost passphrase means."""
        super().__init__(title, parent, width=560)
        self.setObjectName("passphrase")
        self._is_new = is_new
        self.first = Field("口令", LineEdit(), hint=f"至少 {LEAST_PASSPHRASE} 个字，注意大小写和输入法")
        self.second = Field("再输一次", LineEdit())
        for field in (self.first, self.second):
            field.editor.setEchoMode(QLineEdit.EchoMode.Password)  # type: ignore[attr-defined]
        self.body.addWidget(self.first)
        if is_new:
            self.body.addWidget(self.second)
            words = "口令忘了，谁也打不开这份备份。请写在纸上，和 U 盘分开放。"
            box = InsetBox(AMBER)
            box.body.addWidget(WrapLabel(words, Role.SECONDARY, Tone.AMBER, width=self.inner_width - u(28)))
            self.body.addWidget(box)
        show = CheckBox("显示口令")
        show.toggled.connect(self._on_show)
        self.body.addWidget(show)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        self.add_right(primary_button("好")).clicked.connect(self.accept)
        self.first.editor.setFocus()

    @property
    def passphrase(self) -> str:
        """Return what was typed."""
        return self.first.text()

    def accept(self) -> None:
        """Close only with a passphrase that can be one, the same twice when it is new."""
        if len(self.passphrase) < LEAST_PASSPHRASE:
            self.first.set_error(f"口令至少要 {LEAST_PASSPHRASE} 个字")
            return
        if self._is_new and self.second.text() != self.passphrase:
            self.second.set_error("两次输的不一样")
            return
        super().accept()

    def _on_show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.first, self.second):
            field.editor.setEchoMode(mode)  # type: ignore[attr-defined]


def ask_passphrase(parent: QWidget | None, title: str, *, is_new: bool = False) -> str:
    """Ask for a passphrase; empty when the user went back."""
    dialog = PassphraseDialog(parent, title, is_new=is_new)
    return dialog.passphrase if dialog.ask() else ""


class RehearsalReport(Dialog):
    """What rehearsing a restore showed; nothing was changed by it."""

    def __init__(self, parent: QWidget | None, done: Rehearsal, now: datetime) -> None:
        """Show how much is in the backup, how it ends and what the check found."""
        title = "演练恢复通过，这份备份可以用" if done.sound else "演练恢复没有通过，这份备份不能用"
        super().__init__(title, parent, lamp=LampState.HOLDS if done.sound else LampState.WRONG)
        self.setObjectName("rehearsal_report")
        box = InsetBox(margins=(16, 6, 16, 6), spacing=0)
        tenths = max(1, done.milliseconds // 100)
        for name, value in (
            ("备份", done.backup.name),
            ("里面有", f"{done.entries} 步操作的全部记录"),
            ("最后一步", f"{said_iso(done.last_at, now)} {done.last_act}".strip() or "没有"),
            ("检查", "页面、操作日志、表决、考勤、任职都对" if not done.findings else "见下面"),
            ("用时", f"{tenths // 10}.{tenths % 10} 秒"),
        ):
            box.body.addWidget(FactRow(name, value, line=name != "用时"))
        self.body.addWidget(box)
        if done.findings:
            self._list(done)
        self.add_text("演练是在临时文件里做的，做完已经删掉，现在的资料没有动。", Tone.TEXT2, Role.SECONDARY)
        self.add_right(primary_button("知道了"), accepts=True)

    def _list(self, done: Rehearsal) -> None:
        scroll = ScrollColumn(spacing=6)
        for finding in done.findings[:MOST_FINDINGS]:
            scroll.add(WrapLabel(finding.sentence, Role.SECONDARY, Tone.RED, width=self.inner_width - u(24)))
        more = len(done.findings) - MOST_FINDINGS
        if more > 0:
            scroll.add(label(f"还有 {more} 处", Role.SECONDARY, Tone.TEXT2))
        scroll.setFixedHeight(u(_LIST_HEIGHT))
        self.body.addWidget(scroll)


class RestoreDialog(Dialog):
    """Asks before going back to a backup: says by name what will be lost, and what is kept."""

    def __init__(
        self,
        parent: QWidget | None,
        backup: KeptBackup,
        loss: Loss | None,
        now: datetime,
        *,
        is_there: bool = True,
    ) -> None:
        """`loss` is None when nothing can be compared; `is_there` tells whether there is a present file."""
        super().__init__(f"恢复到{said_moment(backup.made_at, now)}的备份？", parent, lamp=LampState.MISSING)
        self.setObjectName("restore")
        if backup.readable:
            self.add_text(f"这份备份记到：{holds_words(backup, now)}。")
        if is_there:
            self._say_loss(loss, now)
        box = InsetBox(GREEN)
        kept = "原来的文件不在了，备份检查过以后放到原来的地方，备份自己也留着。"
        if is_there:
            kept = "现在的文件先原样留在“备份”文件夹里（名字带“恢复前”）。备份检查不过，就不换。"
        box.body.addWidget(WrapLabel(kept, Role.BODY, Tone.GREEN, width=self.inner_width - u(28)))
        self.body.addWidget(box)
        self.add_right(danger_button("恢复这份备份"), accepts=True).setObjectName("restore_now")
        keep = self.add_right(secondary_button("先不恢复"), accepts=False)
        keep.setFocus()

    def _say_loss(self, loss: Loss | None, now: datetime) -> None:
        if loss is None or not loss.known:
            self.add_text("现在的文件读不全，比不出备份以后做过哪些，请核对最后几次会议。", Tone.AMBER)
            return
        if not loss.same_course:
            self.add_text("这份备份不是从现在的资料来的，可能是另一个文件的，请看清楚再恢复。", Tone.RED)
            return
        if not loss.entries:
            self.add_text("备份以后没有做过别的，什么也不会丢。", Tone.GREEN)
            return
        head = f"备份以后做的 {len(loss.entries)} 步会没有，要重新做"
        self.body.addWidget(label(head, Role.NAME, Tone.RED))
        scroll = ScrollColumn(spacing=4)
        scroll.setObjectName("lost_entries")
        for entry in reversed(loss.entries):
            scroll.add(
                WrapLabel(entry_words(entry, now), Role.SECONDARY, Tone.TEXT, width=self.inner_width - u(24))
            )
        scroll.setFixedHeight(min(u(_LIST_HEIGHT), u(28) * len(loss.entries) + u(8)))
        self.body.addWidget(scroll)


class SecondPlaceDialog(Dialog):
    """Chooses the second place: which folder, sealed or not, when to remind."""

    def __init__(
        self, parent: QWidget | None, data_file: Path, folder: Path | None, *, sealed: bool, days: int
    ) -> None:
        """Show what is chosen now."""
        super().__init__("把备份也存到第二处", parent)
        self.setObjectName("second_place")
        self._data_file = data_file
        self.folder = folder
        self.forgets = False
        self.add_text("U 盘、移动硬盘或单位的共享文件夹都可以。每次关闭程序时自动复制，复制完打开核对。")
        row = horizontal(spacing=10)
        self.folder_field = Field(
            "文件夹", LineEdit(str(folder) if folder else "", "例如 U 盘里的“妇联备份”")
        )
        self.folder_field.editor.setReadOnly(True)  # type: ignore[attr-defined]
        row.addWidget(self.folder_field, 1)
        choose = secondary_button("选择…")
        choose.setObjectName("choose_folder")
        choose.clicked.connect(self._on_choose)
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(row)
        self.warning = self.add_text("", Tone.AMBER, Role.SECONDARY)
        remind = horizontal(spacing=12)
        remind.addWidget(label("多久没有复制就提醒", Role.BODY, Tone.TEXT2))
        near = min(REMINDERS, key=lambda one: abs(one - days))
        self.days_segment = Segment([(f"{one} 天", one) for one in REMINDERS], near)
        remind.addWidget(self.days_segment)
        remind.addStretch(1)
        self.body.addLayout(remind)
        self.sealed_box = CheckBox("用口令加密（U 盘丢了也没人看得到里面的身份证号）")
        self.sealed_box.setObjectName("sealed")
        self.sealed_box.setChecked(sealed)
        self.body.addWidget(self.sealed_box)
        self.add_left(secondary_button("取消")).clicked.connect(self.reject)
        if folder is not None:
            forget = self.add_left(secondary_button("不用第二处"))
            forget.clicked.connect(self._on_forget)
        self.add_right(primary_button("就用这里")).clicked.connect(self.accept)
        self._warn()

    def accept(self) -> None:
        """Close only with a folder that is not the one of the data file."""
        if not self.forgets and self.folder is None:
            self.folder_field.set_error("请选择文件夹")
            return
        if not self.forgets and self.folder is not None and self.folder == self._data_file.parent:
            self.folder_field.set_error("这是资料文件自己的文件夹，请换一个")
            return
        super().accept()

    def _on_choose(self) -> None:
        chosen = prompts.choose_folder(self, "备份存到哪里", folder=self.folder)
        if chosen is not None:
            self.folder = chosen
            self.folder_field.editor.setText(str(chosen))  # type: ignore[attr-defined]
            self.folder_field.set_error("")
            self._warn()

    @property
    def days(self) -> int:
        """Return after how many days to remind."""
        return int(str(self.days_segment.value()))

    def _on_forget(self) -> None:
        self.forgets = True
        self.folder = None
        self.accept()

    def _warn(self) -> None:
        same = self.folder is not None and is_same_disk(self.folder, self._data_file)
        self.warning.setText("和资料在同一个硬盘上，硬盘坏了会一起没有，最好换 U 盘。" if same else "")
        self.warning.setVisible(same)
