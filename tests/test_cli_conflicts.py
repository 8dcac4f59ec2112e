"""zh-extract conflicts as a user runs it: tables, JSON lines, choices, exit codes, mistakes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from runs import extracted

from extract.cli import main
from extract.contract import json_schema

TEXTS = {
    "bulletin": "2024年，合肥市地区生产总值为13507.7亿元，常住人口1000.2万人。",
    "daily": "2024年，合肥GDP达1.35万亿元，而常住人口只有985万人。",
    "repost": "2024年，合肥市地区生产总值为13507.7亿元，常住人口1000.2万人。",
    "wuhu": "2024年，芜湖市常住人口为377.4万人。第二段又说，2024年，芜湖市常住人口为360万人。",
    "copy1": "2024年，安庆市常住人口为415.7万人。",
    "copy2": "2024年，安庆市常住人口为415.7万人。",
}


def call(*args: str | Path, **options: Any) -> Result:
    return CliRunner().invoke(main, ["conflicts", *map(str, args)], env={"COLUMNS": "120"}, **options)


def told(*args: str | Path) -> list[tuple[str, str, str]]:
    result = call(*args, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return [(group["place"]["name"], group["metric"]["name"], group["relation"]) for group in found]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted(tmp_path_factory.mktemp("run"), TEXTS)


def test_the_table_names_place_metric_period_values_articles_and_difference(run: Path) -> None:
    result = call(run)
    assert result.exit_code == 0, result.output
    for words in ("合肥市", "地区生产总值", "2024", "13507.7亿元", "bulletin, repost", "agreement (rounding)", "contradiction, 15.2万人 apart, 1.5%"):
        assert words in result.stdout
    assert "within one article" in result.stdout
    assert "2 contradictions (1 within one article), 1 agreement\n" in result.stdout
    assert "1 agreement of articles that only repeat one sentence left out; --reposts tells them" in result.stdout


def test_json_lines_satisfy_the_schema(run: Path) -> None:
    check = Draft202012Validator(json_schema("conflict"))
    result = call(run, "--json", "--reposts")
    groups = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(groups) == 4
    for group in groups:
        check.validate(group)
        for value in group["values"]:
            for claim in value["claims"]:
                (start, end), text = claim["value"]["span"], TEXTS[claim["document_id"]]
                assert text[start:end] == claim["value"]["text"]


ALL = [("芜湖市", "常住人口", "contradiction"), ("合肥市", "地区生产总值", "agreement"), ("合肥市", "常住人口", "contradiction")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {0, 1, 2}),
        (("--only", "contradictions"), {0, 2}),
        (("--only", "agreements"), {1}),
        (("--scope", "across"), {2}),
        (("--scope", "within"), {0}),
        (("--city", "芜湖"), {0}),
        (("--city", "340100"), {1, 2}),
        (("--city", "芜湖市", "--city", "合肥"), {0, 1, 2}),
        (("--city", "合肥", "--metric", "GDP"), {1}),
        (("--metric", "resident-population"), {0, 2}),
        (("--tolerance", "0.02", "--only", "contradictions"), {0}),
        (("--min-confidence", "1"), set()),
    ],
)
def test_what_is_told_can_be_chosen(run: Path, options: tuple[str, ...], expected: set[int]) -> None:
    assert sorted(told(run, *options)) == sorted(ALL[i] for i in expected)


def test_a_long_table_is_cut(run: Path) -> None:
    assert "and 2 more; --limit 0 shows all" in call(run, "--limit", "1").stdout
    assert "more;" not in call(run, "--limit", "0").stdout


def test_the_exit_code_tells_of_contradictions_on_request(run: Path) -> None:
    assert call(run, "--exit-code").exit_code == 3
    assert call(run, "--exit-code", "--json").exit_code == 3
    assert call(run, "--exit-code", "--city", "安庆").exit_code == 0


@pytest.mark.parametrize("options", [{"part": 1}, {"formats": ("parquet",)}])
def test_the_layout_of_a_run_makes_no_difference(run: Path, tmp_path: Path, options: dict[str, Any]) -> None:
    if "formats" in options:
        pytest.importorskip("pyarrow")
    assert call(extracted(tmp_path, TEXTS, **options), "--json").stdout == call(run, "--json").stdout


def test_runs_are_taken_together_and_claims_count_once(run: Path, tmp_path: Path) -> None:
    later = extracted(tmp_path, {"later": "2024年，合肥市常住人口为990万人。"})
    assert told(run, run) == told(run)
    (group,) = [
        json.loads(line) for line in call(run, later / "claims.jsonl", "--json", "--city", "合肥", "--metric", "常住人口").stdout.splitlines()
    ]
    assert [value["number"] for value in group["values"]] == [9850000, 9900000, 10002000]


@pytest.mark.parametrize("format", ["csv", "sqlite"])
def test_a_run_in_flat_tables_says_the_same(tmp_path: Path, run: Path, format: str) -> None:
    flat = extracted(tmp_path, TEXTS, formats=(format,))
    assert call(flat, "--json").stdout == call(run, "--json").stdout


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p / "nowhere", "there is no such folder or file"),
        (lambda p: (p / "empty").mkdir() or p / "empty", "has no manifest.json"),
        (lambda p: (p / "x.jsonl").write_text("{") and p / "x.jsonl", "x.jsonl:1: it holds something that is no claim"),
        (
            lambda p: (p / "y.jsonl").write_text('{"id":"1","document_id":"a","city":{},"metric":{},"value":{},"provenance":{}}') and p / "y.jsonl",
            "y.jsonl:1: a claim lacks city.name",
        ),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(tmp_path: Path, make: Any, words: str) -> None:
    result = call(make(tmp_path))
    assert result.exit_code == 2
    (line,) = result.stderr.strip().split("\n")
    assert words in line


def test_scope_needs_contradictions(run: Path) -> None:
    result = call(run, "--only", "agreements", "--scope", "within")
    assert result.exit_code == 2
    assert "--scope within is about contradictions" in result.stderr


def test_a_run_without_claims_compares_nothing(tmp_path: Path) -> None:
    result = call(extracted(tmp_path, {"a": "今天天气很好，适合出门走走。"}), "--exit-code")
    assert (result.exit_code, result.stdout) == (0, "0 contradictions, 0 agreements\n")
