"""zh-extract diff: what two runs say otherwise, from whatever files they wrote."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from runs import extracted

from extract.batch.differences import Tally, differences
from extract.cli import main

TEXTS = {
    "hefei": "2023年，合肥市地区生产总值为12673.8亿元，比上年增长5.8%。年末常住人口985.3万人。",
    "wuhu": "2023年，芜湖市地区生产总值为4741亿元，比上年增长5.7%。",
    "anqing": "2023年，安庆市社会消费品零售总额为1500亿元。",
}


def call(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, args)])


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted(tmp_path_factory.mktemp("old"), TEXTS)


def test_a_run_does_not_differ_from_itself(old: Path) -> None:
    result = call(old, old, "--json", "--exit-code")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["claims"] == {"same": len(rows(old / "claims.jsonl")), "added": 0, "withdrawn": 0, "changed": 0}
    assert told["by_rule"] == told["by_field"] == {}
    assert told["before"]["version"] == told["after"]["version"]


@pytest.mark.parametrize("options", [{"part": 1}, {"formats": ("parquet",)}, {"formats": ("parquet",), "part": 2}])
def test_the_layout_of_a_run_makes_no_difference(old: Path, tmp_path: Path, options: dict[str, Any]) -> None:
    if "formats" in options:
        pytest.importorskip("pyarrow")
    told = json.loads(call(old, extracted(tmp_path, TEXTS, **options), "--json").stdout)
    assert told["claims"] == {"same": len(rows(old / "claims.jsonl")), "added": 0, "withdrawn": 0, "changed": 0}


def test_documents_that_changed_came_and_went(old: Path, tmp_path: Path) -> None:
    texts = {"hefei": TEXTS["hefei"].replace("12673.8", "12673.9"), "wuhu": TEXTS["wuhu"], "bengbu": "2023年，蚌埠市地区生产总值为2116.1亿元。"}
    new = extracted(tmp_path, texts)
    gone, changes = tmp_path / "gone.jsonl", tmp_path / "changes.jsonl"
    result = call(old, new, "--withdrawn", gone, "--changes", changes, "--exit-code")
    assert result.exit_code == 3
    assert "蚌埠市" in result.stdout
    found = rows(changes)
    assert {d["change"] for d in found if d["document_id"] == "bengbu"} == {"added"}
    assert {d["change"] for d in found if d["document_id"] == "anqing"} == {"withdrawn"}
    assert not [d for d in found if d["document_id"] == "wuhu"]
    (changed,) = [d for d in found if d["change"] == "changed" and "value.number" in d["fields"]]
    assert (changed["before"]["value"]["text"], changed["after"]["value"]["text"]) == ("12673.8亿元", "12673.9亿元")
    # What a consumer holds is right again once it deletes what is withdrawn and takes what the later run has.
    held = {c["id"]: c for c in rows(old / "claims.jsonl")}
    for row in rows(gone):
        assert held.pop(row["id"])["document_id"] == row["document_id"]
    held.update({c["id"]: c for c in rows(new / "claims.jsonl")})
    assert set(held) == {c["id"] for c in rows(new / "claims.jsonl")}
    assert {row["replaced_by"] for row in rows(gone)} - {None} <= set(held)


def test_a_figure_given_to_another_place_is_a_change(old: Path) -> None:
    before = rows(old / "claims.jsonl")
    after = copy.deepcopy(before)
    after[0]["city"]["name"] = "马鞍山市"
    after[0]["id"] = "another"
    after[1]["confidence"] -= 0.01
    tally = Tally()
    (found,) = differences(before, reversed(after), tally)
    assert (found.kind, found.fields) == ("changed", ("city.name",))
    assert tally.same == len(before) - 1
    assert tally.rules[before[0]["provenance"]["rule"], "changed"] == 1
    moved = [d for d in differences(before, after, Tally(), confidence=0.005) if d.fields == ("confidence",)]
    assert [d.claim["id"] for d in moved] == [before[1]["id"]]


def test_of_several_claims_at_one_place_the_likest_are_paired(old: Path) -> None:
    first = rows(old / "claims.jsonl")[0]
    twin = {**copy.deepcopy(first), "id": "twin", "metric": {**first["metric"], "name": "别的指标"}}
    moved = {**copy.deepcopy(twin), "id": "moved", "status": "target"}
    found = list(differences([first, twin], [first, moved], Tally()))
    assert [(d.kind, d.fields) for d in found] == [("changed", ("status",))]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p / "nowhere", "there is no such folder or file"),
        (lambda p: (p / "empty").mkdir() or p / "empty", "has no manifest.json"),
        (lambda p: (p / "x.txt").write_text("a") and p / "x.txt", "no file of claims"),
        (lambda p: (p / "x.jsonl").write_text("{") and p / "x.jsonl", "x.jsonl:1: it holds something that is no claim"),
        (lambda p: (p / "y.jsonl").write_text('{"id": "1"}') and p / "y.jsonl", "it holds something that is no claim"),
        (lambda p: (p / "z.parquet").write_text("PAR1") and p / "z.parquet", "it holds something that is no claim"),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_line(old: Path, tmp_path: Path, make: Any, words: str) -> None:
    result = call(old, make(tmp_path))
    assert result.exit_code == 2
    (line,) = result.stderr.strip().split("\n")
    assert words in line


def test_a_file_that_cannot_be_written_leaves_nothing(old: Path, tmp_path: Path) -> None:
    result = call(old, old, "--changes", tmp_path / "no" / "file")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_many_documents_do_not_stay_in_memory(old: Path) -> None:
    """Differences come one by one, while the rest lies in a database."""
    claim = rows(old / "claims.jsonl")[0]

    def made(n: int, shift: int) -> Any:
        return ({**claim, "id": f"{i + shift}", "document_id": f"d{i:06}"} for i in range(n))

    tally = Tally()
    found = differences(made(3000, 0), made(3000, 1_000_000), tally)
    assert next(found).fields == ("id",)
    assert tally.documents == 1
    assert sum(1 for _ in found) == 2999
