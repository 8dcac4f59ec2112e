"""Claims as linked data: schema.org Observations of StatisticalVariables with their provenance (PROV-O).

``Nodes`` makes the things of a run, each once, as objects of JSON-LD in ``CONTEXT``: one description for every syntax. No node is
anonymous, so that the same run gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from extract.analysis.summaries import line_of
from extract.claims import catalogue
from extract.exports.chosen_run import ChosenRun, Record
from extract.exports.linked_parts import article, description, duration, period, quotation
from extract.exports.names import Names

Node = dict[str, Any]
_PLACES = {"country": "Country", "province": "State", "city": "City", "county": "AdministrativeArea", "township": "AdministrativeArea"}
_PERCENT = "P1"  # UN/CEFACT Recommendation 20
_BOUNDS = {"low": "minValue", "high": "maxValue"}


class Nodes:
    """The things that the claims of a run are about, as they come up.

    Args:
        run: the run.
    """

    def __init__(self, run: ChosenRun) -> None:
        self._run = run
        self._names = Names(run.base)
        self._activity = self._names.of("run", run.name)
        self._known: set[str] = set()

    def all(self) -> Iterator[Node]:
        """All of them: what made them, then for each claim what it is about, its article, and the observation itself."""
        program = self._names.program
        yield {"@id": program, "@type": ["prov:SoftwareAgent", "SoftwareApplication"], "name": "zh-extract", "softwareVersion": self._run.version}
        yield {"@id": self._activity, "@type": "prov:Activity", "prov:wasAssociatedWith": {"@id": program}}
        for claim in self._run.claims():
            yield from self._of(claim)

    def _of(self, claim: Record) -> Iterator[Node]:
        document = self._names.of("document", claim["document_id"])
        place, variable = self._place(claim["city"]), self._variable(claim)
        for node in (*place, *variable):
            if self._new(node["@id"]):
                yield node
        if self._new(document):
            yield article(claim["source"]["document"], document)
        said = claim["source"]["attribution"]
        agent = self._names.of("agent", said["name"]) if said else None
        if said and agent is not None and self._new(agent):
            yield {"@id": agent, "@type": "prov:Agent", "name": description(said["name"]), "zh:kind": said["kind"]}
        yield from self._observation(claim, document, place[-1]["@id"], variable[-1]["@id"], agent)

    def _new(self, id: str) -> bool:
        if id in self._known:
            return False
        self._known.add(id)
        return True

    def _observation(self, claim: Record, document: str, place: str, variable: str, agent: str | None) -> Iterator[Node]:
        id, value = self._names.of("observation", claim["id"]), claim["value"]
        node: Node = {
            "@id": id, "@type": ["Observation", "prov:Entity"], "description": description(line_of(claim)),
            "observationAbout": {"@id": place}, "variableMeasured": {"@id": variable},
            "zh:kind": value["kind"], "zh:bound": value["bound"], "zh:status": claim["status"], "zh:confidence": _decimal(claim["confidence"]),
            "prov:wasQuotedFrom": {"@id": document}, "prov:wasGeneratedBy": {"@id": self._activity},
        }  # fmt: skip
        if value["number"] is not None:
            node["value"] = _decimal(value["number"])
        elif value["kind"] == "category":
            node["value"] = description(value["label"] or value["text"])
        if value["bound"] != "exact":
            node |= {name: _decimal(value[end]) for end, name in _BOUNDS.items() if value[end] is not None}
        if value["unit"] is not None:
            node["unitText"] = value["unit"]
            if value["unit"] == "%":
                node["unitCode"] = _PERCENT
        if claim["flags"]:
            node["zh:flag"] = list(claim["flags"])
        if agent is not None:
            node["prov:wasAttributedTo"] = {"@id": agent}
        date = claim["date"]
        if date is not None and date["start"] is not None and date["end"] is not None:
            node |= {"observationDate": {"@value": date["end"], "@type": "xsd:date"}, "dcterms:temporal": {"@id": f"{id}#period"}}
            node["observationPeriod"] = duration(date["start"], date["end"])
            yield period(f"{id}#period", date)
        quoted, selectors = quotation(id, claim, document)
        if selectors:
            node["prov:qualifiedQuotation"] = {"@id": quoted["@id"]}
            yield from (quoted, *selectors)
        yield node

    def _place(self, city: Mapping[str, Any]) -> list[Node]:
        """A place behind its members."""
        members = [node for member in city["members"] for node in self._place({**member, "members": []})]
        key = city["adcode"] or f"{city['level']}:{city['name']}"
        node: Node = {"@id": self._names.of("place", key), "@type": _PLACES.get(city["level"], "Place"), "name": description(city["name"])}
        node["zh:level"] = city["level"]
        if city["adcode"]:
            node["identifier"] = city["adcode"]
        if members:
            node["containsPlace"] = [{"@id": member["@id"]} for member in members]
        return [*members, node]

    def _variable(self, claim: Record) -> list[Node]:
        """What is measured, then the variable: that, the kind of value, its unit and what it is compared with."""
        metric, value = claim["metric"], claim["value"]
        known = catalogue.entry(metric["id"]) if metric["id"] else None
        named = metric["canonical"] or metric["name"]
        key = metric["id"] or f"open:{metric['name']}"
        measured: Node = {"@id": self._names.of("metric", key), "@type": "Property", "name": [description(named)]}
        if known is not None and known.english:
            measured["name"].append({"@value": known.english, "@language": "en"})
        compared = [value["comparison"][part] for part in ("basis", "period", "place")] if value["comparison"] else []
        parts = [key, value["kind"], value["unit"] or "", *(part or "" for part in compared)]
        id = hashlib.sha256("\t".join(parts).encode()).hexdigest()[:16]
        variable: Node = {
            "@id": self._names.of("variable", id), "@type": "StatisticalVariable", "name": description(named),
            "measuredProperty": {"@id": measured["@id"]}, "statType": value["kind"],
        }  # fmt: skip
        if compared:
            variable["measurementQualifier"] = " ".join(part for part in compared if part)
        return [measured, variable]


def _decimal(number: float) -> dict[str, str]:
    """A number without exponent and float noise."""
    text = str(number) if isinstance(number, int) else f"{number:.12f}".rstrip("0").rstrip(".")
    return {"@value": text, "@type": "xsd:decimal"}
