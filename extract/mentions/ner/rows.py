"""Firms by what stands beside them: others in one breath (蔚来、理想和小鹏, 甲、乙、丙等企业), the title of who leads them.

A model reads each name by itself; a row tells of what kind its members are, and its commas where each begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

import regex

from extract.data import alternatives, read_lines
from extract.mentions import gazetteer
from extract.mentions.ner.features import ambiguous, organizations
from extract.mentions.ner.joins import sectors
from extract.mentions.ner.nouns import firms, generic, is_organization
from extract.model import Name, Span
from extract.text.tokens import words as jieba_words

_JOINING = regex.compile("[、和与及]")
_LONGEST_WORD = 6
_ROW = regex.compile(r"[^\s，。；：！？,;:!?、]{1,30}+(?:、[^\s，。；：！？,;:!?、]{1,30}+)++")
_ITEM = regex.compile(r"[\p{Han}A-Za-z0-9·&]{2,12}?(?=[(（]|等|$)")
_PLAIN = regex.compile(r"[\p{Han}A-Za-z0-9·&]")
_FARTHEST, _LONGEST_FIRM = 12, 8  # characters
_SURE = 2  # members known for firms that tell of the others
_WRONG = ("PERSON", "PRODUCT", "EVENT", "WORK")  # labels with which a model mistakes a firm that it does not know
_NO_PART = ("v", "p", "d", "r", "c", "u", "m", "q", "t", "f", "y")  # flags of words that stand in no firm's short name
_COMMON = ("n", "vn", "a", "an", "b", "j", "l", "v", "d")
_LONGEST_PLACE = 6
_FIRMS = ("company", "")  # kinds of names that stand in rows of firms


@cache
def _firms() -> regex.Pattern[str]:
    """What a row of firms ends with: 等企业, 等10余家上市公司, 等民营车企."""
    modifiers = alternatives(read_lines("names/generic_modifiers.txt"))
    nouns = alternatives(read_lines("names/row_nouns.txt"))
    return regex.compile(rf"等(?:[\d一二两三四五六七八九十百多余几]{{1,4}}[大家个])?(?:{modifiers}){{0,3}}(?:\p{{Han}}{{2}})?(?:{nouns})")


def beside(text: str, found: list[Name], words: Sequence[str]) -> list[Name]:
    """Names with those that stand in a row with organizations, or before the title of who leads them."""
    if any(n.label == "PERSON" for n in found):
        found = _led(text, found)
    if not any(n.label == "ORG" for n in found) or not _JOINING.search(text):
        return found
    return _listed_beside(text, _members(text, found), words)


@cache
def _titles() -> regex.Pattern[str]:
    return regex.compile(rf"[原前]?(?:{alternatives(read_lines('names/firm_titles.txt'))})\s?")


def _led(text: str, found: list[Name]) -> list[Name]:
    """Names with the firms that stand between a mark and a title before a person's name: 荻原董事长王明."""
    persons = {n.span[0] for n in found if n.label == "PERSON"}
    for m in _titles().finditer(text):
        if m.end() not in persons:
            continue
        before = next((n for n in found if n.span[1] == m.start()), None)
        span = (before.span[0] if before is not None else _mark_before(text, m.start()), m.start())
        if before is not None and (before.label not in ("PRODUCT", "PERSON") or (before.label == "PERSON" and before.text[0] in _surnames())):
            continue
        if before is None and not _led_by(text, span, found):
            continue
        found = [n for n in found if n.span[1] <= span[0] or span[1] <= n.span[0]]
        found = sorted([*found, Name(span, text[slice(*span)], "ORG", "company")], key=lambda n: n.span)
    return found


def _mark_before(text: str, end: int) -> int:
    """Where the characters without a mark begin that end at a place, as far as a firm's name can reach."""
    start = end
    while start > max(0, end - _FARTHEST) and _PLAIN.match(text, start - 1):
        start -= 1
    return start


def _led_by(text: str, span: Span, found: Sequence[Name]) -> bool:
    if any(n.label == "PERSON" and span[0] <= n.span[0] < span[1] for n in found):
        return False
    return 2 <= span[1] - span[0] <= _LONGEST_FIRM and _can_be_firm(text, span, found)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(s[0] for s in read_lines("names/surnames.txt"))


