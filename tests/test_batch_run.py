"""Runs over many documents: what is written, in which order, and what survives what."""

from __future__ import annotations

import hashlib
import json
import os
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from extract import batch
from extract.batch import BatchOptions
from extract.batch.lock import NAME, locked
from extract.batch.outputs import chosen
from extract.batch.pool import parallel
from extract.batch.store import FOLDER
from extract.batch.work import Outcome, Settings, process
from extract.errors import UsageError, ZhExtractError
from extract.formats.inputs import Source
from extract.model import RawArticle, Reject

OUTPUTS = ("claims.jsonl", "candidates.jsonl", "documents.jsonl", "rejects.jsonl", "duplicates.jsonl", "manifest.json")
TEXT = "2023年，云溪县完成工业投资86.4亿元，同比增长9.1%。安徽省合肥市2024年地区生产总值为13507.7亿元，增长6.1%。"


def record(id: str, text: str | None) -> dict[str, Any]:
    return {"id": id, "text": text}


def shown(article: RawArticle, settings: Settings) -> Outcome | Reject:
    """Work that makes one record of each kind of the text alone, and takes a while as it likes."""
    if "慢" in article.text:
        time.sleep(random.random() / 50)
    text = article.text if settings.texts else None
    lines = (json.dumps({"document_id": article.id}),)
    return Outcome(article.id, json.dumps(record(article.id, text)), lines, (), "ok", (("amount", "actual"),), ("合肥市",))


def dying(article: RawArticle, settings: Settings) -> Outcome | Reject:
    if "死" in article.text:
        os._exit(3)
    return shown(article, settings)


def dying_once(article: RawArticle, settings: Settings) -> Outcome | Reject:
    if "死" in article.text:
        marker = Path(article.source or "").with_suffix(".died")
        if not marker.exists():
            marker.touch()
            os._exit(3)
    return shown(article, settings)


def unsendable(article: RawArticle, settings: Settings) -> Outcome | Reject:
    return shown(article, settings) if "死" not in article.text else (lambda: None)  # type: ignore[return-value]


