"""抢救: reading what can be read of a damaged file into a new one, and saying what was saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fulian_desktop.saved_file import try_file
from fulian_desktop.storage.backup_shelf import kept_backups
from fulian_desktop.storage.salvage import salvage
from fulian_desktop.storage.salvage_filling import fill_from_backup
from fulian_desktop.storage.salvage_report import SavedSubject, saved_by_subject
from fulian_desktop.storage.scratch_folder import scratch_folder
from ui.shell.dialogs import Dialog
from ui.shell.widgets import (
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
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

MOST_SHOWN = 9


@dataclass(frozen=True)
class Salvaged:
    """A finished salvage: the new file, what is in it by subject, what its check found, whether it opens."""

    target: Path
    subjects: tuple[SavedSubject, ...]
    findings: int
    opens: bool
    filled_from: str = ""
    """The backup that federation, term and seats were taken from; empty when they were read."""


def salvage_name(path: Path, now: datetime) -> Path:
    """Return a free name beside the damaged file: 三合村.抢救-2026-03-06-0912.fulian."""
    number = 1
    while True:
        more = f"-{number}" if number > 1 else ""
        target = path.with_name(f"{path.stem}.抢救-{now:%Y-%m-%d-%H%M}{more}.fulian")
        if not target.exists():
            return target
        number += 1


def assess(path: Path, scripts: Path) -> tuple[SavedSubject, ...]:
    """Say what could be saved of a damaged file, by trying it in a scratch folder.

    Raises:
        FileError: not even its head can be read, or the disk is full.
    """
    with scratch_folder("assessing") as scratch:
        return saved_by_subject(salvage(path, Path(scratch) / "saved.fulian", scripts))


def salvage_and_check(
    path: Path, target: Path, scripts: Path, clock: Callable[[], datetime], second: Path | None = None
) -> Salvaged:
    """Save what can be saved into a new file, check it as the program does, and try whether it opens.

    Federation, term and seats come from the newest backup, `second` looked at, too, if they are lost.

    Raises:
        FileError: as `salvage`.
    """
    report = salvage(path, target, scripts)
    filled_from = fill_from_backup(report, kept_backups(path, second), scripts, clock)
    found = try_file(target)
    name = filled_from.name if filled_from is not None else ""
    return Salvaged(target, saved_by_subject(report), len(found or ()), found is not None, name)


class SalvageReport(Dialog):
    """What was saved and what was not, in words of the trade."""

    def __init__(self, parent: QWidget | None, done: Salvaged) -> None:
        """A row for every subject."""
        whole = all(one.whole for one in done.subjects)
        title = "全部读出来了，存成了新文件" if whole else "能读的都读出来了，存成了新文件"
        lamp = LampState.HOLDS if whole else LampState.MISSING
        super().__init__(title, parent, width=640, lamp=lamp)
        self.setObjectName("salvage_report")
        self.add_text(f"新文件：{done.target.name}。坏的文件原样留着，没有动。", Tone.TEXT2)
        box = InsetBox(margins=(16, 8, 16, 8), spacing=0)
        scroll = ScrollColumn(spacing=0)
        for place, one in enumerate(done.subjects):
            if place:
                scroll.add(Line())
            scroll.add(_SubjectRow(one, self.inner_width - u(50)))
        scroll.setFixedHeight(u(41) * min(MOST_SHOWN, len(done.subjects)))
        box.body.addWidget(scroll)
        self.body.addWidget(box)
        self._say_check(done)
        if done.opens:
            self.add_right(secondary_button("先不打开"), accepts=False)
            self.add_right(primary_button("打开新文件"), accepts=True).setObjectName("open_salvaged")
        else:
            self.add_right(primary_button("知道了"), accepts=False)

    def _say_check(self, done: Salvaged) -> None:
        if done.filled_from:
            words = f"妇联名称、届次和席位没有读全，已从备份“{done.filled_from}”里补上。"
            self.add_text(words, Tone.TEXT)
        if not done.opens:
            words = (
                "读出的部分太少，程序打不开新文件，这里也没有能补的备份。\n"
                "1　先关掉这个窗口，点“用选中的备份恢复”，接着用备份。\n"
                "2　备份在 U 盘上的，插上 U 盘，再抢救一次，会自动补上。\n"
                "3　备份以后做的几步，照纸上的记录补录。新文件留着，以后可以再查。"
            )
            self.add_text(words, Tone.RED)
        elif done.findings:
            words = f"检查发现 {done.findings} 处对不上。请和纸上的记录核对最后几次会议。"
            self.add_text(words, Tone.AMBER)
        else:
            self.add_text("检查过了，没有对不上的地方。", Tone.GREEN)


class _SubjectRow(QWidget):
    """Lamp, subject, number saved, how it stands."""

    def __init__(self, one: SavedSubject, width: int) -> None:
        super().__init__()
        self.setFixedHeight(u(40))
        row = horizontal(self, spacing=10)
        row.addWidget(Lamp(LampState.HOLDS if one.whole else LampState.MISSING, 17))
        name = label(one.name, Role.BODY, weight=600)
        name.setFixedWidth(u(140))
        row.addWidget(name)
        saved = label(f"{one.saved} 条", Role.BODY)
        saved.setFixedWidth(u(84))
        row.addWidget(saved)
        tone = Tone.TEXT2 if one.whole else Tone.AMBER
        row.addWidget(WrapLabel(one.sentence, Role.SECONDARY, tone, width=width - u(271)), 1)
