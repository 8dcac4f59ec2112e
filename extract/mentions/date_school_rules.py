"""The rules for school years that are counted from 1911 or told by where they lie, and their terms: 113学年度, 本学年, 秋季学期."""

from __future__ import annotations

import regex

from extract.mentions import calendar as cal
from extract.mentions.date_reading import Context, Draft, Reading, known
from extract.mentions.date_years import BEFORE_THE_REPUBLIC, YEAR4, number
from extract.mentions.rules import Rules, yes

SCHOOLS: Rules[Draft] = Rules()

_TAIWAN_SCHOOL = 8  # the month in which Taiwan's school year begins
_SCHOOL = 9  # and in which that of the mainland and of Hong Kong does
_LONG = 360  # days of a year at least


@SCHOOLS.rule(
    "date.school-year.republic",
    r"(?<!\d)(?P<year>1[0-4]\d|[89]\d)\s?学年度?",
    yes=[yes("105学年度招生", "105学年度", start="2016-08-01", end="2017-07-31", precision="year")],
    no=["2016学年度105人"],
)
def school_year(m: regex.Match[str]) -> Draft:
    """A school year of Taiwan, counted from 1911, from August to July."""
    found = cal.run_of_months(int(m["year"]) + BEFORE_THE_REPUBLIC, _TAIWAN_SCHOOL, 12)
    return Draft(known(found._replace(precision="year") if found else None, "year"), names_year=True)


@SCHOOLS.rule(
    "date.school-term",
    rf"(?:(?P<year>{YEAR4})年|(?P<near>[今去明])年)?(?P<term>[春秋])季?学期",
    yes=[
        yes("2023年秋季学期新增", "2023年秋季学期", start="2023-09-01", end="2024-01-31", precision="half"),
        yes("今年春季学期开学", "今年春季学期", reference="2025-03-10", start="2025-02-01", end="2025-07-31"),
        yes("秋季学期招生", "秋季学期", reference="2025-08-30", start="2025-09-01", end="2026-01-31"),
        yes("秋季学期结束", "秋季学期", reference="2025-03-10", start="2024-09-01", end="2025-01-31"),
    ],
    no=["秋季学生", "每年春季学期的"],
)
def school_term(m: regex.Match[str]) -> Draft | None:
    """Half of a school year of the mainland: from September to January, or from February to July."""
    if m.string.startswith(("每年", "每个"), max(0, m.start() - 2)):
        return None
    first, months = (_SCHOOL, 5) if m["term"] == "秋" else (2, 6)

    def read(context: Context) -> Reading:
        named = context.named or context.now
        if m["year"]:
            named = number(m["year"])
        elif m["near"] and context.now is not None:
            named = context.now + "去今明".index(m["near"]) - 1
        elif named is not None and context.named is None and context.reference is not None and first > context.reference.month + 2:
            named -= 1
        found = cal.run_of_months(named, first, months) if named is not None else None
        return Reading(found._replace(precision="half") if found else None, "half", "explicit" if m["year"] else "publication")

    return Draft(read, names_year=bool(m["year"] or m["near"]))


@SCHOOLS.rule(
    "date.school-year.here",
    r"(?P<which>[本这今]|同一?个?|上一?个?|前一)学年度?(?!论文)",
    yes=[
        yes("本学年招收新生", "本学年", reference="2025-03-10", start="2024-09-01", end="2025-08-31", precision="year"),
        yes("本学年度新生", "本学年度", roc=True, reference="2025-08-31", start="2025-08-01", end="2026-07-31"),
        yes("113学年度学生5万人，上学年5.2万人", "上学年", reference="2025-03-10", start="2023-08-01", end="2024-07-31"),
        yes("2023/24学年新生5万人。同一学年，教师1万人", "同一学年", start="2023-09-01", end="2024-08-31"),
        yes("上学年在校生", "上学年", reference="2025-10-10", start="2024-09-01", end="2025-08-31"),
    ],
    no=["一学年", "每学年"],
)
def this_school_year(m: regex.Match[str]) -> Draft:
    """The school year told of before, else the one that the article's day lies in; 上学年 the one before it."""
    back = 0 if m["which"][0] in "本这今同" else 1

    def read(context: Context) -> Reading:
        told, reference = context.told, context.reference
        opens = _TAIWAN_SCHOOL if context.roc else _SCHOOL
        if told is not None and told.start.month in (_SCHOOL, _TAIWAN_SCHOOL) and told.start.day == 1 and (told.end - told.start).days >= _LONG:
            year, opens = told.start.year, told.start.month
        elif reference is not None:
            year = reference.year - (reference.month < opens)
        else:
            return Reading(None, "year", "publication")
        found = cal.run_of_months(year - back, opens, 12)
        return Reading(found._replace(precision="year") if found else None, "year", "publication")

    return Draft(read)
