"""Coming in and going out, taking reviewed claims along, and the log of both."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import select

from extract.batch.outputs.chosen import FORMATS
from extract.review import results
from extract.review.store import people, tables
from extract.review.web.api import Clean
from extract.review.web.desk import TheDesk
from extract.review.web.render import page
from extract.review.web.sessions import Reader, Visitor, begin, of_form, visitor

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
_LINES = 200


def address_of(request: Request) -> str:
    """Where a request comes from."""
    return request.client.host if request.client else "?"


def _inside(target: str) -> str:
    """A place of this desk to go to after the login: never another site."""
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) and "\n" not in target and "\r" not in target else "/"


@router.get("/login")
def show_login(request: Request, desk: TheDesk, who: Annotated[Visitor, Depends(visitor)], then: str = "/") -> Response:
    """The form."""
    if who.person is not None:
        return RedirectResponse(_inside(then), 303)
    return page(request, desk, who, "login.html", then=_inside(then), failed="")


@router.post("/login")
def log_in(
    request: Request, desk: TheDesk, who: Annotated[Visitor, Depends(visitor)], name: Annotated[str, Form(max_length=200), Clean],
    password: Annotated[str, Form(max_length=1000)], token: Annotated[str, Form()], then: Annotated[str, Form()] = "/",
) -> Response:  # fmt: skip
    """Lets somebody in whose name and password are right; too many that are wrong close the door for a quarter of an hour."""
    of_form(who, token)
    where = address_of(request)
    with desk.database.write() as connection:
        barred = people.too_many(connection, name, where)
        if barred:
            people.log(connection, name, "login refused", address=where, detail="too many failed")
    if barred:
        return page(request, desk, who, "login.html", 429, then=_inside(then), failed="limited")
    with desk.database.read() as connection:
        found = people.let_in(connection, name, password)
    with desk.database.write() as connection:
        people.log(connection, name, "login" if found else "login failed", address=where)
    if found is None:
        return page(request, desk, who, "login.html", 401, then=_inside(then), failed="wrong")
    response = RedirectResponse(_inside(then), 303)
    begin(desk, response, found)
    return response


@router.post("/logout")
def log_out(request: Request, desk: TheDesk, who: Reader, token: Annotated[str, Form()]) -> Response:
    """Ends the session."""
    of_form(who, token)
    assert who.person is not None
    with desk.database.write() as connection:
        people.log(connection, who.person.name, "logout", address=address_of(request))
    response = RedirectResponse("/login", 303)
    begin(desk, response, None)
    return response


@router.get("/export")
def show_export(request: Request, desk: TheDesk, who: Reader) -> Response:
    """What can be taken along."""
    assert who.person is not None
    return page(
        request, desk, who, "export.html" if who.person.leads else "missing.html", 200 if who.person.leads else 403, formats=(*FORMATS, "gold")
    )


@router.post("/export")
def export(
    request: Request, desk: TheDesk, who: Reader, token: Annotated[str, Form()], format: Annotated[str, Form(pattern="^[a-z]{1,10}$")],
) -> Response:  # fmt: skip
    """Reviewed claims as a zip file."""
    of_form(who, token)
    assert who.person is not None
    if not who.person.leads or format not in (*FORMATS, "gold"):
        return page(request, desk, who, "missing.html", 403)
    with desk.database.write() as connection:
        people.log(connection, who.person.name, "export", address=address_of(request), detail=format)
    packed = results.packed(desk.database, format)
    headers = {"Content-Disposition": f'attachment; filename="reviewed-{format}.zip"'}
    return Response(packed, media_type="application/zip", headers=headers)


@router.get("/log")
def show_log(request: Request, desk: TheDesk, who: Reader, at: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Who came in and what was taken out, for admins."""
    assert who.person is not None
    if who.person.role != "admin":
        return page(request, desk, who, "missing.html", 403)
    e = tables.events.c
    with desk.database.read() as connection:
        rows = connection.execute(select(tables.events).order_by(e.id.desc()).limit(_LINES).offset((at - 1) * _LINES)).mappings().all()
        everybody = people.everybody(connection)
    return page(request, desk, who, "log.html", rows=rows, everybody=everybody, at=at, more=len(rows) == _LINES)
