"""What stands before all routes: who may call, from where, how much may be sent, and what is counted."""

from __future__ import annotations

import hmac
import time
from collections.abc import Sequence

from fastapi.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extract.serve.metrics import Metrics
from extract.serve.problems import ProblemError, problem
from extract.serve.settings import LOOPBACK, ServeSettings

OPEN = ("/health/live", "/health/ready")  # for what watches the server: no token
STREAMS = ("/v1/extract/stream",)


def _header(scope: Scope, name: bytes) -> str:
    found: Sequence[tuple[bytes, bytes]] = scope["headers"]
    return next((value.decode("latin-1") for key, value in found if key == name), "")


class Guard:
    """Refuses requests without the token, for other hosts, and of more bytes than may be sent."""

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app = app
        self._settings = settings
        named = {host.lower() for host in settings.hosts}
        # A page in a browser can be made to call this machine under a name of its own; such a name is not answered.
        self._hosts = named | LOOPBACK if settings.only_here or named else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or answers it with a problem."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, send)
        elif scope["path"] in STREAMS:
            await self._app(scope, receive, send)
        else:
            await self._app(scope, self._counting(receive), send)

    def _refused(self, scope: Scope) -> Response | None:
        host = _header(scope, b"host").rsplit(":", 1)[0] if not _header(scope, b"host").endswith("]") else _header(scope, b"host")
        if self._hosts is not None and host.lower() not in self._hosts:
            return problem(400, "this name of the server is not known; start it with --allow-host NAME", "unknown-host")
        token = self._settings.token
        if token is not None and scope["path"] not in OPEN and scope["method"] != "OPTIONS":
            given = _header(scope, b"authorization")
            scheme, _, shown = given.partition(" ")
            if scheme.lower() != "bearer" or not hmac.compare_digest(shown.strip().encode("latin-1"), token.encode()):
                detail = "the token is wrong" if given else "a token is needed; send it as Authorization: Bearer TOKEN"
                return problem(401, detail, headers={"WWW-Authenticate": "Bearer"})
        length = _header(scope, b"content-length")
        if length.isdecimal() and int(length) > self._settings.max_request_bytes and scope["path"] not in STREAMS:
            return self._too_large()
        return None

    def _counting(self, receive: Receive) -> Receive:
        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > self._settings.max_request_bytes:
                raise ProblemError(413, self._limit(), "too-large")
            return message

        return counted

    def _limit(self) -> str:
        return f"the body is over the limit of {self._settings.max_request_bytes:,} bytes; send less at once"

    def _too_large(self) -> Response:
        return problem(413, self._limit(), headers={"Connection": "close"})


class Watch:
    """Counts requests and measures how long they take."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self._metrics.under_way.inc()
        try:
            await self._app(scope, receive, noting)
        finally:
            self._metrics.under_way.dec()
            route = getattr(scope.get("route"), "path", None) or "none"
            self._metrics.request(scope["method"], route, status, time.perf_counter() - begun)
