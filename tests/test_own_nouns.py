"""Names of what a figure measures whose noun stands beside it in a form of its own, and words that name nothing."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("2022年香港爆窃案1500宗，诈骗案虽然录得下跌，共有880宗。", "880宗", "诈骗案"),
        ("2022年香港爆窃案1500宗；劫案同样录得增加，由120宗增至150宗。", "150宗", "劫案"),
        ("2024年越南鞋业创造了200亿美元的出口，约是全球比重的17%。", "200亿美元", "鞋业出口"),
        ("2024年越南鞋业创造了200亿美元的出口，约是全球比重的17%。", "17%", "鞋业出口占全球比重"),
        ("2024年浙江省有3万亿元的存款。", "3万亿元", "存款"),
        ("2023年澳门零售业(4.10万)和建筑业(3.05万)的就业人数均增加800人,博彩业(6.20万)则减少1,100人。", "4.10万", "零售业就业人数"),
        ("2023年澳门零售业(4.10万)和建筑业(3.05万)的就业人数均增加800人,博彩业(6.20万)则减少1,100人。", "1,100人", "博彩业就业人数"),
        ("2016年美国华人移民有38%居住在加州。", "38%", "华人移民居住占比"),
        ("2024年台湾减班休息实施人数有1万3000人、640家。", "640家", "减班休息实施家数"),
        ("2024年日本央行把基准利率从1%降至0.25%的历史低位。", "0.25%", "基准利率"),
        ("2024年广西平陆运河投资由30亿元迅速上升至60亿元。", "60亿元", "投资"),
        ("2023年台湾就业人数下降幅度最大县市为连江县，由7200人降至6500人。", "6500人", "就业人数"),
        ("2024年深圳市警方查获5吨毒品。", "5吨", "查获毒品"),
    ],
)
def test_name(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert metric in claims_by_value(unsure, text)[value].metric.name


@pytest.mark.parametrize(
    ("text", "value", "kind", "number"),
    [
        ("2023年焦作GDP从96位跌至135位。", "135位", "rank", 135),
        ("2023年院士人数由96位降至80位。", "80位", "amount", 80),
        ("2023年曲靖的GDP排名前进了12名，位居第40。", "12名", "growth", 12),
        ("2023年曲靖的GDP排名倒退3位，至第8。", "3位", "growth", -3),
        ("2022年成都是人口增长冠军。", "冠军", "rank", 1),
        ("2023年墨西哥出口达到1.2万亿比索。", "1.2万亿比索", "amount", 1.2e12),
        ("2023年纽约市华裔人口达61萬8414，占全市一成。", "61萬8414", "amount", 618414),
    ],
)
def test_figure(unsure: Extractor, text: str, value: str, kind: str, number: float) -> None:
    found = claims_by_value(unsure, text)[value].value
    assert (found.kind, float(found.number or 0)) == (kind, number)
