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
        ("2023年安徽汽车产量250万辆，其中电动汽车产量90万辆，湖北汽车产量180万辆。", "180万辆", "汽车产量"),
        # people in brackets behind a place or a kind of people
        ("2023年天津（常住人口1364万人）16个区全部通过验收。", "1364万人", "常住人口"),
        # two words or one of which people are a part
        ("2023年辽宁投入4亿人民医院改造资金。", "4亿", None),
        ("2023年花莲募得3亿民众捐款。", "3亿", None),
        # the verb that sets up the fund is the last of several
        ("宁波启动规划并与银行联合组建科技母基金，规模60亿元。", "60亿元", "科技母基金规模"),
        # what stands behind the count is what is counted
        ("2023年江西安义古村（2000人）6个农家乐开张。", "6个", "开张农家乐"),
        # what a growth is set against is no thing
        ("2024年一季度青岛GDP增长7%，高于全省平均增速（5%）。", "5%", "GDP"),
        ("今年上半年贵州消费增长4%，低于年初预期增速（6%）。", "6%", "消费"),
        # a rate of another kind is no share
        ("2023年厦门进口设备占比45%，关税15%。", "15%", "关税"),
        ("2023年辽宁电动车占比为25%。吉林失业4%。", "4%", "失业"),
        ("2023年河南玉米种植比例为40%，大豆10%。", "10%", "大豆种植比例"),
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


@pytest.mark.parametrize(
    "text",
    [
        "河南大力促进发展，8%的增速领先中部。",
        "云南在稳中求进中实现发展，7%的增速难能可贵。",
        "2023年江西推动工业增长，8%的增速位居前列。",
    ],
)
def test_a_verb_and_its_object_are_no_thing_that_grows(unsure: Extractor, text: str) -> None:
    names = [c.metric.name for c in claims_by_value(unsure, text).values()]
    assert not {"大力促进", "在稳中求进中", "推动工业"} & set(names)


@pytest.mark.parametrize(
    "text",
    [
        "湖北（22万辆）、安徽（35万辆）是电动车产地，整车设计能力位居全国前列。",
        "2023年湖南（60万吨）、湖北（55万吨）的油菜种植面积均下降。",
        "福建（7人）、广西（4人）的患者年龄在70岁以上。",
        "山东（500家）、河南（400家）的企业利润下降3%。",
        "陕西（6起）、甘肃（4起），均发生在矿井。",
    ],
)
def test_behind_a_list_only_what_the_unit_can_be_of(unsure: Extractor, text: str) -> None:
    told = {"22万辆", "35万辆", "60万吨", "55万吨", "7人", "4人", "500家", "400家", "6起", "4起"}
    names = [c.metric.name for v, c in claims_by_value(unsure, text).items() if v in told]
    assert not any(name.endswith(("能力", "面积", "年龄", "利润", "发生")) for name in names)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023年合肥市（常住人口985万人）9个区县全部达标。", "985万人"),
        ("2023年湖南高校毕业生（45万人）9个月内就业率88%。", "45万人"),
    ],
)
def test_people_in_brackets_before_a_count_stay(unsure: Extractor, text: str, value: str) -> None:
    assert value in claims_by_value(unsure, text)
