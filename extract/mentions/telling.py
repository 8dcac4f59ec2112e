"""The words by which somebody tells something: verbs of saying and showing, and the adverbs that stand before them."""

from __future__ import annotations

from functools import cache

import regex

from extract.data import alternatives, read_words
from extract.model import Token


@cache
def verbs() -> frozenset[str]:
    """Verbs of saying and of telling figures."""
    return frozenset((*read_words("say_verbs"), *read_words("report_verbs")))


@cache
def adverbs() -> frozenset[str]:
    """What may stand between a source and its verb."""
    return frozenset(read_words("source_adverbs"))


@cache
def weak() -> frozenset[str]:
    """Verbs that also mean something else: their source opens its clause."""
    return frozenset(read_words("weak_report_verbs"))


def is_verb(token: Token) -> bool:
    """Whether a token tells: a verb of the lists, or a set phrase that ends with one (普遍认为)."""
    return token.text in verbs() or (token.flag in ("l", "i") and token.text[-2:] in verbs())


@cache
def said() -> regex.Pattern[str]:
    """Any of the verbs."""
    return regex.compile(alternatives(tuple(verbs())))
