"""Take pictures of every page, dialog and paper into build/pictures/, without a screen.

Run: python tools/make_pictures.py [WORD ...]
With words only scenes are taken whose names contain one of them ("home", "dialog", "desk"); "papers" are the
pages of the printed papers. Exit code 1 when a scene failed; the others are taken all the same.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build" / "pictures"


def main(words: list[str]) -> int:
    """Take the pictures; without a screen, and the same ones on every machine."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = "1"
    os.environ["TZ"] = "Asia/Shanghai"
    sys.path.insert(0, str(ROOT))
    from tools.pictures.photographer import take_pictures

    return take_pictures(words, PICTURES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
