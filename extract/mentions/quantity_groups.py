"""What several numbers say together: a unit stated once for a list, two bounds that make one range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from extract.mentions.numerals import parse
from extract.mentions.quantity_site import Draft
from extract.mentions.units import table
from extract.model import Quantity

Read = tuple[str, Draft]  # the rule's id

_JOINS = re.compile(r"[ ]?(?:、|和|与|及|以及)[ ]?")
_FROM = re.compile(r"[从由自][\u4e00-\u9fff0-9]{0,8}$")
_TO = re.compile(
    r"(?:人|家|个)?[ ]?(?:大幅|逐步|逐年|稳步|快速)?(?:[增升降涨跌减扩变]|增加|增长|增大|上升|上涨|提高|提升|扩大|扩充|发展|攀升|跃升|回升|恢复|猛增"
    r"|下降|下跌|下滑|降低|减少|缩小|压缩|压减|锐减|回落)(?:至|到|为|成)[了约近超]?"
)
_COMPARABLE = 20  # the ends of a change that share a scale are within so many times of each other
_EACH = re.compile(r"分别|依次|各")
_AND = re.compile(r"[ ]*+[，,、]?[ ]*+(?:且|并且|并|而且|但|又|同时)?[ ]*+")
_BIG = re.compile(r"[万亿兆]")
_SCALE = re.compile(r"[0-9.][ ]?(?P<scale>[百千]?[万亿兆]+)")
_TIMES = ("年", "个月", "周", "天")
_EXTREMES = ("最高", "最低")  # 最高2427元，最低2415元 are two prices
_LOWER = ("more_than", "at_least")
_UPPER = ("less_than", "at_most")
_MOST = 100000  # a number of a list with a shared scale is smaller than this


def shared_units(text: str, found: Sequence[Read]) -> list[Read]:
    """A unit stated once behind a list counts for each of its numbers: 分别为12、15和18亿元, 5.3、6.1和7%.

    Single digits before a classifier only number things (1、2类) and stay without one, but for 分别 before them.
    """
    result = list(found)
    scales: dict[int, Decimal] = {}
    for i in range(len(result) - 2, -1, -1):
        draft, (other, last) = result[i][1], result[i + 1]
        if draft.shape != "number" or draft.bound != "exact" or draft.number is None or last.unit is None or last.number is None:
            continue
        if last.shape not in ("measure", "percent") or last.signed:
            continue
        if _TO.fullmatch(text, draft.span[1], last.span[0]) and _FROM.search(text, max(0, draft.span[0] - 9), draft.span[0]):
            result[i] = (other, _start_of(text, draft, last))
            continue
        if not _JOINS.fullmatch(text, draft.span[1], last.span[0]):
            continue
        small = abs(draft.number) < 10 and draft.number == int(draft.number)
        if small and last.shape == "measure" and not _is_measured(last.unit) and not _EACH.search(text, max(0, draft.span[0] - 20), draft.span[0]):
            continue
        factor = Decimal(1)
        if not _BIG.search(text, *draft.span):
            m = _SCALE.search(text, *last.span)
            scale = parse("1" + m["scale"]) if m else None
            if abs(draft.number) < _MOST:
                factor = scale.value if scale is not None else scales.get(i + 1, factor)
            scales[i] = factor
        value = draft.number * factor
        result[i] = (other, replace(last, span=draft.span, number=value, low=value, high=value, bound="exact"))
    return result


def _start_of(text: str, first: Draft, last: Draft) -> Draft:
    """Where a change began, in the unit of what it led to (从1200万增至1500万人); in its scale where both are then of a size (从1.2增至1.5亿元)."""
    value, end = first.number or Decimal(0), last.number or Decimal(0)
    m = None if _BIG.search(text, *first.span) else _SCALE.search(text, *last.span)
    scale = parse("1" + m["scale"]) if m else None
    if scale is not None and abs(end) <= _COMPARABLE * abs(value * scale.value) <= _COMPARABLE**2 * abs(end):
        value *= scale.value
    return replace(last, span=first.span, number=value, low=value, high=value, bound="exact")


def _is_measured(unit: str) -> bool:
    """Whether a unit measures (money, lengths, weights) and does not only count things."""
    base = unit.partition("/")[0]
    return any(u.base == base and u.kind in ("money", "measure") for u in table().values())


def paired(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Two bounds of one thing that stand side by side are one range: 1000以上、1500以下, 大于50且小于120."""
    result: list[Quantity] = []
    for q in quantities:
        last = result[-1] if result else None
        if last is not None and last.bound != q.bound and {last.bound, q.bound} & {*_LOWER} and {last.bound, q.bound} & {*_UPPER}:
            low, high = (last.number, q.number) if last.bound in _LOWER else (q.number, last.number)
            same = last.unit == q.unit and last.kind == q.kind
            extremes = last.text.startswith(_EXTREMES) and q.text.startswith(_EXTREMES)
            open_unit = last.unit is None and last.kind == "number" and q.kind in ("number", "amount")
            if (
                low is not None
                and high is not None
                and low < high
                and not extremes
                and (same or open_unit)
                and _AND.fullmatch(text, last.span[1], q.span[0])
            ):
                span, core = (last.span[0], q.span[1]), (last.core[0], q.core[1])
                rule = "quantity.duration" if q.unit in _TIMES else q.rule  # 满1个月但少于3个月: whom a figure counts
                result[-1] = q._replace(span=span, core=core, text=text[slice(*span)], number=None, low=low, high=high, bound="range", rule=rule)
                continue
        result.append(q)
    return result
