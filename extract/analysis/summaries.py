"""A claim in one line, and its facts without the quotations: what annotations and linked data say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.analysis.periods import days
from extract.analysis.scales import value_text


def line_of(claim: Mapping[str, Any]) -> str:
    """A claim as a line to read: 合肥市 · 地区生产总值 · 1.26738万亿元 · 2023."""
    told = [claim["city"]["name"], claim["metric"]["canonical"] or claim["metric"]["name"], value_text(claim["value"]), period_of(claim)]
    if claim["status"] != "actual":
        told.append(claim["status"])
    return " · ".join(part for part in told if part)


def period_of(claim: Mapping[str, Any]) -> str:
    """The period of a claim as short as it can be said; its words where the days are not known, empty where there is none."""
    date = claim["date"]
    if date is None:
        return ""
    if date["start"] is None or date["end"] is None:
        return date["text"] or ""
    return days(date["start"], date["end"])


def facts_of(claim: Mapping[str, Any]) -> dict[str, Any]:
    """What a claim says, without where it says so."""
    bare = ("text", "span", "grounding")
    parts = {
        part: claim[part] and {name: told for name, told in claim[part].items() if name not in bare} for part in ("city", "metric", "value", "date")
    }
    return {"id": claim["id"], **parts, "status": claim["status"], "flags": claim["flags"], "confidence": claim["confidence"]}
