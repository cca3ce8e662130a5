"""Every slide painted at the sizes of real projectors: not blank, nothing cut, every word in its box."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QRawFont, QTextLayout

from ui.hall.canvas import HEIGHT, WIDTH, Placed
from ui.hall.lettering import SMALLEST, fit, fit_name, hall_font, width_of
from ui.hall.painting import paint_slide
from ui.hall.slides import (
    AgendaRow,
    AgendaSlide,
    AwardSlide,
    BlankSlide,
    BreakSlide,
    CommendationSlide,
    Figure,
    Frame,
    HandsSlide,
    ItemSlide,
    NamesSlide,
    Page,
    PersonLine,
    ResultSlide,
    RowState,
    Slide,
    SlideKind,
    WaitingSlide,
)
from ui.shell.theme import Tone, apply_theme, color

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

PROJECTORS = [(1920, 1080), (1366, 768), (1024, 768), (1280, 800)]
MEETING = "三合村妇女联合会第七届执行委员会第三次会议"
LONG = "审议通过《三合村妇女联合会执行委员会委员联系妇女群众和家庭工作制度（修订稿）》"
NAMES = [
    "丁巧云",
    "苏晓棠",
    "古丽娜尔·艾合买提",
    "欧阳娜娜",
    "王㛃",
    "李堃",
    "马晓燕",
    "石桂芳",
    "张翠萍",
    "黄春桃",
]
WHEN = "3月6日 星期五 09:30　村委会二楼会议室"
QUESTION = "增补丁巧云、苏晓棠为第七届执行委员会委员"
POSTS = ["村民小组长、三组网格员", "村卫生室医生"]
FRAME = Frame(MEETING, "一、增补执委", "举手表决")


def names_slide(count: int, *, pages: int = 1) -> NamesSlide:
    people = tuple(PersonLine(NAMES[at], POSTS[at % 2]) for at in range(min(count, 10)))
    aside = f"人选 {count} 名，按姓氏笔画为序" + ("　第 1 / 3 页" if pages > 1 else "")
    return NamesSlide(
        SlideKind.NOMINEES, Frame(MEETING, FRAME.heading, aside), people, count, "举手表决", Page(1, pages)
    )


def result(outcome: str, carried: bool, numbers: tuple[int, int, int, int]) -> ResultSlide:
    words = ("同意", "不同意", "弃权", "未表态")
    figures = tuple(
        Figure(word, number, is_main=carried and word == "同意")
        for word, number in zip(words, numbers, strict=True)
    )
    return ResultSlide(
        FRAME,
        outcome,
        carried,
        f"需要 {sum(numbers) // 2 + 1}，同意 {numbers[0]}",
        figures,
        sum(numbers) // 2 + 1,
        sum(numbers),
        "丁巧云、苏晓棠 增补为第七届执委会委员",
        f"应到 {sum(numbers) + 2}　实到 {sum(numbers)}　有表决权且在场 {sum(numbers)}",
    )


ROWS = tuple(
    AgendaRow(f"{mark}、", LONG if mark == "三" else "工作报告", RowState.NOW) for mark in "一二三四五六七八"
)
SLIDES: dict[str, Slide] = {
    "waiting": WaitingSlide("三合村妇女联合会", "第七届执行委员会第三次会议", WHEN, "距开会还有", "1:12:34"),
    "waiting words": WaitingSlide(
        "三合村妇女联合会", "第十七届执行委员会第二十三次会议", "", "会议即将开始，请就座"
    ),
    "agenda": AgendaSlide(Frame(MEETING, "会议议程", "共 8 项"), ROWS),
    "item": ItemSlide(FRAME, "工作报告", "报告人：沈丽华"),
    "long item": ItemSlide(FRAME, LONG, "宣读：清溪镇妇联陆明秋", "怎样把“三八”节活动办到各组去"),
    "hands": HandsSlide(FRAME, "不同意的请举手", QUESTION, raise_hands=True),
    "counting": HandsSlide(FRAME, "等候宣布结果", LONG, raise_hands=False),
    "carried": result("通过", True, (10, 0, 1, 0)),
    "unanimous": result("一致通过", True, (300, 0, 0, 0)),
    "not carried": result("未通过", False, (6, 3, 1, 1)),
    "commended": CommendationSlide(
        Frame(MEETING, "表彰先进", "3 名"), "巾帼志愿服务先进个人", ("方瑶", "林喆", "郑雨荷")
    ),
    "many commended": CommendationSlide(Frame(MEETING, "表彰先进", "8 名"), "最美家庭", tuple(NAMES[:8])),
    "award": AwardSlide(Frame(MEETING, "表彰先进"), "最美家庭", "古丽娜尔·艾合买提", "第 3 个，共 5 个"),
    "break": BreakSlide(MEETING, "10:25 继续开会", "15:00"),
}  # fmt: skip
SLIDES.update({f"{count} nominees": names_slide(count) for count in (1, 2, 3, 4, 5, 6, 8, 10)})
SLIDES["page of nominees"] = names_slide(23, pages=3)


def painted(slide: Slide, size: tuple[int, int] = (1920, 1080)) -> tuple[QImage, tuple[Placed, ...]]:
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    placed = paint_slide(painter, QRectF(0, 0, *size), slide)
    painter.end()
    return image, placed


def has(image: QImage, tone: Tone) -> bool:
    wanted = color(tone).rgb()
    step = max(1, image.width() // 320)
    return any(
        image.pixel(x, y) == wanted
        for y in range(0, image.height(), step)
        for x in range(0, image.width(), step)
    )


@pytest.mark.parametrize("size", PROJECTORS, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", SLIDES)
def test_every_word_stands_in_its_box_and_is_large_enough(
    qapp: QApplication, name: str, size: tuple[int, int]
) -> None:
    image, placed = painted(SLIDES[name], size)
    assert has(image, Tone.HALL)
    assert has(image, Tone.ACCENT)
    hall = QRectF(0, 0, WIDTH, HEIGHT)
    for one in placed:
        assert one.pixels >= SMALLEST, one
        assert one.box.adjusted(-1, -1, 1, 1).contains(one.ink), one
        assert hall.contains(one.box), one
        assert one.whole or one.words.startswith("审议") or "…" in one.words, one


@pytest.mark.parametrize("name", SLIDES)
def test_no_two_lines_of_words_lie_on_each_other(qapp: QApplication, name: str) -> None:
    _image, placed = painted(SLIDES[name])
    for at, one in enumerate(placed):
        for other in placed[at + 1 :]:
            assert not one.ink.intersects(other.ink), (one.words, other.words)


@pytest.mark.parametrize("name", SLIDES)
def test_every_slide_looks_like_itself_at_every_size(qapp: QApplication, name: str) -> None:
    _image, large = painted(SLIDES[name])
    for size in [*PROJECTORS, (214, 120)]:
        assert [one.words for one in painted(SLIDES[name], size)[1]] == [one.words for one in large]


def test_a_blank_page_is_only_ground(qapp: QApplication) -> None:
    image, placed = painted(BlankSlide())
    assert placed == ()
    assert not has(image, Tone.ACCENT)
    assert not has(image, Tone.TEXT)


def test_not_carried_is_never_a_red_panel(qapp: QApplication) -> None:
    middle = (400, 330)
    assert painted(SLIDES["not carried"])[0].pixel(*middle) == color(Tone.TEXT).rgb()
    assert painted(SLIDES["carried"])[0].pixel(*middle) == color(Tone.ACCENT).rgb()


def test_the_sizes_of_names_follow_their_number(qapp: QApplication) -> None:
    sizes = []
    for count in (2, 3, 6, 8, 10):
        placed = painted(names_slide(count))[1]
        sizes.append(next(one.pixels for one in placed if one.words == "丁巧云"))
    assert sizes == [150, 110, 110, 80, 80]


def test_a_name_with_a_dot_breaks_behind_it_and_is_one_step_smaller(qapp: QApplication) -> None:
    placed = painted(names_slide(3))[1]
    halves = [one for one in placed if one.words in ("古丽娜尔·", "艾合买提")]
    assert [one.pixels for one in halves] == [80, 80]
    assert halves[0].ink.bottom() < halves[1].ink.top()


def test_a_long_name_is_set_smaller_and_never_cut(qapp: QApplication) -> None:
    name = "阿卜杜热合曼·买买提依明江·吾布力哈斯木"
    fitted = fit_name(name, 400, 140, 80, 60)
    assert "".join(fitted.lines) == name
    assert max(width_of(line, fitted.pixels) for line in fitted.lines) <= 401
    plain = fit("司马欧阳上官诸葛东方", 300, 140, 110, is_name=True)
    assert plain.lines == ("司马欧阳上官诸葛东方",)
    assert plain.whole


def test_a_text_that_cannot_fit_ends_in_dots_and_says_so(qapp: QApplication) -> None:
    fitted = fit(LONG * 3, 600, 150, 90, lines=2)
    assert len(fitted.lines) == 2
    assert fitted.lines[-1].endswith("…")
    assert not fitted.whole
    assert max(width_of(line, fitted.pixels) for line in fitted.lines) <= 600


def test_no_line_begins_with_a_comma_or_a_full_stop(qapp: QApplication) -> None:
    for width in range(260, 900, 20):
        for line in fit("同意，不同意，弃权，未表态，丁巧云、苏晓棠、李堃。", width, 2000, 60, lines=9).lines:
            assert line[0] not in "，、。"


def test_names_are_not_torn_where_a_line_can_end_behind_a_comma(qapp: QApplication) -> None:
    lines = fit("丁巧云、苏晓棠、黄春桃、石桂芳 增补为第七届执委会委员", 900, 400, 80, lines=3).lines
    assert lines[0].endswith("、")


def test_a_rare_character_comes_from_some_font(qapp: QApplication) -> None:
    for character in "㛃堃喆祎":
        layout = QTextLayout(character, hall_font(80))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        glyphs = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
        fonts: list[QRawFont] = [run.rawFont() for run in layout.glyphRuns()]
        assert glyphs
        assert all(glyph != 0 for glyph in glyphs), character
        assert all(one.supportsCharacter(ord(character)) for one in fonts)


def test_the_type_size_of_the_desk_does_not_change_the_hall(qapp: QApplication, light: None) -> None:
    before = painted(SLIDES["carried"])[1]
    apply_theme(qapp, 200, high_contrast=False)
    assert QFontMetricsF(hall_font(60)).height() < 100
    assert painted(SLIDES["carried"])[1] == before
