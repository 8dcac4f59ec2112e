"""Where rules that complete or shorten names of metrics must leave them alone."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        # one kind of places is part of the name
        ("2023年四川7个国家级经开区项目投资300亿元。", "300亿元", "国家级经开区项目投资"),
        ("2023年福建9个市场主体纳税额6亿元。", "6亿元", "市场主体纳税额"),
        ("2023年山东4个省级开发区进出口总额90亿元。", "90亿元", "省级开发区进出口总额"),
        ("2023年广东5个城市轨道交通运营里程900公里。", "900公里", "城市轨道交通运营里程"),
        # another place's total is no part
        ("2023年青海贫困人口12万人，陕西人口3950万人。", "3950万人", "人口"),
        ("2023年江苏户籍人口7800万人，山东常住人口1亿人。", "1亿人", "常住人口"),
        ("2023年湖南出口额4000亿元，其中对日本出口额200亿元，江西出口额5000亿元。", "5000亿元", "出口额"),
        ("2023年山西女性失业率4%，河北失业率5%。", "5%", "失业率"),
        ("2023年沈阳民营企业数量30万家，大连企业数量40万家。", "40万家", "企业数量"),
        ("2023年安徽汽车产量250万辆，其中新能源汽车产量90万辆，湖北汽车产量180万辆。", "180万辆", "汽车产量"),
        # people in brackets behind a place or a kind of people
        ("2023年天津（常住人口1364万人）16个区全部通过验收。", "1364万人", "常住人口"),
        # two words or one of which people are a part
        ("2023年辽宁投入4亿人民医院改造资金。", "4亿", None),
        ("2023年花莲募得3亿民众捐款。", "3亿", None),
        # the verb that sets up the fund is the last of several
        ("宁波启动规划并与银行联合组建科技母基金，规模60亿元。", "60亿元", "科技母基金规模"),
        # what stands behind the count is what is counted
        ("2023年江西安义古村（2000人）6个农家乐开张。", "6个", "开张农家乐"),
        # a branch within a phrase
        ("2024年5月，澳门的博彩业的失业率为3%。", "3%", "博彩业的失业率"),
    ],
)
def test_name_is_left_alone(unsure: Extractor, text: str, value: str, metric: str | None) -> None:
    found = claims_by_value(unsure, text)
    if metric is None:
        assert value not in found or found[value].metric.name not in ("人民", "民众")
    else:
        assert found[value].metric.name == metric
