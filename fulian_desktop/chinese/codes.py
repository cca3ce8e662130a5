"""The code lists of the person form: ethnicity, political status, education, sex and committee posts.

Sources: GB 3304-1991 (ethnic groups), GB/T 4762-1984 (political status), GB/T 4658 (education; reduced to
the seven levels that rosters write), GB/T 2261.1 (sex). Posts are those of a 妇联 committee.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_INSIDE_TO_DROP: Final = re.compile(r"[\s\u3000·.,，。、:：;；]+")


@dataclass(frozen=True)
class CodeList:
    """One list of official names with their codes and the other ways in which offices write them.

    Attributes:
        title: what the list is about, for sentences such as “民族”“…”不在列表里.
        codes: official name to code, in the order of the combo box.
        other_ways: loose spelling to official name.
        droppable_endings: endings that are dropped when the text is not found as it stands.
    """

    title: str
    codes: Mapping[str, str]
    other_ways: Mapping[str, str] = field(default_factory=dict)
    droppable_endings: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the official names in the order of the combo box."""
        return tuple(self.codes)

    def code_of(self, name: str) -> str | None:
        """Return the official code of a name in any spelling, None when it is unknown."""
        official = self.normalise(name)
        return None if official is None else self.codes[official]

    def normalise(self, text: str | None) -> str | None:
        """Return the official name for any spelling met in rosters, None when it is unknown or empty."""
        if text is None:
            return None
        plain = _INSIDE_TO_DROP.sub("", unicodedata.normalize("NFKC", text))
        plain = plain.replace("(", "").replace(")", "")
        for candidate in (plain, *self._shortened(plain)):
            if candidate in self.codes:
                return candidate
            if candidate in self.other_ways:
                return self.other_ways[candidate]
        return None

    def _shortened(self, plain: str) -> tuple[str, ...]:
        return tuple(
            plain.removesuffix(ending)
            for ending in self.droppable_endings
            if plain.endswith(ending) and len(plain) > len(ending)
        )


_ETHNIC_STEMS: Final = re.findall(
    r"\d{2}\w+?(?=\d|$)",
    "01汉02蒙古03回04藏05维吾尔06苗07彝08壮09布依10朝鲜11满12侗13瑶14白15土家16哈尼17哈萨克18傣19黎"
    "20傈僳21佤22畲23高山24拉祜25水26东乡27纳西28景颇29柯尔克孜30土31达斡尔32仫佬33羌34布朗35撒拉"
    "36毛南37仡佬38锡伯39阿昌40普米41塔吉克42怒43乌孜别克44俄罗斯45鄂温克46德昂47保安48裕固49京"
    "50塔塔尔51独龙52鄂伦春53赫哲54门巴55珞巴56基诺",
)

OTHER_ETHNICITY: Final = "其他"
FOREIGN_DESCENT: Final = "外国血统中国籍人士"

ETHNICITIES: Final = CodeList(
    title="民族",
    codes={
        **{stem[2:] + "族": stem[:2] for stem in _ETHNIC_STEMS},
        OTHER_ETHNICITY: "97",
        FOREIGN_DESCENT: "98",
    },
    other_ways={
        **{stem[2:]: stem[2:] + "族" for stem in _ETHNIC_STEMS},
        "其它": OTHER_ETHNICITY,
        "其他民族": OTHER_ETHNICITY,
        "外国血统": FOREIGN_DESCENT,
        "外国血统中国籍": FOREIGN_DESCENT,
        "畬族": "畲族",
        "畬": "畲族",
    },
)

PARTY_MEMBER: Final = "中共党员"
PROBATIONARY_PARTY_MEMBER: Final = "中共预备党员"
NO_PARTY: Final = "群众"

