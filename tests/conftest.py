"""What holds for every test: no screen, one time zone, repeatable property tests."""

from __future__ import annotations

import gc
import os

import pytest

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_SCALE_FACTOR", "1")
os.environ.setdefault("TZ", "Asia/Shanghai")

from hypothesis import HealthCheck, settings

# A slow machine is not a wrong result; a failure found once must be found again.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later garbage collection: tests of the screen do one each."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id at its least cost: what is tested is what happens around it."""
    from fulian_desktop.access import secret_keys

    monkeypatch.setattr(secret_keys, "MEMORY_KIB", 8)
    monkeypatch.setattr(secret_keys, "PASSES", 1)
