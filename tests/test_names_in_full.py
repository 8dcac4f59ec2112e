"""Words that belong to the name of what a figure measures: size classes, verbs before a number, whose share, what is the highest."""

from __future__ import annotations

import pytest
from told import claims_by_value

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "value", "metric"),
    [
        ("2024年台灣80人以下國小為512所。", "512所", "80人以下国小"),
        ("2024年台灣9班(每年級3班)以下學校有230所。", "230所", "9班(每年级3班)以下学校"),
        ("2024年台灣20-29歲失業率為9.1%。", "9.1%", "20-29岁失业率"),
        ("2023年台灣貿易出超為806億美元。", "806億美元", "贸易出超"),
        ("2023年台灣支出超806億元。", "超806億元", "支出"),
        ("2024年台南市取締2210件酒駕。", "2210件", "取缔酒驾"),
        ("2024年台南市取締酒駕2210件。", "2210件", "取缔酒驾"),
        ("台灣目前光電併網量為14GW。", "14GW", "光电并网量"),
        ("2024年台灣各縣市人均負債為5萬元，而舉債占比最高的是苗栗縣，高達58.3%。", "58.3%", "举债占比"),
        ("2023年湖北省化肥产量为80万吨，约占全国的1/9、长三角的28%。", "28%", "化肥产量占长三角比重"),
    ],
)
def test_name(unsure: Extractor, text: str, value: str, metric: str) -> None:
    assert claims_by_value(unsure, text)[value].metric.name == metric


@pytest.mark.parametrize(
    "text", ["2024年台灣80人以下國小為512所。", "2024年台灣9班(每年級3班)以下學校有230所。", "2024年台灣70人以下的國中學校約61所。"]
)
def test_threshold_is_no_figure(unsure: Extractor, text: str) -> None:
    assert len(claims_by_value(unsure, text)) == 1


def test_surplus_has_no_bound(unsure: Extractor) -> None:
    claims = unsure("2023年台灣貿易出超806億美元，出口超4000億美元。", published="2024-03-01").claims
    assert [(c.value.text, c.value.bound) for c in claims] == [("806億美元", "exact"), ("超4000億美元", "more_than")]
