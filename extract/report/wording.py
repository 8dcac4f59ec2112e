"""How a claim, a series and a ranking are named in a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extract.analysis.periods import days
from extract.analysis.rankings import Ranking
from extract.analysis.scales import value_text
from extract.analysis.series import Series, SeriesKey
from extract.analysis.summaries import period_of

_BASES = {"yoy": "on the year", "mom": "on the month", "average_annual": "yearly average"}
BOUNDS = {
    "exact": "exact", "approx": "approximately", "more_than": "more than", "at_least": "at least", "less_than": "less than", "at_most": "at most",
    "range": "range",
}  # fmt: skip
LEVELS = {
    "country": "countries", "province": "provinces", "city": "cities", "county": "counties", "zone": "zones", "foreign": "foreign places",
}  # fmt: skip


def title_of_point(claim: Mapping[str, Any]) -> str:
    """A figure in one line: 合肥市 2023: 1.26738万亿元 (article a)."""
    return f"{claim['city']['name']} {period_of(claim)}: {value_text(claim['value'])} ({claim['document_id']})"


def title_of_series(series: Series) -> str:
    """What a series is of: 合肥市 地区生产总值, growth on the year."""
    return f"{series.place} {series.metric}{_kind(series.key)}"


def title_of_ranking(ranking: Ranking) -> str:
    """What a ranking is of: 常住人口, 2023."""
    return f"{ranking.metric}{_kind(ranking.key)}, {days(ranking.start, ranking.end)}"


def _kind(key: SeriesKey) -> str:
    told = [] if key.kind in ("amount", "rate") else [key.kind]
    if key.against:
        told.append(_BASES.get(key.against, f"against {key.against}"))
    if key.status != "actual":
        told.append(key.status)
    return f" ({', '.join(told)})" if told else ""
