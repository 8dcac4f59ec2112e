"""Whose figure it is behind places that a text only turns to in passing, on sentences of ours."""

from __future__ import annotations

import pytest

from extract import Extractor


@pytest.fixture(scope="module")
def extract() -> Extractor:
    return Extractor(threshold=0.0)


def place(extract: Extractor, text: str, value: str) -> str:
    result = extract(text)
    return next(c.city.name for c in (*result.claims, *result.candidates) if c.value.text == value)


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
def test_a_turn_to_another(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("开工面积：西部加快，东部放缓。2010年1-6月，房屋新开工面积8.05亿平方米。其中：西部增长72%，东部增长66%。", "8.05亿平方米", "中国"),
        ("开工面积：西部加快，东部放缓。2010年1-6月，房屋新开工面积8.05亿平方米。其中：西部增长72%，东部增长66%。", "66%", "东部地区"),
        ("2023年，江苏省进出口5.2万亿元，其中，苏州市2.4万亿元，无锡市0.7万亿元。", "5.2万亿元", "江苏省"),
        ("農糧署預測，2016年香蕉主要產區分布在屏東、高雄等2縣。收穫面積15000公頃。", "15000公頃", "台湾省"),
    ],
)
def test_parts_of_a_whole(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name


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
def test_passed_over(extract: Extractor, text: str, value: str, name: str) -> None:
    assert place(extract, text, value) == name
