"""What a check of the data file can find."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be.

    Args:
        severity: ERROR when the file can no longer be trusted as it is, WARNING when it can.
        concerns: what it is about, for machines: ``journal:12``, ``schema:trigger:seat_kept``, ``pages``.
        sentence: the same for people, in Chinese.
    """

    severity: Severity
    concerns: str
    sentence: str
