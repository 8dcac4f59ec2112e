"""Names across an article: what a name is called for short, and what was found once, is a name wherever it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import regex

from extract.mentions import gazetteer
from extract.mentions.ner.bodies import titled
from extract.mentions.ner.features import ambiguous
from extract.mentions.ner.nouns import is_organization
from extract.model import Name, Span
from extract.text.tokens import frequency_of
from extract.text.tokens import words as jieba_words

# What a bracket behind a name says that it is called: （以下简称“新昌”）, （AIT）.
_CALLED = regex.compile(
    r"\s?[(（](?:(?:以下|下文|下|又|后)?(?:简称|称|又名)(?:为|是|：|:)?\s?[“”\"「『]?(?P<short>[^\s,，;；、()（）“”\"「」『』]{2,10})[”“\"」』]?"
    r"|(?P<letters>[A-Z][A-Za-z&-]{1,9}))[)）]"
)
_FIRM = regex.compile("(?:[（(][^）)]{1,6}[)）])?(?:(?:股份|控股|集团|有限|责任){0,4}公司|集团)$")
_COMMON = ("n", "v", "vn", "a", "an", "b", "d", "j", "l", "m", "q", "t", "s", "f")  # flags of words that name nobody
_LONGEST_PLACE = 8
_CLEARLY = 2  # times as often as all other labels of the same characters together
_OFTEN = 2  # times that a name is found which no list and no ending tells
_FREQUENT = 200  # in jieba's dictionary: a word that has other uses


@dataclass(frozen=True, slots=True)
class _Known:
    """What a string of an article names; ``told`` where the article says so in so many words."""

    label: str
    kind: str | None
    told: bool = False


def settled(texts: Sequence[str], names: Sequence[Sequence[Name]], words: Sequence[Sequence[str]]) -> list[list[Name]]:
    """The names of an article, those added that it has where it does not spell them out, or where the model missed them.

    Args:
        texts, names, words: of the sentences of one article.
    """
    found = _agreed([list(n) for n in names])
    counted = Counter((n.text, n.label) for here in found for n in here)
    if not counted:
        return found
    whole = "\n".join(texts)
    for word, known in _known(texts, found).items():
        if whole.count(word) == counted[word, known.label]:
            continue
        for i, text in enumerate(texts):
            if word in text:
                found[i] = list(
                    _added(found[i], word, known, (p for p in _places(text, word, words[i]) if known.label != "ORG" or not titled(text, p)))
                )
    return found


def _agreed(names: list[list[Name]]) -> list[list[Name]]:
    """Names with the label that most of the same characters have in the article."""
    first: dict[str, str] = {}
    torn = {n.text for here in names for n in here if first.setdefault(n.text, n.label) != n.label and len(n.text) > 1}
    if not torn:
        return names
    chosen: dict[str, tuple[str, str | None]] = {}
    for word in torn:
        count = Counter((n.label, n.kind) for here in names for n in here if n.text == word)
        (label, kind), most = count.most_common(1)[0]
        others = sum(n for (other, _), n in count.items() if other != label)
        if most >= max(_CLEARLY * others, 2):
            chosen[word] = label, kind
    return [[_relabelled(n, *chosen[n.text]) if n.text in chosen else n for n in here] for here in names]


def _relabelled(name: Name, label: str, kind: str | None) -> Name:
    return name if name.label == label else replace(name, label=label, kind=kind)


def _known(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> dict[str, _Known]:
    """What the names of an article tell of other places in it; explicit short forms come last, so that they prevail."""
    cores: dict[str, _Known] = {}
    whole: dict[str, _Known] = {}
    counted = Counter((n.text, n.label) for here in names for n in here)
    told: dict[str, _Known] = {}
    for text, here in zip(texts, names, strict=True):
        for name in here:
            if name.label not in ("ORG", "PERSON"):
                continue
            if name.text not in whole and _sure(name.text, name.label, counted[name.text, name.label]):
                whole[name.text] = _Known(name.label, name.kind)
            if name.label == "PERSON":
                continue
            m = _CALLED.match(text, name.span[1])
            if m is not None and is_organization(name.text):
                told[m["short"] or m["letters"]] = _Known("ORG", name.kind, told=True)
            core = _core(name.text)
            if core:
                cores.setdefault(core, _Known("ORG", name.kind))
    return cores | whole | told


def _core(firm: str) -> str:
    """A firm's name without its place and without what makes it a firm (远致投资 of 深圳市远致投资有限公司), if no common noun is left (稀土)."""
    m = _FIRM.search(firm)
    if m is None:
        return ""
    start = next((n for n in range(min(_LONGEST_PLACE, m.start()), 1, -1) if gazetteer.surface(firm[:n])), 0)
    core = firm[start : m.start()]
    if len(core) < 2 or core in ambiguous() or gazetteer.surface(core):
        return ""
    return "" if all(flag in _COMMON and len(word) > 1 for word, flag in jieba_words(core)) else core


def _sure(word: str, label: str, times: int) -> bool:
    """Whether a name that was found so many times is one wherever its characters stand."""
    if len(word) < 3 or frequency_of(word) >= _FREQUENT:
        return False
    if label == "PERSON" or (word not in ambiguous() and is_organization(word)):
        return True
    return times >= _OFTEN and not gazetteer.surface(word)


def _places(text: str, word: str, words: Sequence[str]) -> Iterator[Span]:
    """Where a string stands with the edges of words at both ends."""
    edges = set(accumulate(map(len, words), initial=0))
    at = text.find(word)
    while at >= 0:
        if at in edges and at + len(word) in edges:
            yield at, at + len(word)
        at = text.find(word, at + len(word))


def _added(names: Sequence[Name], word: str, known: _Known, places: Iterator[Span]) -> Iterator[Name]:
    """Names with those at some places: where none was found, where parts of it were, or where the article tells that another label is wrong."""
    kept = list(names)
    for start, end in places:
        over = [n for n in kept if n.span[0] < end and start < n.span[1]]
        if all(start <= n.span[0] and n.span[1] <= end and (n.span != (start, end) or (known.told and n.label != known.label)) for n in over):
            kept = [n for n in kept if n not in over]
            kept.append(Name((start, end), word, known.label, known.kind if known.label == "ORG" else None))
    yield from sorted(kept, key=lambda n: n.span)


__all__ = ["settled"]
