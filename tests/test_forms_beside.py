"""Metrics named by a form beside their figure, and words that name none, on sentences of ours."""

from __future__ import annotations

import pytest
from told import metrics_of

from extract import Extractor
from extract.claims import no_names


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全省冬小麦播种完成320万亩，征地拆迁完成七成。", {"320万亩": "冬小麦播种", "七成": "征地拆迁"}),
        ("全省企业完成造林40万亩。", {"40万亩": "造林"}),  # who does it is no work
        ("全省车桩比升至3.1:1。", {"3.1:1": "车桩比"}),
        ("当地累计解决6.5万人的吃水问题，年底前再解决2.4万人。", {"6.5万人": "解决人口吃水", "2.4万人": "解决人口吃水"}),
        ("停车费单价由每小时6元逐步降至4元。", {"6元": "停车费单价", "4元": "停车费单价"}),
        ("百合种植面积21万亩，占全国的18%，居全国第一。", {"18%": "百合种植面积占全国比重", "第一": "百合种植面积"}),
        ("全省普通高中录取比例为61%，2026年这一比例要达到66%。", {"61%": "普通高中录取比例", "66%": "普通高中录取比例"}),
        ("全省博物馆，从2012年的120余家增加到去年年底的235家。", {"120余家": "博物馆", "235家": "博物馆"}),
        ("直接经济损失64亿元，相当于上年生产总值的六分之一。", {"六分之一": "直接经济损失相当于生产总值比重"}),
        ("全省臭氧浓度不降反升，同比上升6.4%。", {"6.4%": "臭氧浓度"}),
        ("对年产值超过1亿元的企业，一次性奖励35万元。", {"35万元": "一次性奖励"}),
        ("孕产妇死亡率为每十万人口9人。", {"9人": "孕产妇死亡率"}),
    ],
)
def test_the_form_beside_a_figure_names_what_it_measures(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found.get(value) for value in expected} == expected


@pytest.mark.parametrize(
    "words", ["增加到去年年底", "要比上个榨季", "走势恰好相反", "数据略低于", "可能冲击", "接下来几天", "作为饲料利用", "县市则全部"]
)
def test_words_that_leave_no_noun_name_nothing(words: str) -> None:
    assert no_names.names_nothing(words)


@pytest.mark.parametrize("words", ["比重", "比亚迪销量", "车桩比", "没有住房的家庭", "根据地面积", "到校学生", "年底存栏"])
def test_names_that_only_look_like_them_stay(words: str) -> None:
    assert not no_names.names_nothing(words)
