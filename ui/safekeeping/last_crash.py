"""What is left of a crash: a report without personal data, shown calmly at the next start."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from ui.shell import prompts
from ui.shell.crash import scrub
from ui.shell.dialogs import Dialog
from ui.shell.icons import Icon
from ui.shell.theme import Role, font, u
from ui.shell.widgets import LampState, Tone, primary_button, secondary_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

REPORT_FILE = "problem-report.txt"
HARD_CRASH_FILE = "crash.txt"
TEXT_FILES = "文字文件 (*.txt)"
_MOST_CHARACTERS = 60_000
_log = logging.getLogger(__name__)


class CrashKeeper:
    """Keeps reports of this run, and tells of those of the run before."""

    def __init__(self, folder: Path, clock: type[datetime] = datetime) -> None:
        """Take up what the last run left behind; this run begins with nothing."""
        self._folder = folder
        self._clock = clock
        self.of_last_time = self._taken()

    def keep(self, report: str) -> None:
        """Add a report (without personal data) to those of this run; a full disk costs only that."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / REPORT_FILE).open("a", encoding="utf-8") as file:
                file.write(f"{self._clock.now():%Y-%m-%d %H:%M:%S}\n{report}\n\n")
        except OSError as error:
            _log.info("crash report not kept: %s", type(error).__name__)

    def tell_of_last_time(self, parent: QWidget | None) -> None:
        """Show that the last run had a fault, when it had; never asks twice about the same."""
        if self.of_last_time:
            LastCrashDialog(parent, self.of_last_time).ask()

    def _taken(self) -> str:
        parts = []
        for name in (REPORT_FILE, HARD_CRASH_FILE):
            path = self._folder / name
            try:
                words = path.read_text(encoding="utf-8", errors="replace").strip()
                path.unlink()
            except OSError:
                continue
            if words:
                parts.append(scrub(words) if name == HARD_CRASH_FILE else words)
        return "\n\n".join(parts)[-_MOST_CHARACTERS:]


class LastCrashDialog(Dialog):
    """上次程序没有正常结束: what is safe, and a report to save for support."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        """Show the report; it is gone when the dialog closes, unless it was saved."""
        super().__init__("上次程序出过差错", parent, lamp=LampState.MISSING)
        self.setObjectName("last_crash")
        self._report = report
        self.add_text("登记过的都在：每一步确认时就已经写进资料文件。打开时检查过，可以接着用。", Tone.TEXT)
        self.add_text("方便的话，把下面的说明存下来，发给技术人员，下一版就能改好。", Tone.TEXT2)
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setFont(font(Role.CAPTION))
        shown.setFixedHeight(u(150))
        shown.setAccessibleName("给技术人员看的说明")
        self.body.addWidget(shown)
        self.add_text("说明里没有姓名、电话和身份证号。", Tone.TEXT3, Role.CAPTION)
        save = self.add_left(secondary_button("存成文件…", Icon.DOWNLOAD))
        save.setObjectName("save_report")
        save.clicked.connect(self._on_save)
        self.add_right(primary_button("知道了"), accepts=True)

    def _on_save(self) -> None:
        proposal = Path.home() / f"妇联会议助手-问题说明-{datetime.now():%Y%m%d}.txt"
        target = prompts.choose_save_file(self, "说明存到哪里", proposal, TEXT_FILES)
        if target is None:
            return
        try:
            target.write_text(self._report, encoding="utf-8")
        except OSError:
            prompts.show_problem(
                self, "说明没有存成", advice=("换一个可以写的文件夹，再存一次。",), safe="资料没有受影响。"
            )
            return
        prompts.inform(self, "说明存好了", f"文件在：{target}")