POLITICAL_STATUSES: Final = CodeList(
    title="政治面貌",
    codes={
        PARTY_MEMBER: "01",
        PROBATIONARY_PARTY_MEMBER: "02",
        "共青团员": "03",
        "民革党员": "04",
        "民盟盟员": "05",
        "民建会员": "06",
        "民进会员": "07",
        "农工党党员": "08",
        "致公党党员": "09",
        "九三学社社员": "10",
        "台盟盟员": "11",
        "无党派人士": "12",
        NO_PARTY: "13",
    },
    other_ways={
        "党员": PARTY_MEMBER,
        "中共": PARTY_MEMBER,
        "共产党员": PARTY_MEMBER,
        "中国共产党党员": PARTY_MEMBER,
        "中共正式党员": PARTY_MEMBER,
        "正式党员": PARTY_MEMBER,
        "预备党员": PROBATIONARY_PARTY_MEMBER,
        "中共党员预备": PROBATIONARY_PARTY_MEMBER,
        "预备": PROBATIONARY_PARTY_MEMBER,
        "中国共产党预备党员": PROBATIONARY_PARTY_MEMBER,
        "团员": "共青团员",
        "共青团": "共青团员",
        "中国共产主义青年团团员": "共青团员",
        "民革": "民革党员",
        "民革会员": "民革党员",
        "民盟": "民盟盟员",
        "民盟会员": "民盟盟员",
        "民建": "民建会员",
        "民进": "民进会员",
        "农工党": "农工党党员",
        "农工党员": "农工党党员",
        "农工民主党": "农工党党员",
        "致公党": "致公党党员",
        "致公党员": "致公党党员",
        "九三": "九三学社社员",
        "九三学社": "九三学社社员",
        "台盟": "台盟盟员",
        "无党派": "无党派人士",
        "无党派民主人士": "无党派人士",
        "民主人士": "无党派人士",
        "一般群众": NO_PARTY,
        "普通群众": NO_PARTY,
        "群众普通": NO_PARTY,
    },
)

EDUCATIONS: Final = CodeList(
    title="学历",
    codes={
        "研究生": "10",
        "本科": "20",
        "大专": "30",
        "中专": "40",
        "高中": "60",
        "初中": "70",
        "小学": "80",
        "其他": "90",
    },
    other_ways={
        "硕士": "研究生",
        "博士": "研究生",
        "硕士研究生": "研究生",
        "博士研究生": "研究生",
        "大学": "本科",
        "大学本科": "本科",
        "全日制本科": "本科",
        "在职本科": "本科",
        "学士": "本科",
        "专科": "大专",
        "大学专科": "大专",
        "高职": "大专",
        "全日制大专": "大专",
        "在职大专": "大专",
        "中等专科": "中专",
        "中师": "中专",
        "中等师范": "中专",
        "中职": "中专",
        "中等职业": "中专",
        "职高": "中专",
        "职业高中": "中专",
        "技校": "中专",
        "中技": "中专",
        "普通高中": "高中",
        "普通初中": "初中",
        "其它": "其他",
        "文盲": "其他",
        "半文盲": "其他",
        "无": "其他",
    },
    droppable_endings=("学历", "文化", "毕业", "程度", "文化程度", "教育"),
)

WOMAN: Final = "女"
MAN: Final = "男"

SEXES: Final = CodeList(
    title="性别",
    codes={WOMAN: "2", MAN: "1"},
    other_ways={"女性": WOMAN, "F": WOMAN, "f": WOMAN, "男性": MAN, "M": MAN, "m": MAN},
)

CHAIR: Final = "主席"
VICE_CHAIR: Final = "副主席"
COMMITTEE_MEMBER: Final = "执委"

COMMITTEE_POSTS: Final = CodeList(
    title="妇联职务",
    codes={CHAIR: "1", VICE_CHAIR: "2", COMMITTEE_MEMBER: "3"},
    other_ways={
        "妇联主席": CHAIR,
        "村妇联主席": CHAIR,
        "社区妇联主席": CHAIR,
        "妇联副主席": VICE_CHAIR,
        "村妇联副主席": VICE_CHAIR,
        "社区妇联副主席": VICE_CHAIR,
        **{f"{kind}副主席": VICE_CHAIR for kind in ("专职", "兼职", "挂职")},
        **{f"副主席{kind}": VICE_CHAIR for kind in ("专职", "兼职", "挂职")},
        "执行委员": COMMITTEE_MEMBER,
        "执委会委员": COMMITTEE_MEMBER,
        "执行委员会委员": COMMITTEE_MEMBER,
        "妇联执委": COMMITTEE_MEMBER,
        "村妇联执委": COMMITTEE_MEMBER,
        "委员": COMMITTEE_MEMBER,
    },
)
