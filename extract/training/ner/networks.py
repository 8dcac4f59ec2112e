"""The networks in PyTorch: the student that ships, and the teachers that it learns from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from extract.mentions.ner.labels import KINDS, LABELS
from extract.training.ner.batches import Batch
from extract.training.ner.coded import Arrays
from extract.training.ner.lac import Characters
from extract.training.ner.pretrained import HEADS, unpacked

STYLES = 2


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
    """What a network says of each word, sentences × words × classes: labels and kinds."""

    labels: Tensor
    kinds: Tensor


class Types(nn.Module):
    """The sum of the feature vectors of each distinct word."""

    def __init__(self, rows: int, width: int) -> None:
        super().__init__()
        self.rows = rows
        self.table = nn.EmbeddingBag(rows, width, mode="sum", sparse=True)
        nn.init.normal_(self.table.weight, std=0.1)

    def forward(self, batch: Batch) -> Tensor:
        """A row for each distinct word."""
        summed: Tensor = self.table(batch.features % self.rows, batch.feature_starts)
        return summed


def _spread(rows: Tensor, batch: Batch) -> Tensor:
    """Rows of distinct words at the words of sentences, sentences × words × width."""
    padded = rows.new_zeros((batch.present.numel(), rows.shape[1]))
    padded[batch.places] = rows[batch.word]
    return padded.view(*batch.present.shape, -1)


class Student(nn.Module):
    """Words as sums of feature vectors, residual convolutions over the sentence, scores of labels and of kinds."""

    def __init__(self, shape: Shape, drop: float = 0.15) -> None:
        super().__init__()
        self.shape = shape
        self.types = Types(shape.rows, shape.features)
        self.project = nn.Linear(shape.features, shape.width)
        self.norm = nn.LayerNorm(shape.width)
        self.style = nn.Embedding(STYLES, shape.width)
        nn.init.zeros_(self.style.weight)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(shape.width, shape.width, w, padding=w // 2 * d, dilation=d) for w, d in zip(shape.windows, shape.dilations, strict=True)
        )
        self.norms = nn.ModuleList(nn.LayerNorm(shape.width) for _ in shape.dilations)
        self.drop = nn.Dropout(drop)
        self.labels = nn.Linear(shape.width, len(LABELS))
        self.kinds = nn.Linear(shape.width, len(KINDS))

    def forward(self, batch: Batch) -> Scores:
        """The scores of some sentences."""
        known = self.norm(torch.relu(self.project(self.types(batch))))
        present = batch.present[..., None]
        x = (self.drop(_spread(known, batch)) + self.style(batch.styles)[:, None]) * present
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            y = torch.relu(convolution(x.transpose(1, 2)).transpose(1, 2))
            x = norm(x + self.drop(y)) * present
        return Scores(self.labels(x), self.kinds(x))


class Encoder(nn.Module):
    """The pretrained transformer (BERT's architecture; Devlin et al., 2019), with a vector for each style added to its pieces."""

    def __init__(self, arrays: Arrays, drop: float = 0.1) -> None:
        super().__init__()
        self.width = len(arrays["emb.ln.w"]) // 4
        width = self.width

        def weights(name: str) -> Tensor:
            packed = arrays.get(f"packed/{name}")
            return torch.tensor(arrays[name].view(np.float32) if packed is None else unpacked(packed))

        def linear(name: str) -> nn.Linear:
            bias = weights(f"{name}.b")
            weight = weights(f"{name}.w").view(len(bias), -1)
            made = nn.Linear(weight.shape[1], len(bias))
            made.weight.data, made.bias.data = weight, bias
            return made

        def norm(name: str) -> nn.LayerNorm:
            made = nn.LayerNorm(width, eps=1e-12)
            made.weight.data, made.bias.data = weights(f"{name}.w"), weights(f"{name}.b")
            return made

        self.pieces = nn.Embedding.from_pretrained(weights("emb.word").view(-1, width), freeze=False)
        self.positions = nn.Embedding.from_pretrained(weights("emb.pos").view(-1, width) + weights("emb.type")[:width], freeze=False)
        self.style = nn.Embedding(STYLES, width)
        nn.init.zeros_(self.style.weight)
        self.norm = norm("emb.ln")
        count = sum(name.endswith(".q.b") for name in arrays)
        parts = {"q": "q", "k": "k", "v": "v", "out": "ao", "up": "fi", "down": "fo"}
        self.layers = nn.ModuleList(
            nn.ModuleDict({**{part: linear(f"l{i}.{name}") for part, name in parts.items()}, "after": norm(f"l{i}.aln"), "last": norm(f"l{i}.oln")})
            for i in range(count)
        )
        self.drop = nn.Dropout(drop)
        self.dropped = drop

    def forward(self, batch: Batch) -> Tensor:
        """Hidden states of pieces, sentences × pieces × width."""
        place = torch.arange(batch.pieces.shape[1], device=batch.pieces.device).clamp(max=self.positions.num_embeddings - 1)
        x = self.drop(self.norm(self.pieces(batch.pieces) + self.positions(place) + self.style(batch.styles)[:, None]))
        mask = batch.piece_present[:, None, None]
        count, size, width = x.shape
        for layer in self.layers:
            q, k, v = (layer[part](x).view(count, size, HEADS, -1).transpose(1, 2) for part in "qkv")
            seen = functional.scaled_dot_product_attention(q, k, v, mask, self.dropped if self.training else 0.0)
            x = layer["after"](x + self.drop(layer["out"](seen.transpose(1, 2).reshape(count, size, width))))
            x = layer["last"](x + self.drop(layer["down"](functional.gelu(layer["up"](x)))))
        return x


def _ends(hidden: Tensor, firsts: Tensor, lasts: Tensor) -> list[Tensor]:
    """The hidden states at the beginning and at the end of each word."""
    return [hidden.gather(1, at[..., None].expand(-1, -1, hidden.shape[-1])) for at in (firsts, lasts)]


class Teacher(nn.Module):
    """The transformer over pieces and LAC's network over characters, either or both, beside the features of words; a GRU over words above."""

    def __init__(
        self, transformer: Arrays | None, characters: Arrays | None, rows: int = 1 << 16, width: int = 64, hidden: int = 128, drop: float = 0.4
    ) -> None:
        super().__init__()
        self.encoder = None if transformer is None else Encoder(transformer)
        self.lac = None if characters is None else Characters(characters)
        self.types = Types(rows, width)
        self.style = nn.Embedding(STYLES, 16)
        read = width + 16 + (2 * self.encoder.width if self.encoder else 0) + (2 * self.lac.out_width if self.lac else 0)
        self.gru = nn.GRU(read, hidden, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(drop)
        self.labels = nn.Linear(2 * hidden, len(LABELS))
        self.direct = nn.Linear(read, len(LABELS))
        self.kinds = nn.Linear(2 * hidden, len(KINDS))

    def forward(self, batch: Batch) -> Scores:
        """The scores of some sentences."""
        style = self.style(batch.styles)[:, None].expand(-1, batch.present.shape[1], -1)
        parts = [_spread(torch.relu(self.types(batch)), batch), style]
        if self.encoder is not None:
            with torch.autocast("cuda", torch.bfloat16, batch.present.is_cuda):
                hidden = self.encoder(batch).float()
            parts += _ends(hidden, batch.firsts, batch.lasts)
        if self.lac is not None:
            parts += _ends(self.lac(batch.characters, batch.character_sizes), batch.heads, batch.tails)
        read = self.drop(torch.cat(parts, -1))
        packed = self.gru(pack_padded_sequence(read, batch.sizes, batch_first=True, enforce_sorted=False))[0]
        x = self.drop(pad_packed_sequence(packed, batch_first=True)[0])
        return Scores(self.labels(x) + self.direct(read), self.kinds(x))
