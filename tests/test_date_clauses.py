"""What a date is the date of in its own clause; whose a figure right behind one is; 全年 of passages that plan."""

from __future__ import annotations

import datetime as dt

import pytest

from extract import Extractor
from extract.claims import date_bases, date_clauses, frames
from extract.mentions import dates, quantities
from extract.text import sentences


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1979年才建市，面积2000平方公里。", "founding"),
        ("该馆2016年落成，藏品3万件。", "founding"),
        ("2023年，全市人口500万人。", "scene"),
        ("2023年全市人口500万人。", "figure"),
        ("今年首场展会来客3万人。", "counted"),
        ("2024年第三次会议有200人出席。", "counted"),
        ("2024年第三季度产值30亿元。", "figure"),
        ("5月20日公布的数据说，全市人口500万人。", "announced"),
        ("2022年签署协议，投资30亿元。", "announced"),
        ("2022年他来过这座城市，那里有500万人。", "event"),
    ],
)
def test_what_the_clause_of_a_date_tells_of(text: str, kind: str) -> None:
    (date, *_) = dates.find(text, dt.date(2025, 3, 31), query=False)
    starts = [q.core[0] for q in quantities.find(text, [date.span])]
    assert date_clauses.kind(text, date, len(text), starts) == kind


def test_verbs_are_of_one_kind_each() -> None:
    founding, announced = (date_clauses._verbs()[kind].pattern.split("|") for kind in ("founding", "announced"))
    assert not set(founding) & set(announced)


@pytest.mark.parametrize(
    ("text", "value", "year"),
    [
        ("2018年，甘肃省接待游客310万人次，超越了2016年的280万人次。", "280万人次", 2016),
        ("去年全市出口直逼2021年的62亿元。", "62亿元", 2021),
        ("与2019年的3.4万户相比，杭州市2024年的个体户增加了一倍。", "3.4万户", 2019),
    ],
)
def test_a_figure_right_behind_the_year_that_owns_it(text: str, value: str, year: int) -> None:
    frames_of = frames.build(text, sentences.split(text), quantities.find(text, dates.with_numerals(text)))
    frame = next(f for f in frames_of if value in f.quantity.text)
    date = next(d for d in dates.find(text, dt.date(2025, 3, 31), query=False) if d.start and d.start.year == year)
    assert date_bases.own_value(text, date, frame) == "alone"


REPORT = """2026年南川市政府工作报告
一、2025年工作回顾
全年新建公路300公里。
二、2026年工作安排
今年要做好以下工作。大力推进交通建设，全年力争新建公路400公里以上。
"""


def test_a_whole_year_of_a_passage_that_plans_is_the_coming_one() -> None:
    result = Extractor(threshold=0.0)("浙江省杭州市\n" + REPORT, id="a", title="2026年杭州市政府工作报告", published="2026-01-20")
    years = {c.value.text: c.date.start for c in (*result.claims, *result.candidates) if c.date}
    assert years["300公里"] == "2025-01-01"
    assert years["400公里以上"] == "2026-01-01"


@pytest.mark.parametrize(
    ("published", "text", "year"),
    [
        ("2024-01-08", "苏州市全年接待游客1.9亿人次。", "2023"),
        ("2024-01-08", "苏州市预计全年将接待游客1.9亿人次。", "2024"),
        ("2024-06-08", "苏州市全年接待游客1.9亿人次。", "2024"),
    ],
)
def test_a_whole_year_in_january_is_the_old_one_unless_the_sentence_looks_ahead(published: str, text: str, year: str) -> None:
    result = Extractor(threshold=0.0)(text, id="a", published=published)
    (claim,) = (*result.claims, *result.candidates)
    assert claim.date is not None
    assert claim.date.start == f"{year}-01-01"
