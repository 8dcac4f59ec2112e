"""Metrics that the words of another figure tell, and words that are only of another one, on sentences of ours."""

from __future__ import annotations

import pytest

from extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


def metrics_of(extractor: Extractor, text: str) -> dict[str, str]:
    """Names of metrics by the words of the value; the last where a value comes twice."""
    result = extractor(f"2024年甘肃省经济运行情况。{text}")
    return {c.value.text or "": c.metric.name for c in (*result.claims, *result.candidates)}


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
