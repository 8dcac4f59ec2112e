"""Money: the name or sign of its currency before a number, and sums told coin by coin."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from extract.data import alternatives, read_table
from extract.mentions.numeral_forms import FIRST, HAN_DIGIT
from extract.mentions.numerals import Number, numeral_at, parse
from extract.mentions.quantity_site import SEPARATOR, Draft, Site, SiteRules, opened
from extract.mentions.rules import yes
from extract.mentions.units import Unit, unit_at

MONEY: SiteRules = SiteRules()

_SPOKEN = {"块": Decimal(1), "毛": Decimal("0.1"), "角": Decimal("0.1"), "毫": Decimal("0.1")}  # 毫 and 仙 are Hong Kong's
_LAST_DIGIT = re.compile(rf"(?P<digit>[{HAN_DIGIT}]|[0-9])(?=$|[，。；、,;！？\s）)的钱]|左右|以上|以下|一[斤个只瓶张条盒碗袋份])钱?")  # 三块五
_ENDS = re.compile(r"$|[，。；、,;！？\s）)的]|左右|以上|以下")
_PAID = re.compile(  # 每月补贴三百块, 一斤卖四块; but not 铺了三百块砖
    r"(?:补[贴助偿]|[工月年日]薪|工资|薪水|价[格钱]?|单价|房租|租金|学费|费用?|收费|票价|门票|收入|成本|花[了掉费]?|卖[到了]?|赚[到了]?|挣[到了]?|罚[了款]?|奖[励金]?|便宜了?|贵了?|涨了?|降了?|给[了到]?|拿到?|存了?|[每一]个?[月斤公天年吨亩股人晚])"
    r"(?:只?[有要]|[是为涨降卖到至才就也]|大概|约|不到|超过?|将近|最[多少高低])*[ ]?$"
)
_LONGEST_NAME = 8  # of a currency, with the spaces behind it
_COINS = re.compile(r"[ ]?(?:又)?[ ]?")
_NO_COIN = re.compile(rf"[^ 又{FIRST}]|$")


@cache
def _currencies() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """Signs and names of currencies that may stand before a number, their codes, and the characters that can stand before the number then."""
    codes = {row["written"]: row["code"] for row in read_table("lexicons/currency_signs.tsv")}
    pattern = re.compile(rf"(?<![A-Za-z])(?P<currency>{alternatives(list(codes))})[ \u3000]*$")
    return pattern, codes, frozenset({written[-1] for written in codes} | {" ", "\u3000"})


def currency_codes() -> dict[str, str]:
    """The codes of the signs and names of currencies that may stand before a number."""
    return _currencies()[1]


def currency_ends() -> frozenset[str]:
    """The characters that can stand before a number where one of these does."""
    return _currencies()[2]


@cache
def _then_signed() -> re.Pattern[str]:
    return re.compile(rf"{SEPARATOR}(?:{alternatives(list(_currencies()[1]))})?[ ]?")


def currency_before(site: Site) -> tuple[int, str] | None:
    """Where the name or sign of a currency before the number starts, and its code."""
    pattern, codes, last = _currencies()
    if site.before not in last:
        return None
    m = pattern.search(site.text, max(0, site.start - _LONGEST_NAME), site.start)
    return (m.start(), codes[m["currency"]]) if m else None


def second_signed(site: Site) -> tuple[str, Number, int] | None:
    """The other end of a range, with the currency's sign again or without it ($100-$200): words, worth and end."""
    m = _then_signed().match(site.text, site.end)
    found = numeral_at(site.text, m.end()) if m else None
    return (site.text[m.end() : found[1]], *found) if m and found else None


def based(unit: Unit, currency: tuple[int, str] | None) -> str:
    """The base of a unit, in the currency that stands before the number: of 新台币177亿元 TWD."""
    return f"{currency[1]}{unit.base[3:]}" if currency and unit.kind == "money" else unit.base


def start_of(site: Site) -> tuple[int, tuple[int, str] | None, int]:
    """Where the words of an amount start, the currency before it, and its sign."""
    currency = currency_before(site)
    if currency is not None:
        return currency[0], currency, 1
    start, sign = site.signed()
    return start, None, sign


