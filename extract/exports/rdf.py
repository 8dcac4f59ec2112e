"""Linked data in a file: JSON-LD, Turtle or N-Triples, written as the claims come.

The nodes are flat and each comes once, so that the syntaxes need no graph in memory. Turtle and N-Triples are written as their
recommendations have them (https://www.w3.org/TR/turtle/, https://www.w3.org/TR/n-triples/), literals always in the quoted form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.exports.chosen_run import ChosenRun
from extract.exports.files import JsonArray, text_file
from extract.exports.linked_data import Node, Nodes
from extract.exports.linked_parts import CONTEXT, PREFIXES

_TO_ESCAPE = re.compile('["\\\\\x00-\x1f\x7f\x85\u2028\u2029]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_json(path: Path, run: ChosenRun) -> None:
    """Writes JSON-LD.

    Raises:
        WriteError: the file cannot be written.
    """
    with text_file(path) as file:
        nodes = JsonArray(file, f'{{"@context":{json.dumps(CONTEXT)},"@graph":[')
        for node in Nodes(run).all():
            nodes.add(node)
        nodes.close(after="}")


def write_turtle(path: Path, run: ChosenRun) -> None:
    """Writes Turtle.

    Raises:
        WriteError: the file cannot be written.
    """
    with text_file(path) as file:
        for prefix, address in PREFIXES.items():
            file.write_line(f"@prefix {prefix}: <{address}> .")
        for node in Nodes(run).all():
            told = (f"{predicate} {', '.join(_object(value, _short) for value in values)}" for predicate, values in _told(node, _short))
            file.write_line(f"\n<{node['@id']}>\n    " + " ;\n    ".join(told) + " .")


def write_triples(path: Path, run: ChosenRun) -> None:
    """Writes N-Triples.

    Raises:
        WriteError: the file cannot be written.
    """
    with text_file(path) as file:
        for node in Nodes(run).all():
            for predicate, values in _told(node, _full):
                for value in values:
                    file.write_line(f"<{node['@id']}> {predicate} {_object(value, _full)} .")


def _told(node: Node, named: Any) -> Iterator[tuple[str, list[Any]]]:
    """The predicates of a node with their objects."""
    for name, told in node.items():
        values = told if isinstance(told, list) else [told]
        if name == "@type":
            yield named("rdf:type"), [{"@type": "@id", "@value": value} for value in values]
        elif name != "@id" and values:
            yield named(name), values


def _object(value: Any, named: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if "@id" in value:
        return f"<{value['@id']}>"
    if "@language" in value:
        return f"{_quoted(value['@value'])}@{value['@language']}"
    if value["@type"] == "@id":
        return str(named(value["@value"]))
    return f"{_quoted(value['@value'])}^^{named(value['@type'])}"


def _short(name: str) -> str:
    """A name with its prefix."""
    return "a" if name == "rdf:type" else name if ":" in name else f"schema:{name}"


def _full(name: str) -> str:
    """A name in full."""
    prefix, colon, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>" if colon else f"<{PREFIXES['schema']}{name}>"


def _quoted(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(lambda m: _SHORT.get(m[0]) or f"\\u{ord(m[0]):04X}", text) + '"'
