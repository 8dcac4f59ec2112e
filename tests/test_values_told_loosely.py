"""Values as people say them: 3万6, 60来座, 四分之一还强; ranges of rain, points without 百分, ages before 每人."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor

VALUES = [  # text, value, kind, number, unit, bound
    ("绥德县去年外出务工22万人，回来了3万6。", "3万6", "amount", 36000, None, "exact"),
    ("绥德县2024年新建冷库60来座。", "60来座", "amount", 60, "座", "approx"),
    ("绥德县2024年新建冷库60多座。", "60多座", "amount", 60, "座", "more_than"),
    ("绥德县2024年产量占全省的四分之一还强。", "四分之一还强", "rate", 25, "%", "more_than"),
    ("绥德县2024年大概只有三成家庭租房。", "大概只有三成", "rate", 30, "%", "approx"),
    ("绥德县2024年播种面积约在4300万亩。", "约在4300万亩", "amount", 43000000, "亩", "approx"),
    ("绥德县2024年合约在建住宅12万平方米。", "12万平方米", "amount", 120000, "平方米", "exact"),
    ("绥德县2024年消费增长3.9%，低于全省平均1.7个点。", "1.7个点", "growth", -1.7, "pp", "exact"),
    ("绥德县2024年主要河流来水偏枯四成。", "四成", "growth", -40, "%", "exact"),
    ("绥德县今年的增长目标定在10%。", "10%", "growth", 10, "%", "exact"),
    ("绥德县2024年居金牌榜和奖牌榜首位。", "首位", "rank", 1, None, "exact"),
]


@pytest.mark.parametrize(("text", "value", "kind", "number", "unit", "bound"), VALUES)
def test_value(extractor: Extractor, text: str, value: str, kind: str, number: float, unit: str | None, bound: str) -> None:
    found = claims_by_value(extractor, text)[value].value
    assert (found.kind, found.number, found.unit, found.bound) == (kind, number, unit, bound)


def test_a_range_of_rain_is_no_size(extractor: Extractor) -> None:
    assert "13至19毫米" in claims_by_value(extractor, "昨天绥德、清涧、米脂三县降雨量都在13至19毫米之间。")


def test_ages_before_a_sum_for_each_are_no_value(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "绥德县80至89岁每人每月发放100元。")
    assert not any("岁" in value for value in found)
