"""The styles of our Word files, named so that an office finds them in the list of styles of WPS or Word.

The text is 3号 on an exact pitch of 28.95 pt, 28 characters a line. Each family stands in all four places a
run has for fonts: with one family for Chinese and Latin alike, quotation marks, dashes and the dot of
minority names come out of the Chinese font. Why these families: docs/decisions/0007.
"""

from __future__ import annotations

from dataclasses import dataclass

from fulian_desktop.documents.content import TextStyle
from fulian_desktop.documents.docx_xml import FONT_STYLES, NAMESPACE
from fulian_desktop.documents.word_widths import BODY_EM, twips

LINE_PITCH = 28.95
BODY_POINTS = 16.0
CLOSER = -6
"""Twips each letter of running text is set closer: 28 of 3号 stand on a line (28 × 15.7 pt in 156 mm).

The page declares the same grid (22 lines of 28) for the dialogue of page set-up, but the styles do not snap
to it: LibreOffice gives a letter of 16 pt two places of a 15.79 pt grid, and takes 2 pt off the line for it.
"""
CLOSER_SPOKEN = -15
"""The same for the script: a mark the PDF lets hang outside a line of 26 letters stands inside it here."""
RED = "FF0000"
FAMILIES = {
    TextStyle.BODY: "仿宋",
    TextStyle.TITLE: "方正小标宋简体",
    TextStyle.HEADING: "黑体",
    TextStyle.KAI: "楷体",
    TextStyle.SONG: "宋体",
}
_OTHER_NAMES = {
    "仿宋": "FangSong",
    "黑体": "SimHei",
    "楷体": "KaiTi",
    "宋体": "SimSun",
    "方正小标宋简体": "华文中宋",
}
_FONT_NAMES = {
    TextStyle.BODY: "仿宋字",
    TextStyle.TITLE: "小标宋字",
    TextStyle.HEADING: "黑体字",
    TextStyle.KAI: "楷体字",
    TextStyle.SONG: "宋体字",
}


@dataclass(frozen=True)
class ParagraphStyle:
    """One paragraph style.

    Args:
        style_id: under which paragraphs name it.
        name: in the list of styles; English names of Word's own styles are shown in the reader's language.
        font: of its letters.
        size: points.
        line: exact pitch in points.
        align: both, left, center or right.
        first: characters the first line stands further in.
        before: points above.
        after: points below.
        keep_next: on one page with what follows.
        keep_lines: never cut by a page end.
        widows: never leave one line alone at a page end.
        closer: letters stand a little closer than their own width.
        fill: what it is filled with, RRGGBB; a thin filled paragraph is a rule.
        colour: of its letters, RRGGBB; empty for that of the window.
        level: of the outline, from 1; 0 for none.
        alias: another name in the list.
    """

    style_id: str
    name: str
    font: TextStyle = TextStyle.BODY
    size: float = BODY_POINTS
    line: float = LINE_PITCH
    align: str = "both"
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    widows: bool = False
    closer: bool = True
    fill: str = ""
    colour: str = ""
    level: int = 0
    alias: str = ""


_HEI, _KAI, _SONG = TextStyle.HEADING, TextStyle.KAI, TextStyle.SONG
_SCRIPT = 18.0
PARAGRAPH_STYLES = (
    ParagraphStyle("Normal", "Normal"),
    ParagraphStyle("Official", "公文正文", first=2),
    ParagraphStyle(
        "Title", "Title", TextStyle.TITLE, 22, 34.1, "center", keep_next=True, keep_lines=True, closer=False
    ),
    ParagraphStyle(
        "Subtitle", "Subtitle", _KAI, align="center", after=LINE_PITCH, keep_next=True, keep_lines=True
    ),
    ParagraphStyle("Addressee", "Salutation", keep_lines=True, alias="主送机关"),
    ParagraphStyle("Heading1", "heading 1", _HEI, first=2, keep_next=True, level=1, alias="一级标题"),
    ParagraphStyle("Heading2", "heading 2", _KAI, first=2, keep_next=True, level=2, alias="二级标题"),
    ParagraphStyle("Heading3", "heading 3", first=2, keep_next=True, level=3, alias="三级标题"),
    ParagraphStyle("Heading4", "heading 4", first=2, keep_next=True, level=4, alias="四级标题"),
    ParagraphStyle("ListItem", "List Paragraph", alias="条目"),
    ParagraphStyle("Labelled", "标签行"),
    ParagraphStyle("Spoken", "念词", size=_SCRIPT, line=32.57, first=2, widows=True),
    ParagraphStyle("Direction", "动作提示", _KAI, first=2, keep_lines=True),
    ParagraphStyle("Cue", "主持提示", _KAI, 14, 25.33),
    ParagraphStyle("FillIn", "填空行", size=_SCRIPT, line=32.57, align="left", keep_lines=True),
    ParagraphStyle("TableText", "表格文字", size=12, line=15.6, align="center", closer=False),
    ParagraphStyle("TableHead", "表头", _HEI, 12, 15.6, "center", closer=False),
    ParagraphStyle("Names", "名单", align="left"),
    ParagraphStyle("NameNote", "名单附注", _KAI, 11, 15, "left"),
    ParagraphStyle("Signature", "Signature", align="right", keep_lines=True, alias="署名"),
    ParagraphStyle("Date", "Date", align="right", alias="成文日期"),
    ParagraphStyle("SignHere", "签字栏", line=LINE_PITCH * 1.35, align="left"),
    ParagraphStyle("AttachmentNote", "附件说明", keep_lines=True),
    ParagraphStyle("AttachmentMark", "附件标记", _HEI, after=LINE_PITCH, keep_next=True),
    ParagraphStyle("RedMark", "发文机关标志", TextStyle.TITLE, 48, 60, "center", colour=RED, closer=False),
    ParagraphStyle("DocumentNumber", "发文字号", align="left"),
    ParagraphStyle("RedRule", "红色分隔线", size=1, line=1.5, align="left", fill=RED),
    ParagraphStyle("Imprint", "版记", size=14, line=24, align="left"),
    ParagraphStyle("ImprintRule", "版记线", size=1, line=1, align="left", fill="000000"),
    ParagraphStyle("Note", "附注", _KAI, 12, 18, before=4, keep_lines=True),
    ParagraphStyle("Room", "空行", size=1, line=LINE_PITCH, align="left"),
    ParagraphStyle("CardName", "桌签", _HEI, 120, 144, "center", closer=False),
    ParagraphStyle("header", "header", _HEI, 12, 12, "left", closer=False),
    ParagraphStyle("footer", "footer", _SONG, 14, 14, "left", closer=False),
)
"""The first is what paragraphs have that name no style."""

