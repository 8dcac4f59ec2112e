"""Makes ``data/text/character_pairs.txt``: how likely one character is behind another, from a word list and from texts.

``python -m extract.training.character_pairs TEXTS.jsonl …`` writes the table; of the texts (objects with ``text``, one a line) only
counts are kept, and only of pairs that occur several times.

The word list tells which characters follow each other inside words, the texts what follows across words. Both estimates of the
conditional probability are mixed (linear interpolation; Jelinek and Mercer 1980), and the pairs that say the most are kept: those
for which the probability of the pair times what it saves over the lone character is largest.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import regex

from extract.text.likelihood import char_cost, folded

_KEPT = 64_000
_SEVERAL = 3
_TEXT_SHARE = 0.5
_SURE_FROM = 60  # so often must a character stand in the texts before they count in full
_UNWANTED = regex.compile(r"[\s#\d]")
_HEADER = """\
# Pairs of characters of Chinese, both scripts folded into simplified characters: the first character, a tab, and behind each digit
# the characters that follow it at that cost in nats (0: nearly always, 9: one time in 8,000). N is a digit, L a Latin letter, ^ the
# edge of a line. A pair that is not here is rare. Tells how likely a decoding is (extract/text/likelihood.py).
# Source: counted inside the words of jieba 0.42.1's dict.txt (MIT licence), and across words in 470 news articles, of which only counts
# are kept. Made anew by extract/training/character_pairs.py.
"""


def count_words(lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Characters, and pairs inside words, of a word list: word, frequency, part of speech."""
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for line in lines:
        cells = line.split()
        if len(cells) < 2 or not cells[1].isdigit():
            continue
        word, n = folded(cells[0]), int(cells[1])
        for c in word:
            singles[c] += n
        for a, b in pairwise(word):
            pairs[a + b] += n
    return singles, pairs


def count_texts(texts: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """Characters and pairs of running text, line by line."""
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in texts:
        for line in text.split("\n"):
            if not line.strip():
                continue
            chars = "^" + folded(line.strip()) + "^"
            singles.update(chars[:-1])
            pairs.update(a + b for a, b in pairwise(chars))
    return singles, Counter({pair: n for pair, n in pairs.items() if n >= _SEVERAL})


def table(words: tuple[Counter[str], Counter[str]], texts: tuple[Counter[str], Counter[str]]) -> str:
    """The file: for each first character its followers, grouped by cost."""
    (word_singles, word_pairs), (text_singles, text_pairs) = words, texts
    total = text_singles.total()
    found: list[tuple[float, str, int]] = []
    for pair in word_pairs.keys() | text_pairs.keys():
        a, b = pair[0], pair[1]
        if a == b == "^" or _UNWANTED.search(pair):
            continue
        seen = text_singles[a]
        share = _TEXT_SHARE * min(1.0, seen / _SURE_FROM) if word_singles[a] else 1.0
        p = share * text_pairs[pair] / max(1, seen) + (1 - share) * word_pairs[pair] / max(1, word_singles[a])
        if p <= 0 or (not word_singles[a] and seen < _SURE_FROM):
            continue
        cost = -math.log(p)
        saved = char_cost(b) - cost
        if cost < 9.5 and saved > 0.7:
            weight = (seen + 1) / total * p * saved
            found.append((weight, pair, min(9, round(cost))))
    found.sort(key=lambda f: (-f[0], f[1]))
    rows: dict[str, dict[int, list[str]]] = {}
    for _, pair, cost_ in found[:_KEPT]:
        rows.setdefault(pair[0], {}).setdefault(cost_, []).append(pair[1])
    lines = [a + "\t" + "".join(f"{cost}{''.join(sorted(bs))}" for cost, bs in sorted(groups.items())) for a, groups in sorted(rows.items())]
    return _HEADER + "\n".join(lines) + "\n"


def _texts(paths: Iterable[str]) -> Iterator[str]:
    for path in map(Path, paths):
        for line in path.read_text(encoding="utf-8").split("\n") if path.suffix == ".jsonl" else ():
            if line.strip():
                yield json.loads(line)["text"]
        if path.suffix == ".txt":
            yield path.read_text(encoding="utf-8")


def main(paths: list[str]) -> None:
    """Counts the word list of jieba and the texts given, and writes the table."""
    import jieba

    words = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8").split("\n")
    made = table(count_words(words), count_texts(_texts(paths)))
    Path(__file__).parent.parent.joinpath("data", "text", "character_pairs.txt").write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
