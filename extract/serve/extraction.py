"""Routes: claims of one text, of many, of a file, of a stream of JSON lines."""

from __future__ import annotations

import asyncio
import codecs
import io
import shutil
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, BinaryIO

from fastapi import APIRouter, Depends, File, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from extract.batch.work import Outcome
from extract.formats import ReadOptions, json_lines
from extract.formats.inputs import with_metadata
from extract.formats.kinds import READABLE, kind_of
from extract.formats.rows import Where, article, day, metadata
from extract.formats.streams import too_large
from extract.model import RawArticle, Reject
from extract.serve.problems import ProblemError, refusal, settled
from extract.serve.server import Document, Here, Options, Results, Server, as_json, media_type
from extract.service.answers import Article, Batch, Extraction, Item, Text
from extract.service.tasks import Extract, Read, Refused

router = APIRouter(prefix="/v1", tags=["extract"])
JSON = "application/json"
LINES = "application/x-ndjson"
_LINES_TOO = ("application/jsonl", "application/jsonlines", "application/x-jsonlines")
_Options = Annotated[Options, Query()]


class Articles(BaseModel):
    """Articles to extract from."""

    model_config = ConfigDict(extra="forbid")

    articles: list[Article] = Field(min_length=1)


class TextOptions(Options):
    """How to extract, and what is known of the text."""

    id: Text | None = None
    title: Text | None = None
    publisher: Text | None = None
    author: Text | None = None
    url: Text | None = None
    published: Text | None = Field(default=None, description="the day that relative dates count from, as YYYY-MM-DD")


def _document(given: Article, source: str, server: Server, *, alone: bool) -> Document:
    """The article as it is worked on, or why it is none."""
    row = given.model_dump()
    if given.published and day(given.published) is None:
        return Reject(source, given.id, "usage", f"published is {given.published[:40]!r}, which is no date; give it as YYYY-MM-DD")
    return article(row, Where("document", source), ReadOptions(max_bytes=server.settings.work.max_bytes), whole_file=alone)


async def _one(server: Server, document: Document, options: Options) -> Response:
    """The response for one document."""
    if isinstance(document, Reject):
        server.metrics.rejected(document.code)
        raise refusal(document.code, document.reason)
    answer = await server.ask(Extract(document, min_confidence=options.min_confidence, texts=options.texts))
    if not isinstance(answer, Outcome):
        server.metrics.rejected(getattr(answer, "code", "internal"))
        settled(answer)
    assert isinstance(answer, Outcome)
    server.metrics.extracted(answer)
    return Response(as_json(answer, options), media_type=JSON)


@router.post("/extract", response_model=Extraction, summary="Extract from one article", dependencies=[Depends(media_type(JSON))])
async def extract(given: Article, options: _Options, server: Here) -> Response:
    """Claims of one article, given as JSON."""
    with server.pool.admission():
        return await _one(server, _document(given, "the request", server, alone=True), options)


_TEXT_BODY = {"requestBody": {"required": True, "content": {"text/plain": {"schema": {"type": "string", "minLength": 1}}}}}


@router.post(
    "/extract/text", response_model=Extraction, summary="Extract from a text", openapi_extra=_TEXT_BODY,
    dependencies=[Depends(media_type("text/plain"))],
)  # fmt: skip
async def extract_text(request: Request, options: Annotated[TextOptions, Query()], server: Here) -> Response:
    """Claims of one text, sent as it is, in UTF-8, GB18030, Big5 or UTF-16 (detected); what is known of it in the query."""
    with server.pool.admission():
        (document, *_) = await _read(server, "document.txt", io.BytesIO(await request.body()))
        if not isinstance(document, Reject):
            known = options.model_dump(include={"title", "publisher", "author", "url", "published"})
            if options.published and day(options.published) is None:
                raise ProblemError(422, f"published is {options.published[:40]!r}, which is no date; give it as YYYY-MM-DD", "usage")
            document = with_metadata(document, metadata(known))
            if options.id and isinstance(document, RawArticle):
                document = _renamed(document, options.id)
        return await _one(server, document, options)


def _renamed(document: RawArticle, id: str) -> RawArticle:
    return RawArticle(id, document.text, document.metadata, document.encoding, document.main_text, document.source, document.truncated)


@router.post("/extract/batch", response_model=Batch, summary="Extract from several articles", dependencies=[Depends(media_type(JSON))])
async def extract_batch(given: Articles, options: _Options, server: Here) -> Response:
    """Claims of several articles, in their order. One that cannot be read does not stop the others: its item says why."""
    most = server.settings.work.max_documents
    if len(given.articles) > most:
        raise ProblemError(413, f"{len(given.articles)} articles are over the limit of {most}; use /v1/extract/stream", "too-many-documents")
    documents = [_document(one, f"articles[{n}]", server, alone=False) for n, one in enumerate(given.articles)]
    with server.pool.admission():
        return await _batch(server, documents, options, alone=False)


