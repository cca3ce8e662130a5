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
    AWARD = "[每项表彰]和[完]之间"
    AGREED = "[没有不同意见时]、[有不同意见时]以后"
    SKIPPED = "【跳过议项】"
    COUNTED = "[一致通过时]、[通过时]、[未通过时]以后，也就是表决之后"
    ALL_COUNTED = "【结束】里[表决完后]开头的行"
    PAPER = "文书的文稿"
    CONGRESS = "大会各次会议的主持词"


class Blank(NamedTuple):
    """One blank: its name, what it stands for with an example, where it has a value, who gives it one."""

    name: str
    meaning: str
    place: Place
    source: str = ""


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
    Blank("计划时间", "计划用多少时间，如 十分钟；没有填的用“[有时间]”避开", Place.ITEM),
    Blank("荣誉", "表彰的称号，如 最美家庭", Place.AWARD),
    Blank("受表彰", "受表彰的一个名字，如 石桂芳家庭", Place.AWARD),
    Blank("不同意见", "提出不同意见的人数，如 一人", Place.AGREED),
    Blank("缘由", "跳过这一项的原因", Place.SKIPPED),
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
CONGRESS_BLANKS = tuple(
    Blank(name, meaning, Place.CONGRESS)
    for name, meaning in (
        ("大会", "大会名称，如 三合村第八次妇女代表大会"),
        ("大会简称", "如 第八次妇女代表大会"),
        ("大会次", "如 第八次"),
        ("上届", "换届前的一届，如 第七届"),
        ("新届", "大会选举的一届，如 第八届"),
        ("代表名额", "批准的代表名额，如 三十六名"),
        ("代表人数", "资格审查合格的代表，如 三十六名"),
        ("代表构成", "平均年龄、中共党员、大专以上学历和少数民族代表的人数、比例"),
        ("主席团名单", "主席团成员，按姓氏笔画"),
        ("主席团人数", "如 五人"),
        ("执行主席", "大会执行主席"),
        ("秘书长", "大会秘书长"),
        ("资格审查名单", "代表资格审查委员会成员"),
        ("新主席", "新一届执委会选出的主席，如 马晓燕同志；选出以前留空"),
        ("候选人名单", "委员候选人，按选票上的顺序"),
        ("候选人人数", "如 十七名"),
        ("应选人数", "如 十五名"),
        ("差额人数", "如 两名"),
        ("选举方式", "差额选举 或 等额选举"),
        ("主席候选人", "主席候选人"),
        ("副主席候选人", "副主席候选人"),
        ("副主席职数", "如 两名"),
        ("总监票人", "总监票人姓名"),
        ("监票人", "监票人姓名"),
        ("计票人", "计票人姓名"),
    )
)
_BY_NAME = {blank.name: blank for blank in (*BLANKS, *CONGRESS_BLANKS)}
_OF_THE_ROLL_CALL = frozenset({"实到", "请假", "缺席", "还差人数", "到会情况"})
_PLAN = "请在会议筹备里填写。"
_NOMINATE = "请在会议筹备里加入人选。"
_AGENDA = "请在会议筹备的议程里填写。"
_HELD = "会议开过、登记到会以后才有。"
_VOTED = "会上登记表决结果以后才有；分几次表决的，请改用 {表决情况}。"
_ELECTED = "有人选表决通过以后才有。"
_CONGRESS = "请在换届选举的大会筹备里填写。"
_OF_THE_PLAN = "只能用在换届选举工作方案的文稿里，请改这份文稿。"
_OF_A_CERTIFICATE = "只能用在当选证书的文稿里，请改这份文稿。"
_OF_AN_ELECTION = "请在“选举”里填写；只能用在选举的文稿里。"
_ANNOUNCED = "选举结果宣布以后才有；只能用在选举的文稿里。"
# What the wordings of papers may use; papers say names in full and numbers in figures.
PAPER_BLANKS = (
    Blank("妇联", "本会全称，如 三合村妇女联合会", Place.PAPER),
    Blank("妇联简称", "本会简称，如 三合村妇联", Place.PAPER),
    Blank("上级", "上级妇联，如 清溪镇妇联", Place.PAPER, "请在设置里填写上级妇联。"),
    Blank("届", "如 第七届执行委员会", Place.PAPER),
    Blank("会议全称", "如 三合村妇女联合会第七届执行委员会第三次会议", Place.PAPER),
    Blank("与会者", "执委；大会的会议是 代表 或 主席团成员", Place.PAPER),
    Blank("出席范围", "如 第七届执行委员会全体委员；大会的会议是 全体代表", Place.PAPER),
    Blank("会议简称", "如 第七届执委会第三次会议", Place.PAPER),
    Blank("日期", "开会日期，如 2026年3月6日", Place.PAPER, _PLAN),
    Blank("日期星期", "如 2026年3月6日（星期五）", Place.PAPER, _PLAN),
    Blank("时间", "开会时间，如 9:30", Place.PAPER, _PLAN),
    Blank("地点", "会议地点", Place.PAPER, _PLAN),
    Blank("主持人", "主持人姓名", Place.PAPER, _PLAN),
    Blank("主持人职务", "如 主席沈丽华", Place.PAPER, _PLAN),
    Blank("记录人", "记录人姓名", Place.PAPER, _PLAN),
    Blank("联系人", "会议的联系人，就是记录人", Place.PAPER, _PLAN),
    Blank("依据", "增补的缘由；没有填的用“[有依据]”避开", Place.PAPER, _PLAN),
    Blank("任期", "如 2024年3月8日至2029年3月7日", Place.PAPER, "请在设置里登记本届任期。"),
    Blank("届满日", "本届任期届满的日子，如 2029年3月7日", Place.PAPER, "请在设置里登记本届任期。"),
    Blank("席位数", "本届席位，如 15个", Place.PAPER),
    Blank("空缺数", "空缺席位，如 2个", Place.PAPER),
    Blank("在任人数", "会前在任的执委，如 13人", Place.PAPER),
    Blank("人选名单", "如 丁巧云、苏晓棠", Place.PAPER, _NOMINATE),
    Blank("人选人数", "如 2名", Place.PAPER, _NOMINATE),
    Blank("人选介绍", "每位人选一行：姓名、民族、出生年月、学历、政治面貌和现任职务", Place.PAPER, _NOMINATE),
    Blank("议程清单", "编号的议程，每项一行", Place.PAPER, _AGENDA),
    Blank("附带事项", "不编号的事项，如 表彰先进、座谈；没有的用“[有附带事项]”避开", Place.PAPER, _AGENDA),
    Blank("出席名单", "全体执委的姓名", Place.PAPER, "请先登记本届执委。"),
    Blank("列席名单", "列席人员；没有列席的用“[有列席]”避开", Place.PAPER, _PLAN),
    Blank("应到", "应到执委，如 13人", Place.PAPER),
    Blank("法定", "至少要到多少人，如 9人", Place.PAPER),
    Blank("实到", "实到执委，如 11人", Place.PAPER, _HELD),
    Blank("请假", "请假人数，如 2人", Place.PAPER, _HELD),
    Blank("缺席", "没有请假也没有到的人数，如 0人", Place.PAPER, _HELD),
    Blank("到会结论", "达到法定人数 或 没有达到法定人数", Place.PAPER, _HELD),
    Blank("同意", "同意人数，如 10人", Place.PAPER, _VOTED),
    Blank("不同意", "不同意人数，如 0人", Place.PAPER, _VOTED),
    Blank("弃权", "弃权人数，如 1人", Place.PAPER, _VOTED),
    Blank("未表态", "没有举过手的人数，如 0人", Place.PAPER, _VOTED),
    Blank("需要", "通过需要多少人同意，如 7人", Place.PAPER, _VOTED),
    Blank("结果", "一致通过、通过 或 未通过", Place.PAPER, _VOTED),
    Blank("表决情况", "如 应到执委13人，实到11人，同意10人……；几次表决的都写出来", Place.PAPER, _ELECTED),
    Blank("当选名单", "增补的执委，如 丁巧云、苏晓棠", Place.PAPER, _ELECTED),
    Blank("当选人数", "如 2名", Place.PAPER, _ELECTED),
    Blank("当选介绍", "增补的执委，每位一行", Place.PAPER, _ELECTED),
    Blank(
        "当选人",
        "当选证书上的姓名，一人一张",
        Place.PAPER,
        "{当选人} 只能用在当选证书的文稿里，请改这份文稿。",
    ),
    Blank("表彰内容", "如 授予石桂芳家庭等2户“最美家庭”称号", Place.PAPER, _AGENDA),
    Blank("表彰类别", "如 最美家庭、巾帼志愿服务先进个人", Place.PAPER, _AGENDA),
    Blank("会议议定", "会议纪要里各项议题的结果，每项一段", Place.PAPER, _HELD),
    Blank("新一届", "换届选举工作方案：要选举的一届，如 第八届执行委员会", Place.PAPER, _OF_THE_PLAN),
    Blank("大会", "换届选举工作方案：如 三合村第八次妇女代表大会", Place.PAPER, _OF_THE_PLAN),
    Blank("大会日期", "换届选举工作方案：大会召开的日期", Place.PAPER, _CONGRESS),
    Blank("执委名额", "换届选举工作方案：新一届委员的名额，如 15名", Place.PAPER, _CONGRESS),
    Blank("副主席名额", "换届选举工作方案：如 2名", Place.PAPER, _CONGRESS),
    Blank("代表名额", "换届选举工作方案：大会代表的名额，如 36名", Place.PAPER, _CONGRESS),
    Blank("名额分配", "换届选举工作方案：各推选单位的代表名额", Place.PAPER, _CONGRESS),
    Blank("差额", "换届选举工作方案：候选人至少多几名，如 2名", Place.PAPER, _CONGRESS),
    Blank("筹备组长", "换届选举工作方案：现任主席的姓名", Place.PAPER, "请在席位里登记主席。"),
    Blank("筹备副组长", "换届选举工作方案：现任副主席的姓名", Place.PAPER, "请在席位里登记副主席。"),
    Blank("当选职务", "当选证书：如 委员、副主席", Place.PAPER, _OF_A_CERTIFICATE),
    Blank("表决方式", "当选证书：表决通过 或 无记名投票选举", Place.PAPER, _OF_A_CERTIFICATE),
    Blank("受聘人", "聘书上的姓名，一人一张", Place.PAPER, "{受聘人} 只能用在聘书的文稿里，请改这份文稿。"),
    Blank(
        "聘任职务", "聘书：如 巾帼维权顾问", Place.PAPER, "{聘任职务} 只能用在聘书的文稿里，请改这份文稿。"
    ),
    Blank("代表人数", "代表资格审查报告：审查合格、有表决权的代表，如 36名", Place.PAPER, _CONGRESS),
    Blank("代表构成", "代表资格审查报告：平均年龄、党员、学历等", Place.PAPER, _CONGRESS),
    Blank("代表更换", "代表资格审查报告：更换了谁，换成了谁", Place.PAPER, _CONGRESS),
    Blank("未通过", "代表资格审查报告：审查不合格的人数，如 1名", Place.PAPER, _CONGRESS),
    Blank("选举事项", "如 选举第八届执行委员会委员", Place.PAPER, _OF_AN_ELECTION),
    Blank("选举职务", "如 第八届执行委员会主席、副主席", Place.PAPER, _OF_AN_ELECTION),
    Blank("选举方式", "差额选举 或 等额选举", Place.PAPER, _OF_AN_ELECTION),
    Blank("投票方式", "无记名投票选举 或 举手表决", Place.PAPER, _OF_AN_ELECTION),
    Blank("应选名额", "如 15名", Place.PAPER, _OF_AN_ELECTION),
    Blank("候选名单", "候选人的姓名", Place.PAPER, _OF_AN_ELECTION),
    Blank("候选人数", "如 17名", Place.PAPER, _OF_AN_ELECTION),
    Blank("罢免对象", "提出罢免的执委", Place.PAPER, _OF_AN_ELECTION),
    Blank("到会和选票", "每轮一行：应到、实到、发出、收回、有效、无效", Place.PAPER, _ANNOUNCED),
    Blank("得票情况", "每轮一行：每个人的得票，另选人和没有当选的都在内", Place.PAPER, _ANNOUNCED),
    Blank("当选", "当选的姓名，按姓氏笔画；主席、副主席按职务", Place.PAPER, _ANNOUNCED),
    Blank("空缺名额", "没有选出的名额，如 1名", Place.PAPER, _ANNOUNCED),
    Blank("空缺说明", "空缺怎样处理", Place.PAPER, _ANNOUNCED),
)
_PAPER_BY_NAME = {blank.name: blank for blank in PAPER_BLANKS}

