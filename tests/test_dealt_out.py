"""What each figure of a list measures, and what a size between a count and its thing is, on sentences of ours."""

from __future__ import annotations

import pytest
from told import metrics_of

from extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全省机器人、芯片、液晶屏分别出口5.2亿元、3.3亿元和2.1亿元，分别增长8%、9%和10%。", ["机器人出口", "芯片出口", "液晶屏出口"] * 2),
        ("全省加工贸易和保税物流进出口102.3亿元和35.9亿元，同增1.9%和38.4%。", ["加工贸易进出口", "保税物流进出口"] * 2),
        ("全省机器人、无人机、3D打印设备产量分别增长11%、22%和44%。", ["机器人产量", "无人机产量", "3D打印设备产量"]),
        ("全省接待游客、实现旅游总花费分别上升6.3%、7.1%。", ["接待游客", "旅游总花费"]),
        ("三次产业增加值分别增长5%、7.2%和5.5%。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("一、二、三产业增加值分别为100亿元、900亿元和2000亿元。", ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        (
            "全省金融机构本外币存贷款余额分别达3.8万亿元、2.9万亿元，分别增长5%、8%。",
            ["金融机构本外币存款余额", "金融机构本外币贷款余额"] * 2,
        ),
        ("全省城乡居民人均可支配收入分别达到4.2万元和1.5万元。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
    ],
)
def test_each_figure_of_a_list_has_its_metric(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert list(metrics_of(extractor, text).values()) == expected


def test_a_name_that_joins_two_is_of_both_where_two_places_have_a_figure_each(extractor: Extractor) -> None:
    found = metrics_of(extractor, "兰州、天水存贷款余额分别为1.9万亿元和0.3万亿元。")
    assert set(found.values()) == {"存贷款余额"}


@pytest.mark.parametrize(
    ("text", "value", "thing", "size"),
    [
        ("全省加快建设3座35万千瓦光热电站。", "3座", "35万千瓦光热电站", "35万千瓦"),
        ("全省实施70个30亿元以上项目。", "70个", "30亿元以上项目", "30亿元以上"),
        ("全省引进58个投资总额1000万美元以上外资项目。", "58个", "投资总额1000万美元以上外资项目", "1000万美元以上"),
    ],
)
def test_a_size_between_a_count_and_its_thing_is_no_figure(extractor: Extractor, text: str, value: str, thing: str, size: str) -> None:
    found = metrics_of(extractor, text)
    assert found[value] == thing
    assert size not in found


@pytest.mark.parametrize("text", ["全省建成光热电站3座、装机35万千瓦。", "全省有煤矿12个，年产煤炭3000万吨。"])
def test_a_figure_behind_a_count_that_is_no_size_of_it_stays(extractor: Extractor, text: str) -> None:
    assert len(metrics_of(extractor, text)) == 2


def test_what_a_growth_is_set_against_is_not_its_metric(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省基础设施投资增长5.6%，比全部投资高1.5个百分点。")
    assert found["1.5个百分点"] == "基础设施投资"


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("全省机电产品出口占比86%，全省进出口总值再创新纪录，达到537亿元。", "537亿元", "进出口总值"),
        ("全省经营主体稳中培优，总量达到147万户。", "147万户", "经营主体总量"),
        ("全省粮食产量72万吨，增长3%；棉花3万吨，下降2%。", "3万吨", "棉花产量"),
        ("全省猪肉价格达到25.5元/公斤，上涨50%，鸡蛋9.3元/公斤。", "9.3元/公斤", "鸡蛋价格"),
        ("鸦片战争时期，全省有1500万人。", "1500万人", "人口"),
    ],
)
def test_what_a_clause_leaves_out_comes_from_before(extractor: Extractor, text: str, value: str, metric: str) -> None:
    assert metrics_of(extractor, text)[value] == metric


@pytest.mark.parametrize(
    ("text", "kind"),
    [("全省GDP增长目标定为6%左右。", "growth"), ("全省完成GDP目标的92%。", "rate"), ("全省研发投入占GDP比重2.9%。", "rate")],
)
def test_a_goal_of_growth_is_growth(extractor: Extractor, text: str, kind: str) -> None:
    result = extractor(f"2024年甘肃省经济运行情况。{text}")
    assert {c.value.kind for c in (*result.claims, *result.candidates)} == {kind}


def test_multiples_dealt_out_are_of_the_figures_told_before(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省GDP达1.3万亿元，常住人口2455万人，分别是宁夏的2.3倍、3.4倍。")
    assert (found["2.3倍"], found["3.4倍"]) == ("GDP", "常住人口")


@pytest.mark.parametrize(
    ("text", "value", "kind", "number"),
    [
        ("全省常住人口2458万，比六普少了101万。", "101万", "growth", -1_010_000),
        ("7月甘肃游客360万人次，较6月上升30%，恢复至疫情前约六成水平。", "约六成", "rate", 60),
    ],
)
def test_what_was_lost_is_a_change_and_what_was_recovered_a_share(extractor: Extractor, text: str, value: str, kind: str, number: float) -> None:
    result = extractor(f"2024年甘肃省经济运行情况。{text}")
    found = {c.value.text: (c.value.kind, c.value.number) for c in (*result.claims, *result.candidates)}
    assert found[value] == (kind, number)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全年居民人均可支配收入20964元，增长6.1%。城镇居民34215元，增长4.3%；农村居民13892元。",
            {"34215元": "城镇居民人均可支配收入", "13892元": "农村居民人均可支配收入"},
        ),
        ("全省死亡率7.9‰；自然增长率0.7‰。", {"0.7‰": "自然增长率"}),
        ("全省道路交通事故起数、死亡人数分别下降12%和33.3%。", {"12%": "道路交通事故起数"}),
    ],
)
def test_names_are_whole(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found[value] for value in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("天水一家工厂起火，烧死了3个，重伤5个。", ["死亡人数", "重伤人数"]),
        ("全省共有5321人报考，33人弃考。", ["报考人数", "弃考人数"]),
        ("全省2.3万人参加考试，1.2万人通过。", ["参加考试", "通过人数"]),
    ],
)
def test_what_people_do_is_what_is_counted(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert list(metrics_of(extractor, text).values()) == expected