def put(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def contents(folder: Path) -> dict[str, Any]:
    """All outputs, the manifest without timings."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest.pop("timings")) == {"seconds", "documents_per_second", "reused", "workers"}
    return {"manifest": manifest, **{name: (folder / name).read_bytes() for name in OUTPUTS[:-1]}}


# --- outputs -------------------------------------------------------------------------------------


def test_outputs_and_summary(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": TEXT, "b": "", "c": "Nothing Chinese in here.", "d": TEXT + "\u200b"})
    (source / "x.pdf").write_bytes(b"%PDF")
    out = tmp_path / "new" / "out"
    summary = batch.run([str(source)], out, BatchOptions(workers=1))
    assert sorted(p.name for p in out.iterdir()) == sorted((FOLDER, *OUTPUTS))
    documents = rows(out / "documents.jsonl")
    assert [d["id"] for d in documents] == ["a", "c", "d"]
    assert documents[0]["text"] == TEXT
    assert documents[0]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert [r["code"] for r in rows(out / "rejects.jsonl")] == ["empty"]
    claims = rows(out / "claims.jsonl")
    assert {c["document_id"] for c in claims} == {"a", "d"}
    assert summary.documents == Counter(d["status"] for d in documents)
    assert summary.documents["not_chinese"] == 1
    assert summary.rejects == {"empty": 1}
    assert summary.claims == Counter((c["value"]["kind"], c["status"]) for c in claims)
    assert summary.places == Counter(c["city"]["name"] for c in claims)
    assert summary.candidates == len(rows(out / "candidates.jsonl"))
    assert summary.skipped == {".pdf": 1}
    assert summary.done == 4
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["claims"]["total"] == len(claims)
    assert manifest["documents"] == {"total": 3, "by_status": dict(sorted(summary.documents.items()))}
    assert manifest["rejects"] == {"total": 1, "by_code": {"empty": 1}}
    assert manifest["skipped_files"] == {".pdf": 1}
    assert manifest["settings"]["inputs"] == [str(source)]
    assert manifest["libraries"]["jieba"]
    for name, about in manifest["outputs"].items():
        data = (out / name).read_bytes()
        assert about == {"lines": data.count(b"\n"), "sha256": hashlib.sha256(data).hexdigest()}


def test_claims_quote_the_documents_text(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "\r\n" + TEXT + "\r\n"})
    batch.run([str(source)], tmp_path / "out", BatchOptions(workers=1))
    (document,) = rows(tmp_path / "out/documents.jsonl")
    claims = rows(tmp_path / "out/claims.jsonl")
    assert claims
    for claim in claims:
        start, end = claim["value"]["span"]
        assert document["text"][start:end] == claim["value"]["text"]


def test_texts_can_be_left_out(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": TEXT})
    batch.run([str(source)], tmp_path / "out", BatchOptions(workers=1, texts=False))
    (document,) = rows(tmp_path / "out/documents.jsonl")
    assert document["text"] is None
    assert document["length"] == len(TEXT)


def test_a_higher_threshold_moves_claims_to_the_candidates(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": TEXT})
    for name, threshold in (("low", 0.0), ("high", 1.0)):
        batch.run([str(source)], tmp_path / name, BatchOptions(workers=1, min_confidence=threshold))
    low, high = (len(rows(tmp_path / n / "claims.jsonl")) for n in ("low", "high"))
    assert low > high
    assert len(rows(tmp_path / "high/candidates.jsonl")) >= low - high


def test_the_output_in_the_input_folder_is_not_read_again(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": TEXT})
    found = []
    for out in (source, source / "out", source / "other", source):
        batch.run([str(source)], out, BatchOptions(workers=1), work=shown)
        found.append(contents(out))
    assert all(f == found[0] for f in found)


# --- order and sameness --------------------------------------------------------------------------


@pytest.mark.slow
def test_outputs_do_not_depend_on_workers_or_history(tmp_path: Path) -> None:
    lines = [{"text": f"{TEXT}第{n}期。{'慢' * (n % 3)}", "id": f"n{n}"} for n in range(40)] + [{"text": ""}, {"id": "n1", "text": "又一"}]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in lines), encoding="utf-8")
    batch.run([str(source)], tmp_path / "one", BatchOptions(workers=1))
    batch.run([str(source)], tmp_path / "two", BatchOptions(workers=2))
    first = contents(tmp_path / "one")
    assert contents(tmp_path / "two") == first
    batch.run([str(source)], tmp_path / "two", BatchOptions(workers=3))
    assert contents(tmp_path / "two") == first
    assert [d["id"] for d in rows(tmp_path / "one/documents.jsonl")] == [f"n{n}" for n in range(40)]


def test_results_come_in_the_order_of_the_input() -> None:
    items = [RawArticle(f"{n}", "慢") if n % 5 else Reject(f"{n}", None, "empty", "empty") for n in range(60)]
    found = list(parallel(iter(items), shown, Settings(), 3))
    assert [json.loads(r.document)["id"] if isinstance(r, Outcome) else r.source for r in found] == [str(n) for n in range(60)]


def test_few_documents_are_under_way_at_once() -> None:
    taken = 0

    def items() -> Any:
        nonlocal taken
        for n in range(100):
            taken += 1
            yield RawArticle(str(n), "文")

    for done, _ in enumerate(parallel(items(), shown, Settings(), 2), 1):
        assert taken - done <= 2 * 16


def test_a_handful_of_documents_is_done_without_workers(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "文", "b": "字"})
    assert batch.run([str(source)], tmp_path / "out", work=shown).workers == 1


def test_progress_is_told_after_each_document(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "文", "b": "", "c": "字"})
    told: list[tuple[int, int]] = []

    def progress(summary: batch.Summary, source: Source) -> None:
        told.append((summary.done, source.position))

    batch.run([str(source)], tmp_path / "out", BatchOptions(workers=1), progress=progress, work=shown)
    assert [done for done, _ in told] == [1, 2, 3]


# --- failures ------------------------------------------------------------------------------------


def test_an_exception_in_the_pipeline_is_a_reject(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(tmp_path / "in", {"a": TEXT, "b": "坏" + TEXT, "c": TEXT})
    from extract import pipeline

    run = pipeline.run

    def failing(article: RawArticle, *, threshold: float, ner: str) -> Any:
        if article.text.startswith("坏"):
            raise ValueError("two\nlines")
        return run(article, threshold=threshold, ner=ner)

    monkeypatch.setattr(pipeline, "run", failing)
    summary = batch.run([str(source)], tmp_path / "out", BatchOptions(workers=1))
    assert summary.documents.total() == 2
    (reject,) = rows(tmp_path / "out/rejects.jsonl")
    assert (reject["id"], reject["code"], reject["source"]) == ("b", "internal", str(source / "b.txt"))
    assert "ValueError at extract/batch/work.py" in reject["reason"]
    assert "two lines" in reject["reason"]


def test_a_process_that_dies_costs_its_document_only(tmp_path: Path) -> None:
    texts = {f"{n:02}": "死" if n in (3, 4, 17) else "慢" for n in range(24)}
    source = put(tmp_path / "in", texts)
    summary = batch.run([str(source)], tmp_path / "out", BatchOptions(workers=2), work=dying)
    assert summary.rejects == {"crash": 3}
    assert [r["id"] for r in rows(tmp_path / "out/rejects.jsonl")] == ["03", "04", "17"]
    assert [d["id"] for d in rows(tmp_path / "out/documents.jsonl")] == [n for n in sorted(texts) if texts[n] == "慢"]


def test_a_process_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {f"{n}": "死" if n == 2 else "文" for n in range(6)})
    summary = batch.run([str(source)], tmp_path / "out", BatchOptions(workers=2), work=dying_once)
    assert summary.documents.total() == 6
    assert not summary.rejects


def test_a_result_that_cannot_be_sent_is_a_reject(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {f"{n}": "死" if n == 2 else "文" for n in range(6)})
    summary = batch.run([str(source)], tmp_path / "out", BatchOptions(workers=2), work=unsendable)
    assert summary.rejects == {"internal": 1}
    assert summary.documents.total() == 5


def test_an_interrupted_run_leaves_the_outputs_of_the_run_before(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "文", "b": "字"})
    out = tmp_path / "out"
    batch.run([str(source)], out, BatchOptions(workers=1), work=shown)
    before = contents(out)
    put(source, {"c": "新"})

    def interrupt(summary: batch.Summary, source: Source) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run([str(source)], out, BatchOptions(workers=1), progress=interrupt, work=shown)
    assert contents(out) == before
    assert sorted(p.name for p in out.iterdir()) == sorted((FOLDER, *OUTPUTS))


def test_a_full_disk_is_a_failure_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(tmp_path / "in", {"a": "文"})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(chosen.Outputs, "write", full)
    with pytest.raises(ZhExtractError, match="No space left on device") as caught:
        batch.run([str(source)], tmp_path / "out", BatchOptions(workers=1), work=shown)
    assert not isinstance(caught.value, UsageError)
    assert [p.name for p in (tmp_path / "out").iterdir()] == [FOLDER]


# --- wrong usage ---------------------------------------------------------------------------------


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "文"})
    for out in (source / "a.txt", source / "a.txt" / "below"):
        with pytest.raises(UsageError):
            batch.run([str(source)], out, work=shown)


def test_an_output_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = put(tmp_path / "in", {"a": "文"})
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UsageError, match="cannot be written to"):
        batch.run([str(source)], tmp_path / "out", work=shown)


def test_a_missing_input_makes_no_output(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        batch.run([str(tmp_path / "nothing")], tmp_path / "out")
    assert not (tmp_path / "out").exists()


# --- lock ----------------------------------------------------------------------------------------


def test_the_second_run_on_a_folder_is_refused(tmp_path: Path) -> None:
    source = put(tmp_path / "in", {"a": "文"})
    out = tmp_path / "out"
    out.mkdir()
    with locked(out):
        assert (out / NAME).read_text(encoding="ascii").strip() == str(os.getpid())
        with pytest.raises(UsageError, match=f"another run is writing there \\(process {os.getpid()}\\)"):
            batch.run([str(source)], out, work=shown)
    assert not (out / NAME).exists()
    batch.run([str(source)], out, work=shown)


def test_a_stale_lock_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("1\n", encoding="ascii")
    with locked(tmp_path):
        assert (tmp_path / NAME).read_text(encoding="ascii").strip() == str(os.getpid())
    assert not (tmp_path / NAME).exists()


def test_the_lock_goes_with_an_exception(tmp_path: Path) -> None:
    def failing() -> None:
        with locked(tmp_path):
            raise ValueError

    with pytest.raises(ValueError):
        failing()
    with locked(tmp_path):
        pass


def test_the_work_of_production_is_the_pipeline() -> None:
    result = process(RawArticle("a", TEXT), Settings())
    assert isinstance(result, Outcome)
    assert len(result.claims) == len(result.kinds) == len(result.places) > 0
