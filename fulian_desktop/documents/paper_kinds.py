"""The catalogue of papers: kinds, editions, stages, and how a paper stands. Plain records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

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
    FILING = "filing"

    @property
    def phrase(self) -> str:
        """Return 公示版, 内部版 or 备案版."""
        return {"public": "公示版", "internal": "内部版", "filing": "备案版"}[self.value]

    @property
    def mark(self) -> str:
        """Return the words at the top of each page; empty for the public edition."""
        return {
            "public": "",
            "internal": "内部使用，不得公示",
            "filing": "仅供备案，不得公示",
        }[self.value]

    def purpose(self, superior: str) -> str:
        """Return the sentences that say what an edition leaves out and what it may be used for."""
        if self is Edition.PUBLIC:
            return "公示版不含公民身份号码、联系电话和住址。"
        if self is Edition.INTERNAL:
            return "本册只供本会联系工作使用，请妥善保管。"
        return f"本册只供报{superior or '上级妇联'}备案使用，不得转作他用。"


class Retention(Enum):
    """How long a paper is kept in the archive (乡镇档案工作办法 annex, 1.2; 村级档案管理办法)."""

    PERMANENT = "permanent"
    THIRTY_YEARS = "30"
    TEN_YEARS = "10"

    @property
    def phrase(self) -> str:
        """Return 永久, 30年 or 10年."""
        return {"permanent": "永久", "30": "30年", "10": "10年"}[self.value]


class PaperFormat(Enum):
    """What kind of file a paper is written as; the value is the suffix."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    """Only rosters and tallies."""

    @property
    def saved(self) -> str:
        """Return 存为PDF, 存为Word文档 or 存为表格."""
        return {"pdf": "存为PDF", "docx": "存为Word文档", "xlsx": "存为表格"}[self.value]


class PaperKind(Enum):
    """The kinds of papers of a committee meeting, in the order of their file numbers: that of their use."""

    REQUEST = "request"
    APPROVAL = "approval"
    NOTICE = "notice"
    AGENDA = "agenda"
    SCHEDULE = "schedule"
    SCRIPT = "chairing_script"
    NOMINEES = "nominees"
    WORK_REPORT = "work_report"
    COMMENDATION = "commendation"
    SIGN_IN = "sign_in_sheet"
    NAME_CARDS = "name_cards"
    VOTE_RECORD = "vote_record"
    RESOLUTION = "resolution"
    DECISION = "decision"
    MINUTES = "minutes"
    SUMMARY = "summary"
    FILING_REPORT = "filing_report"
    ANNOUNCEMENT = "announcement"
    PUBLIC_NOTICE = "public_notice"
    CERTIFICATES = "certificates"
    ROSTER = "committee_roster"
    NOTICE_BOARD = "notice_board"
    DELEGATE_ROSTER = "delegate_roster"
    ARCHIVE_INDEX = "archive_index"
    TERM_PLAN = "term_plan"
    QUALIFICATION_REPORT = "qualification_report"
    ELECTION_RULES = "election_rules"
    CANDIDATES = "candidate_list"
    ELECTION_OFFICIALS = "election_officials"
    BALLOT = "ballot"
    BALLOT_AGAIN = "ballot_again"
    TALLY_SHEET = "tally_sheet"
    COUNT_SLIPS = "count_slips"
    BALLOT_TALLY = "ballot_tally"
    BALLOT_CUSTODY = "ballot_custody"
    ELECTED_LIST = "elected_list"
    ELECTION_REPORT = "election_report"
    ELECTION_ANNOUNCEMENT = "election_announcement"
    ELECTION_REQUEST = "election_request"
    APPOINTMENT = "appointment"
    TERM_COMPARISON = "term_comparison"

    @property
    def title(self) -> str:
        """Return the name in the catalogue and in file names."""
        return _FORMS[self].title

    @property
    def stage(self) -> Stage:
        """Return when the paper is needed."""
        return _FORMS[self].stage

    @property
    def is_needed(self) -> bool:
        """Return whether a meeting that has this paper needs it; the others are made when they are wanted."""
        return _FORMS[self].is_needed

    @property
    def retention(self) -> Retention | None:
        """Return how long it is kept in the archive, None for what is not filed."""
        return _FORMS[self].retention

    @property
    def is_dated_when_made(self) -> bool:
        """Return whether it bears the day on which it is made; the others bear the day of the meeting."""
        return self in _DATED_WHEN_MADE

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Return the editions there are: only rosters differ in the personal data they show."""
        rosters = (PaperKind.ROSTER, PaperKind.DELEGATE_ROSTER)
        return tuple(Edition) if self in rosters else (Edition.PUBLIC,)

    def file_name(
        self, edition: Edition = Edition.PUBLIC, paper_format: PaperFormat = PaperFormat.PDF
    ) -> str:
        """Return the usual file name: 06_主持词.pdf; the number of a kind never changes."""
        editions = self.editions
        number = 1 + sum(len(kind.editions) for kind in list(PaperKind)[: list(PaperKind).index(self)])
        mark = f"（{edition.phrase}）" if len(editions) > 1 else ""
        return f"{number + editions.index(edition):02d}_{self.title}{mark}.{paper_format.value}"


