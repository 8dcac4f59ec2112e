"""Rules for a number and a half of its unit or scale (一个半小时, 两个半亿), for scales that are counted (七八个亿), and for pairs."""

from __future__ import annotations

import re
from decimal import Decimal

from extract.mentions.numerals import Number, parse
from extract.mentions.quantity_site import SEPARATORS, Draft, Site, SiteRules, ends_of, opened, second
from extract.mentions.rules import yes
from extract.mentions.units import unit_at

HALVES: SiteRules = SiteRules()

_HALF_OF = re.compile(r"个半(?P<unit>小时|月|钟头|星期|世纪)")
_HALF_OF_SCALE = re.compile("个半(?P<scale>[百千]?[万亿]+)")
_COUNTED_CLASS = re.compile("[ ]?个[百千]")  # 12个百亿元项目: speech counts by 亿 and 万亿 alone
_COUNTED_SCALE = re.compile("[ ]?个(?P<more>[多来])?(?P<scale>[百千]?(?:万亿|[万亿]))(?![级多余亿])")
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


_ABOUT_ONE_SCALE = re.compile("[百千]?(?:万亿|[万亿])(?![级多余])")
_NOT_ABOUT = re.compile("人[们手家选质]|头[疼痛]|分(?!钟|之|[，。；、]|$)")


@HALVES.at(
    "quantity.measure.about-one",
    words="(?<![一两二三四五六七八九十几数多0-9这那哪每整各某])个把",
    yes=[
        yes("筹备了个把月。", "个把月", number=1, unit="个月", bound="approx"),
        yes("路上要个把小时", "个把小时", number=1, unit="小时", bound="approx"),
        yes("赚了个把亿元", "个把亿元", number=100000000, unit="CNY", bound="approx"),
        yes("耽误个把星期，", "个把星期", number=1, unit="周", bound="approx"),
        yes("只来了个把人。", "个把人", number=1, unit="人", bound="approx"),
    ],
    no=["一个把手", "这个把关人", "整个把控环节", "个把关键"],
)
def about_one(site: Site) -> Draft | None:
    """个把 before a unit or a scale: about one of it."""
    text, end = site.text, site.end
    if _NOT_ABOUT.match(text, end):
        return None
    if (scale := _ABOUT_ONE_SCALE.match(text, end)) is not None:
        return _of_scale(text, site.start, scale.end(), Number(Decimal(1), "near"), scale.group())
    if text.startswith("月", end) and not text.startswith("月亮", end):
        return opened("measure", (site.start, end + 1), "amount", Number(Decimal(1), "near"), "个月")
    found = unit_at(text, end)
    if found is None:
        return None
    return opened("measure", (site.start, found[1]), "amount", Number(Decimal(1), "near"), found[0].base, factor=found[0].factor)


_OF_GDP = re.compile("(?:GDP|产值|营收|规模)?[\u4e00-\u9fff]{0,3}?(?:城市|[强大][县市]|企业|产业|集群|俱乐部)")  # 17个万亿GDP城市 are seventeen
# 3个万亿元级产业基地 are three
_OF_A_CLASS = re.compile("级(?!别)|级?别(?=[\u4e00-\u9fff])(?!级?别的)|(?:以上|以下)的?[\u4e00-\u9fff]{0,2}(?:项目|企业|产业|集群|基地|工程|镇|县)")


@HALVES.at(
    "quantity.measure.counted-scale",
    begins="个" + SEPARATORS,
    words="几个[百千]?(?:万亿|[万亿])(?![级多余亿])",
    yes=[
        yes("投了三个亿。", "三个亿", number=300000000, unit=None),
        yes("花了七八个亿元", "七八个亿元", low=700000000, high=800000000, unit="CNY", bound="range"),
        yes("亏了两个多亿元", "两个多亿元", number=200000000, unit="CNY", bound="more_than"),
        yes("缺口有几个亿。", "几个亿", number=100000000, bound="more_than"),
        yes("估计要三到五个亿。", "三到五个亿", low=300000000, high=500000000, bound="range"),
        yes("融资15个亿美元", "15个亿美元", number=1500000000, unit="USD"),
    ],
    no=[
        "三个亿级产业",
        "全省17个万亿GDP城市",
        "6个百万羽蛋鸡场项目",
        "12个百亿元、30个十亿元项目",
        "三个万亿级集群",
        "3个万亿元级产业基地",
        "两个百亿元以上项目",
        "两个项目",
    ],
)
def counted_scale(site: Site) -> Draft | None:
    """A scale that speech counts like a thing: 三个亿, 七八个亿元, 几个亿."""
    text, number = site.text, site.number
    if number is None:
        return _of_scale(text, site.start, site.end, Number(Decimal(1), "several"), site.words[2:])
    if _COUNTED_CLASS.match(text, site.end):
        return None
    m = _COUNTED_SCALE.match(text, site.end)
    other = second(text, site.end) if m is None and site.next in SEPARATORS else None
    m = _COUNTED_SCALE.match(text, other[2]) if other is not None else m
    if m is None:
        return None
    if other is not None:
        ends = ends_of(site.words, number, other[0], other[1])
        if ends is None:
            return None
        number = Number(ends[0], "", ends[1])
    return _of_scale(text, site.start, m.end(), number, m["scale"], more=bool(m["more"]))


def _of_scale(text: str, start: int, end: int, number: Number, scale: str, *, more: bool = False) -> Draft | None:
    worth, found = parse(f"1{scale}"), unit_at(text, end)
    if worth is None:
        return None
    if found is None:
        return None if _OF_GDP.match(text, end) else opened("number", (start, end), "number", number, None, factor=worth.value, more=more)
    if _OF_A_CLASS.match(text, found[1]):
        return None
    return opened("measure", (start, found[1]), "amount", number, found[0].base, factor=worth.value * found[0].factor, more=more)
