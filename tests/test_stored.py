"""Claims of a run, searched: filters, order, pages, evidence in context, contradictions, whatever format the run wrote."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from runs import extracted

from extract import batch
from extract.conflicts.selection import of_metric, of_place
from extract.errors import UnavailableError, UsageError
from extract.stored import ClaimQuery, ConflictQuery, Stored
from extract.stored.database import TooSlowError
from extract.stored.query import SORTS, day

TEXTS = {
    "a/bulletin": "2024年，合肥市地区生产总值为13507.7亿元，比上年增长6.1%，居全省第1位。2024年，合肥市常住人口1000.2万人。",
    "a/daily": "开头的一句话。2024年，合肥GDP超过1.3万亿元，而常住人口只有985万人。结尾的一句话。",
    "b/plan": "到2030年，合肥市地区生产总值力争达到2万亿元。2023年，合肥市蜀山区常住人口为110万人。",
    "b/wuhu": "据安徽省统计局发布，2023年，芜湖市常住人口为377.4万人。2022年，蕪湖市規(guī)模以上工業(yè)企業(yè)達3000家。",
    "b/undated": "安庆市常住人口为415.7万人。合肥市、芜湖市共有高新技术企业1万家。",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("run")
    for folder in ("a", "b"):
        (root / "in" / folder).mkdir(parents=True)
    for name, text in TEXTS.items():
        (root / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    batch.run([str(root / "in")], root / "out", batch.BatchOptions(workers=1))
    return root / "out"


@pytest.fixture(scope="module")
def stored(run: Path) -> Iterator[Stored]:
    with Stored([run]) as found:
        yield found


@pytest.fixture(scope="module")
def records(run: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


def found(stored: Stored, **asked: Any) -> list[dict[str, Any]]:
    page = stored.search(ClaimQuery(**asked), limit=500)
    assert page.total == len(page.items)
    assert page.next is None
    return [claim.model_dump(mode="json") for claim in page.items]


def test_all_claims_are_there_as_they_were_written(stored: Stored, records: list[dict[str, Any]]) -> None:
    assert found(stored) == records
    assert len(records) >= 8
    held = stored.holdings()
    assert (held.claims, held.documents, held.texts, held.runs) == (len(records), len(TEXTS), True, ["out"])


@pytest.mark.parametrize("place", ["合肥", "合肥市", "340100", "芜湖市", "蕪湖", "蜀山区", "340104", "合肥市蜀山区", "nowhere"])
def test_places_are_chosen_as_conflicts_chooses_them(stored: Stored, records: list[dict[str, Any]], place: str) -> None:
    chosen = of_place(place)
    assert found(stored, places=(place,)) == [record for record in records if chosen(record)]


@pytest.mark.parametrize("metric", ["GDP", "gdp", "常住人口", "地區生產總值", "resident-population", "企业", "企業", "nothing"])
def test_metrics_are_chosen_as_conflicts_chooses_them(stored: Stored, records: list[dict[str, Any]], metric: str) -> None:
    chosen = of_metric(metric)
    assert found(stored, metrics=(metric,)) == [record for record in records if chosen(record)]


def test_places_within_a_place(stored: Stored) -> None:
    alone = {claim["city"]["name"] for claim in found(stored, places=("合肥",))}
    within = {claim["city"]["name"] for claim in found(stored, places=("合肥",), within=True)}
    province = {claim["city"]["name"] for claim in found(stored, places=("安徽",), within=True)}
    assert within - alone == {"合肥市蜀山区"}
    assert {"合肥市", "合肥市蜀山区", "芜湖市", "安庆市"} <= province
    assert not found(stored, places=("江苏",), within=True)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"kinds": ("growth",)}, lambda c: c["value"]["kind"] == "growth"),
        ({"kinds": ("growth", "amount")}, lambda c: c["value"]["kind"] in ("growth", "amount")),
        ({"units": ("CNY",)}, lambda c: c["value"]["unit"] == "CNY"),
        ({"statuses": ("target",)}, lambda c: c["status"] == "target"),
        ({"documents": ("b/wuhu", "a/daily")}, lambda c: c["document_id"] in ("b/wuhu", "a/daily")),
        ({"flags": ("repaired",)}, lambda c: "repaired" in c["flags"]),
        ({"without": ("repaired",)}, lambda c: "repaired" not in c["flags"]),
        ({"since": "2024"}, lambda c: c["date"] and c["date"]["end"] >= "2024-01-01"),
        ({"until": "2023-12"}, lambda c: c["date"] and c["date"]["start"] <= "2023-12-31"),
        ({"since": "2023-06-01", "until": "2023-06-30"}, lambda c: c["date"] and c["date"]["start"] <= "2023-06-30" <= c["date"]["end"]),
        ({"min_confidence": 0.9}, lambda c: c["confidence"] >= 0.9),
        ({"max_confidence": 0.9}, lambda c: c["confidence"] <= 0.9),
        ({"min_value": 1e12, "units": ("CNY",)}, lambda c: c["value"]["unit"] == "CNY" and (c["value"]["number"] or c["value"]["low"]) >= 1e12),
        ({"text": "力争"}, lambda c: "力争" in c["source"]["evidence"]["text"]),
        ({"text": "' OR 1 --"}, lambda c: False),
    ],
)
def test_filters(stored: Stored, records: list[dict[str, Any]], asked: dict[str, Any], wanted: Any) -> None:
    expected = [record for record in records if wanted(record)]
    assert found(stored, **asked) == expected
    assert expected or asked.get("text") == "' OR 1 --"
    assert len(expected) < len(records)


def test_candidates_only_on_request(run: Path, tmp_path: Path) -> None:
    with Stored([extracted(tmp_path, {"x": "".join(TEXTS.values())}, min_confidence=0.97)]) as doubting:
        both, sure = len(found(doubting, candidates=True)), len(found(doubting))
        assert both > sure
        assert doubting.holdings().candidates == both - sure


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 3])
def test_pages_hold_everything_once_and_in_order(stored: Stored, records: list[dict[str, Any]], sort: str, limit: int) -> None:
    ids, after = [], None
    while True:
        page = stored.search(ClaimQuery(), sort=sort, limit=limit, after=after)
        assert page.total == len(records)
        ids += [claim.id for claim in page.items]
        after = page.next
        if after is None:
            break
    whole = stored.search(ClaimQuery(), sort=sort, limit=500).items
    assert ids == [claim.id for claim in whole]
    assert sorted(ids) == sorted(record["id"] for record in records)
    keys = {
        "confidence": lambda c: c.confidence, "date": lambda c: c.date and c.date.start, "place": lambda c: c.city.name,
        "value": lambda c: next((v for v in (c.value.number, c.value.low, c.value.high) if v is not None), None),
    }  # fmt: skip
    key = keys.get(sort.removeprefix("-"))
    if key is not None:
        values = [key(claim) for claim in whole]
        there = [value for value in values if value is not None]
        assert values == [*sorted(there, reverse=sort.startswith("-")), *[None] * (len(values) - len(there))]


@pytest.mark.parametrize("cursor", ["x", "", "bm90aGluZw", "WzEsMiwzXQ", "9" * 400])
def test_damaged_cursors(stored: Stored, cursor: str) -> None:
    if cursor:
        with pytest.raises(UsageError, match="cursor"):
            stored.search(ClaimQuery(), after=cursor)


def test_a_cursor_is_of_its_question(stored: Stored) -> None:
    after = stored.search(ClaimQuery(), limit=1).next
    with pytest.raises(UsageError, match="another question"):
        stored.search(ClaimQuery(kinds=("amount",)), limit=1, after=after)
    with pytest.raises(UsageError, match="another question"):
        stored.search(ClaimQuery(), sort="-value", limit=1, after=after)


@pytest.mark.parametrize(("written", "first", "last"), [
    ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2023-05-07", "2023-05-07", "2023-05-07"),
])  # fmt: skip
def test_periods(written: str, first: str, last: str) -> None:
    assert (day(written, last=False), day(written, last=True)) == (first, last)


@pytest.mark.parametrize("written", ["", "24", "2024-13", "2023-02-29", "2024-00", "0000", "2024年", "2024-01-01T00:00"])
def test_what_is_no_period(written: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        day(written, last=True)


def test_evidence_stands_in_its_context(stored: Stored) -> None:
    (claim,) = (c for c in stored.search(ClaimQuery(documents=("a/daily",), metrics=("常住人口",))).items)
    shown = stored.evidence(claim.id, context=8)
    raw = TEXTS["a/daily"]
    first = shown.passages[0]
    assert first.role == "evidence"
    assert raw[slice(*first.span)] == first.text
    assert (first.before, first.after) == (raw[max(0, first.span[0] - 8) : first.span[0]], raw[first.span[1] : first.span[1] + 8])
    assert first.after == "结尾的一句话。"
    assert {(mark.field, mark.text) for mark in first.marks} == {("city", "合肥"), ("metric", "常住人口"), ("value", "985万人"), ("date", "2024年")}
    assert all(raw[slice(*mark.span)] == mark.text for mark in first.marks)
    assert shown.document is not None
    assert (shown.document.id, shown.document.text) == ("a/daily", None)


def test_evidence_of_a_run_without_texts(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXTS["a/daily"], encoding="utf-8")
    batch.run([str(tmp_path / "x.txt")], tmp_path / "out", batch.BatchOptions(workers=1, texts=False))
    with Stored([tmp_path / "out"]) as silent:
        assert not silent.holdings().texts
        passage = silent.evidence(silent.search(ClaimQuery()).items[0].id).passages[0]
        assert passage.text
        assert passage.before is passage.after is None


def test_what_is_not_there(stored: Stored) -> None:
    for ask in (stored.claim, stored.document, stored.evidence):
        with pytest.raises(UsageError) as caught:
            ask("nothing")
        assert caught.value.code == "not-found"


def test_contradictions(stored: Stored) -> None:
    page = stored.contradictions(ConflictQuery())
    assert [(g.place.name, g.metric.id, g.relation) for g in page.items] == [("合肥市", "resident-population", "contradiction")]
    everything = stored.contradictions(ConflictQuery(relation="all"))
    assert everything.total > page.total
    first = stored.contradictions(ConflictQuery(relation="all"), limit=1)
    second = stored.contradictions(ConflictQuery(relation="all"), limit=1, after=first.next)
    assert [*first.items, *second.items] == everything.items[:2]
    assert stored.contradictions(ConflictQuery(tolerance=0.1)).total == 0
    assert stored.contradictions(ConflictQuery(places=("芜湖",))).total == 0
    assert stored.contradictions(ConflictQuery(document="a/daily", metrics=("常住人口",))).total == 1
    assert stored.contradictions(ConflictQuery(document="b/wuhu")).total == 0


def test_counts(stored: Stored, records: list[dict[str, Any]]) -> None:
    counted = {count.value: count for count in stored.counts("place", ClaimQuery())}
    assert counted["合肥市"].id == "340100"
    assert sum(count.claims for count in counted.values()) == len(records)
    assert {count.id for count in stored.counts("metric", ClaimQuery(places=("芜湖",)))} >= {"resident-population"}
    assert len(stored.counts("document", ClaimQuery(), limit=2)) == 2
    assert {count.value for count in stored.counts("year", ClaimQuery())} >= {"2024", "2023", None}


@pytest.mark.parametrize("formats", [("csv",), ("parquet",), ("sqlite",), ("duckdb",)])
def test_the_format_of_a_run_makes_no_difference(stored: Stored, run: Path, tmp_path: Path, formats: tuple[Any, ...]) -> None:
    pytest.importorskip("duckdb")
    batch.run([str(run.parent / "in")], tmp_path / "out", batch.BatchOptions(workers=1, formats=formats))
    with Stored([tmp_path / "out"]) as other:
        assert found(other) == found(stored)
        id = found(other)[0]["id"]
        assert other.evidence(id) == stored.evidence(id)


def test_runs_are_taken_together(run: Path, tmp_path: Path) -> None:
    other = extracted(tmp_path, {"later": "2021年，宣城市常住人口为249万人。"})
    with Stored([run, other, run]) as both:
        assert {"later", "a/daily"} <= {claim["document_id"] for claim in found(both)}
        assert len({claim["id"] for claim in found(both)}) == len(found(both))


def test_answers_end_in_time(run: Path) -> None:
    with Stored([run], max_seconds=0.0) as hasty, pytest.raises(TooSlowError):
        hasty.contradictions(ConflictQuery())


def test_what_is_no_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        Stored([tmp_path / "nowhere"])
    (tmp_path / "x.jsonl").write_text('{"id":"1","document_id":"a","city":{},"metric":{},"value":{},"provenance":{}}\n')
    with pytest.raises(UsageError, match="a claim lacks city"):
        Stored([tmp_path / "x.jsonl"])


def test_nothing_is_left_on_disk(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Stored([run]) as kept:
        assert kept.search(ClaimQuery()).items
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


# --- what is made of the runs goes away -----------------------------------------------------------


def test_a_swept_folder_for_temporary_files_is_filled_again(run: Path, records: list[dict[str, Any]]) -> None:
    with Stored([run]) as stored, ThreadPoolExecutor(4) as threads:
        before = stored.search(ClaimQuery(), limit=3)
        groups = stored.contradictions(ConflictQuery(relation="all"))
        shutil.rmtree(stored._database._path.parent)
        pages = list(threads.map(lambda _: patiently(lambda: stored.search(ClaimQuery(), limit=3, after=before.next)), range(8)))
        assert all(page == pages[0] for page in pages)
        assert found(stored) == records
        assert stored.contradictions(ConflictQuery(relation="all")) == groups


def test_a_damaged_file_is_made_again(run: Path, records: list[dict[str, Any]]) -> None:
    with Stored([run]) as stored:
        stored._database._path.write_bytes(b"\xff" * 5000)
        with pytest.raises(UnavailableError):
            stored.search(ClaimQuery())
        assert found(stored) == records


def test_a_run_that_is_away_as_well_is_told_until_it_is_back(run: Path, records: list[dict[str, Any]], tmp_path: Path) -> None:
    own = tmp_path / "run"
    shutil.copytree(run, own)
    with Stored([own]) as stored:
        shutil.rmtree(stored._database._path.parent)
        own.rename(tmp_path / "away")
        for _ in range(2):
            with pytest.raises(UnavailableError, match="see that the runs are there"):
                stored.holdings()
        (tmp_path / "away").rename(own)
        assert found(stored) == records


def patiently(ask: Callable[[], Any]) -> Any:
    """The answer, asked for again while there is none."""
    while True:
        try:
            return ask()
        except UnavailableError:
            time.sleep(0.01)
