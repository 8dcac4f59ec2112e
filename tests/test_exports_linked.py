"""Web annotations and linked data, read back by parsers of JSON-LD and RDF."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from exported import ARTICLES, called, claims_of, extracted_run, texts_of

from extract.exports.linked_parts import duration
from extract.exports.quotations import quotations

ANNO = "http://www.w3.org/ns/anno.jsonld"
OA = "http://www.w3.org/ns/oa#"
# The terms of the Web Annotation vocabulary that the exports use, as its recommendation maps them (Appendix A); the tests have no network.
TERMS: dict[str, Any] = {
    "oa": OA, "as": "http://www.w3.org/ns/activitystreams#", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@id"},
    "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource", "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector", "Software": "as:Application",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage", "describing": "oa:describing",
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "styleClass": "oa:styleClass",
    "scope": {"@id": "oa:hasScope", "@type": "@id"}, "start": "oa:start", "end": "oa:end",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"}, "value": "rdf:value",
    "format": "dc:format", "language": "dc:language", "label": "rdfs:label", "name": "http://xmlns.com/foaf/0.1/name",
    "generator": {"@id": "as:generator", "@type": "@id"}, "total": "as:totalItems",
    "first": {"@id": "as:first", "@type": "@id"}, "partOf": {"@id": "as:partOf", "@type": "@id"},
    "startIndex": "as:startIndex", "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted_run(tmp_path_factory.mktemp("run"))


@pytest.fixture(scope="module")
def exported(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    folder = tmp_path_factory.mktemp("exports")

    def write(name: str, *options: str) -> Path:
        result = called("export", run, "-o", folder / name, *options)
        assert result.exit_code == 0, result.output
        return folder / name

    return write


@pytest.fixture(scope="module")
def collection(exported: Callable[..., Path]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(exported("annotations.json", "--format", "annotations").read_text(encoding="utf-8"))
    return found


def selectors(target: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    position, quote = target["selector"]
    assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    return position, quote


def test_every_selector_selects_its_words(run: Path, collection: dict[str, Any]) -> None:
    texts = texts_of(run)
    claims = {claim["id"]: claim for claim in claims_of(run)}
    annotations = collection["first"]["items"]
    assert collection["total"] == len(annotations) == len(claims)
    for annotation in annotations:
        claim = claims[annotation["id"].rsplit("/", 1)[1]]
        text = texts[claim["document_id"]]
        assert [target["styleClass"] for target in annotation["target"]] == [q.part for q in quotations(claim)]
        for target in annotation["target"]:
            position, quote = selectors(target)
            start, end = position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[max(0, start - 32) : start] == quote["prefix"]
            assert text[end : end + 32] == quote["suffix"]
    assert any(character > "\uffff" for text in texts.values() for character in text)


def test_addresses_of_articles_are_the_scope_where_they_are_addresses(collection: dict[str, Any]) -> None:
    scopes = {target.get("scope") for annotation in collection["first"]["items"] for target in annotation["target"]}
    assert scopes == {ARTICLES[0]["url"], None}


def test_the_collection_is_json_ld(collection: dict[str, Any]) -> None:
    jsonld = pytest.importorskip("pyld").jsonld

    def load(address: str, _: Any) -> dict[str, Any]:
        assert address == ANNO
        return {"contextUrl": None, "documentUrl": address, "document": {"@context": TERMS}}

    (expanded,) = jsonld.expand(collection, {"documentLoader": load})
    items = expanded["http://www.w3.org/ns/activitystreams#first"][0]["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == collection["total"]
    for item in items:
        assert item["@type"] == [f"{OA}Annotation"]
        assert item[f"{OA}motivatedBy"] == [{"@id": f"{OA}describing"}]
        for target in item[f"{OA}hasTarget"]:
            assert target[f"{OA}hasSource"][0]["@id"].startswith("https://zh-extract.dev/id/document/")
            assert {kind for selector in target[f"{OA}hasSelector"] for kind in selector["@type"]} == {
                f"{OA}TextPositionSelector", f"{OA}TextQuoteSelector",
            }  # fmt: skip


def test_a_run_without_texts_has_surroundings_from_its_sentences(run: Path, tmp_path: Path, collection: dict[str, Any]) -> None:
    bare = extracted_run(tmp_path, texts=False)
    assert called("export", bare, "-o", tmp_path / "a", "--format", "annotations").exit_code == 0
    found = json.loads((tmp_path / "a").read_text(encoding="utf-8"))
    for ours, whole in zip(found["first"]["items"], collection["first"]["items"], strict=True):
        for target, known in zip(ours["target"], whole["target"], strict=True):
            (_, quote), (_, full) = selectors(target), selectors(known)
            assert quote["exact"] == full["exact"]
            assert full["prefix"].endswith(quote["prefix"])
            assert full["suffix"].startswith(quote["suffix"])


# --- linked data -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graph(exported: Callable[..., Path]) -> Any:
    rdflib = pytest.importorskip("rdflib")
    return rdflib.Graph().parse(exported("claims.ttl"), format="turtle")


def test_the_syntaxes_say_the_same(exported: Callable[..., Path], graph: Any) -> None:
    rdflib = pytest.importorskip("rdflib")
    triples = rdflib.Graph().parse(exported("claims.nt"), format="nt")
    assert set(triples) == set(graph)
    document = json.loads(exported("claims.jsonld").read_text(encoding="utf-8"))
    by_rdflib = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    assert set(by_rdflib) == set(graph)
    quads = pytest.importorskip("pyld").jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert set(rdflib.Graph().parse(data=quads, format="nt")) == set(graph)
    assert not [node for triple in graph for node in triple if isinstance(node, rdflib.BNode)]


def test_observations_are_found_with_sparql(run: Path, graph: Any) -> None:
    found = graph.query(
        """PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX zh: <https://zh-extract.dev/ns#>
        SELECT ?id ?code ?value ?unit ?start ?document ?from ?to ?exact WHERE {
          ?id a schema:Observation ; schema:observationAbout/schema:identifier ?code ; schema:value ?value ; schema:unitText ?unit ;
              schema:variableMeasured/schema:measuredProperty/schema:name "Gross domestic product (gross regional product)"@en ;
              dcterms:temporal/dcat:startDate ?start ; prov:wasQuotedFrom/schema:identifier ?document ;
              prov:qualifiedQuotation/oa:hasSelector ?selector .
          ?selector zh:part "value" ; oa:start ?from ; oa:end ?to ; oa:refinedBy/oa:exact ?exact . }"""
    )
    texts = texts_of(run)
    rows = {str(row.id).rsplit("/", 1)[1]: row for row in found}
    gdp = [c for c in claims_of(run) if c["metric"]["id"] == "gdp" and c["city"]["adcode"] and c["value"]["number"] is not None and c["date"]]
    assert len(gdp) >= 5
    assert set(rows) == {claim["id"] for claim in gdp}
    for claim in gdp:
        row = rows[claim["id"]]
        assert str(row.code) == claim["city"]["adcode"]
        assert row.value.toPython() == Decimal(str(claim["value"]["number"]))
        assert str(row.unit) == claim["value"]["unit"]
        assert str(row.start) == claim["date"]["start"]
        assert str(row.document) == claim["document_id"]
        assert texts[claim["document_id"]][int(row["from"]) : int(row.to)] == str(row.exact) == claim["value"]["text"]


@pytest.mark.parametrize(
    ("start", "end", "length"),
    [
        ("2024-01-01", "2024-12-31", "P1Y"), ("2021-01-01", "2025-12-31", "P5Y"), ("2024-01-01", "2024-06-30", "P6M"),
        ("2024-02-01", "2024-02-29", "P1M"),
        ("2024-12-31", "2024-12-31", "P1D"), ("2024-01-05", "2024-02-10", "P37D"),
    ],
)  # fmt: skip
def test_lengths_of_periods(start: str, end: str, length: str) -> None:
    assert duration(start, end) == length


def test_bounds_have_no_end_that_the_words_do_not_give(run: Path, graph: Any) -> None:
    rdflib = pytest.importorskip("rdflib")
    schema = rdflib.Namespace("https://schema.org/")
    (claim,) = (c for c in claims_of(run) if c["value"]["bound"] == "more_than")
    node = rdflib.URIRef(f"https://zh-extract.dev/id/observation/{claim['id']}")
    assert graph.value(node, schema.minValue).toPython() == Decimal(claim["value"]["low"])
    assert graph.value(node, schema.maxValue) is None


def test_names_begin_with_the_base_and_are_iris(exported: Callable[..., Path]) -> None:
    rdflib = pytest.importorskip("rdflib")
    other = rdflib.Graph().parse(exported("other.ttl", "--base", "https://example.org/é/"), format="turtle")
    subjects = {str(subject) for subject in other.subjects()}
    assert all(subject.startswith("https://example.org/é/") for subject in subjects)
    assert "https://example.org/é/document/b%3Cscript%3E" in subjects
    assert "https://example.org/é/document/bulletin%201%2F2" in subjects


def test_text_of_articles_cannot_leave_its_literal(tmp_path: Path) -> None:
    rdflib = pytest.importorskip("rdflib")
    hostile = 'x"@en . <a:a> <b:b> <c:c> .\n\\u0022 \\ \u2028 \x07'
    source = tmp_path / "x.jsonl"
    article = {"id": hostile, "title": hostile, "publisher": hostile, "text": "2024年，合肥市常住人口为1000.2万人。"}
    source.write_text(json.dumps(article) + "\n", encoding="utf-8")
    assert called("run", source, "-o", tmp_path / "out", "--quiet").exit_code == 0
    graphs = []
    for name, syntax in (("x.ttl", "turtle"), ("x.nt", "nt"), ("x.jsonld", "json-ld")):
        assert called("export", tmp_path / "out", "-o", tmp_path / name).exit_code == 0
        graphs.append(set(rdflib.Graph().parse(tmp_path / name, format=syntax)))
    assert graphs[0] == graphs[1] == graphs[2]
    headlines = {str(o) for _, p, o in graphs[0] if str(p).endswith("headline")}
    assert headlines == {hostile}
    assert not any("a:a" in str(s) for s, _, _ in graphs[0])
