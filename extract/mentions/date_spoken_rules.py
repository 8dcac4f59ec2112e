"""The rules for dates that another date of the text tells: 当月, 月末, 次日, and 8日 behind 3月5日."""

from __future__ import annotations

import datetime as dt

import regex

from extract.data import alternatives
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_almanac import season
from extract.mentions.date_parts import THIRD, third_of_month
from extract.mentions.date_reading import LEAD, Context, Draft, Reading, known, with_role
from extract.mentions.date_years import COUNT, RANGE, count, number
from extract.mentions.rules import Rules, yes
from extract.model import Grounding

_MOST_YEARS = 30
_CENTURY_ENDS, _NEAR_YEARS = 2002, 25
_ONE = dt.timedelta(days=1)
SPOKEN: Rules[Draft] = Rules()

_PLANS = regex.compile(r"(?:计划|拟|将|争取|力争|打算|准备|决定|确定)再?$")
_LISTED = regex.compile(r"[日号]\s?[、和及与]\s?$")


@SPOKEN.rule(
    "date.listed-day",
    r"(?P<first>[1-9]|[12]\d|3[01])[日号]",
    yes=[yes("2024年3月5日、8日举行", "8日", start="2024-03-08", end="2024-03-08", precision="day", grounding="inherited")],
    no=["3家、8日游", "2024年3月，8日游"],
)
def listed_day(m: regex.Match[str]) -> Draft | None:
    """A day listed behind another of the same month (3月5日、8日)."""
    if not _LISTED.search(m.string, max(0, m.start() - 4), m.start()):
        return None
    day = int(m["first"])

    def read(context: Context) -> Reading | None:
        last = context.last
        found = cal.day(last.end.year, last.end.month, day) if last and last.precision == "day" else None
        return _found(found, "inherited") if found and last and found.start > last.end else None

    return Draft(read)


@SPOKEN.rule(
    "date.short-year",
    rf"(?<![\d.第约近逾满超历经历达整共])(?P<first>[4-9]\d)(?:{RANGE}(?P<last>[4-9]\d))?年(?:(?P<edge>初|底|末)(?![步期级端])|度)?(?![代级间以来之多前后])",
    yes=[
        yes("1949年产粮1.1亿吨，52年产粮1.6亿吨", "52年", start="1952-01-01", end="1952-12-31", precision="year"),
        yes("1949年后，53到57年年均增长", "53到57年", start="1953-01-01", end="1957-12-31", precision="years"),
        yes("1978年起步，到了83年", "83年", start="1983-01-01"),
    ],
    no=["2019年建成，使用70年", "1949年以来的70年间", "1958年建厂，60年后", "建厂56年产量"],
)
def short_year(m: regex.Match[str]) -> Draft | None:
    """A year of the last century by its last two digits, near one that is told in full; else a duration."""
    first, last = 1900 + int(m["first"]), 1900 + int(m["last"] or m["first"])

    def read(context: Context) -> Reading | None:
        told = context.written
        if told is None or told >= _CENTURY_ENDS or last < first or abs(first - told) > _NEAR_YEARS:
            return None
        found = cal.day(last, 12, 31) if m["edge"] in ("底", "末") else cal.years(first, last) if last > first else cal.year(first)
        return _found(found, "explicit")

    return Draft(read, names_year=True)


def _is_so_far(told: Interval) -> bool:
    """Whether a period runs from January to the end of a month of that year, as reports add up."""
    first, last = told.start, told.end
    return (first.year, first.month, first.day) == (last.year, 1, 1) and 1 < last.month < 12 and (last + _ONE).day == 1


@SPOKEN.rule(
    "date.same-month",
    rf"(?P<of>当月|同月|该月|(?<![一\d])单月)(?![球亮台饼薪租嫂])(?:(?P<third>{THIRD}))?|(?<![上下本这个每当同该\d一二三四五六七八九十两几])月(?P<third>末|底)(?![部层端])",
    yes=[
        yes("2024年8月销量回升，当月售出3万辆", "当月", start="2024-08-01", end="2024-08-31", precision="month", grounding="coreference"),
        yes("2024年1-8月投资2114亿元，当月327亿元", "当月", start="2024-08-01", end="2024-08-31"),
        yes("2024年上半年累计出口30亿元；单月最高", "单月", start="2024-06-01", end="2024-06-30"),
        yes("2024年8月，甲市开园。\n同月，乙市开园", "同月", start="2024-08-01", end="2024-08-31"),
        yes("2024年8月，月末贷款余额", "月末", start="2024-08-31", end="2024-08-31", precision="day"),
    ],
    no=["岁月底片", "当月球升起"],
)
def same_month(m: regex.Match[str]) -> Draft:
    """当月 and 月末 of the month spoken of last, or of the last one of 1-8月; as a query, of the current month."""
    words = m["third"] or ""

    def read(context: Context) -> Reading | None:
        last = context.last or context.told if m["of"] else context.last if context.named else None  # 月末 only in the sentence that names the year
        if last is not None and ((last.start.year, last.start.month) == (last.end.year, last.end.month) or _is_so_far(last)):
            return _found(third_of_month(last.end.year, last.end.month, words), "coreference")
        if context.alone and context.reference:
            return _found(third_of_month(context.reference.year, context.reference.month, words, loosely=True), "publication")
        return None

    return Draft(read)


