"""Tasks for Label Studio with the claims as predictions, and the labelling interface that shows them.

Tasks in JSON as https://labelstud.io/guide/tasks and https://labelstud.io/guide/predictions have them. Label Studio counts positions in
text by code points, and a line end of two characters as two, as zh-extract does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from extract.exports.chosen_run import ChosenRun, Record
from extract.exports.files import JsonArray, text_file
from extract.exports.quotations import PARTS, quotations

LABELS = "part"
TEXT = "text"
_COLOURS = {"value": "#D55E00", "city": "#0072B2", "metric": "#009E73", "date": "#CC79A7", "attribution": "#E69F00"}
_META = ("title", "publisher", "author", "url", "published")


def config_path(path: Path) -> Path:
    """Where the labelling interface of a file of tasks is written: beside it."""
    return path.with_name(f"{path.name.removesuffix('.json')}.config.xml")


def write(path: Path, run: ChosenRun) -> None:
    """Writes the tasks, one for each document, and beside them the labelling interface.

    Raises:
        UsageError: the run is a file of claims alone, or was made without texts.
        WriteError: a file cannot be written.
    """
    with text_file(path) as file, text_file(config_path(path)) as config:
        config.write_line(interface())
        tasks = JsonArray(file)
        for document, claims in run.articles():
            tasks.add(_task(document, run.text_of(document), claims, run.version))
        tasks.close()


def interface() -> str:
    """The labelling interface: the parts of claims as labels, and which place, metric, date and source a value has as relations."""
    labels = "\n".join(f"    <Label value={quoteattr(part)} background={quoteattr(_COLOURS[part])}/>" for part in PARTS)
    relations = "\n".join(f"    <Relation value={quoteattr(part)}/>" for part in PARTS[1:])
    return f"""<View>
  <Style>.htx-text {{ white-space: pre-wrap; }}</Style>
  <Labels name="{LABELS}" toName="{TEXT}">
{labels}
  </Labels>
  <Relations>
{relations}
  </Relations>
  <Text name="{TEXT}" value="$text" granularity="symbol"/>
</View>"""


def _task(document: Record, text: str, claims: list[Record], version: str) -> dict[str, Any]:
    data = {"text": text, "document_id": document["id"], **{field: document[field] for field in _META if document[field] is not None}}
    task: dict[str, Any] = {"data": data}
    if claims:
        score = sum(claim["confidence"] for claim in claims) / len(claims)
        task["predictions"] = [{"model_version": f"zh-extract {version}".strip(), "score": round(score, 4), "result": _result(claims)}]
    return task


def _result(claims: list[Record]) -> list[dict[str, Any]]:
    """Regions and relations: words that several claims share are one region, whose score is that of the surest."""
    regions: dict[tuple[str, int, int], dict[str, Any]] = {}
    relations: dict[tuple[str, str, str], dict[str, Any]] = {}
    for claim in claims:
        value: dict[str, Any] | None = None
        for found in quotations(claim):
            region = regions.setdefault((found.part, found.start, found.end), {
                "id": f"{found.part}-{found.start}-{found.end}", "from_name": LABELS, "to_name": TEXT, "type": "labels", "score": 0.0,
                "value": {"start": found.start, "end": found.end, "text": found.exact, "labels": [found.part]},
            })  # fmt: skip
            region["score"] = max(region["score"], claim["confidence"])
            if found.part == "value":
                value = region
            elif value is not None:
                ends = (value["id"], region["id"], found.part)
                relations[ends] = {"type": "relation", "from_id": ends[0], "to_id": ends[1], "direction": "right", "labels": [ends[2]]}
    return [*regions.values(), *relations.values()]
