"""How a claim looks in the table of ``zh-extract query``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.text import Text

from extract.analysis.scales import value_text
from extract.analysis.summaries import period_of
from extract.cli.console import printable

COLUMNS = ("place", "metric", "value", "period", "article", "conf.")
_STYLES = {"target": "cyan", "forecast": "cyan", "policy": "magenta"}
BASES = {"yoy": "同比", "mom": "环比", "average_annual": "年均", "since": "比", "place": "比", "target": "比目标"}


def row(claim: Mapping[str, Any]) -> tuple[str | Text, ...]:
    """The cells of a claim. Doubt, and what is no fact, stands beside the metric."""
    remarks = [compared(claim["value"])] if claim["value"]["comparison"] else []
    remarks += [] if claim["status"] == "actual" else [claim["status"]]
    remarks += [flag for flag in claim["flags"] if flag in ("negated", "hypothetical", "contradicted")]
    metric = Text(printable(claim["metric"]["canonical"] or claim["metric"]["name"]))
    if remarks:
        metric.append(f" ({printable(', '.join(remarks))})", style=_STYLES.get(claim["status"], "dim"))
    place, value = printable(claim["city"]["name"]), Text(printable(value_text(claim["value"])), justify="right")
    return place, metric, value, printable(period_of(claim)), printable(claim["document_id"]), f"{claim['confidence']:.2f}"


def compared(value: Mapping[str, Any]) -> str:
    """What a value is compared with: 同比, 比2020, 比全国."""
    found = value["comparison"]
    other = found["place"] or (found["period"] or "").split("/")[0][:4]
    return f"{BASES[found['basis']]}{other}"
