"""Wordings of metrics: their heads, what the unit of a figure says of them, and what a bare head takes from another name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from extract.claims import scoring
from extract.mentions import metrics
from extract.model import Metric, Quantity

GROWTH_NOUN = regex.compile(
    r"(?:同比|环比|年均|平均|累计|实际|名义|比重|占比)*(?:增速|增幅|涨幅|升幅|降幅|跌幅|增长率|增长|增量|成长率|增长速度|同比|环比|涨势|发展增速|复合增长率|年均增长率|幅度|增长幅度)$"
)
_CURRENCY = regex.compile("[A-Z]{3}")
SHARE_NAME = regex.compile(r"占[^占]*比重$")


@dataclass(slots=True)
class Candidate:
    """One reading of what a figure measures: the metric, and its row for the linear model ``metric``."""

    metric: Metric
    row: scoring.Row

    @property
    def features(self) -> dict[str, float]:
        """Names and values of the row."""
        return scoring.merged(self.row)


def head_of(name: str) -> str | None:
    """The longest bare head that a longer name ends with, or None."""
    return metrics.bare_head_in(name, len(name) - 1)


def unit_class(q: Quantity) -> str:
    """Money, per cent, points, people, things, measure, none: what the unit says of the metric."""
    if q.unit is None:
        return q.kind if q.kind in ("rank", "ratio") else "none"
    if _CURRENCY.match(q.unit):
        return "money per unit" if "/" in q.unit else "money"
    if q.unit in ("%", "pp"):
        return q.unit
    if q.unit in ("人", "名", "位", "人次", "户"):
        return "people"
    return "things" if len(q.unit) == 1 and q.unit not in "吨米升斤亩度克" else "measure"


def flag(word: str, pos: str) -> str:
    """A coarse class of a token, by its part-of-speech flag, for features."""
    if word in ("的", "、", "和", "及", "与"):
        return word
    if word in metrics.light_words():
        return "light"
    if word in metrics.nominal_verbs():
        return "nominal verb"
    return pos[:1] if pos not in ("vn", "eng", "ns", "nr") else pos


@lru_cache(maxsize=8192)
def is_growth(name: str) -> bool:
    """Whether a name says of a growth only that it is one (同比增速)."""
    return GROWTH_NOUN.fullmatch(name) is not None


def without_growth(name: str) -> str:
    """A name without a word of growth at its end, where two characters or more are left: 地区生产总值增速 → 地区生产总值."""
    if is_growth(name):
        return name
    rest = str(GROWTH_NOUN.sub("", name))
    return rest if len(rest) >= 2 else name


def usual(units: Sequence[str], q: Quantity) -> bool:
    """Whether a catalogue's usual units, or its growth and ranks, allow a quantity."""
    if q.kind in ("growth", "rank") or q.unit in ("pp", None):
        return True
    return q.unit in units or (_CURRENCY.match(q.unit) is not None and any(_CURRENCY.match(u) for u in units))


def renamed(metric: Metric, name: str, rule: str) -> Metric:
    """The same words read as another metric, or by another rule."""
    return Metric(metric.span, metric.text, name, rule, metric.id, metric.canonical)


def with_head(base: str, head: str) -> str:
    """A bare head with the modifier that another metric's name has."""
    base = SHARE_NAME.sub("", base)
    if is_growth(head):
        return base
    old = head_of(base)
    stem = base[: -len(old)] if old else base
    return stem if stem.endswith(head) else f"{stem}{head}"
