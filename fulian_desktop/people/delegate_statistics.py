"""How a list of delegates is made up: as persons, by kind and by group. Pure rules, whole numbers only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from fulian_desktop.people.delegate_records import DelegateStatistics
from fulian_desktop.people.makeup import makeup_of
from fulian_desktop.people.makeup_records import Share
from fulian_desktop.people.records import DelegateKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fulian_desktop.people.delegate_records import DelegateStanding


def statistics_of(delegates: Sequence[DelegateStanding], day: date) -> DelegateStatistics:
    """Return how these delegates are made up on a day."""
    kinds = Counter(one.kind for one in delegates)
    return DelegateStatistics(
        **vars(makeup_of([one.person for one in delegates], day)),
        of_kind=tuple(
            Share(kind.phrase, kinds[kind], len(delegates)) for kind in DelegateKind if kinds[kind]
        ),
        groups=_group_shares(delegates),
    )


def _group_shares(delegates: Sequence[DelegateStanding]) -> tuple[Share, ...]:
    counts = Counter(one.group_name or "没有分组" for one in delegates)
    return tuple(Share(name, counts[name], len(delegates)) for name in sorted(counts))
