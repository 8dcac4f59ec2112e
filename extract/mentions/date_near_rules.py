"""The rules for dates that count from the article's own day: 昨天, 上周五, 本月底, 近五年, 29日.

They close the list in ``extract.mentions.date_rules``.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import regex

from extract.data import alternatives, load_patterns, read_table
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_parts import THIRD, third_of_month
from extract.mentions.date_reading import Context, Draft, Reading, Role, from_reference
from extract.mentions.date_years import COUNT, DAY, number
from extract.mentions.rules import Rules, yes

NEAR: Rules[Draft] = Rules()

_ONE = dt.timedelta(days=1)
_TODAY = "2025-03-12"  # a Wednesday


@NEAR.rule(
    "date.span",
    rf"(?P<side>近|过去|过往|此前|前|最近|未来|今后|后|这|头)(?P<count>{COUNT})[多余]?年(?:间|来|里|内|时间)?(?![级龄])|(?P<count>{COUNT})年(?:以?来|间)",
    yes=[
        yes("近五年累计", "近五年", reference=_TODAY, start="2020-01-01", end="2024-12-31", precision="years"),
        yes("过去10年间新建", "过去10年间", reference=_TODAY, start="2015-01-01", end="2024-12-31"),
        yes("三年来新增", "三年来", reference=_TODAY, start="2022-01-01", end="2024-12-31"),
        yes("未来3年建成", "未来3年", reference=_TODAY, start="2026-01-01", end="2028-12-31"),
        yes("近五年累计", "近五年", start=None, end=None, grounding="publication"),
    ],
    no=["近年来", "前三年级", "五年计划"],
)
def span(m: regex.Match[str]) -> Draft | None:
    """Whole years before the current one, or after it."""
    count = number(m["count"])
    if not 0 < count <= 200:
        return None
    ahead = m["side"] in ("未来", "今后", "后")

    def read(context: Context) -> Reading:
        now = context.now
        if now is None:
            return Reading(None, "years", "publication")
        return Reading(cal.years(now + 1, now + count) if ahead else cal.years(now - count, now - 1), "years", "publication")

    return Draft(read)


@NEAR.rule(
    "date.ago",
    rf"(?<![\d.一二三四五六七八九十百千万几数第近前后过去这来])(?P<count>{COUNT})(?P<grain>年|个月|周|天)(?:之|以)?前(?![后往{{沿景期锋身任瞻卫}}])",
    yes=[
        yes("10年前只有3家", "10年前", reference=_TODAY, start="2015-01-01", end="2015-12-31", precision="year"),
        yes("与五年前相比", "五年前", reference=_TODAY, start="2020-01-01", role="base"),
        yes("不到十年前的一半", "十年前", reference=_TODAY, start="2015-01-01", role="base"),
        yes("两个月前开业", "两个月前", reference=_TODAY, start="2025-01-01", end="2025-01-31", precision="month"),
        yes("3个月前开业", "3个月前", reference=_TODAY, start="2024-12-01"),
        yes("3天前公布", "3天前", reference=_TODAY, start="2025-03-09", end="2025-03-09", precision="day"),
    ],
    no=["2020年前建成", "几十年前", "十年前后", "24年前三季度", "前三天前"],
)
def ago(m: regex.Match[str]) -> Draft | None:
    """A year, month, week or day so long before the article's; with 的 (十年前的一半) the base of a comparison.

    后 has no such rule: it mostly counts from what is told.
    """
    count, grain = number(m["count"]), m["grain"]
    if not 0 < count <= 200:
        return None
    role: Role = "base" if m.string.startswith("的", m.end()) else "period"
    if grain == "年":
        return Draft(lambda context: Reading(cal.year(context.now - count) if context.now else None, "year", "publication"), role)
    if grain == "个月":
        return Draft(from_reference("month", lambda day: _month(day, -count)), role)
    if grain == "周":
        return Draft(from_reference("day", lambda day: _week(day, -count)), role)
    return Draft(from_reference("day", lambda day: _single(day - count * _ONE)), role)


def _single(date: dt.date) -> Interval:
    return Interval(date, date, "day")


def _shifted(day: dt.date, step: int) -> tuple[int, int]:
    """Year and month so many months from a day's."""
    first = cal.shift_months(day.replace(day=1), step)
    return first.year, first.month


