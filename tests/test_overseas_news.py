"""News of Hong Kong, Taiwan and abroad: days without their month, usage of Hong Kong, nations set against each other, on sentences of ours."""

from __future__ import annotations

import pytest
from told import claims_by_value, place_of

from extract import Extractor

PUBLISHED = "2023-08-17"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "value", "day"),
    [
        ("秘魯15日通報新增登革熱病例620例。", "620例", "2023-08-15"),
        ("肯尼亞疫情再起，16日錄得41例死亡。", "41例", "2023-08-16"),
        ("挪威31日出口鮭魚3萬噸。", "3萬噸", None),  # more than a few days ago: not told without its month
        ("秘魯15日首次出現輸入病例3例。", "3例", "2023-08-15"),
        ("秘魯15日簽證費用90元。", "90元", None),  # for so many days
        ("希臘連續15日錄得新增病例620例。", "620例", None),
    ],
)
def test_days_of_the_last_few_need_no_month(extractor: Extractor, text: str, value: str, day: str | None) -> None:
    date = claims_by_value(extractor, text, PUBLISHED)[value].date
    told = str(date.start) if date is not None and date.start == date.end else None
    assert told == day


@pytest.mark.parametrize(
    ("text", "value", "period"),
    [
        ("本港今月失業率為2.9%。", "2.9%", ("2023-08-01", "2023-08-31")),
        ("澳門今季接待旅客700萬人次。", "700萬人次", ("2023-07-01", "2023-09-30")),
        ("韓國去年出生24萬人，相對前年減少1.1萬人。", "1.1萬人", ("2022-01-01", "2022-12-31")),
    ],
)
def test_words_of_hong_kong_for_a_time(extractor: Extractor, text: str, value: str, period: tuple[str, str]) -> None:
    date = claims_by_value(extractor, text, PUBLISHED)[value].date
    assert date is not None
    assert (str(date.start), str(date.end)) == period


def test_points_of_a_per_cent_as_hong_kong_writes_them(extractor: Extractor) -> None:
    claim = claims_by_value(extractor, "香港失業率為3.4%，較上月下跌0.3個百份點。", PUBLISHED)["0.3個百份點"]
    assert (claim.value.kind, claim.value.unit) == ("growth", "pp")


def test_what_is_expected_is_a_forecast(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "匯豐預料，新加坡經濟今年增長1.3%。出乎預料，泰國上月出口上升6.2%。", PUBLISHED)
    assert (found["1.3%"].status, found["6.2%"].status) == ("forecast", "actual")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "越南上半年出口增長3.1%，優於泰國的2.6%、印尼的2.1%以及菲律賓首5個月的1.4%，居四國之首。",
            {"2.6%": "泰国", "2.1%": "印度尼西亚", "1.4%": "菲律宾", "之首": "越南"},
        ),
        ("● 智利\n首都下雨。\n● 秘魯\n據國防部通報，災民累計為3.1萬人。", {"3.1萬人": "秘鲁"}),
        ("◆ 荷蘭\n農業部的數字顯示，乳牛有155萬頭。\n◆ 丹麥\n乳牛有55萬頭。", {"155萬頭": "荷兰", "55萬頭": "丹麦"}),
        ("烏里州失業率為1.1%，薩爾茨堡邦為3.4%。", {"1.1%": "乌里州", "3.4%": "萨尔茨堡州"}),
        ("密芝根州失業率為4.3%，麻薩諸塞州為3.2%。", {"4.3%": "密歇根州", "3.2%": "马萨诸塞州"}),
        ("日本公布數字。首都圈的千葉縣接待旅客253萬人次。", {"253萬人次": "千叶县"}),
    ],
)
def test_whose_figures_they_are(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    assert {value: place_of(extractor, text, value) for value in expected} == expected


def test_the_first_ten_are_no_figure(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "香港頭10大雇主的職員佔全港就業人數的7%。", PUBLISHED)
    assert set(found) == {"7%"}


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("德國是世界第三大經濟體。", "第三", "经济体"),
        ("巴西是世界第五大國。", "第五", "大国"),
        ("新加坡是全球第三大國際客運樞紐。", "第三", "国际客运枢纽"),
        ("巴西是全球第一大豆出口國。", "第一", "大豆出口国"),
    ],
)
def test_the_largest_belongs_to_the_rank(extractor: Extractor, text: str, value: str, metric: str) -> None:
    assert claims_by_value(extractor, text, PUBLISHED)[value].metric.name == metric


