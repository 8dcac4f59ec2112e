"""Import files for doccano: one article a line, its spans with their labels, or entities and the relations between them.

doccano counts positions as JavaScript does, in UTF-16 code units, unless a project counts grapheme clusters: behind an emoji these are
not the positions of Python (https://github.com/doccano/doccano/issues/2290).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extract.exports.chosen_run import ChosenRun, Record
from extract.exports.files import text_file
from extract.exports.quotations import Utf16Positions, quotations

_META = ("title", "publisher", "author", "url", "published")


def write(path: Path, run: ChosenRun, *, relations: bool) -> None:
    """Writes the file.

    Args:
        relations: write entities and relations, for projects that have relations, instead of labelled spans alone.

    Raises:
        UsageError: the run is a file of claims alone, or was made without texts.
        WriteError: the file cannot be written.
    """
    with text_file(path) as file:
        for document, claims in run.articles():
            text = run.text_of(document)
            spans = _related(text, claims) if relations else {"label": _labelled(text, claims)}
            told = {field: document[field] for field in _META if document[field] is not None}
            file.write({"text": text, **spans, "document_id": document["id"], **told})


def _labelled(text: str, claims: list[Record]) -> list[tuple[int, int, str]]:
    at = Utf16Positions(text)
    return sorted({(at.of(found.start), at.of(found.end), found.part) for claim in claims for found in quotations(claim)})


def _related(text: str, claims: list[Record]) -> dict[str, list[dict[str, Any]]]:
    at = Utf16Positions(text)
    entities: dict[tuple[str, int, int], int] = {}
    relations: dict[tuple[int, int, str], int] = {}
    for claim in claims:
        value: int | None = None
        for found in quotations(claim):
            id = entities.setdefault((found.part, found.start, found.end), len(entities))
            if found.part == "value":
                value = id
            elif value is not None:
                relations.setdefault((value, id, found.part), len(relations))
    return {
        "entities": [
            {"id": id, "start_offset": at.of(start), "end_offset": at.of(end), "label": part} for (part, start, end), id in entities.items()
        ],
        "relations": [{"id": id, "from_id": start, "to_id": end, "type": part} for (start, end, part), id in relations.items()],
    }
