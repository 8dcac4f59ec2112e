"""Inputs and outputs behind addresses: any storage of fsspec's, and servers on this machine that speak as S3 and Google's storage do."""

from __future__ import annotations

import importlib
import json
import os
import pickle
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extract.cli import main
from extract.errors import MissingExtraError, UsageError
from extract.formats import ReadOptions, read_inputs
from extract.formats.remote import RemotePath, filesystem, is_address, shown
from extract.model import RawArticle, Reject

pa = pytest.importorskip("pyarrow", reason="needs pyarrow")
pq = importlib.import_module("pyarrow.parquet")

TEXT = "2023年，{place}地区生产总值为{n}亿元，比上年增长5.{n}%。其中，第一产业增加值79.{n}亿元。"
PLACES = ("合肥市", "芜湖市", "蚌埠市", "淮南市", "马鞍山市", "淮北市", "铜陵市")


def call(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["run", *map(str, args)])


def write(folder: Path) -> None:
    """A crawl: rows of JSON and Parquet, files with odd names, metadata, and what is no input."""
    rows = [{"id": f"r{n}", "text": TEXT.format(place=place, n=n), "published": "2024-03-01"} for n, place in enumerate(PLACES)]
    files: dict[str, bytes] = {
        "news.jsonl": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[:4]).encode() + b"{\n",
        "日报/三 月#1%.txt": TEXT.format(place="六安市", n=7).encode("gb18030"),
        "日报/metadata.jsonl": '{"id": "三 月#1%", "publisher": "某日报"}\n'.encode(),
        "日报/page.doc": b"?",
        ".cache/news.jsonl": b'{"text": ""}\n',
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    pq.write_table(pa.Table.from_pylist(rows[4:]), folder / "more.parquet", row_group_size=2)


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawl")
    write(folder)
    return folder


