"""Pages from templates: everything escaped, the interface's words at hand."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from extract.explain.marked import shown
from extract.review.store.people import Person
from extract.review.web import numbers
from extract.review.web.desk import Desk
from extract.review.web.sessions import Visitor, set_again
from extract.review.web.wording import COOKIE, LANGUAGES, Wording, language_of
from extract.version import __version__

_FOLDER = Path(__file__).parent.parent / "templates"
_YEAR = 365 * 24 * 3600


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )
    made.filters |= {
        "value": numbers.value,
        "period": numbers.period,
        "percent": numbers.percent,
        "short": numbers.short,
        "shown": _shown,
        "json": _json,
    }
    return made


def _shown(text: str | None) -> str:
    """Words of an article on one line."""
    return shown(text or "").replace("\n", " ")


def _json(value: object) -> str:
    """Data for a page's script, as an attribute's text."""
    return json.dumps(value, ensure_ascii=False)


def part(request: Request, template: str, **values: Any) -> str:
    """A template filled in, as text."""
    language = language_of(request)
    return _environment().get_template(template).render(t=Wording(language), language=language, **values)


def page(request: Request, desk: Desk, who: Visitor, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A whole page as an answer."""
    me: Person | None = who.person
    known = {"me": me, "token": who.token, "path": request.url.path, "open": desk.open, "version": __version__, "query": str(request.url.query)}
    response = HTMLResponse(part(request, template, **known, **values), status)
    set_again(desk, request, response)
    chosen = request.query_params.get("lang")
    if chosen in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=_YEAR, samesite="lax", path="/", secure=desk.secure)
    return response
