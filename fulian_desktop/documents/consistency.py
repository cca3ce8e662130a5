"""Whether papers say what the record says: figures, dates and names taken from their words and compared.

Papers take their figures from one place, so they can only disagree where somebody wrote a number or a name
into a wording by hand, or where a paper was issued before the record changed. Pasted texts (the work report,
the list of the commended) are nobody's figures; only names are looked at in them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import parse_chinese_number
from fulian_desktop.documents.content import LabelledLine, Together, plain_text, texts_of
from fulian_desktop.documents.paper_kinds import Edition, PaperKind
from fulian_desktop.documents.papers import composing, election_readiness, phrases
from fulian_desktop.rules.verdicts import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fulian_desktop.documents.content import Block, PaperContent
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.votes.records import VoteCount

_COUNTED = r"\s*(\d{1,4}|[零〇一二两三四五六七八九十百千]{1,7}|没有)\s*"
_DAY = r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_HELD_ON = (re.compile(rf"于{_DAY}.{{0,60}}?召开"), re.compile(rf"^（{_DAY}.{{2,80}}通过）$"))
_LABELLED_DAY = re.compile(rf"^(?:时间|日期|会议时间)：{_DAY}")
_HELD_AT = re.compile(r"日(?:（.{3}）)?[\d:：上下午]*在([^，。；]{2,40}?)召开")
_PRESIDING_BODIES = ("主席团", "筹备组")
"""What presides over a congress without being one person."""
_CHAIRED_BY = re.compile(r"由([^，。；由]{2,24}?)(?:同志)?主持")
_ROLL_CALL = {
    "应到": re.compile(rf"应到(?:执委|会|委员)?{_COUNTED}[人名]"),
    "实到": re.compile(rf"实到(?:执委|会|委员)?{_COUNTED}[人名]"),
    "请假": re.compile(rf"请假{_COUNTED}人"),
    "缺席": re.compile(rf"缺席{_COUNTED}人"),
    "法定人数": re.compile(rf"(?:法定人数(?:为|是)?|不少于|至少到){_COUNTED}人"),
    "席位": re.compile(rf"席位(?:共)?{_COUNTED}个"),
    "空缺": re.compile(rf"空缺{_COUNTED}个"),
    "人选人数": re.compile(rf"人选共?{_COUNTED}名"),
    "增补人数": re.compile(rf"(?:下列|(?<!设)委员|增补|增补委员名单（){_COUNTED}名"),
    "通过需要": re.compile(rf"(?:通过|半数)需要?{_COUNTED}[人票]"),
}
_HANDS = {
    "同意": re.compile(rf"(?<!不)同意{_COUNTED}[人票]?"),
    "不同意": re.compile(rf"(?:不同意|反对){_COUNTED}[人票]?"),
    "弃权": re.compile(rf"弃权{_COUNTED}[人票]?"),
}
_OF_PASTED_TEXT = election_readiness.KINDS | {
    PaperKind.WORK_REPORT,
    PaperKind.COMMENDATION,
    PaperKind.ARCHIVE_INDEX,
}
"""Papers whose figures are nobody's; those of elections tell the figures of each round, from its record."""
_OF_BY_ELECTION = frozenset(
    {PaperKind.DECISION, PaperKind.FILING_REPORT, PaperKind.ANNOUNCEMENT, PaperKind.PUBLIC_NOTICE}
)
_WITH_CORRECTIONS = frozenset({PaperKind.MINUTES, PaperKind.VOTE_RECORD})
_IDEOGRAPH = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Disagreement:
    """One sentence of a paper that says something else than the record.

    Args:
        kind: the paper.
        edition: of the paper.
        about: what it is about: 实到, 表决结果, 姓名.
        sentence: as it stands on the paper.
        expected: what the record says.
        is_issued: whether it stands on a paper issued earlier, not on the one made now.
    """

    kind: PaperKind
    edition: Edition
    about: str
    sentence: str
    expected: str
    is_issued: bool = False

    @property
    def key(self) -> str:
        """Return what names this disagreement when it is accepted: 64 hexadecimal digits."""
        parts = (self.kind.value, self.edition.value, self.about, self.sentence, self.expected)
        return hashlib.sha256("\x1f".join((*parts, str(self.is_issued))).encode()).hexdigest()

    @property
    def name(self) -> str:
        """Return the name of the paper, with its edition where there are several."""
        several = len(self.kind.editions) > 1
        return f"{self.kind.title}（{self.edition.phrase}）" if several else self.kind.title


