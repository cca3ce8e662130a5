"""The wordings of the resolution and the decision follow the outcome and are as strict as the script's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.operations import shipped_text
from fulian_desktop.scripts.wording import WordingError, check, fill, placeholders

if TYPE_CHECKING:
    from fulian_desktop.workspace import Workspace

NAMES = {"妇联": "三合村妇女联合会", "届": "第七届执行委员会"}


def paragraphs(village: Workspace, kind: str, outcome: Outcome) -> tuple[str, ...]:
    return village.scripts.fill(kind, {**NAMES, "结果": outcome.phrase})


def test_a_carried_resolution_hears_approves_and_calls(village: Workspace) -> None:
    text = paragraphs(village, "resolution", Outcome.CARRIED)
    assert text[0] == "会议听取和审议了三合村妇女联合会第七届执行委员会《工作报告》。"
    assert [one[:4] for one in text[1:]] == ["会议认为", "会议同意", "会议以举", "会议号召"]
    assert "决定批准第七届执行委员会《工作报告》" in text[3]
    assert "一致" not in "".join(text)


def test_a_unanimous_resolution_says_so_once(village: Workspace) -> None:
    assert "".join(paragraphs(village, "resolution", Outcome.CARRIED_UNANIMOUSLY)).count("一致通过") == 1


@pytest.mark.parametrize("kind", ["resolution", "decision"])
def test_what_was_not_carried_is_not_called_carried(village: Workspace, kind: str) -> None:
    text = "".join(paragraphs(village, kind, Outcome.NOT_CARRIED))
    assert "未通过" in text
    assert "通过" not in text.replace("未通过", "")
    assert "决定批准" not in text
    assert "会议决定，增补" not in text


@pytest.mark.parametrize("missing", ["妇联", "届", "结果"])
def test_a_missing_value_is_an_error_never_a_gap(village: Workspace, missing: str) -> None:
    values = {**NAMES, "结果": "通过"}
    del values[missing]
    with pytest.raises(UserFacingError):
        village.scripts.fill("resolution", values)


def test_braces_in_a_value_stay_text(village: Workspace) -> None:
    text = village.scripts.fill("decision", {**NAMES, "妇联": "{届}{{ 1 }}", "结果": "通过"})
    assert "{届}{{ 1 }}第七届执行委员会" in text[0]


def test_what_a_paper_cannot_use_is_refused_with_its_line() -> None:
    text = shipped_text("resolution").replace("会议同意报告", "应到{应到}，会议同意报告", 1)
    [problem] = check("resolution", text)
    assert text.splitlines()[problem.line - 1].startswith("应到{应到}")
    markers = check("resolution", "[问同意] 好\n[到会够数时]\n好\n[到会不够时]\n好\n[完]")
    assert [one.line for one in markers] == [1, 2]
    assert check("decision", "") != ()


def test_a_paper_without_blocks_is_allowed_and_a_broken_one_is_not() -> None:
    assert fill("decision", "经研究，决定如下。\n# 备注\n{届}。", NAMES) == (
        "经研究，决定如下。",
        "第七届执行委员会。",
    )
    with pytest.raises(WordingError):
        fill("decision", "{届.__class__}", NAMES)
    assert [name for name, _meaning in placeholders(paper=True)] == ["{妇联}", "{届}", "{结果}"]
