"""The rules for dates: what is a date, and how it is read once its context is known.

Each rule yields a ``Draft``; ``extract.mentions.dates`` resolves drafts from left to right, for a year that one date
names holds for those behind it. Where matches overlap the one that starts first wins, then the longer, then the earlier
rule. The ids of the rules are features of the model that links dates to figures.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import regex

from extract.mentions import calendar as cal
from extract.mentions.calendar import Interval
from extract.mentions.date_day_rules import DAYS
from extract.mentions.date_feast_rules import NEXT_FEASTS
from extract.mentions.date_fiscal_rules import FISCAL
from extract.mentions.date_named_rules import NAMED
from extract.mentions.date_near_rules import NEAR
from extract.mentions.date_numeric_rules import NUMERIC
from extract.mentions.date_part_list import PART, has_part, read_part
from extract.mentions.date_part_spans import EDGE
from extract.mentions.date_parts import Part
from extract.mentions.date_period_rules import PERIODS
from extract.mentions.date_reading import LEAD, SINCE, Context, Draft, Reading, Role, group, known, with_role
from extract.mentions.date_school_rules import SCHOOLS
from extract.mentions.date_span_rules import SPANS
from extract.mentions.date_spoken_rules import SPOKEN
from extract.mentions.date_survey_rules import SURVEYS
from extract.mentions.date_term_rules import TERMS
from extract.mentions.date_turns import turned
from extract.mentions.date_years import BEFORE_THE_REPUBLIC, COUNT, RANGE, YEAR, YEAR4, Year, count, number, read_year
from extract.mentions.rules import Rules, yes
from extract.model import Grounding

RULES: Rules[Draft] = Rules()

YEARS_TOLD = rf"(?:这|的)?{COUNT}年(?:间|里|内|来|时间)?(?![级前度])"  # 2020至2022三年间


@RULES.rule(
    "date.years",
    rf"{LEAD}(?P<first>{YEAR4})\s?年?{RANGE}(?P<last>{YEAR4}|\d{{2}})"
    rf"(?:\s?年度?(?!代)(?:的?{YEARS_TOLD}|\s?(?:的\s?)?{PART}|{EDGE})?{SINCE}|(?<=\d{{4}}){YEARS_TOLD})",
    yes=[
        yes("2021—2023年，", "2021—2023年", start="2021-01-01", end="2023-12-31", precision="years"),
        yes("2019年至2022年累计", "2019年至2022年", start="2019-01-01", end="2022-12-31"),
        yes("二〇一六年到二〇二〇年间", "二〇一六年到二〇二〇年", start="2016-01-01", end="2020-12-31"),
        yes("2008-12年新增", "2008-12年", start="2008-01-01", end="2012-12-31"),
        yes("1985到89年9月共", "1985到89年9月", start="1985-01-01", end="1989-09-30"),
        yes("2020至2022三年间新增", "2020至2022三年间", start="2020-01-01", end="2022-12-31"),
        yes("1996年至2005年的十年间，", "1996年至2005年的十年间", start="1996-01-01", end="2005-12-31"),
        yes("2018年至2020年上半年，", "2018年至2020年上半年", start="2018-01-01", end="2020-06-30", precision="years"),
    ],
    no=["2021年和2023年", "2023-2021年"],
)
def years(m: regex.Match[str]) -> Draft | None:
    """From one year to another, both included, or to a part of it."""
    first, last, part = number(m["first"]), number(m["last"]), read_part(m)
    if last < 100:
        last += first // 100 * 100
    found = cal.years(first, last)
    if found is None or (part is None and has_part(m)):
        return None
    if part is None:
        return with_role(m, known(found), names_year=True)

    def read(context: Context) -> Reading:
        end = part.days(last, context)
        return Reading(Interval(found.start, end.end, "years") if end and end.end > found.start else None, "years", "explicit")

    return with_role(m, read, names_year=True)


RULES.all.extend(NUMERIC.all)


@RULES.rule(
    "date.same-period",
    rf"(?P<to>[至到])?(?P<base>去年|上年|前年|(?P<year>(?:19|20)\d{{2}})年|(?<!\d)(?P<roc>[89]\d|1[0-3]\d)年|(?<!\d)(?P<back>{COUNT})年前的?)同期(?![限声录])"
    r"|(?<![常往历多]年|历史|以往)(?P<to>[至到])?同期(?![限声录])|同比时期|同一时间(?![点段])"
    r"|(?<!\d)(?P<one>(?:19|20)\d{2})年?(?=\s?[、和及与](?:\s?(?:19|20)\d{2}年?\s?[、和及与]){0,3}\s?(?:19|20)\d{2}年同期)",
    yes=[
        yes("2015年和2016年同期增速分别为3%、1%", "2015年", start="2015-01-01", end="2015-12-31"),
        yes("较113年同期增加", "113年同期", roc=True, start="2024-01-01", end="2024-12-31"),
        yes("去年同期为3.2%", "去年同期", reference="2025-03-10", start="2024-01-01", end="2024-12-31", grounding="publication"),
        yes("与2019年同期持平", "2019年同期", start="2019-01-01", role="base"),
        yes("恢复至2019年同期的108%", "至2019年同期", start="2019-01-01", role="base"),
        yes("为去年同期的2倍", "去年同期", reference="2025-03-10", start="2024-01-01", role="base"),
        yes("同一时间，外省增加10%", "同一时间", start=None, grounding="coreference", role="period"),
        yes("五年前同期报8%", "五年前同期", reference="2025-03-10", start="2020-01-01", end="2020-12-31"),
        yes("高于同期水平", "同期", reference="2025-03-10", start=None, grounding="coreference", role="base"),
    ],
    no=["同期限贷款", "同期录音", "在同一时间点统计", "较常年同期少两成", "比历史同期偏高"],
)
def same_period(m: regex.Match[str]) -> Draft:
    """同期: the period spoken of, in another year or in several (2015和2016年同期). Which part of the year it is only the linker knows."""
    role: Role = "base" if m["to"] or m.string.startswith("的", m.end()) else "period"
    back = count(m["back"]) if m["back"] else {"去年": 1, "上年": 1, "前年": 2}.get(m["base"] or "")
    if m["year"] or m["one"]:
        return Draft(known(cal.year(int(m["year"] or m["one"]))), role)

    def read(context: Context) -> Reading:
        if m["roc"] and context.roc:
            return Reading(cal.year(int(m["roc"]) + BEFORE_THE_REPUBLIC), "year", "explicit")
        if back and context.now is not None:
            return Reading(cal.year(context.now - back), "year", "publication")
        return Reading(None, "year", "coreference")

    return Draft(read, role)


def _dated(year: Year, part: Part | None) -> Callable[[Context], Reading | None]:
    """The reading of a year with or without a part."""

    def read(context: Context) -> Reading | None:
        if not year.fits(context):
            return None
        value = year.resolve(context)
        if value is None:
            return Reading(None, part.grain if part else "year", year.grounding)
        found = part.days(value, context) if part else cal.year(value)
        return Reading(found, found.precision if found else part.grain if part else "year", year.grounding)

    return read


def _from_new_year(read: Callable[[Context], Reading | None]) -> Callable[[Context], Reading | None]:
    """The year up to the end of its part: 今年截至9月20日."""

    def up_to(context: Context) -> Reading | None:
        found = read(context)
        if found is None or found.interval is None:
            return found
        end = found.interval.end
        return replace(found, interval=Interval(dt.date(end.year, 1, 1), end, found.precision))

    return up_to


@RULES.rule(
    "date.year-part",
    rf"{LEAD}{YEAR}(?:\s?(?:的\s?)?(?P<counted>截[至止]到?\s?)?{PART}|{EDGE})?{SINCE}",
    yes=[
        yes("2024年，", "2024年", start="2024-01-01", end="2024-12-31", precision="year", grounding="explicit"),
        yes("二〇二三年度营收", "二〇二三年度", start="2023-01-01", end="2023-12-31"),
        yes("截至2024年12月底，", "截至2024年12月底", start="2024-12-31", role="until"),
        yes("2015年以来，", "2015年以来", reference="2025-03-10", start="2015-01-01", end="2025-03-10", role="since"),
        yes("2016年起，学费全免", "2016年起", reference="2025-03-10", start="2016-01-01", end="2025-03-10", role="since"),
        yes("2023年9月起开行", "2023年9月起", reference="2025-03-10", start="2023-09-01", end="2025-03-10", role="since"),
        yes("今年起改用新表", "今年起", reference="2025-03-10", start="2025-01-01", end="2025-12-31", role="period"),
        yes("2016年起草的办法", "2016年", reference="2025-03-10", end="2016-12-31", role="period"),
        yes("去年的上半年", "去年的上半年", reference="2025-03-10", start="2024-01-01", end="2024-06-30"),
        yes("大前年建成", "大前年", reference="2025-03-10", start="2022-01-01"),
        yes("同比2022年，同年下半年", "同年下半年", start="2022-07-01", end="2022-12-31", grounding="coreference"),
        yes("2010年产量210万吨。同年新疆", "同年", start="2010-01-01", end="2010-12-31", grounding="coreference"),
        yes("今年增长", "今年", start=None, end=None, precision="year", grounding="publication"),
        yes("民国113年，", "民国113年", start="2024-01-01"),
        yes("民国元年成立", "民国元年", start="1912-01-01"),
        yes("民国0年。", "民国0年", start=None, end=None),
        yes("113年度预算", "113年度", roc=True, start="2024-01-01"),
        yes("112年共办理", "112年", roc=True, start="2023-01-01"),
        yes("112年1-8月出口", "112年1-8月", start="2023-01-01", end="2023-08-31"),
        yes("民国一百一十年三月，", "民国一百一十年三月", start="2021-03-01", end="2021-03-31"),
        yes("九十五年底男性人口", "九十五年底", roc=True, start="2006-12-31", end="2006-12-31"),
        yes("一百一十二年出口", "一百一十二年", roc=True, start="2023-01-01", end="2023-12-31"),
        yes("九十年上半年投资", "九十年上半年", roc=True, start="2001-01-01", end="2001-06-30"),
        yes("一一二年度预算", "一一二年度", roc=True, start="2023-01-01", end="2023-12-31"),
        yes("去(111)年底完成", "去(111)年底", roc=True, start="2022-12-31", end="2022-12-31"),
        yes("较上(108)年底减少", "上(108)年底", roc=True, start="2019-12-31", end="2019-12-31"),
        yes("98年4月通车", "98年4月", start="1998-04-01"),
        yes("零八年的客流", "零八年", start="2008-01-01"),
        yes("2019年1.9万亿元，上年末", "上年末", reference="2025-03-10", start="2018-12-31"),
        yes("2019年1.9万亿元，前一年", "前一年", reference="2025-03-10", start="2018-01-01"),
        yes("去年1.9万亿元，再上一年", "再上一年", reference="2025-03-10", start="2022-01-01"),
        yes("2019年1.9万亿元，前一年1.8万亿元，次年", "次年", reference="2025-03-10", start="2020-01-01"),
        yes("上年1.9万亿元", "上年", reference="2025-03-10", start="2024-01-01"),
        yes("五八年八月投产", "五八年八月", start="1958-08-01"),
        yes("九八年抗洪", "九八年", start="1998-01-01"),
        yes("一六年常住人口", "一六年", start="2016-01-01", end="2016-12-31"),
        yes("由一一年起", "一一年起", reference="2025-03-10", start="2011-01-01", role="since"),
        yes("08年的客流", "08年", start="2008-01-01"),
        yes("2025上半年出口", "2025上半年", start="2025-01-01", end="2025-06-30"),
        yes("2024全年出口", "2024全年", start="2024-01-01", end="2024-12-31"),
        yes("2025前三季度出口", "2025前三季度", start="2025-01-01", end="2025-09-30"),
        yes("前一年人口30万人。上年新增2家", "上年", reference="2025-03-10", start="2024-01-01", end="2024-12-31"),
        yes("2025“五一”假期客流", "2025“五一”假期", start="2025-05-01", end="2025-05-05"),
        yes("113年1至9月外销", "113年1至9月", start="2024-01-01", end="2024-09-30"),
        yes("一九年第一季度投产", "一九年第一季度", start="2019-01-01", end="2019-03-31"),
        yes("今年截至9月20日累计", "今年截至9月20日", reference="2025-10-10", start="2025-01-01", end="2025-09-20", role="period"),
        yes("112年截至9月底回收", "112年截至9月底", roc=True, start="2023-01-01", end="2023-09-30"),
    ],
    no=[
        "113年共办理",
        "这20年间",
        "建县才30年，",
        "至今不到40年，",
        "创下一年来新低",
        "三五年建成",
        "不同年份",
        "过去年均增长",
        "旅客人次年增三成",
        "两年前年均",
        "113年历史",
        "2011半年报",
    ],
)
def year_part(m: regex.Match[str]) -> Draft | None:
    """A year, or a part of a year together with its year."""
    year, part = read_year(m), read_part(m)
    if part is None and has_part(m):
        return None
    if year.origin == "short" and part is None and not m.group().removesuffix("度").endswith("年"):
        year = Year("republic", year.number)  # 105年度起 is a year where the article counts so, else a duration
    told = year.origin == "told"  # 2019年…，上年…，次年…: both count from 2019
    read = _dated(year, part)
    return with_role(m, _from_new_year(read) if m["counted"] else read, names_year=not told, counts=told)


_EVERY = regex.compile(r"(?:每年|历年|往年|常年)的?$")


@RULES.rule(
    "date.part",
    rf"{LEAD}(?<![\d.第]|第[一二三四五六七八九十]|[一二三四五六七八九十]|(?<!大)连){PART}{SINCE}",
    yes=[
        yes("一季度增长", "一季度", reference="2025-03-10", start="2025-01-01", end="2025-03-31", grounding="publication"),
        yes("去年新增茶园2万亩。全年接待", "全年", reference="2025-06-10", start="2024-01-01", end="2024-12-31"),
        yes("截至6月底，", "截至6月底", reference="2025-07-10", start="2025-06-30", role="until"),
        yes("2021年增长，三季度加快", "三季度", start="2021-07-01", end="2021-09-30", grounding="inherited"),
        yes("一季度增长", "一季度", start=None, end=None, precision="quarter"),
        yes("。截至5月31日售出", "截至5月31日", reference="2025-03-10", start="2024-05-31", role="until"),
        yes("报名截至5月31日", "截至5月31日", reference="2025-03-10", start="2025-05-31"),
        yes("新规将于1月1日施行", "1月1日", reference="2025-12-20", start="2026-01-01"),
    ],
    no=["第3月台", "2.5月", "每年6月举办", "连3月下降"],
)
def part(m: regex.Match[str]) -> Draft | None:
    """A part of a year without its year: it is of the year that the sentence names, else of the article's own."""
    found = read_part(m)
    if found is None or _EVERY.search(m.string, max(0, m.start() - 3), m.start()):
        return None

    def read(context: Context) -> Reading | None:
        if found.needs_year and not context.alone:
            return None
        year = context.named or context.now
        if year is None and found.vague:
            return None
        grounding: Grounding = "inherited" if context.named else "publication"
        interval = None if year is None else found.of(year, context, named=context.named is not None, ahead=0 if m["since"] else 2)
        if interval and not context.named and not context.alone and context.reference:
            interval = turned(m.string, m.start(), interval, context.reference, counted=group(m, "until").startswith("截"))
        if context.account and not context.named and interval and context.reference and interval.end > context.reference:
            interval = found.days(context.account, context) or interval
        return Reading(interval, interval.precision if interval else found.grain, grounding)

    return with_role(m, read)


# A listed day (3月5日、8日) comes before a bare one, which counts from the article's own.
RULES.all.extend(
    [*NAMED.all, *FISCAL.all, *PERIODS.all, *SCHOOLS.all, *SPANS.all, *SPOKEN.all, *SURVEYS.all, *TERMS.all, *NEAR.all, *NEXT_FEASTS.all, *DAYS.all]
)
