"""The answer while the database is away: 503 and when to ask again, as a problem for programs and as a page for people."""

from __future__ import annotations

import logging

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from extract.errors import UnavailableError
from extract.review.web.desk import desk_of
from extract.review.web.render import page
from extract.review.web.sessions import Visitor

_LOG = logging.getLogger("extract.review")
_TOLD = "the database does not answer; nothing was changed, or what was sent can be sent again with the same token"


def away(request: Request, error: Exception) -> Response:
    """The answer. What is wrong with the database is for the log: it tells of the machines behind the desk."""
    assert isinstance(error, UnavailableError)
    _LOG.warning("%s", error)
    response: Response
    if request.url.path.startswith("/api/"):
        told = {"type": f"urn:zh-extract:problem:{error.code}", "title": "Service Unavailable", "status": 503, "detail": _TOLD, "code": error.code}
        response = JSONResponse(told, 503, media_type="application/problem+json")
    else:
        response = page(request, desk_of(request), Visitor("", None, ""), "away.html", 503)
    response.headers["Retry-After"] = str(error.retry_after)
    return response
