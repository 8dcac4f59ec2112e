"""spaCy pipelines that find names: ours, one with rules alone, and others that are installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.errors import UsageError
from extract.mentions.ner import component
from extract.mentions.ner.network import network
from extract.mentions.ner.words import words

NAME = "zh_claims_ner"


class Words:
    """The tokenizer of our pipelines: jieba's words, parted where names end inside them."""

    def __init__(self, vocab: Any) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A document of the words of a text, which has no spaces between them that are not words."""
        parts = words(text)
        return Doc(self._vocab, words=parts, spaces=[False] * len(parts))

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: it has no state of its own."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> Words:
        """Itself."""
        return self

    def to_disk(self, _: Any, **__: Any) -> None:
        """Writes nothing."""

    def from_disk(self, _: Any, **__: Any) -> Words:
        """Itself."""
        return self


def _blank() -> Language:
    nlp = spacy.blank("zh")
    nlp.tokenizer = Words(nlp.vocab)
    nlp.meta["name"] = "claims_ner"
    return nlp


def load(weights: Path | None = None, style: str = "news") -> Language:
    """The pipeline ``zh_claims_ner``: the trained model, then rules for what its data hold too little of.

    Args:
        weights: another archive of weights than the one that ships.
        style: whose conventions the model follows, ``news`` or ``wikipedia``.
    """
    nlp = _blank()
    nlp.add_pipe("zh_claims_ner", config={"weights": str(weights) if weights else None, "style": style})
    network(weights, style)  # now, so that a wrong file shows at once
    nlp.add_pipe(component.RULES, config={"style": style})
    return nlp


def other(name: str) -> Language:
    """A pipeline that is installed (zh_core_web_sm) or lies in a folder; what finds no names is left out.

    Raises:
        UsageError: it is neither, or cannot be loaded.
    """
    try:
        nlp = spacy.load(name, exclude=["parser", "lemmatizer"])
    except OSError as error:
        mend = "name the folder of a spaCy pipeline or a file of weights"
        if not name.startswith((".", "/")) and name.isidentifier():
            mend = f"install it with: python -m spacy download {name}; or use --ner ours"
        raise UsageError(f"there is no NER model {name!r}", mend=mend) from error
    except (ImportError, ValueError) as error:
        raise UsageError(f"the NER model {name!r} cannot be loaded ({_one_line(error)})", mend="install what it needs, or use --ner ours") from error
    if "ner" not in nlp.pipe_names and "entity_ruler" not in nlp.pipe_names:
        raise UsageError(f"the pipeline {name!r} finds no names", mend=f"it has {', '.join(nlp.pipe_names) or 'no components'}; choose one with ner")
    return nlp


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
