"""What is done with delegates: nominate, check, publish, approve, replace, take off, import."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from fulian_desktop.people.delegate_records import DelegateStep
from ui.elections.delegates_dialogs import CheckDialog, NomineeDialog, ReplaceDialog
from ui.shell import prompts
from ui.shell.widgets import (
    Icon,
    Role,
    Tone,
    horizontal,
    label,
    link_button,
    primary_button,
    secondary_button,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout

    from fulian_desktop.people.delegate_records import DelegateStanding
    from fulian_desktop.people.records import DelegateKind
    from ui.elections.delegates_section import DelegatesSection
    from ui.shell.widgets import Button

CHECKERS, PREPARERS = "代表资格审查小组", "筹备组"


class DelegateActions(QObject):
    """The buttons of the section; those below the list act on the chosen delegates."""

    def __init__(self, section: DelegatesSection) -> None:
        """Build the buttons; the section puts them into its layouts."""
        super().__init__(section)
        self._section = section
        self._context = section.context
        self.import_button = secondary_button("导入名册", Icon.IMPORT)
        self.import_button.setObjectName("import_delegates")
        self.import_button.clicked.connect(self._on_import)
        self.nominate_button = primary_button("提名代表", Icon.PLUS)
        self.nominate_button.setObjectName("nominate_delegate")
        self.nominate_button.clicked.connect(self._on_nominate)
        self.row = horizontal(spacing=10)
        self.hint = label("", Role.SECONDARY, Tone.TEXT2)
        self.row.addWidget(self.hint)
        self.row.addStretch(1)
        self.take_off_link = link_button("移出名单")
        self.take_off_link.setObjectName("take_off_delegate")
        self.take_off_link.clicked.connect(self._on_take_off)
        self.row.addWidget(self.take_off_link)
        self.replace_button = self._button("更换", "replace_delegate", self._on_replace)
        self.check_button = self._button("资格审查", "check_delegates", self._on_check)
        self.publish_button = self._button("登记公示", "publish_delegates", self._on_publish)
        self.approve_button = self._button("确认", "approve_delegates", self._on_approve)

    def add_nominating(self, row: QHBoxLayout) -> None:
        """Put the buttons that add delegates into a row."""
        row.addWidget(self.import_button)
        row.addWidget(self.nominate_button)

    def follow(self) -> None:
        """Offer what the chosen delegates allow; say what to do when nobody is chosen."""
        chosen = self._chosen()
        steps = {one.step for one in chosen}
        checkable = {
            DelegateStep.NOMINATED,
            DelegateStep.UNQUALIFIED,
            DelegateStep.QUALIFIED,
            DelegateStep.PUBLISHED,
        }
        self.check_button.setEnabled(bool(chosen) and steps <= checkable)
        self.publish_button.setEnabled(steps == {DelegateStep.QUALIFIED})
        self.approve_button.setEnabled(
            bool(chosen) and steps <= {DelegateStep.QUALIFIED, DelegateStep.PUBLISHED}
        )
        self.replace_button.setEnabled(len(chosen) == 1 and chosen[0].step.counts)
        self.take_off_link.setEnabled(len(chosen) == 1)
        if not chosen:
            self.hint.setText("先在名单里选代表")
        else:
            named = chosen[0].person.name if len(chosen) == 1 else f"{len(chosen)} 名代表"
            self.hint.setText(f"选中{named}")

    def _button(self, words: str, name: str, slot: object) -> Button:
        made = secondary_button(words)
        made.setObjectName(name)
        made.clicked.connect(slot)
        self.row.addWidget(made)
        return made

    def _chosen(self) -> list[DelegateStanding]:
        return self._section.table.all_chosen()

    def _number(self) -> int:
        assert self._section.congress is not None
        return self._section.congress.number

    def _on_nominate(self) -> None:
        delegates, number = self._context.workspace.delegates, self._number()
        listed = {one.person.id for one in delegates.all(number)}
        people = [one for one in self._context.workspace.people.everyone() if one.id not in listed]

        def write(entry: tuple[int, str, DelegateKind, bool]) -> bool:
            person_id, group, kind, may_vote = entry
            name = self._context.workspace.people.get(person_id).name
            nominate = partial(delegates.nominate, number, person_id, group, kind, may_vote=may_vote)
            back = partial(delegates.take_off, number, person_id, "撤销提名")
            return self._context.run(nominate, f"已提名：{name}", back) is not None

        NomineeDialog(self._section, people, delegates.group_names(number), write).ask()

    def _on_check(self) -> None:
        people = self._chosen()

        def write(entry: tuple[DelegateStep, str, str]) -> bool:
            step, by_whom, reason = entry
            return self._decide(people, step, by_whom, reason)

        CheckDialog(self._section, people, CHECKERS, write).ask()

    def _on_publish(self) -> None:
        self._decide(self._chosen(), DelegateStep.PUBLISHED, PREPARERS, "")

    def _on_approve(self) -> None:
        self._decide(self._chosen(), DelegateStep.APPROVED, PREPARERS, "")

    def _decide(self, people: list[DelegateStanding], step: DelegateStep, by_whom: str, reason: str) -> bool:
        decide = partial(
            self._context.workspace.delegates.decide,
            self._number(),
            [one.person.id for one in people],
            step,
            by_whom=by_whom,
            reason=reason,
        )
        named = people[0].person.name if len(people) == 1 else f"{len(people)} 名代表"
        return self._context.run(decide, f"已登记{step.phrase}：{named}") is not None

    def _on_replace(self) -> None:
        leaving = self._chosen()[0]
        delegates, number = self._context.workspace.delegates, self._number()
        listed = {one.person.id for one in delegates.all(number)}
        people = [one for one in self._context.workspace.people.everyone() if one.id not in listed]

        def write(entry: tuple[int | None, str]) -> bool:
            coming_id, reason = entry
            replace = partial(
                delegates.replace, number, leaving.person.id, coming_id, by_whom=PREPARERS, reason=reason
            )
            return self._context.run(replace, f"已更换代表：{leaving.person.name}") is not None

        ReplaceDialog(self._section, leaving, people, write).ask()

    def _on_take_off(self) -> None:
        one = self._chosen()[0]
        reason = prompts.ask_text(
            self._section,
            f"把{one.person.name}移出代表名单？",
            "原因",
            placeholder="例如 重复录入",
            hint="名册里的资料不变，审查的记录也留着",
            act_word="移出",
            check=lambda text: "" if text.strip() else "请写一句原因。",
        )
        if reason is not None:
            take_off = partial(
                self._context.workspace.delegates.take_off, self._number(), one.person.id, reason
            )
            self._context.run(take_off, f"已移出代表名单：{one.person.name}")

    def _on_import(self) -> None:
        from ui.people.import_flow import start_import

        start_import(self._section, self._context, term_number=self._number())
