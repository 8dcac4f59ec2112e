"""The application: routes, guards, errors, and the description of all that."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.middleware.cors import CORSMiddleware

from extract.serve import claims, extraction, operations, problems, texts
from extract.serve.guards import Guard, Watch
from extract.serve.metrics import Metrics
from extract.serve.problems import MEDIA_TYPE, Problem
from extract.serve.server import Server
from extract.serve.settings import ServeSettings
from extract.service.life import in_use
from extract.service.pool import Pool
from extract.stored import Stored
from extract.version import __version__

_ABOUT = "Structured claims (place, metric, value, date, source) from Chinese articles, each pointing at the characters that support it."
_EVERYWHERE = (400, 422, 500)
_POSTED = (413, 415, 503, 504)
_ASKED = (404, 503, 504)


def create_app(settings: ServeSettings) -> FastAPI:
    """The application of a server. Runs are read now; processes start with the application's lifespan.

    Raises:
        UsageError: one of the runs is none.
    """
    pool = Pool(settings.workers, settings.work, waiting=settings.waiting)
    stored = Stored(settings.runs, max_seconds=settings.work.max_seconds) if settings.runs else None
    metrics = Metrics(pool)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with in_use(pool, stored):
            yield

    app = FastAPI(
        title="zh-extract", description=_ABOUT, version=__version__, lifespan=lifespan, redoc_url=None,
        docs_url="/docs" if settings.viewer else None,
    )  # fmt: skip
    app.state.server = Server(settings, pool, metrics, stored)
    problems.install(app)
    for room in (extraction, texts, claims, operations):
        app.include_router(room.router)
    app.add_middleware(Guard, settings=settings)
    if settings.cors:
        app.add_middleware(
            CORSMiddleware, allow_origins=list(settings.cors), allow_methods=["GET", "POST"], allow_headers=["Authorization", "Content-Type"]
        )
    app.add_middleware(Watch, metrics=metrics)
    app.openapi = lambda: _described(app, settings)  # type: ignore[method-assign]
    return app


def _described(app: FastAPI, settings: ServeSettings) -> dict[str, Any]:
    """The OpenAPI description, with the one shape of errors in place of FastAPI's own."""
    if app.openapi_schema is None:
        found = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        schemas = found["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        model = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= {**model.pop("$defs", {}), "Problem": model}
        for path, operations_of in found["paths"].items():
            for method, operation in operations_of.items():
                codes = (*_EVERYWHERE, *(_POSTED if method == "post" else _ASKED if path.startswith("/v1") else (503,)))
                for code in (*codes, *((401,) if settings.token else ())):
                    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
                    operation["responses"][str(code)] = {"description": "a problem (RFC 9457)", "content": content}
        if settings.token:
            found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            found["security"] = [{"token": []}]
        app.openapi_schema = found
    return app.openapi_schema
