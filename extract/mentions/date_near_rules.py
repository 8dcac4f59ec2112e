"""The rules for dates near the article's own day, or near one that it names: 昨天, 上周五, 本月底, 29日, 当月.

Days without their month or week are in ``extract.mentions.date_day_rules``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_almanac import season
from extract.mentions.date_parts import THIRD, third_of_month
from extract.mentions.date_reading import Context, Draft, Reading, from_month_told, from_reference
from extract.mentions.date_years import DAY, RANGE, number
from extract.mentions.rules import Rules, yes

NEAR: Rules[Draft] = Rules()

_ONE = dt.timedelta(days=1)
_TODAY = "2025-03-12"  # a Wednesday


def month_from(day: dt.date, step: int) -> tuple[int, int]:
    """Year and month so many months from a day's."""
    first = cal.shift_months(day.replace(day=1), step)
    return first.year, first.month


def latest_day(reference: dt.date, day_of_month: int) -> Interval | None:
    """The latest such day that is not later than the reference (a few days' announcement allowed)."""
    found = cal.day(reference.year, reference.month, day_of_month)
    if found and (found.start - reference).days <= 7:
        return found
    return cal.day(*month_from(reference, -1), day_of_month) or found


@cache
def _days() -> dict[str, tuple[int, str]]:
    return {r["word"]: (int(r["days"]), r["role"]) for r in read_table("lexicons/relative_days.tsv")}


_STEPS = {"上上": -2, "上": -1, "本": 0, "这": 0, "今": 0, "下": 1, "下下": 2}
_STILL_AHEAD = regex.compile(r"[^，。；\d]{0,8}(?:预[计估测料]|将|有望|料|拟|计划|起(?!来))")  # 本季预计…, 本月起
_THIS = ("本", "这", "今")
_UP_TO_BEFORE = regex.compile(r"截[至止]到?\s?(?:今年)?\s?(?:\d{1,2}月)?\d{1,2}日(?:为止|止)?[，,]?\s?$")
_UP_TO = 18  # characters of that
_AHEAD_OF = regex.compile(r"(?:预[计估测料]|[将拟]在?|有望在?|料|计划)$")  # 预计本月上涨
_WEEK = "周|星期|礼拜"
_WEEKDAYS = "一二三四五六日"
WEEKDAY = "[一二三四五六日天]"


def weekday_index(word: str) -> int:
    """The number of a day of the week; 0 is Monday."""
    return _WEEKDAYS.index(word.replace("天", "日"))


