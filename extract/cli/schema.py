"""``zh-extract schema``: the JSON Schemas of the output contract, generated from the models."""

from __future__ import annotations

import json
from pathlib import Path

import click

from extract.contract import MODELS, json_schema
from extract.errors import UsageError, WriteError, ZhExtractError

_FOLDER = Path("schemas")


def rendered(name: str) -> str:
    """The schema file of a record: keys sorted, two spaces of indent, a line end at the end."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def path_of(name: str, folder: Path) -> Path:
    """Where the schema of a record is kept."""
    return folder / f"{name}.schema.json"


def differing(folder: Path) -> list[Path]:
    """Schema files that are missing or do not say what the models say."""
    found = []
    for name in MODELS:
        path = path_of(name, folder)
        try:
            current = path.read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError):
            current = None
        if current != rendered(name):
            found.append(path)
    return found


def write(folder: Path) -> list[Path]:
    """Writes all schema files; returns those that changed."""
    changed = differing(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in MODELS:
            path_of(name, folder).write_text(rendered(name), encoding="utf-8", newline="\n")
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror}", where=str(folder)) from error
    return changed


@click.command("schema")
@click.argument("record", required=False, type=click.Choice(list(MODELS)))
@click.option("--write", "writes", is_flag=True, help="Write the schema files instead of printing.")
@click.option("--check", "checks", is_flag=True, help="Exit with 1 if the schema files do not say what the models say.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), default=_FOLDER, show_default=True, help="Where the schema files are.")
def command(record: str | None, writes: bool, checks: bool, folder: Path) -> None:
    """Print the JSON Schema (2020-12) of a claim or of a document record; without RECORD both, by name.

    \b
    Examples:
      zh-extract schema claim
      zh-extract schema --write
      zh-extract schema --check
    """
    if writes and checks:
        raise UsageError("--write and --check exclude each other", mend="give one of them")
    if record and (writes or checks):
        raise UsageError(f"{'--write' if writes else '--check'} works on all schema files", mend=f"leave {record!r} out")
    if writes:
        for path in write(folder):
            click.echo(f"wrote {path}")
    elif checks:
        found = differing(folder)
        if found:
            names = ", ".join(str(p) for p in found)
            option = "" if folder == _FOLDER else f" --folder {folder}"
            raise ZhExtractError(f"not up to date: {names}", code="schema-differs", mend=f"run: zh-extract schema --write{option}")
    elif record:
        click.echo(rendered(record), nl=False)
    else:
        click.echo(json.dumps({name: json_schema(name) for name in MODELS}, ensure_ascii=False, indent=2, sort_keys=True))
