"""The desk's database: opened by its address, brought to the newest form, read and written in transactions.

SQLite writes ahead and syncs at each commit, so that an acknowledged decision is on the disk; a transaction that writes takes the
lock when it begins. PostgreSQL locks the rows that are decided on. A database that goes away costs what is under way, which is told
(``UnavailableError``), and works on when it is back: broken connections are replaced, and so is a file of SQLite.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extract.errors import MissingExtraError, UnavailableError, UsageError

try:
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
except ImportError as error:  # pragma: no cover
    raise MissingExtraError(error.name or "sqlalchemy", "review", "the reviewers' desk") from error

from extract.review.store import faults
from extract.review.store.held_file import HeldFile

_MIGRATIONS = Path(__file__).parent / "migrations"
_PATIENCE = 15  # seconds that a writer waits for another
_IN_FORCE = 4217  # key of PostgreSQL's advisory lock while tables are made
KINDS = ("sqlite", "postgresql")
# A server that is gone without a word is noticed: seconds to connect and between looks at a silent connection, milliseconds without an answer.
_POSTGRESQL = {"connect_timeout": 10, "keepalives_idle": 30, "tcp_user_timeout": 30_000}


class Database:
    """A desk's database.

    Args:
        address: a URL (``sqlite:///desk.sqlite``, ``postgresql://user@host/name``) or the path of an SQLite file.

    Raises:
        UsageError: it is no address of a database that the desk can use, or it cannot be opened.
    """

    def __init__(self, address: str | Path) -> None:
        self.url = _url(address)
        self.shown = self.url.render_as_string(hide_password=True)
        self._held: HeldFile | None = None
        self._opening = threading.RLock()
        try:
            if self.is_sqlite and self.url.database:
                _private(Path(self.url.database))
            self.engine: Engine = create_engine(self.url, **self._options())
            event.listen(self.engine, "connect", _prepare if self.is_sqlite else _limit)
            if self.is_sqlite and self.url.database and not self.url.database.startswith((":", "file:")):
                self._held = HeldFile(Path(self.url.database))
                event.listen(self.engine, "do_connect", self._to_the_file)
            self._open()
        except ImportError as error:
            raise MissingExtraError(error.name or "psycopg", "review", "PostgreSQL") from error
        except OSError as error:
            raise UsageError(f"the database cannot be made ({error.strerror})", where=self.shown, mend="choose another place") from error
        except SQLAlchemyError as error:
            raise UsageError(f"the database cannot be opened ({faults.words_of(error)})", where=self.shown, mend="check its address") from error
        except UnavailableError as error:
            raise UsageError(error.what, where=self.shown, mend=error.mend) from error

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the data while it reads.

        Raises:
            UnavailableError: the database is away or broken.
        """
        with self._answering():
            self._see_file()
            with self._begun("BEGIN" if self.is_sqlite else None) as connection:
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is on the disk afterwards, or after an exception nothing.

        Raises:
            UnavailableError: the database is away, broken or busy. If that was told by nothing but the end of the transaction, it may have
                been kept: who repeats it has to name it (``decisions.Given.token``).
        """
        with self._answering():
            self._see_file()
            with self._begun("BEGIN IMMEDIATE" if self.is_sqlite else None) as connection:
                yield connection
            if self._held is not None and not self._held.is_same():  # what was written went with the file that is gone
                raise faults.away("its file was replaced in the middle", "try again in a moment", self.shown)

    def analyze(self) -> None:
        """Lets the planner of queries know how large things are."""
        with self.write() as connection:
            connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()
        if self._held is not None:
            self._held.close()

    def _options(self) -> dict[str, Any]:
        if self.is_sqlite:
            return {}
        return {"pool_pre_ping": True, "connect_args": {name: value for name, value in _POSTGRESQL.items() if name not in self.url.query}}

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Tells faults of the database from mistakes in statements."""
        try:
            yield
        except SQLAlchemyError as error:
            told = faults.unavailable(error, self.shown)
            if told is None:
                raise
            raise told from error

    @contextmanager
    def _begun(self, first: str | None) -> Iterator[Connection]:
        with self.engine.connect() as connection, connection.begin():
            if first is not None:
                connection.exec_driver_sql(first)
            yield connection

    def _to_the_file(self, _: Any, __: Any, arguments: list[Any], named: dict[str, Any]) -> None:
        """Lets connections open the file and never make one, so that one that is gone is not taken for an empty one."""
        assert self._held is not None
        arguments[0], named["uri"] = self._held.address, True

    def _see_file(self) -> None:
        """Sees that the file of SQLite is the one that is open; another one in its place is opened instead.

        Raises:
            UnavailableError: it is gone, or what is there is no desk.
        """
        if self._held is None or self._held.is_same():
            return
        with self._opening:
            if self._held.is_same():
                return
            self._held.let_go()
            self.engine.dispose()
            try:
                self._open()
            except UsageError as error:  # of a newer version
                raise faults.away(error.what, error.mend or "put the file back", self.shown) from error

    def _open(self) -> None:
        found = self._held.take() if self._held is not None else None
        with self._answering():
            self._migrate()
        if self._held is not None and found is not None:
            self._held.keep(found)

    def _migrate(self) -> None:
        """Brings the tables to the newest form.

        Raises:
            UsageError: a newer version of zh-extract made them.
        """
        scripts = ScriptDirectory(str(_MIGRATIONS))
        with self._begun("BEGIN IMMEDIATE" if self.is_sqlite else None) as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_IN_FORCE})")
            here = MigrationContext.configure(connection).get_current_heads()
            known = {script.revision for script in scripts.walk_revisions()}
            if not set(here) <= known:
                raise UsageError("a newer zh-extract made this database", where=self.shown, mend="upgrade zh-extract")
            if set(here) == set(scripts.get_heads()):
                return

            def steps(revision: Any, _: Any) -> Any:
                return scripts._upgrade_revs("head", revision)

            with EnvironmentContext(Config(), scripts, fn=steps) as environment:
                environment.configure(connection=connection, transactional_ddl=False)
                environment.run_migrations()


def _url(address: str | Path) -> URL:
    text = str(address)
    if "://" not in text:
        return URL.create("sqlite+pysqlite", database=text)
    try:
        url = make_url(text)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise UsageError("it is no address of a database", where=text, mend="write sqlite:///FILE or postgresql://USER@HOST/NAME") from error
    if backend not in KINDS:
        raise UsageError(f"the desk does not keep its data in {backend}", where=url.render_as_string(), mend=f"use one of {', '.join(KINDS)}")
    return url.set(drivername={"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}[backend])


def _private(path: Path) -> None:
    """Makes the file for its owner alone: hashes of passwords lie in it."""
    if not path.exists():
        path.touch(mode=0o600)


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where this module says so
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"busy_timeout = {_PATIENCE * 1000}", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _limit(connection: Any, _: Any) -> None:
    """Lets nobody wait for a lock of PostgreSQL without an end."""
    connection.execute(f"SET lock_timeout = {_PATIENCE * 1000}")
    connection.commit()
