"""The desk in a real browser: everything by keyboard, selections as raw spans, two reviewers at once, hostile articles, lost connections, axe."""

from __future__ import annotations

import contextlib
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the desk is not installed (pip install '.[review]')")
pytest.importorskip("playwright", reason="playwright is not installed")

import uvicorn
from desk import TEXTS, free_port, served, small_run
from playwright.sync_api import Browser, Page, sync_playwright

from extract.review.store import people
from extract.review.store.database import Database
from extract.review.store.importing import import_run
from extract.review.store.people import Person
from extract.review.web.app import create_app
from extract.review.web.desk import Desk

pytestmark = pytest.mark.slow

HOSTILE = (
    "本报讯，记者从统计部门获悉，去年各地经济运行总体平稳，人口与外贸数据陆续公布，以下摘录部分内容供读者参考。"
    '合肥市2024年<script>document.title="taken"</script>常住人口1000.2万人。'
    '"><img src=x onerror=document.title="taken">芜湖市2024年进出口总额1000亿元。'
)
GARBLED = "😀😀 芜(wú)湖(hú)市2024年进(jìn)出口总(zǒng)额1000亿元，地区生产总值(zhí)5200亿元。"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_run(tmp_path_factory.mktemp("run"), {**TEXTS, "hostile": HOSTILE, "garbled": GARBLED})


@pytest.fixture
def database(tmp_path: Path, run: Path) -> Iterator[Database]:
    found = Database(tmp_path / "desk.sqlite")
    import_run(found, run)
    yield found
    found.close()


@contextlib.contextmanager
def live(database: Database, *, open: bool = True) -> Iterator[str]:
    """The address of a desk that is served by a thread."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(create_app(Desk(database, Person("ann", "admin"), open=open)), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(5)


@pytest.fixture
def address(database: Database) -> Iterator[str]:
    with live(database) as found:
        yield found


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page whose script may not fail."""
    with watched(browser, address) as found:
        yield found


@contextlib.contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="en", **options)
    found = context.new_page()
    problems: list[str] = []
    found.on("pageerror", lambda error: problems.append(str(error)))
    found.on("dialog", lambda dialog: problems.append(dialog.message))
    yield found
    context.close()
    assert not problems


def states(database: Database) -> dict[str, str]:
    with database.read() as connection:
        return dict(connection.exec_driver_sql("SELECT subject, state FROM items").all())


def logged(database: Database) -> list[tuple[str, str | None]]:
    with database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT action, reason FROM decisions ORDER BY id")]


def shown(page: Page) -> str:
    return str(page.locator(".claim").get_attribute("data-subject"))


def ready(page: Page, address: str = "") -> None:
    """Goes to a page, and waits until its script listens to keys."""
    if address:
        page.goto(address)
    page.wait_for_selector("body[data-ready]")


def press(page: Page, *keys: str) -> None:
    """Keys that lead to another claim."""
    before = shown(page)
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_function("subject => document.querySelector('.claim')?.dataset.subject !== subject", arg=before)


def eventually(found: Callable[[], object], wanted: object) -> None:
    for _ in range(200):
        if found() == wanted:
            return
        time.sleep(0.05)
    assert found() == wanted


def subject_of(database: Database, words: str) -> str:
    with database.read() as connection:
        rows = connection.exec_driver_sql("SELECT subject, record FROM items").all()
    return next(subject for subject, record in rows if f'"text":"{words}"' in record)


def record_of(database: Database, subject: str) -> dict[str, Any]:
    import json

    with database.read() as connection:
        return json.loads(connection.exec_driver_sql(f"SELECT effective FROM items WHERE subject = '{subject}'").scalar() or "{}")


def select(page: Page, words: str) -> None:
    """Selects words of the article, wherever its stretches are cut."""
    page.evaluate(
        """words => {
          const article = document.getElementById("article");
          const at = article.textContent.indexOf(words);
          const place = (offset) => {
            const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              if (offset <= node.length) return [node, offset];
              offset -= node.length;
            }
          };
          getSelection().setBaseAndExtent(...place(at), ...place(at + words.length));
        }""",
        words,
    )


