"""Which claims are about the same thing, so that their values can be held against each other.

Two claims are if they have the same key: place, metric, kind, unit, period, what a change is measured against, status. Where a
claim leaves one of these open it is compared with none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import regex

from extract.claims import catalogue
from extract.conflicts.standing import standing_of
from extract.data import alternatives, read_table, read_words
from extract.data.configuration import per_configuration
from extract.mentions import metrics, units

Claim = Mapping[str, Any]

_KINDS = frozenset(("amount", "rate", "growth", "rank", "ratio"))
_STATUSES = frozenset(("actual", "target", "forecast"))  # offers and rules (policy) stand beside each other
_SETTING_ASIDE = frozenset(("negated", "hypothetical", "contradicted"))
_NAMES_OF_ONE = frozenset(("country", "region", "province", "city", "zone", "world", "foreign", "group"))
_OVER_SPANS = frozenset(("average_annual", "since"))
_ON_THE_YEAR = {"basis": "yoy"}
_SHORTEST_MODIFIER = 2  # characters
_SHORTEST_THING = 4
_DAY = len("2025-03-01")
_BARE_NUMBER = regex.compile(r"[\d十百千万萬亿億]$")
_WORDS = regex.compile(r"^[\p{Han}\p{Latin}\d]+$")


def key_of(claim: Claim) -> tuple[str, ...] | None:
    """What a claim has to share with another to be compared with it, or None where it is compared with none.

    The parts, in the order by which groups are told: place, metric, period (first day, last day, known until when), kind, unit,
    comparison, standing of a rank, status, source.
    """
    value, date = claim["value"], claim["date"]
    if value["kind"] not in _KINDS or claim["status"] not in _STATUSES or _SETTING_ASIDE.intersection(claim["flags"]):
        return None
    if value["number"] is None and value["low"] is None and value["high"] is None:
        return None
    place, metric, period = _place(claim["city"]), metric_key(claim["metric"]), _period(claim)
    if place is None or metric is None or period is None or date is None:
        return None
    standing = ""
    if value["kind"] == "rank":
        found = standing_of(claim)
        if found is None:
            return None
        standing = "\t".join(found)
    return (
        place,
        metric,
        *period,
        value["kind"],
        _unit(claim),
        _basis(claim),
        standing,
        claim["status"],
        _whose(claim),
    )


def place_keys(city: Mapping[str, Any]) -> list[str]:
    """Codes, else names, of a place or of all members of a group, sorted."""
    return sorted(part["adcode"] or part["name"] for part in city["members"] or [city])


def _place(city: Mapping[str, Any]) -> str | None:
    """A township or a county without a code shares its name with others."""
    if not city["adcode"] and city["level"] not in _NAMES_OF_ONE:
        return None
    return "+".join(place_keys(city))


def metric_key(metric: Mapping[str, Any]) -> str | None:
    """The catalogue's id, else what a wording has in common with others of the same meaning; None where it does not say of what it is."""
    if metric["id"]:
        return str(metric["id"])
    name = metric["name"]
    return f"={catalogue.plain(name)}" if specific(name) else None


@cache
def specific(name: str) -> bool:
    """Whether the name of an open metric says enough to mean one thing in two articles: a head with a modifier, no fragment."""
    if not _WORDS.match(name):
        return False
    told = _empty_modifiers().sub("", name)
    head = metrics.head_in(told)
    if head is None:
        return len(told) >= _SHORTEST_THING
    modifier = told[: -len(head)]
    return len(modifier) >= _SHORTEST_MODIFIER and not metrics.is_head(modifier)


@cache
def _empty_modifiers() -> regex.Pattern[str]:
    return regex.compile(f"^(?:{alternatives(read_words('empty_modifiers'))}|的)+")


def _period(claim: Claim) -> tuple[str, str, str] | None:
    """First and last day; of what is counted at a point in time (the catalogue says so) the last day alone.

    So the population of 2024, of the end of 2024 and of December 2024 are one figure, while the output of a month is not that of its year.
    A period that was not over when the article appeared (今年 in May) is known only so far, and compared within that day: the third part.
    """
    date = claim["date"]
    if date is None or not date["start"] or not date["end"]:
        return None
    id, basis = claim["metric"]["id"], (claim["value"]["comparison"] or {}).get("basis")
    found = catalogue.entry(id) if id else None
    at_a_point = found is not None and found.flow == "stock" and date["precision"] != "years" and basis not in _OVER_SPANS
    published = (claim["source"]["document"]["published"] or "")[:_DAY]
    so_far = published if claim["status"] == "actual" and published < date["end"] else ""
    return date["end"] if at_a_point else date["start"], date["end"], so_far


@cache
def _like_counters() -> dict[str, str]:
    return {row["counter"]: row["as"] for row in read_table("lexicons/like_counters.tsv")}


def _unit(claim: Claim) -> str:
    """The unit, or what stands for all units in which the metric is counted: 企业 are counted in 家 and in 户.

    A number without one (常住人口3191万) is in the metric's own, if that is one of counting.
    """
    unit, id = claim["value"]["unit"], claim["metric"]["id"]
    entry = catalogue.entry(id) if id else None
    counted = [usual for usual in entry.units if usual in _counters()] if entry is not None else []
    if unit is None and entry is not None and counted == list(entry.units) and _BARE_NUMBER.search(claim["value"]["text"] or ""):
        unit = counted[0]
    if unit is None:
        return ""
    table = _like_counters()
    return min(table.get(usual, usual) for usual in counted) if unit in counted else table.get(unit, unit)


@per_configuration()
def _counters() -> frozenset[str]:
    return frozenset(unit.base for unit in units.table().values() if unit.kind == "counter")


def _basis(claim: Claim) -> str:
    """What a change or a gap is measured against; a change over a calendar year is on the year before where the text does not say.

    Else 同比 is never set against 环比, nor either against a change whose basis the text does not say.
    """
    comparison, date = claim["value"]["comparison"], claim["date"]
    if comparison is None and claim["value"]["kind"] == "growth" and _is_year(date["start"], date["end"]):
        comparison = _ON_THE_YEAR
    return json.dumps({k: v for k, v in sorted(comparison.items()) if v}, ensure_ascii=False) if comparison else ""


def _is_year(start: str, end: str) -> bool:
    return start[:4] == end[:4] and (start[4:], end[4:]) == ("-01-01", "-12-31")


def _whose(claim: Claim) -> str:
    """Two that want or expect different things do not contradict each other; two that report do."""
    named = claim["source"]["attribution"]
    return named["name"] if named and claim["status"] != "actual" else ""
