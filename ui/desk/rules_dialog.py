"""The rules of a meeting in words, to read from the 为什么 popover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.dialogs import Dialog
from ui.shell.widgets import InsetBox, Role, Tone, WrapLabel, label, primary_button, u

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.rules.rule_pack import RulePack


def read_rules(parent: QWidget, pack: RulePack, entitled: int) -> None:
    """Show the rules with the whole numbers they give here, their source and their clauses."""
    dialog = Dialog(f"《{pack.name}》", parent, width=600)
    lines = pack.in_words(entitled)
    dialog.add_text(lines[0], Tone.TEXT, Role.NAME)
    box = InsetBox(spacing=4)
    room = dialog.inner_width - u(28)
    for line in lines[1:]:
        box.body.addWidget(WrapLabel(line, Role.BODY, Tone.TEXT2, width=room))
    dialog.body.addWidget(box)
    clauses = [text for text in pack.articles.values() if text]
    if clauses:
        dialog.body.addWidget(label("依据", Role.NAME))
        for text in dict.fromkeys(clauses):
            dialog.add_text(text, Tone.TEXT2, Role.SECONDARY)
    dialog.add_text(f"来源：{pack.source}", Tone.TEXT2, Role.SECONDARY)
    dialog.add_right(primary_button("知道了"), accepts=True)
    dialog.ask()
