"""The one short style sheet."""

from __future__ import annotations

from ui.shell.theme import Tone, token, u


def style_sheet() -> str:
    """Return the style sheet for the theme in use; heights are never set here, only in code."""
    colours = {tone.value: token(tone) for tone in Tone}
    return _buttons_and_fields(colours) + _surroundings(colours)


def _buttons_and_fields(t: dict[str, str]) -> str:
    return f"""
QPushButton {{ background: {t["surface"]}; color: {t["text"]}; border: 1px solid {t["ctl"]};
  border-radius: {u(6)}px; padding: 0 {u(15)}px; }}
QPushButton:hover {{ background: {t["sunken"]}; border-color: {t["text2"]}; }}
QPushButton:pressed {{ background: {t["nav"]}; }}
QPushButton[kind="primary"] {{ background: {t["accent"]}; color: {t["on_dark"]};
  border-color: {t["accent"]}; }}
QPushButton[kind="primary"]:hover {{ background: {t["accent_hover"]}; border-color: {t["accent_hover"]}; }}
QPushButton[kind="primary"]:pressed {{ background: {t["accent_pressed"]}; }}
QPushButton[kind="danger"] {{ color: {t["red"]}; border: 2px solid {t["red"]}; padding: 0 {u(14)}px; }}
QPushButton:disabled, QPushButton[kind="primary"]:disabled, QPushButton[kind="danger"]:disabled {{
  background: {t["nav"]}; color: {t["off"]}; border: 1px solid {t["line2"]}; }}
QPushButton[kind="link"], QPushButton[kind="why"], QPushButton[kind="plain"],
QPushButton[kind="toast"] {{ background: transparent;
  color: {t["accent"]}; border: none; padding: 0; }}
QPushButton[kind="link"]:hover, QPushButton[kind="why"]:hover {{ color: {t["accent_pressed"]}; }}
QPushButton[kind="plain"] {{ color: {t["text2"]}; }}
QPushButton[kind="toast"] {{ color: {t["toast_act"]}; }}
QPushButton[kind="link"]:disabled, QPushButton[kind="why"]:disabled {{ background: transparent;
  color: {t["off"]}; border: none; }}
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit {{ background: {t["surface"]};
  color: {t["text"]}; placeholder-text-color: {t["text3"]}; border: 1px solid {t["ctl"]};
  border-radius: {u(6)}px; padding: 0 {u(10)}px; selection-background-color: {t["tint_line"]};
  selection-color: {t["text"]}; }}
QPlainTextEdit, QTextEdit {{ padding: {u(6)}px {u(6)}px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {{
  border: 2px solid {t["ink"]}; padding-left: {u(10) - 1}px; padding-right: {u(10) - 1}px; }}
*[wrong="true"] {{ border: 2px solid {t["red"]}; padding-left: {u(10) - 1}px; padding-right: {u(10) - 1}px; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ background: {t["nav"]};
  color: {t["off"]}; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {u(30)}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: none; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
"""


def _surroundings(t: dict[str, str]) -> str:
    return f"""
QPushButton, QAbstractItemView {{ outline: none; }}
QHeaderView {{ background: {t["surface"]}; }}
QHeaderView::section {{ background: {t["surface"]}; color: {t["text2"]}; border: none;
  border-bottom: 1px solid {t["line2"]}; padding: 0 {u(12)}px; }}
QProgressBar {{ background: {t["nav"]}; border: 1px solid {t["line2"]}; border-radius: {u(4)}px; }}
QProgressBar::chunk {{ background: {t["accent"]}; border-radius: {u(3)}px; }}
QScrollBar:vertical {{ background: transparent; width: {u(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {u(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {t["ctl"]}; border-radius: {u(3)}px; margin: {u(3)}px;
  min-height: {u(36)}px; min-width: {u(36)}px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; border: none; width: 0; height: 0; }}
QMenu {{ background: {t["surface"]}; border: 1px solid {t["ctl"]}; padding: {u(4)}px; }}
QMenu::item {{ color: {t["text"]}; padding: {u(9)}px {u(28)}px {u(9)}px {u(14)}px; border-radius: {u(4)}px; }}
QMenu::item:selected {{ background: {t["tint"]}; }}
QMenu::item:disabled {{ color: {t["off"]}; }}
QToolTip {{ background: {t["toast"]}; color: {t["on_dark"]}; border: none; padding: {u(6)}px {u(8)}px; }}
QScrollArea, QScrollArea > QWidget > QWidget[scrolled="true"] {{ background: transparent; border: none; }}
"""
