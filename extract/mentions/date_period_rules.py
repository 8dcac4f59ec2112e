"""The rules for periods that lie across calendar years or count from something else: trade years, years listed together, decades."""

from __future__ import annotations

import datetime as dt
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_almanac import ANIMALS, BRANCHES, FIRST_MONTH, STEMS, lunar_month, season, sexagenary
from extract.mentions.date_part_feasts import LUNAR
from extract.mentions.date_parts import THIRD, third_of_month
from extract.mentions.date_reading import Context, Draft, Reading, from_reference, known
from extract.mentions.date_years import BEFORE_THE_REPUBLIC, COUNT, MONTH, RANGE, YEAR4, count, number
from extract.mentions.rules import Rules, yes

PERIODS: Rules[Draft] = Rules()

_ONE = dt.timedelta(days=1)
_TODAY = "2025-03-12"
_BUDGET = (4, 12)  # April to March, where budgets are of two calendar years
_SCHOOL = (9, 12)
_OF_SCHOOL = regex.compile("学额|学位|学童|学生|小一|中一|幼稚园|教育局|教资会|开班|班级")
_MONEY = regex.compile("开支|支出|拨款|经费|预算|盈余|赤字|结余")  # of a bureau or an authority for pupils: by its budget's year
_NEAR = 24  # characters around a year in which pupils are told of
_DAY_BEFORE = regex.compile(r"(?:[至到自从于年]|日期[:：]?|时间[:：]?)\s?$")
_DAY_BEHIND = regex.compile(r"\s?(?:[起前止]|当天|截止|上午|下午|晚)")
_OF_BUDGET = regex.compile("财政预算|财政司|财政年度|预算案|库房|房委会|房屋委员会|房屋署")


@cache
def _years_of_trades() -> dict[str, tuple[int, int] | None]:
    rows = read_table("lexicons/business_years.tsv")
    return {r["word"]: (int(r["first"]), int(r["months"])) if r["first"] else None for r in rows}


@PERIODS.rule(
    "date.months-to",
    rf"截[至止]到?\s?(?:(?P<written>{YEAR4})年|(?P<near>[今去]年))?(?P<month>{MONTH})月底?止?的?(?:过去|最近|前|之?前)?(?P<count>{COUNT})个月",
    yes=[
        yes("截至二〇二三年八月底的三个月，", "截至二〇二三年八月底的三个月", start="2023-06-01", end="2023-08-31"),
        yes("截至2023年8月底的3个月，", "截至2023年8月底的3个月", start="2023-06-01", end="2023-08-31", precision="month"),
        yes("截至今年2月止三个月，", "截至今年2月止三个月", reference=_TODAY, start="2024-12-01", end="2025-02-28", precision="month"),
        yes("截至11月底的3个月，", "截至11月底的3个月", reference=_TODAY, start="2024-09-01", end="2024-11-30"),
    ],
    no=["截至8月底，3个月内", "截至13月底的3个月"],
)
def months_to(m: regex.Match[str]) -> Draft | None:
    """So many months that end with one: Hong Kong and Macao tell rates of three months so."""
    month, count_of = number(m["month"]), number(m["count"])
    if not (1 <= month <= 12 and 1 < count_of <= 12):
        return None

    def read(context: Context) -> Reading:
        year = number(m["written"]) if m["written"] else context.named or context.now
        if year is None:
            return Reading(None, "month", "publication")
        if not m["written"] and not context.named:
            year -= (m["near"] or "").startswith("去")
            year -= not m["near"] and context.reference is not None and dt.date(year, month, 1) > context.reference
        first = cal.shift_months(dt.date(year, month, 1), 1 - count_of)
        found = cal.run_of_months(first.year, first.month, count_of)
        return Reading(found._replace(precision="month") if found else None, "month", "explicit" if m["written"] else "publication")

    return Draft(read, "until")


