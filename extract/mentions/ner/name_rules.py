"""Rules for names: titles in 《》, organizations by list and by ending, persons by their title or a verb of saying.

Beside a model they add what its training data hold too little of; alone they are the NER stage ``none``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate

import regex

from extract.data import alternatives, read_lines, read_table, read_words
from extract.mentions import gazetteer
from extract.mentions.ner import rows
from extract.mentions.ner.bodies import common, titled
from extract.mentions.ner.features import ambiguous, organizations
from extract.mentions.ner.joins import extended, governed
from extract.mentions.ner.tidy import areas, named, tidied
from extract.mentions.ner.words import words as words_of
from extract.mentions.sources import kind_of
from extract.model import Name, Token
from extract.text.tokens import tokenize

_STOP_WORDS = frozenset(read_words("name_stops"))
_PUNCTUATION = regex.compile(r"[\p{P}\p{S}\s]")
_WORK = regex.compile(r"《[^《》\n]{1,60}》")
_LONGEST = 9  # tokens of an organization's name
_OTHER_USES = "任向安白于时应常全路和方高"  # surnames that stand before a title as other words too: 续任董事长, 蓝白立委
_OTHERS = ("PERSON", "WORK", "EVENT")  # with which a model mistakes a listed organization; of products and buildings it may be right
_BRANDS = ("company", "media", None)  # kinds of organizations whose names their products bear
_BUILT = regex.compile("[店厦场馆港站厂城园道桥楼院路线寺宫]$|中心$")  # firms whose names can be those of what they run
_MOST = 6  # words of a listed name


@cache
def _suffixes() -> dict[str, str]:
    return {r["suffix"]: r["kind"] for r in read_table("names/org_suffixes.tsv")}


@cache
def _person_pattern() -> regex.Pattern[str]:
    surname = alternatives(read_lines("names/surnames.txt"))
    title = alternatives(read_lines("names/titles.txt"))
    say = alternatives(list(read_words("say_verbs")))
    given = r"\p{Han}{1,2}"
    return regex.compile(
        rf"(?<=(?:{title}))\s?(?P<a>(?:{surname}){given}?)(?=(?:在|对|向|等|和|、|，|今|昨|日前|近日|主持|出席|带|率|也|还|并|曾|致辞|接受|(?:{say})|$|。|：|:))"
        rf"|(?P<b>(?:{surname}){given})(?=(?:{title})(?!级|办|席)|(?:在接受|在致辞|对记者|对中国|今天|昨天|今日|昨日|日前|近日|进一步|并|则|也|更|还)?(?:{say})(?!书|会|牌|号|量|法|明|机))"
    )


def _suffix_of(word: str) -> str | None:
    """The longest ending of an organization's name that a token bears."""
    table = _suffixes()
    return next((word[i:] for i in range(len(word)) if word[i:] in table), None)


def _suffix_entities(tokens: Sequence[Token]) -> list[tuple[int, int, str]]:
    """Organizations known by their ending, as token ranges with their kind."""
    found: list[tuple[int, int, str]] = []
    for i, token in enumerate(tokens):
        ending = _suffix_of(token.text)
        if ending is None:
            continue
        start = i
        while start > 0 and i - start < _LONGEST:
            before = tokens[start - 1]
            if before.text in _STOP_WORDS or _suffixes().get(before.text) == "company" or _PUNCTUATION.match(before.text):
                break
            if (before.flag == "m" and not before.text.isascii()) or (
                before.flag.startswith(("v", "d", "p", "r", "c", "u", "q")) and before.flag != "vn"
            ):
                break
            start -= 1
        whole = len(token.text) > len(ending) + 1
        if start == i and not whole:
            continue
        while found and found[-1][0] >= start:
            found.pop()
        found.append((start, i + 1, _suffixes()[ending]))
    return found


def _name(text: str, span: tuple[int, int], label: str, kind: str | None = None) -> Name:
    return Name(span, text[slice(*span)], label, kind)


def works(text: str) -> list[Name]:
    """Titles with their marks: 《规划》."""
    return [_name(text, m.span(), "WORK") for m in _WORK.finditer(text)]


def _spoken(text: str, title: Name) -> Name:
    """A title as a name: a newspaper's is an organization, without the marks."""
    words = text[title.span[0] + 1 : title.span[1] - 1]
    if kind_of(title) != "media" and organizations().get(words) != "media":
        return title
    return _name(text, (title.span[0] + 1, title.span[1] - 1), "ORG", "media")


def persons(text: str) -> list[Name]:
    """Persons that a title or a verb of saying stands beside."""
    return [_name(text, m.span("a" if m["a"] else "b"), "PERSON") for m in _person_pattern().finditer(text)]


@cache
def _address() -> frozenset[str]:
    return frozenset((*read_lines("names/titles.txt"), *read_lines("names/honorifics.txt")))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(s for s in read_lines("names/surnames.txt") if len(s) == 1 and s not in _OTHER_USES)


