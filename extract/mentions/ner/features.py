"""Features of a word by itself, as rows of a hashed table: its characters, form, flag, and what the lexicons know of it.

What a word is in its sentence is for the network; these features hold wherever it stands, so they are worked out once.
Hashing (Weinberger et al., 2009) needs no list of features: two that share a row are told apart by their company.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache

from extract.data import read_lines, read_table, read_words
from extract.mentions import gazetteer
from extract.mentions.ner.words import titles
from extract.text.tokens import flag_of, frequency_of

VERSION = 2  # of the features: weights are for one version
_LONG = 6
_NAME = 4  # characters of a person's name at most, surname included
_RARE = 14  # frequencies are binary orders of magnitude up to this


@cache
def _suffixes() -> dict[str, str]:
    return {r["suffix"]: r["kind"] for r in read_table("names/org_suffixes.tsv")}


@cache
def organizations() -> dict[str, str]:
    """Organizations known by name, with their kind, which is empty where they have none."""
    return {r["name"]: r["kind"] for r in read_table("names/organizations.tsv")}


@cache
def ambiguous() -> frozenset[str]:
    """Those of the organizations whose names are ordinary words too (平安, 通用)."""
    return frozenset(r["name"] for r in read_table("names/organizations.tsv") if r["use"] == "word")


@cache
def _sectors() -> frozenset[str]:
    return frozenset(read_lines("names/company_sectors.txt"))


@cache
def _sounding() -> frozenset[str]:
    return frozenset(read_lines("names/transliteration_characters.txt"))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(read_lines("names/surnames.txt"))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(read_words("say_verbs"))


def _shape(word: str) -> str:
    if word.isascii():
        if word.isdigit():
            return f"digits {min(len(word), _NAME)}"
        if word.isalpha():
            return f"{'upper' if word.isupper() else 'title' if word[0].isupper() else 'lower'} {min(len(word), 3)}"
        return "mixed" if word[0].isalnum() else "mark"
    return "han" if "\u4e00" <= word[0] <= "\u9fff" else "other"


def names_of(word: str) -> Iterator[str]:
    """The features of a word; the first is the word itself."""
    size = len(word)
    yield f"w{word}"
    yield f"S{_shape(word)}"
    yield f"f{flag_of(word)}"
    yield f"a{word[0]}"
    yield f"z{word[-1]}"
    yield f"l{min(size, _LONG)}"
    if size > 1:
        yield f"A{word[:2]}"
        yield f"Z{word[-2:]}"
    if size > 2:
        yield f"Y{word[-3:]}"
        for c in word[1:-1]:
            yield f"m{c}"
    yield f"q{min(frequency_of(word).bit_length(), _RARE)}"
    yield from _known(word, size)


def _known(word: str, size: int) -> Iterator[str]:
    """What the gazetteer and the lists of names say."""
    hit = gazetteer.surface(word)
    if hit is not None:
        yield f"g{hit.form} {hit.entries[0].level}"
    elif size > 2 and (gazetteer.surface(word[:2]) or (size > 3 and gazetteer.surface(word[:3]))):
        yield "gplace first"
    kind = organizations().get(word)
    if kind is not None:
        yield f"o{kind}{' or word' if word in ambiguous() else ''}"
    sector = next((i for i in range(size) if word[i:] in _sectors()), None)
    if sector is not None:
        yield f"sector {'inside' if sector else 'whole'}"
    ending = next((i for i in range(size) if word[i:] in _suffixes()), None)
    if ending is not None:
        yield f"s{_suffixes()[word[ending:]]} {'inside' if ending else 'whole'}"
    if word in _surnames():
        yield "surname"
    elif size <= _NAME and (word[0] in _surnames() or word[:2] in _surnames()):
        yield f"surname {size}"
    if _sounding().issuperset(word):
        yield f"sound {min(size, _NAME)}"
    if word in titles():
        yield "title"
    elif word[-2:] in titles() or word[-3:] in titles():
        yield "title behind"
    if word in _verbs():
        yield "says"


def rows(word: str, size: int) -> list[int]:
    """The rows of a word's features in a table of ``size`` rows."""
    return [zlib.crc32(name.encode("utf-8", "surrogatepass")) % size for name in names_of(word)]
