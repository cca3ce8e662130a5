"""第二处: where copies go besides this PC, how old the newest is, and copying at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.safekeeping.backup_words import second_words, short_folder
from ui.safekeeping.dialogs import SecondPlaceDialog, ask_passphrase
from ui.shell.jobs import run_job
from ui.shell.widgets import (
    Card,
    FactRow,
    Icon,
    Lamp,
    LampState,
    Role,
    Tone,
    WrapLabel,
    horizontal,
    secondary_button,
    u,
    vertical,
)

if TYPE_CHECKING:
    from pathlib import Path

    from ui.safekeeping.backup_keeper import BackupKeeper
    from ui.shell.jobs import JobControl
    from ui.shell.notifier import PageContext

WORDS_WIDTH = 274


class SecondPlaceCard(Card):
    """A stick, another disk or a shared folder."""

    def __init__(self, context: PageContext, keeper: BackupKeeper | None) -> None:
        """Start empty; show_place() fills it."""
        super().__init__("第二处备份", margins=(17, 14, 17, 16), spacing=10)
        self._context = context
        self._keeper = keeper
        says = horizontal(spacing=8)
        self.lamp = Lamp(LampState.NOT_YET, 18)
        self.sentence = WrapLabel("", Role.BODY, Tone.TEXT, width=u(WORDS_WIDTH))
        column = vertical()
        column.addWidget(self.lamp)
        column.addStretch(1)
        says.addLayout(column)
        says.addWidget(self.sentence, 1)
        self.body.addLayout(says)
        self.folder_row = FactRow("文件夹", "")
        self.sealed_row = FactRow("加密", "", line=False)
        rows = vertical()
        rows.addWidget(self.folder_row)
        rows.addWidget(self.sealed_row)
        self.body.addLayout(rows)
        buttons = horizontal(spacing=10)
        self.choose_button = secondary_button("选择第二处…", Icon.FOLDER)
        self.choose_button.setObjectName("choose_second_place")
        self.choose_button.clicked.connect(self._on_choose)
        self.copy_button = secondary_button("现在复制", Icon.COPY)
        self.copy_button.setObjectName("copy_now")
        self.copy_button.clicked.connect(self._on_copy)
        buttons.addWidget(self.choose_button, 1)
        buttons.addWidget(self.copy_button, 1)
        self.body.addLayout(buttons)

    def show_place(self) -> None:
        """Show how the second place stands now."""
        keeper = self._keeper
        rehearses = self._context.workspace.rehearsal is not None
        self.choose_button.setEnabled(keeper is not None and not rehearses)
        self.copy_button.setEnabled(keeper is not None and keeper.chosen_folder is not None and not rehearses)
        if keeper is None:
            self.sentence.setText("这里没有打开正式的资料。")
            return
        place = keeper.second()
        state, words = second_words(place, self._context.workspace.journal.now())
        self.lamp.set_state(state)
        self.sentence.setText(words)
        self.folder_row.set_value(short_folder(place.path) if place.path is not None else "还没有选")
        sealed = "用口令加密" if keeper.seals else "不加密"
        self.sealed_row.set_value(f"{sealed}；{keeper.reminder_days} 天没复制就提醒")

    def _on_choose(self) -> None:
        keeper = self._keeper
        if keeper is None:
            return
        dialog = SecondPlaceDialog(
            self,
            self._context.workspace.database.path,
            keeper.chosen_folder,
            sealed=keeper.seals,
            days=keeper.reminder_days,
        )
        if not dialog.ask():
            return
        sealed, days, folder = dialog.sealed_box.isChecked(), dialog.days, dialog.folder
        if folder is not None and sealed and not keeper.passphrase and not self._ask_new_passphrase(keeper):
            return
        keeper.choose(folder, sealed=sealed and folder is not None, days=days)
        self.show_place()
        if folder is not None:
            self._on_copy()

    def _ask_new_passphrase(self, keeper: BackupKeeper) -> bool:
        keeper.passphrase = ask_passphrase(self, "给第二处的备份定一个口令", is_new=True)
        return bool(keeper.passphrase)

    def _on_copy(self) -> None:
        keeper = self._keeper
        if keeper is None:
            return
        if keeper.seals and not keeper.passphrase and not self._ask_new_passphrase(keeper):
            return

        def work(control: JobControl) -> Path | None:
            return keeper.copy_now()

        run_job(self, work, self._on_copied, title="正在复制到第二处")

    def _on_copied(self, copy: Path | None) -> None:
        if copy is not None and self._keeper is not None:
            self._keeper.note_copied()
            self._context.say(f"已复制到第二处，打开核对过：{copy.name}")
        self.show_place()
