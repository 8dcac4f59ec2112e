"""What a caller can set about the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extract.service.tasks import Settings

TOKEN = "ZH_EXTRACT_TOKEN"
LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1", "[::1]"))
REQUEST_FACTOR = 5  # a request may hold several articles, or one in a form that takes more bytes


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Settings of the server.

    Attributes:
        host, port: where it listens; port 0 takes any that is free.
        workers: processes that extract.
        waiting: requests that may wait besides those that are worked on.
        work: the NER stage, and the limits of time (of questions about claims, too) and size.
        max_request_bytes: the most that the body of a request may take; streams of JSON lines have no such end.
        runs: output folders whose claims can be asked for.
        token: what callers have to show as ``Authorization: Bearer``; None asks for nothing.
        cors: origins of web pages that browsers may let call; empty lets none.
        hosts: names in the Host header besides the loopback's that are answered; empty answers all where it listens elsewhere.
        viewer: whether /docs shows the interface in a browser, with scripts from a public server.
        idle_seconds: after this long without a line a stream is ended.
        shutdown_seconds: how long requests under way may take once the server is asked to stop.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    waiting: int = 64
    work: Settings = field(default_factory=Settings)
    max_request_bytes: int = 50_000_000
    runs: Sequence[Path] = ()
    token: str | None = None
    cors: Sequence[str] = ()
    hosts: Sequence[str] = ()
    viewer: bool = False
    idle_seconds: float = 60.0
    shutdown_seconds: int = 30

    @property
    def only_here(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in LOOPBACK
