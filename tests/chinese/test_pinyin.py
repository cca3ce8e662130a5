"""People are found by characters, pinyin and initials."""

from __future__ import annotations

import subprocess
import sys

import pytest

from fulian_desktop.chinese.pinyin import begins, full_pinyin, initials, matches


@pytest.mark.parametrize(
    ("name", "spelling", "first_letters"),
    [
        ("沈丽华", "shenlihua", "slh"),
        ("单晓红", "shanxiaohong", "sxh"),
        ("仇丽", "qiuli", "ql"),
        ("曾燕", "zengyan", "zy"),
        ("解晓云", "xiexiaoyun", "xxy"),
        ("尉迟丽", "yuchili", "ycl"),
        ("欧阳𬱖", "ouyangdi", "oyd"),
        ("李　堃", "likun", "lk"),
        ("古丽·买买提", "gulimaimaiti", "glmmt"),
        ("Anna", "anna", "anna"),
        ("", "", ""),
    ],
)
def test_names_are_spelt_without_tones_and_surnames_as_surnames(
    name: str, spelling: str, first_letters: str
) -> None:
    assert full_pinyin(name) == spelling
    assert initials(name) == first_letters


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("沈", "沈丽华"),
        ("丽华", "沈丽华"),
        ("shen", "沈丽华"),
        ("shenlih", "沈丽华"),
        ("lihua", "沈丽华"),
        ("SLH", "沈丽华"),
        ("lh", "沈丽华"),
        ("shen li hua", "沈丽华"),
        ("qin", "覃梅"),
        ("tanmei", "覃梅"),
        ("tm", "覃梅"),
        ("shan", "单晓红"),
        ("lv", "吕芳"),
        ("lu", "吕芳"),
        ("沈 静", "沈静"),
        ("", "沈丽华"),
        ("买买提", "古丽·买买提"),
    ],
)
def test_a_person_is_found(query: str, name: str) -> None:
    assert matches(query, name)


@pytest.mark.parametrize(
    ("query", "name"),
    [("en", "沈丽华"), ("hs", "沈丽华"), ("王", "沈丽华"), ("shenhua", "沈丽华"), ("dong", "单晓红")],
)
def test_other_people_are_not_found(query: str, name: str) -> None:
    assert not matches(query, name)


def test_the_pinyin_library_is_not_loaded_before_the_first_search() -> None:
    probe = "import sys, fulian_desktop.chinese.pinyin; print('pypinyin' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("query", "name", "so"),
    [
        ("jf", "蒋芳", True),
        ("jf", "吴金凤", False),
        ("jiang", "蒋芳", True),
        ("fang", "蒋芳", False),
        ("蒋", "蒋芳", True),
        ("", "蒋芳", True),
    ],
)
def test_how_a_name_begins_is_told_from_what_is_in_it(query: str, name: str, so: bool) -> None:
    assert begins(query, name) is so
