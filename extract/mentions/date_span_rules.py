"""The rules for stretches and distances from the article's own day: 近五年, 未来两个月, 十年前, 今明两年; 20天后 as a query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import regex

from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_near_rules import month_from
from extract.mentions.date_reading import Context, Draft, Reading, Role, from_reference, only_alone, with_role
from extract.mentions.date_years import BEFORE_THE_REPUBLIC, COUNT, RANGE, count, number
from extract.mentions.rules import Rules, yes
from extract.model import Precision

SPANS: Rules[Draft] = Rules()

_ONE = dt.timedelta(days=1)
_TODAY = "2025-03-12"  # a Wednesday
_LONGEST = 60  # years that one looks back on as 前…年; 疫情前108年 names the year 108
_YEARS_OF_REPUBLIC = range(90, 150)
_AHEAD = ("未来", "今后", "接下来", "后")
_STILL_AHEAD = 6  # up to this month the current year is the first of 未来五年
_SIDE = r"(?P<side>(?<![逼接将邻附靠临亲])近|过去|过往|此前|前|最近|未来|今后|接下来|后|这|头)的?"


def _half_years(day: dt.date, count: int, *, ahead: bool) -> Interval | None:
    """So many half years of whole months before the month of a day, or after it."""
    found = cal.run_of_months(*month_from(day, 1 if ahead else -6 * count), 6 * count)
    return found and found._replace(precision="years")


@SPANS.rule(
    "date.span",
    rf"{_SIDE}(?:(?P<least>{COUNT}){RANGE})?(?P<count>{COUNT})[多余]?年(?P<half>半(?![天日夜径数成决]))?(?:间|来|里|内|时间)?(?![级龄])|(?<!(?:至今|以来|迄今)[这的]?)(?P<count>{COUNT})年(?:以?来|间)",
    yes=[
        yes("近五年累计", "近五年", reference=_TODAY, start="2020-01-01", end="2024-12-31", precision="years"),
        yes("过去10年间新建", "过去10年间", reference=_TODAY, start="2015-01-01", end="2024-12-31"),
        yes("三年来新增", "三年来", reference=_TODAY, start="2022-01-01", end="2024-12-31"),
        yes("未来3年建成", "未来3年", reference=_TODAY, start="2025-01-01", end="2027-12-31"),
        yes("未来3年建成", "未来3年", reference="2025-09-10", start="2026-01-01", end="2028-12-31"),
        yes("近两三年新建", "近两三年", reference=_TODAY, start="2022-01-01", end="2024-12-31"),
        yes("未来3-5年建成", "未来3-5年", reference=_TODAY, start="2025-01-01", end="2029-12-31"),
        yes("过去三年半新建", "过去三年半", reference=_TODAY, start="2021-09-01", end="2025-02-28", precision="years"),
        yes("未来两年半时间，", "未来两年半时间", reference=_TODAY, start="2025-04-01", end="2027-09-30"),
        yes("近五年累计", "近五年", start=None, end=None, grounding="publication"),
        yes("107年以来共换装", "107年以来", roc=True, reference=_TODAY, start="2018-01-01", end="2025-03-12", grounding="explicit"),
        yes("2013年至今，11年间上涨46%", "11年间", reference=_TODAY, start="2014-01-01", end="2024-12-31"),
        yes("1949至1952年恢复生产。三年间", "三年间", start="1949-01-01", end="1952-12-31", grounding="coreference"),
    ],
    no=["近年来", "疫情前108年的班次", "前三年级", "五年计划", "逼近5年最高值", "接近10年均值", "自2013年至今11年间"],
)
def span(m: regex.Match[str]) -> Draft | None:
    """Whole years before the current one, or after it, with a half whole months; as a query so many years up to the reference, or from it."""
    size = count(m["count"])
    if not 0 < size <= 200 or (m["side"] and m["side"].startswith("前") and size > _LONGEST):
        return None
    ahead = m["side"] in _AHEAD
    if m["half"]:
        return with_role(m, from_reference("years", lambda day: _half_years(day, 2 * size + 1, ahead=ahead)))

    def read(context: Context) -> Reading:
        now, day = context.now, context.reference
        if context.roc and not m["side"] and size in _YEARS_OF_REPUBLIC and day is not None:
            return Reading(Interval(dt.date(size + BEFORE_THE_REPUBLIC, 1, 1), day, "years"), "years", "explicit")  # 107年以来
        if not m["side"] and not context.alone and (told := _told_years(context, size)) is not None:
            return Reading(told, "years", "coreference")
        if now is None:
            return Reading(None, "years", "publication")
        if context.alone and day:
            other = cal.shift_years(day, size if ahead else -size)
            start = other if m["side"] else dt.date(other.year, 1, 1)
            return Reading(Interval(day, other, "years") if ahead else Interval(start, day, "years"), "years", "publication")
        if not ahead:
            return Reading(cal.years(now - size, now - 1), "years", "publication")
        first = now if day is not None and day.month <= _STILL_AHEAD else now + 1
        return Reading(cal.years(first, first + size - 1), "years", "publication")

    return Draft(read)


@SPANS.rule(
    "date.years.republic",
    rf"(?<![\d.,第])(?P<first>[89]\d|1[0-4]\d)(?:\s?年度?)?{RANGE}(?P<last>9\d|1[0-4]\d)\s?年度?(?![级代来之]|以来|历史)",
    yes=[
        yes("98到101年预算", "98到101年", roc=True, start="2009-01-01", end="2012-12-31", precision="years"),
        yes("101至107年间", "101至107年", roc=True, start="2012-01-01", end="2018-12-31"),
        yes("110年度至113年度编列", "110年度至113年度", roc=True, start="2021-01-01", end="2024-12-31"),
    ],
    no=["107至101年", "第98到101年级"],
)
def years_of_republic(m: regex.Match[str]) -> Draft | None:
    """From one year of the Republic to another, where the article counts so; else so many years, which are no date."""
    found = cal.years(number(m["first"]) + BEFORE_THE_REPUBLIC, number(m["last"]) + BEFORE_THE_REPUBLIC)
    if found is None:
        return None
    return Draft(lambda context: Reading(found, "years", "explicit") if context.roc else None, names_year=True)


def _told_years(context: Context, size: int) -> Interval | None:
    """The years told of last, if they are as many, or one more where the first is the base (1949到1952年…三年间)."""
    last = context.last or context.told
    if last is None or last.precision != "years" or last.end.year - last.start.year + 1 not in (size, size + 1):
        return None
    return last


@SPANS.rule(
    "date.span.short",
    rf"(?<!周期|时长|时间|历时|长达|耗时|工期|用时|为期|账期|需|达|为)(?P<side>近|过去|最近|此前|未来|今后|接下来)的?(?:(?P<count>{COUNT})(?P<grain>个月|个季度|个?星期|周|天)|(?P<grain>半年|半个月))(?:间|来|里|内|时间)?(?!以?前)",
    yes=[
        yes("近三个月成交", "近三个月", reference=_TODAY, start="2024-12-01", end="2025-02-28", precision="month"),
        yes("未来2个月完成", "未来2个月", reference=_TODAY, start="2025-04-01", end="2025-05-31"),
        yes("过去两个季度营收", "过去两个季度", reference=_TODAY, start="2024-07-01", end="2024-12-31"),
        yes("近半年来新增", "近半年来", reference=_TODAY, start="2024-09-01", end="2025-02-28"),
        yes("近半个月成交", "近半个月", reference=_TODAY, start="2025-02-26", end="2025-03-12", precision="day"),
        yes("过去一周气温", "过去一周", reference=_TODAY, start="2025-03-06", end="2025-03-12", precision="day"),
        yes("未来三天有雨", "未来三天", reference=_TODAY, start="2025-03-13", end="2025-03-15"),
    ],
    no=["近3个月大", "去化周期近3个月", "未来3个项目", "近百天"],
)
def short_span(m: regex.Match[str]) -> Draft | None:
    """Whole months and quarters before the current one or after it; days and weeks up to the article's day or from the next.

    As a query, so much time up to the reference, or so many days or weeks from it.
    """
    times, grain, ahead = count(m["count"] or "六"), m["grain"], m["side"] in _AHEAD
    if grain == "半个月":
        times, grain = 15, "天"
    if not 0 < times <= 400 or m.string.startswith("大", m.end()):
        return None

    def months(day: dt.date) -> Interval | None:
        first = dt.date(day.year, day.month - (day.month - 1) % 3, 1) if grain == "个季度" else day
        size = 3 * times if grain == "个季度" else times
        skipped = size // times
        return cal.run_of_months(*month_from(first, skipped if ahead else -size), size)

    def days(day: dt.date) -> Interval:
        size = times * (1 if grain == "天" else 7)
        return Interval(day + _ONE, day + size * _ONE, "day") if ahead else Interval(day - (size - 1) * _ONE, day, "day")

    def rolling(day: dt.date) -> Interval:
        if grain in ("个月", "个季度", "半年"):
            other = cal.shift_months(day, (3 if grain == "个季度" else 1) * (times if ahead else -times))
        else:
            other = day + (1 if grain == "天" else 7) * (times if ahead else -times) * _ONE
        return Interval(min(day, other), max(day, other), "day")

    if grain in ("个月", "个季度", "半年"):
        return Draft(from_reference("month", months, alone=None if ahead else rolling))
    return Draft(from_reference("day", days, alone=rolling))


_GRAIN = r"(?P<half>半)?(?P<grain>年半?|个半?月|周|个?星期|个?礼拜|天|日)"
_FROM = rf"(?<![\d.一二三四五六七八九十百千万几数第近前后过去这来])(?:(?P<count>{COUNT}){_GRAIN}|(?P<grain>半年|半个月))"


@SPANS.rule(
    "date.ago",
    rf"{_FROM}(?:之|以)?前(?![进后往{{沿景期锋身任瞻卫}}])",
    yes=[
        yes("10年前只有3家", "10年前", reference=_TODAY, start="2015-01-01", end="2015-12-31", precision="year"),
        yes("与五年前相比", "五年前", reference=_TODAY, start="2020-01-01", role="base"),
        yes("不到十年前的一半", "十年前", reference=_TODAY, start="2015-01-01", role="base"),
        yes("两个月前开业", "两个月前", reference=_TODAY, start="2025-01-01", end="2025-01-31", precision="month"),
        yes("3个月前开业", "3个月前", reference=_TODAY, start="2024-12-01"),
        yes("两年半前开业", "两年半前", reference=_TODAY, start="2022-09-01", end="2022-09-30"),
        yes("半年前开业", "半年前", reference=_TODAY, start="2024-09-01", end="2024-09-30"),
        yes("半个月前公布", "半个月前", reference=_TODAY, start="2025-02-25"),
        yes("3天前公布", "3天前", reference=_TODAY, start="2025-03-09", end="2025-03-09", precision="day"),
        yes("两周前公布", "两周前", reference=_TODAY, start="2025-02-24", end="2025-03-02"),
    ],
    no=["2020年前建成", "5年前进13位", "几十年前", "十年前后", "24年前三季度", "前三天前", "3日前公布"],
)
def ago(m: regex.Match[str]) -> Draft | None:
    """A year, month, week or day so long before the article's; with 的 (十年前的一半) the base of a comparison.

    后 has no such rule in a text: it mostly counts from what is told.
    """
    found = _distance(m, -1)
    if found is None or m["grain"] == "日":
        return None
    role: Role = "base" if m.string.startswith("的", m.end()) else "period"
    read = from_reference(*found)
    times, half, grain = _counted(m)

    def years_ago(context: Context) -> Reading | None:
        """Counted from the year that 今年 means where the article's own day is not known."""
        if context.reference is not None or context.now is None:
            return read(context)
        return Reading(cal.year(context.now - times), "year", "publication")

    return Draft(years_ago if grain == "年" and not half else read, role)


