"""Extraction over Arrow batches, on a real Ray cluster and in Spark: the same claims as a run on one machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from extract import batch
from extract.batch.work import Settings
from extract.cli import main
from extract.errors import MissingExtraError, UsageError
from extract.formats.inputs import read_inputs
from extract.formats.options import ReadOptions

pa = pytest.importorskip("pyarrow", reason="needs pyarrow")

from extract.batch import ray_engine  # noqa: E402
from extract.batch.arrow_batches import ArrowBatches, articles_batch  # noqa: E402

PLACES = ("合肥市", "芜湖市", "蚌埠市", "淮南市", "马鞍山市", "淮北市", "铜陵市", "安庆市", "黄山市", "滁州市", "阜阳市", "宿州市")
TOKEN = "0123456789abcdef" * 4  # of a cluster that is started and joined in tests
TEXT = "2023年，{place}地区生产总值为{n}亿元，比上年增长5.{n}%。其中，第一产业增加值79.{n}亿元。"


def call(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["run", *map(str, args)])


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of several kinds: articles with and without ids, metadata, and lines that are no articles."""
    folder = tmp_path_factory.mktemp("articles")
    for f in range(4):
        with (folder / f"news{f}.jsonl").open("w", encoding="utf-8") as file:
            for n, place in enumerate(PLACES):
                row = {"text": TEXT.format(place=place, n=f * 20 + n), "publisher": "某报", "published": "2024-03-01"}
                file.write(json.dumps({**row, **({"id": f"{f}-{n}"} if n % 2 else {})}, ensure_ascii=False) + "\n")
    (folder / "broken.jsonl").write_text('{"text": "北京市2023年GDP为43760.7亿元。"}\n{\n{"text": ""}\n', encoding="utf-8")
    (folder / "alone.txt").write_text(TEXT.format(place="六安市", n=7), encoding="gb18030")
    return folder


