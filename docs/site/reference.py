"""Pages of reference, made from the code: commands, schemas, the keys of a configuration.

``python docs/site/reference.py --write`` brings the last chapter of docs/configuration.md up to date; the others are made when
the site is built (docs/site/hooks.py).
"""

from __future__ import annotations

import argparse
import json
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from extract.cli import COMMANDS, main
from extract.config import models

ROOT = Path(__file__).parent.parent.parent
CONFIGURATION = ROOT / "docs" / "configuration.md"
MARK = "<!-- made by `make docs` from the models of extract/config; do not edit below -->\n"


# --- configuration ----------------------------------------------------------------------------------


def _kind(annotation: Any) -> str:
    """How a value is written in TOML."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _kind(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_kind(a) for a in arguments if a is not type(None))
    if origin is typing.Literal:
        return ", ".join(f'`"{a}"`' for a in arguments)
    if origin is list:
        inner = _kind(arguments[0])
        return f"list of {'strings' if inner == 'string' else inner}"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[examples](#{_anchor(annotation)})"
    return {"str": "string", "bool": "true or false", "Decimal": "number", "date": "day"}.get(annotation.__name__, annotation.__name__)


def _anchor(model: type[BaseModel]) -> str:
    return {"Mended": "examples-of-spun-words"}.get(model.__name__, f"examples-of-{model.__name__.removesuffix('Example').lower()}-rules")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    value = field.get_default(call_default_factory=True)
    if value in (None, PydanticUndefined, "", []):
        return ""
    return f"`{json.dumps(value if isinstance(value, str | bool | list) else float(value), ensure_ascii=False).removesuffix('.0')}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _keys(model: type[BaseModel]) -> Iterator[str]:
    yield from ("| key | value | default | meaning |", "| --- | --- | --- | --- |")
    for name, field in model.model_fields.items():
        annotation = typing.get_type_hints(model)[name]
        yield f"| `{field.alias or name}` | {_cell(_kind(annotation))} | {_default(field)} | {_cell(field.description or '')} |"


def configuration() -> str:
    """The keys of each table of a configuration, then those of the examples."""
    lines = [""]
    examples: dict[str, tuple[str, type[BaseModel]]] = {}
    for table, model in models.TABLES.items():
        for kind, item in [("", model)] if model else models.RULES.items():
            title = f"rules: {kind}" if kind else table
            lines += [f"### {title}", "", item.__doc__ or "", "", *_keys(item), ""]
            inner = typing.get_args(item.model_fields["yes"].annotation)[0] if "yes" in item.model_fields else None
            if inner is not None:
                examples[_anchor(inner)] = (f"examples of {kind} rules" if kind else "examples of spun words", inner)
    for title, inner in examples.values():
        lines += [f"### {title}", "", inner.__doc__ or "", "", *_keys(inner), ""]
    return "\n".join(lines).rstrip() + "\n"


# --- commands ---------------------------------------------------------------------------------------


def commands() -> str:
    """All commands with their options, from click."""
    context = click.Context(main, info_name="zh-extract")
    lines = ["# Commands", "", "Made from the program itself: what `zh-extract COMMAND --help` prints.", ""]
    lines += ["| command | what it does |", "| --- | --- |"]
    lines += [f"| [`{name}`](#{name}) | {about} |" for name, (_, about) in COMMANDS.items()]
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, max_content_width=100)
        lines += ["", f"## {name}", "", "```text", command.get_help(inner).strip(), "```"]
    return "\n".join(lines) + "\n"


# --- schemas ----------------------------------------------------------------------------------------


def _type(schema: dict[str, Any]) -> str:
    """What a value may be, in words, with links to the objects of the page."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return " or ".join(dict.fromkeys(_type(option) for option in schema[key]))
    if "prefixItems" in schema:
        return f"[{', '.join(_type(item) for item in schema['prefixItems'])}]"
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}" if "items" in schema else "list"
    kind = schema.get("type", "anything")
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _object(title: str, schema: dict[str, Any]) -> Iterator[str]:
    yield from (f"## {title}", "", schema.get("description", ""), "", "| field | value | meaning |", "| --- | --- | --- |")
    for name, field in schema.get("properties", {}).items():
        yield f"| `{name}` | {_cell(_type(field))} | {_cell(' '.join(field.get('description', '').split()))} |"
    yield ""


def schema(name: str) -> str:
    """The objects of a JSON Schema of the output as tables."""
    whole = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    lines = [f"# Schema: {name}", "", f"Made from `schemas/{name}.schema.json`, which `zh-extract schema {name}` prints (JSON Schema 2020-12).", ""]
    lines += _object(whole.get("title", name), whole)
    for title, inner in whole.get("$defs", {}).items():
        if "properties" in inner:
            lines += _object(title, inner)
        else:
            lines += [f"## {title}", "", inner.get("description", ""), "", f"One of: {_type(inner)}", ""]
    return "\n".join(lines)


SCHEMAS = sorted(path.name.removesuffix(".schema.json") for path in (ROOT / "schemas").glob("*.schema.json"))


def up_to_date() -> str:
    """docs/configuration.md as it should be."""
    return CONFIGURATION.read_text(encoding="utf-8").split(MARK)[0] + MARK + configuration()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="The keys of a configuration in docs/configuration.md.")
    parser.add_argument("--write", action="store_true", required=True, help="bring the page up to date")
    parser.parse_args()
    CONFIGURATION.write_text(up_to_date(), encoding="utf-8", newline="\n")
