"""Wordings: the plain text a clerk may edit, read and checked as a whole before it is saved."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES
from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts import grammar
from fulian_desktop.scripts.grammar import Section, WordingError, WordingProblem
from fulian_desktop.scripts.placeholders import Place, faults, names_in, placeholders, source_of, substitute
from fulian_desktop.scripts.records import CLOSING, OPENING
from fulian_desktop.scripts.session_wordings import PARTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from fulian_desktop.scripts.grammar import Block, Step, TextLine

__all__ = [
    "MissingValues",
    "WordingError",
    "WordingProblem",
    "check",
    "fill",
    "has_outcomes",
    "markers",
    "placeholders",
    "read",
]

LONGEST_WORDING = 100_000
"""Characters; the longest shipped wording has a tenth of it."""
SHOW_OF_HANDS = "举手表决"
KIND_SECTIONS: Mapping[AgendaKind, str] = {
    AgendaKind.BY_ELECTION: "增补执委",
    AgendaKind.ELECTION: "投票选举",
    AgendaKind.WORK_REPORT: "工作报告",
    AgendaKind.RESOLUTION_READING: "宣读决议",
    AgendaKind.LIST_APPROVAL: "通过名单",
    AgendaKind.READING: "宣读文书",
    AgendaKind.SPEECH: "领导讲话",
    AgendaKind.COMMENDATION: "表彰先进",
    AgendaKind.CEREMONY: "仪式",
    AgendaKind.DISCUSSION: "座谈",
    AgendaKind.BREAK: "休息",
    AgendaKind.OTHER: "其他事项",
}
ACCLAMATION, ORAL, SKIPPED = "鼓掌通过", "口头表决", "跳过议项"
SECTIONS = (OPENING, *KIND_SECTIONS.values(), SHOW_OF_HANDS, ACCLAMATION, ORAL, SKIPPED, CLOSING)
LATER_SECTIONS = frozenset({"投票选举", "通过名单", "宣读文书", "仪式", "休息", ACCLAMATION, ORAL, SKIPPED})
"""Sections a wording saved by an earlier program does not have; the shipped ones stand in for them."""
_BODY = "正文"
_COMMITTEE = "committee_session"
_SCRIPT_KINDS = frozenset({_COMMITTEE, *PARTS})
_UNANIMOUS = Outcome.CARRIED_UNANIMOUSLY.phrase
# Blanks that are empty at some meetings, and the condition that keeps the line away then.
_MAY_BE_EMPTY: Mapping[str, str] = {
    "序号": "编号议项",
    "列席名单": "有列席",
    "附带议项": "有附带议项",
    "内容": "有内容",
    "依据": "有依据",
    "简历": "有简历",
    "计划时间": "有时间",
}
_OUTCOME_MARKERS = {outcome: f"{outcome.phrase}时" for outcome in Outcome}


def outcome_marker(outcome: Outcome) -> str:
    """Return the branch of a result block that belongs to an outcome: 通过时."""
    return _OUTCOME_MARKERS[outcome]


def markers(*, paper: bool = False) -> list[tuple[str, str]]:
    """Return every marker of scripts, or of papers, with its meaning, for the help beside the text."""
    known = grammar.MARKERS
    if paper:
        known = {name: grammar.MARKERS[name] for name in (*grammar.OUTCOMES, grammar.END)}
        known |= grammar.PAPER_CONDITIONS
    return [(f"[{marker}]", meaning) for marker, meaning in known.items()]


def has_outcomes(text: str) -> bool:
    """Return whether a wording says something else for each outcome: [一致通过时], [通过时], [未通过时]."""
    return any(line.strip() == f"[{marker}]" for line in text.splitlines() for marker in grammar.OUTCOMES)


def check(kind: str, text: str) -> tuple[WordingProblem, ...]:
    """Return what is wrong with a wording by line; empty when it can be used."""
    return _examined(text, kind if kind in _SCRIPT_KINDS else "")[1]


def read(text: str, kind: str = _COMMITTEE) -> Mapping[str, Section]:
    """Return the sections of a script's wording by name, with the shipped ones for those it does not know.

    A session of a congress says with the committee's what it has no part for.

    Raises:
        WordingError: something in it is wrong.
    """
    sections = _read(text, kind)
    if sections.keys() >= {*SECTIONS, *PARTS.get(kind, ())}:
        return sections
    shipped = _read((RESOURCES / "wordings" / "committee_session.txt").read_text("utf-8"), _COMMITTEE)
    return dict(shipped) | dict(sections)


def fill(
    title: str, text: str, values: Mapping[str, str], conditions: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the paragraphs of a paper's wording with its values put in.

    Args:
        title: which wording it is, for the message when something is missing.
        text: the wording.
        values: a text for each blank; 结果 (一致通过, 通过, 未通过) chooses the block of the outcome.
        conditions: which of `grammar.PAPER_CONDITIONS` hold; lines marked with another one are left out.

    Raises:
        WordingError: something in the wording is wrong.
        UserFacingError: values are missing, all named with their line; or 结果 is none of the three.
    """
    used: list[TextLine] = []
    for step in _read(text, "")[_BODY].steps:
        for part in step.parts:
            lines = [part] if isinstance(part, grammar.TextLine) else _chosen(title, part, values)
            used.extend(line for line in lines if set(line.conditions) <= set(conditions))
    _require_values(title, used, values)
    return tuple(
        paragraph for line in used for paragraph in substitute(line.text, values).splitlines() if paragraph
    )


