"""恢复码单: the one sheet the superior keeps in a cabinet, with which a lost secret is set anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fulian_desktop.chinese.dates import paper_date
from fulian_desktop.documents.content import (
    Align,
    BlankLine,
    Column,
    ListItem,
    PaperContent,
    Paragraph,
    Run,
    Spacer,
    Table,
    TextStyle,
    Title,
    Together,
    blank,
)

if TYPE_CHECKING:
    from datetime import date

    from fulian_desktop.documents.content import Block

TITLE = "恢复码单"
SMALL = 13.0
GROUPS_OF_A_LINE = 4
USES = (
    "主席忘了口令，或换了主席、原口令没有移交：在登录的页面点“用恢复码重设”，照本单输入恢复码。",
    "换了电脑、身份证号和电话显示“已加密”：在“设置”里点“输入恢复码”。",
    "用过一次，程序给出新的恢复码，本单作废；请打印新单，换下柜子里的旧单。",
    "恢复码分组输入，不分大小写，横线和空格可以不输；连续输错，程序会让人等。",
)
KEEPING = (
    "交上级妇联，装入信封，骑缝签名，放进带锁的柜子；不要和电脑、U盘放在一起。",
    "不要拍照，不要用微信、短信、邮件发送。程序里不保存恢复码，丢了只能重新生成。",
    "口令和恢复码都没有了，加密的身份证号、电话和有电话的定稿谁也打不开；姓名、会议和表决不受影响。",
)


def compose(federation: str, superior: str, code: str, day: date) -> PaperContent:
    """Return the sheet, one A4 page.

    Args:
        federation: whose data file it opens.
        superior: who keeps it; empty when not recorded.
        code: the groups of the recovery code, joined by hyphens.
        day: on which it was made.
    """
    groups = code.split("-")
    rows = tuple(tuple(groups[at : at + GROUPS_OF_A_LINE]) for at in range(0, len(groups), GROUPS_OF_A_LINE))
    numbers = tuple(Column(f"{at}、{at + GROUPS_OF_A_LINE}组") for at in range(1, GROUPS_OF_A_LINE + 1))
    blocks: tuple[Block, ...] = (
        Title(f"{federation}{TITLE}"),
        Paragraph(
            f"（{paper_date(day)}生成　由{superior or '上级妇联'}保管）",
            first_line_indent=False,
            align=Align.CENTRE,
            style=TextStyle.KAI,
            size=SMALL,
        ),
        Spacer(0.3),
        Table(numbers, rows, row_height_mm=12.5, size=20.0),
        Spacer(0.3),
        _heading("什么时候用"),
        *_items(USES),
        Spacer(0.2),
        _heading("怎样保管"),
        *_items(KEEPING),
        Spacer(0.4),
        Together(
            (
                BlankLine((Run("交单人（签字）"), blank(5), Run("　收单人（签字）"), blank(5)), SMALL, 0),
                BlankLine((Run("交接日期"), blank(5), Run("　存放在"), blank(9)), SMALL, 0),
                BlankLine((Run("启用日期"), blank(5), Run("　启用原因"), blank(8)), SMALL, 0),
            )
        ),
    )
    return PaperContent(
        f"{federation}{TITLE}",
        blocks,
        author=federation,
        page_numbers=False,
        running_mark="密封保管，不得复印、拍照",
    )


def _heading(words: str) -> Paragraph:
    return Paragraph(words, first_line_indent=False, align=Align.LEFT, style=TextStyle.HEADING, size=SMALL)


def _items(sentences: tuple[str, ...]) -> list[ListItem]:
    return [
        ListItem(f"{number}.", words, indent=0, size=SMALL) for number, words in enumerate(sentences, start=1)
    ]
