"""Entries of a configuration as rows of our tables, and as rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from extract.claims import catalogue
from extract.config import models
from extract.config.files import Read
from extract.data.configuration import Configuration, OwnRule
from extract.mentions import gazetteer

_NO_PART_OF_SAYING = {"id", "kind", "pattern", "yes", "no"}


def configuration(read: Read, source: str) -> Configuration:
    """What entries without mistakes add."""
    rows: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    rules = []
    own = codes(read)
    for item in read.items:
        value = item.value
        match value:
            case models.Metric():
                rows["metrics/catalogue.tsv"].append(_metric(value))
            case models.Place():
                rows["places/own.tsv"].append(_place(value, own))
            case models.Unit():
                rows["units.tsv"].append(
                    {"written": value.written, "base": value.base or value.written, "class": value.kind, "factor": str(value.factor)}
                )
            case models.SpunWord():
                rows["repairs/spun_words.tsv"].append(
                    {"spun": value.wrong, "original": value.right, "certainty": "certain" if value.certain else "ambiguous",
                     "before": value.before, "after": value.after}
                )  # fmt: skip
            case _:
                rules.append(OwnRule(value.id, value.kind, value.pattern, _says(value)))
    return Configuration({table: tuple(found) for table, found in rows.items()}, tuple(rules), source)


def _says(rule: models.Rule) -> dict[str, Any]:
    return rule.model_dump(exclude=_NO_PART_OF_SAYING)


def _metric(metric: models.Metric) -> dict[str, str]:
    known = catalogue.entry(metric.id)
    if known is not None:
        canonical, units, kinds, flow = known.canonical, known.units, known.kinds, known.flow
    else:
        canonical, units, kinds, flow = metric.name or "", tuple(metric.units) or ("-",), tuple(metric.kinds), metric.flow
    return {
        "id": metric.id, "canonical": canonical, "synonyms": ";".join(metric.synonyms), "english": metric.english,
        "kinds": ";".join(kinds), "units": ";".join(units), "topic": "own", "flow": flow,
    }  # fmt: skip


def codes(read: Read) -> dict[str, str]:
    """The keys of the places that a configuration adds, by code and by name."""
    found = {}
    for item in read.of("places"):
        place = item.value
        key = gazetteer.own_key(place.code or "", place.name or "", place.level or "")
        found.update({name: key for name in (place.code, place.name) if name})
    return found


def key_of(name: str, own: Mapping[str, str]) -> str | None:
    """The key of a place by code or full name, of the configuration's or of ours; None where there is none or several have the name."""
    if name in own:
        return own[name]
    try:
        return gazetteer.entry(name).key
    except KeyError:
        found = [e for e in gazetteer.lookup(name) if not e.gone]
        return found[0].key if len(found) == 1 else None


def _place(place: models.Place, own: Mapping[str, str]) -> dict[str, str]:
    def keys(names: Sequence[str]) -> str:
        return ";".join(filter(None, (key_of(name, own) for name in names)))

    return {
        "name": place.name or "", "aliases": ";".join(place.aliases), "code": place.code or "", "level": place.level or "",
        "parent": keys([place.parent] if place.parent else []), "members": keys(place.members),
    }  # fmt: skip
