"""The OpenAPI description, and the server under requests made from it: never an internal error."""

from __future__ import annotations

import pytest
import service_fixture as parts

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, settings  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    from factcheck.server.limits import ServerLimits

    folder = tmp_path_factory.mktemp("openapi")
    limits = ServerLimits(requests=1_000_000, waiting=100_000)
    with parts.application(parts.service(folder), folder, limits=limits) as (app, _):
        yield schemathesis.openapi.from_asgi("/v1/openapi.json", app, headers=HEADERS)


HEADERS = {"authorization": f"Bearer {parts.TOKEN}", "host": parts.HOST}
schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_made_from_the_description_is_an_internal_error(case):
    case.call_and_validate(
        headers=HEADERS,
        checks=[
            schemathesis.checks.not_a_server_error,
            schemathesis.checks.status_code_conformance,
            schemathesis.checks.content_type_conformance,
            schemathesis.checks.response_schema_conformance,
        ],
    )
