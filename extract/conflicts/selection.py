"""Claims of a place and of a metric, as a person names them: 北京, 110000, GDP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from extract.claims import catalogue
from extract.conflicts.comparability import place_keys
from extract.mentions import places
from extract.text.normalize import normalize_text

Choice = Callable[[Mapping[str, Any]], bool]


def of_place(named: str) -> Choice:
    """Which claims are of a place, or of a group with it among its members, by code, official name or any name of the gazetteer.

    The name may be in either script.
    """
    wanted = {named, *_keys(named)}

    def chosen(claim: Mapping[str, Any]) -> bool:
        city = claim["city"]
        return bool(wanted.intersection((city["name"], *place_keys(city), *(member["name"] for member in city["members"]))))

    return chosen


def is_place(named: str) -> bool:
    """Whether a name is one that the gazetteer knows, or a code."""
    return named.isdecimal() or bool(_keys(named))


def _keys(named: str) -> set[str]:
    """Codes and official names of the places that a name can mean."""
    simplified = normalize_text(named).text
    return {key for place in places.find(simplified) if place.span == (0, len(simplified)) for key in (place.adcode, place.name) if key}


def of_metric(named: str) -> Choice:
    """Which claims are of a metric: by the catalogue's id or any name that it knows, English ones too, else by a part of the wording.

    The name may be in either script.
    """
    simplified = normalize_text(named).text
    known = catalogue.entry(named) or catalogue.match(simplified) or catalogue.english(named)
    part = catalogue.plain(simplified)

    def chosen(claim: Mapping[str, Any]) -> bool:
        metric = claim["metric"]
        return metric["id"] == known.id if known is not None else part in catalogue.plain(metric["name"])

    return chosen
