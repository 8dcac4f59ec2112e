"""Which errors of a database say that it is away, broken or busy, and not that a statement of ours is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection

from extract.errors import UnavailableError

_WAIT = "try again when it is done"
_RIGHTS = "see that the file is there, and that it and its folder may be written to"
_ROOM = "make room, and see whether the disk is well"
_COPY = "put a copy of it from before back"
_BACK = "try again when it is back"

# Primary result codes of SQLite (https://sqlite.org/rescode.html): what they mean here, and how to mend it.
_SQLITE: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: ("another program is writing to it", _WAIT),
    sqlite3.SQLITE_LOCKED: ("another program is writing to it", _WAIT),
    sqlite3.SQLITE_PROTOCOL: ("another program is writing to it", _WAIT),
    sqlite3.SQLITE_PERM: ("it may not be opened", _RIGHTS),
    sqlite3.SQLITE_READONLY: ("it may not be written to", _RIGHTS),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", _RIGHTS),
    sqlite3.SQLITE_FULL: ("the disk is full", _ROOM),
    sqlite3.SQLITE_IOERR: ("reading or writing it failed", _ROOM),
    sqlite3.SQLITE_NOMEM: ("there is not enough memory", _BACK),
    sqlite3.SQLITE_CORRUPT: ("the file is damaged", _COPY),
    sqlite3.SQLITE_NOTADB: ("the file is no database", _COPY),
}

# States of PostgreSQL (its manual, appendix A), by how they begin; the first that fits holds.
_POSTGRESQL: tuple[tuple[str, str, str], ...] = (
    ("08", "the connection broke", _BACK),
    ("25006", "it may only be read now", "try again when it is the primary server again"),
    ("28", "it lets the desk in no more", "check the address and the rights of its user"),
    ("3D000", "it is not there", "make it, or put a copy of it back"),
    ("40", "another transaction came between", _BACK),
    ("42P01", "its tables are not there", "put a copy of it back, or start the desk again to make them"),
    ("53100", "its disk is full", "make room on its server"),
    ("53", "its server has no more to give", _BACK),
    ("55P03", "another program is writing to it", _WAIT),
    ("57", "its server ended the connection", _BACK),
    ("58", "its server failed", "see its log"),
    ("XX", "its server failed", "see its log"),
)


def unavailable(error: SQLAlchemyError, where: str) -> UnavailableError | None:
    """What a user is told of an error, None where it is no fault of the database.

    Args:
        where: the database, without its password.
    """
    if isinstance(error, NoConnection):
        return away("too many ask at once", _BACK, where)
    if not isinstance(error, DBAPIError):
        return None
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return of_sqlite(cause, where)
    state = getattr(cause, "sqlstate", None)
    if state is None:  # no answer of a server: a connection that could not be made, or one that broke
        return away(words_of(error), _BACK, where) if isinstance(error, OperationalError | InterfaceError) else None
    return next((away(f"{what}: {words_of(error)}", mend, where) for begin, what, mend in _POSTGRESQL if state.startswith(begin)), None)


def words_of(error: SQLAlchemyError) -> str:
    """What the database itself says of an error, on one line."""
    return str(getattr(error, "orig", None) or error).strip().split("\n")[0]


def of_sqlite(error: sqlite3.Error, where: str) -> UnavailableError | None:
    """As ``unavailable``, of an error as SQLite raises it."""
    told = _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return away(*told, where) if told else None


def away(what: str, mend: str, where: str) -> UnavailableError:
    """The error itself."""
    return UnavailableError(f"the database does not answer ({what})", where=where, mend=mend)