class MissingValues(UserFacingError):
    """A wording that uses blanks without a value; `problems` names each with its first line and reason."""

    def __init__(self, title: str, missing: Mapping[str, int]) -> None:
        """Say which blanks (name and line) have none, and what to do for each."""
        self.problems = tuple(
            WordingProblem(line, f"“{{{name}}}”还没有值：{source_of(name)}") for name, line in missing.items()
        )
        named = "；".join(f"第 {line} 行的“{{{name}}}”" for name, line in missing.items())
        super().__init__(
            f"《{title}》的文稿里有的占位还没有值：{named}。",
            advice=tuple(dict.fromkeys(source_of(name) for name in missing)),
            safe="没有写出任何东西。",
        )


def _require_values(title: str, lines: list[TextLine], values: Mapping[str, str]) -> None:
    """Refuse a wording that uses blanks without a value, naming each with its first line."""
    missing: dict[str, int] = {}
    for line in lines:
        for name in sorted(names_in(line.text)):
            if not values.get(name):
                missing.setdefault(name, line.number)
    if missing:
        raise MissingValues(title, missing)


def _chosen(title: str, block: Block, values: Mapping[str, str]) -> tuple[TextLine, ...]:
    result = values.get("结果", "")
    if f"{result}时" not in block.names:
        raise UserFacingError(
            f"《{title}》的文稿要按表决结果写，现在{f'的结果是“{result}”' if result else '还没有结果'}。",
            advice=("请先登记表决结果。",),
            safe="没有写出任何东西。",
        )
    return block.branch(f"{result}时")


def _read(text: str, kind: str) -> Mapping[str, Section]:
    sections, problems = _examined(text, kind)
    if problems:
        raise WordingError(problems)
    return sections


@lru_cache(maxsize=16)
def _examined(text: str, kind: str) -> tuple[Mapping[str, Section], tuple[WordingProblem, ...]]:
    """Read and check a script of a kind, or the wording of a paper (no kind)."""
    if len(text) > LONGEST_WORDING:
        sentence = f"文稿有 {len(text)} 个字，最多 {LONGEST_WORDING} 个"
        return {}, (WordingProblem(1, sentence),)
    is_script = bool(kind)
    reader = grammar.Reader("" if is_script else _BODY)
    sections = reader.read(text)
    problems = list(reader.problems)
    for section in sections.values():
        if is_script:
            problems.extend(_script_faults(section))
        problems.extend(_line_faults(section, kind))
    if is_script:
        problems.extend(_missing_sections(sections, kind, len(text.splitlines())))
    return sections, tuple(sorted(set(problems), key=lambda one: (one.line, one.sentence)))