@SPANS.rule(
    "date.later",
    rf"{_FROM}(?:之|以)?后",
    yes=[yes("20天后", "20天后", reference=_TODAY, start="2025-04-01", end="2025-04-01", precision="day")],
    no=["投产20天后，", "几十年后"],
)
def later(m: regex.Match[str]) -> Draft | None:
    """The same after the reference; only as a query, for in a text it counts from what is told."""
    found = _distance(m, 1)
    return Draft(only_alone(*found)) if found and m["grain"] != "日" else None


@SPANS.rule(
    "date.within",
    rf"{_FROM}(?P<open>(?:之|以)?内|(?:之|以)来)",
    yes=[yes("17天内", "17天内", reference=_TODAY, start="2025-03-12", end="2025-03-29", precision="day")],
    no=["在17天内完成", "三年内建成"],
)
def within(m: regex.Match[str]) -> Draft | None:
    """From the reference to the end of the year or month so much later (内), or from the beginning of one so long ago (来); only as a query."""
    times, half, grain = _counted(m)
    if not 0 < times <= 200 or grain == "日":
        return None
    back = "来" in m["open"]

    def find(day: dt.date) -> Interval | None:
        if grain not in ("年", "月"):
            other = day + times * (1 if grain == "天" else 7) * (-1 if back else 1) * _ONE
            return Interval(min(day, other), max(day, other), "day")
        if grain == "年" and not half:
            whole = cal.year(day.year + (-times if back else times))
        else:
            whole = _whole_month(day, _in_months(times, half, grain) * (-1 if back else 1))
        if whole is None:
            return None
        return Interval(whole.start, day, "day") if back else Interval(day, whole.end, "day")

    return Draft(only_alone("day", find))


