"""Who decides what the hall sees: the script by default, the chair whenever she wants. Pure.

A result is shown only after release(): confirming or correcting a count changes nothing in the hall. What
was released is the count as it was then; a correction is seen when it is released again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from fulian_desktop.meetings.records import AgendaKind
from fulian_desktop.scripts.records import CueKind, LineKind
from ui.hall.composing import behind_the_agenda, elected, slides_of
from ui.hall.slides import Choice, HandsSlide, Slide, SlideKind, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fulian_desktop.meetings.records import AgendaItem
    from fulian_desktop.votes.records import MotionKey, VoteCount
    from ui.hall.composing import HallScene
    from ui.hall.slides import TallySlide

STAYING = frozenset({SlideKind.BREAK, SlideKind.BLANK, SlideKind.TALLY})
"""Chosen slides that stay when the script goes on."""
_TICKING = frozenset({SlideKind.BREAK, SlideKind.WAITING})
_POLLS = frozenset({CueKind.IN_FAVOUR, CueKind.AGAINST, CueKind.ABSTAINING})


class HallDirector:
    """Holds what was chosen, held and released; show(scene) after everything that happens at the desk."""

    def __init__(self, scene: HallScene, released: Mapping[MotionKey, VoteCount] | None = None) -> None:
        """Follow the script from its current line; `released` are results the hall knows already."""
        self._scene = scene
        self._released: dict[MotionKey, VoteCount] = dict(released or {})
        self._given: tuple[Slide, ...] = ()
        self._chosen: Choice | None = None
        self._held: Slide | None = None
        self._page = 0
        self._made: tuple[Choice, HallScene, tuple[Slide, ...]] | None = None
        self._automatic = following(scene, self._released)
        self._turn_to_the_introduced()

    # ---- what is seen

    @property
    def choice(self) -> Choice:
        """Return the choice in effect: the chair's, else the script's."""
        return self._chosen or self._automatic

    @property
    def slide(self) -> Slide:
        """Return what the hall sees now."""
        if self._held is not None and self._held.kind not in _TICKING:
            return self._held
        pages = self.pages
        return pages[min(self._page, len(pages) - 1)]

    @property
    def pages(self) -> tuple[Slide, ...]:
        """Return all pages of the choice in effect."""
        if self.choice.kind is SlideKind.TALLY and self._given:
            return self._given
        choice, made = self.choice, self._made
        if made is None or made[1] is not self._scene or made[0] != choice:
            made = self._made = choice, self._scene, slides_of(choice, self._scene, self._released)
        return made[2]

    @property
    def is_held(self) -> bool:
        """Return whether the slide stays although the script goes on."""
        return self._held is not None

    @property
    def follows(self) -> bool:
        """Return whether the script decides."""
        return self._chosen is None and self._held is None

    @property
    def scene(self) -> HallScene:
        """Return what the desk told last."""
        return self._scene

    def is_released(self, count: VoteCount) -> bool:
        """Return whether exactly this count was released; one that corrects it is another."""
        return self._released.get(count.key) == count

    @property
    def to_release(self) -> VoteCount | None:
        """Return the count of the question at the current line that the hall does not know yet."""
        key = question_at(self._scene)
        count = self._scene.counts.get(key) if key is not None else None
        return count if count is not None and not self.is_released(count) else None

    # ---- what happens

    def show(self, scene: HallScene) -> None:
        """Take note of how the desk stands; a chosen slide goes away with the line it was chosen at."""
        moved = scene.key != self._scene.key
        self._scene = scene
        if self._held is None:
            before = self.choice
            if moved and self._chosen is not None and self._chosen.kind not in STAYING:
                self._chosen = None
            self._automatic = following(scene, self._released)
            if self.choice != before:
                self._page = 0
            if moved and self._chosen is None:
                self._turn_to_the_introduced()

    def choose(self, choice: Choice) -> None:
        """Show a slide the chair picked, until the next line (a break or a blank page: until let go)."""
        self._held = None
        self._chosen = choice
        self._page = 0

    def show_tally(self, slides: tuple[TallySlide, ...]) -> None:
        """Show a tally board made by boards.tally_slides(); it stays, on its page, until let go."""
        if self._chosen is None or self._chosen.kind is not SlideKind.TALLY or self._held is not None:
            self.choose(Choice(SlideKind.TALLY))
        self._given = slides

    def hold(self) -> None:
        """Keep the page that is shown whatever the desk does."""
        slide = self.slide
        if self._chosen is None and slide.kind in _TICKING:
            self._chosen = self._automatic
        self._held = slide

    def let_go(self) -> None:
        """Follow the script again."""
        self._held, self._chosen, self._page = None, None, 0
        self._automatic = following(self._scene, self._released)

    def release(self, count: VoteCount) -> None:
        """Let the hall see a result from now on, and show it."""
        self._released[count.key] = count
        self._made = None
        self._automatic = following(self._scene, self._released)
        result = Choice(SlideKind.RESULT, count.key.item_id, count.key)
        if self._automatic == result:
            self.let_go()
        else:
            self.choose(result)

    def begin_break(self, minutes: int) -> None:
        """Show the break page; it goes on after so many minutes, on the full minute."""
        until = self._scene.now + timedelta(minutes=minutes)
        if until.second or until.microsecond:
            until = until.replace(second=0, microsecond=0) + timedelta(minutes=1)
        self.choose(Choice(SlideKind.BREAK, resumes_at=until))

    def turn(self, pages: int) -> bool:
        """Turn pages forward or back; False when there is none or the slide is held."""
        place = min(max(0, self._page + pages), len(self.pages) - 1)
        if self.is_held or place == self._page:
            return False
        self._page = place
        return True

    def choices(self) -> tuple[Choice, ...]:
        """Return the slides that can be picked now, in the order of the menu."""
        scene = self._scene
        item = scene.item
        item_id = item.id if item is not None else None
        found = [Choice(SlideKind.WAITING), Choice(SlideKind.AGENDA)]
        if item is not None:
            found.append(Choice(SlideKind.ITEM, item_id))
            if item.kind is AgendaKind.BY_ELECTION and scene.facts.nominees:
                found.append(Choice(SlideKind.NOMINEES, item_id))
            key = question_at(scene)
            if key is not None and key not in scene.counts:
                found.append(Choice(SlideKind.HANDS, item_id, key))
        found += [Choice(SlideKind.RESULT, key.item_id, key) for key in scene.counts]
        for one in scene.facts.agenda:
            if elected(scene, one, self._released):
                found.append(Choice(SlideKind.ELECTED, one.id))
            if one.kind is AgendaKind.COMMENDATION and one.details.strip():
                found.append(Choice(SlideKind.COMMENDATION, one.id))
                found.append(Choice(SlideKind.AWARD, one.id))
        return (*found, Choice(SlideKind.BLANK))

    # ---- inside

    def _turn_to_the_introduced(self) -> None:
        """Show the page of the nominee whose introduction is being read."""
        if self.choice.kind is SlideKind.AWARD:
            self._page = max(0, award_at(self._scene))
            return
        name, mark, nominee = self._scene.key.partition("@")
        if not (name and mark and self.choice.kind is SlideKind.NOMINEES):
            return
        wanted = next((one.name for one in self._scene.facts.nominees if str(one.id) == nominee), None)
        for place, page in enumerate(self.pages):
            if wanted in [one.name for one in getattr(page, "people", ())]:
                self._page = place


def question_at(scene: HallScene) -> MotionKey | None:
    """Return the question of the current line: its own, or the last one put before it in this item."""
    here = scene.script.step_of(scene.key).item_id
    found: MotionKey | None = None
    if here is None:
        return None
    for line in scene.script.of_item(here):
        if line.motion is not None:
            found = line.motion
        if line.key == scene.key:
            return found
    return None


def following(scene: HallScene, released: Mapping[MotionKey, VoteCount]) -> Choice:
    """Return the slide that belongs to the current line of the script."""
    item = scene.item
    if item is None:
        agenda = _is_past_roll_call(scene) and not behind_the_agenda(scene)
        return Choice(SlideKind.AGENDA if agenda else SlideKind.WAITING)
    key = question_at(scene)
    if key is not None:
        return _around_a_vote(scene, item, key, released)
    kind = SlideKind.ITEM
    if item.kind is AgendaKind.BY_ELECTION:
        first = scene.script.steps_of(item.id)[0]
        kind = SlideKind.ITEM if scene.script.step_of(scene.key) == first else SlideKind.NOMINEES
    elif item.kind is AgendaKind.BREAK:
        return Choice(SlideKind.BREAK, item.id)
    elif item.kind is AgendaKind.COMMENDATION and award_at(scene) >= 0:
        kind = SlideKind.AWARD
    elif item.kind is AgendaKind.COMMENDATION and scene.script.of_item(item.id)[0].key != scene.key:
        kind = SlideKind.COMMENDATION
    return Choice(kind, item.id)


def award_at(scene: HallScene) -> int:
    """Return which honoured name the current line calls, from 0; -1 when it calls none."""
    here = scene.script.step_of(scene.key).item_id
    if here is None or scene.script.line(scene.key).cue is not CueKind.AWARD:
        return -1
    calls = [line.key for line in scene.script.of_item(here) if line.cue is CueKind.AWARD]
    return calls.index(scene.key)


def _around_a_vote(
    scene: HallScene, item: AgendaItem, key: MotionKey, released: Mapping[MotionKey, VoteCount]
) -> Choice:
    """Return the slide of a line at or behind a question: asking, the result, who was elected."""
    line = scene.script.line(scene.key)
    if line.cue in _POLLS or key not in released:
        return Choice(SlideKind.HANDS, item.id, key)
    if line.kind is not LineKind.RESULT and _is_settled(scene, item, released):
        return Choice(SlideKind.ELECTED, item.id)
    return Choice(SlideKind.RESULT, item.id, key)


def _is_past_roll_call(scene: HallScene) -> bool:
    passed = False
    for line in scene.script.lines:
        passed = passed or line.cue is CueKind.ROLL_CALL
        if line.key == scene.key:
            break
    here = scene.script.step_of(scene.key)
    calls = [scene.script.step_of(one.key) for one in scene.script.lines if one.cue is CueKind.ROLL_CALL]
    return passed and here not in calls


def _is_settled(scene: HallScene, item: AgendaItem, released: Mapping[MotionKey, VoteCount]) -> bool:
    """Tell whether all counts of an item are released and somebody was elected."""
    counted = [key for key in scene.counts if key.item_id == item.id]
    return all(key in released for key in counted) and bool(elected(scene, item, released))


def page_words(slide: Slide) -> str:
    """Return what the desk calls a slide: 人选名单, 人选名单 第 1 / 3 页."""
    if isinstance(slide, HandsSlide) and not slide.raise_hands:
        return slide.call
    return " ".join(part for part in (slide.kind.phrase, page_of(slide).words) if part)
