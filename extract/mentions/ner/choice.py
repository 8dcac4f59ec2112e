"""Which NER stage the extractor uses: ``ours``, ``none``, the name of an installed spaCy pipeline, or a path."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from extract.model import Name

Finder = Callable[[Sequence[str]], list[list[Name]]]

OURS, NONE = "ours", "none"


@cache
def finder(choice: str = OURS) -> Finder:
    """The function that finds the names in texts (sentences), with spans in each; loaded once a process.

    Args:
        choice: ``ours``, ``none`` (rules alone), the name of an installed spaCy pipeline (zh_core_web_sm, zh_core_web_trf),
            a folder with a spaCy pipeline, or a file of weights that ``python -m extract.training.ner`` wrote.

    Raises:
        UsageError: there is no such model; the message says how to get it.
    """
    from extract.mentions.ner import name_rules, pipeline, schemes

    own = True
    if choice == OURS:
        nlp = pipeline.load()
    elif choice == NONE:
        nlp = pipeline.rules()
    elif choice.endswith(".npz"):
        nlp = pipeline.load(Path(choice))
    else:
        nlp, own = pipeline.other(choice), False

    def find(texts: Sequence[str]) -> list[list[Name]]:
        found = []
        for text, doc in zip(texts, pipeline.read(nlp, texts), strict=True):
            names = [
                Name((e.start_char, e.end_char), e.text, label, (e.kb_id_ or None) if label == "ORG" else None)
                for e in doc.ents
                if (label := e.label_ if own else schemes.ours(e.label_))
            ]
            found.append(names if own else name_rules.completed(text, names))
        return found

    return find
