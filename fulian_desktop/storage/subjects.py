"""What a user calls the records of each table: 人员名册, 举手表决, and never the name of a table alone."""

from __future__ import annotations

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
_BY_TABLE = {table: name for name, tables in SUBJECTS.items() for table in tables}


def subject_of(table: str) -> str:
    """Return what a user calls the records of a table."""
    return _BY_TABLE.get(table, OTHER)
