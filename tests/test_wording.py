"""What is added, and the whole that it is added to, have names of their own."""

from __future__ import annotations

import pytest

from extract import Extractor


@pytest.mark.parametrize(
    ("text", "added", "whole"),
    [
        ("2024年，杭州新增境内外上市公司15家、总量达310家。", "新增上市公司", "上市公司"),
        ("2024年，重庆高新技术企业新增1200家，达到9400家。", "新增高新技术企业", "高新技术企业"),
        ("2024年，苏州新增国家级专精特新企业48家，累计达449家。", "新增", "专精特新企业"),
    ],
)
def test_the_added_and_the_whole_are_told_apart(text: str, added: str, whole: str) -> None:
    first, second = [c.metric.name for c in Extractor(threshold=0.0)(text).claims]
    assert first.startswith(added)
    assert whole in second
    assert not second.startswith("新增")


def test_a_figure_of_the_added_keeps_their_name() -> None:
    claims = Extractor(threshold=0.0)("2024年，上海新增就业人数增长5.2%，达到58万人。").claims
    assert all("新增" in c.metric.name for c in claims)


@pytest.mark.parametrize("title", ["2024年杭州市国民经济和社会发展统计公报", "2025年杭州市政府工作报告"])
def test_a_report_of_one_sentence_is_read(title: str) -> None:
    assert Extractor()("去年全市新登记经营主体12.4万户。", title=title, published="2025-03-01").document.status == "ok"
