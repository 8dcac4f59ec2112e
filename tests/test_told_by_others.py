"""Metrics that the words of another figure tell, and words that are only of another one, on sentences of ours."""

from __future__ import annotations

import pytest
from told import metrics_of

from extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("洪水造成全省6人遇难，12人失联。", {"6人": "遇难人数", "12人": "失联人数"}),
        ("甘肃山洪致9人死亡3人失踪。", {"9人": "死亡人数", "3人": "失踪人数"}),
        ("失联的12人，包括兰州市7人、天水市5人。", {"12人": "失联人数", "7人": "失联人数", "5人": "失联人数"}),
        ("全省12个市（州）1.4万人受灾。", {"1.4万人": "受灾人数"}),
    ],
)
def test_what_befell_people_is_the_metric_where_it_stands_right_beside_them(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found.get(value) for value in expected} == expected


def test_what_befell_people_is_no_metric_where_more_is_told_of_them(extractor: Extractor) -> None:
    assert metrics_of(extractor, "兰州市有15名被困群众获救。").get("15名") != "被困人数"


def test_parts_of_a_figure_by_their_places_have_its_metric(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省事故死亡120人（兰州市31人、天水市25人），受伤300人（兰州市80人，天水市60人）。")
    assert found["31人"] == found["25人"] == found["120人"]
    assert found["80人"] == found["60人"] == found["300人"] != found["120人"]


def test_what_a_multiple_is_told_of_is_not_what_it_measures(extractor: Extractor) -> None:
    assert metrics_of(extractor, "去年全省债券余额是贷款余额的2.3倍。")["2.3倍"] == "债券余额"


def test_a_clause_before_the_counted_thing_is_not_what_is_counted(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省引进12家技术先进、带动力强的龙头企业。")
    assert found["12家"].endswith("龙头企业")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年全市举办12场大型、30场中型招聘会。", {"12场": "大型招聘会", "30场": "中型招聘会"}),
        ("去年全市举办12场大型、30场中型和200场小型招聘会。", {"12场": "大型招聘会", "30场": "中型招聘会", "200场": "小型招聘会"}),
        ("全省实施5个千亿级、20个百亿级产业项目。", {"5个": "千亿级产业项目", "20个": "百亿级产业项目"}),
        ("全省新建3所小学、12所中学。", {"3所": "新建小学", "12所": "中学"}),
    ],
)
def test_counts_with_a_kind_share_the_head_of_the_last(extractor: Extractor, text: str, expected: dict[str, str]) -> None:
    found = metrics_of(extractor, text)
    assert {value: found[value] for value in expected} == expected


def test_a_gap_is_of_what_the_figures_before_measure(extractor: Extractor) -> None:
    assert metrics_of(extractor, "兰州市居民收入4.2万元，天水市2.3万元，两者相差1.9万元。")["1.9万元"] == "居民收入差距"
    assert metrics_of(extractor, "全省城乡居民收入差距缩小到1.8万元。")["1.8万元"] != "GDP差距"


def test_brackets_in_another_language_are_no_part_of_a_name(extractor: Extractor) -> None:
    assert metrics_of(extractor, "甘肃省营商便利度（ease of doing business）排名第12位。")["第12位"] == "营商便利度"
    assert metrics_of(extractor, "甘肃省居民消费价格指数（CPI）上涨1.2%。")["1.2%"] == "居民消费价格指数（CPI）"


def test_the_first_figure_of_a_section_may_measure_what_the_section_goes_on_about(extractor: Extractor) -> None:
    text = "一、资金\n\n甘肃省去年拨付救灾资金5亿元。\n\n二、各市增长目标\n\n各市今年的增长目标都公布了。定得最高的是兰州市，7.5%；其次是天水市，7%。"
    names = {c.value.text: c.metric.name for c in extractor(text, published="2025-02-01").claims}
    assert names["7.5%"] == names["7%"] == "增长目标"


@pytest.mark.parametrize(
    ("text", "value", "name"),
    [
        ("全省上线“高效办成一件事”39项。", "39项", "“高效办成一件事”"),
        ("全省发放高龄补贴4亿元、护理补贴1.2亿元。", "1.2亿元", "护理补贴"),
        ("全省有2个一类创新药获批上市。", "2个", "一类创新药"),
        ("全省对非洲、欧盟进出口分别增长37.2%、19%。", "19%", "对欧盟进出口"),
        ("全省出口实际大约在400亿元。", "大约在400亿元", "出口"),
        ("全省国际友城和外国总领馆分别增至108个和69家。", "108个", "国际友城"),
        ("全省国际友城和外国总领馆分别增至108个和69家。", "69家", "外国总领馆"),
    ],
)
def test_numerals_in_names_and_words_behind_them(extractor: Extractor, text: str, value: str, name: str) -> None:
    assert metrics_of(extractor, text)[value].endswith(name)


def test_a_change_measures_what_the_clause_before_it_ends_with(extractor: Extractor) -> None:
    found = metrics_of(extractor, "全省救灾资金拨付5亿元。兰州市主要道路的停车费，由现行的每小时2元调整为3元。")
    assert found["2元"].endswith("停车费")
    assert found["3元"].endswith("停车费")
    assert metrics_of(extractor, "甘肃省医院高度重视，从3个增加到5个。").get("3个") != "医院高度"


def test_ranks_in_a_list_have_their_own_names(extractor: Extractor) -> None:
    found = metrics_of(extractor, "甘肃省竞争力排名第八、政府表现排名第六、企业效能排名第三。")
    assert (found["第六"], found["第三"]) == ("政府表现", "企业效能")
