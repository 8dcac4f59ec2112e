"""Ordinary sentences beside which the rules of persons told of, of promises, goals and feasts must not fire."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor

KEPT = [
    ("2023年5月3日，襄阳市一所中学发生火灾，造成12人死亡，30人受伤。", ("12人", "30人")),
    ("2024年，毕节市拥有家庭农场1.2万家，增长12%。", ("1.2万家", "12%")),
    ("2024年，宁波市拥有对外贸易企业3万家，增长4%。", ("3万家", "4%")),
    ("2024年，凉山州实行一对一结对帮扶农户3.2万户。", ("3.2万户",)),
    ("2024年，衢州市建立“一名干部联系一个企业”制度，走访企业3200家。", ("3200家",)),
    ("2024年，长沙市上一个五年新建学校320所。", ("320所",)),
]


@pytest.mark.parametrize(("text", "values"), KEPT)
def test_figures_of_a_place_beside_one_house_or_person_stay(unsure: Extractor, text: str, values: tuple[str, ...]) -> None:
    assert set(values) <= set(claims_by_value(unsure, text))


FACTS = [
    ("合肥市承诺的100件实事全部办结，去年新建公园20个，新增学位3万个。", "3万个", "2025-03-01"),
    ("重点任务\n上半年，常州市生产总值4800亿元，同比增长6%。", "4800亿元", "2024-07-20"),
    ("去年，海口市香料增产12%。", "12%", "2025-03-01"),
    ("去年，成都市警方反恐增派警力3000人。", "3000人", "2025-03-01"),
    ("去年，厦门市为农民工讨要到1200万元工资。", "1200万元", "2025-03-01"),
]


@pytest.mark.parametrize(("text", "value", "published"), FACTS)
def test_facts_beside_words_of_plans_stay_facts(unsure: Extractor, text: str, value: str, published: str) -> None:
    assert claims_by_value(unsure, text, published)[value].status == "actual"


def test_what_is_counted_since_the_year_began_goes_on_behind_a_feast_s_end(unsure: Extractor) -> None:
    found = claims_by_value(unsure, "1月5日，冰雪节收官。今年以来，哈尔滨市接待游客800万人次。", "2024-07-20")["800万人次"]
    assert (found.date.start, found.date.end) == ("2024-01-01", "2024-07-20")


def test_former_and_latter_of_things_are_no_places(unsure: Extractor) -> None:
    found = claims_by_value(unsure, "南京和苏州都公布了数据。进口和出口一降一升，前者下降3%，后者增长8%。")
    assert not any(c.city.name in ("南京市", "苏州市") for c in found.values())


def test_heat_of_ovens_is_no_weather(unsure: Extractor) -> None:
    assert not any(c.metric.name == "气温" for c in claims_by_value(unsure, "2024年，株洲市钢厂出钢，炉膛升到1500℃。").values())
