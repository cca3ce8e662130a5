from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.ui.structure import problems_of
from ui.home.create_federation import (
    CreateFederationDialog,
    FederationDraft,
    days_problem,
    name_problem,
    number_problem,
)
from ui.home.first_start import FirstStart
from ui.shell.theme import apply_theme
from ui.shell.widgets import DateEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

PACKS = [("三分之二以上到会，应到的过半数通过", "committee-default"), ("实到的过半数通过", "present")]


@pytest.fixture
def form(qtbot: QtBot) -> CreateFederationDialog:
    made = CreateFederationDialog(None, PACKS, today=date(2026, 3, 2))
    qtbot.addWidget(made)
    made.show()
    return made


def fill(form: CreateFederationDialog) -> None:
    form.name_field.set_text("三合村妇女联合会")
    form.superior_field.set_text("清溪镇妇联")
    form.term_field.set_text("7")
    form.seats_field.set_text("15")


@pytest.mark.parametrize("button", ["create", "open", "sample"])
def test_each_card_asks_for_its_own_thing(qtbot: QtBot, button: str) -> None:
    page = FirstStart()
    qtbot.addWidget(page)
    with qtbot.waitSignal(getattr(page, f"{button}_requested")):
        getattr(page, f"{button}_button").click()


@pytest.mark.parametrize(("scale", "size"), [(100, (1366, 697)), (150, (1920, 1080))])
def test_the_first_start_cuts_nothing(
    qtbot: QtBot, qapp: QApplication, light: None, scale: int, size: tuple[int, int]
) -> None:
    apply_theme(qapp, scale)
    page = FirstStart()
    qtbot.addWidget(page)
    assert problems_of(page, *size) == []


def test_a_filled_form_gives_plain_values(form: CreateFederationDialog) -> None:
    fill(form)
    form.accept()
    assert form.draft == FederationDraft(
        "三合村妇女联合会", "清溪镇妇联", 7, date(2026, 3, 1), date(2031, 2, 28), 15, "committee-default"
    )


def test_an_empty_form_says_what_is_missing_and_stays(form: CreateFederationDialog) -> None:
    form.accept()
    assert form.draft is None
    assert form.isVisible()
    assert form.name_field.error() == "还没有填妇联名称，例如“三合村妇女联合会”。"
    assert form.superior_field.error() == "还没有填上级妇联，例如“清溪镇妇联”。"
    assert form.term_field.error() == "届次要填大于 0 的整数。"
    assert problems_of(form, form.width(), form.height()) == []


def test_the_first_wrong_field_gets_the_keyboard(form: CreateFederationDialog) -> None:
    fill(form)
    form.seats_field.set_text("0")
    form.accept()
    assert form.focusWidget() is form.seats_field.editor
    assert form.seats_field.error() == "席位数要填大于 0 的整数。"


def test_a_term_ends_after_it_begins(form: CreateFederationDialog) -> None:
    fill(form)
    assert isinstance(form.last_field.editor, DateEdit)
    form.last_field.editor.set_day(date(2026, 2, 28))
    form.accept()
    assert form.draft is None
    assert form.last_field.error() == "届满日期要在开始日期之后。"


def test_numbers_are_numbers(form: CreateFederationDialog) -> None:
    assert isinstance(form.term_field.editor, QLineEdit)
    assert number_problem("七", "届次", 99) == "届次要填大于 0 的整数。"
    assert number_problem("100", "席位数", 99) == "席位数最多填 99。"
    assert number_problem("15", "席位数", 99) == ""


def test_the_sentences_name_the_bound() -> None:
    assert "41 个字" in name_problem("村" * 41)
    assert "15 年" in days_problem(date(2026, 3, 1), date(2041, 3, 1))
    assert days_problem(date(2026, 3, 1), date(2031, 2, 28)) == ""
