"""A project of a user's own: strictly typed against the package as it is installed, and Arrow in and out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CACHE = Path(__file__).parent.parent / ".mypy_cache" / "users"

GOOD = """
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import extract
from extract import Claim, DateMention, Document, Extractor, NormalizedText, PlaceMention, Quantity, RawArticle, Result, ZhExtractError
from extract.conflicts import find


def values(articles: list[dict[str, str]]) -> Iterator[tuple[str, float | None]]:
    extractor = Extractor(threshold=0.5)
    for result in extractor.pipe(articles, workers=2):
        checked: Result = result
        error: ZhExtractError | None = checked.error
        document: Document = checked.document
        claims: tuple[Claim, ...] = checked.claims
        for claim in claims:
            yield f"{document.id} {claim.city.name} {error}", claim.value.number


def mentions(text: str) -> None:
    quantities: list[Quantity] = extract.find_quantities(text)
    dates: list[DateMention] = extract.find_dates(text, reference=dt.date(2025, 1, 1))
    places: list[PlaceMention] = extract.find_places(text)
    normalized: NormalizedText = extract.normalize(text)
    span: tuple[int, int] = normalized.to_raw((0, 1))
    print(quantities, dates, places, span, extract.__version__)


def conflicting(text: str) -> list[str]:
    one: Result = Extractor()(text, id="a", published="2025-01-01")
    two: Result = Extractor().extract(RawArticle("b", text))
    return [group.relation for group in find([*one.claims, *two.claims])]
"""
WRONG = """
import extract

extract.Extractor(threshold="high")
extract.find_dates(5)
extract.Extractor()("text").claims[0].valu
"""


def checked(folder: Path, code: str) -> str:
    (folder / "project.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "project.py", "--cache-dir", str(CACHE)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300).stdout


def test_the_types_reach_a_strict_checker(tmp_path: Path) -> None:
    assert "Success" in checked(tmp_path, GOOD), checked(tmp_path, GOOD)


def test_mistakes_are_seen(tmp_path: Path) -> None:
    told = checked(tmp_path, WRONG)
    assert [f"project.py:{line}: error" in told for line in (4, 5, 6)] == [True] * 3, told


def test_arrow_in_and_out() -> None:
    pa = pytest.importorskip("pyarrow")
    from extract.arrow import ArrowBatches, extract_batch, results_schema

    rows = [{"id": "a", "text": "2023年，合肥市地区生产总值为12673.8亿元。"}, {"id": "b", "text": None}, {"id": "c", "text": "很好。"}]
    batch = pa.RecordBatch.from_pylist(rows)
    found = extract_batch(batch, texts=False)
    assert isinstance(found, pa.RecordBatch)
    assert found.schema == results_schema()
    first, second, third = found.to_pylist()
    assert first["claims"][0]["value"]["number"] == 1267380000000
    assert first["document"]["text"] is None
    assert second["reject"]["code"] == "no-text"
    assert (third["claims"], third["reject"]) == ([], None)
    assert extract_batch(batch, threshold=1.0).to_pylist()[0]["claims"] == []
    named = pa.RecordBatch.from_pylist([{"body": rows[0]["text"]}])
    assert extract_batch(named, columns={"text": "body"}).to_pylist()[0]["claims"]
    assert ArrowBatches()(batch).schema == found.schema
