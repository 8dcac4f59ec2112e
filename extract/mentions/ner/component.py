"""The trained model as a component of spaCy pipelines: ``zh_claims_ner``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from extract.data import path_of
from extract.mentions.ner.labels import TYPES
from extract.mentions.ner.network import Network

WEIGHTS = "ner/zh_claims_ner.npz"


@cache
def network(path: Path | None = None, style: str = "news") -> Network:
    """A network with the weights at ``path``, by default those that the package ships; one of each a process."""
    return Network(path or path_of(WEIGHTS), style)


class ZhClaimsNer:
    """Sets ``doc.ents`` of documents whose tokens are words of ``extract.mentions.ner.words``; the kind of an ORG is its ``kb_id_``."""

    def __init__(self, weights: str | None = None, style: str = "news") -> None:
        self._path = Path(weights) if weights else None
        self._style = style

    def predict(self, docs: list[Doc]) -> None:
        """Sets the entities of many documents at once, which is several times as fast as one by one."""
        found = network(self._path, self._style)([[t.text for t in doc] for doc in docs])
        for doc, entities in zip(docs, found, strict=True):
            if entities:
                doc.set_ents([Span(doc, a, b, label=TYPES[kind], kb_id=refined or "") for (a, b, kind), refined in entities])

    def __call__(self, doc: Doc) -> Doc:
        """Sets the entities of one document."""
        self.predict([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Sets the entities of a stream of documents."""
        stream = iter(docs)
        while batch := list(islice(stream, batch_size)):
            self.predict(batch)
            yield from batch


@Language.factory("zh_claims_ner", default_config={"weights": None, "style": "news"}, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make(nlp: Language, name: str, weights: str | None, style: str) -> ZhClaimsNer:  # noqa: ARG001 (spaCy's signature)
    """The component for ``nlp.add_pipe("zh_claims_ner")``."""
    return ZhClaimsNer(weights, style)
