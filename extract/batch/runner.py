"""One run: inputs in, the files of the output contract out."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from extract.batch.duplicates import Duplicates
from extract.batch.identity import content_key, program
from extract.batch.lock import locked
from extract.batch.manifest import manifest
from extract.batch.options import BatchOptions, processors
from extract.batch.outputs import chosen
from extract.batch.outputs.chosen import Outputs
from extract.batch.pool import Item, Result, parallel, serial
from extract.batch.store import Store
from extract.batch.summary import Summary
from extract.batch.work import Settings, process
from extract.errors import UsageError, ZhExtractError
from extract.formats.inputs import Source, read_inputs
from extract.formats.options import ReadOptions
from extract.formats.remote import is_address, shown
from extract.formats.writers import json_line
from extract.model import Reject
from extract.processes.workers import Work

OnProgress = Callable[[Summary, Source], None]

_FEW = 4  # documents that are done before worker processes have started


def run(
    inputs: Sequence[str], output: str | Path, options: BatchOptions | None = None, *, progress: OnProgress | None = None, work: Work = process
) -> Summary:
    """Extracts the claims of all inputs and writes claims, candidates, documents, rejects, duplicates and manifest.json.

    The files are in the order of the input and the same whatever the number of workers and whatever earlier runs did or
    left undone. They take their names only when all of them are complete, so that a run that ends early leaves those of the run
    before; what it had finished is kept (``batch.store``) and not done again.

    Args:
        inputs: files, folders, patterns, addresses of these (``s3://bucket/folder``), or ``-`` for standard input.
        output: the folder to write to; made if it is not there.
        progress: called after each document.
        work: what is done with a document; must be importable by its name if worker processes are used.

    Raises:
        UsageError: an input does not exist or means nothing, or the folder cannot be written to or is in use by another run.
        MissingExtraError: an input or an output needs a library that is not installed.
        ZhExtractError: writing fails (a full disk), or worker processes cannot be started.
    """
    options = options or BatchOptions()
    if is_address(str(output)):
        mend = "name a folder and copy it there when it is done, or use --engine ray"
        raise UsageError("a run on this machine writes to a folder of it", where=shown(str(output)), mend=mend)
    folder = Path(output)
    chosen.check(options.formats, options.part)
    source = read_inputs(inputs, ReadOptions(options.max_bytes, options.columns, options.stdin))
    _prepare(folder)
    with locked(folder):
        chosen.remove_leftovers(folder)
        try:
            with (
                Store(folder, program(work), any_program=options.changed_only, forget=options.force) as store,
                Outputs(folder, options.formats, options.part) as outputs,
            ):
                return _Run(source, store, outputs, options).run(inputs, progress, work)
        except (OSError, sqlite3.Error) as error:
            what = getattr(error, "strerror", None) or error
            mend = "make room, or see that all in it may be written to, and run the same command again: it goes on where it stopped"
            raise ZhExtractError(f"writing failed ({what})", code="write", where=str(folder), mend=mend) from error


def _prepare(folder: Path) -> None:
    """Makes the output folder, and sees that it can be written to."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("the output is a file", where=str(folder), mend="name a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"the output folder cannot be made ({error.strerror})", where=str(folder), mend="choose another one") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError("the output folder cannot be written to", where=str(folder), mend="choose another one or change its permissions")


class _Run:
    """A run under way."""

    def __init__(self, source: Source, store: Store, outputs: Outputs, options: BatchOptions) -> None:
        self._source = source
        self._store = store
        self._outputs = outputs
        self._options = options
        self._settings = Settings(options.min_confidence, options.texts, options.ner, options.max_seconds, options.configuration)
        self._summary = Summary(skipped=dict(source.skipped))
        self._duplicates = Duplicates(options.duplicates) if options.duplicates is not None else None
        self._keys: deque[bytes | None] = deque()  # of the documents under way; None where the result was known before

    def run(self, inputs: Sequence[str], progress: OnProgress | None, work: Work) -> Summary:
        """Takes all inputs through."""
        start = time.perf_counter()
        for result in self._results(work):
            key = self._keys.popleft()
            if key is not None:
                self._store.add(key, result)
            self._write(result)
            if progress is not None:
                progress(self._summary, self._source)
        self._summary.skipped = dict(sorted(self._source.skipped.items()))
        self._store.tidy()
        about = self._outputs.finish()
        self._summary.seconds = time.perf_counter() - start
        self._outputs.commit(manifest([shown(given) for given in inputs], self._options, self._summary, about))
        return self._summary

    def _results(self, work: Work) -> Iterator[Result]:
        items = self._items()
        workers = self._options.workers or processors()
        head = list(islice(items, _FEW + 1))
        items = chain(head, items)
        if len(head) <= _FEW:
            workers = 1
        self._summary.workers = workers
        return serial(items, work, self._settings) if len(head) <= _FEW else parallel(items, work, self._settings, workers)

    def _items(self) -> Iterator[Item]:
        """What is read, with the result in place of a document where it is known."""
        for item in self._source.items:
            if isinstance(item, Reject):
                self._keys.append(None)
                yield item
                continue
            key = content_key(item, self._settings)
            known = self._store.get(key, item.source)
            self._summary.reused += known is not None
            self._keys.append(key if known is None else None)
            yield known or item

    def _write(self, result: Result) -> None:
        self._summary.add(result)
        self._outputs.next_document()
        if isinstance(result, Reject):
            self._outputs.write("rejects", json_line(dataclasses.asdict(result)))
            return
        self._outputs.write("documents", result.document)
        for line in result.claims:
            self._outputs.write("claims", line)
        for line in result.candidates:
            self._outputs.write("candidates", line)
        if self._duplicates is not None and (first := self._duplicates.first_of(result.id, result.signature)):
            self._summary.duplicates += 1
            self._outputs.write("duplicates", json_line({"id": result.id, "of": first[0], "similarity": round(first[1], 3)}))
