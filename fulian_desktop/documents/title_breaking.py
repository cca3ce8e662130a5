"""Break a title into balanced lines at word boundaries.

Official titles of two or three lines stand as a trapezium or a rhombus, every line ending at the end of a
word; a name, a number with its measure word or the name of a body is never torn.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import ceil, floor

WORDS = (
    "妇女联合会",
    "妇女代表大会",
    "代表大会",
    "执行委员会",
    "执委会",
    "委员会",
    "常务委员会",
    "工作报告",
    "工作情况",
    "会议记录",
    "会议纪要",
    "会议通知",
    "全体会议",
    "会议",
    "主持词",
    "签到册",
    "签到表",
    "名册",
    "花名册",
    "名单",
    "登记表",
    "记录单",
    "记录",
    "表决",
    "举手表决",
    "表决结果",
    "决议",
    "决定",
    "通知",
    "请示",
    "批复",
    "报告",
    "公告",
    "公示",
    "办法",
    "选举办法",
    "选举结果",
    "选举",
    "候选人",
    "监票人",
    "计票人",
    "总监票人",
    "代表资格",
    "审查",
    "主席团成员",
    "主席团",
    "秘书长",
    "执委",
    "委员",
    "主席",
    "副主席",
    "增补",
    "替补",
    "增选",
    "辞去",
    "罢免",
    "职务",
    "表彰",
    "先进",
    "个人",
    "集体",
    "优秀",
    "关于",
    "召开",
    "举行",
    "审议",
    "通过",
    "换届",
    "妇联",
    "妇女",
    "社区",
    "村民",
    "人员",
    "情况",
    "同志",
    "内部版",
    "公示版",
)
_KNOWN = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[届次号]"
    r"|\d+年(?:\d+月(?:\d+日)?)?"
    r"|[A-Za-z0-9]+"
    r"|《[^》]{1,12}》|（[^）]{1,12}）|“[^”]{1,12}”|"
    + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True))
)
NOT_FIRST = frozenset("的和与及、》）”：，")
NOT_LAST = frozenset("《（“和与及第")
MIDDLE_OF_UNKNOWN = 9.0
"""What it costs to break between two characters of which neither begins or ends a known word."""


def _boundaries(text: str, keep: tuple[str, ...]) -> dict[int, float]:
    """Return position -> cost for each place where the title may be broken."""
    inside: set[int] = set()
    edges: set[int] = set()
    spans = [match.span() for match in _KNOWN.finditer(text)]
    for phrase in filter(None, keep):
        spans += [match.span() for match in re.finditer(re.escape(phrase), text)]
    for start, end in spans:
        inside.update(range(start + 1, end))
        edges.update((start, end))
    costs: dict[int, float] = {}
    for at in range(1, len(text)):
        if at in inside or text[at] in NOT_FIRST or text[at - 1] in NOT_LAST:
            continue
        if text[at - 1] == "的" or text.startswith("关于", at):
            costs[at] = -1.0
        else:
            costs[at] = 0.0 if at in edges else MIDDLE_OF_UNKNOWN
    return costs


def _shape_cost(lengths: list[int]) -> float:
    """Return how far lines are from a balanced trapezium or rhombus."""
    spread = float(max(lengths) - min(lengths))
    if lengths[-1] < lengths[0] / 3:
        spread += 6
    if len(lengths) == 3 and lengths[1] < min(lengths[0], lengths[2]):
        spread += 4  # an hourglass is the one shape that is not wanted
    if spread == 0:
        spread = 0.5  # a plain block is allowed, slightly less liked
    return spread


def break_title(text: str, *, longest: int, keep: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the lines of a title.

    Args:
        text: the whole title.
        longest: characters that fit on one line.
        keep: phrases that are not torn, as far as a line can hold them.
    """
    if len(text) <= longest:
        return (text,)
    costs = _boundaries(text, tuple(phrase for phrase in keep if len(phrase) <= longest))
    fewest = -(-len(text) // longest)
    for count in range(fewest, fewest + 3):
        cuts = _shapely(text, costs, longest, count) if count <= 3 else _even(text, costs, longest, count)
        if cuts is not None:
            return tuple(text[a:b] for a, b in pairwise((0, *cuts, len(text))))
    return tuple(text[at : at + longest] for at in range(0, len(text), longest))


def _shapely(text: str, costs: dict[int, float], longest: int, count: int) -> tuple[int, ...] | None:
    """Return where to break into two or three lines, by trying every way; None when no way fits."""
    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in combinations(sorted(costs), count - 1):
        lengths = [b - a for a, b in pairwise((0, *cuts, len(text)))]
        if max(lengths) > longest:
            continue
        cost = _shape_cost(lengths) + sum(costs[cut] for cut in cuts)
        if best is None or cost < best[0]:
            best = (cost, cuts)
    return best[1] if best is not None else None


def _even(text: str, costs: dict[int, float], longest: int, count: int) -> tuple[int, ...] | None:
    """Return where to break into four lines or more, as even as can be; None when no way fits.

    There are too many ways to try them all, and no shape to aim at: the cheapest way is found for each
    shortest and longest line allowed.
    """
    best: tuple[float, tuple[int, ...]] | None = None
    even = len(text) / count
    for high in range(ceil(even), longest + 1):
        for low in range(floor(even), max(0, high - longest // 2), -1):
            found = _cheapest(len(text), costs, low, high, count)
            if found is not None and (best is None or found[0] + high - low < best[0]):
                best = (found[0] + high - low, found[1])
                break  # a shorter line allowed only widens the spread
    return best[1] if best is not None else None


def _cheapest(
    end: int, costs: dict[int, float], low: int, high: int, count: int
) -> tuple[float, tuple[int, ...]] | None:
    """Return the cheapest cuts into `count` lines of `low` to `high` characters, with what they cost."""
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(count - 1):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for at, (cost, cuts) in reached.items():
            for cut in range(at + low, at + high + 1):
                if cut not in costs:
                    continue
                whole = (cost + costs[cut], (*cuts, cut))
                if cut not in following or whole < following[cut]:
                    following[cut] = whole
        reached = following
    ends = [found for at, found in reached.items() if low <= end - at <= high]
    return min(ends, default=None)
