"""The NER stage: organizations with their kind, persons, works and other names, by a trained model and rules.

Which model is a choice of the caller (``extract.mentions.ner.choice``): the one that ships, another spaCy pipeline, or
rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.mentions.ner.choice import OURS, finder
from extract.model import Name, Span

# Places have a stage of their own, which knows which place a name means.
_KEPT = frozenset(["PERSON", "ORG", "FAC", "PRODUCT", "WORK", "EVENT"])


def find_names(text: str, spans: Sequence[Span], ner: str = OURS) -> list[Name]:
    """Names other than places inside parts of a text (sentences), in order; spans are in ``text``.

    Args:
        ner: the choice of the NER stage.

    Raises:
        UsageError: the model chosen is not there.
    """
    found: list[Name] = []
    for (start, _), names in zip(spans, finder(ner)([text[a:b] for a, b in spans]), strict=True):
        found += [Name((n.span[0] + start, n.span[1] + start), n.text, n.label, n.kind) for n in names if n.label in _KEPT]
    return found


__all__ = ["OURS", "find_names"]
