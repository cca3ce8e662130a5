"""Plain records of a meeting and its preparation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from fulian_desktop.chinese.numerals import ordinal
from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from fulian_desktop.meetings.session_kinds import SessionFacts
    from fulian_desktop.rules.rule_pack import RulePack


class MeetingState(Enum):
    """The life of a meeting."""

    PREPARING = "preparing"
    OPEN = "open"
    CLOSED = "closed"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen."""
        return {"preparing": "筹备中", "open": "正在开", "closed": "已结束"}[self.value]


class AgendaKind(Enum):
    """What an agenda item is about; the script has a part for each."""

    BY_ELECTION = "by_election"
    ELECTION = "election"
    WORK_REPORT = "work_report"
    RESOLUTION_READING = "resolution_reading"
    LIST_APPROVAL = "list_approval"
    READING = "reading"
    SPEECH = "speech"
    COMMENDATION = "commendation"
    CEREMONY = "ceremony"
    DISCUSSION = "discussion"
    BREAK = "break"
    OTHER = "other"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen, also the usual title of such an item."""
        return {
            "by_election": "增补执委",
            "election": "投票选举",
            "work_report": "工作报告",
            "resolution_reading": "宣读《关于工作报告的决议》",
            "list_approval": "通过名单",
            "reading": "宣读文书",
            "speech": "领导讲话",
            "commendation": "表彰先进",
            "ceremony": "奏唱国歌",
            "discussion": "座谈",
            "break": "休息",
            "other": "其他事项",
        }[self.value]

    @property
    def methods(self) -> tuple[DecisionMethod, ...]:
        """Return how such an item may be decided, the usual method first.

        Who holds a seat is decided by hands or by ballot, never by applause; a break decides nothing.
        """
        hands, none = DecisionMethod.SHOW_OF_HANDS, DecisionMethod.NONE
        agreed = (DecisionMethod.ACCLAMATION, DecisionMethod.ORAL)
        if self is AgendaKind.BY_ELECTION:
            return (hands, none)
        if self is AgendaKind.ELECTION:
            return (DecisionMethod.BALLOT,)
        if self is AgendaKind.LIST_APPROVAL:
            return (DecisionMethod.ACCLAMATION, DecisionMethod.ORAL, hands, none)
        if self is AgendaKind.WORK_REPORT:
            return (hands, *agreed, none)
        if self in (AgendaKind.BREAK, AgendaKind.CEREMONY):
            return (none,)
        return (none, hands, *agreed)


class DecisionMethod(Enum):
    """How an agenda item is decided."""

    NONE = "none"
    SHOW_OF_HANDS = "show_of_hands"
    ACCLAMATION = "acclamation"
    ORAL = "oral"
    BALLOT = "ballot"

    @property
    def phrase(self) -> str:
        """Return the word shown on the screen and on papers."""
        return {
            "none": "不表决",
            "show_of_hands": "举手表决",
            "acclamation": "鼓掌通过",
            "oral": "口头表决",
            "ballot": "无记名投票",
        }[self.value]


@dataclass(frozen=True)
class AgendaItem:
    """One item of the agenda.

    `numbered` items are announced and counted; the others follow without a number. `number` is computed, 0
    for a follow-on item. `minutes` is the planned time, None for open-ended. `details` is free text: a list
    of the commended, the subject of a discussion. `spontaneous` items were put in while the meeting ran.
    """

    id: int
    position: int
    number: int
    kind: AgendaKind
    title: str
    presenter: str
    method: DecisionMethod
    bundled: bool
    minutes: int | None
    details: str
    spontaneous: bool = False

    @property
    def numbered(self) -> bool:
        """Return whether the item is announced and counted."""
        return self.number > 0

    @property
    def show_of_hands(self) -> bool:
        """Return whether the item is decided by a show of hands."""
        return self.method is DecisionMethod.SHOW_OF_HANDS

    @property
    def by_agreement(self) -> bool:
        """Return whether the item is decided by applause or by asking for objections."""
        return self.method in (DecisionMethod.ACCLAMATION, DecisionMethod.ORAL)


@dataclass(frozen=True)
class AgendaDraft:
    """What the user enters for an agenda item; `method` goes before `show_of_hands` when it is given."""

    kind: AgendaKind
    title: str
    numbered: bool = True
    presenter: str = ""
    show_of_hands: bool = False
    bundled: bool = True
    minutes: int | None = None
    details: str = ""
    method: DecisionMethod | None = None

    @property
    def decided_by(self) -> DecisionMethod:
        """Return how the item is to be decided; an election is always by ballot."""
        if self.method is not None:
            return self.method
        if self.kind is AgendaKind.ELECTION:
            return DecisionMethod.BALLOT
        return DecisionMethod.SHOW_OF_HANDS if self.show_of_hands else DecisionMethod.NONE


@dataclass(frozen=True)
class MeetingPlan:
    """When, where and by whom a meeting is held.

    `day` is an ISO day, `time` "09:30"; both may be empty at first.
    """

    day: str = ""
    time: str = ""
    place: str = ""
    presiding_chair_id: int | None = None
    minute_taker_id: int | None = None
    basis: str = ""


@dataclass(frozen=True)
class Meeting:
    """A meeting as recorded."""

    id: int
    term_id: int
    term_number: int
    session_number: int
    state: MeetingState
    plan: MeetingPlan
    rule_pack: RulePack
    opened_at: str | None
    closed_at: str | None
    kind: MeetingKind = MeetingKind.COMMITTEE
    own_title: str = ""

    @property
    def title(self) -> str:
        """Return the short title: 第七届执委会第三次会议, or the session's own."""
        term, session = ordinal(self.term_number, "届"), ordinal(self.session_number, "次")
        return self.own_title or f"{term}执委会{session}会议"


