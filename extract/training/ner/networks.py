"""The networks in PyTorch: the student that ships, and the teacher that it learns from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from extract.mentions.ner import features
from extract.mentions.ner.labels import KINDS, LABELS
from extract.training.ner import lac
from extract.training.ner.corpus import STYLES, Labelled


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the student: rows and width of the feature table, width of the layers, window (odd) and dilation of each convolution."""

    rows: int = 1 << 16
    features: int = 64
    width: int = 128
    windows: tuple[int, ...] = (3, 3, 3, 3)
    dilations: tuple[int, ...] = (1, 1, 2, 1)


@dataclass(frozen=True, slots=True)
class Scores:
    """What a network says of each word, sentences × words × classes: labels, kinds, and (the student) LAC's tags at both ends."""

    labels: Tensor
    kinds: Tensor
    tags: Tensor | None = None


@lru_cache(maxsize=1 << 18)
def _rows(word: str, size: int) -> tuple[int, ...]:
    return tuple(features.rows(word, size))


class Types(nn.Module):
    """The sum of the feature vectors of each word; in training the word's own feature is left out now and then."""

    def __init__(self, rows: int, width: int, dropped: float) -> None:
        super().__init__()
        self.rows, self.dropped = rows, dropped
        self.table = nn.EmbeddingBag(rows, width, mode="sum", sparse=True)
        nn.init.normal_(self.table.weight, std=0.1)

    def forward(self, sentences: Sequence[Labelled]) -> list[Tensor]:
        """A matrix for each sentence."""
        numbers: list[int] = []
        starts: list[int] = []
        for sentence in sentences:
            for word in sentence.words:
                rows = _rows(word, self.rows)
                starts.append(len(numbers))
                numbers.extend(rows[1:] if self.training and random.random() < self.dropped else rows)
        device = self.table.weight.device
        summed = self.table(torch.tensor(numbers, device=device), torch.tensor(starts, device=device))
        return list(summed.split([len(s.words) for s in sentences]))


def _present(sentences: Sequence[Labelled], device: torch.device) -> Tensor:
    return pad_sequence([torch.ones(len(s.words)) for s in sentences], batch_first=True)[..., None].to(device)


def styles(sentences: Sequence[Labelled], device: torch.device) -> Tensor:
    """The numbers of the sentences' styles."""
    return torch.tensor([STYLES.index(s.style) for s in sentences], device=device)


class Student(nn.Module):
    """Words as sums of feature vectors, residual convolutions over the sentence, scores of labels and of kinds."""

    def __init__(self, shape: Shape, drop: float = 0.25, word_drop: float = 0.15) -> None:
        super().__init__()
        self.shape = shape
        self.types = Types(shape.rows, shape.features, word_drop)
        self.project = nn.Linear(shape.features, shape.width)
        self.norm = nn.LayerNorm(shape.width)
        self.style = nn.Embedding(len(STYLES), shape.width)
        nn.init.zeros_(self.style.weight)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(shape.width, shape.width, w, padding=w // 2 * d, dilation=d) for w, d in zip(shape.windows, shape.dilations, strict=True)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(shape.width) for _ in shape.dilations)
        self.drop = nn.Dropout(drop)
        self.labels = nn.Linear(shape.width, len(LABELS))
        self.kinds = nn.Linear(shape.width, len(KINDS))
        self.tags = nn.Linear(shape.width, 2 * lac.TAGS)  # a second task, for training only

    def forward(self, sentences: Sequence[Labelled]) -> Scores:
        """The scores of some sentences."""
        summed = torch.cat(self.types(sentences))
        known = self.norm(torch.relu(self.project(summed))).split([len(s.words) for s in sentences])
        present = _present(sentences, known[0].device)
        x = (self.drop(pad_sequence(list(known), batch_first=True)) + self.style(styles(sentences, present.device))[:, None]) * present
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            y = torch.relu(convolution(x.transpose(1, 2)).transpose(1, 2))
            x = norm(x + self.drop(y)) * present
        return Scores(self.labels(x), self.kinds(x), self.tags(x) if self.training else None)


class Teacher(nn.Module):
    """LAC's character network (fine-tuned) beside the features of words, and a GRU over words above both."""

    def __init__(self, rows: int = 1 << 16, width: int = 64, hidden: int = 96, drop: float = 0.4, word_drop: float = 0.15) -> None:
        super().__init__()
        self.lac = lac.Network()
        self.types = Types(rows, width, word_drop)
        self.style = nn.Embedding(len(STYLES), 16)
        read = 2 * (self.lac.width + lac.TAGS)
        self.gru = nn.GRU(read + width + 16, hidden, batch_first=True, bidirectional=True)
        self.drop, self.seen = nn.Dropout(drop), nn.Dropout(0.2)
        self.labels = nn.Linear(2 * hidden + 2 * lac.TAGS, len(LABELS))
        self.kinds = nn.Linear(2 * hidden, len(KINDS))

    def forward(self, sentences: Sequence[Labelled]) -> Scores:
        """The scores of some sentences."""
        hidden = self.lac(["".join(s.words) for s in sentences], self.seen)
        starts = pad_sequence([torch.tensor([a for a, _ in s.spans]) for s in sentences], batch_first=True)
        lasts = pad_sequence([torch.tensor([b - 1 for _, b in s.spans]) for s in sentences], batch_first=True)
        ends = [hidden.gather(1, at.to(hidden.device)[..., None].expand(-1, -1, hidden.shape[-1])) for at in (starts, lasts)]
        known = pad_sequence(self.types(sentences), batch_first=True)
        style = self.style(styles(sentences, hidden.device))[:, None].expand(-1, known.shape[1], -1)
        sizes = torch.tensor([len(s.words) for s in sentences])
        read = self.drop(torch.cat([*ends, torch.relu(known), style], -1))
        packed = self.gru(pack_padded_sequence(read, sizes, batch_first=True, enforce_sorted=False))[0]
        x = self.drop(pad_packed_sequence(packed, batch_first=True)[0])
        tags = [end[..., self.lac.width :] for end in ends]
        return Scores(self.labels(torch.cat([x, *tags], -1)), self.kinds(x))
