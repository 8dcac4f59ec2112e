"""How long a server holds what it answers with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from extract.service.pool import Pool
from extract.stored import Stored


@contextmanager
def in_use(pool: Pool, stored: Stored | None) -> Iterator[None]:
    """Processes that run, and claims that are open, until the server ends."""
    pool.start()
    try:
        yield
    finally:
        pool.close()
        if stored is not None:
            stored.close()
