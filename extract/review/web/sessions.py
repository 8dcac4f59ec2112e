"""Who is asking: signed cookies, and a token without which nothing is changed.

The cookie holds a random id, a name and the epoch of the account; a new password or a closed account ends it. The token is a keyed hash of the
id. It comes in a header or a form, where other sites cannot put it (and ``Origin``, where a browser tells it, has to be ours).
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from extract.review.store import people
from extract.review.store.clock import far
from extract.review.store.people import Person
from extract.review.web.desk import Desk, TheDesk

COOKIE = "desk"
HEADER = "x-csrf-token"
_HOURS = 12
_SALT = "session"


class NotIn(Exception):
    """A page is asked for by somebody who has not logged in."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody's session; ``person`` is None before the login."""

    id: str
    person: Person | None
    token: str


def _signer(desk: Desk) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(desk.secret, salt=_SALT)


def _token(desk: Desk, id: str) -> str:
    return hmac.new(desk.secret.encode(), f"csrf {id}".encode(), "sha256").hexdigest()


def visitor(request: Request, response: Response, desk: TheDesk) -> Visitor:
    """The session of a request; who has none gets one with the answer."""
    told: Any = None
    try:
        told, made = _signer(desk).loads(request.cookies.get(COOKIE, ""), return_timestamp=True)
        told = None if far(made.timestamp(), _HOURS * 3600) else told
    except BadSignature:
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("id"), str):
        return begin(desk, response, None, request)
    return Visitor(told["id"], desk.local if desk.open else _known(desk, told), _token(desk, told["id"]))


def _known(desk: Desk, told: dict[str, Any]) -> Person | None:
    if not isinstance(told.get("name"), str):
        return None
    with desk.database.read() as connection:
        found = people.of_name(connection, told["name"])
    return found if found is not None and found.active and found.epoch == told.get("epoch") else None


def begin(desk: Desk, response: Response, person: Person | None, request: Request | None = None) -> Visitor:
    """A new session, its cookie set on an answer."""
    id = secrets.token_urlsafe(16)
    value = _signer(desk).dumps({"id": id, "name": person.name if person else None, "epoch": person.epoch if person else 0})
    response.set_cookie(COOKIE, str(value), max_age=_HOURS * 3600, httponly=True, samesite="lax", secure=desk.secure, path="/")
    if request is not None:
        request.state.cookie = value  # pages are answers of their own: they set it too
    return Visitor(id, desk.local if desk.open else person, _token(desk, id))


def set_again(desk: Desk, request: Request, response: Response) -> None:
    """Puts the cookie of a session that began with this request on the page that answers it."""
    value = getattr(request.state, "cookie", None)
    if value is not None:
        response.set_cookie(COOKIE, str(value), max_age=_HOURS * 3600, httponly=True, samesite="lax", secure=desk.secure, path="/")


def checked(request: Request, who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """A session whose request may change something: it has the token, and no other site sent it.

    Raises:
        HTTPException: 403 without a right token.
    """
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "another site sent this")
    given = request.headers.get(HEADER, "")
    if not hmac.compare_digest(given.encode(), who.token.encode()):
        raise HTTPException(403, "the token of this session is missing: load the page again")
    return who


def of_form(who: Visitor, token: str) -> None:
    """Sees that a form carries its session's token.

    Raises:
        HTTPException: 403 if not.
    """
    if not hmac.compare_digest(token.encode(), who.token.encode()):
        raise HTTPException(403, "the token of this session is missing: load the page again")


def person(who: Annotated[Visitor, Depends(visitor)]) -> Person:
    """Whoever is logged in, for the API.

    Raises:
        HTTPException: 401 if nobody is.
    """
    if who.person is None:
        raise HTTPException(401, "log in first")
    return who.person


def writer(who: Annotated[Visitor, Depends(checked)]) -> Person:
    """Whoever is logged in and may change something, for the API.

    Raises:
        HTTPException: 401 if nobody is; 403 without the token.
    """
    return person(who)


def lead(who: Annotated[Visitor, Depends(checked)]) -> Person:
    """A lead who may change something, for the API.

    Raises:
        HTTPException: 401, 403.
    """
    found = person(who)
    if not found.leads:
        raise HTTPException(403, "a lead does this")
    return found


def reader(who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """The session of somebody who is logged in, for pages.

    Raises:
        NotIn: nobody is; the page of the login is shown.
    """
    if who.person is None:
        raise NotIn
    return who


Me = Annotated[Person, Depends(person)]
Writer = Annotated[Person, Depends(writer)]
Lead = Annotated[Person, Depends(lead)]
Reader = Annotated[Visitor, Depends(reader)]
