"""Pictures of the program while no file is open: the first start and the form for a new federation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from fulian_desktop.rules.rule_pack import shipped_packs
from tools.pictures.stage import composed
from ui.home.create_federation import CreateFederationDialog
from ui.home.first_start import FirstStart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from tools.pictures.looks import Look
    from tools.pictures.stage import DialogWatch

TODAY = date(2026, 3, 2)


def take_first_start(look: Look, watch: DialogWatch) -> Iterator[tuple[str, QPixmap]]:
    """Yield the names and pictures of the first start, its form, and the form filled in wrongly."""
    shown = FirstStart()
    shown.resize(look.width, look.height)
    shown.show()
    _settle()
    yield "first-start", composed(shown)
    dialog = CreateFederationDialog(shown, [(pack.name, pack.id) for pack in shipped_packs()], today=TODAY)
    taken: list[QPixmap] = []

    def visit(_dialog: QWidget) -> None:
        for act in (_settle, dialog.accept):
            act()
            _settle()
            taken.append(composed(shown))
        dialog.reject()

    watch.expect(visit)
    dialog.ask()
    yield "dialog-create-federation", taken[0]
    yield "dialog-create-federation-wrong", taken[1]
    _close(shown)


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _close(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()
    _settle()
