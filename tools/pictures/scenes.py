"""What is pictured: add a scene to one of these lists and `make pictures` takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.pictures.access_scenes import ACCESS_SCENES
from tools.pictures.ballot_scenes import BALLOT_SCENES
from tools.pictures.counting_scenes import COUNTING_SCENES
from tools.pictures.desk_scenes import DESK_SCENES
from tools.pictures.election_scenes import ELECTION_SCENES
from tools.pictures.hall_scenes import HALL_SCENES
from tools.pictures.meeting_scenes import MEETING_SCENES
from tools.pictures.minutes_scenes import MINUTES_SCENES
from tools.pictures.office_scenes import OFFICE_SCENES
from tools.pictures.paper_scenes import PAPER_SCENES
from tools.pictures.people_scenes import PEOPLE_SCENES
from tools.pictures.preflight_scenes import PREFLIGHT_SCENES
from tools.pictures.safekeeping_scenes import SAFEKEEPING_SCENES
from tools.pictures.wording_scenes import WORDING_SCENES

if TYPE_CHECKING:
    from tools.pictures.scene import Scene

SCENES: tuple[Scene, ...] = (
    *OFFICE_SCENES,
    *SAFEKEEPING_SCENES,
    *PEOPLE_SCENES,
    *MEETING_SCENES,
    *ELECTION_SCENES,
    *BALLOT_SCENES,
    *PAPER_SCENES,
    *PREFLIGHT_SCENES,
    *DESK_SCENES,
    *COUNTING_SCENES,
    *HALL_SCENES,
    *WORDING_SCENES,
    *MINUTES_SCENES,
    *ACCESS_SCENES,
)
