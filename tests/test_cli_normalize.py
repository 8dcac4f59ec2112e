"""``zh-extract normalize``: the text, the repairs in it, and one JSON object of both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from extract.cli import main
from extract.model import Edit
from extract.text.offsets import apply_edits

TEXT = "产業(yè)規(guī)模與發(fā)展\n東說念主工智能增长锟斤拷5%\u200b。"
READ = "产业规模与发展\n人工智能增长\ufffd5%。"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "broken.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str, text: str | None = None) -> str:
    result = CliRunner().invoke(main, ["normalize", *arguments], input=text)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_text_is_printed(file: Path) -> None:
    assert run(str(file)) == READ + "\n"
    assert run("-", text=TEXT) == READ + "\n"


def test_each_repair_is_shown_with_its_kind(file: Path) -> None:
    lines = run(str(file), "--diff").rstrip().split("\n")
    assert lines[0].split("  ")[-2:] == ["产[-業(yè)規(guī)-]{+业规+}模與發(fā)展", "pinyin-annotation"]
    assert lines[0].split()[0] == "1:2"
    assert any("[-東說念主-]{+人+}" in line and line.endswith("spun-wording") for line in lines)
    assert any("[-锟斤拷-]{+\ufffd+}" in line and line.endswith("lost-characters") for line in lines)
    assert lines[-1] == "6 repairs: pinyin-annotation 3, spun-wording 1, lost-characters 1, invisible-characters 1"


def test_colours_on_a_terminal(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = run(str(file), "--diff")
    assert "\x1b[" in shown
    assert "[-" not in shown


def test_json_replays(file: Path) -> None:
    record = json.loads(run(str(file), "--json"))
    assert record["text"] == READ
    text = TEXT
    for step in record["steps"]:
        text = apply_edits(text, [Edit(tuple(e["span"]), e["replacement"]) for e in step["edits"]])  # type: ignore[arg-type]
    assert text == READ
    for repair in record["repairs"]:
        assert 0 <= repair["span"][0] <= repair["span"][1] <= len(TEXT)


def test_a_healthy_text_has_nothing_to_show(tmp_path: Path) -> None:
    path = tmp_path / "healthy.txt"
    path.write_text("全市经济稳中有进。\n", encoding="utf-8")
    assert run(str(path)) == "全市经济稳中有进。\n"
    assert run(str(path), "--diff") == "0 repairs\n"


def test_wrong_use_is_told_in_one_line(file: Path) -> None:
    for arguments in ([str(file), "--diff", "--json"], ["nowhere.txt"], [str(file), "--document", "other"]):
        result = CliRunner().invoke(main, ["normalize", *arguments])
        assert result.exit_code == 2
        assert "Traceback" not in result.output
