"""The desk's database goes away in the middle: what is told, that nothing acknowledged is lost, and that work goes on when it is back."""

from __future__ import annotations

import itertools
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the desk is not installed (pip install '.[review]')")

import httpx
from desk import PostgreSql, free_port, postgresql_server, served, small_run, token
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from unprivileged import ended, started

from extract.errors import UnavailableError, UsageError
from extract.review.store import database as opening
from extract.review.store.database import Database
from extract.review.store.faults import unavailable
from extract.review.store.importing import import_run, is_newest
from extract.review.store.people import Person
from extract.review.web.app import create_app
from extract.review.web.desk import Desk

PROGRAM = Path(sys.executable).with_name("zh-extract")
posix = pytest.mark.skipif(os.name != "posix", reason="needs a Unix system")
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits of another process are set on Linux only")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_run(tmp_path_factory.mktemp("run"))


@pytest.fixture
def file(tmp_path: Path, run: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk of SQLite with the small run in it, whose writers wait a second for each other."""
    monkeypatch.setattr(opening, "_PATIENCE", 1)
    found = Database(tmp_path / "desk.sqlite")
    import_run(found, run)
    found.close()
    return tmp_path / "desk.sqlite"


@pytest.fixture(scope="module")
def server() -> Iterator[PostgreSql]:
    with postgresql_server() as found:
        yield found


@pytest.fixture
def team(server: PostgreSql, run: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A desk on PostgreSQL with the small run in it."""
    monkeypatch.setattr(opening, "_PATIENCE", 1)
    asked(server.address, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    found = Database(server.address)
    import_run(found, run)
    yield found
    found.close()


def asked(address: str, statement: str) -> list:
    """A statement on a connection of its own, as of an administrator."""
    engine = create_engine(
        address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT",
        connect_args={"options": "-c default_transaction_read_only=off"},
    )  # fmt: skip
    with engine.connect() as connection:
        done = connection.execute(text(statement))
        found = done.all() if done.returns_rows else []
    engine.dispose()
    return found


END_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"


def client_of(found: Database) -> TestClient:
    client = TestClient(create_app(Desk(found, Person("ann", "admin"))), base_url="http://localhost", headers={"Accept-Language": "en"})
    client.headers["X-CSRF-Token"] = re.search(r'name="csrf" content="(\w+)"', client.get("/queues").text)[1]
    return client


def subjects(client: httpx.Client) -> list[str]:
    return [c["subject"] for c in client.get("/api/queues/confidence?waiting=false&limit=200").json()["claims"]]


def body(subject: str) -> dict:
    return {"token": token(), "subject": subject, "version": 10**6, "action": "accept"}


def is_away(answer: httpx.Response) -> bool:
    """Whether it is the one answer of a desk whose database is away."""
    if answer.status_code != 503:
        return False
    assert int(answer.headers["Retry-After"]) > 0
    assert "Traceback" not in answer.text
    if answer.headers["Content-Type"] == "application/problem+json":
        assert (answer.json()["status"], answer.json()["code"]) == (503, "unavailable")
        assert "sqlite" not in answer.text, "what is behind the desk is nobody's business"
        assert "127.0.0.1" not in answer.text
    else:
        assert "The database does not answer" in answer.text
    return True


def in_file(path: Path) -> list[str]:
    """The tokens of all decisions that a file holds; it is whole."""
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in opened.execute("SELECT token FROM decisions ORDER BY id")]


# --- SQLite ---------------------------------------------------------------------------------------


def test_another_writer_holds_the_file_for_longer_than_the_desk_waits(file: Path) -> None:
    with closing(Database(file)) as found, client_of(found) as client, closing(sqlite3.connect(file, isolation_level=None)) as other:
        given = body(subjects(client)[0])
        other.execute("BEGIN IMMEDIATE")
        assert is_away(client.post("/api/decisions", json=given))
        assert client.get("/queue?name=confidence").status_code == 200, "reading goes on"
        other.execute("ROLLBACK")
        assert client.post("/api/decisions", json=given).status_code == 200
    assert in_file(file) == [given["token"]]


@posix
def test_a_file_that_is_moved_away_is_told_and_not_made_anew(file: Path) -> None:
    with closing(Database(file)) as found, client_of(found) as client:
        first, second = (body(subject) for subject in subjects(client)[:2])
        assert client.post("/api/decisions", json=first).status_code == 200
        file.rename(file.with_suffix(".away"))
        assert is_away(client.post("/api/decisions", json=second))
        assert is_away(client.get("/api/progress"))
        assert is_away(client.get("/queues"))
        assert not file.exists()
        told = subprocess.run([PROGRAM, "review-users", "list", file], capture_output=True, text=True, check=False)
        assert (told.returncode, len(told.stderr.splitlines())) == (2, 1)
        assert not file.exists()
        file.with_suffix(".away").rename(file)
        assert client.post("/api/decisions", json=second).status_code == 200
    assert in_file(file) == [first["token"], second["token"]]


@posix
def test_a_copy_in_place_of_the_file_is_gone_on_with(file: Path) -> None:
    """What lay in the write-ahead log of the file before is not taken for a part of the copy."""
    copy = file.with_suffix(".copy")
    with closing(Database(file)) as found, client_of(found) as client:
        before, lost, after = (body(subject) for subject in subjects(client)[:3])
        assert client.post("/api/decisions", json=before).status_code == 200
        with closing(sqlite3.connect(file)) as opened, closing(sqlite3.connect(copy)) as target:
            opened.backup(target)
        assert client.post("/api/decisions", json=lost).status_code == 200
        log = file.with_name(f"{file.name}-wal")
        assert log.stat().st_size > 0, "else this test tests nothing"
        copy.replace(file)
        assert client.post("/api/decisions", json=after).status_code == 200
        assert client.get("/queues").status_code == 200
    assert in_file(file) == [before["token"], after["token"]]


@posix
def test_what_is_no_desk_in_place_of_the_file_is_told_until_the_file_is_back(file: Path) -> None:
    with closing(Database(file)) as found, client_of(found) as client:
        given = body(subjects(client)[0])
        file.rename(file.with_suffix(".away"))
        file.write_text("this is no database at all, but long enough to be taken for one" * 30)
        assert is_away(client.post("/api/decisions", json=given))
        assert is_away(client.post("/api/decisions", json=given))
        file.with_suffix(".away").replace(file)
        assert client.post("/api/decisions", json=given).status_code == 200
    assert in_file(file) == [given["token"]]


@posix
def test_the_desk_of_a_newer_version_in_place_of_the_file_is_told(file: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.sqlite"
    shutil.copy(file, newer)
    with closing(sqlite3.connect(newer)) as opened, opened:
        opened.execute("UPDATE alembic_version SET version_num = 'later'")
    with closing(Database(file)) as found, client_of(found) as client:
        newer.replace(file)
        for _ in range(2):
            assert is_away(client.get("/queues"))


@posix
def test_a_file_that_is_replaced_in_the_middle_of_a_transaction_is_not_acknowledged(file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(file, copy)
    with closing(Database(file)) as found:

        def insert(*, replaced: bool) -> None:
            with found.write() as connection:
                connection.exec_driver_sql("INSERT INTO settings (name, value) VALUES ('a', 'b')")
                if replaced:
                    copy.replace(file)

        with pytest.raises(UnavailableError):
            insert(replaced=True)
        insert(replaced=False)  # else the name would be taken
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("SELECT value FROM settings").fetchall() == [("b",)]


@contextmanager
def session_of(url: str) -> Iterator[httpx.Client]:
    """A session at a served desk, which may still be starting."""
    with httpx.Client(base_url=url, timeout=60) as session:
        for _ in range(600):
            try:
                page = session.get("/queues")
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        session.headers["X-CSRF-Token"] = re.search(r'name="csrf" content="(\w+)"', page.text)[1]
        yield session


@linux
@pytest.mark.slow
def test_a_full_disk_is_told_and_the_desk_goes_on_when_there_is_room(file: Path) -> None:
    """The server's files may grow no more; then they may again."""
    kept: list[str] = []
    with served("--database", str(file)) as (url, process), session_of(url) as session:
        wanted = itertools.cycle(subjects(session))
        was = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (os.stat(file).st_size, was[1]))
        for _ in range(2000):
            waiting = body(next(wanted))
            answer = session.post("/api/decisions", json=waiting)
            if answer.status_code != 200:
                break
            kept.append(waiting["token"])
        assert is_away(answer)
        assert is_away(session.post("/api/decisions", json=waiting))
        resource.prlimit(process.pid, resource.RLIMIT_FSIZE, was)
        assert session.post("/api/decisions", json=waiting).status_code == 200
        kept.append(waiting["token"])
        assert session.post("/api/decisions", json=body(next(wanted))).status_code == 200
        assert process.poll() is None
    assert in_file(file)[: len(kept)] == kept


@posix
@pytest.mark.slow
def test_a_read_only_folder_is_told_in_one_line(file: Path, run: Path) -> None:
    for path in file.parent.iterdir():
        path.chmod(0o400)
    file.parent.chmod(0o500)
    commands = (("review-users", "add", file, "lin", "--password-stdin"), ("review", run, "--database", file, "--import-only"),
                ("review", run, "--database", file.parent / "new.sqlite", "--import-only"))  # fmt: skip
    try:
        for command in commands:
            done = ended(PROGRAM, *command)
            assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
            assert "zh-extract: error: " in done.stderr
            assert str(file.parent) in done.stderr
    finally:
        file.parent.chmod(0o700)


@posix
@pytest.mark.slow
def test_a_folder_that_becomes_read_only_while_the_desk_serves(file: Path, tmp_path: Path) -> None:
    """What the desk cannot keep it does not acknowledge; connections that it has open may still write."""
    port = free_port()
    command = [str(PROGRAM), "review", "--database", str(file), "--port", str(port), "--quiet"]
    kept = []
    with started(command) as process:
        try:
            with session_of(f"http://127.0.0.1:{port}") as session:
                wanted = subjects(session)
                everything = [file.parent, *file.parent.iterdir()]
                for path in everything:
                    path.chmod(0o500 if path.is_dir() else 0o400)
                for subject in wanted:
                    given = body(subject)
                    answer = session.post("/api/decisions", json=given)
                    assert answer.status_code == 200 or is_away(answer)
                    kept += [given["token"]] * (answer.status_code == 200)
                for path in everything:
                    path.chmod(0o700 if path.is_dir() else 0o600)
                given = body(wanted[0])
                assert session.post("/api/decisions", json=given).status_code == 200
                kept.append(given["token"])
        finally:
            process.kill()
    assert in_file(file) == kept


def test_a_run_whose_taking_in_is_cut_leaves_the_one_before(file: Path, run: Path, tmp_path: Path) -> None:
    """The file is moved away in the middle; the command says so in one line, and given again it is done."""
    new = small_run(tmp_path / "new", {"other": "芜湖市2024年进出口总额1000亿元。"})
    with closing(Database(file)) as found:

        def move(what: str, count: int) -> None:
            if what == "claims" and file.exists():
                file.rename(file.with_suffix(".away"))

        with pytest.raises(UnavailableError):
            import_run(found, new, move)
        with pytest.raises(UnavailableError), found.read():
            pass
        file.with_suffix(".away").rename(file)
        with found.read() as connection:
            assert connection.exec_driver_sql("SELECT COUNT(*) FROM documents").scalar() in (1, 3), "all of it or nothing"
        assert import_run(found, new).documents == 1


@linux
@pytest.mark.slow
def test_a_disk_that_fills_up_while_a_run_is_taken_in(run: Path, tmp_path: Path) -> None:
    address = tmp_path / "desk.sqlite"
    Database(address).close()

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

    command = [PROGRAM, "review", run, "--database", address, "--import-only"]
    full = subprocess.run(command, preexec_fn=small, capture_output=True, text=True, check=False)
    assert full.returncode == 1, full.stderr
    told = full.stderr.strip().splitlines()[-1]
    assert told.startswith(f"zh-extract: error: sqlite+pysqlite:///{address}: the database does not answer (")
    assert "Traceback" not in full.stderr
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (again.returncode, "taken in" in again.stderr) == (0, True)


@posix
@pytest.mark.slow
def test_kills_while_a_desk_is_made_and_a_run_taken_in(run: Path, tmp_path: Path) -> None:
    """At moments from the making of the tables to the end: the run is in whole or not at all, and the next start does what is left."""
    found = set()
    for n in range(6):
        address = tmp_path / f"{n}.sqlite"
        command = [PROGRAM, "review", run, "--database", address, "--import-only", "--quiet"]
        with subprocess.Popen(command) as process:
            while process.poll() is None and not address.exists():
                time.sleep(0.005)
            time.sleep(0.04 * n)
            process.kill()
        with closing(Database(address)) as opened, opened.read() as connection:
            found.add(connection.exec_driver_sql("SELECT COUNT(*) FROM documents").scalar())
        assert in_file(address) == []
        assert subprocess.run(command, check=False).returncode == 0
        with closing(Database(address)) as opened:
            assert is_newest(opened, run)
    assert found <= {0, 3}, "all of it or nothing"


# --- PostgreSQL -----------------------------------------------------------------------------------


def test_a_server_that_is_stopped_and_started_again(server: PostgreSql, team: Database) -> None:
    with client_of(team) as client:
        first, second = (body(subject) for subject in subjects(client)[:2])
        assert client.post("/api/decisions", json=first).status_code == 200
        server.stop()
        try:
            assert is_away(client.post("/api/decisions", json=second))
            assert is_away(client.get("/queues"))
            told = subprocess.run([PROGRAM, "review-users", "list", server.address], capture_output=True, text=True, check=False)
            assert (told.returncode, len(told.stderr.splitlines())) == (2, 1)
            assert "Connection refused" in told.stderr
        finally:
            server.start()
        assert client.get("/queues").status_code == 200
        assert client.post("/api/decisions", json=second).status_code == 200
    assert [row.token for row in asked(server.address, "SELECT token FROM decisions ORDER BY id")] == [first["token"], second["token"]]


@pytest.mark.slow
def test_connections_that_are_cut_again_and_again_lose_and_double_nothing(server: PostgreSql, team: Database, run: Path) -> None:
    acknowledged: list[str] = []
    away = [0]
    done = threading.Event()

    with served(str(run), "--database", server.address) as (url, process), session_of(url) as first:
        wanted = subjects(first)
        headers = {"X-CSRF-Token": first.headers["X-CSRF-Token"], "Cookie": f"desk={first.cookies['desk']}"}

        def judge(worker: int) -> None:
            with httpx.Client(base_url=url, headers=headers, timeout=60) as session:
                for n in range(40):
                    given = body(wanted[(n + worker) % len(wanted)])
                    while (answer := session.post("/api/decisions", json=given)).status_code != 200:
                        assert is_away(answer), answer.text
                        away[0] += 1
                    acknowledged.append(given["token"])

        def cut() -> None:
            while not done.wait(0.05):
                asked(server.address, END_ALL)

        workers = [threading.Thread(target=judge, args=(n,)) for n in range(3)]
        cutter = threading.Thread(target=cut)
        for thread in (*workers, cutter):
            thread.start()
        for worker in workers:
            worker.join()
        done.set()
        cutter.join()
        assert process.poll() is None
    assert away[0] > 0, "else this test tests nothing"
    assert len(acknowledged) == 120
    kept = [row.token for row in asked(server.address, "SELECT token FROM decisions")]
    assert sorted(kept) == sorted(acknowledged)
    assert team.shown


def test_a_row_that_another_program_holds(server: PostgreSql, team: Database) -> None:
    with client_of(team) as client:
        given = body(subjects(client)[0])
        engine = create_engine(server.address.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as other:
            other.execute(text("LOCK TABLE items IN ACCESS EXCLUSIVE MODE"))
            assert is_away(client.post("/api/decisions", json=given))
        engine.dispose()
        assert client.post("/api/decisions", json=given).status_code == 200


def test_a_server_that_may_only_be_read(server: PostgreSql, team: Database) -> None:
    """As after a change of the primary server."""
    with client_of(team) as client:
        given = body(subjects(client)[0])
        for value, right in (("on", is_away), ("off", lambda answer: answer.status_code == 200)):
            asked(server.address, f"ALTER DATABASE postgres SET default_transaction_read_only = {value}")
            asked(server.address, END_ALL)
            assert client.get("/queues").status_code == 200
            assert right(client.post("/api/decisions", json=given))


def test_a_run_whose_taking_in_is_cut_by_the_server_leaves_the_one_before(server: PostgreSql, team: Database, tmp_path: Path) -> None:
    new = small_run(tmp_path / "new", {"other": "芜湖市2024年进出口总额1000亿元。"})
    cut: list[Callable[[], object]] = [lambda: asked(server.address, END_ALL)]

    def end(what: str, count: int) -> None:
        if what == "claims" and cut:
            cut.pop()()

    with pytest.raises(UnavailableError, match="try again"):
        import_run(team, new, end)
    with team.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM documents").scalar() == 3
    assert import_run(team, new).documents == 1


class _State(Exception):
    """An error as PostgreSQL's driver raises it."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("its own words\nand more")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OperationalError("", None, _State(None)), "its own words"), (OperationalError("", None, _State("53100")), "its disk is full"),
        (OperationalError("", None, _State("53300")), "no more to give"), (OperationalError("", None, _State("57P03")), "ended the connection"),
        (ProgrammingError("", None, _State("42P01")), "its tables are not there"), (ProgrammingError("", None, _State("42703")), None),
        (IntegrityError("", None, _State("23505")), None), (ProgrammingError("", None, _State(None)), None), (NoConnection(), "too many ask at once"),
    ],
)  # fmt: skip
def test_what_counts_as_a_fault_of_the_database(error: SQLAlchemyError, told: str | None) -> None:
    found = unavailable(error, "here")
    assert (found is None) == (told is None)
    if found is not None and told is not None:
        assert told in str(found)
        assert "\n" not in str(found)


def test_mistakes_in_statements_are_no_faults_of_the_database(file: Path, team: Database) -> None:
    for found in (Database(file), team):
        with pytest.raises(Exception, match="nothing_of_this_name") as told, found.read() as connection:
            connection.exec_driver_sql("SELECT nothing_of_this_name FROM items")
        assert not isinstance(told.value, UnavailableError | UsageError)
        found.close()
