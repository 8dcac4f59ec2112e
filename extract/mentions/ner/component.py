"""The trained model and the rules beside it as components of spaCy pipelines: ``zh_claims_ner``, ``zh_claims_name_rules``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from extract.mentions.ner import document, name_rules
from extract.mentions.ner.labels import TYPES
from extract.mentions.ner.network import network
from extract.model import Name

RULES = "zh_claims_name_rules"


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


class NameRules:
    """The rules as a component of a spaCy pipeline: after a model that follows a style, or ``alone``."""

    def __init__(self, alone: bool = False, style: str = "news") -> None:
        self._alone = alone
        self._style = style

    def __call__(self, doc: Doc) -> Doc:
        """Sets the entities of a document."""
        known = [Name((e.start_char, e.end_char), e.text, e.label_, e.kb_id_ or None) for e in doc.ents]
        words = [t.text for t in doc]
        found = name_rules.alone(doc.text) if self._alone else name_rules.completed(doc.text, known, style=self._style)
        if self._style == "news" and not self._alone and "".join(words) == doc.text:
            found = document.settled([doc.text], [found], [words])[0]
        if found == known:
            return doc
        spans = [doc.char_span(*n.span, label=n.label, kb_id=n.kind or "", alignment_mode="expand") for n in found]
        doc.set_ents(filter_spans([s for s in spans if s is not None]))
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:  # noqa: ARG002 (spaCy's signature)
        """Sets the entities of a stream of documents."""
        yield from map(self, docs)


@Language.factory(RULES, default_config={"alone": False, "style": "news"}, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_rules(nlp: Language, name: str, alone: bool, style: str) -> NameRules:  # noqa: ARG001 (spaCy's signature)
    """The component for ``nlp.add_pipe("zh_claims_name_rules")``."""
    return NameRules(alone, style)
