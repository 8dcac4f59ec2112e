"""The public functions, as the output contract promises them."""

from __future__ import annotations

import datetime as dt
import importlib
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path

import pytest
import regex

import extract
from extract import Extractor, ZhExtractError, find_dates, find_places, find_quantities, normalize
from extract.contract import Claim, Document
from extract.errors import UsageError
from extract.model import RawArticle
from extract.processes.limits import TimeUp, limited

TRADITIONAL = "桃園市2024年總預算達1,684億元，較2023年增加5.2%。"
FULL_WIDTH = "２０２４年，成都市人工智能产业规模超过１０００亿元，同比增长１３．９％。"
ANNOTATED = "2024年，蘭州新區規(guī)模以上工業(yè)增加值達到305億(yì)元，引進(jìn)項目30萬(wàn)個。"
ALL = [TRADITIONAL, FULL_WIDTH, ANNOTATED]


def test_the_public_names_are_there() -> None:
    assert set(extract.__all__) <= set(dir(extract))
    assert extract.__version__


@pytest.mark.parametrize("text", ALL)
def test_spans_are_in_the_string_that_was_passed(text: str) -> None:
    for find in (find_quantities, find_dates, find_places):
        found = find(text)
        assert found, find.__name__
        for mention in found:
            assert text[slice(*mention.span)] == mention.text
    result = Extractor()(text)
    assert result.claims
    for claim in result.claims:
        assert claim.value.span is not None
        assert text[slice(*claim.value.span)] == claim.value.text


@pytest.mark.parametrize(
    ("text", "words", "number", "unit"),
    [
        (TRADITIONAL, "1,684億元", 168_400_000_000, "CNY"),
        (TRADITIONAL, "5.2%", Decimal("5.2"), "%"),
        (FULL_WIDTH, "超过１０００亿元", 100_000_000_000, "CNY"),
        (FULL_WIDTH, "１３．９％", Decimal("13.9"), "%"),
        (ANNOTATED, "305億(yì)元", 30_500_000_000, "CNY"),
        (ANNOTATED, "30萬(wàn)個", 300_000, "个"),
    ],
)
def test_quantities_of_written_forms(text: str, words: str, number: int | Decimal, unit: str) -> None:
    q = next(q for q in find_quantities(text) if q.text == words)
    assert (q.number, q.unit) == (number, unit)


def test_quantities_have_the_fields_of_the_contract() -> None:
    q = find_quantities("出口额超过30.5亿美元。")[0]
    assert (q.text, q.kind, q.number, q.low, q.high, q.unit, q.bound) == (
        "超过30.5亿美元", "amount", Decimal(3_050_000_000), Decimal(3_050_000_000), None, "USD", "more_than",
    )  # fmt: skip


def test_a_quantity_without_a_unit_is_a_number() -> None:
    q = find_quantities("人才缺口已突破500万，")[0]
    assert (q.kind, q.unit, q.number) == ("number", None, 5_000_000)


def test_dates_resolve_against_the_reference_and_never_against_the_clock() -> None:
    text = "今年上半年增长5%，去年为3%，2020年为2%。"
    open_ones = find_dates(text)
    assert [(d.text, d.start) for d in open_ones][:2] == [("今年上半年", None), ("去年", None)]
    assert open_ones[2].start == dt.date(2020, 1, 1)
    resolved = find_dates(text, reference=dt.date(2023, 7, 26))
    assert [(d.start, d.end, d.precision) for d in resolved] == [
        (dt.date(2023, 1, 1), dt.date(2023, 6, 30), "half"),
        (dt.date(2022, 1, 1), dt.date(2022, 12, 31), "year"),
        (dt.date(2020, 1, 1), dt.date(2020, 12, 31), "year"),
    ]
    assert {d.grounding for d in resolved} == {"publication", "explicit"}


@pytest.mark.parametrize("text", ["2019", "20天后", "1.1"])
def test_a_number_that_could_be_a_date_stays_a_quantity(text: str) -> None:
    assert len(find_quantities(text)) == 1


