"""What a run wrote in any format is read again as it was in JSON lines."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from unprivileged import ended

from extract import batch
from extract.batch.past_tables import files_of, records_of
from extract.errors import UsageError
from extract.formats.tables import columns, nested

FORMATS = ("jsonl", "parquet", "duckdb", "sqlite", "csv")
TEXTS = {
    "plain": "2023年，合肥市地区生产总值为12673.8亿元，比上年增长5.8%，居全省第1位，人口约950万至980万人，同比增长约二成。",
    "formula": '=1+1\r\n2023年，芜湖市常住人口为\t377.4万人。\n\'=HYPERLINK("x")，据安徽省统计局发布，芜湖市GDP突破5000亿元。',
    "damaged": "😀據(jù)紹(shào)興市統(tǒng)計(jì)局發(fā)布的數(shù)據(jù)，2024年紹興市黃酒總產(chǎn)值達(dá)到68.5億元，京津冀三地增长3%。",
    "none": "今天天气很好，适合出门走走。" * 9000,  # more than the csv module takes by itself
    "undated": "上半年，合肥市实现进出口总额1700亿元。苏州、杭州位于第一梯队。",
}


def written(out: Path, **options: Any) -> Path:
    source = out / "in"
    source.mkdir(parents=True)
    for name, text in TEXTS.items():
        (source / f"{name}.txt").write_bytes(text.encode())
    (source / "empty.txt").write_bytes(b"")
    batch.run([str(source)], out / "out", batch.BatchOptions(workers=1, **options))
    return out / "out"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("duckdb")
    return written(tmp_path_factory.mktemp("all"), formats=FORMATS, min_confidence=0.1)


def lines(run: Path, table: str) -> list[str]:
    return (run / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("table", ["claims", "candidates", "documents", "rejects", "duplicates"])
def test_every_format_gives_the_same_records(run: Path, format: str, table: str) -> None:
    path = run / (f"results.{format}" if format in ("duckdb", "sqlite") else f"{table}.{format}")
    found = [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in records_of(path, table)]
    assert found == lines(run, table)
    assert found or table in ("candidates", "duplicates")


def test_the_claims_are_of_every_shape(run: Path) -> None:
    claims = [json.loads(line) for line in lines(run, "claims")]
    assert any(claim["date"] is None for claim in claims)
    assert any(claim["value"]["comparison"] for claim in claims)
    assert any(claim["value"]["low"] != claim["value"]["high"] for claim in claims)
    assert any(claim["source"]["attribution"] for claim in claims)
    assert any(isinstance(claim["value"]["number"], float) for claim in claims)
    assert any(claim["source"]["evidences"] for claim in claims)


@pytest.mark.parametrize("format", ["csv", "sqlite", "duckdb", "parquet"])
def test_a_folder_of_any_format_is_read(tmp_path: Path, run: Path, format: str) -> None:
    pytest.importorskip("duckdb")
    part = None if format in ("sqlite", "duckdb") else 2
    out = written(tmp_path, formats=(format,), part=part, min_confidence=0.1)
    assert len(files_of(out, "claims")) == (3 if part else 1)
    assert [claim["id"] for claim in records_of(out, "claims")] == [json.loads(line)["id"] for line in lines(run, "claims")]


def test_a_row_of_an_older_table_lacks_columns() -> None:
    row: dict[str, Any] = {"id": "a", "sha256": "x", "length": "3", "language": "zh", "status": "ok", "counts": '{"claims":1}'}
    made = nested("documents", [row.get(column.name) for column in columns("documents")])
    assert made["length"] == 3
    assert made["repairs"] == []
    assert made["counts"] == {"claims": 1}
    assert made["title"] is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", b"a,b\n1,2\n"), ("x.csv", b'id,document_id\n"1'), ("x.csv", "\ufeff图\n".encode("gb18030")), ("x.sqlite", b"no database"),
        ("x.duckdb", b"no database"), ("x.parquet", b"PAR1"), ("x.jsonl", b"{"), ("x.jsonl", b"[]\n"), ("x.jsonl", b"\xff\n"),
    ],
)  # fmt: skip
def test_other_files_are_told_in_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    pytest.importorskip("duckdb")
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError, match="something that is no claim"):
        list(records_of(tmp_path / name, "claims"))


def test_a_database_that_another_program_writes_to_is_told_as_that(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("CREATE TABLE claims (id TEXT)")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UsageError, match="cannot be read"):
            list(records_of(path, "claims"))


@pytest.mark.slow
def test_a_file_that_may_not_be_read_is_told_as_that(tmp_path: Path) -> None:
    path = written(tmp_path) / "claims.jsonl"
    path.chmod(0)
    for command in (("query", path.parent), ("conflicts", path.parent), ("export", path.parent, "-o", tmp_path / "x.csv")):
        done = ended(Path(sys.executable).with_name("zh-extract"), *command)
        assert done.returncode == 2, done.stderr
        assert f"{path}: it cannot be read (Permission denied)" in done.stderr