def _missing_sections(sections: Mapping[str, Section], kind: str, last_line: int) -> Iterator[WordingProblem]:
    needed = (OPENING, *PARTS[kind], CLOSING) if kind in PARTS else SECTIONS
    allowed = dict.fromkeys((*needed, *SECTIONS))
    for name in needed:
        if name not in sections and name not in LATER_SECTIONS:
            yield WordingProblem(max(last_line, 1), f"缺少【{name}】这一部分")
    for name, section in sections.items():
        if name not in allowed:
            known = "".join(f"【{one}】" for one in allowed)
            yield WordingProblem(section.number, f"没有【{name}】这一部分，可以写的有{known}")
    hands = sections.get(SHOW_OF_HANDS)
    if hands is not None and not hands.votes:
        yield WordingProblem(hands.number, f"【{SHOW_OF_HANDS}】里要有“[问同意]”“[问不同意]”“[问弃权]”")
    for name, marker in ((ACCLAMATION, grammar.APPLAUSE), (ORAL, grammar.OBJECTIONS)):
        if name in sections:
            yield from _agreement_faults(sections[name], marker)


def _agreement_faults(section: Section, marker: str) -> Iterator[WordingProblem]:
    """Check that a section asks once and then reads out one of two results."""
    parts = [part for step in section.steps for part in step.parts]
    asked = [part for part in parts if isinstance(part, grammar.TextLine) and part.marker == marker]
    blocks = [part for part in parts if isinstance(part, grammar.Block) and part.names[0] in grammar.AGREED]
    if len(asked) != 1:
        yield WordingProblem(section.number, f"【{section.name}】里“[{marker}]”要写一次，只写一次")
    if len(blocks) != 1 or (asked and blocks and parts.index(asked[0]) > parts.index(blocks[0])):
        both = "".join(f"“[{name}]”" for name in grammar.AGREED)
        yield WordingProblem(section.number, f"【{section.name}】问过以后要宣布结果：{both}和“[完]”写一段")


def _script_faults(section: Section) -> Iterator[WordingProblem]:
    """Check the questions, results and blocks of one section of a script."""
    asking = [step for step in section.steps if step.polls]
    deciding = [step for step in section.steps if step.outcome]
    if section.name in (OPENING, CLOSING):
        for step in (*asking, *deciding):
            yield WordingProblem(step.number, f"【{section.name}】里不能表决")
        return
    for step in asking[1:]:
        yield WordingProblem(step.number, f"【{section.name}】里只能问一次举手，前面的步骤已经问过")
    for step in asking[:1]:
        yield from _poll_faults(section, step)
    if deciding and not asking:
        yield WordingProblem(
            deciding[0].number, f"步骤“{deciding[0].name}”要宣布结果，但【{section.name}】里没有问举手"
        )


def _poll_faults(section: Section, asking: Step) -> Iterator[WordingProblem]:
    asked = [line.marker for line in asking.polls]
    first = asking.polls[0]
    for marker in grammar.POLLS:
        if asked.count(marker) != 1:
            what = "没有写" if marker not in asked else "写了不止一次"
            yield WordingProblem(first.number, f"问举手时“[{marker}]”{what}，三句各写一次")
    at = section.steps.index(asking)
    following = [step for step in section.steps[at : at + 2] if step.outcome]
    if not following:
        yield WordingProblem(
            first.number,
            "问完举手要宣布结果：同一步骤或下一步骤里要有“[一致通过时]”“[通过时]”“[未通过时]”和“[完]”",
        )
    for step in section.steps:
        blocks = [block for block in step.blocks if block.names[0] in grammar.OUTCOMES]
        extra = blocks if step not in following[:1] else blocks[1:]
        for block in extra:
            yield WordingProblem(block.branches[0].number, "一次表决只能有一段宣布结果")
    parts = list(asking.parts)
    outcome = asking.outcome
    if outcome is not None and parts.index(outcome) < max(parts.index(line) for line in asking.polls):
        yield WordingProblem(outcome.branches[0].number, "结果要写在问举手的三句之后")


