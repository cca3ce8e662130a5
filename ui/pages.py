"""Which pages there are; each is imported and built when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.shell.notifier import Page, PageContext
    from ui.shell.window import PageFactory

PAGES: dict[str, tuple[str, str]] = {
    "home": ("ui.home.page", "HomePage"),
    "people": ("ui.people.page", "PeoplePage"),
    "seats": ("ui.seats.page", "SeatsPage"),
    "elections": ("ui.elections.page", "ElectionsPage"),
    "meetings": ("ui.meetings.page", "MeetingsPage"),
    "papers": ("ui.documents.page", "PapersPage"),
    "settings": ("ui.settings.page", "SettingsPage"),
    "wordings": ("ui.wordings.page", "WordingsPage"),
    "backups": ("ui.safekeeping.page", "BackupsPage"),
    "help": ("ui.help.page", "HelpPage"),
    "preflight": ("ui.desk.preflight_page", "PreflightPage"),
    "minutes": ("ui.minutes.page", "MinutesPage"),
    "disclosures": ("ui.access.page", "DisclosuresPage"),
    "late_entry": ("ui.desk.late_entry_page", "LateEntryPage"),
}
"""Page key, as in open_page(): module and class."""


class _Factory:
    """Builds one page when it is wanted."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name

    def __call__(self, context: PageContext) -> Page:
        made: Page = getattr(import_module(self._module), self._name)(context)
        return made


def page_factories() -> Mapping[str, PageFactory]:
    """Return what builds each page."""
    return {key: _Factory(module, name) for key, (module, name) in PAGES.items()}
