"""有效票, 无效票, 空白票 of a count by calling or totals: three fields and one button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fulian_desktop.rules.election_pack import Method
from ui.shell.widgets import NumberField, Role, Tone, horizontal, label, secondary_button, u

if TYPE_CHECKING:
    from fulian_desktop.elections.count_records import CountView
    from ui.elections.counting_panel import CountingPanel

_FIELDS = (("invalid", "无效票"), ("blank", "空白票"))


class FiguresRow(QWidget):
    """The ballots of the count; valid ones are what the invalid ones leave of those returned."""

    def __init__(self, panel: CountingPanel) -> None:
        """Build the fields."""
        super().__init__()
        self._panel = panel
        self._view: CountView | None = None
        self.is_recorded = False
        row = horizontal(self, spacing=8)
        self.fields: dict[str, NumberField] = {}
        for key, word in _FIELDS:
            field = NumberField(0, name=word)
            field.setObjectName(f"figure_{key}")
            field.setFixedSize(u(64), u(40))
            field.number_changed.connect(self._on_changed)
            field.returnPressed.connect(self.save)
            self.fields[key] = field
            row.addWidget(label(word, Role.BODY))
            row.addWidget(field)
        self.valid_label = label("", Role.NAME)
        row.addWidget(self.valid_label)
        self.note = label("", Role.SECONDARY, Tone.TEXT2)
        row.addWidget(self.note)
        row.addStretch(1)
        self.button = secondary_button("登记张数")
        self.button.setObjectName("save_figures")
        self.button.clicked.connect(self.save)
        row.addWidget(self.button)

    def show_view(self, view: CountView) -> None:
        """Show what is recorded; hands have no ballots."""
        fresh = self._view is None or self._view.count.id != view.count.id
        self._view = view
        one = self._panel.elections.rounds.get(view.count.round_id)
        self.setVisible(one.method is Method.SECRET_BALLOT)
        known = self._panel.elections.counting.reader.store.figures(view.count.id)
        if fresh and known is not None:
            self.fields["invalid"].set_value(known.invalid)
            self.fields["blank"].set_value(known.blank)
        self.is_recorded = known is not None
        if known is None:
            self.note.setText("还没有登记")
        else:
            same = (
                known.invalid == self.fields["invalid"].value()
                and known.blank == self.fields["blank"].value()
            )
            self.note.setText("已登记" if same else "改了还没有登记")
        self._on_changed()

    def _on_changed(self) -> None:
        returned = self._view.returned if self._view is not None else None
        invalid = self.fields["invalid"].value()
        if returned is None or invalid is None:
            self.valid_label.setText("")
            return
        self.valid_label.setText(f"有效票 {returned} − {invalid} = {returned - invalid}")

    def save(self) -> None:
        """Record the numbers."""
        view = self._view
        invalid, blank = (self.fields[key].value() or 0 for key, _word in _FIELDS)
        if view is None or view.returned is None:
            return
        figures = partial(
            self._panel.elections.counting.set_figures, view.count.id, view.returned - invalid, invalid, blank
        )
        if self._panel.context.run(figures, "已登记有效票和无效票") is not None:
            self._panel.take_focus()
