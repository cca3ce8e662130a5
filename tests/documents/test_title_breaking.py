from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fulian_desktop.documents.title_breaking import break_title


def test_a_short_title_stays_on_one_line() -> None:
    assert break_title("第七届执委会委员名册", longest=19) == ("第七届执委会委员名册",)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        (
            "三合村妇女联合会第七届执行委员会第三次会议记录",
            ("三合村妇女联合会第七届", "执行委员会第三次会议记录"),
        ),
        (
            "三合村妇女联合会第七届执行委员会第三次会议关于执行委员会工作报告的决议",
            ("三合村妇女联合会第七届执行委员会", "第三次会议关于执行委员会工作报告的决议"),
        ),
    ],
)
def test_a_long_title_breaks_between_words_in_balanced_lines(title: str, lines: tuple[str, ...]) -> None:
    assert break_title(title, longest=19) == lines


def test_a_name_is_never_torn() -> None:
    lines = break_title("关于增补丁巧云苏晓棠两位同志为执委的决定", longest=10, keep=("丁巧云", "苏晓棠"))
    assert any("丁巧云" in line for line in lines)
    assert any("苏晓棠" in line for line in lines)


def test_the_number_of_a_meeting_is_never_torn() -> None:
    lines = break_title("第十二届执行委员会第二十三次会议主持词", longest=12)
    assert any("第二十三次" in line for line in lines)


@given(st.text(alphabet="三合村妇女联合会第七届执行委员的决议关于工作报告《》", min_size=1, max_size=60))
def test_a_title_loses_nothing_and_fits(title: str) -> None:
    lines = break_title(title, longest=18)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= 18


def test_a_body_too_long_for_a_line_is_broken_between_its_words() -> None:
    body = "清溪镇三合村股份经济合作联合社妇女联合会暨巾帼志愿服务大队联合筹备工作领导小组办公室"
    lines = break_title(f"{body}关于召开第七届执行委员会第三次会议的通知", longest=19, keep=(body,))
    joined = "|".join(lines)
    assert max(map(len, lines)) <= 19
    assert all(word in joined for word in ("妇女联合会", "执行委员会", "第三次", "会议", "通知"))
