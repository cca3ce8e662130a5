"""What became of the agenda while the meeting ran: the adopted one and every act with it. Pure rules.

The adopted agenda never changes. Skipping, putting back, ordering and inserting are records; the present
agenda, and every earlier one, follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import AgendaItem, DecisionMethod, SkippedItem

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from fulian_desktop.meetings.records import MeetingFacts


class AgendaActKind(Enum):
    """What can be done with the agenda of an open meeting."""

    BEGIN = "begin"
    RETURN = "return"
    SKIP = "skip"
    PUT_BACK = "put_back"
    ORDER = "order"
    INSERT = "insert"

    @property
    def phrase(self) -> str:
        """Return the words shown on the screen and in the journal."""
        return {
            "begin": "进行议项",
            "return": "回到议项",
            "skip": "跳过议项",
            "put_back": "恢复议项",
            "order": "调整议程顺序",
            "insert": "临时加议项",
        }[self.value]

    @property
    def makes_version(self) -> bool:
        """Return whether the agenda is another one afterwards."""
        return self not in (AgendaActKind.BEGIN, AgendaActKind.RETURN)


class ItemState(Enum):
    """How far an agenda item is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    SKIPPED = "skipped"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen."""
        return {"waiting": "未进行", "running": "正在进行", "done": "已进行", "skipped": "跳过"}[self.value]


@dataclass(frozen=True)
class AgendaAct:
    """One act with the running agenda.

    `item_id` is None for an order, and for the return to the opening; `ordering` holds all item ids in their
    new order for an order and an insertion; `at` is an ISO moment.
    """

    id: int
    kind: AgendaActKind
    item_id: int | None
    ordering: tuple[int, ...]
    reason: str
    at: str
    user: str


@dataclass(frozen=True)
class RunningItem:
    """An item of the running agenda: how far it is, ISO moments when it began and ended, why skipped."""

    item: AgendaItem
    state: ItemState
    began_at: str | None = None
    ended_at: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class AgendaVersion:
    """The agenda as it was in force from a moment on; number 1 is the adopted one.

    `items` are in order and without what is skipped; `words` say what made this version.
    """

    number: int
    at: str
    user: str
    words: str
    items: tuple[AgendaItem, ...]
    skipped: tuple[AgendaItem, ...]


def running_agenda(
    adopted: Sequence[AgendaItem],
    spontaneous: Sequence[AgendaItem],
    acts: Sequence[AgendaAct],
    *,
    closed_at: str | None = None,
) -> tuple[RunningItem, ...]:
    """Return the present order and the state of every item, skipped ones in their place.

    Args:
        adopted: the agenda as it was when the meeting opened.
        spontaneous: items put in since; one whose insertion is not among `acts` is left out.
        acts: what was done, in the order of the records.
        closed_at: ISO moment the meeting closed, None while it runs.
    """
    order, skipped = _standing(adopted, acts)
    began = begun(acts)
    places = {item.id: item for item in (*adopted, *spontaneous)}
    line = list(began.items())
    ends = {item_id: at for (item_id, _), (_, at) in pairwise(line)}
    last = line[-1][0] if line else None
    found = []
    for position, item_id in enumerate(order, start=1):
        item = replace(places[item_id], position=position)
        at = began.get(item_id)
        if item_id in skipped:
            found.append(RunningItem(item, ItemState.SKIPPED, reason=skipped[item_id].reason))
        elif at is None:
            found.append(RunningItem(item, ItemState.WAITING))
        elif item_id == last and closed_at is None:
            found.append(RunningItem(item, ItemState.RUNNING, at))
        else:
            found.append(RunningItem(item, ItemState.DONE, at, ends.get(item_id, closed_at)))
    return tuple(found)


def as_run(
    facts: MeetingFacts,
    spontaneous: Sequence[AgendaItem],
    acts: Sequence[AgendaAct],
    objected: Collection[int],
) -> MeetingFacts:
    """Return the facts with the running agenda in place of the adopted one.

    Args:
        facts: as they were frozen.
        spontaneous: items put in since.
        acts: what was done with the agenda.
        objected: ids of items somebody objected to when they were to be agreed to without counting; those
            are decided by a show of hands.
    """
    if not acts and not objected:
        return facts
    skip_acts = _standing(facts.agenda, acts)[1]
    agenda: list[AgendaItem] = []
    skipped: list[SkippedItem] = []
    for one in running_agenda(facts.agenda, spontaneous, acts):
        if one.state is ItemState.SKIPPED:
            after = agenda[-1].id if agenda else 0
            skipped.append(SkippedItem(one.item, one.reason, skip_acts[one.item.id].at, after))
            continue
        counted = one.item.by_agreement and one.item.id in objected
        agenda.append(replace(one.item, method=DecisionMethod.SHOW_OF_HANDS) if counted else one.item)
    return replace(facts, agenda=tuple(agenda), adopted=facts.agenda, skipped=tuple(skipped))


def versions(
    adopted: Sequence[AgendaItem],
    spontaneous: Sequence[AgendaItem],
    acts: Sequence[AgendaAct],
    opened_at: str,
) -> tuple[AgendaVersion, ...]:
    """Return every agenda that was in force, the adopted one first, each with the moment it began to hold."""
    places = {item.id: item for item in (*adopted, *spontaneous)}
    found = [AgendaVersion(1, opened_at, "", "会议通过的议程", tuple(adopted), ())]
    for index, act in enumerate(acts):
        if not act.kind.makes_version:
            continue
        order, skipped = _standing(adopted, acts[: index + 1])
        found.append(
            AgendaVersion(
                len(found) + 1,
                act.at,
                act.user,
                _words(act, places),
                tuple(places[item_id] for item_id in order if item_id not in skipped),
                tuple(places[item_id] for item_id in order if item_id in skipped),
            )
        )
    return tuple(found)


def version_at(known: Sequence[AgendaVersion], moment: str) -> AgendaVersion:
    """Return the version that was in force at an ISO moment; the adopted one for any moment before."""
    return [known[0], *(one for one in known[1:] if one.at <= moment)][-1]


def _standing(
    adopted: Sequence[AgendaItem], acts: Sequence[AgendaAct]
) -> tuple[tuple[int, ...], Mapping[int, AgendaAct]]:
    """Return the order of all items, and the acts by which those skipped now were skipped."""
    order = tuple(item.id for item in adopted)
    skipped: dict[int, AgendaAct] = {}
    for act in acts:
        if act.ordering:
            order = act.ordering
        if act.kind is AgendaActKind.SKIP and act.item_id is not None:
            skipped[act.item_id] = act
        elif act.kind is AgendaActKind.PUT_BACK and act.item_id is not None:
            skipped.pop(act.item_id, None)
    return order, skipped


def begun(acts: Sequence[AgendaAct]) -> dict[int, str]:
    """Return when each item began, in that order; a return to an item takes the later ones back."""
    began: dict[int, str] = {}
    for act in acts:
        if act.kind is AgendaActKind.BEGIN and act.item_id is not None:
            began.setdefault(act.item_id, act.at)
        elif act.kind is AgendaActKind.RETURN:
            kept = list(began)
            last = kept.index(act.item_id) + 1 if act.item_id in began else 0
            began = {item_id: began[item_id] for item_id in kept[:last]}
        elif act.kind is AgendaActKind.SKIP and act.item_id is not None:
            began.pop(act.item_id, None)
    return began


def _words(act: AgendaAct, places: Mapping[int, AgendaItem]) -> str:
    item = places.get(act.item_id) if act.item_id is not None else None
    words = f"{act.kind.phrase}“{item.title}”" if item is not None else act.kind.phrase
    return f"{words}：{act.reason}" if act.reason else words
