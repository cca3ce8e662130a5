"""Make everything ready to run: .venv at the root with exact versions, and the system's libraries for Qt.

Needs nothing but Python itself, so it is started by whatever python3 there is. When nothing changed since the
last time it returns at once: a stamp in .venv holds the hash of what was asked for. Messages are Chinese: the
person in the village office may be the one who reads them.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "fulian-setup.stamp"
OLDEST, TOO_NEW = (3, 11), (3, 14)

# Proven by starting Qt in a bare Debian 12, one library after the other.
QT_PACKAGES = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libfreetype6",
    "libfontconfig1",
    "libdbus-1-3",
)
# For a real window under X11; without a screen they are not needed.
WINDOW_PACKAGES = (
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)
WINDOW_LIBRARIES = (
    "libxkbcommon-x11.so.0",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
)
# Starts Qt for real: a library missing anywhere shows here.
TRY_QT = "from PySide6.QtWidgets import QApplication; import sys; QApplication(sys.argv[:1])"


class SetupError(Exception):
    """Something a person has to do first, in plain Chinese."""


def main() -> int:
    """Set everything up; 0 when the program can be started."""
    try:
        check_python()
        wanted = fingerprint()
        if not is_ready(wanted):
            make_environment()
            install_packages()
            prepare_qt()
            STAMP.write_text(wanted + "\n", encoding="utf-8")
            print("准备好了。", flush=True)
        prepare_window()
    except SetupError as error:
        print(f"\n没有准备好：{error}", file=sys.stderr)
        return 1
    return 0


def check_python() -> None:
    """Refuse a Python for which there are no libraries."""
    if not OLDEST <= sys.version_info[:2] < TOO_NEW:
        raise SetupError(
            f"现在的 Python 是 {platform.python_version()}，需要 3.11、3.12 或 3.13。\n"
            "请安装 Python 3.11 以后再试；装了几个版本时，可以指明用哪一个：make run PYTHON=python3.11"
        )


def fingerprint() -> str:
    """Return a hash of everything that decides what has to be installed."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for name in ("pyproject.toml", "constraints.txt", "tools/setup.py"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def is_ready(wanted: str) -> bool:
    """Say whether the last set-up still stands."""
    return VENV_PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8").strip() == wanted


def make_environment() -> None:
    """Create .venv unless there is a sound one made by this version of Python."""
    STAMP.unlink(missing_ok=True)
    if VENV_PYTHON.exists() and runs(
        VENV_PYTHON, "import pip, sys; assert sys.version_info[:2] == " + version()
    ):
        return
    print(f"建立 .venv（Python {platform.python_version()}）……", flush=True)
    if VENV.exists():
        shutil.rmtree(VENV)
    if not can_make_environments():
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        apt_install((package,), why="这个 Python 缺少 venv 模块，不能建立 .venv")
    result = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    if result.returncode != 0 or not VENV_PYTHON.exists():
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(
            f"不能在 {ROOT} 里建立 .venv。请看上面的信息；常见原因是磁盘满了，或者文件夹不允许写入。"
        )


def can_make_environments() -> bool:
    """Say whether `python -m venv` can work; Debian keeps half of it in a package of its own."""
    return runs(Path(sys.executable), "import venv, ensurepip")


def install_packages() -> None:
    """Install what pyproject.toml names, in the versions of constraints.txt and no others."""
    import tomllib  # not before check_python: older versions have none

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    print("安装程序用到的库，第一次要下载约 150 MB，请等几分钟……", flush=True)
    command = [
        str(VENV_PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input",
        "--constraint", str(ROOT / "constraints.txt"), *wanted,
    ]  # fmt: skip
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        raise SetupError(
            "有的库没有装上，原因见上面 pip 的信息。\n"
            "1. 看看能不能上网（只有这一步要上网，以后开会不用）。\n"
            "2. 磁盘要有 1 GB 空闲。\n"
            "3. 再试一次 make run，已经装好的部分不会重来。"
        )


def prepare_qt() -> None:
    """See that Qt starts; install what the system lacks, or name it exactly."""
    if not qt_starts():
        apt_install(QT_PACKAGES, why="系统里缺少 Qt 要用的库")
        if not qt_starts():
            raise SetupError("Qt 还是不能启动：\n" + why_qt_does_not_start())


def prepare_window() -> None:
    """See that a window can be shown under X11; a lack is said, but tests and papers work without."""
    if not sys.platform.startswith("linux") or not os.environ.get("DISPLAY"):
        return
    if loads(WINDOW_LIBRARIES):
        return
    try:
        apt_install(WINDOW_PACKAGES, why="系统里缺少显示窗口要用的库")
    except SetupError as error:
        print(f"\n窗口可能打不开：{error}", file=sys.stderr)


def qt_starts() -> bool:
    """Start Qt without a screen in a process of its own."""
    return runs(VENV_PYTHON, TRY_QT)


def why_qt_does_not_start() -> str:
    """Return the last lines of what Qt complains about."""
    result = subprocess.run(
        [str(VENV_PYTHON), "-c", TRY_QT], capture_output=True, text=True, check=False, env=without_screen()
    )
    return "\n".join((result.stdout + result.stderr).strip().splitlines()[-5:])


def loads(libraries: tuple[str, ...]) -> bool:
    """Say whether the system's shared libraries of these names can be loaded."""
    try:
        for library in libraries:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(packages: tuple[str, ...], *, why: str) -> None:
    """Install Debian packages when we may; otherwise say exactly what to install.

    Raises:
        SetupError: when they are not installed.
    """
    names = " ".join(packages)
    advice = (
        f"{why}。\n请让管理员安装：\n    sudo apt-get install {names}\n"
        "（其他系统请安装同名或相近的软件包），然后再试一次。"
    )
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise SetupError(advice)
    print(f"{why}，正在安装：{names}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    # A fresh machine knows no packages yet; an old list may name versions that are gone.
    for command in (["apt-get", "update", "-qq"], install):
        result = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
        if command is install and result.returncode != 0:
            raise SetupError(advice)


def runs(python: Path, code: str) -> bool:
    """Say whether a few lines of Python end well, without a screen and without a word."""
    try:
        result = subprocess.run(
            [str(python), "-c", code], capture_output=True, check=False, env=without_screen()
        )
    except OSError:
        return False
    return result.returncode == 0


def without_screen() -> dict[str, str]:
    """Return the environment with Qt's drawing into memory."""
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}


def version() -> str:
    """Return our Python's version as a Python tuple in text."""
    return repr(tuple(sys.version_info[:2]))


if __name__ == "__main__":
    raise SystemExit(main())
