"""How quick a large desk is: ``python -m extract.review.bench``.

A run of 10,000 documents and 100,000 claims, made of the claims of an earlier run under other names, is taken in and its pages are asked for, one
after the other, in this process (no network). Times are medians and the ninth of ten; beside them the time that the processor is busy in
this process, which does not grow where others keep the machine busy too.
"""

from __future__ import annotations

import json
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import click

from extract.batch.past_claims import claims_of
from extract.batch.past_tables import records_of
from extract.formats.manifests import MANIFEST, PROGRAM
from extract.formats.writers import json_line
from extract.review.store.database import Database
from extract.review.store.importing import import_run
from extract.review.web.app import create_app
from extract.review.web.desk import Desk, local_person

_TIMES = 25
_Ask = Callable[[str], Any]


def write_large(run: Path, folder: Path, documents: int, claims: int) -> tuple[int, int]:
    """Writes a run of so many documents and claims, copied from a run under new names; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    known = list(records_of(run, "documents"))
    by_document: dict[str, list[dict[str, Any]]] = {}
    for table in ("claims", "candidates"):
        for claim in claims_of(run, table):
            by_document.setdefault(claim["document_id"], []).append(claim)
    written = [0, 0]
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as texts, (folder / "claims.jsonl").open("w", encoding="utf-8") as told:
        for number in range(documents):
            document = known[number % len(known)]
            name = f"{document['id']}-{number}"
            texts.write(json_line({**document, "id": name}) + "\n")
            written[0] += 1
            share = claims * (number + 1) // documents - written[1]
            for claim in by_document.get(document["id"], [])[:share]:
                source = {**claim["source"], "document": {**claim["source"]["document"], "id": name}}
                told.write(json_line({**claim, "id": f"{claim['id']}{number}"[-20:], "document_id": name, "source": source}) + "\n")
                written[1] += 1
    (folder / "candidates.jsonl").write_text("", encoding="utf-8")
    outputs: dict[str, Any] = {f"{table}.jsonl": {} for table in ("claims", "candidates", "documents")}
    (folder / MANIFEST).write_text(json.dumps({"program": PROGRAM, "version": "bench", "outputs": outputs}), encoding="utf-8")
    return written[0], written[1]


@contextmanager
def _asking(database: Database) -> Iterator[tuple[_Ask, _Ask]]:
    """Two ways to ask a desk: for a page, and for a decision on a subject."""
    from fastapi.testclient import TestClient

    with TestClient(create_app(Desk(database, local_person("bench"))), base_url="http://localhost") as client:
        page = client.get("/queues").text
        client.headers["X-CSRF-Token"] = page.split('name="csrf" content="')[1].split('"')[0]
        tokens = count()

        def get(path: str) -> Any:
            answer = client.get(path)
            answer.raise_for_status()
            return answer

        def accept(subject: str) -> Any:
            body = {"token": f"benchbench{next(tokens)}", "subject": subject, "version": 0, "action": "accept"}
            answer = client.post("/api/decisions", json=body)
            answer.raise_for_status()
            return answer

        yield get, accept


def _timed(work: Callable[[], Any]) -> tuple[float, float, float]:
    """Median, ninth of ten, and median of the processor's time alone, in milliseconds."""
    work()
    found, alone = [], []
    for _ in range(_TIMES):
        start, busy = time.perf_counter(), time.process_time()
        work()
        found.append((time.perf_counter() - start) * 1000)
        alone.append((time.process_time() - busy) * 1000)
    return statistics.median(found), sorted(found)[int(_TIMES * 0.9)], statistics.median(alone)


def measure(database: Database) -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Each page's name with how long it takes."""
    with _asking(database) as (get, accept):
        state = {"subject": get("/api/next").json()["subject"]}

        def judged() -> None:
            accept(state["subject"])
            state["subject"] = get(f"/api/next?after={state['subject']}").json()["subject"]

        def claim() -> None:
            get(f"/claims/{state['subject']}?only=claim")
            state["subject"] = get(f"/api/next?after={state['subject']}").json()["subject"]

        work: dict[str, Callable[[], Any]] = {
            "claim page and the next one's name": claim,
            "decision and the next one's name": judged,
            "queues": lambda: get("/queues"),
            "list of a queue": lambda: get("/queue?name=confidence"),
            "contradictions": lambda: get("/queue?name=contradictions"),
            "overview": lambda: get("/"),
            "search of two words": lambda: get("/search?q=常住人口 增长"),
        }
        for name, done in work.items():
            yield name, _timed(done)


@click.command()
@click.argument("run", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--documents", default=10_000, show_default=True)
@click.option("--claims", default=100_000, show_default=True)
@click.option("--database", metavar="URL", help="Where the desk is kept; by default in a temporary SQLite file.")
def main(run: Path, documents: int, claims: int, database: str | None) -> None:
    """Measure a desk with many copies of the claims of RUN."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = write_large(run, folder / "run", documents, claims)
        desk = Database(database or folder / "desk.sqlite")
        start, busy = time.perf_counter(), time.process_time()
        import_run(desk, folder / "run")
        click.echo(f"{platform.machine()}, Python {platform.python_version()}, {desk.url.get_backend_name()}")
        click.echo(
            f"{made[0]} documents and {made[1]} claims taken in: {time.perf_counter() - start:.1f} s, {time.process_time() - busy:.1f} s of them busy"
        )
        for page, (middle, most, alone) in measure(desk):
            click.echo(f"{page:36} {middle:7.1f} ms, nine of ten below {most:.1f} ms; {alone:.1f} ms busy")
        desk.close()


if __name__ == "__main__":
    main()
