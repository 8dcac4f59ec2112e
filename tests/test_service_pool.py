"""Worker processes for requests: cut when late, started anew when they die, no more waiting than there is room for."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from extract.batch.work import Outcome
from extract.formats.html import Page
from extract.model import RawArticle, Reject
from extract.service.pool import BusyError, Pool
from extract.service.tasks import Extract, Find, Made, Normalize, Read, Refused, Settings

TEXT = "2024年，成都市人工智能产业规模超过1000亿元。"
SLOW = TEXT * 20_000


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool(2, Settings(max_seconds=2), waiting=1)
    made.start()
    assert made.wait_until_ready(60)
    yield made
    made.close()


def test_tasks_of_all_kinds(pool: Pool, tmp_path: Any) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    extracted, normalized, found, read, page = (
        pool.submit(task).result(30)
        for task in (
            Extract(RawArticle("a", TEXT)), Normalize("產(chǎn)業(yè)"), Find("dates", TEXT), Read(str(tmp_path / "a.txt")),
            Extract(Page("p", f"<html><body><p>{TEXT}</p></body></html>".encode(), "p.html")),
        )
    )  # fmt: skip
    assert isinstance(extracted, Outcome)
    assert extracted.claims
    assert isinstance(normalized, Made)
    assert isinstance(found, Made)
    assert isinstance(read, list)
    assert [item.source for item in read] == ["a.txt"]
    assert isinstance(page, Outcome)


def test_what_takes_too_long_is_given_up(pool: Pool) -> None:
    late = [pool.submit(task) for task in (Extract(RawArticle("a", SLOW)), Normalize("產(chǎn)" * 300_000))]
    first, second = (future.result(60) for future in late)
    assert isinstance(first, Reject)
    assert first.code == "time-limit"
    assert isinstance(second, Refused)
    assert second.code == "time-limit"
    assert isinstance(pool.submit(Normalize("好")).result(30), Made)


def test_mistakes_of_the_caller(pool: Pool) -> None:
    answer = pool.submit(Find("dates", TEXT, "no day")).result(30)
    assert isinstance(answer, Refused)
    assert (answer.code, "YYYY-MM-DD" in answer.reason) == ("usage", True)
    answer = pool.submit(Read("/nowhere/x.txt")).result(30)
    assert isinstance(answer, Refused)
    assert "/nowhere" not in answer.reason


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="the processes are found by /proc")
def test_a_process_that_dies_is_replaced() -> None:
    others = children_of_server()
    made = Pool(1, Settings(max_seconds=20))
    made.start()
    try:
        assert made.wait_until_ready(60)
        (victim,) = children_of_server() - others
        os.kill(victim, signal.SIGKILL)
        assert isinstance(made.submit(Normalize("好")).result(60), Made)
        assert made.restarts == 1
        assert victim not in children_of_server()
    finally:
        made.close()


def children_of_server() -> set[int]:
    """Workers of this process: forked by the server of processes that it has started."""
    from multiprocessing import forkserver

    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    if server is None:
        return set()
    with open(f"/proc/{server}/task/{server}/children", encoding="ascii") as file:
        return {int(word) for word in file.read().split()}


@pytest.mark.skipif(not os.path.isdir("/proc"), reason="the processes are found by /proc")
def test_a_task_that_kills_its_process_twice_is_given_up() -> None:
    others = children_of_server()
    made = Pool(1, Settings(max_seconds=None))
    made.start()
    try:
        assert made.wait_until_ready(60)
        ended = threading.Event()

        def killing() -> None:
            while not ended.is_set():
                for worker in children_of_server() - others:
                    os.kill(worker, signal.SIGKILL)
                time.sleep(0.05)

        killer = threading.Thread(target=killing)
        killer.start()
        answer = made.submit(Extract(RawArticle("a", SLOW))).result(60)
        ended.set()
        killer.join()
        assert isinstance(answer, Refused)
        assert answer.code == "crash"
        assert isinstance(made.submit(Normalize("好")).result(60), Made)
    finally:
        made.close()


def test_room_is_given_back(pool: Pool) -> None:
    with pool.admission(), pool.admission(), pool.admission():
        assert pool.admitted == 3
        with pytest.raises(BusyError) as caught, pool.admission():
            pass
        assert caught.value.retry_after >= 1
    assert pool.admitted == 0
    with pytest.raises(ZeroDivisionError), pool.admission():
        _ = 1 / 0
    assert pool.admitted == 0


def test_tasks_that_nobody_waits_for_are_not_done() -> None:
    made = Pool(1, Settings())
    futures = [made.submit(Normalize("好")) for _ in range(3)]
    assert futures[1].cancel()
    made.start()
    try:
        assert isinstance(futures[2].result(60), Made)
        assert futures[1].cancelled()
    finally:
        made.close()


def test_closing_ends_what_is_under_way() -> None:
    made = Pool(1, Settings(max_seconds=None))
    made.start()
    assert made.wait_until_ready(60)
    future = made.submit(Extract(RawArticle("a", SLOW * 3)))
    waiting = made.submit(Normalize("好"))
    while not future.running():
        time.sleep(0.01)
    begun = time.monotonic()
    made.close()
    assert time.monotonic() - begun < 5
    answer = future.result(5)
    assert isinstance(answer, Refused)
    assert answer.code == "closing"
    assert waiting.cancelled()


def test_a_model_that_is_not_there_is_told() -> None:
    made = Pool(1, Settings(ner="zh_no_such_model"))
    made.start()
    try:
        deadline = time.monotonic() + 60
        while made.failure is None and time.monotonic() < deadline:
            time.sleep(0.05)
        assert made.failure is not None
        assert not made.ready
    finally:
        made.close()


def test_getting_ready_has_no_limit() -> None:
    made = Pool(1, Settings(max_seconds=0.000_001))
    made.start()
    try:
        assert made.wait_until_ready(120)
        answer = made.submit(Extract(RawArticle("a", SLOW))).result(60)
        assert isinstance(answer, Reject)
        assert answer.code == "time-limit"
    finally:
        made.close()
