"""The schema files say what the models say, and every record satisfies them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from extract import Result
from extract.cli import main
from extract.cli.schema import differing, path_of, rendered, write
from extract.contract import MODELS

SCHEMAS = Path(__file__).parent.parent / "schemas"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads(path_of(name, SCHEMAS).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def records(results: Mapping[str, Result]) -> list[Any]:
    return [json.loads(c.model_dump_json()) for r in results.values() for c in (*r.claims, *r.candidates)]


def test_schema_files_are_up_to_date() -> None:
    assert differing(SCHEMAS) == [], "run: zh-extract schema --write"


@pytest.mark.parametrize("name", list(MODELS))
def test_schema_files_are_stable(name: str) -> None:
    text = rendered(name)
    assert text.endswith("}\n")
    schema = json.loads(text)
    assert text == json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(f"{name}.schema.json")


def test_every_claim_satisfies_the_schema(corpus_results: Mapping[str, Result]) -> None:
    check = validator("claim")
    found = records(corpus_results)
    assert found
    for record in found:
        check.validate(record)


def test_every_document_satisfies_the_schema(corpus_results: Mapping[str, Result]) -> None:
    check = validator("document")
    for result in corpus_results.values():
        check.validate(json.loads(result.document.model_dump_json()))
        check.validate(json.loads(result.document.model_copy(update={"text": None}).model_dump_json()))


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"extra": 1},
        {"status": "maybe"},
        {"flags": ["odd"]},
        {"city": {}},
        {"date": {"start": "2024", "end": None, "precision": "year", "grounding": "explicit", "text": None, "span": None}},
    ],
)
def test_what_breaks_the_contract_is_refused(change: dict[str, Any], corpus_results: Mapping[str, Result]) -> None:
    record = records(corpus_results)[0]
    with pytest.raises(ValidationError):
        validator("claim").validate(record | change)


def test_numbers_carry_no_noise(corpus_results: Mapping[str, Result]) -> None:
    for record in records(corpus_results):
        for name in ("number", "low", "high"):
            value = record["value"][name]
            assert value is None or isinstance(value, int) or len(f"{value!r}") <= 20, value
            assert not (isinstance(value, float) and value.is_integer()), value


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["schema", *arguments])


@pytest.mark.parametrize("name", list(MODELS))
def test_command_prints(name: str) -> None:
    done = run(name)
    assert done.exit_code == 0
    assert done.output == rendered(name)


def test_command_prints_all() -> None:
    assert set(json.loads(run().output)) == set(MODELS)


def test_write_then_check(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schemas"
    assert run("--check", "--folder", str(folder)).exit_code == 1
    assert run("--write", "--folder", str(folder)).exit_code == 0
    assert run("--check", "--folder", str(folder)).exit_code == 0
    assert write(folder) == []
    path_of("claim", folder).write_text("{}\n", encoding="utf-8")
    failed = run("--check", "--folder", str(folder))
    assert failed.exit_code == 1
    assert "zh-extract schema --write" in failed.stderr
    assert "claim.schema.json" in failed.stderr
    assert "document" not in failed.stderr
    assert failed.stderr.count("\n") == 1


def test_options_that_exclude_each_other() -> None:
    for arguments in (("--write", "--check"), ("claim", "--check"), ("claim", "--write")):
        done = run(*arguments)
        assert done.exit_code == 2, arguments
        assert done.stderr.count("\n") == 1


def test_unknown_record_is_wrong_usage() -> None:
    assert run("claims").exit_code == 2
