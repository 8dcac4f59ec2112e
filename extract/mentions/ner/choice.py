"""Which NER stage the extractor uses: ``ours``, ``none``, the name of an installed spaCy pipeline, or a path.

Ours and the rules run without spaCy's documents, whose making costs more than the model; ``pipeline.load`` gives the same
names as a spaCy pipeline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from extract.mentions.ner import document, name_rules, schemes
from extract.mentions.ner.labels import TYPES
from extract.mentions.ner.network import Network, network
from extract.mentions.ner.words import words
from extract.model import Name

Finder = Callable[[Sequence[str]], list[list[Name]]]

OURS, NONE = "ours", "none"


@cache
def finder(choice: str = OURS) -> Finder:
    """The function that finds the names in texts (the sentences of one article), with spans in each; loaded once a process.

    Args:
        choice: ``ours``, ``none`` (rules alone), the name of an installed spaCy pipeline (zh_core_web_sm, zh_core_web_trf),
            a folder with a spaCy pipeline, or a file of weights that ``python -m extract.training.ner`` wrote.

    Raises:
        UsageError: there is no such model; the message says how to get it.
    """
    if choice == NONE:
        return lambda texts: [name_rules.alone(text) if text.strip() else [] for text in texts]
    if choice == OURS or choice.endswith(".npz"):
        return _by_network(network(None if choice == OURS else Path(choice)))
    return _by_spacy(choice)


def _by_network(model: Network) -> Finder:
    def find(texts: Sequence[str]) -> list[list[Name]]:
        pieces = [words(text) for text in texts]
        found = []
        for text, parts, entities in zip(texts, pieces, model(pieces), strict=True):
            edges = list(accumulate(map(len, parts), initial=0)) if entities else []
            names = [Name((edges[a], edges[b]), text[edges[a] : edges[b]], TYPES[label], kind) for (a, b, label), kind in entities]
            found.append(name_rules.completed(text, names, parts))
        return document.settled(texts, found, pieces)

    return find


def _by_spacy(choice: str) -> Finder:
    from extract.mentions.ner import pipeline

    nlp = pipeline.other(choice)

    def find(texts: Sequence[str]) -> list[list[Name]]:
        found = []
        for text, doc in zip(texts, nlp.pipe(texts), strict=True):
            names = [Name((e.start_char, e.end_char), e.text, label) for e in doc.ents if (label := schemes.ours(e.label_)) is not None]
            found.append(name_rules.completed(text, names))
        return found

    return find