_BRACES = re.compile(r"\{([^{}]*)\}")
_UNPAIRED = re.compile(r"[{}\x02\x03]")  # and the marks of statements, which nobody can type


def placeholders(*, paper: bool = False, congress: bool = False) -> list[tuple[str, str]]:
    """Return every blank of scripts, or of papers, with its meaning, for the help beside the text."""
    known = PAPER_BLANKS if paper else (*BLANKS, *(CONGRESS_BLANKS if congress else ()))
    return [(f"{{{blank.name}}}", blank.meaning) for blank in known]


def faults(text: str, places: Collection[Place]) -> list[str]:
    """Say what is wrong with the blanks of one line that stands in these places."""
    found = []
    for name in _BRACES.findall(text):
        is_paper = Place.PAPER in places
        blank = (_PAPER_BY_NAME if is_paper else _BY_NAME).get(name)
        if blank is None and name in (_BY_NAME if is_paper else _PAPER_BY_NAME):
            found.append(f"“{{{name}}}”在{'文书的文稿' if is_paper else '主持词'}里没有值")
        elif blank is None:
            found.append(f"没有“{{{name}}}”这个占位。花括号里只能写占位名，例如 {{应到}}")
        elif is_paper:
            continue
        elif blank.place is not Place.ANYWHERE and blank.place not in places:
            found.append(f"“{{{name}}}”在这里还没有值，只能用在{blank.place.value}")
    if re.search(r"[{}]", _BRACES.sub("", text)):
        found.append("花括号没有成对。占位要写成 {应到} 这样；别处不要用花括号")
    return found


