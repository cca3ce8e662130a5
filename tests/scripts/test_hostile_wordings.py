"""A wording is text with names in braces and nothing else: no expression, attribute or loop runs in it."""

from __future__ import annotations

import contextlib
import time

import pytest

from fulian_desktop.errors import UserFacingError
from fulian_desktop.locations import RESOURCES
from fulian_desktop.scripts import wording
from fulian_desktop.scripts.placeholders import substitute
from fulian_desktop.scripts.wording import LONGEST_WORDING

INJECTED = [
    "{{ 7 * 7 }}",
    "{{''.__class__.__mro__[1].__subclasses__()}}",
    "{应到.__class__}",
    "{应到.__class__.__init__.__globals__}",
    "{[].append(1)}",
    "{range(10**9)}",
    "{'票' * 10**9}",
    "{% for n in range(10**9) %}票{% endfor %}",
    "{%- include '/etc/passwd' -%}",
    "{# 不见了 #}",
    "{应到|attr('__class__')}",
    "{应到!r}",
    "{0}",
    "{self}",
    "{lipsum.__globals__.os.popen('true')}",
    "{config}",
    "{",
    "}{应到",
    "{{应到}}",
    "\x02% for n in range(9) %\x03票\x02% endfor %\x03",
    "${应到}",
    "%(应到)s",
    "{应到\n}",
    "{" * 5000,
    "{应到" * 5000,
]
VALUES = {"应到": "13人", "federation": "三合村妇女联合会"}


@pytest.mark.parametrize("text", INJECTED)
@pytest.mark.parametrize("kind", ["committee_session", "minutes"])
def test_no_code_is_taken_into_a_wording(text: str, kind: str) -> None:
    if text in ("${应到}", "%(应到)s"):
        assert substitute(text, VALUES).replace("13人", "{应到}") == text, "these mean nothing here"
        return
    began = time.process_time()
    assert wording.check(kind, f"【开场】\n各位执委，{text}\n")
    assert time.process_time() - began < 1


@pytest.mark.parametrize("text", INJECTED)
def test_what_slips_past_the_check_still_gives_words_or_a_sentence(text: str) -> None:
    began = time.process_time()
    words = text
    with contextlib.suppress(UserFacingError):
        words = substitute(text, VALUES)
    assert words.replace("13人", "{应到}") == text, "nothing was computed"
    assert time.process_time() - began < 1


def test_a_value_is_never_read_as_a_wording() -> None:
    name = "{应到}{{7*7}}{% for %}"
    assert substitute("应到{应到}", {"应到": name}) == f"应到{name}"


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\x00", "\u2060"])
def test_signs_nobody_sees_are_named_with_their_line(sign: str) -> None:
    problems = wording.check("committee_session", f"【开场】\n同意{sign}的请举手\n")
    assert any(one.line == 2 and "看不见" in one.sentence for one in problems)


def test_a_giant_wording_is_refused_at_once() -> None:
    began = time.process_time()
    (problem,) = wording.check("minutes", "会议开始。\n" * 2_000_000)
    assert f"最多 {LONGEST_WORDING} 个" in problem.sentence
    assert time.process_time() - began < 1


def test_the_shipped_wordings_are_far_below_the_limit() -> None:
    for file in (RESOURCES / "wordings").glob("*.txt"):
        assert len(file.read_text("utf-8")) < LONGEST_WORDING // 5
