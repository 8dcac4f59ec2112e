"""Parts of a year that an almanac tells: lunar months and days, festivals and their holidays, solar terms, seasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import regex

from extract.data import alternatives, read_words
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_almanac import FIRST_MONTH, festivals, lunar_day, lunar_month, season, season_of_almanac, solar_term, travel_rush
from extract.mentions.date_parts import Part
from extract.mentions.date_years import COUNT, number
from extract.mentions.rules import Rules, yes

FEASTS: Rules[Part] = Rules()

_MARCH = "2025-03-10"
_WEEK = dt.timedelta(days=7)
LUNAR = "(?:农历|阴历|旧历|夏历)"
_NAMES = {"正": 1, "冬": 11, "腊": 12}
_MONTH = r"(?:十[一二]|[一二三四五六七八九十])"
LUNAR_MONTH = rf"(?:[正冬腊]|1[0-2]|[1-9]|{_MONTH})"
_HAN_DAY = r"(?:初[一二三四五六七八九十\d]|廿[一二三四五六七八九]?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|三十|卅)"
LUNAR_DAY = rf"(?:{_HAN_DAY}|\d{{1,2}}(?=[日号])|[一二三四五六七八九](?=[日号]))[日号]?"


def lunar_words(month: str, day: str | None, *, leap: bool) -> Callable[[int], Interval | None]:
    """What words for a lunar month and its day (or None) mean in a lunar year."""
    at = _NAMES.get(month) or number(month)
    date = number(day.strip("初日号")) if day else 0
    return lambda year: lunar_day(year, at, date, leap=leap) if date else lunar_month(year, at, leap=leap)


@FEASTS.rule(
    "date.part.lunar",
    r"(?:"
    rf"{LUNAR}的?\s?(?P<leap>闰)?(?P<lunar_month>{LUNAR_MONTH})月份?(?P<lunar_day>{LUNAR_DAY})?"
    rf"|(?P<leap>闰)(?P<lunar_month>{LUNAR_MONTH})月(?P<lunar_day>{LUNAR_DAY})?"
    rf"|(?<![真修纠校反更公改端中方寒立隆初严])(?P<lunar_month>[正冬腊])月(?:(?P<lunar_day>{_HAN_DAY})|(?=里|间|期间|，|。|、|$)|(?<=年的?..))"
    rf"|(?P<lunar_month>{_MONTH})月(?P<lunar_day>初[一二三四五六七八九十]|廿[一二三四五六七八九]?+(?![日号]))"
    rf"|(?P<lunar_month>{_MONTH})月(?P<lunar_day>十五)(?=[是为（(，]?(?:中秋|元宵|中元))"
    rf"|(?P<bare>(?P<lunar_month>{_MONTH})月(?P<lunar_day>(?>二?十[一二三四五六七八九]?|三十))(?![日号\d余多几天个万千百一二三四五六七八九]))"
    r"|(?:大年(?P<new_year>初[一二三四五六七八九十]+)|(?<![今去前明后每本当同\d〇零一二三四五六七八九])年(?P<new_year>初[一二三四五六七八])(?=[，。、；至到]|$|[早晚上]|返|复|开工|开市|开门|开业|拜年|回))"
    rf")(?:(?:至|到|[-—~])(?P<lunar_to>{_HAN_DAY}))?",
    yes=[
        yes("2012年农历正月十五，", "2012年农历正月十五", start="2012-02-06", end="2012-02-06", precision="day"),
        yes("1991年农历8月23号出生", "1991年农历8月23号", start="1991-09-30"),
        yes("2020年闰四月，", "2020年闰四月", start="2020-05-23", end="2020-06-20", precision="month"),
        yes("腊月廿三祭灶", "腊月廿三", reference=_MARCH, start="2025-01-22"),
        yes("三月初三开市", "三月初三", reference=_MARCH, start="2025-03-31"),
        yes("去年八月十五，", "去年八月十五", reference="2021-06-14", start="2020-10-01"),
        yes("正月初一至初八客流", "正月初一至初八", reference=_MARCH, start="2025-01-29", end="2025-02-05"),
        yes("大年初一票房", "大年初一", reference=_MARCH, start="2025-01-29"),
        yes("年初三返程", "年初三", reference=_MARCH, start="2025-01-31"),
        yes("八月十五中秋节客流", "八月十五", reference="2025-11-10", start="2025-10-06"),
        yes("2021年闰四月，", "2021年闰四月", start=None, end=None),
    ],
    no=["修正月度计划", "真正月入过万", "严冬月份"],
)
def lunar(m: regex.Match[str]) -> Part:
    """A month or day of the lunar calendar: named so (农历), or by words that only it has (腊月, 闰四月, 初三).

    八月十五 without 日 is one too, behind a year.
    """
    day = m["new_year"] or m["lunar_day"]
    month = "正" if m["new_year"] else m["lunar_month"]
    first = lunar_words(month, day, leap=bool(m["leap"]))
    last = lunar_words(month, m["lunar_to"], leap=bool(m["leap"])) if m["lunar_to"] and day else first

    def within(year: int) -> Interval | None:
        start, end = first(year), last(year)
        return Interval(start.start, end.end, start.precision) if start and end and end.end >= start.end else start

    return Part(within, "day" if day else "month", by_start=True, needs_year=bool(m["bare"]))


@FEASTS.rule(
    "date.part.new-year-days",
    r"(?:(?:大?年)(?:三十|廿九|卅)|除夕)(?:[（(]\d{1,2}日[）)])?(?:至|到|[-—~])(?:大?年|农历|正月)?(?P<new_year_to>初[一二三四五六七八九十])(?:[（(]\d{1,2}日[）)])?",
    yes=[
        yes("2023年除夕至初五客流", "2023年除夕至初五", start="2023-01-21", end="2023-01-26", precision="day"),
        yes("年三十(21日)至初六入境", "年三十(21日)至初六", reference="2023-02-01", start="2023-01-21", end="2023-01-27"),
        yes("大年三十到正月初三，", "大年三十到正月初三", reference=_MARCH, start="2025-01-28", end="2025-01-31"),
    ],
    no=["三十至初二", "九十至初三"],
)
def new_year_days(m: regex.Match[str]) -> Part:
    """From the last day of the lunar year to a day of the new one."""
    last = number(m["new_year_to"].removeprefix("初"))

    def within(year: int) -> Interval | None:
        first, end = lunar_day(year, 1, 1), lunar_day(year, 1, last)
        return Interval(first.start - dt.timedelta(days=1), end.end, "day") if first and end else None

    return Part(within, "day", by_start=True)


_NAMED = alternatives([word for word, (_, use) in festivals().items() if use != "number"])
_NUMBERED = alternatives([word for word, (_, use) in festivals().items() if use == "number"])
_HOLIDAY = (
    r"(?>小长假|大长假|长假|节?假期|节?假日|黄金周|(?:节日|节|假日)?期间|档期?|放假|连续?假期?"
    r"|节?[三五六七八3-8]天(?!游|两头|\p{Han}{0,2}酒店|乐|[后前])|长假[三五六七八3-8][天日])"
)
_ON_THE_DAY = r"(?:节?当[天日]|节?当晚|(?P<eve>前夕|前一[天日])|(?P<around>节?前后))"
_OF_HOLIDAY = rf"(?:(?P<first_day>首日|第一天)|(?P<last_day>最后一天|末日)|前(?P<first_days>{COUNT})[天日])"


@FEASTS.rule(
    "date.part.festival",
    rf"(?>[“\"「]?(?P<feast>(?>{_NAMED}))[”\"」]?(?>(?P<holiday>{_HOLIDAY}){_OF_HOLIDAY}?|{_ON_THE_DAY})?+"
    rf"|(?:(?:(?<![一二三四五六七八九十百千第\d.])|(?<=(?<!\d)20\d\d))(?P<feast>(?>{_NUMBERED}))|[“\"「](?P<feast>(?>{_NUMBERED}))[”\"」])"
    rf"(?:(?P<holiday>{_HOLIDAY}){_OF_HOLIDAY}?|{_ON_THE_DAY}|(?<=[”\"」])))(?![路街村镇]|广场|[以之]?[前后]|前[夕后]|联欢)",
    yes=[
        yes("2025年春节期间，", "2025年春节期间", start="2025-01-28", end="2025-02-04", precision="day"),
        yes("2024年国庆节举行", "2024年国庆节", start="2024-10-01", end="2024-10-01"),
        yes("今年“五一”假期，", "今年“五一”假期", reference="2025-05-08", start="2025-05-01", end="2025-05-05"),
        yes("十一黄金周客流", "十一黄金周", reference=_MARCH, start="2024-10-01", end="2024-10-07"),
        yes("2019年国庆七天，", "2019年国庆七天", start="2019-10-01", end="2019-10-07"),
        yes("端午节当天发送", "端午节当天", reference="2025-06-03", start="2025-05-31", end="2025-05-31"),
        yes("2021年母亲节，", "2021年母亲节", start="2021-05-09"),
        yes("2019年感恩节，", "2019年感恩节", start="2019-11-28"),
        yes("国庆长假首日客流", "国庆长假首日", reference=_MARCH, start="2024-10-01", end="2024-10-01"),
        yes("春节假期前三天接待", "春节假期前三天", reference=_MARCH, start="2025-01-28", end="2025-01-30"),
        yes("2025年国庆中秋假期，", "2025年国庆中秋假期", start="2025-10-01", end="2025-10-08"),
        yes("2024年春节前后，", "2024年春节前后", start="2024-02-01", end="2024-02-29", precision="month"),
        yes("2024年国庆前后，", "2024年国庆前后", start="2024-09-01", end="2024-10-31"),
        yes("国庆前夕开业", "国庆前夕", reference="2025-11-10", start="2025-09-30", end="2025-09-30"),
        yes("三八妇女节期间销量", "三八妇女节期间", reference=_MARCH, start="2025-03-08"),
        yes("除夕票房", "除夕", reference=_MARCH, start="2025-01-28"),
        yes("2040年国庆假期，", "2040年国庆假期", start=None, end=None, precision="day"),
    ],
    no=["国庆路", "五一广场", "三八妇女", "春节联欢晚会", "第十一期间", "国庆七十周年", "端午粽子", "清明上河图"],
)
def festival(m: regex.Match[str]) -> Part | None:
    """The day of a festival, or its public holiday (假期, 期间, 黄金周) by the yearly notices; in a text the day only with a year or 当天.

    Its 前夕 is the day before; 前后 leaves the days open and is told as the months that a week to either side lies in.
    """
    found, use = festivals()[m["feast"]]
    on_the_day = use == "day" or bool(m["eve"] or m["around"]) or m.group().endswith(("当天", "当日", "当晚"))

    def days(year: int, *, taiwan: bool = False) -> Interval | None:
        whole = found.holiday(year, taiwan=taiwan) if m["holiday"] else found.on(year, taiwan=taiwan)
        if whole and m["around"]:
            return _months_around(whole)
        if whole and m["eve"]:
            return cal.single(whole.start - dt.timedelta(days=1))
        return _some_of(m, whole)

    needs_year = not (m["holiday"] or on_the_day)
    return Part(days, "day", by_start=True, needs_year=needs_year, taiwan=lambda year: days(year, taiwan=True), vague=bool(m["around"]))


def _months_around(day: Interval) -> Interval:
    """The months in which a week to either side of a day lies."""
    first, last = day.start - _WEEK, day.end + _WEEK
    return Interval(first.replace(day=1), cal.shift_months(last.replace(day=1), 1) - dt.timedelta(days=1), "month")


@FEASTS.rule(
    "date.part.travel-rush",
    rf"春运(?:(?:期间)?{_OF_HOLIDAY}|(?P<rush>期间|假期))?(?!会)",
    yes=[
        yes("2025年春运，", "2025年春运", start="2025-01-14", end="2025-02-22"),
        yes("春运期间发送", "春运期间", reference=_MARCH, start="2025-01-14"),
        yes("春运前二十天发送", "春运前二十天", reference=_MARCH, start="2025-01-14", end="2025-02-02"),
        yes("2024年春运首日，", "2024年春运首日", start="2024-01-26", end="2024-01-26"),
    ],
    no=["春运车票", "春运会"],
)
def rush(m: regex.Match[str]) -> Part:
    """The forty days of travel around the lunar new year, or some of them."""
    some = m["first_day"] or m["last_day"] or m["first_days"]
    return Part(lambda year: _some_of(m, travel_rush(year)), "day", by_start=True, needs_year=not (m["rush"] or some))


def _some_of(m: regex.Match[str], whole: Interval | None) -> Interval | None:
    """The days of a holiday that the words name: its first, its last, so many from the first; all of them where they name none."""
    if whole is None:
        return None
    if m["first_day"] or m["last_day"]:
        return cal.single(whole.start if m["first_day"] else whole.end)
    if m["first_days"]:
        last = whole.start + (number(m["first_days"]) - 1) * dt.timedelta(days=1)
        return Interval(whole.start, last, "day") if whole.start <= last <= whole.end else None
    return whole


@FEASTS.rule(
    "date.part.term",
    rf"(?P<term>{alternatives(list(read_words('solar_terms')))})(?P<day>节气|当[天日])?",
    yes=[
        yes("2017年大寒，", "2017年大寒", start="2017-01-20", end="2017-01-20", precision="day"),
        yes("冬至当天入窖", "冬至当天", reference=_MARCH, start="2024-12-21"),
    ],
    no=["大雪纷飞", "清明上河图"],
)
def term(m: regex.Match[str]) -> Part:
    """The day of a solar term; in a text only with a year or a word that says so (大雪 is first of all snow)."""
    name = m["term"]
    return Part(lambda year: solar_term(name, year), "day", by_start=True, needs_year=not m["day"])


@FEASTS.rule(
    "date.part.season",
    r"(?P<season>[春夏秋冬])(?:[季天](?!里的)|(?=[，。；、至到]|$))",
    yes=[
        yes("2023年夏季用电", "2023年夏季", start="2023-06-01", end="2023-08-31", precision="quarter"),
        yes("去年冬天气温", "去年冬天", reference=_MARCH, start="2024-12-01", end="2025-02-28"),
    ],
    no=["夏季攻势", "春天来了"],
)
def seasons(m: regex.Match[str]) -> Part:
    """A season as weather services count them, three whole months; winter is named by its December. As a query, by the almanac."""
    name = m["season"]

    def within(year: int) -> Interval | None:
        found = season(name, year)
        return found._replace(precision="quarter") if found else None

    return Part(within, "quarter", FIRST_MONTH[name], needs_year=True, loosely=lambda year: season_of_almanac(name, year))


@FEASTS.rule(
    "date.part.holidays",
    r"(?P<this>这个|本)?暑[期假](?!档|班|工|作业|课|培训|游|实践|实习|生活)",
    yes=[
        yes("2023年暑期客流", "2023年暑期", start="2023-07-01", end="2023-08-31", precision="month"),
        yes("这个暑期，全省", "这个暑期", reference="2025-08-10", start="2025-07-01", end="2025-08-31"),
    ],
    no=["暑期档票房", "这个暑期班"],
)
def summer_holidays(m: regex.Match[str]) -> Part:
    """The summer holidays of schools: July and August."""
    return Part(lambda year: cal.months(year, 7, 8), "month", 7, needs_year=not m["this"])
