"""The blanks a wording may use (占位): their names, what they mean, and where each has a value.

Values are put in by a Jinja2 sandbox that knows nothing but plain names: whatever stands between the braces
must be a name of this table, so neither attributes, calls nor filters can be reached, and braces in a value
stay text.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from jinja2 import Template
    from jinja2.sandbox import SandboxedEnvironment


class Place(Enum):
    """Where in a wording a blank has a value; the phrase completes 只能用在……."""

    ANYWHERE = "任何地方"
    ITEM = "各项议程的部分"
    BY_ELECTION = "【增补执委】"
    NOMINEE = "【增补执委】的[每位人选]和[完]之间"
    COUNTED = "[一致通过时]、[通过时]、[未通过时]以后，也就是表决之后"
    ALL_COUNTED = "【结束】里[表决完后]开头的行"
    PAPER = "决议和决定的文稿"


class Blank(NamedTuple):
    """One blank: its name, what it stands for with an example, and where it has a value."""

    name: str
    meaning: str
    place: Place


BLANKS = (
    Blank("妇联", "本会简称，如 三合村妇联", Place.ANYWHERE),
    Blank("妇联全称", "本会全称，如 三合村妇女联合会", Place.ANYWHERE),
    Blank("上级", "上级妇联，如 清溪镇妇联", Place.ANYWHERE),
    Blank("会议简称", "如 第七届执委会第三次会议", Place.ANYWHERE),
    Blank("会议全称", "如 三合村妇女联合会第七届执行委员会第三次会议", Place.ANYWHERE),
    Blank("届", "如 第七届", Place.ANYWHERE),
    Blank("次", "如 第三次", Place.ANYWHERE),
    Blank("日期", "开会日期", Place.ANYWHERE),
    Blank("时间", "开会时间", Place.ANYWHERE),
    Blank("地点", "会议地点", Place.ANYWHERE),
    Blank("主持人", "主持人姓名", Place.ANYWHERE),
    Blank("主持人职务", "主持人职务和姓名，如 主席沈丽华", Place.ANYWHERE),
    Blank("记录人", "记录人姓名", Place.ANYWHERE),
    Blank("列席名单", "列席人员，没有列席的用“[有列席]”避开", Place.ANYWHERE),
    Blank("席位数", "本届席位，如 十五个", Place.ANYWHERE),
    Blank("空缺数", "空缺席位，如 两个", Place.ANYWHERE),
    Blank("应到", "应到执委，如 十三人", Place.ANYWHERE),
    Blank("实到", "实到执委，如 十一人", Place.ANYWHERE),
    Blank("请假", "请假人数，如 两人；没有人时是“没有”", Place.ANYWHERE),
    Blank("缺席", "没有请假也没有到的人数", Place.ANYWHERE),
    Blank("到会情况", "如 应到十三人，实到十一人，请假两人", Place.ANYWHERE),
    Blank("法定", "至少要到多少人，如 九人", Place.ANYWHERE),
    Blank("法定办法", "如 应到人数的三分之二以上", Place.ANYWHERE),
    Blank("还差人数", "到会还差多少人，如 两人", Place.ANYWHERE),
    Blank("需要", "通过需要多少人同意，如 七人", Place.ANYWHERE),
    Blank("通过办法", "如 超过应到执委的半数", Place.ANYWHERE),
    Blank("议项数", "编号的议程有几项，如 四项", Place.ANYWHERE),
    Blank("附带议项", "不编号的事项，如 表彰先进和座谈；没有的用“[有附带议项]”避开", Place.ANYWHERE),
    Blank("序号", "议程编号，如 一；不编号的事项用“[编号议项]”避开", Place.ITEM),
    Blank("议项", "议程名称，如 工作报告", Place.ITEM),
    Blank("议题", "表决的问题，如 第七届执行委员会《工作报告》", Place.ITEM),
    Blank("报告人", "由谁来讲，如 马晓燕同志", Place.ITEM),
    Blank("请报告人", "如 请马晓燕同志；就是主持人时是“由我”", Place.ITEM),
    Blank("内容", "议项下面填写的内容；没有填的用“[有内容]”避开", Place.ITEM),
    Blank("依据", "增补的依据；没有填的用“[有依据]”避开", Place.BY_ELECTION),
    Blank("人选名单", "如 丁巧云、苏晓棠", Place.BY_ELECTION),
    Blank("人选人数", "如 两名", Place.BY_ELECTION),
    Blank("人选称呼", "如 这两位人选；只有一位时是“这位人选”", Place.BY_ELECTION),
    Blank("当选称呼", "如 新当选的两位执委；只有一位时是“新当选的执委”", Place.BY_ELECTION),
    Blank("姓名", "人选姓名", Place.NOMINEE),
    Blank("人选介绍", "如 丁巧云，女，汉族，1986年1月出生，大专学历，中共党员，现任……", Place.NOMINEE),
    Blank("简历", "人选的经历；没有填的用“[有简历]”避开", Place.NOMINEE),
    Blank("席位", "补哪个席位，如 9", Place.NOMINEE),
    Blank("同意", "同意人数，如 十人", Place.COUNTED),
    Blank("不同意", "不同意人数，如 一人；没有人时是“没有”", Place.COUNTED),
    Blank("弃权", "弃权人数", Place.COUNTED),
    Blank("未表态", "没有举过手的人数", Place.COUNTED),
    Blank("计票", "如 同意十人，不同意没有，弃权一人；有人未表态时也说出来", Place.COUNTED),
    Blank("结果", "一致通过、通过 或 未通过", Place.COUNTED),
    Blank("结论", "如 同意人数超过应到执委的半数，通过", Place.COUNTED),
    Blank("会议成果", "如 增补了丁巧云、苏晓棠两位执委，审议通过了工作报告", Place.ALL_COUNTED),
)
_BY_NAME = {blank.name: blank for blank in BLANKS}
# What the wordings of the resolution and the decision may use; papers say names in full.
PAPER_BLANKS = (
    Blank("妇联", "本会全称，如 三合村妇女联合会", Place.PAPER),
    Blank("届", "如 第七届执行委员会", Place.PAPER),
    Blank("结果", "一致通过、通过 或 未通过", Place.PAPER),
)
_PAPER_NAMES = frozenset(blank.name for blank in PAPER_BLANKS)

_BRACES = re.compile(r"\{([^{}]*)\}")


def placeholders(*, paper: bool = False) -> list[tuple[str, str]]:
    """Return every blank of scripts, or of papers, with its meaning, for the help beside the text."""
    return [(f"{{{blank.name}}}", blank.meaning) for blank in (PAPER_BLANKS if paper else BLANKS)]


def faults(text: str, places: Collection[Place]) -> list[str]:
    """Say what is wrong with the blanks of one line that stands in these places."""
    found = []
    for name in _BRACES.findall(text):
        blank = _BY_NAME.get(name)
        if blank is None:
            found.append(f"没有“{{{name}}}”这个占位。花括号里只能写占位名，例如 {{应到}}")
        elif Place.PAPER in places:
            if name not in _PAPER_NAMES:
                found.append(f"“{{{name}}}”在决议和决定的文稿里没有值")
        elif blank.place is not Place.ANYWHERE and blank.place not in places:
            found.append(f"“{{{name}}}”在这里还没有值，只能用在{blank.place.value}")
    if re.search(r"[{}]", _BRACES.sub("", text)):
        found.append("花括号没有成对。占位要写成 {应到} 这样；别处不要用花括号")
    return found


def names_in(text: str) -> frozenset[str]:
    """Return the names of the blanks a line uses."""
    return frozenset(_BRACES.findall(text))


def substitute(text: str, values: Mapping[str, str]) -> str:
    """Put the values into a line.

    Raises:
        UserFacingError: a blank has no value, or what stands in braces is no blank.
    """
    for name in sorted(names_in(text)):
        if name not in _BY_NAME or name not in values:
            raise UserFacingError(
                f"文稿里的“{{{name}}}”没有值，写不出来。",
                advice=("请在设置里改这份文稿，或恢复原文稿。",),
                safe="没有写出任何东西。",
            )
    return _template(text).render({name: str(value) for name, value in values.items()})


@lru_cache(maxsize=2048)
def _template(text: str) -> Template:
    from jinja2 import TemplateError

    try:
        return _environment().from_string(text)
    except TemplateError as error:
        raise UserFacingError(
            f"文稿里有一行写不出来：{text[:40]}", advice=("请检查这一行的花括号。",)
        ) from error


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    """Return a sandbox in which only `{name}` means anything; statements and comments cannot be typed."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    sandbox = SandboxedEnvironment(
        undefined=StrictUndefined,
        variable_start_string="{",
        variable_end_string="}",
        block_start_string="\x02%",
        block_end_string="%\x03",
        comment_start_string="\x02#",
        comment_end_string="#\x03",
        autoescape=False,
        keep_trailing_newline=True,
    )
    sandbox.globals.clear()
    sandbox.filters.clear()
    sandbox.tests.clear()
    return sandbox
