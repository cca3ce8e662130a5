"""One ballot per entry: the code, the ballot as it will count, the verdict; the number pad is enough."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.ballot_codes import CodeStyle, parse_ballot, shortest_code
from fulian_desktop.rules.ballots import Mark, WriteIn, judge
from fulian_desktop.seats.records import Post
from ui.elections.counting_code import CodeEdit, NameStrip, ReasonStrip, key_legend
from ui.elections.counting_grid import BallotGrid
from ui.elections.counting_side import entry_rows, say
from ui.shell.widgets import (
    AMBER,
    CARD,
    GREEN,
    RED,
    Box,
    ElidedLabel,
    KeyCap,
    Lamp,
    LampState,
    NumberField,
    Role,
    Segment,
    Tone,
    horizontal,
    label,
    primary_button,
    set_tone,
    u,
    vertical,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.elections.count_records import CountView, Entry
    from fulian_desktop.rules.ballots import Ballot, Contest, Judged, Ruling
    from ui.elections.counting_panel import CountingPanel
    from ui.elections.counting_side import Row

_LEGENDS = {
    CodeStyle.EXCEPTIONS: (
        ("号 /", "不赞成"),
        ("号 -", "弃权"),
        ("号 *", "看不清"),
        ("+", "另选他人"),
        ("0", "整张无效"),
    ),
    CodeStyle.MARKS: (
        ("号 +", "赞成"),
        ("2..9", "连号"),
        ("号 /", "不赞成"),
        ("号 *", "看不清"),
        ("+ +", "另选他人"),
        ("0", "整张无效"),
    ),
}


class BallotEntry(Box):
    """The card a ballot is entered in."""

    def __init__(self, panel: CountingPanel) -> None:
        """Build head, code, grid and verdict."""
        super().__init__(CARD)
        self._panel = panel
        self.view: CountView | None = None
        self._rulings: Mapping[str, Ruling] = {}
        self._write_ins: tuple[WriteIn, ...] = ()
        self._told: tuple[LampState, str, str] | None = None
        self._keys_of_count = 0
        self._ballots_typed = 0
        column = vertical(self, margins=(18, 12, 18, 14), spacing=8)
        column.addLayout(self._head())
        column.addLayout(self._line())
        self._strips = QStackedWidget()
        self._strips.setFixedHeight(u(40))
        self._legends = {style: key_legend(_LEGENDS[style]) for style in CodeStyle}
        self.names = NameStrip()
        self.names.taken.connect(self._on_name)
        self.names.given_up.connect(self.back_to_code)
        self.reasons = ReasonStrip()
        self.reasons.setObjectName("invalid_reasons")
        self.reasons.taken.connect(self._on_reason)
        self.reasons.given_up.connect(self.back_to_code)
        for strip in (*self._legends.values(), self.names, self.reasons):
            self._strips.addWidget(strip)
        column.addWidget(self._strips)
        self.grid = BallotGrid()
        column.addWidget(self.grid, 1)
        column.addWidget(self._verdict())
        self.code.textChanged.connect(self._on_typed)
        self.code.entered.connect(self.save)
        self.code.write_in_wanted.connect(self._open_names)
        self.code.undo_wanted.connect(self.undo)
        self.code.acted.connect(self._on_key)

    def _head(self) -> QHBoxLayout:
        row = horizontal(spacing=10)
        self.number_label = label("第 1 张", Role.DIALOG_TITLE)
        self.hint_label = ElidedLabel("", Role.SECONDARY, Tone.TEXT2)
        self.style_segment = Segment(
            [("只录例外", CodeStyle.EXCEPTIONS), ("只录划了的", CodeStyle.MARKS)], CodeStyle.EXCEPTIONS
        )
        self.style_segment.setObjectName("code_style")
        self.style_segment.chosen.connect(self._on_style)
        row.addWidget(self.number_label)
        row.addWidget(self.hint_label, 1)
        row.addWidget(self.style_segment)
        return row

    def _line(self) -> QHBoxLayout:
        row = horizontal(spacing=10)
        self.code = CodeEdit()
        self.code.setObjectName("ballot_code")
        self.code.setAccessibleName("这一张的代码")
        self.copies = NumberField(1, maximum=1000, name="相同的张数")
        self.copies.setObjectName("copies")
        self.copies.setFixedSize(u(72), u(56))
        self.copies.returnPressed.connect(self.save)
        self.save_button = primary_button("存这一张")
        self.save_button.setObjectName("save_ballot")
        self.save_button.setFixedSize(u(124), u(56))
        self.save_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self.code, 1)
        row.addWidget(KeyCap("F6"))
        row.addWidget(label("同样", Role.SECONDARY, Tone.TEXT2))
        row.addWidget(self.copies)
        row.addWidget(label("张", Role.SECONDARY, Tone.TEXT2))
        row.addWidget(self.save_button)
        return row

    def _verdict(self) -> Box:
        self.verdict_box = Box(GREEN)
        self.verdict_box.setFixedHeight(u(44))
        row = horizontal(self.verdict_box, margins=(12, 0, 12, 0), spacing=10)
        self._lamp = Lamp(LampState.HOLDS, 19)
        self.verdict_label = label("有效票", Role.NAME, Tone.GREEN)
        self.verdict_label.setObjectName("verdict")
        self.reason_label = ElidedLabel("", Role.SECONDARY, Tone.TEXT2)
        row.addWidget(self._lamp)
        row.addWidget(self.verdict_label)
        row.addWidget(self.reason_label, 1)
        return self.verdict_box

    # ---- showing

    @property
    def style_of_code(self) -> CodeStyle:
        """Return what an untyped number means now."""
        chosen = self.style_segment.value()
        return chosen if isinstance(chosen, CodeStyle) else CodeStyle.EXCEPTIONS

    def show_view(self, view: CountView, rulings: Mapping[str, Ruling]) -> None:
        """Show a count as it stands; what is typed stays."""
        fresh = self.view is None or self.view.count.id != view.count.id
        self.view, self._rulings = view, rulings
        if fresh:
            contest = view.contest
            many = contest.seats * 2 >= len(contest.entrants) or not contest.limited
            self.style_segment.set_value(CodeStyle.EXCEPTIONS if many else CodeStyle.MARKS)
            self._keys_of_count = self._ballots_typed = 0
            self._write_ins = ()
            self.code.clear()
            self._on_style()
        left = (view.returned or 0) - view.entered
        say(self.number_label, f"第 {view.entered + 1} 张" if left > 0 else "都录入了")
        self._show_hint()
        self._on_typed()

    def rows(self) -> list[Row]:
        """Return the lines of the last ballots."""
        return [] if self.view is None else entry_rows(self.view, self.view.entered)

    def take_focus(self) -> None:
        """Type the next ballot."""
        self.back_to_code()

    @property
    def has_unsaved(self) -> bool:
        """Tell whether a ballot is half typed."""
        return bool(self.code.text() or self._write_ins)

    def _show_hint(self) -> None:
        usual = "赞成" if self.style_of_code is CodeStyle.EXCEPTIONS else "弃权"
        words = f"没有写到的号码都算{usual}"
        if self._ballots_typed:
            tenths = 10 * self._keys_of_count // self._ballots_typed
            words += f"　已录 {self._ballots_typed} 张，平均每张 {tenths // 10}.{tenths % 10} 键"
        say(self.hint_label, words)

    def _parsed(self) -> Ballot:
        assert self.view is not None
        names = [one.name for one in self.view.contest.entrants]
        return parse_ballot(self.code.text(), names, self.style_of_code, write_ins=self._write_ins)

    def _on_typed(self, *_values: object) -> None:
        if self.view is None:
            return
        usual = Mark.IN_FAVOUR if self.style_of_code is CodeStyle.EXCEPTIONS else Mark.ABSTAINING
        try:
            ballot = self._parsed()
            judged = judge(self.view.contest, ballot, self._rulings)
        except UserFacingError as error:
            if self._is_beginning():
                self._show_verdict(LampState.NOT_YET, "继续输入", f"{self.code.text()} 后面还要一个符号")
            else:
                self._show_verdict(LampState.WRONG, "看不懂", self._told_of(error))
            return
        # Nothing typed yet: the cells stand plain, and the sentence says what Enter alone would save.
        waiting = not self.has_unsaved and not judged.valid
        self.grid.show_ballot(self.view.contest, ballot, usual, invalid=not judged.valid and not waiting)
        if waiting:
            self._show_verdict(
                LampState.NOT_YET, "等着录入", f"什么都不写就回车，存为无效票：{judged.reason}"
            )
            return
        self._show_judged(self.view.contest, judged)

    def _is_beginning(self) -> bool:
        """Tell whether the last number typed only lacks its sign, or a range its end."""
        text = self.code.text()
        if not text or not (text[-1].isdigit() or text[-1] == "."):
            return False
        assert self.view is not None
        size = len(self.view.contest.entrants)
        try:
            whole = parse_ballot(text.rstrip(".") + "/", ["?"] * size, self.style_of_code)
        except UserFacingError:
            return False
        return bool(whole.marks)

    def _show_judged(self, contest: Contest, judged: Judged) -> None:
        if self.code.text().strip() == "0":
            self._show_verdict(LampState.WRONG, "整张无效", "按回车，再选无效的原因")
            return
        if not judged.valid:
            self._show_verdict(LampState.WRONG, "无效票", judged.reason)
            return
        told = []
        for part in contest.parts:
            favour = sum(
                1
                for one in contest.entrants
                if one.post == part.post and judged.marks[one.number - 1] is Mark.IN_FAVOUR
            )
            written = sum(1 for post, _name in judged.chosen if post == part.post)
            head = f"{Post(part.post).phrase} " if len(contest.parts) > 1 else ""
            sum_words = (
                f"赞成 {favour} + 另选 {written} = {favour + written}" if written else f"赞成 {favour}"
            )
            limit = f"，不超过应选 {part.seats}" if contest.limited else ""
            told.append(f"{head}{sum_words}{limit}")
        words = "　".join([*told, *judged.remarks])
        if judged.remarks or Mark.UNREADABLE in judged.marks:
            self._show_verdict(LampState.MISSING, "部分无效", words)
        else:
            self._show_verdict(LampState.HOLDS, "空白票，算有效" if judged.blank else "有效票", words)

    def _told_of(self, error: UserFacingError) -> str:
        # The advice where it fits: the signs stand above the ballot anyway.
        whole = "".join((error.what, *error.advice))
        fits = self.reason_label.fontMetrics().horizontalAdvance(whole) <= self.reason_label.width()
        return whole if fits else f"{error.what.rstrip('。')}。"

    def _show_verdict(self, state: LampState, word: str, reason: str) -> None:
        if (state, word, reason) == self._told:
            return
        self._told = (state, word, reason)
        look, tone = {
            LampState.HOLDS: (GREEN, Tone.GREEN),
            LampState.MISSING: (AMBER, Tone.AMBER),
            LampState.WRONG: (RED, Tone.RED),
            LampState.NOT_YET: (AMBER, Tone.TEXT2),
        }[state]
        self.verdict_box.set_look(look)
        self._lamp.set_state(state)
        say(self.verdict_label, word)
        set_tone(self.verdict_label, tone)
        self.reason_label.setText(reason)

    # ---- acting

    def save(self) -> None:
        """Enter the ballot that is typed; what cannot be read stays, with the sentence."""
        if self.view is None:
            return
        if self.code.text().strip() == "0":
            self._strips.setCurrentWidget(self.reasons)
            self.reasons.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            self._parsed()
        except UserFacingError as error:
            self._show_verdict(LampState.WRONG, "没有存", self._told_of(error))
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._enter("")

    def undo(self, entry_id: int | None = None) -> None:
        """Undo a ballot, the last one unless another is named; its code comes back to be mended."""
        if self.view is None:
            return
        standing = [
            one for one in self.view.last_entries if one.withdraws_id is None and not one.is_withdrawn
        ]
        wrong = next((one for one in standing if entry_id in (None, one.id)), None)
        counting = self._panel.elections.counting
        words = "已撤销，可以重录" if wrong is None else f"已撤销：{wrong.code or '全部赞成'}，可以重录"
        undo = partial(counting.undo_entry, self.view.count.id, entry_id)
        if self._panel.context.run(undo, words) is not None and wrong is not None:
            self._load(wrong)
        else:
            self.back_to_code()

    def _load(self, wrong: Entry) -> None:
        self._write_ins = wrong.ballot.write_ins
        self.copies.set_value(wrong.copies)
        spoiled = bool(wrong.ballot.invalid_reason)
        code = "0" if spoiled else shortest_code(wrong.ballot.marks, self.style_of_code)
        self.code.setText(code)
        self.back_to_code()

    def _enter(self, reason: str) -> None:
        assert self.view is not None
        copies = self.copies.value() or 1
        enter = partial(
            self._panel.elections.counting.enter_code,
            self.view.count.id,
            self.code.text(),
            self.style_of_code,
            write_ins=self._write_ins,
            copies=copies,
            **({"invalid_reason": reason} if reason else {}),
        )
        code, keys = self.code.text(), self.code.keys
        write_ins, self._write_ins = self._write_ins, ()
        self.code.blockSignals(True)
        self.code.clear()
        self.code.blockSignals(False)
        self._keys_of_count += keys
        self._ballots_typed += copies
        if refused := self._panel.context.run(enter) is None:
            self._keys_of_count -= keys
            self._ballots_typed -= copies
            self._write_ins = write_ins
            self.code.setText(code)
        else:
            self.copies.set_value(1)
            self.code.keys = 0
        self.back_to_code()
        if refused and copies > max(1, (self.view.returned or 0) - self.view.entered):
            self._on_key("F6")

    def back_to_code(self) -> None:
        """Type on at the code."""
        self._strips.setCurrentWidget(self._legends[self.style_of_code])
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_names(self) -> None:
        if self.view is None or not self.view.contest.write_ins:
            self._show_verdict(
                LampState.WRONG, "不能另选", "本轮选举不能另选他人；票上写了别人的，按疑难票（F7）处理"
            )
            return
        self.names.open_for(self.view.contest, self.view.write_in_names)
        self._strips.setCurrentWidget(self.names)

    def _on_name(self, write_in: object) -> None:
        if isinstance(write_in, WriteIn):
            self._write_ins = (*self._write_ins, write_in)
        self._on_typed()
        self.back_to_code()

    def _on_reason(self, reason: str) -> None:
        self._enter(reason)

    def _on_style(self, *_values: object) -> None:
        self.code.plus_is_name = self.style_of_code is CodeStyle.EXCEPTIONS
        self._strips.setCurrentWidget(self._legends[self.style_of_code])
        self._show_hint()
        self._on_typed()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_key(self, key: str) -> None:
        if key == "F6":
            self.copies.setFocus(Qt.FocusReason.OtherFocusReason)
            self.copies.selectAll()
        elif key == "F7":
            self._panel.set_aside()
        elif key == "F8":
            self._panel.toggle_pause()
