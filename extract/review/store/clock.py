"""Times as the desk keeps them."""

from __future__ import annotations

import datetime as dt


def now() -> str:
    """This moment in UTC: 2026-03-01T08:30:00.000Z."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
