"""The data file: where it is, backup, check; and what the program is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from fulian_desktop import __version__
from fulian_desktop.storage.backup import back_up, latest_backup
from fulian_desktop.storage.backup_shelf import backup_folder
from ui.shell import prompts
from ui.shell.jobs import run_job
from ui.shell.widgets import (
    Card,
    FactRow,
    Icon,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from fulian_desktop.storage.findings import Finding
    from ui.shell.jobs import JobControl
    from ui.shell.notifier import PageContext

WORDS_WIDTH = 500
MOST_FINDINGS = 6


class FileCard(Card):
    """资料文件: everything is in one file, saved at once; this card backs it up and checks it."""

    def __init__(self, context: PageContext) -> None:
        """Start empty."""
        super().__init__("资料文件", link="备份与恢复", margins=(17, 14, 17, 16), spacing=10)
        self._context = context
        self.link_clicked.connect(self._on_backups)
        rows = vertical()
        self.name_row, self.folder_row = FactRow("文件", ""), FactRow("位置", "")
        self.backup_row = FactRow("自动备份", "")
        for row in (self.name_row, self.folder_row, self.backup_row):
            rows.addWidget(row)
        self.body.addLayout(rows)
        self.body.addWidget(
            WrapLabel(
                "每一步都立即保存。每天第一次改动和关闭时自动备份，留七天、八周、十二个月。",
                Role.CAPTION,
                Tone.TEXT2,
                width=u(WORDS_WIDTH),
            )
        )
        buttons = horizontal(spacing=10)
        self.backup_button = secondary_button("备份到…", Icon.DOWNLOAD)
        self.check_button = secondary_button("检查资料", Icon.SHIELD)
        self.check_button.setObjectName("check_file")
        self.backup_button.setObjectName("back_up")
        self.leave_button = secondary_button("打开别的资料", Icon.FOLDER)
        self.backup_button.clicked.connect(self._on_back_up)
        self.check_button.clicked.connect(self._on_check)
        self.leave_button.clicked.connect(self._on_leave)
        for button in (self.backup_button, self.check_button, self.leave_button):
            buttons.addWidget(button, 1)
        self.body.addLayout(buttons)

    def show_file(self) -> None:
        """Show where the file and its newest backup are."""
        path = self._context.workspace.database.path
        self.name_row.set_value(path.name)
        self.folder_row.set_value(str(path.parent))
        newest = latest_backup(backup_folder(path), path.stem)
        if newest is None:
            self.backup_row.set_value("还没有")
        else:
            made = datetime.fromtimestamp(newest.stat().st_mtime)
            self.backup_row.set_value(f"{made.month}月{made.day}日 {made:%H:%M}")

    def _on_back_up(self) -> None:
        path = self._context.workspace.database.path
        today = self._context.workspace.journal.now().date()
        target = prompts.choose_save_file(
            self,
            "备份到哪里？可以选 U 盘",
            path.with_name(f"{path.stem}-{today.isoformat()}.fulian"),
        )
        if target is None:
            return

        acts = self._context.workspace.access.file_acts
        if self._context.run(lambda: acts.note_backup(target.name)) is None:
            return

        def work(control: JobControl) -> Path:
            back_up(self._context.workspace.database, target)
            return target

        run_job(self, work, self._on_backed_up, title="正在备份")

    def _on_backed_up(self, target: object) -> None:
        if isinstance(target, Path):
            prompts.inform(self, "备份好了，也检查过了", f"备份在：{target}")

    def _on_check(self) -> None:
        def work(control: JobControl) -> list[Finding]:
            return self._context.workspace.check()

        run_job(self, work, self._on_checked, title="正在检查资料")

    def _on_checked(self, findings: object) -> None:
        if not isinstance(findings, list):
            return
        if not findings:
            prompts.inform(self, "资料文件完整", "页面、操作日志、表决、考勤和任职都核对过，没有发现改动。")
            return
        prompts.show_problem(
            self,
            f"检查发现 {len(findings)} 处不对",
            detail="\n".join(finding.sentence for finding in findings[:MOST_FINDINGS]),
            advice=("先不要继续登记，把这个文件另外备份一份。", "请镇妇联的技术人员看，或改用最近的备份。"),
        )

    def _on_backups(self) -> None:
        self._context.open_page("backups")

    def _on_leave(self) -> None:
        if self._context.program is not None:
            self._context.program.leave_file()


class AboutCard(Card):
    """关于: versions, and what comes with the program."""

    def __init__(self, context: PageContext) -> None:
        """Show the versions."""
        super().__init__("关于", link="使用说明", margins=(17, 14, 17, 16), spacing=8)
        self._context = context
        self.link_clicked.connect(self._on_help)
        rows = vertical()
        rows.addWidget(FactRow("程序", f"妇联会议助手 {__version__}"))
        rows.addWidget(FactRow("资料格式", f"第 {context.workspace.database.schema_version} 版", line=False))
        self.body.addLayout(rows)
        self.body.addWidget(
            WrapLabel(
                "全部资料只存在这台电脑上，不联网。文书用开源字体，许可随程序提供。",
                Role.CAPTION,
                Tone.TEXT2,
                width=u(WORDS_WIDTH),
            )
        )

    def _on_help(self) -> None:
        self._context.open_page("help")
