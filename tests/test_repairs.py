"""Normalization as a whole: what is mended and put on record, and what passes unchanged."""

from __future__ import annotations

import pytest

from extract import Extractor, normalize
from extract.text.offsets import apply_edits
from extract.text.repairs import FIXERS, trust

ORDER = [fixer.KIND for fixer in FIXERS]

HEALTHY = [
    "2024年，成都市地区生产总值达到2.35万亿元，同比增长5.7%。",
    "行长（háng zhǎng）是多音词；国际数据公司（IDC）发布报告。",
    "一、工业\n全市规模以上工业增加值增长8.2%。\n\n二、农业\n粮食总产量达321万吨。",
    "各区情况如下：\n东城区：12家\n西城区：15家\n",
    "“十四五”期间，《规划》提出“三步走”：到2025年、到2030年、到2035年。",
    "GDP growth was 5%; R&D为3.1%（比上年+0.2%）。",
    "",
    "\n\n",
]


@pytest.mark.parametrize("text", HEALTHY)
def test_healthy_text_passes_unchanged(text: str) -> None:
    found = normalize(text)
    assert found.text == text
    assert found.repairs == ()
    assert found.steps == ()


@pytest.mark.parametrize(
    ("raw", "text", "kinds"),
    [
        ("產業規模", "产业规模", []),
        ("１２．５％", "12.5%", []),
        ("人工\u200b智能", "人工智能", ["invisible-characters"]),
        ("產(chǎn)業(yè)規(guī)劃", "产业规划", ["pinyin-annotation"] * 3),
        ("萬(wàn)\u200b億(yì)規(guī)模", "万亿规模", ["invisible-characters", *["pinyin-annotation"] * 3]),
    ],
)
def test_damage_is_on_record_and_mere_form_is_not(raw: str, text: str, kinds: list[str]) -> None:
    found = normalize(raw)
    assert found.text == text
    assert sorted(r.kind for r in found.repairs) == sorted(kinds)


def test_repairs_speak_of_the_raw_text() -> None:
    raw = "全国\u200b的產(chǎn)業(yè)規(guī)模"
    found = normalize(raw)
    assert found.text == "全国的产业规模"
    for repair in found.repairs:
        assert raw[slice(*repair.span)].replace("\u200b", "") in (repair.before, "")
        assert repair.before != repair.after
    assert [r.span for r in found.repairs] == sorted(r.span for r in found.repairs)


def test_repairs_in_a_span_are_told() -> None:
    found = normalize("產(chǎn)業(yè)規(guī)模達到\u200b30億元")
    end = found.text.index("达到")
    assert found.repairs_in((0, end)) == ("pinyin-annotation",)
    assert found.repairs_in((end, len(found.text))) == ("invisible-characters",)
    assert found.repairs_in((end, end + 2)) == ()


def test_replayed_steps_give_the_text() -> None:
    found = normalize("標題\n產(chǎn)業(yè)規(guī)模突破３０億\u200b元，\n\n比上年增長8.2%。")
    text = found.raw
    for step in found.steps:
        text = apply_edits(text, step.edits)
    assert text == found.text
    kinds = [step.kind for step in found.steps]
    assert kinds == sorted(kinds, key=ORDER.index), "fixers work in the order of FIXERS"


def test_a_sentence_broken_into_paragraphs_is_one_again() -> None:
    raw = "标题\n全市规模以上工业企业去年完成营业收入，\n![]()\n\n比上年增长8.2%。\n下一段。"
    found = normalize(raw)
    assert "完成营业收入，比上年增长8.2%。" in found.text
    assert [r.kind for r in found.repairs] == ["broken-paragraph"]
    at = found.text.index("8.2%")
    assert found.quote((at, at + 4)) == "8.2%"


def test_bytes_are_decoded() -> None:
    text = "成都市2024年地区生产总值为2.35万亿元，同比增长5.7%，经济运行稳中有进。"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert normalize(text.encode(encoding)).text == text
    traditional = "桃園市今年度總預算為一千六百八十四億元，較去年增加百分之五，市議會已經通過。"
    assert normalize(traditional.encode("big5")).raw == traditional


def test_claims_on_likely_repairs_are_less_confident() -> None:
    extract_ = Extractor(threshold=0)
    healthy = "成都市2024年人工智能产业规模超过1000亿元，占全国的比重为8%。"
    spun = "成都市2024年东说念主工智能产业领域越过1000亿元，占世界的比重为8%，赛说念拓宽，东说念主才集聚。"
    whole = next(c for c in extract_(healthy).claims if c.value.number == 1e11)
    mended = next(c for c in extract_(spun).claims if c.value.number == 1e11)
    assert mended.metric.name == whole.metric.name
    assert mended.value.bound == whole.value.bound == "more_than"
    assert whole.provenance.repairs == []
    assert mended.provenance.repairs == ["spun-wording"]
    assert "repaired" in mended.flags
    assert mended.confidence < whole.confidence


def test_trust_is_that_of_the_least_certain_repair() -> None:
    assert trust([]) == trust(["pinyin-annotation"]) == 1
    assert trust(["pinyin-annotation", "spun-wording"]) == 0.9
    assert trust(["lost-characters", "spun-wording"]) == 0.7
    assert all(0.5 <= trust([fixer.KIND]) <= 1 for fixer in FIXERS)


def test_a_place_in_a_repaired_date_is_told() -> None:
    text = "前年，成都市东说念主工智能产业领域越过1000亿元，占世界的比重为8%，赛说念拓宽，东说念主才集聚。"
    claims = Extractor(threshold=0)(text, published="2025-03-01").claims
    claim = next(c for c in claims if c.value.number == 1e11)
    assert claim.date is not None
    assert (claim.date.start, claim.date.text) == ("2024-01-01", "前年")
