"""The HTTP interface: what it answers, what it refuses and how, its limits, and how it ends."""

from __future__ import annotations

import concurrent.futures
import gzip
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import PROGRAM, Process, serving

pytest.importorskip("fastapi")
from fastapi.testclient import TestClient

from extract.contract import Claim, Document
from extract.serve.app import create_app
from extract.serve.settings import ServeSettings
from extract.service.answers import Extraction, Normalization
from extract.service.tasks import Settings

TEXT = "2023年，合肥市地区生产总值为12673.8亿元，同比增长5.8%。"
TEXTS = {
    "a/bulletin": "2024年，合肥市地区生产总值为13507.7亿元。2024年，合肥市常住人口1000.2万人。",
    "a/daily": "2024年，合肥GDP超过1.3万亿元，而常住人口只有985万人。",
    "wuhu": "2023年，芜湖市常住人口为377.4万人。",
}
LIMITS = Settings(max_seconds=5, max_bytes=20_000, max_documents=20)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    (folder / "in" / "a").mkdir(parents=True)
    return extracted_below(folder)


def extracted_below(folder: Path) -> Path:
    from extract import batch

    for name, text in TEXTS.items():
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    batch.run([str(folder / "in")], folder / "out", batch.BatchOptions(workers=1))
    return folder / "out"


@pytest.fixture(scope="module")
def client(run: Path) -> Iterator[TestClient]:
    settings = ServeSettings(work=LIMITS, max_request_bytes=120_000, runs=[run], hosts=["testserver"])
    with TestClient(create_app(settings), raise_server_exceptions=False) as found:
        assert found.app.state.server.pool.wait_until_ready(60)  # type: ignore[attr-defined]
        yield found


