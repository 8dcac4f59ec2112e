"""Rules for a number and a half of its unit or scale (一个半小时, 两个半亿), and for pairs."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.mentions.numerals import Number, parse
from extract.mentions.quantity_site import Draft, Site, SiteRules, opened
from extract.mentions.rules import yes
from extract.mentions.units import unit_at

HALVES: SiteRules = SiteRules()

_HALF_OF = re.compile(r"个半(?P<unit>小时|月|钟头|星期|世纪)")
_HALF_OF_SCALE = re.compile("个半(?P<scale>[百千]?[万亿]+)")
_HALF = re.compile(r"半(?![年天月导径岛决路数])")


@HALVES.at(
    "quantity.number.pair",
    begins="对双",
    yes=[yes("一双", "一双", number=2, unit=None)],
    no=["买了一双", "十双", "一对八千"],
)
def pair(site: Site) -> Draft | None:
    """一双 and 一对 as the whole phrase are the number two; in a sentence 双 and 对 are units (十双筷子)."""
    if site.number is None or site.words not in ("一", "1") or site.text.strip() != site.words + site.next:
        return None
    return opened("number", (site.start, site.after + 1), "number", Number(Decimal(2)), None)


@HALVES.at(
    "quantity.measure.half",
    begins="个",
    yes=[
        yes("车程一个半小时", "一个半小时", number=Decimal("1.5"), unit="小时"),
        yes("历时两个半月", "两个半月", number=Decimal("2.5"), unit="个月"),
        yes("相当于四个半水电站", "四个半", number=Decimal("4.5"), unit="个"),
        yes("投资一个半亿元", "一个半亿元", number=150000000, unit="CNY"),
        yes("总共花了两个半亿。", "两个半亿", number=250000000, unit=None),
    ],
    no=["三个半岛", "一个半导体项目"],
)
def measure_half(site: Site) -> Draft | None:
    """A half behind 个: 一个半小时, 四个半, of a scale too (一个半亿)."""
    if site.number is None or site.number.open or site.number.top is not None:
        return None
    m = _HALF_OF.match(site.text, site.after)
    number = Number(site.number.value + Decimal("0.5"))
    if (of_scale := _HALF_OF_SCALE.match(site.text, site.after)) is not None and (scale := parse(of_scale["scale"])) is not None:
        number, found = Number(number.value * scale.value), unit_at(site.text, of_scale.end())
        if found is None:
            return opened("number", (site.start, of_scale.end()), "number", number, None)
        return opened("measure", (site.start, found[1]), "amount", number, found[0].base, factor=found[0].factor)
    if m is not None:
        unit = {"月": "个月", "钟头": "小时", "星期": "周"}.get(m["unit"], m["unit"])
        return opened("measure", (site.start, m.end()), "amount", number, unit)
    m = _HALF.match(site.text, site.after + 1)
    return opened("measure", (site.start, m.end()), "amount", number, "个") if m else None
