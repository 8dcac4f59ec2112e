"""The evaluation: reading gold, aligning claims to it, counting, calibration, and agreement with the reference scorer."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import SHARED

from extract import Extractor, pipeline
from extract.cli import main
from extract.contract import Claim
from extract.errors import UsageError
from extract.evaluate import (
    Evaluation,
    GoldDocument,
    GoldError,
    bench,
    bench_stages,
    bench_text,
    misquotes,
    peer_worker,
    peers,
    read_folder,
    read_gold,
    report,
    score_document,
)
from extract.evaluate.calibration import calibrate
from extract.evaluate.match import align, covers
from extract.evaluate.score import Rates
from extract.evaluate.wording import same_place, same_source, same_wording, unit_of
from extract.model import RawArticle

TEXT = "2024年，成都市人工智能产业规模超过1000亿元，同比增长39%。北京、上海分别有企业13家、11家，比重庆多3家。"
LINE = "1000亿元 | 1 | 成都市 | 人工智能产业规模;产业规模 | amount | 100000000000 | CNY | more_than | 2024-01-01..2024-12-31 | actual | - | -"


def gold_of(tmp_path: Path, *lines: str) -> GoldDocument:
    path = tmp_path / "a.gold"
    path.write_text("# a remark\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return read_gold(path)


def claim(words: str = "超过1000亿元", place: str = "成都市", **changes: Any) -> Claim:
    """A claim about TEXT that answers LINE in every field; ``changes`` go to the value, except those named below."""
    start = TEXT.index(words)
    span = (start, start + len(words))
    nowhere = {"text": None, "span": None}
    outer = {k: changes.pop(k) for k in ("date", "status", "confidence") if k in changes}
    city: dict[str, Any] = {**nowhere, "name": place, "adcode": None, "level": "city", "grounding": "explicit"}
    if "+" in place:
        city |= {"level": "group", "members": [{"name": n, "adcode": None, "level": "city"} for n in place.split("+")]}
    metric = {**nowhere, "name": changes.pop("metric", "人工智能产业规模")}
    value = {"text": words, "span": span, "kind": "amount", "number": 1e11, "low": 1e11, "high": None, "unit": "CNY", "bound": "more_than"}
    date = {**nowhere, "start": "2024-01-01", "end": "2024-12-31", "precision": "year", "grounding": "explicit"}
    evidence = {"text": TEXT, "span": (0, len(TEXT))}
    record = {
        "id": f"{words}{place}",
        "document_id": "a",
        "city": city,
        "metric": metric,
        "value": value | changes,
        "date": date,
        "source": {"document": {"id": "a"}, "attribution": None, "evidence": evidence, "evidences": []},
        "status": "actual",
        "flags": [],
        "confidence": 0.9,
        "provenance": {"extractor": "test", "rule": "test", "version": "0", "repairs": []},
    }
    return Claim.model_validate(record | outer)


# --- gold ------------------------------------------------------------------------------------------


def test_gold_is_read(tmp_path: Path) -> None:
    found = gold_of(
        tmp_path,
        "@doc | published=2025-03-01 | title=a=b",
        LINE,
        "39% | 1 | 成都市 ; 四川省 | 规模 | growth | 39;38~40 | % | exact;approx | - ; ? | actual | 国家统计局 | optional",
        "@category | 成都市 | 第一阵营;领跑 | 梯队 | optional",
        "13家、11家 | 1 | 北京市+上海市;北京市 | 企业 | amount | 24 | 家 | exact | - | actual | ? | -",
    )
    assert found.id == "a"
    assert found.facts == {"published": "2025-03-01", "title": "a=b"}
    first, second, third = found.claims
    assert (first.value_text, first.occurrence, first.places, first.metrics) == ("1000亿元", 1, (("成都市",),), ("人工智能产业规模", "产业规模"))
    assert (first.numbers, first.units, first.dates, first.attributions) == (((1e11,),), ("CNY",), (("2024-01-01", "2024-12-31"),), ())
    assert first.where == f"{tmp_path / 'a.gold'}:4"
    assert (second.places, second.numbers, second.bounds) == ((("成都市",), ("四川省",)), ((39.0,), (38.0, 40.0)), ("exact", "approx"))
    assert second.dates is None
    assert second.attributions == ("国家统计局",)
    assert second.optional
    assert not first.optional
    assert third.of_group
    assert third.attributions is None
    assert found.labels[0].labels == ("第一阵营", "领跑")
    assert found.labels[0].optional


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("1000亿元 | 1 | 成都市", "3 fields"),
        (LINE.replace("| 1 |", "| first |"), "'first'"),
        (LINE.replace("| 1 |", "| 0 |"), "'0'"),
        (LINE.replace("amount", "sum"), "'sum'"),
        (LINE.replace("more_than", "more"), "'more'"),
        (LINE.replace("actual", "done"), "'done'"),
        (LINE.replace("100000000000", "1000亿"), "'1000亿'"),
        (LINE.replace("100000000000", "1~2~3"), "'1~2~3'"),
        (LINE.replace("2024-01-01..2024-12-31", "2024"), "'2024'"),
        (LINE.replace("1000亿元 | 1", " | 1"), "value"),
        (LINE.replace("成都市", ";"), "city"),
        ("@category | 成都市", "label"),
    ],
)
def test_gold_that_cannot_be_used_is_named_by_file_and_line(line: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError) as caught:
        gold_of(tmp_path, line)
    told = str(caught.value)
    assert told.startswith(f"{tmp_path / 'a.gold'}:3: ")
    assert says in told
    assert "\n" not in told


def test_gold_that_is_not_in_the_text(tmp_path: Path) -> None:
    found = gold_of(tmp_path, LINE, LINE.replace("| 1 |", "| 2 |"), LINE.replace("1000亿元 |", "999亿元 |"))
    problems = [str(p) for p in misquotes(found, TEXT)]
    assert [p.partition(": ")[0] for p in problems] == [f"{tmp_path / 'a.gold'}:{n}" for n in (4, 5)]
    assert "'999亿元'" in problems[1]


def test_folders_without_gold(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UsageError, match="--gold"):
            read_folder(folder)


def test_gold_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.gold").write_bytes(LINE.encode("gb18030"))
    with pytest.raises(GoldError, match="UTF-8"):
        read_folder(tmp_path)


def test_occurrences_may_overlap(tmp_path: Path) -> None:
    found = gold_of(tmp_path, LINE.replace("1000亿元 | 1", "3家 | 2")).claims[0]
    assert found.span_in("13家，3家，23家") == (4, 6)
    assert found.span_in("3家") is None


# --- wording ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("GDP", "地区生产总值", True),
        ("企业数量", "企业", True),
        ("人工智能产业规模", "人工智能核心产业规模", True),
        ("人工智能产业规模", "产业规模", False),
        ("人工智能核心产业的规模", "人工智能核心产业", True),
        ("出口额", "进口额", False),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入", False),
        ("第一产业增加值", "第二产业增加值", False),
        ("规上工业增加值", "规模以上工业增加值", True),
        ("粮食产量", "常住人口", False),
        ("", "常住人口", False),
        (None, None, False),
    ],
)
def test_wordings(a: str | None, b: str | None, same: bool) -> None:
    assert same_wording(a, b) is same
    assert same_wording(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("成都", "成都市", True),
        ("杭州市西湖区", "西湖区", True),
        ("吉林省", "吉林市", False),
        ("广西", "广西壮族自治区", True),
        ("北京市", "上海市", False),
        ("海口", "口", False),
    ],
)
def test_places(a: str, b: str, same: bool) -> None:
    assert same_place(a, b) is same
    assert same_place(b, a) is same


def test_units_and_sources() -> None:
    assert unit_of("元") == unit_of("CNY") == "CNY"
    assert unit_of("％") == "%"
    assert unit_of(None) == unit_of("") == unit_of("-") == "-"
    assert unit_of("个百分点") == "pp"
    assert same_source("国家统计局", "中国国家统计局")
    assert same_source("《2025年报告》", "2025年报告")
    assert not same_source("国家统计局", "海关总署")


def test_a_value_may_hold_the_words_that_bound_it_and_no_more() -> None:
    assert covers((4, 12), (6, 12))
    assert covers((6, 9), (6, 12))
    assert not covers((6, 8), (6, 12))
    assert not covers((0, 30), (6, 12))
    assert not covers((12, 18), (6, 12))


# --- alignment and counts --------------------------------------------------------------------------


def scored(tmp_path: Path, lines: list[str], claims: list[Claim]) -> Evaluation:
    return Evaluation((score_document(TEXT, gold_of(tmp_path, *lines), claims),))


def test_a_right_claim(tmp_path: Path) -> None:
    found = scored(tmp_path, [LINE], [claim()])
    for level in report.LEVELS[:3]:
        assert found.total.rates(level) == Rates(1.0, 1.0, 1.0)  # type: ignore[arg-type]
    assert [o.kind for o in found.outcomes] == ["right"]
    assert found.total.value_recall == 1
    assert found.calibration.count == 1


@pytest.mark.parametrize(
    ("change", "field", "levels"),
    [
        ({"unit": "USD"}, "unit", (1, 0, 0)),
        ({"kind": "rate"}, "kind", (1, 0, 0)),
        ({"metric": "粮食产量"}, "metric", (1, 0, 0)),
        ({"date": None}, "date", (1, 0, 0)),
        ({"bound": "exact"}, "bound", (1, 1, 0)),
        ({"status": "target"}, "status", (1, 1, 0)),
    ],
)
def test_one_wrong_field(change: dict[str, Any], field: str, levels: tuple[int, ...], tmp_path: Path) -> None:
    found = scored(tmp_path, [LINE], [claim(**change)])
    total = found.total
    assert tuple(total.rates(level).f1 for level in report.LEVELS[:3]) == levels  # type: ignore[arg-type]
    assert [name for name in total.fields if total.accuracy(name) == 0] == [field]
    assert [o.why for o in found.outcomes] == [field]
    assert [i.what for i in report.issues(found)] == ["wrong" if levels[1] == 0 else "incomplete"]


def test_wrong_place_and_wrong_number_are_no_core(tmp_path: Path) -> None:
    for other, value_found in ((claim(place="重庆市"), True), (claim(number=1e12), False)):
        found = scored(tmp_path, [LINE], [other])
        assert found.total.rates("core") == Rates(0.0, 0.0, 0.0)
        assert (found.total.value_recall == 1) is value_found
        assert sorted(o.kind for o in found.outcomes) == ["missed", "spurious"]


def test_each_claim_answers_once_and_repetitions_are_spurious(tmp_path: Path) -> None:
    found = scored(tmp_path, [LINE], [claim(), claim()])
    assert found.total.rates("core").precision == 0.5
    assert found.total.rates("core").recall == 1


def test_optional_gold_is_neither_missed_nor_wrong(tmp_path: Path) -> None:
    optional = LINE.removesuffix("-") + "optional"
    assert scored(tmp_path, [optional], []).total.gold == 0
    found = scored(tmp_path, [optional], [claim(unit="USD")])
    assert (found.total.gold, found.total.spurious, found.total.core) == (0, 0, 0)
    assert found.calibration.count == 0
    both = scored(tmp_path, [optional, LINE], [claim()])
    assert (both.total.core, both.total.missed) == (1, 0), "required gold chooses first"


GROUP = "13家 | 1 | 北京市+上海市 | 企业 | amount | 13 | 家 | exact | 2024-01-01..2024-12-31 | actual | - | -"


def test_a_group_may_be_told_as_a_whole_or_member_by_member(tmp_path: Path) -> None:
    fields = {"number": 13, "low": 13, "high": 13, "unit": "家", "bound": "exact", "metric": "企业"}
    whole = scored(tmp_path, [GROUP], [claim("13家", "北京市+上海市", **fields)])
    assert (whole.total.complete, whole.total.spurious) == (1, 0)
    members = [claim("13家", place, **fields) for place in ("北京市", "上海市")]
    told = scored(tmp_path, [GROUP], members)
    assert (told.total.complete, told.total.missed, told.total.spurious) == (1, 0, 0)
    assert told.calibration.count == 2
    half = scored(tmp_path, [GROUP], members[:1])
    assert (half.total.core, half.total.missed, half.total.spurious) == (0, 1, 1)


def test_a_difference_may_be_told_of_either_place(tmp_path: Path) -> None:
    line = (
        GROUP.replace("13家", "3家")
        .replace("| 1 |", "| 2 |", 1)
        .replace("| 13 |", "| 3 |")
        .replace("北京市+上海市 | 企业", "上海市+重庆市 | 比重庆多")
    )
    fields = {"number": 3, "low": 3, "high": 3, "unit": "家", "bound": "exact", "metric": "比重庆多"}
    start = TEXT.index("多3家") + 1
    gap = claim("3家", "上海市", **fields)
    gap = gap.model_copy(update={"value": gap.value.model_copy(update={"span": (start, start + 2)})})
    assert scored(tmp_path, [line], [gap]).total.core == 1


def test_labels_are_compared_as_sets(tmp_path: Path) -> None:
    def label(place: str, words: str) -> Claim:
        return claim("北京", place, kind="category", number=None, low=None, unit=None, bound="exact", label=words)

    lines = [
        "@category | 北京市 | 第一阵营;领跑阵营 | 梯队",
        "@category | 上海市 | 第一阵营 | 梯队",
        "@category | 重庆市 | 第二阵营 | 梯队 | optional",
    ]
    found = scored(tmp_path, lines, [label("北京", "第一阵营"), label("北京", "第一阵营"), label("重庆市", "第二阵营"), label("深圳市", "第一阵营")])
    total = found.total
    assert (total.labels_right, total.labels_missed, total.labels_spurious) == (1, 1, 1)
    assert total.gold == total.spurious == 0, "labels are counted apart"


def test_alignment_prefers_the_better_claim(tmp_path: Path) -> None:
    worse, better = claim(metric="粮食产量"), claim()
    found = align(TEXT, gold_of(tmp_path, LINE).claims, [worse, better])
    assert found.required[0].best is not None
    assert found.required[0].best.claim is better
    assert found.spurious == [worse]


def test_calibration() -> None:
    found = calibrate([(0.95, True), (0.95, True), (0.95, False), (1.0, True), (0.05, False), (0.55, True), (0.55, False)])
    assert [(b.low, b.count) for b in found.bins] == [(0.0, 1), (0.5, 2), (0.9, 4)]
    assert found.bins[2].accuracy == 0.75
    assert found.error == pytest.approx((0.05 * 1 + abs(0.55 - 0.5) * 2 + abs(0.9625 - 0.75) * 4) / 7)
    assert found.count == 7
    assert calibrate([]).error == 0


def test_breakdowns_add_up(tmp_path: Path) -> None:
    lines = [LINE, "39% | 1 | 成都市 | 产业规模 | growth | 39 | % | exact | 2024-01-01..2024-12-31 | actual | - | -"]
    found = scored(tmp_path, lines, [claim(), claim("11家", "上海市", number=11, unit="家")])
    for name in report.GROUPS:
        groups = found.by(report.GROUPS[name])
        assert sum(t.gold for t in groups.values()) == found.total.gold
        assert sum(t.spurious for t in groups.values()) == found.total.spurious
        assert sum(t.core for t in groups.values()) == found.total.core
        assert len(report.grouped(found, name).rows) == len(groups)
    assert set(found.by(report.GROUPS["unit"])) == {"CNY", "%", "家"}
    with pytest.raises(UsageError, match="kind"):
        report.grouped(found, "colour")


def test_issues_show_both_sides_in_context(tmp_path: Path) -> None:
    found = report.issues(scored(tmp_path, [LINE], [claim(unit="USD"), claim("11家", "上海市", number=11, unit="家")]))
    wrong, spurious = found
    assert (wrong.what, wrong.why, spurious.what) == ("wrong", "unit", "spurious")
    assert wrong.context is not None
    assert wrong.context[1] == "1000亿元"
    assert wrong.context[0].endswith("规模超过")
    assert wrong.where.endswith("a.gold:3")
    assert "USD" in str(wrong.got)
    assert "CNY" in str(wrong.gold)
    assert spurious.gold is None


# --- the reference scorer --------------------------------------------------------------------------


def damaged(claims: list[Claim], dice: random.Random) -> list[Claim]:
    """Claims with all kinds of errors, so that every branch of both scorers is walked."""
    result = []
    for item in claims:
        roll, donor, changed = dice.random(), dice.choice(claims), item
        if roll < 0.1:
            continue
        if roll < 0.25:
            changed = item.model_copy(update={"city": donor.city})
        elif roll < 0.35:
            changed = item.model_copy(update={"metric": donor.metric})
        elif roll < 0.45:
            changed = item.model_copy(update={"date": None})
        elif roll < 0.55:
            changed = item.model_copy(update={"source": item.source.model_copy(update={"attribution": None})})
        elif roll < 0.65:
            changed = item.model_copy(update={"value": item.value.model_copy(update={"unit": donor.value.unit, "bound": donor.value.bound})})
        elif roll < 0.7:
            changed = item.model_copy(update={"value": item.value.model_copy(update={"number": donor.value.number})})
        elif roll < 0.75:
            result.append(item)
        result.append(changed)
    return result


CASES = {"news": ("articles.jsonl", "gold", ("seeds", "news")), "train": ("train.jsonl", "train_gold", ("train",))}


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the reference scorer and its gold are only where {SHARED} is")
@pytest.mark.parametrize("case", list(CASES))
@pytest.mark.parametrize("spoilt", [False, True])
def test_figures_agree_with_the_reference_scorer(case: str, spoilt: bool, extractor: Extractor, tmp_path: Path) -> None:
    articles, folder, texts = CASES[case]
    gold = read_folder(SHARED / folder)
    dice = random.Random(11)
    documents, lines = [], []
    for row in (SHARED / articles).read_text(encoding="utf-8").splitlines():
        article = json.loads(row)
        name = article["id"]
        result = extractor(article["text"], id=name, title=article.get("title"), published=article.get("published"))
        claims = damaged([*result.claims, *result.candidates], dice) if spoilt else list(result.claims)
        lines += [c.model_dump_json() for c in claims]
        path = next(SHARED / t / f"{name}.txt" for t in texts if (SHARED / t / f"{name}.txt").exists())
        with path.open(encoding="utf-8-sig", newline="") as file:
            raw = file.read()
        documents.append(score_document(raw, gold[name], claims))
    (tmp_path / "claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    call = [sys.executable, SHARED / "score.py", "--json", "--gold", SHARED / folder, "--claims", tmp_path / "claims.jsonl", "--texts"]
    call += [SHARED / t for t in texts]
    theirs = json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)
    ours = report.as_object(Evaluation(tuple(documents)))
    for name in ("gold", "value_recall", "core", "full", "complete", "category"):
        assert ours[name] == theirs[name], name
    assert ours["misquoted"] == theirs["bad_spans"]
    assert {n: [f["right"], f["judged"], f["accuracy"]] for n, f in ours["fields"].items()} == theirs["fields"]


# --- the command -----------------------------------------------------------------------------------


@pytest.fixture
def case(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of articles and a folder of gold."""
    articles, gold = tmp_path / "articles", tmp_path / "gold"
    articles.mkdir()
    gold.mkdir()
    (articles / "a.txt").write_text(TEXT, encoding="utf-8")
    (articles / "b.txt").write_text(TEXT, encoding="utf-8")
    (gold / "a.gold").write_text(LINE + "\n", encoding="utf-8")
    return articles, gold


