"""jieba's segmentation with our words in its dictionary; deterministic and silent.

The cutting is done by rjieba, jieba's algorithm in Rust over the same dictionary; tests hold that the two agree. What rjieba does
not tell, frequencies and the flags of single words, is looked up in ``extract.text.dictionary``.
"""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from extract.data import read_words
from extract.data.configuration import per_configuration
from extract.data.late import late_re
from extract.model import Span, Token
from extract.text import dictionary, vocabulary
from extract.text.modules import alone

_LOCK = threading.RLock()
_FREQUENCY = 300  # of our words: enough to hold together against their parts, as jieba's own words of that length have
_NAMES = 60  # of organizations, thousands of which are rare: they must not move the borders of other words
_UNKNOWN = "x"
_DOUBTFUL = (_UNKNOWN, "eng")  # flags that the tokenizer gives to what it does not know
_SURROGATE = late_re("[\ud800-\udfff]")


@per_configuration()
def _loaded() -> tuple[Any, dict[str, str]]:
    """The tokenizer with our words, and those of them that jieba does not know, with their flags; others keep jieba's frequency and flag."""
    with _LOCK:
        tokenizer = alone("rjieba", "rjieba").Jieba()  # the package makes a tokenizer of its own, in as much time and memory
        added: dict[str, str] = {}
        for word, flag in vocabulary.words(dictionary.flag):
            if word not in added and not tokenizer.has_word(word):
                added[word] = flag
        for word, flag in added.items():
            tokenizer.add_word(word, _weight(flag), flag)
        return tokenizer, added


def _tokenizer() -> Any:
    return _loaded()[0]


def _weight(flag: str) -> int:
    """The frequency with which a word of ours is added."""
    return _NAMES if flag == "nt" else _FREQUENCY


def _added() -> dict[str, str]:
    return _loaded()[1]


@per_configuration()
def _total() -> int:
    return dictionary.total() + _FREQUENCY * len(_added())


def word_cost(word: str) -> float | None:
    """Negative log-probability of a word in jieba's dictionary and ours, in nats; None for no word."""
    frequency = frequency_of(word)
    return math.log(_total() / frequency) if frequency else None


@per_configuration(65536)
def flag_of(word: str) -> str:
    """The part-of-speech flag of a word: jieba's, else ours, else m for digits, eng for letters, x."""
    return dictionary.flag(word) or _added().get(word) or _flag_of_unknown(word)


def _flag_of_unknown(word: str) -> str:
    if word[0].isdigit():
        return "m"
    return "eng" if word[0].isascii() and word[0].isalpha() else _UNKNOWN


# jieba cuts each run of these characters by itself (its re_han_default), so a run can be cut without what stands around it.
_RUNS = late_re(r"[\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+|[^\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+")
_SHARE_IS = "占比较"
_SENTENCES = 2048  # pieces whose words are kept: those of the article at hand
_LONGEST_RUN = 200
_LONGEST_WORD = 4  # characters of a word on one side of a border, where it is asked whether a word lies across


def frequency_of(word: str) -> int:
    """How often a word stands in the corpus that jieba's dictionary counts; 0 for one that neither it nor we have."""
    return dictionary.frequency(word) or (_FREQUENCY if word in _added() else 0)


@per_configuration(_SENTENCES)
def words(piece: str) -> tuple[tuple[str, str], ...]:
    """The words of a piece of text with their flags: several stages ask for the same sentence."""
    if _SURROGATE.search(piece):  # lone ones have no UTF-8, which the tokenizer reads, and are no part of any word
        return tuple(pair for run in _RUNS.findall(piece) for pair in _words_of_run(run))
    found: list[tuple[str, str]] = []
    for pair in _tokenizer().tag(piece, hmm=False):
        word, flag = pair
        if flag in _DOUBTFUL or "0" <= word[-1] <= "9":
            found.extend(_parted(word, flag))
        else:
            found.append(pair)
    return tuple(_shares_parted(found) if _SHARE_IS in piece else found)


def _shares_parted(found: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Words in which 占比 that is 较低 or 较大 is one again: jieba reads 占 and 比较."""
    for i, (word, flag) in enumerate(found):
        following = found[i + 1][0] if i + 1 < len(found) else ""
        if word == "比较" and i and found[i - 1][0] == "占" and following[:1] in ("低", "高", "小", "大", "少", "多"):
            yield "较", flag
        elif word == "占" and following == "比较" and i + 2 < len(found) and found[i + 2][0][:1] in ("低", "高", "小", "大", "少", "多"):
            yield "占比", "n"
        else:
            yield word, flag


def _words_of_run(run: str) -> Iterable[tuple[str, str]]:
    return ((character, _UNKNOWN) for character in run) if _SURROGATE.search(run) else words(run)


@cache
def _indexes() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(map(re.escape, sorted(read_words('index_words'), key=len, reverse=True)))})([0-9][0-9.]*)")


def _parted(word: str, flag: str) -> tuple[tuple[str, str], ...]:
    """A word with its flag, or the two parts of one that jieba glues together: a Latin index and its figure (GDP1.63, PMI50.2)."""
    if "0" <= word[-1] <= "9" and "A" <= word[0] <= "Z" and (m := _indexes().fullmatch(word)):
        return (m[1], flag_of(m[1])), (m[2], flag_of(m[2]))
    return ((word, _flag_of_unknown(word) if flag in _DOUBTFUL else flag),)


def tokenize(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """Tokens of a text or of a part of it; spans are in ``text``. The hidden Markov model is off."""
    at, end = span or (0, len(text))
    tokens = []
    make = Token._make  # a third quicker than the class
    for word, flag in words(text[at:end]):
        start, at = at, at + len(word)
        tokens.append(make((word, (start, at), flag)))
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


def straddled(text: str, span: Span, *, at_end: bool = True) -> bool:
    """Whether words lie across the borders of a span, so that its characters stand there by chance: 中国 of 其中|国有, 次席 of 再次|席卷.

    A word may hold the span at its end (高居榜首, 走向世界); one that goes on behind it as well is another word (发展中国家). Without
    ``at_end`` a word may begin inside and go on (本地|区).
    """
    start, end = span
    if not ((start and word_across(text, start)) or (at_end and end < len(text) and word_across(text, end))):
        return False
    for token in tokens_around(text, start):
        a, b = token.span
        if a < start < b < end or (at_end and start < a < end < b) or (a < start and end < b):
            return True
    return False


def word_across(text: str, at: int) -> bool:
    """Whether any word of the dictionary lies across a border: where none does, no token can."""
    first, last = max(0, at - _LONGEST_WORD), min(len(text), at + _LONGEST_WORD)
    has_word = _tokenizer().has_word if not _SURROGATE.search(text, first, last) else frequency_of
    return any(has_word(text[i:j]) for i in range(first, at) for j in range(at + 1, last + 1))
