"""Common nouns for bodies and firms, and whether words are the name of one."""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from extract.data import alternatives, read_lines, read_table
from extract.mentions.ner.features import organizations

_DEPARTMENT = regex.compile(r"^\p{Han}+(?:部|委|署|总局)\p{Han}{1,6}(?<!公)司$")  # 财政部会计司


@cache
def _endings() -> dict[str, str]:
    return {r["suffix"]: r["kind"] for r in read_table("names/org_suffixes.tsv")}


@cache
def _ended() -> regex.Pattern[str]:
    return regex.compile(rf"^.+(?:{alternatives([e for e in _endings() if len(e) > 1])})$")


@cache
def generic() -> regex.Pattern[str]:
    """Common nouns for bodies (公立医院, 上市公司), with a place before them or not."""
    modifiers = alternatives(read_lines("names/generic_modifiers.txt"))
    heads = [e for e, kind in _endings().items() if kind not in ("government", "court") and len(e) > 1]
    return regex.compile(rf"(?:{modifiers}){{0,3}}(?:{alternatives([*heads, *read_lines('names/generic_bodies.txt')])})")


@cache
def verbs() -> regex.Pattern[str]:
    """Verbs and the like whose object is a body."""
    return regex.compile(alternatives(read_lines("names/verbs_before_bodies.txt")))


@cache
def firms() -> regex.Pattern[str]:
    """Common nouns for firms: with nothing but a place before them they name none (云南企业), as against 南京银行 or 云南大学."""
    modifiers = alternatives(read_lines("names/generic_modifiers.txt"))
    nouns = alternatives([*read_lines("names/generic_firms.txt"), *read_lines("names/generic_trades.txt")])
    return regex.compile(rf"(?:{modifiers}){{0,3}}(?:{nouns})$")


@lru_cache(maxsize=1 << 14)
def is_organization(words: str) -> bool:
    """Whether words are a listed name or end as one."""
    return words in organizations() or _ended().match(words) is not None or _DEPARTMENT.match(words) is not None


def ends_listed(words: str) -> bool:
    """Whether words are an organization, or a listed one with something before it (国家工信部)."""
    return is_organization(words) or any(words[i:] in organizations() for i in range(1, len(words) - 2))


@cache
def nouns() -> frozenset[str]:
    """Common nouns for bodies, whatever flag jieba gives them (超市 is a verb to it)."""
    return frozenset((*_endings(), *read_lines("names/generic_firms.txt"), *read_lines("names/generic_bodies.txt")))
