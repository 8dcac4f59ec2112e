"""The sheet of evidence: the sentence of each claim, the claim's words in it in colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.exports.quotations import PARTS, quotations
from extract.exports.workbook_cells import Cells, Column

_LONGEST = 16_000  # characters; a cell holds 32,767 UTF-16 code units


def _others(claim: Mapping[str, Any]) -> str:
    return "\n".join(sentence["text"] for sentence in claim["source"]["evidences"] if sentence["text"])[:_LONGEST]


EVIDENCE_COLUMNS = (
    Column("claim", "", lambda c: c["city"]["name"], width=16),
    Column("sentence", "", lambda c: c["source"]["evidence"]["text"], width=100),
    Column("other sentences", "", _others, width=60),
    Column("article", "", lambda c: c["document_id"], width=24),
    Column("from character", "", lambda c: (c["value"]["span"] or [None])[0], "number", 12),
    Column("address", "", lambda c: c["source"]["document"]["url"], "text", 40),
)
_SENTENCE = 1


def write_evidence(sheet: Any, row: int, claim: Mapping[str, Any], cells: Cells, *, linked: bool) -> None:
    """Writes the row of a claim.

    Args:
        linked: whether its first cell leads back to the claim.
    """
    for place, column in enumerate(EVIDENCE_COLUMNS):
        if place == 0 and linked:
            sheet.write_url(row, place, f"internal:'claims'!A{row + 1}", cells.link, column.of(claim), "the claim")
        elif place == _SENTENCE:
            _sentence(sheet, row, claim, cells)
        elif column.name == "other sentences":
            sheet.write_string(row, place, column.of(claim), cells.wrapped)
        else:
            cells.write(sheet, row, place, column, claim)


def _sentence(sheet: Any, row: int, claim: Mapping[str, Any], cells: Cells) -> None:
    pieces = _pieces(claim)
    if len(pieces) > 1:
        rich = [part for text, name in pieces for part in ((cells.parts[name], text) if name else (text,))]
        sheet.write_rich_string(row, _SENTENCE, *rich, cells.wrapped)
    elif pieces:
        sheet.write_string(row, _SENTENCE, pieces[0][0], cells.wrapped)


def _pieces(claim: Mapping[str, Any]) -> list[tuple[str, str | None]]:
    """The sentence cut where the claim's words begin and end; what lies in several of them counts to the first in ``PARTS``."""
    evidence = claim["source"]["evidence"]
    if not evidence["text"]:
        return []
    offset, length = evidence["span"][0], len(evidence["text"])
    first = 0
    marks: list[str | None] = [None] * length
    for found in sorted(quotations(claim), key=lambda q: -PARTS.index(q.part)):
        for place in range(max(0, found.start - offset), min(length, found.end - offset)):
            marks[place] = found.part
        if found.part == "value" and length > _LONGEST:
            first = max(0, min(found.start - offset - _LONGEST // 2, length - _LONGEST))
    pieces: list[tuple[str, str | None]] = []
    for place in range(first, min(length, first + _LONGEST)):
        if pieces and pieces[-1][1] == marks[place]:
            pieces[-1] = (pieces[-1][0] + evidence["text"][place], marks[place])
        else:
            pieces.append((evidence["text"][place], marks[place]))
    return pieces