@NEAR.rule(
    "date.near",
    rf"(?P<word>{alternatives(list(_days()))})(?:(?<=[天日])[（(](?P<stated>\d{{1,2}})日?[）)]日?)?|(?P<word>[今昨明])[（(](?P<stated>\d{{1,2}})日?[）)]日?(?:{RANGE}(?P<until_day>\d{{1,2}})日)?"
    r"|(?<![以之创])(?:(?P<step>上上|下下|[上下本这]|(?<![如古现当至])今(?=月(?!均)|季(?!度?赛|的?(?:疫苗|流感|新[品款]|时装|球|英超|[西意德法]甲|联赛))))(?:一个|[一个])?"
    rf"(?:(?P<grain>{_WEEK})(?![期年边转围长报刊])(?P<weekday>{WEEKDAY}(?:{RANGE}(?:周|星期|礼拜)?(?P<to>{WEEKDAY}))?|末)?"
    rf"|(?P<grain>月)(?![度球亮台饼薪租嫂牙刊历色光])份?(?:(?P<day>{DAY})(?:[日号]?{RANGE}(?P<last_day>{DAY}))?[日号]|的?(?P<third>{THIRD})|的?第(?P<nth>[一二三四五1-5])个?(?:{_WEEK})(?P<weekday>{WEEKDAY})?)?"
    rf"|(?P<grain>季)度?(?P<last>[末底初])?))|当月第(?P<nth>[一二三四五1-5])个?(?:{_WEEK})(?P<weekday>{WEEKDAY})?|(?P<half>[上下])半(?:周|个?星期)(?!年)",
    yes=[
        yes("昨天闭幕", "昨天", reference=_TODAY, start="2025-03-11", precision="day"),
        yes("今日（11日）公布", "今日（11日）", reference=_TODAY, start="2025-03-11"),
        yes("昨(11)日发布", "昨(11)日", reference=_TODAY, start="2025-03-11"),
        yes("今(8)日至10日展出", "今(8)日至10日", reference="2025-03-08", start="2025-03-08", end="2025-03-10"),
        yes("目前共有", "目前", reference=_TODAY, start="2025-03-12", end="2025-03-12", role="period"),
        yes("截至目前，", "截至目前", reference=_TODAY, start="2025-03-12", role="until"),
        yes("后天开幕", "后天", reference=_TODAY, start="2025-03-14"),
        yes("于今月初公布", "今月初", reference=_TODAY, start="2025-03-01", end="2025-03-10"),
        yes("料今季增长", "今季", reference=_TODAY, start="2025-01-01", end="2025-03-31", precision="quarter"),
        yes("上周五收盘", "上周五", reference=_TODAY, start="2025-03-07", end="2025-03-07"),
        yes("上上个星期共", "上上个星期", reference=_TODAY, start="2025-02-24", end="2025-03-02"),
        yes("下周末举办", "下周末", reference=_TODAY, start="2025-03-22", end="2025-03-23"),
        yes("下周一到周三降温", "下周一到周三", reference=_TODAY, start="2025-03-17", end="2025-03-19"),
        yes("下半周降温", "下半周", reference=_TODAY, start="2025-03-13", end="2025-03-16"),
        yes("上月底存款", "上月底", reference=_TODAY, start="2025-02-28", precision="day"),
        yes("去年12月成交5000套，上月4000套", "上月", reference=_TODAY, start="2024-11-01", precision="month"),
        yes("去年12月成交5000套，上个月4000套", "上个月", reference=_TODAY, start="2025-02-01"),
        yes("2024年一季度5.8%，上季度6.1%", "上季度", reference=_TODAY, start="2023-10-01", end="2023-12-31"),
        yes("2023年6月9日开标，上月17日", "上月17日", start="2023-05-17"),
        yes("本月5日至8日展出", "本月5日至8日", reference=_TODAY, start="2025-03-05", end="2025-03-08"),
        yes("下月九日开工", "下月九日", reference=_TODAY, start="2025-04-09"),
        yes("上一个月均价", "上一个月", reference=_TODAY, start="2025-02-01", end="2025-02-28", precision="month"),
        yes("这个月前两天成交", "这个月前两天", reference=_TODAY, start="2025-03-01", end="2025-03-02"),
        yes("本月第二周均价", "本月第二周", reference=_TODAY, start="2025-03-10", end="2025-03-16"),
        yes("上季度末余额", "上季度末", reference=_TODAY, start="2024-12-31"),
        yes("本季度营收", "本季度", reference=_TODAY, start="2025-01-01", end="2025-03-31", precision="quarter"),
        yes("2024年第3季成交5000套，本季均价", "本季", reference=_TODAY, start="2024-07-01", end="2024-09-30"),
        yes("2025年2月出口100亿元，本月进口", "本月", reference=_TODAY, start="2025-02-01", end="2025-02-28"),
        yes("2025年1月销量3万辆，本月新增", "本月", reference=_TODAY, start="2025-03-01", end="2025-03-31"),
        yes("2024年第4季成交5000套，本季预计", "本季", reference=_TODAY, start="2025-01-01", end="2025-03-31"),
        yes("2025年2月上涨0.5%。预计本月上涨0.6%", "本月", reference=_TODAY, start="2025-03-01", end="2025-03-31"),
        yes("截至12月29日，本季成交5000套", "本季", reference="2025-01-05", start="2024-10-01", end="2024-12-31"),
        yes("截至2月27日，本月成交5000套", "本月", reference="2025-03-05", start="2025-02-01", end="2025-02-28"),
        yes("本周交易", "本周", start=None, end=None, precision="day"),
    ],
    no=["以上月薪", "古今月色", "上周期", "登上月球", "先天后天", "今日头条", "下半周年", "创下季度新高", "创下月度新低"],
)
def near(m: regex.Match[str]) -> Draft | None:
    """Days, weeks, months and quarters around the article's own day."""
    if m["word"]:
        days, role = _days().get(m["word"], ("昨今明".index(m["word"]) - 1 if m["word"] in "昨今明" else 0, ""))
        stated, until = m["stated"], m["until_day"]
        if until:
            return Draft(from_reference("day", lambda day: _days_from(latest_day(day, int(stated)), int(until))))
        read = from_reference("day", lambda day: (latest_day(day, int(stated)) if stated else None) or cal.single(day + days * _ONE))
        return Draft(read, "until" if role == "until" else "period")
    if m["half"]:
        first, last = (0, 2) if m["half"] == "上" else (3, 6)
        return Draft(from_reference("day", lambda day: _part_of_week(cal.week_of(day), first, last)))
    step = _STEPS.get(m["step"] or "", 0)
    if m["nth"]:
        nth, weekday = number(m["nth"]), m["weekday"]
        return Draft(from_reference("day", lambda day: _week_of_month(month_from(day, step), nth, weekday)))
    pointing = m["step"] != "上" or "个" in m.group()
    of_report = m["step"] == "本" and not (_STILL_AHEAD.match(m.string, m.end()) or _AHEAD_OF.search(m.string, max(0, m.start() - 4), m.start()))
    if m["grain"] == "月":
        date, words = m["day"], m["third"] or ""
        if date and m["last_day"]:
            ends = number(date), number(m["last_day"])
            return Draft(from_month_told("day", lambda day: days_of_month(month_from(day, step), *ends), pointing=True))
        if date:
            return Draft(from_month_told("day", lambda day: cal.day(*month_from(day, step), number(date)), pointing=True))
        whole = from_month_told(
            "month",
            lambda day: third_of_month(*month_from(day, step), words),
            pointing=pointing,
            alone=lambda day: third_of_month(*month_from(day, step), words, loosely=True),
            of_report=of_report and not words,
        )
        return Draft(_as_of(m, whole) if m["step"] in _THIS else whole)
    if m["grain"] == "季":
        edge = m["last"] or ""
        if edge in ("末", "底"):
            last_day, last_month = (lambda day: _quarter(day, step, at_end=True)), (lambda day: _quarter(day, step, month=3))
            return Draft(from_month_told("quarter", last_day, pointing=pointing, alone=last_month))
        whole = from_month_told("quarter", lambda day: _quarter(day, step, month=1 if edge else None), pointing=pointing, of_report=of_report)
        return Draft(_as_of(m, whole) if m["step"] in _THIS else whole)
    weekday = m["weekday"]
    if weekday == "末":
        return Draft(from_reference("day", lambda day: _part_of_week(cal.week_of(day, step), 5, 6)))
    first, last = (weekday_index(weekday[0]), weekday_index(m["to"] or weekday[0])) if weekday else (0, 6)
    if last < first:
        return None
    return Draft(from_reference("day", lambda day: _part_of_week(cal.week_of(day, step), first, last)))