@PERIODS.rule(
    "date.trade-year",
    rf"(?<![\d/])(?:(?P<from>{YEAR4})/\d\d(?:年度)?{RANGE})?(?P<first>{YEAR4}|[0-4]\d(?=/\d\d\D))\s?(?P<sep>/|年?{RANGE})\s?(?P<last>{YEAR4}|\d\d|[〇零○一二三四五六七八九]{{2}})\s?年?(?P<kind>{alternatives(list(_years_of_trades()))})",
    yes=[
        yes("2024/2025榨季产糖", "2024/2025榨季", start="2024-10-01", end="2025-09-30", precision="year"),
        yes("24/25榨季产糖", "24/25榨季", start="2024-10-01", end="2025-09-30"),
        yes("2023-2024年采暖季均价", "2023-2024年采暖季", start="2023-11-01", end="2024-03-31"),
        yes("预算案预计2016/17年度盈余", "2016/17年度", start="2016-04-01", end="2017-03-31"),
        yes("教育局称2022/23年度全港学生33万人", "2022/23年度", start="2022-09-01", end="2023-08-31"),
        yes("教育局2022/23年度开支1000亿元", "2022/23年度", start=None, end=None, precision="year"),
        yes("预算案：二〇二三至二四年度开支", "二〇二三至二四年度", start="2023-04-01", end="2024-03-31"),
        yes("2023/24年度产量", "2023/24年度", start=None, end=None, precision="year"),
        yes("财政司称2016/17至2020/21年度建屋", "2016/17至2020/21年度", start="2016-04-01", end="2021-03-31"),
    ],
    no=["2023/26榨季", "榨季开始"],
)
def trade_year(m: regex.Match[str]) -> Draft | None:
    """A year of a trade or a season that begins in one calendar year and ends in the next; 2021-2022年度 are two years.

    2016/17年度 is a school year beside words for pupils and none for money, the budget's year in a text on one, else it may begin in any month.
    """
    first, last = number(m["first"]), number(m["last"])
    first += 2000 if first < 100 else 0  # 24/25榨季
    if last < 100:
        last += first // 100 * 100
    of_budget = _OF_BUDGET.search(m.string) is not None
    shortened = of_budget and len(m["last"]) == 2  # 二〇二三至二四年度, 2023-24年度
    if last != first + 1 or (m["kind"] == "年度" and m["sep"] != "/" and not shortened):
        return None
    near = (max(0, m.start() - _NEAR), m.end() + _NEAR)
    of_school = _OF_SCHOOL.search(m.string, *near) is not None and not _MONEY.search(m.string, *near)
    months = _years_of_trades()[m["kind"]] or (_SCHOOL if of_school else _BUDGET if of_budget else None)
    found = cal.run_of_months(first, *months) if months else None
    opens = cal.run_of_months(number(m["from"]), *months) if months and m["from"] else None
    if found and opens and opens.start < found.start:  # 2016/17至2020/21年度
        return Draft(known(Interval(opens.start, found.end, "years")), names_year=True)
    return Draft(known(found._replace(precision="year") if found else None, "year"), names_year=True)


@PERIODS.rule(
    "date.years.listed",
    rf"(?<!\d)(?P<first>{YEAR4})年?(?:[、和与及](?P<more>{YEAR4})年?){{1,4}}(?:这|的)?(?P<count>[两二三四五2-5])(?:个?年度?)(?:间|里|内)?(?![级前])",
    yes=[
        yes("2019、2020两年共建", "2019、2020两年", start="2019-01-01", end="2020-12-31", precision="years"),
        yes("2021、2022和2023三年", "2021、2022和2023三年", start="2021-01-01", end="2023-12-31"),
    ],
    no=["2019、2021两年", "2019、2020年"],
)
def listed_years(m: regex.Match[str]) -> Draft | None:
    """Years that follow each other, listed and counted: one period."""
    named = [number(m["first"]), *map(number, m.captures("more"))]
    if named != list(range(named[0], named[0] + count(m["count"].replace("2", "二")))):
        return None
    return Draft(known(cal.years(named[0], named[-1])), names_year=True)


@PERIODS.rule(
    "date.years.listed-republic",
    r"(?<![\d.,第])(?P<first>[89]\d|1[0-4]\d)年?(?:[、和与及](?P<more>9\d|1[0-4]\d)年?){1,4}(?:这|的)?(?P<count>[两二三四五2-5])年(?:间|里|内)?(?![级前])",
    yes=[
        yes("106、107、108这三年多缴", "106、107、108这三年", roc=True, start="2017-01-01", end="2019-12-31", precision="years"),
        yes("112年及113年两年编列", "112年及113年两年", roc=True, start="2023-01-01", end="2024-12-31"),
    ],
    no=["106、108两年", "第106、107两年级"],
)
def listed_years_of_republic(m: regex.Match[str]) -> Draft | None:
    """The same of the Republic, where the article counts so."""
    named = [number(m["first"]), *map(number, m.captures("more"))]
    if named != list(range(named[0], named[0] + count(m["count"].replace("2", "二")))):
        return None
    found = cal.years(named[0] + BEFORE_THE_REPUBLIC, named[-1] + BEFORE_THE_REPUBLIC)
    return Draft(lambda context: Reading(found, "years", "explicit") if context.roc else None, names_year=True)


