"""Dates and periods: found as written, resolved to inclusive days.

A date is a year part (2024年, 去年, “十四五”), a part of the year (5月3日, 前三季度, 上半年, 年底) or both.
Parts without a year take it from the last year that the sentence names, else from the reference date; with
neither they stay null. The clock is never read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from extract.data import load_patterns
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.numerals import DIGITS, parse
from extract.model import DateMention, Grounding, Precision, Span

_D = "〇零○一二三四五六七八九"
_N = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_DASH = r"\s?(?:至|到|[-－–—−~～]{1,2}|──|、|和)\s?"
_RANGE = r"\s?(?:至|到|[-－–—−~～]{1,2}|──)\s?"
_YEAR4 = rf"(?:(?:1[6-9]|20|21)\d{{2}}|[一二][{_D}]{{3}})"

_RELATIVE_YEARS = {
    "今年": 0, "本年": 0, "本年度": 0, "今年度": 0, "去年": -1, "上年": -1, "上一年": -1, "上年度": -1, "去年度": -1, "昨年": -1,
    "前年": -2, "大前年": -3,
    "明年": 1, "来年": 1, "下一年": 1, "明年度": 1, "后年": 2,
}  # fmt: skip
_SAME_YEARS = ("同年", "当年", "该年", "是年", "翌年", "次年", "隔年")

Role = Literal["period", "base", "since", "until"]
_SHORT_TAIL = r"(?=度|底|初|末|来|\s?\d{1,2}\s?月|[一二三四]季|[上下]半年|第[一二三四]季|为|的|全年|1-|前|《|，|、|平均|较|仅|则|新|编|家庭|台|预|总)"
_YEAR = (
    rf"(?:(?P<roc>民国|民國)\s?(?P<rocn>\d{{1,3}}|[元{_D}十]{{1,4}})年(?:度)?"
    rf"|(?:公元)?(?P<abs>{_YEAR4})\s?年(?:度)?(?!代)"
    rf"|(?:今|去|前|明)[（(](?P<paren>\d{{2,4}})[）)]年(?:度)?"
    rf"|(?P<rel>大前年|今年度?|本年度?|去年度?|上年度?|上一年|昨年|(?<!(?:\d|[一二两三四五六七八九十几多])年?)前年(?!度)|明年度?|来年|后年|下一年)"
    rf"|(?P<same>同年|当年|该年|翌年|次年|隔年)"
    rf"|(?<![\d.])(?P<short>\d{{2,3}})\s?年{_SHORT_TAIL}(?:度)?)"
)
_SUB = (
    rf"(?:(?P<m1>{_N})\s?月(?:份)?\s?(?P<d1>{_N})\s?[日号](?:{_RANGE}(?:(?P<m2>{_N})\s?月(?:份)?\s?)?(?P<d2>{_N})\s?[日号])?"
    rf"|(?P<m1b>{_N})\s?月(?P<d1b>\d{{1,2}}){_RANGE}(?P<d2b>\d{{1,2}})[日号]"
    rf"|(?P<ma>{_N})\s?(?:月(?:份)?)?{_RANGE}(?P<mb>{_N})\s?月(?:份)?"
    rf"|(?P<ml>\d{{1,2}}(?:月)?[、和](?:\d{{1,2}}(?:月)?[、和])*\d{{1,2}})月(?:份)?"
    rf"|(?P<m>{_N})\s?月(?:份)?(?P<mpart>[上中下]旬|底|末|初|当月|单月)?"
    rf"|(?:第)?(?P<q1>[一二三四1-4])(?:季度?)?{_DASH}(?P<q2>[二三四2-4])季度?"
    rf"|(?:第|首)?(?P<q>[一二三四1-4](?=季)|(?<=首))(?:个?季度?|季)(?P<qend>末|底)?"
    rf"|[前头](?P<nq>[一二两三1-3])(?:个)?季(?:度)?"
    rf"|[前头首](?P<nm>{_N})(?:个)?月(?:份)?(?!内|之)"
    rf"|(?P<half>上半年|下半年|前半年|后半年)"
    rf"|(?P<whole>全年(?!龄))"
    rf"|(?P<edge>(?:(?<=年|今|去|到|至)|年)[底末](?![部线层端期])|年初|岁末|年中|年内))"
)
_PLAN_STARTS = {"一": 1953, "二": 1958, "三": 1966, "四": 1971, "五": 1976, "六": 1981, "七": 1986, "八": 1991, "九": 1996, "十": 2001}
_PLAN = r"[“\"「『]?(?P<plan>[一二三四五六七八九]|十[一二三四五六七八]?)五[”\"」』]?"


@dataclass(frozen=True, slots=True)
class _Context:
    reference: dt.date | None
    now: int | None  # the year that 今年 means
    year: int | None  # the last year that the sentence names
    roc: bool  # years of two or three digits count from 1912


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "元":
        return 1
    if text.isdigit():
        return int(text)
    if all(c in DIGITS for c in text) and len(text) > 1:
        return int("".join(str(DIGITS[c]) for c in text))
    number = parse(text)
    return int(number.value) if number else None


def _short_year(value: int, context: _Context) -> int | None:
    """A year of two or three digits: of the Republic where the article counts so, else of this century or the last."""
    if context.roc and 1 <= value <= 150:
        return value + 1911
    if value >= 100:
        return None
    now = context.now or 2025
    return 2000 + value if 2000 + value <= now + 15 else 1900 + value


def _year_of(m: regex.Match[str], context: _Context) -> tuple[int | None, Grounding]:
    """The year that the year part of a match names, and how it is grounded."""
    groups = m.groupdict()
    if groups.get("roc"):
        number = _number(groups["rocn"])
        return (None if number is None else number + 1911), "explicit"
    if groups.get("abs"):
        text = groups["abs"]
        return int(text) if text.isdigit() else int("".join(str(DIGITS[c]) for c in text)), "explicit"
    if groups.get("paren"):
        value = int(groups["paren"])
        return (value if value > 1000 else value + 1911), "explicit"
    if groups.get("short"):
        return _short_year(int(groups["short"]), context), "explicit"
    if groups.get("rel"):
        offset = _RELATIVE_YEARS[groups["rel"]]
        return (context.now + offset if context.now else None), "publication"
    if groups.get("same"):
        base = context.year
        step = 1 if groups["same"] in ("翌年", "次年", "隔年") else 0
        return (None if base is None else base + step), "coreference"
    if context.year is not None:
        return context.year, "inherited"
    return context.now, "publication"


def _part(m: regex.Match[str], year: int, context: _Context, own_year: bool) -> Interval | None:
    """The interval of a part of the year; without a year of its own it lies in the past of the reference."""
    g = m.groupdict()

    def past(month: int) -> int:
        reference = context.reference
        if own_year or context.year is not None or reference is None or month <= reference.month:
            return year
        return year - 1 if month - reference.month > 2 else year

    if g.get("m1"):
        a, d1 = _number(g["m1"]), _number(g["d1"])
        b, d2 = (_number(g["m2"]) if g["m2"] else a), _number(g["d2"])
        if a is None or b is None or d1 is None:
            return None
        first = cal.day(past(a), a, d1)
        if first is None or d2 is None:
            return first
        last = cal.day(first.start.year + (1 if b < a else 0), b, d2)
        return Interval(first.start, last.end, "day") if last and last.end >= first.start else first
    if g.get("m1b"):
        a = _number(g["m1b"]) or 0
        first, last = cal.day(past(a), a, int(g["d1b"])), cal.day(past(a), a, int(g["d2b"]))
        return Interval(first.start, last.end, "day") if first and last and last.end >= first.start else None
    if g.get("ma"):
        a, b = _number(g["ma"]), _number(g["mb"])
        if a is None or b is None or a == b:
            return None
        return cal.months(past(b), a, b)
    if g.get("ml"):
        listed = [int(x) for x in regex.findall(r"\d+", g["ml"])]
        return cal.months(past(listed[-1]), listed[0], listed[-1])
    if g.get("m"):
        month = _number(g["m"])
        if month is None or not 1 <= month <= 12:
            return None
        value = past(month)
        whole = cal.months(value, month, month)
        part = g.get("mpart") or ""
        if whole is None or not part or part in ("当月", "单月"):
            return whole
        if part in ("底", "末"):
            return cal.last_of(whole)
        a, b = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10)}[part]
        return Interval(dt.date(value, month, a), dt.date(value, month, min(b, whole.end.day)), "day")
    if g.get("q1"):
        return cal.quarters(year, _number(g["q1"]) or 0, _number(g["q2"]) or 0)
    if g.get("q") is not None:
        number = _number(g["q"]) if g["q"] else 1
        found = cal.quarters(past(3 * number - 2) if number else year, number or 0, number or 0)
        return cal.last_of(found) if found and g.get("qend") else found
    if g.get("nq"):
        return cal.quarters(year, 1, _number(g["nq"]) or 0)
    if g.get("nm"):
        number = _number(g["nm"])
        return cal.months(past(number), 1, number) if number and number <= 12 else None
    if g.get("half"):
        return cal.months(year, 1, 6) if g["half"] in ("上半年", "前半年") else cal.months(past(7), 7, 12)
    if g.get("whole"):
        return cal.year(year)
    if g.get("edge"):
        edge = g["edge"]
        if edge.endswith("初"):
            return cal.months(year, 1, 1)
        if edge == "年中":
            return cal.months(year, 6, 6)
        if edge == "年内":
            return cal.year(year)
        return cal.day(year, 12, 31)
    return cal.year(year)


_NUMERIC = (
    r"(?<![\d.])(?P<ny>(?:19|20)\d{2})\s?[-/.]\s?(?P<nmo>0?[1-9]|1[0-2])"
    r"(?:\s?[-/.]\s?(?P<nda>0?[1-9]|[12]\d|3[01])(?![\d.%])|(?<=-\d{1,2}|/\d{1,2})(?![\d.%]|\s?[万亿元个家])|(?=\s?[-—~至]\s?(?:19|20)\d\d\.))"
)
_YEARS = rf"(?P<ya>{_YEAR4})\s?年?{_RANGE}(?P<yb>{_YEAR4}|\d{{2}})\s?年(?:度)?(?!代)"
_PLAN_PERIOD = (
    rf"{_PLAN}(?P<ptail>时期|期间|规划期|以来|期末|末|末期|初期|中期|开局|开局之年|收官之年|[，,、]"
    r"|(?=规划|发展|目标|建设|的|时|节能|将|提出|战略|全市|全省|全国|我省|我市))"
)
_SPAN_YEARS = (
    rf"(?P<dir>近|过去|过往|此前|前|最近|未来|今后|后|这|头|十年来)(?P<span>{_N})(?P<approx>多|余)?年(?:间|来|里|内|时间)?(?!级|龄)"
    rf"|(?P<since_n>{_N})年(?:来|以来|间)|(?P<five>五年来|五年间)"
)
_DECADE = r"(?:(?P<century>(?:上|本|[12]\d)世纪)?\s?(?P<decade>[1-9]0|[二三四五六七八九]十)年代|(?P<decade4>(?:19|20)\d0)年代)(?:初|末|中期|以来)?"
_NEAR = (
    r"(?P<now>截至目前|截至现在|截至今|截止目前|截止到目前|截至发稿|截至记者发稿|到目前为止|迄今为止|迄今|至今|目前|当前|眼下|如今|现阶段|现在|现今|时下|当下|日前|近日|近期|最近|连日来|这几天|这两天)"
    r"|(?P<today>今日|今天|今(?=[（(]\d{1,2}(?:日)?[）)]))(?:[（(](?P<todayn>\d{1,2})日?[）)]日?)?|(?P<yesterday>昨日|昨天|昨晚|昨(?=[（(]\d{1,2}日?[）)]))(?:[（(](?P<yn>\d{1,2})日?[）)]日?)?|(?P<before>前天|前日)|(?P<tomorrow>明日|明天)"
    r"|(?P<month>本月份?|上个?月份?|下个?月)(?:(?P<mday>\d{1,2})[日号]|(?P<mend>底|末))?|(?P<week>本周|这周|上周|下周|上星期|近一周|过去一周)(?P<wd>[一二三四五六日天])?"
    r"|(?P<quarter>本季度?|上季度?|下季度?)"
)
_BARE_DAY = (
    r"[（(](?P<bd3>[1-9]|[12]\d|3[01])[）)]日|(?<![\d月.\-—至到~年])(?P<bd>[1-9]|[12]\d|3[01])日(?:(?:至|到|[-—~])(?P<bd2>[1-9]|[12]\d|3[01])日)?"
    r"(?=[，。、上下晚早凌中夜在从起电举公发为至，召，讯,召表宣正闭开：:的通对将收抵\s（(])"
)
_SAME_PERIOD = r"(?P<sp>(?:去年|上年|前年|(?:(?P<spy>(?:19|20)\d{2})年))?同期|同比时期)"

_BASE_BEFORE = regex.compile(r"(?:较|比|相比|相较于?|对比|高于|低于|超过|不及|优于)\s?$")
_BASE_WITH = regex.compile(r"(?:与|同|跟|和)\s?$")
_BASE_AFTER = regex.compile(r"[\p{Han}\d“”]{0,14}?(?:相比|相较|持平|相当|比较)")
_SENTENCE_END = regex.compile(r"[。！？!?\n]")


def _year_pattern(roc: bool) -> str:
    return (
        _YEAR.replace("(?P<short>", r"(?P<short>(?:1[0-4]\d|[7-9]\d)(?=\s?年(?![级代来间之]|以来|历史))|", 1).replace(
            _SHORT_TAIL, rf"(?:(?<=1[0-4]\d年|[7-9]\d年)|{_SHORT_TAIL})"
        )
        if roc
        else _YEAR
    )


@cache
def _patterns(roc: bool) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """Patterns of all rules; in an article that counts years of the Republic three digits and 年 are a year (114年共办理)."""
    lead = r"(?:(?P<until>截至|截止到?|截止至|至|到)\s?)?"
    tail = r"(?P<tail>以来|来(?=[，,])|起(?!点|来|步|码|草|到|降)|至今|迄今)?"
    return (
        ("date.years", regex.compile(lead + _YEARS + tail)),
        ("date.numeric", regex.compile(lead + _NUMERIC + tail)),
        ("date.same-period", regex.compile(_SAME_PERIOD)),
        ("date.year-part", regex.compile(rf"{lead}{_year_pattern(roc)}\s?(?:的|(?={_SUB}))?(?:\s?(?P<w2>全年)|{_SUB})?{tail}")),
        ("date.part", regex.compile(rf"{lead}(?<![\d.第])(?<!第[一二三四五六七八九十])(?<![一二三四五六七八九十])(?:{_SUB}){tail}")),
        ("date.plan", regex.compile(lead + _PLAN_PERIOD)),
        ("date.span", regex.compile(_SPAN_YEARS)),
        ("date.decade", regex.compile(_DECADE)),
        ("date.near", regex.compile(_NEAR)),
        ("date.day", regex.compile(_BARE_DAY)),
    )


def _resolve(rule: str, m: regex.Match[str], context: _Context) -> tuple[Interval | None, Precision, Grounding] | None:
    """Interval, precision of the words and grounding; None refuses the match."""
    g = m.groupdict()
    reference = context.reference
    if rule == "date.years":
        begin = _number(g["ya"]) or 0
        close = _number(g["yb"]) or 0
        if close < 100:
            close += begin // 100 * 100
        found = cal.years(begin, close)
        return (found, "years", "explicit") if found else None
    if rule == "date.numeric":
        numeric, month = int(g["ny"]), int(g["nmo"])
        found = cal.day(numeric, month, int(g["nda"])) if g["nda"] else cal.months(numeric, month, month)
        return (found, found.precision, "explicit") if found else None
    if rule in ("date.year-part", "date.part"):
        own = rule == "date.year-part"
        year, grounding = _year_of(m, context)
        has_part = any(g.get(k) is not None for k in ("m1", "m1b", "ma", "ml", "m", "q1", "q", "nq", "nm", "half", "whole", "edge"))
        if own and not has_part and g.get("short") and not context.roc and not m.group().rstrip("度").endswith("年"):
            return None
        if year is None:
            if own and g.get("short"):
                return None
            return None, _written_precision(g), grounding
        found = _part(m, year, context, own) if has_part else cal.year(year)
        if found is None:
            return None
        return found, found.precision, grounding
    if rule == "date.plan":
        text = g["plan"]
        number = 10 + (DIGITS.get(text[1:], 0) if len(text) > 1 else 0) if text.startswith("十") else DIGITS[text]
        start = 2001 + 5 * (number - 10) if number >= 10 else _PLAN_STARTS[text]
        tail = g["ptail"] or ""
        if tail.endswith("末") or "末" in tail:
            found = cal.day(start + 4, 12, 31)
        elif tail.startswith("开局"):
            found = cal.year(start)
        elif tail.startswith("收官"):
            found = cal.year(start + 4)
        elif tail == "以来" and reference is not None and reference.year < start + 4:
            found = Interval(dt.date(start, 1, 1), reference, "years")
        else:
            found = cal.years(start, start + 4)
        return (found, found.precision, "explicit") if found else None
    if rule == "date.span":
        count = _number(g.get("span") or g.get("since_n")) if not g.get("five") else 5
        if count is None or count == 0 or count > 200:
            return None
        direction = g.get("dir")
        if context.now is None:
            return None, "years", "publication"
        if direction in ("未来", "今后", "后"):
            return cal.years(context.now + 1, context.now + count), "years", "publication"
        if g.get("since_n") or g.get("five") or direction:
            return cal.years(context.now - count, context.now - 1), "years", "publication"
        return None
    if rule == "date.decade":
        if g["decade4"]:
            first = int(g["decade4"])
        else:
            tens = _number(g["decade"]) or 0
            century = g["century"] or ""
            first = (2000 if century.startswith(("本", "21")) else 1900) + tens
        return cal.years(first, first + 9), "years", "explicit"
    if rule == "date.same-period":
        if g["spy"]:
            return cal.year(int(g["spy"])), "year", "explicit"
        if g["sp"].startswith(("去年", "上年")) and context.now is not None:
            return cal.year(context.now - 1), "year", "publication"
        return None, "year", "coreference"
    if rule == "date.near":
        return _near(g, context)
    if reference is None:
        return None, "day", "publication"
    found = _recent_day(reference, int(g["bd"] or g["bd3"] or 0))
    if found and g.get("bd2"):
        last = _recent_day(reference, int(g["bd2"]))
        if last and last.end > found.start:
            found = Interval(found.start, last.end, "day")
    return (found, "day", "publication") if found else None


def _written_precision(g: dict[str, str | None]) -> Precision:
    if g.get("m1") or g.get("m1b"):
        return "day"
    if g.get("q") is not None or g.get("nq") or g.get("q1"):
        return "quarter"
    if g.get("half"):
        return "half"
    return "month" if g.get("m") or g.get("ma") or g.get("nm") or g.get("ml") else "year"


def _recent_day(reference: dt.date, number: int) -> Interval | None:
    """The latest such day that is not later than the reference (a few days' announcement allowed)."""
    found = cal.day(reference.year, reference.month, number)
    if found and (found.start - reference).days <= 7:
        return found
    previous = cal.shift_months(reference.replace(day=1), -1)
    return cal.day(previous.year, previous.month, number) or found


def _near(g: dict[str, str | None], context: _Context) -> tuple[Interval | None, Precision, Grounding] | None:
    """目前, 昨天, 本月, 上周 …: around the reference date."""
    reference = context.reference
    precision: Precision = "month" if g.get("month") else "quarter" if g.get("quarter") else "day"
    if reference is None:
        return None, precision, "publication"
    one = dt.timedelta(days=1)
    if g.get("now"):
        return Interval(reference, reference, "day"), "day", "publication"
    if g.get("today"):
        stated = g.get("todayn")
        found = _recent_day(reference, int(stated)) if stated else None
        return found or Interval(reference, reference, "day"), "day", "publication"
    if g.get("yesterday"):
        date = reference - one
        return Interval(date, date, "day"), "day", "publication"
    if g.get("before") or g.get("tomorrow"):
        date = reference - 2 * one if g.get("before") else reference + one
        return Interval(date, date, "day"), "day", "publication"
    month_word = g.get("month")
    if month_word:
        step = -1 if month_word.startswith("上") else 1 if month_word.startswith("下") else 0
        first = cal.shift_months(reference.replace(day=1), step)
        if g.get("mday"):
            found = cal.day(first.year, first.month, int(g["mday"] or 0))
            return (found, "day", "publication") if found else None
        whole = cal.months(first.year, first.month, first.month)
        if whole and g.get("mend"):
            whole = cal.last_of(whole)
        return whole, "month", "publication"
    quarter_word = g.get("quarter")
    if quarter_word:
        step = -1 if quarter_word.startswith("上") else 1 if quarter_word.startswith("下") else 0
        index = reference.year * 4 + (reference.month - 1) // 3 + step
        return cal.quarters(index // 4, index % 4 + 1, index % 4 + 1), "quarter", "publication"
    word = g.get("week") or ""
    if word in ("近一周", "过去一周"):
        return Interval(reference - 6 * one, reference, "day"), "day", "publication"
    monday = reference - reference.weekday() * one
    if word.startswith("上"):
        monday -= 7 * one
    elif word.startswith("下"):
        monday += 7 * one
    if g.get("wd"):
        index = "一二三四五六日".find((g["wd"] or "").replace("天", "日"))
        date = monday + index * one
        return Interval(date, date, "day"), "day", "publication"
    return Interval(monday, monday + 6 * one, "day"), "day", "publication"


def find(text: str, reference: dt.date | None = None, *, year: int | None = None, roc: bool = False) -> list[DateMention]:
    """All dates of a normalized text, in order, one reading each.

    Args:
        reference: the article's own date; relative dates without it have null ``start`` and ``end``.
        year: the year that 今年 and 全年 mean; the reference's by default (a communiqué of March 2015 on 2014 means 2014).
        roc: the article counts years of the Republic of China (113年 is 2024).
    """
    found: list[tuple[int, int, int, str, regex.Match[str]]] = []
    for order, (rule, pattern) in enumerate(_patterns(roc)):
        found.extend((m.start(), -m.end(), order, rule, m) for m in pattern.finditer(text) if m.end() > m.start())
    found.sort(key=lambda f: f[:3])
    blocked: list[Span] = [m.span() for m in load_patterns("not_dates").finditer(text)]
    now = year or (reference.year if reference else None)
    mentions: list[DateMention] = []
    end = -1
    named: int | None = None
    seen_to = 0
    for start, negative_end, _, rule, m in found:
        stop = -negative_end
        if start < end or any(a < stop and start < b for a, b in blocked):
            continue
        if _SENTENCE_END.search(text, seen_to, start):
            named = None
        resolved = _resolve(rule, m, _Context(reference, now, named, roc))
        if resolved is None:
            continue
        interval, precision, grounding = resolved
        seen_to = start
        role = _role(text, m, rule)
        if rule == "date.years" or (
            interval and precision in ("year", "month", "day", "quarter", "half") and rule in ("date.year-part", "date.numeric")
        ):
            named = interval.end.year if interval else named
        if interval and m.groupdict().get("tail") in ("以来", "来", "至今", "迄今"):
            role = "since"
            if reference is not None and reference > interval.start:
                interval = Interval(interval.start, reference, "years" if reference.year > interval.start.year else "month")
        begin, name = start, rule
        if mentions and interval and _continues_range(text, mentions[-1], (start, stop), rule, m):
            first = mentions.pop()
            begin, name = first.span[0], "date.range"
            interval, precision = Interval(first.start or interval.start, interval.end, "years"), "years"
            grounding, role = first.grounding, first.role
        bounds = (interval.start, interval.end, interval.precision) if interval else (None, None, precision)
        mentions.append(DateMention((begin, stop), text[begin:stop], bounds[0], bounds[1], bounds[2], grounding, role, name))
        end = stop
    return mentions


def _continues_range(text: str, before: DateMention, span: Span, rule: str, m: regex.Match[str]) -> bool:
    """Whether a date is the far end of a range that another began (2018年4月至2019年2月)."""
    if (
        rule not in ("date.year-part", "date.part")
        or before.rule not in ("date.year-part", "date.part")
        or before.start is None
        or before.role == "base"
    ):
        return False
    lead = m.groupdict().get("until") or ""
    between = text[before.span[1] : span[0]]
    joined = (lead in ("至", "到") and not between.strip()) or regex.fullmatch(r"\s?[-－–—−~～]{1,2}\s?", between) is not None
    return joined and before.span[1] - before.span[0] >= 3


def _role(text: str, m: regex.Match[str], rule: str) -> Role:
    before = text[max(0, m.start() - 6) : m.start()]
    after = text[m.end() : m.end() + 20]
    lead = m.groupdict().get("until") or ""
    if _BASE_BEFORE.search(before) or (_BASE_WITH.search(before) and _BASE_AFTER.match(after)):
        return "base"
    if rule == "date.same-period" and regex.search(r"(?:较|比|与|同|和|上)$", before):
        return "base"
    if lead.startswith("截") or (rule == "date.near" and (m.groupdict().get("now") or "").startswith(("截", "迄今", "至今", "到目前"))):
        return "until"
    return "period"
