"""Numerals: how Chinese writes numbers, and what they are worth.

A numeral mixes Arabic digits (with thousands separators), Chinese digits (一 两 壹 〇 …) and scales
(十 百 千 万 亿 兆): 1.2万亿, 3千5百万, 12万8,388, 十五, 二〇二四, 一百二十点五. 兆 is 10¹² (Taiwan's usage).
Words inside a numeral that leave it open: 多 余 来 几 (20多万, 十几, 几十) and 数 上 (数百, 上千).
Calculators' forms count too: 2e5, 2^-1, 1.2×10^8, 12k.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.mentions.numeral_forms import ARABIC, HAN_DIGIT, MIDDLE_POINTS, NUMERAL, SCALE

DIGITS = {
    "〇": 0, "零": 0, "○": 0, "一": 1, "壹": 1, "幺": 1, "二": 2, "两": 2, "俩": 2, "贰": 2, "三": 3, "叁": 3, "参": 3, "四": 4, "肆": 4,
    "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
}  # fmt: skip
SMALL_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
TENS = {"廿": 20, "卅": 30, "卌": 40}
LETTER_SCALES = {"k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9}

_TOKEN = re.compile(
    rf"(?P<arabic>{ARABIC}|\.[0-9]+)|(?P<digit>[{HAN_DIGIT}俩参]+)|(?P<tens>[廿卅卌])|(?P<scale>[{SCALE}])|(?P<point>[点.])|(?P<letter>[kKMG])"
)
_PAIR = re.compile(rf"(?P<lead>.*[十百千万亿拾])?(?P<a>[一二三四五六七八九两])(?P<b>[二两三四五六七八九])(?P<tail>[{SCALE}]*)")
_PLAIN_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_POWER = re.compile(
    rf"(?P<base>{ARABIC}|\.[0-9]+)(?:[eE](?P<ten>[+\-]?[0-9]+)|\^(?P<signs>[+\-]*)(?P<power>[0-9]+(?:\.[0-9]+)?)"
    r"| ?[×xX*] ?10\^?(?P<raised>[+\-⁻]?[0-9⁰¹²³⁴-⁹]+))"
)
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖参]")
_COMMON = re.compile("[一二三四五六七八九]")
_FRACTION = re.compile(rf"[{HAN_DIGIT}]+|[0-9]+")
_POINTS = str.maketrans(dict.fromkeys(MIDDLE_POINTS, "."))
_LOST = re.compile(r"(?<=[0-9])\.(?![0-9])")
_SEPARATORS = re.compile("[,， '’]")
_SEVERAL_SCALES = re.compile(rf"(?:数|好几|若干|几)[{SCALE}]")
_SEVERAL_WORD = re.compile(r"^(?:数|好几|若干|几)")
_SCALE_TO_SCALE = re.compile("成[十百千]上[百千万]")
_COUNTED_BY = re.compile("数以([十百千万亿]+)计")
_NEARLY_A_SCALE = {"百八十": 100, "千八百": 1000, "万八千": 10_000}  # eighty to a hundred
_NEAR_SCALE = re.compile(rf"[上成近][{SCALE}]")
_MORE = re.compile(r"[多余来]")


@dataclass(frozen=True, slots=True)
class Number:
    """What a numeral is worth.

    ``open`` tells how it is left open: "" (not at all), "more" (20多万), "several" (几十, 数百), "teens" (十几), "near" (近百).
    ``top`` is the upper end of two neighbouring digits (五六百, 三五个).
    """

    value: Decimal
    open: str = ""
    top: Decimal | None = None


def _arabic(text: str) -> Decimal:
    return Decimal(_SEPARATORS.sub("", text))


def _positional(digits: str) -> int | None:
    if len(digits) > 1 and _FORMAL.search(digits) and _COMMON.search(digits):
        return None  # 大陆五省: formal and common digits do not mix in a row
    value = 0
    for d in digits:
        value = value * 10 + DIGITS[d]
    return value


class _Sum:
    """Adds up the parts of a numeral from left to right."""

    def __init__(self) -> None:
        self.total = Decimal(0)  # what the big scales have closed
        self.section = Decimal(0)  # what stands below the next big scale
        self.current: Decimal | None = None  # digits that no scale has closed yet
        self.loose = False  # whether these digits are one Chinese digit without a zero before it
        self.small = 1
        self.big = 0

    def digits(self, value: Decimal, *, loose: bool) -> bool:
        """Takes digits; False where digits stand already (only a zero may)."""
        if self.current:
            return False
        self.loose = loose and self.current is None and self.small >= 100
        self.current = value
        return True

    def settled(self, above: Decimal) -> Decimal:
        """The open digits: after a scale one Chinese digit counts the next lower one (一百二 is 120, 三万五 is 35000)."""
        value = self.current or Decimal(0)
        if self.loose and above:
            value *= self.small // 10
        self.current, self.loose = None, False
        return value

    def scale_small(self, scale: int) -> bool:
        """十, 百, 千; False where none smaller may follow (五十千, 一百二百)."""
        if self.section and scale >= self.small:
            return False
        self.section += (self.current or Decimal(1)) * scale
        self.current, self.loose, self.small = None, False, scale
        return True

    def scale_big(self, scale: int) -> None:
        """万, 亿, 兆; one on another multiplies (4.78万亿)."""
        self.section += self.settled(self.section)
        if self.big and scale > self.big:
            self.total = (self.total + self.section) * scale
        elif self.section == 0 and self.total == 0:
            self.total = Decimal(scale)
        elif self.section == 0 and self.big == scale:
            self.total *= scale
        else:
            self.total += self.section * scale
        self.section, self.big, self.small = Decimal(0), scale, scale

    def value(self) -> Decimal:
        """All of it."""
        self.section += self.settled(self.section or self.total)
        return self.total + self.section


def _compose(text: str) -> Decimal | None:
    """The value of a closed numeral, or None where the characters make no number."""
    done = _Sum()
    at, length = 0, len(text)
    while at < length:
        m = _TOKEN.match(text, at)
        if m is None:
            if not text[at].isspace():
                return None
            at += 1
            continue
        at = m.end()
        kind, part = m.lastgroup, m.group()
        if kind == "arabic":
            said = len(part) == 1 and part != "0" and at == length > 1 and text[at - 2] in SCALE  # 3万6
            if not done.digits(_arabic(part), loose=said):
                return None
        elif kind == "digit":
            one = len(part.lstrip("〇零○")) <= 1  # 五六百 has two digits before its scale and is no number
            worth = _positional(part) if one or at == length or text[at] not in SMALL_SCALES else None
            if worth is None or not done.digits(Decimal(worth), loose=len(part) == 1 and worth > 0):
                return None
        elif kind == "tens":
            if done.current:
                return None
            done.current = None
            done.section += TENS[part]
            done.small = 10
        elif kind == "point":
            rest = _FRACTION.match(text, at)
            if rest is None:
                return None
            done.section += done.settled(done.section or done.total) + Decimal("0." + "".join(str(DIGITS.get(d, d)) for d in rest.group()))
            at = rest.end()
            if at < length and text[at] not in BIG_SCALES:
                return None
        elif kind == "letter":
            return done.value() * LETTER_SCALES[part] if at == length else None
        elif part in SMALL_SCALES:
            if not done.scale_small(SMALL_SCALES[part]):
                return None
        else:
            done.scale_big(BIG_SCALES[part])
    return done.value()


def _pair(text: str) -> Number | None:
    """Two neighbouring digits that stand for a span: 五六百, 十五六, 二十三四万, 三五十."""
    m = _PAIR.fullmatch(text)
    if m is None:
        return None
    a, b = DIGITS[m["a"]], DIGITS[m["b"]]
    if b != a + 1 and (a, b) != (3, 5):
        return None
    ends = [_compose((m["lead"] or "") + m[x] + m["tail"]) for x in "ab"]
    return None if ends[0] is None else Number(ends[0], "", ends[1])


def _power(text: str) -> Decimal | None:
    """Calculators' forms: 2e5, 1.1^23, 2^-1; None for any other."""
    m = _POWER.fullmatch(text)
    if m is None:
        return None
    base = _arabic(m["base"])
    if m["ten"] or m["raised"]:
        return Decimal(f"{base.scaleb(int((m['ten'] or m['raised']).translate(_RAISED))):f}")
    exponent = Decimal(m["power"]) * (-1 if m["signs"].count("-") % 2 else 1)
    return base**exponent


