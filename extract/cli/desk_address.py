"""Where a reviewers' desk keeps its data, as it is named on the command line."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from extract.review.store.database import Database

FILE = "review.sqlite"


def address_of(named: str) -> str:
    """The database's address: a URL or file as it is, for the output folder of a run the file in it."""
    return str(Path(named) / FILE) if "://" not in named and Path(named).is_dir() else named


def opened(named: str, *, made: bool = False) -> Database:
    """The desk of an address or folder.

    Args:
        made: whether a file that is not there is made.

    Raises:
        UsageError: there is none.
        MissingExtraError: the desk's libraries are not installed.
    """
    require()
    from extract.review.store.database import Database

    address = address_of(named)
    if not made and "://" not in address and not Path(address).is_file():
        raise UsageError("there is no reviewers' desk", where=address, mend="start one with: zh-extract review OUTDIR")
    return Database(address)


def require() -> None:
    """Makes sure that the desk's libraries are there.

    Raises:
        MissingExtraError: one is not installed.
    """
    for package in ("sqlalchemy", "alembic", "argon2", "fastapi", "itsdangerous", "jinja2", "python_multipart", "uvicorn"):
        if find_spec(package) is None:
            raise MissingExtraError(package, "review", "the reviewers' desk")
