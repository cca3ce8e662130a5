"""The desk on a PC that really has two screens (of Qt's offscreen platform), in its own process."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Open the hall on the second screen, hold a vote, and print what each screen shows."""
    screens = [
        {"name": name, "x": left, "y": 0, "width": width, "height": 768, "logicalDpi": 96, "dpr": 1}
        for name, left, width in (("office", 0, 1366), ("projector", 1366, 1024))
    ]
    (folder / "screens.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={folder / 'screens.json'}"
    os.environ["XDG_CONFIG_HOME"] = str(folder / "config")
    from datetime import date, datetime

    from fulian_desktop.sample_village import StageClock, create_village
    from ui.application import build_application
    from ui.desk.desk_view import DeskView
    from ui.shell.notifier import Page
    from ui.shell.window import MainWindow

    app = build_application(["two screens"])
    clock = StageClock(datetime(2026, 3, 2, 9, 0))
    workspace = create_village(folder / "village.fulian", clock, date(2026, 3, 6))
    clock.moment = datetime(2026, 3, 6, 9, 10)
    meeting_id = workspace.meetings.meetings()[0].id
    workspace.meetings.open(meeting_id)
    workspace.attendance.mark_everyone_present(meeting_id)
    window = MainWindow(workspace, {"home": Page})
    window.show()
    window.open_page("home")
    desk = DeskView(window.context, meeting_id)
    window.show_full(desk)
    app.processEvents()
    desk.hall.toggle()
    app.processEvents()
    hall = desk.hall.window
    area = hall.geometry()
    report = {
        "screens": len(app.screens()),
        "desk": desk.screen().name(),
        "hall": hall.screen().name(),
        "place": [area.x(), area.y(), area.width(), area.height()],
        "full": hall.isFullScreen(),
        "words": [one.words for one in hall.placed],
    }
    print(json.dumps(report, ensure_ascii=False))  # noqa: T201 - read by the test
    window.close()
    workspace.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
