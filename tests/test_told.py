"""What the language leaves no choice about: whose figure it is, and of when, whatever the models' weights are."""

from __future__ import annotations

import pytest

from extract import Extractor
from extract.contract import Claim


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(ner="none")


def told(extractor: Extractor, text: str, words: str) -> Claim | None:
    """The claim or candidate with a value of these words."""
    result = extractor(text, published="2025-03-31")
    return next((c for c in (*result.claims, *result.candidates) if c.value.text == words), None)


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        ("各县市中午前的投票率，高雄市及宜兰县23%，台北市25%。", "23%", ["高雄市", "宜兰县"]),
        ("各省补助资金公布，超过4000万元的有湖南、湖北和河北，云南3000万元。", "超过4000万元", ["湖南省", "湖北省", "河北省"]),
        ("长沙、株洲、湘潭三市常住人口分别增加56万人、减少5万人和减少3万人。", "5万人", ["株洲市"]),
        ("浙江、江苏、山东三省的外贸进出口分别增长7.2%、5.8%和9.1%。", "9.1%", ["山东省"]),
        ("台南市公车每班载客6.4人，远低于台中的15.8人。110年全市公车运量1980万人次。", "1980万人次", ["台南市"]),
    ],
)
def test_whose_figure_it_is(extractor: Extractor, text: str, words: str, places: list[str]) -> None:
    claim = told(extractor, text, words)
    assert claim is not None
    assert [m.name for m in claim.city.members or ()] == places or [claim.city.name] == places


def test_an_unknown_town_is_not_the_nation(extractor: Extractor) -> None:
    claim = told(extractor, "全市普惠性幼儿园覆盖率提高到93.5%，居全省第二。", "93.5%")
    assert claim is None or claim.city.name != "中国"


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("2023年9月到2024年9月，广州市报备网约车从9.7万辆增至13.5万辆。", "9.7万辆", "2023-09-01", "2023-09-30"),
        ("2023年9月到2024年9月，广州市报备网约车从9.7万辆增至13.5万辆。", "13.5万辆", "2024-09-01", "2024-09-30"),
        ("2024年上半年，杭州市新开工项目120个，比上年同期98个增加22个。", "98个", "2023-01-01", "2023-06-30"),
    ],
)
def test_of_when_it_is(extractor: Extractor, text: str, words: str, start: str, end: str) -> None:
    claim = told(extractor, text, words)
    assert claim is not None
    assert (claim.date.start, claim.date.end) == (start, end)
