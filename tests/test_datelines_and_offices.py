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


def test_a_place_set_against_another_shares_what_is_told(extractor: Extractor) -> None:
    text = "2020年新竹市债务余额100亿元，平均每位市民负债2万元，反观嘉义市高达3万元，相形之下基隆市仅1万元。"
    found = claims_by_value(extractor, text, "2021-08-19")
    assert {c.metric.name for v, c in found.items() if v != "100亿元"} == {"平均每位市民负债"}


def test_places_are_not_what_is_counted_of_people(extractor: Extractor) -> None:
    text = "泰州常住人口452万，跟十年前比少了10万。往南看，苏州、无锡、常州三个市加起来2527万人。"
    found = claims_by_value(extractor, text, "2021-08-19")
    assert found["2527万人"].metric.name == "常住人口"
    assert found["10万"].date is None
