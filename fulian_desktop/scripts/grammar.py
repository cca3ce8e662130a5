"""Reading the text of a wording: sections, steps, lines, markers and blocks, each with its line number.

# 给改稿的人看的话
【增补执委】            a section
[步骤] 表决             a step
同意的请举手。          a line to speak
（稍停）                a stage direction
[问同意] 同意的请举手。 a marked line
[通过时]                a block, up to the next branch or [完]
[完]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

POLLS = ("问同意", "问不同意", "问弃权")
ROLL_CALL, OPEN_PAPER = "清点人数", "打开文书"
APPLAUSE, OBJECTIONS, BALLOT = "请鼓掌", "问意见", "投票"
SPEECH, AWARD, BREAK, CEREMONY = "发言", "颁发", "休息", "仪式"
DOINGS = (APPLAUSE, OBJECTIONS, BALLOT, SPEECH, AWARD, BREAK, CEREMONY)
RESULT, STEP, END = "结果", "步骤", "完"
CONDITIONS: Mapping[str, str] = {
    "编号议项": "这一项编了号时才说",
    "附带议项": "这一项不编号时才说",
    "有附带议项": "会议有不编号的事项时才说",
    "有列席": "有列席人员时才说",
    "有依据": "填了增补依据时才说",
    "有简历": "填了这位人选的简历时才说",
    "有内容": "议项下面填了内容时才说",
    "由他人": "不是主持人自己讲时才说",
    "有时间": "填了计划时间时才说",
    "逐人表决": "逐人表决时，问每一位之前说",
    "改为逐人": "一并表决未通过、改为逐人表决时说一次",
    "可改逐人": "一并表决未通过、还可以逐人表决时才说",
    "表决完后": "会议的表决全部登记以后才说",
}
PAPER_CONDITIONS: Mapping[str, str] = {
    "有依据": "填了增补的缘由时才写",
    "没有依据": "没有填增补的缘由时才写",
    "有列席": "有列席人员时才写",
    "有附带事项": "会议有不编号的事项时才写",
    "一人": "只有一名人选或一名当选时才写",
    "多人": "人选或当选不止一名时才写",
    "有届满日": "登记了本届任期时才写",
    "没有届满日": "没有登记本届任期时才写",
    "有大会日期": "定了大会日期时才写（换届选举工作方案）",
    "没有大会日期": "没有定大会日期时才写（换届选举工作方案）",
    "有代表名额": "定了代表名额时才写（换届选举工作方案）",
    "没有代表名额": "没有定代表名额时才写（换届选举工作方案）",
    "有名额分配": "代表名额分到了各单位时才写（换届选举工作方案）",
    "有执委名额": "定了新一届执委名额时才写（换届选举工作方案）",
    "有副主席名额": "定了副主席名额时才写（换届选举工作方案）",
    "有筹备组长": "有现任主席时才写（换届选举工作方案）",
    "有筹备副组长": "有现任副主席时才写（换届选举工作方案）",
    "有代表更换": "更换过代表时才写（代表资格审查报告）",
    "有未通过": "有人审查不合格时才写（代表资格审查报告）",
    "换届选举": "大会选举执委时才写（选举的文书）",
    "选举主席副主席": "执委会第一次会议选举时才写（选举的文书）",
    "替补执委": "投票替补执委时才写（选举的文书）",
    "增补执委选举": "投票增补执委时才写（选举的文书）",
    "增选主席副主席": "届中增选主席、副主席时才写（选举的文书）",
    "罢免执委": "表决罢免时才写（选举的文书）",
    "是罢免": "表决罢免时才写（选举的文书）",
    "不是罢免": "选举、替补、增补、增选时才写（选举的文书）",
    "有空缺": "选完还有名额空缺时才写（选举的文书）",
    "没有空缺": "名额全部选出时才写（选举的文书）",
}
_ALL_CONDITIONS = frozenset((*CONDITIONS, *PAPER_CONDITIONS))
ALL_COUNTED = "表决完后"
OUTCOMES = ("一致通过时", "通过时", "未通过时")
QUORUM = ("到会够数时", "到会不够时")
REPORT = ("报告通过时", "报告未通过时")
AGREED = ("没有不同意见时", "有不同意见时")
EACH_NOMINEE, EACH_ITEM, EACH_AWARD = "每位人选", "每个议项", "每项表彰"
CHOICES = (OUTCOMES, QUORUM, REPORT, AGREED)
DECIDING = (*OUTCOMES, *AGREED)
MARKERS: Mapping[str, str] = {
    STEP: "开始一个步骤，后面写步骤的名称",
    "问同意": "问举手的一句",
    "问不同意": "问举手的一句",
    "问弃权": "问举手的一句；议事规则不问弃权时不出现",
    RESULT: "登记人数以后才写出来的宣布词",
    ROLL_CALL: "到这一句时点名",
    OPEN_PAPER: "到这一句时宣读文书",
    APPLAUSE: "请大家鼓掌通过的一句；有不同意见时改为举手表决",
    OBJECTIONS: "问有没有不同意见的一句；有不同意见时改为举手表决",
    BALLOT: "到这一句时转到投票选举",
    SPEECH: "到这一句时开始计发言时间",
    AWARD: "到这一句时颁发，会场屏幕显示受表彰的名字",
    BREAK: "到这一句时休息，会场屏幕倒计时",
    CEREMONY: "到这一句时进行仪式，例如奏唱国歌",
    EACH_NOMINEE: "到[完]为止，每位人选说一遍",
    EACH_ITEM: "到[完]为止，每个编号的议项说一遍",
    EACH_AWARD: "到[完]为止，每个受表彰的说一遍",
    "一致通过时": "表决一致通过时说",
    "通过时": "表决通过、但有人不同意或弃权时说",
    "未通过时": "表决未通过时说",
    "到会够数时": "到会达到法定人数时说",
    "到会不够时": "到会没有达到法定人数时说",
    "报告通过时": "工作报告没有被否决时说",
    "报告未通过时": "工作报告表决未通过时说",
    "没有不同意见时": "鼓掌或口头通过时说",
    "有不同意见时": "有人提出不同意见、要改为举手表决时说",
    END: "一段到这里结束",
    **CONDITIONS,
}
_LINE_MARKERS = frozenset((*POLLS, ROLL_CALL, OPEN_PAPER, *DOINGS, RESULT, *_ALL_CONDITIONS))
_OPENERS = frozenset((EACH_NOMINEE, EACH_ITEM, EACH_AWARD, *OUTCOMES, *QUORUM, *REPORT, *AGREED))

_MARKER = re.compile(r"[\[［]\s*([^\]］]*?)\s*[\]］]\s*")
_SECTION = re.compile(r"【\s*(.*?)\s*】")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True)
class WordingProblem:
    """Something wrong in a wording: its line, from 1, and a sentence that says what."""

    line: int
    sentence: str


class WordingError(UserFacingError):
    """A wording that cannot be used; `problems` says what is wrong in which line."""

    def __init__(self, problems: Sequence[WordingProblem]) -> None:
        """Name the first problems; all of them are kept for the editor."""
        self.problems = tuple(problems)
        shown = "；".join(f"第 {one.line} 行：{one.sentence}" for one in self.problems[:3])
        more = f"；还有 {len(self.problems) - 3} 处" if len(self.problems) > 3 else ""
        super().__init__(
            f"文稿有 {len(self.problems)} 处要改。{shown}{more}。",
            advice=("请改好这几行再保存，或恢复原文稿。",),
            safe="原来的文稿没有改动。",
        )


@dataclass(frozen=True)
class TextLine:
    """One line of a wording: its line number, its place within the step, its words and its markers."""

    number: int
    place: int
    text: str
    marker: str
    conditions: tuple[str, ...]

    @property
    def is_direction(self) -> bool:
        """Return whether the whole line stands in brackets."""
        return self.text[:1] in "（(" and self.text[-1:] in "）)"


@dataclass(frozen=True)
class Branch:
    """The lines of a block under one marker."""

    name: str
    number: int
    lines: tuple[TextLine, ...]


@dataclass(frozen=True)
class Block:
    """A block: one branch that is repeated, or several of which one is taken."""

    branches: tuple[Branch, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the markers of its branches."""
        return tuple(branch.name for branch in self.branches)

    def branch(self, name: str) -> tuple[TextLine, ...]:
        """Return the lines under a marker."""
        return next((branch.lines for branch in self.branches if branch.name == name), ())


