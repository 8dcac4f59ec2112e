"""A run on Ray: files read and articles worked on by the processes of a cluster, Parquet written.

Ray Data moves Arrow batches; ``ArrowBatches`` makes results of them. Ray does what a process did that dies once more elsewhere, so a lost
worker costs time and no document. What one machine gives besides (resuming, near-duplicates, the check that no id comes twice, one order)
needs one place that sees all documents, and is not had here.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.batch.arrow_batches import ArrowBatches, articles_batch
from extract.batch.manifest import manifest
from extract.batch.options import BatchOptions
from extract.batch.outputs.base import drop, hidden, put
from extract.batch.summary import Summary
from extract.batch.work import Settings
from extract.errors import MissingExtraError, UsageError, ZhExtractError
from extract.formats import arrow
from extract.formats.inputs import Source
from extract.formats.manifests import MANIFEST
from extract.formats.options import ReadOptions
from extract.formats.paths import STDIN, InputFile, Plan, plan
from extract.formats.remote import failures, filesystem, is_address, refused, require_bucket, shown
from extract.model import RawArticle, Reject
from extract.processes.garbage import collect_seldom

TABLES = ("claims", "candidates", "documents", "rejects")
_ROWS, _BYTES = 64, 1_000_000  # of articles that travel together
_BLOCK = 4_000_000  # bytes that one task works on
_PATIENCE = 10  # seconds that a cluster may take to answer


def run(inputs: Sequence[str], output: str, options: BatchOptions, *, address: str | None = None, quiet: bool = False) -> Summary:
    """Extracts the claims of all inputs on a Ray cluster and writes them as folders of Parquet files, with manifest.json.

    Args:
        inputs: files, folders and patterns that all machines of the cluster see, or addresses (``s3://bucket/folder``).
        output: a folder or an address.
        options: those of ``batch.run`` that say what results depend on; ``workers`` is the number of processors of a local cluster.
        address: of a cluster to join; None starts one on this machine.
        quiet: show no progress of Ray's.

    Raises:
        UsageError: an input or the output cannot be used.
        MissingExtraError: Ray is not installed.
        ZhExtractError: the cluster cannot be reached, or the work failed on it.
    """
    ray = _library()
    if STDIN in inputs:
        raise UsageError("standard input cannot be read on a cluster", where=STDIN, mend="name files, or use --engine local")
    reading = ReadOptions(options.max_bytes, options.columns)
    found = plan(inputs, reading)
    system, root = _destination(output)
    begun = time.perf_counter()
    _connect(ray, address, options.workers)
    context = ray.data.DataContext.get_current()
    context.target_max_block_size = _BLOCK
    context.enable_progress_bars = not quiet
    settings = Settings(options.min_confidence, options.texts, options.ner, options.max_seconds, options.configuration)
    numbers = ray.data.from_items([{"entry": n} for n in range(len(found.entries))], override_num_blocks=max(1, len(found.entries)))
    try:
        results = (
            numbers.map_batches(_Reader(found.entries, reading), batch_size=1, batch_format="pyarrow")
            .map_batches(_Extraction(ArrowBatches(settings)), batch_size=_ROWS, batch_format="pyarrow")
            .materialize()
        )
        summary = _summary(results, found)
        summary.workers = int(ray.cluster_resources().get("CPU", 1))
        try:
            about = _write(results, system, root, remote=is_address(output))
            summary.seconds = time.perf_counter() - begun
            _put_manifest(system, root, manifest([shown(given) for given in inputs], options, summary, about))
        except OSError as error:
            raise refused(output, error) from error
    except ray.exceptions.RayError as error:
        what = str(error).strip().split("\n")[-1][:200]
        raise ZhExtractError(f"the work failed on the cluster ({what})", code="ray", mend="look at Ray's logs; the outputs are as before") from error
    return summary


def _library() -> Any:
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "error")  # what goes wrong is told in our one line
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise MissingExtraError("ray", "ray", "--engine ray") from error
    return ray


def _connect(ray: Any, address: str | None, workers: int | None) -> None:
    if ray.is_initialized():
        return
    try:
        if address is not None:
            _look_for(address)
            ray.init(address=address, logging_level="ERROR", log_to_driver=False)
        else:
            ray.init(num_cpus=workers, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    except (OSError, ValueError, RuntimeError) as error:
        where = address or "this machine"
        mend = "check --ray-address, and that RAY_AUTH_MODE is here what it is there" if address else "see Ray's documentation"
        raise ZhExtractError(f"Ray cannot be reached or started ({error})", code="ray", where=where, mend=mend) from error


def _look_for(address: str) -> None:
    """Sees whether somebody answers at HOST:PORT; Ray itself asks for minutes, and warns of each time.

    Raises:
        OSError: nobody does.
    """
    host, _, port = address.rpartition(":")
    if host and port.isdigit() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()


class _Reader:
    """Reads the files with some numbers, and hands on their articles."""

    def __init__(self, entries: Sequence[InputFile | Reject], options: ReadOptions) -> None:
        self._entries = entries
        self._options = options

    def __call__(self, numbers: Any) -> Iterator[Any]:
        import pyarrow as pa

        for number in numbers.column("entry").to_pylist():
            held: list[RawArticle | Reject] = []
            size = 0
            for item in Source(Plan((self._entries[number],), {}), self._options):
                held.append(item)
                size += len(item.text) if isinstance(item, RawArticle) else 0
                if len(held) >= _ROWS or size >= _BYTES:
                    yield pa.Table.from_batches([articles_batch(held)])
                    held, size = [], 0
            yield pa.Table.from_batches([articles_batch(held)])


class _Extraction:
    """``ArrowBatches`` over Ray's tables."""

    def __init__(self, extraction: ArrowBatches) -> None:
        self._extraction = extraction

    def __call__(self, table: Any) -> Any:
        import pyarrow as pa

        collect_seldom()  # in a process of Ray's
        return pa.Table.from_batches(map(self._extraction, table.combine_chunks().to_batches()), schema=self._extraction.schema)


def _rows_of(table: str) -> Any:
    """A function that takes the records of one table out of results."""

    def rows(results: Any) -> Any:
        import pyarrow as pa
        import pyarrow.compute as pc

        many = table in ("claims", "candidates")
        column = pc.list_flatten(results.column(table)) if many else results.column(table.removesuffix("s")).drop_null()
        records = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        records = records.cast(arrow.struct(table))
        return pa.Table.from_arrays(records.flatten(), schema=arrow.schema(table))

    return rows


def _counted(results: Any) -> Any:
    """What the summary counts, as one row of JSON for a block."""
    import pyarrow as pa

    counts: dict[str, Counter[str]] = {name: Counter() for name in ("documents", "rejects", "claims", "places", "candidates")}
    for row in results.to_pylist():
        if row["reject"] is not None:
            counts["rejects"][row["reject"]["code"]] += 1
            continue
        counts["documents"][row["document"]["status"]] += 1
        counts["claims"].update(f"{c['value']['kind']} {c['status']}" for c in row["claims"])
        counts["places"].update(c["city"]["name"] for c in row["claims"])
        counts["candidates"]["all"] += len(row["candidates"])
    return pa.table({"counts": [json.dumps(counts)]})


def _summary(results: Any, plan: Plan) -> Summary:
    summary = Summary(skipped=dict(plan.skipped))
    for row in results.map_batches(_counted, batch_size=None, batch_format="pyarrow").iter_rows():
        counts = json.loads(row["counts"])
        summary.documents.update(counts["documents"])
        summary.rejects.update(counts["rejects"])
        summary.claims.update({(key.split(" ")[0], key.split(" ")[1]): n for key, n in counts["claims"].items()})
        summary.places.update(counts["places"])
        summary.candidates += counts["candidates"].get("all", 0)
    return summary


def _destination(output: str) -> tuple[Any, str]:
    """The filesystem and the path that are written to, made if need be, so that no work is done in vain.

    Raises:
        UsageError: it cannot be written to.
    """
    from pyarrow import fs

    remote = is_address(output)
    system, root = filesystem(output) if remote else (fs.LocalFileSystem(), str(Path(output).absolute()))
    root = root.rstrip("/")
    try:
        if remote:
            require_bucket(output, system, root)
        for folder in [f"{root}/{table}" for table in TABLES] if remote else [root]:
            system.create_dir(folder, recursive=True)
    except failures() as error:
        raise refused(output, error) from error
    return system, root


def _write(results: Any, system: Any, root: str, *, remote: bool) -> dict[str, dict[str, Any]]:
    """Writes all tables, into a folder of this machine under hidden names first; returns what the manifest says of their files."""
    from pyarrow import fs

    about: dict[str, dict[str, Any]] = {}
    targets = {table: f"{root}/{table}" for table in TABLES}
    paths = {table: target if remote else str(hidden(Path(target))) for table, target in targets.items()}
    if remote and system.get_file_info(f"{root}/{MANIFEST}").type == fs.FileType.File:
        system.delete_file(f"{root}/{MANIFEST}")  # there is none until all is written
    try:
        for table, path in paths.items():
            if remote and system.get_file_info(path).type == fs.FileType.Directory:
                system.delete_dir_contents(path)
            system.create_dir(path, recursive=True)
            results.map_batches(_rows_of(table), batch_size=None, batch_format="pyarrow").write_parquet(path, filesystem=system)
            about |= _files(system, path, table)
        if not remote:
            for table, target in targets.items():
                put(Path(paths[table]), Path(target))
    finally:
        if not remote:
            for path in paths.values():
                drop(Path(path))
    return about


def _put_manifest(system: Any, root: str, told: dict[str, Any]) -> None:
    with system.open_output_stream(f"{root}/{MANIFEST}") as file:
        file.write((json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())


def _files(system: Any, path: str, table: str) -> dict[str, dict[str, Any]]:
    """The files of a table with the number of their rows; a table without rows gets one, so that readers find its columns."""
    import pyarrow.parquet as pq
    from pyarrow import fs

    found = [f.path for f in system.get_file_info(fs.FileSelector(path)) if f.path.endswith(".parquet")]
    if not found:
        pq.write_table(arrow.schema(table).empty_table(), f"{path}/empty.parquet", filesystem=system)
        found = [f"{path}/empty.parquet"]
    rows = {f: pq.read_metadata(f, filesystem=system).num_rows for f in found}
    return {f"{table}/{f.rsplit('/', 1)[-1]}": {"lines": rows[f]} for f in sorted(found)}