@SPOKEN.rule(
    "date.then",
    r"(?<![应适相正担在恰])(?:当时|彼时|那时候?|那个?时期|同一(?:时间|时期|期间)|这一(?:时期|期间)|该时期)(?![代尚髦装差钟空区刻间])",
    yes=[
        yes("2019年出生1.2万人，当时的出生率", "当时", start="2019-01-01", end="2019-12-31", precision="year", grounding="coreference"),
        yes("今年的出生率与2019年的全国持平。当时", "当时", reference="2025-03-10", start="2019-01-01"),
        yes("2010年至2020年人口增长8%，同一时期", "同一时期", start="2010-01-01", end="2020-12-31", grounding="coreference"),
    ],
    no=["那时代", "适当时间", "当时针", "那时尚未"],
)
def then(_m: regex.Match[str]) -> Draft:
    """当时, 同一时期: the period spoken of last in the paragraph; no date where none was."""
    return Draft(lambda context: Reading(context.then, context.then.precision, "coreference") if context.then is not None else None)


@SPOKEN.rule(
    "date.that-season",
    r"那(?:一?年|一?个)的?(?P<season>[春夏秋冬])[天季]",
    yes=[yes("2018年7月3日，甲市最热。那个夏天，", "那个夏天", start="2018-06-01", end="2018-08-31", precision="quarter", grounding="coreference")],
    no=["那些冬天", "那个夏天"],
)
def that_season(m: regex.Match[str]) -> Draft:
    """A season of the year that the text told of last; no date where it told of none."""

    def read(context: Context) -> Reading | None:
        told = context.last or context.told
        found = season(m["season"], told.start.year) if told is not None else None
        return _found(found._replace(precision="quarter"), "coreference") if found is not None else None

    return Draft(read)


@SPOKEN.rule(
    "date.same-part",
    rf"(?P<base>去年|上年|前年|(?P<year>(?:19|20)\d{{2}})年|(?<!\d)(?P<ago>{COUNT})年前的?)同(?P<part>[月季])(?!度)",
    yes=[
        yes("2025年2月出口增长，去年同月下降", "去年同月", reference="2025-03-10", start="2024-02-01", end="2024-02-29", grounding="coreference"),
        yes("2024年三季度增长，2019年同季下降", "2019年同季", start="2019-07-01", end="2019-09-30", precision="quarter"),
        yes("2024年第三季占37%，五年前同季占26%", "五年前同季", reference="2025-03-10", start="2019-07-01", end="2019-09-30"),
        yes("较去年同季增长", "去年同季", reference="2025-03-10", start=None, precision="quarter", role="base"),
    ],
    no=["去年同月饼商家", "2019年同季度"],
)
def same_part(m: regex.Match[str]) -> Draft | None:
    """The month or the quarter spoken of last in another year: 去年同月, 2019年同季."""
    if m.string.startswith("饼", m.end()):
        return None
    back = count(m["ago"]) if m["ago"] else {"去年": 1, "上年": 1, "前年": 2}.get(m["base"])
    month = m["part"] == "月"

    def read(context: Context) -> Reading:
        last, found = context.last, None
        now = last.end.year if m["ago"] and last is not None else context.now
        value = int(m["year"]) if m["year"] else now - back if back and now is not None else None
        if last is not None and value is not None:
            if month and (last.start.year, last.start.month) == (last.end.year, last.end.month):
                found = cal.months(value, last.start.month, last.start.month)
            elif not month and last.precision in ("quarter", "month"):
                nth = (last.end.month + 2) // 3
                found = cal.quarters(value, nth, nth)
        return Reading(found, "month" if month else "quarter", "coreference")

    return Draft(read)


# Behind these it is the day of a feast or an event (投票日当天, 开工第二天), not of the date before.
_OF_ANOTHER = regex.compile(r"[日节年案会期庆典礼式夜赛]$")
_COUNTED = regex.compile(r"[\p{Han}\d]$")
_DAY_STEPS = {"次日": 1, "翌日": 1, "第二天": 1, "前一天": -1, "前一日": -1, "前日": -1}


