"""The REST application over double models, for every test of the server."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("sse_starlette")
sys.path.insert(0, str(Path(__file__).parents[1] / "service"))


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A client with the token, and the desk behind it."""
    import service_fixture as parts
    from starlette.testclient import TestClient

    folder = tmp_path_factory.mktemp("server")
    with (
        parts.application(parts.service(folder), folder) as (app, desk),
        TestClient(app, base_url=f"http://{parts.HOST}", headers={"authorization": f"Bearer {parts.TOKEN}"}) as client,
    ):
        yield client, desk
