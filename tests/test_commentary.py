"""How essays tell figures: countries set against each other, shares in forms of their own, metrics and places that go on, on sentences of ours."""

from __future__ import annotations

import pytest
from told import metrics_of

from extract import Extractor
from extract.contract import Claim


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


def claims_of(extractor: Extractor, text: str, published: str | None = None) -> dict[str, Claim]:
    result = extractor(text, **({"published": published} if published else {}))
    return {c.value.text or "": c for c in (*result.claims, *result.candidates)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全省去年产茶9万吨。旅游业是当地的支柱产业，占GDP的42.6%。", {"42.6%": "旅游业占GDP比重"}),
        ("全省去年产茶9万吨。花卉产业历来是农户的主要生计，占农业产值的比重约23%。", {"约23%": "花卉产业占农业产值比重"}),
        ("全省存款占比较高，为31.2%。", {"31.2%": "存款占比"}),
        ("全省教育经费总投入逐年递增，2023年已突破900亿元。", {"突破900亿元": "教育经费总投入"}),
        ("全省个人支出占卫生总费用的比重逐年下降，到2023年已占到27.5%。", {"27.5%": "个人支出占卫生总费用的比重"}),
        ("全省有一辆汽车的家庭占比为41.3%，有两辆汽车的占比为6.2%。", {"41.3%": "有一辆汽车的家庭占比", "6.2%": "有两辆汽车的占比"}),
        ("全省房产在家庭总财富中的占比为63%。", {"63%": "房产占家庭总财富比重"}),
        ("全省高技术产值占比从12%升至19%。", {"12%": "高技术产值占比", "19%": "高技术产值占比"}),
        ("全省普通高中生均教育事业费支出为1.6万元。", {"1.6万元": "普通高中生均教育事业费支出"}),
        ("全省75岁以上人群的比例由2.9%上升到5.3%。", {"5.3%": "75岁以上人群的比例"}),
        ("全省人均公共教育支出为420元。", {"420元": "人均公共教育支出"}),
        ("全省粮食产量137万吨，人口907万，人均151公斤。", {"151公斤": "人均粮食产量"}),
        ("全省水产品出口45亿元，相当于全省农业产值的5.2%。", {"5.2%": "水产品出口相当于农业产值比重"}),
        ("这意味着全省劳动力供给减少16万人。", {"16万人": "劳动力供给"}),
    ],
)
def test_a_share_or_trend_is_named_as_its_clause_tells_it(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found.get(value) for value in expected} == expected


def test_what_a_gap_in_points_is_set_against_is_not_its_metric(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省家庭住房资产比重高于全国居民家庭12.5个百分点。")
    assert found["12.5个百分点"].endswith("住房资产比重")


def test_a_place_that_another_exceeds_has_the_rank_or_range_behind_it(extractor: Extractor) -> None:
    found = claims_of(extractor, "县域榜单上，太仓市位列第7位，大大高于海安市的第26位。老挝月薪为180-220美元，远低于泰国的410-520美元。")
    assert found["第26位"].city.name == "海安市"
    assert (found["180-220美元"].city.name, found["410-520美元"].city.name) == ("老挝", "泰国")


def test_how_wide_a_place_leads_is_not_whose_figure_follows(extractor: Extractor) -> None:
    assert claims_of(extractor, "北京市居民负担居世界前列，住房贷款占收入比例为281%。")["281%"].city.name == "北京市"


def test_the_first_of_a_whole_has_the_figures_of_the_clauses_behind(extractor: Extractor) -> None:
    found = claims_of(extractor, "南美洲面积最大的国家是巴西，国土面积达到851万平方公里，人口有2亿人。")
    assert found["851万平方公里"].city.name == found["2亿人"].city.name == "巴西"


def test_who_comes_next_has_the_figure_behind_its_name(extractor: Extractor) -> None:
    found = claims_of(extractor, "2016年，非洲人口最多的国家是尼日利亚，约有人口1.86亿，其次是埃塞俄比亚，约有人口1.02亿。")
    assert (found["1.86亿"].city.name, found["1.02亿"].city.name) == ("尼日利亚", "埃塞俄比亚")


def test_a_trade_of_a_nation_is_no_firm_with_its_name(extractor: Extractor) -> None:
    assert claims_of(extractor, "2019年印度产钢1.11亿吨，中国钢铁产量9.96亿吨。")["9.96亿吨"].city.name == "中国"


def test_figures_in_chinese_digits_are_of_the_place_compared_with(extractor: Extractor) -> None:
    found = claims_of(extractor, "2020年，江苏人均存款四点三万元，低于浙江的十点三九万元。")
    assert found["十点三九万元"].city.name == "浙江省"


def test_a_ratio_that_is_only_pointed_at_is_of_the_place_before_it(extractor: Extractor) -> None:
    found = claims_of(extractor, "美国家庭的股票占比为14.8%，而中国家庭这一比例仅为1.4%。")
    assert (found["1.4%"].city.name, found["1.4%"].metric.name) == ("中国", found["14.8%"].metric.name)


def test_states_that_are_no_more_are_places(extractor: Extractor) -> None:
    found = claims_of(extractor, "1980年，苏联钢产量为1.48亿吨，西德为4384万吨。")
    assert (found["1.48亿吨"].city.name, found["4384万吨"].city.name) == ("苏联", "西德")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("全国乡镇中，户籍人口在8万人以下的有130多个。", "8万人以下"),
        ("以甘肃省某重点中学为例，该校图书馆藏书超过20万册。", "超过20万册"),
        ("2016年，中国人均收入在217个国家和地区中排名第95位。", "217个"),
        ("半个多世纪以来，中国钢产量增长很快。", "半个多"),
    ],
)
def test_thresholds_and_things_without_a_name_are_no_claims(extractor: Extractor, text: str, value: str) -> None:
    result = extractor(text)
    assert value not in {c.value.text for c in result.claims}


