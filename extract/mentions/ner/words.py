"""The words that the model labels: jieba's, those parted that hold more than one name or a name and what follows it."""

from __future__ import annotations

from functools import cache

from extract.data import read_lines, read_table
from extract.data.configuration import per_configuration
from extract.mentions import gazetteer
from extract.text.tokens import flag_of
from extract.text.tokens import words as jieba_words

_KNOWN_WORDS = 1 << 16  # words whose parts are remembered
_SHORTEST = 2
_LONGEST_CHAIN = 6  # characters of a chain of abbreviations
_AREAS = ("地区", "省份", "国家", "流域")  # behind a name of an area, no part of it
_BEFORE = frozenset("对来赴在驻访离入返抵援涉")


@cache
def _abbreviations() -> frozenset[str]:
    """One-character names of provinces and cities (沪, 苏), and of countries in pairs (中美)."""
    table = {r["alias"] for r in read_table("places/aliases.tsv") if r["kind"] == "abbr1"}
    return frozenset(table | {r["character"] for r in read_table("names/country_characters.tsv") if r["pairs"] == "yes"})


@cache
def _tails() -> tuple[frozenset[str], int]:
    """What follows a name inside a dictionary word (…地区, …人, …会长), and the length of the longest."""
    words = frozenset((*read_lines("names/name_tails.txt"), *(t for t in titles() if len(t) >= _SHORTEST)))
    return words, max(map(len, words))


@cache
def titles() -> frozenset[str]:
    """Titles and callings (局长, 教授)."""
    return frozenset(read_lines("names/titles.txt"))


class _Parts(dict[str, tuple[str, ...]]):
    """Parts of words, worked out when they are asked for."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        self[word] = found = parts(word)
        return found


@per_configuration()
def _remembered() -> _Parts:
    return _Parts()


def parts(word: str) -> tuple[str, ...]:
    """A word as the model takes it: whole, or parted (沪苏浙皖 by character, 长三角地区 before 地区, 协会会长 before 会长)."""
    size = len(word)
    if size < _SHORTEST or word in titles():
        return (word,)
    place = gazetteer.surface(word)
    single = place is not None and place.entries[0].level != "group"
    if not single and size <= _LONGEST_CHAIN and _chain(word):
        return tuple(word)
    if single and not word.endswith(_AREAS):
        return (word,)
    tails, longest = _tails()
    for cut in range(max(1, size - longest), size):  # the longest tail first
        head, tail = word[:cut], word[cut:]
        if tail in tails and _bears(head, tail):
            return (*parts(head), tail)
    return (word,)


def chained(name: str) -> bool:
    """Whether a name is abbreviations of places side by side (青桂, 港澳) and no place of its own."""
    if not 1 < len(name) <= _LONGEST_CHAIN or not _abbreviations().issuperset(name):
        return False
    place = gazetteer.surface(name)
    return place is None or place.entries[0].level == "group"


def _chain(word: str) -> bool:
    """Whether a word strings abbreviations of places together (沪苏浙皖, 中美), or ends with one behind a verb (来台, 对华)."""
    known = _abbreviations()
    if all(c in known for c in word):
        return flag_of(word)[0] in "jnx"
    return len(word) == _SHORTEST and word[0] in _BEFORE and word[1] in known


def _bears(head: str, tail: str) -> bool:
    """Whether what stands before a tail can be a name: a place, a body before a title (局局长), anything before 地区."""
    if tail in _AREAS:
        return len(head) >= _SHORTEST
    if gazetteer.surface(head) or _chain(head) or head in _bodies():
        return True
    return tail in titles() and len(head) > _SHORTEST


@cache
def _bodies() -> frozenset[str]:
    return frozenset(r["suffix"] for r in read_table("names/org_suffixes.tsv"))


def words(text: str) -> list[str]:
    """The words of a piece of text; together they are the text."""
    known = _remembered()
    return [part for word, _ in jieba_words(text) for part in known[word]]
