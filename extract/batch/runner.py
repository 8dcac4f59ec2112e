"""One run: inputs in, the files of the output contract out."""

from __future__ import annotations

import dataclasses
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path

from extract.batch.lock import locked
from extract.batch.manifest import manifest
from extract.batch.options import BatchOptions, processors
from extract.batch.pool import Result, Work, parallel, serial
from extract.batch.summary import Summary
from extract.batch.work import Settings, process
from extract.errors import UsageError, ZhExtractError
from extract.formats.inputs import Source, read_inputs
from extract.formats.kinds import OUTPUTS
from extract.formats.options import ReadOptions
from extract.formats.writers import AtomicFile, remove_leftovers
from extract.model import RawArticle, Reject

OnProgress = Callable[[Summary, Source], None]

_FEW = 4  # documents that are done before worker processes have started


def run(
    inputs: Sequence[str], output: str | Path, options: BatchOptions | None = None, *, progress: OnProgress | None = None, work: Work = process
) -> Summary:
    """Extracts the claims of all inputs and writes claims.jsonl, candidates.jsonl, documents.jsonl, rejects.jsonl and manifest.json.

    The files are in the order of the input and the same whatever the number of workers; they take their names only when all of
    them are complete, so that a run that ends early leaves those of the run before.

    Args:
        inputs: files, folders, patterns, or ``-`` for standard input.
        output: the folder to write to; made if it is not there.
        progress: called after each document.
        work: what is done with a document; must be importable by its name if worker processes are used.

    Raises:
        UsageError: an input does not exist or means nothing, or the folder cannot be written to or is in use by another run.
        MissingExtraError: an input needs a library that is not installed.
        ZhExtractError: writing fails (a full disk), or worker processes cannot be started.
    """
    options = options or BatchOptions()
    folder = Path(output)
    source = read_inputs(inputs, ReadOptions(options.max_bytes, options.stdin))
    _prepare(folder)
    with locked(folder):
        remove_leftovers(folder, OUTPUTS)
        try:
            return _run(inputs, source, folder, options, progress=progress, work=work)
        except OSError as error:
            raise ZhExtractError(f"writing failed ({error.strerror or error})", code="write", where=str(folder)) from error


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


def _run(inputs: Sequence[str], source: Source, folder: Path, options: BatchOptions, *, progress: OnProgress | None, work: Work) -> Summary:
    start = time.perf_counter()
    summary = Summary(skipped=dict(source.skipped))
    with ExitStack() as stack:
        files = [stack.enter_context(AtomicFile(folder / name)) for name in OUTPUTS]
        claims, candidates, documents, rejects, record = files
        for result in _results(source, options, summary, work):
            summary.add(result)
            if isinstance(result, Reject):
                rejects.write(dataclasses.asdict(result))
            else:
                documents.write_line(result.document)
                for line in result.claims:
                    claims.write_line(line)
                for line in result.candidates:
                    candidates.write_line(line)
            if progress is not None:
                progress(summary, source)
        summary.seconds = time.perf_counter() - start
        record.write_line(json.dumps(manifest(inputs, options, summary, files[:-1]), ensure_ascii=False, indent=2))
        for file in files:
            file.finish()
        for file in files:
            file.commit()
    return summary


def _results(source: Source, options: BatchOptions, summary: Summary, work: Work) -> Iterator[Result]:
    settings = Settings(options.min_confidence, options.texts, options.ner)
    workers = options.workers or processors()
    items: Iterator[RawArticle | Reject] = source
    if options.workers is None and workers > 1:
        head = list(islice(source, _FEW))
        workers = workers if len(head) == _FEW else 1
        items = chain(head, source)
    summary.workers = workers
    return parallel(items, work, settings, workers) if workers > 1 else serial(items, work, settings)
