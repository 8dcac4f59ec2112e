"""The command line: what a user sees, and with which exit code it ends."""

from __future__ import annotations

import importlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from extract import batch
from extract.batch.store import FOLDER
from extract.cli import COMMANDS, main
from extract.cli.console import amount, plural, printable
from extract.cli.run import Size
from extract.errors import MissingExtraError, ZhExtractError
from extract.version import __version__

TEXT = "2023年，安徽省合肥市地区生产总值为12673.8亿元，比上年增长5.8%。其中，第一产业增加值379.2亿元，增长4.1%。"
OTHER = "全市常住人口985.3万人，城镇化率为85.0%。"


def call(*args: str | Path, input: bytes | None = None, **options: Any) -> Result:
    return CliRunner().invoke(main, [str(a) for a in args], input=input, **options)


def message(result: Result) -> str:
    """The one line that an error is told in."""
    (line,) = result.stderr.strip().split("\n")
    assert line.startswith("zh-extract: error: ")
    assert "Traceback" not in line
    return line.removeprefix("zh-extract: error: ")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "hefei.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


# --- the group -----------------------------------------------------------------------------------


def test_help_names_all_commands() -> None:
    result = call("--help")
    assert result.exit_code == 0
    for name, (_, help) in COMMANDS.items():
        assert name in result.stdout
        assert help in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_there_and_explains_itself(name: str) -> None:
    assert isinstance(importlib.import_module(COMMANDS[name][0]).command, click.Command)
    result = call(name, "--help")
    assert result.exit_code == 0
    assert "Examples:" in result.stdout


def test_help_of_run_teaches() -> None:
    shown = call("run", "--help").stdout
    for told in (
        "Examples:",
        "Inputs",
        "Outputs in OUTDIR",
        "Exit codes",
        ".parquet",
        "claims.jsonl",
        "rejects.jsonl",
        "metadata.jsonl",
        "--allow-rejects",
    ):
        assert told in shown


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys\nfrom extract.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'jieba', 'pyarrow', 'trafilatura', 'rich', 'lxml', 'numpy') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Commands:" in done.stdout
    assert done.stderr.strip() == "[]"


def test_version() -> None:
    assert call("--version").stdout == f"zh-extract, version {__version__}\n"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["rnu"], "No such command 'rnu'; see zh-extract --help"), (["run", "x"], "Missing option '-o' / '--output'; see zh-extract run --help"),
        (["run", "-o", "out"], "Missing argument 'INPUT...'; see zh-extract run --help"), (["run", "x", "-o", "o", "--wat"], "--wat"),
        (["run", "x", "-o", "o", "--workers", "0"], "--workers"), (["run", "x", "-o", "o", "--workers", "many"], "--workers"),
        (["run", "x", "-o", "o", "--max-bytes", "huge"], "'huge' is no size; write it as 500000, 500KB or 20MB"),
        (["run", "x", "-o", "o", "--max-bytes", "0"], "--max-bytes"), (["run", "x", "-o", "o", "--min-confidence", "2"], "--min-confidence"),
    ],
)  # fmt: skip
def test_wrong_usage_is_told_in_one_line(args: list[str], told: str) -> None:
    result = call(*args)
    assert result.exit_code == 2
    assert told in message(result)