def checked(answer: Any, status: int, code: str | None = None) -> dict[str, Any]:
    """A problem, which has the one shape."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert told["type"] == f"urn:zh-extract:problem:{told['code']}"
    assert set(told) <= {"type", "title", "status", "detail", "code", "errors"}
    assert told["detail"]
    assert "Traceback" not in answer.text
    assert ".py" not in answer.text
    if code is not None:
        assert told["code"] == code
    return told


# --- extraction --------------------------------------------------------------------------------------


def test_an_article(client: TestClient) -> None:
    answer = client.post("/v1/extract", json={"text": "去年，" + TEXT[6:], "id": "x", "title": "合肥", "published": "2024-03-01"})
    found = Extraction.model_validate_json(answer.content)
    assert found.document.id == "x"
    assert {c.date.start for c in found.claims if c.date} == {"2023-01-01"}
    for claim in found.claims:
        assert claim.value.span is not None
        assert found.document.text is not None
        assert found.document.text[slice(*claim.value.span)] == claim.value.text


def test_the_answer_is_that_of_the_library(client: TestClient, extractor: Any) -> None:
    answer = client.post("/v1/extract", json={"text": TEXT, "id": "x"}).json()
    result = extractor(TEXT, id="x")
    assert answer["claims"] == [claim.model_dump(mode="json") for claim in result.claims]
    assert answer["document"] == result.document.model_dump(mode="json")


def test_options_of_extraction(client: TestClient) -> None:
    everything = client.post("/v1/extract?min_confidence=1", json={"text": TEXT}).json()
    assert everything["claims"] == []
    assert everything["candidates"]
    less = client.post("/v1/extract?min_confidence=1&candidates=false&texts=false", json={"text": TEXT}).json()
    assert less["candidates"] == []
    assert less["document"]["text"] is None


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
def test_a_text_in_any_encoding(client: TestClient, codec: str) -> None:
    text = "2024年，桃園市總預算達1,684億元。" if codec == "big5" else TEXT
    answer = client.post(
        "/v1/extract/text?id=y&published=2024-03-01&publisher=日报", content=text.encode(codec), headers={"Content-Type": "text/plain"}
    )
    found = Extraction.model_validate_json(answer.content)
    assert (found.document.id, found.document.text, found.document.publisher) == ("y", text, "日报")
    assert found.claims


def test_lone_surrogates_are_read(client: TestClient) -> None:
    body = '{"text": "成都市2024年\\ud800地区生产总值为2.35万亿元。"}'
    answer = client.post("/v1/extract", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200
    assert answer.json()["document"]["text"][8] == "�"


def test_a_batch_goes_on_past_what_cannot_be_read(client: TestClient) -> None:
    articles = [
        {"text": TEXT},
        {"text": " ", "id": "blank"},
        {"text": TEXT, "published": "someday"},
        {"text": "字" * 10_000},
        {"text": TEXT, "id": "z"},
    ]
    told = client.post("/v1/extract/batch", json={"articles": articles}).json()
    assert [item["index"] for item in told["items"]] == [0, 1, 2, 3, 4]
    assert [item["reject"] and item["reject"]["code"] for item in told["items"]] == [None, "empty", "usage", "too-large", None]
    assert told["items"][1]["reject"]["source"] == "articles[1]"
    assert told["items"][4]["extraction"]["document"]["id"] == "z"
    assert (told["documents"], told["rejects"]) == (2, 3)
    assert told["claims"] == sum(len(item["extraction"]["claims"]) for item in told["items"] if item["extraction"])


def zipped(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("a.txt", TEXT.encode(), ["a"]),
        ("../../b.txt", TEXT.encode("gb18030"), ["b"]),
        ("c:\\d\\c.txt.gz", gzip.compress(TEXT.encode(), mtime=0), ["c"]),
        ("d.html", f"<html><body><article><p>{TEXT}</p></article></body></html>".encode(), ["d"]),
        ("e.csv", f"id,text\n1,{TEXT}\n2,{TEXT}\n".encode(), ["1", "2"]),
        ("f.json", json.dumps([{"id": "x", "text": TEXT}]).encode(), ["x"]),
        ("g.jsonl", "".join(json.dumps({"id": str(n), "text": TEXT}) + "\n" for n in range(3)).encode(), ["0", "1", "2"]),
        ("h.zip", zipped(one__txt=TEXT, two__txt=TEXT), ["one", "two"]),
        ("新闻.txt", TEXT.encode(), ["新闻"]),
    ],
    ids=["txt", "gb18030", "gz", "html", "csv", "json", "jsonl", "zip", "han"],
)
def test_files_of_every_kind(client: TestClient, name: str, content: bytes, ids: list[str]) -> None:
    told = client.post("/v1/extract/file", files={"file": (name, content)}).json()
    assert [item["extraction"]["document"]["id"].split("/")[-1] for item in told["items"]] == ids
    assert all(item["extraction"]["claims"] for item in told["items"])
    assert "/tmp" not in json.dumps(told)


def test_a_file_with_bad_rows(client: TestClient) -> None:
    content = f'{{"text": "{TEXT}"}}\nno json\n{{"other": 1}}\n'.encode()
    told = client.post("/v1/extract/file", files={"file": ("x.jsonl", content)}).json()
    assert [item["reject"] and (item["reject"]["code"], item["reject"]["source"]) for item in told["items"]] == [
        None, ("broken-json", "x.jsonl:2"), ("no-text", "x.jsonl:3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("x.exe", b"MZ", 415, "unknown-kind"),
        ("", b"x", 422, "usage"),
        ("x.txt", b"", 422, "empty"),
        ("x.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, 422, "binary"),
        ("x.txt", TEXT.encode() * 1000, 413, "too-large"),
        ("x.txt", TEXT.encode() * 10_000, 413, "too-large"),
        ("x.txt.gz", b"no gzip", 422, "damaged"),
        ("x.json", b"{", 422, "broken-json"),
        ("metadata.jsonl", b"{}", 422, "usage"),
        ("x.jsonl", b'{"text": "1"}\n' * 21, 413, "too-many-documents"),
    ],
)
def test_files_that_are_refused(client: TestClient, name: str, content: bytes, status: int, code: str) -> None:
    told = checked(client.post("/v1/extract/file", files={"file": (name, content)}), status, code)
    assert "/tmp" not in told["detail"]


def test_a_stream_answers_line_by_line(client: TestClient) -> None:
    lines = [
        json.dumps({"id": "a", "text": TEXT, "ignored": 1}),
        "",
        "{",
        json.dumps({"text": "字" * 30_000}),
        "x" * 100_000,
        json.dumps({"id": "b", "text": TEXT}),
    ]
    body = "\ufeff" + "\n".join(lines)
    answer = client.post("/v1/extract/stream", content=body.encode(), headers={"Content-Type": "application/x-ndjson"})
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    told = [json.loads(line) for line in answer.text.splitlines()]
    assert [item["index"] for item in told] == [0, 1, 2, 3, 4]
    assert [item["reject"] and item["reject"]["code"] for item in told] == [None, "broken-json", "too-large", "too-large", None]
    assert told[4]["extraction"]["document"]["id"] == "b"


def test_a_stream_may_be_longer_than_a_request(client: TestClient) -> None:
    line = json.dumps({"text": "很好。", "ignored": "x" * 5000}) + "\n"
    count = 120_000 // len(line) + 5
    answer = client.post("/v1/extract/stream", content=line * count, headers={"Content-Type": "application/jsonl"})
    assert len(answer.text.splitlines()) == count


# --- texts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["產(chǎn)業(yè)規(guī)模超３億元", "正常的文字。", "", "😀據(jù)悉\r\n\r\n２０２４年", "ä¸­å›½ç»\u008fæµŽå¢žé•¿"])
def test_normalization_leads_back(client: TestClient, text: str) -> None:
    found = Normalization.model_validate_json(client.post("/v1/normalize", json={"text": text}).content)
    assert found.changed == (found.text != text)
    at = 0
    for segment in found.segments:
        assert segment.span[0] == at
        at = segment.span[1]
        assert 0 <= segment.raw[0] <= segment.raw[1] <= len(text)
        if not segment.whole:
            assert segment.raw[1] - segment.raw[0] == segment.span[1] - segment.span[0]
    assert at == len(found.text)
    for repair in found.repairs:
        assert text[slice(*repair.span)]


@pytest.mark.parametrize(
    ("route", "body", "field", "values"),
    [
        ("quantities", {"text": "超过1.5万人，下降约两成，500"}, "number", [15000, -20, 500]),
        ("dates", {"text": "去年，2020年", "reference": "2024-05-01"}, "start", ["2023-01-01", "2020-01-01"]),
        ("dates", {"text": "去年"}, "start", [None]),
        ("places", {"text": "芜湖市弋江区、该市"}, "adcode", ["340209", None]),
    ],
)
def test_mentions(client: TestClient, route: str, body: dict[str, Any], field: str, values: list[Any]) -> None:
    items = client.post(f"/v1/{route}", json=body).json()["items"]
    assert [item[field] for item in items] == values
    assert all(body["text"][slice(*item["span"])] == item["text"] for item in items)


# --- stored claims -----------------------------------------------------------------------------------


def test_claims_are_searched_and_paged(client: TestClient) -> None:
    found, cursor = [], None
    while True:
        page = client.get("/v1/claims", params={"place": "合肥", "limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        found += [Claim.model_validate(claim) for claim in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert page["total"] == len(found) == 4
    assert {claim.city.name for claim in found} == {"合肥市"}
    assert client.get("/v1/claims?metric=GDP&metric=常住人口&from=2024&to=2024-12").json()["total"] == 4
    assert client.get("/v1/claims?within=true&place=安徽").json()["total"] == 5


def test_evidence_documents_counts_and_contradictions(client: TestClient) -> None:
    claim = client.get("/v1/claims?document=a/daily&metric=GDP").json()["items"][0]
    assert client.get(f"/v1/claims/{claim['id']}").json() == claim
    shown = client.get(f"/v1/claims/{claim['id']}/evidence?context=3").json()
    assert {mark["field"] for mark in shown["passages"][0]["marks"]} == {"city", "metric", "value", "date"}
    assert Document.model_validate(client.get("/v1/documents/a/daily").json()).text == TEXTS["a/daily"]
    assert {count["value"]: count["claims"] for count in client.get("/v1/counts?of=place").json()} == {"合肥市": 4, "芜湖市": 1}
    (group,) = client.get("/v1/contradictions").json()["items"]
    assert group["metric"]["id"] == "resident-population"
    assert client.get("/v1/runs").json() == {"runs": ["out"], "claims": 5, "candidates": 0, "documents": 3, "texts": True}


# --- errors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        ("GET", "/nowhere", {}, 404, "not-found"),
        ("GET", "/docs", {}, 404, "not-found"),
        ("PUT", "/v1/claims", {}, 405, "method-not-allowed"),
        ("GET", "/v1/claims/nothing", {}, 404, "not-found"),
        ("GET", "/v1/claims/nothing/evidence", {}, 404, "not-found"),
        ("GET", "/v1/documents/no/thing", {}, 404, "not-found"),
        ("GET", "/v1/claims?metrc=GDP", {}, 422, "usage"),
        ("GET", "/v1/claims?limit=0", {}, 422, "usage"),
        ("GET", "/v1/claims?limit=9999", {}, 422, "usage"),
        ("GET", "/v1/claims?sort=size", {}, 422, "usage"),
        ("GET", "/v1/claims?kind=sum", {}, 422, "usage"),
        ("GET", "/v1/claims?min_value=nan", {}, 422, "usage"),
        ("GET", "/v1/claims?from=yesterday", {}, 422, "period"),
        ("GET", "/v1/claims?cursor=abc", {}, 422, "cursor"),
        ("GET", "/v1/contradictions?cursor=abc", {}, 422, "cursor"),
        ("GET", "/v1/counts", {}, 422, "usage"),
        ("POST", "/v1/extract", {"json": {}}, 422, "usage"),
        ("POST", "/v1/extract", {"json": []}, 422, "usage"),
        ("POST", "/v1/extract", {"json": {"text": 5}}, 422, "usage"),
        ("POST", "/v1/extract", {"json": {"text": "\n"}}, 422, "empty"),
        ("POST", "/v1/extract", {"json": {"text": TEXT, "published": "last Monday"}}, 422, "usage"),
        ("POST", "/v1/extract", {"json": {"text": TEXT, "size": 1}}, 422, "usage"),
        ("POST", "/v1/extract?min_confidence=2", {"json": {"text": TEXT}}, 422, "usage"),
        ("POST", "/v1/extract", {"json": {"text": TEXT * 1000}}, 413, "too-large"),
        ("POST", "/v1/extract", {"json": {"text": TEXT * 10_000}}, 413, "too-large"),
        ("POST", "/v1/extract", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 400, "broken-json"),
        ("POST", "/v1/extract", {"content": b"\xff\xff", "headers": {"Content-Type": "application/json"}}, 400, "bad-request"),
        ("POST", "/v1/extract", {"content": b"", "headers": {"Content-Type": "application/json"}}, 422, "usage"),
        ("POST", "/v1/extract", {"content": TEXT.encode(), "headers": {"Content-Type": "text/plain"}}, 415, "media-type"),
        ("POST", "/v1/extract", {"content": b"{}"}, 415, "media-type"),
        ("POST", "/v1/extract/text", {"json": {"text": TEXT}}, 415, "media-type"),
        ("POST", "/v1/extract/text", {"content": b"", "headers": {"Content-Type": "text/plain"}}, 422, "empty"),
        ("POST", "/v1/extract/text?published=x", {"content": TEXT.encode(), "headers": {"Content-Type": "text/plain"}}, 422, "usage"),
        ("POST", "/v1/extract/batch", {"json": {"articles": []}}, 422, "usage"),
        ("POST", "/v1/extract/batch", {"json": {"articles": [{"text": "1"}] * 21}}, 413, "too-many-documents"),
        ("POST", "/v1/extract/file", {"json": {}}, 415, "media-type"),
        ("POST", "/v1/extract/file", {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "bad-request"),
        ("POST", "/v1/extract/stream", {"json": {}}, 415, "media-type"),
        ("POST", "/v1/normalize", {"json": {"text": "字" * 20_000}}, 413, "too-large"),
        ("POST", "/v1/dates", {"json": {"text": "去年", "reference": "2024-02-30"}}, 422, "usage"),
        ("GET", "/v1/claims", {"headers": {"Host": "evil.example"}}, 400, "unknown-host"),
    ],
)  # fmt: skip
def test_errors_have_one_shape(client: TestClient, method: str, path: str, options: dict[str, Any], status: int, code: str) -> None:
    checked(client.request(method, path, **options), status, code)


def test_every_wrong_field_is_named(client: TestClient) -> None:
    told = checked(client.post("/v1/extract/batch", json={"articles": [{"text": "a"}, {"text": 1, "a/b": 2}]}), 422)
    assert {error["pointer"] for error in told["errors"]} == {"#/articles/1/text", "#/articles/1/a~1b"}
    told = checked(client.get("/v1/claims?limit=x&nothing=1"), 422)
    assert {error["parameter"] for error in told["errors"]} == {"limit", "nothing"}


def test_a_failure_of_ours_is_told_without_its_inside(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.stored import Stored

    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("secret of /root")

    monkeypatch.setattr(Stored, "search", failing)
    with TestClient(create_app(ServeSettings(runs=[run], hosts=["testserver"])), raise_server_exceptions=False) as broken:
        told = checked(broken.get("/v1/claims"), 500, "internal")
        assert "secret" not in json.dumps(told)


def test_what_takes_too_long_is_a_problem(run: Path) -> None:
    hasty = ServeSettings(work=Settings(max_seconds=0.2), runs=[run], hosts=["testserver"])
    with TestClient(create_app(hasty)) as client:
        assert client.app.state.server.pool.wait_until_ready(60)  # type: ignore[attr-defined]
        checked(client.post("/v1/extract", json={"text": TEXT * 20_000}), 504, "time-limit")
        checked(client.post("/v1/normalize", json={"text": "產(chǎn)" * 200_000}), 504, "time-limit")
        told = client.post("/v1/extract/batch", json={"articles": [{"text": TEXT * 20_000}, {"text": "好"}]}).json()
        assert [item["reject"] and item["reject"]["code"] for item in told["items"]] == ["time-limit", None]
        client.app.state.server.stored._contradictions._database.reading = too_slow  # type: ignore[attr-defined]
        checked(client.get("/v1/contradictions"), 504, "time-limit")


def test_claims_that_are_gone_are_read_again(run: Path) -> None:
    with TestClient(create_app(ServeSettings(runs=[run], hosts=["testserver"]))) as client:
        database = client.app.state.server.stored._database  # type: ignore[attr-defined]
        before = client.get("/v1/claims").json()
        database._path.write_bytes(b"\xff" * 5000)
        database._local = threading.local()
        answer = client.get("/v1/claims")
        checked(answer, 503, "unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert client.get("/v1/claims").json() == before


def too_slow(_: object) -> None:
    from extract.stored.database import TooSlowError

    raise TooSlowError(0.2)


def test_bodies_of_unknown_length_are_cut(client: TestClient) -> None:
    def endless() -> Iterator[bytes]:
        yield b'{"text": "'
        for _ in range(100):
            yield b"x" * 10_000

    checked(client.post("/v1/extract", content=endless(), headers={"Content-Type": "application/json"}), 413, "too-large")


def test_without_a_run_there_are_no_claims() -> None:
    alone = TestClient(create_app(ServeSettings(hosts=["testserver"])))
    for path in ("/v1/claims", "/v1/runs", "/v1/contradictions", "/v1/documents/a"):
        checked(alone.get(path), 404, "no-run")


def test_before_the_processes_are_ready() -> None:
    loading = TestClient(create_app(ServeSettings(hosts=["testserver"])))
    assert loading.get("/health/live").json()["status"] == "live"
    assert checked(loading.get("/health/ready"), 503, "not-ready")
    assert loading.get("/health/ready").headers["retry-after"]


def test_what_is_no_run(tmp_path: Path) -> None:
    done = subprocess.run([*PROGRAM, "serve", "--port", "0", "--run", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert "manifest.json" in line


# --- who may call ------------------------------------------------------------------------------------


def test_a_token() -> None:
    guarded = TestClient(create_app(ServeSettings(token="geheim", hosts=["testserver"])))
    told = guarded.get("/metrics")
    checked(told, 401, "unauthorized")
    assert told.headers["www-authenticate"] == "Bearer"
    for wrong in ("Bearer wrong", "Basic geheim", "Bearer", "geheim", "Bearer 密"):
        checked(guarded.get("/metrics", headers={"Authorization": wrong.encode()}), 401)
    assert guarded.get("/metrics", headers={"Authorization": "Bearer geheim"}).status_code == 200
    assert guarded.get("/health/live").status_code == 200
    described = guarded.get("/openapi.json", headers={"Authorization": "Bearer geheim"}).json()
    assert described["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_other_origins_only_on_request(client: TestClient) -> None:
    asking = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in client.options("/v1/extract", headers=asking).headers
    open_to = TestClient(create_app(ServeSettings(cors=["https://example.org"], hosts=["testserver"], token="t")))
    assert open_to.options("/v1/extract", headers=asking).headers["access-control-allow-origin"] == "https://example.org"
    assert open_to.get("/metrics", headers={"Origin": "https://example.org"}).headers["access-control-allow-origin"] == "https://example.org"
    assert "access-control-allow-origin" not in open_to.get("/health/live", headers={"Origin": "https://evil.example"}).headers


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80", "[::1]:80", "LOCALHOST:8000"])
def test_names_of_this_machine(client: TestClient, host: str) -> None:
    assert client.get("/health/live", headers={"Host": host}).status_code == 200


def test_the_viewer_only_on_request() -> None:
    assert "swagger" in TestClient(create_app(ServeSettings(viewer=True, hosts=["testserver"]))).get("/docs").text.lower()


# --- metrics -----------------------------------------------------------------------------------------


def figures(text: str) -> dict[str, float]:
    return {name: float(value) for name, value in re.findall(r"^(zh_extract_\S+?(?:\{[^}]*\})?) (\S+)$", text, re.MULTILINE)}


def test_metrics(client: TestClient) -> None:
    from prometheus_client.parser import text_string_to_metric_families

    before = figures(client.get("/metrics").text)
    client.post("/v1/extract", json={"text": TEXT})
    client.post("/v1/extract", json={"text": " "})
    client.get("/v1/claims/unknown-id")
    answer = client.get("/metrics")
    after = figures(answer.text)
    assert list(text_string_to_metric_families(answer.text))

    def more(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert more('zh_extract_requests_total{method="POST",route="/v1/extract",status="200"}') == 1
    assert more('zh_extract_requests_total{method="POST",route="/v1/extract",status="422"}') == 1
    assert more('zh_extract_documents_total{status="ok"}') == 1
    assert more("zh_extract_claims_total") == 2
    assert more('zh_extract_rejects_total{code="empty"}') == 1
    assert more('zh_extract_request_seconds_count{route="/v1/extract"}') == 2
    assert 'route="/v1/claims/{id}"' in answer.text
    assert "unknown-id" not in answer.text


# --- the process -------------------------------------------------------------------------------------


def posted(address: str, path: str, body: bytes, kind: str = "application/json") -> tuple[int, bytes, Any]:
    request = urllib.request.Request(address + path, data=body, headers={"Content-Type": kind})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read(), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.headers


LONG = json.dumps({"articles": [{"text": TEXT * 60, "id": str(n)} for n in range(40)]}).encode()


def test_the_busy_server_says_so_and_stops_gracefully(tmp_path: Path) -> None:
    with serving("--waiting", "0", "--access-log") as server:
        with concurrent.futures.ThreadPoolExecutor() as threads:
            first = threads.submit(posted, server.address, "/v1/extract/batch?texts=false", LONG)
            until(lambda: b"zh_extract_admitted 1.0" in urllib.request.urlopen(f"{server.address}/metrics").read())
            status, body, headers = posted(server.address, "/v1/extract", json.dumps({"text": TEXT}).encode())
            assert (status, json.loads(body)["code"]) == (503, "busy")
            assert int(headers["Retry-After"]) >= 1
            server.process.send_signal(signal.SIGTERM)
            status, body, _ = first.result()
        assert (status, json.loads(body)["documents"]) == (200, 40)
        assert server.process.wait(30) == 0
        server.stop()
        assert "POST /v1/extract" in server.said
        assert "Traceback" not in server.said


def until(true: Any, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


STREAM = b"POST /v1/extract/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"


def test_a_stream_is_answered_while_it_is_sent() -> None:
    """A caller may wait for a result before it sends the next line; one that says nothing more is not waited for without end."""
    with serving() as server, socket.create_connection(("127.0.0.1", server.port), timeout=30) as line:
        assert quickest(server) < 0.03, "small answers wait for nothing (40 ms are a delayed acknowledgement)"
        line.sendall(STREAM)
        said = b""
        for number in range(3):
            sent = json.dumps({"id": f"d{number}", "text": TEXT}).encode() + b"\n"
            line.sendall(b"%x\r\n%s\r\n" % (len(sent), sent))
            while b'"index":%d,' % number not in said:
                said += line.recv(65536)
        line.sendall(b"0\r\n\r\n")
        while b"\r\n0\r\n\r\n" not in said:
            said += line.recv(65536)
        line.shutdown(socket.SHUT_RDWR)
        # A caller that goes away in the middle leaves its room to others.
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as gone:
            gone.sendall(
                b"POST /v1/extract/stream HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            until(lambda: b"zh_extract_admitted 1.0" in urllib.request.urlopen(f"{server.address}/metrics").read())
        until(lambda: b"zh_extract_admitted 0.0" in urllib.request.urlopen(f"{server.address}/metrics").read())


def quickest(server: Process) -> float:
    """Seconds of the quickest of some small requests over one connection."""
    import httpx

    times = []
    with httpx.Client(base_url=server.address) as client:
        for _ in range(20):
            begun = time.perf_counter()
            assert client.get("/health/live").status_code == 200
            times.append(time.perf_counter() - begun)
    return min(times)


def test_a_silent_stream_is_ended() -> None:
    app = create_app(ServeSettings(hosts=["testserver"], idle_seconds=0.2))

    def slowly() -> Iterator[bytes]:
        yield b'{"text": '
        time.sleep(1.5)
        yield b'"x"}\n'

    import uvicorn

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        until(lambda: server.started)
        import httpx

        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        answer = httpx.post(f"{address}/v1/extract/stream", content=slowly(), headers={"Content-Type": "application/x-ndjson"}, timeout=30)
        server.should_exit = True
        thread.join(30)
    assert [json.loads(line)["reject"]["code"] for line in answer.text.splitlines()] == ["time-limit"]


def test_other_machines_only_on_request() -> None:
    process = Process()
    process.stop()
    assert "other machines" not in process.said
    assert "127.0.0.1" in process.said
    process = Process("--host", "0.0.0.0", env={"ZH_EXTRACT_TOKEN": ""})
    process.stop()
    assert "other machines can reach 0.0.0.0" in process.said
    assert "no token is set in ZH_EXTRACT_TOKEN" in process.said


def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = subprocess.run([*PROGRAM, "serve", "--port", str(taken.getsockname()[1])], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert "cannot be listened on" in line


# --- what is loaded ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missing", "command", "extra"), [("fastapi", "serve", "serve"), ("python_multipart", "serve", "serve"), ("mcp", "mcp", "mcp")]
)
def test_a_missing_extra_is_told_in_one_line(missing: str, command: str, extra: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None\nfrom extract.cli import main; main([{command!r}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"})
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert f'pip install "zh-extract[{command}]"' in line


def test_a_run_loads_no_server(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    call = f"main(['run', {str(tmp_path / 'a.txt')!r}, '-o', {str(tmp_path / 'o')!r}, '--quiet'])"
    code = f"import sys\nfrom extract.cli import main\ntry: {call}\nexcept SystemExit: print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    assert "extract.pipeline" in loaded
    assert not loaded & {"fastapi", "starlette", "uvicorn", "mcp", "prometheus_client", "extract.serve", "extract.service.pool"}


def test_the_description_carries_the_contract(client: TestClient) -> None:
    from jsonschema import Draft202012Validator

    described = client.get("/openapi.json").json()
    schemas = described["components"]["schemas"]
    assert {"Claim", "Document", "Conflict", "Extraction", "ClaimPage", "EvidenceInContext", "Normalization", "Problem"} <= set(schemas)
    assert "HTTPValidationError" not in json.dumps(described)
    answer = client.post("/v1/extract", json={"text": TEXT}).json()
    Draft202012Validator({"$ref": "#/components/schemas/Extraction", "components": described["components"]}).validate(answer)
    assert schemas["Value"]["properties"]["bound"]["enum"] == ["exact", "approx", "more_than", "at_least", "less_than", "at_most", "range"]
