"""The vocabulary of the linked data, and the nodes that are the same for every kind of claim: articles, periods, quotations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from extract.exports.quotations import quotations
from extract.formats.addresses import web_address

PREFIXES = {
    "schema": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#", "dcterms": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "zh": "https://zh-extract.dev/ns#",
}  # fmt: skip
CONTEXT: dict[str, Any] = {"@vocab": PREFIXES["schema"], **PREFIXES}

Node = dict[str, Any]


def description(text: str) -> Node:
    """Chinese text: the language is said."""
    return {"@value": text, "@language": "zh-Hans"}


def article(document: Mapping[str, Any], id: str) -> Node:
    """An article as far as its metadata is known. Titles and names may be in either script: their language is zh."""
    node: Node = {"@id": id, "@type": ["Article", "prov:Entity"], "identifier": document["id"]}
    for field, name in (("title", "headline"), ("publisher", "publisher"), ("author", "author")):
        if document[field]:
            node[name] = {"@value": document[field], "@language": "zh"}
    if document["published"]:
        node["datePublished"] = {"@value": document["published"], "@type": "xsd:date"}
    address = web_address(document["url"])
    if address is not None:
        node["url"] = {"@id": address}
    return node


def period(id: str, date: Mapping[str, Any]) -> Node:
    """The period of an observation: first and last day."""
    return {
        "@id": id, "@type": "dcterms:PeriodOfTime", "zh:precision": date["precision"],
        "dcat:startDate": {"@value": date["start"], "@type": "xsd:date"}, "dcat:endDate": {"@value": date["end"], "@type": "xsd:date"},
    }  # fmt: skip


def duration(start: str, end: str) -> str:
    """How long a period is, in ISO 8601: P1Y, P6M, P10D."""
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    behind = last + dt.timedelta(days=1) if last < dt.date.max else last
    months = (behind.year - first.year) * 12 + behind.month - first.month
    if first.day == behind.day and months:
        return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"
    return f"P{(behind - first).days}D"


def quotation(id: str, claim: Mapping[str, Any], document: str) -> tuple[Node, list[Node]]:
    """How an observation is quoted from its article: where each part of the claim stands, as Web Annotation selectors."""
    selectors: list[Node] = []
    for found in quotations(claim):
        here = f"{id}#{found.part}"
        quote = {"@id": f"{here}-quote", "@type": "oa:TextQuoteSelector", "oa:exact": found.exact}
        selectors.append({
            "@id": here, "@type": "oa:TextPositionSelector", "zh:part": found.part, "oa:start": _count(found.start), "oa:end": _count(found.end),
            "oa:refinedBy": {"@id": quote["@id"]},
        })  # fmt: skip
        selectors.append(quote)
    quoted: Node = {
        "@id": f"{id}#quotation", "@type": ["prov:Quotation", "oa:SpecificResource"], "prov:entity": {"@id": document},
        "oa:hasSource": {"@id": document},
        "oa:hasSelector": [{"@id": node["@id"]} for node in selectors if node["@type"] == "oa:TextPositionSelector"],
    }  # fmt: skip
    return quoted, selectors


def _count(number: int) -> Node:
    return {"@value": str(number), "@type": "xsd:nonNegativeInteger"}
