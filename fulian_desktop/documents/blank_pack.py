"""停电备用: everything a meeting needs on paper when there is no power, as one PDF and as single papers."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from fulian_desktop.documents.content import (
    Align,
    BlankLine,
    Column,
    ListItem,
    PageBreak,
    PaperContent,
    Paragraph,
    Run,
    Spacer,
    Table,
    TextStyle,
    blank,
)
from fulian_desktop.documents.paper_kinds import PaperFile
from fulian_desktop.documents.papers import agenda, blank_forms, blank_script, phrases, sign_in
from fulian_desktop.documents.papers.agenda import when
from fulian_desktop.documents.papers.readiness import PaperNotReady
from fulian_desktop.errors import UserFacingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fulian_desktop.documents.content import Block
    from fulian_desktop.documents.operations import DocumentOperations
    from fulian_desktop.documents.papers.figures import MeetingFigures
    from fulian_desktop.scripts.operations import ScriptOperations

MARK = "停电备用　手工填写，会后补录"
WHOLE_FILE = "停电备用_全套.pdf"


class BlankPaper(Enum):
    """The papers of the pack in the order of their use."""

    COVER = "cover"
    SIGN_IN = "sign_in_sheet"
    AGENDA = "agenda"
    SCRIPT = "chairing_script"
    VOTES = "vote_record"
    TALLY = "tally"
    SLIPS = "report_slips"

    @property
    def title(self) -> str:
        """Return the name in the list of contents and in file names."""
        return {
            "cover": "使用说明",
            "sign_in_sheet": "签到册",
            "agenda": "会议议程",
            "chairing_script": "主持词（留空）",
            "vote_record": "举手表决记录单",
            "tally": "计票正字表",
            "report_slips": "表决结果报告单",
        }[self.value]

    @property
    def purpose(self) -> str:
        """Return who fills it in, and when."""
        return {
            "cover": "",
            "sign_in_sheet": "到会的人签名；请假、列席的写在后面",
            "agenda": "主持人照着开会",
            "chairing_script": "主持人念；人数和结果当场填",
            "vote_record": "记录人填：每次表决的人数、结果、时间",
            "tally": "计票人数票时描“正”字",
            "report_slips": "监票人填好交主持人宣布",
        }[self.value]

    @property
    def file_name(self) -> str:
        """Return the usual file name of the single paper."""
        return f"停电备用_{list(BlankPaper).index(self)}_{self.title}.pdf"


class BlankPackOperations:
    """Composes and writes the pack; nothing is recorded by it."""

    def __init__(self, papers: DocumentOperations, scripts: ScriptOperations) -> None:
        self._papers = papers
        self._scripts = scripts

    def kinds(self, meeting_id: int) -> tuple[BlankPaper, ...]:
        """Return the papers this meeting's pack has; without questions it has no forms for votes."""
        return self._kinds(self._papers.figures(meeting_id))

    def compose(self, meeting_id: int, paper: BlankPaper) -> PaperContent:
        """Return one paper of the pack.

        Raises:
            PaperNotReady: what it needs is not prepared yet.
            UserFacingError: this meeting's pack has no such paper.
        """
        figures = self._ready(meeting_id)
        if paper not in self._kinds(figures):
            raise UserFacingError(f"这次会议没有要表决的事项，不用{paper.title}。")
        return self._paper(figures, paper.title, self._blocks(figures, paper))

    def compose_whole(self, meeting_id: int) -> PaperContent:
        """Return the whole pack as one paper, each part on a new page.

        Raises:
            PaperNotReady: what it needs is not prepared yet.
        """
        figures = self._ready(meeting_id)
        blocks: list[Block] = []
        for paper in self._kinds(figures):
            blocks += [PageBreak(), *self._blocks(figures, paper)] if blocks else self._blocks(figures, paper)
        return self._paper(figures, "停电备用", blocks)

    def write(self, meeting_id: int, folder: Path) -> tuple[PaperFile, ...]:
        """Write the whole pack and its single papers as PDF; the whole one comes first.

        Raises:
            PaperNotReady: what it needs is not prepared yet; nothing was written.
            UserFacingError: the place cannot be written.
        """
        from fulian_desktop.documents.pdf_writer import write_pdf

        whole = self.compose_whole(meeting_id)
        papers = [(WHOLE_FILE, whole)]
        papers += [(kind.file_name, self.compose(meeting_id, kind)) for kind in self.kinds(meeting_id)]
        files = []
        for name, content in papers:
            result = write_pdf(content, folder / name)
            files.append(PaperFile(folder / name, result.pages, tuple(result.missing_characters)))
        return tuple(files)

    def _ready(self, meeting_id: int) -> MeetingFigures:
        figures = self._papers.figures(meeting_id)
        if not figures.facts.entitled:
            raise PaperNotReady("席位上还没有人，应到是 0，印不出停电备用的一套。", "请先登记本届执委。")
        if not figures.facts.numbered_items:
            raise PaperNotReady("议程里还没有编号的议项，印不出停电备用的一套。", "请先排好议程。")
        return figures

    def _kinds(self, figures: MeetingFigures) -> tuple[BlankPaper, ...]:
        forms = {BlankPaper.VOTES, BlankPaper.TALLY, BlankPaper.SLIPS}
        return tuple(kind for kind in BlankPaper if figures.questions or kind not in forms)

    def _blocks(self, figures: MeetingFigures, paper: BlankPaper) -> list[Block]:
        composers: dict[BlankPaper, Callable[[], list[Block]]] = {
            BlankPaper.COVER: partial(_cover, figures, self._kinds(figures)),
            BlankPaper.SIGN_IN: lambda: list(sign_in.compose(figures).blocks),
            BlankPaper.AGENDA: lambda: [*agenda.compose(figures).blocks, Spacer(0.5), _times()],
            BlankPaper.SCRIPT: partial(blank_script.compose, figures, self._scripts),
            BlankPaper.VOTES: partial(blank_forms.votes, figures),
            BlankPaper.TALLY: partial(blank_forms.tallies, figures),
            BlankPaper.SLIPS: partial(blank_forms.slips, figures),
        }
        return composers[paper]()

    def _paper(self, figures: MeetingFigures, title: str, blocks: list[Block]) -> PaperContent:
        facts = figures.facts
        content = PaperContent(
            f"{facts.full_title}{title}", tuple(blocks), author=facts.federation, running_mark=MARK
        )
        return self._papers.marked(content)