def test_places_are_resolved_to_codes() -> None:
    found = find_places("浙江省杭州市、成都和該市都在内。")
    assert [(p.text, p.name, p.adcode, p.level) for p in found[:2]] == [
        ("浙江省杭州市", "杭州市", "330100", "city"),
        ("成都", "成都市", "510100", "city"),
    ]
    assert (found[2].text, found[2].name) == ("該市", None)


def test_normalize_gives_the_way_back() -> None:
    found = normalize("產(chǎn)業(yè)規(guī)模達1000億元")
    assert found.text == "产业规模达1000亿元"
    assert found.raw[slice(*found.to_raw((0, 4)))] == "產(chǎn)業(yè)規(guī)模"
    assert {r.kind for r in found.repairs} == {"pinyin-annotation"}
    assert normalize(found.raw.encode()).text == found.text


@pytest.mark.parametrize("text", ["", " ", "\n\n", "12345", "!!!", "a", "。" * 50])
def test_nothing_to_find_is_no_error(text: str, extractor: Extractor) -> None:
    find_quantities(text), find_dates(text), find_places(text)
    assert normalize(text).raw == text
    assert extractor(text).claims == ()


def test_another_language_gets_no_claims(extractor: Extractor) -> None:
    for text in ("Chengdu's GDP grew by 5.7% in 2024, the bureau said.", "2024年の東京都の人口は約1400万人でした。とても多いです。"):
        result = extractor(text)
        assert result.claims == result.candidates == ()
        assert result.document.status == "not_chinese"


def test_results_have_the_types_of_the_contract(extractor: Extractor) -> None:
    result = extractor(FULL_WIDTH, id="a", title="成都产业", publisher="日报", author="某人", url="https://example.org/a", published="2025-03-01")
    assert all(isinstance(c, Claim) for c in (*result.claims, *result.candidates))
    assert isinstance(result.document, Document)
    assert result.document.model_dump(include={"id", "title", "publisher", "author", "url", "published", "length"}) == {
        "id": "a", "title": "成都产业", "publisher": "日报", "author": "某人", "url": "https://example.org/a", "published": "2025-03-01",
        "length": len(FULL_WIDTH),
    }  # fmt: skip
    source = result.claims[0].source.document
    assert (source.id, source.title, source.published) == ("a", "成都产业", "2025-03-01")
    assert result.trace.article.text == FULL_WIDTH
    assert result.trace.decisions


@pytest.mark.parametrize(
    "published", ["2025-03-01", "2025-03-01T10:18:00+08:00", " 2025-03-01 ", dt.date(2025, 3, 1), dt.datetime(2025, 3, 1, 10, 18)]
)
def test_published_as_text_or_date(published: str | dt.date, extractor: Extractor) -> None:
    result = extractor("去年，成都市人工智能产业规模超过1000亿元。", published=published)
    assert result.document.published == "2025-03-01"
    assert result.claims[0].date is not None
    assert (result.claims[0].date.start, result.claims[0].date.end) == ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize("published", ["gestern", "2025-13-01", "20250", ""])
def test_published_that_is_no_date(published: str, extractor: Extractor) -> None:
    with pytest.raises(UsageError) as caught:
        extractor("成都", published=published)
    assert isinstance(caught.value, ZhExtractError)
    assert "published" in str(caught.value)
    assert "YYYY-MM-DD" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_threshold_sends_the_doubtful_to_the_candidates() -> None:
    everything = Extractor()(FULL_WIDTH)
    nothing = Extractor(threshold=1.0)(FULL_WIDTH)
    assert nothing.claims == ()
    assert {c.id for c in everything.claims} <= {c.id for c in nothing.candidates}


def test_pipe_takes_mappings_and_articles(extractor: Extractor) -> None:
    articles = [
        {"text": TRADITIONAL},
        RawArticle("b", FULL_WIDTH),
        {"id": 7, "text": ANNOTATED, "published": "2025-01-01", "title": None, "other": 1},
    ]
    found = list(extractor.pipe(articles))
    assert [r.document.id for r in found] == ["document-1", "b", "7"]
    assert found[2].document.published == "2025-01-01"


def test_pipe_is_lazy(extractor: Extractor) -> None:
    def endless() -> object:
        while True:
            yield {"text": FULL_WIDTH}

    found = extractor.pipe(endless())  # type: ignore[arg-type]
    assert next(found).claims
    assert next(found).claims


