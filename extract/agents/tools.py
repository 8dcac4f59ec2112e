"""The tools: what they take, what they tell, and what they refuse."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from extract.agents import answers
from extract.batch.work import Outcome
from extract.contract import Claim, Kind, Status
from extract.errors import ZhExtractError
from extract.formats import ReadOptions
from extract.formats.rows import Where, article, day
from extract.model import THRESHOLD, Reject
from extract.service.answers import Normalization, Text
from extract.service.pool import Pool
from extract.service.tasks import Answer, Extract, Made, Normalize, Refused, shown
from extract.stored import ClaimQuery, ConflictQuery, Stored
from extract.stored.contradictions import Relation, Scope
from extract.stored.query import Sort
from extract.stored.store import Counted

_LOG = logging.getLogger("extract.agents")
MOST_CHARACTERS = 200_000
MOST_CLAIMS = 100
_MOST_REPAIRS = 100
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_T = TypeVar("_T")

_Article = Annotated[Text, Field(max_length=MOST_CHARACTERS, description="Chinese text, simplified or traditional, damaged or not, as it is")]
_Name = Annotated[str, Field(min_length=1, max_length=200)]
_Names = Annotated[tuple[_Name, ...], Field(max_length=50)]
_Places = Annotated[_Names, Field(description="names (合肥, 合肥市) or GB/T 2260 codes; any of them")]
_Metrics = Annotated[_Names, Field(description="ids or names that the catalogue knows (GDP, 常住人口), else parts of the wording; any of them")]
_Within = Annotated[bool, Field(description="also places that lie in those: 浙江 with its cities and districts")]
_From = Annotated[_Name | None, Field(description="the period does not end before: YYYY, YYYY-MM or YYYY-MM-DD")]
_To = Annotated[_Name | None, Field(description="the period does not begin after: YYYY, YYYY-MM or YYYY-MM-DD")]
_Share = Annotated[float, Field(ge=0, le=1)]
_Limit = Annotated[int, Field(ge=1, le=MOST_CLAIMS, description="how many at most")]
_Cursor = Annotated[str | None, Field(max_length=2000, description="next of the answer before, to go on")]
_Documents = Annotated[_Names, Field(description="ids of documents; any of them")]


def add_texts(server: MCPServer, pool: Pool) -> None:
    """Adds the tools that work on a text."""

    @server.tool(title="Extract claims", annotations=_READS)
    async def extract(
        text: _Article,
        published: Annotated[str | None, Field(description="the day of the article, YYYY-MM-DD: what 今年 and 上月 count from")] = None,
        title: Annotated[Text | None, Field(max_length=1000, description="its title: a place or date may stand only there")] = None,
        id: Annotated[Text | None, Field(max_length=500, description="what to call it")] = None,
        min_confidence: Annotated[_Share, Field(description="claims of lower confidence are candidates")] = THRESHOLD,
        candidates: Annotated[bool, Field(description="tell doubtful claims too")] = False,
    ) -> answers.Extracted:
        """Reads a Chinese article and tells which figures it states: place, metric, value in base units, period, status, source.

        Use it for texts that you hold; what was read before is found by search_claims. Nothing is looked up and nothing is made up:
        every claim quotes its sentence. At most 100 claims are told.
        """
        if published and day(published) is None:
            raise ToolError(f"published is {published[:40]!r}, which is no date; give it as YYYY-MM-DD")
        row = {"text": text, "id": id, "title": title, "published": published}
        found = article(row, Where("document", "the text"), ReadOptions(max_bytes=pool.settings.max_bytes), whole_file=True)
        if isinstance(found, Reject):
            raise ToolError(found.reason)
        outcome = await _asked(pool, Extract(found, min_confidence=min_confidence, texts=False))
        assert isinstance(outcome, Outcome)
        document = json.loads(outcome.document)
        return answers.extracted(
            outcome.id, document["language"], outcome.status, _claims(outcome.claims), _claims(outcome.candidates) if candidates else [],
            MOST_CLAIMS,
        )  # fmt: skip

    @server.tool(title="Repair and normalize a text", annotations=_READS)
    async def normalize(text: _Article) -> answers.Normalized:
        """Makes a damaged Chinese text readable: mojibake, readings in brackets, swapped words, full-width digits, both scripts.

        Tells the text in simplified characters and what was mended. extract does this by itself.
        """
        made = await _asked(pool, Normalize(text))
        assert isinstance(made, Made)
        found = Normalization.model_validate_json(made.text)
        told = found.repairs[:_MOST_REPAIRS]
        return answers.Normalized(text=found.text, changed=found.changed, repairs=told, left_out=len(found.repairs) - len(told))


def add_stored(server: MCPServer, stored: Stored) -> None:
    """Adds the tools that search the claims of runs."""

    @server.tool(title="Search claims", annotations=_READS)
    async def search_claims(
        places: _Places = (), metrics: _Metrics = (), within: _Within = False, since: _From = None, until: _To = None,
        kinds: Annotated[tuple[Kind, ...], Field(description="amount, rate (level in %), growth, rank, ratio, category; any of them")] = (),
        statuses: Annotated[tuple[Status, ...], Field(description="actual is a fact; target, forecast, policy are not; any of them")] = (),
        min_confidence: _Share = 0.0, documents: _Documents = (),
        text: Annotated[_Name | None, Field(description="words that stand in the evidence as they are")] = None,
        candidates: Annotated[bool, Field(description="doubtful claims too")] = False,
        sort: Annotated[Sort, Field(description="- before a name begins with the greatest; what has no such value is last")] = "-confidence",
        limit: _Limit = 20, cursor: _Cursor = None,
    ) -> answers.Findings:  # fmt: skip
        """Searches the claims that were extracted from the articles of a run: of places, metrics, periods.

        For a time series: one place, one metric, statuses ["actual"], sort "date". For a ranking: one metric, one year, sort "-value".
        Different articles can contradict each other: see list_contradictions. If nothing is found, count_claims tells what there is.
        """
        query = ClaimQuery(
            places=places, metrics=metrics, within=within, since=since, until=until, kinds=kinds,
            statuses=statuses, min_confidence=min_confidence or None, documents=documents, text=text, candidates=candidates,
        )  # fmt: skip
        return await _told(lambda: answers.findings(stored.search(query, sort=sort, limit=limit, after=cursor)))

    @server.tool(title="Count claims", annotations=_READS)
    async def count_claims(
        of: Annotated[Counted, Field(description="what to count by")],
        places: _Places = (), metrics: _Metrics = (), within: _Within = False, since: _From = None, until: _To = None, limit: _Limit = 50,
    ) -> answers.Counts:  # fmt: skip
        """Tells which places, metrics, years, documents ... there are claims of, and how many, the most frequent first.

        Use it to see what can be searched for, before search_claims.
        """
        query = ClaimQuery(places=places, metrics=metrics, within=within, since=since, until=until)
        return await _told(lambda: answers.Counts(counts=stored.counts(of, query, limit=limit)))

    @server.tool(title="Show the evidence of a claim", annotations=_READS)
    async def show_evidence(
        claim: Annotated[_Name, Field(description="the id of a claim")],
        context: Annotated[int, Field(ge=0, le=2000, description="characters of the article before and after each sentence")] = 100,
    ) -> answers.Evidence:
        """Shows the sentences that a claim rests on as they stand in the article, with the words that place, metric, value and date were read from.

        Quote these words when you cite a claim, and look here before you rely on one of low confidence.
        """
        return await _told(lambda: answers.evidence(stored.evidence(claim, context=context)))

    @server.tool(title="List contradictions", annotations=_READS)
    async def list_contradictions(
        places: _Places = (), metrics: _Metrics = (), min_confidence: _Share = 0.0,
        tolerance: Annotated[_Share, Field(description="differences up to this share of the larger value count as agreement")] = 0.0,
        relation: Annotated[Relation, Field(description="contradiction, agreement, or all groups of claims about the same thing")] = "contradiction",
        scope: Annotated[Scope, Field(description="across documents, within one document, or all")] = "all",
        limit: _Limit = 20, cursor: _Cursor = None,
    ) -> answers.Groups:  # fmt: skip
        """Lists where articles state different values for the same place, metric and period, and by how much they differ.

        What rounding and words like 约 or 超过 leave open is no contradiction. A contradiction within one document is often an error
        of extraction: look at its evidence.
        """
        query = ConflictQuery(places=places, metrics=metrics, min_confidence=min_confidence, tolerance=tolerance, relation=relation, scope=scope)
        return await _told(lambda: answers.groups(stored.contradictions(query, limit=limit, after=cursor)))


async def _asked(pool: Pool, task: Extract | Normalize) -> Answer:
    """A worker's answer.

    Raises:
        ToolError: why there is none.
    """
    try:
        with pool.admission():
            answer = await asyncio.wrap_future(pool.submit(task))
    except ZhExtractError as error:
        raise ToolError(str(error)) from error
    if isinstance(answer, Reject | Refused):
        told = shown(answer.code, answer.reason)
        if told != answer.reason:
            _LOG.error("%s: %s", answer.code, answer.reason)
        raise ToolError(told)
    return answer


async def _told(ask: Callable[[], _T]) -> _T:
    """What the store answers, asked in a thread.

    Raises:
        ToolError: why there is no answer.
    """
    try:
        return await asyncio.to_thread(ask)
    except ZhExtractError as error:
        raise ToolError(str(error)) from error


def _claims(lines: Sequence[str]) -> list[Claim]:
    return [Claim.model_validate_json(line) for line in lines]
