"""Places abroad that no list has, known by their form: a division's name with its own in Latin letters in brackets (三一县（Trinity County）)."""

from __future__ import annotations

from collections.abc import Sequence

from extract.data.late import late_regex
from extract.model import PlaceMention, Span
from extract.text.spans import Spans

_NAMED = late_regex(
    r"(?:(?<!\p{Han})|(?<=[是为的在于与和及]))(?P<name>(?:(?![是为的在于与和及第各全某该本])\p{Han}){1,5}(?:县|郡|[^省]省|州|[^大小城古乡集]镇|[^城都超股楼车债夜集上门]市))"
    r"\s?[（(]\s?[A-Z][a-z'’.-]+(?:\s[A-Z][a-z'’.-]+){0,3}\s?[）)]"
)
_STARTS_BEFORE = late_regex(r"(?<!\p{Han})|(?<=[是为的在于与和及])")
_LEAST = 2  # characters of a name


def with_latin(text: str, found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places of a text with such ones wherever it names them; a shorter name that ends one of them (邱县 of 西斯邱县) is none."""
    if "(" not in text and "（" not in text:
        return list(found)
    ends = {m.span[1]: m.span[0] for m in found}
    names: dict[str, None] = {}
    for m in _NAMED.finditer(text):
        start, end = m.span("name")
        if end - start > _LEAST and ends.get(end, end) > start and not any(p.span[0] <= start < p.span[1] for p in found):
            names[m["name"]] = None
    added = [PlaceMention(span, name, name, None, "foreign", "place.latin") for name in names for span in _all(text, name)]
    taken = Spans(added, lambda p: p.span)
    return [*(p for p in found if not taken.touching(p.span)), *added] if added else list(found)


def _all(text: str, name: str) -> list[Span]:
    spans, at = [], text.find(name)
    while at >= 0:
        if _STARTS_BEFORE.match(text, at):
            spans.append((at, at + len(name)))
        at = text.find(name, at + len(name))
    return spans
