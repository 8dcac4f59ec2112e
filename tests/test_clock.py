"""Clocks that are set back or wrong, between runs, in a run, and while the desk serves: nothing hangs, is lost or told in another order."""

from __future__ import annotations

import json
import os
import re
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the desk is not installed (pip install '.[review]')")

from desk import small_run, token
from fastapi.testclient import TestClient

from extract import batch
from extract.batch import BatchOptions
from extract.review import results
from extract.review.store import people, queues, tables
from extract.review.store.database import Database
from extract.review.store.importing import import_run, is_newest
from extract.review.store.people import Person
from extract.review.store.queues import Queue
from extract.review.web.app import create_app
from extract.review.web.desk import Desk

HOUR = 3600.0
NOON = 1_780_000_000.0


class Clock:
    """The time of day, as it is set; what measures spans of time does not see it."""

    def __init__(self) -> None:
        self.seconds = NOON

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(time, "time", found)
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_run(tmp_path_factory.mktemp("run"))


@pytest.fixture
def database(tmp_path: Path, run: Path, clock: Clock) -> Iterator[Database]:
    assert clock.seconds == NOON
    found = Database(tmp_path / "desk.sqlite")
    import_run(found, run)
    yield found
    found.close()


def client_of(database: Database, *, open: bool = True) -> TestClient:
    client = TestClient(create_app(Desk(database, Person("ann", "admin"), open=open)), base_url="http://localhost", follow_redirects=False)
    client.headers["X-CSRF-Token"] = re.search(r'name="csrf" content="(\w+)"', client.get("/login" if not open else "/queues").text)[1]
    return client


def first(database: Database, reviewer: str) -> str | None:
    with database.write() as connection:
        return queues.next_subject(connection, Queue(), reviewer)


# --- runs -----------------------------------------------------------------------------------------


def test_runs_between_which_the_clock_goes_back(tmp_path: Path, clock: Clock) -> None:
    """What is known from before counts by content: files of the future and of the past are read alike."""
    source = tmp_path / "in"
    source.mkdir()
    for n in range(4):
        (source / f"{n}.txt").write_text(f"合肥市2023年常住人口为{900 + n}万人。", encoding="utf-8")
    out = tmp_path / "out"
    batch.run([str(source)], out, BatchOptions(workers=1))
    before = (out / "claims.jsonl").read_bytes()
    clock.seconds -= 400 * 24 * HOUR
    os.utime(source / "1.txt", (NOON + HOUR, NOON + HOUR))
    os.utime(source / "2.txt", (1, 1))
    again = batch.run([str(source)], out, BatchOptions(workers=1))
    assert (again.reused, again.fresh) == (4, 0)
    (source / "3.txt").write_text("合肥市2023年常住人口为1903万人。", encoding="utf-8")
    os.utime(source / "3.txt", (1, 1))
    changed = batch.run([str(source)], out, BatchOptions(workers=1))
    assert (changed.reused, changed.fresh) == (3, 1)
    assert (out / "claims.jsonl").read_bytes() != before
    assert changed.seconds >= 0


# --- the desk -------------------------------------------------------------------------------------


def test_decisions_hold_in_the_order_in_which_they_were_made(database: Database, clock: Clock, tmp_path: Path) -> None:
    with client_of(database) as client:
        subject = client.get("/api/queues/confidence").json()["claims"][0]["subject"]
        for version, (action, hours) in enumerate((("accept", -2), ("reject", -9), ("accept", +1), ("reject", -11))):
            clock.seconds = NOON + hours * HOUR
            body = {"token": token(), "subject": subject, "version": version, "action": action}
            assert client.post("/api/decisions", json=body | ({"reason": "value"} if action == "reject" else {})).status_code == 200
        assert client.get(f"/api/claims/{subject}").json()["state"] == "rejected"
        clock.seconds -= HOUR / 2
        assert client.post("/api/undo", json={"token": token()}).json()["state"] == "accepted", "the last one is taken back, not the latest"
        results.write_tables(database, tmp_path / "out")
        lines = [json.loads(line) for line in (tmp_path / "out" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [line["action"] for line in lines] == ["accept", "reject", "accept", "reject", "undo"]
        assert lines[0]["at"] == "2026-05-28T18:26:40.000Z"
        for page in ("/", f"/claims/{subject}", "/quality", "/log"):
            assert client.get(page).status_code == 200


def test_a_new_run_is_the_newest_whatever_the_clock_says(database: Database, run: Path, clock: Clock, tmp_path: Path) -> None:
    clock.seconds -= 1000 * HOUR
    new = small_run(tmp_path / "new", {"other": "芜湖市2024年进出口总额1000亿元。"})
    import_run(database, new)
    assert is_newest(database, new)
    assert not is_newest(database, run)


def test_a_claim_on_a_screen_is_not_kept_from_others_for_longer_than_two_minutes(database: Database, clock: Clock) -> None:
    wanted = first(database, "bob")
    assert wanted is not None
    with database.write() as connection:
        queues.hold(connection, wanted, "ann")
    assert first(database, "bob") != wanted
    clock.seconds -= HOUR
    assert first(database, "bob") == wanted
    with database.write() as connection:
        queues.hold(connection, wanted, "ann")
    assert first(database, "bob") != wanted
    clock.seconds += 121
    assert first(database, "bob") == wanted
    with database.write() as connection:
        queues.hold(connection, "another", "ann")
        assert [row.subject for row in connection.execute(tables.holds.select())] == ["another"]


def test_nobody_is_shut_out_for_as_long_as_the_clock_was_wrong(database: Database, clock: Clock) -> None:
    with database.write() as connection:
        for _ in range(5):
            people.log(connection, "ann", "login failed", address="10.0.0.1")
        assert people.too_many(connection, "ann", "10.0.0.1")
        clock.seconds -= 10
        assert people.too_many(connection, "ann", "10.0.0.1"), "a small step lets nobody try again"
        clock.seconds -= HOUR
        assert not people.too_many(connection, "ann", "10.0.0.1")
        clock.seconds = NOON + 901
        assert not people.too_many(connection, "ann", "10.0.0.1")


def test_sessions_outlive_a_clock_that_is_set_back_and_still_end(database: Database, clock: Clock) -> None:
    with database.write() as connection:
        people.add(connection, "ann", "correct horse", "lead")
    with client_of(database, open=False) as client:
        form = {"name": "ann", "password": "correct horse", "token": client.headers["X-CSRF-Token"]}
        assert client.post("/login", data=form).headers["Location"] == "/"
        for hours, inside in ((0, True), (-1, True), (-11, True), (-13, False), (11, True), (13, False)):
            clock.seconds = NOON + hours * HOUR
            answer = client.get("/api/progress", headers={"Cookie": f"desk={client.cookies['desk']}"})
            assert (answer.status_code == 200) == inside, hours
            assert answer.status_code in (200, 401)


def test_a_download_from_a_machine_that_does_not_know_the_year(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Zip archives know no time before 1980."""
    write = results.tables.write_tables

    def old(found: Database, folder: Path, formats: tuple[str, ...] = ("jsonl",)) -> dict[str, int]:
        counts = write(found, folder, formats)
        for path in folder.iterdir():
            os.utime(path, (HOUR, HOUR))
        return counts

    monkeypatch.setattr(results.tables, "write_tables", old)
    with zipfile.ZipFile(BytesIO(results.packed(database, "jsonl"))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