def _counted(m: regex.Match[str]) -> tuple[int, bool, str]:
    """Count, whether a half comes on top, and the grain (年 月 周 天 日)."""
    grain = m["grain"]
    half = "半" in grain or bool(m["half"])
    if grain in ("半年", "半个月"):
        return (6, False, "月") if grain == "半年" else (15, False, "天")
    return count(m["count"]), half, "周" if grain[-1] in "期拜" else grain.replace("半", "")[-1]


def _in_months(times: int, half: bool, grain: str) -> int:
    return times * 12 + 6 * half if grain == "年" else times


def _whole_month(day: dt.date, step: int) -> Interval | None:
    year, month = month_from(day, step)
    return cal.months(year, month, month)


def _distance(m: regex.Match[str], sign: int) -> tuple[Precision, Callable[[dt.date], Interval | None]] | None:
    """The grain of a distance and the interval of that grain so far from a day, before it (-1) or after it (1)."""
    times, half, grain = _counted(m)
    if not 0 < times <= 200:
        return None
    if grain == "年" and not half:
        return "year", lambda day: cal.year(day.year + sign * times)
    if grain == "年" or (grain == "月" and not half):
        return "month", lambda day: _whole_month(day, sign * _in_months(times, half, grain))
    if grain == "月":
        return "day", lambda day: cal.single(cal.shift_months(day, sign * times) + sign * 15 * _ONE)
    if grain == "周":
        return "day", lambda day: cal.week_of(day, sign * times)
    return "day", lambda day: cal.single(day + sign * times * _ONE)