def run(*arguments: object) -> Any:
    return CliRunner().invoke(main, ["eval", *map(str, arguments)])


def test_command_shows_tables(case: tuple[Path, Path]) -> None:
    articles, gold = case
    done = run(articles, "--gold", gold, "--errors", "--by", "kind")
    assert done.exit_code == 0, done.output
    for words in ("core", "complete", "category", "calibration", "by kind", "spurious"):
        assert words in done.stdout
    assert done.stderr.splitlines() == ["zh-extract: warning: 1 document without gold left out: b"]


def test_command_gives_json(case: tuple[Path, Path]) -> None:
    articles, gold = case
    done = run(articles, "--gold", gold, "--json", "--errors", "--by", "unit")
    found = json.loads(done.stdout)
    assert found["documents"] == found["gold"] == 1
    assert set(found["core"]) == {"p", "r", "f1"}
    assert found["calibration"]["claims"] > 0
    assert "CNY" in found["by"]
    assert all(set(e) == {"what", "document", "where", "why", "gold", "got", "context"} for e in found["errors"])


def test_command_warns_of_gold_for_unknown_documents(case: tuple[Path, Path]) -> None:
    articles, gold = case
    for name in "xyz":
        (gold / f"{name}.gold").write_text(LINE + "\n", encoding="utf-8")
    done = run(articles / "a.txt", "--gold", gold)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == ["zh-extract: warning: gold for 3 documents that the input does not hold: x, y, z"]


