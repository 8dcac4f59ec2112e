"""The claims that an earlier run wrote, read again one by one, whatever files it wrote them to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.batch import past_tables
from extract.batch.past_readers import no_record
from extract.formats.manifests import manifest_in


def files_of(run: Path) -> list[Path]:
    """The files with the claims of a run, in the order of the run; see ``past_tables.files_of``."""
    return past_tables.files_of(run, "claims")


def version_of(run: Path) -> str | None:
    """The version of zh-extract that made a run, None where its manifest does not tell."""
    made = manifest_in(run).get("version")
    return made if isinstance(made, str) else None


def claims_of(run: Path, table: str = "claims") -> Iterator[dict[str, Any]]:
    """The claims of a run as objects of the contract, or with the table ``candidates`` the doubtful ones.

    Raises:
        UsageError: as ``files_of``; or a file holds something else than claims.
    """
    for claim in past_tables.records_of(run, table):
        if not all(isinstance(claim.get(key), str) for key in ("id", "document_id")):
            raise no_record(table, str(run))
        if not all(isinstance(claim.get(key), dict) for key in ("city", "metric", "value", "provenance")):
            raise no_record(table, str(run))
        yield claim
