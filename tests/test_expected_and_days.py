"""What was expected of a figure, and spans told in 日, on sentences of ours."""

from __future__ import annotations

import pytest

from extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("11月美国新增职位录得6.4万个，优于市场预期的5万个。", "5万个", ("新增职位", "forecast")),
        ("11月美国新增职位录得6.4万个，优于市场预期的5万个。", "6.4万个", ("新增职位", "actual")),
        ("10月英国失业率升至4.6%，超出经济学家预测的4.5%。", "4.5%", ("失业率", "forecast")),
        ("2024年澳门旅客平均逗留时间为2.3日。", "2.3日", ("旅客平均逗留时间", "actual")),
    ],
)
def test_what_a_figure_is_of_and_whether_it_came_true(extractor: Extractor, text: str, value: str, expected: tuple[str, str]) -> None:
    result = extractor(text, published="2025-12-17")
    claims = {c.value.text: c for c in (*result.claims, *result.candidates)}
    assert (claims[value].metric.name, claims[value].status) == expected


def test_a_place_behind_a_number_is_no_bound(extractor: Extractor) -> None:
    result = extractor("2008年加拿大华人移民120万，多伦多居首；魁北克人口700万 多伦多较多。")
    assert not [c for c in (*result.claims, *result.candidates) if (c.value.text or "").endswith("多")]
