"""The application: routes, guards, static files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from extract.errors import UnavailableError
from extract.review.web import account_pages, api, figure_pages, pages
from extract.review.web.away import away
from extract.review.web.desk import Desk
from extract.review.web.guards import guard
from extract.review.web.sessions import NotIn
from extract.version import __version__

_STATIC = Path(__file__).parent.parent / "static"


def create_app(desk: Desk) -> FastAPI:
    """The application of a desk, to be served by any ASGI server."""
    app = FastAPI(
        title="zh-extract review", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
        description="Claims under review. Requests that change something need the session's token in X-CSRF-Token.",
    )  # fmt: skip
    app.state.desk = desk
    for router in (api.router, pages.router, figure_pages.router, account_pages.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for kind, handler in api.HANDLERS.items():
        app.add_exception_handler(kind, handler)
    app.add_exception_handler(NotIn, _to_login)
    app.add_exception_handler(UnavailableError, away)
    app.middleware("http")(guard(desk))
    return app


def _to_login(request: Request, _: Exception) -> Response:
    if request.method != "GET":
        return RedirectResponse("/login", 303)
    target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?then={quote(target)}", 303)
