"""Faults of the machine around a run: full disks, folders that may not be written, files that change, clocks that go back, other versions."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from unprivileged import ended

from extract import batch
from extract.batch import BatchOptions
from extract.batch.store import FOLDER
from extract.formats import ReadOptions, read_inputs
from extract.model import RawArticle, Reject

PROGRAM = Path(sys.executable).with_name("zh-extract")
SENTENCE = "合肥市2023年常住人口为985.3万人，比上年增加21.9万人。"
posix = pytest.mark.skipif(os.name != "posix", reason="needs a Unix system")


def articles(path: Path, n: int) -> Path:
    rows = [{"id": f"a{i}", "text": SENTENCE.replace("985", str(100 + i)) * 3} for i in range(n)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def outputs(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.name != "manifest.json"}


def command(source: Path, out: Path) -> list[str]:
    return [str(PROGRAM), "run", str(source), "-o", str(out), "--workers", "1", "--quiet"]


@posix
@pytest.mark.slow
def test_a_disk_that_fills_up_in_a_write_costs_nothing(tmp_path: Path) -> None:
    """Files may not grow beyond 20 kB, so that a write ends in the middle; with room again the same command goes on."""
    source, out = articles(tmp_path / "a.jsonl", 40), tmp_path / "out"

    def small() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    full = subprocess.run(command(source, out), preexec_fn=small, capture_output=True, text=True, check=False)
    assert full.returncode == 1
    assert "writing failed" in full.stderr
    assert "Traceback" not in full.stderr
    assert not outputs(out), "no output takes its name before all are complete"
    assert subprocess.run(command(source, out), check=False).returncode == 0
    batch.run([str(source)], tmp_path / "fresh", BatchOptions(workers=1))
    assert outputs(out) == outputs(tmp_path / "fresh")


@posix
def test_folders_without_permission_are_told(tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", 1)
    out = tmp_path / "out"
    out.mkdir(mode=0o500)
    done = ended(*command(source, out))
    assert done.returncode == 2
    assert done.stderr == f"zh-extract: error: {out}: the output folder cannot be written to; choose another one or change its permissions\n"
    assert not list(out.iterdir())
    below = ended(*command(source, out / "below"))
    assert below.returncode == 2
    assert below.stderr == f"zh-extract: error: {out / 'below'}: the output folder cannot be made (Permission denied); choose another one\n"


@posix
def test_inputs_without_permission_are_rejects(tmp_path: Path) -> None:
    """A file, and a folder whose names can be seen and not opened, or not even seen."""
    folder, out = tmp_path / "in", tmp_path / "out"
    for name, mode in (("open", 0o700), ("shut", 0o400), ("dark", 0)):
        (folder / name).mkdir(parents=True)
        (folder / name / f"{name}.txt").write_text(SENTENCE, encoding="utf-8")
        (folder / name).chmod(mode)
    (folder / "file.txt").write_text(SENTENCE, encoding="utf-8")
    (folder / "file.txt").chmod(0)
    try:
        done = ended(*command(folder, out))
        matched = ended(*command(folder / "*" / "*.txt", tmp_path / "matched"))
    finally:
        for name in ("shut", "dark"):
            (folder / name).chmod(0o700)
    assert (done.returncode, matched.returncode) == (3, 3), (done.stderr, matched.stderr)
    assert "Traceback" not in done.stderr
    rejects = [json.loads(line) for line in (out / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {reject["code"] for reject in rejects} == {"unreadable"}
    assert {Path(reject["source"]).name for reject in rejects} >= {"file.txt", "dark"}
    documents = [json.loads(line)["id"] for line in (out / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    assert documents == ["open/open"]
    (folder / "open").chmod(0o100)  # its files may be opened by those who know their names
    assert ended(*command(folder / "open" / "open.txt", tmp_path / "named")).returncode == 0
    (folder / "open").chmod(0o700)


@posix
def test_links_that_go_round_end(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (folder / "round").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    found = list(read_inputs([str(folder)], ReadOptions()))
    assert [item.id for item in found if isinstance(item, RawArticle)] == ["a"]
    assert {item.code for item in found if isinstance(item, Reject)} <= {"unreadable"}


def test_ids_that_lead_out_of_the_folder_write_nothing_there(tmp_path: Path) -> None:
    rows = [{"id": name, "text": SENTENCE} for name in ("../../escaped", "/tmp/escaped-zh", "a/../../b", "..\\c", "a\0b")]
    source = tmp_path / "in" / "a.jsonl"
    source.parent.mkdir()
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    batch.run([str(source)], tmp_path / "out", BatchOptions(workers=1, formats=("jsonl", "csv")))
    made = set(tmp_path.rglob("*")) - before
    assert all(p == tmp_path / "out" or tmp_path / "out" in p.parents for p in made)
    ids = [json.loads(line)["id"] for line in (tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    assert ids == [row["id"] for row in rows]


def test_a_file_that_is_cut_while_it_is_read_costs_what_is_gone(tmp_path: Path) -> None:
    source = articles(tmp_path / "a.jsonl", 4000)
    reading = read_inputs([str(source)], ReadOptions())
    first = next(reading)
    os.truncate(source, 100_000)
    rest = list(reading)
    assert isinstance(first, RawArticle)
    assert len(rest) > 10
    assert {item.code for item in rest if isinstance(item, Reject)} <= {"broken-json"}


def test_a_file_that_is_gone_when_its_turn_comes_is_a_reject(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(SENTENCE, encoding="utf-8")
    reading = read_inputs([str(tmp_path)], ReadOptions())
    next(reading)
    (tmp_path / "b.txt").unlink()
    (reject,) = list(reading)
    assert isinstance(reject, Reject)
    assert reject.code == "unreadable"


def test_a_clock_that_goes_back_changes_no_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = articles(tmp_path / "a.jsonl", 6)
    batch.run([str(source)], tmp_path / "one", BatchOptions(workers=1))
    now = iter(range(10**6, 0, -1))
    monkeypatch.setattr(time, "time", lambda: float(next(now)))
    batch.run([str(source)], tmp_path / "two", BatchOptions(workers=1))
    batch.run([str(source)], tmp_path / "two", BatchOptions(workers=1))
    assert outputs(tmp_path / "one") == outputs(tmp_path / "two")


def test_the_journal_of_another_version_is_dropped_and_all_is_done_anew(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "a.jsonl", 3), tmp_path / "out"
    batch.run([str(source)], out, BatchOptions(workers=1))
    before = outputs(out)
    with sqlite3.connect(out / FOLDER / "journal.sqlite") as journal:
        journal.execute("PRAGMA user_version = 99")
    journal.close()
    summary = batch.run([str(source)], out, BatchOptions(workers=1))
    assert (summary.reused, summary.fresh) == (0, 3)
    assert outputs(out) == before


@pytest.mark.slow
def test_two_runs_on_one_folder_do_not_mix(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "a.jsonl", 60), tmp_path / "out"
    runs = [subprocess.Popen(command(source, out), stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [run.communicate()[1] for run in runs]
    ends = sorted(run.returncode for run in runs)
    assert ends in ([0, 0], [0, 2])
    if ends == [0, 2]:
        assert any("another run is writing there" in text for text in told)
    batch.run([str(source)], tmp_path / "fresh", BatchOptions(workers=1))
    assert outputs(out) == outputs(tmp_path / "fresh")


@pytest.mark.slow
def test_outputs_do_not_hang_on_the_hash_seed(tmp_path: Path) -> None:
    corpus = Path(__file__).parent.parent / "corpus"
    inputs = [str(path) for path in sorted(corpus.glob("[ab]0[1-4]*.txt"))]
    made = []
    for seed in ("0", "1", "4242"):
        out = tmp_path / seed
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = [str(PROGRAM), "run", *inputs, "-o", str(out), "--workers", "1", "--quiet"]
        assert subprocess.run(run, env=environment, check=False).returncode == 0
        made.append(outputs(out))
    assert made[0] == made[1] == made[2]
