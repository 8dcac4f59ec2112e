"""The formats of exports: their names, the files that they are known by, and what writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from extract.errors import UsageError
from extract.exports import doccano, label_studio, rdf, tables, web_annotations, workbook
from extract.exports.chosen_run import ChosenRun
from extract.formats.manifests import outputs_in

TABLES = ("claims", "documents")


@dataclass(frozen=True, slots=True)
class Format:
    """A format of exports.

    Attributes:
        what: in a few words.
        write: writes a file of it.
        suffixes: files that are of this format where nothing else is said.
        one_table: it holds one table, which is chosen.
        whole: it holds all tables of a run, the candidates in their own.
    """

    what: str
    write: Callable[[Path, ChosenRun], None]
    suffixes: tuple[str, ...] = ()
    one_table: bool = False
    whole: bool = False


def _file(format: str, what: str) -> Format:
    return Format(what, partial(tables.write_file, format=format, table="claims"), (f".{format}",), one_table=True)


def _database(format: str, what: str, *suffixes: str) -> Format:
    return Format(what, partial(tables.write_database, format=format), (f".{format}", *suffixes), whole=True)


FORMATS: dict[str, Format] = {
    "jsonl": _file("jsonl", "JSON lines"),
    "csv": _file("csv", "CSV for spreadsheets"),
    "parquet": _file("parquet", "Parquet"),
    "sqlite": _database("sqlite", "an SQLite database", ".db"),
    "duckdb": _database("duckdb", "a DuckDB database"),
    "xlsx": Format("an Excel workbook", workbook.write, (".xlsx",)),
    "annotations": Format("W3C Web Annotations in JSON-LD", web_annotations.write),
    "jsonld": Format("linked data in JSON-LD", rdf.write_json, (".jsonld",)),
    "turtle": Format("linked data in Turtle", rdf.write_turtle, (".ttl",)),
    "ntriples": Format("linked data in N-Triples", rdf.write_triples, (".nt",)),
    "label-studio": Format("tasks for Label Studio", label_studio.write),
    "doccano": Format("spans for doccano", partial(doccano.write, relations=False)),
    "doccano-relations": Format("entities and relations for doccano", partial(doccano.write, relations=True)),
}


def format_of(path: Path) -> str:
    """The format that a file's name tells.

    Raises:
        UsageError: it tells none.
    """
    found = next((name for name, format in FORMATS.items() if path.suffix.lower() in format.suffixes), None)
    if found is None:
        raise UsageError("the name of the file tells no format", where=str(path), mend=f"give --format: {', '.join(FORMATS)}")
    return found


def export(path: Path, run: ChosenRun, format: str, table: str = "claims") -> None:
    """Writes the claims of a run that were asked for to a file, which is there whole or not at all.

    Args:
        table: of the formats that hold one table, ``claims`` or ``documents``.

    Raises:
        UsageError: the format does not hold what is asked for, the run cannot be read, or the file is a part of it.
        WriteError: the file cannot be written.
        MissingExtraError: a library is missing.
    """
    own = {run.path, *(run.path / name for name in outputs_in(run.path))}
    if path.resolve() in {file.resolve() for file in own}:
        raise UsageError("it is a part of the run itself", where=str(path), mend="choose another file")
    chosen = FORMATS[format]
    if table != "claims" and not chosen.one_table:
        raise UsageError(f"{format} holds no single table", mend="leave --table out, or choose jsonl, csv or parquet")
    if run.candidates and chosen.whole:
        raise UsageError(f"{format} holds the candidates in a table of their own", mend="leave --candidates out")
    if chosen.one_table:
        tables.write_file(path, run, format, table)
    else:
        chosen.write(path, run)
