"""Whole articles, damaged in every way that can be undone, give the claims that they gave before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from extract import Result, pipeline
from extract.evaluate.damage import ENCODINGS, ESCAPES, FORMS, PINYIN, SCRIPTS, Damage, latin1
from extract.model import RawArticle

SIMPLIFIED, TRADITIONAL = "a13_county_health", "b05_changhua_budget"


def wrapped(text: str) -> str:
    """Every long paragraph in lines of 40 columns."""
    return "\n".join((FORMS["lines of 40 columns"](p) if len(p) > 90 else None) or p for p in text.split("\n"))


def half(text: str) -> str:
    """The second half of an article in another encoding, as where two sources were put together."""
    at = len(text) // 2
    return text[:at] + latin1(text[at:].encode("gb18030"))


KINDS: dict[str, Damage] = {**ENCODINGS, **ESCAPES, **PINYIN, **SCRIPTS, **FORMS, "lines of 40 columns": wrapped, "half of it as Latin-1": half}


def said(result: Result) -> set[tuple[str, str, float | None, str | None]]:
    return {(c.city.name, c.metric.name, c.value.number, c.value.unit) for c in result.claims}


@pytest.mark.parametrize("kind", KINDS)
def test_claims_survive(kind: str, corpus: Mapping[str, RawArticle], corpus_results: Mapping[str, Result]) -> None:
    usual = TRADITIONAL if "Big5" in kind else SIMPLIFIED
    name = next((n for n in (usual, *corpus) if KINDS[kind](corpus[n].text) != corpus[n].text), None)
    assert name is not None, "no article of the corpus is changed by this damage"
    broken = KINDS[kind](corpus[name].text)
    assert broken is not None
    result = pipeline.run(replace(corpus[name], text=broken))
    wanted, found = said(corpus_results[name]), said(result)
    # what rests on a repair is less sure, and may be a candidate
    kept = found | said(replace(result, claims=result.candidates))
    assert len(wanted & kept) >= 0.97 * len(wanted)
    assert len(found) <= 1.03 * len(wanted)
    for claim in result.claims:
        assert claim.value.span is not None
        assert broken[slice(*claim.value.span)] == claim.value.text