@pytest.fixture(scope="module")
def here(crawl: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run over the same files in a folder writes."""
    out = tmp_path_factory.mktemp("here")
    assert call(crawl, "-o", out, "--quiet", "--allow-rejects").exit_code == 0
    return out


def read(inputs: Sequence[str]) -> tuple[list[str | None], dict[str, int]]:
    source = read_inputs(inputs, ReadOptions())
    return [item.id if isinstance(item, RawArticle) else item.code for item in source], dict(source.skipped)


def test_what_is_an_address() -> None:
    assert all(map(is_address, ("s3://b/x", "file:///x", "abfs+x://y")))
    assert not any(map(is_address, ("news/a", "C:/x", "a b://x", "x://y"[1:], "-")))


def test_passwords_are_not_shown() -> None:
    assert shown("s3://key:se/cret@bucket/x?scheme=http") == "s3://***@bucket/x?scheme=http"
    assert shown("s3://bucket/a:b@c.txt") == "s3://bucket/a:b@c.txt"
    with pytest.raises(UsageError) as told:
        filesystem("s3://key:se/cret@bucket/x")
    assert "cret" not in str(told.value)


@pytest.mark.parametrize("scheme", ["file", "local"])  # of pyarrow and of fsspec
def test_a_folder_behind_an_address_is_read_as_a_folder_is(scheme: str, crawl: Path) -> None:
    pytest.importorskip("fsspec", reason="needs fsspec")
    folder = f"{scheme}://{crawl}"
    assert read([folder]) == read([str(crawl)])
    assert read([folder + "/日报/"]) == (["三 月#1%"], {".doc": 1})
    assert read([folder + "/日报/三 月#1%.txt"])[0] == ["三 月#1%"]
    (article,) = (item for item in read_inputs([folder]) if isinstance(item, RawArticle) and "月" in item.id)
    assert (article.metadata.publisher, article.encoding) == ("某日报", "gb18030")
    (refused,) = (item for item in read_inputs([folder]) if isinstance(item, Reject))
    assert refused.source == f"{folder}/news.jsonl:5"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("*.jsonl", 5), ("**/*.txt", 1), ("**/*l", 5), ("*/*", 1), ("日*/三*", 1), ("m[ou]re.[pq]*", 3), ("*", 8)],
)
def test_patterns_behind_addresses(pattern: str, found: int, crawl: Path) -> None:
    pytest.importorskip("fsspec", reason="needs fsspec")
    assert len(read([f"local://{crawl}/{pattern}"])[0]) == found
    assert len(read([f"file://{crawl}/{pattern}"])[0]) == found


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("file:///none/x.txt", "there is no such file or folder"),
        ("file:///none/*.txt", "there is no such file or folder"),
        ("nonsense://bucket/x", "addresses of this kind cannot be opened"),
        ("s3://bucket/x?region=eu-west-1&size=1", "Unexpected query parameter"),
    ],
)
def test_addresses_that_cannot_be_used(address: str, words: str) -> None:
    pytest.importorskip("fsspec", reason="needs fsspec")
    with pytest.raises(UsageError, match=words) as told:
        read([address])
    assert "\n" not in str(told.value)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fsspec", reason="needs fsspec")
    monkeypatch.setitem(sys.modules, "ossfs", None)
    with pytest.raises(UsageError, match=r"install the fsspec package for oss:// \(Install ossfs"):
        read(["oss://bucket/x"])
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(UsageError, match="install the fsspec package for memory://, or copy the files"):
        read(["memory://bucket/y"])


def test_missing_pyarrow_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match="needs the package pyarrow"):
        read(["gs://bucket/never-opened"])


def test_files_travel_and_tell_their_size(crawl: Path) -> None:
    """What another machine opens is the storage's address and the path in it, so that names with odd signs are no matter."""
    path = crawl / "日报" / "三 月#1%.txt"
    remote = pickle.loads(pickle.dumps(RemotePath(crawl.as_uri(), str(path), "a", 0)))
    with remote.open("rb") as file:
        assert (file.length, file.read(4), file.seek(0)) == (path.stat().st_size, b"2023", 0)
    with pytest.raises(OSError, match="cannot be used"):
        RemotePath(crawl.as_uri(), str(crawl / "none"), "a", 0).open("rb")


def test_a_run_on_this_machine_writes_no_addresses(crawl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(crawl, "-o", "s3://key:secret@bucket/out")
    assert result.exit_code == 2
    assert "s3://***@bucket/out: a run on this machine writes to a folder" in result.stderr
    assert not list(tmp_path.iterdir())


def test_outputs_of_runs_are_no_inputs(crawl: Path, here: Path, tmp_path: Path) -> None:
    (tmp_path / "before").symlink_to(here)
    (tmp_path / "news.jsonl").symlink_to(crawl / "news.jsonl")
    assert read([tmp_path.as_uri()])[0] == ["r0", "r1", "r2", "r3", "broken-json"]


# --- S3 --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def s3(crawl: Path) -> Iterator[Any]:
    """An S3 server on this machine with the crawl in a bucket, and the client that made it."""
    pytest.importorskip("flask_cors", reason="needs moto[s3], flask and flask-cors")
    server_module = pytest.importorskip("moto.server", reason="needs moto[s3], flask and flask-cors")
    boto3 = pytest.importorskip("boto3", reason="needs moto[s3], flask and flask-cors")
    patch = pytest.MonkeyPatch()
    patch.setitem(os.environ, "AWS_EC2_METADATA_DISABLED", "true")
    for name, value in (("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_DEFAULT_REGION", "us-east-1")):
        patch.setenv(name, value)
    server = server_module.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    patch.setenv("AWS_ENDPOINT_URL", "http://{}:{}".format(*server.get_host_and_port()))
    filesystem.cache_clear()
    client = boto3.client("s3")
    client.create_bucket(Bucket="crawl")
    for path in sorted(p for p in crawl.rglob("*") if p.is_file()):
        client.put_object(Bucket="crawl", Key=f"2024/{path.relative_to(crawl).as_posix()}", Body=path.read_bytes())
    yield client
    server.stop()
    patch.undo()
    filesystem.cache_clear()


def reads_as_here(address: str, here: Path, out: Path, workers: str) -> None:
    """A run over the crawl at an address writes what one over the local folder does."""
    result = call(address, "-o", out, "--allow-rejects", "--workers", workers)
    assert result.exit_code == 0, result.output
    for table in ("claims", "candidates", "documents", "duplicates"):
        assert (out / f"{table}.jsonl").read_bytes() == (here / f"{table}.jsonl").read_bytes()
    (refused,) = (json.loads(line) for line in (out / "rejects.jsonl").read_text(encoding="utf-8").splitlines())
    assert (refused["source"], refused["code"]) == (f"{address}/news.jsonl:5", "broken-json")


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_reads_from_s3(s3: Any, here: Path, tmp_path: Path, workers: str) -> None:
    reads_as_here("s3://crawl/2024", here, tmp_path / "out", workers)
    again = call("s3://u:p@crawl/2024", "-o", tmp_path / "out", "--allow-rejects")
    assert again.exit_code == 0, again.output
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["timings"]["reused"], manifest["settings"]["inputs"]) == (8, ["s3://***@crawl/2024"])


@pytest.mark.slow
def test_the_endpoint_may_stand_in_the_address(s3: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    host = os.environ["AWS_ENDPOINT_URL"].removeprefix("http://")
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    options = f"?endpoint_override={host}&scheme=http&region=us-east-1"
    assert read([f"s3://crawl/2024/日报{options}"])[0] == ["三 月#1%"]
    (item,) = read_inputs([f"s3://crawl/2024/日*/*.txt{options}"])
    assert item.source == "s3://crawl/2024/日报/三 月#1%.txt"


@pytest.mark.slow
def test_what_s3_refuses_is_one_line(s3: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*args: str | Path) -> str:
        result = call(*args, *(() if "-o" in args else ("-o", tmp_path / "out")))
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1
        return result.stderr

    assert "s3://none/x: there is no such bucket" in told("s3://none/x")
    assert "s3://crawl/x: there is no such file or folder" in told("s3://crawl/x")
    assert "s3://crawl/2024/*.tsv: the pattern matches nothing" in told("s3://crawl/2024/*.tsv")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    filesystem.cache_clear()
    assert "s3://crawl/2024: the storage cannot be reached" in told("s3://crawl/2024")
    monkeypatch.undo()
    filesystem.cache_clear()
    with_rights = importlib.import_module("moto.core").set_initial_no_auth_action_count(0)  # whoever asks has to be known
    assert "s3://crawl/2024: access is denied" in with_rights(told)("s3://crawl/2024")


@pytest.mark.slow
def test_ray_reads_from_s3_and_writes_to_it(s3: Any, here: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs ray")
    s3.create_bucket(Bucket="results")
    s3.put_object(Bucket="results", Key="out/claims/old.parquet", Body=b"of a run before")
    code = "import sys; from extract.cli import main; main(['run', *sys.argv[1:]])"

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *args, "--engine", "ray", "--workers", "2", "--quiet", "--allow-rejects"]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)

    done = run("s3://crawl/2024", "-o", "s3://results/out")
    assert done.returncode == 0, done.stderr
    keys = [entry["Key"] for entry in s3.list_objects_v2(Bucket="results")["Contents"]]
    assert "out/claims/old.parquet" not in keys
    for key in keys:
        target = tmp_path / key
        if not key.endswith("/"):
            target.parent.mkdir(parents=True, exist_ok=True)
            s3.download_file("results", key, str(target))
    out = tmp_path / "out"
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rejects"] == {"total": 1, "by_code": {"broken-json": 1}}
    assert sorted(manifest["outputs"]) == sorted(str(p.relative_to(out)) for p in out.rglob("*.parquet"))
    result = CliRunner().invoke(main, ["diff", str(here), str(out), "--exit-code"])
    assert result.exit_code == 0, result.output
    refused = run("s3://crawl/2024", "-o", "s3://none/out")
    assert refused.returncode == 2
    assert "s3://none/out: there is no such bucket" in refused.stderr


# --- Google's storage ------------------------------------------------------------------------------

# The emulator has a process of its own: pyarrow waits for the answers of this storage without giving other threads a turn.
# It does one request after the other, which is enough for files of a few kilobytes. It knows no rights, so a bucket that refuses is ours.
EMULATOR = """
import logging
from functools import partial
from http.server import HTTPServer

from gcp_storage_emulator.server import RequestHandler
from gcp_storage_emulator.storage import Storage


class Handler(RequestHandler):
    def do_GET(self):
        if "/b/locked" in self.path:
            self.send_error(403)
        else:
            super().do_GET()


logging.disable()
server = HTTPServer(("127.0.0.1", 0), partial(Handler, Storage(use_memory_fs=True)))
print(server.server_port, flush=True)
server.serve_forever()
"""


class Emulator:
    """What a program without pyarrow does with the emulator, in the words of Google's JSON API."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"

    def ask(self, path: str, data: bytes | None = None, kind: str = "application/octet-stream") -> bytes:
        request = urllib.request.Request(f"http://{self.host}{path}", data=data, headers={"Content-Type": kind})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return bytes(answer.read())

    def make_bucket(self, name: str) -> None:
        self.ask("/storage/v1/b?project=test", json.dumps({"name": name}).encode(), "application/json")

    def put(self, bucket: str, name: str, data: bytes) -> None:
        self.ask(f"/upload/storage/v1/b/{bucket}/o?{urllib.parse.urlencode({'uploadType': 'media', 'name': name})}", data)

    def get(self, bucket: str, name: str) -> bytes:
        return self.ask(f"/storage/v1/b/{bucket}/o/{urllib.parse.quote(name, safe='')}?alt=media")

    def names(self, bucket: str) -> list[str]:
        return [entry["name"] for entry in json.loads(self.ask(f"/storage/v1/b/{bucket}/o"))["items"]]

    def buckets(self) -> list[str]:
        return [entry["name"] for entry in json.loads(self.ask("/storage/v1/b?project=test"))["items"]]


@pytest.fixture(scope="module")
def gs(crawl: Path) -> Iterator[Emulator]:
    """An emulator of Google's storage on this machine with the crawl in a bucket; the environment tells pyarrow where it is."""
    pytest.importorskip("gcp_storage_emulator", reason="needs gcp-storage-emulator")
    if not hasattr(importlib.import_module("pyarrow.fs"), "GcsFileSystem"):
        pytest.skip("needs a pyarrow with Google's storage in it")
    process = subprocess.Popen([sys.executable, "-c", EMULATOR], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    patch = pytest.MonkeyPatch()
    try:
        assert process.stdout is not None
        emulator = Emulator(int(process.stdout.readline()))
        patch.setenv("CLOUD_STORAGE_EMULATOR_ENDPOINT", f"http://{emulator.host}")
        filesystem.cache_clear()
        emulator.make_bucket("crawl")
        for path in sorted(p for p in crawl.rglob("*") if p.is_file()):
            emulator.put("crawl", f"2024/{path.relative_to(crawl).as_posix()}", path.read_bytes())
        yield emulator
    finally:
        process.terminate()
        process.communicate()
        patch.undo()
        filesystem.cache_clear()


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_reads_from_google(gs: Emulator, here: Path, tmp_path: Path, workers: str) -> None:
    reads_as_here("gs://anonymous@crawl/2024", here, tmp_path / "out", workers)


@pytest.mark.slow
def test_the_emulator_may_stand_in_the_address(gs: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLOUD_STORAGE_EMULATOR_ENDPOINT")
    options = f"?endpoint_override={gs.host}&scheme=http"
    assert read([f"gs://anonymous@crawl/2024/日报{options}"])[0] == ["三 月#1%"]
    (item,) = read_inputs([f"gcs://anonymous@crawl/2024/日*/*.txt{options}"])
    assert item.source == "gcs://anonymous@crawl/2024/日报/三 月#1%.txt"


@pytest.mark.slow
def test_what_google_refuses_is_one_line(gs: Emulator, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(address: str) -> str:
        with pytest.raises(UsageError) as refusal:
            read([address])
        assert "\n" not in str(refusal.value)
        return str(refusal.value)

    assert "gs://anonymous@none/x: there is no such bucket" in told("gs://anonymous@none/x")
    for nothing in ("x", "x/*.txt"):
        assert f"gs://anonymous@crawl/{nothing}: there is no such file or folder" in told(f"gs://anonymous@crawl/{nothing}")
    assert "gs://anonymous@crawl/2024/*.tsv: the pattern matches nothing" in told("gs://anonymous@crawl/2024/*.tsv")
    assert "gs://anonymous@locked/x: access is denied" in told("gs://anonymous@locked/x")
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "/none.json")
    assert "gs://crawl/2024: access is denied" in told("gs://crawl/2024")
    nowhere = "gs://anonymous@crawl/2024?endpoint_override=127.0.0.1:9&scheme=http"
    monkeypatch.delenv("CLOUD_STORAGE_EMULATOR_ENDPOINT")
    monkeypatch.setattr("extract.formats.remote._PATIENCE", 1)
    begun = time.monotonic()
    assert "the storage cannot be reached" in told(nowhere)
    assert time.monotonic() - begun < 30  # and not a quarter of an hour


@pytest.mark.slow
def test_ray_reads_from_google_and_writes_to_it(gs: Emulator, here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray", reason="needs ray")
    monkeypatch.setenv("GOOGLE_CLOUD_PROJECT", "test")  # with it pyarrow makes buckets that are not there
    gs.make_bucket("results")
    gs.put("results", "out/claims/old.parquet", b"of a run before")
    code = "import sys; from extract.cli import main; main(['run', *sys.argv[1:]])"

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *args, "--engine", "ray", "--workers", "2", "--quiet", "--allow-rejects"]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)

    done = run("gs://anonymous@crawl/2024", "-o", "gs://anonymous@results/out")
    assert done.returncode == 0, done.stderr
    names = gs.names("results")
    assert "out/claims/old.parquet" not in names
    for name in names:
        target = tmp_path / name
        if not name.endswith("/"):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(gs.get("results", name))
    out = tmp_path / "out"
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rejects"] == {"total": 1, "by_code": {"broken-json": 1}}
    assert sorted(manifest["outputs"]) == sorted(str(p.relative_to(out)) for p in out.rglob("*.parquet"))
    result = CliRunner().invoke(main, ["diff", str(here), str(out), "--exit-code"])
    assert result.exit_code == 0, result.output
    refused = run("gs://anonymous@crawl/2024", "-o", "gs://anonymous@none/out")
    assert refused.returncode == 2
    assert "gs://anonymous@none/out: there is no such bucket" in refused.stderr
    assert "none" not in gs.buckets()
