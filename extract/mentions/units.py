"""Units of quantities, from data/units.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import regex

from extract.data import read_table


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: its base unit, class (money, measure, counter, time) and factor to the base unit."""

    written: str
    base: str
    kind: str
    factor: Decimal


@cache
def _table() -> dict[str, Unit]:
    return {row["written"]: Unit(row["written"], row["base"], row["class"], Decimal(row["factor"] or 1)) for row in read_table("units.tsv")}


def _pattern(words: list[str]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    # A unit in Latin letters ends where the letters end: 5G is no 5 gram of a longer word.
    return "|".join(regex.escape(w) + (r"(?![A-Za-z])" if w[-1].isascii() and w[-1].isalpha() else "") for w in ordered)


SIMPLE = _pattern([w for w in _table() if w not in ("分", "点", "P")])
MONEY = _pattern([w for w, u in _table().items() if u.kind == "money"])
_PER = _pattern(
    [
        "公斤",
        "千克",
        "斤",
        "吨",
        "亩",
        "公顷",
        "平方米",
        "平方公里",
        "平米",
        "立方米",
        "升",
        "人",
        "户",
        "家",
        "年",
        "月",
        "日",
        "天",
        "小时",
        "分钟",
        "秒",
        "桶",
        "蒲式耳",
        "盎司",
        "磅",
        "瓦",
        "千瓦",
        "千瓦时",
        "度",
        "公里",
        "千米",
        "米",
        "件",
        "个",
        "只",
        "头",
        "台",
        "辆",
        "套",
        "株",
        "张",
        "股",
        "手",
        "份",
        "次",
        "人次",
        "包",
        "盒",
        "瓶",
        "支",
        "片",
        "标箱",
        "吨公里",
        "人公里",
        "百公里",
        "万人",
        "千人",
        "晚",
        "间",
        "坪",
        "周",
        "餐",
        "课时",
        "学期",
        "学年",
        "箱",
        "袋",
        "条",
        "块",
        "kg",
        "t",
        "m²",
        "㎡",
        "km",
        "h",
        "s",
        "L",
        "干吨",
        "湿吨",
    ]
)
UNIT = rf"(?:{SIMPLE})(?:\s?(?:/|每)\s?(?:{_PER}))?"
_COMPOUND = regex.compile(rf"(?P<left>{SIMPLE})\s?(?:/|每)\s?(?P<right>{_PER})")
_SAME_PER = {"千克": "公斤", "平米": "平方米", "千米": "公里", "日": "天", "kg": "公斤", "t": "吨", "m²": "平方米", "㎡": "平方米", "km": "公里"}


@cache
def unit_of(written: str) -> Unit:
    """The unit for its written form, compound units (元/平方米, 吨/日) included.

    A compound with money keeps the currency's code: 元/平方米 is ``CNY/平方米``.
    """
    table = _table()
    if written in table:
        return table[written]
    m = _COMPOUND.fullmatch(written)
    if m is None:
        raise KeyError(written)
    left, right = table[m["left"]], _SAME_PER.get(m["right"], m["right"])
    return Unit(written, f"{left.base}/{right}", left.kind, left.factor)


def counts_people(base: str) -> bool:
    """Whether a unit counts persons (人, 名, 位, 人次 …)."""
    return base in ("人", "名", "位", "人次")
