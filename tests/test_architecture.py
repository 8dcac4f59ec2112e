"""The shape of the package, read from its syntax trees: who imports whom, how long, who prints, what is documented."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "extract"
DATA = PACKAGE / "data"

# What a room may import: rooms on lower steps, and itself. Rooms on one step do not know each other.
STEPS: tuple[tuple[str, ...], ...] = (
    ("version", "errors", "model", "data"),
    ("text", "scratch", "processes", "extras"),
    ("mentions",),
    ("contract",),
    ("claims",),
    ("pipeline", "conflicts"),
    ("formats", "config", "warm"),
    ("api",),
    ("extract",),  # the package itself: the public API
    ("batch", "explain", "analysis", "store", "spacy_component"),
    ("exports", "report", "stored"),  # make of a finished run what others read, or ask
    ("evaluate", "service", "arrow"),  # measures all that is above; what servers share
    ("training", "review", "serve", "agents"),
    ("cli",),
)
STEP_OF = {room: n for n, rooms in enumerate(STEPS) for room in rooms}

LONGEST = 300
LONG_MODULES: dict[str, str] = {}

# Modules outside cli/ that write to the terminal, and why.
SPEAKERS = {
    "evaluate/bench.py": "a tool of its own, run as python -m extract.evaluate.bench",
    "evaluate/repair_bench.py": "a tool of its own, run as python -m extract.evaluate.repair_bench",
    "review/bench.py": "a tool of its own, run as python -m extract.review.bench",
    "training/ablation.py": "a tool of its own, run as python -m extract.training.ablation",
    "training/linker.py": "a tool of its own, run as python -m extract.training.linker",
    "training/article_year.py": "a tool of its own, run as python -m extract.training.article_year",
    "evaluate/peer_worker.py": "a process of its own that hands figures back",
    "evaluate/memory.py": "a process of its own that hands one number back",
    "training/ner/__main__.py": "a tool of its own, run as python -m extract.training.ner",
    "training/ner/measure.py": "a tool of its own, run as python -m extract.training.ner.measure",
}
# A call of one of these is speech: name, or attribute of name.
SPEECH = {"print", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write"}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)
NAMES = [str(path.relative_to(PACKAGE)) for path in MODULES]


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((PACKAGE / name).read_text(encoding="utf-8"))


def room_of(name: str) -> str:
    """The room of a module, given by its path below the package."""
    first = name.split("/")[0].removesuffix(".py")
    return "extract" if first == "__init__" else first


def imported(name: str) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import of ours in a module, those inside functions included."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.split(".")[0] == "extract")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno}: imports are absolute"
            if node.module == "extract":
                yield from ((node.lineno, f"extract.{alias.name}") for alias in node.names)
            elif node.module and node.module.split(".")[0] == "extract":
                yield node.lineno, node.module


def room_imported(dotted: str) -> str:
    """The room that an import leads to; names of the public API lead to the package itself."""
    parts = dotted.split(".")
    if len(parts) == 1:
        return "extract"
    return parts[1] if parts[1] in STEP_OF else "extract"


@pytest.mark.parametrize("name", NAMES)
def test_imports_flow_one_way(name: str) -> None:
    room = room_of(name)
    assert room in STEP_OF, f"{room} has no place in the order of imports: give it one in STEPS"
    for line, dotted in imported(name):
        other = room_imported(dotted)
        if other == room:
            continue
        assert STEP_OF[other] < STEP_OF[room], f"{name}:{line}: {room} may not import {dotted}"


@pytest.mark.parametrize("name", NAMES)
def test_modules_stay_short(name: str) -> None:
    length = len((PACKAGE / name).read_text(encoding="utf-8").splitlines())
    if name in LONG_MODULES:
        assert length > LONGEST, f"{name} is short now: take it off the list"
    else:
        assert length <= LONGEST, f"{name} has {length} lines"


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func)


@pytest.mark.parametrize("name", NAMES)
def test_only_commands_speak(name: str) -> None:
    if room_of(name) == "cli" or name in SPEAKERS:
        return
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Call):
            assert _called(node) not in SPEECH, f"{name}:{node.lineno}: only commands print"


def public(name: str) -> Iterator[tuple[str, ast.AST]]:
    """Public functions, classes and methods of a module with their names."""

    def inside(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, ast.AST]]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield f"{prefix}{node.name}", node
                if isinstance(node, ast.ClassDef):
                    yield from inside(node.body, f"{prefix}{node.name}.")

    yield from inside(tree(name).body, "")


@pytest.mark.parametrize("name", NAMES)
def test_public_names_are_documented(name: str) -> None:
    if tree(name).body:
        assert ast.get_docstring(tree(name)), f"{name} does not say what it is"
    silent = [n for n, node in public(name) if not ast.get_docstring(node)]  # type: ignore[arg-type]
    assert not silent, f"without a docstring: {', '.join(silent)}"


def test_the_interpreter_agrees_with_the_order() -> None:
    """Rooms below the pipeline load without those above it (an import hidden in a string would show here)."""
    import subprocess
    import sys

    code = "import sys, extract.pipeline; print(*sorted(m for m in sys.modules if m.startswith('extract.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    above = {room for room, step in STEP_OF.items() if step > STEP_OF["extract"]}
    assert not {m.split(".")[1] for m in done.stdout.split()} & above


# --- data ------------------------------------------------------------------------------------------

# Weights of the NER model are arrays, no text; MODEL_CARD.md and LICENSE beside them tell where they are from.
DATA_FILES = sorted(
    str(p.relative_to(DATA)) for p in DATA.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc", ".md", ".npz") and p.name != "LICENSE"
)
_SOURCE = re.compile(r"\b(?:Sources?|Base|Written by|Trained|Compiled)\b")


def header(name: str) -> str:
    """The remarks at the top of a data file."""
    lines = []
    for line in (DATA / name).read_text(encoding="utf-8").split("\n"):
        if not line.startswith("#"):
            break
        lines.append(line)
    return "\n".join(lines)


@cache
def strings() -> frozenset[str]:
    """Every constant string of the package, and its words: names of data files stand there whole or as parts."""
    found: set[str] = set()
    for name in NAMES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return frozenset(found)


@pytest.mark.parametrize("name", DATA_FILES)
def test_data_names_its_source(name: str) -> None:
    assert _SOURCE.search(header(name)), f"the header of data/{name} does not say where the data is from"


@pytest.mark.parametrize("name", DATA_FILES)
def test_data_is_read(name: str) -> None:
    path = Path(name)
    wanted = {name, str(path.with_suffix("")), path.name, path.stem}
    assert wanted & strings(), f"no module names data/{name}"


@pytest.mark.parametrize("name", DATA_FILES)
def test_data_is_clean(name: str) -> None:
    """UTF-8 without a byte-order mark, Unix line ends, an end of line at the end."""
    raw = (DATA / name).read_bytes()
    raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


@pytest.mark.parametrize("name", [n for n in DATA_FILES if n.endswith(".tsv") and not n.startswith("linking/")])
def test_tables_are_rectangular(name: str) -> None:
    rows = [line.split("\t") for line in (DATA / name).read_text(encoding="utf-8").split("\n") if line.strip() and not line.startswith("#")]
    width = len(rows[0])
    assert len(set(rows[0])) == width, "two columns of one name"
    assert not [row for row in rows if len(row) > width]
    assert not [row for row in rows if not any(row)]


def test_every_module_can_be_imported() -> None:
    """All but the training of the NER model, whose PyTorch need not be installed."""
    for name in NAMES:
        if name.endswith("__main__.py") or name == "cli/__init__.py" or name.startswith("training/ner/"):
            continue
        dotted = "extract." + name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        importlib.import_module(dotted if name != "__init__.py" else "extract")