def _as_of(m: regex.Match[str], read: Callable[[Context], Reading]) -> Callable[[Context], Reading]:
    """The same reading, from the day up to which was counted where that is said right before (截至9月29日，本季成交…, of an article of October)."""
    if _UP_TO_BEFORE.search(m.string, max(0, m.start() - _UP_TO), m.start()) is None:
        return read

    def at(context: Context) -> Reading:
        day = context.last.end if context.last is not None and context.last.precision == "day" else context.reference
        return read(replace(context, reference=day))

    return at


def _days_from(first: Interval | None, last: int) -> Interval | None:
    """From one day to another of its month."""
    end = cal.day(first.start.year, first.start.month, last) if first else None
    return Interval(first.start, end.start, "day") if first and end and end.start > first.start else first


def days_of_month(month: tuple[int, int], first: int, last: int) -> Interval | None:
    """From one day of a month to another; the first alone where the other is not behind it."""
    start, end = cal.day(*month, first), cal.day(*month, last)
    return Interval(start.start, end.end, "day") if start and end and start.start < end.start else start


def _quarter(day: dt.date, step: int, *, at_end: bool = False, month: int | None = None) -> Interval | None:
    year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + step, 4)
    if month:
        return cal.months(year, 3 * quarter + month, 3 * quarter + month)
    found = cal.quarters(year, quarter + 1, quarter + 1)
    return cal.last_of(found) if found and at_end else found


