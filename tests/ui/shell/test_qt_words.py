"""Qt's own dialogs speak Chinese, also where Qt's translation has gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QTreeView

from ui.shell.qt_words import WORDS, QtWords

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    words = QtWords(qapp)
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


@pytest.mark.parametrize("context", sorted(WORDS))
def test_the_gaps_of_qt_are_filled(context: str, chinese: None) -> None:
    for english, wanted in WORDS[context].items():
        assert QCoreApplication.translate(context, english) == wanted
        assert any(ord(sign) > 0x2E80 for sign in wanted)


def test_what_qt_knows_itself_is_left_alone(chinese: None) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") != ""
    assert QCoreApplication.translate("QNowhere", "Folder") == "Folder"


def test_a_file_dialog_of_qt_calls_a_folder_by_its_name(tmp_path: Path, qtbot: QtBot, chinese: None) -> None:
    (tmp_path / "会议").mkdir()
    dialog = QFileDialog(None, "存为 PDF", str(tmp_path), "PDF 文件 (*.pdf)")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    tree = dialog.findChild(QTreeView, "treeView")
    assert isinstance(tree, QTreeView)

    def kinds() -> list[str]:
        model, root = tree.model(), tree.rootIndex()
        return [str(model.data(model.index(row, 2, root))) for row in range(model.rowCount(root))]

    qtbot.waitUntil(lambda: kinds() == ["文件夹"], timeout=5000)