def test_command_fails_where_nothing_fits(case: tuple[Path, Path]) -> None:
    articles, gold = case
    done = run(articles / "b.txt", "--gold", gold)
    assert done.exit_code == 2
    assert "document ids" in done.stderr.splitlines()[-1]


def test_command_names_file_and_line_of_gold_that_is_not_there(case: tuple[Path, Path]) -> None:
    articles, gold = case
    (gold / "a.gold").write_text(f"{LINE}\n{LINE.replace('1000亿元 |', '999亿元 |')}\n{LINE.replace('1000亿元 |', '998亿元 |')}\n", encoding="utf-8")
    done = run(articles, "--gold", gold)
    assert done.exit_code == 2
    assert [line.partition(" ")[2].partition(" does")[0] for line in done.stderr.splitlines()] == [
        f"error: {gold / 'a.gold'}:{n}: {words!r}" for n, words in ((2, "999亿元"), (3, "998亿元"))
    ]


def test_command_refuses_unknown_breakdowns(case: tuple[Path, Path]) -> None:
    articles, gold = case
    done = run(articles, "--gold", gold, "--by", "colour")
    assert done.exit_code == 2
    assert "colour" in done.stderr


# --- the benchmark ---------------------------------------------------------------------------------


def articles_of(*texts: str) -> list[RawArticle]:
    return [RawArticle(str(n), text) for n, text in enumerate(texts)]


