"""The rules for censuses and surveys that stand for the year at which they count: 第七次全国人口普查, 七普, 最新人口普查."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

import regex

from extract.data import alternatives, read_table
from extract.mentions import calendar as cal
from extract.mentions.date_reading import Context, Draft, Reading, known
from extract.mentions.date_years import number
from extract.mentions.rules import Rules, yes

SURVEYS: Rules[Draft] = Rules()

_REPORTED = dt.timedelta(days=120)  # no survey has told its results sooner


@cache
def _surveys() -> Mapping[str, Mapping[int, dt.date]]:
    """The times that each series counted at, by the names of the series, full and short."""
    found: dict[str, dict[int, dt.date]] = {}
    for row in read_table("lexicons/surveys.tsv"):
        for name in (*row["names"].split(";"), row["short"]):
            found.setdefault(name, {})[int(row["number"])] = dt.date.fromisoformat(row["day"])
    return found


@cache
def _names(column: str) -> str:
    return alternatives(sorted({name for row in read_table("lexicons/surveys.tsv") for name in row[column].split(";")}))


@SURVEYS.rule(
    "date.survey",
    rf"(?:(?:19|20)\d\d年的?)?第(?P<n>[一二三四五六七八九十\d])次(?:全国|全省|全市|中国)?(?P<series>{_names('names')})"
    rf"|(?<![第\p{{N}}一二三四五六七八九十])(?P<n>[一二三四五六七八九])(?P<series>{_names('short')})(?=[数公结时和与、，,。！？\s（(”」]|相比|以来|显示|为准)",
    yes=[
        yes("第七次全国人口普查显示，", "第七次全国人口普查", start="2020-01-01", end="2020-12-31", precision="year"),
        yes("七普数据公布后，", "七普", start="2020-01-01", end="2020-12-31"),
        yes("第五次全国经济普查结果，", "第五次全国经济普查", start="2023-01-01"),
        yes("与六普相比，", "六普", start="2010-01-01"),
        yes("与2010年第六次全国人口普查相比", "2010年第六次全国人口普查", start="2010-01-01", role="base"),
        yes("国土三调数据显示", "三调", start="2019-01-01"),
    ],
    no=["第九次全国人口普查", "一普通工人", "抽样调查", "七普通话", "十七普数据"],
)
def survey(m: regex.Match[str]) -> Draft | None:
    """The year at which a numbered census or survey counts."""
    day = _surveys()[m["series"]].get(number(m["n"]))
    return Draft(known(cal.year(day.year))) if day else None


@SURVEYS.rule(
    "date.survey.latest",
    rf"(?:最新|最近|最近一次|最新一次|此次|本次|这次)的?(?:全国|全省|全市)?(?P<series>{_names('names')})(?=数据|结果|公报|显示|，|中|的)",
    yes=[
        yes("根据最新人口普查数据，", "最新人口普查", reference="2021-05-28", start="2020-01-01", end="2020-12-31", grounding="publication"),
        yes("此次全国经济普查结果", "此次全国经济普查", reference="2020-03-01", start="2018-01-01"),
        yes("最新人口普查数据", "最新人口普查", start=None, end=None, precision="year"),
    ],
    no=["人口普查数据", "本次人口普查员"],
)
def latest(m: regex.Match[str]) -> Draft:
    """The year of the last census or survey before the article."""

    def read(context: Context) -> Reading:
        date = context.reference or (dt.date(context.now, 12, 31) if context.now else None)
        days = [day for day in _surveys()[m["series"]].values() if date is not None and day + _REPORTED <= date]
        return Reading(cal.year(max(days).year) if days else None, "year", "publication")

    return Draft(read)
