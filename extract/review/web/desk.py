"""What all requests to a desk share."""

from __future__ import annotations

import getpass
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from extract.review.claims.articles import Articles
from extract.review.store import people
from extract.review.store.database import Database
from extract.review.store.people import Person

_NOBODY = "local"
_SECONDS = 5.0
T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """A desk that is being served.

    Attributes:
        open: nobody logs in; whoever reaches it is ``local``. For this machine alone.
        secure: it is reached by HTTPS, so that cookies are sent by nothing else.
        hosts: the names that it may be reached by; empty for any.
    """

    database: Database
    local: Person
    open: bool = True
    secure: bool = False
    hosts: frozenset[str] = frozenset()

    @cached_property
    def articles(self) -> Articles:
        """The articles of the run."""
        return Articles(self.database)

    @cached_property
    def _known(self) -> dict[str, tuple[float, Any]]:
        return {}

    def lately(self, name: str, count: Callable[[], T]) -> T:
        """Figures that may be some seconds old: counted anew only if they are older. They tell of all claims, which takes a while."""
        known = self._known.get(name)
        if known is None or time.monotonic() - known[0] > _SECONDS:
            known = self._known[name] = (time.monotonic(), count())
        found: T = known[1]
        return found

    @cached_property
    def secret(self) -> str:
        """What cookies are signed with."""
        with self.database.write() as connection:
            return people.secret(connection)


def local_person(name: str | None = None) -> Person:
    """Whoever works at a desk without accounts."""
    if name is None:
        try:
            name = getpass.getuser()
        except (KeyError, OSError):
            name = _NOBODY
    return Person(name, "admin")


def desk_of(request: Request) -> Desk:
    """The desk that a request is for."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
