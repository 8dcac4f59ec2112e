"""How a run over many documents scales with its workers, and what memory each of these takes."""

from __future__ import annotations

import json
import multiprocessing
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from extract import batch
from extract.model import RawArticle

_SHARE_OF_START = 10  # the first tenth of the documents is for starting processes and filling tables
_LOOKS = 40  # at memory, in a run


@dataclass(frozen=True, slots=True)
class Scaling:
    """A run with some workers.

    Attributes:
        documents_per_second, megabytes_per_second: after the first tenth of the documents.
        cpu_per_megabyte: processor seconds of all workers for a MB of text, their start included; 0 where the system does not tell.
        worker_early, worker_late, worker_peak: resident memory of the largest worker in MiB after a fifth of the run, at its end, and at most.
        parent_peak: resident memory of the process that reads and writes, at most.
    """

    workers: int
    documents: int
    documents_per_second: float
    megabytes_per_second: float
    cpu_per_megabyte: float
    worker_early: float
    worker_late: float
    worker_peak: float
    parent_peak: float


def resident(pid: int) -> float:
    """Resident memory of a process in MiB; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def processor_seconds(pid: int) -> float:
    """What a process has used of a processor so far; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return 0.0


def measure(articles: Sequence[RawArticle], workers: int) -> Scaling:
    """Runs the articles through ``batch.run`` with so many workers, outputs and near-duplicates included."""
    sizes = [len(a.text.encode()) for a in articles]
    first = len(articles) // _SHARE_OF_START
    began = ended = cpu = 0.0
    done = 0
    looks: list[float] = []
    parent = 0.0

    def progress(summary: batch.Summary, _: object) -> None:
        nonlocal began, ended, cpu, done, parent
        done = summary.done
        ended = time.perf_counter()
        if done == first or not began:
            began = ended
        if done % max(1, len(articles) // _LOOKS) == 0:
            children = [child.pid or 0 for child in multiprocessing.active_children()]
            looks.append(max(map(resident, children), default=0.0))
            cpu = sum(map(processor_seconds, children))
            parent = max(parent, resident(multiprocessing.current_process().pid or 0))

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for a in articles:
                file.write(json.dumps({"id": a.id, "text": a.text, "title": a.metadata.title}, ensure_ascii=False) + "\n")
        batch.run([str(source)], Path(folder) / "out", batch.BatchOptions(workers=workers), progress=progress)
    spent = max(ended - began, 1e-9)
    early, late = (looks[len(looks) // 5], looks[-1]) if looks else (0.0, 0.0)
    return Scaling(
        workers, len(articles), round((done - first) / spent, 2), round(sum(sizes[first:]) / spent / 1e6, 4), round(cpu / sum(sizes) * 1e6, 2),
        round(early, 1), round(late, 1), round(max(looks, default=0.0), 1), round(parent, 1),
    )  # fmt: skip


def table(found: Sequence[Scaling]) -> str:
    """The runs as lines of text."""
    lines = [
        f"{'workers':>8}{'documents/s':>14}{'MB/s':>9}{'CPU s/MB':>10}{'× one worker':>15}{'worker MiB, early / late / peak':>34}{'parent MiB':>12}"
    ]
    for s in found:
        memory = f"{s.worker_early:.0f} / {s.worker_late:.0f} / {s.worker_peak:.0f}"
        times = s.megabytes_per_second / found[0].megabytes_per_second if found[0].megabytes_per_second else 0.0
        lines.append(
            f"{s.workers:>8}{s.documents_per_second:>14.1f}{s.megabytes_per_second:>9.3f}{s.cpu_per_megabyte:>10.1f}{times:>15.2f}"
            f"{memory:>34}{s.parent_peak:>12.0f}"
        )
    return "\n".join(lines)
