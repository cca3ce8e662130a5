"""Papers on personal data: the receipt of a deletion, and the list of who saw and exported it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.documents.content import (
    Align,
    BlankLine,
    Column,
    LabelledLine,
    ListItem,
    Note,
    PaperContent,
    Paragraph,
    Run,
    Spacer,
    Table,
    TextStyle,
    Title,
    blank,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fulian_desktop.documents.content import Block
    from fulian_desktop.people.privacy_records import Disclosure, Erasure

RECEIPT, LIST = "个人信息删除回执", "个人信息查看和导出登记"
SIZE = 14.0
STAYS = (
    "会议记录、考勤、选举和任职里的姓名和职务：依法归档，不能删除（《中华人民共和国档案法》第十三条、第十四条）。",
    "已经定稿、存进档案的文书，包括名册和候选人名单：保持原样；资料加密的，有电话的版本也加密，打开都登记。",
    "操作日志里的修改记录作为防改凭据保留：号码打星，住址、备注、简历不写内容，其余照原样（旧版程序写的备注也在）。",
    "删除以前做的备份：里面还有原来的资料，按备份的期限自动淘汰；另存到U盘的备份要另行删除。",
)
LONGEST = 40


def receipt(federation: str, erasure: Erasure) -> PaperContent:
    """Return the receipt for who asked that her data be deleted: what went, what stays and why."""
    at = erasure.at
    blocks: tuple[Block, ...] = (
        Title(RECEIPT),
        Paragraph(
            f"（{federation}　第{erasure.entry_id}号）",
            first_line_indent=False,
            align=Align.CENTRE,
            style=TextStyle.KAI,
            size=SIZE,
        ),
        Spacer(0.3),
        LabelledLine("姓　名", erasure.name, indent=0, size=SIZE),
        LabelledLine("删除时间", f"{paper_date(at.date())} {at:%H:%M}", indent=0, size=SIZE),
        LabelledLine("经 手 人", erasure.user, indent=0, size=SIZE),
        LabelledLine("原　因", erasure.reason, indent=0, size=SIZE),
        LabelledLine("已经删除", "、".join(erasure.removed), indent=0, size=SIZE),
        LabelledLine("仍然保留", "；".join(erasure.kept) or "没有", indent=0, size=SIZE),
        Spacer(0.3),
        Paragraph(
            "为什么还有保留", first_line_indent=False, align=Align.LEFT, style=TextStyle.HEADING, size=SIZE
        ),
        *(ListItem(f"{number}.", words, indent=0, size=SIZE) for number, words in enumerate(STAYS, start=1)),
        Spacer(0.3),
        Paragraph(
            "依据《个人信息保护法》第四十七条办理，删除以后不能恢复。",
            first_line_indent=False,
            align=Align.LEFT,
            size=SIZE,
        ),
        Spacer(0.5),
        BlankLine((Run("本人（签收）"), blank(5), Run("　经手人（签字）"), blank(5)), SIZE, 0),
        BlankLine((Run("日　　期"), blank(5), Run("　　　　（盖　章）")), SIZE, 0),
    )
    return PaperContent(f"{federation}{RECEIPT}", blocks, author=federation, page_numbers=False)


def disclosures(federation: str, seen: Sequence[Disclosure], whose: str, day: date) -> PaperContent:
    """Return the list of who saw and exported personal data, the latest first.

    Args:
        federation: whose file.
        seen: the entries.
        whose: the person the list is about; empty for everyone.
        day: on which it is made.
    """
    rows = tuple(
        (
            str(number),
            f"{one.at:%Y-%m-%d %H:%M}",
            one.user,
            one.act,
            one.person or "名单上的人",
            one.what if len(one.what) <= LONGEST else one.what[: LONGEST - 1] + "…",
        )
        for number, one in enumerate(seen, start=1)
    )
    blocks: tuple[Block, ...] = (
        Title(LIST),
        Paragraph(
            f"（{federation}　{whose or '全部人员'}　截至{paper_date(day)}）",
            first_line_indent=False,
            align=Align.CENTRE,
            style=TextStyle.KAI,
            size=SIZE,
        ),
        Table(
            (
                Column("序号", 0.7),
                Column("时间", 2.0),
                Column("经手人", 1.1, is_name=True),
                Column("做了什么", 1.6),
                Column("看的是谁", 1.2),
                Column("文书、文件、原因", 3.4, align=Align.LEFT),
            ),
            rows,
            row_height_mm=8.0,
            size=12.0,
        ),
        Note("取自操作日志；日志一条接一条校验，事后改动会被“检查资料”发现。"),
    )
    return PaperContent(f"{federation}{LIST}", blocks, author=federation)
