"""Fixtures that every room's tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from floor_file import FloorFile
from hypothesis import settings

# A busy machine is no failure: hypothesis would time the first call, with all that it imports.
settings.register_profile("factcheck", deadline=None)
settings.load_profile("factcheck")

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Flags that move the floors of tests/floors.toml instead of holding figures to them."""
    parser.addoption("--update-floors", action="store_true", help="raise floors to the figures of what ships; never lowers one")
    parser.addoption("--lower-floors", action="store_true", help="set floors by the figures of what ships, down too; say why in the commit")


@pytest.fixture(scope="session")
def floors(pytestconfig: pytest.Config) -> FloorFile:
    """What the figures of what ships may not fall below."""
    lower, update = pytestconfig.getoption("--lower-floors"), pytestconfig.getoption("--update-floors")
    if (lower or update) and hasattr(pytestconfig, "workerinput"):
        raise pytest.UsageError("floors are moved by one process, which writes their file: leave out -n")
    return FloorFile(ROOT / "tests" / "floors.toml", "lower" if lower else "update" if update else "check")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    # A cache of the tests' own, unless CI names one: nobody's real cache is touched, and every run starts from nothing.
    os.environ.setdefault("FACTCHECK_CACHE", str(tmp_path_factory.mktemp("cache")))