def _times() -> BlankLine:
    return BlankLine(
        (
            *(Run("开会"), blank(2), Run("时"), blank(2), Run("分　散会"), blank(2), Run("时"), blank(2)),
            Run("分"),
        ),
        size=16.0,
        indent=0,
    )


def _cover(figures: MeetingFigures, kinds: tuple[BlankPaper, ...]) -> list[Block]:
    facts, pack = figures.facts, figures.facts.rule_pack
    steps = (
        "每一张都用黑色签字笔填，填错的画一道线，在旁边写对的，签名；不要涂改。",
        f"先签到、点名。应到{figures.entitled}人，到会不够{figures.quorum_need}人，不能表决。",
        f"表决时先数人数、再念结果：{blank_forms.need_words(pack, figures.entitled)}。",
        "每次表决记下几点几分；有人中途到会、离开，也记下时间。",
        "散会后收齐，一张不少地放在一起。来电以后在程序里点“补录”，照着纸面逐项录入。",
    )
    rows = tuple(
        (str(number), kind.title, kind.purpose)
        for number, kind in enumerate((one for one in kinds if one is not BlankPaper.COVER), start=1)
    )
    when_line = f"{when(figures)}　{facts.place or phrases.NOT_FILLED}"
    return [
        phrases.title(facts, f"{facts.title}停电备用"),
        Paragraph(when_line, first_line_indent=False, align=Align.CENTRE, style=TextStyle.KAI, size=14.0),
        Spacer(0.3),
        Table(
            (Column("序号", 0.7), Column("文书", 2.6), Column("谁填、怎么用", 5.6, align=Align.LEFT)),
            rows,
            row_height_mm=8.0,
            size=14.0,
        ),
        Spacer(0.4),
        *(ListItem(f"{number}.", words, indent=0, size=14.0) for number, words in enumerate(steps, start=1)),
        Spacer(0.3),
        BlankLine((Run("停电"), blank(2), Run("时"), blank(2), Run("分　改用纸面的人"), blank(6)), 16.0, 0),
        _times(),
        BlankLine((Run("补录人"), blank(6), Run("　补录时间"), blank(8)), 16.0, 0),
    ]
