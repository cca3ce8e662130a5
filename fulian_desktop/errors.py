"""The one kind of error that is meant for the user's eyes."""

from __future__ import annotations


class UserFacingError(Exception):
    """Something the user can understand and act on, in plain Chinese.

    Args:
        what: one sentence saying what is wrong and where.
        advice: what to do next, one sentence per step.
        safe: what is safe and has not been changed, when that is worth saying.
    """

    def __init__(self, what: str, *, advice: tuple[str, ...] = (), safe: str = "") -> None:
        """Keep the three parts apart so that a dialog can show them apart."""
        super().__init__(what)
        self.what = what
        self.advice = advice
        self.safe = safe

    def as_text(self) -> str:
        """Return everything as plain lines for the command line and for reports."""
        lines = [self.what]
        if self.safe:
            lines.append(self.safe)
        lines.extend(f"{number}. {step}" for number, step in enumerate(self.advice, start=1))
        return "\n".join(lines)