def test_a_rank_of_another_nation_is_no_scope(extractor: Extractor) -> None:
    text = "德國是世界第三大經濟體，日本為第四大經濟體。"
    assert [place_of(extractor, text, value) for value in ("第三", "第四")] == ["德国", "日本"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "聯儲局主席表示，失業率為4.4%。歐洲央行預期，今年通脹率為2.3%。英倫銀行預計，首季經濟增長0.4%。",
            {"4.4%": "美国", "2.3%": "欧元区", "0.4%": "英国"},
        ),
        (
            "德國政府的債務達2.1萬億歐元。\n\n統計廳發現，南韓去年結婚的新人有19.3萬對。相對前年減少了400對，即0.2%。",
            {"2.1萬億歐元": "德国", "19.3萬對": "韩国", "400對": "韩国"},
        ),
        ("台灣確診18例。\n\n巴基斯坦衛生部的數據顯示，確診者為3.4萬人；死亡新增61例。", {"3.4萬人": "巴基斯坦", "61例": "巴基斯坦"}),
    ],
)
def test_places_told_before_or_by_their_bodies(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    assert {value: place_of(extractor, text, value) for value in expected} == expected


@pytest.mark.parametrize(
    ("text", "value", "place"),
    [
        ("英倫銀行預測，明年失業率升至5%，通脹率為2.6%。", "2.6%", "英国"),
        ("聯儲局將利率上調0.75厘。", "0.75厘", "美国"),
        ("聯儲局加息0.5厘後，滬指下跌3%。", "3%", "中国"),
        ("日銀升息，滬深兩市成交額達9,000億元。", "9,000億元", "中国"),
        ("中國央行與日銀簽訂協議，規模300億元。", "300億元", "中国"),
        ("聯準會宣布降息1碼，國內油價上漲2%。", "2%", "中国"),
        ("杭州歡樂谷白宮主題樂園遊客20萬人次。", "20萬人次", "杭州市"),
        ("羅得島州人口110萬人。", "110萬人", "罗得岛州"),
        ("希臘旅遊業復甦，羅得島接待遊客90萬人次。", "90萬人次", "希腊"),
    ],
)
def test_what_bodies_abroad_do_is_told_of_their_nation_alone(extractor: Extractor, text: str, value: str, place: str) -> None:
    assert place_of(extractor, text, value) == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法國對德國出口增加12億歐元，對西班牙則減少3億歐元。", {"12億歐元": "对德国出口", "3億歐元": "对西班牙出口"}),
        ("泰國對東協出口衰退3.1%，其中對寮國、緬甸各減少1億美元、2億美元。", {"1億美元": "对寮国出口", "2億美元": "对缅甸出口"}),
        ("台灣對日本、印度出口因需求強勁，出口值擴大至70億、20億美元。", {"70億": "对日本出口值", "20億美元": "对印度出口值"}),
        ("丹麥每10萬居民感染率為81.5。", {"81.5": "每10万居民感染率"}),
        ("挪威央行將利率上調至4.5厘。丹麥央行宣布減息0.1厘。", {"4.5厘": "利率", "0.1厘": "减息"}),
        ("澳門商舖租金按季升1.6%。", {"1.6%": "商铺租金"}),
    ],
)
def test_what_is_measured(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = claims_by_value(extractor, text, PUBLISHED)
    assert {value: found[value].metric.name for value in expected} == expected
    assert not any(value.startswith("10萬") for value in found)


def test_a_disease_named_after_a_place_is_none(extractor: Extractor) -> None:
    text = "以色列感染德國麻疹者增\n西班牙型流感之後，武漢肺炎肆虐全球。以色列確診者為5萬人。\n\n衛生部數據指，入院者為300人。\n\n全國有360個地點。"
    assert [place_of(extractor, text, value) for value in ("5萬人", "300人", "360個")] == ["以色列"] * 3


def test_the_season_of_an_illness_is_no_quarter(extractor: Extractor) -> None:
    claim = claims_by_value(extractor, "本港昨日錄得42宗個案，三分之二沒有接種今季疫苗，學校爆發則有35宗。", PUBLISHED)["35宗"]
    assert claim.date is None or claim.date.start == claim.date.end