@SPOKEN.rule(
    "date.same-day",
    rf"{LEAD}(?P<of>{alternatives(['当天', '当日', '同日', '同一天', '该日', *list(_DAY_STEPS)])})(?!报)",
    yes=[
        yes("2024年5月3日开幕，当天迎客2万人次", "当天", start="2024-05-03", end="2024-05-03", precision="day", grounding="coreference"),
        yes("2024年5月3日开幕，次日迎客1万人次", "次日", start="2024-05-04"),
        yes("2024年5月3日通报85人受伤。截至当日18时", "截至当日", start="2024-05-03", role="until"),
    ],
    no=["当天使", "充当天线", "当日报社", "2024年5月3日，投票日当天", "2024年5月3日，开工第二天"],
)
def same_day(m: regex.Match[str]) -> Draft | None:
    """当天 and 次日 of the day spoken of last; no date where none was, nor behind a word for another day (开工第二天, 投票日当天)."""
    step = _DAY_STEPS.get(m["of"], 0)
    other = _COUNTED if m["of"] == "第二天" else _OF_ANOTHER
    if other.search(m.string, max(0, m.start() - 1), m.start()):
        return None

    def read(context: Context) -> Reading | None:
        last = context.last or context.told
        if last is None or last.precision != "day" or last.start != last.end:
            return None
        return _found(cal.single(last.start + step * _ONE), "coreference")

    return with_role(m, read)


@SPOKEN.rule(
    "date.days-later",
    rf"(?<![\p{{Han}}\p{{N}}、.])(?P<count>{COUNT})(?P<grain>[天日年])[之以]?后(?=[\p{{Han}}，,])(?![续背])"
    rf"|(?:又|再)过了(?P<count>{COUNT})(?P<grain>年)(?=[\p{{Han}}，,])",
    yes=[
        yes("2020年达到1.6万亿元，又过了三年突破2万亿元", "又过了三年", start="2023-01-01", end="2023-12-31", grounding="coreference"),
        yes(
            "2024年5月3日甲市出让一宗地块。三天后，乙市出让两宗",
            "三天后",
            start="2024-05-06",
            end="2024-05-06",
            precision="day",
            grounding="coreference",
        ),
        yes("2024年5月30日受伤12人；8天之后又有3人", "8天之后", start="2024-06-07"),
        yes("2018年末均价2.9万元，一年后跌到2.6万元", "一年后", start="2019-01-01", end="2019-12-31", precision="year", grounding="coreference"),
    ],
    no=["公示三天后生效", "三天后公布", "2024年5月开工，10天后封顶", "两年后再看", "2024年开工，50年后"],
)
def days_later(m: regex.Match[str]) -> Draft | None:
    """So many days after the day spoken of last, or years after its year; no date where none was."""
    step, years = number(m["count"]), m["grain"] == "年"

    def read(context: Context) -> Reading | None:
        day = context.told
        if years:
            return _found(cal.year(day.end.year + step), "coreference") if day is not None and step <= _MOST_YEARS else None
        if day is None or day.precision != "day" or day.start != day.end:
            return None
        return _found(cal.single(day.start + step * _ONE), "coreference")

    return Draft(read)


def _found(interval: Interval | None, grounding: Grounding) -> Reading:
    return Reading(interval, interval.precision if interval else "day", grounding)


@SPOKEN.rule(
    "date.span.planned",
    rf"[用花](?P<count>{COUNT})年(?:左右|多)?(?:的)?(?:时间)?(?=[，,\p{{Han}}])(?!级)",
    yes=[
        yes("计划用3年时间新建", "用3年时间", reference="2024-05-03", start="2024-01-01", end="2026-12-31", precision="years"),
        yes("从2011年起，全县拟用五年新建", "用五年", start="2011-01-01", end="2015-12-31", grounding="coreference"),
    ],
    no=["前后用3年时间建成", "计划用3年级"],
)
def planned_span(m: regex.Match[str]) -> Draft | None:
    """So many years that a plan is to take: from the year that the sentence names, else from the article's own."""
    if not _PLANS.search(m.string, max(0, m.start() - 4), m.start()):
        return None

    def read(context: Context) -> Reading:
        year = context.named or context.now
        return Reading(cal.years(year, year + count(m["count"]) - 1) if year else None, "years", "coreference" if context.named else "publication")

    return Draft(read)


@SPOKEN.rule(
    "date.class",
    r"(?<!\d)(?P<year>(?:19|20)\d\d)届(?=[\p{Han}]{0,8}(?:毕业生|应届|大学生|考生))",
    yes=[yes("2023届高校毕业生", "2023届", start="2023-01-01", end="2023-12-31", precision="year")],
    no=["2023届世界杯", "第2023届高校毕业生运动会"],
)
def graduates(m: regex.Match[str]) -> Draft | None:
    """The year in which a class graduates."""
    return None if m.string.startswith("第", m.start() - 1) else Draft(known(cal.year(int(m["year"]))))