@pytest.mark.parametrize("text", ["甘肃省某镇表示，全省图书馆藏书超过20万册。", "甘肃省图书馆藏书在20万册以上，省里有12个馆。"])
def test_figures_beside_such_words_stay_claims(extractor: Extractor, text: str) -> None:
    assert any("20万册" in (c.value.text or "") for c in extractor(text).claims)


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("佛坪县2018、19年的财政支出分别为8亿元、7.9亿元。", "7.9亿元", "2019-01-01", "2019-12-31"),
        ("自2010年以来，越南的出口额从800亿美元升至2023年的3700亿美元。", "800亿美元", "2010-01-01", "2010-12-31"),
        ("2022年结婚率下降到4.8‰，不到2013年的一半，中国结婚人数减少。", "一半", "2022-01-01", "2022-12-31"),
        ("全年数据显示，中国粮食产量下跌，2013年的产量达到近15年来的最高值，为6.3亿吨。", "6.3亿吨", "2013-01-01", "2013-12-31"),
        ("2005年到2015年，伊春人口从127万人降到116万人，年平均增长率为-0.9%。", "116万人", "2015-01-01", "2015-12-31"),
        ("泰国的制造业产值从2011年的310亿美元增长到2021年的650亿美元，年均增长7.7%。", "7.7%", "2011-01-01", "2021-12-31"),
    ],
)
def test_the_period_of_a_change_told_by_its_ends(extractor: Extractor, text: str, value: str, start: str, end: str) -> None:
    date = claims_of(extractor, text, "2024-03-01")[value].date
    assert date is not None
    assert (str(date.start), str(date.end)) == (start, end)


def test_what_is_so_already_is_not_of_the_year_foreseen(extractor: Extractor) -> None:
    found = claims_of(extractor, "到2050年，中国老年人口占比将突破40%，而农村老龄化率已达23%。", "2025-03-01")
    date = found["23%"].date
    assert found["23%"].status == "actual"
    assert date is None or str(date.start) < "2026"


def test_a_year_long_past_is_not_gone_back_to_once_a_later_one_was_told(extractor: Extractor) -> None:
    text = "1986年，上海市常住人口为1232万人。到了2019年，上海市常住人口达到2428万人。\n\n深圳市情况不同，外来人口为1214万人。"
    date = claims_of(extractor, text, "2021-12-01")["1214万人"].date
    assert date is None or str(date.start) >= "2019"


@pytest.mark.parametrize(
    ("text", "expected"),
    [  # growth of places without a word of what
        ("2023年16省增速跑赢全国（4.8%）。", {"4.8%": "GDP"}),
        ("2023年各地分化明显，11省增速高于全国，云南省以6.3%居首。", {"6.3%": "GDP"}),
        ("云南省今年的增速目标定在5%左右。", {"5%左右": "GDP"}),
        ("去年云南省进出口增长3.1%，增速高于全国2.2个百分点。", {"2.2个百分点": "进出口"}),
        ("去年多地固定资产投资增速均为负数，云南省、贵州省都在-9%左右。", {"-9%左右": "固定资产投资增速"}),
    ],
)
def test_growth_told_of_places_alone_is_that_of_their_economy(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    claims = claims_of(extractor, text, "2024-01-20")
    assert {value: claims[value].metric.name for value in expected} == expected
    assert {claims[value].value.kind for value in expected} == {"growth"}


def test_what_sets_a_place_against_another_is_no_metric(extractor: Extractor) -> None:
    claims = claims_of(extractor, "2022年，合肥市以946万人反超昆明市，排在第17。", "2023-05-20")
    assert claims["946万人"].metric.name == "人口"
