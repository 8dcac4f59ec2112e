"""zh-extract export: every format read back by what it is for, and mistakes told in one line."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from exported import ARTICLES, called, claims_of, extracted_run, texts_of

from extract.contract import json_schema
from extract.exports.quotations import Utf16Positions, quotations
from extract.formats.tables import columns


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted_run(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def exported(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("exports")

    def write(name: str, *options: str) -> Path:
        path = folder / name
        result = called("export", run, "-o", path, *options)
        assert result.exit_code == 0, result.output
        assert result.stdout == ""
        return path

    return write


# --- tables ----------------------------------------------------------------------------------------


def test_every_line_satisfies_the_schema_for_a_validator_of_another_make(run: Path, exported: Any) -> None:
    fastjsonschema = pytest.importorskip("fastjsonschema")
    for table, name in (("claims", "claim"), ("documents", "document")):
        schema = {**json_schema(name), "$schema": "http://json-schema.org/draft-07/schema#"}  # nothing in it is of a later draft
        check = fastjsonschema.compile(_older(schema))
        lines = exported(f"{table}.jsonl", "--table", table).read_text(encoding="utf-8").splitlines()
        assert lines == (run / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        for line in lines:
            check(json.loads(line))
        with pytest.raises(fastjsonschema.JsonSchemaException):
            check(json.loads(lines[0]) | {"id": 1})


def _older(schema: Any) -> Any:
    """The schema in the words of draft 7: definitions, and tuples by ``items``."""
    if isinstance(schema, list):
        return [_older(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    named = {"$defs": "definitions", "prefixItems": "items"}
    made = {named.get(name, name): _older(part) for name, part in schema.items()}
    if "$ref" in made:
        made["$ref"] = made["$ref"].replace("#/$defs/", "#/definitions/")
    return made


def test_csv_is_read_by_spreadsheets_and_has_no_formula(run: Path, exported: Any) -> None:
    path = exported("documents.csv", "--table", "documents")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == list(texts_of(run).values())
    assert rows[0]["title"] == "'" + ARTICLES[0]["title"]
    assert rows[1]["publisher"] == "'@SUM(1)"


def test_parquet_and_databases_hold_the_claims(run: Path, exported: Any) -> None:
    duckdb = pytest.importorskip("duckdb")
    claims = claims_of(run)
    ids = [claim["id"] for claim in claims]
    path = exported("claims.parquet")
    found = duckdb.sql(f"SELECT id, city.name, value.number FROM '{path}'").fetchall()
    assert found == [(claim["id"], claim["city"]["name"], claim["value"]["number"]) for claim in claims]
    with duckdb.connect(str(exported("all.duckdb")), read_only=True) as database:
        assert [row[0] for row in database.execute("SELECT id FROM claims").fetchall()] == ids
        assert database.execute("SELECT COUNT(*) FROM documents").fetchone() == (len(ARTICLES),)
    with sqlite3.connect(exported("all.db")) as database:
        assert [row[0] for row in database.execute("SELECT id FROM claims")] == ids
        assert {row[1] for row in database.execute("PRAGMA table_info(claims)")} == {column.name for column in columns("claims")}


def test_duckdb_finds_the_words_of_claims_in_their_texts(run: Path) -> None:
    """It counts by code points, as docs/querying.md says."""
    duckdb = pytest.importorskip("duckdb")
    words = "substring(d.text, c.value.span[1] + 1, c.value.span[2] - c.value.span[1])"
    joined = f"'{run}/claims.jsonl' c JOIN '{run}/documents.jsonl' d ON d.id = c.document_id"
    found = duckdb.sql(f"SELECT {words} = c.value.text, COUNT(*) FROM {joined} GROUP BY ALL").fetchall()
    assert found == [(True, len(claims_of(run)))]


def test_chosen_claims_and_their_documents_alone(exported: Any) -> None:
    some = exported("some.jsonl", "--city", "蕪湖", "--metric", "gross domestic product", "--status", "actual", "--from", "2024", "--to", "2024-12")
    found = [json.loads(line) for line in some.read_text(encoding="utf-8").splitlines()]
    assert {(claim["document_id"], claim["value"]["text"]) for claim in found} == {("b<script>", "突破5000亿元"), ("c", "5120.5亿元")}
    documents = exported("some-documents.jsonl", "--table", "documents", "--city", "蚌埠").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in documents] == ["c"]


def test_candidates_come_behind_the_claims(tmp_path: Path) -> None:
    run = extracted_run(tmp_path, min_confidence=0.9)
    claims, candidates = ((run / f"{table}.jsonl").read_text(encoding="utf-8") for table in ("claims", "candidates"))
    assert candidates
    assert called("export", run, "-o", tmp_path / "all.jsonl", "--candidates").exit_code == 0
    assert (tmp_path / "all.jsonl").read_text(encoding="utf-8") == claims + candidates


# --- the workbook ----------------------------------------------------------------------------------


def test_the_workbook_has_types_links_and_words_in_colour(run: Path, exported: Any) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    claims, path = claims_of(run), exported("claims.xlsx")
    book = openpyxl.load_workbook(path, rich_text=True)
    assert book.sheetnames == ["claims", "evidence", "documents", "about"]
    sheet, evidence = book["claims"], book["evidence"]
    head = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(head))}{len(claims) + 1}"
    assert sheet.max_row == evidence.max_row == len(claims) + 1
    for row, claim in enumerate(claims, 2):
        cells = dict(zip(head, sheet[row], strict=True))
        assert cells["number"].value == claim["value"]["number"]
        assert cells["number"].data_type == "n"
        assert cells["id"].value == claim["id"]
        assert str(cells["from"].value.date()) == claim["date"]["start"]
        assert cells["confidence"].number_format == "0.00"
        assert cells["words"].hyperlink.location == f"'evidence'!A{row}"
        assert evidence.cell(row, 1).hyperlink.location == f"'claims'!A{row}"
        sentence = evidence.cell(row, 2).value
        assert str(sentence) == claim["source"]["evidence"]["text"]
        coloured = [block.text for block in sentence if not isinstance(block, str)]
        assert claim["value"]["text"] in coloured
    title = book["documents"].cell(2, 2)
    assert (title.value, title.data_type) == (ARTICLES[0]["title"], "s")
    assert book["documents"].cell(2, 6).hyperlink.target == ARTICLES[0]["url"]
    assert book["documents"].cell(3, 6).hyperlink is None  # javascript: is no address
    kinds = {cell.data_type for other in book for row in other.iter_rows() for cell in row}
    assert "f" not in kinds


def test_the_workbook_is_the_same_each_time(exported: Any) -> None:
    pytest.importorskip("xlsxwriter")
    assert exported("one.xlsx").read_bytes() == exported("two.xlsx").read_bytes()


# --- labelling tools -------------------------------------------------------------------------------


def test_label_studio_positions_are_code_points(run: Path, exported: Any) -> None:
    tasks = json.loads(exported("tasks.json", "--format", "label-studio").read_text(encoding="utf-8"))
    assert [task["data"]["text"] for task in tasks] == list(texts_of(run).values())
    regions = 0
    for task in tasks:
        for prediction in task.get("predictions", []):
            found = {item["id"]: item["value"] for item in prediction["result"] if item["type"] == "labels"}
            for value in found.values():
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
            regions += len(found)
            for item in prediction["result"]:
                if item["type"] == "relation":
                    assert found[item["from_id"]]["labels"] == ["value"]
                    assert found[item["to_id"]]["labels"] == item["labels"]
    expected = {(claim["document_id"], q.part, q.start, q.end) for claim in claims_of(run) for q in quotations(claim)}
    assert regions == len(expected)
    assert "predictions" not in tasks[-1]


def test_label_studio_itself_accepts_tasks_and_interface(exported: Any) -> None:
    sdk = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is not installed")
    path = exported("tasks.json", "--format", "label-studio")
    interface = sdk.LabelInterface((path.parent / "tasks.config.xml").read_text(encoding="utf-8"))
    interface.validate()
    for task in json.loads(path.read_text(encoding="utf-8")):
        assert interface.validate_task({"data": task["data"]})
        for prediction in task.get("predictions", []):
            assert interface.validate_prediction(prediction, return_errors=True) == []


def test_the_interface_of_label_studio_names_what_the_tasks_use(exported: Any) -> None:
    from xml.etree import ElementTree

    path = exported("tasks.json", "--format", "label-studio")
    view = ElementTree.parse(path.parent / "tasks.config.xml").getroot()
    labels = {label.get("value") for label in view.iter("Label")}
    named = {tag.get("name") for tag in view.iter() if tag.get("name")}
    used = [item for task in json.loads(path.read_text(encoding="utf-8")) for p in task.get("predictions", []) for item in p["result"]]
    regions = [item for item in used if item["type"] == "labels"]
    assert {label for item in regions for label in item["value"]["labels"]} <= labels
    assert {name for item in regions for name in (item["from_name"], item["to_name"])} <= named
    assert {label for item in used if item["type"] == "relation" for label in item["labels"]} <= {r.get("value") for r in view.iter("Relation")}


def in_javascript(text: str, start: int, end: int) -> str:
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_doccano_positions_are_those_of_javascript(run: Path, exported: Any) -> None:
    """doccano's loader takes ``text`` and ``label`` of each line: start, end, name (data_import/pipeline/labels.py, SpanLabel.parse)."""
    lines = exported("spans.jsonl", "--format", "doccano").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["text"] for row in rows] == list(texts_of(run).values())
    for row in rows:
        of_document = [claim for claim in claims_of(run) if claim["document_id"] == row["document_id"]]
        quoted = {(q.exact, q.part) for claim in of_document for q in quotations(claim)}
        assert {(in_javascript(row["text"], start, end), label) for start, end, label in row["label"]} == quoted
    first = rows[0]
    assert any(first["text"][start:end] != in_javascript(first["text"], start, end) for start, end, _ in first["label"])  # emoji stand before


