"""Judged claims as lessons: what the extractor's confidence was computed from, and whether the claim was right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from extract.review.claims.articles import Articles
from extract.review.claims.reasons import row_of
from extract.review.store import tables
from extract.review.store.database import Database

_RIGHT = {"accepted": True, "corrected": False, "rejected": False}


@dataclass(frozen=True, slots=True)
class Lesson:
    """A judged claim: its article, the features of its confidence, whether it was right as extracted."""

    document: str
    row: Mapping[str, float]
    right: bool


def lessons(database: Database) -> Iterator[Lesson]:
    """All judged claims whose values this version of the extractor finds too. Each article is extracted anew."""
    i = tables.items.c
    statement = select(i.document, i.record, i.state).where(i.state.in_(tuple(_RIGHT)), i.origin != "added").order_by(i.document, i.position)
    with database.read() as connection:
        rows = connection.execute(statement).all()
    articles = Articles(database)
    for document, of_document in groupby(rows, key=lambda row: row.document):
        article = articles.get(document)
        if article is None:
            continue
        for row in of_document:
            features = row_of(article, row.record)
            if features:
                yield Lesson(document, features, _RIGHT[row.state])
