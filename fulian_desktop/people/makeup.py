"""How persons are made up: ages, sexes, parties, education, occupations. Pure rules, whole numbers only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fulian_desktop.people.makeup_records import Makeup, PairedShare, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from fulian_desktop.people.records import Person

UNKNOWN = "没有填"
_AGE_BANDS = ((0, 35, "35岁以下"), (36, 45, "36—45岁"), (46, 55, "46—55岁"), (56, 150, "56岁以上"))
_SEXES = ("女", "男")
_PARTIES = ("中共党员", "中共预备党员")
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


def makeup_of(people: Sequence[Person], day: date) -> Makeup:
    """Return how these persons are made up on a day."""
    total = len(people)
    ages = [age for age in (age_on(person.born, day) for person in people) if age is not None]
    return Makeup(
        total=total,
        average_tenths=(sum(ages) * 20 + len(ages)) // (2 * len(ages)) if ages else None,
        youngest=min(ages, default=None),
        oldest=max(ages, default=None),
        age_known=len(ages),
        ages=tuple(
            Share(word, sum(low <= age <= high for age in ages), total) for low, high, word in _AGE_BANDS
        ),
        sexes=_shares(people, lambda person: person.sex, _SEXES),
        parties=_shares(people, lambda person: person.political_status, _PARTIES),
        educations=_shares(people, lambda person: person.education.removesuffix("学历"), _EDUCATION_ORDER),
        minorities=Share("少数民族", sum(_is_minority(person) for person in people), total),
        occupations=_shares(people, occupation_of, tuple(word for word, _ in _OCCUPATIONS)),
    )


def paired(before: Makeup, after: Makeup) -> tuple[PairedShare, ...]:
    """Return the groups of two lists side by side, topic by topic; a group with nobody in it falls out.

    Occupations are told from words of unit and post; they are left to the delegates' statistics.
    """
    bands = tuple(word for _, _, word in _AGE_BANDS)
    found: list[PairedShare] = []
    for topic, old, new, order in (
        ("性别", before.sexes, after.sexes, _SEXES),
        ("年龄段", _with_unknown(before), _with_unknown(after), bands),
        ("民族", (before.minorities,), (after.minorities,), ()),
        ("政治面貌", before.parties, after.parties, _PARTIES),
        ("文化程度", before.educations, after.educations, _EDUCATION_ORDER),
    ):
        left, right = ({one.label: one.count for one in side if one.count} for side in (old, new))
        found += [
            PairedShare(
                topic,
                label,
                Share(label, left.get(label, 0), before.total),
                Share(label, right.get(label, 0), after.total),
            )
            for label in _ordered(left.keys() | right.keys(), order, Counter(right))
        ]
    return tuple(found)


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


def _with_unknown(one: Makeup) -> tuple[Share, ...]:
    return (*one.ages, Share(UNKNOWN, one.total - one.age_known, one.total))


def _shares(
    people: Sequence[Person], word: Callable[[Person], str], first: Sequence[str]
) -> tuple[Share, ...]:
    counts = Counter(word(person) or UNKNOWN for person in people)
    return tuple(Share(one, counts[one], len(people)) for one in _ordered(counts, first, counts))


def _ordered(labels: Iterable[str], first: Sequence[str], counts: Counter[str]) -> list[str]:
    """Return labels in their usual order, then those most have; what is not known comes last."""
    place = {label: number for number, label in enumerate(first)}
    return sorted(labels, key=lambda one: (one == UNKNOWN, place.get(one, len(first)), -counts[one], one))