STYLE = {style.style_id: style for style in PARAGRAPH_STYLES}


def styles_xml() -> str:
    """Return all styles and what they rest on."""
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{FONT_STYLES[style]}">'
        f'<w:name w:val="{name}"/><w:qFormat/><w:rPr>{fonts_xml(FAMILIES[style])}</w:rPr></w:style>'
        for style, name in _FONT_NAMES.items()
    )
    paragraphs = "".join(_paragraph_style(style) for style in PARAGRAPH_STYLES)
    return (
        f'<w:styles xmlns:w="{NAMESPACE}">'
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts_xml(FAMILIES[TextStyle.BODY])}"
        '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{paragraphs}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{characters}{_TABLE_STYLES}</w:styles>"
    )


def fonts_xml(family: str) -> str:
    """Return one family in all four places a run has for fonts."""
    places = " ".join(f'w:{place}="{family}"' for place in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {places}/>"


def font_table_xml() -> str:
    """Return what a program shall look for when it lacks one of our families."""
    fonts = "".join(
        f'<w:font w:name="{family}"><w:altName w:val="{_OTHER_NAMES[family]}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for family in FAMILIES.values()
    )
    return f'<w:fonts xmlns:w="{NAMESPACE}">{fonts}</w:fonts>'


def _paragraph_style(style: ParagraphStyle) -> str:
    is_default = style is PARAGRAPH_STYLES[0]
    own = "" if style.name.isascii() else ' w:customStyle="1"'
    default = ' w:default="1"' if is_default else ""
    alias = f'<w:aliases w:val="{style.alias}"/>' if style.alias else ""
    based = "" if is_default else '<w:basedOn w:val="Normal"/>'
    follows = '<w:next w:val="Official"/>' if style.level else ""
    size = f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>'
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    closer_by = 0 if not style.closer else CLOSER_SPOKEN if style.size == _SCRIPT else CLOSER
    closer = f'<w:snapToGrid w:val="0"/>{colour}<w:spacing w:val="{closer_by}"/>'
    return (
        f'<w:style w:type="paragraph"{default}{own} w:styleId="{style.style_id}">'
        f'<w:name w:val="{style.name}"/>{alias}{based}{follows}<w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(style)}</w:pPr>"
        f"<w:rPr>{fonts_xml(FAMILIES[style.font])}{closer}{size}</w:rPr></w:style>"
    )


def _paragraph_properties(style: ParagraphStyle) -> str:
    em = BODY_EM if style.size == BODY_POINTS else style.size
    inner = []
    if style.keep_next:
        inner.append("<w:keepNext/>")
    if style.keep_lines:
        inner.append("<w:keepLines/>")
    inner.append(f'<w:widowControl w:val="{int(style.widows)}"/>')
    if style.fill:
        inner.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>')
    inner.append('<w:kinsoku w:val="1"/><w:overflowPunct w:val="1"/>')
    # No room between Chinese and digits: official papers have none.
    inner.append('<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>')
    inner.append('<w:snapToGrid w:val="0"/>')
    inner.append(
        f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}"'
        f' w:line="{twips(style.line)}" w:lineRule="exact"/>'
    )
    if style.first:
        inner.append(
            f'<w:ind w:firstLineChars="{round(style.first * 100)}" w:firstLine="{twips(style.first * em)}"/>'
        )
    inner.append(f'<w:jc w:val="{style.align}"/>')
    if style.level:
        inner.append(f'<w:outlineLvl w:val="{style.level - 1}"/>')
    return "".join(inner)


_RULES = "".join(
    f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="auto"/>'
    for side, width in (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))
)
_FRAME = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right")
)
_CUTS = "".join(
    f'<w:{side} w:val="dashed" w:sz="4" w:space="0" w:color="808080"/>' for side in ("insideH", "insideV")
)
_TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
) + "".join(
    f'<w:style w:type="table" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
    f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{rules}</w:tblBorders></w:tblPr>'
    "</w:style>"
    for style_id, name, rules in (
        ("RuledTable", "公文表格", _RULES),
        ("FramedGroup", "加框段落", _FRAME),
        ("CutSheet", "裁开的选票", _CUTS),
    )
)
