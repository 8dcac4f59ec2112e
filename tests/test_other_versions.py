"""Runs that another version of zh-extract made: read as far as their form is known, else refused in one line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from runs import extracted

from extract import contract
from extract.batch.past_tables import records_of
from extract.cli import main
from extract.errors import UsageError
from extract.stored import ClaimQuery, Stored

TEXTS = {
    "bulletin": "合肥市统计局3月1日发布公报：2024年，合肥市地区生产总值为13507.7亿元，比上年增长6.1%。年末常住人口1000.2万人。",
    "daily": "2024年，合肥常住人口只有985万人。2024年，京津冀三地进出口总额5.1万亿元。",
}
Change = Callable[[dict[str, Any]], None]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted(tmp_path_factory.mktemp("run"), TEXTS, formats=("jsonl", "parquet"))


def same(_: dict[str, Any]) -> None:
    """No change."""


def changed(run: Path, folder: Path, *, manifest: Change = same, claims: Change = same, documents: Change = same) -> Path:
    """A copy of the run as another version might have written it, in JSON lines."""
    folder.mkdir()
    for name, change in (("claims", claims), ("candidates", claims), ("documents", documents)):
        records = [json.loads(line) for line in (run / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for record in records:
            change(record)
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    shutil.copy(run / "rejects.jsonl", folder)
    made = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    made["outputs"] = {name: about for name, about in made["outputs"].items() if name.endswith(".jsonl") and (folder / name).exists()}
    manifest(made)
    (folder / "manifest.json").write_text(json.dumps(made), encoding="utf-8")
    return folder


def earlier_manifest(made: dict[str, Any]) -> None:
    """As before the manifest told the form, the libraries and the duplicates."""
    made["version"] = "0.0.9"
    for name in ("contract", "libraries", "duplicates", "timings", "candidates"):
        del made[name]


def earlier_claim(claim: dict[str, Any]) -> None:
    """Without fields that may be null or empty."""
    del claim["city"]["members"], claim["value"]["comparison"], claim["value"]["label"], claim["metric"]["canonical"]
    del claim["source"]["evidences"], claim["source"]["document"]["author"], claim["flags"]


def earlier_document(document: dict[str, Any]) -> None:
    del document["found"], document["main_text"], document["repairs"]


def later(record: dict[str, Any]) -> None:
    """With fields that this version does not know."""
    record["weather"] = {"wind": [1, 2]}
    for part in ("city", "value", "source"):
        if part in record:
            record[part]["colour"] = "red"


def commands(run: Path, other: Path, folder: Path) -> dict[str, list[str]]:
    """Every command that reads runs, on ``other``."""
    found = {
        "diff": ["diff", run, other], "diff the other way": ["diff", other, run], "conflicts": ["conflicts", other, "--json"],
        "query": ["query", other, "--format", "json"], "report": ["report", other, "-o", folder / "report.html", "--quiet"],
        "export": ["export", other, "-o", folder / "claims.jsonl", "--quiet"],
        "documents": ["export", other, "-o", folder / "documents.jsonl", "--table", "documents", "--quiet"],
        "review": ["review", other, "--database", folder / "desk.sqlite", "--import-only", "--quiet"],
    }  # fmt: skip
    return {name: [str(part) for part in command] for name, command in found.items()}


COMMANDS = list(commands(Path("a"), Path("b"), Path("c")))


def called(command: list[str]) -> Result:
    return CliRunner().invoke(main, command)


def told(command: list[str]) -> str:
    """The one line by which a command refuses."""
    result = called(command)
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.strip().splitlines()
    return line


@pytest.mark.parametrize("name", COMMANDS)
def test_runs_of_before_are_read(run: Path, tmp_path: Path, name: str) -> None:
    old = changed(run, tmp_path / "old", manifest=earlier_manifest, claims=earlier_claim, documents=earlier_document)
    result = called(commands(run, old, tmp_path)[name])
    assert result.exit_code == 0, result.output
    if name == "query":
        found = [json.loads(line) for line in result.stdout.splitlines()]
        assert all(claim["city"]["members"] == [] and claim["value"]["comparison"] is None for claim in found)
        assert [contract.Claim.model_validate(claim) for claim in found]
    with Stored([old]) as stored:
        assert stored.search(ClaimQuery()).total == len(list(records_of(run, "claims")))
        assert stored.document("daily").found == []


@pytest.mark.parametrize("name", COMMANDS)
def test_fields_that_a_later_version_added_are_left_out(run: Path, tmp_path: Path, name: str) -> None:
    new = changed(run, tmp_path / "new", manifest=later, claims=later, documents=later)
    assert list(records_of(new, "claims")) == list(records_of(run, "claims"))
    assert list(records_of(new, "documents")) == list(records_of(run, "documents"))
    result = called(commands(run, new, tmp_path)[name])
    assert result.exit_code == 0, result.output
    if name.startswith("diff"):
        assert "changed" in result.output
        assert called([*commands(run, new, tmp_path)[name], "--exit-code"]).exit_code == 0, "nothing differs"


@pytest.mark.parametrize("number", [contract.VERSION + 1, 0, "1", None, True, 1.5])
@pytest.mark.parametrize("name", COMMANDS)
def test_forms_that_are_not_known_are_refused(run: Path, tmp_path: Path, name: str, number: object) -> None:
    other = changed(run, tmp_path / "other", manifest=lambda made: made.update(contract=number, version="9.1"))
    line = told(commands(run, other, tmp_path)[name])
    assert f"{other}: zh-extract 9.1 made this run, in a form that this version does not read (contract {number!r}" in line
    assert "upgrade zh-extract" in line
    assert not [path for path in tmp_path.iterdir() if path != other], "nothing is written"


def test_a_file_of_a_run_of_an_unknown_form_is_refused_and_so_is_a_server_of_it(run: Path, tmp_path: Path) -> None:
    other = changed(run, tmp_path / "other", manifest=lambda made: made.update(contract=7))
    assert "in a form that this version does not read" in told(["query", str(other / "claims.jsonl")])
    assert "in a form that this version does not read" in told(["serve", "--run", str(other)])
    with pytest.raises(UsageError) as error:
        Stored([run, other])
    assert error.value.code == "other-version"


@pytest.mark.parametrize("field", ["status", "confidence", "value.kind", "city.name", "provenance.rule", "document_id"])
@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "documents"])
def test_claims_that_lack_what_every_claim_has_are_told(run: Path, tmp_path: Path, name: str, field: str) -> None:
    *parts, last = field.split(".")

    def without(claim: dict[str, Any]) -> None:
        for part in parts:
            claim = claim[part]
        del claim[last]

    other = changed(run, tmp_path / "other", claims=without)
    line = told(commands(run, other, tmp_path)[name])
    assert f"{other / 'claims.jsonl'}:1: " in line
    assert f"lacks {field}" in line or "something that is no claim" in line


def test_a_table_that_lacks_a_column_is_read_where_it_may_be_null(run: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    whole = pq.read_table(run / "claims.parquet")
    pq.write_table(whole.drop_columns(["flags", "date"]), tmp_path / "claims.parquet")
    found = list(records_of(tmp_path / "claims.parquet", "claims"))
    assert found == [{**claim, "flags": [], "date": None} for claim in records_of(run, "claims")]
    pq.write_table(whole.drop_columns(["status"]), tmp_path / "claims.parquet")
    with pytest.raises(UsageError, match="lacks status"):
        list(records_of(tmp_path / "claims.parquet", "claims"))


def test_manifests_tell_the_form(run: Path) -> None:
    assert json.loads((run / "manifest.json").read_text(encoding="utf-8"))["contract"] == contract.VERSION
