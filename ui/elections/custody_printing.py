"""打印选票: how many sheets are wanted, the way to the paper, the sheets printed in the custody record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QIntValidator

from fulian_desktop.documents.ballot_printing import record_printed, sheets_of
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.elections.count_records import CustodyKind
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.election_pack import Method
from ui.elections.custody_dialog import NamesRow
from ui.shell import prompts
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import Field, LineEdit, Role, Tone, label, secondary_button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from fulian_desktop.documents.ballot_printing import BallotSheets
    from ui.elections.ballot_state import RoomState
    from ui.shell.notifier import PageContext

PrintedEntry = tuple[int, tuple[str, ...]]


class PrintBallotsDialog(FormDialog):
    """Leads to the paper, and asks how many sheets were printed and by whom; writes a PrintedEntry."""

    def __init__(self, parent: QWidget, state: RoomState, ballots: BallotSheets, write: object) -> None:
        """Propose the sheets that give everybody entitled a ballot."""
        super().__init__(parent, "打印选票", write, act_word="已经印好，登记", width=620)  # type: ignore[arg-type]
        self.goes_to_paper = False
        self._per_sheet = ballots.per_sheet
        self.add_text("先按“去打印”，印好、点清以后回到这里登记，张数写进选票保管记录。")
        self.go_button = self.add_left(secondary_button("去打印"))
        self.go_button.setObjectName("go_print")
        self.go_button.clicked.connect(self._on_go)
        editor = LineEdit(str(ballots.sheets_wanted))
        editor.setObjectName("printed_sheets")
        editor.setValidator(QIntValidator(1, 100_000, self))
        editor.selectAll()
        editor.textChanged.connect(self._show_total)
        need = f"每张纸印 {ballots.per_sheet} 票，应到 {ballots.wanted} 人要 {ballots.sheets_wanted} 张纸"
        self.sheets_field = Field("印了几张纸", editor, required=True, hint=need)
        self.body.addWidget(self.sheets_field)
        self.total_label = label("", Role.NAME)
        self.total_label.setObjectName("printed_total")
        self.body.addWidget(self.total_label)
        known = _recorded(state)
        if known:
            words = f"已经登记印制 {known} 张，这次登记的加在上面。"
            self.body.addWidget(label(words, Role.SECONDARY, Tone.AMBER))
        names = tuple(dict.fromkeys((*state.scrutineers(), *state.tellers())))
        self.names = NamesRow(names, state.scrutineers())
        self.names.add_to(self, "经手的人")
        self._show_total()
        editor.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """At least one sheet."""
        return ((self.sheets_field, "" if self._sheets() else "请填印了几张纸，至少 1 张。"),)

    def result_of_form(self) -> PrintedEntry:
        """Return sheets and names."""
        return self._sheets(), self.names.names()

    def _sheets(self) -> int:
        text = self.sheets_field.text()
        return int(text) if text.isdecimal() else 0

    def _show_total(self, *_values: object) -> None:
        self.total_label.setText(f"登记为印制选票 {self._sheets() * self._per_sheet} 张")

    def _on_go(self) -> None:
        self.goes_to_paper = True
        self.reject()


def can_print(state: RoomState) -> bool:
    """Tell whether the round looked at has ballots of its own on a paper of a meeting."""
    one = state.round
    return (
        one is not None
        and one.method is Method.SECRET_BALLOT
        and state.election.meeting_id is not None
        and state.result is None
        and (one.number == 1 or state.is_last_round)
    )


def ask_printing(over: QWidget, context: PageContext, state: RoomState) -> None:
    """Go to the ballot's paper, or record what was printed, as the user says."""
    one, meeting_id = state.round, state.election.meeting_id
    assert one is not None
    assert meeting_id is not None
    kind = PaperKind.BALLOT if one.number == 1 else PaperKind.BALLOT_AGAIN
    try:
        found = sheets_of(context.workspace.papers, meeting_id, kind)
    except UserFacingError as error:
        prompts.show_error(over, error)
        return
    ballots = next((each for each in found if each.round_id == one.id), None)
    if ballots is None:
        context.open_page("papers", meeting_id=meeting_id, paper=kind.value)
        return

    def write(entry: PrintedEntry) -> bool:
        sheets, names = entry
        record = partial(record_printed, context.workspace.elections, ballots, sheets, names=names)
        return context.run(record, f"已登记：印制选票 {sheets * ballots.per_sheet} 张") is not None

    dialog = PrintBallotsDialog(over, state, ballots, write)
    dialog.ask()
    if dialog.goes_to_paper:
        context.open_page("papers", meeting_id=meeting_id, paper=kind.value)


def _recorded(state: RoomState) -> int:
    events = state.custody.events if state.custody is not None else ()
    return sum(
        each.number or 0
        for each in events
        if each.kind is CustodyKind.PRINTED and not each.is_withdrawn and each.withdraws_id is None
    )