def _addressed(text: str, words: Sequence[str]) -> list[Name]:
    """Surnames by themselves before a title: 許局長."""
    surnames, titles = _surnames(), _address()
    found: list[Name] = []
    if titles.isdisjoint(words):
        return found
    for i in [i for i, word in enumerate(words) if word in surnames]:
        if i + 1 < len(words) and words[i + 1] in titles and len(words[i + 1]) > 1:
            at = sum(map(len, words[:i]))
            found.append(_name(text, (at, at + 1), "PERSON"))
    return found


def listed(text: str, words: Sequence[str] | None = None) -> list[Name]:
    """Organizations of the list and areas without a government (长三角) that are one or several words; the longest of those that overlap.

    Args:
        words: those of the text, if they are known.
    """
    words = words or words_of(text)
    known, beginning = _known()
    if beginning.isdisjoint(words):
        return []
    starts = [i for i, word in enumerate(words) if word in beginning]
    edges = list(accumulate(map(len, words), initial=0))
    found = []
    for i in starts:
        for end in edges[i + 1 : i + 1 + _MOST]:
            if (name := text[edges[i] : end]) in known:
                kind = organizations().get(name)
                if kind is None:
                    found.append(_name(text, (edges[i], end), "LOC"))
                elif not titled(text, (edges[i], end)) and not common(text, (edges[i], end)):
                    found.append(_name(text, (edges[i], end), "ORG", kind or None))
    return _apart(found)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Names of the list and of areas, and the words with which they begin."""
    names = (organizations().keys() - ambiguous()) | areas()
    parts = {name: words_of(name) for name in names}
    return frozenset(names), frozenset((*names, *(p[0] for p in parts.values() if len(p) > 1)))


def endings(text: str, tokens: Sequence[Token]) -> list[Name]:
    """Organizations by their ending."""
    return [_name(text, (tokens[a].span[0], tokens[b - 1].span[1]), "ORG", kind) for a, b, kind in _suffix_entities(tokens)]


def _apart(names: Iterable[Name]) -> list[Name]:
    """Names that do not overlap: the longest first, of two as long the earlier."""
    taken: set[int] = set()
    kept = []
    for name in sorted(names, key=lambda n: (n.span[0] - n.span[1], n.span[0])):
        if taken.isdisjoint(range(*name.span)):
            taken.update(range(*name.span))
            kept.append(name)
    return sorted(kept, key=lambda n: n.span)


def alone(text: str) -> list[Name]:
    """The names of a text by rules alone; areas are for the stage of places."""
    tokens = tokenize(text)
    organizations_listed = [n for n in listed(text) if n.label == "ORG"]
    return _apart([*organizations_listed, *endings(text, tokens), *persons(text), *works(text)])


def completed(text: str, names: Sequence[Name], words: Sequence[str] | None = None, style: str = "news") -> list[Name]:
    """A model's names, tidied, with those of the rules: titles in marks in place of what a model found in them, listed organizations, areas.

    Args:
        words: those of the text, if they are known.
        style: whose conventions the model follows; for others than ours (``news``) only what holds for all is mended.
    """
    if style != "news":
        armies = (n for n in listed(text, words) if n.text.endswith("军")) if "军" in text else ()
        return _with(list(named(text, names)), armies)
    found = tidied(text, names) if names else []
    words = words or words_of(text)
    found += [n for n in _addressed(text, words) if all(n.span[1] <= x.span[0] or x.span[1] <= n.span[0] for x in found)]
    if "《" in text:
        marked = [m.span() for m in _WORK.finditer(text)]
        found = [n for n in found if all(n.span[1] <= a or b <= n.span[0] for a, b in marked)]
        found += [_spoken(text, title) for title in works(text)]
    return rows.beside(text, governed(text, _with(found, (extended(text, n) for n in listed(text, words)))), words)


def _with(found: list[Name], known: Iterable[Name]) -> list[Name]:
    """A model's names with those of the list, which take the place of names in a part of them."""
    for name in known:
        within = [n for n in found if n.span[0] < name.span[1] and name.span[0] < n.span[1]]
        if all(_replaces(name, n) for n in within):
            found = [n for n in found if n not in within] + [name]
    return sorted(found, key=lambda n: n.span)


def _replaces(known: Name, found: Name) -> bool:
    """Whether a listed organization takes the place of a name that a model found in a part of it (贵州 in 贵州茅台), or of a wrong label."""
    if known.span == found.span:
        if found.label in ("GPE", "LOC"):
            return known.label == "ORG" and known.kind == "company" and gazetteer.surface(known.text) is None
        if found.label == "FAC":
            return known.kind == "company" and not _BUILT.search(known.text)
        return known.label == "ORG" and found.label in (_OTHERS if known.kind in _BRANDS else (*_OTHERS, "PRODUCT"))
    return known.label == "ORG" and known.span[0] <= found.span[0] and found.span[1] <= known.span[1]
