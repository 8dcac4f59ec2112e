"""Sums that only a verb names, grants, what places are ranked by, words that name no measure, votes and medals."""

from __future__ import annotations

import pytest
from told import claims_by_value, metrics_of

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("省教育厅有关负责人表示，计划用4年时间投入60亿元，新建学校300所。", "60亿元", "投入"),
        ("从去年起，全省拿出7500万元，给山区公路装护栏。", "7500万元", "投入"),
        ("省财政下拨3亿元用于抗旱。", "3亿元", "抗旱下拨资金"),
        ("对获评名牌的企业给予一次性奖励50万元。", "50万元", "一次性奖励"),
        ("对来甘工作的博士、硕士分别给予5万元、3万元租房补贴。", "5万元", "租房补贴"),
        ("教育投入达到60亿元。", "60亿元", "教育投入"),  # a noun of its own
        ("投入60亿元救灾资金。", "60亿元", "救灾资金"),
    ],
)
def test_sums_given_or_spent(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert metrics_of(unsure, text)[value] == metric


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("论参保人数，河南省以9800万人居首，山东省为9600万人。", "9600万人", "参保人数"),
        ("按粮食产量排，黑龙江省以7700万吨居全国之首，河南省、山东省分别为6600万吨和5600万吨。", "7700万吨", "粮食产量"),
        ("全国共举办马拉松320场。江苏省以41场独占鳌头。", "41场", "举办马拉松"),
        ("春节后一度缺工3万人。", "3万人", "缺工"),
        ("常住人口2500万人，其中社会增加1.2万人。", "1.2万人", "人口社会增加"),
        ("有12所小学未能达到开班线。", "12所", "未能达到开班线小学"),
        ("公共支出3亿元，约合GDP的5%。", "5%", "公共支出相当于GDP比重"),
        ("县级医院人均收入5万元，只相当于省城医院的六成。", "六成", "县级医院人均收入相当于省城医院比重"),
    ],
)
def test_what_is_measured_and_what_only_frames_it(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert metrics_of(unsure, text)[value] == metric


def test_a_place_alone_is_no_measure(unsure: Extractor) -> None:
    assert claims_by_value(unsure, "2024年，会宁县全县不过40万人。")["40万人"].metric.name == "人口"


def test_money_used_up_does_not_shrink(unsure: Extractor) -> None:
    c = claims_by_value(unsure, "2024年，泰国免费午餐每年花掉260亿泰铢。")["260亿泰铢"]
    assert (c.value.kind, c.value.number) == ("amount", 26_000_000_000)


def test_votes_of_who_is_elected_are_no_figure_of_the_place(unsure: Extractor) -> None:
    assert "2106票" not in claims_by_value(unsure, "2024年，南投县一名议员以2106票当选。")


@pytest.mark.parametrize(("text", "value"), [("2024年省运会，宁波市以58金位居第一。", "58金"), ("2024年省运会，衢州市拿下9金。", "9金")])
def test_medals_of_one_metal(unsure: Extractor, text: str, value: str) -> None:
    assert claims_by_value(unsure, text)[value].metric.name == "金牌"