_PAIRS = {"今明两": (0, 1), "去今两": (-1, 0), "昨今两": (-1, 0), "今昨两": (-1, 0), "前去两": (-2, -1), "明后两": (1, 2), "今明后三": (0, 2)}
_NEIGHBOURS = {"今明": (0, 1), "去今": (-1, 0), "前去": (-2, -1), "明后": (1, 2)}  # years without their number: 明、后年


@SPANS.rule(
    "date.pair",
    rf"(?P<pair>{'|'.join(p[0] + '、?' + '、?'.join(p[1:-1]) + p[-1] for p in _PAIRS)}"
    rf"|(?:{'|'.join('、?'.join(p) for p in _NEIGHBOURS)})(?=年(?!级)))(?P<grain>年|天|日)",
    yes=[
        yes("今明两年建成", "今明两年", reference=_TODAY, start="2025-01-01", end="2026-12-31", precision="years"),
        yes("今、明两年将分别成长", "今、明两年", reference=_TODAY, start="2025-01-01", end="2026-12-31"),
        yes("明、后年再动工", "明、后年", reference=_TODAY, start="2026-01-01", end="2027-12-31", precision="years"),
        yes("今明两天有雨", "今明两天", reference=_TODAY, start="2025-03-12", end="2025-03-13", precision="day"),
    ],
    no=["今明两个年度", "明后天"],
)
def pair(m: regex.Match[str]) -> Draft:
    """Neighbouring years or days named together."""
    a, b = (_PAIRS | _NEIGHBOURS)[m["pair"].replace("、", "")]
    if m["grain"] != "年":
        return Draft(from_reference("day", lambda day: Interval(day + a * _ONE, day + b * _ONE, "day")))

    def read(context: Context) -> Reading:
        found = None if context.now is None else cal.years(context.now + a, context.now + b)
        return Reading(found, "years", "publication")

    return Draft(read)
