"""Annotated articles to train and measure on: ours, and others that lie beside the repository."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from extract import pipeline
from extract.evaluate import read_folder
from extract.evaluate.gold import GoldClaim, GoldDocument
from extract.formats import ReadOptions, read_inputs
from extract.model import RawArticle, Span
from extract.training import standoff


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its gold, read as far as linking; the spans are those of the gold claims in the raw text."""

    article: RawArticle
    gold: GoldDocument
    reading: pipeline.Reading
    claims: tuple[tuple[Span, GoldClaim], ...]
    source: str

    def undated(self) -> Annotated | None:
        """The same as nobody told its date; None where nobody did."""
        metadata = self.article.metadata
        if metadata.published is None:
            return None
        article = replace(self.article, metadata=replace(metadata, published=None))
        return Annotated(article, self.gold, pipeline.read(article), self.claims, self.source)


def _annotated(article: RawArticle, gold: GoldDocument, source: str) -> Annotated:
    spans = [(claim.span_in(article.text), claim) for claim in gold.claims]
    return Annotated(article, gold, pipeline.read(article), tuple((s, c) for s, c in spans if s is not None), source)


def load(inputs: Path, gold: Path, source: str) -> list[Annotated]:
    """Articles of an input (a folder or a file) that have gold: a folder of .gold files, or one stand-off file."""
    articles = [a for a in read_inputs([str(inputs)], ReadOptions()) if isinstance(a, RawArticle)]
    documents = standoff.read(gold, articles) if gold.is_file() else read_folder(gold)
    return [_annotated(a, documents[a.id], source) for a in articles if a.id in documents]
