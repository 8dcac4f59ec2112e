"""Ways of papers of Hong Kong, Macao and abroad: school years in characters, guests by their origin, what is foreseen."""

from __future__ import annotations

import datetime as dt

import pytest

from extract import pipeline
from extract.contract import Claim
from extract.mentions import dates
from extract.model import THRESHOLD, Metadata, RawArticle


def claims(text: str, published: str | None = None) -> dict[str, Claim]:
    article = RawArticle("x", text, Metadata(published=dt.date.fromisoformat(published) if published else None))
    return {c.value.text: c for c in pipeline.conclude(article, pipeline.read(article), THRESHOLD).claims}


def test_both_ends_of_a_range_are_what_is_set_against() -> None:
    (found,) = dates.find("較去年11月至今年1月回落0.2個百分點".replace("較", "较").replace("個", "个"), dt.date(2019, 4, 17))
    assert (found.role, found.start, found.end) == ("base", dt.date(2018, 11, 1), dt.date(2019, 1, 31))


def test_a_year_behind_what_was_set_against_stands_alone() -> None:
    first, second = dates.find("比2021年增长3%，到2022年为5万人", dt.date(2024, 4, 17))
    assert (first.role, second.role) == ("base", "period")


@pytest.mark.parametrize("guests", ["內地住客", "日本住客", "內地買家"])
def test_guests_by_their_origin_are_of_where_they_stay(guests: str) -> None:
    found = claims(f"統計暨普查局資料顯示，2012年第二季本澳酒店住客共230萬人次，增加9%。{guests}有96萬，佔總數41%。")
    assert found["96萬"].city.name == "澳门特别行政区"


@pytest.mark.parametrize(
    ("text", "value", "published", "status"),
    [
        ("该国计划到2030年把每10万人口的自杀死亡人数降到8人。日本去年有2万人自杀。", "8人", "2015-03-02", "target"),
        ("据日本研究所推算，到2070年，日本人口将从1.2亿降至8700万。", "8700万", None, "forecast"),
        ("经济部表示，11月台湾餐饮业营业额将介于410亿至430亿元之间。", "410亿至430亿元", "2014-11-20", "forecast"),
        ("业界估计，台湾今年茶叶出口值可达20亿元。", "20亿元", "2014-05-20", "forecast"),
        ("台湾2013年茶叶出口值可达20亿元，是业界估计出来的。", "20亿元", "2014-05-20", "actual"),
    ],
)
def test_what_is_to_come(text: str, value: str, published: str | None, status: str) -> None:
    assert claims(text, published)[value].status == status


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("香港去年一手成交量达1.3万个单位。", "1.3万个", "一手成交量"),
        ("香港去年推出1.3万个单位。", "1.3万个", "单位"),
        ("香港去年住宅供应量增至3万个单位。", "3万个", "供应量"),
        ("香港上月成交6000宗，二手放盘达1.7万间。", "1.7万间", "二手放盘"),
    ],
)
def test_homes_are_counted_in_units(text: str, value: str, name: str) -> None:
    assert claims(text, "2021-10-04")[value].metric.name.endswith(name)


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("（多伦多讯）约克区8月成交900间住宅，大多区的平均价为105万元。", "900间", "约克区"),
        ("（多伦多讯）约克区8月成交900间住宅，大多区的平均价为105万元。", "105万元", "大多伦多地区"),
        ("泰国内政部说，清迈府去年发生车祸900起。", "900起", "清迈府"),
        ("落户深合区的澳资企业已有4000家。", "4000家", "横琴"),
    ],
)
def test_regions_that_papers_abroad_name(text: str, value: str, name: str) -> None:
    assert claims(text, "2021-10-04")[value].city.name == name


def test_the_same_year_is_not_the_one_set_against() -> None:
    text = "去年，韩国出生25万人，不到上世纪八十年代初的三分之一。同一年，韩国死亡34万人。"
    assert claims(text, "2024-04-18")["34万人"].date.start == "2023-01-01"
    assert claims(text)["34万人"].date.start is None


@pytest.mark.parametrize(
    ("text", "value", "names"),
    [
        ("酒泉市产玉米23万吨，居全省之首，张掖市也有12万吨，两市合占全省产量近五成。", "近五成", {"酒泉市", "张掖市"}),
        ("沙巴产量为30万吨，砂拉越也有20万吨，两州合占全国近五成。", "近五成", {"沙巴州", "砂拉越州"}),
        ("酒泉市产玉米23万吨、小麦12万吨，合计占全省四成。", "四成", {"酒泉市"}),
        ("酒泉市产玉米23万吨，张掖市12万吨，张掖市玉米、小麦合计占当地种植面积的四成。", "四成", {"张掖市"}),
    ],
)
def test_a_share_together_is_of_all_that_were_told(text: str, value: str, names: set[str]) -> None:
    found = claims(text, "2021-08-01")[value].city
    assert set(found.name.split("、")) == names


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("香港家具、燈飾及五金製品的銷貨價值下跌8.7%。", "8.7%", "家具、灯饰及五金制品的销货价值"),
        ("江苏推进产业升级，冰箱和空调的销量增长8%。", "8%", "冰箱和空调的销量"),
        ("江苏和浙江的产值增长8%。", "8%", "产值"),
        ("浙江省将2025年茶叶产量目标定为20万吨。", "20万吨", "茶叶产量目标"),
        ("台南市去年旅客为812万人次，今年目标上看900万人次。", "900万人次", "旅客"),
        ("台湾新生儿13万人。总生育率为0.9人，在全世界垫底。", "0.9人", "总生育率"),
        ("台南市急診就診人次上升，上週達412人次。", "412人次", "急诊就诊人次"),
    ],
)
def test_names_are_whole(text: str, value: str, name: str) -> None:
    assert claims(text, "2024-03-01")[value].metric.name == name


def test_a_provisional_estimate_of_statistics_is_no_guess() -> None:
    assert claims("香港零售業總銷貨價值臨時估計為352億元。", "2016-11-01")["352億元"].value.bound == "exact"
    assert claims("香港零售業總銷貨價值估計為352億元。", "2016-11-01")["估計為352億元"].value.bound == "approx"