def test_the_whole_flow_by_keyboard(page: Page, database: Database) -> None:
    ready(page, "/review")
    first = shown(page)
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    loads = page.evaluate("performance.getEntriesByType('navigation').length")
    page.evaluate("window.stays = true")
    press(page, "a")
    second = shown(page)
    press(page, "r", "3")
    third = shown(page)
    press(page, "s")
    assert page.evaluate("window.stays"), "claims follow each other without a page load"
    assert loads == 1
    eventually(lambda: logged(database), [("accept", None), ("reject", "value"), ("skip", None)])
    assert (states(database)[first], states(database)[second], states(database)[third]) == ("accepted", "rejected", "open")
    press(page, "u")
    assert shown(page) == third
    press(page, "u")
    assert shown(page) == second
    eventually(lambda: states(database)[second], "open")
    page.keyboard.press("m")
    page.keyboard.type("看不清")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    eventually(lambda: logged(database)[-1][0], "comment")
    page.keyboard.press("w")
    page.wait_for_selector("#why .reasons table")
    page.keyboard.press("v")
    page.wait_for_selector('.switch [data-view="repaired"][aria-pressed="true"]')
    page.keyboard.press("1")
    page.keyboard.type("芜湖")
    page.wait_for_selector('.field[data-field="city"].dirty')
    press(page, "Control+Enter")
    eventually(lambda: states(database)[second], "corrected")
    assert record_of(database, second)["city"]["name"] == "芜湖市"


def test_what_cannot_be_read_is_not_sent(page: Page, database: Database) -> None:
    ready(page, "/review")
    page.keyboard.press("4")
    page.keyboard.type("哪天")
    page.wait_for_selector('.field[data-field="date"].wrong')
    assert page.locator("#r-date").inner_text() == "no period can be read"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#notes .bad")
    assert logged(database) == []


def test_corrections_by_selecting_in_a_traditional_article(page: Page, database: Database) -> None:
    subject = subject_of(database, "231萬人")
    ready(page, f"/claims/{subject}")
    select(page, "桃園市政府")
    page.keyboard.press("5")
    select(page, "1.5萬人")
    page.keyboard.press("3")
    page.wait_for_function("() => document.getElementById('r-value').textContent.includes('1.5万')")
    press(page, "a")
    eventually(lambda: states(database)[subject], "corrected")
    record = record_of(database, subject)
    text = TEXTS["island"]
    assert text[slice(*record["value"]["span"])] == record["value"]["text"] == "1.5萬人"
    assert text[slice(*record["source"]["attribution"]["span"])] == "桃園市政府"
    assert record["value"]["number"] == 15000


@pytest.mark.parametrize("repaired", [False, True])
def test_selections_in_a_garbled_article_are_spans_of_the_raw_text(page: Page, database: Database, repaired: bool) -> None:
    """Characters beyond the 16-bit plane before it, readings in brackets inside of words, both views."""
    subject = subject_of(database, "1000亿元")
    with database.read() as connection:
        rows = connection.exec_driver_sql("SELECT subject FROM items WHERE document = 'garbled'").scalars().all()
    subject = next(s for s in rows)
    ready(page, f"/claims/{subject}")
    if repaired:
        page.keyboard.press("v")
        page.wait_for_selector("#article.is-repaired .repair, #article.is-repaired .gone")
    select(page, "地区生产总值" if repaired else "地区生产总值(zhí)")
    page.keyboard.press("2")
    select(page, "5200亿元")
    page.keyboard.press("3")
    page.wait_for_function("() => document.getElementById('r-value').textContent.includes('5200亿')")
    if repaired:
        page.keyboard.press("v")
        page.wait_for_selector("#article:not(.is-repaired)")
    press(page, "a")
    eventually(lambda: states(database)[subject], "corrected")
    record = record_of(database, subject)
    assert GARBLED[slice(*record["value"]["span"])] == "5200亿元"
    assert GARBLED[slice(*record["metric"]["span"])].startswith("地区生产总值")
    assert record["metric"]["id"] == "gdp"


def test_words_are_selected_by_keyboard_too(page: Page, database: Database) -> None:
    ready(page, "/articles?id=daily")
    page.keyboard.press("t")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_selector("#selection q:text-is('肥常')")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_selector("#selection q:text-is('合肥')")
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.type("常住人口密度")
    page.keyboard.press("Tab")
    page.keyboard.type("985万人")
    page.wait_for_function("() => document.getElementById('r-value').textContent.includes('985万')")
    page.keyboard.press("Control+Enter")
    eventually(lambda: [action for action, _ in logged(database)], ["add"])
    page.wait_for_selector("text=常住人口密度")


