"""What the README and the pages of docs/ show is true: their blocks run, their links lead somewhere, nothing is left out.

A page's blocks run in order, in a folder of their own that holds a small ``corpus/``:

- ``text``, ``jsonl``, ``json``, ``toml`` or ``sql`` with a name behind it: a file of that name; ``text`` alone: a drawing;
- ``json`` alone: a part of one of the claims that the last run wrote;
- ``console``: commands behind ``$``, then what they show; a command that fails is followed by ``echo $?``;
- ``python``: one script over the whole page; what it prints stands behind ``# >``;
- ``sh``: commands for a person's shell (make, pip), which have to exist;
- ``py``: a fragment for reading, which has to be Python.

``...`` stands for lines left out, or inside a line for words left out. Output that is not shown is not compared.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from extract import contract
from extract.cli import COMMANDS, main
from extract.model import THRESHOLD

ROOT = Path(__file__).parent.parent
PAGES = [
    "README.md",
    "README.zh.md",
    "CHANGELOG.md",
    "extract/README.md",
    *sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs").glob("*.md")),
]
# Pages whose blocks do not run here, and why.
NOT_RUN = {
    "docs/linking.md": "it shows the training of the weights, which takes minutes",
    "docs/http.md": "tests/test_http_page.py runs them against a server",
}
ARTICLES = ("a01_halfyear", "a08_pinyin", "a13_county_health")

_FENCE = re.compile(r"^```(?P<language>\w*)(?: (?P<name>\S+))?$")
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: where it begins, its language, the name behind that, its lines."""

    line: int
    language: str
    name: str | None
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def steps(self) -> list[tuple[str, list[str]]]:
        """The commands of a console, each with the lines that it shows."""
        found: list[tuple[str, list[str]]] = []
        for line in self.lines:
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
        return found


def blocks(page: str) -> Iterator[Block]:
    lines = iter(enumerate((ROOT / page).read_text(encoding="utf-8").split("\n"), 1))
    for number, line in lines:
        opening = _FENCE.match(line)
        assert opening or not line.lstrip().startswith("```"), f"{page}:{number}: a fence that this test cannot read"
        if opening:
            inside = []
            for _, inner in lines:
                if inner == "```":
                    break
                inside.append(inner)
            else:
                pytest.fail(f"{page}:{number}: the block has no end")
            yield Block(number, opening["language"], opening["name"], tuple(inside))


def is_shown(shown: list[str], output: str) -> bool:
    """Whether an output is what a page shows, given that ``...`` stands for anything."""
    pattern = ""
    for line in "\n".join(shown).rstrip().split("\n"):
        words = map(re.escape, line.rstrip().split("..."))
        pattern += r"(?:.*\n)*?" if line.strip() == "..." else ".*?".join(words) + r"\n"
    lines = "".join(f"{line.rstrip()}\n" for line in output.rstrip().split("\n"))
    return re.fullmatch(pattern, lines) is not None


