"""Accounts: names, roles, passwords (Argon2id), and the log of who came in and took what out."""

from __future__ import annotations

import re
import secrets
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, func, insert, or_, select, update

from extract.errors import UsageError
from extract.review.store import tables
from extract.review.store.clock import around, now

ROLES = ("reviewer", "lead", "admin")
SHORTEST = 10  # characters of a password
LONGEST = 200
_NAME = re.compile(r"[\w.@-]{1,64}")
_WINDOW = 900.0  # seconds in which failed logins are counted
_TRIES = 5  # of a name from an address
_TRIES_OF_ADDRESS = 30
_TRIES_OF_NAME = 50
_SECRET = "secret"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the desk. ``epoch`` rises when sessions are to end: new password, new role, closed account."""

    name: str
    role: str
    epoch: int = 0
    active: bool = True
    since: str = ""

    @property
    def leads(self) -> bool:
        """Whether this person settles disputes, draws audits and exports."""
        return self.role in ("lead", "admin")


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash to check against where there is no such account, so that both answers take as long."""
    return _hasher().hash(secrets.token_hex())


def _checked(name: str, password: str | None, role: str | None) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name", mend="use letters, digits, characters, and . _ @ -, at most 64")
    if role is not None and role not in ROLES:
        raise UsageError(f"{role!r} is no role", mend=f"choose one of {', '.join(ROLES)}")
    if password is not None and not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"the password has {len(password)} characters", mend=f"choose one of {SHORTEST} to {LONGEST}")


def add(connection: Connection, name: str, password: str, role: str) -> None:
    """Opens an account.

    Raises:
        UsageError: there is one of this name, or name, password or role will not do.
    """
    _checked(name, password, role)
    if of_name(connection, name) is not None:
        raise UsageError(f"there is an account {name}", mend="choose another name, or change this one")
    row = {"name": name, "role": role, "password": _hasher().hash(password), "active": True, "epoch": 1, "since": now()}
    connection.execute(insert(tables.people).values(row))


def change(connection: Connection, name: str, *, password: str | None = None, role: str | None = None, active: bool | None = None) -> None:
    """Changes an account; its sessions end.

    Raises:
        UsageError: there is none of this name, or what it is changed to will not do.
    """
    _checked(name, password, role)
    if of_name(connection, name) is None:
        raise UsageError(f"there is no account {name}", mend="zh-extract review-users list shows all")
    p = tables.people.c
    values: dict[str, Any] = {"epoch": p.epoch + 1}
    if password is not None:
        values["password"] = _hasher().hash(password)
    if role is not None:
        values["role"] = role
    if active is not None:
        values["active"] = active
    connection.execute(update(tables.people).where(p.name == name).values(values))


def everybody(connection: Connection) -> list[Person]:
    """All accounts by name."""
    rows = connection.execute(select(tables.people).order_by(tables.people.c.name)).mappings()
    return [Person(row["name"], row["role"], row["epoch"], row["active"], row["since"]) for row in rows]


def of_name(connection: Connection, name: str) -> Person | None:
    """The account of a name."""
    row = connection.execute(select(tables.people).where(tables.people.c.name == name)).mappings().first()
    return Person(row["name"], row["role"], row["epoch"], row["active"], row["since"]) if row is not None else None


def any_active(connection: Connection) -> bool:
    """Whether anybody can log in."""
    return bool(connection.scalar(select(func.count()).select_from(tables.people).where(tables.people.c.active)))


def too_many(connection: Connection, name: str, address: str) -> bool:
    """Whether logins of a name or from an address failed so often of late that no more are tried."""
    e = tables.events.c
    recent = select(e.who, e.address).where(e.what == "login failed", around(e.time, _WINDOW), or_(e.who == name, e.address == address))
    failed = connection.execute(recent).all()
    of_both = sum(row.who == name and row.address == address for row in failed)
    of_address, of_name = sum(row.address == address for row in failed), sum(row.who == name for row in failed)
    return bool(of_both >= _TRIES or of_address >= _TRIES_OF_ADDRESS or of_name >= _TRIES_OF_NAME)


def let_in(connection: Connection, name: str, password: str) -> Person | None:
    """The person of a name, if the password is right and the account open."""
    row = connection.execute(select(tables.people).where(tables.people.c.name == name, tables.people.c.active)).mappings().first()
    try:
        _hasher().verify(row["password"] if row is not None else _nobody(), password)
    except (VerificationError, InvalidHashError):
        return None
    return of_name(connection, name) if row is not None else None


def log(connection: Connection, who: str, what: str, *, address: str | None = None, detail: str | None = None) -> None:
    """Adds a line to the log."""
    row = {"at": now(), "time": time.time(), "who": who[:64], "address": address, "what": what, "detail": detail}
    connection.execute(insert(tables.events).values(row))


def secret(connection: Connection) -> str:
    """What sessions of this desk are signed with; made when it is first asked for."""
    s = tables.settings.c
    known = connection.scalar(select(s.value).where(s.name == _SECRET))
    if known is not None:
        return str(known)
    made = secrets.token_urlsafe(48)
    connection.execute(insert(tables.settings).values(name=_SECRET, value=made))
    return made
