"""The place that opens a clause has the figures behind it, though the article is about another all along; sentences of ours."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor

_COUNTY = "屏东县香蕉减产。\n屏东县政府统计，今年全县香蕉产量2万公吨，屏东县损失金额3亿元。"
_CITY = "台中市空污稽查。\n台中市政府表示，台中市今年稽查3,000件，台中市裁处金额2,000万元。全市电动机车7万辆，台中市公车1,500辆。\n"
_REPORT = "甘肃省政府工作报告\n甘肃省生产总值增长8%，全省固定资产投资增长20%，甘肃省财政收入900亿元。今年减少贫困人口52万人。"


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        (_COUNTY + "产地价格上扬，高树乡6月下旬收购价每公斤40元，较去年同期高出三成。", "三成", "高树乡"),
        (_COUNTY + "台风走后，屏东县的高树乡更惨，今年产量只剩3,500公吨。", "3,500公吨", "高树乡"),
        (_CITY + "针对民众陈情的露天燃烧，环保局今年在大甲区稽查52件，裁罚金额共40万元。", "52件", "台中市大甲区"),
        (_CITY + "针对民众陈情的露天燃烧，环保局今年在大甲区稽查52件，裁罚金额共40万元。", "40万元", "台中市大甲区"),
        (_REPORT + "张掖、武威一批饮水工程建成。兰州新区完成投资41亿元，引进项目36个。", "41亿元", "兰州新区"),
        (_REPORT + "张掖、武威一批饮水工程建成。兰州新区完成投资41亿元，引进项目36个。", "36个", "兰州新区"),
    ],
)
def test_the_place_that_opens_a_clause(unsure: Extractor, text: str, value: str, name: str) -> None:
    claim = claims_by_value(unsure, text)[value]
    assert claim.city is not None
    assert claim.city.name == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        (_REPORT + "张掖机场通航，敦煌机场扩建，新增学位3万个。", "3万个", "甘肃省"),  # a report tells of works by the way
        (_COUNTY + "全县面积4,000公顷，其中高树乡1,200公顷，肥料补助由2,000元调到3,000元。", "2,000元", "屏东县"),
        (_CITY + "台中市在北京举办推介会，签下订单90亿元。", "90亿元", "台中市"),
    ],
)
def test_what_is_not_of_it(unsure: Extractor, text: str, value: str, name: str) -> None:
    claim = claims_by_value(unsure, text).get(value)
    assert claim is None or (claim.city is not None and claim.city.name == name)