def test_two_reviewers_at_once(browser: Browser, database: Database) -> None:
    with database.write() as connection:
        for name in ("ann", "bob"):
            people.add(connection, name, f"password of {name}", "reviewer")
    subject = subject_of(database, "985万人")
    with live(database, open=False) as address, watched(browser, address) as ann, watched(browser, address) as bob:
        for page, name in ((ann, "ann"), (bob, "bob")):
            page.goto(f"/claims/{subject}")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(f"password of {name}")
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/claims/{subject}")
            ready(page)
        ann.keyboard.press("1")
        ann.keyboard.type("芜湖")
        press(ann, "Control+Enter")
        eventually(lambda: states(database)[subject], "corrected")
        press(bob, "a")
        bob.wait_for_selector("#met[open]")
        told = bob.locator("#met-body").inner_text()
        assert "ann" in told
        assert "芜湖市" in told
        bob.get_by_role("button", name="Keep mine").click()
        eventually(lambda: states(database)[subject], "disputed")


def test_an_article_with_markup_does_nothing(page: Page, database: Database) -> None:
    with database.read() as connection:
        subjects = connection.exec_driver_sql("SELECT subject FROM items WHERE document = 'hostile'").scalars().all()
    assert subjects
    for address in ["/articles?id=hostile", *(f"/claims/{subject}" for subject in subjects)]:
        ready(page, address)
        assert "<script>" in page.locator("#article").inner_text()
        page.keyboard.press("v")
        page.keyboard.press("w")
        page.wait_for_load_state("networkidle")
        assert "taken" not in page.title()
        assert page.locator("#main img, #main script").count() == 0


def test_decisions_made_while_the_server_is_down_arrive(browser: Browser, run: Path, tmp_path: Path) -> None:
    address = str(tmp_path / "desk.sqlite")
    port = free_port()
    with served(str(run), "--database", address, port=port) as (url, process):
        context = browser.new_context(base_url=url, locale="en")
        page = context.new_page()
        ready(page, "/review")
        press(page, "a")
        process.kill()
        process.wait()
        judged = shown(page)
        page.keyboard.press("r")
        page.keyboard.press("1")
        page.wait_for_selector("#pending:not([hidden])")
    page.close()  # the browser goes away, too: what was decided stays in it
    with served(str(run), "--database", address, port=port):
        page = context.new_page()
        page.goto("/queues")
        database = Database(address)
        eventually(lambda: states(database)[judged], "rejected")
        eventually(lambda: [action for action, _ in logged(database)], ["accept", "reject"])
        page.wait_for_selector("#pending", state="hidden")
    context.close()


@pytest.mark.parametrize("asked", ["**/api/next?*", "**/claims/*only=claim*"])
def test_a_next_claim_that_does_not_arrive_leaves_this_one_there(browser: Browser, address: str, database: Database, asked: str) -> None:
    """As when the server goes away in the middle of its answer."""
    with watched(browser, address) as page:
        page.route(asked, lambda route: route.fulfill(body='{"subject', content_type="application/json") if "api" in asked else route.abort())
        ready(page, "/review")
        before = shown(page)
        page.keyboard.press("a")
        page.wait_for_selector("#notes .bad")
        assert shown(page) == before
        page.unroute(asked)
        page.keyboard.press("u")
        eventually(lambda: [action for action, _ in logged(database)], ["accept", "undo"])
        assert shown(page) == before


_PAGES = ("/", "/queues", "/queue?name=confidence", "/review", "/articles?id=hostile", "/places", "/places?key=340100", "/metrics", "/quality",
          "/search?q=合肥", "/export", "/log")  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_are_accessible_and_fit(browser: Browser, address: str, database: Database, width: int) -> None:
    axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    axe = axe_playwright.Axe()
    found: dict[str, list[str]] = {}
    with watched(browser, address, viewport={"width": width, "height": 800}, has_touch=width < 500, bypass_csp=True) as page:
        ready(page, "/review")
        for key in ("a", "a"):
            press(page, key)
        for path in _PAGES:
            page.goto(path)
            for details in page.locator("details").all():
                details.evaluate("d => d.open = true")
            page.wait_for_load_state("networkidle")
            report = axe.run(page)
            problems = [f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary'][:200]}" for v in report.response["violations"]]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
                problems.append("wider than the screen")
            if problems:
                found[path] = problems
    assert not found, "\n".join(f"{path}\n  " + "\n  ".join(problems) for path, problems in found.items())


def test_both_languages(browser: Browser, address: str) -> None:
    with watched(browser, address) as page:
        page.goto("/queues")
        assert page.locator("h1").inner_text() == "Queues"
        page.get_by_role("link", name="中文").click()
        assert page.locator("h1").inner_text() == "待审队列"
        ready(page, "/review")
        assert re.search("接受", page.locator(".panel .decide").inner_text())
