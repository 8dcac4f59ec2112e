"""The teacher that starts from a pretrained transformer (BERT's architecture; Devlin et al., 2019)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from extract.mentions.ner.labels import KINDS, LABELS
from extract.training.ner.corpus import STYLES, Labelled
from extract.training.ner.networks import Scores, Types, styles
from extract.training.ner.pretrained import HEADS, TABLE, Pretrained


class Encoder(nn.Module):
    """The transformer, with a vector for each style added to its pieces."""

    def __init__(self, source: Pretrained, drop: float = 0.1) -> None:
        super().__init__()
        width = source.width

        def weights(name: str) -> Tensor:
            return torch.tensor(source.weights(name))

        def linear(*names: str) -> nn.Linear:
            bias = torch.cat([weights(f"{name}.b") for name in names])
            weight = torch.cat([weights(f"{name}.w") for name in names]).view(len(bias), -1)
            made = nn.Linear(weight.shape[1], len(bias))
            made.weight.data, made.bias.data = weight, bias
            return made

        def norm(name: str) -> nn.LayerNorm:
            made = nn.LayerNorm(width, eps=1e-12)
            made.weight.data, made.bias.data = weights(f"{name}.w"), weights(f"{name}.b")
            return made

        self.pieces = nn.Embedding.from_pretrained(weights(TABLE).view(-1, width), freeze=False)
        self.positions = nn.Embedding.from_pretrained(weights("emb.pos").view(-1, width) + weights("emb.type")[:width], freeze=False)
        self.style = nn.Embedding(len(STYLES), width)
        nn.init.zeros_(self.style.weight)
        self.norm = norm("emb.ln")
        parts = {"seen": ("q", "k", "v"), "out": ("ao",), "up": ("fi",), "down": ("fo",)}
        self.layers = nn.ModuleList(
            nn.ModuleDict({
                **{part: linear(*(f"l{i}.{name}" for name in names)) for part, names in parts.items()},
                "after": norm(f"l{i}.aln"), "last": norm(f"l{i}.oln"),
            })
            for i in range(source.layers)
        )  # fmt: skip
        self.drop = nn.Dropout(drop)
        self.dropped = drop

    def forward(self, pieces: Tensor, present: Tensor, style: Tensor) -> Tensor:
        """Hidden states of pieces, sentences × pieces × width."""
        place = torch.arange(pieces.shape[1], device=pieces.device).clamp(max=self.positions.num_embeddings - 1)
        x = self.drop(self.norm(self.pieces(pieces) + self.positions(place) + self.style(style)[:, None]))
        mask = present[:, None, None]
        count, size, width = x.shape
        for layer in self.layers:
            q, k, v = layer["seen"](x).view(count, size, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
            seen = functional.scaled_dot_product_attention(q, k, v, mask, self.dropped if self.training else 0.0)
            x = layer["after"](x + self.drop(layer["out"](seen.transpose(1, 2).reshape(count, size, width))))
            x = layer["last"](x + self.drop(layer["down"](functional.gelu(layer["up"](x)))))
        return x


class TransformerTeacher(nn.Module):
    """The transformer over pieces beside the features of words, and a GRU over words above both."""

    def __init__(
        self, source: Pretrained, rows: int = 1 << 16, width: int = 64, hidden: int = 128, drop: float = 0.3, word_drop: float = 0.15
    ) -> None:
        super().__init__()
        self._source = source
        self._row_of = {int(piece): row for row, piece in enumerate(source.kept)}
        self.encoder = Encoder(source)
        self.types = Types(rows, width, word_drop)
        self.style = nn.Embedding(len(STYLES), 16)
        read = width + 16 + 2 * source.width
        self.gru = nn.GRU(read, hidden, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(drop)
        self.labels = nn.Linear(read + 2 * hidden, len(LABELS))
        self.kinds = nn.Linear(read + 2 * hidden, len(KINDS))

    def _pieces(self, sentence: Labelled) -> tuple[Tensor, Tensor]:
        """The rows of a sentence's pieces, and the places of each word's first and last one."""
        source, row_of = self._source, self._row_of
        numbers = [source.first, source.mark]
        ends = []
        for word in sentence.words:
            start = len(numbers)
            numbers.extend(source.of(word))
            ends.append((start, len(numbers) - 1))
        return torch.tensor([row_of.get(n, row_of[source.unknown]) for n in (*numbers, source.last)]), torch.tensor(ends)

    def forward(self, sentences: Sequence[Labelled]) -> Scores:
        """The scores of some sentences."""
        device = self.labels.weight.device
        rows, ends = zip(*map(self._pieces, sentences), strict=True)
        pieces = pad_sequence(list(rows), batch_first=True).to(device)
        lengths = torch.tensor([len(r) for r in rows], device=device)
        present = torch.arange(pieces.shape[1], device=device) < lengths[:, None]
        style = styles(sentences, device)
        with torch.autocast(device.type, torch.bfloat16):
            hidden = self.encoder(pieces, present, style).float()
        at = pad_sequence(list(ends), batch_first=True).to(device)
        read = [hidden.gather(1, at[..., k : k + 1].expand(-1, -1, hidden.shape[-1])) for k in (0, 1)]
        known = pad_sequence(self.types(sentences), batch_first=True)
        x = self.drop(torch.cat([torch.relu(known), self.style(style)[:, None].expand(-1, known.shape[1], -1), *read], -1))
        sizes = torch.tensor([len(s.words) for s in sentences])
        packed = self.gru(pack_padded_sequence(x, sizes, batch_first=True, enforce_sorted=False))[0]
        x = torch.cat([x, self.drop(pad_packed_sequence(packed, batch_first=True)[0])], -1)
        return Scores(self.labels(x), self.kinds(x))
