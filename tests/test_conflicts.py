"""Claims of different articles held against each other: what has to agree, what contradicts, what is not compared at all."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED
from jsonschema import Draft202012Validator

import extract
from extract import Extractor, Result
from extract.conflicts import find
from extract.conflicts.comparability import key_of, specific
from extract.conflicts.judging import compare, extent_of, rounding
from extract.conflicts.selection import of_metric, of_place
from extract.conflicts.standing import standing_of
from extract.contract import Conflict, json_schema
from extract.errors import UsageError


def value(text: str, kind: str | None = None) -> dict[str, Any]:
    """A value as the extractor reads it; ``kind`` where only the context would tell."""
    (found,) = extract.find_quantities(text)
    ends = {name: None if getattr(found, name) is None else float(getattr(found, name)) for name in ("number", "low", "high")}
    return {"text": found.text, "kind": kind or found.kind, "bound": found.bound, **ends}


# --- how finely a number is written ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("3481亿元", 0.5e8),
        ("3500亿元", 50e8),
        ("3000亿元", 50e8),
        ("三千五百亿元", 50e8),
        ("1.2万亿元", 0.05e12),
        ("1.20万亿元", 0.005e12),
        ("3万亿元", 0.05e12),
        ("12,673.8亿元", 0.05e8),
        ("96家", 0.5),
        ("100家", 5),
        ("5家", 0.5),
        ("1230家", 5),
        ("5%", 0.5),
        ("20%", 0.5),
        ("5.0%", 0.05),
        ("百分之二点三", 0.05),
        ("3‰", 0.05),
        ("25个基点", 0.005),
        ("四成", 5),
        ("三成五", 0.5),
        ("第五", 0.5),
        ("近3500億(yì)元", 50e8),
    ],
)
def test_rounding_is_read_off_the_writing(text: str, half: float) -> None:
    assert rounding(value(text)) == pytest.approx(half)


def test_growth_in_multiples_is_rounded_in_hundreds_of_per_cent() -> None:
    assert rounding({"text": "翻一番", "number": 100.0, "kind": "growth"}) == pytest.approx(5)
    assert rounding({"text": "2.3倍", "number": 230.0, "kind": "growth"}) == pytest.approx(5)
    assert rounding({"text": "三分之一", "number": 100 / 3, "kind": "rate"}) == pytest.approx(100 / 60)


@pytest.mark.parametrize(
    ("a", "b", "by"),
    [
        ("3500亿元", "3500亿元", "equal"),
        ("3500亿元", "三千五百億元", "equal"),
        ("1.27万亿元", "12673.8亿元", "rounding"),
        ("3500亿元", "3481亿元", "rounding"),
        ("5%", "5.3%", "rounding"),
        ("四成", "42.3%", "rounding"),
        ("近3500亿元", "3481亿元", "approximate"),
        ("约100家", "104家", "approximate"),
        ("三分之一", "0.34倍", "rounding"),
        ("超3000亿元", "3500亿元", "bounds"),
        ("超3000亿元", "接近3500亿元", "bounds"),
        ("超3000亿元", "超3400亿元", "bounds"),
        ("100多家", "127家", "bounds"),
        ("100至120家", "110至130家", "bounds"),
        ("100至120家", "120家", "bounds"),
        ("不超过5%", "4.2%", "bounds"),
        ("前三", "第二", "bounds"),
        ("前三", "第三", "bounds"),
    ],
)
def test_agreement(a: str, b: str, by: str) -> None:
    assert compare(extent_of(value(a)), extent_of(value(b))).by == by
    assert compare(extent_of(value(b)), extent_of(value(a))).by == by


@pytest.mark.parametrize(
    ("a", "b", "absolute", "relative"),
    [
        ("3000亿元", "3500亿元", 500e8, 1 / 7),
        ("3481亿元", "3482亿元", 1e8, 1 / 3482),
        ("95家", "96家", 1, 1 / 96),
        ("5.0%", "5.2%", 0.2, 0.2 / 5.2),
        ("20%", "22%", 2, 2 / 22),
        ("3.8%", "3.9%", 0.1, 0.1 / 3.9),
        ("95.1%", "95.2%", 0.1, 0.1 / 95.2),
        ("超3500亿元", "3000亿元", 500e8, 1 / 7),
        ("不足3000亿元", "超3500亿元", 500e8, 1 / 7),
        ("约100家", "150家", 50, 1 / 3),
        ("100至120家", "150家", 30, 1 / 5),
        ("1万亿元", "1.4万亿元", 0.4e12, 0.4 / 1.4),
        ("第二", "第三", 1, 1 / 3),
        ("前三", "第五", 2, 2 / 5),
    ],
)
def test_contradiction_and_by_how_much(a: str, b: str, absolute: float, relative: float) -> None:
    for verdict in (compare(extent_of(value(a)), extent_of(value(b))), compare(extent_of(value(b)), extent_of(value(a)))):
        assert verdict.by is None
        assert (verdict.absolute, verdict.relative) == (pytest.approx(absolute), pytest.approx(relative))


def test_tolerance_makes_small_differences_agree() -> None:
    a, b = extent_of(value("3000亿元")), extent_of(value("3500亿元"))
    assert compare(a, b, 0.15).by == "tolerance"
    assert compare(a, b, 0.10).by is None


def test_bounds_that_exclude_each_other_contradict() -> None:
    assert compare(extent_of(value("超过3000亿元")), extent_of(value("不足3000亿元"))).by is None


def test_falls_are_compared_with_their_sign() -> None:
    up = {"text": "3%", "kind": "growth", "bound": "exact", "number": 3.0, "low": 3.0, "high": 3.0}
    down = {**up, "number": -3.0, "low": -3.0, "high": -3.0}
    verdict = compare(extent_of(up), extent_of(down))
    assert (verdict.by, verdict.absolute, verdict.relative) == (None, 6, 2)


# --- what is compared with what -------------------------------------------------------------------


def claims(extractor: Extractor, *texts: str, published: str | None = "2025-03-01") -> list[extract.contract.Claim]:  # type: ignore[name-defined]
    return [claim for n, text in enumerate(texts) for claim in extractor(text, id=f"a{n}", published=published).claims]


def relations(extractor: Extractor, *texts: str, **options: Any) -> list[tuple[str, str]]:
    return [(group.metric.name, group.relation) for group in find(claims(extractor, *texts, **options))]


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("2024年，合肥市地区生产总值为13507.7亿元。", "2024年，合肥GDP达1.35万亿元。", "agreement"),
        ("2024年，合肥市地区生产总值为13507.7亿元。", "去年合肥市经济总量为12673.8亿元。", "contradiction"),
        ("2024年，合肥市地区生产总值增长6.1%。", "2024年，合肥市地区生产总值增长5.8%。", "contradiction"),
        ("截至2024年12月末，合肥市常住人口为1000.2万人。", "2024年，合肥市常住人口1000万人。", "agreement"),
        ("2024年末，合肥市常住人口为985.3万人。", "2024年，合肥市常住人口1000.2万人。", "contradiction"),
        ("2024年，合肥市地区生产总值增长6.1%。", "2024年，合肥市地区生产总值同比增长5.8%。", "contradiction"),
        ("去年底，合肥市常住人口1000.2万。", "2024年，合肥市常住人口1000.2万人。", "agreement"),
        ("2024年，蕪湖市黃酒產業規模為35億元。", "2024年，芜湖市黄酒产业规模为45亿元。", "contradiction"),
        ("2024年，合肥市经济总量居全省第一位。", "2024年，合肥市经济总量居全省第二位。", "contradiction"),
        ("到2027年，合肥市新能源汽车产量力争达到300万辆。", "到2027年，合肥市新能源汽车产量力争达到200万辆。", "contradiction"),
    ],
)
def test_the_same_thing_is_compared(extractor: Extractor, first: str, second: str, relation: str) -> None:
    assert [found for _, found in relations(extractor, first, second)] == [relation]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2024年12月，合肥市社会消费品零售总额同比增长6.1%。", "2024年12月，合肥市社会消费品零售总额环比增长2.3%。"),
        ("2024年12月，合肥市社会消费品零售总额同比增长6.1%。", "2024年12月，合肥市社会消费品零售总额增长2.3%。"),
        ("2024年，合肥市新能源汽车产量137.6万辆。", "2024年，合肥市新能源汽车产量力争达到200万辆。"),
        ("2024年，合肥市地区生产总值为13507.7亿元。", "2024年12月，合肥市地区生产总值为1350亿元。"),
        ("2024年，合肥市地区生产总值为13507.7亿元。", "2023年，合肥市地区生产总值为12673.8亿元。"),
        ("2024年，合肥市地区生产总值为13507.7亿元。", "2024年，芜湖市地区生产总值为5120亿元。"),
        ("2024年，合肥市进出口总额为3700亿元。", "2024年，合肥市进出口总额为520亿美元。"),
        ("2024年，合肥市经济总量居全省第一位。", "2024年，合肥市经济总量居全国第十九位。"),
        ("2024年，合肥市经济总量居全省第二位。", "2024年，合肥市地区生产总值增速居全省第三位。"),
        ("2024年，合肥市有企业300家。", "2024年，合肥市有企业500家。"),
        ("合肥市地区生产总值为13507.7亿元。", "合肥市地区生产总值为12673.8亿元。"),
    ],
)
def test_different_things_are_not_compared(extractor: Extractor, first: str, second: str) -> None:
    assert relations(extractor, first, second, published=None) == []


@pytest.mark.parametrize(
    ("before", "rank", "standing"),
    [
        ("经济总量居全省", "第二位", ("全省", "level")),
        ("工业总产值增速居全省", "第三位", ("全省", "growth")),
        ("煤炭进口同比增长2.2倍，居全国公路口岸", "首位", ("中国公路口岸", "growth")),
        ("劳动力参与率58.5%，居全国", "第三", ("中国", "level")),
        ("旅游收入1208亿元，在江苏13市里排", "第五", ("江苏省13市", "level")),
        ("人均存款列全国", "倒数第二", ("中国", "level from below")),
        ("展览面积1104万平方米，排在", "第二", None),  # among whom?
        ("合肥以12673.8亿元排", "第一", None),  # the ranked place itself
        ("全国都看着这里，产值猛增，出口大涨，排在", "第一", None),
    ],
)
def test_the_field_of_a_rank_is_read_before_it(before: str, rank: str, standing: tuple[str, str] | None) -> None:
    at = len(before)
    claim = {
        "city": {"name": "合肥市", "members": []},
        "value": {"text": rank, "span": [at, at + len(rank)]},
        "source": {"evidence": {"text": f"{before}{rank}。", "span": [0, at + len(rank) + 1]}},
    }
    assert standing_of(claim) == standing


def test_wanted_of_two_sources_does_not_contradict(extractor: Extractor) -> None:
    """Two institutes that expect different growth do not contradict each other."""
    found = claims(extractor, "2024年，合肥市地区生产总值预计增长6%。", "2024年，合肥市地区生产总值预计增长5%。")
    records = [json.loads(claim.model_dump_json()) for claim in found]
    assert [record["status"] for record in records] == ["forecast", "forecast"]
    assert key_of(records[0]) == key_of(records[1])
    for record, name in zip(records, ("甲研究院", "乙研究院"), strict=True):
        record["source"]["attribution"] = {"name": name, "kind": "body", "text": None, "span": None}
    assert key_of(records[0]) != key_of(records[1])


def test_a_year_that_is_not_over_is_compared_within_the_day_only(extractor: Extractor) -> None:
    text, later = "今年合肥市新能源汽车产量为60万辆。", "2024年，合肥市新能源汽车产量为137.6万辆。"
    in_may = extractor(text, id="may", published="2024-05-20").claims
    in_may_too = extractor(text.replace("60", "70"), id="may too", published="2024-05-20").claims
    after = extractor(later, id="after", published="2025-01-30").claims
    (group,) = find([*in_may, *in_may_too, *after])
    assert (group.known_until, group.relation) == ("2024-05-20", "contradiction")


@pytest.mark.parametrize("name", ["企业", "项目", "人数", "规模", "最新价格", "实际成交", "总投资", "增速", "各类企业", "指标均居”"])
def test_names_that_say_too_little_are_not_compared(name: str) -> None:
    assert not specific(name)


@pytest.mark.parametrize("name", ["黄酒产业规模", "冰雪旅游收入", "低空经济企业", "绿色铝产值", "路跑赛事"])
def test_names_that_mean_one_thing_are(name: str) -> None:
    assert specific(name)


@pytest.mark.parametrize("flag", ["negated", "hypothetical", "contradicted"])
def test_claims_that_do_not_state_are_left_out(extractor: Extractor, flag: str) -> None:
    (claim,) = claims(extractor, "2024年，合肥市地区生产总值为13507.7亿元。")
    record = json.loads(claim.model_dump_json())
    assert key_of(record) is not None
    assert key_of({**record, "flags": [flag]}) is None
    assert key_of({**record, "status": "policy"}) is None


# --- groups ---------------------------------------------------------------------------------------

TEXTS = (
    "2024年，合肥市地区生产总值为13507.7亿元，常住人口1000.2万人。",
    "2024年，合肥GDP达1.35万亿元，而常住人口只有985万人。",
    "2024年，合肥市地区生产总值为12673.8亿元。",
)


@pytest.fixture(scope="module")
def groups(extractor: Extractor) -> dict[str, Conflict]:
    return {group.metric.id or group.metric.name: group for group in find(claims(extractor, *TEXTS))}


def test_a_group_tells_all_that_a_reader_needs(groups: dict[str, Conflict]) -> None:
    gdp = groups["gdp"]
    assert (gdp.place.name, gdp.place.adcode, gdp.metric.name, gdp.unit) == ("合肥市", "340100", "地区生产总值", "CNY")
    assert (gdp.period.start, gdp.period.end, gdp.status, gdp.relation, gdp.by) == ("2024-01-01", "2024-12-31", "actual", "contradiction", None)
    assert [v.number for v in gdp.values] == [12673.8e8, 13500e8, 13507.7e8]
    assert [v.contradicts for v in gdp.values] == [[1, 2], [0], [0]]
    assert gdp.difference is not None
    assert (gdp.difference.absolute, gdp.difference.between) == (pytest.approx(833.9e8), (0, 2))
    assert gdp.difference.relative == pytest.approx(833.9 / 13507.7)
    assert (gdp.documents, gdp.sentences, gdp.across, gdp.within) == (3, 3, True, False)
    stated = gdp.values[2].claims[0]
    assert (stated.document_id, stated.value.text, stated.published, stated.date) == ("a0", "13507.7亿元", "2025-03-01", "2024年")
    start, end = stated.value.span or (0, 0)
    assert TEXTS[0][start:end] == "13507.7亿元"


def test_groups_satisfy_the_schema(groups: dict[str, Conflict]) -> None:
    check = Draft202012Validator(json_schema("conflict"))
    assert len(groups) == 2
    for group in groups.values():
        check.validate(json.loads(group.model_dump_json()))


def test_models_and_lines_in_any_order_give_the_same(extractor: Extractor, groups: dict[str, Conflict]) -> None:
    lines = [json.loads(claim.model_dump_json()) for claim in claims(extractor, *TEXTS)]
    for seed in range(3):
        random.Random(seed).shuffle(lines)
        assert {g.metric.id: g for g in find(lines + lines)} == groups  # a claim given twice counts once


def test_a_contradiction_inside_one_article_is_marked(extractor: Extractor) -> None:
    text = "2024年，合肥市常住人口为1000.2万人。报道第二段写道，2024年，合肥市常住人口为985万人。"
    (group,) = find(claims(extractor, text))
    assert (group.relation, group.within, group.across, group.documents) == ("contradiction", True, False, 1)


def test_reposts_count_as_one_sentence(extractor: Extractor) -> None:
    (group,) = find(claims(extractor, "2024年，合肥市常住人口为1000.2万人。", "2024年,合肥市常住人口為1000.2萬人。"))
    assert (group.relation, group.by, group.difference, group.documents, group.sentences) == ("agreement", "equal", None, 2, 1)


def test_unsure_claims_and_other_places_can_be_left_out(extractor: Extractor) -> None:
    found = claims(extractor, *TEXTS)
    assert list(find(found, min_confidence=1.0)) == []
    assert [g.metric.id for g in find(found, chosen=of_metric("常住人口"))] == ["resident-population"]
    assert [g.metric.id for g in find(found, chosen=of_metric("GDP"))] == ["gdp"]
    assert [g.metric.id for g in find(found, chosen=of_metric("gdp"))] == ["gdp"]
    for name in ("合肥", "合肥市", "340100"):
        assert len(list(find(found, chosen=of_place(name)))) == 2
    assert list(find(found, chosen=of_place("芜湖"))) == []


@pytest.mark.parametrize("broken", [{}, {"id": "x"}, {"id": "x", "confidence": "high"}, {"id": "x", "confidence": 1, "value": None}])
def test_what_is_no_claim_is_told(broken: Mapping[str, Any]) -> None:
    with pytest.raises(UsageError, match="no claim of the output contract"):
        list(find([broken]))


def test_memory_does_not_grow_with_the_claims(extractor: Extractor) -> None:
    (claim,) = claims(extractor, "2024年，合肥市常住人口为1000.2万人。")
    record = json.loads(claim.model_dump_json())

    def many(n: int) -> Iterator[dict[str, Any]]:
        for i in range(n):
            yield {**record, "id": f"{i}", "document_id": f"d{i}", "city": {**record["city"], "adcode": f"{i // 2}"}}

    peaks = []
    for n in (1000, 8000):
        tracemalloc.start()
        assert sum(1 for _ in find(many(n))) == n // 2
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000


def test_the_corpus_has_few_contradictions_and_all_satisfy_the_schema(corpus_results: Mapping[str, Result]) -> None:
    check = Draft202012Validator(json_schema("conflict"))
    claims = [claim for result in corpus_results.values() for claim in result.claims]
    found = list(find(claims))
    for group in found:
        check.validate(json.loads(group.model_dump_json()))
    budgets = [g for g in found if g.metric.id == "general-public-budget-revenue" and g.across is False and g.documents == 2]
    agreed = {g.place.name: (g.relation, g.sentences) for g in budgets}
    assert agreed.items() >= dict.fromkeys(("广东省", "浙江省"), ("agreement", 2)).items()
    assert sum(group.relation == "contradiction" for group in found) <= 0.008 * len(claims)  # articles with figures of our own seldom agree


def test_two_real_articles_on_one_industry(extractor: Extractor) -> None:
    """One says that it passed 3000亿, the other that it came near 3500亿: both can be true, and they are 500亿 apart."""
    seeds: list[Path] = sorted((SHARED / "seeds").glob("00[01]_*.txt"))
    if not seeds:
        pytest.skip("the articles in ../shared are not here")
    found = find(claim for path in seeds for claim in extractor(path.read_text(encoding="utf-8"), id=path.stem).claims)
    (group,) = [g for g in found if (g.place.name, g.metric.id, g.period.start) == ("北京市", "ai-core-industry-scale", "2024-01-01")]
    assert (group.relation, group.by) == ("agreement", "bounds")
    assert [v.number for v in group.values] == [3000e8, 3500e8]
    assert group.difference is not None
    assert (group.difference.absolute, round(group.difference.relative, 3)) == (500e8, 0.143)
