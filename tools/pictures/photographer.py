"""Plays all scenes, saves the pictures, and keeps account of what failed."""

from __future__ import annotations

import shutil
import sys
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage

from tools.pictures.first_scenes import take_first_start
from tools.pictures.looks import HUGE_TYPE, LOOKS, USUAL
from tools.pictures.scenes import SCENES
from tools.pictures.stage import DialogWatch, Stage
from tools.pictures.states import State, build
from ui.application import build_application
from ui.shell.jobs import running_jobs, stop_jobs
from ui.shell.theme import apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tools.pictures.looks import Look
    from tools.pictures.scene import Scene
    from tools.pictures.states import Village

PAPERS = "papers"
HARMLESS = "This plugin does not support"
"""Said by the offscreen platform of sizes, popups and stacking."""
PAPER_DPI = 110
FIRST_LOOKS = (*USUAL, HUGE_TYPE)


class Photographer:
    """Plays the scenes one after the other and keeps account of what failed."""

    def __init__(self, folder: Path, pictures: Path) -> None:
        """Build data files in `folder`, each when a scene first wants it; save into `pictures`."""
        self._folder = folder
        self._pictures = pictures
        self._villages: dict[State, Village] = {}
        self._watch = DialogWatch()
        self._uncaught: list[str] = []
        self.failures: list[str] = []
        self.taken = 0

    def listen(self) -> None:
        """Count what slots raise and what Qt complains about as failures, from now on."""
        sys.excepthook = self._on_uncaught
        qInstallMessageHandler(self._on_message)

    def village(self, state: State) -> Village:
        """Return the data file of a state."""
        if state not in self._villages:
            self._villages[state] = build(state, self._folder)
        return self._villages[state]

    def play(self, scene: Scene, look: Look) -> None:
        """Play a scene in all its states at one look."""
        for state in scene.states:
            name = f"{scene.name}-{state.value}-{look.name}"
            self._guarded(name, partial(self._play_one, scene, state, look, name))

    def take_first_start(self, look: Look) -> None:
        """Picture what is shown while no file is open, and the form for a new federation."""
        self._guarded(f"first-start-{look.name}", partial(self._first_start, look))

    def take_papers(self) -> None:
        """Picture every page of the papers of the meeting that was held."""
        self._guarded(PAPERS, self._papers)

    def _guarded(self, name: str, take: Callable[[], None]) -> None:
        self._watch.start_anew()
        self._uncaught.clear()
        try:
            take()
        except Exception as error:
            self.failures.append(f"{name}: {type(error).__name__}: {error}")
        self.failures += [f"{name}: {words}" for words in (*self._watch.failures, *self._uncaught)]

    def _first_start(self, look: Look) -> None:
        for detail, picture in take_first_start(look, self._watch):
            self._save(picture.toImage(), f"{detail}-{look.name}")

    def _papers(self) -> None:
        from fulian_desktop.documents.preview import page_count, render_page

        self.village(State.HELD)
        for path in sorted((self._folder / "papers").glob("*.pdf")):
            for index in range(page_count(path)):
                page = render_page(path, index, PAPER_DPI)
                image = QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_BGR888)
                self._save(image, f"paper-{path.stem}-{index + 1:02d}")

    def _play_one(self, scene: Scene, state: State, look: Look, name: str) -> None:
        village = self.village(state)
        place = self._folder / "三合村"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        stage = Stage(village, look, name, place, self._watch)
        try:
            scene.play(stage)
        finally:
            stage.strike()
        for detail, picture in stage.pictures:
            middle = f"{scene.name}-{detail}" if detail else scene.name
            self._save(picture.toImage(), f"{middle}-{state.value}-{look.name}")

    def _save(self, image: QImage, name: str) -> None:
        path = self._pictures / f"{name}.png"
        if not image.save(str(path)):
            self.failures.append(f"{name}: cannot be written to {path}")
            return
        self.taken += 1
        print(path)

    def _on_message(self, _kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
        if not words.startswith(HARMLESS):
            self._uncaught.append(words)

    def _on_uncaught(self, kind: type[BaseException], error: BaseException, _trace: object) -> None:
        self._uncaught.append(f"{kind.__name__}: {error}")


def take_pictures(words: Sequence[str], pictures: Path) -> int:
    """Take the scenes whose names contain one of the words, or all, into a folder; return the exit code."""
    started = time.monotonic()
    if not words:
        shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True, exist_ok=True)
    app = build_application(["pictures"])
    app.setCursorFlashTime(0)
    with _own_folder(pictures.with_name("picture-stage")) as folder:
        photographer = Photographer(folder, pictures)
        photographer.listen()
        for look in LOOKS:
            apply_theme(app, look.scale, look.high_contrast)
            if look in FIRST_LOOKS and _is_wanted("first-start", words):
                photographer.take_first_start(look)
            for scene in SCENES:
                if look in scene.looks and _is_wanted(scene.name, words):
                    photographer.play(scene, look)
        if _is_wanted(PAPERS, words):
            photographer.take_papers()
        if running_jobs():
            photographer.failures.append(f"{running_jobs()} jobs are still running")
        stop_jobs()
    for failure in photographer.failures:
        print(f"failed: {failure}", file=sys.stderr)
    print(f"{photographer.taken} pictures in {time.monotonic() - started:.0f} s")
    return 1 if photographer.failures or not photographer.taken else 0


@contextmanager
def _own_folder(folder: Path) -> Iterator[Path]:
    """Use a folder that is the same in every run, so that its name looks the same in every picture."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_wanted(name: str, words: Sequence[str]) -> bool:
    return not words or any(word in name for word in words)
