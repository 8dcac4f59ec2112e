"""Writes docs/licences.md: python tests/tools/licences.py --write. Licences are read from the installed packages, versions from requirements.lock."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "licences.md"
DATA = ROOT / "extract" / "data"
_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_SOURCE = re.compile(r"\b(?:Sources?|Base|Written by|Trained|Compiled)\b[^\n]*")


def licence(name: str) -> str:
    """The licence that a package names for itself."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return "(not installed here)"
    if about.get("License-Expression"):
        return str(about["License-Expression"])
    classified = [c.rsplit(" :: ", 1)[1] for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    named = (about.get("License") or "").strip().split("\n")[0][:60]
    return "; ".join(classified) or named or "(not named)"


def dependencies() -> list[tuple[str, str]]:
    """Direct dependencies of the core and of the extras that users install, with what needs them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: dict[str, list[str]] = {}
    groups = {"core": project["dependencies"], **{k: v for k, v in project["optional-dependencies"].items() if k not in ("dev",)}}
    for group, needed in groups.items():
        for requirement in needed:
            name = _NAME.match(requirement)
            if name and not requirement.startswith("zh-extract"):
                found.setdefault(name[0].lower(), []).append(group)
    return [(name, ", ".join(needs)) for name, needs in sorted(found.items())]


def data() -> list[tuple[str, str]]:
    """Data files and what their headers say of their source."""
    rows = []
    for path in sorted(DATA.rglob("*")):
        if path.suffix in (".tsv", ".txt", ".patterns") and path.is_file():
            head = [line for line in path.read_text(encoding="utf-8").split("\n")[:12] if line.startswith("#")]
            source = next((m[0] for line in head if (m := _SOURCE.search(line))), "")
            rows.append((path.relative_to(DATA).as_posix(), source.replace("|", "\\|")[:160]))
    return rows


def page(before: str = "") -> str:
    """The page; the licence of a package that is not installed stays as it was on the page before."""
    known = dict(re.findall(r"^\| ([a-z0-9_.-]+) \| [^|]* \| ([^|]+) \|$", before, re.MULTILINE))
    lines = ["# Licences", "", "Written by `python tests/tools/licences.py --write`; a test tells when it is out of date.", ""]
    lines += ["## Dependencies", "", "| package | needed by | licence, as the package names it |", "| --- | --- | --- |"]
    for name, needs in dependencies():
        found = licence(name)
        lines.append(f"| {name} | {needs} | {known.get(name, found) if found.startswith('(not installed') else found} |")
    lines += ["", "## Data", "", "All under the project's Apache-2.0; [NOTICE](../NOTICE) has what others are owed.", ""]
    lines += ["| file below extract/data | source, as its header says |", "| --- | --- |"]
    lines += [f"| {name} | {source} |" for name, source in data()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    made = page(PAGE.read_text(encoding="utf-8") if PAGE.exists() else "")
    if "--write" in sys.argv:
        PAGE.write_text(made, encoding="utf-8")
    sys.exit(
        0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made else "docs/licences.md is out of date: python tests/tools/licences.py --write"
    )
