"""jieba, as a private tokenizer with our words in its dictionary; deterministic and silent."""

from __future__ import annotations

import logging
import math
import os
import re
import tempfile
import threading
import warnings
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extract.data import read_words
from extract.model import Span, Token
from extract.text import vocabulary

_LOCK = threading.RLock()
_ADDED: dict[str, str] = {}
_FREQUENCY = 300  # of our words: enough to hold together against their parts, as jieba's own words of that length have


def _cache_folder() -> str:
    """A folder of the user's own for jieba's compiled dictionary: never the shared temporary folder."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zh-extract"
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=root):
            return str(root)
    except OSError:
        return tempfile.mkdtemp(prefix="zh-extract-")


@cache
def _jieba() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1 warns on import (pkg_resources, escape sequences)
        import jieba
    jieba.setLogLevel(logging.ERROR)
    return jieba


@cache
def _tokenizer() -> Any:
    """The tokenizer with our words; a word that jieba knows keeps jieba's frequency and flag."""
    with _LOCK:
        tokenizer = _jieba().Tokenizer()
        tokenizer.tmp_dir = _cache_folder()
        tokenizer.initialize()
        known = _flags()
        for word, flag in vocabulary.words(lambda w: known.get(w, "")):
            if word not in known and word not in _ADDED:
                _ADDED[word] = flag
                tokenizer.add_word(word, _FREQUENCY)
        return tokenizer


@cache
def _flags() -> dict[str, str]:
    """Part-of-speech flags of jieba's own dictionary."""
    flags: dict[str, str] = {}
    with _jieba().get_dict_file() as file:
        for line in file:
            word, _, rest = line.decode("utf-8").rstrip("\n").partition(" ")
            flags[word] = rest.rpartition(" ")[2]
    return flags


def word_cost(word: str) -> float | None:
    """Negative log-probability of a word in jieba's dictionary, in nats; None for no word."""
    tokenizer = _tokenizer()
    frequency = tokenizer.FREQ.get(word)
    return math.log(tokenizer.total / frequency) if frequency else None


def flag_of(word: str) -> str:
    """The part-of-speech flag of a word: jieba's, else ours, else m for digits, eng for letters, x."""
    flag = _flags().get(word) or _ADDED.get(word)
    if flag:
        return flag
    if word[0].isdigit():
        return "m"
    return "eng" if word[0].isascii() and word[0].isalpha() else "x"


# jieba cuts each run of these characters by itself (its re_han_default), so runs can be cut and remembered one by one.
_RUNS = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+|[^\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+")
_LONGEST_RUN = 200
_LONGEST_WORD = 4  # characters of a word on one side of a border, where it is asked whether a word lies across


def words_flagged(flag: str) -> list[str]:
    """The words of jieba's dictionary that have a flag."""
    return [word for word, known in _flags().items() if known == flag]


def frequency_of(word: str) -> int:
    """How often a word stands in the corpus that jieba's dictionary counts; 0 for one that it has not."""
    return int(_tokenizer().FREQ.get(word, 0))


@lru_cache(maxsize=8192)
def words(piece: str) -> tuple[tuple[str, str], ...]:
    """The words of a run of text with their flags: several stages ask for the same sentence."""
    cut = [part for word in _tokenizer().cut(piece, HMM=False) for part in _parted(word)]
    return tuple((word, flag_of(word)) for word in cut)


@cache
def _indexes() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(map(re.escape, sorted(read_words('index_words'), key=len, reverse=True)))})([0-9][0-9.]*)")


def _parted(word: str) -> tuple[str, ...]:
    """A word, or the two parts of one that jieba glues together: a Latin index and its figure (GDP1.63, PMI50.2)."""
    if not ("0" <= word[-1] <= "9" and "A" <= word[0] <= "Z"):
        return (word,)
    m = _indexes().fullmatch(word)
    return (m[1], m[2]) if m else (word,)


def tokenize(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """Tokens of a text or of a part of it; spans are in ``text``. The hidden Markov model is off."""
    start, end = span or (0, len(text))
    tokens = []
    for run in _RUNS.finditer(text, start, end):
        at = run.start()
        for word, flag in words(run.group()):
            tokens.append(Token(word, (at, at + len(word)), flag))
            at += len(word)
    return tuple(tokens)


def tokens_around(text: str, at: int) -> tuple[Token, ...]:
    """Tokens of the run of text that holds a character: what ``tokenize`` of the whole sentence has there.

    Of a run that is longer than any sentence only the part around the character is cut.
    """
    start, first = at, max(0, at - _LONGEST_RUN)
    while start > first and _in_run(text[start - 1]):
        start -= 1
    run = _RUNS.match(text, start, start + 2 * _LONGEST_RUN)
    return tokenize(text, run.span()) if run else ()


def _in_run(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fd5" or (character.isascii() and (character.isalnum() or character in "+#&._%-"))


def word_across(text: str, at: int) -> bool:
    """Whether any word of the dictionary lies across a border: where none does, no token can."""
    known = _tokenizer().FREQ
    first, last = max(0, at - _LONGEST_WORD), min(len(text), at + _LONGEST_WORD)
    return any(known.get(text[i:j]) for i in range(first, at) for j in range(at + 1, last + 1))
