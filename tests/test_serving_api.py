"""The interface for programs under schemathesis: made-up requests, good and bad, never break it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from framing.serving.server import Serving, running

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def api() -> Iterator[schemathesis.schemas.BaseSchema]:
    with running(Serving(0)) as address:
        yield schemathesis.openapi.from_url(f"{address}/api/openapi.json")


GOOD, BAD = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


@pytest.mark.parametrize(
    ("method", "path", "mode"),
    [
        ("POST", "/api/report", GOOD),
        ("POST", "/api/report", BAD),
        ("POST", "/api/stance", GOOD),
        ("POST", "/api/stance", BAD),
        ("GET", "/api/limits", GOOD),
    ],
)
def test_made_up_requests_are_answered_as_described(
    api: schemathesis.schemas.BaseSchema, method: str, path: str, mode: GenerationMode
) -> None:
    cases = api[path][method].as_strategy(generation_mode=mode)

    @settings(max_examples=30, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        data.draw(cases).call_and_validate(checks=CHECKS)

    ask()
