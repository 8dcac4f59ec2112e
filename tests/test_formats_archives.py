"""Files in tar and zip archives and records of crawls: read where they lie, with ids, metadata and rejects of their own."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from extract.errors import MissingExtraError
from extract.formats import ReadOptions, read_inputs
from extract.formats.inputs import Source
from extract.model import RawArticle, Reject

TEXT = "2023年，云溪市完成工业投资86.4亿元，同比增长9.1%。"
PAGE = f"<html><head><title>题</title></head><body><article><p>{TEXT * 5}</p></article></body></html>"
FILES = {
    "b/a.txt": TEXT.encode(), "b/a.html": PAGE.encode(), "./c.txt.gz": gzip.compress(TEXT.encode()), "d.jsonl": json.dumps({"text": TEXT}).encode(),
    "z.txt": b"", ".hidden.txt": b"x", "__MACOSX/b/a.txt": b"x", "e.pdf": b"%PDF", "inner.zip": b"PK",
    "b/metadata.jsonl": json.dumps({"id": "a", "title": "甲"}).encode(),
}  # fmt: skip


def tar(path: Path, files: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def read(path: Path, **options: Any) -> tuple[Source, list[RawArticle], list[Reject]]:
    source = read_inputs([str(path)], ReadOptions(**options))
    found = list(source)
    return source, [i for i in found if isinstance(i, RawArticle)], [i for i in found if isinstance(i, Reject)]


@pytest.mark.parametrize("name", ["x.tar", "x.tar.gz", "x.tgz", "x.zip"])
def test_an_archive_is_read_as_a_folder(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / name, FILES) if name.endswith("zip") else tar(tmp_path / name, FILES, "w" if name == "x.tar" else "w:gz")
    source, found, rejects = read(path)
    assert [a.id.split("#")[0] for a in found] == ["x/b/a.txt", "x/b/a.html", "x/c", "x/d"]
    assert all(TEXT in a.text for a in found)
    assert found[0].source == f"{path}/b/a.txt"
    assert [a.metadata.title for a in found] == ["甲", "甲", None, None]
    assert [(r.id, r.code) for r in rejects] == [("x/z", "empty")]
    assert source.skipped == {".pdf": 1, ".zip": 1}


def test_an_archive_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in/sub").mkdir(parents=True)
    tar(tmp_path / "in/sub/x.tar", {"a.txt": TEXT.encode()})
    (tmp_path / "in/metadata.jsonl").write_text(json.dumps({"id": "sub/x/a", "publisher": "某报"}), encoding="utf-8")
    _, (found,), _ = read(tmp_path / "in")
    assert (found.id, found.metadata.publisher) == ("sub/x/a", "某报")


def test_names_packed_on_chinese_windows(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"AAAA.txt": TEXT.encode()})
    path.write_bytes(path.read_bytes().replace(b"AAAA.txt", "经济".encode("gb18030") + b".txt"))
    _, (found,), _ = read(path)
    assert found.id == "x/经济"


@pytest.mark.parametrize("name", ["x.tar", "x.zip", "x.tar.gz"])
def test_a_broken_archive_costs_what_is_broken(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"this is no archive at all, whatever its name" * 40)
    _, found, rejects = read(tmp_path / name)
    assert not found
    assert [r.code for r in rejects] == ["damaged"]


def test_a_member_that_grows_too_much_is_rejected(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"a.jsonl": b" " * 3_000_000, "b.txt": TEXT.encode()})
    _, (found,), (reject,) = read(path, max_bytes=1000)
    assert found.id == "x/b"
    assert (reject.id, reject.code) == ("x/a", "too-large")


def test_a_parquet_file_in_an_archive(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": [TEXT], "id": ["p"]}), buffer)
    for path in (tar(tmp_path / "x.tar", {"a.parquet": buffer.getvalue()}), zipped(tmp_path / "x.zip", {"a.parquet": buffer.getvalue()})):
        _, (found,), _ = read(path)
        assert found.id == "p"


# --- crawls --------------------------------------------------------------------------------------


def record(kind: str, id: str, content: bytes, type: str = "application/http; msgtype=response", uri: str = "https://example.com/1") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: 2024-05-05T00:00:00Z\r\nWARC-Target-URI: {uri}\r\n"
    return f"{head}Content-Type: {type}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content + b"\r\n\r\n"


def response(body: bytes, type: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {type}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode() + body


WARC = [
    record("warcinfo", "0", b"software: x\r\n", "application/warc-fields"),
    record("request", "1", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    record("response", "2", response(PAGE.encode("gb18030"), "text/html; charset=GBK")),
    record("response", "3", response(PAGE.encode(), status="404 Not Found")),
    record("response", "4", response(b"\x89PNG", "image/png")),
    record("response", "5", response(gzip.compress(PAGE.encode()), more="Content-Encoding: gzip\r\n")),
    record("response", "6", response(b"<html><body></body></html>")),
    record("response", "7", response(b"<p>" + TEXT.encode() * 100)),
]


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz", "x.tar"])
def test_pages_of_a_crawl(tmp_path: Path, name: str) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / name
    if name == "x.tar":
        tar(path, {"x.warc": b"".join(WARC)})
    else:
        path.write_bytes(b"".join(gzip.compress(r) for r in WARC) if name.endswith("gz") else b"".join(WARC))
    _, found, rejects = read(path, max_bytes=3000)
    assert [a.id for a in found] == ["2", "5"]
    assert all(TEXT in a.text and a.metadata.url == "https://example.com/1" for a in found)
    assert (found[0].encoding, found[0].metadata.published) == ("gb18030", None)
    assert [(r.id, r.code) for r in rejects] == [("6", "empty"), ("7", "too-large")]


def test_texts_of_a_crawl(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "x.warc.wet.gz"
    path.write_bytes(gzip.compress(record("conversion", "c1", TEXT.encode(), "text/plain")))
    _, (found,), _ = read(path)
    assert (found.id, found.text, found.metadata.url) == ("c1", TEXT, "https://example.com/1")


def test_a_crawl_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fastwarc")
    (tmp_path / "x.warc").write_bytes(WARC[0])
    _, _, (reject,) = read(tmp_path / "x.warc")
    assert reject.code == "empty"
    monkeypatch.setitem(__import__("sys").modules, "fastwarc.warc", None)
    with pytest.raises(MissingExtraError, match="fastwarc"):
        read(tmp_path / "x.warc")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    _, found, rejects = read(tmp_path)
    assert [len(found), [r.code for r in rejects]] == [1, ["missing-library"]]


@pytest.mark.parametrize("data", [b"no crawl at all " * 99, b"".join(WARC)[:-2500], b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", b"\0" * 9999])
def test_a_damaged_crawl_costs_what_is_damaged(tmp_path: Path, data: bytes) -> None:
    pytest.importorskip("fastwarc")
    (tmp_path / "x.warc").write_bytes(data)
    _, found, rejects = read(tmp_path / "x.warc")
    assert len(found) + len(rejects) >= 1
    (tmp_path / "x.warc.gz").write_bytes(gzip.compress(b"".join(WARC))[:-300])
    _, found, rejects = read(tmp_path / "x.warc.gz")
    assert rejects[-1].code == "damaged"
