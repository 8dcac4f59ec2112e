"""The rules for periods that have a name: five-year plans, decades, centuries, events, eras, lunar years."""

from __future__ import annotations

import datetime as dt
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_almanac import BRANCHES, STEMS, eras, sexagenary
from extract.mentions.date_part_feasts import LUNAR, LUNAR_DAY, LUNAR_MONTH, lunar_words
from extract.mentions.date_reading import LEAD, Context, Draft, Reading, known, with_role
from extract.mentions.date_years import COUNT, YEAR4, number
from extract.mentions.rules import Rules, yes

NAMED: Rules[Draft] = Rules()


@cache
def _plans() -> dict[str, tuple[int, int]]:
    """The first and last year of each five-year plan."""
    return {r["plan"]: (int(r["first"]), int(r["last"])) for r in read_table("lexicons/five_year_plans.tsv")}


@NAMED.rule(
    "date.plan",
    rf"{LEAD}(?:[“‘\"「『]?(?P<plan>{alternatives(list(_plans()))})五[”’\"」』]?"
    rf"|(?<=(?:^|[，。；：、\s])[在从自到于]?|我国|中国|国家|国民经济|全国)第(?P<plan>{alternatives(list(_plans()))})个五年(?=规划|计划))"
    rf"(?P<tail>(?:规划|计划)?(?:时期末|时期|期间|期末|期|的?(?:开局|收官)之?年|(?P<since>以来))|末期?|初期?|前期|中期|后期|(?P<side>[前头后])(?P<count>{COUNT})年|第(?P<nth>[一二三四五1-5])年"
    r"|(?:圆满|胜利|顺利|良好|完美|实现)*(?:开局|收官)(?:之?年)?|[，,、]|(?<=[”’\"」』])(?![”’\"」』])"
    r"|(?=规划|计划|发展|目标|建设|的|时|节能|将|提出|战略|全[市省国]|我[省市]))",
    yes=[
        yes("“十四五”期间，", "“十四五”期间", start="2021-01-01", end="2025-12-31", precision="years"),
        yes("到“十五五”末，", "到“十五五”末", start="2030-12-31", end="2030-12-31"),
        yes("“十三五”以来，", "“十三五”以来", reference="2018-05-02", start="2016-01-01", end="2018-05-02", role="since"),
        yes("八五期间建成", "八五期间", start="1991-01-01", end="1995-12-31"),
        yes("“十四五”开局之年，", "“十四五”开局之年", start="2021-01-01", end="2021-12-31"),
        yes("“十四五”规划收官之年，", "“十四五”规划收官之年", start="2025-01-01", end="2025-12-31"),
        yes("“十二五”江苏能源工作", "“十二五”", start="2011-01-01", end="2015-12-31"),
        yes("比“十一五”翻一番", "“十一五”", start="2006-01-01", role="base"),
        yes("标志着“十四五”圆满收官", "“十四五”圆满收官", start="2025-01-01", end="2025-12-31"),
        yes("“十三五”时期末，", "“十三五”时期末", start="2020-12-31"),
        yes("“七五”计划期间", "“七五”计划期间", start="1986-01-01", end="1990-12-31"),
        yes("“七五”计划把重点放在沿海", "“七五”", start="1986-01-01", end="1990-12-31"),
        yes("“八五”计划以来，", "“八五”计划以来", reference="1995-05-02", start="1991-01-01", end="1995-05-02", role="since"),
        yes("“十四五”前三年，", "“十四五”前三年", start="2021-01-01", end="2023-12-31", precision="years"),
        yes("“十三五”后两年，", "“十三五”后两年", start="2019-01-01", end="2020-12-31"),
        yes("在第一个五年计划时期，", "第一个五年计划时期", start="1953-01-01", end="1957-12-31", precision="years"),
        yes("我国第十二个五年规划期间", "第十二个五年规划期间", start="2011-01-01", end="2015-12-31"),
        yes("“十四五”规划期内", "“十四五”规划期", start="2021-01-01", end="2025-12-31"),
    ],
    no=["十五分钟", "五五开", "印度第十一个五年计划期间", "公司在第二个五年规划期间", "集团第四个五年计划期间"],
)
def plan(m: regex.Match[str]) -> Draft | None:
    """A five-year plan of the People's Republic, some of its years, or its last day."""
    first, last = _plans()[m["plan"]]
    tail = m["tail"] or ""
    found: Interval | None
    if m["count"]:
        count = number(m["count"])
        if not 1 <= count <= 5:
            return None
        found = cal.years(last - count + 1, last) if m["side"] == "后" else cal.years(first, first + count - 1)
    elif m["nth"]:
        found = cal.year(first + number(m["nth"]) - 1)
    elif "末" in tail:
        found = cal.day(last, 12, 31)
    elif "开局" in tail:
        found = cal.year(first)
    elif "收官" in tail:
        found = cal.year(last)
    else:
        found = cal.years(first, last)
    return with_role(m, known(found))


