"""A reviewers' desk for tests: small runs, databases of both kinds, a server of its own."""

from __future__ import annotations

import functools
import glob
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from runs import extracted

TEXTS: Mapping[str, str] = {
    "bulletin": "合肥市统计局3月1日发布公报：2024年，合肥市地区生产总值为13507.7亿元，比上年增长6.1%。年末常住人口1000.2万人。",
    "daily": "2024年，合肥常住人口只有985万人，地区生产总值达13507.7亿元。芜湖市2024年进出口总额1000亿元。",
    "island": "臺灣桃園市2024年人口達231萬人，較上年增加1.5萬人；桃園市政府表示，2024年工業產值約3.2兆元。",
}


def small_run(folder: Path, texts: Mapping[str, str] = TEXTS) -> Path:
    """A run over a few short articles."""
    return extracted(folder, dict(texts))


def token() -> str:
    """A name for a decision, as browsers make them."""
    return uuid.uuid4().hex


@functools.cache
def postgresql_programs() -> Path | None:
    """The folder with PostgreSQL's programs."""
    found = shutil.which("initdb") or next(iter(sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), reverse=True)), None)
    return Path(found).parent if found else None


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PostgreSql:
    """A server of PostgreSQL of one's own, with an empty database; it can be stopped and started again."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self._port = free_port()
        if self._as_user:
            shutil.chown(folder, "postgres")
        self._call("initdb", "-A", "trust", "-U", "desk", "-E", "UTF8", "--no-sync")

    @property
    def address(self) -> str:
        """Of its database."""
        return f"postgresql://desk@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Starts it, on the same port every time."""
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._call("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stops it as a crash would."""
        self._call("pg_ctl", "-m", "immediate", "stop", check=False)

    def _call(self, program: str, *arguments: str, check: bool = True) -> None:
        command = [*self._as_user, str(self._programs / program), "-D", str(self._folder / "data"), *arguments]
        subprocess.run(command, check=check, capture_output=True, cwd="/")


@contextmanager
def postgresql_server() -> Iterator[PostgreSql]:
    """A running server, removed in the end."""
    programs = postgresql_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-"))
    try:
        server = PostgreSql(programs, folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL database, made for one test run and removed after it.

    ``ZH_EXTRACT_TEST_POSTGRESQL`` names a server to use instead; the database there should be empty.
    """
    given = os.environ.get("ZH_EXTRACT_TEST_POSTGRESQL")
    if given:
        yield given
        return
    with postgresql_server() as server:
        yield server.address


@contextmanager
def served(*arguments: str, port: int | None = None) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """``zh-extract review`` as a process of its own: its address and the process, which is killed in the end."""
    port = port or free_port()
    command = [sys.executable, "-c", "from extract.cli import main; main()", "review", *arguments, "--port", str(port), "--quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        try:
            _wait(port, process)
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.kill()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            raise AssertionError(process.stdout.read().decode() if process.stdout else "it ended")
        time.sleep(0.05)
    raise AssertionError("the server does not answer")