def test_threads_can_share_an_extractor(extractor: Extractor) -> None:
    texts = ALL * 8
    alone = [extractor(text, id=str(n)).claims for n, text in enumerate(texts)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda item: extractor(item[1], id=str(item[0])).claims, enumerate(texts)))
    assert together == alone


def test_ids_are_of_what_is_said(extractor: Extractor) -> None:
    """The id of a claim does not hang on where the sentence stands, and does hang on the document."""
    first = extractor(FULL_WIDTH, id="a")
    moved = extractor("第一段没有数字。\n\n" + FULL_WIDTH, id="a")
    other = extractor(FULL_WIDTH, id="b")
    assert {c.id for c in first.claims} == {c.id for c in moved.claims}
    assert not {c.id for c in first.claims} & {c.id for c in other.claims}


# --- known failures --------------------------------------------------------------------------------


def test_lone_surrogates_pass(extractor: Extractor) -> None:
    text = "成都市2024年\ud800地区生产总值为2.35万亿元。"
    assert normalize(text).raw == text
    assert extractor(text).claims


def test_numbers_are_finite(extractor: Extractor) -> None:
    result = extractor(f"成都市2024年GDP为1{'0' * 320}亿元。")
    assert all(abs(c.value.number or 0) < float("inf") for c in (*result.claims, *result.candidates))


BAD = [{"id": 1}, {"text": None}, {"text": "成都".encode()}, "成都", {"text": "成都", "published": 2024}, 5, None]


@pytest.mark.parametrize("article", BAD)
def test_articles_that_are_none(article: object, extractor: Extractor) -> None:
    (result,) = extractor.pipe([article])  # type: ignore[list-item]
    assert isinstance(result.error, UsageError)
    assert (result.claims, result.candidates, result.document.status) == ((), (), "failed")
    with pytest.raises(UsageError):
        list(extractor.pipe([article], errors="raise"))  # type: ignore[list-item]


@pytest.mark.parametrize("article", [{"text": "成都"}, "成都", b"x"])
def test_one_article_is_no_stream_of_them(article: object, extractor: Extractor) -> None:
    with pytest.raises(UsageError, match="one article"):
        extractor.pipe(article)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="errors is"):
        extractor.pipe([], errors="ignore")  # type: ignore[arg-type]


PIPED = """
import os, signal, sys
from extract import Extractor, RawArticle

TEXT = "2024年，成都市人工智能产业规模超过1000亿元。"

if __name__ == "__main__":
    extractor = Extractor()
    articles = [{"id": str(n), "text": TEXT} for n in range(20)]
    articles[3] = {"id": "3"}
    articles[7] = RawArticle("7", 5)  # which our code fails on
    for workers in (1, 2):
        results = list(extractor.pipe(iter(articles), workers=workers))
        assert [r.document.id for r in results] == [str(n) for n in range(20)]
        assert [r.document.id for r in results if r.error] == ["3", "7"], workers
        assert [r.error.code for r in results if r.error] == ["usage", "internal"]
        assert all(len(r.claims) == 1 for r in results if not r.error)

    def endless():
        while True:
            yield {"text": TEXT}

    taken = extractor.pipe(endless(), workers=2)
    assert [len(next(taken).claims) for _ in range(50)] == [1] * 50
    taken.close()
    print("done")
"""


def test_pipe_keeps_order_and_goes_on_in_processes(tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(PIPED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "script.py")], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout == "done\n", done.stderr
    assert "7: our failure" in done.stderr


# --- limits of time -------------------------------------------------------------------------------

LONG = ANNOTATED * 2000
SLOW = regex.compile(r"(a|aa)+c")  # each character more takes 1.6 times as long
ENDLESS = "a" * 60
signals = pytest.mark.skipif(os.name != "posix", reason="needs the signals of a Unix system")


def test_an_article_that_takes_too_long_is_told_where_and_how_to_mend_it() -> None:
    hasty = Extractor(max_seconds=0.2)
    with pytest.raises(ZhExtractError, match=r"^flood: it took longer than the limit of 0\.2 seconds; split it") as told:
        hasty(LONG, id="flood")
    assert told.value.code == "time-limit"
    assert hasty(FULL_WIDTH).claims == Extractor()(FULL_WIDTH).claims


