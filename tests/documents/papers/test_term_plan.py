"""换届选举工作方案: what it says with and without a day, and which meetings have it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import Table, plain_text, texts_of_paper
from fulian_desktop.documents.paper_kinds import PaperKind
from fulian_desktop.documents.papers.term_plan import (
    TermPlanFacts,
    missing,
    plan,
    steps_of,
    values_of,
)
from fulian_desktop.scripts.operations import KINDS, shipped_text
from fulian_desktop.scripts.wording import fill
from tests.documents.papers.the_meeting import the_meeting_prepared

if TYPE_CHECKING:
    from pathlib import Path

    from fulian_desktop.documents.content import PaperContent

SETTLED = TermPlanFacts(
    "三合村妇女联合会",
    "清溪镇妇联",
    8,
    term_ends="2029-03-07",
    congress_day="2029-02-20",
    seats=15,
    vice_chairs=2,
    delegates=36,
    groups=(("第一村民小组", 17), ("第二村民小组", 19)),
    officers=(("主席", "沈丽华"), ("副主席", "马晓燕")),
)
OPEN = TermPlanFacts("三合村妇女联合会", "", 8)


def the_plan(facts: TermPlanFacts) -> PaperContent:
    words = values_of(facts)
    paragraphs = fill(
        KINDS["term_plan"], shipped_text("term_plan"), dict(words.values), list(words.conditions)
    )
    return plan(facts, paragraphs, date(2028, 12, 1))


def words_of(facts: TermPlanFacts) -> str:
    return "".join(texts_of_paper(the_plan(facts)))


def timetable(facts: TermPlanFacts) -> list[str]:
    (table,) = (block for block in the_plan(facts).blocks if isinstance(block, Table))
    return [plain_text(row[0]) for row in table.rows]


def test_the_congress_has_the_number_of_the_term_it_elects() -> None:
    assert SETTLED.congress == "三合村第八次妇女代表大会"


def test_the_steps_are_counted_back_from_the_day_of_the_congress() -> None:
    days = timetable(SETTLED)
    assert days[0] == "2028年12月22日前"
    assert days.count("2029年2月20日") == 2
    assert days[-1] == "2029年3月22日前"


def test_without_a_day_the_steps_are_counted_in_words() -> None:
    days = timetable(OPEN)
    assert days[0] == "大会召开60日前"
    assert "大会召开当日" in days
    assert days[-1] == "大会闭幕后30日内"


def test_the_plan_says_quota_seats_and_officers() -> None:
    words = words_of(SETTLED)
    for said in (
        "第七届执行委员会任期将于2029年3月7日届满",
        "组　长：沈丽华",
        "副组长：马晓燕",
        "第八届执行委员会设委员15名",
        "设主席1名、副主席2名",
        "代表名额为36名",
        "具体分配为：第一村民小组17名，第二村民小组19名",
        "候选人比应选名额至少多2名",
        "三合村第八次妇女代表大会定于2029年2月20日召开",
    ):
        assert said in words


def test_what_is_not_settled_is_said_in_words_and_never_left_blank() -> None:
    words = words_of(OPEN)
    assert not any(blank in words for blank in ("__", "None", "{", "（）", "0名", "[有"))
    assert "代表的名额和分配办法，由第七届执行委员会研究确定" in words
    assert "召开的日期，按照上级的统一部署另行确定" in words
    assert len(missing(OPEN)) == 6
    assert missing(SETTLED) == ()


@pytest.mark.parametrize(("seats", "extra"), [(1, 1), (9, 1), (10, 1), (11, 2), (15, 2), (21, 3), (25, 3)])
def test_candidates_exceed_the_seats_by_a_tenth_rounded_up(seats: int, extra: int) -> None:
    assert TermPlanFacts("三合村妇女联合会", "", 8, seats=seats).extra_candidates == extra


def test_what_cannot_be_right_is_told() -> None:
    from dataclasses import replace

    told = missing(replace(SETTLED, congress_day="2029-06-01", seats=14, delegates=40))
    assert "晚于本届任期届满日（2029年3月7日）" in told[0]
    assert "加起来是36名，和总名额40名不一致" in told[1]
    assert "一般应为单数" in told[2]


def test_a_changed_number_of_days_moves_the_step() -> None:
    steps = steps_of(["后7日｜归档｜立卷。", "前90日｜筹备｜研究换届工作", "当日｜大会｜选举", "六、其他"])
    assert [(step.days, step.work) for step in steps] == [(-90, "研究换届工作"), (0, "选举"), (7, "立卷")]


def test_a_meeting_in_the_middle_of_a_term_has_no_plan_among_its_papers(tmp_path: Path) -> None:
    meeting = the_meeting_prepared(tmp_path)
    kinds = {state.kind for state in meeting.workspace.papers.catalogue(meeting.id)}
    assert PaperKind.TERM_PLAN not in kinds
    words = "".join(texts_of_paper(meeting.workspace.papers.compose(meeting.id, PaperKind.TERM_PLAN)))
    assert "三合村妇女联合会换届选举工作方案" in words
    assert "第八届执行委员会设委员15名" in words
