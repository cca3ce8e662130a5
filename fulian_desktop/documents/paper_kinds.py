"""The catalogue of papers: kinds, editions, stages, and how a paper stands. Plain records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Stage(Enum):
    """When in the course of a meeting a paper is needed."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"

    @property
    def phrase(self) -> str:
        """Return 会前, 会中 or 会后."""
        return {"before": "会前", "during": "会中", "after": "会后"}[self.value]


class Edition(Enum):
    """What personal data a paper shows."""

    PUBLIC = "public"
    INTERNAL = "internal"

    @property
    def phrase(self) -> str:
        """Return 公示版 or 内部版."""
        return "公示版" if self is Edition.PUBLIC else "内部版"


class PaperKind(Enum):
    """The kinds of papers of a committee meeting, in the order of their file numbers."""

    SCRIPT = "chairing_script"
    AGENDA = "agenda"
    NOMINEES = "nominees"
    SIGN_IN = "sign_in_sheet"
    VOTE_RECORD = "vote_record"
    RESOLUTION = "resolution"
    DECISION = "decision"
    MINUTES = "minutes"
    ROSTER = "committee_roster"

    @property
    def title(self) -> str:
        """Return the name in the catalogue and in file names."""
        return _TITLES[self]

    @property
    def stage(self) -> Stage:
        """Return when the paper is needed."""
        return _STAGES.get(self, Stage.BEFORE)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Return the editions there are: only the roster differs between the public and the internal one."""
        return tuple(Edition) if self is PaperKind.ROSTER else (Edition.PUBLIC,)

    def file_name(self, edition: Edition = Edition.PUBLIC) -> str:
        """Return the usual file name: 01_主持词.pdf; the number of a kind never changes."""
        editions = self.editions
        number = 1 + sum(len(kind.editions) for kind in list(PaperKind)[: list(PaperKind).index(self)])
        mark = f"（{edition.phrase}）" if len(editions) > 1 else ""
        return f"{number + editions.index(edition):02d}_{self.title}{mark}.pdf"


_TITLES = {
    PaperKind.SCRIPT: "主持词",
    PaperKind.AGENDA: "会议议程",
    PaperKind.NOMINEES: "人选名单和简历",
    PaperKind.SIGN_IN: "签到册",
    PaperKind.VOTE_RECORD: "举手表决记录单",
    PaperKind.RESOLUTION: "关于工作报告的决议",
    PaperKind.DECISION: "增补决定（名单）",
    PaperKind.MINUTES: "会议记录",
    PaperKind.ROSTER: "执委名册",
}
_STAGES = {
    PaperKind.VOTE_RECORD: Stage.DURING,
    PaperKind.RESOLUTION: Stage.AFTER,
    PaperKind.DECISION: Stage.AFTER,
    PaperKind.MINUTES: Stage.AFTER,
    PaperKind.ROSTER: Stage.AFTER,
}


class PaperStatus(Enum):
    """How a paper stands now."""

    NOT_YET = "not_yet"
    AFTER_MEETING = "after_meeting"
    READY = "ready"
    INCOMPLETE = "incomplete"
    MADE = "made"
    OUTDATED = "outdated"

    @property
    def phrase(self) -> str:
        """Return the word in the catalogue."""
        return {
            "not_yet": "未生成",
            "after_meeting": "会后生成",
            "ready": "可打印",
            "incomplete": "缺内容",
            "made": "已生成",
            "outdated": "已过期",
        }[self.value]


@dataclass(frozen=True)
class PaperState:
    """One line of the catalogue.

    Args:
        kind: the paper.
        edition: of the paper.
        stage: when it is needed.
        status: how it stands.
        status_phrase: the same as a word.
        made_at: ISO moment it was last made, or None.
        missing: sentences: what it lacks, or why and when it can be made.
        can_be_made: whether it can be written now.
    """

    kind: PaperKind
    edition: Edition
    stage: Stage
    status: PaperStatus
    status_phrase: str
    made_at: str | None
    missing: tuple[str, ...]
    can_be_made: bool


@dataclass(frozen=True)
class PaperFile:
    """A paper written to a file.

    Args:
        path: of the PDF.
        pages: how many.
        missing_characters: characters no font has, drawn as a box.
    """

    path: Path
    pages: int
    missing_characters: tuple[str, ...]


@dataclass(frozen=True)
class PaperIssue:
    """A paper made earlier: the hash of its words, and when."""

    kind: PaperKind
    edition: Edition
    content_hash: str
    pages: int
    at: str
    user: str


@dataclass(frozen=True)
class RecentPaper:
    """A paper made lately, with how it stands now."""

    meeting_id: int
    kind: PaperKind
    edition: Edition
    made_at: str
    status_phrase: str

    @property
    def title(self) -> str:
        """Return the name of the paper, with its edition where there are two."""
        return (
            f"{self.kind.title}（{self.edition.phrase}）" if len(self.kind.editions) > 1 else self.kind.title
        )
