"""Claims of a place and of a metric, as a person names them: 北京, 110000, GDP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from extract.claims import catalogue
from extract.conflicts.comparability import place_keys
from extract.mentions import places

Choice = Callable[[Mapping[str, Any]], bool]


def names_of_place(named: str) -> frozenset[str]:
    """Codes and official names of the places that a name or a code can mean, and the word itself."""
    known = (key for place in places.find(named) if place.span == (0, len(named)) for key in (place.adcode, place.name) if key)
    return frozenset((named, *known))


def keys_of_place(city: Mapping[str, Any]) -> frozenset[str]:
    """By which codes and names the place of a claim can be chosen: its own, and those of a group's members."""
    return frozenset((city["name"], *place_keys(city), *(member["name"] for member in city["members"])))


def of_place(named: str) -> Choice:
    """Which claims are of a place, or of a group with it among its members, by code, official name or any name of the gazetteer."""
    wanted = names_of_place(named)
    return lambda claim: not wanted.isdisjoint(keys_of_place(claim["city"]))


def of_metric(named: str) -> Choice:
    """Which claims are of a metric: by the catalogue's id or any name that it knows, else by a part of the wording."""
    known = catalogue.entry(named) or catalogue.match(named)
    part = catalogue.plain(named)

    def chosen(claim: Mapping[str, Any]) -> bool:
        metric = claim["metric"]
        return metric["id"] == known.id if known is not None else part in catalogue.plain(metric["name"])

    return chosen
