"""What is made up from the OpenAPI description, valid or not, meets no server error, and answers are as described."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from runs import extracted
from servers import serving

pytest.importorskip("fastapi")
schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402
from hypothesis.errors import Unsatisfiable  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from extract.serve.app import create_app  # noqa: E402
from extract.serve.settings import ServeSettings  # noqa: E402

TEXTS = {"a": "2024年，合肥市地区生产总值为13507.7亿元。2024年，合肥市常住人口1000.2万人。", "b": "2024年，合肥市常住人口985万人。"}
QUICK = settings(
    max_examples=int(os.environ.get("EXAMPLES", "10")), deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with serving("--run", extracted(tmp_path_factory.mktemp("run"), TEXTS), "--max-seconds", "20") as server:
        yield schemathesis.openapi.from_url(f"{server.address}/openapi.json")


@schemathesis.serializer("application/x-ndjson")
def _lines(context: Any, value: Any) -> bytes:
    return value.encode("utf-8", "replace") if isinstance(value, str) else json.dumps(value).encode()


OPERATIONS = [(path, method) for path, found in create_app(ServeSettings()).openapi()["paths"].items() for method in found]


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda word: word)
def test_no_server_error(api: Any, path: str, method: str, mode: Any) -> None:
    operation = api[path][method.upper()]

    @QUICK
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case: Any) -> None:
        case.call_and_validate(checks=[not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance])

    with contextlib.suppress(Unsatisfiable):  # nothing wrong can be made up for a route that takes nothing
        answered()