def test_the_limit_holds_in_other_threads_and_leaves_nothing_behind() -> None:
    hasty = Extractor(max_seconds=0.2)
    with ThreadPoolExecutor(1) as pool:
        with pytest.raises(ZhExtractError, match="longer than the limit"):
            pool.submit(hasty, LONG).result()
        assert pool.submit(lambda: sum(range(10**7))).result() > 0, "nothing is raised behind it"
        assert pool.submit(Extractor(max_seconds=60), FULL_WIDTH).result().claims


@contextmanager
def _busy() -> Iterator[None]:
    yield


def _busily(steps: int) -> int:
    """Work with calls, jumps and context managers, about a millisecond for a hundred steps."""
    count = 0
    for _ in range(steps):
        with _busy():
            count += len(str(count))
    return count


@pytest.mark.parametrize("where", ["the main thread", "other threads"])
def test_work_that_ends_just_when_its_time_does(where: str) -> None:
    """It is done or too late; nothing is raised after that, and nobody goes on watching."""

    def work(n: int) -> str:
        try:
            limited(0.002, lambda: _busily(20 * (n % 60)))
            told = "done"
        except TimeUp:
            told = "late"
        _busily(100)
        return told

    if where == "the main thread":
        assert {work(n) for n in range(600)} <= {"done", "late"}
        assert not signal.getitimer(signal.ITIMER_REAL)[0]
        return
    with ThreadPoolExecutor(3) as pool:
        assert set(pool.map(work, range(600))) <= {"done", "late"}
    for thread in threading.enumerate():
        if thread.name == "time limit":
            thread.join(5)
            assert not thread.is_alive()


@signals
def test_a_regular_expression_is_ended_in_the_middle_of_its_search() -> None:
    begun = time.monotonic()
    with pytest.raises(TimeUp):
        limited(0.2, lambda: SLOW.match(ENDLESS))
    assert time.monotonic() - begun < 5


def swallowing() -> None:
    """Code that goes on when it is interrupted once, as where the interruption meets a ``__del__``."""
    for _ in range(2):
        with suppress(BaseException):
            while True:
                pass
    while True:
        pass


def test_what_goes_on_when_it_is_interrupted_is_interrupted_again() -> None:
    with pytest.raises(TimeUp):
        limited(0.1, swallowing)
    with ThreadPoolExecutor(1) as pool, pytest.raises(TimeUp):
        pool.submit(limited, 0.1, swallowing).result()


def test_imports_come_to_their_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_to_load.py").write_text("import time\nfor _ in range(60): time.sleep(0.01)\nloaded = True\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    def work() -> bool:
        sys.modules.pop("slow_to_load", None)
        with suppress(TimeUp):
            limited(0.1, lambda: importlib.import_module("slow_to_load"))
        return bool(sys.modules["slow_to_load"].loaded)

    assert work()
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result()


@signals
def test_timers_of_the_caller_go_on() -> None:
    rung: list[float] = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(time.monotonic()))
    try:
        begun = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, 0.3)
        limited(5, lambda: time.sleep(0.1))
        with pytest.raises(TimeUp):
            limited(0.05, lambda: time.sleep(1))
        time.sleep(0.5)
        assert len(rung) == 1
        assert 0.25 < rung[0] - begun < 0.45
    finally:
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("seconds", [0, -1, math.inf, math.nan])
def test_limits_that_are_none(seconds: float) -> None:
    with pytest.raises(UsageError, match="max_seconds is"):
        Extractor(max_seconds=seconds)


def test_pipe_goes_on_past_what_takes_too_long() -> None:
    articles = [{"text": FULL_WIDTH}, {"text": LONG * 10}, {"text": FULL_WIDTH}]
    for workers in (1, 2):
        found = list(Extractor(max_seconds=3).pipe(articles, workers=workers))
        assert [result.error and result.error.code for result in found] == [None, "time-limit", None]
        assert [bool(result.claims) for result in found] == [True, False, True]
