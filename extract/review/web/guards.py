"""What every answer carries and every request is measured by: a strict content policy, no caching of what is private, known hosts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

from extract.review.web.desk import Desk

POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'", "form-action 'self'",
        "manifest-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_LARGEST = 1_000_000  # bytes of a request


def guard(desk: Desk) -> Callable[[Request, Callable[[Request], Awaitable[Response]]], Awaitable[Response]]:
    """The middleware of a desk."""

    async def answer(request: Request, ask: Callable[[Request], Awaitable[Response]]) -> Response:
        host = request.headers.get("host", "").rsplit(":", 1)[0].strip("[]")
        length = request.headers.get("content-length", "0")
        response: Response
        if desk.hosts and host not in desk.hosts:
            response = PlainTextResponse("this desk is not reached by that name", 421)
        elif "transfer-encoding" in request.headers:
            response = PlainTextResponse("say how long it is", 411)
        elif not length.isdigit() or int(length) > _LARGEST:
            response = PlainTextResponse("too large", 413)
        else:
            response = await ask(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if desk.secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        private = not request.url.path.startswith("/static/")
        response.headers.setdefault("Cache-Control", "no-store" if private else "no-cache")
        return response

    return answer
