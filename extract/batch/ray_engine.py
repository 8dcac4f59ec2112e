"""A run on Ray: files read and articles worked on by the processes of a cluster, Parquet written.

Ray Data moves Arrow batches; ``ArrowBatches`` makes results of them. Ray does what a process did that dies once more elsewhere, so a lost
worker costs time and no document. What one machine gives besides (resuming, near-duplicates, the check that no id comes twice, one order)
needs one place that sees all documents, and is not had here.
"""

from __future__ import annotations

import json
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
from extract.formats.paths import STDIN, InputFile, Plan
from extract.formats.remote import filesystem, is_address, plan_anywhere
from extract.model import RawArticle, Reject

TABLES = ("claims", "candidates", "documents", "rejects")
_ROWS, _BYTES = 64, 1_000_000  # of articles that travel together
_BLOCK = 4_000_000  # bytes that one task works on


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
    plan = plan_anywhere(inputs, reading)
    begun = time.perf_counter()
    _connect(ray, address, options.workers)
    context = ray.data.DataContext.get_current()
    context.target_max_block_size = _BLOCK
    context.enable_progress_bars = not quiet
    settings = Settings(options.min_confidence, options.texts, options.ner, options.max_seconds, options.configuration)
    numbers = ray.data.from_items([{"entry": n} for n in range(len(plan.entries))], override_num_blocks=max(1, len(plan.entries)))
    try:
        results = (
            numbers.map_batches(_Reader(plan.entries, reading), batch_size=1, batch_format="pyarrow")
            .map_batches(_Extraction(ArrowBatches(settings)), batch_size=_ROWS, batch_format="pyarrow")
            .materialize()
        )
        summary = _summary(results, plan)
        summary.workers = int(ray.cluster_resources().get("CPU", 1))
        _write(results, inputs, output, options, summary, begun)
    except ray.exceptions.RayError as error:
        what = str(error).strip().split("\n")[-1][:200]
        raise ZhExtractError(f"the work failed on the cluster ({what})", code="ray", mend="look at Ray's logs; the outputs are as before") from error
    return summary


def _library() -> Any:
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
            ray.init(address=address, logging_level="ERROR", log_to_driver=False)
        else:
            ray.init(num_cpus=workers, include_dashboard=False, logging_level="ERROR", log_to_driver=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        where = address or "this machine"
        raise ZhExtractError(f"Ray cannot be reached or started ({error})", code="ray", where=where, mend="check --ray-address") from error


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


def _write(results: Any, inputs: Sequence[str], output: str, options: BatchOptions, summary: Summary, begun: float) -> None:
    """Writes all tables, then the manifest; into a folder of this machine under hidden names first."""
    from pyarrow import fs

    remote = is_address(output)
    system, root = filesystem(output) if remote else (fs.LocalFileSystem(), str(Path(output).absolute()))
    about: dict[str, dict[str, Any]] = {}
    targets = {table: f"{root.rstrip('/')}/{table}" for table in TABLES}
    paths = {table: target if remote else str(hidden(Path(target))) for table, target in targets.items()}
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
    except OSError as error:
        raise UsageError(f"cannot be written ({error})", where=output, mend="choose another output") from error
    finally:
        if not remote:
            for path in paths.values():
                drop(Path(path))
    summary.seconds = time.perf_counter() - begun
    written = json.dumps(manifest(inputs, options, summary, about), ensure_ascii=False, indent=2) + "\n"
    with system.open_output_stream(f"{root.rstrip('/')}/{MANIFEST}") as file:
        file.write(written.encode())


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