@pytest.fixture(scope="module")
def local(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    out = tmp_path_factory.mktemp("local")
    batch.run([str(articles)], out, batch.BatchOptions(workers=1))
    return {table: rows(out / f"{table}.jsonl") for table in ("claims", "candidates", "documents", "rejects")}


def ordered(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    def plain(value: Any) -> Any:  # a map comes back from Arrow as pairs
        if isinstance(value, dict):
            return {k: dict(map(tuple, v)) if k == "counts" and isinstance(v, list) else plain(v) for k, v in value.items()}
        return [plain(v) for v in value] if isinstance(value, list | tuple) else value

    return sorted(map(plain, records), key=lambda r: json.dumps(r, ensure_ascii=False, sort_keys=True, default=str))


def test_batches_give_what_a_run_gives(articles: Path, local: dict[str, list[dict[str, Any]]]) -> None:
    items = list(read_inputs([str(articles)]))
    function = ArrowBatches(Settings())
    found = [row for n in range(0, len(items), 7) for row in function(articles_batch(items[n : n + 7])).to_pylist()]
    assert len(found) == len(items)
    assert ordered([c for row in found for c in row["claims"]]) == ordered(local["claims"])
    assert ordered([c for row in found for c in row["candidates"]]) == ordered(local["candidates"])
    assert ordered([row["document"] for row in found if row["document"]]) == ordered(local["documents"])
    assert ordered([row["reject"] for row in found if row["reject"]]) == ordered(local["rejects"])
    assert function(articles_batch(items[:3])).schema == function.schema


def test_batches_take_columns_by_other_names() -> None:
    table = pa.RecordBatch.from_pylist([{"content": TEXT.format(place="合肥市", n=1), "url": "u1"}, {"content": None, "url": "u2"}])
    function = ArrowBatches(options=ReadOptions(columns={"text": "content", "id": "url"}))
    first, second = function(table).to_pylist()
    assert (first["id"], first["reject"]) == ("u1", None)
    assert first["claims"][0]["city"]["name"] == "合肥市"
    assert (second["document"], second["reject"]["code"]) == (None, "no-text")
    assert [b.num_rows for b in function.each(iter([table, table]))] == [2, 2]
    with pytest.raises(UsageError, match="no column text but: content, url"):
        ArrowBatches()(table)


def test_what_ray_does_not_do_is_refused(articles: Path, tmp_path: Path) -> None:
    for option in (["--part", "2"], ["--force"], ["--json-progress"], ["--format", "csv"]):
        result = call(articles, "-o", tmp_path / "out", "--engine", "ray", *option)
        assert result.exit_code == 2
        assert f"{option[0]} means nothing with --engine ray" in result.stderr
    result = call(articles, "-o", tmp_path / "out", "--engine", "local", "--ray-address", "auto")
    assert "--ray-address needs --engine ray" in result.stderr


def test_without_ray_it_says_how_to_get_it(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Any:
        raise MissingExtraError("ray", "ray", "--engine ray")

    monkeypatch.setattr(ray_engine, "_library", missing)
    result = call(articles, "-o", tmp_path / "out", "--engine", "ray")
    assert result.exit_code == 2
    assert 'pip install "zh-extract[ray]"' in result.stderr


# --- on real clusters ------------------------------------------------------------------------------


def read(folder: Path, table: str) -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    return [row for path in sorted((folder / table).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


def start_ray(articles: Path | str, out: Path | str, *cluster: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "from extract.cli import main; main()", "run", str(articles), "-o", str(out), "--engine", "ray"]
    command += cluster or ("--workers", "3")
    environment = {**os.environ, "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": TOKEN} if cluster else None
    return subprocess.Popen([*command, "--quiet", "--allow-rejects"], start_new_session=True, stderr=subprocess.PIPE, env=environment)


def workers_below(pid: int) -> list[int]:
    """Ray's processes that work on a batch, below a process."""
    parents: dict[int, int] = {}
    names: dict[int, str] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                names[int(entry.name)] = (entry / "cmdline").read_bytes().decode(errors="replace")
            except (OSError, ValueError, IndexError):
                continue

    def below(child: int) -> bool:
        while child in parents:
            child = parents[child]
            if child == pid:
                return True
        return False

    return [p for p, name in names.items() if name.startswith("ray::") and "MapBatches" in name and below(p)]


@pytest.mark.slow
def test_ray_gives_the_claims_of_a_local_run(articles: Path, local: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs ray")
    out = tmp_path / "out"
    run = start_ray(articles.as_uri(), out)
    _, told = run.communicate(timeout=300)
    assert run.returncode == 0, told
    for table in ("claims", "candidates", "documents"):
        assert ordered(read(out, table)) == ordered(local[table])
    assert sorted(r["code"] for r in read(out, "rejects")) == sorted(r["code"] for r in local["rejects"])
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["claims"]["total"] == len(local["claims"]) == sum(f["lines"] for name, f in manifest["outputs"].items() if name[:6] == "claims")


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a cluster that somebody else started on this machine, with ports and a folder of its own."""
    pytest.importorskip("ray", reason="needs ray")
    folder = tempfile.mkdtemp(prefix="ray-")  # short: Ray's sockets lie below it
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--num-cpus=3", "--include-dashboard=false"]
    command += ["--node-ip-address=127.0.0.1", f"--port={port}", f"--temp-dir={folder}", "--disable-usage-stats"]
    environment = {**os.environ, "RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": TOKEN}
    head = subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        assert head.stdout is not None
        for line in head.stdout:
            if "Ray runtime started" in line:
                break
        else:
            pytest.fail("the cluster does not start")
        yield f"127.0.0.1:{port}"
    finally:
        os.killpg(head.pid, signal.SIGTERM)
        try:
            head.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(head.pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_a_cluster_that_runs_already_is_joined(articles: Path, local: dict[str, list[dict[str, Any]]], tmp_path: Path, cluster: str) -> None:
    out = tmp_path / "out"
    for _ in range(2):  # the second run finds the cluster as the first one left it, and replaces what that one wrote
        run = start_ray(articles, out, "--ray-address", cluster)
        _, told = run.communicate(timeout=300)
        assert run.returncode == 0, told
        for table in ("claims", "candidates", "documents"):
            assert ordered(read(out, table)) == ordered(local[table])
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        assert manifest["timings"]["workers"] == 3, "a cluster of its own"
    assert sorted(p.name for p in out.iterdir()) == ["candidates", "claims", "documents", "manifest.json", "rejects"]


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_one_line(articles: Path, tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs ray")
    run = start_ray(articles, tmp_path / "out", "--ray-address", "127.0.0.1:9")
    _, told = run.communicate(timeout=60)
    assert run.returncode == 1
    (line,) = told.decode().splitlines()
    assert "127.0.0.1:9: Ray cannot be reached or started" in line
    assert "check --ray-address" in line


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="finds Ray's processes under /proc")
def test_a_killed_ray_worker_costs_no_document(articles: Path, local: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    pytest.importorskip("ray", reason="needs ray")
    out = tmp_path / "out"
    run = start_ray(articles, out)
    killed: list[int] = []

    def kill_one() -> None:
        while run.poll() is None and not killed:
            for worker in workers_below(run.pid):
                try:
                    os.kill(worker, signal.SIGKILL)
                except ProcessLookupError:
                    continue
                killed.append(worker)
                return
            time.sleep(0.02)

    killer = threading.Thread(target=kill_one)
    killer.start()
    _, told = run.communicate(timeout=300)
    killer.join()
    assert killed, "no worker was seen at work"
    assert run.returncode == 0, told
    for table in ("claims", "candidates", "documents"):
        assert ordered(read(out, table)) == ordered(local[table])


@pytest.mark.slow
def test_spark_maps_the_same_function(articles: Path, local: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    script = tmp_path / "spark.py"
    script.write_text(
        """
import json, sys
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema
from extract.batch.arrow_batches import ArrowBatches

spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
function = ArrowBatches()
frame = spark.read.schema("id string, text string, publisher string, published string").json(sys.argv[1]).repartition(3)
found = frame.mapInArrow(function.each, from_arrow_schema(function.schema))
found.selectExpr("explode(claims) as claim").selectExpr("claim.*").write.json(sys.argv[2], compression="none", ignoreNullFields=False)
spark.stop()
""",
        encoding="utf-8",
    )
    source = tmp_path / "with_ids"
    source.mkdir()
    with (source / "news.jsonl").open("w", encoding="utf-8") as file:
        for path in sorted(articles.glob("news*.jsonl")):
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(path) if "id" in row)
    run = subprocess.run(
        [sys.executable, str(script), str(source), str(tmp_path / "out")], capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    found = [row for path in sorted((tmp_path / "out").glob("part-*.json")) for row in rows(path)]
    assert ordered(found) == ordered([c for c in local["claims"] if "-" in c["document_id"]])
