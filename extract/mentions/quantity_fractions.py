"""Rules for fractions and multiples: 三分之一, 1/3, 翻一番, 2.3倍."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from extract.data import alternatives, read_table
from extract.data.late import late_re
from extract.mentions.numeral_forms import NUMERAL
from extract.mentions.numerals import Number, numeral_at, parse
from extract.mentions.quantity_shares import DIVIDES
from extract.mentions.quantity_site import SEPARATOR, SEPARATORS, Draft, Site, SiteRules, ends_of, opened
from extract.mentions.rules import yes
from extract.model import Bound

FRACTIONS: SiteRules = SiteRules()

_SLASH = re.compile(
    r"/(?P<bottom>[0-9]{1,3})(?![0-9/年月日.]|[四半]?决赛)(?=[的，。；、,;)）\s多强弱是与和]|左右|以上|以下|美元|元|$|[\u4e00-\u9fff])"
)
_PER_PEOPLE = re.compile(r"[ ]?[/／][ ]?(?P<size>(?:100?|[十百])万)(?:人口?)?(?=$|[\s，。；、,;！？）)以左])")
_MIXED = late_re(
    rf"(?:[ ]?又[ ]?(?P<base>{NUMERAL})[ ]?[分份][ ]?之?[ ]?(?P<part>{NUMERAL})"
    r"|(?:[ ]?又[ ]?|[ ])(?P<top>[0-9]{1,3})/(?P<bottom>[0-9]{1,3})(?![0-9/年月日]))"
)
_CANTONESE = late_re(rf"(?:份之?|分)(?P<part>{NUMERAL})(?=$|[，。；、,;！？\s的）)人市居受港])")
_DOUBLING = re.compile(r"番(?!茄)(?P<half>半)?")
_WHOLE_PERCENT = Decimal("0.01")
_MULTIPLE = re.compile(r"[ ]?(?P<more>[多余几来])?倍(?P<more2>多|有余|余)?(?![率频速体])(?P<half>半)?")
_TO_MULTIPLE = re.compile(rf"[ ]?倍?{SEPARATOR}")
_MULTIPLE_RANGE = late_re(rf"[ ]?倍?{SEPARATOR}(?P<b>{NUMERAL})[ ]?倍(?![率频速])")


@cache
def _turns() -> tuple[re.Pattern[str], dict[str, Bound]]:
    """翻 before a number, perhaps with a word that bounds it (翻了近两番), and the bounds of these words."""
    bounds = {row["word"]: row["bound"] for row in read_table("lexicons/bounds.tsv") if row["side"] == "before"}
    return re.compile(rf"翻了?(?P<bound>{alternatives(list(bounds))})?$"), bounds  # type: ignore[return-value]


@FRACTIONS.at(
    "quantity.per-people",
    begins="/／",
    yes=[
        yes("孕产妇死亡率为6.2/10万，", "6.2/10万", number=Decimal("6.2"), unit="/10万", kind="rate"),
        yes("发病率3.5/十万。", "3.5/十万", number=Decimal("3.5"), unit="/10万", kind="rate"),
        yes("标化死亡率102 / 100万人口", "102 / 100万人口", number=102, unit="/100万", kind="rate"),
    ],
    no=["售价3元/10万份", "3/10万元", "2024/10万科", "1/3"],
)
def per_people(site: Site) -> Draft | None:
    """So many of so many people (6.2/10万): a rate whose unit is what it counts by."""
    m = _PER_PEOPLE.match(site.text, site.end)
    if m is None or site.number is None or (site.words.isdigit() and len(site.words) == 4):
        return None
    return opened("measure", (site.start, m.end()), "rate", site.number, f"/{m['size'].replace('十', '10').replace('百', '100')}")


@FRACTIONS.at(
    "quantity.fraction",
    begins="分份又/ 1234567890",
    yes=[
        yes("占比近三分之一；", "三分之一", number=Decimal(100) / 3, unit="%", kind="rate", bound="approx"),
        yes("占比从三分之一提高到五分之二", "五分之二", number=40, unit="%", kind="rate"),
        yes("占全国三分之一", "三分之一", number=Decimal(100) / 3, unit="%", kind="rate"),
        yes("数量不足广东的1/8,", "1/8", number=Decimal("0.125")),
        yes("四分之三的企业", "四分之三", number=Decimal("0.75"), kind="ratio"),
        yes("约为3又千分之23", "3又千分之23", number=Decimal("3.023")),
        yes("报收于7 1/2美元", "7 1/2美元", number=Decimal("7.5"), unit="USD"),
        yes("占二份一。", "二份一", number=50, unit="%"),
        yes("有三分一人已接种", "三分一", number=Decimal(1) / 3, kind="ratio"),
    ],
    no=["百分之五", "2024/3/1", "24/7服务", "晋级1/8决赛"],
)
def fraction(site: Site) -> Draft | None:
    """Fractions in words or with a slash, alone or behind a whole (三又三分之一, 1 3/4); 份 and a missing 之 are Cantonese."""
    if site.number is None:
        return None
    text, end = site.text, site.end
    whole, top, bottom, sign = Decimal(0), None, None, 1
    start, left = site.signed()
    mixed = _MIXED.match(text, end) if text.startswith((" ", "又"), end) else None
    words = DIVIDES.match(text, end) if mixed is None else None
    if mixed is not None:
        if mixed["base"]:
            base, part = parse(mixed["base"]), parse(mixed["part"])
            bottom, top = (base.value if base else None), (part.value if part else None)
        else:
            top, bottom = Decimal(mixed["top"]), Decimal(mixed["bottom"])
            if not top > 0 or (top >= 10 and top > bottom):
                return None
        whole, end = site.number.value, mixed.end()
        if bottom and mixed["top"] and "." in site.words:
            bottom *= Decimal(10) ** len(site.words.partition(".")[2])  # 7.47 1/2: half a cent
    elif words is not None:
        found = numeral_at(text, words.end())
        if found is None:
            return None
        sign = -1 if words["minus"] else 1
        top, bottom, end = found[0].value, site.number.value, found[1]
    elif text.startswith(("份", "分"), end) and (m := _CANTONESE.match(text, end)) is not None:
        part = parse(m["part"])
        if part is None or re.search("[0-9]", site.words + m["part"]):
            return None
        top, bottom, end = part.value, site.number.value, m.end()
    elif (m := _SLASH.match(text, end)) is not None and re.fullmatch("[0-9]{1,3}", site.words) and not re.search(r"[0-9]/$|[A-Za-z]$", site.left(3)):
        top, bottom, end = site.number.value, Decimal(m["bottom"]), m.end()
        if bottom == 0 or top == 0 or (top >= bottom and start == site.start and m.end() < len(text)) or (int(top), int(bottom)) == (24, 7):
            return None
    if top is None or not bottom:
        return None
    value = (whole + top / bottom) * sign * left
    unit = _unit_behind(text, end)
    if unit is not None:
        return Draft("measure", (start, unit[1]), "amount", value * unit[2], value * unit[2], value * unit[2], unit[0])
    return opened("fraction", (start, end), "ratio", Number(value), None)


def _unit_behind(text: str, at: int) -> tuple[str, int, Decimal] | None:
    """Money or a measure behind a fraction (7 1/2美元); what only counts (三分之一家庭) is no unit of it."""
    behind = Site(text, at, at, None).unit
    if behind is None or (
        behind[0].kind not in ("money",) and not (behind[0].kind == "measure" and behind[0].base in ("英寸", "英里", "磅", "盎司"))
    ):
        return None
    return behind[0].base, behind[1], behind[0].factor


@FRACTIONS.at(
    "quantity.doubling",
    begins="番倍",
    words=r"翻(?:了)?番(?!茄)|(?<=实现)倍增(?!计划|行动|工程|企业|政策|试点|[”」])|(?<![0-9])翻倍",
    yes=[
        yes("总量翻一番", "翻一番", number=100, kind="growth", unit="%"),
        yes("实现翻番、达1.8万家", "翻番", number=100),
        yes("总量翻两番", "翻两番", number=300),
        yes("产值五年翻了近两番。", "翻了近两番", number=300, bound="approx"),
        yes("产量翻了一倍", "翻了一倍", number=100),
        yes("产值翻了1.5番。", "翻了1.5番", number=Decimal("182.84"), unit="%"),
        yes("产值翻一番半。", "翻一番半", number=Decimal("182.84"), kind="growth"),
    ],
    no=["翻译", "翻番茄", "翻了一遍", "第一番茄基地", "“倍增计划”", "市级倍增试点企业", "“倍增”企业", "信心倍增", "推动产业扩容倍增"],
)
def doubling(site: Site) -> Draft | None:
    """翻番, 翻倍: doubling; 翻N番: again and again, 翻一番半 being 2 to the power of 1.5; 翻N倍: N times more.

    倍增 alone is a figure of speech or a campaign's name.
    """
    if site.number is None:
        return opened("doubling", (site.start, site.end), "growth", Number(Decimal(100)), "%", signed=True)
    left = site.left(8)
    turns, bounds = _turns()
    lead = turns.search(left) if "翻" in left else None
    if lead is None or site.number.value > 30:
        return None
    m = _DOUBLING.match(site.text, site.end)
    if m is not None:
        times = site.number.value + (Decimal("0.5") if m["half"] else 0)
        value = (Decimal(2) ** times - 1) * 100
        value = value if times == int(times) else value.quantize(_WHOLE_PERCENT)
    else:
        m = _MULTIPLE.match(site.text, site.end)
        if m is None:
            return None
        value = site.number.value * 100
    more = m.re is _MULTIPLE and bool(m["more2"])
    found = opened("doubling", (site.start - len(lead.group()), m.end()), "growth", Number(value), "%", more=more, signed=True)
    return replace(found, bound=bounds[lead["bound"]]) if lead["bound"] else found


@FRACTIONS.at(
    "quantity.halving",
    words="(?<![拦])腰斩|(?<![加递])减半(?![征收缴考退返供排税至到行])",
    yes=[
        yes("股价几近腰斩，", "腰斩", number=-50, kind="growth", unit="%", bound="approx"),
        yes("订单较上年减半。", "减半", number=-50, kind="growth", unit="%", bound="exact"),
    ],
    no=["拦腰斩断", "减半征收所得税"],
)
def halving(site: Site) -> Draft | None:
    """减半 and 腰斩: fifty per cent less; the latter is a figure of speech for about as much."""
    number, about = Number(Decimal(-50)), site.words == "腰斩"
    found = opened("doubling", (site.start, site.end), "growth", number, "%", signed=True)
    return replace(found, bound="approx", low=None, high=None) if about else found


@FRACTIONS.at(
    "quantity.multiple.range",
    begins=SEPARATORS + "倍",
    yes=[yes("是同行的2至3倍。", "2至3倍", low=2, high=3, kind="ratio"), yes("增长20倍到30倍", "20倍到30倍", low=2000, high=3000, kind="growth")],
    no=["2至3个"],
)
def multiple_range(site: Site) -> Draft | None:
    """A span of multiples."""
    m = _MULTIPLE_RANGE.match(site.text, site.end) if _TO_MULTIPLE.match(site.text, site.end) else None
    high = parse(m["b"]) if m else None
    ends = ends_of(site.words, site.number, m["b"], high) if m and high and site.number else None
    return None if ends is None or m is None else Draft("multiple", (site.start, m.end()), "ratio", None, ends[0], ends[1], None, "range")


@FRACTIONS.at(
    "quantity.multiple",
    begins="倍多余几来",
    yes=[
        yes("增长2.3倍", "2.3倍", number=230, unit="%", kind="growth"),
        yes("是西藏的198倍；", "198倍", number=198, kind="ratio"),
        yes("为全国平均水平的1.5倍", "1.5倍", number=Decimal("1.5"), kind="ratio"),
        yes("是三年前的两倍", "两倍", number=2, kind="ratio"),
        yes("是全国的五六倍", "五六倍", low=5, high=6, kind="ratio", bound="range"),
    ],
    no=["倍增", "加倍努力", "倍率", "8倍频"],
)
def multiple(site: Site) -> Draft | None:
    """倍: a ratio, or with a word of growth how much more (growth in per cent)."""
    m = _MULTIPLE.match(site.text, site.end)
    if m is None or site.number is None:
        return None
    extra = Decimal("0.5") if m["half"] else Decimal(0)
    number = Number(site.number.value + extra, site.number.open, site.number.top)
    return opened("multiple", (site.start, m.end()), "ratio", number, None, more=bool(m["more"] or m["more2"]))


@FRACTIONS.at(
    "quantity.percent.digits",
    words=r"[两二]位数(?=的?(?:以上)?的?(?:高速|较快|快速|高|正|平均)?的?(?:增长|增幅|增速|涨幅|成长))",
    yes=[yes("产值保持两位数增长", "两位数", number=10, unit="%", kind="growth", bound="at_least")],
    no=["两位数的乘法", "增长两位数"],
)
def digits(site: Site) -> Draft | None:
    """两位数 before a word of growth: ten per cent or more."""
    return Draft("percent", (site.start, site.end), "growth", Decimal(10), Decimal(10), None, "%", "at_least", signed=True)


_INTEREST = re.compile("息|利率|拆借|按揭")
_HALF = re.compile(r"半(?=$|[\s，。；、,;！？）)的]|左右|以[上下])")
_OF_MONTH = re.compile("月息|月利")


@FRACTIONS.at(
    "quantity.percent.interest",
    begins="厘",
    yes=[
        yes("最优惠利率维持5.25厘。", "5.25厘", number=Decimal("5.25"), unit="%", kind="rate"),
        yes("月息3厘，", "3厘", number=Decimal("0.3"), unit="%", kind="rate"),
        yes("利率降至三厘半。", "三厘半", number=Decimal("3.5"), unit="%"),
    ],
    no=["长3厘米", "一厘一毫"],
)
def interest(site: Site) -> Draft | None:
    """厘 of interest: per cent a year, as Hong Kong has it, but per mille where it is told by the month."""
    text, end = site.text, site.after + 1
    if site.number is None or site.next != "厘" or text.startswith("米", end) or not _INTEREST.search(site.left(24)):
        return None
    factor = Decimal("0.1") if _OF_MONTH.search(site.left(24)) else Decimal(1)
    number = site.number
    if not number.open and number.top is None and _HALF.match(text, end):
        number, end = Number(number.value + Decimal("0.5")), end + 1
    return opened("percent", (site.start, end), "rate", number, "%", factor=factor)
