"""Texts and files made to do harm: time is linear in their length, and each is read or refused with a clear word."""

from __future__ import annotations

import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from fuzz import checks
from growth import grows_linearly

from extract import normalize, pipeline
from extract.formats import ReadOptions, read_inputs
from extract.model import RawArticle, Reject

SENTENCE = "合肥市2023年常住人口为985.3万人，比上年增加21.9万人。"
FLOODS: dict[str, str] = {
    "digits": "12345678901",
    "brackets": "（《【[(",
    "one character": "成",
    "a big number's scale": "万",
    "place names without a mark": "成都市武汉市合肥市绍兴市桃园市",
    "combining marks": "市\u0301\u0302\u0303\u20dd",
    "bidirectional controls": "市\u202e\u2066值\u2069\u202c",
    "private use": "市\ue000\uf8ff\U000f0000\U0010fffd",
    "unassigned": "市\u0378\u0379\U000e0fff",
    "blanks": " ",
    "ideographic blanks": "\u3000",
    "line ends": "\n",
    "percent signs": "1%",
    "commas in numbers": "1,",
    "replacement characters": "\ufffd",
    "entities": "&#25104;&amp;",
    "mojibake": "æˆ\u0090éƒ½å¸‚",
    "tags": "<a><b>",
    "dates": "2024年1月1日",
    "quotes": '"“',
}
_SOME = 250  # characters of the shorter of the lengths compared


def flood(piece: str, size: int) -> str:
    return SENTENCE + piece * (size // len(piece)) + SENTENCE


@pytest.mark.slow
@pytest.mark.parametrize("kind", FLOODS)
def test_the_time_of_a_flood_is_linear(kind: str) -> None:
    """Three sizes: ``grows_linearly`` compares a length with ten times of it, after a warm-up with a twentieth."""
    piece = FLOODS[kind]
    assert grows_linearly(lambda size: pipeline.run(RawArticle("a", flood(piece, size))), _SOME)


@pytest.mark.parametrize("kind", FLOODS)
def test_a_flood_keeps_what_holds_of_any_text(kind: str) -> None:
    text = flood(FLOODS[kind], 600)
    for check in checks.OF_TEXT.values():
        check(text)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["1", "成", "\u202e", "（"])
def test_a_megabyte_of_one_character_is_normalized(piece: str) -> None:
    text = piece * 1_000_000
    found = normalize(text)
    assert found.raw == text


def read(path: Path, **options: int) -> list[object]:
    return list(read_inputs([str(path)], ReadOptions(**options)))


def codes(found: list[object]) -> list[str]:
    return [item.code for item in found if isinstance(item, Reject)]


def test_a_line_of_100_megabytes_costs_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", 1) as file:
        file.write(b'{"text": "')
        noise = os.urandom(500_000).hex().encode()  # no bomb: it packs to half
        for _ in range(100):
            file.write(noise)
        file.write(b'"}\n' + json.dumps({"id": "b", "text": SENTENCE}).encode() + b"\n")
    first, second = read(path)
    assert isinstance(first, Reject)
    assert first.code == "too-large"
    assert isinstance(second, RawArticle)


@pytest.mark.parametrize("suffix", ["gz", "zst"])
@pytest.mark.parametrize("kind", ["txt", "jsonl", "csv", "json"])
def test_a_bomb_is_refused(tmp_path: Path, suffix: str, kind: str) -> None:
    zeros = b"text\n" + b"1" * 50_000_000
    packed = gzip.compress(zeros, 9) if suffix == "gz" else zstandard.compress(zeros, 19)
    path = tmp_path / f"a.{kind}.{suffix}"
    path.write_bytes(packed)
    assert len(packed) < 100_000
    found = read(path, max_bytes=1_000_000)
    assert set(codes(found)) - {"broken-json"} == {"too-large"}  # the line before the bomb is no JSON
    assert not [item for item in found if isinstance(item, RawArticle)]


