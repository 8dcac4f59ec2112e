"""Growth of a noun of its own, metrics told by the unit, gaps of rates, counts of another kind."""

from __future__ import annotations

import pytest
from told import claims_by_value, metrics_of

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("牛肉价格上涨9%，鲜果涨了4%，蔬菜却便宜了7%。", "4%", "鲜果价格"),
        ("牛肉价格上涨9%，鲜果涨了4%，蔬菜却便宜了7%。", "7%", "蔬菜价格"),
        ("高温日数38天，降水却少了三成。", "三成", "降水"),
        ("地区生产总值增长5.8%，农业增长3.1%，服务业增长6.2%。", "3.1%", "农业增加值"),
        ("地区生产总值增长5.8%。分行业看，工业表现亮眼，全年增长7.4%。", "7.4%", "工业增加值"),
        ("旅游业持续红火，同比增长21%。", "21%", "旅游业"),
        ("规模以上工业增加值增长8%，扣除价格因素，实际增长6%。", "6%", "规模以上工业增加值"),  # no noun of its own
        ("社会消费品零售总额增长4%，其中城镇增长3%。", "3%", "城镇社会消费品零售总额"),
        ("出口增长9%，比上年加快3个百分点，进口下降2%。", "2%", "进口"),
        ("60岁以上老人占24.6%，比全国高3.4个百分点。", "3.4个百分点", "60岁以上老人占比"),
        ("全省有52.3万人、30.1万头大牲畜因旱饮水困难。", "52.3万人", "因旱饮水困难人口"),
        ("登革热疫情累计320例。", "320例", "登革热病例"),
        ("这十年净增62万人。", "62万人", "人口净增"),
        ("新建小学12所，新增床位300个。其中兰州市5所。", "5所", "新建小学"),
    ],
)
def test_a_noun_or_unit_of_its_own_tells_the_metric(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert metrics_of(unsure, text)[value] == metric


def test_degrees_are_of_the_air_where_nothing_else_is_named(unsure: Extractor) -> None:
    assert claims_by_value(unsure, "2022年8月，酒泉站量到43℃。")["43℃"].metric.name == "气温"
    assert claims_by_value(unsure, "2022年8月，酒泉市地表温度升到61℃。")["61℃"].metric.name == "地表温度"


def test_people_that_say_how_large_a_place_is(unsure: Extractor) -> None:
    found = claims_by_value(unsure, "康县是一座只有18.2万人口的山区小城。")
    assert next(iter(found.values())).metric.name == "人口"


def test_better_by_so_much_is_a_change(unsure: Extractor) -> None:
    c = claims_by_value(unsure, "兰州市PM2.5平均浓度为31微克每立方米，与2015年相比，改善幅度达36%。")["36%"]
    assert (c.value.kind, c.metric.name) == ("growth", "PM2.5平均浓度")


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("二手住宅累计成交2.1万套，其中6月成交3200套。", "3200套", "二手住宅累计成交"),
        ("共有85人死于溺水，其中儿童31人。以行政区来看，兰州市22人最多。", "22人", "死于溺水"),
        ("茶园面积稳定在15万亩，居全国第六位。", "第六位", "茶园面积"),
        ("假期里来了86万人次。", "86万人次", "接待游客"),
        ("国内专利授权3万件。国际专利申请为1200件，连续五年居全国第二。", "第二", "国际专利申请"),
        ("甲类人才的购房补贴为每人80万元，乙类人才为每人50万元。", "50万元", "甲类人才的购房补贴"),
        ("庆阳市执行飞行任务5次，陇南市完成空中巡查9次。", "9次", "空中巡查"),
    ],
)
def test_names_told_before_and_beside(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert metrics_of(unsure, text)[value] == metric


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年南京市空气质量报告发布。世卫组织的准则值是5微克/立方米。", "5微克/立方米"),
        ("2024年南京市高温频发。体温达到39℃，就应尽快就医。", "39℃"),
    ],
)
def test_a_norm_is_no_figure_of_a_place(unsure: Extractor, text: str, value: str) -> None:
    assert value not in claims_by_value(unsure, text)
