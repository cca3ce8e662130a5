"""A paper is tried with unsaved words: as the meeting stands, or held to its end with an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fulian_desktop.documents.content import texts_of_paper
from fulian_desktop.documents.paper_kinds import PaperKind, Stage
from fulian_desktop.documents.papers.readiness import PaperNotReady
from fulian_desktop.documents.wording_trial import OF_ELECTIONS, SCRIPT_WORDINGS, paper_of, wording_of
from fulian_desktop.errors import UserFacingError
from fulian_desktop.rules.verdicts import Outcome
from fulian_desktop.scripts.operations import COMMITTEE_SESSION, KINDS, shipped_text
from tests.builders import a_by_election, a_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fulian_desktop.documents.wording_trial import WordingTrial
    from tests.builders import TickedWorkspace

PAPERS = [kind for kind in KINDS if kind not in SCRIPT_WORDINGS | OF_ELECTIONS]


@pytest.fixture
def village(tmp_path: Path) -> Iterator[TickedWorkspace]:
    with a_workspace(tmp_path) as workspace:
        yield workspace


def words(trial: WordingTrial) -> str:
    assert trial.content is not None, trial.refusal
    return "".join(texts_of_paper(trial.content))


def tried(
    village: TickedWorkspace, meeting_id: int, wording: str, outcome: Outcome | None = None
) -> WordingTrial:
    kind = paper_of(wording)
    assert kind is not None
    return village.papers.try_wording(meeting_id, kind, shipped_text(wording), outcome)


def test_every_wording_but_the_script_has_its_paper() -> None:
    assert {paper_of(script) for script in SCRIPT_WORDINGS} == {None}
    assert wording_of(PaperKind.SCRIPT) == COMMITTEE_SESSION
    for wording in PAPERS:
        kind = paper_of(wording)
        assert kind is not None, wording
        assert wording_of(kind) == wording
    assert wording_of(PaperKind.SIGN_IN) is None


@pytest.mark.parametrize("wording", PAPERS)
def test_every_wording_can_be_looked_at_before_the_meeting(village: TickedWorkspace, wording: str) -> None:
    meeting_id = a_by_election(village)
    trial = tried(village, meeting_id, wording, Outcome.CARRIED)
    text = words(trial)
    assert len(text) > 60
    assert not {"{", "}", "["} & set(text)
    assert trial.problems == ()
    kind = paper_of(wording)
    assert kind is not None
    if kind.stage is Stage.AFTER:
        assert isinstance(tried(village, meeting_id, wording).refusal, PaperNotReady)
    assert village.papers.latest_issue(meeting_id, kind, kind.editions[0]) is None


@pytest.mark.parametrize("wording", ["resolution", "decision"])
def test_what_was_not_carried_does_not_look_like_a_decision(village: TickedWorkspace, wording: str) -> None:
    text = words(tried(village, a_by_election(village), wording, Outcome.NOT_CARRIED))
    assert "未通过" in text
    assert "通过）" not in text, "the note under the title says by whom a text was passed"
    assert "名单（" not in text
    assert "丁巧云" not in text


def test_the_words_tried_are_on_the_paper_and_not_kept(village: TickedWorkspace) -> None:
    meeting_id = a_by_election(village)
    trial = village.papers.try_wording(meeting_id, PaperKind.NOTICE, "各位执委：\n请到{地点}开会。")
    assert "请到村委会二楼会议室开会。" in words(trial)
    assert trial.values["应到"] == "13人"
    assert "请到村委会" not in "".join(texts_of_paper(village.papers.compose(meeting_id, PaperKind.NOTICE)))


def test_a_blank_without_a_value_gives_its_line_instead_of_a_paper(village: TickedWorkspace) -> None:
    trial = village.papers.try_wording(
        a_by_election(village), PaperKind.NOTICE, "各位执委：\n实到{实到}，在{地点}开会。"
    )
    assert trial.content is None
    assert [(one.line, one.sentence) for one in trial.problems] == [
        (2, "“{实到}”还没有值：会议开过、登记到会以后才有。")
    ]
    assert trial.values["地点"] == "村委会二楼会议室"


def test_a_wrong_text_gives_its_lines(village: TickedWorkspace) -> None:
    trial = village.papers.try_wording(a_by_election(village), PaperKind.NOTICE, "{地占}")
    assert trial.content is None
    assert [one.line for one in trial.problems] == [1]


def test_a_paper_of_figures_has_no_wording_to_try(village: TickedWorkspace) -> None:
    with pytest.raises(UserFacingError, match="《签到册》没有可以改的文稿"):
        village.papers.try_wording(a_by_election(village), PaperKind.SIGN_IN, "")
