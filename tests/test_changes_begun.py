"""Changes up to a later date set out from when that began which they are told of; days told by their hours; to whom one speaks."""

from __future__ import annotations

import pytest

from extract import Extractor
from tests.told import claims_by_value


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threshold=0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("杭州市2018年推出人才新政，到2022年，人才净流入由3万人增加到8万人。", {"3万人": "2018-01-01", "8万人": "2022-01-01"}),
        ("嘉兴市从2016年开始试点河长制，到2020年，劣五类水体由42处减至6处。", {"42处": "2016-01-01", "6处": "2020-01-01"}),
        ("杭州市2018年人口900万，到2022年，人才净流入由3万人增加到8万人。", {"3万人": None, "8万人": "2022-01-01"}),
        ("2023年8月3日凌晨至5日白天，江门市平均降雨量112毫米。", {"112毫米": "2023-08-03"}),
        ("2017年邢台市细颗粒物浓度为80微克/立方米，和2013年的160微克/立方米相比降了一半；全年优良天数156天。", {"156天": "2017-01-01"}),
    ],
)
def test_each_figure_has_its_time(extractor: Extractor, text: str, expected: dict[str, str | None]) -> None:
    found = claims_by_value(extractor, text)
    assert {value: found[value].date.start if found[value].date else None for value in expected} == expected


def test_days_told_by_their_hours_are_a_stretch(extractor: Extractor) -> None:
    found = claims_by_value(extractor, "2023年8月3日凌晨至5日白天，江门市平均降雨量112毫米。")["112毫米"]
    assert found.date is not None
    assert found.date.end == "2023-08-05"


@pytest.mark.parametrize("who", ["各位代表", "同志们", "诸位委员"])
def test_who_is_spoken_to_says_nothing(extractor: Extractor, who: str) -> None:
    found = claims_by_value(extractor, f"{who}：2023年，嘉兴市新增学位4.2万个。")["4.2万个"]
    assert found.source.attribution is None