def century_of(word: str) -> int:
    """The number of a century by the word before 世纪."""
    return 21 if word in ("本", "新") else 20 if word.startswith("上") else number(word)


# The years of a decade that its beginning, middle and end are taken for; 中后期 is from the middle to the end.
_EDGES = {
    **dict.fromkeys(("初", "初期", "之初", "早期", "前期", "初叶"), (0, 2)),
    **dict.fromkeys(("前半期", "前半段", "前半叶", "上半期", "上半叶", "前五年"), (0, 4)),
    **dict.fromkeys(("前中期", "中前期", "早中期", "初中期"), (0, 6)),
    **dict.fromkeys(("中期", "中叶", "中段", "中"), (3, 6)),
    **dict.fromkeys(("中后期", "中晚期", "中后段", "中末期"), (3, 9)),
    **dict.fromkeys(("后半期", "后半段", "后半叶", "下半期", "下半叶", "后五年", "后半"), (5, 9)),
    **dict.fromkeys(("末", "末期", "之末", "末叶", "后期", "晚期"), (7, 9)),
}
_EDGE = rf"的?(?P<edge>{alternatives([w for w in _EDGES if w not in ('中', '后半')])}|中(?=[，。、；]|$)|后半(?!部|场))"


@NAMED.rule(
    "date.decade",
    r"(?:(?P<century>上个?|本|1\d|2[01]|二十一?|十[四五六七八九])世纪)?\s?(?P<tens>[1-9]0|(?P<from>[二三四五六七八])?[二三四五六七八九]十)年代(?:EDGE)?(?P<since>以来)?"
    r"|(?P<first>(?:1[6-9]|20)\d0)年代(?:EDGE)?(?P<since>以来)?".replace("EDGE", _EDGE),
    yes=[
        yes("上世纪八十年代初，", "上世纪八十年代初", start="1980-01-01", end="1982-12-31", precision="years"),
        yes("20世纪90年代的厂房", "20世纪90年代", start="1990-01-01", end="1999-12-31"),
        yes("二十一世纪二十年代，", "二十一世纪二十年代", start="2020-01-01", end="2029-12-31"),
        yes("1960年代末期建成", "1960年代末期", start="1967-01-01", end="1969-12-31"),
        yes("上世纪六七十年代，", "上世纪六七十年代", start="1960-01-01", end="1979-12-31"),
        yes("70年代中期，", "70年代中期", start="1973-01-01", end="1976-12-31"),
        yes("80年代中后期兴起", "80年代中后期", start="1983-01-01", end="1989-12-31"),
        yes("2010年代前半期，", "2010年代前半期", start="2010-01-01", end="2014-12-31"),
        yes("九十年代中，", "九十年代中", start="1993-01-01", end="1996-12-31"),
        yes("60年代中期以来，", "60年代中期以来", reference="2025-03-10", start="1963-01-01", end="2025-03-10", role="since"),
        yes("上世纪90年代以来，", "上世纪90年代以来", reference="2025-03-10", start="1990-01-01", end="2025-03-10", role="since"),
    ],
    no=["年代久远", "1985年代理", "年代中后期"],
)
def decade(m: regex.Match[str]) -> Draft | None:
    """Ten years of a century, or two decades together; of the last century where none is named. 初 is the first three years, 末 the last three."""
    century = m["century"] or ""
    index = century_of(century) if century else 20
    first = int(m["first"]) if m["first"] else 100 * (index - 1) + number(m["tens"][-2:])
    a, b = _EDGES[m["edge"]] if m["edge"] else (0, 9)
    if m["from"]:
        a = 100 * (index - 1) + 10 * number(m["from"]) - first
        if a != -10:
            return None
    return with_role(m, known(cal.years(first + a, first + b)))


_CENTURY_PARTS = {
    **dict.fromkeys(("初", "初期", "初叶"), (1, 10)),
    **dict.fromkeys(("前半叶", "上半叶", "前半期"), (1, 50)),
    **dict.fromkeys(("中叶", "中期"), (41, 60)),
    **dict.fromkeys(("中后期", "中后叶", "中晚期"), (41, 100)),
    **dict.fromkeys(("后半叶", "下半叶", "后半期"), (51, 100)),
    **dict.fromkeys(("末", "末期", "末叶"), (91, 100)),
}


