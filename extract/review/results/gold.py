"""Reviewed articles as gold for ``zh-extract eval``: audits become the measure of what the extractor does next.

Gold says all that an article holds, so only articles whose claims are all judged become gold. Claims that were rejected as repeated are
optional: neither missed nor wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, select

from extract.errors import WriteError
from extract.evaluate.gold import SUFFIX
from extract.formats.writers import AtomicFile
from extract.model import Span
from extract.review.store import tables
from extract.review.store.database import Database

ARTICLES, GOLD = "articles.jsonl", "gold"
_RIGHT = ("accepted", "corrected")
_BETWEEN = {"|": "｜", ";": "；", "\n": " ", "\r": " ", "\t": " "}  # what a field of gold cannot hold


@dataclass(frozen=True, slots=True)
class Written:
    """What became gold: articles and claims, and how many articles are not judged to their end."""

    articles: int
    claims: int
    unfinished: int


def write_gold(database: Database, folder: Path) -> Written:
    """Writes ``articles.jsonl`` and ``gold/``: ``zh-extract eval FOLDER/articles.jsonl --gold FOLDER/gold`` reads them.

    Raises:
        WriteError: the folder cannot be written to.
    """
    articles = claims = unfinished = 0
    try:
        (folder / GOLD).mkdir(parents=True, exist_ok=True)
        with database.read() as connection, AtomicFile(folder / ARTICLES) as texts:
            for id in _judged(connection):
                lines = _lines(connection, id)
                if lines is None:
                    unfinished += 1
                    continue
                name, article = quote(id, safe=" "), _article(connection, id)
                texts.write({"id": name, **article})
                with AtomicFile(folder / GOLD / f"{name}{SUFFIX}") as file:
                    for line in (_doc(article), *lines):
                        file.write_line(line)
                articles += 1
                claims += len(lines)
    except OSError as error:
        raise WriteError(f"writing failed ({error.strerror})", where=str(folder), mend="choose a folder that can be written to") from error
    return Written(articles, claims, unfinished)


def _judged(connection: Connection) -> list[str]:
    """The articles in which anything was judged."""
    i = tables.items.c
    statement = select(i.document).where(i.state.not_in(("open", "withdrawn"))).group_by(i.document).order_by(i.document)
    return list(connection.scalars(statement))


def _article(connection: Connection, id: str) -> dict[str, Any]:
    d = tables.documents.c
    row = connection.execute(select(d.text, d.about).where(d.document == id)).one()
    return {"text": row.text, **{name: row.about.get(name) for name in ("title", "publisher", "author", "url", "published")}}


def _doc(article: Mapping[str, Any]) -> str:
    told = [f"{name}={_cell(article[name])}" for name in ("published", "publisher", "title") if article[name]]
    return " | ".join(["@doc", *told])


def _lines(connection: Connection, id: str) -> list[str] | None:
    """The claims of an article as lines of gold; None where some are not judged, or cannot be written as gold."""
    i, d = tables.items.c, tables.decisions.c
    text = connection.execute(select(tables.documents.c.text).where(tables.documents.c.document == id)).scalar_one()
    repeated = set(connection.scalars(select(d.subject).where(d.document == id, d.action == "reject", d.reason == "repeated")))
    found = []
    for row in connection.execute(select(tables.items).where(i.document == id).order_by(i.position, i.id)).mappings():
        if row["state"] in _RIGHT or (row["state"] == "rejected" and row["subject"] in repeated):
            line = _line(text, row["effective"] or row["record"], optional=row["state"] == "rejected")
            if line is None:
                return None
            found.append(line)
        elif row["state"] == "disputed" or (row["state"] == "open" and row["origin"] != "candidate"):
            return None
    return found


def _line(text: str, record: Mapping[str, Any], *, optional: bool) -> str | None:
    value, date, named = record["value"], record["date"], record["source"]["attribution"]
    city, metric = record["city"], record["metric"]
    mark = "optional" if optional else "-"
    places = "+".join(_cell(member["name"]) for member in city["members"]) or _cell(city["name"])
    if value["kind"] == "category":
        return " | ".join(["@category", places, _cell(value["label"] or ""), _cell(metric["name"]), mark])
    words = value["text"]
    if words is None or words != words.strip() or " | " in words or any(c in words for c in "\n\r") or words.startswith(("#", "@")):
        return None
    number = _number(value)
    if number is None:
        return None
    period = f"{date['start']}..{date['end']}" if date and date["start"] else "-"
    names = ";".join(dict.fromkeys(_cell(name) for name in (metric["name"], metric["canonical"]) if name))
    cells = [
        words, str(_occurrence(text, words, (value["span"][0], value["span"][1]))), places, names, value["kind"], number, value["unit"] or "-",
        value["bound"], period, record["status"], _cell(named["name"]) if named else "-", mark,
    ]  # fmt: skip
    return " | ".join(cells)


def _number(value: Mapping[str, Any]) -> str | None:
    if value["bound"] == "range":
        return f"{_digits(value['low'])}~{_digits(value['high'])}"
    number = next((value[name] for name in ("number", "low", "high") if value[name] is not None), None)
    return None if number is None else _digits(number)


def _digits(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else f"{number:.12g}"


def _occurrence(text: str, words: str, span: Span) -> int:
    """Which occurrence of its words a value is, from 1."""
    count, at = 0, -1
    while at < span[0]:
        at = text.find(words, at + 1)
        count += 1
    return count


def _cell(words: str, between: Mapping[str, str] = _BETWEEN) -> str:
    return "".join(between.get(c, c) for c in words).strip() or "-"
