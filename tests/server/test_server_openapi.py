"""The server under requests made from its OpenAPI description: never an internal error, and always an answer that the description knows."""

from __future__ import annotations

import os

import pytest
import service_fixture as parts

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from hypothesis.errors import Unsatisfiable  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore")
EXAMPLES = int(os.environ.get("FACTCHECK_API_EXAMPLES", "3"))
"""Requests for each operation; by hand, hundreds."""
HEADERS = {"authorization": f"Bearer {parts.TOKEN}", "host": parts.HOST}
CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]


def test_no_request_made_from_the_description_is_an_internal_error(tmp_path):
    from factcheck.server.limits import ServerLimits

    limits = ServerLimits(requests=1_000_000, waiting=100_000)
    tried = []
    with parts.application(parts.service(tmp_path), tmp_path, limits=limits) as (app, desk):
        desk.most_wait = 0.5
        api = schemathesis.openapi.from_asgi("/v1/openapi.json", app, headers=HEADERS)
        for found in api.get_all_operations():
            operation = found.ok()
            for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):

                @given(case=operation.as_strategy(generation_mode=mode))
                @settings(
                    max_examples=EXAMPLES,
                    deadline=None,
                    database=None,
                    derandomize=EXAMPLES < 50,
                    phases=[Phase.generate],
                    suppress_health_check=list(HealthCheck),
                )
                def one(case):
                    tried.append(case.operation.label)
                    # otherwise all that is about one file would end at 404
                    if "slug" in case.path_parameters and len(tried) % 2:
                        case.path_parameters["slug"] = "harbour"
                    case.call_and_validate(headers=HEADERS, checks=CHECKS)

                try:
                    one()
                except Unsatisfiable:  # an operation without parameters has no wrong requests
                    continue
    described = {found.ok().label for found in api.get_all_operations()}
    assert set(tried) == described
    assert len(tried) >= len(described) * EXAMPLES