def test_doccano_relations_lead_from_values(exported: Any) -> None:
    for line in exported("relations.jsonl", "--format", "doccano-relations").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        entities = {entity["id"]: entity for entity in row["entities"]}
        assert len(entities) == len(row["entities"])
        for relation in row["relations"]:
            assert entities[relation["from_id"]]["label"] == "value"
            assert entities[relation["to_id"]]["label"] == relation["type"]
        for entity in entities.values():
            assert in_javascript(row["text"], entity["start_offset"], entity["end_offset"])


def test_positions_in_code_units() -> None:
    text = "a😀b🎉c"
    at = Utf16Positions(text)
    assert [at.of(n) for n in range(len(text) + 1)] == [len(text[:n].encode("utf-16-le")) // 2 for n in range(len(text) + 1)]


# --- mistakes --------------------------------------------------------------------------------------


def mistakes() -> Iterator[Any]:
    yield ["-o", "x.foo"], "the name of the file tells no format"
    yield ["-o", "x.csv", "--from", "2020-13"], "is no day of the calendar"
    yield ["-o", "x.csv", "--from", "last year"], "write it as 2024, 2024-05 or 2024-05-01"
    yield ["-o", "x.csv", "--from", "2024", "--to", "2020"], "--to lies before --from"
    yield ["-o", "x.xlsx", "--table", "documents"], "xlsx holds no single table"
    yield ["-o", "x.db", "--candidates"], "in a table of their own"
    yield ["-o", "x.ttl", "--base", "my claims"], "no beginning of an IRI"
    for name in ("x.csv", "x.xlsx", "x.db", "x.ttl", "x.parquet", "x.duckdb", "x.jsonld"):
        yield ["-o", f"no/such/{name}"], "cannot be written"


@pytest.mark.parametrize(("options", "words"), list(mistakes()))
def test_mistakes_are_told_in_one_line_and_leave_nothing(run: Path, tmp_path: Path, options: list[str], words: str) -> None:
    pytest.importorskip("duckdb")
    pytest.importorskip("xlsxwriter")
    options[1] = str(tmp_path / options[1])
    result = called("export", run, *options)
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.strip().split("\n")
    assert words in line
    assert list(tmp_path.iterdir()) == []


def test_a_run_is_not_written_over(run: Path) -> None:
    before = (run / "claims.jsonl").read_bytes()
    for source in (run, run / "claims.jsonl"):
        result = called("export", source, "-o", run / "claims.jsonl", "--city", "蚌埠")
        assert (result.exit_code, "a part of the run itself" in result.stderr) == (2, True)
    assert (run / "claims.jsonl").read_bytes() == before


def test_a_run_without_texts_and_a_file_of_claims(run: Path, tmp_path: Path) -> None:
    bare = extracted_run(tmp_path, texts=False)
    for format in ("label-studio", "doccano"):
        result = called("export", bare, "-o", tmp_path / "x", "--format", format)
        assert (result.exit_code, "without --no-texts" in result.stderr) == (2, True)
    assert called("export", bare, "-o", tmp_path / "x", "--format", "annotations").exit_code == 0
    result = called("export", run / "claims.jsonl", "-o", tmp_path / "y", "--format", "annotations")
    assert (result.exit_code, "has not all tables" in result.stderr) == (2, True)
    assert called("export", run / "claims.jsonl", "-o", tmp_path / "y.csv").exit_code == 0


def test_nothing_found_is_said(run: Path, tmp_path: Path) -> None:
    result = called("export", run, "-o", tmp_path / "x.csv", "--city", "杭洲")
    assert result.exit_code == 0
    assert "0 claims" in result.stderr
    assert "the gazetteer knows no 杭洲" in result.stderr


def test_a_missing_library_is_named(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = called("export", run, "-o", tmp_path / "x.xlsx")
    assert result.exit_code == 2
    assert 'pip install "zh-extract[xlsx]"' in result.stderr


def test_exports_are_of_any_output_format(tmp_path: Path, run: Path) -> None:
    flat = extracted_run(tmp_path, formats=("csv",))
    assert called("export", flat, "-o", tmp_path / "x.jsonl").exit_code == 0
    assert (tmp_path / "x.jsonl").read_text(encoding="utf-8") == (run / "claims.jsonl").read_text(encoding="utf-8")
    assert list(chain(tmp_path.glob(".*.tmp"))) == []