@dataclass(frozen=True)
class Step:
    """A step of a section; `number` is the line it begins in."""

    name: str
    number: int
    parts: tuple[TextLine | Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return its blocks."""
        return tuple(part for part in self.parts if isinstance(part, Block))

    @property
    def polls(self) -> tuple[TextLine, ...]:
        """Return the lines that ask for hands."""
        return tuple(part for part in self.parts if isinstance(part, TextLine) and part.marker in POLLS)

    @property
    def outcome(self) -> Block | None:
        """Return the block that reads out a result."""
        return next((block for block in self.blocks if block.names[0] in OUTCOMES), None)


@dataclass(frozen=True)
class Section:
    """A section of a wording; `number` is the line it begins in."""

    name: str
    number: int
    steps: tuple[Step, ...]

    @property
    def votes(self) -> bool:
        """Return whether hands are asked for in it."""
        return any(step.polls for step in self.steps)


class Reader:
    """Reads a text line by line; `problems` collects what is wrong, so that all of it is told at once."""

    def __init__(self, implicit_section: str = "") -> None:
        """`implicit_section` names the one section of a text that has no headings."""
        self.sections: dict[str, Section] = {}
        self.problems: list[WordingProblem] = []
        self._implicit = implicit_section
        self._section = (implicit_section, 1) if implicit_section else None
        self._steps: list[Step] = []
        self._step = (implicit_section, 1)
        self._parts: list[TextLine | Block] = []
        self._branches: list[Branch] = []
        self._branch: tuple[str, int] | None = None
        self._lines: list[TextLine] = []
        self._place = 0

    def read(self, text: str) -> dict[str, Section]:
        """Return the sections by name."""
        number = 0
        for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
            line = raw.strip()
            if _CONTROL.search(raw):
                self._problem(number, "有看不见的控制字符，请删掉这一行重新打")
            elif line and line[0] not in "#＃":
                self._take(number, line)
        self._end_section(number)
        return self.sections

    def _take(self, number: int, line: str) -> None:
        heading = _SECTION.fullmatch(line)
        if heading and not self._implicit:
            self._end_section(number)
            self._begin_section(heading[1], number)
            return
        markers, rest = [], line
        while found := _MARKER.match(rest):
            markers.append(found[1])
            rest = rest[found.end() :]
        if self._section is None:
            self._problem(number, "这一行不在任何一个部分里，前面要有【开场】这样的一行")
        elif STEP in markers:
            self._begin_step(number, rest, alone=len(markers) == 1)
        elif END in markers or any(marker in _OPENERS for marker in markers):
            self._take_bracket(number, markers, rest)
        else:
            self._take_line(number, markers, rest)

    def _take_bracket(self, number: int, markers: list[str], rest: str) -> None:
        if len(markers) > 1 or rest:
            self._problem(number, f"“[{markers[0]}]”要单独写一行")
            return
        marker = markers[0]
        if marker == END:
            if self._branch is None:
                self._problem(number, "这个“[完]”前面没有开始的段落")
                return
            self._end_branch()
            self._parts.append(Block(tuple(self._branches)))
            self._branches = []
            return
        if self._branch is not None and not self._continues(marker):
            self._problem(number, f"第 {self._branch[1]} 行的“[{self._branch[0]}]”还没有用“[完]”结束")
            self._end_branch()
            self._branches = []
        self._end_branch()
        self._branch = (marker, number)

    def _continues(self, marker: str) -> bool:
        """Return whether a marker is a further branch of the block that is open."""
        assert self._branch is not None
        names = (*(branch.name for branch in self._branches), self._branch[0])
        return any(marker in group and names[0] in group for group in CHOICES) and marker not in names

    def _take_line(self, number: int, markers: list[str], rest: str) -> None:
        unknown = [marker for marker in markers if marker not in _LINE_MARKERS]
        if unknown:
            self._problem(number, f"没有“[{unknown[0]}]”这个记号")
            return
        cues = [marker for marker in markers if marker not in _ALL_CONDITIONS]
        if len(cues) > 1:
            self._problem(number, f"“[{cues[0]}]”和“[{cues[1]}]”不能写在同一行")
            return
        if not rest:
            self._problem(number, f"“[{markers[-1]}]”后面没有话")
            return
        if rest[0] in "[［":
            self._problem(number, "开头的方括号没有成对。记号要写成“[一人]”这样")
            return
        self._place += 1
        conditions = tuple(marker for marker in markers if marker in _ALL_CONDITIONS)
        line = TextLine(number, self._place, rest, cues[0] if cues else "", conditions)
        (self._parts if self._branch is None else self._lines).append(line)

    def _begin_section(self, name: str, number: int) -> None:
        if name in self.sections:
            self._problem(number, f"【{name}】已经有一个了，在第 {self.sections[name].number} 行")
        self._section = (name, number)
        self._step = (name, number)
        self._place = 0

    def _begin_step(self, number: int, name: str, *, alone: bool) -> None:
        if not name or not alone:
            self._problem(number, "步骤要写成“[步骤] 表决”这样，后面是步骤的名称")
        elif re.search(r"[:：@{}·]", name):
            self._problem(number, "步骤的名称里不要用冒号、间隔号、花括号和 @")
        elif any(step.name == name for step in self._steps) or (self._parts and self._step[0] == name):
            self._problem(number, f"这一部分里已经有“{name}”这个步骤")
        self._end_step(number)
        self._step = (name, number)
        self._place = 0

    def _end_branch(self) -> None:
        if self._branch is not None:
            self._branches.append(Branch(*self._branch, tuple(self._lines)))
        self._branch, self._lines = None, []

    def _end_step(self, number: int) -> None:
        if self._branch is not None:
            self._problem(self._branch[1], f"“[{self._branch[0]}]”没有用“[完]”结束")
            self._end_branch()
        self._branches = []
        if self._parts:
            self._steps.append(Step(*self._step, tuple(self._parts)))
        elif self._step[1] != (self._section or ("", 0))[1]:
            self._problem(self._step[1], f"步骤“{self._step[0]}”里没有话，到第 {number} 行为止")
        self._parts = []

    def _end_section(self, number: int) -> None:
        if self._section is None:
            return
        self._end_step(number)
        name, first = self._section
        if not self._steps:
            self._problem(first, f"【{name}】里没有话" if not self._implicit else "文稿是空的")
        self.sections.setdefault(name, Section(name, first, tuple(self._steps)))
        self._steps = []

    def _problem(self, number: int, sentence: str) -> None:
        self.problems.append(WordingProblem(number, sentence))