@NAMED.rule(
    "date.century",
    rf"(?P<century>上个?|本|新|[12]\d|二十一?|十[六七八九])世纪(?:(?P<edge>{alternatives(list(_CENTURY_PARTS))})|(?P<since>以来))(?!纪元)"
    r"|(?<![赶跟迎遇追])(?P<century>上个?)世纪(?![初中末后前的]?[\d一二三四五六七八九])",
    yes=[
        yes("本世纪以来，", "本世纪以来", reference="2025-03-10", start="2001-01-01", end="2025-03-10", role="since", precision="years"),
        yes("上世纪末，", "上世纪末", start="1991-01-01", end="2000-12-31"),
        yes("上世纪气温升高", "上世纪", start="1901-01-01", end="2000-12-31"),
        yes("到本世纪中叶，", "本世纪中叶", start="2041-01-01", end="2060-12-31"),
    ],
    no=["21世纪经济报道", "世纪初心", "本世纪经济", "赶上世纪工程"],
)
def century(m: regex.Match[str]) -> Draft:
    """A part of a century: its first or last ten years, its middle, a half, or all since it began; all of the last."""
    index = century_of(m["century"])
    a, b = _CENTURY_PARTS[m["edge"]] if m["edge"] else (1, 100)
    return with_role(m, known(cal.years(100 * (index - 1) + a, 100 * (index - 1) + b)))


@cache
def _events() -> dict[str, dt.date]:
    return {word: dt.date.fromisoformat(r["day"]) for r in read_table("lexicons/events.tsv") for word in r["words"].split(";")}


@NAMED.rule(
    "date.event",
    rf"(?P<event>{alternatives(list(_events()))})(?P<since>以来|至今(?!年))",
    yes=[
        yes("党的十八大以来，", "党的十八大以来", reference="2025-03-10", start="2012-11-08", end="2025-03-10", role="since"),
        yes("改革开放以来，", "改革开放以来", reference="2018-12-01", start="1978-12-18"),
    ],
    no=["党的十八大提出", "改革开放四十年"],
)
def event(m: regex.Match[str]) -> Draft:
    """All since an event of known day."""
    return with_role(m, known(cal.single(_events()[m["event"]])))


@NAMED.rule(
    "date.era",
    rf"(?P<era>{alternatives(list(eras()))})(?P<count>元|\d{{1,2}}|[一二三四五六七八九十]{{1,3}})年"
    rf"(?:(?P<leap>闰)?(?P<month>{LUNAR_MONTH})月(?P<day>{LUNAR_DAY}|[一二三四五六七八九十]{{1,3}}日)?)?",
    yes=[
        yes("光绪二十年建厂", "光绪二十年", start="1894-01-01", end="1894-12-31", precision="year"),
        yes("康熙六十一年十一月十三日，", "康熙六十一年十一月十三日", start="1722-12-20", precision="day"),
        yes("令和6年4月，", "令和6年4月", start="2024-04-01", end="2024-04-30"),
    ],
    no=["大正公司10年", "正德三年级"],
)
def era(m: regex.Match[str]) -> Draft | None:
    """A year counted from the beginning of a reign; months of the emperors' reigns are lunar."""
    first, lunar = eras()[m["era"]]
    year = first + number(m["count"]) - 1
    if m.string.startswith("级", m.end()):
        return None
    if not m["month"]:
        return Draft(known(cal.year(year)), names_year=True)
    if lunar:
        found = lunar_words(m["month"], m["day"], leap=bool(m["leap"]))(year)
    else:
        month, day = number(m["month"]), number(m["day"].rstrip("日号")) if m["day"] else 0
        found = cal.day(year, month, day) if day else cal.months(year, month, month)
    return Draft(known(found, "day" if m["day"] else "month"), names_year=True)


@NAMED.rule(
    "date.lunar",
    rf"(?:{LUNAR}\s?(?P<year>{YEAR4})年|(?:{LUNAR}\s?)?(?P<cycle>[{STEMS}][{BRANCHES}])年)的?\s?(?P<leap>闰)?(?P<month>{LUNAR_MONTH})月(?P<day>{LUNAR_DAY})?",
    yes=[
        yes("农历2012年正月十五，", "农历2012年正月十五", start="2012-02-06", precision="day"),
        yes("阴历二〇二一年六月，", "阴历二〇二一年六月", start="2021-07-10", end="2021-08-07", precision="month"),
        yes("甲辰年正月初一，", "甲辰年正月初一", reference="2025-03-10", start="2024-02-10"),
    ],
    no=["农历新年", "甲子年间"],
)
def lunar_year(m: regex.Match[str]) -> Draft | None:
    """A lunar month or day with the lunar year before it; a name of the cycle of sixty is the nearest such year."""
    within = lunar_words(m["month"], m["day"], leap=bool(m["leap"]))

    def read(context: Context) -> Reading:
        year = number(m["year"]) if m["year"] else sexagenary(m["cycle"], context.now) if context.now else None
        return Reading(within(year) if year else None, "day" if m["day"] else "month", "explicit")

    return Draft(read)