def _part_of_week(week: Interval, first: int, last: int) -> Interval:
    """From one day of a week to another; 0 is Monday."""
    return Interval(week.start + first * _ONE, week.start + last * _ONE, "day")


def _week_of_month(month: tuple[int, int], nth: int, weekday: str | None) -> Interval | None:
    whole = cal.months(*month, month[1])
    if whole is None:
        return None
    return cal.nth_weekday(whole, nth, weekday_index(weekday)) if weekday else cal.nth_weeks(whole, nth, nth)


@NEAR.rule(
    "date.edge",
    r"截[至止](?P<grain>[月季])[末底]",
    yes=[
        yes("截至季末，余额", "截至季末", reference=_TODAY, start="2024-12-31", end="2024-12-31", role="until"),
        yes("截至月末，余额", "截至月末", reference=_TODAY, start="2025-02-28", role="until"),
        yes("截至月末，余额", "截至月末", start=None, end=None),
    ],
    no=["季末冲量", "月末效应"],
)
def last_edge(m: regex.Match[str]) -> Draft:
    """The last day of the month or the quarter that had ended: that of the reference where it is its last day, else the one before."""
    whole = _quarter if m["grain"] == "季" else lambda day, step: cal.months(*month_from(day, step), month_from(day, step)[1])

    def find(day: dt.date) -> Interval | None:
        found = whole(day, 0 if (running := whole(day, 0)) and running.end == day else -1)
        return cal.last_of(found) if found else None

    return Draft(from_reference("day", find), "until")


_SEASONS = {"今": 0, "去": -1, "昨": -1, "明": 1}


@NEAR.rule(
    "date.season",
    r"(?<![说证表声文光清黎透失过除如至])(?P<year>[今去昨明])(?P<season>[春夏秋冬])(?:[季天](?!的))?(?![节晚城兰雨笋运奥泳训令游衣]|威夷)",
    yes=[
        yes("今夏用电负荷", "今夏", reference="2025-08-01", start="2025-06-01", end="2025-08-31", precision="quarter"),
        yes("去冬以来，", "去冬", reference=_TODAY, start="2024-12-01", end="2025-02-28"),
        yes("今冬供暖", "今冬", reference="2025-01-15", start="2024-12-01", end="2025-02-28"),
    ],
    no=["今春节", "去冬奥村", "昨夏威夷"],
)
def season_near(m: regex.Match[str]) -> Draft:
    """今春, 去冬: a season by its distance from the article's year; in January and February 今冬 has begun in December."""
    name, step = m["season"], _SEASONS[m["year"]]

    def find(day: dt.date) -> Interval | None:
        running = name == "冬" and step == 0 and day.month < 3
        found = season(name, day.year + step - running)
        return found._replace(precision="quarter") if found else None

    return Draft(from_reference("quarter", find))
