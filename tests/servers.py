"""A server as its users start it: a process on a free port."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from extract.cli import main; main()"]


class Process:
    """A running ``zh-extract serve``: its address, and what it has said so far on standard error."""

    def __init__(self, *args: str | Path, env: dict[str, str] | None = None) -> None:
        command = [*PROGRAM, "serve", "--port", "0", "--workers", "1", *map(str, args)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, **(env or {})})
        assert self.process.stderr is not None
        self.said = self.process.stderr.readline()
        found = re.search(r"http://\S+?:(\d+)", self.said)
        assert found, self.said
        self.port = int(found[1])
        self.address = f"http://127.0.0.1:{self.port}"

    def wait_until_ready(self, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                if urllib.request.urlopen(f"{self.address}/health/ready").status == 200:
                    return
            time.sleep(0.05)
        raise AssertionError("the server is not ready")

    def stop(self, how: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        if self.process.stderr is not None and self.process.stderr.closed:
            return self.process.wait(60)
        assert self.process.stderr is not None
        self.said += self.process.stderr.read()
        self.process.stderr.close()
        return self.process.wait(60)


@contextlib.contextmanager
def serving(*args: str | Path, env: dict[str, str] | None = None) -> Iterator[Process]:
    """A server that is ready, stopped in the end."""
    process = Process(*args, env=env)
    try:
        process.wait_until_ready()
        yield process
    finally:
        process.stop()
