"""Annotations that stand apart from their texts: spans and fields of claims in articles that are not ours to ship.

One JSON object a line and article: ``document``, ``sha256`` of its raw text, ``claims`` (each with ``span``, the place
in the raw text, and the fields of gold as ``extract.evaluate.gold`` has them) and ``labels``. Who has the texts can
train and evaluate on them; the file quotes none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from extract.errors import UsageError
from extract.evaluate.gold import GoldClaim, GoldDocument, GoldLabel
from extract.model import RawArticle

_LISTS = ("metrics", "kinds", "units", "bounds", "statuses")


_LONGEST = 16  # characters of a name: longer wordings would quote the article


def _short(names: Sequence[str]) -> list[str]:
    """Alternatives that are names and no quotations; the shortest one where all are long, cut."""
    kept = [n for n in names if len(n) <= _LONGEST]
    return kept or [min(names, key=len)[:_LONGEST]] if names else []


def digest(text: str) -> str:
    """SHA-256 of a raw text, as the file names it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def to_row(document: GoldDocument, text: str) -> dict[str, Any]:
    """One line of the file: the gold of an article without its words.

    Raises:
        UsageError: a value does not stand in the text.
    """
    claims = []
    for claim in document.claims:
        span = claim.span_in(text)
        if span is None:
            raise UsageError(f"{claim.value_text!r} does not stand in the text", where=claim.where)
        claims.append(
            {
                "span": list(span), "places": [list(names) for names in claim.places], "numbers": [list(ends) for ends in claim.numbers],
                **{name: _short(getattr(claim, name)) for name in _LISTS},
                "dates": None if claim.dates is None else [None if d is None else list(d) for d in claim.dates],
                "attributions": None if claim.attributions is None else _short(claim.attributions),
                "optional": claim.optional,
            }
        )  # fmt: skip
    labels = [{"place": x.place, "labels": _short(x.labels), "metric": x.metric, "optional": x.optional} for x in document.labels]
    return {"document": document.id, "sha256": digest(text), "claims": claims, "labels": labels}


def _claim(row: Mapping[str, Any], text: str, where: str) -> GoldClaim:
    a, b = row["span"]
    words = text[a:b]
    occurrence, at = 0, -1
    while at < a:
        at = text.find(words, at + 1)
        occurrence += 1
    dates, sources = row["dates"], row["attributions"]
    return GoldClaim(
        where=where, value_text=words, occurrence=occurrence, places=tuple(map(tuple, row["places"])), numbers=tuple(map(tuple, row["numbers"])),
        metrics=tuple(row["metrics"]), kinds=tuple(row["kinds"]), units=tuple(row["units"]), bounds=tuple(row["bounds"]),
        statuses=tuple(row["statuses"]), dates=None if dates is None else tuple(None if d is None else (d[0], d[1]) for d in dates),
        attributions=None if sources is None else tuple(sources), optional=row["optional"],
    )  # fmt: skip


def read(path: Path, articles: Iterable[RawArticle]) -> dict[str, GoldDocument]:
    """Gold of the articles that the file annotates, by document id; an article whose text has changed is left out."""
    rows = {row["document"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    found = {}
    for article in articles:
        row = rows.get(article.id)
        if row is None or row["sha256"] != digest(article.text):
            continue
        where = f"{path}:{article.id}"
        claims = tuple(_claim(c, article.text, where) for c in row["claims"])
        labels = tuple(GoldLabel(where, x["place"], tuple(x["labels"]), x["metric"], x["optional"]) for x in row["labels"])
        found[article.id] = GoldDocument(article.id, str(path), {}, claims, labels)
    return found


def write(path: Path, documents: Iterable[tuple[GoldDocument, str]]) -> int:
    """Writes the annotations of documents with their raw texts; returns how many."""
    rows = [json.dumps(to_row(document, text), ensure_ascii=False, separators=(",", ":")) for document, text in documents]
    path.write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    return len(rows)
