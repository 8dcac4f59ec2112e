"""Whose figure it is in commentary: firms that are cities, passives, parts that open a sentence, what gathers in a place; on sentences of ours."""

from __future__ import annotations

import pytest
from told import place_of

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2022年上海汽车产量302万辆，长春汽车产量215万辆。", "302万辆", "上海市"),
        ("2022年，广州汽车产业产值6400亿元。", "6400亿元", "广州市"),
        ("2022年，山东钢铁产量7600万吨。", "7600万吨", "山东省"),
        ("2021年，我国人口流动加快，省内流动2.5亿人，跨省流动1.2亿人。", "2.5亿人", "中国"),
        ("2021年浙江省游客增加，省内游客3亿人次。", "3亿人次", "浙江省"),
        ("太仓经济增长。2022年，这里汇聚了全球20个国家的外资企业430家，总投资超过60亿美元。", "430家", "太仓市"),
        ("2022年，太仓出口额增长9%，全省增速最快，进口额达到520亿元。", "520亿元", "太仓市"),
        ("晋江，无疑是泉州乃至福建县域经济的标杆。2022年，GDP达3207亿元。", "3207亿元", "晋江市"),
        ("2022年日本GDP被德国超越，跌到第四位。", "第四位", "日本"),
        ("2016年，山东原煤产量居全国第五，陕西重新夺回第三。", "第三", "陕西省"),
        ("2023年，台湾输往大陆的出口额下降18%。", "18%", "台湾省"),
        ("2016年，香港有1500家企业直接投资澳门，占七成。", "七成", "香港特别行政区"),
        ("2024年，中国掌握全球70%的石墨产量。", "70%", "中国"),
    ],
)
def test_places_of_commentary(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2022年长三角出口增长。其中，安徽出口4700亿元；进口2800亿元。", "2800亿元", "安徽省"),
        ("2022年江苏出口3.4万亿元，其中苏州1.5万亿元；进口2万亿元。", "2万亿元", "江苏省"),
    ],
)
def test_what_goes_on_behind_a_part(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "unit", "name"),
    [
        ("（中央社）中國國家統計局公布，1至5月全國房地產投資3.7兆元（約新台幣16兆元），年減4%。", "CNY", "中国"),
        ("主計總處公布，1至5月全國經常性薪資4.6萬元，年增2%。台灣與中國的算法不同。", "TWD", "台湾省"),
    ],
)
def test_papers_on_other_countries(unsure: Extractor, text: str, unit: str, name: str) -> None:
    result = unsure(text)
    first = min((*result.claims, *result.candidates), key=lambda c: c.value.span or (0, 0))
    assert (first.value.unit, first.city.name) == (unit, name)


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2019年，日、德的服务业占比约为70%。", "约为70%", "日本、德国"),
        ("2016年各市投资额合计700亿元，当中深圳的投资额最多，达520亿元。", "520亿元", "深圳市"),
        ("2019年在东部就业的农民工减少，如仅在珠三角地区就业的农民工就比上年减少118万人。", "118万人", "珠三角"),
        ("2024年美国玉米出口放缓。2025年9月，中国海关数据显示，当月玉米进口量达6万吨。", "6万吨", "中国"),
        ("2023年出口额增速最高的是宁波和温州，前三季度出口额增速均为5.2%。", "5.2%", "宁波市、温州市"),
        ("2023年人均GDP：南通（15.2万元）和扬州（16.2万元）分别排在第5和第6位。", "第5", "南通市"),
        ("2023年进口额：泰国（3.1亿元）与越南（2.9亿元）各占17.2%与16.1%。", "17.2%", "泰国"),
        ("济南之后即为福州与长沙，2022年GDP均超过1.2万亿元。", "超过1.2万亿元", "福州市、长沙市"),
        (
            "形成了京津冀、长三角、珠三角三极，有成都、武汉、西安三个中心。2023年，三大城市群集中了全国60%的专利。",
            "60%",
            "京津冀、长三角、珠三角",
        ),
        ("在加拿大西部太平洋沿岸的卑诗省，2006年少数族裔人口达到100万人，占全省人口的24.8%。", "24.8%", "不列颠哥伦比亚省"),
        (
            "2023年，彰化县人口较多的乡镇人口：员林（12.2万人）、和美（8.7万人）、福兴（4.5万人）、花坛（4.3万人）、大村（3.9万人）。",
            "4.3万人",
            "花坛乡",
        ),
        ("2023年，台北市公园有花坛12处。", "12处", "台北市"),
    ],
)
def test_places_told_by_form(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("义乌，是金华乃至浙江商贸的名片。2023年，其GDP达到2056亿元。", "2056亿元", "义乌市"),
        ("2023年义乌市出口增长，杭州市的进口下降。其中义乌市出口5006亿元。", "5006亿元", "义乌市"),
        ("义乌地处金华。如今，这里拥有市场经营户7.5万户。", "7.5万户", "义乌市"),
        ("横琴粤澳深度合作区扩大开放。2023年，在合作区就业的澳门居民达到2万人。", "2万人", "横琴"),
    ],
)
def test_words_that_point_back(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name
