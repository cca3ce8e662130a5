"""Dialogs of delegates: nominating one, the check of qualification, replacing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese import pinyin
from fulian_desktop.people.delegate_records import DelegateStep
from fulian_desktop.people.records import DelegateKind
from ui.meetings.person_field import PersonField, PersonOption
from ui.shell.form_dialog import FormDialog
from ui.shell.widgets import CheckBox, ComboBox, Field, LineEdit, Role, Segment, TextEdit, Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.people.delegate_records import DelegateStanding
    from fulian_desktop.people.records import Person


class NomineeDialog(FormDialog):
    """Asks who is nominated, by which group, as what; writes (person id, group, kind, vote)."""

    def __init__(
        self,
        parent: QWidget,
        people: Sequence[Person],
        groups: Sequence[str],
        write: Callable[[tuple[int, str, DelegateKind, bool]], bool],
    ) -> None:
        """`people` are those who are not on the list yet."""
        super().__init__(parent, "提名代表", write, act_word="提名", width=600)
        self._people = {one.id: one for one in people}
        self._options = [PersonOption(one.id, one.name, one.unit_post or one.group_name) for one in people]
        self.person = PersonField(self._find, "姓名、拼音或首字母")
        self.person.setObjectName("delegate_person")
        self.person_field = Field(
            "姓名", self.person, required=True, hint="名册里还没有的人，先在“名册”里新增"
        )
        self.group_box = ComboBox([("没有分组", ""), *((one, one) for one in groups)])
        self.group_box.setObjectName("delegate_group")
        self.kind_box = ComboBox([(kind.phrase, kind) for kind in DelegateKind])
        self.kind_box.setObjectName("delegate_kind")
        self.vote = CheckBox("有表决权和选举权", True)
        self.vote.setObjectName("delegate_vote")
        self.body.addWidget(self.person_field)
        self.add_row(Field("小组", self.group_box), Field("类别", self.kind_box))
        self.body.addWidget(self.vote)
        self.person.person_changed.connect(self._on_person)
        self.kind_box.currentIndexChanged.connect(self._on_kind)
        self.person.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """She must be someone of the roster."""
        self.person.settle()
        name = self.person.text().strip()
        if self.person.person_id() is not None:
            return ()
        sentence = f"名册里没有找到“{name}”，或者她已经在代表名单里。" if name else "姓名没有填。"
        return ((self.person_field, sentence),)

    def result_of_form(self) -> tuple[int, str, DelegateKind, bool]:
        """Return whom, group, kind and vote."""
        person_id, kind = self.person.person_id(), self.kind_box.value()
        assert person_id is not None
        assert isinstance(kind, DelegateKind)
        return person_id, str(self.group_box.value() or ""), kind, self.vote.isChecked()

    def _find(self, words: str) -> Sequence[PersonOption]:
        return [one for one in self._options if not words or pinyin.matches(words, one.name)]

    def _on_person(self) -> None:
        person = self._people.get(self.person.person_id() or 0)
        if person is not None and self.group_box.findData(person.group_name) >= 0:
            self.group_box.set_value(person.group_name)

    def _on_kind(self, *_values: object) -> None:
        self.vote.setChecked(self.kind_box.value() is DelegateKind.FULL)


class CheckDialog(FormDialog):
    """Asks what the check of qualification came to; writes (decision, by whom, reason)."""

    def __init__(
        self,
        parent: QWidget,
        people: Sequence[DelegateStanding],
        by_whom: str,
        write: Callable[[tuple[DelegateStep, str, str]], bool],
    ) -> None:
        """Several delegates are checked with one decision."""
        named = people[0].person.name if len(people) == 1 else f"{len(people)} 名代表"
        super().__init__(parent, f"资格审查：{named}", write, act_word="登记", width=600)
        good, bad = DelegateStep.QUALIFIED, DelegateStep.UNQUALIFIED
        self.verdict = Segment([("合格", good), ("不合格", bad)], good)
        self.verdict.setObjectName("check_verdict")
        self.who_field = Field("由谁审查", LineEdit(by_whom), required=True)
        self.who_field.editor.setObjectName("check_by")
        self.reason_field = Field("理由", TextEdit("", "不合格的必须写，例如 户口已经迁出本村", rows=2))
        self.reason_field.editor.setObjectName("check_reason")
        names = "、".join(one.person.name for one in people[:12]) + ("……" if len(people) > 12 else "")
        self.add_text(names, Tone.TEXT2, Role.SECONDARY)
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.who_field)
        self.body.addWidget(self.reason_field)

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """Who decided is needed; the reason when somebody is not qualified."""
        bad = self.verdict.value() is DelegateStep.UNQUALIFIED
        return (
            (self.who_field, "" if self.who_field.text() else "请写明由谁审查。"),
            (self.reason_field, "请写明理由。" if bad and not self.reason_field.text() else ""),
        )

    def result_of_form(self) -> tuple[DelegateStep, str, str]:
        """Return decision, who, reason."""
        step = self.verdict.value()
        assert isinstance(step, DelegateStep)
        return step, self.who_field.text(), self.reason_field.text()


class ReplaceDialog(FormDialog):
    """Asks who takes a delegate's place, and why; writes (person id or None, reason)."""

    def __init__(
        self,
        parent: QWidget,
        leaving: DelegateStanding,
        people: Sequence[Person],
        write: Callable[[tuple[int | None, str]], bool],
    ) -> None:
        """The place may also stay empty."""
        super().__init__(parent, f"更换代表：{leaving.person.name}", write, act_word="更换", width=600)
        self._options = [PersonOption(one.id, one.name, one.unit_post or one.group_name) for one in people]
        self.person = PersonField(self._find, "姓名、拼音或首字母")
        self.person.setObjectName("replacing_person")
        self.person_field = Field(
            "由谁接替", self.person, hint=f"接替的人也要审查、确认；不填就空出{leaving.group_name}的这个名额"
        )
        self.reason_field = Field(
            "更换的理由", TextEdit("", "例如 外出务工，不能到会", rows=2), required=True
        )
        self.reason_field.editor.setObjectName("replacing_reason")
        self.body.addWidget(self.person_field)
        self.body.addWidget(self.reason_field)
        self.person.setFocus()

    def checks(self) -> tuple[tuple[Field, str], ...]:
        """The reason is needed; a typed name must be someone of the roster."""
        self.person.settle()
        name = self.person.text().strip()
        unknown = bool(name) and self.person.person_id() is None
        return (
            (self.person_field, f"名册里没有找到“{name}”，或者她已经在代表名单里。" if unknown else ""),
            (self.reason_field, "" if self.reason_field.text() else "更换代表要写明理由。"),
        )

    def result_of_form(self) -> tuple[int | None, str]:
        """Return who comes and why."""
        return self.person.person_id(), self.reason_field.text()

    def _find(self, words: str) -> Sequence[PersonOption]:
        return [one for one in self._options if not words or pinyin.matches(words, one.name)]
