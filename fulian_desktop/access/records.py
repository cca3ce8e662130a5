"""Plain records of users and of what their roles allow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from fulian_desktop.storage.table_seal import BROKEN_SEAL

DECIDING_ACTS = frozenset(
    {
        # papers
        "定稿",
        "作废文书",
        "接受文书不一致",
        # rules, federation, terms, seats
        "选定议事规则",
        "填写妇联名称",
        "建立届次",
        "修改届次",
        "撤销离任",
        "撤回任职",
        # meetings and minutes
        "有议项未决而散会",
        "会议记录整理完毕",
        "更正会议记录",
        # elections and congresses
        "选定选举办法",
        "修改应选名额",
        "放弃筹备的选举",
        "认定票数",
        "宣布选举结果",
        "选举结果记入任职",
        "建立换届",
        "修改换届安排",
        # persons and users
        "撤销导入",
        "删除误录人员",
        "删除个人信息",
        "设用户",
        "停用用户",
        "设置登录",
        "换恢复码",
        # the file as a whole
        "恢复备份",
    }
)
"""Acts, as the journal names them, that decide or finalise: only for the chair."""

OWN_ACTS = frozenset({"登录", "退出登录", "换口令", BROKEN_SEAL})
"""Acts of signing in and out that every role has, and what the program finds by itself."""


class Role(Enum):
    """What a user is here."""

    CHAIR = "chair"
    RECORDER = "recorder"
    VIEWER = "viewer"

    @property
    def phrase(self) -> str:
        """Return the word on the screen."""
        return {"chair": "主席", "recorder": "记录员", "viewer": "查看"}[self.value]

    @property
    def duties(self) -> str:
        """Say in one line what this role may do."""
        return {
            "chair": "登记、定稿、作废、更正，管理用户",
            "recorder": "登记名册、会议、考勤和表决，生成文书；不能定稿和作废",
            "viewer": "只看不改，看不到身份证号和电话",
        }[self.value]

    def allows(self, act: str) -> bool:
        """Return whether this role may do an act, as the journal names it."""
        if self is Role.CHAIR:
            return True
        return self is Role.RECORDER and act not in DECIDING_ACTS


@dataclass(frozen=True)
class User:
    """Someone who signs in; from `retired_at` (an ISO moment, None while she works here) no longer."""

    id: int
    name: str
    role: Role
    since: str
    retired_at: str | None


@dataclass(frozen=True)
class AccessState:
    """How this file is guarded.

    Attributes:
        decided: somebody chose between signing in and leaving it off.
        sign_in: people sign in.
        idle_minutes: after how long without a key or a click the screen locks.
        user: who is signed in, None when nobody is.
        protected: ID numbers and telephones are encrypted in the file.
        unlocked: their key is at hand, so they can be read.
    """

    decided: bool
    sign_in: bool
    idle_minutes: int
    user: User | None
    protected: bool
    unlocked: bool
