from __future__ import annotations

from typing import TYPE_CHECKING

from tests.ui.structure import problems_of
from ui.safekeeping.last_crash import HARD_CRASH_FILE, REPORT_FILE, CrashKeeper, LastCrashDialog
from ui.shell import prompts
from ui.shell.crash import CrashHook, crash_report, scrub

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

SECRETS = (
    "丁巧云",
    "13800138000",
    "138-0013-8000",
    "330102198001011234",
    "33010219800101123X",
    "\\xe4\\xb8\\x81\\xe5\\xb7\\xa7",
    "liyi",
)


def crash_with_everything() -> str:
    name, phone, number = "丁巧云", "13800138000", "33010219800101123X"
    try:
        raise KeyError(
            f"{name} {phone} 138-0013-8000 {number} 330102198001011234 {name.encode()!r} /home/liyi/a.fulian"
        )
    except KeyError as error:
        return crash_report(error)


def test_a_report_holds_nothing_of_a_person_wherever_it_stood() -> None:
    report = crash_with_everything()
    assert "crash_with_everything" in report, "where it was is what support needs"
    for secret in SECRETS:
        assert secret not in report


def test_names_in_every_dress_are_blotted_out() -> None:
    assert scrub("第 3 行 丁巧云 tel 138 0013 8000") == "□ 3 □ □ tel ***"
    assert "李" not in scrub("C:\\Users\\李祎\\三合村.fulian")
    assert "wang" not in scrub("C:\\Users\\wang\\records.fulian")
    assert scrub("line 125, 42 rows") == "line 125, 42 rows"


def test_a_crash_is_shown_once_at_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    this_run = CrashKeeper(tmp_path)
    assert this_run.of_last_time == "", "nothing happened before"
    this_run.keep(crash_with_everything())
    next_run = CrashKeeper(tmp_path)
    assert "KeyError" in next_run.of_last_time
    assert CrashKeeper(tmp_path).of_last_time == ""
    assert not (tmp_path / REPORT_FILE).exists()


def test_what_python_wrote_when_it_died_is_taken_up_without_the_users_name(tmp_path: Path) -> None:
    (tmp_path / HARD_CRASH_FILE).write_text(
        'Fatal Python error: Segmentation fault\n  File "/home/liyi/ui/desk/session.py", line 12 in count\n',
        encoding="utf-8",
    )
    told = CrashKeeper(tmp_path).of_last_time
    assert "session.py" in told
    assert "liyi" not in told
    assert (tmp_path / HARD_CRASH_FILE).exists() is False


def test_a_full_disk_does_not_make_the_crash_worse(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    CrashKeeper(blocked / "folder").keep("report")
    assert not (blocked / "folder").exists()


def test_the_hook_keeps_what_it_tells(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui.shell import crash

    monkeypatch.setattr(crash, "show_crash", lambda _window, _report: None)
    keeper = CrashKeeper(tmp_path)
    hook = CrashHook(None, keeper.keep)
    hook._on_exception(ValueError, ValueError("丁巧云"), None)
    hook.deleteLater()
    kept = (tmp_path / REPORT_FILE).read_text(encoding="utf-8")
    assert "ValueError: □" in kept


def test_the_report_can_be_saved_for_support(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "说明.txt"
    said: list[str] = []
    monkeypatch.setattr(prompts, "choose_save_file", lambda *_words: target)
    monkeypatch.setattr(prompts, "inform", lambda _parent, title, *_more: said.append(title))
    dialog = LastCrashDialog(None, "KeyError: □")
    qtbot.addWidget(dialog)
    assert problems_of(dialog, dialog.width(), dialog.sizeHint().height()) == []
    dialog._on_save()
    assert target.read_text(encoding="utf-8") == "KeyError: □"
    assert said == ["说明存好了"]
    dialog.close()
