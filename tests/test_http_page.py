"""docs/http.md: its commands, its Python and its JavaScript run against a server and show what the page says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Process, serving
from test_readme import ROOT, Block, blocks, is_shown

from extract.cli import COMMANDS

PAGE = "docs/http.md"
BLOCKS = list(blocks(PAGE))


def of(language: str) -> list[Block]:
    return [block for block in BLOCKS if block.language == language]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, Path]]:
    pytest.importorskip("fastapi")
    folder = tmp_path_factory.mktemp("page")
    (given,) = of("jsonl")
    assert given.name
    (folder / given.name).write_text(given.text, encoding="utf-8")
    from extract import batch

    batch.run([str(folder / given.name)], folder / "results", batch.BatchOptions(workers=1))
    with serving("--run", folder / "results") as process:
        yield process, folder


def ran(command: list[str], folder: Path) -> str:
    env = {**os.environ, "PYTHONIOENCODING": "utf-8", "NO_PROXY": "*", "no_proxy": "*"}
    done = subprocess.run(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False, timeout=60, env=env
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="curl or jq is not installed")
@pytest.mark.parametrize("block", of("console"), ids=lambda block: f"line-{block.line}")
def test_curl(block: Block, server: tuple[Process, Path]) -> None:
    process, folder = server
    for command, shown in block.steps:
        output = ran(["bash", "-o", "pipefail", "-c", command.replace("localhost:8000", f"localhost:{process.port}")], folder)
        assert is_shown(shown, output), f"{PAGE}:{block.line}: {command} shows\n{output}"


def scripts(language: str, sign: str) -> list[tuple[Block, list[str]]]:
    """Blocks of a language with what they show behind ``sign`` and ``>``."""
    found = []
    for block in of(language):
        lines = [line.strip() for line in block.lines]
        found.append((block, [line[len(sign) + 2 :].lstrip() for line in lines if line.startswith(f"{sign} >")]))
    return found


@pytest.mark.parametrize(("block", "shown"), scripts("python", "#"))
def test_python(block: Block, shown: list[str], server: tuple[Process, Path]) -> None:
    pytest.importorskip("httpx")
    process, folder = server
    output = ran([sys.executable, "-c", block.text.replace("localhost:8000", f"localhost:{process.port}")], folder)
    assert is_shown(shown, output), output


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
@pytest.mark.parametrize(("block", "shown"), scripts("js", "//"))
def test_javascript(block: Block, shown: list[str], server: tuple[Process, Path]) -> None:
    process, folder = server
    (folder / "client.mjs").write_text(block.text.replace("localhost:8000", f"127.0.0.1:{process.port}"), encoding="utf-8")
    output = ran(["node", "client.mjs"], folder)
    assert is_shown(shown, output), output


def test_python_is_typed(tmp_path: Path) -> None:
    """The client of the page satisfies a strict type checker."""
    for block, _ in scripts("python", "#"):
        (tmp_path / "client.py").write_text(block.text, encoding="utf-8")
    output = ran([sys.executable, "-m", "mypy", "--strict", "client.py", "--cache-dir", str(ROOT / ".mypy_cache" / "users")], tmp_path)
    assert "Success" in output


def test_shell_blocks_name_commands_that_exist() -> None:
    lines = [line for block in of("sh") for line in block.lines]
    for line in lines:
        words = line.split()
        if "zh-extract" in words:
            assert words[words.index("zh-extract") + 1] in COMMANDS, line


def test_every_route_and_status_is_told_of() -> None:
    pytest.importorskip("fastapi")
    from extract.serve import problems
    from extract.serve.app import create_app
    from extract.serve.settings import ServeSettings

    page = (ROOT / PAGE).read_text(encoding="utf-8")
    for path, operations in create_app(ServeSettings()).openapi()["paths"].items():
        for method in operations:
            assert f"{path}`" in page, f"{method.upper()} {path}"
    for code in ("busy", "too-large", "time-limit", "media-type", "cursor", "period"):
        assert f"`{code}`" in page
    assert problems.MEDIA_TYPE in page
