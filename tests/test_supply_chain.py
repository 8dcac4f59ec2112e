"""What comes from outside: licences on record, no pickles of users, weights as plain arrays."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import numpy as np
import pytest
from tools import licences

PACKAGE = Path(__file__).parent.parent / "extract"
MODULES = sorted(PACKAGE.rglob("*.py"))
# Calls that run what a file says. Between our own processes, over a pipe that nobody else holds, objects may be pickled.
LOADERS = {
    "pickle.load", "pickle.loads", "dill.load", "joblib.load", "marshal.load", "marshal.loads", "shelve.open", "pd.read_pickle", "yaml.load", "eval",
    "exec",
}  # fmt: skip
OWN_PIPES = {"processes/workers.py": {"pickle.loads"}}


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_nothing_runs_what_a_file_says(path: Path) -> None:
    allowed = OWN_PIPES.get(path.relative_to(PACKAGE).as_posix(), set())
    for call in calls(path):
        name = ast.unparse(call.func)
        given = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        assert name not in LOADERS - allowed, f"line {call.lineno}: {name}"
        if name in ("np.load", "numpy.load"):
            assert given.get("allow_pickle") == "False", f"line {call.lineno}: allow_pickle=False has to be said"
        if name == "torch.load":
            assert given.get("weights_only") == "True", f"line {call.lineno}: weights_only=True has to be said"


def test_weights_are_plain_arrays() -> None:
    for path in (PACKAGE / "data").rglob("*.npz"):
        with np.load(path, allow_pickle=False) as archive:
            assert all(archive[name].dtype.kind in "fiuSU" for name in archive.files)


def test_weights_that_are_a_pickle_are_refused() -> None:
    data = io.BytesIO()
    np.savez(data, weights=np.array([{"a": 1}], dtype=object))
    data.seek(0)
    with np.load(data, allow_pickle=False) as archive, pytest.raises(ValueError, match="pickle"):
        archive["weights"]


def test_licences_are_on_record() -> None:
    before = licences.PAGE.read_text(encoding="utf-8")
    for name, _ in licences.dependencies():
        assert re.search(rf"^\| {re.escape(name)} \|", before, re.MULTILINE), f"{name}: python tests/tools/licences.py --write"
    for name, _ in licences.data():
        assert f"| {name} |" in before, f"{name}: python tests/tools/licences.py --write"
