"""The server as a process: it listens, answers until it is asked to stop, and lets what is under way come to its end."""

from __future__ import annotations

import copy
import os
import signal
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from extract.errors import UsageError
from extract.serve.app import create_app
from extract.serve.settings import ServeSettings


def run(settings: ServeSettings, announce: Callable[[str], None], *, access_log: bool = False) -> None:
    """Serves until SIGINT or SIGTERM.

    Args:
        announce: is told the address once it is listened on.
        access_log: a line for each request on standard error.

    Raises:
        UsageError: the address cannot be listened on, or a run cannot be read.
    """
    listening = _listen(settings.host, settings.port)
    try:
        app = create_app(settings)
        log = copy.deepcopy(LOGGING_CONFIG)
        log["handlers"]["access"]["stream"] = "ext://sys.stderr"
        config = uvicorn.Config(
            app, log_config=log, log_level="warning" if not access_log else "info", access_log=access_log, server_header=False,
            timeout_graceful_shutdown=settings.shutdown_seconds,
        )  # fmt: skip
        server = uvicorn.Server(config)
        # Uvicorn listens to these itself while it runs, and raises them again once it has stopped: then they mean no failure.
        for asked in (signal.SIGINT, signal.SIGTERM):
            signal.signal(asked, server.handle_exit)
        announce(_address(listening, settings))
        server.run(sockets=[listening])
    finally:
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    # The protocol has to be named: asyncio sends small answers without delay only on sockets that say they are TCP.
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host.strip("[]"), port))
        made.listen(2048)
    except OSError as error:
        made.close()
        raise UsageError(
            f"it cannot be listened on: {error.strerror or error}", where=f"{host}:{port}", mend="choose another --host or --port"
        ) from error
    return made


def _address(listening: socket.socket, settings: ServeSettings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host and not settings.host.startswith("[") else settings.host
    return f"http://{host}:{listening.getsockname()[1]}"
