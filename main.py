"""妇联会议助手: hand over to the screen or to the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

SAMPLE_FOLDER = Path(__file__).resolve().parent / "build" / "sample"


def has_display() -> bool:
    """Return whether a window can be shown; on Linux that takes a display server."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def is_data_file(argument: str) -> bool:
    """Return whether a first argument names a data file to open in the window, rather than a command."""
    return argument.endswith(".fulian") or Path(argument).is_file()


def play_sample_without_screen() -> int:
    """Play the sample village's meeting into build/sample/, which is made anew, and list what was written."""
    import shutil

    from fulian_desktop import command_line

    print("这台电脑没有显示器（没有 DISPLAY），不能打开窗口。")
    print("现在改为不用窗口，把示例村的会议开一遍，资料文件和文书写到 build/sample/ ：")
    shutil.rmtree(SAMPLE_FOLDER, ignore_errors=True)
    return command_line.main(["sample", "--out", str(SAMPLE_FOLDER)])


def main(arguments: list[str]) -> int:
    """Run a command when one is named; otherwise open the window, with a data file when one is named."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    if arguments and not is_data_file(arguments[0]):
        from fulian_desktop import command_line

        return command_line.main(arguments)
    if not has_display():
        if arguments:
            print("这台电脑没有显示器（没有 DISPLAY），不能打开窗口。", file=sys.stderr)
            return 2
        return play_sample_without_screen()
    from ui.application import run

    return run(sys.argv[:1], Path(arguments[0]) if arguments else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
