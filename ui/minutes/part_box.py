"""One part of the minutes: what the record says, own words, what disagrees, and the editor in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from fulian_desktop.documents.minutes_numbers import numbers_not_in_record
from fulian_desktop.meetings.minutes_records import WordsMode
from ui.shell.widgets import (
    AMBER,
    Box,
    BoxLook,
    InsetBox,
    Lamp,
    LampState,
    Role,
    Segment,
    TextEdit,
    Tone,
    WrapLabel,
    clear_layout,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
    vertical,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from fulian_desktop.documents.minutes_numbers import RecordedNumbers
    from fulian_desktop.documents.papers.minutes_parts import MinutesText

MODES = (("接在后面", WordsMode.ADDED), ("代替记录的话", WordsMode.INSTEAD))


class PartBox(Box):
    """Shows one part; `saved` has the part, the words and how they stand to the record."""

    edit_wanted = Signal(str)
    saved = Signal(str, str, object)
    versions_wanted = Signal(str)
    correction_wanted = Signal(str)

    def __init__(self, text: MinutesText, known: RecordedNumbers, *, versions: int, closed: bool) -> None:
        """`versions` is how often own words were written; `closed` lets the record be corrected."""
        super().__init__(BoxLook(radius=0, sides="b"))
        self.text, self._known = text, known
        self.setObjectName(f"part_{text.part.replace(':', '_')}")
        self.editor: TextEdit | None = None
        self._column = vertical(self, margins=(4, 10, 8, 10), spacing=6)
        self._column.addLayout(self._head(versions, closed=closed))
        self._below = vertical(spacing=6)
        self._column.addLayout(self._below)
        self._warning = _Warning()
        self._column.addWidget(self._warning)
        self._foot = vertical()
        self._column.addLayout(self._foot)
        self._show_words()

    def _head(self, versions: int, *, closed: bool) -> QHBoxLayout:
        row = horizontal(spacing=12)
        row.addWidget(WrapLabel(self.text.title, Role.NAME, Tone.TEXT), 1)
        if versions:
            earlier = link_button(f"写过 {versions} 次")
            earlier.setObjectName("versions")
            earlier.clicked.connect(self._on_versions)
            row.addWidget(earlier)
        if closed:
            correct = link_button("更正")
            correct.setObjectName("correct")
            correct.clicked.connect(self.correct)
            row.addWidget(correct)
        self.edit_button = link_button("改自己写的" if self.text.words is not None else "补充")
        self.edit_button.setObjectName("edit")
        self.edit_button.clicked.connect(self._on_edit)
        row.addWidget(self.edit_button)
        return row

    # ---- reading

    def _show_words(self) -> None:
        clear_layout(self._below)
        clear_layout(self._foot)
        own = self.text.words
        instead = own is not None and own.mode is WordsMode.INSTEAD
        for words in () if instead else self._facts():
            self._below.addWidget(WrapLabel(words, Role.BODY, Tone.TEXT))
        if own is not None:
            box = Box(BoxLook(Tone.SUNKEN, radius=4, bar=Tone.ACCENT))
            inside = vertical(box, margins=(14, 6, 10, 6), spacing=2)
            note = "自己写的，代替了记录的话" if instead else "自己写的"
            inside.addWidget(label(note, Role.CAPTION, Tone.TEXT2))
            inside.addWidget(WrapLabel(own.text, Role.BODY, Tone.TEXT))
            self._below.addWidget(box)
        for sentence in self.text.corrections:
            self._below.addWidget(WrapLabel(sentence, Role.SECONDARY, Tone.AMBER))
        self._warn("" if own is None else own.text)

    def _facts(self) -> list[str]:
        """Return what the record says line by line; a single line does not repeat the heading."""
        if len(self.text.facts) == 1:
            return [self.text.facts[0][1]]
        return [f"{name.replace('　', '')}：{words}" if name else words for name, words in self.text.facts]

    # ---- writing

    def begin(self) -> None:
        """Put the editor in the place of the words."""
        own = self.text.words
        clear_layout(self._below)
        for words in self._facts():
            self._below.addWidget(WrapLabel(words, Role.SECONDARY, Tone.TEXT2))
        self.mode = Segment(MODES, own.mode if own is not None else WordsMode.ADDED)
        self.mode.setObjectName("words_mode")
        self._below.addWidget(self.mode)
        self.editor = TextEdit("" if own is None else own.text, "在这里写。记录里已经有的不用再写。", rows=4)
        self.editor.setObjectName("words_editor")
        self.editor.setAccessibleName(f"{self.text.title}：自己写的话")
        self.editor.textChanged.connect(self._on_typed)
        self._below.addWidget(self.editor)
        row = horizontal(spacing=12)
        row.addStretch(1)
        back = secondary_button("不改")
        back.clicked.connect(self._on_back)
        save = primary_button("存好")
        save.setObjectName("save_words")
        save.setToolTip("Ctrl+S")
        save.clicked.connect(self.commit)
        row.addWidget(back)
        row.addWidget(save)
        clear_layout(self._foot)
        self._foot.addLayout(row)
        self.edit_button.setVisible(False)
        self.editor.setFocus()

    def put(self, words: str) -> None:
        """Add words at the place of the cursor."""
        if self.editor is not None:
            self.editor.insertPlainText(words)
            self.editor.setFocus()

    @property
    def is_changed(self) -> bool:
        """Return whether something is typed that is not kept yet."""
        if self.editor is None:
            return False
        own = self.text.words
        before = ("", WordsMode.ADDED) if own is None else (own.text, own.mode)
        typed = self.editor.toPlainText().strip()
        return (typed, self.mode.value()) != before and bool(typed or own)

    def commit(self) -> None:
        """Keep what is typed as a new version; without a change only close the editor."""
        if self.editor is None:
            return
        if self.is_changed:
            self.saved.emit(self.text.part, self.editor.toPlainText().strip(), self.mode.value())
        else:
            self._on_back()

    def _on_typed(self) -> None:
        if self.editor is not None:
            self._warn(self.editor.toPlainText())

    def _warn(self, words: str) -> None:
        said = [one.sentence for one in numbers_not_in_record(self.text.part, words, self._known)]
        if self.editor is None and self.text.is_overtaken:
            said.append("这段话写好以后，记录变过，请核对。")
        self._warning.say(said)

    def _on_back(self) -> None:
        self.editor = None
        self.edit_button.setVisible(True)
        self._show_words()

    def _on_edit(self) -> None:
        self.edit_wanted.emit(self.text.part)

    def _on_versions(self) -> None:
        self.versions_wanted.emit(self.text.part)

    def correct(self) -> None:
        """Ask for a correction of this part."""
        self.correction_wanted.emit(self.text.part)


class _Warning(InsetBox):
    """What own words say against the record."""

    def __init__(self) -> None:
        super().__init__(AMBER, margins=(12, 8, 12, 8))
        self.setObjectName("part_warning")
        row = horizontal(spacing=8)
        row.addWidget(Lamp(LampState.MISSING, 18))
        self.words = WrapLabel("", Role.SECONDARY, Tone.AMBER)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self.setVisible(False)

    def say(self, sentences: list[str]) -> None:
        """Show the sentences, or nothing."""
        self.words.setText("\n".join(sentences))
        self.setVisible(bool(sentences))
