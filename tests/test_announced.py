"""What a figure measures by what its sentence announces, by the sums before it, by what it is set against; changes told with 年增 and 实质成长."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("第三产业占比方面，法国从2015年的70.2%升至2023年的71.4%；意大利为66.1%。", "70.2%", "第三产业占比"),
        ("第三产业占比方面，法国从2015年的70.2%升至2023年的71.4%；意大利为66.1%。", "66.1%", "第三产业占比"),
        ("失业率方面，2023年德国为3%，法国7%，GDP增速则是1%。", "1%", "GDP"),
        ("2022年台湾出口4795亿美元、进口4276亿美元，双双创下新高，年增率达7.4%及11.9%。", "7.4%", "出口"),
        ("2024年江苏出口3万亿元、进口2万亿元，同比增长5%和3%。", "5%", "出口"),
        ("2024年台湾出口年增9%、进口年减2%。", "9%", "出口"),
        ("2024年台湾制造业投资年增4.1%，出口年减2%。", "4.1%", "制造业投资"),
        ("2024年陕西省居民人均可支配收入3万元，扣除价格因素，实质成长4.4%。", "4.4%", "居民人均可支配收入"),
        ("2015年前10个月，河北省固定资产投资增长11%，零售额增长9.1%。", "9.1%", "零售额"),
        ("希腊是南欧总和生育率最低的一国，该指标2021年为1.2。", "1.2", "总和生育率"),
        ("2021年浙江省基金收入0.5万亿元，支出0.4万亿元，累计结存0.9万亿元。", "0.9万亿元", "基金结存"),
        ("2022年澳门就业人口收入中位数为16000元，本地就业居民为19000元。", "19000元", "就业居民收入中位数"),
        ("2018年辽宁省外出农民工300万人，占农村劳动力的比重也由2010年的52%降到2018年的49%。", "52%", "外出农民工占农村劳动力比重"),
        ("山东GDP多年来都是全国第三，2022年为8.7万亿元。", "8.7万亿元", "GDP"),
        ("2019年台湾出超412.6亿美元，年减20%。", "412.6亿美元", "出超"),
        ("2023年安徽省先进产能占比83%，落后产能占比5%。", "5%", "落后产能占比"),
        ("2022年香港废纸和金属则分别下跌4.1%和8.6%。", "8.6%", "金属"),
        ("2023年云林县番茄减产两成。", "两成", "番茄产量"),
        ("IMF预期今年日本仅成长1%。", "1%", "经济增长"),
    ],
)
def test_name(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert metric in claims_by_value(unsure, text)[value].metric.name


def test_change_against_a_level(unsure: Extractor) -> None:
    found = claims_by_value(unsure, "2024年山西原煤产量达12亿吨，比陕西的7.8亿吨多出约4.2亿吨。")
    assert found["约4.2亿吨"].value.kind == "growth"
    assert found["7.8亿吨"].value.kind == "amount"


def test_unit_of_the_end_of_a_change(unsure: Extractor) -> None:
    result = unsure("中美双边贸易额从2016年的5196亿升至2022年的7600亿美元。")
    assert {c.value.unit for c in (*result.claims, *result.candidates)} == {"USD"}