def _month(day: dt.date, step: int) -> Interval | None:
    """The month so many months from a day's."""
    year, month = _shifted(day, step)
    return cal.months(year, month, month)


def _week(day: dt.date, step: int) -> Interval:
    """The week from Monday to Sunday, so many weeks from a day's."""
    monday = day + (7 * step - day.weekday()) * _ONE
    return Interval(monday, monday + 6 * _ONE, "day")


def _latest(reference: dt.date, day_of_month: int) -> Interval | None:
    """The latest such day that is not later than the reference (a few days' announcement allowed)."""
    found = cal.day(reference.year, reference.month, day_of_month)
    if found and (found.start - reference).days <= 7:
        return found
    return cal.day(*_shifted(reference, -1), day_of_month) or found


@cache
def _days() -> dict[str, tuple[int, str]]:
    return {r["word"]: (int(r["days"]), r["role"]) for r in read_table("lexicons/relative_days.tsv")}


_STEPS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
_WEEK = "周|星期|礼拜"
_WEEKDAY = "[一二三四五六日天]"


@NEAR.rule(
    "date.near",
    rf"(?P<word>{alternatives(list(_days()))})(?:(?<=[天日])[（(](?P<stated>\d{{1,2}})日?[）)]日?)?|(?P<word>[今昨])[（(](?P<stated>\d{{1,2}})日?[）)]日?"
    r"|(?<![以之])(?:(?P<step>上上|下下|[上下本这])(?:一个|[一个])?"
    rf"(?:(?P<grain>{_WEEK})(?![期年边转围长报刊])(?P<weekday>{_WEEKDAY}|末)?"
    rf"|(?P<grain>月)(?![球亮台饼薪租嫂牙刊历色光])份?(?:(?P<day>{DAY})[日号]|(?P<third>{THIRD}))?|(?P<grain>季)度?(?P<last>[末底])?))|(?:近|过去)(?P<grain>一周)",
    yes=[
        yes("昨天闭幕", "昨天", reference=_TODAY, start="2025-03-11", precision="day"),
        yes("今日（11日）公布", "今日（11日）", reference=_TODAY, start="2025-03-11"),
        yes("昨(11)日发布", "昨(11)日", reference=_TODAY, start="2025-03-11"),
        yes("目前共有", "目前", reference=_TODAY, start="2025-03-12", end="2025-03-12", role="period"),
        yes("截至目前，", "截至目前", reference=_TODAY, start="2025-03-12", role="until"),
        yes("后天开幕", "后天", reference=_TODAY, start="2025-03-14"),
        yes("上周五收盘", "上周五", reference=_TODAY, start="2025-03-07", end="2025-03-07"),
        yes("上上个星期共", "上上个星期", reference=_TODAY, start="2025-02-24", end="2025-03-02"),
        yes("下周末举办", "下周末", reference=_TODAY, start="2025-03-22", end="2025-03-23"),
        yes("上月底存款", "上月底", reference=_TODAY, start="2025-02-28", precision="day"),
        yes("下月九日开工", "下月九日", reference=_TODAY, start="2025-04-09"),
        yes("上一个月均价", "上一个月", reference=_TODAY, start="2025-02-01", end="2025-02-28", precision="month"),
        yes("上季度末余额", "上季度末", reference=_TODAY, start="2024-12-31"),
        yes("本季度营收", "本季度", reference=_TODAY, start="2025-01-01", end="2025-03-31", precision="quarter"),
        yes("过去一周气温", "过去一周", reference=_TODAY, start="2025-03-06", end="2025-03-12"),
        yes("本周交易", "本周", start=None, end=None, precision="day"),
    ],
    no=["以上月薪", "上周期", "登上月球", "先天后天", "今日头条"],
)
def near(m: regex.Match[str]) -> Draft:
    """Days, weeks, months and quarters around the article's own day."""
    if m["word"]:
        days, role = _days().get(m["word"], (-1 if m["word"] == "昨" else 0, ""))
        stated = m["stated"]
        read = from_reference("day", lambda day: (_latest(day, int(stated)) if stated else None) or _single(day + days * _ONE))
        return Draft(read, "until" if role == "until" else "period")
    step = _STEPS.get(m["step"] or "", 0)
    if m["grain"] == "一周":
        return Draft(from_reference("day", lambda day: Interval(day - 6 * _ONE, day, "day")))
    if m["grain"] == "月":
        date, words = m["day"], m["third"] or ""
        if date:
            return Draft(from_reference("day", lambda day: cal.day(*_shifted(day, step), number(date))))
        return Draft(from_reference("month", lambda day: third_of_month(*_shifted(day, step), words)))
    if m["grain"] == "季":
        return Draft(from_reference("quarter", lambda day: _quarter(day, step, at_end=bool(m["last"]))))
    return Draft(from_reference("day", lambda day: _in_week(_week(day, step), m["weekday"])))