@MONEY.at(
    "quantity.money.coins",
    begins="元块毛角毫美欧日港圆",
    yes=[
        yes("售价十块三毛", "十块三毛", number=Decimal("10.3"), unit="CNY"),
        yes("共一百三十五块六角七分钱", "一百三十五块六角七分钱", number=Decimal("135.67"), unit="CNY"),
        yes("标价两美元又三美分", "两美元又三美分", number=Decimal("2.03"), unit="USD"),
        yes("只要三块五。", "三块五", number=Decimal("3.5"), unit="CNY"),
        yes("只要两块八毛五。", "两块八毛五", number=Decimal("2.85"), unit="CNY"),
        yes("每根五毛。", "五毛", number=Decimal("0.5"), unit="CNY"),
        yes("每份12元5角", "12元5角", number=Decimal("12.5"), unit="CNY"),
        yes("每股派息3毫8仙，", "3毫8仙", number=Decimal("0.38"), unit="CNY"),
    ],
    no=["长3毫米", "三块地", "十块石头五角形"],
)
def coins(site: Site) -> Draft | None:
    """Money told coin by coin: N元N角N分, N块N毛, 两美元又三美分."""
    if site.number is None:
        return None
    text = site.text
    if site.next in _SPOKEN:
        unit, end = Unit(site.next, "CNY", "money", _SPOKEN[site.next]), site.after + 1
    elif (found_unit := site.unit) is not None and found_unit[0].kind == "money" and "/" not in found_unit[0].base:
        unit, end = found_unit
        if _NO_COIN.match(text, end):
            return None
    else:
        return None
    value, least, found = site.number.value * unit.factor, unit.factor, False
    while (m := _COINS.match(text, end)) is not None and (number := numeral_at(text, m.end())) is not None:
        piece = _coin(text, number[1], unit.base)
        if piece is None or piece[0] >= least or number[0].value >= 100:
            break
        value += number[0].value * piece[0]
        least, end, found = piece[0], piece[1], True
    m = _LAST_DIGIT.match(text, end) if found and unit.base == "CNY" and least == _SPOKEN["毛"] else None
    if m is not None and (last := parse(m["digit"])) is not None:
        value, end = value + last.value / 100, m.end()  # 两块八毛五
    if not found:
        return _spoken(site, unit) if site.next in _SPOKEN else None
    if text.startswith("钱", end):
        end += 1
    start, currency, sign = start_of(site)
    return opened("measure", (start, end), "amount", Number(value * sign), based(unit, currency))


_ENGLISH = re.compile("[ ]?(?:(?P<word>million|billion|trillion)|(?P<letter>mn|bn|tn|[mMbBkK]))(?![A-Za-z])", re.IGNORECASE)
_ENGLISH_SCALES = {"k": Decimal(10) ** 3, "m": Decimal(10) ** 6, "b": Decimal(10) ** 9, "t": Decimal(10) ** 12}


@MONEY.at(
    "quantity.money.english",
    begins="mbtkMBTK",
    yes=[
        yes("营收US$3.5 million，", "US$3.5 million", number=3500000, unit="USD"),
        yes("融资£1.5m。", "£1.5m", number=1500000, unit="GBP"),
        yes("估值$12bn。", "$12bn", number=12000000000, unit="USD"),
    ],
    no=["长1.5m", "GB 12 million"],
)
def english(site: Site) -> Draft | None:
    """A sum with the sign of its currency and an English scale: US$3.5 million, £1.5m."""
    m = _ENGLISH.match(site.text, site.end)
    currency = currency_before(site) if m else None
    if m is None or currency is None or site.number is None:
        return None
    scale = _ENGLISH_SCALES[(m["word"] or m["letter"])[0].lower()]
    return opened("measure", (currency[0], m.end()), "amount", site.number, currency[1], factor=scale)


def _spoken(site: Site, unit: Unit) -> Draft | None:
    """块, 毛 and 角 as money: with a last digit that counts the next smaller coin (三块五), or at the end of the words.

    块 alone counts pieces, unless there is nothing else (一块).
    """
    text, end, number = site.text, site.after + 1, site.number
    m = _LAST_DIGIT.match(text, end)
    last = parse(m["digit"]) if m else None
    if number is None:
        return None
    if m is not None and last is not None:
        return opened("measure", (site.start, m.end()), "amount", Number((number.value + last.value / 10) * unit.factor), "CNY")
    pieces = site.next == "块" and text.strip() != text[site.start : end] and not _PAID.search(text, max(0, site.start - 12), site.start)
    if number.open or not _ENDS.match(text, end) or pieces:
        return None
    return opened("measure", (site.start, end), "amount", number, "CNY", factor=unit.factor)


def _coin(text: str, at: int, base: str) -> tuple[Decimal, int] | None:
    """What a coin's name at ``at`` is worth of its currency, and where the name ends."""
    if base == "CNY" and text[at : at + 1] in ("角", "毛", "毫", "分", "仙") and not text.startswith(("毫米", "毫升", "毫克"), at):
        return Decimal("0.01") if text[at] in "分仙" else Decimal("0.1"), at + 1
    found = unit_at(text, at)
    if found is not None and found[0].kind == "money" and found[0].base == base and found[0].factor < 1:
        return found[0].factor, found[1]
    return None
