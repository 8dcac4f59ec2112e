"""Distillation: teachers label text that nobody annotated; the student learns from what they think (Hinton et al., 2015)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
from torch import nn

from extract.mentions.ner.labels import best
from extract.training.ner import lac
from extract.training.ner.augment import Names, changed, kind_of
from extract.training.ner.corpus import Entity, Labelled, labelled
from extract.training.ner.fit import log_scores, names


def teach(sentences: Sequence[Labelled], teachers: Sequence[tuple[nn.Module, float]], network: lac.Network) -> None:
    """Gives sentences the mean of the teachers' probabilities, each by its share, and LAC's tags."""
    mean: list[Any] = [0.0] * len(sentences)
    for teacher, share in teachers:
        for i, row in enumerate(log_scores(teacher, sentences)):
            mean[i] = mean[i] + share * np.exp(row)
    for sentence, row in zip(sentences, mean, strict=True):
        sentence.soft = np.asarray(row, np.float16)
    tag(sentences, network)


def tag(sentences: Sequence[Labelled], network: lac.Network) -> None:
    """Gives sentences LAC's tags at both ends of each word."""
    for sentence, row in zip(sentences, lac.tags(network, ["".join(s.words) for s in sentences]), strict=True):
        sentence.tags = np.array([(row[a], row[b - 1]) for a, b in sentence.spans], np.int64).reshape(-1, 2)


def found(sentence: Labelled) -> list[Entity]:
    """The names that the teachers see, organizations with the kind that their ending tells."""
    if not sentence.words:
        return []
    path = best([np.log(sentence.soft.astype(np.float32) + 1e-6)])[0]
    return [(a, b, label, kind_of(sentence.text[a:b]) if label == "ORG" else None) for a, b, label in names(sentence, path)]


def unnamed(sentence: Labelled, style: str | None = None) -> Labelled:
    """A copy of a sentence without its annotation, for the teachers to label, in its own style or another."""
    return Labelled(sentence.text, sentence.words, sentence.spans, set(), sentence.allowed, [-1] * len(sentence.words), style or sentence.style)


def renamed(sentences: Sequence[Labelled], share: float) -> list[Labelled]:
    """Variants of taught sentences with other names, to be taught themselves; sentences without names stay out."""
    known = [(s.text, found(s)) for s in sentences]
    pool = Names(known)
    made = []
    for sentence, (text, entities) in zip(sentences, known, strict=True):
        if entities and random.random() < share:
            made.append(labelled(changed(text, entities, pool)[0], [], sentence.style))
    return made
