"""The words offices write above the columns of a roster, and which field of ours each one means."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum


class Field(Enum):
    """The fields a roster column can hold; the value is the name in `PersonDetails` where there is one."""

    NAME = "name"
    SEX = "sex"
    BORN = "born"
    ETHNICITY = "ethnicity"
    POLITICAL_STATUS = "political_status"
    EDUCATION = "education"
    UNIT_POST = "unit_post"
    GROUP_NAME = "group_name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    ADDRESS = "address"
    NOTE = "note"
    COMMITTEE_POST = "committee_post"

    @property
    def label(self) -> str:
        """Return the word that is shown."""
        return _LABELS[self]


_LABELS = {
    Field.NAME: "姓名",
    Field.SEX: "性别",
    Field.BORN: "出生年月",
    Field.ETHNICITY: "民族",
    Field.POLITICAL_STATUS: "政治面貌",
    Field.EDUCATION: "文化程度",
    Field.UNIT_POST: "单位及职务",
    Field.GROUP_NAME: "所在组",
    Field.PHONE: "联系电话",
    Field.ID_NUMBER: "身份证号",
    Field.ADDRESS: "住址",
    Field.NOTE: "备注",
    Field.COMMITTEE_POST: "妇联职务",
}

_EXACT: dict[Field, str] = {
    Field.NAME: "姓名 名字 代表姓名 执委姓名 委员姓名 成员姓名 人员姓名 本人姓名 妇女姓名 当选人姓名",
    Field.SEX: "性别 男女",
    Field.BORN: "出生年月 出生日期 出生年月日 生日 出生时间 出生 生年月日 出生年 出生月份",
    Field.ETHNICITY: "民族 族别",
    Field.POLITICAL_STATUS: "政治面貌 面貌 党派 政治身份 政治面目 是否党员",
    Field.EDUCATION: "文化程度 学历 文化 最高学历 受教育程度 教育程度 全日制学历 学历学位",
    Field.UNIT_POST: (
        "单位及职务 工作单位及职务 工作单位 单位 现任职务 工作单位和职务 单位职务 职业 从事职业 工作单位职务 "
        "单位和职务 现工作单位 现工作单位及职务 所在单位 所在单位及职务 本职工作 村内职务 村委职务"
    ),
    Field.GROUP_NAME: (
        "所在组 组别 村民小组 小组 组 所属小组 所在小组 代表团 所在代表团 网格 所属网格 片组 组名 组号"
    ),
    Field.PHONE: (
        "手机 电话 联系电话 手机号码 手机号 电话号码 联系方式 联系手机 联系号码 移动电话 本人电话 手机电话"
    ),
    Field.ID_NUMBER: (
        "公民身份号码 身份证号码 身份证号 身份证 证件号码 居民身份证号 居民身份证号码 公民身份证号码 "
        "身份号码 证件号"
    ),
    Field.ADDRESS: (
        "住址 家庭住址 地址 居住地 现住址 详细地址 家庭地址 居住地址 现居住地 住所 联系地址 通讯地址"
    ),
    Field.NOTE: "备注 附注 备考 其他说明",
    Field.COMMITTEE_POST: (
        "妇联职务 妇联内职务 执委职务 会内职务 妇联任职 拟任职务 拟任妇联职务 当选职务 执委会职务 妇联会职务 "
        "在妇联职务 妇联组织职务"
    ),
}
_BY_WORDS = {word: field for field, words in _EXACT.items() for word in words.split()}

# Looked for inside longer headings, in this order; the second entry names words that forbid it.
_CONTAINED: tuple[tuple[str, str, Field], ...] = (
    ("身份证", "地址|住址|有效期|复印", Field.ID_NUMBER),
    ("身份号码", "", Field.ID_NUMBER),
    ("妇联.{0,4}职务", "", Field.COMMITTEE_POST),
    ("出生", "地", Field.BORN),
    ("姓名", "配偶|丈夫|联系人|父|母|子女|填表|介绍人|户主|曾用", Field.NAME),
    ("手机|电话", "紧急|单位|办公|配偶|家属", Field.PHONE),
    ("政治面貌", "配偶", Field.POLITICAL_STATUS),
    ("学历|文化程度", "时间|院校", Field.EDUCATION),
    ("民族", "", Field.ETHNICITY),
    ("住址|地址", "单位", Field.ADDRESS),
    ("单位", "电话|盖章|填报|地址|时间", Field.UNIT_POST),
    ("村民小组|代表团", "", Field.GROUP_NAME),
    ("备注", "", Field.NOTE),
)

# Known words above columns that are not taken over; they still tell that a row is a row of headings.
_IGNORED_WORDS = (
    "序号 编号 号 no 序 年龄 籍贯 入党时间 参加工作时间 健康状况 职称 专业 特长 简历 照片 签名 签字 届次 "
    "任职时间 户籍 户籍地 婚姻状况 毕业院校 微信 微信号 邮箱 是否连任 连任 新任 类别 代表类别 界别 领域"
)
_IGNORED = frozenset(_IGNORED_WORDS.split())
_AMBIGUOUS_POST = frozenset({"职务", "担任职务", "任职", "职位", "现职务", "岗位"})
_DROP = re.compile(r"[\s\u200b\ufeff:,.;、，。；：*/\\·\-—_]+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")


def plain_heading(text: str) -> str:
    """Return a heading without spaces, line breaks, punctuation and bracketed remarks."""
    plain = unicodedata.normalize("NFKC", text)
    return _DROP.sub("", _IN_BRACKETS.sub("", plain)).lower()


def field_of_heading(text: str) -> Field | None:
    """Return the field a heading means, or None."""
    plain = plain_heading(text)
    if not plain or len(plain) > 16:
        return None
    if plain in _BY_WORDS:
        return _BY_WORDS[plain]
    if plain in _IGNORED:
        return None
    for words, forbidden, field in _CONTAINED:
        if re.search(words, plain) and not (forbidden and re.search(forbidden, plain)):
            return field
    return None


def is_exact_heading(text: str) -> bool:
    """Tell whether a heading is one of the listed words as it stands."""
    return plain_heading(text) in _BY_WORDS


def is_ambiguous_post(text: str) -> bool:
    """Tell whether a heading such as 职务 may mean the post in the federation as well as the one at work."""
    return plain_heading(text) in _AMBIGUOUS_POST


def is_heading_word(text: str) -> bool:
    """Tell whether a cell may stand in a row of headings."""
    plain = plain_heading(text)
    return plain in _IGNORED or plain in _AMBIGUOUS_POST or field_of_heading(text) is not None