def source_of(name: str) -> str:
    """Return what to do so that a blank of a paper gets a value."""
    blank = _PAPER_BY_NAME.get(name)
    return (blank.source if blank else "") or "请改这份文稿，或恢复原文稿。"


def when_known(name: str, *, paper: bool) -> str:
    """Say when or where a blank of a script, or of a paper, gets the value it does not have yet."""
    if paper:
        return source_of(name)
    blank = _BY_NAME.get(name)
    if blank is not None and blank.place in (Place.COUNTED, Place.ALL_COUNTED):
        return "会上登记表决结果以后才有。"
    return _HELD if name in _OF_THE_ROLL_CALL else "会议筹备里还没有填。"


def names_in(text: str) -> frozenset[str]:
    """Return the names of the blanks a line uses."""
    return frozenset(_BRACES.findall(text))


def substitute(text: str, values: Mapping[str, str]) -> str:
    """Put the values into a line.

    Raises:
        UserFacingError: a blank has no value, or what stands in braces is no blank.
    """
    if _UNPAIRED.search(_BRACES.sub("", text)):
        raise UserFacingError(
            f"文稿里有一行写不出来，花括号没有成对：{text[:40]}。",
            advice=("请在设置里改这份文稿，或恢复原文稿。",),
            safe="没有写出任何东西。",
        )
    for name in sorted(names_in(text)):
        if (name not in _BY_NAME and name not in _PAPER_BY_NAME) or name not in values:
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
