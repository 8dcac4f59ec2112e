"""Whose figure it is behind places that a text only turns to in passing, on sentences of ours."""

from __future__ import annotations

import pytest
from told import place_of

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2018年中国服务业占比为52%，而德国这一比率为62%。工业占比由45%下降到40%。", "40%", "中国"),
        ("2021年越南城镇化率为37%，而泰国的这一数字是52%，马来西亚也有78%。出口增长19%。", "19%", "越南"),
        ("2019年服务业占比只有53%，而英国这一比例超过70%。城镇化率达到60%。", "53%", "中国"),
        ("2021年越南城镇化率为37%，而泰国的这一数字是52%。泰国出口增长17%。", "17%", "泰国"),
        ("2021年越南城镇化率为37%，而泰国的这一数字是52%。", "52%", "泰国"),
    ],
)
def test_a_turn_to_another(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("开工面积：西部加快，东部放缓。2010年1-6月，房屋新开工面积8.05亿平方米。其中：西部增长72%，东部增长66%。", "8.05亿平方米", "中国"),
        ("开工面积：西部加快，东部放缓。2010年1-6月，房屋新开工面积8.05亿平方米。其中：西部增长72%，东部增长66%。", "66%", "东部地区"),
        ("2023年，江苏省进出口5.2万亿元，其中，苏州市2.4万亿元，无锡市0.7万亿元。", "5.2万亿元", "江苏省"),
        ("農糧署預測，2016年香蕉主要產區分布在屏東、高雄等2縣。收穫面積15000公頃。", "15000公頃", "台湾省"),
    ],
)
def test_parts_of_a_whole(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2020年，韩国起点较高，所以增幅没有印度和越南那么明显，其城镇化率达到81%。", "81%", "韩国"),
        ("2022年，青岛的增速不像烟台那样快，GDP为14921亿元。", "14921亿元", "青岛市"),
        ("2022年，济南GDP为12028亿元。济南之后即为福州，GDP为12308亿元。", "12308亿元", "福州市"),
        ("2022年，潍坊没有机场，GDP为7306亿元。", "7306亿元", "潍坊市"),
        ("到2050年，日本与韩国平均预期寿命将增加为88.4岁和89.2岁。", "89.2岁", "韩国"),
        ("2023年洛杉矶华裔人口为52万人。", "52万人", "洛杉矶"),
        ("2010年，税收占比远低于瑞典的46%。2023年，纽约市韩裔人口10万人。", "10万人", "纽约"),
    ],
)
def test_passed_over(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2021年，武汉的GDP排名第八，南京第十，宁波第十二。", "第十二", "宁波市"),
        ("城市GDP排名公布。在2021年，武汉排名第八，南京排名第十。", "第八", "武汉市"),
        ("2021年，嘉兴市GDP达6355亿元，位居浙江第五，全国第四十。", "第五", "嘉兴市"),
        ("2021年城市GDP排名公布，青岛、长沙的GDP总量分别位列第十三、第十四。", "第十四", "长沙市"),
        ("2021年常住人口第一城是重庆，第二城则是直辖的上海。", "第二", "上海市"),
        ("2020年，德国最富有的巴伐利亚州GDP为6100亿欧元。", "6100亿欧元", "巴伐利亚州"),
        ("2020年，安徽人均GDP居中部第四，合肥居第一。", "第一", "合肥市"),
    ],
)
def test_ranks_in_rows(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2023年常住人口：江苏有苏州、南京、徐州（902万人）等大城市。", "902万人", "徐州市"),
        ("2023年常住人口以苏州、南京（合计2245万人）最多。", "2245万人", "苏州市、南京市"),
        ("2023年，徐州出口额增长9.1%（910亿元），南京增长2%。", "910亿元", "徐州市"),
        ("2023年，长三角有24%的全国高新企业（11.2万家）。", "11.2万家", "长三角"),
        ("2023年，苏州GDP增长4.6%（全国5.2%）。", "5.2%", "中国"),
        ("2023年，全国26个万亿GDP城市中，5城属于珠三角。", "5城", "珠三角"),
    ],
)
def test_brackets_and_belonging(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("2019年，澳门入境旅客增加。香港52.3万人次及台湾旅客8.1万人次，分别增加3%及2%。", "52.3万人次", "澳门特别行政区"),
        ("2015年，加拿大新生来自非亚洲国家的比率为38%。", "38%", "加拿大"),
        ("2019年台湾的社会支出占比不高，远低于英、法、德的25%以上。", "25%以上", "英国、法国、德国"),
        ("2019年，美、日、韩的出口分别下降1.3%、5.6%和10.4%。", "5.6%", "日本"),
        ("2019年，杭州有德、智、体全面发展的示范学校12所。", "12所", "杭州市"),
    ],
)
def test_origins_and_letters(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("上半年，我国对最大的贸易伙伴欧盟进出口4.2万亿元；对美国进出口3.6万亿元。", "3.6万亿元", "中国"),
        ("上半年，中国与最大的贸易伙伴欧盟进出口4.2万亿元。", "4.2万亿元", "中国"),
        ("年底，英国持有的美国国债达6500亿美元。", "6500亿美元", "英国"),
        ("目前，美国国债有31万亿美元。", "31万亿美元", "美国"),
        ("日本抛售美国国债300亿美元。", "300亿美元", "日本"),
    ],
)
def test_partners_and_debtors_have_no_figures_of_their_own(unsure: Extractor, text: str, value: str, name: str) -> None:
    assert place_of(unsure, text, value) == name
