"""The one shape of errors: RFC 9457 problem details, for everything that is no success."""

from __future__ import annotations

import http
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from extract.batch.work import Outcome
from extract.errors import UnavailableError, ZhExtractError
from extract.model import Reject
from extract.service.pool import BusyError
from extract.service.tasks import Answer, Made, Refused, shown

MEDIA_TYPE = "application/problem+json"
_LOG = logging.getLogger("extract.serve")
_STATUS = {
    "not-found": 404, "too-large": 413, "too-many-documents": 413, "unknown-kind": 415, "missing-library": 415, "missing-extra": 415, "busy": 503,
    "closing": 503, "unavailable": 503, "no-run": 404, "time-limit": 504, "internal": 500, "crash": 500, "error": 500, "workers": 503,
    "other-version": 500, "not-written": 500,
}  # fmt: skip
_CODES = {400: "bad-request", 401: "unauthorized", 404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "unknown-kind", 422: "usage"}


class Detail(BaseModel):
    """One of several things that are wrong with a request."""

    detail: str
    pointer: str | None = Field(default=None, description="JSON Pointer into the body")
    parameter: str | None = Field(default=None, description="the name of a parameter")


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str = Field(description="a URN that ends with the code")
    title: str
    status: int
    detail: str = Field(description="what is wrong with this request, and how to mend it")
    code: str = Field(description="for programs")
    errors: list[Detail] | None = Field(default=None, description="where several things are wrong: each of them")


class ProblemError(HTTPException):
    """An error with a code of ours."""

    def __init__(self, status: int, detail: str, code: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.code = code


def problem(
    status: int, detail: str, code: str | None = None, *, errors: Sequence[Detail] = (), headers: Mapping[str, str] | None = None
) -> Response:
    """The response for a problem."""
    title = http.HTTPStatus(status).phrase
    code = code or _CODES.get(status) or title.lower().replace(" ", "-")
    made = Problem(type=f"urn:zh-extract:problem:{code}", title=title, status=status, detail=detail, code=code, errors=list(errors) or None)
    body = json.dumps(made.model_dump(exclude_none=True), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(body, status, dict(headers) if headers else None, media_type=MEDIA_TYPE)


def settled(answer: Answer) -> Outcome | Made:
    """The answer of a worker for one thing that was asked, if it is one.

    Raises:
        ProblemError: it is the reason why there is none.
    """
    if isinstance(answer, Outcome | Made):
        return answer
    assert isinstance(answer, Reject | Refused)
    raise refusal(answer.code, answer.reason)


def refusal(code: str, reason: str) -> ProblemError:
    """The error for a reason that a worker gave; what is no business of callers goes to the log."""
    status = _STATUS.get(code, 422)
    if status == 500:
        _LOG.error("%s: %s", code, reason)
    return ProblemError(status, shown(code, reason), code)


def install(app: FastAPI) -> None:
    """Lets every error of an app end in a problem."""

    @app.exception_handler(HTTPException)
    async def of_http(_: Request, error: HTTPException) -> Response:
        code = error.code if isinstance(error, ProblemError) else None
        return problem(error.status_code, str(error.detail), code, headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def of_validation(_: Request, error: RequestValidationError) -> Response:
        found = error.errors()
        broken = next((one for one in found if one["type"] == "json_invalid"), None)
        if broken is not None:
            return problem(400, f"the body is no valid JSON ({broken['ctx']['error']} at character {broken['loc'][-1]})", "broken-json")
        details = [_detail(one) for one in found]
        first = details[0]
        where = first.parameter or first.pointer or ""
        return problem(422, f"{where}: {first.detail}" if where else first.detail, errors=details)

    @app.exception_handler(ZhExtractError)
    async def of_ours(_: Request, error: ZhExtractError) -> Response:
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, BusyError | UnavailableError) else None
        status = _STATUS.get(error.code, 422)
        if status == 500:
            _LOG.error("%s: %s", error.code, error)
        return problem(status, shown(error.code, str(error)), error.code, headers=headers)

    @app.exception_handler(Exception)
    async def of_failure(_: Request, __: Exception) -> Response:
        return problem(500, shown("internal", ""), "internal")  # the server logs it


def _detail(error: Any) -> Detail:
    kind, *rest = error["loc"] or ("body",)
    if kind == "body":
        pointer = "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in rest)
        return Detail(detail=error["msg"], pointer=f"#{pointer}")
    return Detail(detail=error["msg"], parameter=".".join(map(str, rest)) or str(kind))
