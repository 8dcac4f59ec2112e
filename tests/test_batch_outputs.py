"""Outputs in every format read back, near-duplicates, limits, and progress for programs."""

from __future__ import annotations

import csv
import json
import random
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from extract import batch
from extract.batch import signature
from extract.batch.duplicates import Duplicates
from extract.batch.work import Outcome, Settings, process
from extract.cli import main
from extract.formats.tables import columns
from extract.model import RawArticle, Reject

PLACES = ("合肥市", "芜湖市", "蚌埠市", "淮南市", "铜陵市", "安庆市", "黄山市")
TEXTS = [
    f"2023年，{place}地区生产总值为{n}234.5亿元，比上年下降5.{n}%，居全省第{n}位。人口约{n}00万至{n}50万人。" for n, place in enumerate(PLACES, 1)
]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("in") / "news.jsonl"
    lines = [{"id": f"d{n}", "text": text, "title": "=1+1" if n == 1 else None} for n, text in enumerate(TEXTS)]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [*lines, {"id": "none"}]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def json_lines(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(source, tmp_path_factory.mktemp("jsonl"))


def written(source: Path, out: Path, **options: Any) -> Path:
    batch.run([str(source)], out, batch.BatchOptions(workers=1, **options))
    return out


def flat(table: str, records: list[dict[str, Any]]) -> list[list[Any]]:
    return [[column.of(record) for column in columns(table)] for record in records]


TABLES = ("claims", "candidates", "documents", "rejects", "duplicates")


@pytest.mark.parametrize("part", [None, 3])
def test_parquet_holds_what_json_lines_hold(source: Path, json_lines: Path, tmp_path: Path, part: int | None) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    out = written(source, tmp_path, formats=("parquet",), part=part)
    for table in TABLES:
        files = sorted((out / table).glob("*.parquet")) if part else [out / f"{table}.parquet"]
        assert len(files) == (3 if part else 1)
        found = [row for file in files for row in pq.read_table(file).to_pylist()]
        for row in found:
            if "counts" in row:
                row["counts"] = dict(row["counts"])
        assert found == rows(json_lines / f"{table}.jsonl")


def test_very_large_whole_numbers_are_written_to_parquet(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    (tmp_path / "big.txt").write_text("2023年，合肥市用电量为90071992547409930千瓦时，地区生产总值为37800000亿亿元。", encoding="utf-8")
    out = written(tmp_path / "big.txt", tmp_path / "out", formats=("parquet", "jsonl"))
    numbers = [row["value"]["number"] for table in ("claims", "candidates") for row in rows(out / f"{table}.jsonl")]
    assert any(isinstance(n, int) and n > 2**53 for n in numbers)  # Arrow itself refuses such
    read = [row["value"]["number"] for table in ("claims", "candidates") for row in pq.read_table(out / f"{table}.parquet").to_pylist()]
    assert read == [float(n) for n in numbers]


def test_sqlite_holds_what_json_lines_hold(source: Path, json_lines: Path, tmp_path: Path) -> None:
    out = written(source, tmp_path, formats=("sqlite",))
    with sqlite3.connect(out / "results.sqlite") as database:
        for table in TABLES:
            found = database.execute(f"SELECT * FROM {table}").fetchall()
            assert list(map(list, found)) == flat(table, rows(json_lines / f"{table}.jsonl"))
        of_hefei = database.execute(
            "SELECT value_number FROM claims WHERE city_name = '合肥市' AND metric_id = 'gdp' AND value_kind = 'amount'"
        ).fetchall()
    assert of_hefei == [(123_450_000_000.0,)]


def test_duckdb_holds_what_json_lines_hold(source: Path, json_lines: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = written(source, tmp_path, formats=("duckdb",))
    with duckdb.connect(str(out / "results.duckdb"), read_only=True) as database:
        for table in TABLES:
            names = [c[0] for c in database.execute(f"DESCRIBE {table}").fetchall()]
            found = [dict(zip(names, row, strict=True)) for row in database.execute(f"SELECT * FROM {table}").fetchall()]
            expected = rows(json_lines / f"{table}.jsonl")
            assert json.loads(json.dumps(found)) == expected
        assert database.execute("SELECT value.number FROM claims WHERE city.name = '合肥市' AND metric.id = 'gdp'").fetchone() == (123_450_000_000.0,)


def test_csv_opens_in_spreadsheets_and_holds_what_json_lines_hold(source: Path, json_lines: Path, tmp_path: Path) -> None:
    out = written(source, tmp_path, formats=("csv",))
    assert (out / "claims.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    for table in TABLES:
        with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            head, *found = csv.reader(file)
        assert head == [c.name for c in columns(table)]
        assert len(set(head)) == len(head)
        expected = [["" if v is None else str(v) for v in row] for row in flat(table, rows(json_lines / f"{table}.jsonl"))]
        assert [[c.removeprefix("'") if c.startswith("'=") else c for c in row] for row in found] == expected
    assert "'=1+1" in (out / "documents.csv").read_text(encoding="utf-8-sig")


# --- near-duplicates -------------------------------------------------------------------------------


def test_reposts_and_light_rewritings_are_listed_and_not_dropped(tmp_path: Path) -> None:
    long = "".join(TEXTS)
    texts = {
        "first": long,
        "same": long,
        "spaced": long.replace("，", " ，"),
        "edited": long.replace("居全省第3位", "位居全省前列"),
        "other": TEXTS[0][::-1],
    }
    (tmp_path / "in").mkdir()
    for n, (name, text) in enumerate(texts.items()):
        (tmp_path / "in" / f"{n}{name}.txt").write_text(text, encoding="utf-8")
    out = written(tmp_path / "in", tmp_path / "out")
    found = {row["id"]: (row["of"], row["similarity"]) for row in rows(out / "duplicates.jsonl")}
    assert found["1same"] == ("0first", 1.0)
    assert found["2spaced"] == ("0first", 1.0)
    assert found["3edited"][0] == "0first"
    assert 0.8 <= found["3edited"][1] < 1
    assert "4other" not in found
    assert len(rows(out / "documents.jsonl")) == len(texts)
    strict = written(tmp_path / "in", tmp_path / "strict", duplicates=1.0)
    assert {row["id"] for row in rows(strict / "duplicates.jsonl")} == {"1same", "2spaced"}
    assert rows(written(tmp_path / "in", tmp_path / "none", duplicates=None) / "duplicates.jsonl") == []


def pairs(share: float, number: int) -> Any:
    """Pairs of random texts that share about such a part of their runs of five characters, with the exact part."""
    chance = random.Random(5)
    characters = [chr(c) for c in range(0x4E00, 0x4E00 + 3000)]
    while number:
        size = chance.randint(300, 2000)
        one = chance.choices(characters, k=size)
        other = list(one)
        # A changed character changes five runs; six apart they do not touch.
        for place in chance.sample(range(size // 6), max(1, round(size * (1 - share) / (5 * (1 + share))))):
            other[6 * place + 3] = chance.choice(characters)
        a, b = ({"".join(t[i : i + 5]) for i in range(size - 4)} for t in (one, other))
        exact = len(a & b) / len(a | b)
        if abs(exact - share) < 0.012:
            number -= 1
            yield signature.signature("".join(one)), signature.signature("".join(other)), exact


@pytest.mark.parametrize(("share", "found_at_least"), [(0.8, 0.98), (0.7, 0.85)])
def test_the_similarity_is_as_near_as_the_docs_say(share: float, found_at_least: float) -> None:
    errors, hits = [], 0
    for one, other, exact in pairs(share, 200):
        errors.append(abs(signature.similarity(signature.numbers(one), signature.numbers(other)) - exact))
        duplicates = Duplicates(1e-6)
        duplicates.first_of("one", one)
        hits += duplicates.first_of("other", other) is not None
    assert sorted(errors)[180] <= 0.07
    assert hits / 200 >= found_at_least


# --- limits and progress ---------------------------------------------------------------------------


def slow(article: RawArticle, settings: Settings) -> Outcome | Reject:
    if "慢" in article.text:
        time.sleep(60)  # a library that does not come back
    return process(article, settings)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_over_its_time_is_a_reject_and_the_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    from extract import pipeline

    real = pipeline.run

    def run(article: RawArticle, **options: Any) -> Any:
        if "慢" in article.text:
            while True:
                time.sleep(0.01)
        return real(article, **options)

    (tmp_path / "in").mkdir()
    for n in range(3 if workers == 1 else 8):
        (tmp_path / "in" / f"{n}.txt").write_text(TEXTS[n % len(TEXTS)] + ("慢" if n == 1 else ""), encoding="utf-8")
    options = batch.BatchOptions(workers=workers, max_seconds=1.0)
    if workers == 1:  # done in this process, which notices the time itself
        process(RawArticle("warm-up", TEXTS[0]), Settings())  # loading does not count
        monkeypatch.setattr(pipeline, "run", run)
        summary = batch.run([str(tmp_path / "in")], tmp_path / "out", options)
    else:  # a process that hangs is ended
        summary = batch.run([str(tmp_path / "in")], tmp_path / "out", options, work=slow)
    assert dict(summary.rejects) == {"time-limit": 1}
    (reject,) = rows(tmp_path / "out" / "rejects.jsonl")
    assert reject["id"] == "1"
    assert "limit of 1 seconds" in reject["reason"]
    assert summary.documents.total() == (2 if workers == 1 else 7)


def test_progress_for_programs_ends_with_the_totals(source: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["run", str(source), "-o", str(tmp_path), "--json-progress", "--quiet", "--workers", "1"])
    assert result.exit_code == 3
    told = [json.loads(line) for line in result.stderr.splitlines()]
    assert [line["done"] for line in told] == [False] * (len(told) - 1) + [True]
    last = told[-1]
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert (last["documents"], last["rejects"]) == (len(TEXTS), 1)
    assert (last["claims"], last["candidates"]) == (manifest["claims"]["total"], manifest["candidates"]["total"])
    assert last["bytes"] == last["bytes_total"] == source.stat().st_size
    assert last["seconds_left"] == 0.0
    assert {"reused", "seconds", "documents_per_second"} <= last.keys()