class Record:
    """What the record of one meeting says, ready to be compared with words."""

    def __init__(self, figures: MeetingFigures, known_names: Iterable[str]) -> None:
        """`known_names` are further persons who may be named without being of the meeting."""
        self._figures = figures
        self._known = frozenset(known_names) | frozenset(phrases.names_of(figures.facts))

    def disagreements(
        self, kind: PaperKind, edition: Edition, content: PaperContent
    ) -> Iterator[Disagreement]:
        """Yield what a paper says differently, in the order of its sentences."""
        for sentence in sentences_of(content.blocks):
            found = [*self._of_names(sentence)]
            if kind not in _OF_PASTED_TEXT:
                found += [*self._of_figures(kind, sentence), *self._of_votes(kind, self._of_all(sentence))]
                found += self._of_day_and_chair(sentence)
            for about, expected in dict.fromkeys(found):
                yield Disagreement(kind, edition, about, sentence, expected)

    # ---- figures

    def _of_figures(self, kind: PaperKind, sentence: str) -> Iterator[tuple[str, str]]:
        for about, pattern in _ROLL_CALL.items():
            for found in pattern.finditer(sentence):
                allowed = self._allowed(kind, about)
                if allowed and _value(found[1]) not in allowed:
                    yield about, "或".join(str(one) for one in sorted(allowed))

    def _allowed(self, kind: PaperKind, about: str) -> set[int]:
        """Return the values that are right; empty where the record has none yet."""
        if about == "增补人数":
            return self._allowed_additions(kind)
        figures, facts = self._figures, self._figures.facts
        counts = [count for question in figures.counted for count in question.counts]
        values = {
            "应到": {figures.entitled, *(count.entitled for count in counts)},
            "法定人数": {figures.quorum_need, *(count.quorum_need for count in counts)},
            "通过需要": {count.need for count in counts},
            # Where each is voted on by herself, the script presents them one by one.
            "人选人数": {len(facts.nominees), *(len(one.motion.nominees) for one in figures.by_election)},
            "席位": {facts.seat_count},
            "空缺": {facts.vacant_count},
        }
        if figures.attendance is not None:
            rounds = {one.round.present for each in figures.elections for one in each.rounds}
            present = rounds - {None} | {count.present for count in counts}
            present |= {one.present for one in figures.agreements}
            present |= {one.present for one in figures.roll_calls}
            values["实到"] = {len(figures.attended), *(number for number in present if number is not None)}
            values["请假"] = {len(figures.excused)}
            values["缺席"] = {len(figures.absent)}
        return values.get(about, set())

    def _allowed_additions(self, kind: PaperKind) -> set[int]:
        by_ballot = {len(one.elected) for one in self._figures.elections}
        if by_ballot:
            return by_ballot
        before, after = len(self._figures.facts.nominees), len(self._figures.elected)
        if kind in _OF_BY_ELECTION:
            return {after}
        return {before, after} if self._figures.counted else {before}

    # ---- votes

    def _counts_of(self, kind: PaperKind) -> list[VoteCount]:
        figures = self._figures
        if kind is PaperKind.RESOLUTION:
            questions = tuple(one for one in (figures.work_report,) if one is not None)
        else:
            questions = figures.by_election if kind in _OF_BY_ELECTION else figures.counted
        if kind in _WITH_CORRECTIONS:
            return [count for question in questions for count in question.counts]
        return [question.standing for question in questions if question.standing is not None]

    def _of_all(self, sentence: str) -> str:
        """Return a sentence without the hands told zone by zone, which are parts of the vote."""
        for question in self._figures.questions:
            if question.how_counted:
                sentence = sentence.replace(phrases.how_counted(question), "")
        return sentence

    def _of_votes(self, kind: PaperKind, sentence: str) -> Iterator[tuple[str, str]]:
        counts = self._counts_of(kind)
        if not counts:
            return
        said = {about: found for about, one in _HANDS.items() if (found := one.findall(sentence))}
        # A sentence with several votes is read vote by vote.
        for place in range(max((len(found) for found in said.values()), default=0)):
            hands = {about: _value(found[place]) for about, found in said.items() if place < len(found)}
            if not any(all(_hands(count)[about] == hands[about] for about in hands) for count in counts):
                told = dict.fromkeys(phrases.hands_in_words(count) for count in counts)
                yield "表决票数", "；或".join(told)
        outcomes = {count.outcome for count in counts}
        if "一致通过" in sentence and Outcome.CARRIED_UNANIMOUSLY not in outcomes:
            yield "表决结果", "、".join(sorted(one.phrase for one in outcomes))
        if re.search("未通过|没有通过|未获通过", sentence) and Outcome.NOT_CARRIED not in outcomes:
            yield "表决结果", "、".join(sorted(one.phrase for one in outcomes))

    # ---- day, place, persons

    def _of_day_and_chair(self, sentence: str) -> Iterator[tuple[str, str]]:
        facts = self._figures.facts
        for pattern in (*_HELD_ON, _LABELLED_DAY):
            for found in pattern.finditer(sentence):
                day = f"{found[1]}年{int(found[2])}月{int(found[3])}日"
                if facts.day and day != self._figures.date:
                    yield "会议日期", self._figures.date
        for found in _HELD_AT.finditer(sentence):
            if facts.place and found[1].strip() != facts.place.strip():
                yield "会议地点", facts.place
        for found in _CHAIRED_BY.finditer(sentence):
            who = found[1]
            if who.endswith(_PRESIDING_BODIES):
                continue
            if facts.chair is not None and facts.chair.name not in who and "我" not in who:
                yield "主持人", facts.chair.name

    @cached_property
    def _near_names(self) -> dict[str, list[str]]:
        """The names of the meeting by what is left of them when one character is taken out."""
        near: dict[str, list[str]] = {}
        for name in phrases.names_of(self._figures.facts):
            if len(name) >= _SHORTEST_NAME:
                for place, character in enumerate(name):
                    if character != "·":
                        near.setdefault(_without(name, place), []).append(name)
        return near

    @cached_property
    def _lengths_of_names(self) -> tuple[int, ...]:
        return tuple(sorted({len(rest) for rest in self._near_names}))

    @cached_property
    def _words_of_the_record(self) -> str:
        return "\n".join((*composing.words_of(self._figures), *sorted(self._known)))

    def _of_names(self, sentence: str) -> Iterator[tuple[str, str]]:
        for length in self._lengths_of_names:
            for start in range(len(sentence) - length + 1):
                written = sentence[start : start + length]
                near = self._meant_by(written)
                # A name in full that only stands behind another letter is no mistake.
                if near and not any(name in sentence[start : start + length + 1] for name in near):
                    yield "姓名", "或".join(near)

    def _meant_by(self, written: str) -> list[str]:
        """Return the names one character away from what is written; none when that is right itself."""
        near = [
            name
            for place, character in enumerate(written)
            if _IDEOGRAPH.match(character)
            for name in self._near_names.get(_without(written, place), ())
        ]
        if not near or written in self._known or written in self._words_of_the_record:
            return []
        return list(dict.fromkeys(near))


def sentences_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the sentences of a paper; a labelled line is one, with its label."""
    for block in blocks:
        if isinstance(block, Together):
            yield from sentences_of(block.blocks)
        elif isinstance(block, LabelledLine):
            yield f"{''.join(block.label.split())}：{plain_text(block.text)}"
        else:
            for text in texts_of(block):
                yield from (one.strip() for one in re.split(r"(?<=。)|\n", text) if one.strip())


def _value(text: str) -> int:
    return 0 if text == "没有" else parse_chinese_number(text)


def _hands(count: VoteCount) -> dict[str, int]:
    return {"同意": count.in_favour, "不同意": count.against, "弃权": count.abstaining}


def _without(name: str, place: int) -> str:
    return f"{name[:place]}\0{name[place + 1 :]}"
