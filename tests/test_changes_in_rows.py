"""Changes and levels told in a row: which figures go on telling a change, and whose time each has, on sentences of ours."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.contract import Claim
from extract.mentions import dates, quantities


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


def claims_of(extractor: Extractor, text: str, published: str | None = None) -> dict[str, Claim]:
    result = extractor(text, published=published)
    return {c.value.text or "": c for c in (*result.claims, *result.candidates)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年花莲县人口32万人。吉安乡增加488人最多，其次是新城乡390人、寿丰乡312人。", {"390人": 390, "312人": 312}),
        ("2023年花莲县人口32万人。玉里镇减少210人最多，凤林镇95人次之。", {"95人": -95}),
        ("2024年花莲县国小学生3万人，较上年减少19班、725人。", {"725人": -725}),
        ("2023年住宅成交量成长率，台北市则是-13.4%、新北市25%、桃园市54.6%。", {"25%": 25, "54.6%": 54.6}),
        ("2025年一季度，中国、印度、日本粗钢产量同比变化0.7%、5.9%、-3.2%。", {"0.7%": 0.7, "5.9%": 5.9}),
        ("2024年，扬州市新开工项目77个，超去年同期17个。", {"17个": 17}),
    ],
)
def test_figures_behind_a_change_go_on_telling_it(extractor: Extractor, text: str, expected: dict[str, float]) -> None:
    claims = claims_of(extractor, text)
    assert {v: (claims[v].value.kind, float(claims[v].value.number or 0)) for v in expected} == {v: ("growth", n) for v, n in expected.items()}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023年合肥市产量31.6万辆，比芜湖市多出近2万辆，芜湖市29.7万辆。", "29.7万辆"),
        ("2024年甘肃省新增企业30家，从业人员500人。", "500人"),
        ("2024年甘肃省出口增加3亿元；四川省出口5亿元。", "5亿元"),
        ("2024年，扬州市新开工项目77个，超过了去年同期的60个。", "60个"),
    ],
)
def test_other_figures_behind_a_change_are_levels(extractor: Extractor, text: str, value: str) -> None:
    assert claims_of(extractor, text)[value].value.kind == "amount"


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("1972年全国生铁总产量为231万吨，仅为1960年总产量的85%。", None, {"85%": 1972}),
        ("孟加拉国人口密度从2011年的每平方公里976人上升至每平方公里1119人。", "2022-08-20", {"976人": 2011}),
        ("屏东县国小学生3.2万人，较2023年的1777班、3.4万人减少。", "2024-09-30", {"1777班": 2023, "3.4万人": 2023}),
        ("耕地面积比2009年国土调查认定的812万亩少，湖北省已着手治理。", "2018-03-01", {"812万亩": 2009}),
        ("台湾今年1至9月与去年同期比较，服务业增加4.2%，零售业、餐饮业也分别增加2.14%与6.35%。", "2006-12-20", {"6.35%": 2006}),
    ],
)
def test_each_figure_of_a_comparison_has_its_own_year(extractor: Extractor, text: str, published: str | None, expected: dict[str, int]) -> None:
    claims = claims_of(extractor, text, published)
    assert {v: int((claims[v].date.start or "0")[:4]) if claims[v].date else 0 for v in expected} == expected


@pytest.mark.parametrize(
    ("text", "published", "value", "status"),
    [
        ("屏东县2024学年度国小学生3.2万人。", "2024-09-30", "3.2万人", "actual"),
        ("到2045年，全球糖尿病患者数还将大幅增加46%。", "2022-11-14", "46%", "forecast"),
        ("2024年甘肃省投资额3亿元，超过原计划投资数4.2%。", "2025-01-14", "4.2%", "actual"),
        ("列入《三年行动计划》的项目，扬州市2024年开工12个。", "2025-01-14", "12个", "actual"),
        ("甘肃省计划到2027年新建公园20个。", "2025-01-14", "20个", "target"),
    ],
)
def test_what_is_no_goal(extractor: Extractor, text: str, published: str, value: str, status: str) -> None:
    assert claims_of(extractor, text, published)[value].status == status


def test_a_sentence_that_parts_what_was_told_keeps_its_time(extractor: Extractor) -> None:
    text = "截至11月24日，全国钢材均价3862元/吨，较4月中旬回升510元。\n分城市看，北京市均价4020元/吨，天津市3990元/吨。"
    claims = claims_of(extractor, text, "2009-11-27")
    assert {str(claims[v].date.start) for v in ("4020元/吨", "3990元/吨") if claims[v].date} == {"2009-11-24"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("失业率和通胀率分别下跌0.1及0.2个百分点。", [-0.1, -0.2]),
        ("失业率、通胀率和利率分别上升0.1、0.2和0.3个百分点。", [0.1, 0.2, 0.3]),
        ("经济分别出现0.6%与0.4%的负增长。", [-0.6, -0.4]),
        ("出口出现5%的小幅下滑。", [-5]),
        ("销量实现8%的正增长。", [8]),
    ],
)
def test_every_member_of_a_list_has_the_direction(text: str, expected: list[float]) -> None:
    found = quantities.find(text)
    assert [float(q.number or 0) for q in found] == expected
    assert {q.kind for q in found} == {"growth"}


def test_room_to_fall_is_no_fall() -> None:
    assert quantities.find("仍有3%的下降空间。")[0].kind == "rate"


@pytest.mark.parametrize("text", ["到二00六年，", "二OO六年增长", "二○○六年，"])
def test_zeros_of_years_are_typed_in_many_ways(text: str) -> None:
    assert [str(d.start) for d in dates.find(text)] == ["2006-01-01"]


@pytest.mark.parametrize("text", ["需花40至80年，", "由7%升到14%花了80年。", "以40至80年的速度老化"])
def test_durations_are_no_years_of_the_republic(text: str) -> None:
    assert not dates.find(text, roc=True, query=False)


@pytest.mark.parametrize(
    ("text", "starts"), [("甲市增长超过百分之十五，", []), ("1903年，即放垦的前一年，人口很少", ["1903-01-01"]), ("“十五”期间，", ["2001-01-01"])]
)
def test_percentages_and_explanations_are_no_periods(text: str, starts: list[str]) -> None:
    assert [str(d.start) for d in dates.find(text, query=False)] == starts
