"""The meetings page: the list, and the preparation of one meeting with everything that belongs to it."""

from __future__ import annotations
