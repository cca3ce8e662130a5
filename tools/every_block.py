"""A paper with every kind of block, for looking at what the writers do."""

from __future__ import annotations

from fulian_desktop.documents.content import (
    Addressee,
    Align,
    AttachmentMark,
    AttachmentNote,
    BallotPart,
    BallotSheet,
    BlankLine,
    Block,
    Column,
    Cue,
    Heading,
    Imprint,
    LabelledLine,
    ListItem,
    NameCard,
    NameGrid,
    Note,
    PageBreak,
    PaperContent,
    Paragraph,
    RedHead,
    Run,
    Signature,
    SignatureLines,
    Spacer,
    SpokenLine,
    StageDirection,
    StrokeBoxes,
    Subtitle,
    Table,
    TextStyle,
    Title,
    Together,
    blank,
    name_run,
)

FEDERATION = "三合村妇女联合会"
DAY = "2026年3月6日"
NAMES = (
    "沈丽华",
    "李祎",
    "古丽娜尔·艾合买提",
    "韩淑珍",
    "李堃",
    "马晓燕",
    "黄春桃",
    "王秀英",
    "丁巧云",
    "苏晓棠",
)


def every_block(*, landscape: bool = False) -> PaperContent:
    """Return the paper, upright or lying."""
    blocks = (
        RedHead(FEDERATION, "三妇〔2026〕2号", "沈丽华"),
        *_text(),
        PageBreak(),
        *_closing(),
        PageBreak(),
        *_tables(),
        PageBreak(),
        *_script(),
        StrokeBoxes("同意", 13),
        NameCard(("沈丽华",)),
        *(() if landscape else (_ballot(),)),
    )
    return PaperContent(
        "各种段落", blocks, author=FEDERATION, landscape=landscape, running_mark="内部版　注意保管"
    )


def _text() -> tuple[Block, ...]:
    body = (
        "会议听取和审议了主席沈丽华同志所作的工作报告。会议应到13名，实到11名，请假2名，符合规定。会议认为，"
        "一年来村妇联围绕“巾帼建新功”，深入网格——特别是偏远小组……做了大量工作，会议同意这个报告。"
    )
    return (
        Title("三合村妇女联合会第七届执行委员会第三次会议关于工作报告的决议"),
        Subtitle(f"（{DAY}三合村妇女联合会第七届执行委员会第三次会议通过）", size=14.0),
        Addressee("清溪镇妇联"),
        Paragraph(body),
        Heading("一、会议议程"),
        Heading("（一）审议事项", level=2),
        Paragraph((Run("增补"), name_run("丁巧云"), Run("、"), name_run("苏晓棠"), Run("为执委。" + body))),
        Heading("1.三级标题", level=3),
        Paragraph("左边顶格，右边对齐。", first_line_indent=False, align=Align.RIGHT),
        ListItem("1.", "第一项内容，" + body),
        ListItem("（一）", "另一项内容，较短。"),
        LabelledLine("出席", "、".join(NAMES)),
        LabelledLine("时间", f"{DAY}（星期五）上午9:30"),
        Spacer(0.5),
        Paragraph("楷体的小字。" + body, style=TextStyle.KAI, size=14.0, together=True),
        Note("注：以上内容由妇联会议助手生成，打印后签字盖章有效。" * 2),
    )


def _closing() -> tuple[Block, ...]:
    return (
        AttachmentNote(
            ("第七届执行委员会委员名册", "会议签到册和请假人员名单，名称较长的附件名称要在第二行对齐")
        ),
        Signature((FEDERATION,), DAY),
        Imprint("清溪镇妇联，三合村党总支，三合村村民委员会。", FEDERATION, "2026年3月9日印发"),
        PageBreak(),
        AttachmentMark("附件1"),
        Title("执委名单"),
        AttachmentNote(("只有一个附件",)),
        Paragraph("不盖章的署名如下。"),
        Signature((FEDERATION,), DAY, seal_space=False),
    )


def _tables() -> tuple[Block, ...]:
    columns = (
        Column("序号", 0.6),
        Column("姓名", 1.4, is_name=True),
        Column("学历", 1.0, group="文化程度"),
        Column("学位", 1.0, group="文化程度"),
        Column("简历", 3.0, Align.LEFT),
        Column("签名", 1.5),
    )
    rows = tuple(
        (str(n), NAMES[n % len(NAMES)], "大专", "", "曾任第三网格网格员、志愿服务队队长" * (n % 3), "")
        for n in range(1, 25)
    )
    return (
        Title("名册"),
        Table(columns, rows, row_height_mm=12.0, bold_rows=(23,)),
        Note("注：合计一行为黑体。"),
        PageBreak(),
        NameGrid(NAMES),
        NameGrid(NAMES[:5], per_row=3, notes=("主席", "副主席", "", "执委", "")),
        SignatureLines(("主持人（签字）", "记录人（签字）", "监票人（签字）")),
    )


def _script() -> tuple[Block, ...]:
    vote = (
        Cue("表决", "清点举手人数"),
        SpokenLine("现在进行举手表决。同意的请举手。请放下。不同意的请举手。弃权的请举手。", size=17.0),
        StageDirection("计票人清点人数，报告主持人"),
        BlankLine(
            (Run("同意"), blank(), Run("票，不同意"), blank(), Run("票，弃权"), blank(2), Run("票。")),
            size=17.0,
        ),
    )
    return (
        Title("主持词", size=26.0),
        SpokenLine("各位执委：" + "今天我们召开第七届执委会第三次会议，请大家把手机调到静音。" * 3),
        Cue("鼓掌"),
        Together(vote, framed=True),
        Together(vote),
        Together(
            (Paragraph("框内有表。"), Table((Column("项目"), Column("结果")), (("同意", "10"),))), framed=True
        ),
    )


def _ballot() -> BallotSheet:
    return BallotSheet(
        ("三合村第八次妇女代表大会", "委员选票"),
        "（按姓氏笔画为序）",
        (BallotPart("", ("丁巧云", "马晓燕"), 1),),
        marks_beside=False,
        mark_first=True,
        rules=("说明：应选1名。",),
    )
