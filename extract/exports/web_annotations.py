"""W3C Web Annotations (JSON-LD): each claim an annotation whose targets are its words in the article.

The Web Annotation Data Model, https://www.w3.org/TR/annotation-model/: positions count code points (section 4.2.5), the class of a
target (``styleClass``) says which part of the claim it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.analysis.summaries import facts_of, line_of
from extract.exports.chosen_run import ChosenRun, Record
from extract.exports.files import JsonArray, text_file
from extract.exports.linked_parts import PREFIXES
from extract.exports.names import Names
from extract.exports.quotations import Quotation, quotations
from extract.formats.addresses import web_address

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_SCHEMA = PREFIXES["schema"]
_AROUND = 32  # characters of the text before and behind a quotation


def write(path: Path, run: ChosenRun) -> None:
    """Writes an annotation collection with one page.

    Raises:
        UsageError: the run is a file of claims alone.
        WriteError: the file cannot be written.
    """
    names = Names(run.base)
    collection = names.of("run", run.name) + "/annotations"
    generator = {"id": names.program, "type": "Software", "name": "zh-extract", **({f"{_SCHEMA}softwareVersion": run.version} if run.version else {})}
    head = {
        "@context": CONTEXT, "id": collection, "type": "AnnotationCollection",
        "label": "zh-extract: claims", "generator": generator,
    }  # fmt: skip
    page = {"id": f"{collection}/page1", "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
    before = f'{json.dumps(head)[:-1]}, "first": {json.dumps(page)[:-1]}, "items": ['
    with text_file(path) as file:
        items = JsonArray(file, before)
        for document, claims in run.articles():
            for claim in claims:
                items.add(_annotation(claim, document, names))
        items.close(after="}}", total=items.items)


def _annotation(claim: Record, document: Record, names: Names) -> dict[str, Any]:
    return {
        "id": names.of("annotation", claim["id"]),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "zh-Hans", "value": line_of(claim)},
            {"type": "TextualBody", "purpose": "describing", "format": "application/json",
             "value": json.dumps(facts_of(claim), ensure_ascii=False, separators=(",", ":"))},
            {"id": names.of("observation", claim["id"]), "type": f"{_SCHEMA}Observation"},
        ],
        "target": [_target(quotation, claim, document, names) for quotation in _targets(claim)],
    }  # fmt: skip


def _targets(claim: Record) -> Iterator[Quotation]:
    """The parts of a claim in the text; its sentence where none of them stands there."""
    found = list(quotations(claim))
    yield from found
    evidence = claim["source"]["evidence"]
    if not found and evidence["span"] is not None:
        yield Quotation("evidence", evidence["text"], *evidence["span"])


def _target(quotation: Quotation, claim: Record, document: Record, names: Names) -> dict[str, Any]:
    target: dict[str, Any] = {"type": "SpecificResource", "source": names.of("document", document["id"]), "styleClass": quotation.part}
    address = web_address(document["url"])
    if address is not None:
        target["scope"] = address
    prefix, suffix = _around(quotation, claim, document)
    quote = {"type": "TextQuoteSelector", "exact": quotation.exact, "prefix": prefix, "suffix": suffix}
    target["selector"] = [{"type": "TextPositionSelector", "start": quotation.start, "end": quotation.end}, quote]
    return target


def _around(quotation: Quotation, claim: Record, document: Record) -> tuple[str, str]:
    """The text before and behind a quotation, out of the article or, in a run without texts, out of its sentence."""
    stretches = [(document["text"], 0)] if document["text"] is not None else []
    source = claim["source"]
    stretches += [(sentence["text"], sentence["span"][0]) for sentence in (source["evidence"], *source["evidences"]) if sentence["span"] is not None]
    for text, offset in stretches:
        start, end = quotation.start - offset, quotation.end - offset
        if start >= 0 and end <= len(text):
            return text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return "", ""