@pytest.mark.parametrize("args", [[], ["run"]])
def test_nothing_given_shows_the_help(args: list[str]) -> None:
    result = call(*args)
    assert result.exit_code == 2
    assert "Usage: zh-extract" in result.stderr


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (ZhExtractError("it\nfailed", where="here", mend="mend it"), 1, "here: it failed; mend it"),
        (MissingExtraError("pyarrow", "parquet", "reading"), 2, 'pip install "zh-extract[parquet]"'),
        (ZeroDivisionError("by\nzero"), 1, "our failure: ZeroDivisionError: by zero; zh-extract --debug shows where"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_failures_are_told_in_one_line(article: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, told: str) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(batch, "run", failing)
    result = call("run", article, "-o", article.parent / "out")
    assert result.exit_code == code
    assert told in message(result)


def test_debug_shows_the_traceback(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "run", lambda *_, **__: 1 / 0)
    result = call("--debug", "run", article, "-o", article.parent / "out")
    assert result.exit_code == 1
    assert "Traceback" in result.stderr
    assert result.stderr.strip().split("\n")[-1] == "zh-extract: error: our failure: ZeroDivisionError: division by zero"


# --- run -----------------------------------------------------------------------------------------


def test_run_writes_and_sums_up(article: Path) -> None:
    out = article.parent / "out"
    result = call("run", article, "-o", out)
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    for told in ("Documents", "Claims", "amount", "growth", "合肥市", "1 document in", str(out / "claims.jsonl"), str(out / "manifest.json")):
        assert told in result.stdout
    assert rows(out / "claims.jsonl")


def test_show_gives_examples_and_rejects(article: Path) -> None:
    (article.parent / "empty.txt").write_bytes(b"")
    (article.parent / "evil.txt").write_text("\x1b[31m" + TEXT.replace("合肥", "芜湖") + "\x1b]0;x\x07\u202e", encoding="utf-8")
    result = call("run", article.parent, "-o", article.parent / "out", "--show")
    assert result.exit_code == 3
    assert "12673.8亿元 = 1,267,380,000,000 CNY" in result.stdout
    assert "2023-01-01 to 2023-12-31, actual, confidence" in result.stdout
    assert "the file is empty" in result.stdout
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_a_terminal_that_knows_no_chinese(article: Path) -> None:
    program = Path(sys.executable).with_name("zh-extract")
    done = subprocess.run(
        [program, "run", article, "-o", article.parent / "out", "--show"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert rb"\u5408\u80a5\u5e02" in done.stdout


def test_quiet_shows_nothing(article: Path) -> None:
    result = call("run", article, "-o", article.parent / "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_rejects_can_be_allowed(article: Path) -> None:
    (article.parent / "empty.txt").write_bytes(b"")
    assert call("run", article.parent, "-o", article.parent / "out", "--quiet").exit_code == 3
    assert call("run", article.parent, "-o", article.parent / "out", "--quiet", "--allow-rejects").exit_code == 0


def test_standard_input(tmp_path: Path) -> None:
    result = call("run", "-", "-o", tmp_path, "--quiet", input=TEXT.encode("gb18030"))
    assert result.exit_code == 0
    (document,) = rows(tmp_path / "documents.jsonl")
    assert (document["id"], document["text"], document["encoding"]) == ("stdin", TEXT, "gb18030")


def test_options_reach_the_run(article: Path) -> None:
    out = article.parent / "out"
    call("run", article, "-o", out, "--no-texts", "--max-bytes", "2KB", "--min-confidence", "1", "--workers", "1", "--ner", "none")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["settings"] == {
        "inputs": [str(article)], "columns": {}, "texts": False, "min_confidence": 1.0, "max_bytes": 2000, "max_seconds": 120.0, "duplicates": 0.8,
        "formats": ["jsonl"], "part": None, "ner": "none",
    }  # fmt: skip
    assert rows(out / "documents.jsonl")[0]["text"] is None


@pytest.mark.parametrize(
    ("inputs", "out", "told"),
    [
        (["nothing.txt"], "out", "nothing.txt: no such file or folder; check the path"), (["no*.txt"], "out", "the pattern matches nothing"),
        (["empty"], "out", "no file of a known kind is there"), (["a.txt"], "a.txt", "the output is a file; name a folder"),
        (["a.txt"], "a.txt/below", "the output folder cannot be made"), (["-", "-"], "out", "standard input is given twice"),
    ],
)  # fmt: skip
def test_wrong_paths_are_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inputs: list[str], out: str, told: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    result = call("run", *inputs, "-o", out)
    assert result.exit_code == 2
    assert told in message(result)


def test_a_folder_with_all_that_goes_wrong(tmp_path: Path) -> None:
    """The scenario of the contract, with the real command."""
    folder = tmp_path / "in"
    folder.mkdir()
    rng = random.Random(3)
    files = {
        "binary.txt": rng.randbytes(4000), "cut.txt": (TEXT + "完").encode()[:-1], "empty.txt": b"", "gb.txt": (TEXT + OTHER).encode("gb18030"),
        "good.txt": (OTHER + TEXT).encode(), "huge.txt": (TEXT * 300_000).encode()[:30_000_000], "rows.jsonl": b'{"id": "r", "text": "x"\n',
        "traditional.txt": "臺南市去年觀光人次達到2100萬，較前一年成長百分之十二。".encode("big5"),
    }  # fmt: skip
    for name, data in files.items():
        (folder / name).write_bytes(data)
    out = tmp_path / "out"
    program = Path(sys.executable).with_name("zh-extract")
    done = subprocess.run([program, "run", folder, "-o", out], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr == ""
    assert {(r["id"], r["code"]) for r in rows(out / "rejects.jsonl")} == {
        ("binary", "binary"), ("empty", "empty"), ("huge", "too-large"), (None, "broken-json"),
    }  # fmt: skip
    assert all(r["reason"] and "\n" not in r["reason"] and r["source"].startswith(str(folder)) for r in rows(out / "rejects.jsonl"))
    documents = {d["id"]: d for d in rows(out / "documents.jsonl")}
    assert {i: (d["encoding"], d["status"]) for i, d in documents.items()} == {
        "cut": ("utf-8", "truncated"), "gb": ("gb18030", "ok"), "good": ("utf-8", "ok"), "traditional": ("big5", "ok"),
    }  # fmt: skip
    assert documents["cut"]["text"] == TEXT
    claims = rows(out / "claims.jsonl")
    assert {c["document_id"] for c in claims} == set(documents)
    for claim in claims:
        start, end = claim["value"]["span"]
        assert documents[claim["document_id"]]["text"][start:end] == claim["value"]["text"]
    assert [c["document_id"] for c in claims] == sorted(c["document_id"] for c in claims)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupt_ends_in_one_line(tmp_path: Path, workers: str) -> None:
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "text": f"{TEXT}{n}" * 20}) + "\n" for n in range(3000)), encoding="utf-8")
    program = Path(sys.executable).with_name("zh-extract")
    out = tmp_path / "out"
    running = subprocess.Popen(
        [program, "run", source, "-o", out, "--workers", workers], stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - a background job inherits that it is ignored
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not any(p.stat().st_size for p in out.glob(".documents.jsonl.*.tmp")) and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert errors.strip() == "zh-extract: error: interrupted"
    assert [p.name for p in out.iterdir()] == [FOLDER]  # what is done is kept for the next run


# --- small things --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "size"), [("500000", 500_000), ("500KB", 500_000), ("20MB", 20_000_000), ("1.5 GiB", 1_610_612_736), ("2k", 2000), ("7b", 7)]
)
def test_sizes(written: str, size: int) -> None:
    assert Size().convert(written, None, None) == size


def test_what_a_terminal_would_obey_is_not_shown() -> None:
    assert printable("云\x1b[2J溪\r\n市\u202e\u2066。\x9b") == "云 [2J溪  市  。 "


def test_numbers_and_nouns() -> None:
    assert [amount(1234567), plural(1, "document"), plural(2000, "claim"), plural(0, "reject")] == [
        "1,234,567",
        "1 document",
        "2,000 claims",
        "0 rejects",
    ]
