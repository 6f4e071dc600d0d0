"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no failure: hypothesis would time the first call, with all that it imports.
settings.register_profile("factcheck", deadline=None)
settings.load_profile("factcheck")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    # A cache of the tests' own, unless CI names one: nobody's real cache is touched, and every run starts from nothing.
    os.environ.setdefault("FACTCHECK_CACHE", str(tmp_path_factory.mktemp("cache")))