@PERIODS.rule(
    "date.decades",
    rf"(?:(?P<century>上个?|1\d|20|二十)世纪)?(?P<first>[1-9]0)\s?(?:年代)?{RANGE}(?P<last>[1-9]0)年代",
    yes=[yes("20世纪50—70年代的厂房", "20世纪50—70年代", start="1950-01-01", end="1979-12-31", precision="years")],
    no=["50—70年", "20世纪70—50年代"],
)
def decades(m: regex.Match[str]) -> Draft | None:
    """From one decade of a century to another; of the last century where none is named."""
    century = 20 if not m["century"] or m["century"].startswith("上") else number(m["century"])
    start, end = ((century - 1) * 100 + int(m[name]) for name in ("first", "last"))
    return Draft(known(cal.years(start, end + 9))) if start < end else None


@PERIODS.rule(
    "date.century.first-years",
    rf"(?P<century>本|新|1\d|2[01]|二十一?)世纪的?(?:头|前|最初)(?P<count>{COUNT})年",
    yes=[yes("21世纪头十年增长", "21世纪头十年", start="2001-01-01", end="2010-12-31", precision="years")],
    no=["21世纪头条"],
)
def first_of_century(m: regex.Match[str]) -> Draft | None:
    """The first years of a century, which begins with its year 1."""
    century = 21 if m["century"] in "本新" else number(m["century"])
    size = count(m["count"])
    return Draft(known(cal.years(century * 100 - 99, century * 100 - 100 + size))) if 0 < size < 100 else None


@PERIODS.rule(
    "date.year.early",
    r"(?:公元|西元)(?P<year>\d{1,3}|1[0-5]\d\d|[〇零一二三四五六七八九]{2,4})年",
    yes=[yes("公元1368年建城", "公元1368年", start="1368-01-01", end="1368-12-31", precision="year")],
    no=["公元前221年"],
)
def early_year(m: regex.Match[str]) -> Draft:
    """A year of our era before those that stand without 公元."""
    return Draft(known(cal.year(number(m["year"]))), names_year=True)


@PERIODS.rule(
    "date.lunar.year",
    rf"{LUNAR}的?(?P<cycle>[{STEMS}][{BRANCHES}])[{ANIMALS}]?年(?!\S?[正冬腊一二三四五六七八九十闰]\S?月)",
    yes=[yes("农历甲辰年客流", "农历甲辰年", reference=_TODAY, start="2024-02-10", end="2025-01-28", precision="year")],
    no=["甲辰年", "农历新年"],
)
def lunar_cycle_year(m: regex.Match[str]) -> Draft:
    """A whole year of the lunar calendar by its name of the cycle of sixty: the nearest one."""

    def find(day: dt.date) -> Interval | None:
        year = sexagenary(m["cycle"], day.year)
        first, after = (lunar_month(year, 1), lunar_month(year + 1, 1)) if year else (None, None)
        return Interval(first.start, after.start - _ONE, "year") if first and after else None

    return Draft(from_reference("year", find))


@PERIODS.rule(
    "date.near.stated-month",
    rf"[本上][（(](?P<month>1[0-2]|0?[1-9])月?[）)]月份?(?:的?(?P<third>{THIRD}))?",
    yes=[
        yes("本(3)月调查", "本(3)月", reference=_TODAY, start="2025-03-01", end="2025-03-31", precision="month"),
        yes("上（12）月底余额", "上（12）月底", reference=_TODAY, start="2024-12-31"),
    ],
    no=["本(13)月"],
)
def stated_month(m: regex.Match[str]) -> Draft:
    """This or the last month with its number in brackets: the latest such month."""
    month, words = int(m["month"]), m["third"] or ""
    return Draft(from_reference("month", lambda day: third_of_month(day.year - (month > day.month), month, words)))


