"""Figures of those who do something, told by their predicate."""

from __future__ import annotations

import pytest
from told import claims_by_value, metrics_of

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("常年在外务工的有96万人。", "96万人", "常年在外务工人数"),
        ("跑运输的就有3000多户。", "3000多户", "跑运输户数"),
        ("参加医保的只占82%。", "82%", "参加医保占比"),
        ("35岁以下的占21%。", "21%", "35岁以下占比"),
        ("约四成的店铺租给了外地人。", "约四成", "租给外地人的店铺占比"),
        ("八成以上的行政村建起了文化礼堂。", "八成以上", "建起文化礼堂的行政村占比"),
        ("近七成人口呼吸着不洁的空气。", "近七成", "呼吸不洁的空气的人口占比"),
        ("油橄榄产量12万吨，其中七成以上卖到了省外。", "七成以上", "油橄榄产量卖到省外占比"),
        ("民营企业有1200家，其中三成只做外贸。", "三成", "民营企业做外贸占比"),
        ("工业产值的三成来自外资企业。", "三成", "工业产值来自外资企业占比"),
        ("去年接待的外国游客里，有两成来自东南亚。", "两成", "接待的外国游客来自东南亚占比"),
    ],
)
def test_those_who_do_it_are_named_by_what_they_do(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert metrics_of(unsure, text)[value] == metric


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("增长较快的有5个行业，工业增加值增长6%。", "6%", "工业增加值"),
        ("良品率达到95%的产品出口海外。", "95%", "良品率"),
        ("森林覆盖率达到65%。", "65%", "森林覆盖率"),
        ("工业用电量下降三成。", "三成", "工业用电量"),
        ("失业率由两成降至一成。", "两成", "失业率"),
        ("研发经费占全国的两成。", "两成", "研发经费占全国比重"),
    ],
)
def test_ordinary_shares_keep_their_names(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert metrics_of(unsure, text)[value] == metric


def test_a_date_with_a_stroke_is_no_share(unsure: Extractor) -> None:
    found = claims_by_value(unsure, "台南市举办灯会，11/26在安平举行开幕式。")
    assert not any("占比" in c.metric.name for c in found.values())
