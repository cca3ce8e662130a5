"""How a list of delegates is made up: ages, parties, education, groups. Pure rules, whole numbers only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fulian_desktop.people.delegate_records import DelegateStatistics, Share
from fulian_desktop.people.records import DelegateKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from fulian_desktop.people.delegate_records import DelegateStanding
    from fulian_desktop.people.records import Person

UNKNOWN = "没有填"
_AGE_BANDS = ((0, 35, "35岁以下"), (36, 45, "36—45岁"), (46, 55, "46—55岁"), (56, 150, "56岁以上"))
_EDUCATION_ORDER = ("研究生", "本科", "大学", "大专", "专科", "中专", "高中", "初中", "小学")
# 界别 told from the words of 单位及职务, the first that fits; what fits none is 其他.
_OCCUPATIONS = (
    (
        "村（社区）干部",
        ("村委", "居委", "村党", "支部", "支委", "村妇联", "社区妇联", "书记", "村干部", "会计"),
    ),
    ("教育", ("教师", "小学", "中学", "幼儿园", "学校", "老师")),
    ("医疗卫生", ("医生", "护士", "卫生", "医院", "村医")),
    ("经商办企业", ("公司", "厂", "店", "超市", "企业", "个体", "经理", "电商", "民宿", "农家乐")),
    ("志愿服务和社会组织", ("志愿", "社工", "协会", "舞蹈队", "文艺队")),
    ("务农", ("务农", "种植", "养殖", "合作社", "农场", "农户", "大户", "村民")),
)


def statistics_of(delegates: Sequence[DelegateStanding], day: date) -> DelegateStatistics:
    """Return how these delegates are made up on a day."""
    people = [one.person for one in delegates]
    total = len(people)
    ages = [age for age in (age_on(person.born, day) for person in people) if age is not None]
    kinds = Counter(one.kind for one in delegates)
    minority = sum(_is_minority(person) for person in people)
    return DelegateStatistics(
        total=total,
        of_kind=tuple(Share(kind.phrase, kinds[kind], total) for kind in DelegateKind if kinds[kind]),
        average_tenths=(sum(ages) * 20 + len(ages)) // (2 * len(ages)) if ages else None,
        youngest=min(ages, default=None),
        oldest=max(ages, default=None),
        age_known=len(ages),
        ages=tuple(
            Share(word, sum(low <= age <= high for age in ages), total) for low, high, word in _AGE_BANDS
        ),
        sexes=_shares(people, lambda person: person.sex, ("女", "男")),
        parties=_shares(people, lambda person: person.political_status, ("中共党员", "中共预备党员")),
        educations=_shares(people, lambda person: person.education.removesuffix("学历"), _EDUCATION_ORDER),
        minorities=Share("少数民族", minority, total),
        groups=_group_shares(delegates),
        occupations=_shares(people, occupation_of, tuple(word for word, _ in _OCCUPATIONS)),
    )


def age_on(born: str, day: date) -> int | None:
    """Return whole years on a day; a birth without a day counts from the first of its month."""
    if not born:
        return None
    year, month, *rest = (int(part) for part in born.split("-"))
    birthday = (month, rest[0] if rest else 1)
    age = day.year - year - ((day.month, day.day) < birthday)
    return age if 0 <= age <= 150 else None


def occupation_of(person: Person) -> str:
    """Return the occupation group the unit and post tell: 其他 if none fits, empty if not known."""
    words = person.unit_post
    if not words:
        return ""
    return next((group for group, signs in _OCCUPATIONS if any(sign in words for sign in signs)), "其他")


def _is_minority(person: Person) -> bool:
    return bool(person.ethnicity) and person.ethnicity not in ("汉族", "汉")


def _shares(
    people: Sequence[Person], word: Callable[[Person], str], first: Sequence[str]
) -> tuple[Share, ...]:
    counts = Counter(word(person) or UNKNOWN for person in people)
    unknown = counts.pop(UNKNOWN, 0)
    order = sorted(
        counts, key=lambda one: (first.index(one) if one in first else len(first), -counts[one], one)
    )
    shares = [Share(one, counts[one], len(people)) for one in order]
    return (*shares, *([Share(UNKNOWN, unknown, len(people))] if unknown else []))


def _group_shares(delegates: Sequence[DelegateStanding]) -> tuple[Share, ...]:
    counts = Counter(one.group_name or "没有分组" for one in delegates)
    return tuple(Share(name, counts[name], len(delegates)) for name in sorted(counts))