@PERIODS.rule(
    "date.season.since",
    r"(?:今年)?(?:入(?P<season>[春夏秋冬])|开年)(?:以来|至今)(?!的?[最首])",
    yes=[
        yes("开年以来接待游客", "开年以来", reference=_TODAY, start="2025-01-01", end="2025-03-12", role="since"),
        yes("入冬以来供热", "入冬以来", reference=_TODAY, start="2024-12-01", end="2025-03-12", role="since"),
    ],
    no=["入冬后供热", "入冬以来最强的降雪"],
)
def since_season(m: regex.Match[str]) -> Draft:
    """All since the season or the year last began."""
    name = m["season"]

    def find(day: dt.date) -> Interval | None:
        if not name:
            return cal.single(day.replace(month=1, day=1))
        found = season(name, day.year - (day.month < FIRST_MONTH[name]))
        return cal.single(found.start) if found else None

    return Draft(from_reference("day", find), "since")


@PERIODS.rule(
    "date.span.spoken",
    rf"(?:此|其|随|嗣|(?<![分秒天日周月年季号前])之|这之|那之)后的?(?P<count>{COUNT})年(?:间|里|内|时间)?(?![级前])",
    yes=[
        yes("2015年建成，此后五年新增", "此后五年", start="2016-01-01", end="2020-12-31", precision="years", grounding="coreference"),
        yes("2015年为151万，随后两年", "随后两年", start="2016-01-01", end="2017-12-31"),
    ],
    no=["此后五年级", "三年之后两年"],
)
def spoken_span(m: regex.Match[str]) -> Draft | None:
    """So many years after the one spoken of."""
    size = count(m["count"])

    def read(context: Context) -> Reading:
        year = context.named or (context.last.end.year if context.last else None)
        return Reading(cal.years(year + 1, year + size) if year else None, "years", "coreference")

    return Draft(read) if 0 < size <= 200 else None


@PERIODS.rule(
    "date.numeric.month-day",
    r"(?<![\d/.])(?P<m1>1[0-2]|0?[1-9])/(?P<d1>[12]\d|3[01]|0?[1-9])(?:\s?[（(](?:周|星期)?[一二三四五六日][）)])?"
    r"(?:(?:至|到|[-–—~～])(?:(?P<m2>1[0-2]|0?[1-9])/)?(?P<d2>[12]\d|3[01]|0?[1-9])(?:\s?[（(](?:周|星期)?[一二三四五六日][）)])?)?(?![\d/%])",
    yes=[
        yes("办理时间9/6(一)起", "9/6(一)", reference=_TODAY, start="2024-09-06", end="2024-09-06", precision="day"),
        yes("春节期间2/1至2/5加码", "2/1至2/5", reference=_TODAY, start="2025-02-01", end="2025-02-05"),
        yes("发票可回溯至3/1", "3/1", reference=_TODAY, start="2025-03-01"),
        yes("2/24-25举办", "2/24-25", reference=_TODAY, start="2025-02-24", end="2025-02-25"),
    ],
    no=["占1/3以上", "约1/3", "2/3的企业", "24/7服务", "9/10的人"],
)
def month_day(m: regex.Match[str]) -> Draft | None:
    """Month and day with a stroke, as Taiwan writes them: as a range, with the day of the week, or beside a word for from or until."""
    told = "(" in m.group() or "（" in m.group() or m["d2"]
    if not told and not (_DAY_BEFORE.search(m.string, max(0, m.start() - 3), m.start()) or _DAY_BEHIND.match(m.string, m.end())):
        return None
    a, d1 = int(m["m1"]), int(m["d1"])
    b, d2 = int(m["m2"] or a), int(m["d2"] or 0)

    def read(context: Context) -> Reading:
        named = context.named or context.now
        if named is None:
            return Reading(None, "day", "publication")
        reference = context.reference
        year = named - (context.named is None and reference is not None and a > reference.month + 2)
        first = cal.day(year, a, d1)
        last = cal.day(year + (b < a), b, d2) if d2 else None
        if first and last and last.start > first.start:
            first = Interval(first.start, last.end, "day")
        return Reading(first, "day", "inherited" if context.named else "publication")

    return Draft(read)