def test_bench_measures_every_stage() -> None:
    found = bench.measure(articles_of(*(TEXT * n for n in (1, 2, 3, 4, 5, 6))), with_memory=False)
    assert set(found.stages) >= set(bench_stages.HOOKS)
    assert (found.documents, found.characters, found.bytes) == (6, 21 * len(TEXT), 21 * len(TEXT.encode()))
    assert found.jieba.times_jieba == 1
    assert min(found.pipeline.times_jieba, found.without_ner.times_jieba, found.names.times_jieba) > 0
    assert sum(s.seconds for s in found.stages.values()) <= found.pipeline.seconds
    shown = bench.table(found)
    assert "jieba.cut" in shown
    assert all(stage in shown for stage in found.stages)


def test_bench_leaves_the_pipeline_as_it_was() -> None:
    before = {hook: getattr(*bench_stages.holder(hook)) for hook in bench_stages.HOOKS.values()}
    bench.measure(articles_of(TEXT), with_memory=False)
    assert {hook: getattr(*bench_stages.holder(hook)) for hook in bench_stages.HOOKS.values()} == before


def test_bench_needs_text() -> None:
    with pytest.raises(UsageError):
        bench.measure([])


def test_bench_makes_as_much_distinct_text_as_it_is_asked_for() -> None:
    size = len(TEXT.encode())
    made = list(bench_text.distinct(articles_of(TEXT, "没有地名和数字的一句话。"), 8 * size))
    texts = [a.text for a in made]
    assert texts[0] == TEXT
    assert len(set(texts)) == len(texts)
    assert len({a.id for a in made}) == len(made)
    assert 8 * size <= sum(len(t.encode()) for t in texts) < 9 * size
    assert texts == [a.text for a in bench_text.distinct(articles_of(TEXT, "没有地名和数字的一句话。"), 8 * size)]
    for text in texts[2:]:  # another text of the same form: its figures are read as before
        assert len(text) == len(TEXT)
        assert pipeline.run(RawArticle("varied", text)).trace.mentions.quantities
    assert len(list(bench_text.distinct(articles_of("没有地名和数字的一句话。"), 10**6))) == 1


