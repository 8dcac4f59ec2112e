"""Changes that words further off tell, and what these figures become as claims: sentences of ours."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract import Extractor, find_quantities
from extract.claims.record import Linked


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(ner="none")


def told(extractor: Extractor, text: str) -> list[Linked]:
    """All figures that are given to a place, however surely: weights may change, what a figure is does not."""
    return [d.linked for d in extractor(text, published="2017-11-10").trace.decisions if d.linked is not None]


GROWTHS = [
    # for the better or worse
    ("细颗粒物平均浓度为52微克/立方米，同比改善8.5%。", "8.5%", "-8.5"),
    ("優良率同比改善4.6%。", "4.6%", "4.6"),
    ("臭氧浓度同比恶化5.2%。", "5.2%", "5.2"),
    ("水质优良比例变差2个百分点。", "2个百分点", "-2"),
    ("降尘量改善0.8吨/平方公里。", "0.8吨/平方公里", "-0.8"),
    # an extreme that is named first
    ("优良天数同比增加最多的是河东市，为14天。", "14天", "14"),
    ("降幅最大的是河东市，为21.3%。", "21.3%", "-21.3"),
    ("增长较快的是河东区（12.1%）、河西区（8.4%）。", "8.4%", "8.4"),
    # set against another
    ("录得18.6%的增长，高于去年第三季的15.3%。", "15.3%", "15.3"),
    ("上升1.9%，较去年第四季的3.6%为低。", "3.6%", "3.6"),
    ("全年经济增长将超过去年的12.4%。", "12.4%", "12.4"),
    # series
    ("出口增加逾两成，分别为26.1%、41.5%及22.3%。", "26.1%", "26.1"),
    ("最近五季的增長皆超過三成。", "超過三成", "30"),
    ("录得接近四成的惊人增长。", "接近四成", "40"),
    ("較前年的318死減少42死、13.2%。", "13.2%", "-13.2"),
    ("比上年少出生2.1万人。", "2.1万人", "-21000"),
    ("人口每年以3万人的速度增加。", "3万人", "30000"),
]


@pytest.mark.parametrize(("text", "words", "number"), GROWTHS)
def test_changes_told_further_off(text: str, words: str, number: str) -> None:
    found = next(q for q in find_quantities(text) if q.text == words)
    assert (found.kind, found.number) == ("growth", Decimal(number))


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("增长8%，占全省总量的30%。", "30%", "rate"),
        ("增幅最大的是服务业，为5亿元。", "5亿元", "amount"),
        ("改善120户居民的住房。", "120户", "amount"),
        ("优良天数最多的是河东市，为91天。", "91天", "amount"),
        ("出口最多的是河东市（12.1%）。", "12.1%", "rate"),
        ("比上年更少见的是5万人。", "5万人", "amount"),
    ],
)
def test_what_only_looks_like_one(text: str, words: str, kind: str) -> None:
    assert next(q.kind for q in find_quantities(text) if q.text == words) == kind


def test_the_others_level_has_no_bound() -> None:
    own, other = find_quantities("未婚率达90.2%，超过邻国的78.5%。")
    assert (own.bound, other.bound) == ("exact", "exact")


def test_growth_goes_on_in_the_next_sentence(extractor: Extractor) -> None:
    found = told(extractor, "高雄市总人口增加0.6%。离我们最近的台南市也有1.2%，包括新北市5.1%。")
    assert [(c.quantity.kind, c.quantity.text) for c in found] == [("growth", "0.6%"), ("growth", "1.2%"), ("growth", "5.1%")]


def test_a_gap_to_another_place(extractor: Extractor) -> None:
    found = told(extractor, "2015年中国人均预期寿命为76岁，超过印度8岁，低于日本7岁。")
    assert [c.quantity.number for c in found] == [76, 8, -7]
    assert [c.comparison and c.comparison["place"] for c in found] == [None, "印度", "日本"]


def test_victims_say_what_they_count(extractor: Extractor) -> None:
    found = told(extractor, "2015年9月台中市18死，机车骑士占了11死，比前年减少4死、18.2%，另有26伤。")
    assert [(c.metric.name, c.quantity.number, c.quantity.unit) for c in found] == [
        ("死亡人数", 18, "人"),
        ("机车骑士死亡人数", 11, "人"),
        ("机车骑士死亡人数", -4, "人"),
        ("机车骑士死亡人数", Decimal("-18.2"), "%"),
        ("受伤人数", 26, "人"),
    ]


def test_what_befell_the_same_things(extractor: Extractor) -> None:
    found = told(extractor, "合浦县房屋倒塌80余间，200余间损坏，农作物受灾面积2.6千公顷，其中绝收500公顷。")
    assert [c.metric.name for c in found] == ["房屋倒塌", "房屋损坏", "农作物受灾面积", "农作物绝收面积"]


def test_shares_told_one_by_one_of_the_figures_before(extractor: Extractor) -> None:
    found = told(extractor, "安徽省收费公路5120公里。其中，高速公路4200公里，一级公路520公里，二级公路300公里，占比分别为82.0%、10.2%和5.9%。")
    shares = [c.metric.name for c in found if c.quantity.unit == "%"]
    assert [name[:4] for name in shares] == ["高速公路", "一级公路", "二级公路"]
    assert all(name.endswith("占比") for name in shares)


def test_the_ends_of_a_change_do_not_contradict_each_other(extractor: Extractor) -> None:
    found = told(extractor, "2016年安徽省一级公路由620公里减少到580公里，下降6.5%。")
    assert [c.flags for c in found] == [(), (), ()]


def test_months_of_a_year_that_nobody_names_are_apart() -> None:
    result = Extractor(ner="none")("前11月台湾失业人数45.2万人。11月台湾失业人数为45万2000人。")
    assert len({c.id for c in result.claims}) == 2


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("1-10月，邵阳市实际利用外资5亿美元，完成全年目标任务的83.1%。", "83.1%", "actual"),
        ("2016年，邵阳市完成造林35万亩，超出年度任务28.4%。", "28.4%", "actual"),
        ("1-10月，邵阳市完成投资480亿元，完成全年目标520亿元的92%。", "92%", "actual"),
        ("1-10月，邵阳市完成投资480亿元，完成全年目标520亿元的92%。", "520亿元", "target"),
        ("凤庆县茶叶年加工能力达15000吨以上。", "15000吨以上", "actual"),
        ("2016年，西安市超额完成浓度同比下降3%、重污染天数减少5%的目标。", "5%", "target"),
        ("2030年台州市老年人口预计将达到150万人。", "150万人", "forecast"),
    ],
)
def test_goals_and_what_was_reached_of_them(extractor: Extractor, text: str, words: str, status: str) -> None:
    assert next(c.status for c in told(extractor, text) if c.quantity.text == words) == status


def test_how_much_of_the_years_goal_is_no_figure_of_the_year(extractor: Extractor) -> None:
    found = told(extractor, "1-10月，邵阳市实际利用外资5亿美元，完成全年目标任务的83.1%。")
    assert {c.period.key and str(c.period.key[1]) for c in found} == {"2017-10-31"}


def test_how_a_figure_is_worked_out_is_no_supposition(extractor: Extractor) -> None:
    (_, found) = told(extractor, "香港零售业总销货价值上升13%。若扣除价格变动，总销货数量上升9%。")
    assert found.flags == ()


def test_a_bound_in_brackets_says_what_is_counted(extractor: Extractor) -> None:
    decisions = extractor("山东省蓝天天数（能见度≥8公里）平均为65天。").trace.decisions
    assert next(d.outcome for d in decisions if d.frame.quantity.text == "≥8公里") == "dropped"
