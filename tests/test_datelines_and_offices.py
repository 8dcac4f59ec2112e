"""Who says something behind an agency's dateline, from an office, or in an answer; and what a set-against place shares."""

from __future__ import annotations

import pytest

from extract import Extractor
from tests.told import claims_by_value


def _source(extractor: Extractor, text: str, value: str) -> str | None:
    attribution = claims_by_value(extractor, text, "2021-08-19")[value].source.attribution
    return attribution.text if attribution is not None else None


@pytest.mark.parametrize("dateline", ["新华社西宁8月19日电 ", "新华社西宁8月19日电　", "新华社西宁8月19日电（记者王某）", "中新网西宁8月19日电 "])
def test_an_agency_is_not_the_source_behind_its_dateline(extractor: Extractor, dateline: str) -> None:
    text = f"{dateline}青海省水利厅19日通报，强降雨造成青海省7.5万人受灾。"
    assert _source(extractor, text, "7.5万人") == "青海省水利厅"


def test_an_agency_that_reports_is_a_source(extractor: Extractor) -> None:
    assert _source(extractor, "新华社报道，青海省去年出口增长3%。", "3%") == "新华社"


def test_the_head_of_an_office_speaks(extractor: Extractor) -> None:
    assert _source(extractor, "市供热办主任说，大同全市集中供热面积已有1.2亿平方米。", "1.2亿平方米") == "市供热办主任"


def test_who_answers_speaks(extractor: Extractor) -> None:
    assert _source(extractor, "财政局长陈志明答询时说，台中市债务比率为41.4%。", "41.4%") == "陈志明"


@pytest.mark.parametrize(
    ("text", "value", "source"),
    [
        ("财政局长陈志明今早备询，台中市债务比率为41.4%。", "41.4%", "陈志明"),
        ("福建省通报6起污染案例，全省案件下降15%。", "15%", "福建省"),
        ("屏东县通报117家旅馆受损。", "117家", None),
        ("国家运输部门：今年货运量增长4%。", "4%", "国家运输部门"),
        ("运输部门：用电量增长4%。", "4%", None),
    ],
)
def test_whose_words_they_are(extractor: Extractor, text: str, value: str, source: str | None) -> None:
    assert _source(extractor, text, value) == source


def test_a_place_set_against_another_shares_what_is_told(extractor: Extractor) -> None:
    text = "2020年新竹市债务余额100亿元，平均每位市民负债2万元，反观嘉义市高达3万元，相形之下基隆市仅1万元。"
    found = claims_by_value(extractor, text, "2021-08-19")
    assert {c.metric.name for v, c in found.items() if v != "100亿元"} == {"平均每位市民负债"}


def test_places_are_not_what_is_counted_of_people(extractor: Extractor) -> None:
    text = "泰州常住人口452万，跟十年前比少了10万。往南看，苏州、无锡、常州三个市加起来2527万人。"
    found = claims_by_value(extractor, text, "2021-08-19")
    assert found["2527万人"].metric.name == "常住人口"
    assert found["10万"].date is None


def _metric(extractor: Extractor, text: str, value: str) -> str:
    return claims_by_value(extractor, text, "2021-08-19")[value].metric.name


@pytest.mark.parametrize("against", ["反观嘉义市只有3万元", "而嘉义市高达3万元", "嘉义市则为3万元"])
def test_a_place_alone_has_the_metric_of_the_last_figure_of_its_kind(extractor: Extractor, against: str) -> None:
    text = f"截至7月底，新竹市一年以上公共债务余额100亿元，平均每位市民负债2万元，为全台第八，{against}。"
    assert _metric(extractor, text, "3万元") == "平均每位市民负债"


def test_a_noun_of_its_own_behind_the_figure_wins(extractor: Extractor) -> None:
    text = "广东有25家国有农场，河南有21家民营果园。"
    assert _metric(extractor, text, "21家") == "民营果园"


def test_a_rank_below_another_place_is_of_the_level_before(extractor: Extractor) -> None:
    text = "去年底甘肃政府债务余额7107亿元，其中专项债3900亿元，负债率57%，仅低于青海，排全国第二。"
    assert _metric(extractor, text, "第二") == "负债率"


@pytest.mark.parametrize(("text", "value", "name"), [
    ("7月韩国对美出口因日元贬值增加3%。", "3%", "对美出口"),
    ("7月澳门建筑业就业人数因大型设施完工减少1900人。", "1900人", "建筑业就业人数"),
    ("2020年浙江因公死亡职工人数减少3%。", "3%", "因公死亡职工人数"),
])  # fmt: skip
def test_a_cause_is_no_part_of_a_name(extractor: Extractor, text: str, value: str, name: str) -> None:
    assert _metric(extractor, text, value) == name


def test_those_of_an_age_told_loosely(extractor: Extractor) -> None:
    assert _metric(extractor, "扬州六十岁往上的占30.8%。", "30.8%") == "六十岁往上占比"


def test_how_long_rain_was_measured_is_no_figure(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "天水市麦积镇24小时降雨量达117毫米，3日内累计雨量200毫米，停电36小时。", "2021-08-19")
    assert {"117毫米", "200毫米"} <= set(found)
    assert not {"24小时", "3日"} & set(found)


@pytest.mark.parametrize(("text", "source"), [
    ("安徽省药监局近日抽检320批次产品，发现安徽12%的产品不合格。", "安徽省药监局"),
    ("消委会测试20款产品，结果发现香港市面12%的样本含菌。", "消委会"),
    ("《经济日报》近日撰文称，安徽去年出口下降12%。", "《经济日报》"),
    ("议员蔡淑惠怒指，台中市去年出口下降12%。", "蔡淑惠"),
    ("消委会测试20款产品，安徽出口下降12%。", None),
])  # fmt: skip
def test_who_finds_or_writes(extractor: Extractor, text: str, source: str | None) -> None:
    assert _source(extractor, text, "12%") == source
