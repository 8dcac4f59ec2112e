"""Extraction over Arrow record batches: what Ray Data, Spark and others that move Arrow between machines can call.

A batch of articles comes in, one with a row for each of them goes out: the claims, the doubtful candidates, the document's record, or why
there are none. Nothing depends on the rows beside an article or on the order of batches.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import Any

from extract.batch.work import Outcome, Settings, process
from extract.errors import UsageError
from extract.formats import arrow
from extract.formats.options import ReadOptions
from extract.formats.rows import FIELDS, Where, article
from extract.model import RawArticle, Reject

_AS_READ = ("encoding", "main_text", "truncated")  # what readers know of an article besides its fields


class ArrowBatches:
    """A function from a batch of articles to a batch of their results; it can be sent to other processes.

    Args:
        settings: what the results depend on.
        options: the names of the columns, and the size limit.

    The input has a column ``text`` and, where known, ``id title publisher author url published``, and those that ``articles_batch`` writes.
    An article without an id goes by a digest of its text. Whoever calls sees to it that no id is given twice.

    The output has the columns ``id``, ``source``, ``claims`` and ``candidates`` (lists of the contract's claims), ``document`` and ``reject``,
    one of which is null.
    """

    def __init__(self, settings: Settings | None = None, options: ReadOptions | None = None) -> None:
        arrow.require("extraction over Arrow batches")
        self.settings = settings or Settings()
        self.options = options or ReadOptions()

    @property
    def schema(self) -> Any:
        """The Arrow schema of the output."""
        return arrow.results_schema()

    def __call__(self, batch: Any) -> Any:
        """The results for a ``pyarrow.RecordBatch``, in its order.

        Raises:
            UsageError: it has no column with the text.
        """
        return arrow.results_batch([self._result(item) for item in self._items(batch)])

    def each(self, batches: Iterable[Any]) -> Iterator[Any]:
        """The results of batches as they come, as Spark's ``mapInArrow`` wants it."""
        return map(self, batches)

    def _items(self, batch: Any) -> Iterator[RawArticle | Reject]:
        names = batch.schema.names
        text = self.options.column("text")
        if text.split(".")[0] not in names:
            mend = "give ReadOptions(columns={'text': NAME})"
            raise UsageError(f"the batch has no column {text} but: {', '.join(names)[:80]}", mend=mend)
        wanted = {self.options.column(field).split(".")[0] for field in FIELDS} | {"source", "reject", *_AS_READ}
        columns = {name: batch.column(at) for at, name in enumerate(names) if name in wanted}
        for row in range(batch.num_rows):
            cells = {name: column[row].as_py() for name, column in columns.items()}
            if cells.get("reject") is not None:
                yield Reject(**cells["reject"])
                continue
            source = cells.get("source") or f"row {row + 1}"
            found = article(cells, Where("article", source), self.options)
            if isinstance(found, RawArticle):
                found = replace(found, **{name: cells[name] for name in _AS_READ if cells.get(name) is not None})
            yield found

    def _result(self, item: RawArticle | Reject) -> dict[str, Any]:
        done = item if isinstance(item, Reject) else process(item, self.settings)
        if isinstance(done, Outcome):
            claims, candidates = ([json.loads(line) for line in lines] for lines in (done.claims, done.candidates))
            document = json.loads(done.document)
            return {"id": done.id, "source": item.source, "claims": claims, "candidates": candidates, "document": document, "reject": None}
        return {"id": done.id, "source": done.source, "claims": [], "candidates": [], "document": None, "reject": asdict(done)}


def articles_batch(items: Sequence[RawArticle | Reject]) -> Any:
    """Articles and rejects as a batch that ``ArrowBatches`` takes, nothing lost."""
    import pyarrow as pa

    rows = []
    for item in items:
        if isinstance(item, Reject):
            rows.append({"reject": asdict(item)})
        else:
            known = {**asdict(item.metadata), "published": item.metadata.published and item.metadata.published.isoformat()}
            as_read = {name: getattr(item, name) for name in (*_AS_READ, "id", "text", "source")}
            rows.append({**known, **as_read})
    text, truth = pa.string(), pa.bool_()
    fields = [(name, text) for name in (*FIELDS, "source", "encoding", "main_text")]
    return pa.RecordBatch.from_pylist(rows, schema=pa.schema([*fields, ("truncated", truth), ("reject", arrow.struct("rejects"))]))
