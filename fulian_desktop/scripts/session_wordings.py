"""Which wording a session of a congress is said with, and which parts such a wording has of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.meetings.session_kinds import MeetingKind

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDING_OF: Mapping[MeetingKind, str] = {
    MeetingKind.COMMITTEE: "committee_session",
    MeetingKind.PREPARATORY: "congress_preparatory",
    MeetingKind.PRESIDIUM: "congress_presidium",
    MeetingKind.PLENARY: "congress_plenary",
    MeetingKind.ELECTION: "congress_election",
    MeetingKind.COMMITTEE_FIRST: "congress_committee",
    MeetingKind.CLOSING: "congress_closing",
}
SESSION_KINDS: Mapping[str, str] = {
    "congress_preparatory": "大会预备会议主持词",
    "congress_presidium": "主席团会议主持词",
    "congress_plenary": "大会第一次全体会议主持词",
    "congress_election": "大会选举主持词",
    "congress_committee": "新一届执委会第一次会议主持词",
    "congress_closing": "大会闭幕会议主持词",
}
PARTS: Mapping[str, tuple[str, ...]] = {
    "congress_preparatory": ("通过议程", "通过主席团名单", "通过资格审查名单"),
    "congress_presidium": ("通过日程", "资格审查报告", "讨论选举办法", "讨论候选人", "讨论监计票人"),
    "congress_plenary": ("听取工作报告", "通过选举办法", "通过监计票人"),
    "congress_election": ("宣布候选人", "宣布当选"),
    "congress_committee": ("通过选举办法", "通过监计票人", "宣布当选", "执委分工"),
    "congress_closing": ("宣布主席副主席", "通过报告决议", "新主席讲话"),
}
"""Parts beside those a committee session's wording has; an item of a session names one of either."""