def is_part(part: Any, whole: Any) -> bool:
    """Whether all that a shortened record says stands in the record."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and is_part(value, whole[key]) for key, value in part.items())
    return bool(part == whole)


@dataclass(slots=True)
class Reader:
    """Does what a page says, in the current folder."""

    page: str
    names: dict[str, Any] = field(default_factory=dict)
    code: int = 0

    def do(self, block: Block) -> None:
        act = getattr(self, f"_{block.language}", None)
        assert act is not None, f"{self.page}:{block.line}: blocks of {block.language or 'no language'} are unknown to this test"
        act(block)
        assert self.code == 0 or block.language != "console", f"{self.page}:{block.line}: a command ended with {self.code}; show it with echo $?"

    def _text(self, block: Block) -> None:
        if block.name:
            Path(block.name).parent.mkdir(parents=True, exist_ok=True)
            Path(block.name).write_text(block.text, encoding="utf-8")

    def _toml(self, block: Block) -> None:
        tomllib.loads(block.text)
        self._text(block)

    def _sql(self, block: Block) -> None:
        assert block.name, f"{self.page}:{block.line}: the block needs the name of its file"
        self._text(block)

    def _jsonl(self, block: Block) -> None:
        assert block.name, f"{self.page}:{block.line}: the block needs the name of its file"
        for line in block.lines:
            json.loads(line)
        self._text(block)

    def _json(self, block: Block) -> None:
        part = json.loads(block.text)
        if block.name:
            self._text(block)
            return
        newest = max(Path().glob("*/claims.jsonl"), key=lambda p: p.stat().st_mtime_ns)
        claims = [json.loads(line) for line in newest.read_text(encoding="utf-8").splitlines()]
        assert any(is_part(part, claim) for claim in claims), f"{self.page}:{block.line}: no claim says this"

    def _py(self, block: Block) -> None:
        ast.parse(block.text)

    def _python(self, block: Block) -> None:
        shown = [line.removeprefix("# >").removeprefix(" ") for line in block.lines if line.startswith("# >")]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile("\n" * block.line + block.text, self.page, "exec"), self.names)
        assert not shown or is_shown(shown, printed.getvalue()), f"{self.page}:{block.line} prints\n{printed.getvalue()}"

    def _console(self, block: Block) -> None:
        assert block.lines[0].startswith("$ "), f"{self.page}:{block.line}: the block does not begin with a command"
        for command, shown in block.steps:
            assert self.code == 0 or command == "echo $?", f"{self.page}:{block.line}: a command ended with {self.code}; show it with echo $?"
            output = self._run(command)
            assert not shown or is_shown(shown, output), f"{self.page}:{block.line}: {command} shows\n{output}"

    def _run(self, command: str) -> str:
        if command == "echo $?":
            code, self.code = self.code, 0
            return f"{code}\n"
        program, *arguments = shlex.split(command)
        if program == "zh-extract" and not re.search(r"[|<>;&*]", command):
            result = CliRunner().invoke(main, arguments)
            self.code = result.exit_code
            return result.output
        done = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False)
        self.code = done.returncode
        return done.stdout

    def _sh(self, block: Block) -> None:
        for line in block.lines:
            program, *words = shlex.split(line, comments=True)
            where = f"{self.page}:{block.line}: {line}"
            if program == "make":
                makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
                assert all(re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE) for target in words), where
            else:
                assert (program, words[:1]) == ("pip", ["install"]), f"{where}: only make and pip install are known"
                extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
                for word in words[1:]:
                    assert re.fullmatch(r"-e|\.(?:\[.+\])?", word), where
                    assert set(re.findall(r"[\w-]+", word.removeprefix("-e"))) <= set(extras), where


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a small corpus/ in it."""
    gold = tmp_path / "corpus" / "gold"
    gold.mkdir(parents=True)
    for name in ARTICLES:
        shutil.copy(ROOT / "corpus" / f"{name}.txt", gold.parent)
        shutil.copy(ROOT / "corpus" / "gold" / f"{name}.gold", gold)
    shutil.copy(ROOT / "corpus" / "metadata-a.jsonl", gold.parent)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # where zh-extract is
    return tmp_path


@pytest.mark.parametrize("page", [p for p in PAGES if p not in NOT_RUN])
@pytest.mark.usefixtures("folder")
def test_blocks(page: str) -> None:
    reader = Reader(page)
    for block in blocks(page):
        reader.do(block)


