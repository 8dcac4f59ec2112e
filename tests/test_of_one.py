"""Figures of one person, shop or firm, which are of no place, and ordinary sentences that look alike."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("烟台苹果喜获丰收。栖霞市一位果农告诉记者，今年他卖了1.2万斤苹果。", "1.2万斤"),
        ("扬州老街上一家开了三十年的面馆，每天卖出300碗面。", "300碗"),
        ("常州市某楼盘周末推出180套房源。", "180套"),
        ("深圳市出口放缓，有工厂把600名工人减至400名。", "600名"),
        ("香港零售业转差。铜锣湾一间药房的负责人称，生意较去年少三成。", "三成"),
        ("荆州市的老周今年包了200亩水田。", "200亩"),
        ("在洛阳卖花的钱大姐说，节前能卖出500束花。", "500束"),
        ("我父亲在株洲当工人，那时的工资是86元。", "86元"),
        ("冰雪季里哈尔滨热闹非凡，她新雇的8名店员都很忙。", "8名"),
        ("“我们这栋楼冬天只有14度，现在暖和了。”兰州市民田女士说。", "14度"),
        ("绍兴市棋手辈出。摊主老许有60个摊位。", "60个"),
    ],
)
def test_a_figure_of_one_person_or_shop_is_no_claim(extractor: Extractor, text: str, value: str) -> None:
    result = extractor(text, published="2024-11-05")
    assert value not in [c.value.text for c in (*result.claims, *result.candidates)]


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("一位果农说，烟台市今年苹果产量620万吨。", "620万吨", "烟台市"),  # a place is spoken of behind him
        ("记者从一家研究机构获悉，武汉市去年成交新房18万套。", "18万套", "武汉市"),
        ("苏州市每一家企业平均研发投入320万元。", "320万元", "苏州市"),
        ("南昌市一个小学生的年均教育经费为1.6万元。", "1.6万元", "南昌市"),
        ("长沙市有企业1.8万家。", "1.8万家", "长沙市"),
        ("徐州市拥有三十一家医院，床位3.2万张。", "3.2万张", "徐州市"),
        ("合肥市改造老城区小学42所。", "42所", "合肥市"),
        ("昆明市其他店铺关闭1200家。", "1200家", "昆明市"),
        ("宜昌市发布小品种药材产量3.6万吨。", "3.6万吨", "宜昌市"),
        ("郑州市居民小区达到1800个。", "1800个", "郑州市"),
    ],
)
def test_a_figure_of_a_place_stays(unsure: Extractor, text: str, value: str, place: str) -> None:
    assert claims_by_value(unsure, text, "2024-11-05")[value].city.name == place
