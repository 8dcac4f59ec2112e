"""Places that are pointed at by what they are or by their order: 这座浙东小城, 前者, 全市 of a county-level city; on sentences of ours."""

from __future__ import annotations

import pytest
from told import claims_by_value, place_of

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2021年，诸暨市大唐街道的机器很忙。这座浙东小城年产袜子250亿双。", "250亿双", "诸暨市"),
        ("2021年，揭阳的工厂很忙。这座粤东小城年产鞋4亿双。", "4亿双", "揭阳市"),
        ("2020年，泉州市产值突破万亿元。这座福建海滨城市有民营企业30万家。", "30万家", "泉州市"),
        ("2020年，义乌市佛堂镇的一家企业订单减少。全市经营主体突破100万户。", "突破100万户", "义乌市"),
        ("2020年，金华市经营主体增加。义乌市佛堂镇的一家企业订单减少，全市经营主体突破200万户。", "突破200万户", "金华市"),
        ("2022年，成都和武汉情况不同。前者空置率降到24.1%；后者空置率攀升至30.5%。", "24.1%", "成都市"),
        ("2022年，成都和武汉情况不同。前者空置率降到24.1%。后者的空置率攀升至30.5%。", "30.5%", "武汉市"),
        ("2022年，苏州与无锡各有侧重。前者集成电路产值达到1200亿元，后者的物联网营收超过4500亿元。", "超过4500亿元", "无锡市"),
        (
            "2022年，杭州、东莞也不慢。\n榜首是金华。金华产量118亿件。广州、深圳分列二、三位。三城合计占全国业务量的四成。",
            "四成",
            "金华市、广州市、深圳市",
        ),
        ("2022年，苏州、无锡、常州竞争激烈。杭州也不弱，产值1万亿元。三城合计出口5万亿元。", "5万亿元", "苏州市、无锡市、常州市"),
        ("2022年，宁波市出口8000亿元。那座山东小城GDP为300亿元。", "300亿元", "山东省"),
        ("2022年，柏林出口80亿元。这座欧洲城市GDP为1900亿元。", "1900亿元", "柏林"),
        ("2022年，杭州市GDP增长3%。这个做法很节省，节约开支3亿元。", "3亿元", "杭州市"),
        ("2022年，京沪两市房价与租金走势相反。前者销量下降3%，后者销量上涨2%。", "2%", "北京市、上海市"),  # of prices and rents
        ("2022年，北京和上海的清华和复旦都扩招。前者在校生5万人，后者在校生3万人。", "3万人", "北京市、上海市"),
        ("2022年，上海的新能源车和燃油车走势不一。前者销量增长20%，后者销量下降5%。", "20%", "上海市"),
    ],
)
def test_places_pointed_at(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2021年，揭阳的工厂很忙。这座粤东小城常住人口560万人。", "560万人", "常住人口"),
        ("2021年，寿光很忙。这座由潍坊代管的县级市常住人口110万人。", "110万人", "常住人口"),
        ("常德市鲜猪肉平均零售价每500克21.36元。", "21.36元", "鲜猪肉平均零售价"),
        ("上海市居民电价每100千瓦时61.7元。", "61.7元", "居民电价"),
    ],
)
def test_what_names_a_place_or_a_base_is_no_part_of_a_metric(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert claims_by_value(unsure, text)[value].metric.name == name


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("常德市鲜猪肉平均零售价每500克21.36元。", "500克"),
        ("2021年杭州市把群众安全放在首位，抢通国道318线等受阻道路。", "首位"),
        ("2021年杭州市把群众安全放在首位，抢通国道318线等受阻道路。", "318线"),
    ],
)
def test_no_quantities(unsure: Extractor, text: str, gone: str) -> None:
    assert gone not in claims_by_value(unsure, text)


def test_names_and_volumes_are_counted(unsure: Extractor) -> None:
    found = claims_by_value(unsure, "2021年杭州市53260名义务教育阶段学生免除了学杂费，图书馆流通图书54万册次。")
    assert (found["53260名"].value.unit, found["54万册次"].value.unit) == ("名", "册次")


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2010年，曲靖全市156万人饮水困难，其中宣威41万人，会泽33万人。", "33万人", "饮水困难"),
        ("2010年，曲靖全市156万人、83万头大牲畜饮水困难，其中宣威41万人，会泽33万人。", "41万人", "饮水困难人口"),
        ("2010年，曲靖市有15个乡镇停电，其中宣威7个，会泽常住人口90万人。", "90万人", "常住人口"),
    ],
)
def test_parts_by_places_are_of_what_befell_the_whole(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert claims_by_value(unsure, text)[value].metric.name == name


def test_a_day_alone_and_years_ago(unsure: Extractor) -> None:
    found = claims_by_value(unsure, "河南麦收来势猛。今年产量3000万吨。11日一天，全省投入收割机9.5万台。", published="2006-06-12")
    assert str(found["9.5万台"].date.start) == "2006-06-11"
    result = unsure("2014年，重庆汽车产量达到262万辆。今年，产量再增5%。十年前，当地产量只有45万辆。")
    claim = next(c for c in (*result.claims, *result.candidates) if c.value.text == "45万辆")
    assert str(claim.date.start) in ("2004-01-01", "2005-01-01")


def test_ranks_in_a_row_are_of_one_place_each(unsure: Extractor) -> None:
    for words, ranks in (("分列二、三位", ("二", "三位")), ("分列全省第二、三名", ("第二", "三名"))):
        found = claims_by_value(unsure, f"2022年，快递业务量金华居首，广州、深圳{words}。")
        assert [(found[rank].city.name, int(found[rank].value.number or 0)) for rank in ranks] == [("广州市", 2), ("深圳市", 3)]


@pytest.mark.parametrize(
    ("text", "value", "place", "name"),
    [
        ("2022年，松山湖实现生产总值770亿元。园区常住人口12万人。", "12万人", "东莞松山湖高新区", "常住人口"),
        ("2022年，合肥高新区增长5%。合肥市共有园区15个。", "15个", "合肥市", "园区"),
        ("2022年，合肥高新区增长5%。园区企业3万家，园区15个。", "15个", "合肥高新区", "园区"),
        ("2022年，合肥高新区产值300亿元，比上海张江科学城少20亿元，园区企业5万家。", "5万家", "合肥高新区", "企业"),
        ("到2025年，合肥高新区力争产值达到3000亿元。", "3000亿元", "合肥高新区", "产值"),
    ],
)
def test_parks_are_called_so(unsure: Extractor, text: str, value: str, place: str, name: str) -> None:
    claim = claims_by_value(unsure, text)[value]
    assert (claim.city.name, claim.metric.name) == (place, name)
