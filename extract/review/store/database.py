"""The desk's database: opened by its address, brought to the newest form, read and written in transactions.

SQLite writes ahead and syncs at each commit, so that an acknowledged decision is on the disk; a transaction that writes takes the
lock when it begins. PostgreSQL locks the rows that are decided on.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extract.errors import MissingExtraError, UsageError

try:
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
except ImportError as error:  # pragma: no cover
    raise MissingExtraError(error.name or "sqlalchemy", "review", "the reviewers' desk") from error

_MIGRATIONS = Path(__file__).parent / "migrations"
_PATIENCE = 15  # seconds that a writer waits for another
_IN_FORCE = 4217  # key of PostgreSQL's advisory lock while tables are made
KINDS = ("sqlite", "postgresql")


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
        options: dict[str, Any] = {"pool_pre_ping": True} if self.url.get_backend_name() == "postgresql" else {}
        try:
            if self.is_sqlite and self.url.database:
                _private(Path(self.url.database))
            self.engine: Engine = create_engine(self.url, **options)
            if self.is_sqlite:
                event.listen(self.engine, "connect", _prepare)
            self._migrate()
        except ImportError as error:
            raise MissingExtraError(error.name or "psycopg", "review", "PostgreSQL") from error
        except OSError as error:
            raise UsageError(f"the database cannot be made ({error.strerror})", where=self.shown, mend="choose another place") from error
        except SQLAlchemyError as error:
            what = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
            raise UsageError(f"the database cannot be opened ({what})", where=self.shown, mend="check its address and rights") from error

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the data while it reads."""
        with self.engine.connect() as connection, connection.begin():
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is on the disk afterwards, or after an exception nothing."""
        with self.engine.connect() as connection, connection.begin():
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def analyze(self) -> None:
        """Lets the planner of queries know how large things are."""
        with self.write() as connection:
            connection.exec_driver_sql("ANALYZE")

    def close(self) -> None:
        """Closes all connections."""
        self.engine.dispose()

    def _migrate(self) -> None:
        """Brings the tables to the newest form.

        Raises:
            UsageError: a newer version of zh-extract made them.
        """
        scripts = ScriptDirectory(str(_MIGRATIONS))
        with self.write() as connection:
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
