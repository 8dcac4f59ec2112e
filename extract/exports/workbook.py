"""A workbook for Excel, LibreOffice and WPS: claims, the sentences that show them, documents, and what the columns mean.

Rows go to the disk one by one (XlsxWriter in constant memory). Everything from an article is written as text, never as a formula. The row
of a claim and the row of its sentence have the same number, and each leads to the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.exports.chosen_run import ChosenRun
from extract.exports.files import not_written, replacing
from extract.exports.workbook_cells import CLAIM_COLUMNS, DOCUMENT_COLUMNS, LINKED, Cells, Column
from extract.exports.workbook_evidence import EVIDENCE_COLUMNS, write_evidence
from extract.extras import needed

MOST_ROWS = 1_048_576 - 1
_MOST_LINKS = 65_000  # Excel follows 65,530 in a sheet
_NO_DATE = dt.datetime(1980, 1, 1)  # the same input gives the same bytes


def require() -> Any:
    """XlsxWriter.

    Raises:
        MissingExtraError: it is not installed.
    """
    return needed("xlsxwriter", "XlsxWriter", "xlsx", "writing an Excel workbook")


def write(path: Path, run: ChosenRun) -> None:
    """Writes the workbook.

    Raises:
        UsageError: there are more claims than a sheet has rows, or the run is a file of claims alone.
        WriteError: the file cannot be written.
        MissingExtraError: XlsxWriter is not installed.
    """
    library = require()
    with replacing(path) as temporary:
        try:
            with library.Workbook(str(temporary), {"constant_memory": True, "tmpdir": str(path.parent.absolute())}) as workbook:
                workbook.set_properties({"title": "zh-extract: claims", "created": _NO_DATE})
                _fill(workbook, run)
        except library.exceptions.FileCreateError as error:
            raise not_written(path, error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error))) from error


def _fill(workbook: Any, run: ChosenRun) -> None:
    cells = Cells(workbook)
    claims, evidence, documents, about = (workbook.add_worksheet(name) for name in ("claims", "evidence", "documents", "about"))
    _head(claims, CLAIM_COLUMNS, cells, frozen=2)
    _head(evidence, EVIDENCE_COLUMNS, cells, frozen=1)
    _head(documents, DOCUMENT_COLUMNS, cells, frozen=1)
    row = 0
    for row, claim in enumerate(run.claims(), 1):
        if row > MOST_ROWS:
            raise UsageError(f"a sheet has {MOST_ROWS:,} rows, and there are more claims", mend="choose some, or another format")
        for place, column in enumerate(CLAIM_COLUMNS):
            if column.name == LINKED and row <= _MOST_LINKS:
                claims.write_url(row, place, f"internal:'evidence'!A{row + 1}", cells.link, column.of(claim) or "evidence", "the sentence")
            else:
                cells.write(claims, row, place, column, claim)
        write_evidence(evidence, row, claim, cells, linked=row <= _MOST_LINKS)
    _filter(claims, row, CLAIM_COLUMNS)
    _filter(evidence, row, EVIDENCE_COLUMNS)
    row = 0
    for row, document in enumerate(run.documents(), 1):
        for place, column in enumerate(DOCUMENT_COLUMNS):
            cells.write(documents, row, place, column, document)
    _filter(documents, row, DOCUMENT_COLUMNS)
    _about(about, run, cells)
    claims.activate()


def _head(sheet: Any, columns: Sequence[Column], cells: Cells, *, frozen: int) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.name, cells.head)
    sheet.freeze_panes(1, frozen)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS + 1}"})  # codes of places
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _filter(sheet: Any, rows: int, columns: Sequence[Column]) -> None:
    sheet.autofilter(0, 0, rows, len(columns) - 1)


def _about(sheet: Any, run: ChosenRun, cells: Cells) -> None:
    rows = [
        ("run", run.path.name), ("zh-extract", run.version), ("claims", f"{run.claims_done:,}"),
        ("chosen by", run.wanted.told() or "all"), ("candidates", "with the doubtful ones" if run.candidates else "without the doubtful ones"),
        ("links", f"the row of a claim and that of its sentence in evidence have the same number; the first {_MOST_LINKS:,} are links"),
        ("numbers", "in base units: 1.2亿元 is 120000000 CNY; 5% is 5 with the unit %"),
        ("text beginning with =", "is text: nothing of an article is ever a formula"),
    ]  # fmt: skip
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for row, (name, told) in enumerate([*rows, ("", ""), *((column.name, column.what) for column in CLAIM_COLUMNS)]):
        sheet.write_string(row, 0, name, cells.head if name else None)
        sheet.write_string(row, 1, told, cells.wrapped)
