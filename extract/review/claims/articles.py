"""Articles as the desk reads them: what the extractor sees in one, kept for a while, since a reviewer asks for the same one many times."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import select

from extract import pipeline
from extract.model import THRESHOLD, Metadata, RawArticle, Sentence, Span
from extract.pipeline import Reading, Result
from extract.review.store import tables
from extract.review.store.database import Database

_KEPT = 32


@dataclass(slots=False)
class Article:
    """An article under review.

    Attributes:
        id, text: of the document; spans of claims point into ``text``.
        about: what the run tells of it besides (a record of ``documents.jsonl``).
    """

    id: str
    text: str
    about: Mapping[str, Any]
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def raw(self) -> RawArticle:
        """The article as the pipeline takes it."""
        told = {name: self.about.get(name) for name in ("title", "publisher", "author", "url")}
        return RawArticle(self.id, self.text, Metadata(**told, published=self.published), source=None)

    @property
    def published(self) -> dt.date | None:
        """The day of the article."""
        try:
            return dt.date.fromisoformat((self.about.get("published") or "")[:10])
        except ValueError:
            return None

    @cached_property
    def reading(self) -> Reading:
        """What the extractor reads: normalized text, sentences, mentions."""
        return pipeline.read(self.raw)

    @cached_property
    def result(self) -> Result:
        """What it makes of that."""
        return pipeline.conclude(self.raw, self.reading, THRESHOLD)

    @cached_property
    def sentences(self) -> tuple[tuple[Sentence, Span], ...]:
        """The sentences with their raw spans, without blanks at their edges."""
        return tuple((sentence, self.trimmed(self.reading.normalized.to_raw(sentence.span))) for sentence in self.reading.sentences)

    def trimmed(self, span: Span) -> Span:
        """A raw span without the blanks at its edges."""
        start, end = span
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def sentence_at(self, span: Span) -> Span:
        """The raw span of the sentence, or of the sentences, that a raw span lies in; where none is read, of the line."""
        touched = [raw for _, raw in self.sentences if raw[0] < span[1] and span[0] < raw[1]]
        if touched:
            return min(touched[0][0], span[0]), max(touched[-1][1], span[1])
        start = self.text.rfind("\n", 0, span[0]) + 1
        end = self.text.find("\n", span[1])
        return self.trimmed((start, len(self.text) if end < 0 else end))


class Articles:
    """The articles of a desk, the last ones asked for kept with what was read in them. Safe to share between threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrderedDict[tuple[str, str], Article] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, id: str) -> Article | None:
        """The article of an id, None where the run has none."""
        d = tables.documents.c
        with self._database.read() as connection:
            known = connection.scalar(select(d.sha256).where(d.document == id))
            if known is None:
                return None
            with self._lock:
                article = self._kept.get((id, known))
                if article is not None:
                    self._kept.move_to_end((id, known))
                    return article
            row = connection.execute(select(d.text, d.about).where(d.document == id)).one()
        article = Article(id, row.text, row.about)
        with self._lock:
            self._kept[id, known] = article
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return article
