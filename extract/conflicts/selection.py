"""Claims of a place and of a metric, as a person names them: 北京, 110000, GDP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from extract.claims import catalogue
from extract.conflicts.comparability import place_keys
from extract.mentions import places
from extract.text.normalize import normalize_text

Choice = Callable[[Mapping[str, Any]], bool]


def names_of_place(named: str) -> frozenset[str]:
    """Codes and official names of the places that a name (in either script) or a code can mean, and the word itself."""
    simplified = normalize_text(named).text
    known = (key for place in places.find(simplified) if place.span == (0, len(simplified)) for key in (place.adcode, place.name) if key)
    return frozenset((named, *known))


def keys_of_place(city: Mapping[str, Any]) -> frozenset[str]:
    """By which codes and names the place of a claim can be chosen: its own, and those of a group's members."""
    return frozenset((city["name"], *place_keys(city), *(member["name"] for member in city["members"])))


def of_place(named: str) -> Choice:
    """Which claims are of a place, or of a group with it among its members, by code, official name or any name of the gazetteer.

    The name may be in either script.
    """
    wanted = names_of_place(named)
    return lambda claim: not wanted.isdisjoint(keys_of_place(claim["city"]))


def metric_of(named: str) -> tuple[str | None, str]:
    """The id of the metric that a name (in either script) or an id means, None where the catalogue has none; and what wordings of it share."""
    simplified = normalize_text(named).text
    known = catalogue.entry(named) or catalogue.match(simplified) or catalogue.english(named)
    return known.id if known is not None else None, catalogue.plain(simplified)


def is_place(named: str) -> bool:
    """Whether a name is one that the gazetteer knows, or a code."""
    return named.isdecimal() or len(names_of_place(named)) > 1


def of_metric(named: str) -> Choice:
    """Which claims are of a metric: by the catalogue's id or any name that it knows, English ones too, else by a part of the wording.

    The name may be in either script.
    """
    id, part = metric_of(named)

    def chosen(claim: Mapping[str, Any]) -> bool:
        metric = claim["metric"]
        return metric["id"] == id if id is not None else part in catalogue.plain(metric["name"])

    return chosen