class _Form(NamedTuple):
    """What is always true of a kind of paper."""

    title: str
    stage: Stage
    is_needed: bool
    retention: Retention | None


_FORMS = {
    PaperKind.REQUEST: _Form("增补执委的请示", Stage.BEFORE, True, Retention.PERMANENT),
    PaperKind.APPROVAL: _Form("批复（参考稿）", Stage.BEFORE, False, Retention.PERMANENT),
    PaperKind.NOTICE: _Form("会议通知", Stage.BEFORE, True, Retention.PERMANENT),
    PaperKind.AGENDA: _Form("会议议程", Stage.BEFORE, True, Retention.PERMANENT),
    PaperKind.SCHEDULE: _Form("会议日程", Stage.BEFORE, False, Retention.PERMANENT),
    PaperKind.SCRIPT: _Form("主持词", Stage.BEFORE, True, Retention.TEN_YEARS),
    PaperKind.NOMINEES: _Form("人选名单和简历", Stage.BEFORE, True, Retention.TEN_YEARS),
    PaperKind.WORK_REPORT: _Form("工作报告", Stage.BEFORE, True, Retention.PERMANENT),
    PaperKind.COMMENDATION: _Form("表彰决定", Stage.BEFORE, True, Retention.PERMANENT),
    PaperKind.SIGN_IN: _Form("签到册", Stage.BEFORE, True, Retention.TEN_YEARS),
    PaperKind.NAME_CARDS: _Form("桌签", Stage.BEFORE, False, None),
    PaperKind.VOTE_RECORD: _Form("举手表决记录单", Stage.DURING, True, Retention.TEN_YEARS),
    PaperKind.RESOLUTION: _Form("关于工作报告的决议", Stage.AFTER, True, Retention.PERMANENT),
    PaperKind.DECISION: _Form("增补决定（名单）", Stage.AFTER, True, Retention.PERMANENT),
    PaperKind.MINUTES: _Form("会议记录", Stage.AFTER, True, Retention.PERMANENT),
    PaperKind.SUMMARY: _Form("会议纪要", Stage.AFTER, False, Retention.PERMANENT),
    PaperKind.FILING_REPORT: _Form("备案报告", Stage.AFTER, True, Retention.PERMANENT),
    PaperKind.ANNOUNCEMENT: _Form("公告", Stage.AFTER, True, Retention.PERMANENT),
    PaperKind.PUBLIC_NOTICE: _Form("公示", Stage.AFTER, False, Retention.PERMANENT),
    PaperKind.CERTIFICATES: _Form("当选证书", Stage.AFTER, False, None),
    PaperKind.ROSTER: _Form("执委名册", Stage.AFTER, True, Retention.PERMANENT),
    PaperKind.NOTICE_BOARD: _Form("执委公示牌（三亮）", Stage.AFTER, False, None),
    PaperKind.DELEGATE_ROSTER: _Form("代表名册", Stage.AFTER, False, Retention.PERMANENT),
    PaperKind.ARCHIVE_INDEX: _Form("归档目录", Stage.AFTER, False, None),
    PaperKind.TERM_PLAN: _Form("换届选举工作方案", Stage.BEFORE, False, Retention.TEN_YEARS),
    PaperKind.QUALIFICATION_REPORT: _Form("代表资格审查报告", Stage.BEFORE, True, Retention.PERMANENT),
    PaperKind.ELECTION_RULES: _Form("选举办法（草案）", Stage.BEFORE, True, Retention.PERMANENT),
    PaperKind.CANDIDATES: _Form("候选人名单和简历", Stage.BEFORE, True, Retention.PERMANENT),
    PaperKind.ELECTION_OFFICIALS: _Form("监票人计票人名单", Stage.BEFORE, True, Retention.PERMANENT),
    PaperKind.BALLOT: _Form("选票", Stage.BEFORE, True, Retention.TEN_YEARS),
    PaperKind.BALLOT_AGAIN: _Form("再次投票的选票", Stage.DURING, False, Retention.TEN_YEARS),
    PaperKind.TALLY_SHEET: _Form("唱票计票单", Stage.DURING, False, Retention.TEN_YEARS),
    PaperKind.COUNT_SLIPS: _Form("选举报告单", Stage.DURING, True, Retention.PERMANENT),
    PaperKind.BALLOT_TALLY: _Form("计票汇总表", Stage.DURING, True, Retention.PERMANENT),
    PaperKind.BALLOT_CUSTODY: _Form("选票保管记录", Stage.DURING, True, Retention.PERMANENT),
    PaperKind.ELECTED_LIST: _Form("当选名单", Stage.AFTER, True, Retention.PERMANENT),
    PaperKind.ELECTION_REPORT: _Form("选举结果报告", Stage.AFTER, True, Retention.PERMANENT),
    PaperKind.ELECTION_ANNOUNCEMENT: _Form("选举结果公告", Stage.AFTER, False, Retention.PERMANENT),
    PaperKind.ELECTION_REQUEST: _Form("选举请示", Stage.BEFORE, False, Retention.PERMANENT),
    PaperKind.APPOINTMENT: _Form("聘书", Stage.AFTER, False, None),
    PaperKind.TERM_COMPARISON: _Form("换届前后对照表", Stage.AFTER, False, Retention.PERMANENT),
}
_DATED_WHEN_MADE = {
    PaperKind.REQUEST,
    PaperKind.NOTICE,
    PaperKind.SUMMARY,
    PaperKind.FILING_REPORT,
    PaperKind.ANNOUNCEMENT,
    PaperKind.PUBLIC_NOTICE,
    PaperKind.TERM_PLAN,
    PaperKind.ELECTION_REPORT,
    PaperKind.ELECTION_ANNOUNCEMENT,
    PaperKind.ELECTION_REQUEST,
}


class PaperStatus(Enum):
    """How a paper stands now."""

    NOT_YET = "not_yet"
    AFTER_MEETING = "after_meeting"
    READY = "ready"
    INCOMPLETE = "incomplete"
    MADE = "made"
    FINAL = "final"
    OUTDATED = "outdated"
    WITHDRAWN = "withdrawn"

    @property
    def phrase(self) -> str:
        """Return the word in the catalogue."""
        return {
            "not_yet": "未生成",
            "after_meeting": "会后生成",
            "ready": "未生成",
            "incomplete": "缺资料",
            "made": "草稿",
            "final": "定稿",
            "outdated": "已过期",
            "withdrawn": "作废",
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
        is_needed: whether the meeting needs it; the others are made when they are wanted.
    """

    kind: PaperKind
    edition: Edition
    stage: Stage
    status: PaperStatus
    status_phrase: str
    made_at: str | None
    missing: tuple[str, ...]
    can_be_made: bool
    is_needed: bool = True


@dataclass(frozen=True)
class PaperFile:
    """A paper written to a file.

    Args:
        path: of the file.
        pages: how many; 0 for a Word file, whose pages depend on where it is opened.
        missing_characters: characters no font has, drawn as their codes.
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
