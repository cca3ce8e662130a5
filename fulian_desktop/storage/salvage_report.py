"""What a salvage saved, in words of the trade: 人员, 会议, 表决, and never the names of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fulian_desktop.storage.salvage import Salvage, SalvagedTable

SUBJECTS: dict[str, tuple[str, ...]] = {
    "人员名册": ("person", "resume_line", "roster_import"),
    "届次、席位和任职": ("federation", "term", "seat", "tenure"),
    "代表": ("delegate", "delegate_quota", "delegate_place", "delegate_decision"),
    "会议和议程": (
        "meeting",
        "agenda_item",
        "nominee",
        "observer",
        "meeting_session",
        "agenda_part",
        "meeting_reply",
        "rehearsal",
        "late_entry",
    ),
    "考勤和会议经过": (
        "entitled",
        "attendance_mark",
        "meeting_note",
        "agenda_act",
        "roll_call",
        "agreement",
        "course_event",
        "meeting_closing",
        "leave_approval",
    ),
    "举手表决": (
        "vote_split",
        "vote_count",
        "count_zone",
        "tally_draft",
        "hand_tally",
        "tally_settlement",
        "result_release",
    ),
    "投票选举": (
        "election_pack",
        "election",
        "election_post",
        "election_candidate",
        "candidate_withdrawal",
        "election_official",
        "official_passing",
        "candidate_passing",
        "list_vote",
        "election_relative",
        "election_round",
        "round_attendance",
        "custody_event",
        "ballot_count",
        "ballot_count_step",
        "doubtful_ballot",
        "doubtful_decision",
        "ballot_entry",
        "ballot_call",
        "ballot_total",
        "ballot_figure",
        "write_in_ruling",
        "count_settlement",
        "election_result",
        "tenure_election",
        "election_end",
        "committee_makeup",
    ),
    "换届筹备": ("congress", "congress_office", "congress_step", "congress_material"),
    "会议记录": ("minutes_words", "minutes_finish", "meeting_correction"),
    "文书": (
        "paper_issue",
        "paper_final",
        "paper_sealing",
        "paper_withdrawal",
        "paper_print",
        "paper_acceptance",
    ),
    "自己写的主持词": ("wording", "desk_place"),
    "谁可以做什么": ("access_choice", "app_user", "key_wrap", "sign_in_try"),
    "操作日志": ("journal", "journal_head", "table_seal"),
}
"""What a user calls the records, and the tables in which they lie; a test demands every table here."""

OTHER = "其他"
_BOOKKEEPING = frozenset({"journal_head", "table_seal", "sign_in_try", "desk_place"})
"""Written anew by themselves; losing a row of these loses nothing anyone did."""

_UNCOUNTED = 100_000
"""A gap of so many row numbers is an end that could not be found, and says nothing about rows."""


@dataclass(frozen=True)
class SavedSubject:
    """What was saved of one subject.

    Attributes:
        name: in the user's words.
        saved: records in the new file.
        lost: records that are certainly lost: read, but not right.
        perhaps_lost: at most so many more could not be read at all; None when nobody can say how many.
        whole: whether every record was read.
    """

    name: str
    saved: int
    lost: int
    perhaps_lost: int | None
    whole: bool

    @property
    def sentence(self) -> str:
        """Say how it stands: 全部读出 / 读出 12 条，另有最多 3 条读不出来."""
        if self.whole:
            return "全部读出" if self.saved else "没有记录"
        missing = []
        if self.perhaps_lost is None:
            missing.append("有读不出来的部分，多少条数不清")
        elif self.perhaps_lost:
            missing.append(f"最多 {self.perhaps_lost} 条读不出来")
        if self.lost:
            missing.append(f"{self.lost} 条内容不对，没有收")
        return "，".join(missing)


def saved_by_subject(salvage: Salvage) -> tuple[SavedSubject, ...]:
    """Put the tables of a salvage together by subject, in the order a user thinks of them.

    A subject that has no records and lost none is left out.
    """
    by_table = {table: name for name, tables in SUBJECTS.items() for table in tables}
    grouped: dict[str, list[SalvagedTable]] = {}
    for table in salvage.tables:
        grouped.setdefault(by_table.get(table.name, OTHER), []).append(table)
    found = [_subject(name, grouped[name]) for name in (*SUBJECTS, OTHER) if name in grouped]
    return tuple(one for one in found if one.saved or not one.whole)


def _subject(name: str, tables: list[SalvagedTable]) -> SavedSubject:
    counted = [table for table in tables if table.name not in _BOOKKEEPING]
    gaps = sum(last - first + 1 for table in counted for first, last in table.unreadable)
    countable = gaps < _UNCOUNTED and all(table.whole or table.unreadable for table in counted)
    return SavedSubject(
        name,
        sum(table.saved for table in counted),
        sum(table.refused for table in counted),
        gaps if countable else None,
        all(table.whole and not table.refused for table in counted),
    )
