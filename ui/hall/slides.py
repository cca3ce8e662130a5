"""What the hall may see, as frozen records: names, posts, numbers, results, and nothing else of anybody."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from fulian_desktop.votes.records import MotionKey

MOST_NAMES = 10
"""Names on one page, 12 m from the last row."""
MOST_COMMENDED = 8
"""Names on one page under their honour."""
MOST_ROWS = 8
"""Rows of an agenda on one page."""


class SlideKind(Enum):
    """The kinds of slides; the phrase is what the desk calls them."""

    WAITING = "waiting"
    AGENDA = "agenda"
    ITEM = "item"
    NOMINEES = "nominees"
    HANDS = "hands"
    RESULT = "result"
    ELECTED = "elected"
    COMMENDATION = "commendation"
    AWARD = "award"
    TALLY = "tally"
    BREAK = "break"
    BLANK = "blank"

    @property
    def phrase(self) -> str:
        """Return the word on the desk."""
        return _PHRASES[self]


_PHRASES = {
    SlideKind.WAITING: "会议名称",
    SlideKind.AGENDA: "议程",
    SlideKind.ITEM: "当前议项",
    SlideKind.NOMINEES: "人选名单",
    SlideKind.HANDS: "请举手",
    SlideKind.RESULT: "表决结果",
    SlideKind.ELECTED: "当选名单",
    SlideKind.COMMENDATION: "表彰名单",
    SlideKind.AWARD: "逐个表彰",
    SlideKind.TALLY: "唱票计票",
    SlideKind.BREAK: "休息",
    SlideKind.BLANK: "空白画面",
}


@dataclass(frozen=True)
class Choice:
    """Which slide is wanted: of which agenda item or question, and when the break ends."""

    kind: SlideKind
    item_id: int | None = None
    motion: MotionKey | None = None
    resumes_at: datetime | None = None


@dataclass(frozen=True)
class Frame:
    """What stands around most slides: the meeting in the band, the item at the left, a word at the right."""

    meeting: str
    heading: str
    aside: str = ""


@dataclass(frozen=True)
class Page:
    """Which page of how many."""

    number: int = 1
    of: int = 1

    @property
    def words(self) -> str:
        """Return 第 1 / 3 页, empty for a single page."""
        return f"第 {self.number} / {self.of} 页" if self.of > 1 else ""


@dataclass(frozen=True)
class WaitingSlide:
    """The meeting's name before it begins: `figure` is the countdown, `caption` the words with it."""

    federation: str
    session: str
    when_where: str
    caption: str
    figure: str = ""
    kind: SlideKind = SlideKind.WAITING


class RowState(Enum):
    """How an agenda item stands."""

    DONE = "done"
    NOW = "now"
    TO_COME = "to come"


@dataclass(frozen=True)
class AgendaRow:
    """One item: 一、 or a dot, its title."""

    mark: str
    title: str
    state: RowState


@dataclass(frozen=True)
class AgendaSlide:
    """The agenda with the current item marked."""

    frame: Frame
    rows: tuple[AgendaRow, ...]
    page: Page = Page()
    kind: SlideKind = SlideKind.AGENDA


@dataclass(frozen=True)
class ItemSlide:
    """What is being dealt with, who presents it, and in short what about."""

    frame: Frame
    title: str
    presenter: str = ""
    subject: str = ""
    kind: SlideKind = SlideKind.ITEM


@dataclass(frozen=True)
class PersonLine:
    """A name with unit and post."""

    name: str
    post: str


@dataclass(frozen=True)
class NamesSlide:
    """Nominees or the elected, at most ten a page; `total` counts all pages (it sets the size)."""

    kind: SlideKind
    frame: Frame
    people: tuple[PersonLine, ...]
    total: int
    foot: str = ""
    page: Page = Page()


@dataclass(frozen=True)
class HandsSlide:
    """What the hall is asked: `call` is 同意的请举手 or what it waits for, `question` what about."""

    frame: Frame
    call: str
    question: str
    raise_hands: bool
    kind: SlideKind = SlideKind.HANDS


@dataclass(frozen=True)
class Figure:
    """One number of a result; `is_main` is the one that decides."""

    word: str
    number: int
    is_main: bool = False


@dataclass(frozen=True)
class ResultSlide:
    """A result the chair has released.

    `scale` is what a full bar means, `need` the number in favour that was needed.
    """

    frame: Frame
    outcome: str
    carried: bool
    reason: str
    figures: tuple[Figure, ...]
    need: int
    scale: int
    decided: str
    attendance: str
    kind: SlideKind = SlideKind.RESULT


@dataclass(frozen=True)
class CommendationSlide:
    """An honour and who receives it."""

    frame: Frame
    honour: str
    names: tuple[str, ...]
    page: Page = Page()
    kind: SlideKind = SlideKind.COMMENDATION


@dataclass(frozen=True)
class AwardSlide:
    """One honoured name: `place` says which of how many."""

    frame: Frame
    honour: str
    name: str
    place: str
    page: Page = Page()
    kind: SlideKind = SlideKind.AWARD


@dataclass(frozen=True)
class TallyRow:
    """A candidate on the tally board with her number on the ballot and the votes she has now."""

    number: int
    name: str
    votes: int


@dataclass(frozen=True)
class TallySlide:
    """The tally board as it grows, at most 18 candidates a page; made by boards.tally_slides()."""

    frame: Frame
    rows: tuple[TallyRow, ...]
    note: str = ""
    page: Page = Page()
    kind: SlideKind = SlideKind.TALLY


@dataclass(frozen=True)
class BreakSlide:
    """A pause: when it goes on, and how long that is."""

    meeting: str
    resumes: str
    figure: str
    kind: SlideKind = SlideKind.BREAK


@dataclass(frozen=True)
class BlankSlide:
    """Nothing but the ground."""

    kind: SlideKind = SlideKind.BLANK


Slide = (
    WaitingSlide
    | AgendaSlide
    | ItemSlide
    | NamesSlide
    | HandsSlide
    | ResultSlide
    | CommendationSlide
    | AwardSlide
    | TallySlide
    | BreakSlide
    | BlankSlide
)


def page_of(slide: Slide) -> Page:
    """Return which page a slide is; the only one for kinds without pages."""
    if isinstance(slide, (AgendaSlide, NamesSlide, CommendationSlide, AwardSlide, TallySlide)):
        return slide.page
    return Page()


def texts_of_slide(slide: object) -> tuple[str, ...]:
    """Return every word in a record, also of the records in it."""
    found: list[str] = []
    if isinstance(slide, str):
        found.append(slide)
    elif isinstance(slide, tuple):
        for part in slide:
            found += texts_of_slide(part)
    elif is_dataclass(slide) and not isinstance(slide, Enum):
        for one in fields(slide):
            found += texts_of_slide(getattr(slide, one.name))
    return tuple(text for text in found if text)