@router.post("/extract/file", response_model=Batch, summary="Extract from a file", dependencies=[Depends(media_type("multipart/form-data"))])
async def extract_file(
    file: Annotated[UploadFile, File(description=f"the suffix of its name tells its kind: {READABLE}")], options: _Options, server: Here
) -> Response:
    """Claims of all articles of a file: a text, a page, a table, JSON, an archive. One that cannot be read does not stop the others."""
    name = PurePosixPath((file.filename or "").replace("\\", "/").replace("\0", "")).name
    if kind_of(name) is None:
        raise ProblemError(415, f"files of this kind are not read; kinds are {READABLE}", "unknown-kind")
    with server.pool.admission():
        documents = await _read(server, name, file.file)
        if len(documents) > server.settings.work.max_documents:
            most = server.settings.work.max_documents
            raise ProblemError(413, f"the file holds more than {most} documents; give it to zh-extract run", "too-many-documents")
        return await _batch(server, documents, options, alone=True)


async def _read(server: Server, name: str, content: BinaryIO) -> list[Document]:
    """The documents of a file; a worker reads it."""
    with tempfile.TemporaryDirectory(prefix="zh-extract-") as folder:
        path = Path(folder) / name[-200:]
        await asyncio.to_thread(_put, path, content)
        answer = await server.ask(Read(str(path)))
    if isinstance(answer, Refused):
        raise refusal(answer.code, answer.reason)
    assert isinstance(answer, list)
    return answer


def _put(path: Path, content: BinaryIO) -> None:
    with path.open("wb") as out:
        shutil.copyfileobj(content, out)


async def _batch(server: Server, documents: list[Document], options: Options, *, alone: bool) -> Response:
    results = Results(server, options)
    items = [item async for item in results.of(_all(documents))]
    if alone and len(documents) == 1 and results.first is not None:
        raise refusal(results.first.code, results.first.reason)
    counts = f'"documents":{results.documents},"claims":{results.claims},"rejects":{results.rejects}'
    return Response(f'{{"items":[{",".join(items)}],{counts}}}', media_type=JSON)


async def _all(documents: Iterable[Document]) -> AsyncIterator[Document]:
    for document in documents:
        yield document


_LINES_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {LINES: {"schema": {"type": "string", "description": "an Article a line, as JSON"}}}},
}  # fmt: skip
_LINES_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"model": Item, "description": "a line of JSON for each line, in their order, as soon as it is done", "content": {LINES: {}}}
}


class _Stream(StreamingResponse):
    """The answer to a stream: it has its room among the requests as long as it lasts, and reads the request while it is sent."""

    def __init__(self, lines: AsyncGenerator[str, None], server: Server) -> None:
        super().__init__(lines, media_type=LINES)
        self._lines = lines
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 (the lines read the request)
        with self._server.pool.admission():
            try:
                await self.stream_response(send)
            except (OSError, ClientDisconnect):
                return
            finally:
                await self._lines.aclose()


@router.post(
    "/extract/stream", summary="Extract from a stream of articles", openapi_extra=_LINES_BODY, responses=_LINES_ANSWER,
    response_class=StreamingResponse, dependencies=[Depends(media_type(LINES, *_LINES_TOO))],
)  # fmt: skip
async def extract_stream(request: Request, options: _Options, server: Here) -> StreamingResponse:
    """JSON lines in, JSON lines out, for any number of articles. Fields other than those of an article are ignored."""
    return _Stream(_answered(request, options, server), server)


async def _answered(request: Request, options: Options, server: Server) -> AsyncGenerator[str, None]:
    async for item in Results(server, options).of(_streamed(request, server)):
        yield f"{item}\n"


async def _streamed(request: Request, server: Server) -> AsyncIterator[Document]:
    options = ReadOptions(max_bytes=server.settings.work.max_bytes)
    number = 0
    async for line in _lines(request, options.max_bytes * json_lines.LINE_FACTOR, server.settings.idle_seconds):
        number += 1
        source = f"line {number}"
        if line is None:
            error = too_large(options.max_bytes)
            yield Reject(source, None, error.code, str(error))
        elif isinstance(line, Reject):
            yield line
        elif line.strip():
            yield await asyncio.to_thread(_of_line, line, source, options)


def _of_line(line: bytes, source: str, options: ReadOptions) -> Document:
    row = json_lines.parse(line, source)
    return row if isinstance(row, Reject) else article(row, Where("document", source), options)


async def _lines(request: Request, limit: int, idle: float) -> AsyncIterator[bytes | Reject | None]:
    """The lines of a body as they come; None for one over the limit, a last reject where nothing came for too long."""
    held = bytearray()
    skipping = False
    chunks = request.stream().__aiter__()
    first = True
    while True:
        try:
            chunk = await asyncio.wait_for(anext(chunks), idle)
        except StopAsyncIteration:
            break
        except TimeoutError:
            yield Reject("the request", None, "time-limit", f"no line came for {idle:g} seconds")
            return
        if first and chunk:
            chunk, first = chunk.removeprefix(codecs.BOM_UTF8), False
        *whole, rest = chunk.split(b"\n")
        for part in whole:
            held += part
            yield None if skipping or len(held) > limit else bytes(held)
            held.clear()
            skipping = False
        held += rest
        if len(held) > limit:
            held.clear()
            skipping = True
    if held or skipping:
        yield None if skipping else bytes(held)
