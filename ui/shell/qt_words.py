"""Chinese for the words of Qt's own dialogs that Qt's translation leaves in English."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

_SIZES = {"%1 bytes": "%1 字节", "%1 byte(s)": "%1 字节"}
_FILES = {
    "Drive": "磁盘",
    "File": "文件",
    "%1 File": "%1 文件",
    "File Folder": "文件夹",
    "Folder": "文件夹",
    "Alias": "替身",
    "Shortcut": "快捷方式",
    "Unknown": "不知道的类型",
}
WORDS: dict[str, dict[str, str]] = {
    "QAbstractFileIconProvider": _FILES,
    "QFileSystemModel": _SIZES | _FILES,
    "QFileDialog": _FILES
    | {
        "&Directory:": "文件夹(&D)：",
        "Directory:": "文件夹：",
        "Folders": "文件夹",
        "&Show hidden files": "显示隐藏文件(&S)",
        "Show &hidden files": "显示隐藏文件(&H)",
    },
    "QPrintDialog": {
        "Options >>": "选项 >>",
        "Options <<": "选项 <<",
        "&Options >>": "选项(&O) >>",
        "&Options <<": "选项(&O) <<",
        "Automatic": "自动",
        "None": "没有",
        "Preferences": "打印机设置",
    },
    "QPrintPropertiesDialog": {"Form": "打印机", "Page": "纸张", "Advanced": "更多"},
    "QPrintSettingsOutput": {
        "Duplex Printing": "两面打印",
        "None": "只印一面",
        "Long side": "沿长边翻",
        "Short side": "沿短边翻",
        "Page Set:": "印哪些页：",
        "All Pages": "全部页",
        "Odd Pages": "单数页",
        "Even Pages": "双数页",
    },
    "QPageSetupWidget": {"Page Setup": "纸张设置", "Paper source": "纸盒", "Custom": "自己定"},
}
"""By the context Qt asks with, then by the English words."""


class QtWords(QTranslator):
    """Knows only these words; everything else is left to Qt's own translation."""

    def isEmpty(self) -> bool:
        """Tell Qt to ask."""
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        """Return the Chinese words, or nothing."""
        return WORDS.get(context, {}).get(source) or None  # type: ignore[return-value]
