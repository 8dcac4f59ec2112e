"""Runs that are killed and go on, and runs over inputs that change: outputs are those of an unbroken first run."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from extract import batch
from extract.batch import BatchOptions, identity
from extract.batch.store import FOLDER, Store
from extract.batch.work import Outcome, Settings
from extract.formats.inputs import Source
from extract.model import RawArticle, Reject

ARTICLES = (
    "{place}2023年完成工业投资{n}.4亿元，同比增长{m}.1%。", "2024年上半年，{place}实现地区生产总值{n}亿元，增长{m}%。",
    "據統計，{place}2022年人口{n}萬人，比上年減少{m}萬人。",
)  # fmt: skip
PLACES = ("合肥市", "绍兴市", "成都市", "武汉市", "桃園市", "江山市")
DONE: list[str] = []


def noting(article: RawArticle, settings: Settings) -> Outcome | Reject:
    """Work in this process that tells what was done."""
    DONE.append(article.id)
    if "拒" in article.text:
        return Reject(article.source or "", article.id, "time-limit" if "慢" in article.text else "internal", "as the test wants")
    line = json.dumps({"id": article.id, "text": article.text})
    return Outcome(article.id, line, (line,), (), "ok", (("amount", "actual"),), ("合肥市",))


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    DONE.clear()


def put(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, Any]:
    """All outputs as they are; the manifest without timings and the name of the input."""
    found: dict[str, Any] = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file() and FOLDER not in p.parts}
    manifest = json.loads(found.pop("manifest.json"))
    manifest.pop("timings")
    return {**found, "manifest": manifest}


def run(source: Path, out: Path, **options: Any) -> batch.Summary:
    return batch.run([str(source)], out, BatchOptions(workers=1, **options), work=noting)


@pytest.fixture
def serial(monkeypatch: pytest.MonkeyPatch) -> None:
    """All work in this process, so that it can be seen."""
    monkeypatch.setattr("extract.batch.runner._FEW", 10**6)


# --- killed --------------------------------------------------------------------------------------


def articles(path: Path, n: int) -> Path:
    chosen = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        for i in range(n):
            sentences = [
                chosen.choice(ARTICLES).format(place=chosen.choice(PLACES), n=chosen.randrange(2, 9000), m=chosen.randrange(1, 20)) for _ in range(6)
            ]
            file.write(json.dumps({"id": f"a{i}", "text": "\n".join(sentences)} if i % 50 else {"id": f"a{i}", "text": ""}) + "\n")
    return path


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_run_killed_at_20_random_moments_ends_as_an_unbroken_one(tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", 150)
    program = Path(sys.executable).with_name("zh-extract")
    out = tmp_path / "out"

    def start() -> subprocess.Popen[bytes]:
        command = [program, "run", source, "-o", out, "--workers", "2", "--quiet", "--allow-rejects", "--format", "jsonl", "--format", "csv"]
        return subprocess.Popen(command, start_new_session=True)

    unbroken = tmp_path / "unbroken"
    begun = time.monotonic()
    batch.run([str(source)], unbroken, BatchOptions(workers=2, formats=("jsonl", "csv")))
    longest = time.monotonic() - begun
    moments = random.Random(os.urandom(8))
    kills = 0
    while kills < 20:
        running = start()
        # Most moments in the work itself; the first second and the last tenth, where the files take their names, are drawn often too.
        moment = moments.choice((moments.uniform(0.05, 1), moments.uniform(0.5, longest), moments.uniform(0.5, longest)))
        try:
            running.wait(moment)
        except subprocess.TimeoutExpired:
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
            kills += 1
        else:
            assert running.returncode == 0
            assert files(out) == files(unbroken)
            for path in out.iterdir():  # it was done before the moment came: once more from the start
                if path.is_file():
                    path.unlink()
            for path in (out / FOLDER).iterdir():
                path.unlink()
    assert start().wait(120) == 0
    assert files(out) == files(unbroken)
    assert not [p.name for p in out.iterdir() if p.name.startswith(".") and p.name != FOLDER]


def test_leftovers_of_a_killed_run_are_removed(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "甲"})
    out = put(tmp_path / "out", {})
    for name in (".claims.jsonl.17.tmp", ".notes.tmp", "claims.csv"):
        (out / name).write_text("", encoding="utf-8")
    (out / ".claims.17.tmp").mkdir()
    run(source, out)
    written = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert {p.name for p in out.iterdir()} == {".notes.tmp", "claims.csv", FOLDER, "manifest.json", *written}


@pytest.mark.usefixtures("serial")
def test_what_was_done_before_an_interruption_is_not_done_again(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {f"{n}": f"文{n}" for n in range(9)})

    def stop(summary: batch.Summary, source: Source) -> None:
        if summary.done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run([str(source)], tmp_path / "out", BatchOptions(workers=1), work=noting, progress=stop)
    assert len(DONE) == 5
    summary = run(source, tmp_path / "out")
    assert sorted(DONE) == [str(n) for n in range(9)]
    assert (summary.reused, summary.fresh) == (5, 4)
    run(source, tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


# --- inputs that change --------------------------------------------------------------------------


@pytest.mark.usefixtures("serial")
def test_only_what_is_new_or_changed_is_done(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "甲", "b": "乙", "d": "丁"})
    run(source, tmp_path / "out")
    DONE.clear()
    put(source, {"b": "乙二", "c": "丙"})
    (source / "d.txt").unlink()
    run(source, tmp_path / "out")
    assert DONE == ["b", "c"]
    run(source, tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")


@pytest.mark.usefixtures("serial")
def test_a_document_may_move(tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": f"n{n}", "text": f"文{n}{'拒' if n == 3 else ''}"}) for n in range(5)]
    source.write_text("\n".join(lines), encoding="utf-8")
    run(source, tmp_path / "out")
    DONE.clear()
    source.write_text("\n".join(["", *reversed(lines)]), encoding="utf-8")
    run(source, tmp_path / "out")
    assert DONE == []
    run(source, tmp_path / "fresh")
    assert files(tmp_path / "out") == files(tmp_path / "fresh")
    assert json.loads((tmp_path / "out/rejects.jsonl").read_text(encoding="utf-8"))["source"] == f"{source}:3"


@pytest.mark.usefixtures("serial")
def test_what_hit_a_limit_is_tried_again_by_the_next_run(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "拒", "b": "拒慢"})
    run(source, tmp_path / "out")
    DONE.clear()
    run(source, tmp_path / "out")
    assert DONE == ["b"]


@pytest.mark.usefixtures("serial")
def test_force_does_all_anew(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "甲", "b": "乙"})
    run(source, tmp_path / "out")
    before = files(tmp_path / "out")
    DONE.clear()
    run(source, tmp_path / "out", force=True)
    assert DONE == ["a", "b"]
    assert files(tmp_path / "out") == before


@pytest.mark.usefixtures("serial")
def test_another_version_does_all_anew_but_for_changed_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(tmp_path / "in", {"a": "甲", "b": "乙"})
    run(source, tmp_path / "out")
    monkeypatch.setattr("extract.batch.runner.program", lambda work: "another")
    put(source, {"b": "乙二"})
    DONE.clear()
    run(source, tmp_path / "out", changed_only=True)
    assert DONE == ["b"]
    DONE.clear()
    run(source, tmp_path / "out")
    assert DONE == ["a"]


@pytest.mark.usefixtures("serial")
def test_settings_that_change_results_do_all_anew(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "甲"})
    run(source, tmp_path / "out")
    run(source, tmp_path / "out", min_confidence=0.5)
    run(source, tmp_path / "out", min_confidence=0.5, part=1)
    assert DONE == ["a", "a"]


def test_the_program_is_told_by_code_data_and_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    identity.program.cache_clear()
    first = identity.program(noting)
    identity.program.cache_clear()
    assert identity.program(noting) == first
    identity.program.cache_clear()
    monkeypatch.setattr(identity, "library", lambda name: "0")
    assert identity.program(noting) != first
    identity.program.cache_clear()


# --- the store -----------------------------------------------------------------------------------


def outcome(id: str) -> Outcome:
    return Outcome(id, "{}" * 50, ("x",), (), "ok", (("amount", "actual"),), ("合肥市",), "s")


def fill(folder: Path, ids: str) -> None:
    with Store(folder, "p") as store:
        for id in ids:
            store.add(id.encode(), outcome(id))
            store.flush()


def known(folder: Path, ids: str) -> str:
    with Store(folder, "p") as store:
        return "".join(id for id in ids if store.get(id.encode(), None) == outcome(id))


def test_results_come_back_as_they_were(tmp_path: Path) -> None:
    reject = Reject("here", "r", "empty", "the text is empty")
    with Store(tmp_path, "p") as store:
        store.add(b"r", reject)
        store.add(b"a", outcome("a"))
    with Store(tmp_path, "p") as store:
        assert store.get(b"a", None) == outcome("a")
        assert store.get(b"r", "there") == Reject("there", "r", "empty", "the text is empty")
        assert store.get(b"x", None) is None


def test_a_segment_that_no_journal_knows_is_removed(tmp_path: Path) -> None:
    fill(tmp_path, "ab")
    stray = tmp_path / FOLDER / "segment-00000009.zst"
    stray.write_bytes(b"half")
    (tmp_path / FOLDER / "segment-00000010.tmp").write_bytes(b"half")
    assert known(tmp_path, "ab") == "ab"
    assert not stray.exists()
    assert not list((tmp_path / FOLDER).glob("*.tmp"))


def test_damage_costs_what_is_damaged(tmp_path: Path) -> None:
    fill(tmp_path, "abc")
    first, second, _ = sorted((tmp_path / FOLDER).glob("segment-*"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-9] + b"~" * 9)
    assert known(tmp_path, "abc") == "c"


def test_a_broken_journal_costs_all_but_not_the_run(tmp_path: Path) -> None:
    fill(tmp_path, "ab")
    (tmp_path / FOLDER / "journal.sqlite").write_bytes(b"no database at all" * 100)
    assert known(tmp_path, "ab") == ""
    fill(tmp_path, "a")
    assert known(tmp_path, "ab") == "a"


def test_what_is_not_in_use_is_dropped_and_thin_segments_are_written_anew(tmp_path: Path) -> None:
    with Store(tmp_path, "p") as store:
        for id in "abcd":
            store.add(id.encode(), outcome(id))
        store.flush()
        store.add(b"e", outcome("e"))
    with Store(tmp_path, "p") as store:
        assert store.get(b"b", None) == outcome("b")
        store.tidy()
    assert [p.name for p in (tmp_path / FOLDER).glob("segment-*")] == ["segment-00000003.zst"]
    assert known(tmp_path, "abcde") == "b"


def test_force_and_changed_only_contradict_each_other(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from extract.cli import main

    source = put(tmp_path / "in", {"a": "甲"})
    found = CliRunner().invoke(main, ["run", str(source), "-o", str(tmp_path / "out"), "--force", "--changed-only"])
    assert found.exit_code == 2
    assert "contradict" in found.output