@dataclass(frozen=True)
class Nominee:
    """A person nominated for a vacant seat, with what papers say of her and who held the seat before."""

    id: int
    person_id: int
    seat_id: int
    seat_number: int
    name: str
    sex: str
    born: str
    ethnicity: str
    political_status: str
    education: str
    unit_post: str
    resume: tuple[tuple[str, str], ...]
    former_holder: str
    former_ending: str
    former_ended_on: str


@dataclass(frozen=True)
class EntitledMember:
    """One on the entitled list: who she is and in what post, as it was when the meeting opened."""

    person_id: int
    position: int
    name: str
    post: str
    seat_number: int
    joined_at: str | None = None


@dataclass(frozen=True)
class Observer:
    """Someone who attends without a vote (列席)."""

    id: int
    name: str
    role: str


@dataclass(frozen=True)
class Officer:
    """The presiding chair or the minute-taker, with her post as it was."""

    person_id: int
    name: str
    post: str


@dataclass(frozen=True)
class SkippedItem:
    """An agenda item that is not held, why, and after which item (0 for none) it would have come."""

    item: AgendaItem
    reason: str
    at: str
    after_id: int


@dataclass(frozen=True)
class MeetingFacts:
    """Everything papers and the script say about a meeting apart from what happens in it.

    Composed from the current records while the meeting is prepared; frozen into the meeting when it opens.
    `agenda` is the running one, without what is `skipped`; `adopted` is empty while it is the same.
    """

    federation: str
    superior: str
    term_number: int
    session_number: int
    seat_count: int
    vacant_count: int
    day: str
    time: str
    place: str
    chair: Officer | None
    minute_taker: Officer | None
    basis: str
    agenda: tuple[AgendaItem, ...]
    nominees: tuple[Nominee, ...]
    entitled: tuple[EntitledMember, ...]
    observers: tuple[Observer, ...]
    rule_pack: RulePack
    adopted: tuple[AgendaItem, ...] = ()
    skipped: tuple[SkippedItem, ...] = ()
    session: SessionFacts | None = None

    @property
    def kind(self) -> MeetingKind:
        """Return what kind of meeting it is."""
        return self.session.kind if self.session else MeetingKind.COMMITTEE

    @property
    def entitled_words(self) -> str:
        """Return who is entitled: 席位 15，空缺 2, at a session of a congress 已确认的代表."""
        if not self.kind.is_of_congress:
            return f"席位 {self.seat_count}，空缺 {self.vacant_count}"
        return "主席团全体成员" if self.kind is MeetingKind.PRESIDIUM else "已确认、有表决权的代表"

    @property
    def adopted_agenda(self) -> tuple[AgendaItem, ...]:
        """Return the agenda as it was adopted when the meeting opened, whatever was changed since."""
        return self.adopted or self.agenda

    @property
    def federation_short(self) -> str:
        """Return 三合村妇联 for 三合村妇女联合会."""
        return self.federation.replace("妇女联合会", "妇联")

    @property
    def title(self) -> str:
        """Return the short title: 第七届执委会第三次会议."""
        if self.session is not None:
            return self.session.title
        return f"{ordinal(self.term_number, '届')}执委会{ordinal(self.session_number, '次')}会议"

    @property
    def full_title(self) -> str:
        """Return the title of papers: 三合村妇女联合会第七届执行委员会第三次会议."""
        if self.session is not None:
            return self.session.full_title
        term, session = ordinal(self.term_number, "届"), ordinal(self.session_number, "次")
        return f"{self.federation}{term}执行委员会{session}会议"

    @property
    def numbered_items(self) -> tuple[AgendaItem, ...]:
        """Return the items that are announced and counted."""
        return tuple(item for item in self.agenda if item.numbered)

    @property
    def follow_on_items(self) -> tuple[AgendaItem, ...]:
        """Return the items that follow without a number."""
        return tuple(item for item in self.agenda if not item.numbered)

    def item(self, item_id: int) -> AgendaItem:
        """Return an agenda item by id, also a skipped one; raises LookupError for a foreign one."""
        for item in (*self.agenda, *(one.item for one in self.skipped)):
            if item.id == item_id:
                return item
        raise LookupError(f"agenda item {item_id} is not of this meeting")


@dataclass(frozen=True)
class RosterLine:
    """One line of the roster as it stood when the meeting closed."""

    person_id: int
    seat_number: int
    post: str
    engagement: str
    duty: str
    name: str
    sex: str
    born: str
    ethnicity: str
    political_status: str
    education: str
    unit_post: str
    began_on: str
    began_by: str


@dataclass(frozen=True)
class MeetingNote:
    """Something written down during the meeting: an incident, the gist of a speech."""

    id: int
    agenda_item_id: int | None
    at: str
    text: str


@dataclass(frozen=True)
class Missing:
    """Something the preparation still lacks.

    `blocks` tells whether the meeting cannot be opened without it. `place` names what to open to mend it:
    "plan", "agenda", "nominees", "person:12", "seats".
    """

    sentence: str
    place: str
    blocks: bool
