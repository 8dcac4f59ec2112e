"""What of a run is exported: its claims that somebody asks for, and their documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from extract import scratch
from extract.analysis.choosing import Wanted
from extract.batch.past_claims import claims_of
from extract.batch.past_tables import files_of, records_of, require_whole
from extract.errors import UsageError
from extract.formats.manifests import manifest_in

Record = dict[str, Any]
DEFAULT_BASE = "https://zh-extract.dev/id/"


class ChosenRun:
    """The claims of a run that were asked for, read from its files as often as it is needed.

    Args:
        path: the output folder of a run.
        wanted: which claims.
        candidates: whether the doubtful claims are taken as well, behind the others.
        base: what the names of things begin with in formats that need names for the whole web.
        watched: what claims pass through while they are given out, to be counted.

    Attributes:
        claims_done: how many claims were given out, in the pass that is under way or was the last.
    """

    def __init__(
        self,
        path: Path,
        wanted: Wanted | None = None,
        *,
        candidates: bool = False,
        base: str = DEFAULT_BASE,
        watched: Callable[[Iterable[Record]], Iterator[Record]] = iter,
    ) -> None:
        self.path = path
        self.wanted = wanted or Wanted()
        self.candidates = candidates
        self.base = base
        self._watched = watched
        self._chosen = self.wanted.choice()
        self.claims_done = 0
        self.manifest = manifest_in(path)
        for table in self._claim_tables():
            files_of(path, table)  # a mistake shows before anything is written

    def _claim_tables(self) -> tuple[str, ...]:
        return ("claims", "candidates") if self.candidates else ("claims",)

    @property
    def version(self) -> str:
        """The version of zh-extract that made the run, empty where that is not known."""
        return str(self.manifest.get("version") or "")

    @property
    def name(self) -> str:
        """A name for the run: it changes where anything of its manifest but the timings does."""
        told = {key: value for key, value in self.manifest.items() if key != "timings"}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]

    def claims(self) -> Iterator[Record]:
        """The claims, in the order of the run."""
        self.claims_done = 0
        for claim in self._watched(chain.from_iterable(claims_of(self.path, table) for table in self._claim_tables())):
            if self._chosen(claim):
                self.claims_done += 1
                yield claim

    def table(self, table: str) -> Iterator[Record]:
        """The records of any table, chosen where they are claims."""
        for record in records_of(self.path, table):
            if table not in ("claims", "candidates") or self._chosen(record):
                yield record

    def documents(self) -> Iterator[Record]:
        """The documents: all, or those with a chosen claim where not all claims are chosen."""
        if self.wanted.everything:
            yield from records_of(self.path, "documents")
        else:
            yield from (document for document, _ in self.articles())

    def articles(self) -> Iterator[tuple[Record, list[Record]]]:
        """The documents as ``documents`` gives them, each with its chosen claims; memory holds one document at a time.

        Raises:
            UsageError: the run is a file of claims alone.
        """
        require_whole(self.path)
        with scratch.database("claims (document TEXT, record TEXT)") as database:
            rows = ((claim["document_id"], json.dumps(claim, ensure_ascii=False, separators=(",", ":"))) for claim in self.claims())
            database.executemany("INSERT INTO claims VALUES (?, ?)", rows)
            database.execute("CREATE INDEX by_document ON claims (document)")
            for document in records_of(self.path, "documents"):
                found = database.execute("SELECT record FROM claims WHERE document = ? ORDER BY rowid", (document["id"],))
                claims = [json.loads(row[0]) for row in found]
                if claims or self.wanted.everything:
                    yield document, claims

    def text_of(self, document: Record) -> str:
        """The raw text of a document.

        Raises:
            UsageError: the run was made without texts.
        """
        text = document["text"]
        if text is None:
            raise UsageError("the run left the articles' texts out", where=str(self.path), mend="give the same command again without --no-texts")
        return str(text)
