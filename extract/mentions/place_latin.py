"""Places abroad that no list has, known by their form: a division's name with its own in Latin letters in brackets (三一县（Trinity County）)."""

from __future__ import annotations

from extract.data.late import late_regex
from extract.model import PlaceMention, Span
from extract.text.spans import Spans

_NAMED = late_regex(
    r"(?:(?<!\p{Han})|(?<=[是为的在于与和及]))(?P<name>(?:(?![是为的在于与和及第各全某该本])\p{Han}){1,5}(?:县|郡|[^省]省|州|[^大小城古乡集]镇|[^城都超股楼车债夜集上门]市))"
    r"\s?[（(]\s?[A-Z][a-z'’.-]+(?:\s[A-Z][a-z'’.-]+){0,3}\s?[）)]"
)
_STARTS_BEFORE = late_regex(r"(?<!\p{Han})|(?<=[是为的在于与和及])")
_LEAST = 2  # characters of a name


def latin(text: str, taken: Spans[PlaceMention]) -> list[PlaceMention]:
    """Every mention of such places outside of the names already found."""
    if "(" not in text and "（" not in text:
        return []
    names = dict.fromkeys(m["name"] for m in _NAMED.finditer(text) if len(m["name"]) > _LEAST and not taken.touching(m.span("name")))
    return [PlaceMention(span, name, name, None, "foreign", "place.latin") for name in names for span in _all(text, name) if not taken.touching(span)]


def _all(text: str, name: str) -> list[Span]:
    spans, at = [], text.find(name)
    while at >= 0:
        if _STARTS_BEFORE.match(text, at):
            spans.append((at, at + len(name)))
        at = text.find(name, at + len(name))
    return spans