def test_the_guide_has_its_five_steps() -> None:
    text = (ROOT / "docs" / "five-steps.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\d)\. ", text, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    shown = [(b.language, b.name) for b in blocks("docs/five-steps.md")]
    before = shown.index(("json", None))  # what claims say without the configuration, then what they say with it
    assert (
        before
        < shown.index(("toml", "own/metrics.toml"))
        < shown.index(("toml", "own/rules.toml"))
        < len(shown) - 1 - shown[::-1].index(("json", None))
    )


def test_the_readme_shows_what_it_should() -> None:
    assert {b.language for b in blocks("README.md")} >= {"text", "json", "console", "python", "sh"}


@pytest.mark.parametrize(
    "block",
    [
        Block(1, "console", None, ("$ zh-extract --version", "zh-extract, version 9")),
        Block(1, "console", None, ("$ zh-extract run nowhere.txt -o results",)),
        Block(1, "console", None, ("$ zh-extract run nowhere.txt -o results", "$ echo $?", "3")),
        Block(1, "console", None, ("zh-extract --version",)),
        Block(1, "python", None, ("print(1)", "# > 2")),
        Block(1, "json", None, ('{"city": {"name": "宁波市"}}',)),
        Block(1, "sh", None, ("make everything",)),
        Block(1, "sh", None, ('pip install ".[all]"',)),
        Block(1, "sh", None, ("rm -r results",)),
        Block(1, "ruby", None, ("puts 1",)),
    ],
    ids=lambda block: f"{block.language}-{block.lines[-1]}",
)
@pytest.mark.usefixtures("folder")
def test_what_is_not_true_fails(block: Block) -> None:
    Path("before").mkdir()
    Path("before/claims.jsonl").write_text('{"city": {"name": "杭州市"}}\n', encoding="utf-8")
    with pytest.raises(AssertionError):
        Reader("page").do(block)


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings get."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    for found in _LINK.finditer(text):
        name, _, anchor = found["target"].partition("#")
        if name.startswith(("http://", "https://", "mailto:")):
            continue
        target = (ROOT / page).parent / name if name else ROOT / page
        assert target.exists(), f"{page}: {found['target']}"
        assert not anchor or anchor in anchors(target), f"{page}: {found['target']}"


def test_every_command_and_option_is_told_of() -> None:
    assert f"`--min-confidence`, {THRESHOLD:g}," in (ROOT / "README.md").read_text(encoding="utf-8")
    told = "".join((ROOT / page).read_text(encoding="utf-8") for page in PAGES)
    for name in COMMANDS:
        command = main.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert f"zh-extract {name}" in told, f"no page tells of the command {name}"
        for options in (parameter.opts for parameter in command.params if parameter.opts[0].startswith("-")):
            assert any(f"`{o}" in told or f" {o} " in told for o in options), f"no page tells of {options[-1]} of {name}"


def test_every_field_of_a_claim_is_told_of() -> None:
    page = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    models = (
        contract.Claim, contract.City, contract.Member, contract.Metric, contract.Value, contract.Comparison, contract.Date,
        contract.Source, contract.SourceDocument, contract.Attribution, contract.Provenance,
    )  # fmt: skip
    for model in models:
        for name in model.model_fields:
            assert re.search(rf"`(?:\w+\.)*{name}(?:\[\])?`", page), f"docs/claims.md does not tell of {model.__name__}.{name}"


def test_every_word_of_a_claim_is_told_of() -> None:
    page = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    schema = json.dumps(contract.json_schema("claim"))
    words = {word for values in re.findall(r'"enum": \[([^]]*)\]', schema) for word in re.findall(r'"([^"]+)"', values)}
    assert words
    assert not [word for word in sorted(words) if f"`{word}`" not in page]


@pytest.mark.parametrize(
    ("shown", "output", "same"),
    [
        (["a", "b"], "a\nb\n", True),
        (["a", "...", "d"], "a\nb\nc\nd\n", True),
        (["a", "...", "d"], "a\nd\n", True),
        (["a", "..."], "a\nb\n", True),
        (["a ... c"], "a b c  \n", True),
        (["a", ""], "a\n\n", True),
        (["a"], "a\nb\n", False),
        (["a ... c"], "a b\nc\n", False),
        (["a.c"], "abc\n", False),
        (["a", "...", "c"], "a\nb\n", False),
    ],
)
def test_what_is_left_out(shown: list[str], output: str, same: bool) -> None:
    assert is_shown(shown, output) is same
