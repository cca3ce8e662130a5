"""What is done about a question on the desk: confirm, carry unanimously, correct, vote person by person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.desk.desk_words import hands_in_one_line
from ui.shell import prompts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from fulian_desktop.changes import ChangeSet
    from fulian_desktop.votes.records import Confirmed, HandEntry, Motion, MotionKey, VoteCount
    from ui.desk.session import DeskSession
    from ui.desk.vote_state import VoteState


def subject_of(motion: Motion, title: str) -> str:
    """Return what a question is about in few words: 增补执委 2 名：丁巧云、苏晓棠."""
    if not motion.nominees:
        return title
    names = "、".join(nominee.name for nominee in motion.nominees)
    return f"{title} {len(motion.nominees)} 名：{names}"


class VoteActions:
    """Records what the panel asks for; asks for a reason where one is needed."""

    def __init__(self, parent: QWidget, session: DeskSession) -> None:
        """`parent` is where questions are asked."""
        self._parent = parent
        self._session = session

    def title_of(self, key: MotionKey) -> str:
        """Return the title of the agenda item a question belongs to."""
        item = self._session.items.get(key.item_id)
        return item.title if item is not None else ""

    def confirm(self, state: VoteState) -> str:
        """Record what is typed; return what was done in words, empty when nothing was."""
        if state.corrects is not None:
            return self._correct(state, state.corrects)
        reason = ""
        if state.difference:
            asked = prompts.ask_text(
                self._parent,
                "票数没有合上，写明原因才能登记",
                "原因",
                placeholder="例如：表决时有一人没有举过手",
                hint=state.difference + "差的人数记为未表态。",
                act_word="登记",
                check=_wants_words,
            )
            if asked is None:
                return ""
            reason = asked
        settlement = ""
        if state.disagreement:
            asked = prompts.ask_text(
                self._parent,
                "两遍清点不一样，写明原因才能登记",
                "以现在的数为准，因为",
                placeholder="例如：第一遍漏数后排一人，第二遍由监票人复核",
                hint=state.disagreement + "两遍的数字都会保留；也可以先再数一遍。",
                act_word="登记",
                check=_wants_words,
            )
            if asked is None:
                return ""
            settlement = asked
        return self._record(state, state.entry, reason, settlement)

    def count_on_sheet(self, state: VoteState) -> HandEntry | None:
        """Count on a sheet; return what to fill in, None when the user went back."""
        from ui.desk.vote_sheet import count_on_sheet

        title = self.title_of(state.motion.key)
        return count_on_sheet(self._parent, self._session, state, subject_of(state.motion, title))

    def carry_unanimously(self, state: VoteState) -> str:
        """Record that nobody was against and nobody abstained."""
        return "" if state.unanimous_blocked else self._record(state, state.entry, "", "")

    def split(self, key: MotionKey) -> bool:
        """Put each nominee to the vote by herself after a bundled vote was not carried."""
        session = self._session
        votes = session.workspace.votes

        def operation() -> ChangeSet:
            return votes.vote_person_by_person(session.meeting_id, key.item_id)

        if session.context.run(operation) is None:
            return False
        session.reload()
        session.go_on()
        return True

    def may_split(self, count: VoteCount) -> bool:
        """Return whether person by person is to be offered: a bundled vote that was not carried."""
        motion = self._session.motions.get(count.key)
        if motion is None or count.is_carried or not motion.is_bundled:
            return False
        return not any(
            key.item_id == count.key.item_id and key.nominee_id is not None for key in self._session.motions
        )

    # ---- inside

    def _record(self, state: VoteState, entry: HandEntry, reason: str, settlement: str) -> str:
        session = self._session
        key = state.motion.key
        votes, meeting_id = session.workspace.votes, session.meeting_id
        return self._run(
            lambda: votes.confirm(meeting_id, key, entry, reason=reason, settlement=settlement),
            key,
            "已登记表决",
        )

    def _correct(self, state: VoteState, wrong: VoteCount) -> str:
        now = hands_in_one_line(
            present=state.present,
            voters=state.voters,
            in_favour=state.in_favour,
            against=state.entry.against,
            abstaining=state.entry.abstaining,
            not_voting=state.voters - state.in_favour - state.entry.against - state.entry.abstaining,
        )
        before = hands_in_one_line(
            present=wrong.present,
            voters=wrong.voters,
            in_favour=wrong.in_favour,
            against=wrong.against,
            abstaining=wrong.abstaining,
            not_voting=wrong.not_voting,
        )
        reason = prompts.ask_text(
            self._parent,
            "更正表决结果",
            "为什么更正",
            placeholder="例如：漏数后排一人",
            hint=f"原来：{before}。现在：{now}。原来的记录会保留。",
            act_word="更正",
            check=_wants_words,
        )
        if reason is None:
            return ""
        votes, entry = self._session.workspace.votes, state.entry
        return self._run(lambda: votes.correct(wrong.id, entry, reason), wrong.key, "已更正表决")

    def _run(self, record: Callable[[], Confirmed], key: MotionKey, word: str) -> str:
        done: list[Confirmed] = []

        def operation() -> ChangeSet:
            done.append(record())
            return done[-1].changes

        self._session.recording = True
        try:
            recorded = self._session.context.run(operation)
        finally:
            self._session.recording = False
        if recorded is None:
            return ""
        self._session.counted(key)
        return f"{word}：{self.title_of(key)}，{done[-1].count.outcome.phrase}"


def _wants_words(text: str) -> str:
    return "" if text.strip() else "请写一句原因。"