def test_bench_tells_what_has_changed() -> None:
    found = {"version": bench.VERSION, "speed": asdict(bench.measure(articles_of(TEXT, TEXT + TEXT, TEXT * 3), with_memory=False))}
    before = copy.deepcopy(found)
    before["speed"]["pipeline"]["times_jieba"] = 2 * found["speed"]["pipeline"]["times_jieba"]
    told = {line.split()[0]: line.split()[-1] for line in bench.compared(found, before).splitlines()[2:]}
    assert told["pipeline"] == "-50%"
    assert told["names"] == "+0%"
    with pytest.raises(UsageError, match="no measurement of this version"):
        bench.compared(found, {"documents": 1})


@pytest.mark.slow
def test_bench_measures_memory_and_workers_and_writes_json(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    options = ["--megabytes", "0.02", "--no-peers", "--json", str(tmp_path / "bench.json")]
    done = CliRunner().invoke(bench.main, [str(tmp_path / "a.txt"), *options])
    assert done.exit_code == 0, done.output
    found = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert 20 < found["speed"]["memory"]["jieba"] < found["speed"]["memory"]["pipeline"] < 4000
    assert [run["workers"] for run in found["runs"]] == [1, 2]
    assert all(run["documents_per_second"] > 0 for run in found["runs"])
    again = CliRunner().invoke(bench.main, [str(tmp_path / "a.txt"), *options, "--workers", "0", "--compare", str(tmp_path / "bench.json")])
    assert again.exit_code == 0, again.output
    assert "before" in again.output


def test_peers_are_compared_with_us_on_the_same_sentences() -> None:
    chosen = peers.sentences_of(["2024年杭州有300家企业。短。", "产值达3.2亿元，增长5%！"], 10)
    assert chosen == ["2024年杭州有300家企业。", "产值达3.2亿元，增长5%！"]
    # Our own interpreter stands in for the peers': one of them can be called, the other is not installed there.
    task = peers.Task("quantities", "zh-extract quantities", ("zh-extract dates", "Recognizers-Text numbers"))
    ours, other, missing = peers.compare(chosen, Path(sys.executable), rounds=1, tasks=[task])
    assert (ours.system, ours.found, ours.shared, ours.times_ours) == ("zh-extract", 3, 2, 1.0)
    assert ours.microseconds_per_sentence > 0
    assert ours.megabytes_per_second > 0
    assert (other.found, other.shared) == (1, 1)
    assert "recognizers_number" in missing.reason
    shown = peers.table([ours, other, missing], chosen)
    assert "left out: ModuleNotFoundError" in shown
    assert shown.count("\n") == 4


def test_peers_without_their_environment_are_left_out_with_the_reason(tmp_path: Path) -> None:
    task = peers.Task("places", "zh-extract places", ("cpca places",))
    for python, reason in ((None, "make bench"), (tmp_path / "python", "No such file")):
        rows = peers.compare(["杭州市有300家企业。"], python, rounds=1, tasks=[task])
        assert reason in rows[1].reason


def test_every_call_of_a_task_is_known_to_the_worker() -> None:
    for task in peers.TASKS:
        assert {task.ours, *task.peers} <= set(peer_worker.CALLS)


def test_clock_counts_nested_calls_once() -> None:
    clock = bench_stages.Clock()
    with clock.running("outer"), clock.running("inner"):
        pass
    assert set(clock.spent) == {"outer", "inner"}
    assert all(t >= 0 for t in clock.spent.values())
