"""The claims that an earlier run wrote, read again one by one, whatever files it wrote them to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.formats import arrow
from extract.formats.manifests import MANIFEST, outputs_in

_READ = (".jsonl", ".parquet")  # the first that a run has is read
_AT_ONCE = 500  # rows of Parquet in memory


def files_of(run: Path) -> list[Path]:
    """The files with the claims of a run, in the order of the run.

    Args:
        run: its output folder, or one file of claims.

    Raises:
        UsageError: it is no output of a run, or holds claims only in forms that are not read here.
        MissingExtraError: the claims are in Parquet, and pyarrow is not installed.
    """
    if not run.exists():
        raise UsageError("there is no such folder or file", where=str(run), mend="give the OUTDIR of an earlier zh-extract run")
    if run.is_file():
        found = [run] if run.suffix in _READ else []
        if not found:
            raise UsageError("it is no file of claims", where=str(run), mend="give the folder of a run, its claims.jsonl or its claims.parquet")
    else:
        found = _in_folder(run)
    if found[0].suffix == ".parquet":
        arrow.require(f"reading {found[0]}")
    return found


def _in_folder(folder: Path) -> list[Path]:
    names = sorted(outputs_in(folder))
    if not names:
        raise UsageError(f"it has no {MANIFEST} of zh-extract", where=str(folder), mend="give the OUTDIR of a run that came to its end")
    for suffix in _READ:
        named = [folder / name for name in names if name == f"claims{suffix}" or (name.startswith("claims/") and name.endswith(suffix))]
        missing = next((path for path in named if not path.is_file()), None)
        if missing is not None:
            raise UsageError("it is in the manifest and not there", where=str(missing), mend="give the same command to zh-extract run again")
        if named:
            return named
    raise UsageError(
        "its claims are neither in JSON lines nor in Parquet", where=str(folder),
        mend="give the same command to zh-extract run again with --format jsonl added; nothing is extracted anew",
    )  # fmt: skip


def version_of(run: Path) -> str | None:
    """The version of zh-extract that made a run, None where its manifest does not tell."""
    try:
        made = json.loads((run / MANIFEST).read_text(encoding="utf-8"))["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return made if isinstance(made, str) else None


def claims_of(run: Path) -> Iterator[dict[str, Any]]:
    """The claims of a run as objects of the contract.

    Raises:
        UsageError: as ``files_of``; or a file holds something else than claims.
    """
    for path in files_of(run):
        yield from _parquet(path) if path.suffix == ".parquet" else _json_lines(path)


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        try:
            for number, line in enumerate(file, 1):
                try:
                    claim = json.loads(line)
                except ValueError as error:
                    raise _no_claim(f"{path}:{number}") from error
                yield _checked(claim, f"{path}:{number}")
        except UnicodeDecodeError as error:
            raise _no_claim(str(path)) from error


def _parquet(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_AT_ONCE):
                for claim in batch.to_pylist():
                    yield _checked(claim, str(path))
    except (pa.ArrowException, OSError) as error:
        raise _no_claim(str(path)) from error


def _checked(claim: Any, where: str) -> dict[str, Any]:
    if not isinstance(claim, dict) or not all(isinstance(claim.get(key), str) for key in ("id", "document_id")):
        raise _no_claim(where)
    if not all(isinstance(claim.get(key), dict) for key in ("city", "metric", "value", "provenance")):
        raise _no_claim(where)
    return claim


def _no_claim(where: str) -> UsageError:
    return UsageError("it holds something that is no claim", where=where, mend="give the claims of a run as zh-extract wrote them")
