"""What `make setup` says to a machine that is not ready, and that it is quick on one that is."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
QT = ("libegl1", "libgl1")


@pytest.fixture
def tool() -> ModuleType:
    """Load the set-up script afresh, as nothing imports it otherwise."""
    spec = importlib.util.spec_from_file_location("setup_tool", ROOT / "tools" / "setup.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("version", [(3, 9, 2), (3, 10, 12), (3, 14, 0)])
def test_a_python_without_libraries_is_named_with_those_that_have_them(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]
) -> None:
    monkeypatch.setattr(tool.sys, "version_info", version)
    with pytest.raises(tool.SetupError, match=r"需要 3\.11、3\.12 或 3\.13"):
        tool.check_python()


@pytest.mark.parametrize("version", [(3, 11, 2), (3, 12, 0), (3, 13, 9)])
def test_three_versions_of_python_will_do(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int]
) -> None:
    monkeypatch.setattr(tool.sys, "version_info", version)
    tool.check_python()


def test_without_the_right_to_install_the_packages_are_named_exactly(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(tool.os, "geteuid", lambda: 1000)
    with pytest.raises(tool.SetupError, match="sudo apt-get install libegl1 libgl1") as refused:
        tool.apt_install(QT, why="系统里缺少 Qt 要用的库")
    assert str(refused.value).startswith("系统里缺少 Qt 要用的库。")


def test_on_another_system_the_packages_are_named_too(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tool.shutil, "which", lambda _name: None)
    with pytest.raises(tool.SetupError, match="其他系统请安装同名或相近的软件包"):
        tool.apt_install(QT, why="系统里缺少 Qt 要用的库")


@pytest.mark.parametrize(("code", "installs"), [(0, True), (100, False)])
def test_as_root_on_debian_the_list_is_fetched_and_the_packages_installed(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, code: int, installs: bool
) -> None:
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(tool.shutil, "which", lambda _name: "/usr/bin/apt-get")
    monkeypatch.setattr(tool.os, "geteuid", lambda: 0)
    monkeypatch.setattr(tool.subprocess, "run", run)
    if installs:
        tool.apt_install(QT, why="缺少")
    else:
        with pytest.raises(tool.SetupError, match="libegl1"):
            tool.apt_install(QT, why="缺少")
    assert commands[0][:2] == ["apt-get", "update"]
    assert commands[1][:2] == ["apt-get", "install"]
    assert commands[1][-2:] == ["libegl1", "libgl1"]


def test_a_changed_version_asks_for_a_new_set_up(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "tools").mkdir()
    for name in ("pyproject.toml", "constraints.txt", "tools/setup.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "STAMP", tmp_path / "stamp")
    monkeypatch.setattr(tool, "VENV_PYTHON", Path(sys.executable))
    wanted = tool.fingerprint()
    assert not tool.is_ready(wanted)
    tool.STAMP.write_text(wanted + "\n", encoding="utf-8")
    assert tool.is_ready(tool.fingerprint())
    with (tmp_path / "constraints.txt").open("a", encoding="utf-8") as constraints:
        constraints.write("another==1.0\n")
    assert not tool.is_ready(tool.fingerprint())


def test_a_missing_library_is_noticed(tool: ModuleType) -> None:
    assert not tool.loads(("libthat-nobody-has.so.7",))
    assert tool.loads(())
