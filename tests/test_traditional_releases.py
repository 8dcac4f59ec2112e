"""Forms of releases and news from Taiwan, Hong Kong and Macao, on sentences of ours: what each figure is of, whose and when."""

from __future__ import annotations

import pytest

from extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


def told(extractor: Extractor, text: str, published: str = "2025-11-17") -> dict[str, tuple[str, str, str | None]]:
    """Place, metric and first day of the period by the words of each value."""
    result = extractor(text, published=published)
    found = sorted((*result.claims, *result.candidates), key=lambda c: c.value.span or (0, 0))
    return {c.value.text or "": (c.city.name, c.metric.name, c.date.start if c.date else None) for c in found}


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("2024年澳門不過夜旅客為98萬人次，佔旅客總數52%。", "98萬人次", "不过夜旅客"),
        ("2024年澳門過夜旅客為98萬人次。", "98萬人次", "过夜旅客"),
        ("2024年5月香港首飾、鐘錶及名貴禮物銷貨價值上升6.5%，家用電器上升3.1%。", "6.5%", "首饰、钟表及名贵礼物销货价值"),
        ("2024年5月香港首飾、鐘錶及名貴禮物銷貨價值上升6.5%，家用電器上升3.1%。", "3.1%", "家用电器销货价值"),
        ("2024年5月香港出口貨值上升6.5%，失業率上升3.1%。", "3.1%", "失业率"),
        ("2024年5月香港小型單位（40平方米以下）售價指數為412點，按月升0.4%。", "412點", "小型单位售价指数"),
        ("2024年底台灣65歲以上老年人口達440萬人。", "440萬人", "65岁以上老年人口"),
        ("2024年新加坡轉售組屋中，四房式（44%）佔比最高，然後是三房式（27%）。", "27%", "三房式占比"),
        ("2024年台灣自用發電設備占整體容量比率最高，5月底為59.7%，其次為民營電廠22.5%。", "22.5%", "民营电厂占整体容量比率"),
        ("2024年底台灣老年人口占總人口比率以嘉義縣占24.1%最多，雲林縣占22.4%次之。", "22.4%", "老年人口占总人口比率"),
        ("2023年台北市可支配所得151萬元居冠，但平均消費支出也最高，高達107萬元。", "107萬元", "平均消费支出"),
        ("2024年高雄市機車騎士占了19死；依死亡人數排名依序為台北市15死。", "15死", "死亡人数"),
        ("2024年香港全年自然減少2.1萬人。", "2.1萬人", "人口自然减少"),
        ("2024年台灣國旅住房率持續提升，旅客人數達2億人次。", "2億人次", "旅客人数"),
        ("2024年台灣高中103學年有83.6萬名學生。", "83.6萬名", "高中学生"),
        ("2024年香港失業率微升，其中零售業的失業率回落0.6個百分點至3.9%。", "3.9%", "零售业的失业率"),
        ("2024年日本以訂單表現最佳，成長動能主要來自電子產品增加42億美元。", "42億美元", "电子产品"),
    ],
)
def test_what_it_measures(extractor: Extractor, text: str, value: str, metric: str) -> None:
    assert told(extractor, text)[value][1] == metric


@pytest.mark.parametrize(
    ("text", "value", "start"),
    [
        ("9月台灣消費者物價指數為104.05（110年=100），較上月漲1.3%；1-9月平均，漲0.88%。", "0.88%", "2025-01-01"),
        ("2021年1月香港售價指數報380點，較12月的379.5點上升。", "379.5點", "2020-12-01"),
        ("今年首十個月澳門入境旅客為1370萬人次。香港旅客增加8.1%。", "8.1%", "2025-01-01"),
        ("2020第2季澳門經濟曾下跌66.3%。", "66.3%", "2020-04-01"),
        ("香港就業人數由去年10月至12月的359萬人，減少至去年11月至今年1月的357萬人。同期的勞動人口由372萬人減少至371萬人。", "372萬人", "2024-10-01"),
        ("香港就業人數由去年10月至12月的359萬人，減少至去年11月至今年1月的357萬人。同期的勞動人口由372萬人減少至371萬人。", "371萬人", "2024-11-01"),
    ],
)
def test_when(extractor: Extractor, text: str, value: str, start: str) -> None:
    assert str(told(extractor, text)[value][2]) == start


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("2015年台南市登革熱病例數以北區3926例居冠，其次是南區2558例。", "3926例", "台南市北区"),
        ("台灣2010年第1季房價指數上揚，以桃縣漲8.3%最多，台中市漲2.8%。", "8.3%", "桃园市"),
        ("2024年桃園市、新北市可支配所得名列第4、5名。", "5名", "新北市"),
    ],
)
def test_whose(extractor: Extractor, text: str, value: str, place: str) -> None:
    assert told(extractor, text)[value][0] == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年台灣高齡人口持續增加，如果老年人口占總人口8%就達「高齡化社會」標準。", "8%"),
        ("2024年台灣每日用血6600袋，每袋為250毫升。", "250毫升"),
        ("2024年香港小型單位（40平方米以下）售價指數為412點。", "40平方米以下"),
    ],
)
def test_what_is_no_claim(extractor: Extractor, text: str, value: str) -> None:
    assert value not in told(extractor, text)
