"""zh-extract query as a user runs it: tables, lines for programs, charts, mistakes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from exported import called, claims_of, extracted_run
from rich.cells import cell_len

from extract.formats.tables import columns


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted_run(tmp_path_factory.mktemp("run"))


def values(*options: str, run: Path) -> list[str]:
    result = called("query", run, "--format", "json", *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line)["value"]["text"] for line in result.stdout.splitlines()]


def test_the_table_has_columns_of_one_width(run: Path) -> None:
    result = called("query", run, "--city", "合肥", "--metric", "GDP")
    assert result.exit_code == 0, result.output
    for words in ("合肥市", "地区生产总值 (同比)", "1.26738万亿元", "+5.8%", "2024", "bulletin 1/2"):
        assert words in result.stdout
    rows = [line for line in result.stdout.splitlines() if "合肥市" in line]
    assert len({cell_len(row.rstrip()) for row in rows}) == 1
    assert result.stdout.endswith(f"{len(rows)} claims\n")


def test_names_in_either_script_and_english_find_the_same(run: Path) -> None:
    expected = values("--city", "芜湖市", "--metric", "gdp", run=run)
    assert expected == ["突破5000亿元", "5120.5亿元"]
    for city, metric in (("芜湖", "GDP"), ("蕪湖", "地區生產總值"), ("340200", "Gross domestic product")):
        assert values("--city", city, "--metric", metric, run=run) == expected


def test_choices_are_combined(run: Path) -> None:
    assert values("--status", "target", run=run) == ["100万辆"]
    assert values("--kind", "rank", "--from", "2023", "--to", "2023", run=run) == ["第1位"]
    assert values("--source", "安徽省统计局", "--kind", "amount", "--metric", "GDP", run=run) == ["突破5000亿元"]
    assert values("--min-confidence", "1", run=run) == []


def test_the_order_and_the_limit(run: Path) -> None:
    options = ("--metric", "GDP", "--kind", "amount", "--from", "2024", "--sort", "value", "--descending")
    assert values(*options, run=run) == ["13507.7亿元", "5120.5亿元", "突破5000亿元", "3000亿元", "2300亿元"]
    assert values(*options, "--limit", "2", run=run) == ["13507.7亿元", "5120.5亿元"]
    result = called("query", run, "--limit", "1")
    assert "1 shown; --limit 0 shows all" in result.stdout


def test_csv_has_the_columns_of_a_run_and_no_formula(run: Path) -> None:
    result = called("query", run, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert list(rows[0]) == [column.name for column in columns("claims")]
    assert len(rows) == len(claims_of(run))
    assert {row["source_document_publisher"] for row in rows} == {"合肥市统计局", "'@SUM(1)", ""}


def test_lines_end_alike_in_a_pipe(run: Path) -> None:
    code = "import sys; from extract.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "query", str(run), "--format", "csv", "--limit", "1"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout.count(b"\n") == 2
    assert b"\r" not in done.stdout


def test_a_chart_of_a_place_over_time(run: Path) -> None:
    pytest.importorskip("plotille")
    result = called("query", run, "--city", "合肥", "--metric", "GDP", "--chart")
    assert result.exit_code == 0, result.output
    chart = result.stdout[result.stdout.index("claims\n") :]
    assert "合肥市 地区生产总值\n" in chart
    assert "(万亿元)" in chart
    lines = chart.splitlines()
    ticks = next(line for line in lines if "2023" in line)
    assert "2024" in ticks
    assert sum(character > "\u2800" for line in lines for character in line if "\u2800" <= character <= "\u28ff") > 10
    canvas = lines[2:-2]
    assert all(cell_len(line) <= 140 for line in canvas)


def test_a_chart_of_places_where_there_is_one_period(run: Path) -> None:
    pytest.importorskip("plotille")
    result = called("query", run, "--metric", "GDP", "--from", "2024", "--kind", "amount", "--status", "actual", "--chart")
    shown = result.stdout[result.stdout.index("claims\n") :].splitlines()
    assert shown[1] == "地区生产总值 2024"
    assert [line.split()[0] for line in shown[2:6]] == ["合肥市", "芜湖市", "安庆市", "蚌埠市"]
    bars = [line.count("█") for line in shown[2:6]]
    assert bars == sorted(bars, reverse=True)
    assert bars[0] > bars[1] > 0


def test_nothing_found_is_said(run: Path) -> None:
    result = called("query", run, "--city", "杭洲")
    assert (result.exit_code, result.stdout) == (0, "no claim was found; the gazetteer knows no 杭洲\n")
    assert called("query", run, "--city", "杭州").stdout == "no claim was found\n"
    assert "nothing to draw" in called("query", run, "--status", "target", "--chart").stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--chart", "--format", "csv"], "leave one out"), (["--from", "x"], "write it as 2024"),
        (["--from", "2024", "--to", "2020"], "before --from"),
        (["--status", "done"], "'done' is not one of"), (["--sort", "size"], "is not one of"),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_one_line(run: Path, options: list[str], words: str) -> None:
    result = called("query", run, *options)
    assert result.exit_code == 2
    (line,) = result.stderr.strip().split("\n")
    assert words in line


def test_what_is_no_run_and_a_missing_library(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "there is no such folder" in called("query", tmp_path / "nowhere").stderr
    monkeypatch.setitem(sys.modules, "plotille", None)
    assert 'pip install "zh-extract[chart]"' in called("query", run, "--chart").stderr