def _members(text: str, found: list[Name]) -> list[Name]:
    """Names with the members of rows that the model missed, cut short or took for something else."""
    if "、" not in text:
        return found
    for row in _ROW.finditer(text):
        spans = list(_spans(text, row.span()))
        starts = {n.span[0]: n for n in found if n.label == "ORG" and _kind(n) in _FIRMS}
        ends = {n.span[1]: n for n in starts.values()}
        sure = [spans[0][1] in ends, *(s in {n.span for n in starts.values()} for s in spans[1:-1]), spans[-1][0] in starts]
        closed = _firms().match(text, spans[-1][1]) is not None
        if not any(sure):
            continue
        kind = next((k for n in starts.values() if row.start() <= n.span[0] < row.end() and (k := _kind(n))), "")
        for i, span in enumerate(spans):
            if not i or sure[i] or not (sum(sure) >= _SURE or closed or _is_trade(text[slice(*span)])) or not _can_be_firm(text, span, found):
                continue
            if i == len(spans) - 1 and not closed and span[1] - span[0] > _LONGEST_WORD:
                continue
            if not (sure[i - 1] or (i + 1 < len(spans) and sure[i + 1]) or closed):
                continue
            found = [n for n in found if n.span[1] <= span[0] or span[1] <= n.span[0]]
            found = sorted([*found, Name(span, text[slice(*span)], "ORG", kind or None)], key=lambda n: n.span)
            sure[i] = True
    return found


def _spans(text: str, row: Span) -> Iterator[Span]:
    """Where the members of a row stand, without brackets behind them; the first may have words before it, the last behind it."""
    at = row[0]
    for item in text[slice(*row)].split("、"):
        m = _ITEM.match(item)
        yield at, at + (m.end() if m is not None else len(item))
        at += len(item) + 1


def _is_trade(member: str) -> bool:
    return any(member[i:] in sectors() for i in range(2, len(member) - 1))


def _kind(name: Name) -> str:
    return name.kind or organizations().get(name.text, "")


def _can_be_firm(text: str, span: Span, found: Sequence[Name]) -> bool:
    """Whether a member can be a firm's short name: no place, no common noun, no part of another name."""
    member = text[slice(*span)]
    inside = [n for n in found if n.span[0] < span[1] and span[0] < n.span[1]]
    if len(inside) == 1 and inside[0].span[0] == span[0] and inside[0].label == "ORG" and text[inside[0].span[1] : span[1]] in sectors():
        return True  # 硅品精密
    if any(n.label == "ORG" or n.span[0] < span[0] or span[1] < n.span[1] or (n.span == span and n.label not in _WRONG) for n in inside):
        return False
    if member.endswith("期") or gazetteer.surface(member) or generic().fullmatch(member):
        return False
    place = next((n for n in range(min(len(member) - 1, _LONGEST_PLACE), 1, -1) if gazetteer.surface(member[:n])), 0)
    rest = member[place:]
    if len(rest) < 2 or firms().fullmatch(rest):
        return False
    cut = jieba_words(rest)
    if any(flag[0] in _NO_PART and flag != "vn" and len(word) > 1 for word, flag in cut):
        return False
    return bool(place) or is_organization(member) or not all(flag in _COMMON and len(word) > 1 for word, flag in cut)


def _listed_beside(text: str, found: list[Name], words: Sequence[str]) -> list[Name]:
    """Names with listed ones that are ordinary words too (理想) where they are named in one breath with one of their kind: 小鹏、蔚来与理想."""
    edges = list(accumulate(map(len, words), initial=0))
    taken = list(found)
    for name in taken:  # grows as names are found, so that a whole row is
        if name.label != "ORG":
            continue
        for span in _conjuncts(text, name, edges):
            word = text[slice(*span)]
            kind = organizations()[word]
            if kind == (name.kind or organizations().get(name.text)) and all(n.span[1] <= span[0] or span[1] <= n.span[0] for n in taken):
                taken.append(Name(span, word, "ORG", kind or None))
    return sorted(taken, key=lambda n: n.span)


def _conjuncts(text: str, name: Name, edges: Sequence[int]) -> Iterator[Span]:
    """Where an ambiguous listed name stands before or behind a name with a joining word between."""
    start, end = name.span
    if _JOINING.match(text, end):
        yield from [(end + 1, b) for b in edges if end + 2 < b <= end + 1 + _LONGEST_WORD and text[end + 1 : b] in ambiguous()][-1:]
    if start and _JOINING.match(text, start - 1):
        yield from [(a, start - 1) for a in edges if start - 1 - _LONGEST_WORD <= a < start - 2 and text[a : start - 1] in ambiguous()][:1]
