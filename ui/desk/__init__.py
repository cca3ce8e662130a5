"""The desk (会议现场): a meeting is held here, line by line, over the whole window."""

from __future__ import annotations