def _quarter(day: dt.date, step: int, *, at_end: bool) -> Interval | None:
    index = day.year * 4 + (day.month - 1) // 3 + step
    found = cal.quarters(index // 4, index % 4 + 1, index % 4 + 1)
    return cal.last_of(found) if found and at_end else found


def _in_week(week: Interval, weekday: str | None) -> Interval:
    """A week, its weekend (末) or one day of it."""
    if not weekday:
        return week
    if weekday == "末":
        return Interval(week.end - _ONE, week.end, "day")
    return _single(week.start + "一二三四五六日".index(weekday.replace("天", "日")) * _ONE)


@NEAR.rule(
    "date.weekday",
    rf"(?<![每逢两隔各一二三四五六日末至到—\-~、本上下这个])(?:(?:星期|礼拜)(?P<weekday>{_WEEKDAY})|周(?P<weekday>[一二三四五六日])(?={load_patterns('after_bare_days').pattern}|$))(?![至到—\-~、])",
    yes=[
        yes("周一上午开盘", "周一", reference=_TODAY, start="2025-03-10", end="2025-03-10", precision="day"),
        yes("星期五成交", "星期五", reference=_TODAY, start="2025-03-07"),
        yes("周三，气温", "周三", reference=_TODAY, start="2025-03-12"),
    ],
    no=["每周三上午", "周一鸣", "周一至周五", "一周三次", "四周一片"],
)
def weekday(m: regex.Match[str]) -> Draft:
    """The latest such day of the week; 周 needs words behind it that no name goes on with."""
    index = "一二三四五六日".index(m["weekday"].replace("天", "日"))
    return Draft(from_reference("day", lambda day: _single(day - (day.weekday() - index) % 7 * _ONE)))


_DATE = r"(?P<{}>[1-9]|[12]\d|3[01])"


@NEAR.rule(
    "date.day",
    rf"[（(]{_DATE.format('first')}[）)]日"
    rf"|(?<![\d月.\-—至到~年]){_DATE.format('first')}日(?:(?:至|到|[-—~]){_DATE.format('last')}日)?(?={load_patterns('after_bare_days').pattern})",
    yes=[
        yes("记者11日从市政府获悉", "11日", reference=_TODAY, start="2025-03-11", precision="day"),
        yes("28日，签约", "28日", reference=_TODAY, start="2025-02-28"),
        yes("8日至10日在京举行", "8日至10日", reference=_TODAY, start="2025-03-08", end="2025-03-10"),
        yes("议会（7）日通过", "（7）日", reference=_TODAY, start="2025-03-07"),
        yes("11日，发布", "11日", start=None, end=None, grounding="publication"),
    ],
    no=["2月31日，", "历时20日游客", "32日，"],
)
def bare_day(m: regex.Match[str]) -> Draft:
    """A day without its month: the latest one."""
    first, last = int(m["first"]), int(m["last"]) if m["last"] else None

    def find(reference: dt.date) -> Interval | None:
        found = _latest(reference, first)
        until = _latest(reference, last) if last else None
        return Interval(found.start, until.end, "day") if found and until and until.end > found.start else found

    return Draft(from_reference("day", find))
