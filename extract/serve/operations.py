"""Routes for whoever keeps the server running: health, metrics, and what answers here."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST
from pydantic import BaseModel

from extract.serve.problems import ProblemError
from extract.serve.server import Here
from extract.version import __version__

router = APIRouter(tags=["operations"])


class Health(BaseModel):
    """How the server is."""

    status: Literal["live", "ready"]
    version: str


@router.get("/health/live", summary="Does it answer?")
async def live() -> Health:
    """Whether the server answers at all."""
    return Health(status="live", version=__version__)


@router.get("/health/ready", summary="Can it work?")
async def ready(server: Here) -> Health:
    """Whether a process is ready to extract; while it loads its data, and after a failure, this is a problem of status 503."""
    if not server.pool.ready:
        raise ProblemError(503, server.pool.failure or "the processes are loading their data", "not-ready", {"Retry-After": "1"})
    return Health(status="ready", version=__version__)


@router.get("/metrics", summary="Metrics", response_class=Response, responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}})
def metrics(server: Here) -> Response:
    """Counters in the text format of Prometheus."""
    return Response(server.metrics.text(), media_type=CONTENT_TYPE_LATEST)
