"""Reads the files of a configuration: TOML to models, with the place of each mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from extract.config import models
from extract.config.problems import Problem, of_key, of_validation
from extract.errors import UsageError


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a table as it was read, and where."""

    table: str
    number: int
    value: Any
    file: File

    def where(self, *path: str | int) -> str:
        """File, line and key, for people."""
        return self.file.where(self.table, self.number, path)

    def problem(self, key: str, what: str, mend: str) -> Problem:
        """A mistake in one of its keys."""
        return Problem(self.where(key) if key else self.where(), what, mend)


@dataclass(frozen=True, slots=True)
class File:
    """One file: its name for people and its lines."""

    name: str
    lines: tuple[str, ...]

    def where(self, table: str, number: int, path: tuple[str | int, ...]) -> str:
        """Where an entry, or a key of it, stands: ``own.toml:12: metrics[2].synonyms``; without the line where a table is written inline."""
        keys = "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in path)
        line = self._line(table, number, str(path[0]) if path else "")
        return f"{self.name}{f':{line}' if line else ''}: {table}[{number + 1}]{keys}"

    def _line(self, table: str, number: int, key: str) -> int | None:
        heads = [n for n, line in enumerate(self.lines) if re.match(rf"\s*\[\[\s*{table}\s*\]\]", line)]
        if number >= len(heads):
            return None
        end = next((n for n in range(heads[number] + 1, len(self.lines)) if re.match(r"\s*\[\[", self.lines[n])), len(self.lines))
        found = (n for n in range(heads[number], end) if key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", self.lines[n]))
        return next(found, heads[number]) + 1


@dataclass(slots=True)
class Read:
    """What the files hold: entries that have the right form, and what is wrong with the others."""

    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of(self, table: str) -> Iterator[Item]:
        """The entries of a table, in their order."""
        return (item for item in self.items if item.table == table)


def paths_of(path: Path) -> list[Path]:
    """The files of a configuration: the file itself, or all ``.toml`` files of the folder by name.

    Raises:
        UsageError: there is none.
    """
    if path.is_dir():
        found = sorted(p for p in path.glob("*.toml") if p.is_file() and not p.name.startswith("."))
        if not found:
            raise UsageError("no .toml file in the configuration's folder", where=str(path), mend="put one there, or name a file")
        return found
    if not path.is_file():
        raise UsageError("no such configuration", where=str(path), mend="name a .toml file, or a folder that holds some")
    return [path]


def read(path: Path) -> Read:
    """All entries of a configuration."""
    found = Read()
    for file in paths_of(path):
        name = str(file)
        try:
            text = file.read_text(encoding="utf-8-sig")
            tables = tomllib.loads(text, parse_float=Decimal)
        except UnicodeDecodeError:
            found.problems.append(Problem(name, "it is not written in UTF-8", "save it as UTF-8"))
        except tomllib.TOMLDecodeError as error:
            found.problems.append(Problem(name, f"it is no TOML: {error}", "see https://toml.io"))
        except OSError as error:
            raise UsageError(f"the configuration cannot be read ({error.strerror})", where=str(file), mend="check its permissions") from error
        else:
            _tables(tables, File(name, tuple(text.splitlines())), found)
    return found


def _tables(tables: dict[str, Any], file: File, found: Read) -> None:
    for table, entries in tables.items():
        if table not in models.TABLES:
            found.problems.append(Problem(file.name, *of_key(table, list(models.TABLES))))
        elif not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            found.problems.append(Problem(file.name, f"{table!r} is no list of tables", f"write each entry under [[{table}]]"))
        else:
            for number, entry in enumerate(entries):
                _entry(Item(table, number, entry, file), found)


def _entry(item: Item, found: Read) -> None:
    model: type[BaseModel] | None = models.TABLES[item.table]
    if model is None:
        kind = item.value.get("kind")
        model = models.RULES.get(str(kind))
        if model is None:
            what = "'kind' is missing" if kind is None else f"{kind!r} is no kind of rule"
            found.problems.append(item.problem("kind" if kind is not None else "", what, f"choose one of: {', '.join(models.RULES)}"))
            return
    try:
        found.items.append(Item(item.table, item.number, model.model_validate(item.value), item.file))
    except ValidationError as error:
        found.problems.extend(Problem(item.where(*path), what, mend) for path, what, mend in of_validation(error, model))
