"""Forms that texts of the web have and annotated articles hardly: what each figure is of, whose and when, on sentences of ours."""

from __future__ import annotations

import pytest

from extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


def told(extractor: Extractor, text: str) -> dict[str, tuple[str, str, str | None]]:
    """Place, metric and first day of the period by the words of each value."""
    result = extractor(text, published="2025-11-17")
    found = sorted((*result.claims, *result.candidates), key=lambda c: c.value.span or (0, 0))
    return {c.value.text or "": (c.city.name, c.metric.name, c.date.start if c.date else None) for c in found}


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("2024年嘉义市女性当选人为15人，比上届增加3人。", "15人", "女性当选人"),
        ("2024年台中市房价虽上涨，预估全年度营收额将上看4000亿元。", "4000亿元", "营收额"),
        ("2024年台中市人口正式突破286万人。", "突破286万人", "人口"),
        ("2024年台中市生产总额增加9680亿元、成长率达45.8%。", "45.8%", "生产总额"),
        ("2024年高雄市死亡人数依序为前镇区3人、左营区2人。", "3人", "死亡人数"),
        ("2024年台中市暴力犯罪发生率，每10万人中仅0.7件。", "0.7件", "暴力犯罪发生率"),
        ("2024年台中市就业不足人数由5.1万人（就业不足率为1.3%）升至5.3万人（就业不足率为1.4%），增加约2000人。", "5.3万人", "就业不足人数"),
        ("2024年香港首10个月其他海外旅客有962万人次，增加16%。", "962万人次", "其他海外旅客"),
        ("2024年花莲县有民宿1900家，客房7700间。其中吉安乡306家。", "306家", "民宿"),
        ("2024年桃园市有91%市民赞成减税。", "91%", "赞成减税市民"),
        ("2024年台南市与会人次超过780万。", "超过780万", "与会人次"),
        ("2024年台中市累计2死、617人伤。", "617人", "受伤人数"),
        ("台湾失业率为4%。新北市租屋比例逐年攀升，从107年的12%增至112年的15%。", "12%", "租屋比例"),
        ("「台湾接单、海外出货」的比例近年来逐年上升，从民国90年的15%增至民国100年的32%。", "15%", "「台湾接单、海外出货」的比例"),
        ("2024年上半年来台人数达310万人次。", "310万人次", "来台人数"),
        ("2024年澎湖地区住宿旅客较2023年增加1200人次。", "1200人次", "住宿旅客"),
        ("2024年台东县农损1200万元，主因稻田倒伏300公顷。", "300公顷", "稻田倒伏"),
        ("2024年屏东县产值最大的畜产产值为326亿元。", "326亿元", "畜产产值"),
        ("2024年澎湖县有5家医院与97家诊所。", "97家", "诊所"),
        ("2024年澳门行业总收益达270亿元，总支出为124亿元。", "124亿元", "行业总支出"),
        ("2024年澳门失业率为2.4%，就业不足率（1.5%）则上升0.4个百分点。", "0.4个百分点", "就业不足率"),
        ("2024年香港人口的临时数字为706万人。", "706万人", "人口"),
        ("2024年桃园市净移入3万834人。", "3万834人", "净移入"),
        ("台湾人口增加率最高的是连江县2.1%，从1万3千人增为1万3983人。", "1万3983人", "人口"),
    ],
)
def test_what_it_measures(extractor: Extractor, text: str, value: str, metric: str) -> None:
    assert told(extractor, text)[value][1] == metric


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("2024年新竹市幸福感比首善之都台北市高出12%。", "12%", "新竹市"),
        ("2024年，高雄市目前一般性补助已减少100亿元。", "100亿元", "高雄市"),
        ("2024年有92%台中市民支持。", "92%", "台中市"),
        ("2024年香港长途市场旅客（以澳洲为首）增长19%。", "19%", "香港特别行政区"),
        ("2024年香港落成1.2万个单位，当中东涌提供3000个单位。", "3000个", "香港特别行政区"),
        ("2024年金门入出境130万人次，包含大陆旅客13万人次、香港及澳门居民8507人次。", "8507人次", "金门县"),
        ("2024年云林县农产值为729亿元，成为台湾的农业第一大县，屏东则居第二。", "第二", "屏东县"),
    ],
)
def test_whose_it_is(extractor: Extractor, text: str, value: str, place: str) -> None:
    assert told(extractor, text)[value][0] == place


@pytest.mark.parametrize(
    ("text", "value", "start"),
    [
        ("台中市114年1至9月平均房价2954元，相较于113年同期的2936元上涨18元。", "2936元", "2024-01-01"),
        ("台中市2025年旅客人数于8月份为全年最高，达365万人次。", "365万人次", "2025-08-01"),
        ("财政司司长称香港2016/17至2020/21年度公屋建屋量为9.1万个。", "9.1万个", "2016-04-01"),
        ("在五一黄金周带动下，上月香港旅客人次为408万。", "408万", "2025-10-01"),
    ],
)
def test_when_it_holds(extractor: Extractor, text: str, value: str, start: str) -> None:
    assert told(extractor, text)[value][2] == start


def test_digits_in_characters_are_read_whole(extractor: Extractor) -> None:
    assert "约一一二二万元" in told(extractor, "2024年全台农损约一一二二万元。")


@pytest.mark.parametrize(
    "text",
    [
        "2024年台中市在天下2021县市竞争力排名中进步。",
        "2024年新北市金山、万里等区停水。",
        "台中市第285万前后2名设籍民众获奖。",
        "2024年台中市车祸最多，其余县市均低于千件。",
    ],
)
def test_what_is_no_figure(extractor: Extractor, text: str) -> None:
    assert not {value for value in told(extractor, text) if value not in ("2名",)}


def test_tenths_before_wei_are_a_share(extractor: Extractor) -> None:
    assert "约六成" in told(extractor, "2024年台北市约六成为公寓。")