def test_a_zip_bomb_is_refused_and_what_stands_beside_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"1" * 30_000_000)
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as nested:
            nested.writestr("b.txt", b"1" * 1_000_000)
        archive.writestr("nested.zip", inner.getvalue())
        archive.writestr("good.txt", SENTENCE)
    found = read(path, max_bytes=1_000_000)
    assert codes(found) == ["too-large"]
    assert [item.id for item in found if isinstance(item, RawArticle)] == ["a/good"]


PAGES: dict[str, Callable[[], str]] = {
    "deep nesting": lambda: "<div>" * 50_000 + SENTENCE + "</div>" * 50_000,
    "deep tables": lambda: "<table><tr><td>" * 5000 + SENTENCE,
    "a huge attribute": lambda: f'<p title="{"x" * 3_000_000}">{SENTENCE}</p>',
    "many attributes": lambda: f"<p {' '.join(f'a{i}=1' for i in range(5000))}>{SENTENCE}</p>",
    "a flood of entities": lambda: "<p>" + "&#25104;&lt;&nosuch;" * 30_000 + "</p>",
    "entities that name each other": lambda: (
        '<!DOCTYPE a [<!ENTITY a "成都"><!ENTITY b "' + "&a;" * 500 + '"><!ENTITY c "' + "&b;" * 500 + f'">]><p>&c;{SENTENCE}</p>'
    ),
    "an entity that reads a file": lambda: f'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>&a;{SENTENCE}</p>',
    "comments that never close": lambda: f"<p>{SENTENCE}" + "<!--" * 100_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_made_to_burst_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGES[kind](), encoding="utf-8")
    (found,) = read(path)
    if isinstance(found, Reject):
        assert found.code in ("empty", "binary", "encoding")
    else:
        assert isinstance(found, RawArticle)
        assert "root:" not in found.text
        assert len(found.text) < 2_000_000


def test_parquet_of_wrong_types(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    columns = {
        "numbers": [1, 2], "lists": [["a"], ["b"]], "objects": [{"a": 1}, {"a": 2}], "nothing": [None, None], "bytes": [b"\x00\x01\x02\x03" * 9, b"\x89PNG\r\n\x1a\n\x00"],
        "truth": [True, False],
    }  # fmt: skip
    for name, values in columns.items():
        path = tmp_path / f"{name}.parquet"
        pq.write_table(pa.table({"text": values, "id": [[1], [2]], "published": [b"\xff", b""]}), path)
        found = read(path)
        assert set(codes(found)) == {"no-text"}, name
        assert len(found) == 2


@pytest.mark.parametrize("value", ["[" * 900 + "]" * 900, '{"a":' * 900 + "1" + "}" * 900, "9" * 5000, "1e999", "NaN", '"\\ud800"'])
@pytest.mark.parametrize("field", ["id", "title", "published", "text"])
def test_odd_values_in_json_cost_their_line_at_most(tmp_path: Path, field: str, value: str) -> None:
    row = {name: json.dumps(text) for name, text in (("id", "a"), ("text", SENTENCE))} | {field: value}
    odd = "{" + ", ".join(f'"{name}": {text}' for name, text in row.items()) + "}"
    path = tmp_path / "a.jsonl"
    path.write_text(odd + "\n" + json.dumps({"id": "b", "text": SENTENCE}) + "\n", encoding="utf-8")
    found = read(path)
    assert "internal" not in codes(found)
    assert isinstance(found[-1], RawArticle)
    assert found[-1].id == "b"
    for item in found:
        json.dumps([item.id, getattr(item, "text", "")], ensure_ascii=False).encode("utf-8")


FINDS = sorted((Path(__file__).parent / "data" / "fuzz").iterdir())


@pytest.mark.parametrize("find", FINDS, ids=lambda path: path.name)
def test_what_fuzzing_found_stays_mended(find: Path, tmp_path: Path) -> None:
    data, target = find.read_bytes(), find.name.split("-")[0]
    if target == "reading":
        checks.reading(data[1:], checks.KINDS[data[0] % len(checks.KINDS)], tmp_path)
    else:
        checks.OF_TEXT[target](data.decode("utf-8", "replace"))
