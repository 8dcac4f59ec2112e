"""What the routes of one server share, and how many documents become a stream of results."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from extract.batch.work import Outcome
from extract.formats.html import Page
from extract.model import THRESHOLD, RawArticle, Reject
from extract.serve.metrics import Metrics
from extract.serve.problems import ProblemError, refusal
from extract.serve.settings import ServeSettings
from extract.service.answers import Refusal
from extract.service.pool import Pool
from extract.service.tasks import Answer, Extract, Refused, Task, shown
from extract.stored import Stored

Document = RawArticle | Page | Reject
_AHEAD = 2  # documents of one request, for each process, that are under way


@dataclass(slots=True)
class Server:
    """A server's parts."""

    settings: ServeSettings
    pool: Pool
    metrics: Metrics
    stored: Stored | None

    async def ask(self, task: Task) -> Answer:
        """The answer of a worker."""
        return await asyncio.wrap_future(self.pool.submit(task))

    def claims(self) -> Stored:
        """The stored claims.

        Raises:
            ProblemError: there are none.
        """
        if self.stored is None:
            raise ProblemError(404, "no run is served; start the server with --run OUTDIR", "no-run")
        return self.stored


def _server(request: Request) -> Server:
    found: Server = request.app.state.server
    return found


Here = Annotated[Server, Depends(_server)]


class Options(BaseModel):
    """How to extract."""

    model_config = ConfigDict(extra="forbid")

    min_confidence: float = Field(default=THRESHOLD, ge=0, le=1, description="claims of lower confidence are candidates")
    texts: bool = Field(default=True, description="whether document.text is told back")
    candidates: bool = Field(default=True, description="whether candidates are told; else their list is empty")


def media_type(*wanted: str) -> Callable[[Request], None]:
    """A dependency that refuses bodies of other types than these; ``application/json`` stands for those that end in +json too."""

    def check(request: Request) -> None:
        given = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if given not in wanted and not ("application/json" in wanted and given.startswith("application/") and given.endswith("+json")):
            what = f"of the type {given[:60]}" if given else "of no type"
            raise ProblemError(415, f"the body is {what}; send {' or '.join(wanted)} and say so in Content-Type", "media-type")

    return check


def as_json(outcome: Outcome, options: Options) -> str:
    """An ``Extraction`` as JSON."""
    candidates = outcome.candidates if options.candidates else ()
    return f'{{"document":{outcome.document},"claims":[{",".join(outcome.claims)}],"candidates":[{",".join(candidates)}]}}'


class Results:
    """The results for documents as they come, in their order: each an ``Item`` as JSON.

    Attributes:
        documents, claims, rejects: counted so far.
        first: the first reject.
    """

    def __init__(self, server: Server, options: Options) -> None:
        self.documents = self.claims = self.rejects = 0
        self.first: Reject | None = None
        self._server = server
        self._options = options

    async def of(self, documents: AsyncIterator[Document]) -> AsyncIterator[str]:
        """The results. Documents are taken while earlier ones are worked on, so that a caller may wait for one before sending the next."""
        under_way: asyncio.Queue[tuple[int, asyncio.Future[Answer] | Reject] | BaseException | None] = asyncio.Queue(self._server.pool.size * _AHEAD)

        async def take() -> None:
            number = 0
            try:
                async for document in documents:
                    await under_way.put((number, document if isinstance(document, Reject) else self._begun(document)))
                    number += 1
            except Exception as error:
                await under_way.put(error)
            else:
                await under_way.put(None)

        taking = asyncio.create_task(take())
        try:
            while (entry := await under_way.get()) is not None:
                if isinstance(entry, BaseException):
                    raise entry
                number, found = entry
                yield self._item(number, found if isinstance(found, Reject) else await found)
        finally:
            taking.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await taking
            while not under_way.empty():
                entry = under_way.get_nowait()
                if isinstance(entry, tuple) and isinstance(entry[1], asyncio.Future):
                    entry[1].cancel()

    def _begun(self, document: RawArticle | Page) -> asyncio.Future[Answer]:
        task = Extract(document, min_confidence=self._options.min_confidence, texts=self._options.texts)
        return asyncio.wrap_future(self._server.pool.submit(task))

    def _item(self, number: int, answer: Answer) -> str:
        if isinstance(answer, Outcome):
            self._server.metrics.extracted(answer)
            self.documents += 1
            self.claims += len(answer.claims)
            return f'{{"index":{number},"extraction":{as_json(answer, self._options)},"reject":null}}'
        if isinstance(answer, Reject):
            told = answer
        else:
            assert isinstance(answer, Refused)
            told = Reject("the request", None, answer.code, answer.reason)
        self._server.metrics.rejected(told.code)
        self.rejects += 1
        self.first = self.first or told
        if shown(told.code, told.reason) != told.reason:
            refusal(told.code, told.reason)  # into the log
        record = Refusal(source=told.source, id=told.id, code=told.code, reason=shown(told.code, told.reason))
        return f'{{"index":{number},"extraction":null,"reject":{record.model_dump_json()}}}'
