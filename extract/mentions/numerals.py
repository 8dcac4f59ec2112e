"""Numerals: how Chinese writes numbers, and what they are worth.

A numeral mixes Arabic digits (with thousands separators), Chinese digits (一 两 壹 〇 …) and scales
(十 百 千 万 亿 兆): 1.2万亿, 3千5百万, 12万8,388, 十五, 二〇二四, 一百二十点五. 兆 is 10¹² (Taiwan's usage).
Words inside a numeral that leave it open: 多 余 来 几 (20多万, 十几, 几十) and 数 上 (数百, 上千).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import regex

DIGITS = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "壹": 1, "幺": 1, "二": 2, "两": 2, "贰": 2, "三": 3, "叁": 3, "四": 4, "肆": 4, "五": 5, "伍": 5,
    "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
TENS = {"廿": 20, "卅": 30, "卌": 40}

# Numbers of more than 24 digits are no quantities; the bound also keeps the time linear on floods of digits.
ARABIC = r"(?:\d{1,3}(?:[,，]\d{3}){1,8}(?!\d)(?:\.\d{1,12})?|[1-9]\d{0,2}(?: \d{3}){1,8}(?!\d)(?:\.\d{1,12})?|\d{1,24}(?!\d)(?:\.\d{1,12})?)"
HAN_DIGIT = "〇零○一壹幺二两贰三叁四肆五伍六陆七柒八捌九玖"
SCALE = "十拾百佰千仟万亿兆"
_BIG = "万亿兆"

# A scale that follows an Arabic number directly is part of it (3千5百万); 多 and 余 may stand before a scale (20多万).
# A decimal number closes with its scale (1.2万亿). After a scale more digits go on only as 12万8,388 or 3千5百万 do.
_BIG_SCALE = rf"[{_BIG}](?![瓦赫帕比字])"
_ARABIC_SCALE = rf"(?:\s?[多余来]?(?:[千百仟佰]?(?:{_BIG_SCALE})+|[千百仟佰](?![克瓦米卡帕伏焦赫])))"
_INTEGER = r"(?:\d{1,3}(?:[,，]\d{3}){1,8}(?!\d)|[1-9]\d{0,2}(?: \d{3}){1,8}(?!\d)|\d{1,24}(?!\d))"
_ARABIC_NUMERAL = (
    rf"(?:{_INTEGER}\.\d{{1,12}}(?!\d){_ARABIC_SCALE}?"
    rf"|{_INTEGER}(?:{_ARABIC_SCALE}(?:(?:\d,\d{{3}}|\d{{1,4}})(?={_ARABIC_SCALE}))?){{0,8}}(?:(?<=[千百仟佰{_BIG}])(?:\d,\d{{3}}|\d{{3,4}})(?![\d.,年]))?)"
    rf"(?:(?<=\d)[kK](?![A-Za-z]))?"
)
_HAN_NUMERAL = rf"[{HAN_DIGIT}{SCALE}廿卅卌几](?:[{HAN_DIGIT}{SCALE}廿卅卌几]|[多余来](?=[{SCALE}])|点(?=[{HAN_DIGIT}])){{0,32}}"
_SEVERAL = rf"(?:数|好几|若干|上|成|近|几)(?=[{SCALE}])[{SCALE}]{{1,6}}"
NUMERAL = rf"(?:{_ARABIC_NUMERAL}|{_SEVERAL}|{_HAN_NUMERAL})"

_TOKEN = regex.compile(rf"(?P<arabic>{ARABIC})|(?P<digit>[{HAN_DIGIT}]+)|(?P<tens>[廿卅卌])|(?P<scale>[{SCALE}])|(?P<point>点)|(?P<kilo>[kK])")


_HAN_DIGITS = regex.compile(rf"[{HAN_DIGIT}]+")
_SEPARATORS = regex.compile("[,， ]")
_SEVERAL_SCALES = regex.compile(rf"(?:数|好几|若干|几)[{SCALE}]")
_SEVERAL_WORD = regex.compile(r"^(?:数|好几|若干|几)")
_NEAR_SCALE = regex.compile(rf"[上成近][{SCALE}]")
_MORE = regex.compile(r"[多余来]")


@dataclass(frozen=True, slots=True)
class Number:
    """What a numeral is worth.

    ``open`` tells how it is left open: "" (not at all), "more" (20多万), "several" (几十, 数百), "teens" (十几).
    """

    value: Decimal
    open: str = ""


def _arabic(text: str) -> Decimal:
    return Decimal(_SEPARATORS.sub("", text))


def _positional(digits: str) -> int:
    value = 0
    for d in digits:
        value = value * 10 + DIGITS[d]
    return value


def _compose(text: str) -> Decimal | None:
    """The value of a closed numeral, or None where the characters make no number."""
    total = Decimal(0)  # what the big scales have closed
    section = Decimal(0)  # what stands below the next big scale
    current: Decimal | None = None
    last_scale, zero_before = 1, False
    tail_is_han = False
    last_big = 0
    at = 0
    while at < len(text):
        m = _TOKEN.match(text, at)
        if m is None:
            if text[at].isspace():
                at += 1
                continue
            return None
        at = m.end()
        tail_is_han = False
        if m["arabic"]:
            if current is not None:
                return None
            current = _arabic(m["arabic"])
        elif m["digit"]:
            if current is not None:
                return None
            run = m["digit"]
            zero_before = run[0] in "〇零○" and len(run) > 1
            current = Decimal(_positional(run))
            tail_is_han = len(run) == 1 and run not in "〇零○"
        elif m["tens"]:
            if current is not None:
                return None
            section += TENS[m["tens"]]
            last_scale = 10
        elif m["point"]:
            rest = _HAN_DIGITS.match(text[at:])
            if rest is None:
                return None
            fraction = Decimal("0." + "".join(str(DIGITS[d]) for d in rest.group()))
            section += (current or 0) + fraction
            current = None
            at += rest.end()
            if at < len(text) and text[at] in BIG_SCALES:
                continue
            return total + section if at == len(text) else None
        elif m["kilo"]:
            return (total + section + (current or 0)) * 1000 if at == len(text) else None
        elif m["scale"] in SMALL_SCALES:
            scale = SMALL_SCALES[m["scale"]]
            section += (Decimal(1) if current is None else current) * scale
            current, last_scale = None, scale
        else:
            scale = BIG_SCALES[m["scale"]]
            section += current or 0
            current = None
            if last_big and scale > last_big:
                total = (total + section) * scale
            elif section == 0 and total == 0:
                total = Decimal(scale)
            elif section == 0 and last_big == scale:
                total *= scale
            else:
                total += section * scale
            section, last_big, last_scale = Decimal(0), scale, scale
    if current is not None:
        if tail_is_han and last_scale >= 100 and not zero_before and (section or total):
            current *= last_scale // 10  # 一百二 is 120, 三万五 is 35000
        section += current
    return total + section


@lru_cache(maxsize=8192)
def parse(text: str) -> Number | None:
    """The worth of a numeral as written (simplified characters, half-width digits), or None if it is none.

    Half-open forms carry the value they start from: 20多万 is 200000 and more, 几十 is 10 and more.
    """
    body = text.strip()
    opened = ""
    if _SEVERAL_SCALES.match(body):
        body, opened = _SEVERAL_WORD.sub("", body), "several"
    elif _NEAR_SCALE.match(body):
        body, opened = body[1:], "more" if body[0] != "近" else "near"
    elif "几" in body:
        if body == "几":
            return None
        body, opened = body.replace("几", ""), "teens"
    if _MORE.search(body):
        body, opened = _MORE.sub("", body), "more"
    try:
        value = _compose(body)
    except InvalidOperation:
        return None
    return None if value is None else Number(value, opened)