def _block_faults(section: Section, block: Block, *, is_script: bool) -> Iterator[WordingProblem]:
    first = block.branches[0]
    for group in grammar.CHOICES:
        lacking = [name for name in group if name not in block.names]
        if first.name in group and lacking:
            yield WordingProblem(
                first.number,
                f"这一段还缺“[{lacking[0]}]”，" + "、".join(f"[{one}]" for one in group) + "要写全",
            )
    if not is_script and first.name not in grammar.OUTCOMES:
        yield WordingProblem(first.number, f"“[{first.name}]”不能用在文书的文稿里")
    if first.name == grammar.EACH_NOMINEE and section.name != KIND_SECTIONS[AgendaKind.BY_ELECTION]:
        yield WordingProblem(first.number, "“[每位人选]”只能用在【增补执委】里")
    if first.name == grammar.EACH_AWARD and section.name != KIND_SECTIONS[AgendaKind.COMMENDATION]:
        yield WordingProblem(first.number, "“[每项表彰]”只能用在【表彰先进】里")
    if first.name in grammar.AGREED and section.name not in (ACCLAMATION, ORAL):
        yield WordingProblem(first.number, f"“[{first.name}]”只能用在【{ACCLAMATION}】和【{ORAL}】里")
    if first.name == grammar.EACH_ITEM and section.name != OPENING:
        yield WordingProblem(first.number, "“[每个议项]”只能用在【开场】里")
    for branch in block.branches:
        results = [line for line in branch.lines if line.marker == grammar.RESULT]
        if branch.name in grammar.DECIDING and is_script and not results:
            yield WordingProblem(branch.number, f"“[{branch.name}]”里要有一行“[结果]”开头的话")
        if branch.name not in grammar.DECIDING:
            for line in results:
                yield WordingProblem(line.number, "“[结果]”只能写在[一致通过时]、[通过时]、[未通过时]里")


def _line_faults(section: Section, kind: str) -> Iterator[WordingProblem]:
    is_script = bool(kind)
    for step in section.steps:
        for part in step.parts:
            if isinstance(part, grammar.TextLine):
                yield from _text_faults(section, part, "", kind)
                if part.marker == grammar.RESULT:
                    yield WordingProblem(part.number, "“[结果]”只能写在[一致通过时]、[通过时]、[未通过时]里")
                continue
            yield from _block_faults(section, part, is_script=is_script)
            for branch in part.branches:
                for line in branch.lines:
                    yield from _text_faults(section, line, branch.name, kind)


def _text_faults(section: Section, line: TextLine, branch: str, kind: str) -> Iterator[WordingProblem]:
    is_script = bool(kind)
    for sentence in faults(line.text, _places(section, line, branch, kind)):
        yield WordingProblem(line.number, sentence)
    if line.marker in grammar.POLLS and branch:
        yield WordingProblem(line.number, f"“[{line.marker}]”不能写在“[{branch}]”里面")
    if _UNANIMOUS in line.text and branch != f"{_UNANIMOUS}时":
        yield WordingProblem(
            line.number, f"“{_UNANIMOUS}”只能写在[{_UNANIMOUS}时]里，结果由登记的人数决定，不能事先写好"
        )
    usable = grammar.CONDITIONS if is_script else grammar.PAPER_CONDITIONS
    foreign = [one for one in line.conditions if one not in usable]
    foreign += [line.marker] if line.marker and not is_script else []
    for marker in foreign:
        where = "主持词" if is_script else "文书的文稿"
        yield WordingProblem(line.number, f"“[{marker}]”不能用在{where}里")
    for name in sorted(names_in(line.text) & _MAY_BE_EMPTY.keys()) if is_script else ():
        always_there = name == "序号" and branch == grammar.EACH_ITEM
        if _MAY_BE_EMPTY[name] not in line.conditions and not always_there:
            yield WordingProblem(
                line.number, f"“{{{name}}}”不一定有值，这一行前面要写“[{_MAY_BE_EMPTY[name]}]”"
            )


def _places(section: Section, line: TextLine, branch: str, kind: str) -> set[Place]:
    if not kind:
        return {Place.PAPER}
    places = {Place.ANYWHERE} | ({Place.CONGRESS} if kind in PARTS else set())
    if section.name not in (OPENING, CLOSING) or branch == grammar.EACH_ITEM:
        places.add(Place.ITEM)
    if section.name == KIND_SECTIONS[AgendaKind.BY_ELECTION]:
        places.add(Place.BY_ELECTION)
    if branch == grammar.EACH_NOMINEE:
        places.add(Place.NOMINEE)
    if branch in grammar.OUTCOMES:
        places.add(Place.COUNTED)
    if branch in grammar.AGREED:
        places.add(Place.AGREED)
    if branch == grammar.EACH_AWARD:
        places.add(Place.AWARD)
    if section.name == SKIPPED:
        places.add(Place.SKIPPED)
    if section.name == CLOSING and grammar.ALL_COUNTED in line.conditions:
        places.add(Place.ALL_COUNTED)
    return places
