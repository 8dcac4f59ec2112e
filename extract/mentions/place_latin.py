"""Places abroad that no list has, known by their form: a division's name with its own in Latin letters in brackets (达德县（Dade County）).

Only in texts that name other places abroad, or none at all and a word like County.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.data.late import late_regex
from extract.model import PlaceMention, Span
from extract.text.spans import Spans

_STARTS = r"(?:(?<!\p{Han})|(?<=[是为的在于与和及]))"
_NAME = (
    r"(?P<name>(?!(?:县级|地级|副省级|\p{Han}{0,3}(?:贫困|百强|智慧|特别|新兴|特色|直辖|文明|海绵|宜居|生态|中心)))(?:(?![是为的有在于与和及第各全某该本])\p{Han}){1,5}(?:县|郡|[^省]省|州|[^大小城古乡集]镇|[^城都超股楼车债夜集上门]市))"
    r"\s?[（(]\s?(?P<latin>[A-Z][a-z'’.-]+(?:\s[A-Z][a-z'’.-]+){0,3})\s?[）)](?![场级民花容])"
)
_NAMED, _NAMED_HERE, _STARTS_BEFORE = late_regex(_STARTS + _NAME), late_regex(_NAME), late_regex(_STARTS)
_DIVISION = late_regex(r"\s(?:County|Township|City|Province|District|State|Parish|Prefecture|Town)$")
_LEAST = 2  # characters of a name


def with_latin(text: str, found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places of a text with such ones wherever it names them; a shorter name that ends one of them is none."""
    if "(" not in text and "（" not in text:
        return list(found)
    abroad = any(p.level == "foreign" for p in found)
    if not abroad and found:
        return list(found)  # a town at home with its pinyin
    ends = {m.span[1]: m.span[0] for m in found}
    names: dict[str, None] = {}
    behind = (m for p in found if (m := _NAMED_HERE.match(text, p.span[1])))  # 俄亥俄州门罗县（Monroe County）
    for m in (*_NAMED.finditer(text), *behind):
        start, end = m.span("name")
        if not abroad and _DIVISION.search(m["latin"]) is None:
            continue
        if end - start > _LEAST and ends.get(end, end) > start and not any(p.span[0] <= start < p.span[1] for p in found):
            names[m["name"]] = None
    added = [PlaceMention(span, name, name, None, "foreign", "place.latin") for name in names for span in _all(text, name, set(ends))]
    taken = Spans(added, lambda p: p.span)
    kept = [p for p in found if not taken.touching(p.span)] if added else found
    return sorted([*kept, *added], key=lambda p: p.span)


def _all(text: str, name: str, starts: set[int]) -> list[Span]:
    spans, at = [], text.find(name)
    while at >= 0:
        if at in starts or _STARTS_BEFORE.match(text, at):
            spans.append((at, at + len(name)))
        at = text.find(name, at + len(name))
    return spans