_NUMERAL = re.compile(NUMERAL)
_CUTS = 8  # characters at the end of a numeral that may be no part of it


def numeral_at(text: str, at: int) -> tuple[Number, int] | None:
    """The worth of the longest numeral that stands at ``at``, and where it ends; None where none does."""
    m = _NUMERAL.match(text, at)
    return longest(text, at, m.end()) if m else None


def longest(text: str, start: int, end: int) -> tuple[Number, int] | None:
    """The worth of the longest part of a span, from its start, that makes a number (五十 of 五十千), and where it ends."""
    for cut in range(end, max(start, end - _CUTS), -1):
        if cut < end and text[cut] in SCALE and text[cut - 1] not in SCALE:
            continue
        number = parse(text[start:cut])
        if number is not None:
            return number, cut
    return None


@lru_cache(maxsize=8192)
def parse(text: str) -> Number | None:
    """The worth of a numeral as written (simplified characters, half-width digits), or None if it is none.

    Half-open forms carry the value they start from: 20多万 is 200000 and more, 几十 is 10 and more.
    """
    return Number(Decimal(text)) if _PLAIN_ARABIC.fullmatch(text) else _read(text.strip())


def _read(body: str) -> Number | None:
    opened, body = "", _LOST.sub("", body.translate(_POINTS))
    if body[1:2] == "把":
        value = _compose("一" + body[0] + body[2:])
        return Number(value, "near") if value else None
    if body == "半百":
        return Number(Decimal(50))
    if body.startswith("十几二十"):
        scale = _compose("一" + body[4:])
        return Number(scale * 10, "", scale * 20) if scale else None
    if body in _NEARLY_A_SCALE:
        top = Decimal(_NEARLY_A_SCALE[body])
        return Number(top * 8 / 10, "", top)
    if (m := _COUNTED_BY.fullmatch(body)) is not None:
        value = _compose("一" + m[1])
        return Number(value, "more") if value else None
    if _SCALE_TO_SCALE.fullmatch(body):
        return Number(Decimal(SMALL_SCALES[body[1]]), "more")  # 成百上千
    if _SEVERAL_SCALES.match(body):
        body, opened = _SEVERAL_WORD.sub("", body), "several"
    elif _NEAR_SCALE.match(body):
        body, opened = body[1:], "more" if body[0] != "近" else "near"
    elif "几" in body:
        body, opened = body.replace("好几", "").replace("几", ""), "teens"
    if (left_open := _MORE.findall(body)) and opened != "more":
        body, opened = _MORE.sub("", body), "near" if set(left_open) == {"来"} else "more"
    if not body:
        return None
    try:
        pair = _pair(body)
        if pair is not None:
            return pair if not opened else None
        value = _power(body)
        if value is None:
            value = _compose(body)
    except ArithmeticError:  # too large, or no number at all (0^0)
        return None
    return Number(value, opened) if value is not None and value.is_finite() else None
